"""The words that findings are reported in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.system.finding import Finding, Grade, Waiver
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.table import Fact
from mgmtsys.values.text import Text, in_a_row, say, say_of_many

#: ISO 19011:2018, 3.10 and A.18.
GRADE: Mapping[Grade, Text] = {
    Grade.CONFORMITY: say("conformity"),
    Grade.OPPORTUNITY: say("opportunity"),
    Grade.OBSERVATION: say("observation"),
    Grade.MINOR: say("minor"),
    Grade.MAJOR: say("major"),
}
TITLE = say("Findings")
WHOLE = say("the system as a whole")
REMEDY = say("remedy")
CLAUSES = say("clauses")
EVIDENCES = say("evidence for")
GRADE_OF = say("grade")
COUNT = say("count")
WAIVED = say("Waived")
FAILED = say("Checks that failed by an error of their own")


def subject(finding: Finding, outcome: Outcome, lang: str) -> str:
    """Return what a finding is about: its path, or the system as a whole, and whose where there are several."""
    path = ".".join(finding.subject) or WHOLE.read(lang)
    whose = outcome.whose(finding, lang)
    return say("{label}: {value}", label=whose, value=path).read(lang) if whose else path


def waiver(waived: Waiver) -> Text:
    """Return why a finding is waived, by whom and until when."""
    return say(
        "{reason} ({approver}, until {day})",
        reason=waived.reason,
        approver=waived.approver,
        day=waived.expires,
    )


def remarks(finding: Finding) -> Iterator[Fact]:
    """Yield what is said below a finding: the remedy, the clauses, the waiver."""
    if finding.remedy:
        yield REMEDY, finding.remedy
    if finding.clauses:
        yield CLAUSES, in_a_row(finding.clauses)
    if finding.waived:
        yield WAIVED, waiver(finding.waived)


def tally(findings: Iterable[Finding]) -> tuple[tuple[Grade, int], ...]:
    """Return how many findings have each grade, gravest first, the absent ones left out."""
    grades = [finding.grade for finding in findings]
    return tuple((grade, grades.count(grade)) for grade in reversed(Grade) if grade in grades)


def counts(outcome: Outcome) -> Text:
    """Return the line of counts: what stands by grade, what is waived, how many checks ran."""
    report = outcome.report
    grades = in_a_row(
        say("{word} {count}", word=GRADE[grade], count=count)
        for grade, count in tally(report.standing)
    )
    found, waived, failed = map(len, (report.standing, report.waived, report.failures))
    total = say_of_many(
        "{count} finding: {grades}", "{count} findings: {grades}", count=found, grades=grades
    )
    parts = [total if found else say("no findings")]
    if waived:
        parts.append(say("{count} waived", count=waived))
    parts.append(say_of_many("{count} check", "{count} checks", count=len(report.checks)))
    if failed:
        parts.append(
            say_of_many(
                "{count} failed by an error of its own",
                "{count} failed by an error of their own",
                count=failed,
            )
        )
    return in_a_row(parts, SEMICOLON)
