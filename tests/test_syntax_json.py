"""JSON with every number as the text that was typed."""

from typing import Any

import pytest

from mgmtsys.files.syntax import json
from mgmtsys.files.syntax.misread import Misread, Path, Spot

NONE: frozenset[Path] = frozenset()


def complaints(text: str) -> list[tuple[Spot, Path, str]]:
    with pytest.raises(Misread) as caught:
        json.fold(text)
    return [(spot, path, str(said)) for spot, path, said in caught.value.complaints]


@pytest.mark.parametrize(
    "typed", ["6.10", "0.80", "1e3", "-0", "1E-5", "9" * 5000, "NaN", "Infinity", "-Infinity"]
)
def test_a_number_is_the_text_that_was_typed(typed: str) -> None:
    assert {"a": typed, "b": [typed]} == json.fold(f'{{"a": {typed}, "b": [{typed}]}}')


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{}", {}),
        ("[]", []),
        ("null", None),
        ('"NO"', "NO"),
        (
            '{"a": true, "b": false, "c": null, "d": ""}',
            {"a": True, "b": False, "c": None, "d": ""},
        ),
        ('["\\u76ee\\ud83d\\ude00"]', ["目😀"]),
        ('["\\\\ud800"]', ["\\ud800"]),
    ],
)
def test_documents_of_every_form_are_folded(text: str, data: Any) -> None:
    assert data == json.fold(text)


def test_every_duplicate_key_is_reported_with_its_place_and_path() -> None:
    text = '{"a": 1,\n "b": {"c": 1, "\\u0063": 2,\n  "d": [{"e": 1, "e": 2}]},\n "a": 2, "a": 3}'
    assert [
        ((2, 16), ("b", "c"), "'c' is written twice: expected each key once"),
        ((3, 18), ("b", "d", "0", "e"), "'e' is written twice: expected each key once"),
        ((4, 2), ("a",), "'a' is written twice: expected each key once"),
        ((4, 10), ("a",), "'a' is written twice: expected each key once"),
    ] == complaints(text)


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("", (1, 1)),
        ('{"a": }', (1, 7)),
        ('{"a": 1,\n "b" 2}', (2, 6)),
        ("{'a': 1}", (1, 2)),
        ("[1, 2", (1, 6)),
        ('{"a": 1} {"b": 2}', (1, 10)),
        ('["a\nb"]', (1, 4)),
        ("[01]", (1, 3)),
        ('",\x1f', (1, 3)),
    ],
)
def test_a_syntax_error_says_its_line_and_column(text: str, spot: Spot) -> None:
    ((where, path, what),) = complaints(text)
    assert (spot, ()) == (where, path)
    assert what.startswith("not JSON: ")


@pytest.mark.parametrize("text", ['{"a":\n  "b\\ud800"}', '{"a":\n  "\\udc00\\ud800"}'])
def test_half_a_character_is_refused_at_its_place(text: str) -> None:
    assert [((2, 3), (), "half a character: expected both its halves")] == complaints(text)


def test_nesting_is_bounded_at_sixty_four() -> None:
    deep = "mappings and lists nest deeper than 64: expected a flatter document"
    assert json.fold("[" * 64 + "]" * 64)
    assert [((1, 1), (), deep)] == complaints("[" * 65 + "]" * 65)
    assert [((1, 1), (), deep)] == complaints('{"a":' * 65 + "1" + "}" * 65)
    assert [((1, 1), (), deep)] == complaints("[" * 1_000_000)


def test_the_spots_are_those_of_keys_and_array_items() -> None:
    text = (
        '{"a": {"b": ["x", {"c": 1}], "\\u76ee": []},\n'
        ' "d": [[1, 2],\n  {}, "],{"],\n "": {"x": -1.5e3}}'
    )
    assert {
        ("a",): (1, 2),
        ("a", "b"): (1, 8),
        ("a", "b", "0"): (1, 14),
        ("a", "b", "1"): (1, 19),
        ("a", "b", "1", "c"): (1, 20),
        ("a", "目"): (1, 30),
        ("d",): (2, 2),
        ("d", "0"): (2, 8),
        ("d", "0", "0"): (2, 9),
        ("d", "0", "1"): (2, 12),
        ("d", "1"): (3, 3),
        ("d", "2"): (3, 7),
        ("",): (4, 2),
        ("", "x"): (4, 7),
    } == json.spots(text, NONE)


def test_what_is_dumped_folds_back() -> None:
    data = {"6.10": ["NO", "", "a\nb", "\x00", "目标"], "": {"x": [{}]}, "t": True, "n": None}
    assert data == json.fold(json.dump(data))
