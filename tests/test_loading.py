"""Any kind of file of ours is read by what its format line says."""

from pathlib import Path
from typing import Any

import pytest

from mgmtsys.fieldwork.programme import AuditProgramme
from mgmtsys.fieldwork.sampling import SamplingPlan
from mgmtsys.files.kinds import FILES as WRITTEN
from mgmtsys.files.loading import load, load_standard, loads, save
from mgmtsys.files.standards import shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.scoring.assessment import Assessment
from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.register import Register
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood
from mgmtsys.values.text import Text

EXAMPLES = Path(__file__).parents[1] / "examples"
#: A file of each kind that is shipped with the examples.
FILES: dict[type, Path] = {
    ManagementSystem: EXAMPLES / "lithera_2026" / "system.yaml",
    Register: EXAMPLES / "lithera_2026" / "register.yaml",
    Assessment: EXAMPLES / "she_assessment" / "assessment.yaml",
    SamplingPlan: EXAMPLES / "she_assessment" / "sampling_plan.yaml",
    AuditProgramme: EXAMPLES / "she_assessment" / "programme.yaml",
}
CTS_ISO = shipped_crosswalk("cts-q-zg040:2023", "iso14001:2015")


def complaint(path: Path, kind: Any = None) -> str:
    with pytest.raises(InvalidDocument) as caught:
        load(path, kind)
    return str(caught.value).removeprefix(str(path))


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_read_as_what_its_format_says(kind: type) -> None:
    value = load(FILES[kind])
    assert kind is type(value)
    assert value == load(FILES[kind], kind) == load(FILES[kind], (Crosswalk, kind))


@pytest.mark.parametrize("suffix", ["yaml", "toml", "json", "csv", "xlsx"])
@pytest.mark.parametrize(
    "value", [shipped("iso14001:2026"), CTS_ISO], ids=["catalogue", "crosswalk"]
)
def test_catalogues_and_crosswalks_are_read_from_tables_as_from_text(
    tmp_path: Path, value: Standard | Crosswalk, suffix: str
) -> None:
    save(value, file := tmp_path / f"own.{suffix}")
    assert value == load(file) == load(file, type(value))


def test_every_kind_of_value_that_has_a_file_is_tried() -> None:
    expected = {f"{kind.__module__}.{kind.__qualname__}" for kind in (*FILES, Standard, Crosswalk)}
    assert expected == {kind.type for kind in WRITTEN} - {""}


@pytest.mark.parametrize("suffix", ["yaml", "json", "toml"])
@pytest.mark.parametrize("kind", FILES)
def test_what_is_saved_is_read_again_from_the_file_and_from_its_text(
    tmp_path: Path, kind: type, suffix: str
) -> None:
    value = load(FILES[kind])
    save(value, file := tmp_path / f"again.{suffix}")
    assert value == load(file) == loads(file.read_text("utf-8"), kind, file=f"again.{suffix}")


def test_text_of_an_assessment_lies_over_no_file() -> None:
    text = "format: mgmtsys.assessment/1\nover: scheme.yaml\n"
    with pytest.raises(InvalidDocument) as caught:
        loads(text)
    assert (
        "text.yaml:2:1: over: text that is not in a file cannot be laid over one: expected the whole assessment"
        == str(caught.value)
    )


def test_a_file_of_another_kind_than_expected_is_refused() -> None:
    file = FILES[Register]
    found = ":{}:1: format: found 'mgmtsys.register/1': expected format: "
    line = file.read_text("utf-8").splitlines().index("format: mgmtsys.register/1") + 1
    found = found.format(line)
    assert f"{found}mgmtsys.crosswalk/1" == complaint(file, Crosswalk)
    assert f"{found}one of mgmtsys/1, mgmtsys.crosswalk/1" == complaint(
        file, (ManagementSystem, Crosswalk)
    )


def test_a_type_that_no_file_holds_is_refused() -> None:
    with pytest.raises(
        NotUnderstood, match="no file holds Text: expected one of ManagementSystem, "
    ):
        load(FILES[Register], Text)
    with pytest.raises(NotUnderstood, match="no file holds Text"):
        save(Text("x"), "text.yaml")


@pytest.mark.parametrize(
    ("format", "call"),
    [
        ("mgmtsys.wording/1", "load_wording(path, standard)"),
        ("mgmtsys.readings/1", "load_readings(paths, system, on)"),
    ],
)
def test_what_is_nothing_alone_names_what_reads_it(tmp_path: Path, format: str, call: str) -> None:
    (tmp_path / "w.yaml").write_text(f"format: {format}\n", "utf-8")
    assert f":1:1: format: cannot be read alone: expected {call}" == complaint(tmp_path / "w.yaml")


def test_what_a_catalogue_is_based_on_is_found_by_ones_own_means(tmp_path: Path) -> None:
    text = (
        "format: mgmtsys.catalogue/1\nid: own:2\ntitle: Own\nbased_on: own:1\n"
        "changes: [{number: 1, text: Rule}]\n"
    )
    (tmp_path / "own.yaml").write_text(text, "utf-8")
    base = loads(
        "format: mgmtsys.catalogue/1\nid: own:1\ntitle: Own\nclauses: [{number: 2, text: Duty}]\n",
        Standard,
    )
    own = load(tmp_path / "own.yaml", Standard, resolve={"own:1": base}.__getitem__)
    assert own == loads(text, resolve={"own:1": base}.__getitem__)
    assert {"1", "2"} == {str(clause.number) for clause in own}
    with pytest.raises(NotUnderstood, match="own:1"):
        load_standard("own.yaml", tmp_path)
