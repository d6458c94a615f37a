"""The clause matrix: requirements by objectives and documents, every cell computed."""

from __future__ import annotations

import enum
import functools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import attrs

from mgmtsys.audit_report import NOTHING_SEEN, Report
from mgmtsys.checked import checked
from mgmtsys.clause import Clause, ClauseNumber, ClauseRef
from mgmtsys.document import Evidence
from mgmtsys.exceptions import UnknownQuestion
from mgmtsys.finding import Finding, Grade
from mgmtsys.fingerprint import fingerprint_of
from mgmtsys.period import Period
from mgmtsys.questions import QUESTIONS, Answer, Question, Status
from mgmtsys.references import CHECKS_COLUMN, SYSTEM_COLUMN
from mgmtsys.system import ManagementSystem
from mgmtsys.text import Text, both
from mgmtsys.transferring import Bounds
from mgmtsys.version import __version__


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
    #: Of the system, the clauses asked for, the day and the report.
    fingerprint: str
    #: How many rows are certainly and how many possibly evidenced, where they were seen through a crosswalk.
    bounds: Bounds | None = None

    @functools.cached_property
    def labels(self) -> dict[str, Text]:
        """What heads each column for a reader, by its id."""
        return {column.id: column.label for column in self.columns}

    def coverage(self, standard: str) -> Coverage:
        """Return the counts of one edition."""
        counts = Counter(row.status for row in self.rows if row.clause.standard == standard)
        return Coverage(tuple((status, counts[status]) for status in Status))

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


def _lowered(status: Status, findings: Collection[Finding]) -> Status:
    """Return a status as low as the findings press it; a waived finding presses no lower than waived."""
    limits = [
        LOWERED[one.grade] if one.waived is None else Status.WAIVED
        for one in findings
        if one.grade in LOWERED
    ]
    return min([status, *limits], key=_GOODNESS.index) if limits else status


_Permission = tuple[Status, Text]


@attrs.frozen
class _Inquiry:
    """One system on one day, with everything looked up once."""

    system: ManagementSystem
    on: date
    report: Report
    questions: Mapping[str, Question]
    _answers: dict[str, tuple[Answer, ...]] = attrs.field(factory=dict, init=False)

    @functools.cached_property
    def declared(self) -> dict[ClauseRef, list[Evidence]]:
        """The declared evidence by clause, in the order of the system."""
        found: dict[ClauseRef, list[Evidence]] = {}
        for evidence in self.system.evidence:
            for clause in evidence.clauses:
                found.setdefault(clause, []).append(evidence)
        return found

    @functools.cached_property
    def _permissions(self) -> dict[tuple[ClauseRef, str | None], _Permission]:
        waived = {
            (waiver.clause, waiver.subject): (Status.WAIVED, waiver.reason)
            for waiver in self.system.waivers
            if waiver.clause is not None and waiver.holds(self.on)
        }
        excluded = {
            (exclusion.clause, exclusion.objective): (Status.NOT_APPLICABLE, exclusion.reason)
            for exclusion in self.system.exclusions
        }
        return waived | excluded

    def permission(self, clause: ClauseRef, subject: str | None) -> _Permission | None:
        """Return what is permitted of a clause, or of one that it stands under, for a subject."""
        if not self._permissions:
            return None
        number: ClauseNumber | None = clause.number
        while number is not None:
            for one in (subject, None):
                found = self._permissions.get((ClauseRef(clause.standard, number), one))
                if found is not None:
                    return found
            number = number.parent
        return None

    def question(self, name: str, clause: ClauseRef) -> Question:
        """Return a question by name; raises :class:`UnknownQuestion`."""
        if name not in self.questions:
            raise UnknownQuestion(
                f"{clause} asks {name!r}, which nobody defines: expected a question of the library "
                "or one that is handed in",
                f"{clause} 提出了未定义的问题 {name!r}：应为内置问题或另行提供",
            )
        return self.questions[name]

    def each(self, question: Question) -> tuple[Answer, ...]:
        """Return the answer about every objective, in their order; asked once a question."""
        ask = question.of_objective
        if ask is not None and question.name not in self._answers:
            self._answers[question.name] = tuple(
                ask(self.system, objective) for objective in self.system.objectives
            )
        return self._answers.get(question.name, ())


