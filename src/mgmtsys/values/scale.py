"""Which arithmetic a figure allows: amounts all of it, points of a scale and logarithmic levels little."""

from __future__ import annotations

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import IncompatibleUnits
from mgmtsys.values.message import Message
from mgmtsys.values.units import ONE, Unit


@attrs.frozen(field_transformer=checked)
class Figure:
    """What a term yields: its unit, and whether it is known to be a difference.

    A figure in °C or °F is a point on its scale, one in dB(A) or pH a level on a logarithmic scale,
    unless it is a difference of two of them; a difference is an amount, as every other figure is.
    """

    unit: Unit = ONE
    #: Whether it is a difference of points or of levels; that of points is in K.
    is_difference: bool = False

    @property
    def is_amount(self) -> bool:
        """Whether it has sums, multiples and quotients."""
        return self.is_difference or not (self.unit.is_point or self.unit.is_level)


_SUM, _PLAIN_MEAN, _NEGATIVE = Message("sum"), Message("plain mean"), Message("negative")
_MULTIPLE, _QUOTIENT = Message("multiple"), Message("quotient")


def _refused(spelled: object, unit: Unit, taken: Message) -> IncompatibleUnits:
    if unit.is_point:
        return IncompatibleUnits(
            "{spelled} takes the {taken} of points on a scale ({unit}), which have differences and "
            "means only: expected series in {interval}",
            spelled=spelled,
            taken=taken,
            unit=unit,
            interval=unit.interval,
        )
    return IncompatibleUnits(
        "{spelled} takes the {taken} of levels on a logarithmic scale ({unit}), which have "
        "differences only: expected max, min or last, or a series of the level computed beforehand",
        spelled=spelled,
        taken=taken,
        unit=unit,
    )


def summed(unit: Unit, spelled: object) -> Figure:
    """Return the sum of a series; raises :class:`IncompatibleUnits` for points and levels."""
    if not Figure(unit).is_amount:
        raise _refused(spelled, unit, _SUM)
    return Figure(unit)


def averaged(unit: Unit, spelled: object) -> Figure:
    """Return the mean of a series; raises :class:`IncompatibleUnits` for levels."""
    if unit.is_level:
        raise _refused(spelled, unit, _PLAIN_MEAN)
    return Figure(unit)


def _alike(left: Figure, right: Figure, spelled: object) -> None:
    if not left.unit.is_compatible_with(right.unit):
        raise IncompatibleUnits(
            "{spelled} joins {left} and {right}, which measure different things",
            spelled=spelled,
            left=left.unit,
            right=right.unit,
        )
    points = [figure for figure in (left, right) if figure.unit.is_point]
    if len(points) == 1 and not all(
        figure.is_difference for figure in (left, right) if figure not in points
    ):
        raise IncompatibleUnits(
            "{spelled} joins {left} and {right}, of which the latter may be a temperature or a difference: expected both series in {interval}",
            spelled=spelled,
            left=left.unit,
            right=right.unit,
            interval=points[0].unit.interval,
        )


def added(left: Figure, right: Figure, spelled: object) -> Figure:
    """Return the sum of two figures: a point and a difference are a point.

    Raises :class:`IncompatibleUnits` for different things and for two points or levels.
    """
    _alike(left, right, spelled)
    if not (left.is_amount or right.is_amount):
        raise _refused(spelled, left.unit, _SUM)
    if left.is_amount and right.is_amount:
        return Figure(left.unit, left.is_difference and right.is_difference)
    return right if left.is_amount else left


def subtracted(left: Figure, right: Figure, spelled: object) -> Figure:
    """Return the difference of two figures, which is an amount where both are points or levels.

    Raises :class:`IncompatibleUnits` for different things and for a difference less a point.
    """
    _alike(left, right, spelled)
    if not (left.is_amount or right.is_amount):
        return Figure(left.unit.interval, is_difference=True)
    if not right.is_amount:
        raise _refused(spelled, right.unit, _NEGATIVE)
    return Figure(left.unit, left.is_difference and right.is_difference)


def multiplied(left: Figure, right: Figure, spelled: object) -> Figure:
    """Return the product; raises :class:`IncompatibleUnits` for points and levels."""
    for figure in (left, right):
        if not figure.is_amount:
            raise _refused(spelled, figure.unit, _MULTIPLE)
    stays = (left.is_difference and right.unit.is_ratio) or (
        right.is_difference and left.unit.is_ratio
    )
    return Figure(left.unit * right.unit, stays)


def divided(left: Figure, right: Figure, spelled: object) -> Figure:
    """Return the quotient; raises :class:`IncompatibleUnits` for points and levels."""
    for figure in (left, right):
        if not figure.is_amount:
            raise _refused(spelled, figure.unit, _QUOTIENT)
    return Figure(left.unit / right.unit, left.is_difference and right.unit.is_ratio)
