"""The set of quantities that satisfy an objective."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidTarget, NoBaseline
from mgmtsys.values.number import share
from mgmtsys.values.units import Quantity, Unit


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
_MEASURED_FROM = CHANGES | _ONE_LIMIT - {TargetKind.EXACTLY}


@attrs.frozen(field_transformer=checked)
class Miss:
    """How a value lies outside one bound: by how much, and what that can be held against."""

    #: The distance to the nearest satisfying value; zero for a value on a strict bound.
    amount: Quantity
    #: The size of the bound that was missed; a point of a scale, such as 20 °C, has none.
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

    def __attrs_post_init__(self) -> None:
        """Refuse fields that contradict the kind."""
        needed = {
            "limit": self.kind in _ONE_LIMIT or self.kind is TargetKind.BETWEEN,
            "upper": self.kind is TargetKind.BETWEEN,
            "rate": self.kind in CHANGES,
            "day": self.kind is TargetKind.DONE_BY or self.day is not None,
        }
        for name, need in needed.items():
            if (getattr(self, name) is not None) is not need:
                raise InvalidTarget(
                    f"{self.kind.value} {'needs' if need else 'has no'} {name}",
                    f"{self.kind.value} {'缺少' if need else '不应有'} {name}",
                )
        if self.tolerance is not None and self.kind is not TargetKind.EXACTLY:
            raise InvalidTarget(
                f"{self.kind.value} has no tolerance", f"{self.kind.value} 不应有容差"
            )
        if self.each and self.day is not None:
            raise InvalidTarget(
                "what holds for each reading is not reached by a day",
                "对每条记录的要求不能同时有完成日期",
            )
        if self.baseline is not None and self.kind not in _MEASURED_FROM:
            raise InvalidTarget(
                f"{self.kind.value} has no baseline", f"{self.kind.value} 不应有基准"
            )
        if self.limit and self.upper and self.upper < self.limit:
            raise InvalidTarget(
                f"no value lies between {self.limit} and {self.upper}",
                f"{self.limit} 与 {self.upper} 之间没有值",
            )
        if self.limit and self.tolerance and self.limit + self.tolerance < self.limit:
            raise InvalidTarget("a tolerance is not negative", "容差不能为负")
        if self.rate is not None and self.rate < 0:
            raise InvalidTarget(
                "a change is not negative: reduce_by 5%, or increase_by 5%",
                "变化率不能为负：应写 reduce_by 5% 或 increase_by 5%",
            )
        if self.rate is not None and self.baseline is not None and self.baseline.unit.is_point:
            raise InvalidTarget(
                f"{self.baseline} is a point of its scale and has no share: expected a baseline in "
                f"{self.baseline.unit.interval}, or a limit such as at_most",
                f"{self.baseline} 只是刻度上的一点，没有百分比：基准应以 "
                f"{self.baseline.unit.interval} 计，或写 at_most 等限值",
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
                f"{self.kind.value} needs a baseline to be asked about a value",
                f"{self.kind.value} 没有基准值，无法判定",
            )
        step = abs(self.baseline) * self.rate
        return self.baseline + (step if self.kind is TargetKind.INCREASE_BY else -step)

    def _limits(self, unit: Unit) -> tuple[Quantity | None, Quantity | None]:
        """Return the least and the greatest satisfying quantity, strictness aside."""
        match self.kind:
            case TargetKind.ZERO:
                if unit.offset:
                    raise IncompatibleUnits(
                        f"zero {unit} is a point of its scale: expected exactly 0 {unit}",
                        f"0 {unit} 只是刻度上的一点：应写 exactly 0 {unit}",
                    )
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
                f"done_by {self.day} is satisfied by a day, not by {value}",
                f"done_by {self.day} 应以日期判断，而不是 {value}",
            )
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
        return Miss(amount, _size(reference, value.unit), change)

    def holds(self, value: Quantity | date | None) -> bool:
        """Whether a value, or the day on which something was done, satisfies the bound."""
        if self.kind is TargetKind.DONE_BY and not isinstance(value, Quantity):
            return value is not None and self.day is not None and value <= self.day
        if not isinstance(value, Quantity):
            raise IncompatibleUnits(
                f"{self.kind.value} is satisfied by a quantity, not by {value}",
                f"{self.kind.value} 应以量值判断，而不是 {value}",
            )
        return self.miss(value) is None


def _size(reference: Quantity, unit: Unit) -> Quantity | None:
    """Return the size of a bound on the scale of the value, so that equal bounds have equal sizes."""
    if unit.is_point:
        return None
    return abs(reference.to(unit) if reference.unit.is_point else reference)


def _order(bound: Bound) -> tuple[object, ...]:
    """Sort equal bounds alike, whatever units they are written in."""
    quantities = (bound.limit, bound.upper, bound.tolerance, bound.baseline)
    return (
        bound.kind.value,
        [(one.base, one.unit.dimension) for one in quantities if one is not None],
        bound.rate or 0,
        bound.day or date.min,
        bound.each,
    )


def _bounds(given: Iterable[Bound]) -> tuple[Bound, ...]:
    bounds = tuple(given)
    if not all(isinstance(one, Bound) for one in bounds):
        return bounds  # the field says what it holds
    return bounds if len(bounds) == 1 else tuple(sorted(frozenset(bounds), key=_order))


@attrs.frozen(field_transformer=checked)
class Target:
    """The values that satisfy every one of its bounds; without bounds, any value does.

    ``&`` is associative, commutative and idempotent, with ``Target()`` as identity, and ``in`` is
    its homomorphism: a value is in ``a & b`` exactly when it is in both. A change of unit never
    changes membership.

    >>> Quantity.parse("76%") in Target.at_least("80%")
    False
    >>> (Target.at_least("6") & Target.at_most("9")).bounds[0].kind.value
    'at_least'
    """

    #: Sorted for print; the order does not count in equality.
    bounds: tuple[Bound, ...] = attrs.field(default=(), converter=_bounds, eq=frozenset)

    @property
    def figures(self) -> Target:
        """The bounds that a quantity satisfies, without those that a day does."""
        return Target(tuple(one for one in self.bounds if one.kind is not TargetKind.DONE_BY))

    @staticmethod
    def at_least(limit: Quantity | str) -> Target:
        """Return the values not under ``limit``."""
        return _one(TargetKind.AT_LEAST, limit)

    @staticmethod
    def at_most(limit: Quantity | str) -> Target:
        """Return the values not over ``limit``."""
        return _one(TargetKind.AT_MOST, limit)

    @staticmethod
    def above(limit: Quantity | str) -> Target:
        """Return the values over ``limit``; on it, the target is missed by nothing."""
        return _one(TargetKind.ABOVE, limit)

    @staticmethod
    def below(limit: Quantity | str) -> Target:
        """Return the values under ``limit``; on it, the target is missed by nothing."""
        return _one(TargetKind.BELOW, limit)

    @staticmethod
    def exactly(limit: Quantity | str, tolerance: Quantity | str | None = None) -> Target:
        """Return the values no further than ``tolerance`` from ``limit``; 1 °C of it is 1 K."""
        near = None if tolerance is None else _quantity(tolerance)
        return Target((Bound(TargetKind.EXACTLY, limit=_quantity(limit), tolerance=near),))

    @staticmethod
    def between(lower: Quantity | str, upper: Quantity | str) -> Target:
        """Return the values from ``lower`` to ``upper``, both included."""
        return Target((Bound(TargetKind.BETWEEN, limit=_quantity(lower), upper=_quantity(upper)),))

    @staticmethod
    def zero() -> Target:
        """Return zero, in any unit."""
        return Target((Bound(TargetKind.ZERO),))

    @staticmethod
    def reduce_by(rate: Fraction | str, baseline: Quantity | None = None) -> Target:
        """Return the values at least ``rate`` of its size below the baseline."""
        return Target((Bound(TargetKind.REDUCE_BY, rate=rate, baseline=baseline),))

    @staticmethod
    def increase_by(rate: Fraction | str, baseline: Quantity | None = None) -> Target:
        """Return the values at least ``rate`` of its size above the baseline."""
        return Target((Bound(TargetKind.INCREASE_BY, rate=rate, baseline=baseline),))

    @staticmethod
    def done_by(day: date) -> Target:
        """Return the days up to ``day``: something is to be done by then."""
        return Target((Bound(TargetKind.DONE_BY, day=day),))

    def by(self, day: date) -> Target:
        """Return the same values, to be reached by ``day``.

        >>> str(Target.at_least("12 person").by(date(2027, 9, 30)).bounds[0].day)
        '2027-09-30'
        """
        return Target(tuple(attrs.evolve(bound, day=day) for bound in self.bounds))

    @staticmethod
    def each(target: Target) -> Target:
        """Return the same values, to be held by every reading of a period by itself.

        >>> Target.each(Target.between("78", "82")).bounds[0].each
        True
        """
        return Target(tuple(attrs.evolve(bound, each=True) for bound in target.bounds))

    def against(self, baseline: Quantity) -> Target:
        """Return the target with ``baseline`` filled in where a change, or a limit, has none.

        Raises :class:`InvalidTarget` for one in °C, of which there is no share.
        """
        return Target(
            tuple(
                attrs.evolve(bound, baseline=baseline)
                if bound.kind in _MEASURED_FROM and bound.baseline is None
                else bound
                for bound in self.bounds
            )
        )

    @property
    def needs_baseline(self) -> bool:
        """Whether a change waits for its baseline."""
        return any(bound.kind in CHANGES and bound.baseline is None for bound in self.bounds)

    @property
    def as_differences(self) -> Target:
        """The same figures read as differences: at most 6 K for at most 6 °C."""
        return Target(
            tuple(
                attrs.evolve(
                    bound,
                    limit=_difference(bound.limit),
                    upper=_difference(bound.upper),
                    baseline=_difference(bound.baseline),
                )
                for bound in self.bounds
            )
        )

    def fits(self, unit: Unit) -> bool:
        """Whether values in ``unit`` can be held against every bound; a point has no zero and no share."""
        if unit.is_point and any(
            bound.kind is TargetKind.ZERO or bound.kind in CHANGES for bound in self.bounds
        ):
            return False
        return all(
            quantity.unit.is_compatible_with(unit)
            for bound in self.bounds
            for quantity in (bound.limit, bound.upper, bound.tolerance, bound.baseline)
            if quantity is not None
        )

    def misses(self, value: Quantity) -> tuple[Miss, ...]:
        """Return how ``value`` lies outside each bound that it does not satisfy."""
        found = (bound.miss(value) for bound in self.bounds)
        return tuple(miss for miss in found if miss is not None)

    def __contains__(self, value: object) -> bool:
        """Whether a quantity, or the day on which something was done, satisfies every bound.

        Raises :class:`IncompatibleUnits`, and :class:`NoBaseline` for a change without a baseline.
        """
        if value is not None and not isinstance(value, Quantity | date):
            raise IncompatibleUnits(
                f"{value!r} is neither a quantity nor a day", f"{value!r} 既不是量值也不是日期"
            )
        return all(bound.holds(value) for bound in self.bounds)

    def __and__(self, other: object) -> Target:
        """Return the values that satisfy both."""
        if not isinstance(other, Target):
            return NotImplemented
        return Target(self.bounds + other.bounds)


def _quantity(given: Quantity | str) -> Quantity:
    return Quantity.parse(given) if isinstance(given, str) else given


def _one(kind: TargetKind, limit: Quantity | str) -> Target:
    return Target((Bound(kind, limit=_quantity(limit)),))
