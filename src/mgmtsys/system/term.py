"""The terms of a formula: numbers, figures of series, and the four operations on them."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.naming import quoted
from mgmtsys.values.number import plain
from mgmtsys.values.scale import Figure, added, averaged, divided, multiplied, subtracted, summed
from mgmtsys.values.units import Quantity, Unit


class Aggregation(enum.Enum):
    """How the readings of a series in a period become one figure."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    MAX = "max"
    MIN = "min"
    COUNT = "count"


def _sum(readings: Sequence[Quantity]) -> Quantity:
    """Add the figures of one scale: 20 °C and 298.15 K are 20 °C and 25 °C before they are added."""
    unit = readings[0].unit
    return Quantity(sum((reading.to(unit).magnitude for reading in readings), Fraction(0)), unit)


def _mean(readings: Sequence[Quantity]) -> Quantity:
    total = _sum(readings)
    return Quantity(total.magnitude / len(readings), total.unit)


_AGGREGATE: Mapping[Aggregation, Callable[[Sequence[Quantity]], Quantity]] = {
    Aggregation.SUM: _sum,
    Aggregation.MEAN: _mean,
    Aggregation.LAST: lambda readings: readings[-1],
    Aggregation.MAX: max,
    Aggregation.MIN: min,
    Aggregation.COUNT: lambda readings: Quantity(len(readings)),
}


@attrs.frozen(field_transformer=checked)
class Constant:
    """A plain number in a formula."""

    number: Fraction


@attrs.frozen(field_transformer=checked)
class Aggregate:
    """An aggregation over one series."""

    aggregation: Aggregation
    series: str

    def __str__(self) -> str:
        """Return its text."""
        return spell(self)


class Operator(enum.Enum):
    """The four operations of arithmetic."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


_OPERATE: Mapping[Operator, Callable[[Quantity, Quantity], Quantity]] = {
    Operator.ADD: lambda left, right: left + right,
    Operator.SUBTRACT: lambda left, right: left - right,
    Operator.MULTIPLY: lambda left, right: left * right,
    Operator.DIVIDE: lambda left, right: left / right,
}


@attrs.frozen(field_transformer=checked)
class Operation:
    """Two terms joined by an operation."""

    operator: Operator
    left: Term
    right: Term

    def __str__(self) -> str:
        """Return its text."""
        return spell(self)


Term = Constant | Aggregate | Operation

_BINDS = {Operator.ADD: 1, Operator.SUBTRACT: 1, Operator.MULTIPLY: 2, Operator.DIVIDE: 2}


def spell(term: Term, binds: int = 0) -> str:
    """Return the text of a term, in parentheses where what stands around it binds closer."""
    match term:
        case Constant(number):
            spelled = plain(number)
            return f"({spelled})" if "/" in spelled and binds > 1 else spelled
        case Aggregate(aggregation, series):
            return f"{aggregation.value}({quoted(series)})"
    own = _BINDS[term.operator]
    spelled = f"{spell(term.left, own)} {term.operator.value} {spell(term.right, own + 1)}"
    return f"({spelled})" if own < binds else spelled


def aggregates(term: Term) -> tuple[Aggregate, ...]:
    """Return the aggregates of a term, in the order of its text."""
    match term:
        case Constant():
            return ()
        case Aggregate():
            return (term,)
    return aggregates(term.left) + aggregates(term.right)


_DERIVE: Mapping[Operator, Callable[[Figure, Figure, object], Figure]] = {
    Operator.ADD: added,
    Operator.SUBTRACT: subtracted,
    Operator.MULTIPLY: multiplied,
    Operator.DIVIDE: divided,
}


def figure(term: Term, units: Mapping[str, Unit]) -> Figure:
    """Derive what a term yields from the units of the series.

    Raises :class:`IncompatibleUnits` for arithmetic that its figures do not have, ``KeyError`` for a
    series without a unit.
    """
    match term:
        case Constant() | Aggregate(Aggregation.COUNT, _):
            return Figure()
        case Aggregate(Aggregation.SUM, series):
            return summed(units[series], term)
        case Aggregate(Aggregation.MEAN, series):
            return averaged(units[series], term)
        case Aggregate(_, series):
            return Figure(units[series])
    left, right = figure(term.left, units), figure(term.right, units)
    return _DERIVE[term.operator](left, right, term)


def value(term: Term, readings: Mapping[str, Sequence[Quantity]]) -> Quantity:
    """Return the value of a term over readings in the order of time, exactly.

    Raises ``KeyError`` for a series without readings, ``ZeroDivisionError`` for a zero denominator.
    """
    match term:
        case Constant(number):
            return Quantity(number)
        case Aggregate(aggregation, series):
            if not readings[series] and aggregation is not Aggregation.COUNT:
                raise KeyError(series)
            return _AGGREGATE[aggregation](readings[series])
    return _OPERATE[term.operator](value(term.left, readings), value(term.right, readings))
