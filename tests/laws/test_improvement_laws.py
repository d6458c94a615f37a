"""What is said to be the least change that reaches a goal reaches it, and anything less does not.

Tried out: the change is made and everything is scored again.
"""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import assume, given, strategies as st

from mgmtsys.scoring.assessment import Assessment, next_grade, rating_of, score_of
from mgmtsys.scoring.improvement import (
    ElementChange,
    FigureChange,
    Gap,
    PhaseChange,
    least_changes,
    least_rates,
)
from mgmtsys.scoring.indicators import IndicatorKind, measure
from mgmtsys.scoring.scheme import RollUp
from mgmtsys.scoring.score import Deduction, Part, Score, parts, roll_up, score
from mgmtsys.testing import assessments, fractions

_PARTS = st.lists(
    st.builds(Part, fractions(0, 1), st.integers(0, 9).map(Fraction)), min_size=1, max_size=5
)
_SLIGHTLY = Fraction(1, 10**9)


@given(_PARTS, st.sampled_from(RollUp), fractions(0, 1))
def test_the_least_rate_of_one_part_just_reaches_the_goal(
    given_: list[Part], how: RollUp, goal: Fraction
) -> None:
    now = roll_up(given_, how)
    assume(now is not None and now < goal)
    for place, least in enumerate(least_rates(given_, how, goal)):

        def reached(rate: Fraction, place: int = place) -> bool:
            moved = list(given_)
            moved[place] = attrs.evolve(moved[place], rate=rate)
            found = roll_up(moved, how)
            return found is not None and found >= goal

        if least is None:
            assert not reached(Fraction(1))
        else:
            assert reached(least)
            assert not reached(least - _SLIGHTLY)


def _rate_with(assessment: Assessment, scored: Score, element: str, rate: Fraction) -> Fraction:
    """Return the rate of the whole, with the rate of one element instead of its own."""
    units = []
    for unit in scored.units:
        moved = tuple(
            attrs.evolve(one, rate=rate) if one.element.id == element else one
            for one in unit.elements
        )
        how = assessment.scheme.unit_rate
        units.append(attrs.evolve(unit, elements=moved, known=roll_up(parts(moved, how), how)))
    how = assessment.scheme.whole_rate
    found = roll_up(parts(units, how), how)
    assert found is not None
    return found


def _deducting(
    assessment: Assessment, change: ElementChange, phase: PhaseChange, rate: Fraction
) -> Fraction | None:
    """Return the rate of the whole, with one deduction of an element instead of those of the phase."""
    markings = tuple(
        attrs.evolve(
            one,
            deductions=(
                *(each for each in one.deductions if each.phase != phase.phase),
                Deduction(phase.phase, rate),
            ),
        )
        if one.id == change.element
        else one
        for one in assessment.markings
    )
    return score(assessment.scheme, assessment.units, markings).rate


@given(assessments(complete=True), fractions(0, 1))
def test_the_least_change_of_one_element_just_reaches_the_goal(
    assessment: Assessment, goal: Fraction
) -> None:
    scored = score_of(assessment)
    changes = {one.element: one for one in least_changes(assessment.scheme, scored, goal)}
    if scored.rate is None:
        assert {} == changes
        return
    for element in scored.elements:
        if element.rate is None or element.element.full is None:
            assert element.element.id not in changes
            continue
        id, full = element.element.id, element.element.full
        change = changes.get(id)
        if scored.rate >= goal:
            assert change is None
        elif change is None:
            assert _rate_with(assessment, scored, id, Fraction(1)) < goal
        else:
            assert _rate_with(assessment, scored, id, change.needed / full) >= goal
            assert _rate_with(assessment, scored, id, change.needed / full - _SLIGHTLY) < goal
            assert element.score == change.score == change.needed - change.gain


@given(assessments(complete=True), fractions(0, 1))
def test_the_least_change_of_one_deduction_just_reaches_the_goal(
    assessment: Assessment, goal: Fraction
) -> None:
    scored = score_of(assessment)
    rates = {one.element.id: one.deducted for one in scored.elements}
    for change in least_changes(assessment.scheme, scored, goal):
        named = {one.phase: one for one in change.phases}
        for phase, now in zip(assessment.scheme.phases, rates[change.element], strict=True):
            one = named.get(phase.id, PhaseChange(phase.id, now, needed=Fraction(0)))
            best = _deducting(assessment, change, one, one.needed)
            assert best is not None
            assert (best >= goal) is (phase.id in named)
            if phase.id in named:
                worse = _deducting(assessment, change, one, one.needed + _SLIGHTLY)
                assert worse is not None
                assert one.deducted == now > one.needed >= 0
                assert worse < goal


def _value_with(gap: Gap, change: FigureChange, value: Fraction) -> Fraction | None:
    measured = gap.measured
    figures = dict(measured.counted)
    if measured.indicator.per is not None and measured.exposure is not None:
        figures[measured.indicator.per] = measured.exposure
    figures[change.figure] = value
    if measured.indicator.kind is IndicatorKind.EVENTS:
        return sum((figures[kind] for kind in measured.indicator.of), Fraction(0))
    return measure(measured.indicator, None, figures, None).value


@given(assessments(complete=True))
def test_the_least_change_of_one_figure_just_satisfies_the_gate(assessment: Assessment) -> None:
    coming = next_grade(assessment)
    for gap in coming.gaps if coming else ():
        assert gap.measured.value not in gap.gate
        for change in gap.figures:
            assert _value_with(gap, change, change.needed) in gap.gate
            whole = gap.measured.indicator.counts and change.figure != gap.measured.indicator.per
            step = Fraction(1) if whole else _SLIGHTLY
            back = step if change.value > change.needed else -step
            assert _value_with(gap, change, change.needed + back) not in gap.gate


@given(assessments() | assessments(complete=True))
def test_the_next_grade_is_the_one_above_and_is_barred_or_has_a_gap(assessment: Assessment) -> None:
    rating, coming = rating_of(assessment), next_grade(assessment)
    if rating is None or assessment.rating is None or rating.at_best is not None:
        assert coming is None
        return
    rank = assessment.rating.rank(rating.grade.id if rating.grade else None)
    if coming is None:
        assert rank == assessment.rating.top
        return
    assert assessment.rating.rank(coming.grade.id) == rank + 1
    assert coming.gaps or coming.barred_by
    assert coming.by_one_change <= (len(coming.gaps) == 1)
