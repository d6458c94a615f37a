"""The laws of ``Target``: a bounded meet-semilattice of sets of quantities, whatever their units.

The oracle decides membership with bare whole numbers.
"""

from __future__ import annotations

import functools
import operator
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from mgmtsys.system.bound import CHANGES, STRICT, Bound, TargetKind
from mgmtsys.system.target import Target
from mgmtsys.testing import bounds, compatible_units, days, quantities, units
from mgmtsys.testing.measuring import QUANTITATIVE, known_targets
from mgmtsys.values.exceptions import InvalidTarget
from mgmtsys.values.units import Quantity, Unit

_WHOLE = st.integers(-300, 300)
_SIZE = st.integers(0, 300)
_KWH = Unit.parse("kWh")
_BASELINE = Quantity(100, _KWH)


def _kwh(number: int) -> Quantity:
    return Quantity(number, _KWH)


def _built(kind: TargetKind, limit: int, size: int) -> Target:
    """Return the target of a kind at ``limit``; ``size`` is its width, tolerance or per cent."""
    match kind:
        case TargetKind.ZERO:
            return Target.zero()
        case TargetKind.EXACTLY:
            return Target.exactly(_kwh(limit), _kwh(size))
        case TargetKind.BETWEEN:
            return Target.between(_kwh(limit), _kwh(limit + size))
        case TargetKind.REDUCE_BY:
            return Target.reduce_by(f"{size}%", _kwh(limit))
        case TargetKind.INCREASE_BY:
            return Target.increase_by(f"{size}%", _kwh(limit))
    return Target((Bound(kind, limit=_kwh(limit)),))


def _asked(kind: TargetKind, value: int, limit: int, size: int) -> bool:
    """Say in whole numbers whether ``value`` is what the target of a kind asks for."""
    return {
        TargetKind.AT_LEAST: value >= limit,
        TargetKind.AT_MOST: value <= limit,
        TargetKind.ABOVE: value > limit,
        TargetKind.BELOW: value < limit,
        TargetKind.ZERO: value == 0,
        TargetKind.EXACTLY: -size <= value - limit <= size,
        TargetKind.BETWEEN: limit <= value <= limit + size,
        TargetKind.REDUCE_BY: 100 * value <= 100 * limit - size * abs(limit),
        TargetKind.INCREASE_BY: 100 * value >= 100 * limit + size * abs(limit),
    }[kind]


def _together(drawn: tuple[Any, ...]) -> tuple[Any, ...]:
    """Leave out the targets that no value satisfies beside those before them."""
    *given, value = drawn
    kept: list[Target] = []
    for target in given:
        try:
            functools.reduce(operator.and_, [*kept, target])
        except InvalidTarget:
            kept.append(Target())
        else:
            kept.append(target)
    return (*kept, value)


