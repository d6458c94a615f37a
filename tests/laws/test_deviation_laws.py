"""The laws of ``Deviation``: nothing when met, something when missed, more when missed by more.

The oracle takes bare whole numbers and cross-multiplies; it never divides.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, strategies as st

from mgmtsys.system.bound import CHANGES, STRICT, TargetKind
from mgmtsys.system.deviation import Basis, Deviation, Reason, default_basis, deviation_of
from mgmtsys.system.target import Target
from mgmtsys.testing import compatible_units, deviations, quantities, targets, units
from mgmtsys.testing.measuring import QUANTITATIVE, known_targets
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidTarget
from mgmtsys.values.units import ONE, Quantity, Unit

_LIMIT = st.integers(-300, 300)
_MISS = st.integers(0, 300)
_KWH = Unit.parse("kWh")
_RELATIVE = Basis.RELATIVE_TO_TARGET
_REQUIRED = Basis.RELATIVE_TO_REQUIRED_CHANGE
#: Units in which nothing is nothing, so that ratios do not depend on the scale.
_UNITS = units().filter(lambda unit: not unit.is_compatible_with("K"))


def _kwh(number: int) -> Quantity:
    return Quantity(number, _KWH)


def _cases() -> st.SearchStrategy[tuple[Target, Quantity]]:
    """Return a strategy for a target and a value held against it."""
    return _UNITS.flatmap(lambda unit: st.tuples(known_targets(unit), quantities(unit)))


def _is(found: Deviation | Reason, over: int, under: int) -> bool:
    """Say by cross-multiplication whether a deviation is ``over / under``, unbounded over zero."""
    assert isinstance(found, Deviation)
    if found.value is None:
        return under == 0 < over
    return found.value.numerator * (under or 1) == found.value.denominator * over


@given(_LIMIT, _MISS)
def test_a_miss_is_held_against_the_size_of_the_limit(limit: int, miss: int) -> None:
    under = deviation_of(Target.at_least(_kwh(limit)), _kwh(limit - miss))
    over = deviation_of(Target.at_most(_kwh(limit)), _kwh(limit + miss))
    assert _is(under, miss, abs(limit))
    assert under == over


@given(_LIMIT, _MISS, _MISS)
def test_a_miss_of_a_range_is_held_against_the_limit_that_is_violated(
    lower: int, width: int, miss: int
) -> None:
    target = Target.between(_kwh(lower), _kwh(lower + width))
    assert _is(deviation_of(target, _kwh(lower - miss)), miss, abs(lower))
    assert _is(deviation_of(target, _kwh(lower + width + miss)), miss, abs(lower + width))


@given(_LIMIT, _MISS, _MISS)
def test_a_miss_of_an_exact_figure_is_held_against_it_and_not_against_its_tolerance(
    limit: int, tolerance: int, miss: int
) -> None:
    target = Target.exactly(_kwh(limit), _kwh(tolerance))
    for actual in (limit - tolerance - miss, limit + tolerance + miss):
        assert _is(deviation_of(target, _kwh(actual)), miss, abs(limit))


@given(_LIMIT, st.integers(0, 100), _MISS)
def test_a_miss_of_a_change_is_held_against_the_change_that_was_required(
    baseline: int, percent: int, miss: int
) -> None:
    """The goal stands ``percent`` hundredths of the baseline's size away from it."""
    for target, sign in (
        (Target.reduce_by(f"{percent}%", _kwh(100 * baseline)), 1),
        (Target.increase_by(f"{percent}%", _kwh(100 * baseline)), -1),
    ):
        actual = 100 * baseline - sign * percent * abs(baseline) + sign * miss
        assert _is(deviation_of(target, _kwh(actual)), miss, percent * abs(baseline))


@given(_LIMIT.filter(bool), st.integers(1, 100))
def test_a_year_without_any_change_falls_short_by_the_whole_of_it(
    baseline: int, percent: int
) -> None:
    target = Target.reduce_by(f"{percent}%", _kwh(baseline))
    assert deviation_of(target, _kwh(baseline)) == Deviation(Fraction(1), _REQUIRED)


