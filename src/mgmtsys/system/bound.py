"""One condition on a value: what satisfies it, and by how much a value misses it."""

from __future__ import annotations

import enum
import functools
from datetime import date
from fractions import Fraction
from typing import Protocol, runtime_checkable

import attrs

from mgmtsys.system.region import HIGHEST, LOWEST, Region, below, over, refuse_zero
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidTarget, NoBaseline
from mgmtsys.values.number import plain, share
from mgmtsys.values.units import ONE, Quantity, Unit


class TargetKind(enum.Enum):
    """How a bound is meant; the kind decides which values satisfy it and what a miss is held against."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"
    EXACTLY = "exactly"
    BETWEEN = "between"
    ZERO = "zero"
    REDUCE_BY = "reduce_by"
    INCREASE_BY = "increase_by"
    DONE_BY = "done_by"
    #: A condition of one's own, known by membership and distance; it stands in no file.
    OWN = "own"


STRICT = frozenset({TargetKind.ABOVE, TargetKind.BELOW})
#: The kinds that are held against a baseline.
CHANGES = frozenset({TargetKind.REDUCE_BY, TargetKind.INCREASE_BY})
#: The kinds that have a least satisfying value only, and a greatest only.
RISING = frozenset({TargetKind.AT_LEAST, TargetKind.ABOVE, TargetKind.INCREASE_BY})
FALLING = frozenset({TargetKind.AT_MOST, TargetKind.BELOW, TargetKind.REDUCE_BY})
_ONE_LIMIT = frozenset(
    {
        TargetKind.AT_LEAST,
        TargetKind.AT_MOST,
        TargetKind.ABOVE,
        TargetKind.BELOW,
        TargetKind.EXACTLY,
    }
)
#: The kinds from whose edges a required change is counted, where there is a baseline.
MEASURED_FROM = CHANGES | _ONE_LIMIT - {TargetKind.EXACTLY} | {TargetKind.BETWEEN}


@runtime_checkable
class OwnTarget(Protocol):
    """What a target of one's own has to know, and how it reads by ``str``; frozen, as all values are."""

    def __contains__(self, value: object) -> bool:
        """Whether a quantity satisfies it."""

    def distance(self, value: Quantity) -> Quantity:
        """Return how far a quantity lies from the nearest that satisfies it: an amount, not negative."""


@attrs.frozen(field_transformer=checked)
class Miss:
    """How a value lies outside one bound: by how much, and what that can be held against."""

    #: The distance to the nearest satisfying value; zero for a value on a strict bound.
    amount: Quantity
    #: The size of the bound that was missed; a point of a scale, such as 20 °C, has none, nor has a
    #: condition of one's own.
    reference: Quantity | None
    #: The size of the change that was asked for, where there is a baseline.
    required_change: Quantity | None = None


def _difference(given: Quantity | None) -> Quantity | None:
    return given.as_difference if isinstance(given, Quantity) else given


