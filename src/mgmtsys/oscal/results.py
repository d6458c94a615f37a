"""A clause matrix, or the findings of an audit, as OSCAL assessment results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mgmtsys.auditing.matrix import ClauseMatrix
from mgmtsys.auditing.outcome import Outcome
from mgmtsys.auditing.row import Cell, ColumnKind, Row
from mgmtsys.auditing.status import LOWERED, Status
from mgmtsys.oscal.envelope import (
    NO_DAY,
    at,
    identified,
    line_of,
    metadata,
    prop,
    rendered,
    uuid_of,
)
from mgmtsys.oscal.ids import id_of, is_token
from mgmtsys.standard.clause import ClauseNumber, ClauseRef
from mgmtsys.system.finding import Finding
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.text import Text, in_a_row, say

#: OSCAL knows two states; what is not shown in full is not satisfied, whatever keeps it from being so.
_STATE: Mapping[Status, tuple[str, str]] = {
    Status.EVIDENCED: ("satisfied", "pass"),
    Status.PARTIAL: ("not-satisfied", "fail"),
    Status.GAP: ("not-satisfied", "fail"),
    Status.WAIVED: ("not-satisfied", "other"),
    Status.NOT_APPLICABLE: ("not-satisfied", "other"),
    Status.UNDETERMINED: ("not-satisfied", "other"),
}
#: Checks compute; everything else was looked at.
_METHOD = {ColumnKind.CHECKS: "TEST"}
_GRAVEST = (Status.GAP, Status.PARTIAL)

_MATRIX = say("Clause matrix")
_AUDIT = say("Findings of the checks")
_NO_PLAN = say("No assessment plan is kept in OSCAL")
_FOUND, _MISSING = say("found: "), say("missing: ")


def _joined(texts: Iterable[Text], lang: str) -> str:
    """Join phrases with the semicolon of the language."""
    return in_a_row(texts, SEMICOLON).read(lang)


def _target_id(number: ClauseNumber, alias: str | None) -> str:
    return alias if alias is not None and is_token(alias) else id_of(number)


def _cell(row: Row, cell: Cell, matrix: ClauseMatrix, lang: str) -> dict[str, Any]:
    """Return what one column says of a requirement as an observation."""
    kinds = {column.id: column.kind for column in matrix.columns}
    said = [
        label.read(lang) + _joined(texts, lang)
        for label, texts in ((_FOUND, cell.found), (_MISSING, cell.missing))
        if texts
    ]
    shown = [evidence for evidence in row.declared if evidence.document == cell.column]
    return identified(
        "observation",
        {
            "title": line_of(matrix.labels[cell.column].read(lang)),
            "description": "\n".join(said) or "–",
            "props": [prop("column", cell.column), prop("status", cell.status.value)],
            "methods": [_METHOD.get(kinds[cell.column], "EXAMINE")],
            "types": ["control-objective"],
            "relevant-evidence": [
                {
                    "description": evidence.shows.read(lang) if evidence.shows else evidence.place,
                    "props": [prop("place", evidence.place)],
                }
                for evidence in shown
            ],
            "collected": at(matrix.on),
        },
        str(row.clause),
    )


def _seen(
    finding: Finding, on: date, lang: str, standard: str | None, whose: str = ""
) -> dict[str, Any]:
    """Return a finding of a check as an observation, of one standard's clauses alone."""
    waiver = finding.waived
    clauses = [clause for clause in finding.clauses if clause.standard == standard]
    props = [
        prop("check", finding.check),
        *([prop("organisation", whose)] if whose else []),
        prop("grade", finding.grade.name.lower()),
        *([prop("subject", ".".join(finding.subject))] if finding.subject else []),
        *(prop("clause", str(clause)) for clause in clauses),
    ]
    if waiver is not None:
        props += [
            prop("waived", waiver.reason.read(lang)),
            prop("approver", waiver.approver),
            prop("expires", waiver.expires.isoformat()),
        ]
    return identified(
        "observation",
        {
            "description": finding.message.read(lang),
            "props": props,
            "methods": ["TEST"],
            "types": ["finding"],
            "collected": at(on),
            "remarks": finding.remedy.read(lang) if finding.remedy else None,
        },
        standard or "",
    )


def _finding(
    clause: ClauseRef,
    alias: str | None,
    status: Status,
    heading: str,
    description: str,
    observations: Iterable[str],
    messages: str,
) -> dict[str, Any]:
    """Return where one requirement stands."""
    state, reason = _STATE[status]
    return identified(
        "finding",
        {
            "title": line_of(heading),
            "description": description,
            "props": [prop("clause", str(clause)), prop("status", status.value)],
            "target": {
                "type": "statement-id",
                "target-id": _target_id(clause.number, alias),
                "status": {"state": state, "reason": reason},
            },
            "related-observations": [
                {"observation-uuid": uuid} for uuid in dict.fromkeys(observations)
            ],
            "remarks": messages or None,
        },
        str(clause),
    )


