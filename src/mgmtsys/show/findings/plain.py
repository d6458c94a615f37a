"""Findings as plain lines, for logs and for the failures of tests."""

from __future__ import annotations

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.show.findings import words
from mgmtsys.system.finding import Finding
from mgmtsys.values.text import say
from mgmtsys.values.visible import one_line


def lines(finding: Finding, outcome: Outcome, lang: str) -> tuple[str, ...]:
    """Return where and what; below it the remedy, the clauses, and the waiver, if any."""
    place = outcome.place(finding)
    head = [str(place)] if place else []
    head += [words.GRADE[finding.grade].read(lang), words.subject(finding, outcome, lang)]
    below = (
        say("{label}: {value}", label=label, value=value) for label, value in words.remarks(finding)
    )
    return (
        one_line(": ".join([*head, finding.message.read(lang)])),
        *(f"    {one_line(remark.read(lang))}" for remark in below),
    )
