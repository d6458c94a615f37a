"""What a person reads in a terminal."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text as Line

from mgmtsys.auditing.checks.smart import Mark, smart
from mgmtsys.auditing.matrix import ClauseMatrix, ColumnKind, Row
from mgmtsys.auditing.status import Status
from mgmtsys.cli.drawing import Cell, Column, Grid, Row as GridRow, drawn
from mgmtsys.cli.lines import apart, filled, wrapped
from mgmtsys.show import layout, words
from mgmtsys.system.raci import RaciMatrix
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import Text, said

#: The width of what is printed into no terminal and asked for in no width.
WIDE = 120
_COLOUR = {
    Status.EVIDENCED: "green",
    Status.PARTIAL: "yellow",
    Status.GAP: "red",
    Status.WAIVED: "cyan",
    Status.NOT_APPLICABLE: "dim",
    Status.UNDETERMINED: "magenta",
}


def width_elsewhere() -> int:
    """Return the width of what is not printed into a terminal: that of ``COLUMNS``, where it is set."""
    told = os.environ.get("COLUMNS", "")
    return int(told) if told.isascii() and told.isdigit() and int(told) else WIDE


class _Screen(Console):
    """A console that fails where nobody reads it any more, like every other stream."""

    def on_broken_pipe(self) -> None:
        """Raise what was caught."""
        raise BrokenPipeError(errno.EPIPE, "")


def console(stream: IO[str] | None = None, width: int | None = None) -> Console:
    """Return where everything is printed: the standard output, or a stream of a width."""
    if width is None and not sys.stdout.isatty():
        width = width_elsewhere()
    return _Screen(file=stream, width=width, highlight=False, markup=False, emoji=False)


def print_line(screen: Console, text: str, style: str = "", indent: int = 0) -> None:
    """Print text, whose further lines stand further in."""
    for line in wrapped(text, screen.width, indent):
        screen.print(Line(line, style), soft_wrap=True)


def print_cells(screen: Console, cells: Sequence[Cell], indent: int = 0) -> None:
    """Print cells apart, in lines of which all but the first stand further in; each in its style."""
    first, *rest = filled(apart(cell.text for cell in cells), screen.width - indent, 2)
    head, body = cells[0], cells[-1]
    line = Line(" " * indent + first, body.style)
    line.stylize(head.style, indent, indent + len(head.text))
    screen.print(line, soft_wrap=True)
    for text in rest:
        screen.print(Line(" " * (indent + 2) + text, body.style), soft_wrap=True)


def print_indented(screen: Console, line: str, style: str = "") -> None:
    """Print a line that stands as far in as it starts with blanks."""
    print_line(screen, line, style, len(line) - len(line.lstrip(" ")))


def print_facts(screen: Console, facts: Iterable[tuple[str, str]], lang: str) -> None:
    """Print what is said of a whole, a line each."""
    for label, value in facts:
        print_line(screen, said(label, value, lang), indent=2)


def print_grid(screen: Console, grid: Grid, title: str = "") -> None:
    """Print a table under its title, or as blocks where the terminal is too narrow."""
    if title:
        screen.print()
        print_line(screen, title, "bold")
    for line in drawn(grid, screen.width):
        screen.print(line, soft_wrap=True)


def columns(labels: Iterable[Text], lang: str) -> tuple[Column, ...]:
    """Return plain columns with these heads."""
    return tuple(Column(label.read(lang)) for label in labels)


def _matrix_grid(matrix: ClauseMatrix, rows: list[Row], lang: str) -> Grid:
    narrow = [column for column in matrix.columns if column.kind is ColumnKind.OBJECTIVE]
    others = [column for column in matrix.columns if column.kind is not ColumnKind.OBJECTIVE]
    head = (
        Column(words.CLAUSE.read(lang)),
        Column(words.REQUIREMENT.read(lang), leads=True),
        Column(words.STATE.read(lang), brief=True),
        *(Column(column.label.read(lang), "center", brief=True) for column in narrow),
        Column(words.EVIDENCE.read(lang)),
    )

    def drawn_row(row: Row) -> GridRow:
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
        signs = (cells[column.id].status if column.id in cells else None for column in narrow)
        return GridRow(
            (
                str(row.clause.number),
                row.heading.read(lang),
                Cell(words.STATUS[row.status].read(lang), _COLOUR[row.status]),
                *(Cell(words.SIGN[one], _COLOUR[one]) if one else Cell("") for one in signs),
                ", ".join(dict.fromkeys(places)),
            )
        )

    return Grid(head, map(drawn_row, rows), lang=lang)


def _print_missing(screen: Console, matrix: ClauseMatrix, rows: list[Row], lang: str) -> None:
    title = words.WHAT_IS_MISSING.read(lang)
    missing = Grid(
        columns((words.CLAUSE, words.MISSING, words.CONCERNS), lang),
        (
            GridRow((str(row.clause.number), what.read(lang), layout.heads(matrix, where, lang)))
            for row in rows
            for what, where in layout.missing(row)
        ),
        lang=lang,
    )
    if missing.rows:
        print_grid(screen, missing, title)
    else:
        screen.print()
        print_line(screen, said(title, words.NONE.read(lang), lang), "bold")


def print_matrix(screen: Console, matrix: ClauseMatrix, lang: str) -> None:
    """Print each standard's rows, what is missing, and the coverage with its denominator."""
    title = said(words.TITLE.read(lang), matrix.organisation.read(lang), lang)
    print_line(screen, title, "bold")
    print_facts(screen, layout.facts(matrix, lang)[1:], lang)
    legend = "  ".join(f"{words.SIGN[one]} {words.STATUS[one].read(lang)}" for one in Status)
    print_line(screen, legend, indent=2)
    for id in matrix.standards:
        rows = [row for row in matrix.rows if row.clause.standard == id]
        print_grid(screen, _matrix_grid(matrix, rows, lang), id)
        _print_missing(screen, matrix, rows, lang)
        coverage = matrix.coverage(id)
        counted = ", ".join(
            f"{words.STATUS[status].read(lang)} {coverage[status]}"
            for status in Status
            if coverage[status]
        )
        screen.print()
        print_line(
            screen,
            f"{said(id, counted, lang)}; {words.SHARE.read(lang)} "
            f"{coverage[Status.EVIDENCED]}/{coverage.denominator} = {words.share(coverage)}",
            "bold",
        )


