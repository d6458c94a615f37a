"""Findings in the formats of other tools, against the published schemas."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import jsonschema
import pytest
import xmlschema

from mgmtsys.auditing.audit import EXPIRED
from mgmtsys.auditing.checks import STANDARD, audit
from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.auditing.outcome import Outcome
from mgmtsys.files.access import read_source
from mgmtsys.files.codec import structure
from mgmtsys.files.loading import load
from mgmtsys.show import render, write
from mgmtsys.show.findings import FORMATS
from mgmtsys.show.findings.plain import lines
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.finding import Audited, Failure, Finding, Grade, Waiver
from mgmtsys.system.report import Examined, Report
from mgmtsys.values.exceptions import NotUnderstood, Place
from mgmtsys.values.text import Text

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "lithera_2026" / "system.yaml"
CLAUSE = ClauseRef.parse("house:1/1.a")
PERMITTED = Waiver(
    Text({"en": "new line", "zh": "新产线"}), "ann", expires=date(2026, 12, 31), check="b.mild"
)
FAULT = Finding(
    "a.grave",
    Grade.MAJOR,
    subject=("objectives", "O1"),
    message=Text({"en": "it fails", "zh": "不通过"}),
    clauses=(CLAUSE,),
    remedy=Text({"en": "Mend it.", "zh": "修正。"}),
)
WAIVED = Finding(
    "b.mild", Grade.MINOR, subject=("objectives", "O2"), message=Text("odd"), waived=PERMITTED
)
REMARK = Finding("b.mild", Grade.OBSERVATION, subject=(), message=Text("<odd> \x00 & “so”"))
EXPIRY = Finding(EXPIRED, Grade.MINOR, subject=("waivers", "0"), message=Text("old"))
FINE = Finding("c.fine", Grade.CONFORMITY, subject=(), message=Text("fine"))
RAN = (
    Examined(
        "a.grave", Text("It holds."), clauses=(CLAUSE,), grade=Grade.MAJOR, remedy=Text("Mend it.")
    ),
    Examined("b.mild", Text("It is even.")),
    Examined("d.content", Text("It is there.")),
)
OUTCOME = Outcome(
    Report((FAULT, WAIVED, REMARK, EXPIRY, FINE), RAN),
    {FAULT.subject: Place("a dir/系统.yaml", 3, 5), REMARK.subject: Place("a dir/系统.yaml", 1, 1)},
    organisation=Text("Works"),
    on=date(2026, 6, 30),
)


def example() -> Outcome:
    report = audit(load(EXAMPLE), date(2026, 6, 30), STANDARD)
    subjects = frozenset(finding.subject for finding in report.findings)
    return Outcome(report, read_source(EXAMPLE).places(subjects))


def sarif(outcome: Outcome, lang: str = "en") -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render(outcome, "sarif", lang))
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    return dict(run)


def junit(outcome: Outcome, lang: str = "en") -> ET.Element:
    text = render(outcome, "junit", lang)
    xmlschema.XMLSchema(HERE / "schemas" / "junit-10.xsd").validate(text)
    return ET.fromstring(text)  # noqa: S314 - it is our own


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "outcome", [example(), OUTCOME, Outcome(Report())], ids=["example", "made", "nothing"]
)
def test_what_is_written_is_what_the_schemas_allow(outcome: Outcome, lang: str) -> None:
    sarif(outcome, lang)
    junit(outcome, lang)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_outcome_gives_the_same_bytes(format: str) -> None:
    backwards = attrs.evolve(
        OUTCOME, report=Report(OUTCOME.report.findings[::-1], OUTCOME.report.checks[::-1])
    )
    assert render(OUTCOME, format) == render(backwards, format)


def test_a_sarif_result_has_its_rule_level_place_and_message() -> None:
    run = sarif(OUTCOME, "zh")
    results = {one["ruleId"]: one for one in run["results"]}
    rules = run["tool"]["driver"]["rules"]
    grave = results["a.grave"]
    assert ("error", "fail", "不通过") == (grave["level"], grave["kind"], grave["message"]["text"])
    assert "a.grave" == rules[grave["ruleIndex"]]["id"]
    (location,) = grave["locations"]
    assert "objectives.O1" == location["logicalLocations"][0]["fullyQualifiedName"]
    assert {
        "artifactLocation": {"uri": "a%20dir/%E7%B3%BB%E7%BB%9F.yaml"},
        "region": {"startLine": 3, "startColumn": 5},
    } == location["physicalLocation"]
    assert {"grade": "major", "clauses": ["house:1/1.a"], "remedy": "修正。"} == grave["properties"]
    assert ("pass", "none") == (results["c.fine"]["kind"], results["c.fine"]["level"])
    assert ["logicalLocations"] == list(results[EXPIRED]["locations"][0])


def test_what_concerns_the_whole_of_an_unwritten_system_has_no_location() -> None:
    (result,) = sarif(Outcome(Report((REMARK,))))["results"]
    assert [] == result["locations"]


def test_a_sarif_rule_says_what_holds_and_what_helps() -> None:
    rules = {one["id"]: one for one in sarif(OUTCOME)["tool"]["driver"]["rules"]}
    assert ["a.grave", "b.mild", "c.fine", "d.content", EXPIRED] == list(rules)
    assert "It holds." == rules["a.grave"]["shortDescription"]["text"]
    assert "Mend it.\nhouse:1/1.a" == rules["a.grave"]["help"]["text"]
    assert "error" == rules["a.grave"]["defaultConfiguration"]["level"]
    assert "help" not in rules["b.mild"]
    assert "No waiver has expired." == rules[EXPIRED]["shortDescription"]["text"]


def test_a_waived_finding_is_suppressed_in_sarif_and_the_others_say_that_they_are_not() -> None:
    suppressed = [one["suppressions"] for one in sarif(OUTCOME)["results"] if one["suppressions"]]
    assert [
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "new line",
                "properties": {"approver": "ann", "expires": "2026-12-31"},
            }
        ]
    ] == suppressed


def test_the_fingerprint_of_a_result_stays_when_its_line_or_the_language_changes() -> None:
    moved = attrs.evolve(OUTCOME, places={})
    assert [one["partialFingerprints"] for one in sarif(OUTCOME)["results"]] == [
        one["partialFingerprints"] for one in sarif(moved, "zh")["results"]
    ]


def test_an_absolute_file_name_is_a_uri(tmp_path: Path) -> None:
    file = tmp_path / "system.yaml"
    outcome = Outcome(Report((FAULT,)), {FAULT.subject: Place(str(file), 1, 1)})
    (result,) = sarif(outcome)["results"]
    assert file.as_uri() == result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_junit_has_a_case_a_check_and_a_failure_a_finding() -> None:
    suites = junit(OUTCOME)
    cases = {one.attrib["name"]: one for one in suites.iter("testcase")}
    assert ["a.grave", "b.mild", "c.fine", "d.content", EXPIRED] == list(cases)
    assert ("5", "2") == (suites.attrib["tests"], suites.attrib["failures"])
    (failure,) = cases["a.grave"]
    assert ("major", "it fails") == (failure.attrib["type"], failure.attrib["message"])
    assert "a dir/系统.yaml:3:5: objectives.O1: it fails\nMend it.\nhouse:1/1.a" == failure.text
    assert [] == list(cases["d.content"])


def test_junit_skips_what_is_waived_and_prints_what_is_too_mild() -> None:
    suite = junit(OUTCOME)[0]
    assert ("1", "a dir/系统.yaml") == (suite.attrib["skipped"], suite.attrib["name"])
    case = next(one for one in suite if one.attrib["name"] == "b.mild")
    skipped, printed = case
    assert ("waived", "new line") == (skipped.attrib["type"], skipped.attrib["message"])
    assert (
        "observation: a dir/系统.yaml:1:1: <odd> \\x00 & “so”\nminor: objectives.O2: odd"
    ) == printed.text


def test_what_fails_is_what_the_outcome_fails_on() -> None:
    mild = attrs.evolve(OUTCOME, fail_on=Grade.OBSERVATION)
    assert ("3", "0") == (junit(mild).attrib["failures"], junit(mild)[0].attrib["skipped"])
    assert (FAULT, EXPIRY) == OUTCOME.failing


def test_json_has_every_key_that_other_tools_rely_on() -> None:
    found = json.loads(render(OUTCOME, "json", "zh"))
    assert ["format", "report", "places", "organisation", "on"] == list(found)
    findings, place = found["report"]["findings"], found["places"][0]
    assert (5, "major") == (len(findings), found["report"]["worst"])
    assert {
        "check": "a.grave",
        "grade": "major",
        "subject": ["objectives", "O1"],
        "message": {"zh": "不通过", "en": "it fails"},
        "clauses": ["house:1/1.a"],
        "remedy": {"zh": "修正。", "en": "Mend it."},
    } == next(one for one in findings if one["check"] == "a.grave")
    assert ("a dir/系统.yaml", 3, 5) == (place["file"], place["line"], place["column"])
    (waived,) = (one for one in findings if "waived" in one)
    assert ({"zh": "新产线", "en": "new line"}, "ann", "2026-12-31") == tuple(
        waived["waived"][key] for key in ("reason", "approver", "expires")
    )
    assert "remedy" not in waived
    assert OUTCOME == structure({key: found[key] for key in found if key != "format"}, Outcome)


def test_markdown_counts_and_lists_what_stands_before_what_is_waived() -> None:
    text = render(OUTCOME, "md")
    assert "- organisation: Works\n- as of: 2026-06-30\n" in text
    assert "4 findings: major 1, minor 1, observation 1, conformity 1; 1 waived; 3 checks" in text
    assert "| major | 1 |" in text
    assert (
        "- **major** it fails (`a.grave`)\n  - remedy: Mend it.\n  - clauses: house:1/1.a" in text
    )
    assert text.index("### the system as a whole") < text.index("## Waived")
    assert "  - Waived: new line (ann, until 2026-12-31)\n" in text
    assert "已豁免：新产线（ann，有效期至 2026-12-31）" in render(OUTCOME, "md", "zh")


def test_markdown_of_nothing_says_so() -> None:
    assert "no findings; 0 checks\n" in render(Report(), "md")
    assert "没有发现问题；检查 0 项\n" in render(Report(), "md", "zh")


def test_findings_stand_in_the_order_of_the_file() -> None:
    text = render(OUTCOME, "md")
    assert (
        text.index("waivers.0") < text.index("the system as a whole") < text.index("objectives.O1")
    )


def test_a_finding_is_told_in_plain_lines() -> None:
    assert (
        "a dir/系统.yaml:3:5: 严重不符合: objectives.O1: 不通过",
        "    建议：修正。",
        "    条款：house:1/1.a",
    ) == lines(FAULT, OUTCOME, "zh")
    assert (
        "minor: objectives.O2: odd",
        "    Waived: new line (ann, until 2026-12-31)",
    ) == lines(WAIVED, OUTCOME, "en")


@pytest.mark.parametrize(
    ("name", "start"),
    [("f.json", "{"), ("f.md", "# Findings"), ("f.sarif", "{"), ("f.XML", "<?xml")],
)
def test_findings_are_written_by_the_suffix(name: str, start: str, tmp_path: Path) -> None:
    write(OUTCOME.report, tmp_path / name)
    assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_each_kind_of_value_has_its_formats(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="one of json, md, sarif, junit"):
        write(OUTCOME, tmp_path / "f.csv")
    matrix: ClauseMatrix = clause_matrix(load(EXAMPLE), ["iso14001:2015"], "6.2")
    with pytest.raises(NotUnderstood, match="one of md, csv, json"):
        render(matrix, "sarif")


FAILED = Failure("a.grave", Text({"en": "a.grave raises", "zh": "a.grave 引发"}))
LOST = Failure("e.lost", Text("e.lost raises \x00"))
BROKEN = attrs.evolve(OUTCOME, report=attrs.evolve(OUTCOME.report, failures=(FAILED, LOST)))


def test_what_failed_by_an_error_of_its_own_is_a_notification_and_no_result() -> None:
    assert [{"executionSuccessful": True}] == sarif(OUTCOME)["invocations"]
    run = sarif(BROKEN, "zh")
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    graves = [one["id"] for one in run["tool"]["driver"]["rules"]].index("a.grave")
    assert [
        {"level": "error", "message": {"text": "a.grave 引发"},
         "associatedRule": {"id": "a.grave", "index": graves}},
        {"level": "error", "message": {"text": "e.lost raises \x00"}},
    ] == invocation["toolExecutionNotifications"]  # fmt: skip
    assert len(sarif(OUTCOME)["results"]) == len(run["results"])


def test_what_failed_by_an_error_of_its_own_is_an_error_and_no_failure() -> None:
    suites = junit(BROKEN)
    assert ("2", junit(OUTCOME).get("failures")) == (suites.get("errors"), suites.get("failures"))
    errors = {
        case.get("name"): error.get("message")
        for case in suites.iter("testcase")
        for error in case.findall("error")
    }
    assert {"a.grave": "a.grave raises", "e.lost": "e.lost raises \\x00"} == errors


def test_a_waived_check_that_failed_is_not_skipped() -> None:
    report = Report((WAIVED,), failures=(Failure("b.mild", Text("b.mild raises")),))
    (case,) = junit(Outcome(report)).iter("testcase")
    assert ["error", "system-out"] == [child.tag for child in case]


def test_the_other_formats_tell_of_failures_too() -> None:
    last = json.loads(render(BROKEN, "json"))["report"]["failures"][-1]
    assert ("e.lost", False) == (last["name"], "grade" in last)
    assert "## Checks that failed by an error of their own\n\n- a.grave raises\n" in render(
        BROKEN, "md"
    )
    assert "## 自身出错的检查\n\n- a.grave 引发\n" in render(BROKEN, "md", "zh")


def test_findings_of_several_systems_are_told_apart_in_every_format() -> None:
    works = [Audited(Text(name), name, on=date(2026, 6, 30)) for name in ("North", "South")]
    seen = Finding(
        "a.mild", Grade.MINOR, subject=("objectives", "O1"), message=Text("odd"), clauses=(CLAUSE,)
    )
    each = [Report((attrs.evolve(seen, audited=one),), audited=(one,)) for one in works]
    group, alone = Outcome(each[0] + each[1]), Outcome(each[0])
    for format in FORMATS:
        assert ["North", "South"] == [
            one for one in ("North", "South") if one in render(group, format)
        ]
        assert "South" not in render(alone, format)
    assert ["North", "South"] == [
        one["audited"]["organisation"]
        for one in json.loads(render(group, "json"))["report"]["findings"]
    ]
    assert 2 == len({str(one["partialFingerprints"]) for one in sarif(group)["results"]})
    assert "### North: objectives.O1\n" in render(group, "md").replace("\\", "")
    assert "North：objectives.O1" in "".join(lines(group.report.findings[0], group, "zh"))
    (result,) = json.loads(render(group, "oscal"))["assessment-results"]["results"]
    assert 2 == len(result["observations"])
