"""Scores and ratings as a person reads them in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from mgmtsys.assessment.explanation import explain_assessment, said, title
from mgmtsys.assessment.rating import RatingState
from mgmtsys.assessment.scoring import Standing
from mgmtsys.cli.sheets import print_sheet
from mgmtsys.cli.terminal import console, table
from mgmtsys.reports import words
from mgmtsys.reports.scores import (
    ELEMENT,
    NO_ELEMENTS,
    UNIT,
    WHOLE,
    Scored,
    element_cells,
    figure_head,
    heading,
    indicators_sheet,
    lines,
    sum_cells,
)
from mgmtsys.text import Text, both

#: Where words would be broken, what is told in the arithmetic is left out.
_TOO_NARROW = both(
    "deductions: in a wider terminal, or with --explain", "扣分率见更宽的终端，或使用 --explain"
)
#: How much of a name has room beside the deductions, and more columns than any table has.
_NAME, _ENDLESS = 20, 10_000
_COLOUR = {
    RatingState.GRADED: "bold green",
    RatingState.NO_GRADE: "bold red",
    RatingState.UNDETERMINED: "bold magenta",
}


def _elements(given: Scored, lang: str, *, deductions: bool) -> Table:
    """Return every element under its unit, with the deduction from each phase or without."""
    phases = len(given.assessment.scheme.phases)

    def shown(cells: tuple[Text, ...]) -> list[str]:
        kept = cells if deductions else (*cells[:1], *cells[1 + phases :])
        return [cell.read(lang) for cell in kept]

    grid = table("", (ELEMENT.read(lang), *shown(figure_head(given))))
    for column in grid.columns[1:-1]:
        column.justify = "right"
    for unit in given.score.units:
        if not unit.elements:
            continue
        grid.add_row(title(unit.unit, lang), *shown(sum_cells(unit, phases)), style="bold")
        for one in unit.elements:
            style = "" if one.standing is Standing.ASSESSED else "dim"
            cells = shown(element_cells(one, phases))
            grid.add_row(f"  {title(one.element, lang)}", *cells, style=style)
    grid.add_row(WHOLE.read(lang), *shown(sum_cells(given.score, phases)), style="bold")
    return grid


def _fits(grid: Table, screen: Console) -> bool:
    """Whether no word of a table is broken; of long names, which may be, a part has room."""
    grid.columns[0].max_width = _NAME
    least = screen.measure(grid, options=screen.options.update(width=_ENDLESS)).minimum
    grid.columns[0].max_width = None
    return least <= screen.width


def _print_elements(given: Scored, lang: str) -> None:
    """Print every element under its unit, and the units of which nothing is known in one line."""
    screen = console()
    screen.print(heading(given).read(lang), style="bold")
    screen.print(said(f"  {words.PERIOD.read(lang)}", str(given.assessment.period), lang))
    grid = _elements(given, lang, deductions=True)
    if not _fits(grid, screen):
        grid = _elements(given, lang, deductions=False)
        screen.print(f"  {_TOO_NARROW.read(lang)}", style="dim")
    screen.print(grid)
    unknown = [unit.unit.id for unit in given.score.units if not unit.elements]
    if unknown:
        told = said(", ".join(unknown), NO_ELEMENTS.read(lang), lang)
        screen.print(Line(f"  {UNIT.read(lang)} {told}", "dim"))


def print_scores(given: Scored, lang: str, *, explain: bool) -> None:
    """Print the elements, the indicators and the rating, and the arithmetic where it is asked for."""
    _print_elements(given, lang)
    if given.measured:
        print_sheet(indicators_sheet(given), lang)
    screen = console()
    style = _COLOUR[given.rating.state] if given.rating else ""
    for line in lines(given, lang):
        screen.print(Line(line, style))
        style = ""
    if explain:
        screen.print()
        screen.print(Line(explain_assessment(given.assessment, lang)), end="")
