"""The laws of the codec: what is written is read back, from every syntax, and nothing else escapes."""

import copy
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import mgmtsys.testing
from mgmtsys.files.codec import structure, unstructure
from mgmtsys.files.kinds import SYSTEM
from mgmtsys.files.loading import load
from mgmtsys.files.schema import schema_of
from mgmtsys.files.syntax import json, toml, yaml
from mgmtsys.files.systems import structure_system
from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.reading import Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.testing import crosswalks, records, standards, systems
from mgmtsys.values.exceptions import NotUnderstood

#: What draws no value of its own, or needs to be told of what, or stands in no file.
_OTHERS = {
    "FLAWS", "Names", "World", "compatible_units", "flawed_systems", "own_targets", "readings", "records",
    "regions", "true_crosswalks", "worlds",
}  # fmt: skip
_STRATEGIES = sorted(set(dir(mgmtsys.testing)) - _OTHERS)
_SYNTAXES = {".yaml": yaml, ".json": json, ".toml": toml}
_SYSTEM = jsonschema.Draft202012Validator(schema_of(ManagementSystem))
_CATALOGUE = jsonschema.Draft202012Validator(schema_of(Standard))
_CROSSWALK = jsonschema.Draft202012Validator(schema_of(Crosswalk))
EXAMPLE = Path(__file__).parents[2] / "examples" / "lithera_2026" / "system.yaml"


def read_back(system: ManagementSystem, data: Any) -> ManagementSystem:
    catalogues = {one.id: one for one in system.standards}
    return structure_system(data, catalogues.__getitem__)


@pytest.mark.parametrize("name", _STRATEGIES)
@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_every_public_value_is_read_back_from_its_data(name: str, data: st.DataObject) -> None:
    value = data.draw(getattr(mgmtsys.testing, name)())
    read: Any = (
        read_back(value, unstructure(value))
        if isinstance(value, ManagementSystem)
        else structure(unstructure(value), type(value))
    )
    assert value == read
    assert unstructure(value) == unstructure(read)


@given(records())
def test_a_record_is_read_back_with_every_reading(record: Record) -> None:
    assert record == structure(unstructure(record), Record)


@given(systems())
def test_a_system_is_read_back_from_its_data_alone(system: ManagementSystem) -> None:
    assert system == structure(unstructure(system), ManagementSystem)


@given(systems(), st.sampled_from(sorted(_SYNTAXES)))
def test_a_system_is_read_back_from_the_text_of_every_syntax(
    system: ManagementSystem, suffix: str
) -> None:
    syntax = _SYNTAXES[suffix]
    assert system == read_back(system, syntax.fold(syntax.dump(unstructure(system))))


@given(systems())
def test_what_is_written_of_a_system_validates(system: ManagementSystem) -> None:
    _SYSTEM.validate({"format": SYSTEM.format, **unstructure(system)})


@given(standards())
def test_what_is_written_of_a_catalogue_validates(standard: Standard) -> None:
    _CATALOGUE.validate({"format": "mgmtsys.catalogue/1", **unstructure(standard)})


@given(crosswalks())
def test_what_is_written_of_a_crosswalk_validates(crosswalk: Crosswalk) -> None:
    _CROSSWALK.validate({"format": "mgmtsys.crosswalk/1", **unstructure(crosswalk)})


@given(crosswalks(), st.sampled_from(sorted(_SYNTAXES)))
def test_a_crosswalk_is_read_back_from_the_text_of_every_syntax(
    crosswalk: Crosswalk, suffix: str
) -> None:
    syntax = _SYNTAXES[suffix]
    assert crosswalk == structure(syntax.fold(syntax.dump(unstructure(crosswalk))), Crosswalk)


def _paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    steps: Any = data.items() if isinstance(data, dict) else enumerate(data)
    if isinstance(data, dict | list):
        for step, one in steps:
            yield from _paths(one, (*path, step))


_TEXT = EXAMPLE.read_text("utf-8")
_DATA = yaml.fold(_TEXT)
_PATHS = list(_paths(_DATA))
#: Text that some field would not take, or would take for something else.
_AWKWARD = (
    "", " ", "-", "0", "-1", "nan", "inf", "1e99", "9" * 120, "1/0", "6.10", "NO", "x", "%", "5 %%",
    "kWh**99", "kWh/kWh", "0 °C", "½", "²", "１２", "2026", "2026-13-01", "0000", "9999-12-31",
    "2026-01-02..2026-01-01", "9999..9999", "13 月", "Q5", "ongoing", "/", "iso14001:2015/6.2",
    "iso14001:2015/", "x/y", "a\x00b", "\x1b", "\u2028", "a\nb", "sum()", "sum(spills)/0", "((((",
    "sum(spills)**2", "__import__", "-sum(spills)", "9999 年", "0 天", "every", "每", "E1", "Robert",
    "system", "环境目标程序", "6.2.1.p1", "iso14001:2015", "../x.yaml", "x\x00.yaml", ".toml",
)  # fmt: skip
_KEYS = (
    "id", "name", "member_of", "due", "baseline", "programme", "deviation_policy", "waivers",
    "exclusions", "from", "above", "below", "tolerance", "between", "zero", "asks", "items",
)  # fmt: skip


