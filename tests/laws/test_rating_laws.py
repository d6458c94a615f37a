"""The laws of ``Rating``: monotone, and never above the lowest indicator.

The oracle looks for the best grade all of whose gates hold, instead of taking the lowest of the grades.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import attrs
from hypothesis import given, strategies as st

from mgmtsys.scoring.assessment import Assessment, measures_of, rating_of
from mgmtsys.scoring.indicators import (
    Event,
    EventKind,
    IndicatorKind,
    Measured,
    RatingIndicator,
    incidence_rate,
)
from mgmtsys.scoring.rating import Rating, RatingScheme, RatingState, rate
from mgmtsys.testing import assessments, events, fractions, rating_schemes
from mgmtsys.values.number import exact
from mgmtsys.values.text import Text

_INDICATORS = (
    RatingIndicator("score", IndicatorKind.SCORE),
    RatingIndicator("defects", IndicatorKind.FIGURE, of=("defects",)),
    RatingIndicator("spills", IndicatorKind.EVENTS, of=("spill",)),
)
_KINDS = (EventKind("spill", levels=("general", "major")), EventKind("fire"))
_SCHEMES = rating_schemes(_INDICATORS, _KINDS)
_VALUES = st.tuples(fractions(0, 1), fractions(0, 9), fractions(0, 9))
_REASON = Text("not stated")
_EVENTS = st.lists(events(_KINDS), max_size=3)


def _measured(values: tuple[Fraction | None, ...]) -> list[Measured]:
    return [Measured(one, value) for one, value in zip(_INDICATORS, values, strict=True)]


def _rank(scheme: RatingScheme, rating: Rating) -> int:
    return scheme.rank(rating.grade.id if rating.grade else None)


def _best(scheme: RatingScheme, values: tuple[Fraction, ...], happened: list[Event]) -> int:
    """Return the rank of the best grade that is open and of which every gate holds."""
    named = {one.id: value for one, value in zip(_INDICATORS, values, strict=True)}
    limit = len(scheme.grades)
    for tier in scheme.disqualifications:
        for event in happened:
            for trigger in tier.triggers:
                same = event.kind == trigger.kind and event.count > 0
                if same and (trigger.levels == () or event.level in trigger.levels):
                    order = [grade.id for grade in reversed(scheme.grades)]
                    limit = min(limit, order.index(tier.highest) + 1 if tier.highest else 0)
    for place, grade in enumerate(scheme.grades):
        rank = len(scheme.grades) - place
        holds = all(
            named[gate.id] >= gate.at_least if gate.at_least is not None else
            gate.at_most is not None and named[gate.id] <= gate.at_most
            for gate in grade.gates
        )  # fmt: skip
        if holds and rank <= limit:
            return rank
    return 0


@given(_SCHEMES, _VALUES, _EVENTS)
def test_the_grade_is_the_best_of_which_every_gate_holds_and_that_is_open(
    scheme: RatingScheme, values: tuple[Fraction, ...], happened: list[Event]
) -> None:
    rating = rate(scheme, _measured(values), happened)
    assert _best(scheme, values, happened) == _rank(scheme, rating)
    assert rating.state is (RatingState.GRADED if rating.grade else RatingState.NO_GRADE)


@given(_SCHEMES, _VALUES, _EVENTS)
def test_the_grade_is_never_above_the_lowest_indicator_and_is_that_where_nothing_happened(
    scheme: RatingScheme, values: tuple[Fraction, ...], happened: list[Event]
) -> None:
    alone = [one.rank for one in rate(scheme, _measured(values), happened).indicators]
    ranks = [rank for rank in alone if rank is not None]
    lowest = min([scheme.top, *ranks])
    assert lowest >= _rank(scheme, rate(scheme, _measured(values), happened))
    assert lowest == _rank(scheme, rate(scheme, _measured(values), ()))


@given(_SCHEMES, _VALUES, _VALUES, _EVENTS)
def test_a_better_value_never_earns_a_lower_grade(
    scheme: RatingScheme,
    one: tuple[Fraction, ...],
    other: tuple[Fraction, ...],
    happened: list[Event],
) -> None:
    rising = {gate.id: gate.rising for grade in scheme.grades for gate in grade.gates}
    pairs = list(zip(_INDICATORS, one, other, strict=True))
    better = tuple(max(a, b) if rising.get(i.id, True) else min(a, b) for i, a, b in pairs)
    lesser = _rank(scheme, rate(scheme, _measured(one), happened))
    assert lesser <= _rank(scheme, rate(scheme, _measured(better), happened))


@given(_SCHEMES, _VALUES, _EVENTS, _EVENTS)
def test_further_events_never_earn_a_better_grade(
    scheme: RatingScheme, values: tuple[Fraction, ...], some: list[Event], more: list[Event]
) -> None:
    before = _rank(scheme, rate(scheme, _measured(values), some))
    assert before >= _rank(scheme, rate(scheme, _measured(values), some + more))


def _outcomes(
    scheme: RatingScheme,
    values: tuple[Fraction, ...],
    hidden: set[int],
    happened: list[Event] | None,
) -> set[int]:
    """Return the ranks that the worst and the best of what is hidden can come to."""
    extremes = [
        (Fraction(0), Fraction(1 if n == 0 else 10)) if n in hidden else (value,)
        for n, value in enumerate(values)
    ]
    triggers = [one for tier in scheme.disqualifications for one in tier.triggers]
    single = [[Event(one.kind, next(iter(one.levels), None))] for one in triggers]
    possible = [[], *single] if happened is None else [happened]
    return {_best(scheme, some, each) for some in product(*extremes) for each in possible}


@given(_SCHEMES, _VALUES, st.sets(st.integers(0, 2)), st.none() | _EVENTS)
def test_a_grade_is_undetermined_exactly_where_it_depends_on_what_is_not_stated(
    scheme: RatingScheme,
    values: tuple[Fraction, ...],
    hidden: set[int],
    happened: list[Event] | None,
) -> None:
    open_ = [
        attrs.evolve(one, value=None, reason=_REASON) if n in hidden else one
        for n, one in enumerate(_measured(values))
    ]
    rating = rate(scheme, open_, happened)
    outcomes = _outcomes(scheme, values, hidden, happened)
    assert (rating.state is RatingState.UNDETERMINED) is (len(outcomes) > 1)
    if rating.state is RatingState.UNDETERMINED:
        assert rating.at_best is not None
        assert (None, max(outcomes)) == (rating.grade, scheme.rank(rating.at_best.id))
    else:
        assert {_rank(scheme, rating)} == outcomes


@given(st.integers(0, 50), fractions(1, 10**6), fractions(1, 10**6))
def test_an_incidence_rate_is_the_cases_over_the_exposure_in_units_of_the_base(
    count: int, exposure: Fraction, base: Fraction
) -> None:
    found = incidence_rate(count, exposure, base)
    left = found.numerator * exposure.numerator * base.denominator
    assert left == count * base.numerator * exposure.denominator * found.denominator


@given(assessments(complete=True))
def test_what_the_score_is_rated_by_is_the_rate_of_the_whole(assessment: Assessment) -> None:
    rating = rating_of(assessment)
    assert rating is not None
    values = {one.indicator.id: one for one in measures_of(assessment)}
    assert all(one.measured == values[one.measured.indicator.id] for one in rating.indicators)
    assert all(exact(one.value) >= 0 for one in values.values() if one.value is not None)
