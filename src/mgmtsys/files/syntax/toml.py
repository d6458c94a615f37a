"""TOML with every number and day as text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import attrs

from mgmtsys.files.syntax.misread import (
    DEEPEST,
    TOO_DEEP,
    Complaint,
    Misread,
    Path,
    Spot,
    check_depth,
    twice,
)
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import say
from mgmtsys.values.visible import escaped_quoted

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
#: How many keys that are written twice are looked for: each costs a reading of the text.
_MOST_REPEATED = 20
#: How many lines a statement may take that is looked for so.
_LONGEST = 50


def _as_text(value: Any) -> Any:
    match value:
        case dict():
            return {key: _as_text(member) for key, member in value.items()}
        case list():
            return [_as_text(member) for member in value]
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
            raise Misread((_spot(text, token.start()), (), TOO_DEEP))


def _spot(text: str, at: int) -> Spot:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def fold(text: str) -> Any:
    """Return the data; raises :class:`Misread` at the first thing that TOML does not allow.

    Keys that are written twice are told at once, and with the data.
    """
    _check_keys(text)
    repeated: list[Complaint] = []
    again: list[tuple[Path, Any]] = []
    rest = text
    while True:
        try:
            data = _loaded(rest)
        except tomllib.TOMLDecodeError as error:
            spot, what = _told(text, error)
            found = _repetition(rest, spot) if len(repeated) < _MOST_REPEATED else None
            if found is None:
                refused = (spot, (), say("not TOML: {problem}", problem=what))
                raise Misread(*repeated, refused) from None
            complaint, rest, value = found
            repeated.append(complaint)
            again.append((complaint[1], value))
        else:
            break
    if repeated:
        for path, value in again:
            data = data if value is None else _with(data, path, value)
        raise Misread(*repeated, data=data)
    return data


def _with(data: Any, path: Path, value: Any) -> Any:
    """Return data with what is said once more at a path, beside what is said there, or in place of it."""
    if path and isinstance(data, dict):
        key, *rest = path
        return {**data, key: _with(data.get(key), tuple(rest), value)}
    if path and isinstance(data, list):
        at = int(path[0])
        return [*data[:at], _with(data[at], path[1:], value), *data[at + 1 :]]
    if isinstance(data, dict) and isinstance(value, dict):
        for key, member in value.items():
            data = _with(data, (key,), member)
        return data
    # A table and an array of tables of one name say nothing of each other.
    return data if isinstance(data, dict) else value


def _told(text: str, error: tomllib.TOMLDecodeError) -> tuple[Spot, str]:
    """Return where a text is no TOML, and why."""
    match = _AT.fullmatch(str(error).partition("\n")[0])
    what = match["what"] if match else str(error)
    at = (match["line"], match["column"]) if match else (None, None)
    return (int(at[0]), int(at[1])) if at[0] and at[1] else _spot(text, len(text)), what


def _repetition(text: str, spot: Spot) -> tuple[Complaint, str, Any] | None:
    """Return what is written twice, the text without it, and what it says, where that is all that is wrong.

    It is where the text before stands, and the statement or the table that ends there stands alone.
    """
    lines = text.split("\n")
    for start in range(spot[0] - 1, max(spot[0] - _LONGEST, 0) - 1, -1):
        before, statement = "\n".join((*lines[:start], "")), "\n".join(lines[start : spot[0]])
        if not (_stands(before) and _stands(statement)):
            continue
        end = spot[0]
        if statement.lstrip().startswith("["):
            while end < len(lines) and not lines[end].startswith("["):
                end += 1
        walk = _Walk(before + statement)
        walk.run()
        path, where = walk.last
        blank = [""] * (end - start)
        rest = "\n".join((*lines[:start], *blank, *lines[end:]))
        value = _said(path, "\n".join(lines[start:end]))
        return (where, path, twice(path[-1])), rest, value
    return None


def _said(path: Path, statement: str) -> Any:
    """Return what a statement, or a table by itself, says of the end of a path; nothing where it is no TOML."""
    try:
        value = _loaded(statement)
    except tomllib.TOMLDecodeError:
        return None
    for key in path:  # those of the table around it, and of its place in a list, it does not name
        value = value[key] if isinstance(value, dict) and key in value else value
    return value


def _stands(text: str) -> bool:
    try:
        return bool(tomllib.loads(text)) or not text.strip()
    except ValueError:
        return False


def _read(text: str) -> Any:
    data = tomllib.loads(text, parse_float=str)
    check_depth(data)
    return _as_text(data)


def _loaded(text: str) -> Any:
    """Return the data; raises :class:`Misread` for what costs too much, and TOML's own complaint."""
    try:
        return _read(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise Misread(((1, 1), (), TOO_DEEP)) from None
    except ValueError:  # a whole number of more digits than Python reads
        match = _TOO_LONG.search(text)
        spot = _spot(text, match.start() if match else 0)
        raise Misread((spot, (), say("a number with too many digits"))) from None


@attrs.define
class _Walk:
    """One pass over the tokens of valid TOML, which notes the spot of every key and item."""

    text: str
    tokens: list[tuple[str, Spot]] = attrs.field(init=False)
    at: int = 0
    found: dict[Path, Spot] = attrs.field(factory=dict)
    #: How many tables each array of tables holds so far.
    tables: dict[Path, int] = attrs.field(factory=dict)
    #: The path of the last statement, and where it starts.
    last: tuple[Path, Spot] = ((), (1, 1))

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
        where = self.tokens[self.at][1]
        self.at += 1 + is_array
        path = self.key((), "]")
        self.last = path, where
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
        where = self.tokens[self.at][1]
        path = self.key(table, "=")
        self.value(path)
        self.last = path, where

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


def has_comments(text: str) -> bool:
    """Whether valid TOML has a comment anywhere."""
    return any(token["skip"] for token in _TOKEN.finditer(text))


def dump(data: Any) -> str:
    """Write data as TOML; raises :class:`NotUnderstood` where the extra ``toml`` is not installed."""
    try:
        import tomli_w
    except ImportError:
        raise NotUnderstood(
            "writing TOML needs the extra toml: pip install 'mgmtsys[toml]'",
        ) from None
    return escaped_quoted(tomli_w.dumps(data))