def _raci_grid(raci: RaciMatrix, names: dict[str, Text], lang: str) -> Grid:
    def read(id: str) -> str:
        return names[id].read(lang) if id in names else id

    heading, *rows = raci.grid()
    return Grid(
        (
            Column(words.ACTIVITY.read(lang)),
            *(Column(read(party), brief=True) for party in heading[1:]),
        ),
        (GridRow((read(activity), *(cell or "–" for cell in cells))) for activity, *cells in rows),
        lang=lang,
    )


_MARKS = {
    Mark.PASS: Cell("✓", "green"),
    Mark.FAIL: Cell("✗", "red"),
    Mark.NOT_CHECKABLE: Cell("?", "magenta"),
}


def _objectives(system: ManagementSystem, names: dict[str, Text], lang: str) -> Grid:
    head = (words.MEASURE, words.RESPONSIBLE, words.DUE)
    return Grid(
        (
            Column("#"),
            Column(words.STATEMENT.read(lang), leads=True),
            *columns(head, lang),
            Column(words.PROGRAMME.read(lang), brief=True),
            *(Column(letter, brief=True) for letter in "SMART"),
        ),
        (
            GridRow(
                (
                    one.id,
                    one.statement.read(lang),
                    one.measure.method.read(lang)
                    if one.measure.method
                    else f"{one.measure.formula} [{one.measure.unit}]",
                    ", ".join(
                        names[id].read(lang) if id in names else id for id in one.responsible
                    ),
                    one.due.read(lang) if one.due else "–",
                    "✓" if one.programme else "✗",
                    *(_MARKS[letter.mark] for letter in smart(system, one)),
                )
            )
            for one in system.objectives
        ),
        lang=lang,
    )


def print_system(screen: Console, system: ManagementSystem, lang: str) -> None:
    """Print the objectives, the responsibility matrix and the forms."""
    print_line(screen, f"{system.organisation.read(lang)}, {system.period}", "bold")
    names = {party.id: party.name for party in system.parties if party.name}
    names |= {activity.id: activity.name for activity in system.activities if activity.name}
    print_grid(screen, _objectives(system, names, lang), words.OBJECTIVES.read(lang))
    if system.raci.activities:
        print_grid(screen, _raci_grid(system.raci, names, lang), words.RACI.read(lang))
    if system.forms:
        forms = Grid(
            columns((words.FORM, words.TITLE_OF, words.RETENTION), lang),
            (
                GridRow(
                    (
                        form.id,
                        form.title.read(lang),
                        form.retention.read(lang) if form.retention else "–",
                    )
                )
                for form in system.forms
            ),
            lang=lang,
        )
        print_grid(screen, forms, words.FORMS.read(lang))
