"""The clause matrix: requirements by objectives and documents, every cell computed."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from mgmtsys.auditing.cells import rows_of
from mgmtsys.auditing.columns import columns_of
from mgmtsys.auditing.inquiry import Inquiry, check_own
from mgmtsys.auditing.questions import QUESTIONS, Question
from mgmtsys.auditing.row import Column, ColumnKind, Coverage, Row, RowChange, said_of
from mgmtsys.auditing.status import LOWERED, Status
from mgmtsys.standard.bounds import Bounds
from mgmtsys.standard.clause import ClauseNumber, ClauseRef
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Failure
from mgmtsys.system.report import NOTHING_SEEN, Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import ForeignMatrix, UnknownClause, UnknownStandard
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.message import OR
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, in_a_row, in_short, say
from mgmtsys.values.version import __version__


@attrs.frozen(field_transformer=checked)
class ClauseMatrix:
    """The requirements of one or more standards against one system on one day.

    It carries what it was computed from: the same input gives the same matrix. Iterating yields the
    rows, and ``in`` and ``[]`` find them by their clause.

    ``restrict`` keeps some of the rows. ``+`` joins matrices of different standards, of one system on
    one day; it is associative, restricting distributes over it, and the rows of a matrix restricted to
    each of its standards add up to the matrix.
    """

    organisation: Text
    period: Period
    on: date
    #: The editions, by id.
    standards: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    version: str
    #: Of the system, the clauses asked for, the day, the report, the questions and what findings lower;
    #: of matrices that were joined those of each, between ``+``.
    fingerprint: str
    #: The fingerprint of the system.
    system: str
    #: How many rows are certainly and how many possibly evidenced, where they were seen through a crosswalk.
    bounds: Bounds | None = None
    #: The checks and questions that failed by an error of their own; no cell rests on them.
    failures: tuple[Failure, ...] = ()

    __repr__ = in_short

    @functools.cached_property
    def labels(self) -> dict[str, Text]:
        """What heads each column for a reader, by its id."""
        return {column.id: column.label for column in self.columns}

    @functools.cached_property
    def _by_name(self) -> dict[str, Row]:
        """The rows by clause and by alias; a number goes before an alias that is spelled alike."""
        aliased = (row for row in reversed(self.rows) if row.alias is not None)
        named = {f"{row.clause.standard}/{row.alias}": row for row in aliased}
        return named | {str(row.clause): row for row in self.rows}

    def _found(self, clause: str | ClauseRef) -> Row | None:
        return self._by_name.get(str(clause)) or self._by_name.get(str(_ref(clause)))

    def _check_of(self, standards: Iterable[str]) -> None:
        for standard in standards:
            if standard not in self.standards:
                raise UnknownStandard(
                    "the matrix is not of {standard!r}: expected {known}",
                    standard=standard,
                    known=in_a_row(self.standards or ("–",), OR),
                )

    def coverage(self, standard: str) -> Coverage:
        """Return the counts of one edition; raises :class:`UnknownStandard` for one that it is not of."""
        self._check_of((standard,))
        return Coverage(
            tuple((row.status, 1) for row in self.rows if row.clause.standard == standard)
        )

    def restrict(
        self,
        standards: Iterable[str] | str | None = None,
        under: ClauseRef | str | None = None,
        statuses: Iterable[Status] | None = None,
    ) -> ClauseMatrix:
        """Return the rows of some editions, those under a clause, or those with some statuses.

        The columns are those of all objectives and those in which something is left. The fingerprint is
        still of all that it was computed from, and ``bounds`` go where they would count rows that are not
        there. Raises :class:`UnknownStandard` for an edition that it is not of,
        :class:`UnknownClause` for a clause under which it has no row, and ``ValueError`` for no status.
        """
        ids = (standards,) if isinstance(standards, str) else tuple(standards or self.standards)
        self._check_of(ids)
        top = None if under is None else self._top(_ref(under))
        kept = frozenset(map(Status, Status if statuses is None else statuses))
        rows = tuple(
            row
            for row in self.rows
            if row.clause.standard in ids
            and row.status in kept
            and (top is None or row.clause.is_under(top))
        )
        filled = {cell.column for row in rows for cell in row.cells}
        return attrs.evolve(
            self,
            standards=tuple(
                id for id in self.standards if id in ids and (top is None or id == top.standard)
            ),
            columns=tuple(
                column
                for column in self.columns
                if column.kind is ColumnKind.OBJECTIVE or column.id in filled
            ),
            rows=rows,
            bounds=self.bounds if rows == self.rows else None,
        )

    def _top(self, clause: ClauseRef) -> ClauseRef:
        """Return a clause by its number, which some row stands under; a number goes before an alias."""
        self._check_of((clause.standard,))
        if any(row.clause.is_under(clause) for row in self.rows):
            return clause
        row = self._found(clause)
        if row is None:
            raise UnknownClause("the matrix has no row under {clause}", clause=clause)
        return row.clause

    def __add__(self, other: object) -> ClauseMatrix:
        """Return the rows of both; raises :class:`ForeignMatrix` for what does not join.

        That is what is of another system, day or version, or of the same edition, and a matrix with
        ``bounds``, which count its rows alone.
        """
        if not isinstance(other, ClauseMatrix):
            return NotImplemented
        self._check_joins(other)
        columns = dict.fromkeys((*self.columns, *other.columns))
        parts = dict.fromkeys((*self.fingerprint.split("+"), *other.fingerprint.split("+")))
        return attrs.evolve(
            self,
            standards=(*self.standards, *other.standards),
            columns=tuple(sorted(columns, key=lambda column: list(ColumnKind).index(column.kind))),
            rows=(*self.rows, *other.rows),
            fingerprint="+".join(parts),
            failures=tuple(dict.fromkeys((*self.failures, *other.failures))),
        )

    @property
    def _identity(self) -> Text:
        """What it is of, in words."""
        return say(
            "{standards} ({system}, {day}, {version})",
            standards=in_a_row(self.standards),
            system=self.system,
            day=self.on,
            version=self.version,
        )

    def _check_joins(self, other: ClauseMatrix) -> None:
        of_one = (self.system, self.on, self.version) == (other.system, other.on, other.version)
        bounded = self.bounds is not None or other.bounds is not None
        if not of_one or bounded or not set(self.standards).isdisjoint(other.standards):
            raise ForeignMatrix(
                "matrices of {one} and of {other} cannot be joined: expected different standards, one system, day and version, and no bounds from a crosswalk",
                one=self._identity,
                other=other._identity,
            )

    def changes_since(self, earlier: ClauseMatrix) -> tuple[RowChange, ...]:
        """Return the requirements of which an earlier matrix says something else, each as it was and is.

        One that only one of the two asks has no row on the other side. That findings are of another day
        or of another state of the system is no change.
        """
        was, now = ({row.clause: row for row in matrix.rows} for matrix in (earlier, self))
        return tuple(
            RowChange(clause, was.get(clause), after=now.get(clause))
            for clause in dict.fromkeys((*now, *was))
            if said_of(was.get(clause)) != said_of(now.get(clause))
        )

    @property
    def coverages(self) -> Mapping[str, Mapping[str, int]]:
        """How many requirements of each edition have which status, and how many apply."""
        return {id: self.coverage(id).by_word for id in self.standards}

    def __getitem__(self, clause: str | ClauseRef) -> Row:
        """Return the row of a clause such as ``iso14001:2015/6.2.1.a``, or of its alias there.

        Raises ``KeyError``, and :class:`InvalidClauseNumber` for what names no clause of an edition.
        """
        row = self._found(clause)
        if row is None:
            raise KeyError(str(clause))
        return row

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def __contains__(self, clause: object) -> bool:
        """Whether a row is one of them, or a clause, as a reference or as text, has one.

        Raises :class:`InvalidClauseNumber` for text that names no clause of an edition.
        """
        if isinstance(clause, str | ClauseRef):
            return self._found(clause) is not None
        return clause in self.rows


def _ref(clause: str | ClauseRef) -> ClauseRef:
    """Return what names a row; raises :class:`InvalidClauseNumber`."""
    return clause if isinstance(clause, ClauseRef) else ClauseRef.parse(str(clause))


def clause_matrix(
    of: ManagementSystem | Dossier,
    standards: Iterable[str] | str,
    under: ClauseNumber | str | None = None,
    on: date | None = None,
    report: Report = NOTHING_SEEN,
    questions: Mapping[str, Question] = QUESTIONS,
) -> ClauseMatrix:
    """Return the requirements of ``standards``, all or those ``under`` a number, against a system or a dossier.

    ``standards`` are editions that the system names; what is said of an edition counts for those that
    adopt it unchanged. ``on`` decides which waivers hold; without it the day of the dossier or of the report
    does, or the last day of the system's period. The findings of ``report`` lower the cells of the clauses that they
    name, and its content checks are evidence for theirs. A question that fails leaves its cell
    undetermined. Raises :class:`UnknownStandard`, also for an edition that lists headings alone,
    :class:`UnknownQuestion`, :class:`InvalidClauseNumber`, :class:`UnknownClause` for an ``under`` below
    which an edition asks nothing, and :class:`ForeignReport`.
    """
    ids = tuple(dict.fromkeys((standards,) if isinstance(standards, str) else standards))
    number = ClauseNumber(under) if isinstance(under, str) else under
    if on is None and not isinstance(of, Dossier):
        on = next((audited.on for audited in report.audited), of.period.last)
    dossier = Dossier.of(of, on)
    system, day = dossier.system, dossier.on
    check_own(report, system, day)
    inquiry = Inquiry(dossier, report, questions=questions)
    rows = rows_of(inquiry, ids, number)
    return ClauseMatrix(
        organisation=system.organisation,
        period=system.period,
        on=day,
        standards=ids,
        columns=columns_of(system, rows),
        rows=rows,
        version=__version__,
        fingerprint=fingerprint_of(
            system.fingerprint, ids, number, day, report, inquiry.said, tuple(LOWERED.items())
        ),
        system=system.fingerprint,
        failures=(*report.failures, *inquiry.failures.values()),
    )
