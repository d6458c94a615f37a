"""What would earn the next grade: the least change of each single element, unit and figure, by arithmetic."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from mgmtsys.scoring.indicators import IndicatorKind, Measured
from mgmtsys.scoring.rating import Disqualification, Gate, Rating, RatingGrade, RatingScheme
from mgmtsys.scoring.scheme import RollUp, Scheme
from mgmtsys.scoring.score import ElementScore, Part, Score, UnitScore, parts, total
from mgmtsys.values.checked import checked


@attrs.frozen(field_transformer=checked)
class PhaseChange:
    """How far the deduction from one phase has to fall, everything else as it is."""

    phase: str
    deducted: Fraction
    #: The greatest deduction rate that is low enough.
    needed: Fraction


@attrs.frozen(field_transformer=checked)
class ElementChange:
    """The least score of one element that reaches a goal, all others as they are."""

    element: str
    unit: str
    score: Fraction
    #: The least score that is high enough.
    needed: Fraction
    #: The phases in which a lower deduction alone would do it.
    phases: tuple[PhaseChange, ...] = ()

    @property
    def gain(self) -> Fraction:
        """The points that are wanting."""
        return self.needed - self.score


@attrs.frozen(field_transformer=checked)
class FigureChange:
    """The least change of one figure, or of the number of events of one kind, that reaches a goal."""

    figure: str
    value: Fraction
    needed: Fraction


@attrs.frozen(field_transformer=checked)
class Gap:
    """A gate of the next grade that an indicator does not satisfy, and what would satisfy it."""

    measured: Measured
    gate: Gate
    #: The figures of which one alone would do it, with the value it needs.
    figures: tuple[FigureChange, ...] = ()
    #: The elements of which one alone would do it.
    elements: tuple[ElementChange, ...] = ()

    @property
    def closable(self) -> bool:
        """Whether a single change satisfies the gate."""
        return bool(self.figures or self.elements)


@attrs.frozen(field_transformer=checked)
class NextGrade:
    """The next grade, why it is not earned, and what would earn it."""

    grade: RatingGrade
    gaps: tuple[Gap, ...]
    #: The tiers of disqualification that bar from it whatever the indicators say.
    barred_by: tuple[Disqualification, ...] = ()

    @property
    def by_one_change(self) -> bool:
        """Whether some single change of an element or a figure earns the grade.

        Other indicators that use the same figure aside.
        """
        return not self.barred_by and len(self.gaps) == 1 and self.gaps[0].closable


def least_rates(given: Sequence[Part], how: RollUp, goal: Fraction) -> tuple[Fraction | None, ...]:
    """Return for each part the least rate with which the whole reaches ``goal``, the others as they are.

    ``None`` for a part that cannot do it alone. The whole, rolled up ``how``, lies below ``goal``.
    """
    if how is RollUp.WORST_CHILD:
        below = sum(part.rate < goal for part in given)
        return tuple(goal if part.rate < goal and below == 1 else None for part in given)
    weight = total(part.weight for part in given)
    wanting = goal * weight - total(part.rate * part.weight for part in given)
    found: list[Fraction | None] = []
    for part in given:
        # Compared first, since most parts cannot do it and a division is dear.
        reaches = part.weight and wanting <= (1 - part.rate) * part.weight
        found.append(part.rate + wanting / part.weight if reaches else None)
    return tuple(found)


def _phases(scheme: Scheme, element: ElementScore, wanting: Fraction) -> Iterator[PhaseChange]:
    """Yield the phases whose deduction alone can raise the element's rate by ``wanting``.

    The rate is linear in each deduction, so that its fall over the whole range gives the slope.
    """
    for place, phase in enumerate(scheme.phases):
        rates = list(element.deducted)
        now, rates[place] = rates[place], Fraction(0)
        most = scheme.kept(rates)
        rates[place] = Fraction(1)
        slope = most - scheme.kept(rates)
        if slope and wanting <= now * slope:
            yield PhaseChange(phase.id, now, needed=now - wanting / slope)


def least_changes(scheme: Scheme, score: Score, goal: Fraction) -> tuple[ElementChange, ...]:
    """Return every element that alone can raise the rate of the whole to ``goal``, and how far it must rise.

    Exact, by inverting the roll-ups, in time that grows with the number of elements. Nothing where the
    rate is not determined, or reaches ``goal`` already.
    """
    if score.rate is None or score.rate >= goal:
        return ()
    units = score.counted
    found: list[ElementChange] = []
    goals = least_rates(parts(units, scheme.whole_rate), scheme.whole_rate, goal)
    for unit, unit_goal in zip(units, goals, strict=True):
        if unit_goal is not None:
            found.extend(_elements(scheme, unit, unit_goal))
    return tuple(found)


def _elements(scheme: Scheme, unit: UnitScore, goal: Fraction) -> Iterator[ElementChange]:
    elements = unit.assessed
    goals = least_rates(parts(elements, scheme.unit_rate), scheme.unit_rate, goal)
    for element, least in zip(elements, goals, strict=True):
        full, rate = element.element.full, element.rate
        if least is not None and rate is not None and full is not None:
            yield ElementChange(
                element.element.id,
                unit.unit.id,
                score=rate * full,
                needed=least * full,
                phases=tuple(_phases(scheme, element, least - rate)),
            )


def _figures(measured: Measured, gate: Gate) -> Iterator[FigureChange]:
    """Yield the figures of which one alone moves the value to the gate; counts move in whole numbers.

    Never the exposure: more hours worked make nobody safer.
    """
    indicator = measured.indicator
    counted = total(value for _, value in measured.counted)
    base, exposure = indicator.base or Fraction(1), measured.exposure or Fraction(1)
    goal = gate.bound * exposure / base
    if indicator.counts:
        goal = Fraction(math.ceil(goal) if gate.rising else math.floor(goal))
    for name, value in measured.counted:
        needed = value + goal - counted
        if needed >= 0:
            yield FigureChange(name, value, needed=needed)


def _gap(measured: Measured, gate: Gate, scheme: Scheme, score: Score) -> Gap:
    if measured.indicator.kind is IndicatorKind.SCORE:
        return Gap(measured, gate, elements=least_changes(scheme, score, gate.bound))
    return Gap(measured, gate, figures=tuple(_figures(measured, gate)))


def next_grade(
    scheme: Scheme, score: Score, gates: RatingScheme, rating: Rating
) -> NextGrade | None:
    """Return what keeps a rating from the next grade, and the least single changes that reach it.

    None for the best grade, and where the rating is not determined.
    """
    rank = gates.rank(rating.grade.id if rating.grade else None)
    grade = gates.graded(rank + 1) if rank < gates.top else None
    if grade is None or rating.at_best is not None:
        return None
    gaps = []
    for indicator in rating.indicators:
        gate = grade.gate(indicator.measured.indicator.id)
        if gate is not None and indicator.measured.value not in gate:
            gaps.append(_gap(indicator.measured, gate, scheme, score))
    barred = tuple(tier for tier in rating.disqualified_by if gates.rank(tier.highest) <= rank)
    return NextGrade(grade, tuple(gaps), barred_by=barred)
