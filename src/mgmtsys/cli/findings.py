"""Findings as a person reads them in a terminal: subject by subject, the counts last."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Mapping
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from mgmtsys.audit_report import Examined
from mgmtsys.auditing import OWN, Check, examined
from mgmtsys.finding import Finding, Grade
from mgmtsys.outcome import Outcome, check_known, is_of
from mgmtsys.reports.findings import words
from mgmtsys.visible import one_line

#: The width of what is not printed into a terminal of its own width.
_WIDE = 120
_COLOUR: Mapping[Grade, str] = {
    Grade.CONFORMITY: "green",
    Grade.OPPORTUNITY: "blue",
    Grade.OBSERVATION: "cyan",
    Grade.MINOR: "yellow",
    Grade.MAJOR: "bold red",
}


def _console(stream: IO[str], width: int | None = None) -> Console:
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def _indented(console: Console, line: Line, by: int) -> None:
    console.print(Padding(line, (0, 0, 0, by), expand=False))


def _print_finding(console: Console, finding: Finding, lang: str) -> None:
    line = Line(words.GRADE[finding.grade].read(lang), _COLOUR[finding.grade])
    line.append(f"  {one_line(finding.message.read(lang))}", "default not bold")
    _indented(console, line, 2)
    if finding.remedy:
        _indented(console, Line(f"→ {one_line(finding.remedy.read(lang))}"), 4)
    named = [finding.check, ", ".join(map(str, finding.clauses))]
    _indented(console, Line("  ".join(filter(None, named)), "dim"), 4)
    if finding.waived:
        _indented(console, Line(one_line(words.waiver(finding, lang)), "cyan"), 4)


def _print_subjects(
    console: Console, outcome: Outcome, findings: Iterable[Finding], lang: str
) -> None:
    for subject, group in outcome.by_subject(findings):
        line = Line(one_line(words.subject(subject, lang)), "bold")
        place = outcome.places.get(subject)
        if place:
            line.append(f"  {place}", "dim not bold")
        console.print(line)
        for finding in group:
            _print_finding(console, finding, lang)
        console.print()


def _print(console: Console, outcome: Outcome, lang: str) -> None:
    report = outcome.report
    _print_subjects(console, outcome, report.standing, lang)
    if report.waived:
        console.print(words.WAIVED.read(lang), style="bold underline")
        _print_subjects(console, outcome, report.waived, lang)
    colour = _COLOUR[report.worst] if report.standing else "green"
    console.print(words.counts(outcome, lang), style=colour)


def written(outcome: Outcome, lang: str) -> str:
    """Return the findings subject by subject, the waived ones apart, and the counts, without colour."""
    stream = io.StringIO()
    _print(_console(stream, _WIDE), outcome, lang)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def print_outcome(outcome: Outcome, lang: str) -> None:
    """Print the same into a terminal, in colour; elsewhere as it is written."""
    if sys.stdout.isatty():
        _print(_console(sys.stdout), outcome, lang)
    else:
        sys.stdout.write(written(outcome, lang))


def _print_check(console: Console, one: Examined, lang: str) -> None:
    console.print(Line(one.name, "bold"))
    _indented(console, Line(one.sentence.read(lang)), 2)
    grade = Line(f"{words.GRADE_OF.read(lang)}: ")
    grade.append(words.GRADE[one.grade].read(lang), _COLOUR[one.grade])
    _indented(console, grade, 2)
    if one.clauses:
        clauses = ", ".join(map(str, one.clauses))
        _indented(console, Line(f"{words.CLAUSES.read(lang)}: {clauses}"), 2)
    if one.remedy:
        _indented(console, Line(f"{words.REMEDY.read(lang)}: {one.remedy.read(lang)}"), 2)


def print_explanation(checks: Iterable[Check], family: str, lang: str) -> None:
    """Print what a check, or each check of a family, looks for; raises :class:`UnknownCheck`."""
    said = [one for each in checks for one in examined(each)] + list(OWN.values())
    check_known((one.name for one in said), [family])
    console = _console(sys.stdout, None if sys.stdout.isatty() else _WIDE)
    for one in said:
        if is_of(one.name, family):
            _print_check(console, one, lang)