@given(_MISS, st.sampled_from(("incident", "kWh", "%")))
def test_anything_over_zero_is_unbounded(count: int, unit: str) -> None:
    found = deviation_of(Target.zero(), Quantity(count, unit))
    assert _is(found, count, 0)
    assert isinstance(found, Deviation)
    assert found.is_unbounded is (count > 0)


@given(st.integers(0, 100), st.integers(0, 100))
def test_points_are_counted_in_hundredths_of_the_whole(limit: int, miss: int) -> None:
    found = deviation_of(
        Target.at_least(Quantity(limit, "%")),
        Quantity(limit - miss, "%"),
        Basis.PERCENTAGE_POINTS,
    )
    assert _is(found, miss, 1)


@given(_LIMIT, _MISS)
def test_an_absolute_deviation_is_the_miss_in_its_unit(limit: int, miss: int) -> None:
    found = deviation_of(Target.at_most(_kwh(limit)), _kwh(limit + miss), Basis.ABSOLUTE)
    assert _is(found, miss, 1)
    assert found == Deviation(Fraction(1000 * miss), Basis.ABSOLUTE, unit=Unit.parse("Wh"))


@given(_cases(), st.none() | st.sampled_from(Basis))
def test_a_target_that_is_met_deviates_by_zero_on_any_basis(
    case: tuple[Target, Quantity], basis: Basis | None
) -> None:
    target, actual = case
    found = deviation_of(target, actual, basis)
    zero = isinstance(found, Deviation) and found.value == 0
    strict = any(bound.kind in STRICT for bound in target.bounds)
    assert zero or actual not in target
    assert not zero or strict or actual in target


@given(_cases())
def test_a_miss_is_positive_unless_it_is_on_a_strict_limit(
    case: tuple[Target, Quantity],
) -> None:
    target, actual = case
    found = deviation_of(target, actual, Basis.ABSOLUTE)
    assert isinstance(found, Deviation)
    assert found.value is not None
    missed = any(miss.amount.magnitude for miss in target.misses(actual))
    assert missed is (found.value > 0)


@pytest.mark.parametrize("basis", [_RELATIVE, _REQUIRED, Basis.ABSOLUTE])
@given(_LIMIT, _MISS, _MISS)
def test_a_deviation_never_falls_when_the_miss_grows(
    basis: Basis, limit: int, miss: int, more: int
) -> None:
    for target, sign in (
        (Target.reduce_by("5%", _kwh(limit)), 1),
        (Target.increase_by("5%", _kwh(limit)), -1),
    ):
        less, further = (
            deviation_of(target, _kwh(limit + sign * away), basis) for away in (miss, miss + more)
        )
        assert isinstance(less, Deviation)
        assert isinstance(further, Deviation)
        assert less <= further


_ONE_WAY = QUANTITATIVE - {TargetKind.ZERO, TargetKind.EXACTLY, TargetKind.BETWEEN}


@given(
    _UNITS.flatmap(
        lambda unit: st.tuples(
            known_targets(unit, _ONE_WAY),
            st.lists(quantities(unit), min_size=2, max_size=2),
        )
    )
)
def test_a_value_further_out_of_one_bound_never_deviates_less(
    case: tuple[Target, list[Quantity]],
) -> None:
    target, values = case
    for bound in target.bounds:
        rising = bound.kind in (TargetKind.AT_LEAST, TargetKind.ABOVE, TargetKind.INCREASE_BY)
        near, far = sorted(values, reverse=rising)
        less, more = (deviation_of(Target((bound,)), one, _RELATIVE) for one in (near, far))
        assert isinstance(less, Deviation)
        assert isinstance(more, Deviation)
        assert less <= more


@given(_cases(), st.sampled_from(Basis), st.data())
def test_a_change_of_unit_never_changes_a_deviation(
    case: tuple[Target, Quantity], basis: Basis, data: st.DataObject
) -> None:
    target, actual = case
    restated = actual.to(data.draw(compatible_units(actual.unit)))
    assert deviation_of(target, actual, basis) == deviation_of(target, restated, basis)


