"""What the result of a sample says of its population: exact bounds on how many units deviate."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

import attrs

from mgmtsys.fieldwork.drawing import Sample
from mgmtsys.fieldwork.sample_size import USUAL_CONFIDENCE
from mgmtsys.fieldwork.sampling import SelectionKind
from mgmtsys.fieldwork.strata import SampledPart, are_judged_as_one, most_of_all, most_of_one
from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import outside, refuse
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.text import say


class RiskSide(enum.Enum):
    """On which side a statement may be wrong."""

    #: The risk is halved between too few and too many.
    BOTH = "both"
    #: All of the risk is that there are more than the upper bound.
    UPPER = "upper"
    #: All of the risk is that there are fewer than the lower bound.
    LOWER = "lower"


class ConclusionGround(enum.Enum):
    """What a statement about a population rests on."""

    #: On the selection alone: the confidence holds whatever the population is like.
    SELECTION = "selection"
    #: Besides, on an order of the list that has nothing to do with what is looked for.
    LIST_ORDER = "list_order"
    #: On what was seen alone; nothing is concluded for units that were not looked at.
    WHAT_WAS_SEEN = "what_was_seen"


@attrs.frozen(field_transformer=checked)
class PartBounds:
    """How many members of a part deviate: what was found, and from how many to how many there are."""

    #: The stratum, or ``None`` for all.
    name: str | None
    size: int
    taken: int
    found: int
    low: int
    high: int


@attrs.frozen(field_transformer=checked)
class SampleConclusion:
    """What a sample says of its population.

    The confidence is reached at least, whatever the population. What is counted are units; where
    batches were drawn, batches, of which one deviates when any of its units does.
    """

    #: ``None`` where units were named by judgement, and the bounds are certain.
    confidence: Fraction | None
    side: RiskSide
    ground: ConclusionGround
    total: PartBounds
    #: Where the population is divided into strata: each of them, within the confidence of the whole.
    strata: tuple[PartBounds, ...] = ()


@attrs.frozen(field_transformer=checked)
class SamplingRecord:
    """What is recorded of a sample: how it was drawn, and what follows once it has been looked at."""

    sample: Sample
    conclusion: SampleConclusion | None = None


def bounds(
    size: int, taken: int, found: int, confidence: Fraction, side: RiskSide = RiskSide.BOTH
) -> tuple[int, int]:
    """Return from how many to how many of ``size`` units deviate, ``found`` of ``taken`` drawn ones having.

    The exact bounds of Clopper and Pearson for a sample without replacement: the upper bound is the
    greatest number under which so few would be found with a chance above the risk, the lower bound
    the least under which so many would. With the confidence 1 they are what is certain.

    >>> bounds(20, 19, 0, Fraction(19, 20), RiskSide.UPPER), bounds(20, 18, 0, Fraction(19, 20), RiskSide.UPPER)
    ((0, 0), (0, 1))
    """
    return _sided(
        size,
        taken,
        found,
        confidence,
        side,
        lambda seen, risk: most_of_one(size, taken, seen, risk),
    )


def _sided(
    size: int,
    taken: int,
    found: int,
    confidence: Fraction,
    side: RiskSide,
    most: Callable[[int, Fraction], int],
) -> tuple[int, int]:
    """Return both bounds by the upper one alone: few deviate where many of the others do not."""
    risk = (1 - confidence) / (2 if side is RiskSide.BOTH else 1)
    low = found if side is RiskSide.UPPER else size - most(taken - found, risk)
    high = size - taken + found if side is RiskSide.LOWER else most(found, risk)
    return low, high


def _together(
    parts: Sequence[SampledPart], strata: Sequence[PartBounds], confidence: Fraction, side: RiskSide
) -> PartBounds:
    """Return the bounds of the whole: one statement where it has its own, else the sums over the strata."""
    size, taken, found, low, high = (
        sum(getattr(stratum, figure) for stratum in strata)
        for figure in ("size", "taken", "found", "low", "high")
    )

    if are_judged_as_one(parts, 1 - confidence):
        low, high = _sided(
            size, taken, found, confidence, side, lambda seen, risk: most_of_all(parts, seen, risk)
        )
    return PartBounds(None, size, taken=taken, found=found, low=low, high=high)


def conclude(
    sample: Sample,
    deviating: Collection[str],
    confidence: Fraction | None = None,
    side: RiskSide | None = None,
) -> SampleConclusion:
    """Return what it says of the population that these units of the sample deviate, and no others of it.

    The confidence is the plan's own where none is given, and so is the side: the upper one where the
    plan has an acceptance number, both otherwise. Of several strata each gets its part of the
    risk, so that the bounds of all strata hold together. Raises
    :class:`InvalidDocument` for a unit that is not in the sample, and a confidence that is none.
    """
    kind = sample.plan.selection.kind
    certain = kind is SelectionKind.JUDGEMENT
    size = sample.plan.size
    if confidence is None:
        confidence = USUAL_CONFIDENCE if size is None else size.confidence
    if side is None:
        side = RiskSide.BOTH if size is None or size.attribute is None else RiskSide.UPPER
    sampled = {unit.id: unit.group for unit in sample.units}
    refuse(
        [
            *outside(("confidence",), confidence),
            *(
                Problem(
                    ("deviating", id),
                    say("{id!r} is not in the sample: expected one of its units", id=id),
                )
                for id in deviating
                if id not in sampled
            ),
        ]
    )
    risk = Fraction(0) if certain else (1 - confidence) / len(sample.parts)
    groups = [sampled[id] for id in dict.fromkeys(deviating)]
    if kind is SelectionKind.STRATIFIED:
        by_stratum = Counter(groups)
        strata = tuple(_part(part, by_stratum[part.name], 1 - risk, side) for part in sample.parts)
        total = _together(sample.parts, strata, confidence, side)
    else:
        strata = ()
        found = len(set(groups)) if kind is SelectionKind.BATCH else len(groups)
        total = _part(sample.parts[0], found, 1 - risk, side)
    return SampleConclusion(
        None if certain else confidence, side, ground=_GROUNDS[kind], total=total, strata=strata
    )


_GROUNDS = dict.fromkeys(SelectionKind, ConclusionGround.SELECTION) | {
    SelectionKind.INTERVAL: ConclusionGround.LIST_ORDER,
    SelectionKind.JUDGEMENT: ConclusionGround.WHAT_WAS_SEEN,
}


def _part(part: SampledPart, found: int, confidence: Fraction, side: RiskSide) -> PartBounds:
    low, high = bounds(part.size, part.taken, found, confidence, side)
    return PartBounds(part.name, part.size, taken=part.taken, found=found, low=low, high=high)
