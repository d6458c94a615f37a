"""Strategies for what is measured, aimed at and missed: formulas, targets, deviations."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from mgmtsys.system.bound import CHANGES, Bound, OwnTarget, TargetKind
from mgmtsys.system.deviation import Basis, Deviation
from mgmtsys.system.measure import Formula, Measure
from mgmtsys.system.region import Region
from mgmtsys.system.target import Target
from mgmtsys.system.term import Aggregate, Aggregation, Constant, Operation, Operator
from mgmtsys.testing.values import (
    compatible_units,
    days,
    few,
    fractions,
    frequencies,
    maybe,
    quantities,
    texts,
    units,
)
from mgmtsys.values.exceptions import InvalidTarget
from mgmtsys.values.units import ONE, Quantity, Unit

#: Ids that a formula can name.
SERIES = ("water", "hours", "电", "n_1", "x")
_COUNTS: Mapping[str, Unit] = dict.fromkeys(SERIES, ONE)
_MAYBE_TEXT = maybe(texts())
_OPERATORS: st.SearchStrategy[Operator | None] = st.sampled_from((None, *Operator))
_AGGREGATIONS = st.sampled_from(Aggregation)
#: Numbers that have a finite decimal spelling, as written ones have.
_CONSTANTS = st.builds(
    lambda number, places: Constant(Fraction(number, 10**places)),
    st.integers(-9999, 9999),
    st.integers(0, 4),
)


def _aggregations(unit: Unit) -> st.SearchStrategy[Aggregation]:
    """Return a strategy for what can be taken of a series: no sum of points, no mean of levels."""
    if unit.is_level:
        return st.sampled_from((Aggregation.MAX, Aggregation.MIN, Aggregation.LAST))
    if unit.is_point:
        return st.sampled_from([one for one in Aggregation if one is not Aggregation.SUM])
    return _AGGREGATIONS


@st.composite
def formulas(draw: st.DrawFn, of: Mapping[str, Unit] | None = None, levels: int = 3) -> Formula:
    """Draw a formula over the series ``of``, whose sums join what measures the same thing."""
    known = _COUNTS if of is None else of
    operator = draw(_OPERATORS) if levels else None
    if operator is None:
        counts = draw(st.booleans())
        if known and counts:
            counted = draw(st.sampled_from(sorted(known)))
            return Formula(Aggregate(draw(_aggregations(known[counted])), counted))
        return Formula(draw(_CONSTANTS))
    left = draw(formulas(known, levels - 1))
    if not left.figure(known).is_amount:
        return left - left
    if operator in (Operator.MULTIPLY, Operator.DIVIDE):
        right = draw(formulas(known, levels - 1))
        if not right.figure(known).is_amount:
            right = right - right
    elif draw(st.booleans()):
        right = left
    elif left.unit(known).is_ratio:
        right = draw(formulas({}, levels - 1))
    else:
        right = Formula(Operation(Operator.MULTIPLY, draw(_CONSTANTS), right=left.term))
    return Formula(Operation(operator, left.term, right=right.term))


def _is_clear(formula: Formula, known: Mapping[str, Unit]) -> bool:
    """Whether a formula in K says whether it is a temperature or a difference."""
    figure = formula.figure(known)
    plain = isinstance(formula.term, Aggregate | Constant)
    return plain or not figure.is_amount or not figure.unit.is_compatible_with("K")


@st.composite
def measures(draw: st.DrawFn, of: Mapping[str, Unit] | None = None) -> Measure:
    """Draw a measure over the series ``of``, in a unit that its formula gives."""
    known = _COUNTS if of is None else of
    formula = draw(formulas(known, 2).filter(lambda one: _is_clear(one, known)))
    unit = draw(compatible_units(formula.unit(known)))
    return Measure(
        formula=formula,
        unit=unit if formula.unit(known).is_point else unit.interval,
        frequency=draw(maybe(frequencies())),
        method=draw(_MAYBE_TEXT),
    )


_SIDE = st.booleans()
#: The kinds of bound that stand in a file.
WRITTEN = frozenset(TargetKind) - {TargetKind.OWN}
#: The kinds of bound that a quantity satisfies.
QUANTITATIVE = WRITTEN - {TargetKind.DONE_BY}


@attrs.frozen
class _MultipleOf:
    """A condition of one's own: a whole multiple of a step."""

    step: Quantity

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Quantity) and not self.distance(value).magnitude

    def distance(self, value: Quantity) -> Quantity:
        over = value.to(self.step.unit).base % self.step.base
        unit = value.unit.interval
        return Quantity(min(over, self.step.base - over) / unit.scale, unit)


