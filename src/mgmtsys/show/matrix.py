"""The clause matrix as sheets: all of it for a spreadsheet, by standard for a page, in short for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.auditing.matrix import ClauseMatrix
from mgmtsys.auditing.row import ColumnKind, Row
from mgmtsys.auditing.status import Status
from mgmtsys.show import words
from mgmtsys.system.document import Evidence
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.table import Cell, CellKind, Column, Fact, Section, Sheet, Table
from mgmtsys.values.text import Text, in_a_row, say

_START = (
    Column("standard", words.STANDARD, kind=CellKind.IDENTIFIER),
    Column("clause", words.CLAUSE, kind=CellKind.REFERENCE),
    Column("requirement", words.REQUIREMENT, leads=True),
    Column("status", words.STATE, kind=CellKind.STATUS),
)
_EVIDENCE = Column("evidence", words.EVIDENCE)
_MISSING = Column("missing", words.MISSING)


def _evidence(row: Row) -> Iterator[tuple[Text, Evidence | str]]:
    """Yield what is found of a requirement and what shows it: declared evidence, then the columns."""
    documents = {evidence.document for evidence in row.declared}
    for evidence in row.declared:
        yield evidence.shows or Text(evidence.place), evidence
    for cell in row.cells:
        if cell.column not in documents:
            for found in cell.found:
                yield found, cell.column


def _place(matrix: ClauseMatrix, shown_by: Evidence | str) -> Text:
    """Return the document and section of declared evidence, or a column, as a reader calls it."""
    if isinstance(shown_by, str):
        return matrix.labels[shown_by]
    label, section = matrix.labels[shown_by.document], shown_by.section
    if section is None:
        return label
    return say("{label} §{section}", label=label, section=section)


def _heads(matrix: ClauseMatrix, columns: Iterable[str]) -> Text:
    """Return the heads of columns, joined."""
    return in_a_row(matrix.labels[id] for id in columns)


def _missed(row: Row) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Yield what is missing of a requirement, once, with every column that misses it."""
    columns: dict[Text, list[str]] = {}
    for cell in row.cells:
        for what in cell.missing:
            columns.setdefault(what, []).append(cell.column)
    for what, where in columns.items():
        yield what, tuple(where)


def _facts(matrix: ClauseMatrix) -> tuple[Fact, ...]:
    """Return what a matrix was computed from: organisation, period, day, version, fingerprint."""
    known = (
        (words.ORGANISATION, matrix.organisation),
        (words.PERIOD, str(matrix.period)),
        (words.ON, matrix.on),
        (words.STANDARD, in_a_row(matrix.standards)),
        (words.VERSION, matrix.version),
        (words.FINGERPRINT, matrix.fingerprint),
        (words.BOUNDS, words.bounds(matrix.bounds) if matrix.bounds else None),
    )
    return tuple((label, value) for label, value in known if value)


def _signs(matrix: ClauseMatrix, kinds: Iterable[ColumnKind]) -> tuple[Column, ...]:
    return tuple(
        Column(f"of.{column.id}", column.label, kind=CellKind.SIGN)
        for column in matrix.columns
        if column.kind in kinds
    )


def _cells(row: Row) -> dict[str, Cell]:
    """Return what is said of a requirement whatever the format: its status, and that in each column."""
    return {
        "standard": row.clause.standard,
        "clause": str(row.clause.number),
        "requirement": row.heading,
        "status": words.status(row.status),
        **{f"of.{cell.column}": words.status(cell.status) for cell in row.cells},
    }


def _beside(what: Text, where: Text) -> Text:
    return say("{what} ({aside})", what=what, aside=where)


def table(matrix: ClauseMatrix) -> Table:
    """Return all requirements, a row each, with every column, what is found, and what is missing."""
    rows = [
        _cells(row)
        | {
            "evidence": tuple(
                _beside(what, _place(matrix, shown_by)) for what, shown_by in _evidence(row)
            ),
            "missing": tuple(_beside(what, _heads(matrix, where)) for what, where in _missed(row)),
        }
        for row in matrix.rows
    ]
    columns = (*_START, *_signs(matrix, ColumnKind), _EVIDENCE, _MISSING)
    return Table(columns, rows, nothing="")


def _title(matrix: ClauseMatrix) -> Text:
    return say("Clause matrix: {organisation}", organisation=matrix.organisation)


def _legend() -> Text:
    """Return what each sign means."""
    signs = (
        say("{sign} {status}", sign=words.SIGN[status], status=words.STATUS[status])
        for status in Status
    )
    return in_a_row(signs, SEMICOLON)


