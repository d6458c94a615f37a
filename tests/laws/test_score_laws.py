"""The laws of ``Score``: monotone, order-free, within range, and never divided by what was deleted.

The oracle counts in whole hundredths and spells the handbook's four formulas out.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import attrs
from hypothesis import given, strategies as st

from mgmtsys.scoring.assessment import Assessment
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, RollUp, Scheme
from mgmtsys.scoring.score import (
    Deduction,
    Marking,
    Part,
    Score,
    Standing,
    deducted,
    roll_up,
    score,
)
from mgmtsys.testing import assessments, fractions, schemes
from mgmtsys.values.text import Text

_PERCENT = st.integers(0, 100)
_HANDBOOK = Scheme(
    (
        Phase("plan", "10%"),
        Phase("do", "20%", reduced_by=("plan",)),
        Phase("compliance", "30%", reduced_by=("plan",)),
        Phase("achievement", "40%"),
    )
)
_PHASES = ("plan", "do", "compliance", "achievement")
_PARTS = st.lists(st.builds(Part, fractions(0, 1), st.integers(0, 9).map(Fraction)), max_size=5)
_GONE = Text("does not apply")


def _one(full: int, rates: tuple[int, ...]) -> Fraction | None:
    off = tuple(
        Deduction(phase, Fraction(rate, 100)) for phase, rate in zip(_PHASES, rates, strict=True)
    )
    unit = AssessmentUnit("u", elements=(Element("e", full),))
    return score(_HANDBOOK, [unit], [Marking("e", off)]).score


def _by_hand(full: int, p: int, d: int, c: int, a: int) -> int:
    """Return the marks of an element in millionths."""
    plan = 10 * (100 - p) * 100
    do = 20 * (100 - d) * (100 - p)
    compliance = 30 * (100 - c) * (100 - p)
    achievement = 40 * (100 - a) * 100
    return full * (plan + do + compliance + achievement)


@given(st.integers(1, 500), _PERCENT, _PERCENT, _PERCENT, _PERCENT)
def test_an_element_scores_what_the_four_formulas_of_the_handbook_say(
    full: int, p: int, d: int, c: int, a: int
) -> None:
    found = _one(full, (p, d, c, a))
    assert found is not None
    assert found.numerator * 10**6 == found.denominator * _by_hand(full, p, d, c, a)


@given(_PERCENT, _PERCENT, _PERCENT)
def test_without_any_plan_the_achievement_is_left_and_without_any_doing_four_fifths(
    d: int, c: int, a: int
) -> None:
    assert _one(100, (100, d, c, a)) == Fraction(40 * (100 - a), 100)
    assert _one(100, (0, 100, 0, 0)) == 80


@given(schemes(), st.data())
def test_a_deduction_that_rises_never_raises_what_is_kept(
    scheme: Scheme, data: st.DataObject
) -> None:
    rates = [data.draw(fractions(0, 1)) for _ in scheme.phases]
    place = data.draw(st.integers(0, len(rates) - 1))
    more = list(rates)
    more[place] += (1 - rates[place]) * data.draw(fractions(0, 1))
    assert 0 <= scheme.kept(more) <= scheme.kept(rates) <= 1


@given(schemes())
def test_nothing_deducted_keeps_all_and_everything_deducted_nothing(scheme: Scheme) -> None:
    phases = len(scheme.phases)
    assert [1, 0] == [scheme.kept([Fraction(rate)] * phases) for rate in (0, 1)]


@given(schemes(), st.data())
def test_each_phase_is_reduced_by_its_own_deduction_and_by_those_it_names(
    scheme: Scheme, data: st.DataObject
) -> None:
    percents = {phase.id: data.draw(_PERCENT) for phase in scheme.phases}
    # The weights are whole numbers over one denominator, the rates whole hundredths.
    over, depth = 0, len(scheme.phases)
    whole = 1
    for phase in scheme.phases:
        whole *= phase.weight.denominator
    for phase in scheme.phases:
        share = phase.weight.numerator * whole // phase.weight.denominator
        for other, percent in percents.items():
            taken = other == phase.id or other in phase.reduced_by
            share *= 100 - percent if taken else 100
        over += share
    kept = scheme.kept([Fraction(percents[phase.id], 100) for phase in scheme.phases])
    assert kept.numerator * whole * 100**depth == kept.denominator * over


@given(_PARTS, st.sampled_from(RollUp))
def test_a_rate_that_is_rolled_up_lies_between_its_parts(parts: list[Part], how: RollUp) -> None:
    rate = roll_up(parts, how)
    counting = [one.rate for one in parts if one.weight or how is RollUp.WORST_CHILD]
    if rate is None:
        assert [] == counting
    else:
        assert min(counting) <= rate <= max(counting)


@given(_PARTS, st.sampled_from(RollUp), st.data())
def test_a_part_that_rises_never_lowers_the_rate(
    parts: list[Part], how: RollUp, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, max(len(parts) - 1, 0)))
    more = [
        attrs.evolve(one, rate=data.draw(fractions(0, 1)) * (1 - one.rate) + one.rate)
        if index == place
        else one
        for index, one in enumerate(parts)
    ]
    before, after = roll_up(parts, how), roll_up(more, how)
    assert before is after is None or (before is not None and after is not None and before <= after)


@given(
    _PARTS.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))),
    st.sampled_from(RollUp),
)
def test_the_order_of_the_parts_does_not_count(
    orders: tuple[list[Part], list[Part]], how: RollUp
) -> None:
    one, other = orders
    assert roll_up(one, how) == roll_up(other, how)


def _scored(of: Assessment) -> Score:
    return score(of.scheme, of.units, of.markings)


def _rates(of: Score) -> dict[str, Fraction | None]:
    units = {f"unit {one.unit.id}": one.rate for one in of.units}
    return units | {one.element.id: one.rate for one in of.elements} | {"whole": of.rate}


@given(assessments(), st.randoms(use_true_random=False))
def test_the_order_of_units_elements_markings_and_deductions_does_not_count(
    assessment: Assessment, shuffled: Random
) -> None:
    def mixed(given: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(shuffled.sample(given, len(given)))

    units = mixed(tuple(attrs.evolve(u, elements=mixed(u.elements)) for u in assessment.units))
    markings = mixed(
        tuple(attrs.evolve(m, deductions=mixed(m.deductions)) for m in assessment.markings)
    )
    other = score(assessment.scheme, units, markings)
    assert _rates(_scored(assessment)) == _rates(other)
    assert _scored(assessment).score == other.score


@given(assessments())
def test_every_rate_lies_between_nothing_and_all(assessment: Assessment) -> None:
    found = _scored(assessment)
    assert all(rate is None or 0 <= rate <= 1 for rate in _rates(found).values())
    points = [(one.score, one.full) for one in found.units] + [(found.score, found.full)]
    assert all(got is None or 0 <= got <= full for got, full in points)


@given(assessments(), st.data())
def test_a_further_deduction_raises_no_rate(assessment: Assessment, data: st.DataObject) -> None:
    scheme = assessment.scheme
    marks = {one.id: one.full for unit in assessment.units for one in unit.elements}
    lower = []
    for marking in assessment.markings:
        full = marks[marking.id] or Fraction(1)
        rates = deducted(scheme.phases, full, marking.deductions)
        more = tuple(
            Deduction(phase.id, (1 - rate) * data.draw(fractions(0, 1)))
            for phase, rate in zip(scheme.phases, rates, strict=True)
        )
        kept = marking.deleted is not None or not data.draw(st.booleans())
        lower.append(
            marking if kept else attrs.evolve(marking, deductions=marking.deductions + more)
        )
    before = _rates(_scored(assessment))
    after = _rates(score(scheme, assessment.units, lower))
    for id, rate in before.items():
        now = after[id]
        assert (rate is None) is (now is None)
        assert rate is None or now is None or now <= rate


@given(assessments())
def test_what_is_deleted_counts_as_if_it_had_never_been_there(assessment: Assessment) -> None:
    gone = {marking.id for marking in assessment.markings if marking.deleted is not None}
    units = tuple(
        attrs.evolve(
            unit, full=None, elements=tuple(one for one in unit.elements if one.id not in gone)
        )
        for unit in assessment.units
        # A unit of which nothing applies is none; of one without elements nothing is known.
        if not unit.elements or any(one.id not in gone for one in unit.elements)
    )
    without = score(assessment.scheme, units, assessment.markings)
    found = _scored(assessment)
    assert (without.rate, without.full, without.score) == (found.rate, found.full, found.score)
    kept = {unit.id for unit in units}
    assert [one.rate for one in without.units] == [
        one.rate for one in found.units if one.unit.id in kept
    ]


@given(assessments())
def test_where_everything_is_deleted_there_is_no_rate(assessment: Assessment) -> None:
    elements = [one.id for unit in assessment.units for one in unit.elements]
    found = score(
        assessment.scheme, assessment.units, [Marking(id, deleted=_GONE) for id in elements]
    )
    assert (Fraction(0), None, None) == (found.full, found.rate, found.score)
    assert {Standing.DELETED} >= {one.standing for one in found.elements}


@given(assessments())
def test_what_is_not_assessed_leaves_the_rate_open(assessment: Assessment) -> None:
    found = _scored(assessment)
    for unit in found.units:
        waiting = any(one.standing is Standing.NOT_ASSESSED for one in unit.elements)
        assert not waiting or (unit.rate, found.rate) == (None, None)


@given(assessments())
def test_points_off_and_the_rate_that_they_are_score_alike(assessment: Assessment) -> None:
    marks = {one.id: one.full for unit in assessment.units for one in unit.elements}
    weights = {phase.id: phase.weight for phase in assessment.scheme.phases}

    def turned(one: Deduction, full: Fraction) -> Deduction:
        has = full * weights[one.phase]
        if one.rate is not None:
            return attrs.evolve(one, rate=None, points=one.rate * has)
        assert one.points is not None
        return attrs.evolve(one, rate=one.points / has, points=None)

    markings = [
        attrs.evolve(
            one,
            deductions=tuple(turned(each, marks[one.id] or Fraction(1)) for each in one.deductions),
        )
        for one in assessment.markings
    ]
    other = score(assessment.scheme, assessment.units, markings)
    assert _rates(_scored(assessment)) == _rates(other)
