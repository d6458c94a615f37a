"""The clause matrix: requirements by objectives and documents, every cell computed."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

import attrs

from mgmtsys.auditing.columns import columns_of, objective_of, shown_by
from mgmtsys.auditing.inquiry import Inquiry, check_own, requirements_of
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.row import Cell, Column, ColumnKind, Coverage, Row, RowChange, said_of
from mgmtsys.auditing.status import LOWERED, Status, lowered, with_checks
from mgmtsys.standard.bounds import Bounds
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Exclusion, Failure, Finding, Waiver
from mgmtsys.system.references import CHECKS_COLUMN, SYSTEM_COLUMN
from mgmtsys.system.report import NOTHING_SEEN, Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import ForeignMatrix, UnknownClause, UnknownStandard
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.message import OR
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, in_a_row, in_short
from mgmtsys.values.version import __version__

#: Clauses by edition and the parts of their numbers.
_Paths: TypeAlias = frozenset[tuple[str, tuple[str, ...]]]


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
        there. Raises :class:`UnknownStandard` for an edition that it is not of, and
        :class:`UnknownClause` for a clause under which it has no row.
        """
        ids = (standards,) if isinstance(standards, str) else tuple(standards or self.standards)
        self._check_of(ids)
        top = None if under is None else self._top(_ref(under))
        kept = frozenset(Status if statuses is None else statuses)
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
        """Return a clause by its number, which some row stands under."""
        self._check_of((clause.standard,))
        row = self._found(clause)
        top = clause if row is None else row.clause
        if not any(one.clause.is_under(top) for one in self.rows):
            raise UnknownClause("the matrix has no row under {clause}", clause=clause)
        return top

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
            columns=tuple(sorted(columns, key=lambda one: list(ColumnKind).index(one.kind))),
            rows=(*self.rows, *other.rows),
            fingerprint="+".join(parts),
            failures=tuple(dict.fromkeys((*self.failures, *other.failures))),
        )

    def _check_joins(self, other: ClauseMatrix) -> None:
        one, two = ((each.system, each.on, each.version) for each in (self, other))
        bounded = self.bounds is not None or other.bounds is not None
        if one != two or bounded or not set(self.standards).isdisjoint(other.standards):
            of, to = (
                f"{', '.join(each.standards)} ({each.system}, {each.on}, {each.version})"
                for each in (self, other)
            )
            raise ForeignMatrix(
                "matrices of {of} and of {to} do not join: expected different standards, one system, day and version, and no bounds from a crosswalk",
                of=of,
                to=to,
            )

    def changes_since(self, earlier: ClauseMatrix) -> tuple[RowChange, ...]:
        """Return the requirements of which an earlier matrix says something else, each as it was and is.

        One that only one of the two asks has no row on the other side. That findings are of another day
        or of another state of the system is no change.
        """
        was, now = ({row.clause: row for row in one.rows} for one in (earlier, self))
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


def _cell(
    column: str,
    answer: Answer,
    permission: Exclusion | Waiver | None,
    findings: Collection[Finding] = (),
) -> Cell:
    status = lowered(answer.status, findings)
    lowering = (
        finding for finding in findings if lowered(answer.status, (finding,)) is not answer.status
    )
    missing = answer.missing + answer.unknown + tuple(one.message for one in lowering)
    if isinstance(
        permission, Exclusion
    ):  # what does not apply is not asked, and nothing is missing
        return Cell(column, Status.NOT_APPLICABLE, found=(*answer.found, permission.reason))
    if (
        permission is not None and status is not Status.EVIDENCED
    ):  # what is evidenced needs no waiver
        return Cell(
            column, Status.WAIVED, found=(*answer.found, permission.reason), missing=missing
        )
    return Cell(column, status, found=answer.found, missing=missing)


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
        on = next((one.on for one in report.audited), of.period.last)
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


def rows_of(
    inquiry: Inquiry, ids: Iterable[str], under: ClauseNumber | None = None
) -> tuple[Row, ...]:
    """Return the rows of a matrix; raises what :func:`clause_matrix` raises."""
    return tuple(
        _row(ClauseRef(id, clause.number), clause, inquiry)
        for id in ids
        for clause in requirements_of(inquiry.dossier.system.standard(id), under)
    )


