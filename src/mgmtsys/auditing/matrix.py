"""The clause matrix: requirements by objectives and documents, every cell computed."""

from __future__ import annotations

import enum
import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import attrs

from mgmtsys.auditing.inquiry import Inquiry, check_own, requirements_of
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.status import LOWERED, Status, lowered, with_checks
from mgmtsys.standard.bounds import Bounds
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef
from mgmtsys.system.document import Evidence
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Exclusion, Failure, Finding, Waiver
from mgmtsys.system.references import CHECKS_COLUMN, SYSTEM_COLUMN
from mgmtsys.system.report import NOTHING_SEEN, Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import UnknownStandard
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, both, in_short, listed
from mgmtsys.values.version import __version__


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

    def __getitem__(self, column: str) -> Cell | None:
        """Return the cell of a column, or ``None`` where the column says nothing."""
        return next((cell for cell in self.cells if cell.column == column), None)


@attrs.frozen(field_transformer=checked)
class Coverage:
    """How many requirements of one standard have which status.

    Every percentage is taken of ``denominator``: the requirements that apply.
    """

    counts: tuple[tuple[Status, int], ...]

    def __getitem__(self, status: Status) -> int:
        """Return how many requirements have a status."""
        return dict(self.counts).get(status, 0)

    @property
    def denominator(self) -> int:
        """How many requirements apply: all but those that are not applicable."""
        return sum(count for status, count in self.counts if status is not Status.NOT_APPLICABLE)


@attrs.frozen(field_transformer=checked)
class ClauseMatrix:
    """The requirements of one or more standards against one system on one day.

    It carries what it was computed from: the same input gives the same matrix.
    """

    organisation: Text
    period: Period
    on: date
    #: The editions, by id.
    standards: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    version: str
    #: Of the system, the clauses asked for, the day, the report, the questions and what findings lower.
    fingerprint: str
    #: How many rows are certainly and how many possibly evidenced, where they were seen through a crosswalk.
    bounds: Bounds | None = None
    #: The checks and questions that failed by an error of their own; no cell rests on them.
    failures: tuple[Failure, ...] = ()

    __repr__ = in_short

    @functools.cached_property
    def labels(self) -> dict[str, Text]:
        """What heads each column for a reader, by its id."""
        return {column.id: column.label for column in self.columns}

    def coverage(self, standard: str) -> Coverage:
        """Return the counts of one edition; raises :class:`UnknownStandard` for one that it is not of."""
        if standard not in self.standards:
            known = ", ".join(self.standards) or "none"
            raise UnknownStandard(
                f"the matrix is not of {standard!r}: expected one of {known}",
                f"条款矩阵不含 {standard!r}：应为 {known} 之一",
            )
        counts = Counter(row.status for row in self.rows if row.clause.standard == standard)
        return Coverage(tuple((status, counts[status]) for status in Status))

    @property
    def coverages(self) -> Mapping[str, Mapping[str, int]]:
        """How many requirements of each edition have which status, and how many apply."""
        found = {id: self.coverage(id) for id in self.standards}
        return {
            id: {status.value: count for status, count in one.counts}
            | {"denominator": one.denominator}
            for id, one in found.items()
        }

    def __getitem__(self, clause: str | ClauseRef) -> Row:
        """Return the row of a clause such as ``iso14001:2015/6.2.1.a``; raises ``KeyError``."""
        wanted = ClauseRef.parse(clause) if isinstance(clause, str) else clause
        for row in self.rows:
            if row.clause == wanted:
                return row
        for row in self.rows:
            if (row.clause.standard, row.alias) == (wanted.standard, str(wanted.number)):
                return row
        raise KeyError(str(wanted))

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def __contains__(self, clause: object) -> bool:
        """Whether a clause, as a reference or as text, has a row."""
        return any(
            clause in (row.clause, str(row.clause), f"{row.clause.standard}/{row.alias}")
            for row in self.rows
        )


