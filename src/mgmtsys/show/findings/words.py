"""The words that findings are reported in, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.system.finding import Finding, Grade
from mgmtsys.values.text import Text, both

#: ISO 19011:2018, 3.10 and A.18.
GRADE: Mapping[Grade, Text] = {
    Grade.CONFORMITY: both("conformity", "符合"),
    Grade.OPPORTUNITY: both("opportunity", "改进机会"),
    Grade.OBSERVATION: both("observation", "观察项"),
    Grade.MINOR: both("minor", "轻微不符合"),
    Grade.MAJOR: both("major", "严重不符合"),
}
TITLE = both("Findings", "检查结果")
WHOLE = both("the system as a whole", "体系整体")
REMEDY = both("remedy", "建议")
CLAUSES = both("clauses", "条款")
EVIDENCES = both("evidence for", "佐证")
GRADE_OF = both("grade", "等级")
COUNT = both("count", "数量")
WAIVED = both("Waived", "已豁免")
FAILED = both("Checks that failed by an error of their own", "自身出错的检查")
NO_FINDING = both("no findings", "没有发现问题")
UNTIL = both("until", "至")


def subject(finding: Finding, outcome: Outcome, lang: str) -> str:
    """Return what a finding is about: its path, or the system as a whole, and whose where there are several."""
    path = ".".join(finding.subject) or WHOLE.read(lang)
    whose = outcome.whose(finding, lang)
    return both(f"{whose}: {path}", f"{whose}：{path}").read(lang) if whose else path


def waiver(finding: Finding, lang: str) -> str:
    """Return why a finding is waived, by whom and until when; nothing for one that stands."""
    held = finding.waived
    if held is None:
        return ""
    until = f"{UNTIL.read(lang)} {held.expires.isoformat()}"
    return f"{held.reason.read(lang)} ({held.approver}, {until})"


def tally(findings: Iterable[Finding]) -> tuple[tuple[Grade, int], ...]:
    """Return how many findings have each grade, gravest first, the absent ones left out."""
    grades = [finding.grade for finding in findings]
    return tuple((grade, grades.count(grade)) for grade in reversed(Grade) if grade in grades)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def counts(outcome: Outcome, lang: str) -> str:
    """Return the line of counts: what stands by grade, what is waived, how many checks ran."""
    report = outcome.report
    comma, semicolon = ("，", "；") if lang.startswith("zh") else (", ", "; ")
    standing = comma.join(
        f"{GRADE[grade].read(lang)} {count}" for grade, count in tally(report.standing)
    )
    found, ran = len(report.standing), len(report.checks)
    total = both(f"{_many(found, 'finding')}: {standing}", f"检查结果 {found} 项：{standing}")
    parts = [total if standing else NO_FINDING]
    if report.waived:
        parts.append(both(f"{len(report.waived)} waived", f"已豁免 {len(report.waived)} 项"))
    parts.append(both(_many(ran, "check"), f"检查 {ran} 项"))
    failed = len(report.failures)
    if failed:
        parts.append(both(f"{failed} failed by an error of their own", f"自身出错 {failed} 项"))
    return semicolon.join(part.read(lang) for part in parts)
