"""What is shown of a requirement: the statuses, what several amount to, and how findings lower them."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping

from mgmtsys.system.finding import Finding, Grade


class Status(enum.Enum):
    """What is shown of a requirement; only ``evidenced`` is green."""

    EVIDENCED = "evidenced"
    PARTIAL = "partial"
    GAP = "gap"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


def row_status(statuses: Iterable[Status]) -> Status:
    """Return what cells amount to; no cell at all is a gap.

    Cells that do not apply count only when there are no others. A waived cell counts only beside
    evidence, which it keeps from being whole. What is undetermined decides only where the outcome
    hangs on it; any other mixture is partial.
    """
    seen = frozenset(statuses)
    applying = seen - {Status.NOT_APPLICABLE}
    if not applying:
        return Status.NOT_APPLICABLE if seen else Status.GAP
    deciding = applying - {Status.WAIVED}
    if deciding <= {Status.EVIDENCED} and Status.WAIVED in applying:
        return Status.WAIVED
    if len(deciding) == 1:
        return next(iter(deciding))
    if deciding in ({Status.EVIDENCED, Status.UNDETERMINED}, {Status.GAP, Status.UNDETERMINED}):
        return Status.UNDETERMINED
    return Status.PARTIAL


#: How far a finding of a grade lowers the cell of its subject; the milder grades lower nothing.
LOWERED: Mapping[Grade, Status] = {Grade.MINOR: Status.PARTIAL, Grade.MAJOR: Status.GAP}
_GOODNESS = (Status.GAP, Status.PARTIAL, Status.UNDETERMINED, Status.WAIVED, Status.EVIDENCED)


def lowered(status: Status, findings: Collection[Finding]) -> Status:
    """Return a status as low as the findings press it; a waived finding presses no lower than waived."""
    limits = [
        LOWERED[one.grade] if one.waived is None else Status.WAIVED
        for one in findings
        if one.grade in LOWERED
    ]
    return min([status, *limits], key=_GOODNESS.index) if limits else status


def with_checks(spoken: Collection[Status], checks: Status | None) -> Status:
    """Return what the cells of a requirement amount to, and the one of the checks, if there is one.

    Checks speak for a requirement where nothing else does; beside other cells they only lower, so
    that a check which found nothing to object to makes no gap look better.
    """
    if not spoken and checks is not None:
        return checks
    status = row_status(spoken)
    if checks in (Status.PARTIAL, Status.GAP) and status in _GOODNESS:
        return min(status, Status.PARTIAL, key=_GOODNESS.index)
    return status
