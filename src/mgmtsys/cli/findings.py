"""Findings as a person reads them in a terminal: subject by subject, the counts last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text as Line

from mgmtsys.auditing.audit import OWN
from mgmtsys.auditing.check import Check, examined
from mgmtsys.auditing.outcome import Outcome, check_known, is_of
from mgmtsys.cli.terminal import print_apart, print_facts, print_line
from mgmtsys.show.findings import words
from mgmtsys.standard.adoption import Editions
from mgmtsys.system.finding import Finding, Grade
from mgmtsys.system.report import Examined
from mgmtsys.values.text import in_a_row

_COLOUR: Mapping[Grade, str] = {
    Grade.CONFORMITY: "green",
    Grade.OPPORTUNITY: "blue",
    Grade.OBSERVATION: "cyan",
    Grade.MINOR: "yellow",
    Grade.MAJOR: "bold red",
}


def _print_finding(screen: Console, finding: Finding, lang: str) -> None:
    grade = Line(words.GRADE[finding.grade].read(lang), _COLOUR[finding.grade])
    print_apart(screen, (grade, Line(finding.message.read(lang))), 2)
    if finding.remedy:
        print_apart(screen, (Line(f"→ {finding.remedy.read(lang)}"),), 4)
    named = (finding.check, in_a_row(finding.clauses).read(lang))
    print_apart(screen, [Line(text, "dim") for text in named if text], 4)
    if finding.waived:
        print_apart(screen, (Line(words.waiver(finding.waived).read(lang), "cyan"),), 4)


def _print_subjects(
    screen: Console, outcome: Outcome, findings: Iterable[Finding], lang: str
) -> None:
    for subject, group in outcome.by_subject(findings):
        place = outcome.places.get(subject)
        head = Line(words.subject(group[0], outcome, lang), "bold")
        print_apart(screen, (head, Line(str(place), "dim")) if place else (head,))
        for finding in group:
            _print_finding(screen, finding, lang)
        screen.print()


def print_outcome(screen: Console, outcome: Outcome, lang: str) -> None:
    """Print the findings subject by subject, the waived ones apart, and the counts."""
    report = outcome.report
    _print_subjects(screen, outcome, report.standing, lang)
    if report.waived:
        print_line(screen, words.WAIVED.read(lang), "bold underline")
        _print_subjects(screen, outcome, report.waived, lang)
    if report.failures:
        print_line(screen, words.FAILED.read(lang), "bold underline")
        for failure in report.failures:
            print_line(screen, failure.message.read(lang), "bold red", 2)
        screen.print()
    colour = _COLOUR[report.worst] if report.standing else "green"
    print_line(screen, words.counts(outcome).read(lang), colour)


def _print_check(screen: Console, check: Examined, evidences: tuple[str, ...], lang: str) -> None:
    print_line(screen, check.name, "bold")
    print_line(screen, check.sentence.read(lang), indent=2)
    facts = (
        (words.GRADE_OF, words.GRADE[check.grade]),
        (words.EVIDENCES, in_a_row(evidences) if evidences else None),
        (words.CLAUSES, in_a_row(check.clauses) if check.clauses else None),
        (words.REMEDY, check.remedy),
    )
    print_facts(screen, [(label, value) for label, value in facts if value], lang)


def print_explanation(
    screen: Console, checks: Iterable[Check], family: str, editions: Editions, lang: str
) -> None:
    """Print what a check, or each of a family, looks for, with the clauses of some editions.

    Raises :class:`UnknownCheck`.
    """
    parts = [part for each in checks for part in each.parts]
    known = [(check, part.evidences) for part in parts for check in examined(part, editions)]
    known += [(check, ()) for check in OWN.values()]
    check_known((check.name for check, _ in known), [family])
    for check, evidences in known:
        if is_of(check.name, family):
            _print_check(screen, check, evidences, lang)
