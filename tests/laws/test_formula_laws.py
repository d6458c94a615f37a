"""The laws of ``Formula``: text brings it back, and its unit foretells that of its value.

The oracle reads the text anew, by recursive descent over pieces, and computes with numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import assume, given, strategies as st

from mgmtsys.system.measure import Formula, Measure
from mgmtsys.system.term import Aggregate, Aggregation, Constant, Operation
from mgmtsys.testing import compatible_units, formulas, fractions, measures, quantities, units
from mgmtsys.values.exceptions import InvalidFormula
from mgmtsys.values.units import ONE, Quantity, Unit

_Numbers = Mapping[str, Sequence[Fraction]]
_NAMES = ("x", "y", "电")
_NUMBERS = st.fixed_dictionaries(
    {name: st.lists(fractions(), min_size=1, max_size=4) for name in _NAMES}
)
_UNITS = st.fixed_dictionaries({name: units() for name in _NAMES})
_COUNTS: Mapping[str, Unit] = dict.fromkeys(_NAMES, ONE)


def _middle(numbers: Sequence[Fraction]) -> Fraction:
    return Fraction(sum(numbers), len(numbers))


_FOLDS = {
    "sum": sum,
    "mean": _middle,
    "last": lambda numbers: numbers[-1],
    "max": max,
    "min": min,
    "count": len,
}


class _Reader:
    """Computes the text of a formula over plain numbers while reading it."""

    def __init__(self, text: str, numbers: _Numbers) -> None:
        self.pieces: list[str] = re.findall(r"\d+(?:\.\d+)?|\w+|[-+*/()]", text)
        self.numbers = numbers

    def take(self) -> str:
        return self.pieces.pop(0)

    def sum(self) -> Fraction:
        value = self.product()
        while self.pieces and self.pieces[0] in "+-":
            sign = 1 if self.take() == "+" else -1
            value += sign * self.product()
        return value

    def product(self) -> Fraction:
        value = self.atom()
        while self.pieces and self.pieces[0] in "*/":
            operator, other = self.take(), self.atom()
            value = value * other if operator == "*" else value / other
        return value

    def atom(self) -> Fraction:
        piece = self.take()
        if piece == "-":
            return -self.atom()
        if piece in _FOLDS:
            self.take()
            folded = _FOLDS[piece](self.numbers[self.take()])  # type: ignore[operator]
            self.take()
            return Fraction(folded)
        if piece == "(":
            value = self.sum()
            self.take()
            return value
        return Fraction(piece)


def _computed(text: str, numbers: _Numbers) -> Fraction | None:
    """Return the value of a formula's text, or ``None`` where it divides by zero."""
    try:
        return _Reader(text, numbers).sum()
    except ZeroDivisionError:
        return None


def _value(formula: Formula, readings: Mapping[str, Sequence[Quantity]]) -> Quantity | None:
    try:
        return formula.over(readings)
    except ZeroDivisionError:
        return None


def _plain(numbers: _Numbers) -> dict[str, list[Quantity]]:
    return {name: [Quantity(one) for one in ones] for name, ones in numbers.items()}


@given(formulas(_COUNTS))
def test_parsing_undoes_printing(formula: Formula) -> None:
    assert formula == Formula.parse(str(formula))


@given(formulas(_COUNTS))
def test_spaces_do_not_count(formula: Formula) -> None:
    assert formula == Formula.parse(str(formula).replace(" ", ""))


@given(formulas(_COUNTS), _NUMBERS)
def test_the_value_is_what_its_text_computes(formula: Formula, numbers: _Numbers) -> None:
    found = _value(formula, _plain(numbers))
    assert _computed(str(formula), numbers) == (found.magnitude if found else None)


@given(_UNITS, st.data())
def test_the_unit_of_a_value_is_compatible_with_the_one_derived(
    known: Mapping[str, Unit], data: st.DataObject
) -> None:
    formula = data.draw(formulas(known))
    readings = {
        name: data.draw(st.lists(quantities(unit), min_size=1, max_size=2))
        for name, unit in known.items()
    }
    found = _value(formula, readings)
    assert found is None or found.unit.is_compatible_with(formula.unit(known))


@given(_UNITS, st.data())
def test_the_value_does_not_change_with_the_units_of_the_readings(
    known: Mapping[str, Unit], data: st.DataObject
) -> None:
    assume(not any(unit.is_compatible_with("K") for unit in known.values()))
    formula = data.draw(formulas(known))
    readings = {
        name: data.draw(st.lists(quantities(unit), min_size=1, max_size=2))
        for name, unit in known.items()
    }
    restated = {
        name: [one.to(data.draw(compatible_units(one.unit))) for one in ones]
        for name, ones in readings.items()
    }
    assert _value(formula, readings) == _value(formula, restated)


@given(st.lists(quantities(Unit.parse("°C")), min_size=1, max_size=4), st.data())
def test_a_mean_temperature_does_not_change_with_the_scale(
    readings: list[Quantity], data: st.DataObject
) -> None:
    scale = compatible_units(Unit.parse("K"))
    restated = [one.to(data.draw(scale)) for one in readings]
    mean = Formula(Aggregate(Aggregation.MEAN, "t"))
    assert mean.over({"t": readings}) == mean.over({"t": restated})


@given(formulas(_COUNTS), formulas(_COUNTS), st.sampled_from("+-*/"))
def test_joining_builds_the_term_that_the_text_would(
    one: Formula, two: Formula, operator: str
) -> None:
    joined = {"+": Formula.__add__, "-": Formula.__sub__, "*": Formula.__mul__}.get(
        operator, Formula.__truediv__
    )(one, two)
    assert Formula.parse(f"({one}) {operator} ({two})") == joined


def test_joining_is_neither_commutative_nor_associative_as_text() -> None:
    a, b, c = (Formula.parse(f"sum({name})") for name in "abc")
    assert a + b != b + a
    assert (a + b) + c != a + (b + c)
    assert "sum(a) + (sum(b) + sum(c))" == str(a + (b + c))


@given(formulas(_COUNTS))
def test_the_series_are_those_that_the_text_names(formula: Formula) -> None:
    named = re.findall(r"\w+\((\w+)\)", str(formula))
    assert list(dict.fromkeys(named)) == list(formula.series)


@given(formulas(_COUNTS))
def test_a_quotient_is_what_prints_a_stroke(formula: Formula) -> None:
    assert ("/" in str(formula)) is formula.is_quotient


@given(formulas(_COUNTS), st.integers(1, 60))
def test_what_joins_can_be_read_back_or_is_refused(formula: Formula, times: int) -> None:
    joined = formula
    try:
        for _ in range(times):
            joined = formula + joined
    except InvalidFormula:
        assert times > 50 or len(str(joined)) + len(str(formula)) > 490
    assert joined == Formula.parse(str(joined))


def test_a_third_is_not_read_back_as_a_number_but_as_a_division() -> None:
    third = Formula(Constant(Fraction(1, 3)))
    again = Formula.parse(str(third))
    assert isinstance(again.term, Operation)
    assert third.over({}) == again.over({})


@given(_UNITS, st.data())
def test_a_drawn_measure_has_a_unit_that_its_formula_gives(
    known: Mapping[str, Unit], data: st.DataObject
) -> None:
    measure: Measure = data.draw(measures(known))
    assert measure.unit.is_compatible_with(measure.formula.unit(known))