def _with_above(names: Iterable[ClauseRef]) -> _Paths:
    """Return the paths of clauses and of all that they stand under."""
    return frozenset(
        (name.standard, name.number.parts[:end])
        for name in names
        for end in range(1, len(name.number.parts) + 1)
    )


def _names(clauses: Iterable[ClauseRef], paths: _Paths) -> bool:
    """Whether clauses include one of these paths."""
    return any((clause.standard, clause.number.parts) in paths for clause in clauses)


def _checks_cell(
    report: Report,
    paths: _Paths,
    findings: tuple[Finding, ...],
    beside: Collection[str],
    permission: Exclusion | Waiver | None,
) -> Cell | None:
    """Return what the checks say of a clause, if they say anything.

    A check that objects to nothing speaks for it; one with a finding, of whatever grade, does not. A
    finding on an objective that has a cell ``beside`` stands there. The milder grades lower nothing that is
    shown, and show nothing: alone they leave it partial. A check that failed leaves it undetermined.
    """
    objecting = [finding for finding in findings if finding.objects]
    discontent = frozenset(one.check for one in report.findings if one.objects)
    content = tuple(
        one.sentence
        for one in report.checks
        if one.applied and one.name not in discontent and _names(one.clauses, paths)
    )
    elsewhere = [one for one in objecting if objective_of(one) not in beside]
    standing = [one for one in elsewhere if one.waived is None]
    grave = tuple(one.message for one in standing if one.grade in LOWERED)
    failed = tuple(failure.message for failure in report.failures if _names(failure.clauses, paths))
    answer = Answer(content, grave, unknown=failed)
    if answer != Answer():
        cell = _cell(CHECKS_COLUMN, answer, permission)
    elif standing and not beside:
        cell = _cell(
            CHECKS_COLUMN, Answer(missing=tuple(one.message for one in standing)), permission
        )
        cell = attrs.evolve(cell, status=Status.PARTIAL) if cell.status is Status.GAP else cell
    else:
        cell = Cell(CHECKS_COLUMN, Status.EVIDENCED)
    waived = [one for one in elsewhere if one.waived is not None]
    if waived and cell.status is Status.EVIDENCED:
        reasons = dict.fromkeys(one.waived.reason for one in waived if one.waived)
        messages = tuple(one.message for one in waived)
        return Cell(CHECKS_COLUMN, Status.WAIVED, found=(*content, *reasons), missing=messages)
    return cell if cell.found or cell.missing else None


def _row(ref: ClauseRef, clause: Clause, inquiry: Inquiry) -> Row:
    system = inquiry.dossier.system
    names = system.editions.names(ref)
    paths = _with_above(names)
    whole = inquiry.permission(ref, None)
    findings = tuple(one for one in inquiry.report.findings if _names(one.clauses, paths))
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        objective_id = objective_of(finding)
        if objective_id is not None:
            about.setdefault(objective_id, []).append(finding)

    asked = [inquiry.question(name, ref) for name in clause.asks]
    cells = []
    each = [one for one in asked if one.of_objective is not None]
    for objective in system.objectives if each else ():
        answers = [inquiry.answer(one, objective) for one in each]
        cells.append(
            _cell(
                objective.id,
                functools.reduce(Answer.__or__, answers),
                inquiry.permission(ref, objective.id),
                about.get(objective.id, ()),
            )
        )
    answers = [inquiry.answer(one, None) for one in asked if one.of_system is not None]
    if answers:
        cells.append(_cell(SYSTEM_COLUMN, functools.reduce(Answer.__or__, answers), whole))
    declared = inquiry.declared(names)
    cells.extend(
        _cell(document, shown_by(document, declared, system), whole)
        for document in dict.fromkeys(one.document for one in declared)
    )
    beside = frozenset(cell.column for cell in cells)
    checks = _checks_cell(inquiry.report, paths, findings, beside, whole)
    if checks is not None:
        cells.append(checks)
    if not cells and whole is not None:
        cells.append(_cell(SYSTEM_COLUMN, Answer(), whole))
    return Row(
        clause=ref,
        heading=clause.text,
        status=with_checks(
            [cell.status for cell in cells if cell.column != CHECKS_COLUMN],
            None if checks is None else checks.status,
        ),
        cells=tuple(cells),
        declared=declared,
        findings=() if isinstance(whole, Exclusion) else findings,
        alias=clause.alias,
    )
