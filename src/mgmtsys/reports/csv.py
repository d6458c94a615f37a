"""The clause matrix as CSV, one line a requirement, for spreadsheets."""

from __future__ import annotations

import csv
import io

from mgmtsys.matrix import ClauseMatrix
from mgmtsys.reports import layout, words

#: A cell that starts with one of these would run as a formula in a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_text(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def render(matrix: ClauseMatrix, lang: str) -> str:
    """Return the matrix as CSV in ``lang``; a cell that would be a formula is quoted as text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    head = (words.STANDARD, words.CLAUSE, words.REQUIREMENT, words.STATE)
    writer.writerow(
        [
            *(label.read(lang) for label in head),
            *(as_text(column.label.read(lang)) for column in matrix.columns),
            words.EVIDENCE.read(lang),
            words.MISSING.read(lang),
        ]
    )
    for row in matrix.rows:
        status = {cell.column: words.STATUS[cell.status].read(lang) for cell in row.cells}
        found = (
            f"{what.read(lang)} ({layout.place(matrix, shown_by, lang)})"
            for what, shown_by in layout.evidence(row)
        )
        missing = (
            f"{what.read(lang)} ({layout.heads(matrix, where, lang)})"
            for what, where in layout.missing(row)
        )
        writer.writerow(
            [
                as_text(row.clause.standard),
                as_text(str(row.clause.number)),
                as_text(row.heading.read(lang)),
                words.STATUS[row.status].read(lang),
                *(status.get(column.id, "") for column in matrix.columns),
                as_text(layout.joined(found, lang)),
                as_text(layout.joined(missing, lang)),
            ]
        )
    return stream.getvalue()
