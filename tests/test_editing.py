"""A file is changed in one place: it says what was wanted, and all else of its text stays."""

import copy
import re
from typing import Any

import pytest
from hypothesis import assume, given, settings, strategies as st

from mgmtsys.files.syntax import Source, syntax_of
from mgmtsys.files.syntax.editing import changed, extend, put
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood

SCALARS = st.text(st.sampled_from("ab: #-'\"[]{},&*!|>%@`\\é目🌱\n~0")) | st.sampled_from(
    ["", "null", "- a", "a: b", "#x", "6.10", "x\ny", "\x1b", "a\u202eb"]
)
KEYS = st.text(st.sampled_from("abc目 -1"), min_size=1, max_size=4).filter(
    lambda key: key == key.strip() and key[0] != "-"
)
_LINES = re.compile(r"[ab目é]+(\n[ab目é]+)*\n")
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
ROOTS = st.dictionaries(KEYS, DATA, min_size=1, max_size=4)


class Writer:
    """Writes data as YAML in one of many styles, with comments wherever they may stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def comment(self) -> str:
        if not self.draw(st.booleans()):
            return ""
        self.comments.append(f"# note {len(self.comments)}.")
        return f"  {self.comments[-1]}"

    def scalar(self, text: str) -> str:
        if re.fullmatch(r"[ab目é][ab目é ]*[ab目é]|[ab目é]", text) and self.draw(st.booleans()):
            return text
        quoted = "".join(
            f"\\U{ord(sign):08x}" if not sign.isprintable() or sign in '"\\' else sign
            for sign in text
        )
        return f'"{quoted}"'

    def flow(self, data: Any) -> str:
        if isinstance(data, dict):
            parts = [f"{self.scalar(key)}: {self.flow(one)}" for key, one in data.items()]
            return "{" + ", ".join(parts) + "}"
        if isinstance(data, list):
            return "[" + ", ".join(map(self.flow, data)) + "]"
        return self.scalar(data)

    def entry(self, head: str, data: Any, column: int, *, in_list: bool) -> list[str]:
        pad = " " * column
        is_text = isinstance(data, str) and _LINES.fullmatch(data) is not None
        if is_text and self.draw(st.booleans()):
            lines = [f"{pad}{head} |{self.comment()}"]
            return lines + [f"{pad}  {line}" for line in data.splitlines()]
        if not isinstance(data, dict | list) or not data or self.draw(st.integers(0, 3)) == 0:
            return [f"{pad}{head} {self.flow(data)}{self.comment()}"]
        indent = 0 if isinstance(data, list) and not in_list and self.draw(st.booleans()) else 2
        return [f"{pad}{head}{self.comment()}", *self.block(data, column + indent)]

    def block(self, data: Any, column: int) -> list[str]:
        lines: list[str] = []
        pairs = data.items() if isinstance(data, dict) else (("-", one) for one in data)
        for key, one in pairs:
            above = self.comment()
            if above:
                lines.append(" " * column + above.strip())
            head = key if isinstance(data, list) else f"{self.scalar(key)}:"
            lines += self.entry(head, one, column, in_list=isinstance(data, list))
        return lines


@st.composite
def documents(draw: st.DrawFn) -> tuple[Any, str, list[str]]:
    data = draw(ROOTS)
    writer = Writer(draw)
    if draw(st.integers(0, 4)) == 0:
        lines = [writer.flow(data) + writer.comment()]
    else:
        lines = writer.block(data, 0)
    end = writer.comment()
    if end:
        lines.append(end.strip())
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return data, newline.join(lines) + draw(st.sampled_from(["", newline])), writer.comments


def paths_of(data: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    if isinstance(data, dict):
        entries = [*data.items(), ("new", None)]
    elif isinstance(data, list):
        entries = [*((str(index), one) for index, one in enumerate(data)), (str(len(data)), None)]
    else:
        return []
    for key, one in entries:
        found += [(*path, key), *paths_of(one, (*path, key))]
    return found


def with_value(data: Any, path: tuple[str, ...], value: Any) -> Any:
    """Set a value in a copy, in the plainest way: an oracle."""
    whole = copy.deepcopy(data)
    holder = whole
    for key in path[:-1]:
        holder = holder[int(key)] if isinstance(holder, list) else holder[key]
    if isinstance(holder, list):
        holder[int(path[-1]) : int(path[-1]) + 1] = [value]
    else:
        holder[path[-1]] = value
    return whole


@given(documents(), st.data())
@settings(max_examples=200)
def test_a_changed_text_says_what_was_wanted_and_keeps_its_comments(
    document: tuple[Any, str, list[str]], drawn: st.DataObject
) -> None:
    data, text, comments = document
    assert data == syntax_of("a.yaml").fold(text)
    path = drawn.draw(st.sampled_from(paths_of(data)))
    value = drawn.draw(DATA)
    edited = put(Source("a.yaml", text), path, value)
    wanted = with_value(data, path, value)
    assert wanted == syntax_of("a.yaml").fold(edited)
    assert wanted == changed(data, path, value)
    for comment in comments:
        assert 1 == len(re.findall(re.escape(comment), edited))


@given(documents(), st.lists(DATA, min_size=1, max_size=3))
def test_what_is_added_to_a_list_leaves_every_line_as_it_was(
    document: tuple[Any, str, list[str]], items: list[Any]
) -> None:
    data, text, _ = document
    assume("list" not in data)
    source = Source("a.yaml", text)
    once = extend(source, ("list",), items)
    twice = extend(Source("a.yaml", once), ("list",), items)
    assert data | {"list": items + items} == syntax_of("a.yaml").fold(twice)
    if not text.startswith("{"):
        lines = iter(twice.splitlines())
        assert all(line in lines for line in text.splitlines())


@given(ROOTS, st.data())
@pytest.mark.parametrize("file", ["a.json", "a.toml"])
def test_json_and_toml_say_what_was_wanted(file: str, data: Any, drawn: st.DataObject) -> None:
    syntax = syntax_of(file)
    text = syntax.dump(data)
    path = drawn.draw(st.sampled_from(paths_of(data)))
    value = drawn.draw(DATA)
    assert with_value(data, path, value) == syntax.fold(put(Source(file, text), path, value))


REGISTER = """\
# What was held.
format: mgmtsys.register/1   # the format

