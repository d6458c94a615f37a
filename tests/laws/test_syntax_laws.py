"""The laws of the syntaxes: they agree on the data, keep every text, and know where all of it stands."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, strategies as st

from mgmtsys.files.syntax import SYNTAXES, Syntax, json, toml, yaml
from mgmtsys.files.syntax.misread import Misread, Path, Spot

_WORDS = st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(
    (
        "6.10",
        "NO",
        "0.80",
        "1e3",
        "2026-01-01",
        "null",
        "~",
        "true",
        "",
        " x ",
        "a: b",
        "# c",
        "- d",
    )
)
#: Data in which every scalar is text.
_DATA = st.dictionaries(
    _WORDS,
    st.recursive(
        _WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=4,
)
_ALL = pytest.mark.parametrize("syntax", [SYNTAXES[name] for name in (".yaml", ".json", ".toml")])


def _paths(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if path:
        yield path, data
    if isinstance(data, dict):
        for key, one in data.items():
            yield from _paths(one, (*path, key))
    elif isinstance(data, list):
        for index, one in enumerate(data):
            yield from _paths(one, (*path, str(index)))


@_ALL
@given(_DATA)
def test_what_is_dumped_folds_back(syntax: Syntax, data: Any) -> None:
    assert data == syntax.fold(syntax.dump(data))


@given(_DATA)
def test_the_syntaxes_fold_the_same_data_alike(data: Any) -> None:
    assert yaml.fold(yaml.dump(data)) == json.fold(json.dump(data)) == toml.fold(toml.dump(data))


@given(_DATA)
def test_json_is_read_as_yaml_too(data: Any) -> None:
    # What YAML does not allow unescaped stands escaped here.
    text = json.dump(data).encode("ascii", "backslashreplace").decode()
    if "\\x" not in text and "\\U" not in text and "\\u2028" not in text and "\x7f" not in text:
        assert data == yaml.fold(text)


@_ALL
@given(_DATA)
def test_every_part_has_a_spot_and_nothing_else_has(syntax: Syntax, data: Any) -> None:
    text = syntax.dump(data)
    assert {path for path, _ in _paths(data)} == set(syntax.spots(text, frozenset()))


@_ALL
@given(_DATA)
def test_a_spot_is_where_the_key_is_written(syntax: Syntax, data: Any) -> None:
    lines = syntax.dump(data).split("\n")
    spots = syntax.spots(syntax.dump(data), frozenset())
    for path, _ in _paths(data):
        line, column = spots[path]
        rest = lines[line - 1][column - 1 :]
        if path[-1].isalpha() and path[-1].isascii() and not path[-1].isdecimal():
            assert rest.lstrip("\"'? ").startswith(path[-1])


@_ALL
@given(_DATA)
def test_spots_stand_in_the_order_of_the_text(syntax: Syntax, data: Any) -> None:
    spots = syntax.spots(syntax.dump(data), frozenset())
    inside = [
        (path, other) for path in spots for other in spots if other[: len(path)] == path != other
    ]
    assert [] == [pair for pair in inside if spots[pair[0]] > spots[pair[1]]]


@_ALL
@given(st.text(st.characters(codec="utf-8")) | st.text("{}[]:,\"'\\=&*- \nab1.#", max_size=40))
def test_any_text_is_read_or_refused(syntax: Syntax, text: str) -> None:
    refused = False
    spots: dict[Path, Spot] = {}
    known: set[Path] = set()
    try:
        known = {path for path, _ in _paths(syntax.fold(text))}
    except Misread as error:
        refused, spots = True, {path: spot for spot, path, *_ in error.complaints}
    else:
        spots = dict(syntax.spots(text, frozenset()))
    assert refused or set(spots) <= known
    assert [] == [line for line, _ in spots.values() if not 1 <= line <= text.count("\n") + 2]
