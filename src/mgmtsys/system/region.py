"""Sets of values as unions of intervals, whose ends belong to them or not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import IncompatibleUnits
from mgmtsys.values.units import Quantity, Unit

#: A place between values, in base units: just below a number (0) or just above it (1).
Cut = tuple[int, Fraction, int]
Span = tuple[Cut, Cut]
LOWEST: Cut = (-1, Fraction(0), 0)
HIGHEST: Cut = (1, Fraction(0), 0)


def below(value: Fraction) -> Cut:
    """Return the place just below a number: where a closed interval begins and an open one ends."""
    return (0, value, 0)


def over(value: Fraction) -> Cut:
    """Return the place just above a number: where an open interval begins and a closed one ends."""
    return (0, value, 1)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same values as intervals in order, none of which meets another."""
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        elif low < high:
            joined.append((low, high))
    return tuple(joined)


def _dimension(unit: Unit | None) -> object:
    return None if unit is None else unit.dimension


@attrs.frozen(field_transformer=checked)
class Region:
    """A set of quantities, or of days; it holds values, knows no deviation and stands in no file.

    ``&``, ``|`` and ``~`` are meet, join and complement of a Boolean algebra, ``<=`` is its order, and
    regions that hold the same values are equal.

    >>> from mgmtsys.system.target import Target
    >>> outside = ~Target.between("6", "9")
    >>> [Quantity(number) in outside for number in (5, 6, 10)]
    [True, False, True]
    >>> outside == Target.below("6") | Target.above("9")
    True
    """

    #: In order and apart, whatever they are built of.
    spans: tuple[Span, ...] = attrs.field(converter=_joined)
    #: What the values are measured in; none where that does not count, as for zero.
    unit: Unit | None = attrs.field(default=None, eq=_dimension)
    #: Whether the values are days.
    of_days: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it holds no value."""
        return not self.spans

    @property
    def is_of_anything(self) -> bool:
        """Whether it says the same of every kind of value: all of them, or none."""
        return self.unit is None and not self.of_days and self.spans in (_NOTHING, _ALL)

    def _beside(self, other: Region) -> tuple[Unit | None, bool]:
        """Return what the values of both are; raises :class:`IncompatibleUnits`."""
        sides = [region for region in (self, other) if not region.is_of_anything]
        units = [side.unit for side in sides if side.unit is not None]
        of_days = any(region.of_days for region in sides)
        if of_days and not all(region.of_days for region in sides):
            raise IncompatibleUnits("a day is not a quantity")
        for unit in units:
            Quantity(0, unit).to(units[0])  # refuses what measures something else
            if len(units) < len(sides):
                refuse_zero(unit)
        return (units[0] if units else None), of_days

    def _position(self, value: object) -> Fraction:
        if isinstance(value, Quantity) and not self.of_days:
            if self.unit is not None:
                return value.to(self.unit).base
            if not self.is_of_anything:
                refuse_zero(value.unit)
            return value.base
        takes_days = self.of_days or self.is_of_anything
        if takes_days and isinstance(value, date) and not isinstance(value, datetime):
            return Fraction(value.toordinal())
        if self.of_days:
            raise IncompatibleUnits("{found} is not a day", found=value)
        raise IncompatibleUnits("{found} is not a quantity", found=value)

    def __contains__(self, value: object) -> bool:
        """Whether a quantity or a day is one of its values; raises :class:`IncompatibleUnits`."""
        position = self._position(value)
        return any(low <= below(position) and over(position) <= high for low, high in self.spans)

    def __invert__(self) -> Region:
        """Return the values that are not in it."""
        cuts = (LOWEST, *itertools.chain.from_iterable(self.spans), HIGHEST)
        return attrs.evolve(self, spans=tuple(zip(cuts[::2], cuts[1::2], strict=True)))

    def __or__(self, other: object) -> Region:
        """Return the values in either; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, Region):
            return NotImplemented
        unit, of_days = self._beside(other)
        return Region((*self.spans, *other.spans), unit, of_days=of_days)

    def __and__(self, other: object) -> Region:
        """Return the values in both; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, Region):
            return NotImplemented
        return ~(~self | ~other)

    def __le__(self, other: object) -> bool:
        """Whether the other holds every value of it; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, Region):
            return NotImplemented
        return (self & ~other).is_empty

    def __lt__(self, other: object) -> bool:
        """Whether the other holds every value of it and more; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, Region):
            return NotImplemented
        return self <= other and not other <= self


_NOTHING: tuple[Span, ...] = ()
_ALL: tuple[Span, ...] = ((LOWEST, HIGHEST),)
#: The region of every value, quantity or day.
EVERYTHING = Region(_ALL)


def refuse_zero(unit: Unit) -> None:
    """Raise :class:`IncompatibleUnits` where zero of a unit is a point on its scale."""
    if unit.offset:
        raise IncompatibleUnits(
            "zero {unit} is a point on its scale: expected exactly 0 {unit}",
            unit=unit,
        )
