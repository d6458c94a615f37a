"""The laws of targets as sets and of their regions; portion decides as well, and single values do."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import portion
from hypothesis import given, strategies as st

from mgmtsys.system.bound import CHANGES, STRICT, Bound, TargetKind
from mgmtsys.system.deviation import Basis, deviation_of
from mgmtsys.system.region import Region
from mgmtsys.system.target import Target
from mgmtsys.testing import quantities, regions
from mgmtsys.testing.measuring import QUANTITATIVE, satisfiable
from mgmtsys.values.exceptions import InvalidTarget
from mgmtsys.values.units import Quantity, Unit

_KWH = Unit.parse("kWh")
_NUMBERS = st.integers(-3, 3)
_SIZES = st.integers(0, 3)
_KINDS = st.sampled_from(sorted(QUANTITATIVE - {TargetKind.ZERO}, key=lambda kind: kind.value))
#: Where limits lie, between them, and beyond them all.
_VALUES = [Fraction(number, 4) for number in range(-60, 61)]


def _kwh(number: Fraction | int) -> Quantity:
    return Quantity(number, _KWH)


@st.composite
def _bound(draw: st.DrawFn) -> Bound:
    """Draw a bound at one of few whole numbers, so that limits coincide."""
    kind, number, size = draw(_KINDS), draw(_NUMBERS), draw(_SIZES)
    if kind in CHANGES:
        baseline = draw(st.none() | _NUMBERS.map(_kwh))
        return Bound(kind, rate=Fraction(size, 2), baseline=baseline)
    if kind is TargetKind.BETWEEN:
        return Bound(kind, limit=_kwh(number), upper=_kwh(number + size))
    if kind is TargetKind.EXACTLY:
        return Bound(kind, limit=_kwh(number), tolerance=_kwh(size))
    return Bound(kind, limit=_kwh(number))


_ANY = st.lists(_bound(), max_size=3)
#: Those that some value satisfies together.
_BOUNDS = _ANY.map(lambda bounds: list(satisfiable(bounds).stated))


def _target(bounds: list[Bound]) -> Target:
    """Return the target of the bounds, of those that leave a value beside the ones before them."""
    return satisfiable(bounds)


def _adds_nothing(target: Target, bound: Bound) -> bool:
    try:
        return target == target & Target((bound,))
    except InvalidTarget:
        return False


def _known(bounds: list[Bound]) -> list[Bound]:
    return [bound for bound in bounds if not bound.waits]


def _interval(bound: Bound, baseline: int = 0) -> Any:
    """Return the values of a bound as portion has them."""
    infinity = portion.inf
    if bound.kind is TargetKind.BETWEEN and bound.limit and bound.upper:
        return portion.closed(bound.limit.magnitude, bound.upper.magnitude)
    if bound.kind is TargetKind.EXACTLY and bound.limit and bound.tolerance:
        middle, wide = bound.limit.magnitude, bound.tolerance.magnitude
        return portion.closed(middle - wide, middle + wide)
    if bound.rate is not None:
        given_ = bound.baseline.magnitude if bound.baseline else Fraction(baseline)
        step = bound.rate * abs(given_)
        if bound.kind is TargetKind.REDUCE_BY:
            return portion.openclosed(-infinity, given_ - step)
        return portion.closedopen(given_ + step, infinity)
    limit = bound.limit.magnitude if bound.limit else Fraction(0)
    rising = bound.kind in (TargetKind.AT_LEAST, TargetKind.ABOVE)
    open_ = bound.kind in STRICT
    if rising:
        return (portion.open if open_ else portion.closedopen)(limit, infinity)
    return (portion.open if open_ else portion.openclosed)(-infinity, limit)


def _meet(bounds: list[Bound], baseline: int = 0) -> Any:
    whole = portion.open(-portion.inf, portion.inf)
    for bound in bounds:
        whole &= _interval(bound, baseline)
    return whole


@given(_ANY.map(_known))
def test_bounds_are_refused_exactly_where_portion_finds_no_value(bounds: list[Bound]) -> None:
    try:
        Target(tuple(bounds))
    except InvalidTarget:
        assert _meet(bounds).empty
    else:
        assert not _meet(bounds).empty


@given(_BOUNDS.map(_known), _BOUNDS.map(_known))
def test_the_order_is_that_of_intervals(one: list[Bound], two: list[Bound]) -> None:
    less, more = _target(one), _target(two)
    assert (_meet(one) in _meet(two)) is (less <= more)
    assert (_meet(one) == _meet(two)) is less.same_set(more)


@given(_BOUNDS, _BOUNDS)
def test_with_an_unknown_baseline_the_order_holds_on_every_positive_one(
    one: list[Bound], two: list[Bound]
) -> None:
    less, more = _target(one), _target(two)
    # Limits are whole and shares halves, so that twelfths lie on, between and beyond all meetings.
    tried = [Fraction(number, 12) for number in range(1, 100)]
    every = all(_meet(one, each) in _meet(two, each) for each in tried)  # type: ignore[arg-type]
    assert every is (less <= more)


@given(_BOUNDS, _BOUNDS, _BOUNDS)
def test_equal_targets_stay_equal_whatever_they_meet(
    one: list[Bound], two: list[Bound], three: list[Bound]
) -> None:
    target = _target(one)
    implied = [bound for bound in two if _adds_nothing(target, bound)]
    beside, alone = _target([*one, *implied, *three]), _target([*one, *three])
    assert (alone, hash(alone)) == (beside, hash(beside))


@given(_BOUNDS, _BOUNDS)
def test_equal_targets_hold_and_miss_alike(one: list[Bound], two: list[Bound]) -> None:
    target = _target(one)
    other = Target(tuple(bound for bound in two if _adds_nothing(target, bound))) & target
    assert target == other
    try:
        target, other = target.against(_kwh(2)), other.against(_kwh(2))
    except InvalidTarget:
        return
    assert target == other
    for number in _VALUES[::4]:
        value = _kwh(number)
        assert (value in target) is (value in other)
        for basis in (None, *Basis):
            assert deviation_of(target, value, basis) == deviation_of(other, value, basis)


@given(_BOUNDS)
def test_a_target_is_that_of_the_bounds_that_decide(bounds: list[Bound]) -> None:
    target = _target(bounds)
    assert target == Target(target.bounds)
    assert set(target.bounds) == set(Target(target.bounds).bounds)


@given(_BOUNDS.map(_known), _BOUNDS.map(_known))
def test_a_region_holds_what_its_targets_do(one: list[Bound], two: list[Bound]) -> None:
    left, right = _target(one), _target(two)
    for number in _VALUES:
        value = _kwh(number)
        assert (value in left) is (value in left.region)
        assert (value not in left) is (value in ~left)
        assert (value in left or value in right) is (value in left | right)


_OF_KWH = regions(_KWH)


@given(_OF_KWH, _OF_KWH, _OF_KWH)
def test_regions_are_a_boolean_algebra(one: Region, two: Region, three: Region) -> None:
    assert ~~one == one == one & one == one | one == one & (one | two) == one | (one & two)
    assert (one & two, one | two) == (two & one, two | one)
    assert one & (two | three) == (one & two) | (one & three)
    assert ~(one & two) == ~one | ~two
    assert ((one & ~one).is_empty, (~(one | ~one)).is_empty) == (True, True)
    assert (one <= two) is (one & two == one) is (one | two == two)
    assert (one < two) is (one <= two and one != two)


@given(_OF_KWH, _OF_KWH, quantities(_KWH))
def test_membership_of_regions_is_a_homomorphism(one: Region, two: Region, value: Quantity) -> None:
    assert (value in one and value in two) is (value in one & two)
    assert (value in one or value in two) is (value in one | two)
    assert (value not in one) is (value in ~one)
