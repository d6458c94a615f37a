"""The laws of figures on a scale: what is accepted does not depend on where the scale begins.

The oracle computes each formula twice, on a scale moved by an unknown constant: a figure is a point when
it moves once with it, a difference when it does not move at all, and nothing that an organisation could
state otherwise. It knows nothing of units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import assume, given, strategies as st

from mgmtsys.system.measure import Formula
from mgmtsys.system.term import Aggregate, Aggregation, Constant, Operation, Operator, Term
from mgmtsys.testing import fractions
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidFormula
from mgmtsys.values.units import ONE, Quantity, Unit

CELSIUS, KELVIN = Unit.parse("°C"), Unit.parse("K")
UNITS = {"a": CELSIUS, "b": CELSIUS, "n": ONE}
_LEAVES = st.one_of(
    st.builds(Aggregate, st.sampled_from(Aggregation), st.sampled_from(tuple(UNITS))),
    st.builds(Constant, st.integers(-3, 3).map(Fraction)),
)
_TERMS: st.SearchStrategy[Term] = st.recursive(
    _LEAVES,
    lambda inner: st.builds(Operation, st.sampled_from(Operator), inner, right=inner),
    max_leaves=5,
)
_READINGS = st.fixed_dictionaries(
    {name: st.lists(fractions(), min_size=1, max_size=3) for name in UNITS}
)
#: How often a figure moves with its scale, and in how many factors of it; none for what has no answer.
_Kind = tuple[str, int]


def _kind(term: Term) -> _Kind | None:
    """Type a term by hand: ``point``, ``degrees`` to some power, or nothing."""
    match term:
        case Constant():
            return ("amount", 0)
        case Aggregate(Aggregation.COUNT, _):
            return ("amount", 0)
        case Aggregate(aggregation, series):
            if series == "n":
                return ("amount", 0)
            return None if aggregation is Aggregation.SUM else ("point", 1)
    left, right = _kind(term.left), _kind(term.right)
    if left is None or right is None:
        return None
    names = left[0], right[0]
    if term.operator in (Operator.MULTIPLY, Operator.DIVIDE):
        if "point" in names:
            return None
        sign = 1 if term.operator is Operator.MULTIPLY else -1
        return ("amount", left[1] + sign * right[1])
    if left[1] != right[1]:
        return None
    if names == ("point", "point"):
        return ("amount", 1) if term.operator is Operator.SUBTRACT else None
    if names == ("amount", "point"):
        return None if term.operator is Operator.SUBTRACT else ("point", 1)
    return ("point", 1) if "point" in names else left


def _formula(term: Term) -> Formula | None:
    try:
        return Formula(term)
    except InvalidFormula:
        return None


def _value(formula: Formula, readings: Mapping[str, Sequence[Quantity]]) -> Quantity | None:
    try:
        return formula.over(readings)
    except ZeroDivisionError:
        return None


@given(_TERMS)
def test_a_formula_is_accepted_exactly_when_its_arithmetic_has_a_meaning(term: Term) -> None:
    formula, kind = _formula(term), _kind(term)
    assume(formula is not None)
    assert formula is not None
    try:
        found = formula.figure(UNITS)
    except IncompatibleUnits:
        assert kind is None
        return
    assert kind is not None
    assert (kind[0] == "point") is found.unit.is_point
    assert found.unit.is_compatible_with(Unit((("kelvin", kind[1]),) if kind[1] else ()))


@given(_TERMS, _READINGS)
def test_a_formula_that_is_accepted_gives_one_value_on_any_scale(
    term: Term, figures: Mapping[str, Sequence[Fraction]]
) -> None:
    """Taken in K throughout, a point is the same temperature and a difference the same amount."""
    formula = _formula(term)
    assume(formula is not None and _kind(term) is not None)
    assert formula is not None
    celsius = {id: [Quantity(one, UNITS[id]) for one in each] for id, each in figures.items()}
    kelvin = {
        id: [one.to(KELVIN) if one.unit.is_point else one for one in each]
        for id, each in celsius.items()
    }
    found, moved = _value(formula, celsius), _value(formula, kelvin)
    assert (found is None) is (moved is None)
    if found is not None and moved is not None:
        assert found == moved
