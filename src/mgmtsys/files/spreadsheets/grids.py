"""Grids of text in CSV and XLSX files: nothing is guessed of a number, and nothing runs as a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence

from mgmtsys.files.access import read_raw
from mgmtsys.files.spreadsheets import OddCells, Row, Table, table_rows
from mgmtsys.files.spreadsheets.csv import table
from mgmtsys.files.spreadsheets.heads import column_name
from mgmtsys.files.spreadsheets.layouts import is_head, is_partly_head
from mgmtsys.files.spreadsheets.workbooks import Sheet, column_of, first_sheet
from mgmtsys.values.exceptions import Notice, NotUnderstood, Place, Problem
from mgmtsys.values.text import Text, in_a_row, say

#: The day that every workbook is dated, so that the same rows give the same bytes.
_EPOCH = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
#: The longest text that a cell of a workbook holds.
_LONGEST = 32_767
#: What the text of a workbook cannot hold.
_UNWRITABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
#: How many cells a sheet may span: the library that reads it makes a grid of all up to the last one.
_MOST = 5_000_000
#: How many hidden rows or columns are named in one line.
_TOLD = 12
#: A cell with content, by its column and its row.
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')


def read_table(path: str) -> Table:
    """Return the rows of a CSV file, or of the first sheet of a workbook.

    Merged cells and cells that hold no text are refused when the table is read and one of its columns
    has them. Raises :class:`NotUnderstood` for a file that cannot be read.
    """
    raw = read_raw(path)
    if path.lower().endswith(".xlsx"):
        return _workbook(path, raw)
    return Table(path, _csv(path, raw))


def _complaint(path: str, line: int, column: int, message: Text) -> Problem:
    return Problem((), message, Place(path, line, column))


def _csv(path: str, raw: bytes) -> tuple[tuple[int, Row], ...]:
    """Return the facts, the head and the rows of a CSV file, which its head divides."""
    found = table(path, raw, (is_head, is_partly_head), _proves_nothing, has_facts=True)
    rows = ((line, tuple(cells)) for line, cells in found.cells())
    return (*found.facts, (found.line, found.heads), *rows)


def _proves_nothing(_: str) -> bool:
    """Whether a cell proves an encoding: none does, since wording can say anything."""
    return False


def _workbook(path: str, raw: bytes) -> Table:
    try:
        import python_calamine as calamine
    except ImportError:
        raise _needed() from None
    seen = first_sheet(path, raw)
    _check_span(path, seen.part)
    try:
        book = calamine.load_workbook(io.BytesIO(raw))
        sheet = book.get_sheet_by_name(seen.name)
        grid = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or ()
    except calamine.CalamineError as error:
        raise NotUnderstood(
            "{path}: not a workbook: {error}: expected a file saved as .xlsx",
            path=path,
            error=error,
        ) from None
    odd = [
        OddCells(
            _complaint(
                path,
                top + 1,
                left + 1,
                say(
                    "cells {first} to {last} are merged: expected each row filled in by itself",
                    first=_cell(top, left),
                    last=_cell(bottom, right),
                ),
            ),
            left + 1,
            last=right + 1,
        )
        for (top, left), (bottom, right) in merged
    ]
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if not isinstance(cell, str):
                odd.append(_odd(path, row, column, _held(cell)))
    odd += [_odd(path, row, column, held) for row, column, held in seen.unread]
    rows = ([cell if isinstance(cell, str) else "" for cell in cells] for cells in grid)
    return Table(path, table_rows(rows), odd=tuple(odd), notices=tuple(_notices(path, seen)))


def _notices(path: str, sheet: Sheet) -> Iterator[Notice]:
    """Yield what nobody sees who looks at a sheet: those beside it, and what of it is hidden."""
    if sheet.others:
        hidden = [name for name in sheet.others if name in sheet.hidden]
        others = in_a_row(sheet.others)
        if hidden:
            others = say(
                "{others}; hidden of these: {hidden}", others=others, hidden=in_a_row(hidden)
            )
        yield Notice(
            "{path}: read is the sheet {sheet}, left out: {others}",
            path=path,
            sheet=sheet.name,
            others=others,
        )
    said = {"path": path, "sheet": sheet.name}
    if sheet.hidden_rows:
        rows = _first(sheet.hidden_rows)
        yield Notice("{path}: hidden rows of {sheet} are read as well: {rows}", rows=rows, **said)
    if sheet.hidden_columns:
        columns = _first(sheet.hidden_columns)
        yield Notice(
            "{path}: hidden columns of {sheet} are read as well: {columns}", columns=columns, **said
        )


def _first(found: Sequence[object]) -> Text:
    """Return the first of what is hidden, and how much more there is."""
    first, more = in_a_row(found[:_TOLD]), len(found) - _TOLD
    return say("{first} and {count} more", first=first, count=more) if more > 0 else first


def _odd(path: str, row: int, column: int, held: Text) -> OddCells:
    return OddCells(_no_text(path, row, column, held), column + 1, last=column + 1)


def _check_span(path: str, part: bytes) -> None:
    """Refuse a sheet with a stray cell far out."""
    width = height = 0
    for letters, row in _CELL.findall(part):
        width, height = max(width, column_of(letters)), max(height, int(row))
    if width * height > _MOST:
        last = _cell(height - 1, width - 1)
        raise NotUnderstood(
            "{path}: a sheet with cells as far out as {last}: expected at most {most} cells from the first to the last; delete what is stray",
            path=path,
            last=last,
            most=_MOST,
        )


def _cell(row: int, column: int) -> str:
    """Return the name of a cell as a spreadsheet shows it.

    >>> _cell(0, 0), _cell(8, 27)
    ('A1', 'AB9')
    """
    return f"{column_name(column)}{row + 1}"


def _held(cell: object) -> Text:
    """Say what a cell holds instead of text, as a spreadsheet shows it."""
    if isinstance(cell, bool):
        return say("{cell} as a truth value", cell=str(cell).upper())
    if isinstance(cell, int | float):
        return say(
            "{number} as a number, in which 6.10 and 6.1 are the same", number=f"{cell:.15g}"
        )
    return say("{cell} as a date or a time", cell=cell)


def _no_text(path: str, row: int, column: int, held: Text) -> Problem:
    return _complaint(
        path,
        row + 1,
        column + 1,
        say(
            "cell {cell} holds {held}: expected text, with the column formatted as text",
            cell=_cell(row, column),
            held=held,
        ),
    )


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as a workbook of one sheet, every cell text; the same rows give the same bytes.

    Raises :class:`NotUnderstood` for a cell longer than a workbook can hold, or with a sign that it cannot.
    """
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if sign := _UNWRITABLE.search(cell):
                raise NotUnderstood(
                    "{cell} has the character {sign}, which no workbook holds: expected YAML or JSON",
                    cell=_cell(row, column),
                    sign=f"U+{ord(sign[0]):04X}",
                )
            if len(cell) > _LONGEST:
                raise NotUnderstood(
                    "{cell} has {count} characters: expected at most {most} in a cell of a workbook",
                    cell=_cell(row, column),
                    count=len(cell),
                    most=_LONGEST,
                )
    try:
        import xlsxwriter
    except ImportError:
        raise _needed() from None
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _EPOCH})
    text, bold = (
        book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"} | more)
        for more in ({}, {"bold": True})
    )
    sheet = book.add_worksheet()
    head = next((row for row, cells in enumerate(rows) if not cells[0].startswith("#")), 0)
    for column, width in enumerate(_widths(rows)):
        sheet.set_column(column, column, width, text)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell:
                sheet.write_string(row, column, cell, bold if row == head else text)
    sheet.freeze_panes(head + 1, 1)
    book.close()
    return stream.getvalue()


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is to be, wide characters counted twice."""
    widths = [0] * max(map(len, rows))
    for cells in rows:
        for column, cell in enumerate(cells):
            if not cells[0].startswith("#"):
                wide = sum(2 if ord(letter) > 0x2E7F else 1 for letter in cell)
                widths[column] = max(widths[column], min(wide + 2, 48))
    return widths


def _needed() -> NotUnderstood:
    return NotUnderstood(
        "workbooks need the extra reports: pip install 'mgmtsys[reports]'",
    )
