"""Filled forms, verdicts and due dates as a person reads them in a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Line

from mgmtsys.cli.terminal import console, table
from mgmtsys.fiscal import name_span
from mgmtsys.reports import words
from mgmtsys.review import Due, DueState
from mgmtsys.sheets import Sheet
from mgmtsys.system import ManagementSystem
from mgmtsys.text import Text, both

#: Where a line may be broken: at blanks, and beside any character of Chinese.
_BREAKS = re.compile(r"[\s\u2e80-\uffef]")
#: What stands between two columns of a table.
_GAP = 3


def _longest(cells: Iterable[str]) -> int:
    """Return how wide the longest word of a column is."""
    return max(cell_len(word) for cell in cells for word in _BREAKS.split(cell))


def _print_apart(screen: Console, head: Sequence[str], row: Sequence[str]) -> None:
    """Print one row as a block of lines, without its empty cells."""
    screen.print()
    screen.print(row[0], style="bold")
    for label, cell in list(zip(head, row, strict=True))[1:]:
        if cell != "–":
            screen.print(f"  {label}: {cell}")


def print_sheet(sheet: Sheet, lang: str) -> None:
    """Print a filled form or verdicts: the facts, then the table without its empty columns.

    Where the terminal is too narrow for that, each row is a block of lines.
    """
    screen = console()
    screen.print(sheet.title.read(lang), style="bold")
    for label, value in sheet.facts:
        screen.print(f"  {label.read(lang)}: {value.read(lang)}")
    rows = [[cell.read(lang) for cell in row] for row in sheet.rows]
    head = [cell.read(lang) for cell in sheet.head]
    filled = [index for index in range(len(sheet.head)) if any(row[index] != "–" for row in rows)]
    needed = [_longest((head[index], *(row[index] for row in rows))) for index in filled]
    if sum(needed) + _GAP * len(needed) > screen.width:
        for row in rows:
            _print_apart(screen, head, row)
        return
    grid = table("", (head[index] for index in filled))
    for column, width in zip(grid.columns, needed, strict=True):
        column.min_width = width
    for row in rows:
        grid.add_row(*(row[index] for index in filled))
    screen.print(grid)


_DUE = {
    DueState.DONE: (both("done", "已完成"), "green"),
    DueState.OVERDUE: (both("overdue", "逾期"), "red"),
    DueState.DUE: (both("due", "到期"), "yellow"),
    DueState.AHEAD: (both("ahead", "未到期"), "dim"),
}


def _late(word: Text, look: Due) -> Text:
    """Return where a look stands, with how many days late it was or is."""
    days = look.days_late
    if days is None:
        return word
    many = f"{days} day{'s' if days != 1 else ''}"
    if look.state is DueState.DONE:
        return both(f"{word.read('en')}, {many} late", f"{word.read('zh')}，逾期 {days} 天")
    return both(f"{word.read('en')}, {many}", f"{word.read('zh')} {days} 天")


def print_due(system: ManagementSystem, looks: Iterable[Due], lang: str) -> None:
    """Print every look at the objectives with its span, its day and where it stands."""
    head = (
        both("due by", "截止"),
        words.PERIOD,
        both("what", "事项"),
        words.RESPONSIBLE,
        words.STATE,
    )
    grid = table("", (label.read(lang) for label in head))
    for look in looks:
        word, colour = _DUE[look.state]
        grid.add_row(
            look.by.isoformat(),
            name_span(look.period, system.period),
            look.monitoring.name.read(lang),
            system.names(look.monitoring.responsible, lang) or "–",
            Line(_late(word, look).read(lang), colour),
        )
    console().print(grid)
