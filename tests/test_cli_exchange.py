"""The command that reads files of other tools, and the formats that are written for them."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.mapping import MappingCollection

from mgmtsys.cli import cli
from mgmtsys.files.loading import load, load_standard
from mgmtsys.files.standards import shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.oscal.catalogue import render as render_catalogue
from mgmtsys.oscal.mapping import render as render_mapping
from mgmtsys.standard.crosswalk import Crosswalk

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLE, tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def catalogue(**more: Any) -> None:
    control = {
        "id": "a",
        "title": "A",
        "params": [{"id": "p", "label": "day"}],
        "parts": [{"name": "statement", "prose": "Each {{ insert: param, p }}."}],
    }
    about = {
        "title": "House",
        "last-modified": "2026-01-01T00:00:00Z",
        "version": "1",
        "oscal-version": "1.2.0",
    }
    body = {"uuid": "x", "metadata": about, "controls": [control], **more}
    Path("house.json").write_text(json.dumps({"catalog": body}), encoding="utf-8")


def test_a_catalogue_becomes_a_catalogue_file() -> None:
    given = shipped("iso14001:2015")
    Path("iso.json").write_text(render_catalogue(given, "zh", DAY), encoding="utf-8")
    done = run("import", "oscal", "iso.json", "-o", "iso.yaml", "--lang", "zh")
    assert (0, f"iso.yaml：iso14001:2015，{len(given.requirements())} 项要求\n") == (
        done.exit_code,
        done.stdout,
    )
    assert given == load_standard("iso.yaml")


def test_parameters_are_put_in_or_kept_and_the_edition_is_named() -> None:
    catalogue()
    for options, text in (
        ((), "Each [day]."),
        (("--keep-parameters",), "Each {{ insert: param, p }}."),
    ):
        done = run("import", "oscal", "house.json", "-o", "house.yaml", "--id", "house:1", *options)
        assert "house.yaml: house:1, 1 requirement\n" == done.stdout
        assert text == str(load_standard("house.yaml")["a.p1"].text)


@pytest.mark.parametrize(
    "options", [(), ("--source", "cts-q-zg040:2023", "--target", "iso14001:2015")]
)
def test_a_mapping_collection_becomes_a_crosswalk_file(options: tuple[str, ...]) -> None:
    given = shipped_crosswalk("cts-q-zg040:2023", "iso14001:2015")
    Path("map.json").write_text(render_mapping(given, "en", DAY), encoding="utf-8")
    done = run("import", "oscal", "map.json", "-o", "map.yaml", *options)
    assert f"map.yaml: {given.id}, {len(given.links)} links\n" == done.stdout
    assert given == load("map.yaml", Crosswalk)


def test_what_cannot_be_understood_is_placed_and_nothing_is_written() -> None:
    catalogue(groups=[{"id": "a"}])
    done = run("import", "oscal", "house.json", "-o", "house.yaml")
    assert 2 == done.exit_code
    assert "house.json:1:" in done.stderr
    assert "no title: expected one" in done.stderr
    assert not Path("house.yaml").exists()


def test_options_of_the_other_model_are_refused() -> None:
    catalogue()
    given = shipped_crosswalk("cts-q-zg040:2023", "iso14001:2015")
    Path("map.json").write_text(render_mapping(given, "en", DAY), encoding="utf-8")
    for file, *options, said in (
        ("house.json", "--source", "iso14001:2015", "house.json is not a mapping collection"),
        ("house.json", "--target", "iso14001:2015", "house.json is not a mapping collection"),
        ("map.json", "--id", "x:1", "map.json is a mapping collection"),
        ("map.json", "--keep-parameters", "map.json is a mapping collection"),
    ):
        done = run("import", "oscal", file, "-o", "out.yaml", *options)
        assert (2, True) == (done.exit_code, said in done.stderr)
        assert not Path("out.yaml").exists()


def test_no_result_is_written_over_its_input() -> None:
    catalogue()
    done = run("import", "oscal", "house.json", "-o", "house.json")
    assert (2, True) == (done.exit_code, "is the input itself" in done.stderr)


def official(text: str) -> None:
    Path("official.json").write_text(text, encoding="utf-8")
    assert AssessmentResults.oscal_read(Path("official.json")) is not None


@pytest.mark.parametrize("command", ["matrix", "check"])
def test_assessment_results_are_printed_or_written(command: str) -> None:
    options = ("system.yaml", "--format", "oscal", "--on", "2026-12-31")
    printed = run(command, *options)
    official(printed.stdout)
    written = run(command, *options, "-o", "results.json")
    assert written.exit_code == printed.exit_code
    assert printed.stdout == Path("results.json").read_text("utf-8")


def test_a_standard_is_printed_as_a_catalogue_whole_or_under_a_number() -> None:
    given = shipped("iso14001:2015")
    for options, clauses in (((), given.clauses), (("--under", "6.2"), (given["6.2"],))):
        done = run("standards", "iso14001:2015", "--format", "oscal", *options)
        Path("iso.json").write_text(done.stdout, encoding="utf-8")
        assert Catalog.oscal_read(Path("iso.json")) is not None
        run("import", "oscal", "iso.json", "-o", "iso.yaml")
        assert attrs.evolve(given, clauses=clauses) == load_standard("iso.yaml")


def test_a_crosswalk_is_printed_as_a_mapping_collection() -> None:
    done = run("crosswalk", "cts-q-zg040:2023", "iso14001:2015", "--format", "oscal")
    Path("map.json").write_text(done.stdout, encoding="utf-8")
    assert MappingCollection.oscal_read(Path("map.json")) is not None
    run("import", "oscal", "map.json", "-o", "map.yaml")
    assert shipped_crosswalk("cts-q-zg040:2023", "iso14001:2015") == load("map.yaml", Crosswalk)


def test_assessment_results_are_json() -> None:
    done = run("matrix", "system.yaml", "--format", "oscal", "-o", "results.csv")
    assert (2, True) == (done.exit_code, "results.csv is csv" in done.stderr)
