"""What every written form of a clause matrix shows of a row, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.auditing.matrix import ClauseMatrix
from mgmtsys.auditing.row import Row
from mgmtsys.show import words
from mgmtsys.system.document import Evidence
from mgmtsys.values.table import Fact
from mgmtsys.values.text import Text, both, listed


def evidence(row: Row) -> Iterator[tuple[Text, Evidence | str]]:
    """Yield what is found of a requirement and what shows it: declared evidence, then the columns."""
    documents = {one.document for one in row.declared}
    for one in row.declared:
        yield one.shows or Text(one.place), one
    for cell in row.cells:
        if cell.column not in documents:
            for found in cell.found:
                yield found, cell.column


def place(matrix: ClauseMatrix, shown_by: Evidence | str) -> Text:
    """Return the document and section of declared evidence, or a column, as a reader calls it."""
    if isinstance(shown_by, str):
        return matrix.labels[shown_by]
    label, section = matrix.labels[shown_by.document], shown_by.section
    if section is None:
        return label
    return both(f"{label.read('en')} §{section}", f"{label.read('zh')} §{section}")


def heads(matrix: ClauseMatrix, columns: Iterable[str]) -> Text:
    """Return the heads of columns, joined."""
    labels = [matrix.labels[id] for id in columns]
    return both(*(listed((label.read(lang) for label in labels), lang) for lang in ("en", "zh")))


def missing(row: Row) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Yield what is missing of a requirement, once, with every column that misses it."""
    columns: dict[Text, list[str]] = {}
    for cell in row.cells:
        for what in cell.missing:
            columns.setdefault(what, []).append(cell.column)
    for what, where in columns.items():
        yield what, tuple(where)


def facts(matrix: ClauseMatrix) -> tuple[Fact, ...]:
    """Return what a matrix was computed from: organisation, period, day, version, fingerprint."""
    known = (
        (words.ORGANISATION, matrix.organisation),
        (words.PERIOD, str(matrix.period)),
        (words.ON, matrix.on),
        (words.STANDARD, ", ".join(matrix.standards)),
        (words.VERSION, matrix.version),
        (words.FINGERPRINT, matrix.fingerprint),
        (words.BOUNDS, words.bounds(matrix.bounds) if matrix.bounds else None),
    )
    return tuple((label, value) for label, value in known if value)
