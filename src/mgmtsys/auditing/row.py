"""What a clause matrix is made of: columns, cells, rows, how rows change and how they are counted."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from mgmtsys.auditing.status import Status
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.document import Evidence
from mgmtsys.system.finding import Finding
from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text


class ColumnKind(enum.Enum):
    """What a column stands for."""

    OBJECTIVE = "objective"
    SYSTEM = "system"
    DOCUMENT = "document"
    CHECKS = "checks"
    CROSSWALK = "crosswalk"


@attrs.frozen(field_transformer=checked)
class Column:
    """One column of a clause matrix."""

    id: str
    kind: ColumnKind
    #: What heads the column for a reader.
    label: Text


@attrs.frozen(field_transformer=checked)
class Cell:
    """What one column says of one requirement, with its reasons."""

    column: str
    status: Status
    found: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()


@attrs.frozen(field_transformer=checked)
class Row:
    """One requirement with its cells; its status follows from them by :func:`row_status`."""

    clause: ClauseRef
    heading: Text
    status: Status
    cells: tuple[Cell, ...] = ()
    #: The evidence that the system declares for the requirement.
    declared: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    #: What the files of others call the requirement, where that is not its number.
    alias: str | None = None

    __iter__ = None  # Python would ask for 0, 1, 2 and so on, without end

    def __getitem__(self, column: str) -> Cell | None:
        """Return the cell of a column, or ``None`` where the column says nothing."""
        return next((cell for cell in self.cells if cell.column == column), None)


@attrs.frozen(field_transformer=checked)
class RowChange:
    """One requirement of which two matrices say something else, or which only one of them has."""

    clause: ClauseRef
    before: Row | None
    after: Row | None


def said_of(row: Row | None) -> Row | None:
    """Return a row without the systems and the days that its findings are of."""
    if row is None:
        return None
    return attrs.evolve(
        row, findings=tuple(attrs.evolve(finding, audited=None) for finding in row.findings)
    )


def _totals(counts: Iterable[tuple[Status, int]]) -> tuple[tuple[Status, int], ...]:
    """Return how often each status was counted, all of them in their order."""
    totals = Counter[Status]()
    for status, count in counts:
        totals[status] += count
    return tuple((status, totals[status]) for status in Status)


@attrs.frozen(field_transformer=checked)
class Coverage:
    """How many requirements of an edition, or of several, have which status.

    Every percentage is taken of ``denominator``: the requirements that apply. ``+`` adds counts up; it
    is associative and commutative, with ``Coverage()`` as identity, and the denominators add up with it.
    """

    counts: tuple[tuple[Status, int], ...] = attrs.field(default=(), converter=_totals)

    def __add__(self, other: object) -> Coverage:
        """Return the counts of both."""
        return (
            Coverage(self.counts + other.counts) if isinstance(other, Coverage) else NotImplemented
        )

    def __radd__(self, other: int) -> Coverage:
        """Return the coverage itself for 0, from which ``sum`` starts."""
        return self if other == 0 else NotImplemented

    __iter__ = None  # Python would ask for 0, 1, 2 and so on, without end

    def __getitem__(self, status: Status) -> int:
        """Return how many requirements have a status."""
        return dict(self.counts).get(status, 0)

    @property
    def by_word(self) -> Mapping[str, int]:
        """The counts by the word of their status, and the denominator by its own."""
        counted = {status.value: count for status, count in self.counts}
        return counted | {"denominator": self.denominator}

    @property
    def denominator(self) -> int:
        """How many requirements apply: all but those that are not applicable."""
        return sum(count for status, count in self.counts if status is not Status.NOT_APPLICABLE)
