"""How an objective is measured: a formula over series, with a unit that is checked."""

from __future__ import annotations

import ast
import enum
import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from mgmtsys.system.ids import SERIES, ProcedureId
from mgmtsys.system.term import (
    Aggregate,
    Aggregation,
    Constant,
    Operation,
    Operator,
    Term,
    aggregates,
    figure,
    spell,
    value,
)
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidFormula
from mgmtsys.values.naming import composed
from mgmtsys.values.number import exact
from mgmtsys.values.period import Duration, Frequency
from mgmtsys.values.reference import Reference
from mgmtsys.values.scale import Figure
from mgmtsys.values.text import Text, as_parsed
from mgmtsys.values.units import ONE, Quantity, Unit

_LONGEST = 500
_DEEPEST = 50


class Division(enum.Enum):
    """How a figure is divided whose span reaches over the edge of a period."""

    #: By days: the value times the days inside, over the days of its span.
    BY_DAYS = "by_days"


@attrs.frozen(field_transformer=checked)
class Series:
    """A stream of recorded figures: what they count, in which unit, how often, from which source."""

    id: str
    unit: Unit
    name: Text | None = None
    frequency: Frequency | None = None
    #: How long after the end of its span a figure may still come in; not at all where nothing is said.
    within: Duration | None = None
    #: How a figure over the edge of a period is divided, where it may be: for figures that are summed.
    divide: Division | None = None
    #: The records that the figures come from.
    source: Text | None = None
    #: What counts and what does not.
    definition: Text | None = None
    #: The procedure whose records the figures come from.
    procedure: ProcedureId | None = None

    @property
    def called(self) -> Text:
        """What a reader calls it: its name, or its id."""
        return self.name or Text(self.id)


def _is_deeper(term: Term, depth: int) -> bool:
    return isinstance(term, Operation) and (
        depth == 0 or any(_is_deeper(operand, depth - 1) for operand in (term.left, term.right))
    )


def _divides(term: Term) -> bool:
    match term:
        case Operation(operator, left, right=right):
            return operator is Operator.DIVIDE or _divides(left) or _divides(right)
    return False


def _never_falls(term: Term) -> bool:
    match term:
        case Constant(number):
            return number >= 0
        case Aggregate(aggregation, _):
            return aggregation in (Aggregation.SUM, Aggregation.COUNT, Aggregation.MAX)
    if term.operator is Operator.DIVIDE:
        return (
            _never_falls(term.left) and isinstance(term.right, Constant) and term.right.number > 0
        )
    return (
        term.operator is not Operator.SUBTRACT
        and _never_falls(term.left)
        and _never_falls(term.right)
    )


def _extent(term: Term) -> int | None:
    match term:
        case Constant():
            return 0
        case Aggregate(aggregation, _):
            return 1 if aggregation in (Aggregation.SUM, Aggregation.COUNT) else 0
    first, second = _extent(term.left), _extent(term.right)
    if first is None or second is None:
        return None
    if term.operator is Operator.MULTIPLY:
        return first + second
    if term.operator is Operator.DIVIDE:
        return first - second
    return first if first == second else None


