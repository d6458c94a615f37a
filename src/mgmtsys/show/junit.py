"""Findings as JUnit XML, which every build server shows: a test case a check."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.system.finding import Finding
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.text import in_a_row
from mgmtsys.values.visible import one_line


def _details(finding: Finding, outcome: Outcome, lang: str) -> str:
    """Return a finding line by line: where and what, the remedy, the clauses."""
    place = outcome.place(finding)
    where = [str(place)] if place else []
    whose = outcome.whose(finding, lang)
    where += [whose] if whose else []
    where += [".".join(finding.subject)] if finding.subject else []
    lines = [": ".join([*where, finding.message.read(lang)])]
    if finding.remedy:
        lines.append(finding.remedy.read(lang))
    if finding.clauses:
        lines.append(", ".join(map(str, finding.clauses)))
    return "\n".join(map(one_line, lines))


def _case(name: str, findings: tuple[Finding, ...], outcome: Outcome, lang: str) -> ET.Element:
    failed = [failure for failure in outcome.report.failures if failure.name == name]
    case = ET.Element("testcase", name=one_line(name), classname=one_line(name.rpartition(".")[0]))
    for failure in failed:
        ET.SubElement(case, "error", type="error", message=one_line(failure.message.read(lang)))
    failing = tuple(filter(outcome.fails, findings))
    for finding in failing:
        told = ET.SubElement(
            case,
            "failure",
            type=finding.grade.name.lower(),
            message=one_line(finding.message.read(lang)),
        )
        told.text = _details(finding, outcome, lang)
    waived = [finding.waived for finding in findings if finding.waived]
    if waived and not failing and not failed:
        reasons = in_a_row(dict.fromkeys(waiver.reason.read(lang) for waiver in waived), SEMICOLON)
        ET.SubElement(case, "skipped", type="waived", message=one_line(reasons.read(lang)))
    milder = [finding for finding in findings if not outcome.fails(finding)]
    if milder:
        out = ET.SubElement(case, "system-out")
        out.text = "\n".join(
            f"{finding.grade.name.lower()}: {_details(finding, outcome, lang)}"
            for finding in milder
        )
    return case


def render(outcome: Outcome, lang: str) -> str:
    """Return the outcome as JUnit XML in ``lang``: what fails it are failures, all else is printed.

    What failed by an error of its own is an error, and no failure.

    A check of which nothing fails and something is waived is skipped with the waiver's reason.
    """
    by_check = outcome.report.by_check()
    failed = {failure.name for failure in outcome.report.failures}
    found = [(name, by_check.get(name, ())) for name in sorted({*by_check, *failed})]
    failures = sum(any(map(outcome.fails, findings)) for _, findings in found)
    cases = [_case(name, findings, outcome, lang) for name, findings in found]
    files = sorted({place.file for place in outcome.places.values()})
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": str(len(failed))}
    skipped = str(sum(case.find("skipped") is not None for case in cases))
    named = {"name": one_line(", ".join(files) or "mgmtsys")}
    suites = ET.Element("testsuites", {"name": "mgmtsys"} | counts)
    suite = ET.SubElement(suites, "testsuite", named | counts | {"skipped": skipped})
    suite.extend(cases)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'
