"""Findings as JSON, which other tools rely on: the same outcome gives the same bytes."""

from __future__ import annotations

from typing import Any

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.show.json import dumped
from mgmtsys.system.finding import Failure, Finding, Waiver
from mgmtsys.values.exceptions import Place


def _source(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column}


def _waived(waiver: Waiver | None, lang: str) -> dict[str, str] | None:
    if waiver is None:
        return None
    return {
        "reason": waiver.reason.read(lang),
        "approver": waiver.approver,
        "expires": waiver.expires.isoformat(),
    }


def _finding(finding: Finding, outcome: Outcome, lang: str) -> dict[str, Any]:
    whose = outcome.whose(finding, lang)
    return ({"organisation": whose} if whose else {}) | {
        "check": finding.check,
        "grade": finding.grade.name.lower(),
        "subject": ".".join(finding.subject),
        "message": finding.message.read(lang),
        "clauses": [str(clause) for clause in finding.clauses],
        "remedy": finding.remedy.read(lang) if finding.remedy else None,
        "source": _source(outcome.place(finding)),
        "waived": _waived(finding.waived, lang),
    }


def _failure(failure: Failure, lang: str) -> dict[str, Any]:
    """Return what failed by an error of its own in the keys of a finding; it has no grade."""
    return {
        "check": failure.name,
        "grade": None,
        "subject": "",
        "message": failure.message.read(lang),
        "clauses": [str(clause) for clause in failure.clauses],
        "remedy": None,
        "source": None,
        "waived": None,
    }


def render(outcome: Outcome, lang: str) -> str:
    """Return the findings as a JSON list in ``lang``, by subject, gravest first.

    Checks that failed by an error of their own come last, without a grade.
    """
    findings = [_finding(one, outcome, lang) for one in outcome.report.findings]
    return dumped(findings + [_failure(one, lang) for one in outcome.report.failures])