def _cases(count: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy for targets and one value that can be held against each of them."""
    return units().flatmap(
        lambda unit: st.tuples(*(known_targets(unit) for _ in range(count)), quantities(unit)).map(
            _together
        )
    )


@pytest.mark.parametrize("kind", [kind for kind in TargetKind if kind in QUANTITATIVE])
@given(_WHOLE, _WHOLE, _SIZE, st.booleans())
def test_membership_is_what_whole_numbers_say(
    kind: TargetKind, actual: int, limit: int, size: int, on_limit: bool
) -> None:
    value = limit if on_limit else actual
    assert _asked(kind, value, limit, size) is (_kwh(value) in _built(kind, limit, size))


@given(_cases(3))
def test_meeting_is_associative(case: tuple[Target, Target, Target, Quantity]) -> None:
    one, two, three, _ = case
    assert (one & two) & three == one & (two & three)


@given(_cases(2))
def test_meeting_is_commutative_and_hashes_alike(case: tuple[Target, Target, Quantity]) -> None:
    one, two, _ = case
    assert one & two == two & one
    assert hash(one & two) == hash(two & one)


@given(_cases(1))
def test_meeting_is_idempotent(case: tuple[Target, Quantity]) -> None:
    target, _ = case
    assert target == target & target


@given(_cases(1))
def test_the_target_without_bounds_is_the_top(case: tuple[Target, Quantity]) -> None:
    target, value = case
    assert target == target & Target() == Target() & target
    assert value in Target()


@given(_cases(2))
def test_membership_is_a_homomorphism(case: tuple[Target, Target, Quantity]) -> None:
    one, two, value = case
    assert (value in one and value in two) is (value in one & two)


@given(quantities())
def test_strict_targets_do_not_complement_each_other_on_the_limit(limit: Quantity) -> None:
    assert (False, False) == (limit in Target.above(limit), limit in Target.below(limit))


@given(_cases(1), st.data())
def test_a_change_of_unit_never_changes_membership(
    case: tuple[Target, Quantity], data: st.DataObject
) -> None:
    target, value = case
    restated = value.to(data.draw(compatible_units(value.unit)))
    # Zero is no target for a scale whose zero is a point of it.
    assert not target.fits(restated.unit) or (value in target) is (restated in target)


@given(_cases(1), st.data())
def test_a_target_restated_in_other_units_is_the_same_target(
    case: tuple[Target, Quantity], data: st.DataObject
) -> None:
    target, value = case

    def restate(quantity: Quantity | None, *, share: bool = False) -> Quantity | None:
        unit = data.draw(compatible_units(quantity.unit)) if quantity else None
        # A change is no share of a point of a scale.
        return quantity and quantity.to(unit.interval if unit and share else unit or "1")

    other = Target(
        tuple(
            attrs.evolve(
                bound,
                limit=restate(bound.limit),
                upper=restate(bound.upper),
                baseline=restate(bound.baseline, share=bound.kind in CHANGES),
            )
            for bound in target.bounds
        )
    )
    assert (target, hash(target)) == (other, hash(other))
    assert (value in target) is (value in other)


@given(_cases(1))
def test_a_value_is_in_a_target_when_it_misses_no_bound(case: tuple[Target, Quantity]) -> None:
    target, value = case
    assert (not target.misses(value)) is (value in target)


@given(_cases(1))
def test_a_miss_is_never_negative_and_nothing_only_on_a_strict_limit(
    case: tuple[Target, Quantity],
) -> None:
    target, value = case
    for bound in target.bounds:
        miss = bound.miss(value)
        if miss is not None:
            assert miss.amount.magnitude >= 0
            assert miss.amount.magnitude > 0 or bound.kind in STRICT


@given(_cases(1))
def test_taking_a_miss_off_a_value_meets_the_bound_or_its_limit(
    case: tuple[Target, Quantity],
) -> None:
    target, value = case
    for bound in target.bounds:
        miss = bound.miss(value)
        if miss is not None:
            near = [bound.miss(value + miss.amount), bound.miss(value - miss.amount)]
            assert any(one is None or not one.amount.magnitude for one in near)


@given(_cases(1))
def test_every_drawn_target_fits_the_unit_it_was_drawn_for(case: tuple[Target, Quantity]) -> None:
    target, value = case
    assert target.fits(value.unit)
    assert not target.needs_baseline


@given(units().flatmap(bounds), quantities())
def test_a_baseline_once_known_is_kept(bound: Bound, baseline: Quantity) -> None:
    target = Target((bound,)).against(_BASELINE)
    assert target == target.against(baseline)


@given(days(), st.integers(-400, 400))
def test_done_by_holds_up_to_its_day(day: date, late: int) -> None:
    done = day + timedelta(days=late)
    assert (late <= 0) is (done in Target.done_by(day))


@given(days(), days(), days())
def test_days_meet_as_quantities_do(one: date, two: date, done: date) -> None:
    both = Target.done_by(one) & Target.done_by(two)
    assert (done <= one and done <= two) is (done in both)
