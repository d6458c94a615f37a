"""The command ``score``: its tables, its arithmetic, its JSON, and its refusals."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from tests.handbook import COMPANY, EXAMPLES

from mgmtsys.cli import main
from mgmtsys.files.codec import unstructure
from mgmtsys.scoring.assessment import Assessment


@attrs.frozen
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


def _write(company: Assessment, file: Path) -> None:
    body = {"format": "mgmtsys.assessment/1", **unstructure(company)}
    file.write_text(yaml.dump(body, sort_keys=False), "utf-8")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Score a file in a folder that holds the example."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MGMTSYS_LANG", raising=False)
    for file in EXAMPLES.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    _write(COMPANY, tmp_path / "known.yaml")

    def command(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["mgmtsys", "score", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        assert isinstance(caught.value.code, int)
        assert "Traceback" not in err
        return Done(caught.value.code, out, err)

    return command


def test_the_markdown_has_no_two_blank_lines_together(run: Run) -> None:
    assert "\n\n\n" not in run("assessment.yaml", "--format", "md", "--explain").out


SYSTEM = str(EXAMPLES.parent / "lithera_2026" / "system.yaml")


def elements_of(document: Any) -> dict[str, Any]:
    units = document["score"]["units"]
    return {one["element"]["id"]: one for unit in units for one in unit["elements"]}


def indicators_of(document: Any) -> dict[str, Any]:
    """Return the value of every indicator, and the grade that it alone would give."""
    return {
        one["measured"]["indicator"]["id"]: (
            one["measured"].get("value"), one["grade"]["id"] if "grade" in one else None
        )
        for one in document["rating"]["indicators"]
    }  # fmt: skip


def test_what_the_checks_of_a_system_find_is_taken_off(run: Run) -> None:
    lowered = ("--system", SYSTEM, "--on", "2026-06-30", "--format", "json")
    document = json.loads(run("known.yaml", *lowered).out)
    rates = {id: one.get("rate") for id, one in elements_of(document).items()}
    # Everybody's compliance with what the findings concern is gone; 1.1 concerns no clause.
    assert ("0.8", "0.584", "0.584") == (rates["1.1"], rates["2.3"], rates["2.4"])
    assert ("992/1375", "three") == (document["score"]["rate"], document["rating"]["grade"]["id"])
    Path("bare.yaml").write_text(
        Path("scheme.yaml").read_text("utf-8").partition("\nlowering:")[0], "utf-8"
    )
    Path("own.yaml").write_text(
        "format: mgmtsys.assessment/1\nover: bare.yaml\norganisation: Own\nperiod: 2025\n", "utf-8"
    )
    done = run("own.yaml", *lowered)
    assert (2, "") == (done.code, done.out)
    assert done.err.startswith("no lowering is stated: expected lines such as")


def test_a_system_file_is_not_written_over(run: Run) -> None:
    done = run("assessment.yaml", "--system", "s.yaml", "-o", "s.yaml")
    assert (2, "-o s.yaml is the input itself: expected another file\n") == (done.code, done.err)


def test_the_json_holds_exact_numbers_as_text(run: Run) -> None:
    document = json.loads(run("known.yaml", "--format", "json").out)
    elements, score, rating = elements_of(document), document["score"], document["rating"]
    first = elements["1.1"]
    assert ("150", "120", "0.8", "assessed") == (
        first["element"]["full"], first["score"], first["rate"], first["standing"]
    )  # fmt: skip
    (gone,) = (one for one in elements.values() if one["standing"] == "deleted")
    assert ("2.2", "0") == (gone["element"]["id"], gone["score"])
    assert "rate" not in gone
    second = score["units"][1]
    assert ("2", "340", "272", "0.8", "0.8") == (
        second["unit"]["id"], *(second[key] for key in ("full", "score", "rate", "known"))
    )  # fmt: skip
    assert ("0.8", "four", "graded") == (score["rate"], rating["grade"]["id"], rating["state"])
    assert ("16/11", "four") == indicators_of(document)["injury_rate"]
    assert ["process_score", "injury_rate"] == rating["held_back_by"]
    coming = document["coming"]
    assert ("five", False) == (coming["grade"]["id"], coming["by_one_change"])
    assert {"disqualified_by", "barred_by"}.isdisjoint(rating.keys() | coming.keys())
    injured = coming["gaps"][1]
    assert [{"figure": "injured_persons", "value": "3", "needed": "2"}] == injured["figures"]
    assert {"id": "injury_rate", "at_most": "1"} == injured["gate"]
    assert "explanation" not in document


def test_the_json_keeps_what_is_known_apart_from_what_is_determined(run: Run) -> None:
    document = json.loads(run("assessment.yaml", "--format", "json").out)
    score, rating = document["score"], document["rating"]
    assert {"units", "full", "known"} == score.keys()
    assert ("660", "0.8") == (score["full"], score["known"])
    assert ("undetermined", "four") == (rating["state"], rating["at_best"]["id"])
    assert ("grade" in rating, document["coming"]) == (False, None)
    second, third = score["units"][1:3]
    assert ("340", "0.8") == (second["full"], second["known"])
    assert {"score", "rate"}.isdisjoint(second)
    # Of the third unit nothing is known, and nothing is not zero.
    assert ([], None) == (third["elements"], third["known"])
    assert {"score", "rate"}.isdisjoint(third)


def test_the_json_of_an_open_rating_and_of_none_says_so(run: Run) -> None:
    document = json.loads(run("elements.yaml", "--format", "json").out)
    rating = document["rating"]
    assert ("undetermined", "five") == (rating["state"], rating["at_best"]["id"])
    assert ("grade" in rating, document["coming"]) == (False, None)
    assert (None, None) == indicators_of(document)["injury_rate"]
    Path("bare.yaml").write_text(
        "format: mgmtsys.assessment/1\norganisation: X\nperiod: 2025\n"
        "scheme: {phases: {all: {weight: 1}}}\n"
        "units: {u: {elements: {e: {full: 3}}}}\nmarkings: {e: {deductions: [{phase: all, points: 1}]}}\n",
        "utf-8",
    )
    document = json.loads(run("bare.yaml", "--format", "json", "--explain").out)
    assert ("2/3", None, None) == (
        document["score"]["rate"], document["rating"], document["coming"]
    )  # fmt: skip
    assert document["explanation"]["en"].endswith(
        "\nscore rate: (2) / (3) = 2 / 3 = 2/3 ≈ 66.67%\n"
    )
    assert "Indicators" not in run("bare.yaml").out + run("bare.yaml", "--format", "text").out


def test_the_json_names_every_element_that_alone_reaches_the_next_grade(run: Run) -> None:
    Path("ours.yaml").write_text(
        "format: mgmtsys.assessment/1\nover: known.yaml\n"
        "figures: {injured_persons: {value: 0}}\n"
        'markings: {"1.2": {deductions: [{phase: plan, rate: 50%}]}}\n',
        "utf-8",
    )
    document = json.loads(run("ours.yaml", "--format", "json").out)
    (gap,) = document["coming"]["gaps"]
    assert ("four", "0.8") == (document["coming"]["grade"]["id"], gap["gate"]["at_least"])
    assert document["coming"]["by_one_change"]
    changed = {one["element"]: one for one in gap["elements"]}
    assert {"phase": "plan", "deducted": "0.5"}.items() <= changed["1.2"]["phases"][0].items()
    for one in changed.values():
        assert {"element", "unit", "score", "needed", "gain"} <= set(one)
    text = run("ours.yaml", "--format", "text").out
    assert "next grade: four diamonds" in text
    assert "(deduction: plan 50% → " in text


def test_the_terminal_shows_elements_under_their_units_in_both_languages(run: Run) -> None:
    for lang, wanted in (
        ("en", ("grade: undetermined, at best four diamonds", "held back by: injury rate", "deleted",
                "sum of what is known", "known part only",
                "unit 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13: elements not known")),
        ("zh", ("等级：无法判定，最高为四钻", "制约因素：二十万工时伤害率", "已知部分合计", "删除项", "仅已知部分",
                "单元 3、4、5、6、7、8、9、10、11、12、13：要素未知")),
    ):  # fmt: skip
        done = run("assessment.yaml", "--format", "text", "--lang", lang)
        assert (0, "") == (done.code, done.err)
        for words in wanted:
            assert words in done.out


def test_a_narrow_terminal_shows_every_deduction_and_breaks_no_word(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        for lang, words in (
            ("en", ("accountability", "80%", "12.5%", "marks not known")),
            ("zh", ("2.3 责任制", "80%", "12.5%", "分值未知")),
        ):
            shown = run("assessment.yaml", "--format", "text", "--lang", lang).out
            for word in words:
                assert word in shown.lower()


def test_what_nobody_can_read_is_told_rounded_and_stays_exact_for_machines(run: Run) -> None:
    Path("own.yaml").write_text(
        "format: mgmtsys.assessment/1\norganisation: Own\nperiod: 2025\n"
        f"scheme: {{phases: {{all: {{weight: 1}}}}}}\nunits: {{u: {{elements: {{e: {{full: {3**40}/{10**19}}}}}}}}}\n"
        f"markings: {{e: {{deductions: [{{phase: all, rate: 1/{3**50}}}]}}}}\n",
        "utf-8",
    )
    rows = list(csv.DictReader(io.StringIO(run("own.yaml", "--format", "csv").out)))
    assert ("≈ 1.22", "≈ 99.9999999999999999999999%") == (rows[0]["score"], rows[0]["score rate"])
    document = json.loads(run("own.yaml", "--format", "json").out)
    assert f"{3**50 - 1}/{3**50}" == document["score"]["rate"]


def test_no_value_is_rounded_onto_a_gate_that_it_does_not_reach(run: Run) -> None:
    """By two decimals the injuries would read 1.50 and the score 79.50%, the bounds themselves."""
    Path("own.yaml").write_text(
        "format: mgmtsys.assessment/1\norganisation: Own\nperiod: 2025\n"
        "scheme: {phases: {all: {weight: 1}}}\nunits: {u: {elements: {e: {full: 7}}}}\n"
        "markings: {e: {deductions: [{phase: all, rate: 615001/3000000}]}}\n"
        "figures: {hurt: {value: 3}, hours: {value: 399999}}\nevents: []\n"
        "indicators:\n  score: {kind: score}\n"
        "  injuries: {kind: incidence, of: [hurt], per: hours, base: 200000}\n"
        "rating: {grades: {good: {gates: {score: {at_least: 79.5%}, injuries: {at_most: 1.5}}}}}\n",
        "utf-8",
    )
    for format in ("text", "md"):
        out = run("own.yaml", "--format", format, "--explain").out
        assert "1.50 " not in out
        assert out.count("200000/133333 ≈ 1.500004") >= 3
        assert out.count("2384999/3000000 ≈ 79.49997%") >= 3
    rows = list(csv.DictReader(io.StringIO(run("own.yaml", "--format", "csv").out)))
    assert "2384999/3000000 ≈ 79.49997%" == rows[-1]["score rate"]


def test_the_explanation_can_be_redone_by_hand(run: Run) -> None:
    for format in ("text", "md"):
        told = run("elements.yaml", "--format", format, "--explain").out
        for line in (
            "plan: 150 × 10% × (1 − 20%) = 12",
            "do: 150 × 20% × (1 − 2/15) × (1 − 20%) = 20.8",
            "12 + 20.8 + 31.2 + 53 = 117",
            "117 / 150 = 78%",
            "compliance: 130 × 30% × (1 − 1/6) × (1 − 1/3) = 65/3 ≈ 21.67",
            "26/3 + 13 + 65/3 + 45.5 = 533/6 ≈ 88.83",
            "533/6 / 130 = 41/60 ≈ 68.33%",
            "1.2 Policy (170): not assessed",
            "not assessed: 1.2, 2.2, 2.4",
        ):
            assert line in told
    told = run("known.yaml", "--format", "text", "--explain", "--lang", "zh").out
    for line in (
        "2.2 机构设置与人员任命（100）：删除项",
        "得分率：(256 + 272) / (320 + 340) = 528 / 660 = 80%",
        "二十万工时伤害率：3 × 200000 / 412500 = 16/11 ≈ 1.45 ≤ 2 → 四钻；未达到五钻的 ≤ 1",
        "环境事件：0 ≤ 0 → 五钻",
    ):
        assert line in told


def test_disqualification_and_withdrawal_are_said(run: Run) -> None:
    Path("ours.yaml").write_text(
        "format: mgmtsys.assessment/1\nover: known.yaml\nheld: four\n"
        "events: [{kind: serious_injury, on: 2025-05-02}]\n",
        "utf-8",
    )
    for lang, wanted in (
        ("en", ("disqualified by: serious injury or general accident (at best three diamonds)",
                "withdrawn: four diamonds, to be reviewed within 3 months, by 2025-08-02",
                "barred by serious injury or general accident")),
        ("zh", ("取消资格：重伤或一般事故（最高为三钻）", "取消已有等级：四钻，应在 3 个月内重新评审，截止 2025-08-02",
                "资格受限：重伤或一般事故")),
    ):  # fmt: skip
        told = run("ours.yaml", "--lang", lang).out
        for words in wanted:
            assert words in told
    document = json.loads(run("ours.yaml", "--format", "json").out)
    rating = document["rating"]
    assert ("four", "2025-08-02", ["tier_1"]) == (
        rating["withdrawn"]["id"], rating["review_by"], list(rating["disqualified_by"])
    )  # fmt: skip


def test_csv_has_a_line_for_every_element_and_unit(run: Run) -> None:
    assert 0 == run("assessment.yaml", "-o", "out.csv", "--explain").code
    rows = list(csv.reader(io.StringIO(Path("out.csv").read_bytes().decode("utf-8-sig"))))
    assert [
        "2",
        "2.3",
        "Accountability",
        "130",
        "10%",
        "20%",
        "20%",
        "12.5%",
        "104",
        "80%",
        "–",
    ] in rows
    assert 1 + 11 + 13 + 1 == len(rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "out.docx"), "unknown format 'docx': expected one of text, md, csv, json"),
        (
            ("--format", "text", "-o", "out.md"),
            "-o out.md is md, and --format says text",
        ),
        (
            ("-o", "assessment.yaml"),
            "-o assessment.yaml is the input itself: expected another file",
        ),
    ],
)
def test_nothing_is_written_where_nothing_can_be(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    before = sorted(Path().iterdir())
    done = run("assessment.yaml", *arguments)
    assert (2, "", said) == (done.code, done.out, done.err.strip())
    assert before == sorted(Path().iterdir())


def test_what_cannot_be_understood_is_refused_with_its_place(run: Run) -> None:
    Path("bad.yaml").write_text(
        "format: mgmtsys.assessment/1\nover: assessment.yaml\nfigures: {hours_worked: {value: 0}}\n",
        "utf-8",
    )
    done = run("bad.yaml", "--lang", "zh", "-o", "out.json")
    assert (2, "") == (done.code, done.out)
    assert (
        "bad.yaml:3:26: figures.hours_worked.value: hours_worked 为 0，无法计算比率：应大于 0\n"
        == done.err
    )
    assert not Path("out.json").exists()