@attrs.frozen(field_transformer=checked)
class Formula:
    """A small expression over series, such as ``sum(electricity) / mean(headcount)``.

    ``parse`` and ``str`` are inverse. The unit of a value is compatible with the unit derived.
    Formulas join by ``+ - * /``, which builds the same term as the text would. Raises
    :class:`InvalidFormula` for one too long or too deep to be read back.

    >>> Formula.parse("100*count(spills)").series
    ('spills',)
    >>> str(Formula.parse("(sum(a) + sum(b)) / mean(n)"))
    '(sum(a) + sum(b)) / mean(n)'
    """

    term: Term

    def __attrs_post_init__(self) -> None:
        """Refuse what its own text would not bring back."""
        if _is_deeper(self.term, _DEEPEST) or len(spell(self.term)) > _LONGEST:
            raise InvalidFormula(
                "a formula has at most {longest} characters and {deepest} operations in each other",
                longest=_LONGEST,
                deepest=_DEEPEST,
            )

    @staticmethod
    def parse(text: str) -> Formula:
        """Read ``sum mean last max min count`` of series, numbers, ``+ - * /`` and parentheses.

        Nothing is evaluated. Raises :class:`InvalidFormula`.
        """
        return _parse(text)

    @functools.cached_property
    def series(self) -> tuple[str, ...]:
        """The series that the formula reads, each once, in the order of the text."""
        return tuple(dict.fromkeys(aggregate.series for aggregate in self.aggregates))

    @functools.cached_property
    def aggregates(self) -> tuple[Aggregate, ...]:
        """Every aggregation of a series, in the order of the text."""
        return aggregates(self.term)

    def references(self) -> Iterator[Reference]:
        """Yield the series, which stand in one text."""
        return (Reference((), SERIES, id) for id in self.series)

    @property
    def is_quotient(self) -> bool:
        """Whether the formula divides, so that a rate shows what it is a rate of."""
        return _divides(self.term)

    @property
    def is_cumulative(self) -> bool:
        """Whether the value grows with the length of the period, as a sum does and a rate does not."""
        return _extent(self.term) == 1

    @property
    def depends_on_length(self) -> bool:
        """Whether the value of a longer period is another, as that of a rate or a level is not."""
        return _extent(self.term) != 0

    @property
    def never_falls(self) -> bool:
        """Whether further readings that are not negative cannot make the value less."""
        return _never_falls(self.term)

    @functools.cached_property
    def levels(self) -> frozenset[str]:
        """The series of which the mean or the last figure is taken, which no figures add up to."""
        levels = (Aggregation.MEAN, Aggregation.LAST)
        return frozenset(
            aggregate.series for aggregate in self.aggregates if aggregate.aggregation in levels
        )

    @functools.cached_property
    def summed(self) -> frozenset[str]:
        """The series whose figures are added up or counted, so that every day of them matters."""
        return frozenset(
            aggregate.series
            for aggregate in self.aggregates
            if aggregate.aggregation in (Aggregation.SUM, Aggregation.COUNT)
        )

    def unit(self, units: Mapping[str, Unit]) -> Unit:
        """Derive the unit from the units of the series; raises what :meth:`figure` does."""
        return self.figure(units).unit

    def figure(self, units: Mapping[str, Unit]) -> Figure:
        """Derive the unit of the value, and whether it is a difference, from the units of the series.

        Raises :class:`IncompatibleUnits` where terms of different dimension are added, and for sums,
        multiples and quotients of points of a scale and of logarithmic levels; ``KeyError`` for a
        series without a unit.

        >>> Formula.parse("max(t) - min(t)").figure({"t": Unit.parse("°C")}).is_difference
        True
        """
        return figure(self.term, units)

    def over(self, readings: Mapping[str, Sequence[Quantity]]) -> Quantity:
        """Return the value over readings in the order of time, exactly.

        Figures of one series are taken in the unit of its first. Raises ``KeyError`` for a series
        without readings, ``ZeroDivisionError`` for a zero denominator, and what :meth:`figure` does.
        """
        units = {id: each[0].unit for id in self.series if (each := readings[id])}
        if any(unit.is_point or unit.is_level for unit in units.values()):
            self.figure({id: units.get(id, ONE) for id in self.series})
        alike = {id: [reading.to(units[id]) for reading in readings[id]] for id in self.series}
        return value(self.term, alike)

    def __add__(self, other: object) -> Formula:
        """Return the sum."""
        if not isinstance(other, Formula):
            return NotImplemented
        return Formula(Operation(Operator.ADD, self.term, right=other.term))

    def __sub__(self, other: object) -> Formula:
        """Return the difference."""
        if not isinstance(other, Formula):
            return NotImplemented
        return Formula(Operation(Operator.SUBTRACT, self.term, right=other.term))

    def __mul__(self, other: object) -> Formula:
        """Return the product."""
        if not isinstance(other, Formula):
            return NotImplemented
        return Formula(Operation(Operator.MULTIPLY, self.term, right=other.term))

    def __truediv__(self, other: object) -> Formula:
        """Return the quotient."""
        if not isinstance(other, Formula):
            return NotImplemented
        return Formula(Operation(Operator.DIVIDE, self.term, right=other.term))

    def __str__(self) -> str:
        """Return the formula as ``parse`` reads it."""
        return spell(self.term)

    __repr__ = as_parsed


_OPERATORS: Mapping[type[ast.operator], Operator] = {
    ast.Add: Operator.ADD,
    ast.Sub: Operator.SUBTRACT,
    ast.Mult: Operator.MULTIPLY,
    ast.Div: Operator.DIVIDE,
}


def _refused(text: str) -> InvalidFormula:
    return InvalidFormula(
        '{text!r} is not a formula: expected sum, mean, last, max, min or count of a series, numbers, + - * / and parentheses, such as sum(electricity) / mean(headcount); an id that is not a single word stands in quotes, such as sum("w-1")',
        text=text,
    )


def _number(node: ast.expr, text: str) -> Fraction | None:
    """Return what a literal spells, by its own text: Python's reading of it would lose digits."""
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return exact(ast.get_source_segment(text, node) or "")
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as literal):
            number = _number(literal, text)
            return None if number is None else -number
    return None


#: An id in quotes.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'[^']*'|“[^”]*”")


def _unquoted(text: str) -> tuple[str, dict[str, str]]:
    """Return a formula with a word in the place of each id in quotes, and the ids by these words."""
    word = "q"
    while word in text:
        word += "q"
    ids: dict[str, str] = {}

    def named(quote: re.Match[str]) -> str:
        stand_in = f"{word}{len(ids)}"
        ids[stand_in] = json.loads(quote[0]) if quote[0].startswith('"') else quote[0][1:-1]
        return stand_in

    return _QUOTED.sub(named, text), ids


def _read(node: ast.expr, text: str, ids: Mapping[str, str], depth: int = 0) -> Term:
    if depth > _DEEPEST:
        raise _refused(text)
    match node:
        case ast.Call(func=ast.Name(id=word), args=[ast.Name() as name], keywords=[]) if (
            word in Aggregation._value2member_map_
        ):
            # By its own text, since Python would read one word for what only looks alike.
            series = ast.get_source_segment(text, name) or ""
            return Aggregate(Aggregation(word), ids.get(series, series))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return Operation(
                _OPERATORS[type(op)],
                _read(left, text, ids, depth + 1),
                right=_read(right, text, ids, depth + 1),
            )
    number = _number(node, text)
    if number is None:
        raise _refused(text)
    return Constant(number)


@functools.lru_cache(maxsize=16384)
def _parse(text: str) -> Formula:
    if len(text) > _LONGEST:
        raise _refused(text[:40] + "…")
    try:
        words, ids = _unquoted(composed(text.strip()))
        body = ast.parse(words, mode="eval").body
        return Formula(_read(body, words, ids))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _refused(text) from None


@attrs.frozen(field_transformer=checked)
class Measure:
    """How an objective is measured: a formula over series, the unit of its value, how often.

    Source: ISO 14001:2015, 9.1.1.
    """

    formula: Formula
    unit: Unit = ONE
    frequency: Frequency | None = None
    #: What the document says of the method, in its own terms.
    method: Text | None = None
