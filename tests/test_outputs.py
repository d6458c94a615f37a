"""What commands print as JSON: valid by the schema that is published, and read back as the same value."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.cli import cli
from mgmtsys.cli.overview import SUMMARIES
from mgmtsys.files.codec import structure, unstructure
from mgmtsys.files.kinds import KINDS, OUTPUTS, SYSTEM
from mgmtsys.files.loading import load, save
from mgmtsys.files.schema import schema_of
from mgmtsys.scoring.score import Score
from mgmtsys.show.json import render
from mgmtsys.system.report import Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Place

EXAMPLES = Path(__file__).parents[1] / "examples"
SYSTEM_FILE = str(EXAMPLES / "lithera_2026" / "system.yaml")
ASSESSMENT = EXAMPLES / "she_assessment"
CYCLE = (SYSTEM_FILE, "--readings", str(EXAMPLES / "lithera_2026" / "readings.csv"), "--on", "2026-12-31")  # fmt: skip
PLAN = (str(ASSESSMENT / "sampling_plan.yaml"), "--population", str(ASSESSMENT / "population.csv"), "--seed", "7")  # fmt: skip
WALK = ("cts-q-zg040:2023", "iso14001:2015")
#: Every command that prints a result, some in several ways, by the kind of what it prints.
PRINTED: Mapping[tuple[str, ...], str] = {
    ("check", SYSTEM_FILE, "--on", "2026-06-30"): "findings",
    ("matrix", SYSTEM_FILE, "--on", "2026-06-30"): "matrix",
    ("matrix", SYSTEM_FILE, "--through", "..".join(WALK)): "matrix",
    ("evaluate", *CYCLE): "evaluation",
    ("due", *CYCLE): "due",
    ("form", "QEF-24-01", *CYCLE): "form",
    ("score", str(ASSESSMENT / "assessment.yaml"), "--explain"): "score",
    ("sample", *PLAN): "sample",
    ("sample", *PLAN, "--none-deviating"): "sample",
    ("programme", str(ASSESSMENT / "programme.yaml")): "audit-plan",
    ("standards",): "catalogue-list",
    ("standards", "iso9001:2015", "--under", "10"): "catalogue-excerpt",
    ("crosswalk", *WALK): "crosswalk-excerpt",
    ("crosswalk", *WALK, "--under", "6.2"): "crosswalk-excerpt",
    ("show", SYSTEM_FILE): "system",
}


def printed(*words: str) -> str:
    done = CliRunner().invoke(cli, [*words, "--format", "json"])
    assert done.exit_code in (0, 1), done.output
    return done.stdout


@pytest.mark.parametrize("words", PRINTED, ids=lambda words: words[0])
def test_what_a_command_prints_as_json_is_valid_by_its_schema_and_read_back(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    text = printed(*words)
    (kind,) = (one for one in KINDS if one.format == json.loads(text)["format"])
    assert PRINTED[words] == kind.name
    jsonschema.Draft202012Validator(schema_of(kind)).validate(json.loads(text))
    (tmp_path / "out.json").write_text(text, "utf-8")
    value = load(tmp_path / "out.json")
    body = {name: one for name, one in json.loads(text).items() if name != "format"}
    if kind is not SYSTEM:  # which names its catalogues
        assert value == structure(body, kind.cls)
        assert text == render(value)


def test_every_kind_of_output_and_every_command_that_prints_a_result_is_tried() -> None:
    assert {one.name for one in OUTPUTS} | {"system"} == set(PRINTED.values())
    others = {"confirm", "export", "import", "schema"}  # which write files, or a schema
    assert set(SUMMARIES) - others == {words[0] for words in PRINTED}


def test_a_system_is_shown_to_tools_as_it_is_saved(tmp_path: Path) -> None:
    save(load(SYSTEM_FILE), tmp_path / "saved.json")
    assert (tmp_path / "saved.json").read_text("utf-8") == printed("show", SYSTEM_FILE)
    assert load(SYSTEM_FILE) == load(tmp_path / "saved.json", ManagementSystem)


def test_an_output_is_no_file_that_people_save(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="no file holds Outcome: expected one of Management"):
        save(Outcome(Report()), tmp_path / "findings.yaml")
    assert [] == list(tmp_path.iterdir())


def test_places_are_written_with_their_paths() -> None:
    outcome = Outcome(Report(), {("objectives", "a.b"): Place("s.yaml", 3, 5)})
    data = unstructure(outcome)
    assert [{"path": ["objectives", "a.b"], "file": "s.yaml", "line": 3, "column": 5}] == (
        data["places"]
    )
    assert outcome == structure(json.loads(json.dumps(data)), Outcome)
    with pytest.raises(InvalidDocument, match="places"):
        structure({**data, "places": [{"path": ["a"], "file": "s.yaml", "line": 3}]}, Outcome)


def test_what_follows_is_written_and_not_read_back() -> None:
    score = Score((), Fraction(3), known=Fraction(1, 3))
    data = unstructure(score)
    assert {"units": [], "full": "3", "known": "1/3"}.items() <= data.items()
    assert score == structure(data | {"rate": "1"}, Score)


@pytest.mark.parametrize("number", [0, -7, 2**53 - 1, 2**53, 10**99])
def test_a_whole_number_is_a_number_where_every_reader_holds_it_exactly(number: int) -> None:
    written: Any = unstructure(number)
    assert number == int(json.loads(json.dumps(written))) == structure(written, int)
    assert isinstance(written, int) == (float(number) == number and abs(number) < 2**53)