_TEMPERATURES = st.sampled_from(("K", "°C", "°F")).map(Unit.parse)


@given(
    quantities(Unit.parse("°C")),
    _TEMPERATURES,
    _TEMPERATURES.flatmap(quantities),
    st.sampled_from(("at_least", "at_most", "above", "below", "exactly")),
    st.sampled_from((None, *Basis)),
)
def test_equal_targets_hold_and_miss_alike_for_every_value(
    limit: Quantity, scale: Unit, value: Quantity, kind: str, basis: Basis | None
) -> None:
    one, other = (getattr(Target, kind)(stated) for stated in (limit, limit.to(scale)))
    assert (one, hash(one)) == (other, hash(other))
    assert (value in one) is (value in other)
    assert deviation_of(one, value, basis) == deviation_of(other, value, basis)


@given(
    _UNITS.flatmap(
        lambda unit: st.tuples(known_targets(unit), known_targets(unit), quantities(unit))
    ),
    st.sampled_from((_RELATIVE, Basis.ABSOLUTE)),
)
def test_the_worst_bound_decides_of_those_that_no_other_implies(
    case: tuple[Target, Target, Quantity], basis: Basis
) -> None:
    one, two, actual = case
    alone: list[Any] = [deviation_of(target, actual, basis) for target in (one, two)]
    try:
        both: Any = deviation_of(one & two, actual, basis)
    except InvalidTarget:
        return
    # What is implied is missed by less; its share of a smaller limit may be the greater.
    assert both == max(alone) if basis is Basis.ABSOLUTE else both <= max(alone)
    parts: list[Any] = [
        deviation_of(Target((bound,)), actual, basis) for bound in (one & two).bounds
    ]
    assert both == max(parts, default=both)


def test_the_worst_bound_does_not_decide_where_only_one_asks_for_a_change() -> None:
    change, level = Target.reduce_by("5%", _kwh(100)), Target.at_most(_kwh(90))
    assert isinstance(deviation_of(change, _kwh(100)), Deviation)
    assert isinstance(deviation_of(level, _kwh(100)), Deviation)
    assert Reason.NO_BASELINE is deviation_of(change & Target.each(level), _kwh(100))


@given(targets())
def test_the_basis_is_the_required_change_where_a_change_is_asked_for(target: Target) -> None:
    change = any(bound.kind in CHANGES for bound in target.bounds)
    assert change is (default_basis(target) is _REQUIRED)


@given(targets(), st.none() | st.sampled_from(Basis))
def test_nothing_recorded_is_no_deviation(target: Target, basis: Basis | None) -> None:
    assert Reason.NO_DATA is deviation_of(target, None, basis)


@given(deviations(), st.data())
def test_deviations_on_one_basis_are_totally_ordered(one: Deviation, data: st.DataObject) -> None:
    unit = data.draw(compatible_units(one.unit))
    other = data.draw(deviations(one.basis, unit))
    assert 1 == [one < other, one == other, one > other].count(True)
    assert (one <= other) is not (one > other)


@given(deviations(), st.data())
def test_equal_deviations_hash_alike_in_any_unit(one: Deviation, data: st.DataObject) -> None:
    unit = data.draw(compatible_units(one.unit)) if one.basis is Basis.ABSOLUTE else ONE
    restated = None if one.value is None else one.value * one.unit.scale / unit.scale
    other = attrs.evolve(one, value=restated, unit=unit)
    assert (one, hash(one)) == (other, hash(other))


@given(deviations())
def test_unbounded_lies_above_every_number(one: Deviation) -> None:
    unbounded = attrs.evolve(one, value=None)
    assert one <= unbounded
    assert one.is_unbounded is (one == unbounded)


@given(deviations(), deviations())
def test_deviations_on_different_bases_have_no_order(one: Deviation, other: Deviation) -> None:
    assume(one.basis is not other.basis)
    assert one != other
    with pytest.raises(IncompatibleUnits):
        min(one, other)


@given(deviations())
def test_a_deviation_prints_as_an_exact_fraction(one: Deviation) -> None:
    assert str(one) == ("unbounded" if one.value is None else str(Fraction(one.value)))
