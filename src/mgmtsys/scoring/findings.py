"""From an assessment to findings on clauses, and from findings back to deductions, by stated tables."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from mgmtsys.scoring.assessment import Assessment, Grading, score_of
from mgmtsys.scoring.explanation import title
from mgmtsys.scoring.scheme import Element, place_of
from mgmtsys.scoring.score import Deduction, ElementScore, Marking, Standing, deducted
from mgmtsys.standard.adoption import NO_EDITIONS, Editions
from mgmtsys.system.finding import Finding
from mgmtsys.system.report import Examined, Report
from mgmtsys.values.exceptions import InvalidAssessment
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.number import percent
from mgmtsys.values.text import Text, in_a_row, say

#: What stands before the id of an element in the name of its check.
PREFIX = "assessment"


def _examined(scored: ElementScore) -> Examined:
    element = scored.element
    return Examined(
        f"{PREFIX}.{element.id}",
        say("The assessment finds no serious loss of marks in {element}.", element=title(element)),
        clauses=element.clauses,
        applied=scored.standing is Standing.ASSESSED,
    )


def _message(scored: ElementScore, lost: Fraction, marking: Marking) -> Text:
    reasons = [each.reason for each in marking.deductions if each.reason is not None]
    loss = say(
        "{element} loses {lost} of its marks", element=title(scored.element), lost=percent(lost)
    )
    if not reasons:
        return loss
    return say("{loss}: {reasons}", loss=loss, reasons=in_a_row(reasons, SEMICOLON))


def assessment_report(assessment: Assessment, grading: Iterable[Grading] | None = None) -> Report:
    """Return what an assessment says of the clauses that its elements name, as a report of checks.

    An element that loses as much as a line of ``grading`` says is a finding of that grade; one that
    loses less speaks for its clauses; one that is deleted or not assessed speaks for none. Raises
    :class:`InvalidAssessment` without a table, since silence would then speak for everything.

    ``clause_matrix(system, standards, report=assessment_report(assessment))`` lays it out by clause.
    """
    table = sorted(
        assessment.grading if grading is None else grading, key=lambda line: line.lost, reverse=True
    )
    if not table:
        raise InvalidAssessment(
            "no grading is stated: expected lines such as {lost: 20%, grade: minor}"
        )
    markings = {marking.id: marking for marking in assessment.markings}
    checks: list[Examined] = []
    found: list[Finding] = []
    for element in score_of(assessment).elements:
        if not element.element.clauses:
            continue
        checks.append(_examined(element))
        if element.rate is None:
            continue
        lost = 1 - element.rate
        line = next((line for line in table if lost >= line.lost), None)
        if line is not None:
            found.append(
                Finding(
                    f"{PREFIX}.{element.element.id}",
                    line.grade,
                    subject=(PREFIX, element.element.id),
                    message=_message(element, lost, markings[element.element.id]),
                    clauses=element.element.clauses,
                )
            )
    return Report(tuple(found), tuple(checks))


def _concerns(finding: Finding, element: Element, editions: Editions) -> bool:
    """Whether a clause of one is a clause of the other, or stands above or below it."""
    return any(
        editions.covers(clause, other) or editions.covers(other, clause)
        for clause in finding.clauses
        for other in element.clauses
    )


def _deductions(
    assessment: Assessment, element: Element, marking: Marking, findings: Iterable[Finding]
) -> tuple[Deduction, ...]:
    """Return a marking's deductions and those of findings, none of which takes more than is left."""
    phases, full = assessment.scheme.phases, element.full or Fraction(1)
    rates = deducted(phases, full, marking.deductions)
    found = list(marking.deductions)
    for finding in findings:
        for line in assessment.lowering:
            place = place_of(phases, line.phase)
            off = min(line.rate, 1 - rates[place])
            if line.grade is finding.grade and off:
                rates[place] += off
                found.append(
                    Deduction(line.phase, off, reason=finding.message, evidence=(finding.check,))
                )
    return tuple(found)


def lowered_by(
    assessment: Assessment, findings: Iterable[Finding], editions: Editions = NO_EDITIONS
) -> Assessment:
    """Return the assessment with what findings take off the elements whose clauses they name.

    A clause has the names of all ``editions`` that adopt it unchanged.

    By the table ``lowering`` of the assessment; together never more than all of a phase. Waived findings,
    and elements that are deleted or have no marking, are left alone. Raises :class:`InvalidAssessment`
    without a table, since no finding would then weigh anything.
    """
    if not assessment.lowering:
        raise InvalidAssessment(
            "no lowering is stated: expected lines such as {grade: minor, phase: compliance, rate: 20%}"
        )
    elements = {element.id: element for unit in assessment.units for element in unit.elements}
    standing = [finding for finding in findings if finding.waived is None]
    markings = []
    for marking in assessment.markings:
        element = elements[marking.id]
        own = [finding for finding in standing if _concerns(finding, element, editions)]
        if marking.deleted is None and own:
            deductions = _deductions(assessment, element, marking, own)
            markings.append(attrs.evolve(marking, deductions=deductions))
        else:
            markings.append(marking)
    return attrs.evolve(assessment, markings=tuple(markings))
