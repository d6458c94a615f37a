"""Why a score is not determined, and how much of it is known all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mgmtsys.scoring.score import Score, Standing, UnitScore
from mgmtsys.values.number import approximated, percent, plain
from mgmtsys.values.text import Text, both, listed, say

#: How many ids are named before the rest is left out, and the longest rate that is spelled exactly.
_SHOWN, _LONGEST = 10, 8


def _percent(rate: Fraction) -> str:
    exactly = percent(rate)
    if exactly.endswith("%") and len(exactly) <= _LONGEST:
        return exactly
    return f"≈ {approximated(100 * rate)}%"


def _some(ids: Sequence[str], lang: str) -> str:
    shown = listed(ids[:_SHOWN], lang)
    return shown + ("…" if len(ids) > _SHOWN else "")


def open_because(score: Score | UnitScore) -> Text:
    """Say that there is no rate, and what is known all the same."""
    if score.known is None and score.is_complete:
        return say("nothing counts, and 0/0 is no rate")
    if score.known is None:
        return say("not determined")
    kept, full = _percent(score.known), plain(score.full)
    return say("not determined: {kept} of the {full} marks known so far", kept=kept, full=full)


def wanting(score: Score | UnitScore) -> Iterator[Text]:
    """Yield what keeps a score from being determined, kind by kind."""
    by_standing = {
        standing: [element.element.id for element in score.elements if element.standing is standing]
        for standing in Standing
    }
    units = score.unknown_units if isinstance(score, Score) else ()
    for ids, en, zh in (
        (by_standing[Standing.NOT_ASSESSED], "not assessed", "未评估"),
        (by_standing[Standing.NO_MARKS], "marks not known", "分值未知"),
        (units, "units of which no element is known", "要素未知的单元"),
    ):
        if ids:
            yield both(f"{en}: {_some(ids, 'en')}", f"{zh}：{_some(ids, 'zh')}")