def _coverage(matrix: ClauseMatrix) -> Table:
    columns = (
        Column("standard", words.STANDARD, kind=CellKind.IDENTIFIER),
        *(Column(status.value, words.STATUS[status], kind=CellKind.NUMBER) for status in Status),
        Column("applicable", words.APPLICABLE, kind=CellKind.NUMBER),
        Column("share", words.SHARE, kind=CellKind.NUMBER),
    )
    rows: list[dict[str, Cell]] = [
        {
            "standard": id,
            **{status.value: counted[status] for status in Status},
            "applicable": counted.denominator,
            "share": words.share(counted),
        }
        for id, counted in ((id, matrix.coverage(id)) for id in matrix.standards)
    ]
    return Table(columns, rows)


def _missing(matrix: ClauseMatrix, rows: Iterable[Row]) -> Table | Text:
    """Return what is missing, and which requirements nothing speaks of."""
    columns = (_START[1], _MISSING, Column("concerns", words.CONCERNS))
    found: list[dict[str, Cell]] = []
    for row in rows:
        clause = str(row.clause.number)
        found += [
            {"clause": clause, "missing": what, "concerns": _heads(matrix, where)}
            for what, where in _missed(row)
        ]
        if not row.cells:
            found.append({"clause": clause, "missing": words.status(Status.GAP)})
    return Table(columns, found) if found else words.NONE


def _declared(matrix: ClauseMatrix, rows: Iterable[Row]) -> Table | Text:
    """Return the evidence that is declared, and in which documents it stands."""
    columns = (
        _START[1],
        _EVIDENCE,
        Column("document", words.DOCUMENT, kind=CellKind.REFERENCE),
    )
    found = [
        {
            "clause": str(row.clause.number),
            "evidence": evidence.shows,
            "document": _place(matrix, evidence),
        }
        for row in rows
        for evidence in row.declared
    ]
    return Table(columns, found) if found else words.NONE


def _of(matrix: ClauseMatrix, standard: str) -> list[Row]:
    return [row for row in matrix.rows if row.clause.standard == standard]


def sheet(matrix: ClauseMatrix) -> Sheet:
    """Return a matrix as a page: the coverage, then by standard its rows, what is missing, what is declared."""
    columns = (*_START, *_signs(matrix, ColumnKind))
    sections = [Section(words.COVERAGE, (_coverage(matrix), _legend()))]
    for id in matrix.standards:
        rows = _of(matrix, id)
        laid = Table(columns, map(_cells, rows), nothing="").without("standard")
        sections += [
            Section(Text(id), (laid,)),
            Section(words.WHAT_IS_MISSING, (_missing(matrix, rows),), depth=3),
            Section(words.WHAT_IS_DECLARED, (_declared(matrix, rows),), depth=3),
        ]
    return Sheet(_title(matrix), _facts(matrix), sections=tuple(sections))


def _places(matrix: ClauseMatrix, row: Row) -> Iterator[Text]:
    """Yield where evidence of a requirement stands, the columns of objectives aside."""
    for evidence in row.declared:
        yield _place(matrix, evidence)
    for column in matrix.columns:
        cell = row[column.id]
        if cell is None or not cell.found:
            continue
        if column.kind is ColumnKind.CROSSWALK:
            yield from cell.found
        elif column.kind not in (ColumnKind.OBJECTIVE, ColumnKind.DOCUMENT):
            yield column.label


def _counted(matrix: ClauseMatrix, id: str) -> Text:
    """Return the coverage of a standard in one line, with its denominator."""
    coverage = matrix.coverage(id)
    counts = (
        say("{word} {count}", word=words.STATUS[status], count=coverage[status])
        for status in Status
        if coverage[status]
    )
    return say(
        "{standard}: {counts}; evidenced of applicable {fraction} = {share}",
        standard=id,
        counts=in_a_row(counts),
        fraction=f"{coverage[Status.EVIDENCED]}/{coverage.denominator}",
        share=words.share(coverage),
    )


def overview(matrix: ClauseMatrix) -> Sheet:
    """Return a matrix in short: by standard its rows with the objectives, what is missing, the coverage."""
    shown = _signs(matrix, (ColumnKind.OBJECTIVE,))
    hidden = {column.id for column in _signs(matrix, ColumnKind)} - {column.id for column in shown}
    columns = (*_START, *_signs(matrix, ColumnKind), _EVIDENCE)
    sections = [Section(None, (_legend(),))]
    for id in matrix.standards:
        rows = _of(matrix, id)
        cells = [
            _cells(row) | {"evidence": tuple(dict.fromkeys(_places(matrix, row)))} for row in rows
        ]
        laid = Table(columns, cells, nothing="").without("standard", *hidden)
        sections += [
            Section(Text(id), (laid,)),
            Section(words.WHAT_IS_MISSING, (_missing(matrix, rows),), depth=3),
            Section(None, (_counted(matrix, id),)),
        ]
    return Sheet(_title(matrix), _facts(matrix), sections=tuple(sections))
