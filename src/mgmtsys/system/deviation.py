"""How far an actual lies outside its target."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from mgmtsys.system.bound import CHANGES, Miss
from mgmtsys.system.target import Target
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidPolicy, NoBaseline
from mgmtsys.values.units import ONE, Quantity, Unit


class Basis(enum.Enum):
    """What a miss is held against; stored with every verdict."""

    RELATIVE_TO_TARGET = "relative_to_target"
    RELATIVE_TO_REQUIRED_CHANGE = "relative_to_required_change"
    PERCENTAGE_POINTS = "percentage_points"
    ABSOLUTE = "absolute"


def default_basis(target: Target, unit: Unit = ONE) -> Basis:
    """Return what misses of values in ``unit`` are held against where nothing is said.

    That is nothing for points of a scale, such as °C, and for a target of one's own, the required change
    for a target that asks for a change, and the target for any other.
    """
    if unit.is_point or any(bound.own is not None for bound in target.bounds):
        return Basis.ABSOLUTE
    if any(bound.kind in CHANGES for bound in target.bounds):
        return Basis.RELATIVE_TO_REQUIRED_CHANGE
    return Basis.RELATIVE_TO_TARGET


def _interval(unit: Any) -> Any:
    return unit.interval if isinstance(unit, Unit) else unit


@functools.total_ordering
@attrs.frozen(eq=False, field_transformer=checked)
class Deviation:
    """An exact non-negative number, or unbounded, which lies above every number.

    Zero when the target is met; it never falls when the miss grows. Two deviations compare when
    they are on the same basis and in compatible units; equal ones are equal in any unit.
    """

    #: ``None`` is unbounded: a miss held against zero.
    value: Fraction | None
    basis: Basis = Basis.RELATIVE_TO_TARGET
    #: The unit of an absolute deviation, that of a difference; a plain number on any other basis.
    unit: Unit = attrs.field(default=ONE, converter=_interval)

    def __attrs_post_init__(self) -> None:
        """Refuse a negative number."""
        if self.value is not None and self.value < 0:
            raise InvalidPolicy("a deviation is not negative")

    @property
    def is_unbounded(self) -> bool:
        """Whether the miss was held against zero."""
        return self.value is None

    @property
    def size(self) -> Fraction | None:
        """The number in base units, ``None`` when unbounded."""
        return None if self.value is None else self.value * self.unit.scale

    def __eq__(self, other: object) -> bool:
        """Whether both are as far outside, on the same basis."""
        if not isinstance(other, Deviation):
            return NotImplemented
        return (self.size, self.basis) == (
            other.size,
            other.basis,
        ) and self.unit.is_compatible_with(other.unit)

    def __hash__(self) -> int:
        """Hash what equality compares."""
        return hash((self.size, self.basis, self.unit.dimension))

    def __lt__(self, other: object) -> bool:
        """Whether this is less; raises :class:`IncompatibleUnits` across bases."""
        if not isinstance(other, Deviation):
            return NotImplemented
        if self.basis is not other.basis or not self.unit.is_compatible_with(other.unit):
            raise IncompatibleUnits(
                "a deviation {basis} in {unit} cannot be compared with one {other_basis} in {other_unit}",
                basis=self.basis.value,
                unit=self.unit,
                other_basis=other.basis.value,
                other_unit=other.unit,
            )
        if self.size is None or other.size is None:
            return self.size is not None
        return self.size < other.size

    def __str__(self) -> str:
        """Return the exact number as a fraction, or ``unbounded``."""
        return "unbounded" if self.value is None else str(self.value)


class Reason(enum.Enum):
    """Why a deviation cannot be computed; none of these is a deviation."""

    NO_DATA = "no_data"
    NO_BASELINE = "no_baseline"
    NOT_A_RATIO = "not_a_ratio"
    #: A point of a scale, such as 20 °C, is no amount that a miss can be a share of.
    NOT_AN_AMOUNT = "not_an_amount"


def _ratio(amount: Quantity, reference: Quantity) -> Fraction | None:
    """Return the quotient of two sizes; unbounded over zero, unless nothing is missed."""
    if not reference.magnitude:
        return None if amount.magnitude else Fraction(0)
    return (amount.magnitude * amount.unit.scale) / (reference.magnitude * reference.unit.scale)


def _to_target(miss: Miss) -> Deviation | Reason:
    if miss.reference is None:
        return Reason.NOT_AN_AMOUNT
    return Deviation(_ratio(miss.amount, miss.reference), Basis.RELATIVE_TO_TARGET)


def _to_required_change(miss: Miss) -> Deviation | Reason:
    if miss.required_change is None:
        return Reason.NO_BASELINE
    return Deviation(_ratio(miss.amount, miss.required_change), Basis.RELATIVE_TO_REQUIRED_CHANGE)


def _points(miss: Miss) -> Deviation | Reason:
    if not miss.amount.unit.is_ratio:
        return Reason.NOT_A_RATIO
    return Deviation(100 * miss.amount.magnitude * miss.amount.unit.scale, Basis.PERCENTAGE_POINTS)


def _absolute(miss: Miss) -> Deviation | Reason:
    return Deviation(miss.amount.magnitude, Basis.ABSOLUTE, unit=miss.amount.unit)


_MEASURED: Mapping[Basis, Callable[[Miss], Deviation | Reason]] = {
    Basis.RELATIVE_TO_TARGET: _to_target,
    Basis.RELATIVE_TO_REQUIRED_CHANGE: _to_required_change,
    Basis.PERCENTAGE_POINTS: _points,
    Basis.ABSOLUTE: _absolute,
}


def deviation_of(
    target: Target, actual: Quantity | None, basis: Basis | None = None
) -> Deviation | Reason:
    """Return how far ``actual`` lies outside ``target``, the worst bound deciding, or why not.

    Only the adverse side deviates: a target met or beaten deviates by zero on any basis. A miss
    over a zero reference is unbounded. Without ``basis``, :func:`default_basis` decides. Equal targets
    give equal deviations, whatever units they are written in.

    >>> str(deviation_of(Target.at_least("80%"), Quantity.parse("59%")))
    '21/80'
    >>> str(deviation_of(Target.zero(), Quantity.parse("1 incident")))
    'unbounded'
    """
    if actual is None:
        return Reason.NO_DATA
    held = basis or default_basis(target, actual.unit)
    try:
        misses = target.misses(actual)
    except NoBaseline:
        return Reason.NO_BASELINE
    found = [_MEASURED[held](miss) for miss in misses]
    reasons = [outcome for outcome in found if isinstance(outcome, Reason)]
    if reasons:
        return reasons[0]
    zero = Deviation(
        Fraction(0), held, unit=actual.unit.interval if held is Basis.ABSOLUTE else ONE
    )
    return max([zero, *(outcome for outcome in found if isinstance(outcome, Deviation))])
