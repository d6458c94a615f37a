"""Findings as SARIF 2.1.0, which code hosts and editors show at the line (OASIS, 27 March 2020)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from mgmtsys.auditing.audit import OWN
from mgmtsys.auditing.outcome import Outcome
from mgmtsys.files.syntax.json import dump
from mgmtsys.system.finding import Failure, Finding, Grade
from mgmtsys.system.report import Examined
from mgmtsys.values.exceptions import Place
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.text import say
from mgmtsys.values.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

#: The level of a result by the grade of its finding (SARIF 3.27.10).
LEVEL: Mapping[Grade, str] = {
    Grade.CONFORMITY: "none",
    Grade.OPPORTUNITY: "note",
    Grade.OBSERVATION: "note",
    Grade.MINOR: "warning",
    Grade.MAJOR: "error",
}
_NO_SENTENCE = say("What the check sees.")


def _uri(file: str) -> str:
    """Return a file's name as a URI reference: relative as given, or absolute."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _rule(check: Examined, lang: str) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": check.name,
        "shortDescription": {"text": check.sentence.read(lang)},
        "defaultConfiguration": {"level": LEVEL[check.grade]},
        "properties": {
            "grade": check.grade.name.lower(),
            "clauses": [str(clause) for clause in check.clauses],
        },
    }
    parts = [check.remedy.read(lang)] if check.remedy else []
    parts += [", ".join(map(str, check.clauses))] if check.clauses else []
    if parts:
        rule["help"] = {"text": "\n".join(parts)}
    return rule


def _location(finding: Finding, place: Place | None) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if finding.subject:
        location["logicalLocations"] = [
            {"name": finding.subject[-1], "fullyQualifiedName": ".".join(finding.subject)}
        ]
    if place:
        location["physicalLocation"] = {
            "artifactLocation": {"uri": _uri(place.file)},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    return location


def _suppressions(finding: Finding, lang: str) -> Iterator[dict[str, Any]]:
    waiver = finding.waived
    if waiver:
        yield {
            "kind": "external",
            "status": "accepted",
            "justification": waiver.reason.read(lang),
            "properties": {"approver": waiver.approver, "expires": waiver.expires.isoformat()},
        }


def _result(finding: Finding, rules: Mapping[str, int], outcome: Outcome, lang: str) -> Any:
    properties: dict[str, Any] = {
        "grade": finding.grade.name.lower(),
        "clauses": [str(clause) for clause in finding.clauses],
    }
    if finding.remedy:
        properties["remedy"] = finding.remedy.read(lang)
    whose = outcome.whose(finding, "und")
    if whose:
        properties["organisation"] = whose
    location = _location(finding, outcome.place(finding))
    return {
        "ruleId": finding.check,
        "ruleIndex": rules[finding.check],
        "kind": "pass" if finding.grade is Grade.CONFORMITY else "fail",
        "level": LEVEL[finding.grade],
        "message": {"text": finding.message.read(lang)},
        "locations": [location] if location else [],
        "partialFingerprints": {
            "mgmtsys/v1": fingerprint_of(
                finding.check, finding.subject, finding.message, *([whose] if whose else [])
            )
        },
        # One result that says whether it is suppressed wants all of them to (SARIF 3.27.23).
        "suppressions": list(_suppressions(finding, lang)),
        "properties": properties,
    }


def _invocation(failures: Iterable[Failure], rules: Mapping[str, int], lang: str) -> dict[str, Any]:
    """Return how the run went: what failed by an error of its own is no result (SARIF 3.20.21)."""
    notifications = []
    for failure in failures:
        told: dict[str, Any] = {"level": "error", "message": {"text": failure.message.read(lang)}}
        if failure.name in rules:
            told["associatedRule"] = {"id": failure.name, "index": rules[failure.name]}
        notifications.append(told)
    if not notifications:
        return {"executionSuccessful": True}
    return {"executionSuccessful": False, "toolExecutionNotifications": notifications}


def render(outcome: Outcome, lang: str) -> str:
    """Return the outcome as a SARIF log of one run in ``lang``; the same outcome gives the same bytes."""
    report = outcome.report
    said = {check.name: check for check in report.checks}
    for finding in report.findings:
        name = finding.check
        if name not in said:
            said[name] = OWN.get(name) or Examined(
                name,
                _NO_SENTENCE,
                clauses=finding.clauses,
                grade=finding.grade,
                remedy=finding.remedy,
            )
    names = {name: index for index, name in enumerate(sorted(said))}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "mgmtsys",
                        "version": __version__,
                        "rules": [_rule(said[name], lang) for name in names],
                    }
                },
                "invocations": [_invocation(report.failures, names, lang)],
                "language": lang,
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, names, outcome, lang) for finding in report.findings],
            }
        ],
    }
    return dump(log)