def _cell(
    column: str,
    answer: Answer,
    permission: _Permission | None,
    findings: Collection[Finding] = (),
) -> Cell:
    status = _lowered(answer.status, findings)
    lowering = (one for one in findings if _lowered(answer.status, (one,)) is not answer.status)
    missing = answer.missing + answer.unknown + tuple(one.message for one in lowering)
    # What is evidenced needs no waiver; what does not apply is not asked at all.
    if permission and (status is not Status.EVIDENCED or permission[0] is Status.NOT_APPLICABLE):
        status, reason = permission
        return Cell(column, status, (*answer.found, reason), missing)
    return Cell(column, status, answer.found, missing)


def clause_matrix(
    system: ManagementSystem,
    standards: Iterable[str],
    under: ClauseNumber | str | None = None,
    on: date | None = None,
    report: Report = NOTHING_SEEN,
    questions: Mapping[str, Question] = QUESTIONS,
) -> ClauseMatrix:
    """Return the requirements of ``standards``, all or those ``under`` a number, against a system.

    ``standards`` are editions that the system names. ``on`` decides which waivers hold; without it
    the last day of the system's period does. The findings of ``report`` lower the cells of the clauses
    that they name, and its content checks are evidence for theirs. Raises :class:`UnknownStandard`,
    :class:`UnknownQuestion`, :class:`InvalidClauseNumber`, and :class:`UnknownClause` for an
    ``under`` that an edition does not have.
    """
    ids = tuple(dict.fromkeys(standards))
    number = ClauseNumber(under) if isinstance(under, str) else under
    inquiry = _Inquiry(system, on or system.period.last, report, questions)
    rows = tuple(
        _row(ClauseRef(id, clause.number), clause, inquiry)
        for id in ids
        for clause in _requirements(system, id, number)
    )
    return ClauseMatrix(
        organisation=system.organisation,
        period=system.period,
        on=inquiry.on,
        standards=ids,
        columns=_columns(system, rows),
        rows=rows,
        version=__version__,
        fingerprint=fingerprint_of(system, ids, number, inquiry.on, report),
    )


def _requirements(
    system: ManagementSystem, id: str, under: ClauseNumber | None
) -> tuple[Clause, ...]:
    standard = system.standard(id)
    if under is not None:
        standard.below(under)  # an edition without the number says so
    return standard.requirements(under)


def _names(clauses: tuple[ClauseRef, ...], clause: ClauseRef) -> bool:
    """Whether clauses include one, or one that it stands under."""
    return any(
        one.standard == clause.standard and clause.number.is_under(one.number) for one in clauses
    )


def _objective_of(finding: Finding) -> str | None:
    """Return the id of the objective that a finding concerns, if it concerns one."""
    match finding.subject:
        case ("objectives", id, *_):
            return id
    return None


def _checked(
    report: Report, clause: ClauseRef, findings: tuple[Finding, ...], answered: Collection[str]
) -> Answer:
    """Return what the checks say of a clause: the content ones speak for it, grave findings against it.

    A finding on an objective that has ``answered`` stands in its own cell.
    """
    grave = [one for one in findings if one.grade in LOWERED and one.waived is None]
    elsewhere = (one.message for one in grave if _objective_of(one) not in answered)
    discontent = frozenset(one.check for one in grave)
    content = (
        one.sentence
        for one in report.checks
        if one.applied and one.name not in discontent and _names(one.clauses, clause)
    )
    return Answer(tuple(content), tuple(elsewhere))