def _values() -> st.SearchStrategy[Any]:
    """Draw blanks, awkward text, and lists and mappings of both."""
    leaves = st.none() | st.sampled_from(_AWKWARD) | st.booleans()
    parts = st.sampled_from(_PATHS).map(_part)
    return (
        leaves
        | parts
        | st.lists(leaves | parts, max_size=2)
        | st.dictionaries(st.sampled_from(_KEYS + _AWKWARD), leaves | parts, max_size=2)
    )


def _part(path: tuple[Any, ...]) -> Any:
    return reduce(lambda data, step: data[step], path, _DATA)


@st.composite
def _spoilt(draw: st.DrawFn) -> Any:
    """Draw the example with a few scalars, keys and items deleted, replaced, renamed or inserted."""
    data = copy.deepcopy(_DATA)
    for path in draw(st.lists(st.sampled_from(_PATHS), min_size=1, max_size=3)):
        holder = data
        for step in path[:-1]:
            inside = isinstance(holder, dict) and step in holder
            if not inside and not (isinstance(holder, list) and step in range(len(holder))):
                break
            holder = holder[step]
        last = path[-1]
        if isinstance(holder, dict):
            match draw(st.sampled_from(("delete", "replace", "rename", "insert"))):
                case "delete":
                    holder.pop(last, None)
                case "replace":
                    holder[last] = draw(_values())
                case "rename":
                    holder[draw(st.sampled_from(_KEYS + _AWKWARD))] = holder.pop(last, None)
                case "insert":
                    holder[draw(st.sampled_from(_KEYS + _AWKWARD))] = draw(_values())
        elif isinstance(holder, list):
            match draw(st.sampled_from(("delete", "replace", "insert"))):
                case "delete":
                    del holder[:1]
                case "replace":
                    holder[:1] = [draw(_values())]
                case "insert":
                    holder.append(draw(_values()))
    return data


def _check_refusal(file: Path, error: NotUnderstood) -> None:
    """Every line of a refusal starts with its place, in both languages."""
    for lang in ("en", "zh"):
        lines = error.read(lang).splitlines()
        assert lines
        assert [] == [line for line in lines if not line.startswith(str(file.parent))]


def _without_nothing(data: Any) -> Any:
    """Leave out what TOML cannot say."""
    if isinstance(data, dict):
        return {key: _without_nothing(one) for key, one in data.items() if one is not None}
    if isinstance(data, list):
        return [_without_nothing(one) for one in data if one is not None]
    return data


@settings(
    max_examples=settings().max_examples * 3 // 2, suppress_health_check=[HealthCheck.too_slow]
)
@given(_spoilt(), st.sampled_from(sorted(_SYNTAXES)))
def test_whatever_a_file_says_it_is_a_system_or_not_understood(
    tmp_path_factory: pytest.TempPathFactory, data: Any, suffix: str
) -> None:
    file = tmp_path_factory.getbasetemp() / f"spoilt{suffix}"
    written = _without_nothing(data) if suffix == ".toml" else data
    file.write_text(_SYNTAXES[suffix].dump(written), "utf-8")
    try:
        system = load(file)
    except NotUnderstood as error:
        _check_refusal(file, error)
    else:
        assert system == read_back(system, unstructure(system))
        _SYSTEM.validate(_SYNTAXES[suffix].fold(file.read_text("utf-8")))


_SNIPPETS = (
    "", "&a ", "*a", "!!", "|", ">", "%", "@", "`", "\t", "\n", "  ", "- ", "? ", ": ", "{", "}", "[",
    "]", "'", '"', "#", "---\n", "...\n", "!!python/object:os.system ", "<<: ", "\x00", "\x07", "\ufeff",
    "﹪", "\\", '"\\ud800"', "10" * 40,
)  # fmt: skip


@settings(max_examples=settings().max_examples * 2)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(_TEXT)), st.integers(0, 200), st.sampled_from(_SNIPPETS)
        ),
        min_size=1,
        max_size=3,
    )
)  # fmt: skip
def test_whatever_a_text_holds_it_is_a_system_or_not_understood(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int, str]]
) -> None:
    text = _TEXT
    for start, length, snippet in cuts:
        text = text[:start] + snippet + text[start + length :]
    file = tmp_path_factory.getbasetemp() / "cut.yaml"
    file.write_text(text, "utf-8")
    try:
        load(file)
    except NotUnderstood as error:
        _check_refusal(file, error)
