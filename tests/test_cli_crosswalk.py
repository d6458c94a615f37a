"""The command ``crosswalk``, and the matrix through a crosswalk."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mgmtsys.auditing.lint import RULES
from mgmtsys.cli import cli
from mgmtsys.files.loading import save
from mgmtsys.files.schema import schema_of
from mgmtsys.files.standards import shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.show.words import CONFIDENCE
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.link import RELATION

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
CTS, ISO, AMD1 = "cts-q-zg040:2023", "iso14001:2015", "iso14001:2015+amd1"
OWN = """\
format: mgmtsys.crosswalk/1
id: own
source: company:7
target: iso14001:2015
title: {en: Own rules, zh: 自有规定}
links:
  - {sources: [1.1], targets: [6.2.1.b, 6.2.1.c], relation: equivalent-to}
  - {sources: [1.2], targets: [6.2.2.d], relation: superset-of | intersects-with}
"""
COMPANY = """\
format: mgmtsys.catalogue/1
id: company:7
title: {en: Own rules, zh: 自有规定}
clauses:
  - {number: 1.1, text: {en: Measured and watched, zh: 可测并受监视}}
  - {number: 1.2, text: {en: When it ends, zh: 何时结束}}
  - {number: 1.3, text: {en: Something else, zh: 其他}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MGMTSYS_LANG", raising=False)
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    (tmp_path / "company.yaml").write_text(COMPANY, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def printed(*arguments: str) -> str:
    result = run("crosswalk", *arguments)
    assert (0, "") == (result.exit_code, result.stderr)
    return result.stdout


#: Clause 6.2 of both standards, as an independent reading draws it.
PICTURE = {
    ("6.2.1.a", "equivalent-to", "6.2.1.a"),
    ("6.2.1.b.1", "equivalent-to", "6.2.1.b"),
    ("6.2.1.b.2", "equivalent-to", "6.2.1.c"),
    ("6.2.1.c", "equivalent-to", "6.2.1.d"),
    ("6.2.1.d", "equivalent-to", "6.2.1.e"),
    ("6.2.1.p1", "equivalent-to", "6.2.1.p1"),
    ("6.2.1.p2", "equivalent-to", "6.2.1.p2"),
    ("6.2.1.p3", "equivalent-to", "6.2.1.p3"),
    ("6.2.1.p4", "equivalent-to", "6.2.1.p4"),
    ("6.2.2.a", "equivalent-to", "6.2.2.a"),
    ("6.2.2.b", "equivalent-to", "6.2.2.b"),
    ("6.2.2.c", "equivalent-to", "6.2.2.c"),
    ("6.2.2.d", "superset-of", "6.2.2.d"),
    ("6.2.2.e", "intersects-with", "6.2.2.e"),
    ("6.2.2.p1", "intersects-with", "6.2.2.p1"),
}


def test_clause_6_2_is_shown_row_by_row_with_reasons() -> None:
    rows = list(csv.reader(StringIO(printed(CTS, ISO, "--under", "6.2", "--format", "csv"))))
    assert PICTURE == {(row[0], row[2], row[3]) for row in rows[1:]}
    assert all(len(row) == 7 and row[6] not in ("", "–") for row in rows)
    reasons = {row[0]: row[6] for row in rows}
    assert "letter shifts" == reasons["6.2.1.c"]
    assert "the same duty" in reasons["6.2.1.p3"]
    assert reasons["6.2.1.p3"].endswith(
        "; if the risks and opportunities of the two 6.1.1 are the same"
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("format", ["text", "md"])
def test_clause_6_2_is_shown_to_people_in_both_languages(lang: str, format: str) -> None:
    shown = printed(CTS, ISO, "--under", "6.2", "--format", format, "--lang", lang)
    word = {"en": "superset-of", "zh": "包含"}[lang]
    reason = {"en": "letter shifts", "zh": "字母错位"}[lang]
    assert 2 == shown.count(reason)
    assert all(text in shown for text in ("6.2.2.d", word, reason))
    other = {"en": "字母错位", "zh": "letter shifts"}[lang]
    assert other not in shown


def test_both_gap_lists_are_shown() -> None:
    shown = printed(CTS, ISO, "--under", "5")
    assert "| – | – | no counterpart | 5.2.c |" in shown
    assert "| 5.1.2.p1 |" in shown
    data = json.loads(printed(CTS, ISO, "--format", "json"))
    assert (19, 17, 184) == tuple(len(data[key]) for key in ("target_gaps", "source_gaps", "links"))
    assert {"number", "text"} <= data["target_gaps"][0].keys()
    merged = next(one for one in data["links"] if one["sources"] == ["6.1.1.p1"])
    assert ("equivalent-to", "medium") == (merged["relation"], merged["confidence"])
    assert {"matching", "path"}.isdisjoint(merged)
    assert {"zh", "en"} == merged["rationale"].keys()


def test_the_order_of_editions_is_the_direction() -> None:
    forth = json.loads(printed(CTS, ISO, "--format", "json"))
    back = json.loads(printed(ISO, CTS, "--format", "json"))
    assert forth["target_gaps"] == back["source_gaps"]
    assert "subset-of" == next(
        one["relation"] for one in back["links"] if one["sources"] == ["6.2.2.d"]
    )


def test_a_composition_shows_the_path_as_the_reason() -> None:
    shown = printed(CTS, AMD1, "--under", "6.2.2", "--format", "csv")
    assert f"{CTS}/6.2.2.d superset-of {ISO}/6.2.2.d; {ISO}/6.2.2.d equal-to {AMD1}" in shown
    assert printed("between", CTS, AMD1) == printed(CTS, AMD1, "--through", ISO)


def test_of_what_a_composition_does_not_reach_nothing_is_claimed() -> None:
    """That nothing follows is not that there is no counterpart."""
    shown = printed("gbt24001:2016", "iso14001:2026", "--under", "6.1")
    assert "- iso14001:2026, nothing follows: 4" in shown
    assert "| 6.1.1.a |" in shown
    assert "| nothing follows | – |" in shown
    assert "no counterpart" not in shown


def test_every_relation_and_confidence_has_its_word_in_both_languages() -> None:
    assert all(
        one.read("zh") != one.read("en") for one in (*RELATION.values(), *CONFIDENCE.values())
    )


def test_a_file_of_ones_own_is_shown_as_far_as_its_editions_are_known() -> None:
    data = json.loads(printed("--file", "own.yaml", "--format", "json"))
    assert ("source_gaps" in data, bool(data["target_gaps"])) == (False, True)
    known = printed("--file", "own.yaml", "--standard", "company.yaml", "--under", "1")
    assert "| 1.3 | Something else | no counterpart |" in known
    assert "| 1.1 | Measured and watched | equivalent-to | 6.2.1.b, 6.2.1.c |" in known
    assert "superset-of \\| intersects-with" in known
    assert "包含或部分相同" in printed("--file", "own.yaml", "--lang", "zh", "--under", "6.2")
    back = json.loads(printed(ISO, "company:7", "--file", "own.yaml", "--format", "json"))
    assert ["6.2.1.b", "6.2.1.c"] == back["links"][0]["sources"]
    assert "links: 1 (" in printed("company:7", "--file", "own.yaml", "--under", "1.2")


def test_a_crosswalk_without_links_is_shown(folder: Path) -> None:
    text = OWN.partition("links:")[0]
    (folder / "empty.yaml").write_text(text, "utf-8")
    assert "- links: 0" in printed("--file", "empty.yaml", "--under", "9.3")


def test_a_result_is_written_in_the_format_of_its_file(folder: Path) -> None:
    assert "" == printed(CTS, ISO, "-o", "walk.csv")
    assert (folder / "walk.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "" == printed(CTS, ISO, "-o", "walk.out", "--format", "json")
    assert ISO == json.loads((folder / "walk.out").read_text("utf-8"))["target"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no editions: expected FROM and TO"),
        ((CTS,), "no editions: expected FROM and TO"),
        ((CTS, "x:1"), "no crosswalk from cts-q-zg040:2023 to x:1 is shipped"),
        ((CTS, ISO, "--under", "99"), "no 99 in cts-q-zg040:2023, iso14001:2015"),
        ((CTS, ISO, "--under", "6..2"), "'6..2' is not a clause number"),
        ((CTS, ISO, "-o", "walk.pdf"), "unknown format 'pdf': expected one of text, md, csv, json"),
        (("--file", "own.yaml", "--through", ISO), "--file and --through exclude each other"),
        (("x:1", ISO, "--file", "own.yaml"), "own.yaml joins company:7 and iso14001:2015"),
        (("--file", "none.yaml"), "none.yaml: cannot be read"),
        (("lint",), "the argument 'FILE' is missing"),
        (("lint", "none.yaml"), "none.yaml: cannot be read"),
        (
            ("lint", "own.yaml", "-o", "found.pdf"),
            "unknown format 'pdf': expected one of text, json, md",
        ),
        (("lint", "own.yaml", "--standard", "none.yaml"), "none.yaml: cannot be read"),
    ],
)
def test_what_cannot_be_understood_exits_with_two(arguments: tuple[str, ...], said: str) -> None:
    result = run("crosswalk", *arguments)
    assert 2 == result.exit_code
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", [("-h",), ("--help",), ("between", "-h"), ("lint", "-h")])
def test_the_command_and_its_parts_explain_themselves(arguments: tuple[str, ...]) -> None:
    shown = printed(*arguments)
    assert shown.startswith("Usage: ")
    if len(arguments) == 1:
        assert "[between] FROM TO [OPTIONS] | lint FILE [OPTIONS]" in shown


def test_a_crosswalk_in_which_nothing_is_wrong_passes(folder: Path) -> None:
    save(shipped_crosswalk(CTS, ISO), folder / "walk.yaml")
    result = run("crosswalk", "lint", "walk.yaml")
    assert (0, f"no findings; {len(RULES)} checks\n") == (result.exit_code, result.stdout)


def test_what_is_wrong_is_told_with_its_place_and_exits_with_one() -> None:
    result = run("crosswalk", "lint", "own.yaml", "--format", "json")
    written = json.loads(result.stdout)
    (finding,), (place,) = written["report"]["findings"], written["places"]
    assert (1, "crosswalk.edition", 3) == (result.exit_code, finding["check"], place["line"])
    assert finding["subject"] == place["path"]
    known = run("crosswalk", "lint", "own.yaml", "--standard", "company.yaml", "--lang", "zh")
    assert (0, f"没有发现问题；检查 {len(RULES)} 项\n") == (known.exit_code, known.stdout)


def test_a_mapping_by_letters_is_found_in_a_file(folder: Path) -> None:
    by_letters = "".join(
        f"  - {{sources: [6.2.1.{one}], targets: [6.2.1.{one}], relation: equal-to}}\n"
        for one in "abcd"
    )
    text = OWN.partition("  - {")[0].replace("company:7", CTS) + by_letters
    (folder / "letters.yaml").write_text(text, "utf-8")
    result = run("crosswalk", "lint", "letters.yaml")
    assert 1 == result.exit_code
    assert "letters.yaml:7:5" in result.stdout
    assert "letters carry no meaning across standards" in " ".join(result.stdout.split())


def test_the_schema_of_a_crosswalk_file_is_printed() -> None:
    assert schema_of(Crosswalk) == json.loads(run("schema", "crosswalk").stdout)


def matrix(*arguments: str) -> Result:
    return run("matrix", str(EXAMPLE), "--on", "2026-06-30", "--under", "6.2", *arguments)


def test_a_matrix_is_seen_through_a_shipped_crosswalk() -> None:
    result = matrix("--through", f"{CTS}..{ISO}", "--format", "json")
    data = json.loads(result.stdout)
    assert (0, [ISO], 15) == (result.exit_code, data["standards"], len(data["rows"]))
    assert f"{CTS}/6.2.1.c equivalent-to 6.2.1.d" in result.stdout
    assert data["bounds"]["denominator"] == data["coverages"][ISO]["denominator"] == 15


def test_a_matrix_is_seen_through_a_file(folder: Path) -> None:
    save(shipped_crosswalk(CTS, AMD1), folder / "walk.json")
    data = json.loads(matrix("--through", "walk.json", "--format", "json").stdout)
    assert [AMD1] == data["standards"]


def test_a_matrix_is_seen_through_a_file_between_editions_that_are_not_shipped(
    folder: Path,
) -> None:
    (folder / "company.yaml").write_text(
        COMPANY.replace("可测并受监视}", "可测并受监视}, asks: [system.objectives_documented]"),
        "utf-8",
    )
    result = matrix("--through", "own.yaml", "--standard", "company.yaml", "--format", "json")
    data = json.loads(result.stdout)
    status = {row["clause"]: row["status"] for row in data["rows"]}
    assert [ISO] == data["standards"]
    assert ["undetermined", "evidenced", "evidenced"] == [
        status[f"{ISO}/6.2.1.{letter}"] for letter in "abc"
    ]
    assert "company:7/1.1 equivalent-to 6.2.1.b, 6.2.1.c" in result.stdout


def test_a_crosswalk_file_with_problems_is_refused_with_their_places(folder: Path) -> None:
    (folder / "own.yaml").write_text(OWN.replace("equivalent-to", "alike"), "utf-8")
    for arguments in (("crosswalk", "--file", "own.yaml"), ("crosswalk", "lint", "own.yaml")):
        result = run(*arguments)
        assert (2, "") == (result.exit_code, result.stdout)
        assert result.stderr.startswith(
            "own.yaml:7:51: links.0.relation: 'alike' is not a relation"
        )


def test_the_text_of_a_matrix_through_a_crosswalk_shows_the_paths() -> None:
    result = matrix("--through", f"{CTS}..{ISO}", "--format", "text")
    text = " ".join(result.stdout.split())
    assert "through cts-q-zg040:2023" in text
    assert "certainly and possibly evidenced: 2 to" in text
    assert "satisfied in part" in text


def test_links_of_each_relation_are_counted_after_its_name_in_chinese() -> None:
    shown = run("crosswalk", CTS, ISO, "--under", "6.2", "--lang", "zh").stdout
    assert "- 对应关系：15（一致（措辞不同）：12、部分相同：2、包含：1）" in shown


def test_a_crosswalk_that_is_not_there_is_refused() -> None:
    for reference, said in (
        (f"{CTS}..x:1", "no crosswalk from"),
        ("none.yaml", "none.yaml: cannot be read"),
        ("nothing", "the name has no suffix"),
    ):
        result = matrix("--through", reference)
        assert (2, True) == (result.exit_code, said in result.stderr)


def test_a_terminal_shows_a_table() -> None:
    master, slave = pty.openpty()
    program = "from mgmtsys.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "crosswalk", CTS, ISO, "--under", "6.2.1"],
        stdout=slave, check=True, env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip
    os.close(slave)
    shown = os.read(master, 65536)
    os.close(master)
    assert (0, True) == (done.returncode, b"equivalent-to" in shown)


def test_the_catalogues_that_are_compared_are_the_shipped_ones() -> None:
    headings = json.loads(printed(CTS, ISO, "--format", "json"))["target_gaps"]
    assert all(one["text"]["en"] == shipped(ISO)[one["number"]].text.read("en") for one in headings)