@attrs.frozen(field_transformer=checked)
class Bound:
    """One condition on a value; only the fields of its kind are filled."""

    kind: TargetKind
    #: The limit; the lower one of ``between``.
    limit: Quantity | None = None
    #: The upper limit of ``between``.
    upper: Quantity | None = None
    #: How far from ``exactly`` is still as good; a difference, so that 1 °C is 1 K.
    tolerance: Quantity | None = attrs.field(default=None, converter=_difference)
    #: The share of the baseline by which a value is to change.
    rate: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(share))
    #: What a change is taken of; beside a limit, what the required change is counted from.
    baseline: Quantity | None = None
    #: By when it is to be reached.
    day: date | None = None
    #: Whether every reading is held against it, and not what the formula makes of them all.
    each: bool = False
    #: The condition of one's own.
    own: OwnTarget | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse fields that contradict the kind."""
        needed = {
            "limit": self.kind in _ONE_LIMIT or self.kind is TargetKind.BETWEEN,
            "upper": self.kind is TargetKind.BETWEEN,
            "rate": self.kind in CHANGES,
            "day": self.kind is TargetKind.DONE_BY or self.day is not None,
            "own": self.kind is TargetKind.OWN,
        }
        for name, need in needed.items():
            if (getattr(self, name) is not None) is not need:
                kind = self.kind.value
                if need:
                    raise InvalidTarget("{kind} needs {field}", kind=kind, field=name)
                raise InvalidTarget("{kind} has no {field}", kind=kind, field=name)
        if self.tolerance is not None and self.kind is not TargetKind.EXACTLY:
            raise InvalidTarget("{kind} has no tolerance", kind=self.kind.value)
        if self.each and self.day is not None:
            raise InvalidTarget(
                "what holds for each reading is not reached by a day",
            )
        if self.baseline is not None and self.kind not in MEASURED_FROM:
            raise InvalidTarget("{kind} has no baseline", kind=self.kind.value)
        if self.limit and self.upper and self.upper < self.limit:
            raise InvalidTarget(
                "no value lies between {limit} and {upper}",
                limit=self.limit,
                upper=self.upper,
            )
        if self.limit and self.tolerance and self.limit + self.tolerance < self.limit:
            raise InvalidTarget("a tolerance is not negative")
        if self.rate is not None and self.rate < 0:
            raise InvalidTarget(
                "a change is not negative: reduce_by 5%, or increase_by 5%",
            )
        if self.rate is not None and self.baseline is not None and self.baseline.unit.is_point:
            raise InvalidTarget(
                "{baseline} is a point on its scale and has no percentage: expected a baseline in {interval}, or a limit such as at_most",
                baseline=self.baseline,
                interval=self.baseline.unit.interval,
            )

    @property
    def as_difference(self) -> Bound:
        """The same figures read as differences: at most 6 K for at most 6 °C."""
        figures = (self.limit, self.upper, self.baseline)
        limit, upper, baseline = (_difference(figure) for figure in figures)
        return attrs.evolve(self, limit=limit, upper=upper, baseline=baseline)

    @property
    def waits(self) -> bool:
        """Whether it is a change whose baseline is not known."""
        return self.rate is not None and self.baseline is None

    @functools.cached_property
    def region(self) -> Region:
        """The values that satisfy it, whether of each reading or by a day.

        Raises :class:`NoBaseline`, and :class:`InvalidTarget` for a condition of one's own.
        """
        if self.own is not None:
            raise InvalidTarget(
                "{own} only tells which values satisfy it, and cannot be compared",
                own=self.own,
            )
        if self.day is not None and self.kind is TargetKind.DONE_BY:
            return Region(((LOWEST, over(Fraction(self.day.toordinal()))),), of_days=True)
        low, high = self._limits(ONE)
        first, last = (over, below) if self.kind in STRICT else (below, over)
        start = LOWEST if low is None else first(low.base)
        end = HIGHEST if high is None else last(high.base)
        limit = low or high
        unit = limit.unit if limit and self.kind is not TargetKind.ZERO else None
        return Region(((start, end),), unit)

    @functools.cached_property
    def sides(self) -> frozenset[tuple[object, ...]]:
        """What it asks on either side and how a miss of that is measured, whatever its spelling."""
        held = (self.day, self.each)
        if self.waits or self.kind in (TargetKind.ZERO, TargetKind.DONE_BY, TargetKind.OWN):
            return frozenset({(self.kind, self.rate, self.own, *held)})
        if self.kind is TargetKind.EXACTLY:
            wide = self.tolerance if self.tolerance and self.tolerance.magnitude else None
            return frozenset({(self.kind, self.limit, wide, *held)})
        how = (self.kind in STRICT, self.kind in CHANGES, self.baseline, *held)
        lower = self.kind in RISING or self.kind is TargetKind.BETWEEN
        upper = self.kind in FALLING or self.kind is TargetKind.BETWEEN
        return frozenset(
            (side, limit, *how)
            for side, there, limit in (
                ("from", lower, self.goal),
                ("up to", upper, self.upper or self.goal),
            )
            if there
        )

    @functools.cached_property
    def goal(self) -> Quantity | None:
        """The quantity aimed at, where there is one; a change is taken of the baseline's size.

        Raises :class:`NoBaseline` for a change whose baseline is not known.
        """
        if self.rate is None:
            return self.limit
        if self.baseline is None:
            raise NoBaseline(
                "{kind} cannot be judged without a baseline",
                kind=self.kind.value,
            )
        step = abs(self.baseline) * self.rate
        return self.baseline + (step if self.kind is TargetKind.INCREASE_BY else -step)

    def _limits(self, unit: Unit) -> tuple[Quantity | None, Quantity | None]:
        """Return the least and the greatest satisfying quantity, strictness aside."""
        match self.kind:
            case TargetKind.ZERO:
                refuse_zero(unit)
                return Quantity(Fraction(0), unit), Quantity(Fraction(0), unit)
            case TargetKind.AT_LEAST | TargetKind.ABOVE | TargetKind.INCREASE_BY:
                return self.goal, None
            case TargetKind.AT_MOST | TargetKind.BELOW | TargetKind.REDUCE_BY:
                return None, self.goal
            case TargetKind.EXACTLY if self.limit and self.tolerance:
                return self.limit - self.tolerance, self.limit + self.tolerance
            case TargetKind.BETWEEN:
                return self.limit, self.upper
        return self.limit, self.limit

    def miss(self, value: Quantity) -> Miss | None:
        """Return how ``value`` lies outside, or ``None`` when it satisfies the bound.

        Raises :class:`IncompatibleUnits`, and :class:`NoBaseline` for a change without a baseline.
        """
        if self.kind is TargetKind.DONE_BY:
            raise IncompatibleUnits(
                "done_by {day} is satisfied by a day, not by {found}",
                day=self.day,
                found=value,
            )
        if self.own is not None:
            return None if value in self.own else Miss(self.own.distance(value), None)
        low, high = self._limits(value.unit)
        strict = self.kind in STRICT
        if low is not None and (value < low or (strict and value == low)):
            violated, amount = low, low.distance(value)
        elif high is not None and (value > high or (strict and value == high)):
            violated, amount = high, value.distance(high)
        else:
            return None
        # "exactly" is held against what it asks for, not against the edge of its tolerance.
        reference = self.limit if self.kind is TargetKind.EXACTLY and self.limit else violated
        change = violated.distance(self.baseline) if self.baseline else None
        return Miss(amount, _size(reference, value.unit), required_change=change)

    def holds(self, value: Quantity | date | None) -> bool:
        """Whether a value, or the day on which something was done, satisfies the bound."""
        if self.kind is TargetKind.DONE_BY and not isinstance(value, Quantity):
            return value is not None and self.day is not None and value <= self.day
        if not isinstance(value, Quantity):
            raise IncompatibleUnits(
                "{kind} is satisfied by a quantity, not by {found}",
                kind=self.kind.value,
                found=value,
            )
        return self.miss(value) is None

    def __str__(self) -> str:
        """Return the condition in the words of a file: ``at_least 80%``, ``between 6, 9``."""
        if self.rate is not None:
            of = f" of {self.baseline}" if self.baseline else ""
            return f"{self.kind.value} {plain(100 * self.rate)}%{of}"
        day = self.day if self.kind is TargetKind.DONE_BY else None
        figures = [
            str(figure) for figure in (self.limit, self.upper, day, self.own) if figure is not None
        ]
        around = f" ± {self.tolerance}" if self.tolerance else ""
        return f"{self.kind.value} {', '.join(figures)}{around}".strip()


def _size(reference: Quantity, unit: Unit) -> Quantity | None:
    """Return the size of a bound on the scale of the value, so that equal bounds have equal sizes."""
    if unit.is_point:
        return None
    return abs(reference.to(unit) if reference.unit.is_point else reference)