def _result(
    title: str,
    on: date,
    lang: str,
    props: list[dict[str, str]],
    observations: Iterable[dict[str, Any]],
    findings: list[dict[str, Any]],
    failed: Iterable[Text] = (),
) -> dict[str, Any]:
    return identified(
        "result",
        {
            "title": line_of(title),
            "description": title,
            "start": at(on),
            "props": props,
            "reviewed-controls": {"control-selections": [{"include-all": {}}]},
            "observations": list(observations),
            "findings": findings,
            "remarks": "\n".join(message.read(lang) for message in failed) or None,
        },
    )


def _rendered(title: str, version: str, on: date, lang: str, results: list[dict[str, Any]]) -> str:
    plan = uuid_of("plan")
    return rendered(
        "assessment-results",
        {
            "metadata": metadata(title, version, on, lang),
            "import-ap": {"href": f"#{plan}"},
            "results": results,
            "back-matter": {"resources": [{"uuid": plan, "title": _NO_PLAN.read(lang)}]},
        },
    )


def _standard(standard: str | None, matrix: ClauseMatrix, lang: str) -> dict[str, Any]:
    """Return what a matrix says of one edition."""
    observations: dict[str, dict[str, Any]] = {}
    findings = []
    for row in matrix.rows:
        if row.clause.standard != standard:
            continue
        related = [_cell(row, cell, matrix, lang) for cell in row.cells]
        related += [_seen(finding, matrix.on, lang, standard) for finding in row.findings]
        observations |= {observation["uuid"]: observation for observation in related}
        missing = dict.fromkeys(what for cell in row.cells for what in cell.missing)
        found = dict.fromkeys(what for cell in row.cells for what in cell.found)
        heading = row.heading.read(lang)
        findings.append(
            _finding(
                row.clause,
                row.alias,
                row.status,
                f"{row.clause.number} {heading}",
                _joined(missing or found, lang) or heading,
                (observation["uuid"] for observation in related),
                _joined((finding.message for finding in row.findings), lang),
            )
        )
    organisation = matrix.organisation.read(lang)
    title = organisation if standard is None else f"{organisation}: {standard}"
    props = [prop("period", str(matrix.period)), prop("fingerprint", matrix.fingerprint)]
    failed = [failure.message for failure in matrix.failures]
    return _result(title, matrix.on, lang, props, observations.values(), findings, failed)


def render(matrix: ClauseMatrix, lang: str) -> str:
    """Return a clause matrix as OSCAL assessment results; the same matrix gives the same bytes.

    One result a standard; one finding a requirement, satisfied where it is evidenced, with our own
    status as a property; one observation a cell and a finding of a check.
    """
    return _rendered(
        f"{_MATRIX.read(lang)}: {matrix.organisation.read(lang)}",
        matrix.fingerprint,
        matrix.on,
        lang,
        [_standard(standard, matrix, lang) for standard in matrix.standards or (None,)],
    )


def render_outcome(outcome: Outcome, lang: str) -> str:
    """Return the findings of an audit as OSCAL assessment results; the same ones give the same bytes.

    One result a standard that findings speak of, and one for what they say of none; every finding is an
    observation. A clause that a grave one names is not satisfied; of the others nothing is said, since a
    check that finds nothing shows no requirement to be met. Without a day it is that of the epoch.
    """
    report = outcome.report
    title = _AUDIT.read(lang)
    if outcome.organisation is not None:
        title += f": {outcome.organisation.read(lang)}"
    said_of = [finding.clauses for finding in report.findings]
    said_of += [check.clauses for check in report.checks]
    named = sorted({clause.standard for clauses in said_of for clause in clauses})
    of_none = not named or any(not finding.clauses for finding in report.findings)
    on = outcome.on or NO_DAY
    results = [
        _of_findings(standard, outcome, title, on, lang)
        for standard in (*named, *([None] if of_none else []))
    ]
    return _rendered(title, fingerprint_of(report, on), on, lang, results)


def _of_findings(
    standard: str | None, outcome: Outcome, title: str, on: date, lang: str
) -> dict[str, Any]:
    """Return what findings say of one standard, or of none."""
    seen: dict[Finding, dict[str, Any]] = {}
    against: dict[ClauseRef, list[Finding]] = {}
    for finding in outcome.report.findings:
        clauses = [clause for clause in finding.clauses if clause.standard == standard]
        if clauses or (standard is None and not finding.clauses):
            seen[finding] = _seen(finding, on, lang, standard, outcome.whose(finding, lang))
        if finding.waived is None and finding.grade in LOWERED:
            for clause in clauses:
                against.setdefault(clause, []).append(finding)
    findings = [
        _finding(
            clause,
            None,
            min((LOWERED[grave.grade] for grave in graves), key=_GRAVEST.index),
            str(clause),
            _joined((grave.message for grave in graves), lang),
            (seen[grave]["uuid"] for grave in graves),
            "",
        )
        for clause, graves in sorted(against.items())
    ]
    observations = {observation["uuid"]: observation for observation in seen.values()}
    failed = [failure.message for failure in outcome.report.failures]
    named = title if standard is None else f"{title}: {standard}"
    return _result(named, on, lang, [], observations.values(), findings, failed)
