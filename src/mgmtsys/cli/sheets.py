"""Filled forms, verdicts and due dates as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text as Line

from mgmtsys.cli.terminal import console, table
from mgmtsys.reports import words
from mgmtsys.review import Due, DueState
from mgmtsys.sheets import Sheet
from mgmtsys.system import ManagementSystem
from mgmtsys.text import both


def print_sheet(sheet: Sheet, lang: str) -> None:
    """Print a filled form or verdicts: the facts, then the table without its empty columns."""
    screen = console()
    screen.print(sheet.title.read(lang), style="bold")
    for label, value in sheet.facts:
        screen.print(f"  {label.read(lang)}: {value.read(lang)}")
    rows = [[cell.read(lang) for cell in row] for row in sheet.rows]
    filled = [index for index in range(len(sheet.head)) if any(row[index] != "–" for row in rows)]
    grid = table("", (sheet.head[index].read(lang) for index in filled))
    for row in rows:
        grid.add_row(*(row[index] for index in filled))
    screen.print(grid)


_DUE = {
    DueState.DONE: (both("done", "已完成"), "green"),
    DueState.OVERDUE: (both("overdue", "逾期"), "red"),
    DueState.DUE: (both("due", "到期"), "yellow"),
    DueState.AHEAD: (both("ahead", "未到期"), "dim"),
}


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
            str(look.period),
            look.monitoring.name.read(lang),
            system.names(look.monitoring.responsible, lang) or "–",
            Line(word.read(lang), colour),
        )
    console().print(grid)
