"""The set of values that satisfy an objective, with how far a value lies outside it."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import overload

import attrs

from mgmtsys.system.bound import CHANGES, MEASURED_FROM, Bound, Miss, OwnTarget, TargetKind
from mgmtsys.system.bounds import (
    decisive,
    normal_form,
    parted,
    refuse_empty,
    refuse_region,
    telling,
    values_of,
)
from mgmtsys.system.region import Region
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import IncompatibleUnits
from mgmtsys.values.units import Quantity, Unit


def _order(bound: Bound) -> tuple[object, ...]:
    """Sort equal bounds alike, whatever units they are written in."""
    quantities = (bound.limit, bound.upper, bound.tolerance, bound.baseline)
    return (
        bound.kind.value,
        [
            (quantity.base, quantity.unit.dimension)
            for quantity in quantities
            if quantity is not None
        ],
        bound.rate or 0,
        bound.day or date.min,
        bound.each,
        str(bound.own),
    )


def _bounds(given: Iterable[Bound]) -> tuple[Bound, ...]:
    bounds = tuple(given)
    if not all(isinstance(bound, Bound) for bound in bounds):
        return bounds  # the field says what it holds
    return bounds if len(bounds) == 1 else tuple(sorted(frozenset(bounds), key=_order))


@attrs.frozen(field_transformer=checked)
class Target:
    """The values that satisfy every one of its bounds, with a distance; without bounds, any value does.

    ``&`` is associative, commutative and idempotent, with ``Target()`` as identity, and ``in`` is
    its homomorphism: a value is in ``a & b`` exactly when it is in both. Equal targets hold the same
    values and measure every miss alike, whatever their spelling and unit; ``<=`` compares the values
    alone. Raises :class:`InvalidTarget` where no value satisfies what is asked of the same.

    >>> Quantity.parse("76%") in Target.at_least("80%")
    False
    >>> Target.at_least("6") & Target.at_least("0") == Target.at_least("6")
    True
    >>> near, between = Target.exactly("7", "1"), Target.between("6", "8")
    >>> near == between, near.same_set(between), between <= Target.at_least("6")
    (False, True, True)
    """

    #: As stated and sorted, with what is redundant; equality compares what decides.
    stated: tuple[Bound, ...] = attrs.field(default=(), converter=_bounds, eq=normal_form)

    def __attrs_post_init__(self) -> None:
        """Refuse what no value satisfies."""
        if len(self.stated) > 1:
            refuse_empty(self.stated)

    @functools.cached_property
    def bounds(self) -> tuple[Bound, ...]:
        """The bounds that decide: without those that others imply."""
        return decisive(self.stated)

    @property
    def figures(self) -> Target:
        """The bounds that a quantity satisfies, without those that a day does."""
        return Target(tuple(bound for bound in self.stated if bound.kind is not TargetKind.DONE_BY))

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
    def of(own: OwnTarget) -> Target:
        """Return a target of one's own, which has membership and a distance; ``&`` takes one as it is.

        A miss of it is measured by the distance alone, and it stands in no file.
        """
        return Target((Bound(TargetKind.OWN, own=own),))

    @staticmethod
    def done_by(day: date) -> Target:
        """Return the days up to ``day``: something is to be done by then."""
        return Target((Bound(TargetKind.DONE_BY, day=day),))

    def by(self, day: date) -> Target:
        """Return the same values, to be reached by ``day``.

        >>> str(Target.at_least("12 person").by(date(2027, 9, 30)).bounds[0].day)
        '2027-09-30'
        """
        return Target(tuple(attrs.evolve(bound, day=day) for bound in self.stated))

    @staticmethod
    def each(target: Target) -> Target:
        """Return the same values, to be held by every reading of a period by itself.

        >>> Target.each(Target.between("78", "82")).bounds[0].each
        True
        """
        return Target(tuple(attrs.evolve(bound, each=True) for bound in target.stated))

    def against(self, baseline: Quantity) -> Target:
        """Return the target with ``baseline`` filled in where a change, or a limit, has none.

        Raises :class:`InvalidTarget` for one in °C, of which there is no share, and where no value is
        left that satisfies the target.
        """
        return Target(
            tuple(
                attrs.evolve(bound, baseline=baseline)
                if bound.kind in MEASURED_FROM and bound.baseline is None
                else bound
                for bound in self.stated
            )
        )

    @property
    def needs_baseline(self) -> bool:
        """Whether a change waits for its baseline."""
        return any(bound.waits for bound in self.stated)

    @property
    def as_differences(self) -> Target:
        """The same figures read as differences: at most 6 K for at most 6 °C."""
        return Target(tuple(bound.as_difference for bound in self.stated))

    def fits(self, unit: Unit) -> bool:
        """Whether values in ``unit`` can be held against every bound; a point has no zero and no share."""
        if unit.is_point and any(
            bound.kind is TargetKind.ZERO or bound.kind in CHANGES for bound in self.stated
        ):
            return False
        return all(
            quantity.unit.is_compatible_with(unit)
            for bound in self.stated
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
            raise IncompatibleUnits("{found!r} is neither a quantity nor a day", found=value)
        return all(bound.holds(value) for bound in self.stated)

    def __le__(self, other: object) -> bool:
        """Whether the other holds every value of it, on every positive baseline where one is unknown.

        How a miss is measured, each reading and the day by which count for nothing here. Raises
        :class:`IncompatibleUnits`, and :class:`InvalidTarget` where a target of one's own leaves it open.
        """
        if not isinstance(other, Target):
            return NotImplemented
        mine, theirs = parted(self.bounds), parted(other.bounds)
        baselines = telling((*mine[0], *theirs[0]))
        within = all(
            values_of(mine[0], baseline) <= values_of(theirs[0], baseline) for baseline in baselines
        )
        if within and theirs[1] <= mine[1]:
            return True
        for own in mine[1] | theirs[1]:
            _ = own.region  # says that it is compared with nothing
        return False

    def __lt__(self, other: object) -> bool:
        """Whether the other holds every value of it, and more; raises what ``<=`` raises."""
        if not isinstance(other, Target):
            return NotImplemented
        return self <= other and not other <= self

    def same_set(self, other: Target) -> bool:
        """Whether both hold the same values, however a miss of them is measured.

        Raises what ``<=`` raises.
        """
        return self <= other <= self

    @property
    def region(self) -> Region:
        """Its values as a set that has a complement, and a union with others.

        Raises :class:`InvalidTarget` for what is asked of each reading, is to be reached by a day, waits
        for a baseline or is one's own.
        """
        for bound in self.bounds:
            refuse_region(bound)
        return values_of(self.bounds)

    def __invert__(self) -> Region:
        """Return the values that are not in it; raises what :attr:`region` raises."""
        return ~self.region

    def __or__(self, other: object) -> Region:
        """Return the values in either; raises what :attr:`region` raises."""
        if not isinstance(other, Target | Region):
            return NotImplemented
        return self.region | (other.region if isinstance(other, Target) else other)

    __ror__ = __or__

    @overload
    def __and__(self, other: Region) -> Region: ...
    @overload
    def __and__(self, other: Target | OwnTarget) -> Target: ...
    def __and__(self, other: object) -> Target | Region:
        """Return the values that satisfy both; with a region that is a region.

        Raises :class:`InvalidTarget` where no value does.
        """
        if isinstance(other, Region):
            return self.region & other
        if isinstance(other, OwnTarget):
            other = Target.of(other)
        return Target(self.stated + other.stated) if isinstance(other, Target) else NotImplemented

    __rand__ = __and__


def _quantity(given: Quantity | str) -> Quantity:
    return Quantity.parse(given) if isinstance(given, str) else given


def _one(kind: TargetKind, limit: Quantity | str) -> Target:
    return Target((Bound(kind, limit=_quantity(limit)),))
