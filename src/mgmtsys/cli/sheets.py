"""Filled forms, verdicts and due dates as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from mgmtsys.cli.drawing import Cell, Column, Grid, Row
from mgmtsys.cli.terminal import columns, print_facts, print_grid, print_line
from mgmtsys.cycle.explanation import responded
from mgmtsys.cycle.forms import Sheet
from mgmtsys.show import words
from mgmtsys.system.due import Due, DueResponse, DueState
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.text import Text, both


def print_sheet(screen: Console, sheet: Sheet, lang: str) -> None:
    """Print a filled form or verdicts: the facts, then the table without its empty columns."""
    print_line(screen, sheet.title.read(lang), "bold")
    facts = ((label.read(lang), value.read(lang)) for label, value in sheet.facts)
    print_facts(screen, facts, lang)
    rows = (Row(cell.read(lang) for cell in row) for row in sheet.rows)
    screen.print()
    print_grid(screen, Grid(columns(sheet.head, lang), rows, lang=lang))


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


def print_responses(
    screen: Console, system: ManagementSystem, found: Iterable[DueResponse], lang: str
) -> None:
    """Print every response that has a limit of time with its miss, its day and where it stands."""
    head = (both("due by", "截止"), words.PERIOD, both("objective", "目标"))
    rest = columns((both("response", "应对"), words.STATE), lang)
    day, period, what = columns(head, lang)
    unknown = (both("nothing records it", "没有记录"), "dim")
    rows = []
    for one in found:
        verdict, (state, style) = one.verdict, _DUE[one.state] if one.state else unknown
        where = f" @ {verdict.site}" if verdict.site else ""
        said = responded(verdict, system).read(lang)
        cells = (one.by.isoformat(), name_span(verdict.period, system.period), verdict.objective + where, said)  # fmt: skip
        rows.append(Row((*cells, Cell(state.read(lang), style))))
    leading = (Column(one.label, leads=True) for one in (period, what))
    if rows:
        print_grid(screen, Grid((day, *leading, *rest), rows, lang=lang))


def print_due(screen: Console, system: ManagementSystem, looks: Iterable[Due], lang: str) -> None:
    """Print every look at the objectives with its span, its day and where it stands."""
    head = (both("due by", "截止"), words.PERIOD, both("what", "事项"))
    rest = columns((words.RESPONSIBLE, words.STATE), lang)
    day, period, what = columns(head, lang)
    rows = (
        Row(
            (
                look.by.isoformat(),
                name_span(look.period, system.period),
                look.monitoring.name.read(lang),
                system.names(look.monitoring.responsible, lang) or "–",
                Cell(_late(_DUE[look.state][0], look).read(lang), _DUE[look.state][1]),
            )
        )
        for look in looks
    )
    leading = (Column(one.label, leads=True) for one in (period, what))
    print_grid(screen, Grid((day, *leading, *rest), rows, lang=lang))
