"""The rows of a clause matrix, every cell computed from answers, evidence and findings."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable
from typing import TypeAlias

import attrs

from mgmtsys.auditing.columns import objective_of, shown_by
from mgmtsys.auditing.inquiry import Inquiry, requirements_of
from mgmtsys.auditing.questions import Answer
from mgmtsys.auditing.row import Cell, Row
from mgmtsys.auditing.status import LOWERED, Status, lowered, with_checks
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef
from mgmtsys.system.finding import Exclusion, Finding, Waiver
from mgmtsys.system.references import CHECKS_COLUMN, SYSTEM_COLUMN
from mgmtsys.system.report import Report

#: Clauses by edition and the parts of their numbers.
_Paths: TypeAlias = frozenset[tuple[str, tuple[str, ...]]]


def rows_of(
    inquiry: Inquiry, ids: Iterable[str], under: ClauseNumber | None = None
) -> tuple[Row, ...]:
    """Return the rows of a matrix; raises what :func:`~mgmtsys.auditing.matrix.clause_matrix` raises."""
    return tuple(
        _row(ClauseRef(id, clause.number), clause, inquiry)
        for id in ids
        for clause in requirements_of(inquiry.dossier.system.standard(id), under)
    )


def _cell(
    column: str,
    answer: Answer,
    permission: Exclusion | Waiver | None,
    findings: Collection[Finding] = (),
) -> Cell:
    status = lowered(answer.status, findings)
    lowering = (
        finding for finding in findings if lowered(answer.status, (finding,)) is not answer.status
    )
    missing = answer.missing + answer.unknown + tuple(finding.message for finding in lowering)
    if isinstance(
        permission, Exclusion
    ):  # what does not apply is not asked, and nothing is missing
        return Cell(column, Status.NOT_APPLICABLE, found=(*answer.found, permission.reason))
    if (
        permission is not None and status is not Status.EVIDENCED
    ):  # what is evidenced needs no waiver
        return Cell(
            column, Status.WAIVED, found=(*answer.found, permission.reason), missing=missing
        )
    return Cell(column, status, found=answer.found, missing=missing)


def _with_above(names: Iterable[ClauseRef]) -> _Paths:
    """Return the paths of clauses and of all that they stand under."""
    return frozenset(
        (name.standard, name.number.parts[:end])
        for name in names
        for end in range(1, len(name.number.parts) + 1)
    )


def _names(clauses: Iterable[ClauseRef], paths: _Paths) -> bool:
    """Whether clauses include one of these paths."""
    return any((clause.standard, clause.number.parts) in paths for clause in clauses)


def _checks_cell(
    report: Report,
    paths: _Paths,
    findings: tuple[Finding, ...],
    beside: Collection[str],
    permission: Exclusion | Waiver | None,
) -> Cell | None:
    """Return what the checks say of a clause, if they say anything.

    A check that objects to nothing speaks for it; one with a finding, of whatever grade, does not. A
    finding on an objective that has a cell ``beside`` stands there. The milder grades lower nothing that is
    shown, and show nothing: alone they leave it partial. A check that failed leaves it undetermined.
    """
    objecting = [finding for finding in findings if finding.objects]
    discontent = frozenset(finding.check for finding in report.findings if finding.objects)
    content = tuple(
        check.sentence
        for check in report.checks
        if check.applied and check.name not in discontent and _names(check.clauses, paths)
    )
    elsewhere = [finding for finding in objecting if objective_of(finding) not in beside]
    standing = [finding for finding in elsewhere if finding.waived is None]
    grave = tuple(finding.message for finding in standing if finding.grade in LOWERED)
    failed = tuple(failure.message for failure in report.failures if _names(failure.clauses, paths))
    answer = Answer(content, grave, unknown=failed)
    if answer != Answer():
        cell = _cell(CHECKS_COLUMN, answer, permission)
    elif standing and not beside:
        cell = _cell(
            CHECKS_COLUMN,
            Answer(missing=tuple(finding.message for finding in standing)),
            permission,
        )
        cell = attrs.evolve(cell, status=Status.PARTIAL) if cell.status is Status.GAP else cell
    else:
        cell = Cell(CHECKS_COLUMN, Status.EVIDENCED)
    waived = [finding for finding in elsewhere if finding.waived is not None]
    if waived and cell.status is Status.EVIDENCED:
        reasons = dict.fromkeys(finding.waived.reason for finding in waived if finding.waived)
        messages = tuple(finding.message for finding in waived)
        return Cell(CHECKS_COLUMN, Status.WAIVED, found=(*content, *reasons), missing=messages)
    return cell if cell.found or cell.missing else None


def _row(ref: ClauseRef, clause: Clause, inquiry: Inquiry) -> Row:
    system = inquiry.dossier.system
    names = system.editions.names(ref)
    paths = _with_above(names)
    whole = inquiry.permission(ref, None)
    findings = tuple(
        finding for finding in inquiry.report.findings if _names(finding.clauses, paths)
    )
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        objective_id = objective_of(finding)
        if objective_id is not None:
            about.setdefault(objective_id, []).append(finding)

    asked = [inquiry.question(name, ref) for name in clause.asks]
    cells = []
    each = [question for question in asked if question.of_objective is not None]
    for objective in system.objectives if each else ():
        answers = [inquiry.answer(question, objective) for question in each]
        cells.append(
            _cell(
                objective.id,
                functools.reduce(Answer.__or__, answers),
                inquiry.permission(ref, objective.id),
                about.get(objective.id, ()),
            )
        )
    answers = [
        inquiry.answer(question, None) for question in asked if question.of_system is not None
    ]
    if answers:
        cells.append(_cell(SYSTEM_COLUMN, functools.reduce(Answer.__or__, answers), whole))
    declared = inquiry.declared(names)
    cells.extend(
        _cell(document, shown_by(document, declared, system), whole)
        for document in dict.fromkeys(evidence.document for evidence in declared)
    )
    beside = frozenset(cell.column for cell in cells)
    checks = _checks_cell(inquiry.report, paths, findings, beside, whole)
    if checks is not None:
        cells.append(checks)
    if not cells and whole is not None:
        cells.append(_cell(SYSTEM_COLUMN, Answer(), whole))
    return Row(
        clause=ref,
        heading=clause.text,
        status=with_checks(
            [cell.status for cell in cells if cell.column != CHECKS_COLUMN],
            None if checks is None else checks.status,
        ),
        cells=tuple(cells),
        declared=declared,
        findings=() if isinstance(whole, Exclusion) else findings,
        alias=clause.alias,
    )
