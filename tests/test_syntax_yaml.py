"""YAML read as the text that was typed, within bounds."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml as pyyaml

from mgmtsys.files.syntax import yaml
from mgmtsys.files.syntax.misread import Misread, Path, Spot

NONE: frozenset[Path] = frozenset()


def complaints(text: str) -> list[tuple[Spot, Path, str]]:
    with pytest.raises(Misread) as caught:
        yaml.fold(text)
    return [(spot, path, str(said)) for spot, path, said in caught.value.complaints]


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def any_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with libyaml, and with the loader of an installation without it."""
    monkeypatch.setattr(yaml, "LOADER", getattr(pyyaml, request.param))


@pytest.mark.usefixtures("any_loader")
@pytest.mark.parametrize(
    "typed",
    [
        "6.10", "6.20", "0.80", "1e3", "0x1F", "007", "1_000", "12:30:45", ".inf", ".nan", "NO", "no",
        "yes", "on", "Off", "true", "null", "~", "2026-01-01", "2026-06-30 12:00:00", "5%", "≥ 80%",
        "１２", "=", "<<",
    ],
)  # fmt: skip
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert {"a": typed, "b": [typed]} == yaml.fold(f"a: {typed}\nb: [{typed}]")
    assert {typed: "x"} == yaml.fold(f"{typed}: x")


@pytest.mark.usefixtures("any_loader")
def test_a_blank_is_nothing_and_quotes_hold_an_empty_text() -> None:
    assert {"a": None, "b": "", "c": [None, "x"]} == yaml.fold("a:\nb: ''\nc:\n-\n- x\n")


@pytest.mark.usefixtures("any_loader")
@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("# only a comment\n", None),
        ("word", "word"),
        ("- a\n- b\n", ["a", "b"]),
        ("a: !!int 6.10\nb: !thing [x]\n", {"a": "6.10", "b": ["x"]}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        ("? a\n: b\n", {"a": "b"}),
        ("'': x\n", {"": "x"}),
        ("%YAML 1.1\n---\na: b\n...\n", {"a": "b"}),
        ('a: "\\x1b\\0"\n', {"a": "\x1b\0"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ],
)
def test_documents_of_every_form_are_folded(text: str, data: Any) -> None:
    assert data == yaml.fold(text)


def test_an_alias_repeats_what_its_anchor_holds() -> None:
    text = "a: &x [1, 2]\nb: *x\nc: &y word\nd: [*y, *x]\n"
    assert {"a": ["1", "2"], "b": ["1", "2"], "c": "word", "d": ["word", ["1", "2"]]} == yaml.fold(
        text
    )


def test_an_anchor_may_be_set_again() -> None:
    assert {"a": "1", "b": "1", "c": ["2"], "d": ["2"]} == yaml.fold(
        "a: &x 1\nb: *x\nc: &x [2]\nd: *x\n"
    )


@pytest.mark.usefixtures("any_loader")
def test_every_duplicate_key_is_reported_with_its_place_and_path() -> None:
    text = "a: 1\nb:\n  c: 1\n  c: 2\n  d: [{e: 1, e: 2}]\na: 2\na: 3\n"
    assert [
        ((4, 3), ("b", "c"), "'c' is written twice: expected each key once"),
        ((5, 14), ("b", "d", "0", "e"), "'e' is written twice: expected each key once"),
        ((6, 1), ("a",), "'a' is written twice: expected each key once"),
        ((7, 1), ("a",), "'a' is written twice: expected each key once"),
    ] == complaints(text)


@pytest.mark.usefixtures("any_loader")
@pytest.mark.parametrize(
    ("text", "spot", "word"),
    [
        ("a: *x\n", (1, 4), "no anchor &x before this"),
        ("b: [*x]\na: &x 1\n", (1, 5), "no anchor &x before this"),
        ("a: &x [1, *x]\n", (1, 11), "*x is inside what it repeats: expected no cycle"),
        ("a: &x\n  b:\n  - *x\n", (3, 5), "*x is inside what it repeats: expected no cycle"),
        ("a: &x k\n*x : b\n", (2, 1), "found an alias: expected a key"),
        ("? [a]\n: b\n", (1, 3), "found a mapping or a list: expected a key"),
        ("? {a: b}\n: c\n", (1, 3), "found a mapping or a list: expected a key"),
        ("a: b\n---\nc: d\n", (2, 1), "a second document: expected one a file"),
    ],
)
def test_what_a_file_may_not_hold_is_refused_at_its_place(text: str, spot: Spot, word: str) -> None:
    assert [(spot, (), word)] == complaints(text)


@pytest.mark.usefixtures("any_loader")
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: c\n", 2),
        ("a: b: c\n", 1),
        ("a: 'open\n", 2),
        ("a: {b: c]\n", 1),
        ("\ta: b\n", 1),
        ("a: @b\n", 1),
        ("a: b\n c: d\n", 2),
        ("- a\nb: c\n", 2),
        ("a: !<\n", 1),
        ("%TAG ! tag: x\n---\na: b\n---\n%", 1),
    ],
)
def test_a_syntax_error_says_its_line(text: str, line: int) -> None:
    ((where, column), path, what), *others = complaints(text)
    assert ([], ()) == (others, path)
    assert abs(where - line) <= 1
    assert column >= 1
    assert what.startswith("not YAML: ")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "￾"])
