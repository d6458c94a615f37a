"""What a person reads in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from mgmtsys.checks.smart import Letter, Mark, smart
from mgmtsys.matrix import ClauseMatrix, ColumnKind, Row
from mgmtsys.questions import Status
from mgmtsys.raci import RaciMatrix
from mgmtsys.reports import layout, words
from mgmtsys.system import ManagementSystem
from mgmtsys.text import Text

#: The width of what is not printed into a terminal of its own width.
_WIDE = 120
_COLOUR = {
    Status.EVIDENCED: "green",
    Status.PARTIAL: "yellow",
    Status.GAP: "red",
    Status.WAIVED: "cyan",
    Status.NOT_APPLICABLE: "dim",
    Status.UNDETERMINED: "magenta",
}


def console() -> Console:
    """Return where everything is printed."""
    width = None if sys.stdout.isatty() else _WIDE
    return Console(width=width, highlight=False, markup=False, emoji=False)


def table(title: str, head: Iterable[str]) -> Table:
    """Return an empty table in the style of all tables."""
    grid = Table(
        title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False
    )
    for name in head:
        grid.add_column(name, overflow="fold")
    return grid


def _sign(status: Status) -> Line:
    return Line(words.SIGN[status], _COLOUR[status])


def _matrix_table(matrix: ClauseMatrix, rows: list[Row], title: str, lang: str) -> Table:
    narrow = [column for column in matrix.columns if column.kind is ColumnKind.OBJECTIVE]
    others = [column for column in matrix.columns if column.kind is not ColumnKind.OBJECTIVE]
    grid = table(
        title, (words.CLAUSE.read(lang), words.REQUIREMENT.read(lang), words.STATE.read(lang))
    )
    grid.columns[0].no_wrap = grid.columns[2].no_wrap = True
    for column in narrow:
        grid.add_column(column.label.read(lang), justify="center", no_wrap=True)
    grid.add_column(words.EVIDENCE.read(lang), overflow="fold")
    for row in rows:
        cells = {cell.column: cell for cell in row.cells}
        places = [layout.place(matrix, one, lang) for one in row.declared]
        places += [
            column.label.read(lang)
            for column in others
            if column.kind not in (ColumnKind.DOCUMENT, ColumnKind.CROSSWALK)
            and column.id in cells
            and cells[column.id].found
        ]
        places += [
            found.read(lang)
            for column in others
            if column.kind is ColumnKind.CROSSWALK
            for found in cells[column.id].found
        ]
        grid.add_row(
            str(row.clause.number),
            row.heading.read(lang),
            Line(words.STATUS[row.status].read(lang), _COLOUR[row.status]),
            *(
                _sign(cells[column.id].status) if column.id in cells else Line("")
                for column in narrow
            ),
            ", ".join(dict.fromkeys(places)),
        )
    return grid


def print_matrix(matrix: ClauseMatrix, lang: str) -> None:
    """Print each standard's rows, what is missing, and the coverage with its denominator."""
    screen = console()
    screen.print(f"{words.TITLE.read(lang)}: {matrix.organisation.read(lang)}", style="bold")
    for label, value in layout.facts(matrix, lang)[1:]:
        screen.print(f"  {label}: {value}")
    legend = Line("  ")
    for status in Status:
        legend.append(words.SIGN[status], _COLOUR[status])
        legend.append(f" {words.STATUS[status].read(lang)}  ")
    screen.print(legend)
    for id in matrix.standards:
        rows = [row for row in matrix.rows if row.clause.standard == id]
        screen.print()
        screen.print(_matrix_table(matrix, rows, id, lang))
        missing = table(
            words.WHAT_IS_MISSING.read(lang),
            (words.CLAUSE.read(lang), words.MISSING.read(lang), ""),
        )
        missing.columns[0].no_wrap = True
        for row in rows:
            for what, where in layout.missing(row):
                missing.add_row(
                    str(row.clause.number), what.read(lang), layout.heads(matrix, where, lang)
                )
        screen.print(missing)
        coverage = matrix.coverage(id)
        counted = ", ".join(
            f"{words.STATUS[status].read(lang)} {coverage[status]}"
            for status in Status
            if coverage[status]
        )
        screen.print(
            f"{id}: {counted}; {words.SHARE.read(lang)} "
            f"{coverage[Status.EVIDENCED]}/{coverage.denominator} = {words.share(coverage)}",
            style="bold",
        )


def _raci_table(raci: RaciMatrix, names: dict[str, Text], lang: str) -> Table:
    def read(id: str) -> str:
        return names[id].read(lang) if id in names else id

    heading, *rows = raci.grid()
    grid = table(
        words.RACI.read(lang), (words.ACTIVITY.read(lang), *(read(party) for party in heading[1:]))
    )
    for activity, *cells in rows:
        grid.add_row(read(activity), *(cell or "–" for cell in cells))
    return grid


_MARKS = {
    Mark.PASS: ("✓", "green"),
    Mark.FAIL: ("✗", "red"),
    Mark.NOT_CHECKABLE: ("?", "magenta"),
}


def _mark(letter: Letter) -> Line:
    return Line(*_MARKS[letter.mark])


def print_system(system: ManagementSystem, lang: str) -> None:
    """Print the objectives, the responsibility matrix and the forms."""
    screen = console()
    screen.print(f"{system.organisation.read(lang)}, {system.period}", style="bold")
    names = {party.id: party.name for party in system.parties if party.name}
    names |= {activity.id: activity.name for activity in system.activities if activity.name}
    head = (words.STATEMENT, words.MEASURE, words.RESPONSIBLE, words.DUE, words.PROGRAMME)
    titles = ("#", *(label.read(lang) for label in head), *"SMART")
    objectives = table(words.OBJECTIVES.read(lang), titles)
    for one in system.objectives:
        who = (names[id].read(lang) if id in names else id for id in one.responsible)
        objectives.add_row(
            one.id,
            one.statement.read(lang),
            f"{one.measure.formula} [{one.measure.unit}]",
            ", ".join(who),
            one.due.read(lang) if one.due else "–",
            "✓" if one.programme else "–",
            *(_mark(letter) for letter in smart(system, one)),
        )
    screen.print(objectives)
    if system.raci.activities:
        screen.print(_raci_table(system.raci, names, lang))
    if system.forms:
        forms = table(
            words.FORMS.read(lang),
            (label.read(lang) for label in (words.FORM, words.TITLE_OF, words.RETENTION)),
        )
        for form in system.forms:
            kept = form.retention.read(lang) if form.retention else "–"
            forms.add_row(form.id, form.title.read(lang), kept)
        screen.print(forms)
