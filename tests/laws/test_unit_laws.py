"""The laws of ``Unit``: a commutative group under multiplication, with text as its inverse."""

from __future__ import annotations

from hypothesis import given

from mgmtsys.testing import units
from mgmtsys.values.units import ONE, Unit


@given(units(), units(), units())
def test_multiplication_is_associative(one: Unit, two: Unit, three: Unit) -> None:
    assert (one * two) * three == one * (two * three)


@given(units(), units())
def test_multiplication_is_commutative(one: Unit, two: Unit) -> None:
    assert one * two == two * one


@given(units())
def test_the_plain_number_is_the_identity(unit: Unit) -> None:
    assert unit == unit * ONE == ONE * unit


@given(units(), units())
def test_division_undoes_multiplication(one: Unit, two: Unit) -> None:
    assert one == one * two / two


@given(units())
def test_parsing_undoes_printing(unit: Unit) -> None:
    assert unit == Unit.parse(str(unit))


@given(units(), units())
def test_the_scale_of_a_product_is_the_product_of_the_scales(one: Unit, two: Unit) -> None:
    assert one.scale * two.scale == (one * two).scale


@given(units(), units())
def test_units_of_one_dimension_are_compatible_and_no_others(one: Unit, two: Unit) -> None:
    assert (one.dimension == two.dimension) is one.is_compatible_with(two)
