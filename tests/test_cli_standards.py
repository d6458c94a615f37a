"""The command ``standards``: the shipped editions, the items of one, and what is written of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mgmtsys.cli import cli
from mgmtsys.files.loading import save
from mgmtsys.files.standards import SHIPPED, all_shipped, shipped
from mgmtsys.show.catalogues import EDITIONS, FORMATS, Excerpt
from mgmtsys.standard.clause import Clause, ClauseNumber, Duty, Force, Standard
from mgmtsys.values.text import Text

OWN = Standard(
    "own:1",
    Text({"zh": "自有标准", "en": "Own | standard"}),
    clauses=(
        Clause(
            ClauseNumber("6.2"),
            Text({"zh": "目标", "en": "=Objectives"}),
            qualified=True,
            documented=Duty.RETAIN,
            remark=Text({"zh": "备注", "en": "a remark"}),
        ),
    ),
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["standards", *arguments], prog_name="mgmtsys")


def printed(*arguments: str) -> list[str]:
    """What a command prints, line by line, with single spaces."""
    result = run(*arguments)
    assert (0, "") == (result.exit_code, result.stderr)
    return [" ".join(line.split()) for line in result.stdout.splitlines() if line.strip(" ─")]


def as_json(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json").stdout)


def test_the_shipped_editions_are_listed() -> None:
    shown = printed()
    assert "standard title requirements headings notes confidence provisional based on" == shown[0]
    assert [id for id in SHIPPED if not any(line.startswith(f"{id} ") for line in shown)] == []
    assert any(
        line.startswith("iso14001:2015+amd1 ") and line.endswith("193 45 9 high iso14001:2015")
        for line in shown
    )
    assert any(
        line.startswith("iso14001:2026 ") and line.endswith("0 49 0 medium yes") for line in shown
    )
    chinese = printed("--lang", "zh")
    assert "标准 名称 要求数 标题数 注数 可信度 暂定 基于" == chinese[0]
    assert any(line.startswith("iso14001:2026 ") and line.endswith("中 是") for line in chinese)


def test_the_list_of_editions_is_written_for_tools() -> None:
    (head, *rows) = csv.reader(io.StringIO(run("--format", "csv").stdout))
    assert [
        "standard", "name", "title", "requirements", "headings", "notes", "confidence",
        "provisional", "based on",
    ] == head  # fmt: skip
    assert [
        [one.id, one.name, one.title.read("en"), str(len(one.requirements()))]
        for one in all_shipped()
    ] == [row[:4] for row in rows]
    editions = as_json()["editions"]
    assert list(SHIPPED) == list(editions)
    assert {"iso14001:2026"} == {id for id, one in editions.items() if "provisional" in one}
    assert {"iso14001:2015+amd1": "iso14001:2015", "gbt24001:2016": "iso14001:2015"} == {
        id: one["based_on"] for id, one in editions.items() if "based_on" in one
    }
    lines = run("--format", "md", "--lang", "zh").stdout.splitlines()
    assert len(SHIPPED) + 2 == len(lines)
    assert "| 是 |" in next(line for line in lines if line.startswith("| iso14001:2026 "))


def test_the_items_of_an_edition_stand_as_far_in_as_their_numbers_are_long() -> None:
    shown = run("iso14001:2015", "--under", "6.2.2").stdout.splitlines()
    (heading,) = (line for line in shown if line.startswith("6.2.2 "))
    (item,) = (line for line in shown if line.startswith("  6.2.2.a "))
    assert "Planning actions" in heading
    assert "shall" in item
    assert not any("6.2.1" in line for line in shown)
    assert "harmonized:2021" in run("iso14001:2015", "--under", "6.2.2").stdout


def test_force_and_documented_information_are_told_in_words() -> None:
    shown = printed("iso14001:2015", "--under", "6.1.1.u5")
    assert any(
        "shall, qualified maintain medium" in line or "maintain high" in line for line in shown
    )
    chinese = "".join(printed("iso14001:2015", "--under", "6.1.1.u5", "--lang", "zh"))
    assert "应（有限定）" in chinese
    assert "保持" in chinese


def test_what_another_edition_calls_a_number_is_told_beside_it() -> None:
    told = run("iso14001:2015", "--under", "6.1.4", "--format", "md").stdout
    assert "| high | iso14001:2026: Risks and opportunities |\n" in told
    (first, *rest) = as_json("iso14001:2015", "--under", "6.1.4")["items"]
    assert {"iso14001:2026": {"zh": "风险和机遇", "en": "Risks and opportunities"}} == first[
        "elsewhere"
    ]
    assert 6 == len(rest)
    assert not any("elsewhere" in one for one in rest)


def test_json_says_of_every_item_where_it_is_from_and_how_sure_it_is() -> None:
    document = as_json("iso14001:2015+amd1")
    assert 247 == len(document["items"])
    assert {"high", "medium"} == {one["confidence"] for one in document["items"]}
    assert all(one["source"]["zh"] and one["source"]["en"] for one in document["items"])
    amendment = next(one for one in document["items"] if one["clause"].endswith("/4.1.p3"))
    assert "theauditoronline.com" in amendment["source"]["en"]
    assert "shall" == amendment["force"]
    assert {"qualified", "documented", "asks"}.isdisjoint(amendment)
    edition = document["edition"]
    assert [193, 45, 9] == [edition[key] for key in ("requirements", "headings", "notes")]


def test_json_says_on_which_headings_an_item_hangs_where_not_on_that_of_its_number() -> None:
    document = as_json("iso9001:2015", "--under", "10")
    assert {"10": None, "10.1": [], "10.2": None, "10.3": ["10.1"]} == {
        one["clause"].rpartition("/")[2]: one.get("hangs_on") for one in document["items"]
    }
    assert "harmonized:2021" == document["edition"]["hangs_on"]


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    for format in FORMATS:
        rendered = FORMATS[format](Excerpt(shipped("gbt24001:2016")), "zh")
        shown = run("gbt24001:2016", "--format", format, "--lang", "zh").stdout_bytes.decode()
        assert rendered == shown


def test_a_catalogue_of_ones_own_is_shown_and_kept_from_running_as_a_formula(
    tmp_path: Path,
) -> None:
    save(OWN, tmp_path / "own.yaml")
    own = str(tmp_path / "own.yaml")
    assert printed(own)[0] == "own:1 Own | standard"
    assert "6.2 =Objectives shall, qualified retain a remark" == printed(own)[-1]
    (_, row) = csv.reader(io.StringIO(run(own, "--format", "csv").stdout))
    assert ["6.2", "'=Objectives", "shall, qualified", "retain", "", "a remark"] == row
    markdown = run(own, "--format", "md", "--lang", "zh").stdout
    assert markdown.startswith("# own:1 自有标准\n")
    assert "| 6.2 | 目标 | 应（有限定） | 保留 |  | 备注 |\n" in markdown
    assert r"Own \| standard" in run(own, "--format", "md").stdout


def test_a_catalogue_without_items_is_shown_as_one(tmp_path: Path) -> None:
    save(Standard("empty:1", Text("Nothing yet"), clauses=()), tmp_path / "empty.yaml")
    for format in ("text", "md", "csv", "json", "oscal"):
        result = run(str(tmp_path / "empty.yaml"), "--format", format)
        assert 0 == result.exit_code, result.output


def test_a_note_and_a_heading_are_told_apart_from_what_is_asked() -> None:
    (_, *rows) = csv.reader(
        io.StringIO(run("iso14001:2015", "--under", "6.1.2", "--format", "csv").stdout)
    )
    force = {row[0]: row[2] for row in rows}
    assert ("", "informative note", "shall take into account") == (
        force["6.1.2"], force["6.1.2.n1"], force["6.1.2.a"],
    )  # fmt: skip
    assert Force.NOTE is shipped("iso14001:2015")["6.1.2.n1"].force


def test_wording_of_ones_own_is_shown_in_its_place(tmp_path: Path) -> None:
    words = tmp_path / "w.yaml"
    words.write_text(
        "format: mgmtsys.wording/1\nstandard: iso14001:2015\nwording: {6.2.2.a: {en: The deeds}}\n",
        "utf-8",
    )
    options = ("iso14001:2015", "--under", "6.2.2.a", "--wording", str(words))
    assert "6.2.2.a The deeds shall high" == printed(*options)[-1]
    assert "6.2.2.a 要做什么 应 高" == printed(*options, "--lang", "zh")[-1]
    before = words.read_text("utf-8")
    refused = run(*options, "--format", "md", "-o", str(words))
    assert 2 == refused.exit_code
    assert "is the input itself" in refused.stderr
    assert before == words.read_text("utf-8")


@pytest.mark.parametrize("format", EDITIONS)
def test_a_catalogue_is_written_to_a_file_as_its_suffix_says(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"out.{format}"
    assert "" == run("iso50001:2018", "-o", str(path)).stdout
    encoding = "utf-8-sig" if format == "csv" else "utf-8"
    assert FORMATS[format](Excerpt(shipped("iso50001:2018")), "en") == path.read_bytes().decode(
        encoding
    )
    run("-o", str(path))
    assert EDITIONS[format](all_shipped(), "en") == path.read_bytes().decode(encoding)


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("iso1",), "no shipped standard 'iso1'"),
        (("none.yaml",), "none.yaml: cannot be read"),
        (
            ("iso14001:2015", "--under", "11"),
            "iso14001:2015 has no 11: expected one such as 4, 5, 6\n",
        ),
        (
            ("iso14001:2015", "--under", "6.3"),
            "iso14001:2015 has no 6.3; iso14001:2026 has 6.3, Planning",
        ),
        (("iso14001:2015", "--under", "!"), "--under: '!' is not a clause number"),
        (("iso14001:2015", "--wording", "none.yaml"), "none.yaml: cannot be read"),
        (
            ("iso14001:2015", "-o", "out.pdf"),
            "unknown format 'pdf': expected one of text, md, csv, json, oscal",
        ),
        (("--format", "oscal"), "unknown format 'oscal': expected one of text, md, csv, json\n"),
        (("--under", "6"), "--under and --wording need an ID"),
        (("--wording", "w.yaml"), "--under and --wording need an ID"),
    ],
)
def test_what_is_not_there_or_cannot_be_written_is_refused(
    arguments: tuple[str, ...], start: str
) -> None:
    result = run(*arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(start)
    assert not Path("out.pdf").exists()


def test_refusals_are_told_in_chinese() -> None:
    assert "未知的格式 'pdf'：应为 text、md、csv、json、oscal 之一\n" == (
        run("-o", "o.pdf", "--lang", "zh").stderr
    )
    assert "须与标准编号一起使用" in run("--under", "6", "--lang", "zh").stderr
