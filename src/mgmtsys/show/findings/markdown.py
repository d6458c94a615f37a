"""Findings as Markdown, for people: the counts, then subject by subject, then what is waived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.show import words as shared
from mgmtsys.show.findings import words
from mgmtsys.show.markdown import code, escaped, facts, opening, table
from mgmtsys.system.finding import Finding
from mgmtsys.values.table import CellKind, Column, Fact, Shown, Table
from mgmtsys.values.version import __version__


def _facts(outcome: Outcome) -> list[Fact]:
    known = (
        (shared.ORGANISATION, outcome.organisation),
        (shared.ON, outcome.on),
        (shared.VERSION, __version__),
    )
    return [(label, value) for label, value in known if value]


def _counted(findings: Iterable[Finding]) -> Table:
    """Return how many findings have each grade."""
    columns = (
        Column("grade", words.GRADE_OF, kind=CellKind.STATUS),
        Column("count", words.COUNT, kind=CellKind.NUMBER),
    )
    counts = words.tally(findings)
    return Table(
        columns,
        [{"grade": Shown(grade, words.GRADE[grade]), "count": count} for grade, count in counts],
    )


def _finding(finding: Finding, lang: str) -> Iterator[str]:
    grade = words.GRADE[finding.grade].read(lang)
    yield f"- **{grade}** {escaped(finding.message.read(lang))} ({code(finding.check)})"
    for line in facts(words.remarks(finding), lang):
        yield f"  {line}"


def _subjects(outcome: Outcome, findings: tuple[Finding, ...], lang: str) -> Iterator[str]:
    for subject, group in outcome.by_subject(findings):
        yield from ("", f"### {opening(words.subject(group[0], outcome, lang))}", "")
        place = outcome.places.get(subject)
        if place:
            yield from (opening(str(place)), "")
        for finding in group:
            yield from _finding(finding, lang)


def render(outcome: Outcome, lang: str) -> str:
    """Return the findings as Markdown in ``lang``."""
    report = outcome.report
    lines = [f"# {words.TITLE.read(lang)}", "", *facts(_facts(outcome), lang), ""]
    lines += [words.counts(outcome).read(lang)]
    if report.standing:
        lines += ["", *table(_counted(report.standing), lang)]
        lines += ["", f"## {words.TITLE.read(lang)}", *_subjects(outcome, report.standing, lang)]
    if report.waived:
        lines += ["", f"## {words.WAIVED.read(lang)}", *_subjects(outcome, report.waived, lang)]
    if report.failures:
        lines += ["", f"## {words.FAILED.read(lang)}", ""]
        lines += [f"- {escaped(failure.message.read(lang))}" for failure in report.failures]
    return "\n".join(lines) + "\n"
