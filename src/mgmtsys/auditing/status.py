"""What is shown of a requirement: the statuses, what several amount to, and how findings lower them."""

from __future__ import annotations

import enum
import functools
from collections.abc import Collection, Iterable, Mapping

from mgmtsys.system.finding import Finding, Grade


@functools.total_ordering
class Status(enum.Enum):
    """What is shown of a requirement; only ``evidenced`` is green.

    Ordered by how good it is: a gap, partial, undetermined, waived, evidenced, and above them what does
    not apply, so that the least of several is the worst of those that apply.
    """

    EVIDENCED = "evidenced"
    PARTIAL = "partial"
    GAP = "gap"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"

    def __lt__(self, other: object) -> bool:
        """Whether it is worse than another."""
        if not isinstance(other, Status):
            return NotImplemented
        return _GOODNESS.index(self) < _GOODNESS.index(other)


_GOODNESS = (
    Status.GAP,
    Status.PARTIAL,
    Status.UNDETERMINED,
    Status.WAIVED,
    Status.EVIDENCED,
    Status.NOT_APPLICABLE,
)


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


def lowered(status: Status, findings: Collection[Finding]) -> Status:
    """Return a status as low as the findings press it; a waived finding presses no lower than waived."""
    limits = [
        LOWERED[finding.grade] if finding.waived is None else Status.WAIVED
        for finding in findings
        if finding.grade in LOWERED
    ]
    return min(status, *limits) if limits else status


def with_checks(spoken: Collection[Status], checks: Status | None) -> Status:
    """Return what the cells of a requirement amount to, and the one of the checks, if there is one.

    Checks speak for a requirement where nothing else does; beside other cells they only lower, so
    that a check which found nothing to object to makes no gap look better.
    """
    if not spoken and checks is not None:
        return checks
    status = row_status(spoken)
    if checks in (Status.PARTIAL, Status.GAP) and status is not Status.NOT_APPLICABLE:
        return min(status, Status.PARTIAL)
    return status
