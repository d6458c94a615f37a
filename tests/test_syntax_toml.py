"""TOML with every number and day as text."""

import sys
import time
from typing import Any

import pytest

from mgmtsys.files.syntax import toml
from mgmtsys.files.syntax.misread import Misread, Path, Spot
from mgmtsys.values.exceptions import NotUnderstood

NONE: frozenset[Path] = frozenset()


def complaints(text: str) -> list[tuple[Spot, Path, str]]:
    with pytest.raises(Misread) as caught:
        toml.fold(text)
    return [(spot, path, str(said)) for spot, path, said in caught.value.complaints]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("6.10", "6.10"),
        ("0.80", "0.80"),
        ("1e3", "1e3"),
        ("nan", "nan"),
        ("-inf", "-inf"),
        ("2026", "2026"),
        ("1_000", "1000"),
        ("0x1F", "31"),
        ("2026-06-30", "2026-06-30"),
        ("2026-06-30T12:00:00", "2026-06-30T12:00:00"),
        ("12:30:00", "12:30:00"),
        ("'NO'", "NO"),
        ('""', ""),
    ],
)
def test_numbers_and_days_are_text(typed: str, text: str) -> None:
    assert {"a": text, "b": [text]} == toml.fold(f"a = {typed}\nb = [{typed}]")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", {}),
        ("a = true\nb = false", {"a": True, "b": False}),
        ("a.b = 1\n[c.d]\ne = {f = []}", {"a": {"b": "1"}, "c": {"d": {"e": {"f": []}}}}),
        ("[[a]]\nb = 1\n[[a]]", {"a": [{"b": "1"}, {}]}),
    ],
)
def test_documents_of_every_form_are_folded(text: str, data: Any) -> None:
    assert data == toml.fold(text)


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("a = ", (1, 5)),
        ("a = 1\nb = ?\n", (2, 5)),
        ("a = [1,\n2\n", (3, 1)),
        ("a = 2026-02-30\n", (1, 5)),
        ("a = 'x\n", (2, 1)),
        ("a = \x07\n", (1, 5)),
    ],
)
def test_a_syntax_error_says_its_line_and_column(text: str, spot: Spot) -> None:
    ((where, path, what),) = complaints(text)
    assert (spot, ()) == (where, path)
    assert what.startswith("not TOML: ")
    assert "(at " not in what


@pytest.mark.parametrize("digits", ["9" * 5000, "0x" + "f" * 9000, "-" + "1_000" * 2000])
def test_a_number_of_too_many_digits_is_refused_at_its_place(digits: str) -> None:
    ((line, column), _, what), *_ = complaints(f"a = 1\nb = {digits}\n")
    assert (2, True) == (line, column in (5, 6))
    assert "a number with too many digits" == what


def test_nesting_is_bounded_at_sixty_four() -> None:
    deep = "mappings and lists nest deeper than 64: expected a flatter document"
    assert toml.fold("a = " + "[" * 63 + "]" * 63)
    assert [((1, 1), (), deep)] == complaints("a = " + "[" * 64 + "]" * 64)
    assert [((1, 1), (), deep)] == complaints("a = " + "[" * 100_000)
    assert [((1, 1), (), deep)] == complaints("[a" + ".a" * 33 + "]\na" + ".a" * 32 + " = 1")
    assert toml.fold("a" + ".a" * 63 + " = '" + "." * 99 + "'")


@pytest.mark.parametrize("key", ["a" + ".a" * 100_000, '"a"' + " . 'b c'" * 64, "[a" + ".a" * 64])
def test_a_key_of_too_many_dots_is_refused_before_it_is_read(key: str) -> None:
    deep = "mappings and lists nest deeper than 64: expected a flatter document"
    ((((line, _), path, what)),) = complaints(f"a = 1.5\n{key} = 1\n")
    assert (2, (), deep) == (line, path, what)


TEXT = """\
# a comment with [brackets] = "and quotes
format = "mgmtsys/1"
a.b = [ 1, "]", [2],
  # between
  {c = "x,y", 'd e'.f = 2026-01-01 12:00:00}, ]

[parties."王 婧"]
kind = \"\"\"per
son [x] "quoted"\"\"\"
next = '''it's # no comment
= '''

[[evidence]]
clauses = ["a"]
[[evidence]]
[evidence.inner]
x = 1.5
[[evidence.list]]
y = {}
[[evidence.list]]
"""


def test_the_spots_are_those_of_keys_and_items() -> None:
    assert {
        ("format",): (2, 1),
        ("a",): (3, 1),
        ("a", "b"): (3, 3),
        ("a", "b", "0"): (3, 9),
        ("a", "b", "1"): (3, 12),
        ("a", "b", "2"): (3, 17),
        ("a", "b", "2", "0"): (3, 18),
        ("a", "b", "3"): (5, 3),
        ("a", "b", "3", "c"): (5, 4),
        ("a", "b", "3", "d e"): (5, 15),
        ("a", "b", "3", "d e", "f"): (5, 21),
        ("parties",): (7, 2),
        ("parties", "王 婧"): (7, 10),
        ("parties", "王 婧", "kind"): (8, 1),
        ("parties", "王 婧", "next"): (10, 1),
        ("evidence",): (13, 3),
        ("evidence", "0"): (13, 3),
        ("evidence", "0", "clauses"): (14, 1),
        ("evidence", "0", "clauses", "0"): (14, 12),
        ("evidence", "1"): (15, 3),
        ("evidence", "1", "inner"): (16, 11),
        ("evidence", "1", "inner", "x"): (17, 1),
        ("evidence", "1", "list"): (18, 12),
        ("evidence", "1", "list", "0"): (18, 12),
        ("evidence", "1", "list", "0", "y"): (19, 1),
        ("evidence", "1", "list", "1"): (20, 12),
    } == toml.spots(TEXT, NONE)
    assert toml.spots(TEXT, NONE) == toml.spots(TEXT.replace("\n", "\r\n"), NONE)


def test_the_spots_of_a_long_file_are_found_quickly() -> None:
    text = "".join(f'[objectives.E{n}]\nstatement = "x"\ndue = "12 月"\n' for n in range(20_000))
    start = time.perf_counter()
    assert (59_999, 1) == toml.spots(text, NONE)["objectives", "E19999", "statement"][:2]
    assert time.perf_counter() - start < 5


def test_what_is_dumped_folds_back() -> None:
    data = {"6.10": ["NO", "", "a\nb", "\x00", "目标"], "": {"x": [{}, {"y": "z"}]}, "t": True}
    assert data == toml.fold(toml.dump(data))


def test_writing_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tomli_w", None)
    with pytest.raises(NotUnderstood) as caught:
        toml.dump({})
    assert "writing TOML needs the extra toml: pip install 'mgmtsys[toml]'" == str(caught.value)
    assert "写 TOML 需要附加组件：pip install 'mgmtsys[toml]'" == caught.value.read("zh")