@pytest.mark.usefixtures("any_loader")
def test_a_control_character_is_refused_at_its_place(sign: str) -> None:
    (((line, column), _, what),) = complaints(f"a: b\nc: d{sign}e\n")
    assert (2, 5) == (line, column)
    assert what.startswith("a character that YAML does not allow: ")


def test_nesting_is_bounded_at_sixty_four() -> None:
    assert yaml.fold("[" * 64 + "]" * 64)
    assert [
        ((1, 65), (), "mappings and lists nest deeper than 64: expected a flatter document")
    ] == (complaints("[" * 65 + "]" * 65))
    deep = "".join(f"{'  ' * level}a:\n" for level in range(70))
    (((line, _), _, _),) = complaints(deep)
    assert 65 == line


def nested_bomb() -> str:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    return "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x]", *levels])


def wide_bomb() -> str:
    return "a: &a [" + "x, " * 99 + "x]\nb:\n" + "- *a\n" * 2_000_000


def keyed_bomb() -> str:
    body = "".join(f"k{n}: *a{n % 50}\n" for n in range(900_000))
    anchors = "".join(f"a{n}: &a{n} {{x: y}}\n" for n in range(50))
    return anchors + body


@pytest.mark.parametrize("bomb", [nested_bomb, wide_bomb, keyed_bomb])
def test_an_alias_bomb_is_refused_quickly(bomb: Callable[[], str]) -> None:
    text = bomb()
    start = time.perf_counter()
    (((_, _), path, what),) = complaints(text)
    assert time.perf_counter() - start < 2
    assert () == path
    assert "aliases repeat more than 100000 nodes: expected them written out" == what


def test_the_wide_bombs_are_ten_megabytes() -> None:
    assert [True, True] == [len(bomb()) >= 10_000_000 for bomb in (wide_bomb, keyed_bomb)]


def test_aliases_within_bounds_are_expanded() -> None:
    folded = yaml.fold("a: &a [" + "x, " * 98 + "x]\nb: [" + "*a, " * 999 + "*a]\n")
    assert 1000 == len(folded["b"])


def test_the_spots_are_those_of_keys_and_list_items() -> None:
    text = "a:\n  b: [x, {c: y}]\n  目标: &t\n  - z\nd: *t\n"
    assert {
        ("a",): (1, 1),
        ("a", "b"): (2, 3),
        ("a", "b", "0"): (2, 7),
        ("a", "b", "1"): (2, 10),
        ("a", "b", "1", "c"): (2, 11),
        ("a", "目标"): (3, 3),
        ("a", "目标", "0"): (4, 5),
        ("d",): (5, 1),
    } == yaml.spots(text, NONE)


def test_what_is_dumped_folds_back() -> None:
    data = {
        "6.10": [
            "NO",
            "",
            "null",
            "~",
            "a: b",
            "# x",
            " x ",
            "1\n2",
            "é",
            "目标",
            "\x1b",
            "\u2028",
        ],
        "": {"=": {}, "<<": []},
        "x" * 200: "*a",
    }
    assert data == yaml.fold(yaml.dump(data))
