"""Scores and ratings as a person reads them in a terminal."""

from __future__ import annotations

from rich.text import Text as Line

from mgmtsys.assessment.explanation import explain_assessment
from mgmtsys.assessment.rating import RatingState
from mgmtsys.cli.sheets import print_sheet
from mgmtsys.cli.terminal import console
from mgmtsys.reports.scores import Scored, elements_sheet, indicators_sheet, lines

_COLOUR = {
    RatingState.GRADED: "bold green",
    RatingState.NO_GRADE: "bold red",
    RatingState.UNDETERMINED: "bold magenta",
}


def print_scores(given: Scored, lang: str, *, explain: bool) -> None:
    """Print the elements, the indicators and the rating, and the arithmetic where it is asked for."""
    print_sheet(elements_sheet(given), lang)
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
