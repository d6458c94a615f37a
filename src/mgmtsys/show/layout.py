"""What every written form of a clause matrix shows of a row, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.auditing.matrix import ClauseMatrix, Row
from mgmtsys.show import words
from mgmtsys.system.document import Evidence
from mgmtsys.values.text import Text, listed


def evidence(row: Row) -> Iterator[tuple[Text, Evidence | str]]:
    """Yield what is found of a requirement and what shows it: declared evidence, then the columns."""
    documents = {one.document for one in row.declared}
    for one in row.declared:
        yield one.shows or Text(one.place), one
    for cell in row.cells:
        if cell.column not in documents:
            for found in cell.found:
                yield found, cell.column


def place(matrix: ClauseMatrix, shown_by: Evidence | str, lang: str) -> str:
    """Return the document and section of declared evidence, or a column, as a reader calls it."""
    if isinstance(shown_by, str):
        return matrix.labels[shown_by].read(lang)
    label = matrix.labels[shown_by.document].read(lang)
    return label if shown_by.section is None else f"{label} §{shown_by.section}"


def heads(matrix: ClauseMatrix, columns: Iterable[str], lang: str) -> str:
    """Return the heads of columns, joined."""
    return listed((matrix.labels[id].read(lang) for id in columns), lang)


def missing(row: Row) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Yield what is missing of a requirement, once, with every column that misses it."""
    columns: dict[Text, list[str]] = {}
    for cell in row.cells:
        for what in cell.missing:
            columns.setdefault(what, []).append(cell.column)
    for what, where in columns.items():
        yield what, tuple(where)


def facts(matrix: ClauseMatrix, lang: str) -> tuple[tuple[str, str], ...]:
    """Return what a matrix was computed from: organisation, period, day, version, fingerprint."""
    return tuple(
        (label.read(lang), value)
        for label, value in (
            (words.ORGANISATION, matrix.organisation.read(lang)),
            (words.PERIOD, str(matrix.period)),
            (words.ON, matrix.on.isoformat()),
            (words.STANDARD, ", ".join(matrix.standards)),
            (words.VERSION, matrix.version),
            (words.FINGERPRINT, matrix.fingerprint),
            (words.BOUNDS, words.bounds(matrix.bounds, lang) if matrix.bounds else ""),
        )
        if value
    )


def joined(parts: Iterable[str], lang: str) -> str:
    """Join phrases with the semicolon of the language."""
    return ("；" if lang.startswith("zh") else "; ").join(parts)
