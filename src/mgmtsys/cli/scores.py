"""Scores and ratings as a person reads them in a terminal."""

from __future__ import annotations

from rich.console import Console

from mgmtsys.cli.drawing import Cell, Column, Grid, Row
from mgmtsys.cli.sheets import print_sheet
from mgmtsys.cli.terminal import print_facts, print_grid, print_indented, print_line
from mgmtsys.scoring.assessment import Scored
from mgmtsys.scoring.explanation import explain_assessment, score_bounds, title
from mgmtsys.scoring.rating import RatingState
from mgmtsys.scoring.score import Standing
from mgmtsys.show import words
from mgmtsys.show.scores import (
    ELEMENT,
    NO_ELEMENTS,
    UNIT,
    element_cells,
    figure_head,
    heading,
    indicators_sheet,
    lines,
    sum_cells,
    whole,
)
from mgmtsys.values.text import Text, said

_COLOUR = {
    RatingState.GRADED: "bold green",
    RatingState.NO_GRADE: "bold red",
    RatingState.UNDETERMINED: "bold magenta",
}


def _elements(given: Scored, lang: str) -> Grid:
    """Return every element under its unit, with the deduction from each phase."""
    phases = len(given.assessment.scheme.phases)
    figures, note = [label.read(lang) for label in figure_head(given)[:-1]], figure_head(given)[-1]

    def row(name: str, cells: tuple[Text, ...], style: str, indent: int = 0) -> Row:
        return Row((Cell(name, indent=indent), *(cell.read(lang) for cell in cells)), style)

    rows = []
    for unit in given.score.units:
        if not unit.elements:
            continue
        rows.append(row(title(unit.unit, lang), sum_cells(unit, phases), "bold"))
        for one in unit.elements:
            style = "" if one.standing is Standing.ASSESSED else "dim"
            rows.append(row(title(one.element, lang), element_cells(one, phases), style, 2))
    sums = sum_cells(given.score, phases, score_bounds(given.assessment))
    rows.append(row(whole(given.score).read(lang), sums, "bold"))
    return Grid(
        (
            Column(ELEMENT.read(lang)),
            *(Column(label, "right", brief=True) for label in figures),
            Column(note.read(lang), brief=True),
        ),
        rows,
        lang=lang,
    )


def _print_elements(screen: Console, given: Scored, lang: str) -> None:
    """Print every element under its unit, and the units of which nothing is known in one line."""
    print_line(screen, heading(given).read(lang), "bold")
    print_facts(screen, [(words.PERIOD.read(lang), str(given.assessment.period))], lang)
    screen.print()
    print_grid(screen, _elements(given, lang))
    unknown = [unit.unit.id for unit in given.score.units if not unit.elements]
    if unknown:
        told = said(", ".join(unknown), NO_ELEMENTS.read(lang), lang)
        print_line(screen, f"{UNIT.read(lang)} {told}", "dim", indent=2)


def print_scores(screen: Console, given: Scored, lang: str, *, explain: bool) -> None:
    """Print the elements, the indicators and the rating, and the arithmetic where it is asked for."""
    _print_elements(screen, given, lang)
    if given.measured:
        screen.print()
        print_sheet(screen, indicators_sheet(given), lang)
    screen.print()
    style = _COLOUR[given.rating.state] if given.rating else ""
    for line in lines(given, lang):
        print_indented(screen, line, style)
        style = ""
    if explain:
        screen.print()
        for line in explain_assessment(given.assessment, lang).splitlines():
            print_indented(screen, line)