held:
  - monitoring: monthly   # a look
    period: 2026-01
confirmations:
- what: a ← b   # by Ann
  by: Ann
  ends: []
# the end
"""


def test_an_entry_is_added_below_the_last_one() -> None:
    text = extend(Source("r.yaml", REGISTER), ("confirmations",), [{"what": "x", "by": "Bob"}])
    assert REGISTER.replace("# the end", "- what: x\n  by: Bob\n# the end") == text


def test_a_list_that_is_not_there_is_made() -> None:
    text = extend(Source("r.yaml", "# only\nformat: f\n"), ("confirmations",), [{"what": "x"}])
    assert "# only\nformat: f\nconfirmations:\n- what: x\n" == text
    assert "a: 1\nb:  # none\n- x\n" != extend(
        Source("r.yaml", "a: 1\nb:  # none\n"), ("b",), ["x"]
    )


@pytest.mark.parametrize(
    ("text", "path", "value", "edited"),
    [
        ("a: 1  # c\nb: 2\n", ("a",), "x", "a: x  # c\nb: 2\n"),
        ("a: [1, 2]  # c\n", ("a", "2"), "x", "a: [1, 2, x]  # c\n"),
        ("{a: 1, b: 2}\n", ("c",), "x", "{a: 1, b: 2, c: x}\n"),
        ("a: {}\n", ("a", "b"), "x", "a: {b: x}\n"),
        ("a: []\n", ("a", "0"), "x", "a: [x]\n"),
        ("", ("a", "b"), "x", "a:\n  b: x\n"),
        ("# c\n", ("a",), "x", "# c\na: x\n"),
        ("a:\n", ("a", "b"), ["x"], None),
        ("a:  # c\n", ("a",), ["x"], None),
        ("- a\n-\n", ("1",), {"b": "x"}, None),
        ("a: &x [1]\nb: 2\n", ("a", "1"), "x", "a: &x [1, x]\nb: 2\n"),
        ("a: &x\n  k: 1\nb: 2\n", ("a", "l"), "x", "a: &x\n  k: 1\n  l: x\nb: 2\n"),
        ("a: &x\n- 1\nb: 2\n", ("a", "1"), "x", "a: &x\n- 1\n- x\nb: 2\n"),
        ("{a: }\n", ("b",), "x", "{a: , b: x}\n"),
        ("--- # c\na: 1\n...\n", ("b",), "x", "--- # c\na: 1\nb: x\n...\n"),
        ("a: |\n  x\n\nb: 1", ("c",), "x", "a: |\n  x\n\nb: 1\nc: x\n"),
        ("a: |\n  x\n", ("c",), "x", "a: |\n  x\nc: x\n"),
        ("a: 1", (), {"b": "2"}, None),
    ],
)
def test_a_change_is_made_in_its_place(
    text: str, path: tuple[str, ...], value: Any, edited: str | None
) -> None:
    given = put(Source("a.yaml", text), path, value)
    assert changed(syntax_of("a.yaml").fold(text), path, value) == syntax_of("a.yaml").fold(given)
    if edited is not None:
        assert edited == given
    if "# c" in text:
        assert "# c" in given


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: &x {k: 1}\nb: *x\n", ("b", "k")),
        ("a: &x {k: 1}\nb: *x\n", ("a", "k")),
        ("a: &x 1\nb: *x\n", ("a",)),
        ("a: text\n", ("a", "b")),
        ("a: [1]\n", ("a", "5")),
        ("a: [1]\n", ("a", "x")),
        ("text\n", ("a",)),
    ],
)
def test_what_would_change_more_is_refused(text: str, path: tuple[str, ...]) -> None:
    with pytest.raises(NotUnderstood, match="cannot be changed without a change elsewhere"):
        put(Source("a.yaml", text), path, "2")


def test_what_is_no_list_is_not_extended() -> None:
    with pytest.raises(NotUnderstood, match=r"a\.yaml: a: cannot be changed"):
        extend(Source("a.yaml", "a: text\n"), ("a",), ["x"])
    assert "a: text\n" == extend(Source("a.yaml", "a: text\n"), ("a",), [])


def test_what_cannot_be_read_is_not_changed() -> None:
    with pytest.raises(InvalidDocument, match=r"a\.yaml:2:1"):
        put(Source("a.yaml", "a: [\n"), ("b",), "x")


def test_comments_of_toml_are_kept_or_the_change_is_refused() -> None:
    commented = '# held\nformat = "f"\n\n[[confirmations]]\nwhat = "a" # one\n'
    source = Source("r.toml", commented)
    assert f'{commented}\n[[confirmations]]\nwhat = "x"\n' == extend(
        source, ("confirmations",), [{"what": "x"}]
    )
    with pytest.raises(NotUnderstood, match="cannot be changed"):
        put(source, ("format",), "g")
    bare = '# held\nformat = "f"'
    assert f'{bare}\n\n[[confirmations]]\nwhat = "x"\n' == extend(
        Source("r.toml", bare), ("confirmations",), [{"what": "x"}]
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_tables_within_tables_are_added_to_toml_with_comments(newline: str) -> None:
    items = [
        {"by": "x", "ends": {"a b": {"f": "1"}, "c": {"f": "2"}}, "l": [{"a": "1"}], "e": {}},
        {"by": "y", "ends": {"z": {"f": "3"}}},
    ]
    text = newline.join(("# c", 'format = "f" # d', ""))
    for _ in range(2):
        longer = extend(Source("r.toml", text), ("confirmations",), items)
        assert longer.startswith(text)
        assert newline == "\n" or "\n" not in longer.replace("\r\n", "")
        text = longer
    assert {"format": "f", "confirmations": items * 2} == Source("r.toml", text).data()


def test_a_list_within_lists_is_extended_and_one_that_is_repeated_is_not() -> None:
    text = "a:\n- [1]\n- - 2\n"
    assert "a:\n- [1]\n- - 2\n  - x\n" == extend(Source("a.yaml", text), ("a", "1"), ["x"])
    assert "a:\n- [1, x]\n- - 2\n" == extend(Source("a.yaml", text), ("a", "0"), ["x"])
    with pytest.raises(NotUnderstood, match="without aliases"):
        extend(Source("a.yaml", "a: &x [1]\nb: *x\n"), ("b",), ["x"])


def test_a_block_of_text_is_replaced_with_its_line() -> None:
    source = Source("a.yaml", "a: |  # c\n  x\n  y\nb: 1\n")
    text = put(source, ("a",), "z")
    assert {"a": "z", "b": "1"} == syntax_of("a.yaml").fold(text)
    assert "# c" in text
    assert "a: z\nb: 1\n" == put(Source("a.yaml", "a: |\n  x\nb: 1\n"), ("a",), "z")
