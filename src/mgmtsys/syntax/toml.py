"""TOML with every number and day as text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import attrs

from mgmtsys.exceptions import NotUnderstood
from mgmtsys.syntax.misread import DEEPEST, TOO_DEEP, Misread, Path, Spot, check_depth

_AT = re.compile(
    r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)"
)
#: More digits than a whole number may have.
_TOO_LONG = re.compile(r"\w{4000,}")
#: The tokens of text that is known to be TOML, blanks and comments aside.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|"
    r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|"
    r"[\n\[\]{}=,.]|[^\s\[\]{}=,.#\"']+|(?P<skip>#[^\n]*)",
    re.DOTALL,
)

_SIGNS = frozenset("\n[]{}=,")


def _as_text(value: Any) -> Any:
    match value:
        case dict():
            return {key: _as_text(one) for key, one in value.items()}
        case list():
            return [_as_text(one) for one in value]
        case str() | bool():
            return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _check_keys(text: str) -> None:
    """Raise :class:`Misread` for a dotted key that nests too deep, which costs too much to read."""
    if all(line.count(".") < DEEPEST for line in text.split("\n")):
        return
    dots = 0
    for token in _TOKEN.finditer(text):
        dots = dots + 1 if token[0] == "." else 0 if token[0] in _SIGNS else dots
        if dots >= DEEPEST:
            raise Misread((_spot(text, token.start()), (), *TOO_DEEP))


def _spot(text: str, at: int) -> Spot:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def fold(text: str) -> Any:
    """Return the data; raises :class:`Misread` at the first thing that TOML does not allow."""
    _check_keys(text)
    try:
        data = tomllib.loads(text, parse_float=str)
        check_depth(data)
        return _as_text(data)
    except tomllib.TOMLDecodeError as error:
        match = _AT.fullmatch(str(error).partition("\n")[0])
        what = match["what"] if match else str(error)
        at = (match["line"], match["column"]) if match else (None, None)
        spot = (int(at[0]), int(at[1])) if at[0] and at[1] else _spot(text, len(text))
        raise Misread((spot, (), f"no TOML: {what}", f"不是合法的 TOML：{what}")) from None
    except RecursionError:
        raise Misread(((1, 1), (), *TOO_DEEP)) from None
    except ValueError:  # a whole number of more digits than Python reads
        match = _TOO_LONG.search(text)
        spot = _spot(text, match.start() if match else 0)
        raise Misread((spot, (), "a number of too many digits", "数字位数过多")) from None


@attrs.define
class _Walk:
    """One pass over the tokens of valid TOML, which notes the spot of every key and item."""

    text: str
    tokens: list[tuple[str, Spot]] = attrs.field(init=False)
    at: int = 0
    found: dict[Path, Spot] = attrs.field(factory=dict)
    #: How many tables each array of tables holds so far.
    tables: dict[Path, int] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.tokens = []
        line, line_start, before = 1, 0, 0
        for token in _TOKEN.finditer(self.text):
            line += self.text.count("\n", before, token.start())
            line_start = max(line_start, self.text.rfind("\n", before, token.start()) + 1)
            before = token.start()
            if token["skip"] is None:
                self.tokens.append((token[0], (line, token.start() - line_start + 1)))
        self.tokens.append(("", (line, 1)))

    @property
    def word(self) -> str:
        return self.tokens[self.at][0]

    def run(self) -> dict[Path, Spot]:
        table: Path = ()
        while self.word:
            if self.word == "\n":
                self.at += 1
            elif self.word == "[":
                table = self.header()
            else:
                self.pair(table)
        return self.found

    def header(self) -> Path:
        """Read ``[a.b]``, or ``[[a.b]]`` for one more table of an array."""
        is_array = self.tokens[self.at + 1][0] == "["
        self.at += 1 + is_array
        path = self.key((), "]")
        self.at += is_array
        if is_array:
            spot = self.tokens[self.at - 3][1]
            index = self.tables.get(path, 0)
            self.tables[path] = index + 1
            path = (*path, str(index))
            self.found[path] = spot
        return path

    def key(self, path: Path, end: str) -> Path:
        """Read a dotted key up to ``end``, and return the path that it leads to."""
        while True:
            word, spot = self.tokens[self.at]
            if path in self.tables:
                path = (*path, str(self.tables[path] - 1))
            name = next(iter(tomllib.loads(f"{word} = 0"))) if word[0] in "\"'" else word
            path = (*path, name)
            self.found.setdefault(path, spot)
            self.at += 2
            if self.tokens[self.at - 1][0] == end:
                return path

    def pair(self, table: Path) -> None:
        self.value(self.key(table, "="))

    def value(self, path: Path) -> None:
        """Step over a value, and over everything in it."""
        opening = self.word
        if opening not in ("[", "{"):
            while self.word not in ("", "\n", ",", "]", "}"):
                self.at += 1
            return
        self.at += 1
        index = 0
        while self.word not in ("]", "}"):
            if self.word in ("\n", ","):
                self.at += 1
            elif opening == "{":
                self.pair(path)
            else:
                item = (*path, str(index))
                self.found[item] = self.tokens[self.at][1]
                self.value(item)
                index += 1
        self.at += 1


def spots(text: str, paths: frozenset[Path]) -> Mapping[Path, Spot]:
    """Return line and column of every key and list item."""
    del paths  # one pass finds them all
    return _Walk(text).run()


def dump(data: Any) -> str:
    """Write data as TOML; raises :class:`NotUnderstood` where the extra ``toml`` is not installed."""
    try:
        import tomli_w
    except ImportError:
        raise NotUnderstood(
            "writing TOML needs the extra toml: pip install 'mgmtsys[toml]'",
            "写 TOML 需要附加组件：pip install 'mgmtsys[toml]'",
        ) from None
    return tomli_w.dumps(data)