def own_targets(of: Unit | None = None) -> st.SearchStrategy[OwnTarget]:
    """Return a strategy for conditions of one's own: whole multiples of a step, in any unit or ``of`` one."""
    steps = st.integers(1, 9)
    unit = units() if of is None else st.just(of)
    return st.builds(Quantity, steps, unit.map(lambda one: one.interval)).map(_MultipleOf)


@st.composite
def bounds(
    draw: st.DrawFn, of: Unit | None = None, kinds: frozenset[TargetKind] = WRITTEN
) -> Bound:
    """Draw one condition of one of the ``kinds``, for values in any unit or in that of ``of``."""
    bound = draw(_bounds(of, kinds))
    if bound.kind is TargetKind.DONE_BY:
        return bound
    held = draw(st.sampled_from(("all", "all", "each", "by a day")))
    day = draw(days()) if held == "by a day" else None
    return attrs.evolve(bound, each=held == "each", day=day)


@st.composite
def _bounds(draw: st.DrawFn, of: Unit | None, kinds: frozenset[TargetKind]) -> Bound:
    unit = draw(units()) if of is None else of
    fitting = kinds - CHANGES if unit.is_point or unit.is_level else kinds
    fitting -= {TargetKind.ZERO} if unit.is_point else set()
    kind = draw(st.sampled_from(sorted(fitting, key=lambda kind: kind.value)))
    if kind is TargetKind.ZERO:
        return Bound(kind)
    if kind is TargetKind.DONE_BY:
        return Bound(kind, day=draw(days()))
    if kind is TargetKind.OWN:
        return Bound(kind, own=draw(own_targets(unit)))
    limit = draw(quantities(draw(compatible_units(unit))))
    if kind in CHANGES:
        baseline = None if limit.unit.is_point else draw(st.sampled_from((None, limit)))
        return Bound(kind, rate=draw(fractions(0, 2)), baseline=baseline)
    if kind is TargetKind.BETWEEN:
        other = draw(quantities(unit))
        return Bound(kind, limit=min(limit, other), upper=max(limit, other))
    if kind is TargetKind.EXACTLY:
        near = abs(draw(quantities(unit.interval)))
        return Bound(kind, limit=limit, tolerance=draw(st.sampled_from((None, near))))
    before = draw(maybe(quantities(unit)))
    return Bound(kind, limit=limit, baseline=before)


@st.composite
def targets(
    draw: st.DrawFn, of: Unit | None = None, kinds: frozenset[TargetKind] = QUANTITATIVE
) -> Target:
    """Draw a target of up to three bounds of the ``kinds``, for values in one unit."""
    unit = draw(units()) if of is None else of
    return satisfiable(draw(few(bounds(unit, kinds), most=3)))


def satisfiable(bounds: Iterable[Bound], baseline: Quantity | None = None) -> Target:
    """Return a target of the bounds beside which a value is left, with the baseline known as well."""
    target = Target()
    for bound in bounds:
        with contextlib.suppress(InvalidTarget):
            more = Target((*target.stated, bound))
            for one in (more, more.as_differences):
                _ = one if baseline is None else one.against(baseline)
            target = more
    return target


@st.composite
def known_targets(draw: st.DrawFn, of: Unit, kinds: frozenset[TargetKind] = QUANTITATIVE) -> Target:
    """Draw a target of the ``kinds`` for values in one unit, whose baselines are known."""
    baseline = draw(quantities(of))
    return satisfiable(draw(targets(of, kinds)).stated, baseline).against(baseline)


@st.composite
def regions(draw: st.DrawFn, of: Unit | None = None) -> Region:
    """Draw a set of quantities in any unit, or in that of ``of``, or of days."""
    if of is None and draw(_SIDE):
        nothing = Region((), of_days=True)
        parts = [Target.done_by(day).region for day in draw(st.lists(days(), max_size=3))]
    else:
        unit = draw(units()) if of is None else of
        kinds = QUANTITATIVE - CHANGES - {TargetKind.ZERO}
        nothing = Region((), unit)
        parts = [bound.region for bound in draw(st.lists(_bounds(unit, kinds), max_size=3))]
    sides = [one if draw(_SIDE) else ~one for one in parts]
    return functools.reduce(Region.__or__, sides, nothing)


@st.composite
def deviations(draw: st.DrawFn, basis: Basis | None = None, unit: Unit | None = None) -> Deviation:
    """Draw a deviation, small, large or unbounded, on any basis or on ``basis``."""
    held = draw(st.sampled_from(Basis)) if basis is None else basis
    value = draw(maybe(fractions(0, 2) | fractions(0)))
    if held is not Basis.ABSOLUTE:
        return Deviation(value, held)
    return Deviation(value, held, unit=draw(units()) if unit is None else unit)
