"""Tables as CSV for spreadsheets."""

from __future__ import annotations

from mgmtsys.files.spreadsheets.guard import csv_text
from mgmtsys.values.table import Sheet, Table
from mgmtsys.values.visible import visible


def table(given: Table, lang: str) -> str:
    """Return a table as CSV; nothing runs as a formula, and what would not be seen is spelled out."""
    return csv_text(map(visible, row) for row in (given.headings(lang), *given.lines(lang)))


def render(sheet: Sheet, lang: str) -> str:
    """Return the table that a sheet is about as CSV; its title and facts have no place there."""
    return table(sheet.table, lang)
