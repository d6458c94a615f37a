"""Why a score is not determined, and how much of it is known all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mgmtsys.scoring.score import Score, Standing, UnitScore
from mgmtsys.values.number import near_percent, plain
from mgmtsys.values.text import Text, in_a_row, say

#: How many ids are named before the rest is left out.
_SHOWN = 10


def _some(ids: Sequence[str]) -> Text:
    shown = in_a_row(ids[:_SHOWN])
    return say("{ids}…", ids=shown) if len(ids) > _SHOWN else shown


def open_because(score: Score | UnitScore) -> Text:
    """Say that there is no rate, and what is known all the same."""
    if score.known is None and score.is_complete:
        return say("nothing counts, and 0/0 is not a rate")
    if score.known is None:
        return say("undetermined")
    kept, full = near_percent(score.known), plain(score.full)
    return say("undetermined: {kept} of the {full} marks known so far", kept=kept, full=full)


def wanting(score: Score | UnitScore) -> Iterator[Text]:
    """Yield what keeps a score from being determined, kind by kind."""
    by_standing = {
        standing: [element.element.id for element in score.elements if element.standing is standing]
        for standing in Standing
    }
    if ids := by_standing[Standing.NOT_ASSESSED]:
        yield say("not assessed: {elements}", elements=_some(ids))
    if ids := by_standing[Standing.NO_MARKS]:
        yield say("marks not known: {elements}", elements=_some(ids))
    if isinstance(score, Score) and score.unknown_units:
        yield say("units of which no element is known: {units}", units=_some(score.unknown_units))