def _cell(
    column: str,
    answer: Answer,
    permission: Exclusion | Waiver | None,
    findings: Collection[Finding] = (),
) -> Cell:
    status = lowered(answer.status, findings)
    lowering = (one for one in findings if lowered(answer.status, (one,)) is not answer.status)
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
        columns=_columns(system, rows),
        rows=rows,
        version=__version__,
        fingerprint=fingerprint_of(
            system.fingerprint, ids, number, day, report, inquiry.said, tuple(LOWERED.items())
        ),
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


def _names(clauses: Iterable[ClauseRef], names: frozenset[ClauseRef]) -> bool:
    """Whether clauses include one of these names, or one that it stands under."""
    return any(name.is_under(one) for one in clauses for name in names)


def _objective_of(finding: Finding) -> str | None:
    """Return the id of the objective that a finding concerns, if it concerns one."""
    match finding.subject:
        case ("objectives", id, *_):
            return id
    return None


def _checks_cell(
    report: Report,
    names: frozenset[ClauseRef],
    findings: tuple[Finding, ...],
    beside: Collection[str],
    permission: Exclusion | Waiver | None,
) -> Cell | None:
    """Return what the checks say of a clause, if they say anything.

    A check that objects to nothing speaks for it; one with a finding, of whatever grade, does not. A
    finding on an objective that has a cell ``beside`` stands there. The milder grades lower nothing that is
    shown, and show nothing: alone they leave it partial. A check that failed leaves it undetermined.
    """
    objecting = [one for one in findings if one.objects]
    discontent = frozenset(one.check for one in report.findings if one.objects)
    content = tuple(
        one.sentence
        for one in report.checks
        if one.applied and one.name not in discontent and _names(one.clauses, names)
    )
    elsewhere = [one for one in objecting if _objective_of(one) not in beside]
    standing = [one for one in elsewhere if one.waived is None]
    grave = tuple(one.message for one in standing if one.grade in LOWERED)
    failed = tuple(one.message for one in report.failures if _names(one.clauses, names))
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
    whole = inquiry.permission(ref, None)
    findings = tuple(one for one in inquiry.report.findings if _names(one.clauses, names))
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        objective_id = _objective_of(finding)
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
        _cell(document, _document(document, declared, system), whole)
        for document in dict.fromkeys(one.document for one in declared)
    )
    beside = frozenset(cell.column for cell in cells)
    checks = _checks_cell(inquiry.report, names, findings, beside, whole)
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


def _document(document: str, declared: tuple[Evidence, ...], system: ManagementSystem) -> Answer:
    """Return what a document shows; evidence for some objectives leaves the others to be shown."""
    pointers = [one for one in declared if one.document == document]
    shown = tuple(map(_shown, pointers))
    if any(not one.objectives for one in pointers):
        return Answer(shown)
    named = {id for one in pointers for id in one.objectives}
    rest = [one.id for one in system.objectives if one.id not in named]
    lacking = both(f"evidence for {listed(rest, 'en')}", f"{listed(rest, 'zh')} 的证据")
    return Answer(shown, (lacking,) if rest else ())


def _shown(evidence: Evidence) -> Text:
    return evidence.shows or Text(evidence.place)


_SYSTEM = Column(SYSTEM_COLUMN, ColumnKind.SYSTEM, label=Text({"en": "system", "zh": "体系"}))
_CHECKS = Column(CHECKS_COLUMN, ColumnKind.CHECKS, label=Text({"en": "checks", "zh": "检查"}))


def _columns(system: ManagementSystem, rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """Return every objective, and whatever else has a cell.

    A document goes by its number; one that states none goes by its title.
    """
    filled = {cell.column for row in rows for cell in row.cells}
    labels = {one.id: Text(one.number) if one.number else one.title for one in system.procedures}
    labels |= {form.id: None for form in system.forms}
    documents = [
        Column(id, ColumnKind.DOCUMENT, label=label or Text(id))
        for id, label in labels.items()
        if id in filled
    ]
    objectives = [
        Column(one.id, ColumnKind.OBJECTIVE, label=Text(one.id)) for one in system.objectives
    ]
    whole = [_SYSTEM] if _SYSTEM.id in filled else []
    checks = [_CHECKS] if _CHECKS.id in filled else []
    return (*objectives, *whole, *documents, *checks)
