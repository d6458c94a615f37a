"""What every written form of a clause matrix shows of a row, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.document import Evidence
from mgmtsys.matrix import ClauseMatrix, Row
from mgmtsys.reports import words
from mgmtsys.text import Text


def evidence(row: Row) -> Iterator[tuple[Text, str]]:
    """Yield what is found of a requirement and where, by ids: declared evidence, then answers."""
    documents = {one.document for one in row.declared}
    for one in row.declared:
        yield one.shows or Text(one.place), one.place
    for cell in row.cells:
        if cell.column not in documents:
            for found in cell.found:
                yield found, cell.column


def place(matrix: ClauseMatrix, evidence: Evidence, lang: str) -> str:
    """Return the document and the section of declared evidence, as a reader calls them."""
    label = matrix.labels[evidence.document].read(lang)
    return label if evidence.section is None else f"{label} §{evidence.section}"


def heads(matrix: ClauseMatrix, columns: Iterable[str], lang: str) -> str:
    """Return the heads of columns, joined."""
    return ", ".join(matrix.labels[id].read(lang) for id in columns)


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
        )
    )


def joined(parts: Iterator[str], lang: str) -> str:
    """Join phrases with the semicolon of the language."""
    return ("；" if lang.startswith("zh") else "; ").join(parts)