def _row(ref: ClauseRef, clause: Clause, inquiry: _Inquiry) -> Row:
    system = inquiry.system
    findings = tuple(one for one in inquiry.report.findings if _names(one.clauses, ref))
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        objective_id = _objective_of(finding)
        if objective_id is not None:
            about.setdefault(objective_id, []).append(finding)

    asked = [inquiry.question(name, ref) for name in clause.asks]
    whole = inquiry.permission(ref, None)
    cells = []
    each = [inquiry.each(one) for one in asked if one.of_objective is not None]
    for objective, *answers in zip(system.objectives, *each, strict=True) if each else ():
        cells.append(
            _cell(
                objective.id,
                functools.reduce(Answer.__or__, answers),
                inquiry.permission(ref, objective.id),
                about.get(objective.id, ()),
            )
        )
    answered = frozenset(cell.column for cell in cells)
    answers = [one.of_system(system) for one in asked if one.of_system is not None]
    if answers:
        cells.append(_cell(SYSTEM_COLUMN, functools.reduce(Answer.__or__, answers), whole))
    declared = tuple(inquiry.declared.get(ref, ()))
    cells.extend(
        _cell(document, _document(document, declared, system), whole)
        for document in dict.fromkeys(one.document for one in declared)
    )
    seen = _checked(inquiry.report, ref, findings, answered)
    if seen != Answer():
        cells.append(_cell(CHECKS_COLUMN, seen, whole))
    if not cells and whole is not None:
        cells.append(_cell(SYSTEM_COLUMN, Answer(), whole))
    return Row(
        clause=ref,
        heading=clause.text,
        status=_with_checks(cells),
        cells=tuple(cells),
        declared=declared,
        findings=findings,
        alias=clause.alias,
    )


def _with_checks(cells: list[Cell]) -> Status:
    """Return what cells amount to, the checks' own last.

    Checks speak for a requirement where nothing else does; beside other cells they only lower, so
    that a check which found nothing to object to makes no gap look better.
    """
    spoken = row_status(cell.status for cell in cells if cell.column != CHECKS_COLUMN)
    checks = next((cell.status for cell in cells if cell.column == CHECKS_COLUMN), None)
    if len(cells) == 1 and checks is not None:
        return checks
    if checks in (Status.PARTIAL, Status.GAP) and spoken in _GOODNESS:
        return min(spoken, Status.PARTIAL, key=_GOODNESS.index)
    return spoken


def _document(document: str, declared: tuple[Evidence, ...], system: ManagementSystem) -> Answer:
    """Return what a document shows; evidence for some objectives leaves the others to be shown."""
    pointers = [one for one in declared if one.document == document]
    shown = tuple(map(_shown, pointers))
    if any(not one.objectives for one in pointers):
        return Answer(shown)
    named = {id for one in pointers for id in one.objectives}
    rest = ", ".join(one.id for one in system.objectives if one.id not in named)
    return Answer(shown, (both(f"evidence for {rest}", f"{rest} 的证据"),) if rest else ())


def _shown(evidence: Evidence) -> Text:
    return evidence.shows or Text(evidence.place)


_SYSTEM = Column(SYSTEM_COLUMN, ColumnKind.SYSTEM, Text({"en": "system", "zh": "体系"}))
_CHECKS = Column(CHECKS_COLUMN, ColumnKind.CHECKS, Text({"en": "checks", "zh": "检查"}))


def _columns(system: ManagementSystem, rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """Return every objective, and whatever else has a cell.

    A document goes by its number; one that states none goes by its title.
    """
    filled = {cell.column for row in rows for cell in row.cells}
    labels = {one.id: Text(one.number) if one.number else one.title for one in system.procedures}
    labels |= {form.id: None for form in system.forms}
    documents = [
        Column(id, ColumnKind.DOCUMENT, label or Text(id))
        for id, label in labels.items()
        if id in filled
    ]
    objectives = [Column(one.id, ColumnKind.OBJECTIVE, Text(one.id)) for one in system.objectives]
    whole = [_SYSTEM] if _SYSTEM.id in filled else []
    checks = [_CHECKS] if _CHECKS.id in filled else []
    return (*objectives, *whole, *documents, *checks)
