"""Scores and ratings as a person reads them in a terminal."""

from __future__ import annotations

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

_COLOUR = {
    RatingState.GRADED: "bold green",
    RatingState.NO_GRADE: "bold red",
    RatingState.UNDETERMINED: "bold magenta",
}


def _print_elements(given: Scored, lang: str) -> None:
    """Print every element under its unit, and the units of which nothing is known in one line."""
    phases = len(given.assessment.scheme.phases)
    screen = console()
    screen.print(heading(given).read(lang), style="bold")
    screen.print(said(f"  {words.PERIOD.read(lang)}", str(given.assessment.period), lang))
    grid = table("", (ELEMENT.read(lang), *(cell.read(lang) for cell in figure_head(given))))
    for column in grid.columns[1:-1]:
        column.justify = "right"
    unknown = []
    for unit in given.score.units:
        if not unit.elements:
            unknown.append(unit.unit.id)
            continue
        cells = (cell.read(lang) for cell in sum_cells(unit, phases))
        grid.add_row(title(unit.unit, lang), *cells, style="bold")
        for one in unit.elements:
            cells = (cell.read(lang) for cell in element_cells(one, phases))
            style = "" if one.standing is Standing.ASSESSED else "dim"
            grid.add_row(f"  {title(one.element, lang)}", *cells, style=style)
    cells = (cell.read(lang) for cell in sum_cells(given.score, phases))
    grid.add_row(WHOLE.read(lang), *cells, style="bold")
    screen.print(grid)
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
