"""CSV for spreadsheets, and the clause matrix in it, one line a requirement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.auditing.matrix import ClauseMatrix
from mgmtsys.files.spreadsheets.guard import csv_text
from mgmtsys.show import layout, words
from mgmtsys.values.text import aside
from mgmtsys.values.visible import visible


def written(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV; nothing runs as a formula, and what would not be seen is spelled out."""
    return csv_text(map(visible, row) for row in rows)


def render(matrix: ClauseMatrix, lang: str) -> str:
    """Return the matrix as CSV in ``lang``."""
    return written(_rows(matrix, lang))


def _rows(matrix: ClauseMatrix, lang: str) -> Iterator[list[str]]:
    head = (words.STANDARD, words.CLAUSE, words.REQUIREMENT, words.STATE)
    labels = (*head, *(column.label for column in matrix.columns), words.EVIDENCE, words.MISSING)
    yield [label.read(lang) for label in labels]
    for row in matrix.rows:
        status = {cell.column: words.STATUS[cell.status].read(lang) for cell in row.cells}
        found = (
            aside(what.read(lang), layout.place(matrix, shown_by, lang), lang)
            for what, shown_by in layout.evidence(row)
        )
        missing = (
            aside(what.read(lang), layout.heads(matrix, where, lang), lang)
            for what, where in layout.missing(row)
        )
        yield [
            row.clause.standard,
            str(row.clause.number),
            row.heading.read(lang),
            words.STATUS[row.status].read(lang),
            *(status.get(column.id, "") for column in matrix.columns),
            layout.joined(found, lang),
            layout.joined(missing, lang),
        ]
