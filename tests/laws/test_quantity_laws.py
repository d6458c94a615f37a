"""The laws of ``Quantity``: the unit that it is stated in never matters.

The oracle turns amounts into base units with factors written out here, by whole numbers alone.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from mgmtsys.testing import compatible_units, fractions, quantities, units
from mgmtsys.values.exceptions import IncompatibleUnits
from mgmtsys.values.number import decimal, exact, plain
from mgmtsys.values.units import ONE, Quantity, Unit

#: Joules, as many of each unit as a whole number of them.
_JOULES = {"J": 1, "Wh": 3_600, "kWh": 3_600_000, "kgce": 29_307_600, "tce": 29_307_600_000}


def _alike(count: int) -> st.SearchStrategy[tuple[Quantity, ...]]:
    """Return a strategy for quantities of one dimension, each in a unit of its own."""
    return units().flatmap(
        lambda unit: st.tuples(*(compatible_units(unit).flatmap(quantities) for _ in range(count)))
    )


def _amounts() -> st.SearchStrategy[Quantity]:
    """Return a strategy for quantities that are no points of a scale."""
    return quantities().map(lambda one: one.as_difference)


@given(st.data(), quantities())
def test_a_conversion_changes_neither_equality_nor_hash(data: st.DataObject, one: Quantity) -> None:
    other = one.to(data.draw(compatible_units(one.unit)))
    assert (one, hash(one)) == (other, hash(other))


@given(st.data(), quantities())
def test_converting_there_and_back_restores_the_magnitude(
    data: st.DataObject, one: Quantity
) -> None:
    there = data.draw(compatible_units(one.unit))
    assert one.magnitude == one.to(there).to(one.unit).magnitude


@given(st.data(), _alike(2))
def test_the_order_is_invariant_under_conversion(
    data: st.DataObject, pair: tuple[Quantity, Quantity]
) -> None:
    one, other = pair
    unit = data.draw(compatible_units(one.unit))
    assert (one < other, one <= other, one > other, one >= other) == (
        one.to(unit) < other,
        one <= other.to(unit),
        one.to(unit) > other.to(unit),
        one.to(unit) >= other,
    )


@given(_alike(2))
def test_exactly_one_of_less_equal_and_greater_holds(pair: tuple[Quantity, Quantity]) -> None:
    one, other = pair
    assert 1 == [one < other, one == other, one > other].count(True)


@given(_alike(3))
def test_the_order_is_transitive(three: tuple[Quantity, Quantity, Quantity]) -> None:
    least, middle, most = sorted(three)
    assert least <= middle <= most
    assert least <= most


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from(sorted(_JOULES)),
    st.integers(-(10**9), 10**9),
    st.sampled_from(sorted(_JOULES)),
)
def test_energies_compare_as_their_whole_joules_do(
    one: int, unit: str, other: int, another: str
) -> None:
    joules = one * _JOULES[unit], other * _JOULES[another]
    left, right = Quantity(one, unit), Quantity(other, another)
    assert (joules[0] < joules[1], joules[0] == joules[1]) == (left < right, left == right)


@given(quantities())
def test_parsing_undoes_printing(quantity: Quantity) -> None:
    again = Quantity.parse(str(quantity))
    assert (quantity.magnitude, quantity.unit) == (again.magnitude, again.unit)


@given(_alike(2))
def test_addition_commutes(pair: tuple[Quantity, Quantity]) -> None:
    one, other = pair
    assume(not (one.unit.is_point and other.unit.is_point))
    assert one + other == other + one


@given(_alike(2))
def test_subtraction_undoes_addition(pair: tuple[Quantity, Quantity]) -> None:
    one, other = pair[0], pair[1].as_difference
    assert one == one + other - other


@given(_alike(2))
def test_a_difference_added_to_what_was_taken_away_restores_it(
    pair: tuple[Quantity, Quantity],
) -> None:
    one, other = pair
    assume(one.unit.is_point or not other.unit.is_point)
    alike = other.unit.is_point == one.unit.is_point
    assert one == ((one - other) + other if alike else (one - other) + other.as_difference)


@given(_amounts(), _amounts())
def test_multiplication_is_commutative(one: Quantity, other: Quantity) -> None:
    assert one * other == other * one


@given(_amounts(), _amounts())
def test_division_undoes_multiplication(one: Quantity, other: Quantity) -> None:
    assume(other.magnitude)
    assert (one.magnitude, one.unit) == (
        (one * other / other).magnitude,
        (one * other / other).unit,
    )


@given(_amounts())
def test_turning_the_sign_twice_changes_nothing(quantity: Quantity) -> None:
    turned = -quantity
    assert quantity == -turned
    assert abs(quantity) == abs(-quantity)


@given(quantities(), quantities())
def test_quantities_of_different_things_are_unequal_and_have_no_order(
    one: Quantity, other: Quantity
) -> None:
    assume(not one.unit.is_compatible_with(other.unit))
    assert one != other
    for compared in ("__lt__", "__le__", "__add__", "__sub__"):
        with pytest.raises(IncompatibleUnits):
            getattr(one, compared)(other)


@given(fractions())
def test_a_plain_spelling_is_read_back_exactly(number: Fraction) -> None:
    assert number == exact(plain(number))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_float_is_read_as_its_shortest_spelling(number: float) -> None:
    assert Fraction(repr(number)) == exact(number)
    assert number == float(exact(number))


@given(st.integers())
def test_an_integer_is_read_as_itself_however_long(number: int) -> None:
    assert number == exact(number * 10**5000) / 10**5000


@given(fractions(), st.integers(0, 6))
def test_a_printed_decimal_is_at_most_half_a_place_away(number: Fraction, places: int) -> None:
    printed = Fraction(decimal(number, places))
    assert 2 * abs(printed - number) * 10**places <= 1
    assert len(decimal(number, places).partition(".")[2]) == places


@given(fractions(), units())
def test_a_quantity_is_no_number_and_no_day(number: Fraction, unit: Unit) -> None:
    quantity = Quantity(number, unit)
    assert quantity != number
    assert quantity != date(2026, 1, 1)
    assert Quantity(number, ONE) != number
