"""Clause matrices and findings as OSCAL assessment results; compliance-trestle judges what is written."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from trestle.oscal.assessment_results import AssessmentResults

from mgmtsys.auditing.checks import STANDARD, audit
from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.auditing.outcome import Outcome
from mgmtsys.auditing.row import Row
from mgmtsys.auditing.status import Status
from mgmtsys.files.loading import load
from mgmtsys.show import render
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.finding import Failure, Finding, Grade, Waiver
from mgmtsys.system.report import Examined, Report
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
DAY = date(2026, 6, 30)
CLAUSE = ClauseRef.parse("house:1/1.a")


def official(text: str, tmp_path: Path) -> dict[str, Any]:
    file = tmp_path / "results.json"
    file.write_text(text, encoding="utf-8")
    assert AssessmentResults.oscal_read(file) is not None
    body: dict[str, Any] = json.loads(text)["assessment-results"]
    return body


def said(node: Any) -> dict[str, str]:
    return {one["name"]: one["value"] for one in node["props"]}


@pytest.fixture(scope="module")
def matrix() -> ClauseMatrix:
    system = load(EXAMPLE)
    ids = [standard.id for standard in system.standards]
    return clause_matrix(system, ids, on=DAY, report=audit(system, DAY, STANDARD))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_requirement_is_a_finding_with_its_state(
    lang: str, matrix: ClauseMatrix, tmp_path: Path
) -> None:
    body = official(render(matrix, "oscal", lang), tmp_path)
    assert len(matrix.standards) == len(body["results"])
    for standard, result in zip(matrix.standards, body["results"], strict=True):
        rows = [row for row in matrix.rows if row.clause.standard == standard]
        assert [str(row.clause) for row in rows] == [
            said(one)["clause"] for one in result["findings"]
        ]
        assert [row.status.value for row in rows] == [
            said(one)["status"] for one in result["findings"]
        ]
        states = Counter(one["target"]["status"]["state"] for one in result["findings"])
        assert matrix.coverage(standard)[Status.EVIDENCED] == states["satisfied"]


def test_every_cell_is_an_observation_that_its_finding_names(
    matrix: ClauseMatrix, tmp_path: Path
) -> None:
    body = official(render(matrix, "oscal", "en"), tmp_path)
    for standard, result in zip(matrix.standards, body["results"], strict=True):
        observed = {one["uuid"]: one for one in result["observations"]}
        assert len(observed) == len(result["observations"])
        rows = [row for row in matrix.rows if row.clause.standard == standard]
        for row, finding in zip(rows, result["findings"], strict=True):
            related = [
                said(observed[one["observation-uuid"]])
                for one in finding.get("related-observations", ())
            ]
            assert [(cell.column, cell.status.value) for cell in row.cells] == [
                (one["column"], one["status"]) for one in related if "column" in one
            ]
            checks = {finding.check for finding in row.findings}
            assert checks == {one["check"] for one in related if "check" in one}


def test_the_same_matrix_gives_the_same_bytes(matrix: ClauseMatrix) -> None:
    assert render(matrix, "oscal") == render(attrs.evolve(matrix), "oscal")
    assert '"start": "2026-06-30T00:00:00Z"' in render(matrix, "oscal")


def rows(*statuses: Status) -> ClauseMatrix:
    return ClauseMatrix(
        organisation=Text("Works"),
        period=Period.parse("2026"),
        on=DAY,
        standards=("house:1",),
        columns=(),
        rows=tuple(
            Row(ClauseRef.parse(f"house:1/{number}"), Text("Do\nit"), status=status, alias=alias)
            for number, (status, alias) in enumerate(
                zip(statuses, ("ac-2_smt.a", "no token", *([None] * len(statuses))), strict=False)
            )
        ),
        version="1",
        system="0",
        fingerprint="f",
    )


def test_only_what_is_evidenced_is_satisfied(tmp_path: Path) -> None:
    (result,) = official(render(rows(*Status), "oscal"), tmp_path)["results"]
    assert [
        ("evidenced", "satisfied", "pass"),
        ("partial", "not-satisfied", "fail"),
        ("gap", "not-satisfied", "fail"),
        ("waived", "not-satisfied", "other"),
        ("not_applicable", "not-satisfied", "other"),
        ("undetermined", "not-satisfied", "other"),
    ] == [
        (said(one)["status"], one["target"]["status"]["state"], one["target"]["status"]["reason"])
        for one in result["findings"]
    ]
    targets = [one["target"]["target-id"] for one in result["findings"]]
    assert ["ac-2_smt.a", "_1", "_2", "_3", "_4", "_5"] == targets
    assert "0 Do it" == result["findings"][0]["title"]


def test_a_matrix_of_no_standard_is_a_result_that_says_nothing(tmp_path: Path) -> None:
    empty = attrs.evolve(rows(), standards=())
    (result,) = official(render(empty, "oscal"), tmp_path)["results"]
    assert ("Works", False) == (result["title"], "findings" in result)


PERMITTED = Waiver(Text("new line"), "ann", expires=date(2026, 12, 31), check="b.mild")
FOUND = (
    Finding(
        "a.grave",
        Grade.MAJOR,
        subject=("objectives", "O1"),
        message=Text("it fails"),
        clauses=(CLAUSE,),
        remedy=Text("Mend it."),
    ),
    Finding(
        "a.mild",
        Grade.MINOR,
        subject=("objectives", "O2"),
        message=Text("it limps"),
        clauses=(CLAUSE,),
    ),
    Finding(
        "b.mild",
        Grade.MINOR,
        subject=(),
        message=Text("odd"),
        clauses=(ClauseRef.parse("house:1/2"),),
        remedy=None,
        waived=PERMITTED,
    ),
    Finding(
        "c.fine",
        Grade.CONFORMITY,
        subject=(),
        message=Text("fine"),
        clauses=(ClauseRef.parse("house:1/3"),),
    ),
)


def test_every_finding_is_an_observation_and_grave_ones_fail_their_clauses(tmp_path: Path) -> None:
    outcome = Outcome(Report(FOUND), organisation=Text("Works"), on=DAY)
    body = official(render(outcome, "oscal"), tmp_path)
    (result,) = body["results"]
    assert "Findings of the checks: Works" == body["metadata"]["title"]
    assert "Findings of the checks: Works: house:1" == result["title"]
    observed = {said(one)["check"]: one for one in result["observations"]}
    assert {"a.grave": "it fails", "a.mild": "it limps", "b.mild": "odd", "c.fine": "fine"} == {
        check: one["description"] for check, one in observed.items()
    }
    assert "Mend it." == observed["a.grave"]["remarks"]
    assert ("new line", "ann", "2026-12-31") == tuple(
        said(observed["b.mild"])[name] for name in ("waived", "approver", "expires")
    )
    (finding,) = result["findings"]
    assert ("house:1/1.a", "gap") == (said(finding)["clause"], said(finding)["status"])
    assert "it fails; it limps" == finding["description"]
    assert {one["observation-uuid"] for one in finding["related-observations"]} == {
        observed[check]["uuid"] for check in ("a.grave", "a.mild")
    }


def test_findings_are_one_result_a_standard_and_one_for_none(tmp_path: Path) -> None:
    other = ClauseRef.parse("house:2/7")
    seen = (
        attrs.evolve(FOUND[0], clauses=(CLAUSE, other)),
        Finding("d.bare", Grade.MINOR, subject=(), message=Text("of no clause")),
    )
    ran = (Examined("e.content", Text("Fine."), clauses=(ClauseRef.parse("house:3/1"),)),)
    failed = (Failure("f.broken", Text("f.broken raises")),)
    body = official(render(Outcome(Report(seen, ran, failures=failed), on=DAY), "oscal"), tmp_path)
    told = {
        one["title"].removeprefix("Findings of the checks"): [
            said(each).get("clause") for each in one.get("observations", ())
        ]
        for one in body["results"]
    }
    assert {
        ": house:1": ["house:1/1.a"], ": house:2": ["house:2/7"], ": house:3": [], "": [None]
    } == told  # fmt: skip
    assert {"f.broken raises"} == {one["remarks"] for one in body["results"]}


def test_findings_of_no_stated_day_are_of_the_epoch(tmp_path: Path) -> None:
    body = official(render(Report(FOUND[1:2]), "oscal", "zh"), tmp_path)
    (result,) = body["results"]
    assert ("检查结果: house:1", "1970-01-01T00:00:00Z") == (result["title"], result["start"])
    assert "partial" == said(result["findings"][0])["status"]
