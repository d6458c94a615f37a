"""Exact quantities with units."""

from __future__ import annotations

import contextlib
import functools
import itertools
from decimal import Decimal
from fractions import Fraction

import attrs

from mgmtsys.values.amounts import beside, number_and_unit, parts_of, rounded
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidField, InvalidNumber, UnknownUnit
from mgmtsys.values.number import LONGEST, DecimalMark, exact, folded, no_number, plain, pointed
from mgmtsys.values.text import as_parsed
from mgmtsys.values.unit_definitions import COUNTED, INTERVALS, LOGARITHMIC
from mgmtsys.values.unit_names import in_words, own_unit, unknown_unit
from mgmtsys.values.unit_registry import Powers, atom, merged, powers_of, printed


@functools.lru_cache(maxsize=4096)
def _parse_unit(text: str) -> Unit:
    return Unit(powers_of(text))


def _powers(given: Powers) -> Powers:
    if not isinstance(given, tuple):
        raise InvalidField(
            "Unit.powers is {given!r}: expected names with their exponents; text is read by Unit.parse",
            given=given,
        )
    return merged(given)


@attrs.frozen
class Unit:
    """A product of powers of known units; the empty product is the plain number.

    Multiplication is a commutative group; ``parse`` and ``str`` are inverse.

    >>> str(Unit.parse("kWh/人")), str(Unit.parse("RMB"))
    ('kWh/person', 'CNY')
    >>> Unit.parse("tce").is_compatible_with("kWh")
    True
    """

    #: Names with their exponents, sorted by name.
    powers: Powers = attrs.field(default=(), converter=_powers)

    @staticmethod
    def parse(text: str) -> Unit:
        """Read a unit such as ``kWh/person``, ``元`` or ``%``; raises :class:`UnknownUnit`."""
        if not isinstance(text, str):
            raise unknown_unit(repr(text))
        return _parse_unit(text)

    @functools.cached_property
    def scale(self) -> Fraction:
        """How many base units one of this unit is."""
        product = Fraction(1)
        for name, power in self.powers:
            product *= atom(name).scale ** power
        return product

    @functools.cached_property
    def offset(self) -> Fraction:
        """What the zero of this unit is in base units: 0 except for temperatures such as °C."""
        if len(self.powers) == 1 and self.powers[0][1] == 1:
            return atom(self.powers[0][0]).offset
        return Fraction(0)

    @functools.cached_property
    def dimension(self) -> Powers:
        """The base dimensions with their exponents."""
        return merged(
            tuple(
                (base, exponent * power)
                for name, power in self.powers
                for base, exponent in atom(name).dimension
            )
        )

    @property
    def is_ratio(self) -> bool:
        """Whether the unit is a plain number, a percentage or the like."""
        return not self.dimension

    @property
    def is_counted(self) -> bool:
        """Whether the unit counts things, so that a negative amount means nothing."""
        if len(self.dimension) != 1:
            return False
        base = self.dimension[0][0]
        return base in COUNTED or own_unit(base) is not None

    @property
    def is_point(self) -> bool:
        """Whether an amount of it is a point of a scale, as 20 °C is, so that only differences add."""
        return bool(self.offset)

    @property
    def is_level(self) -> bool:
        """Whether it is a level on a logarithmic scale, as dB(A) is, of which no sum exists."""
        return any(self.dimension == ((base, 1),) for base in LOGARITHMIC)

    @property
    def interval(self) -> Unit:
        """The unit of differences: K for °C, and any other unit itself."""
        return Unit(((INTERVALS[self.powers[0][0]], 1),)) if self.is_point else self

    def is_compatible_with(self, other: Unit | str) -> bool:
        """Whether quantities of both units can be compared."""
        unit = _as_unit(other)
        return self.powers == unit.powers or self.dimension == unit.dimension

    def __mul__(self, other: object) -> Unit:
        """Return the product."""
        if not isinstance(other, Unit):
            return NotImplemented
        return Unit(self.powers + other.powers)

    def __truediv__(self, other: object) -> Unit:
        """Return the quotient."""
        if not isinstance(other, Unit):
            return NotImplemented
        return Unit(self.powers + tuple((symbol, -power) for symbol, power in other.powers))

    def __str__(self) -> str:
        """Return the unit as ``parse`` reads it: ``kWh/person``, ``kg*m/s**2``, ``1``."""
        return printed(self.powers)

    def read(self, lang: str) -> str:
        """Return the unit in the words of ``lang``, which ``parse`` reads as well: ``kWh/人``."""
        return printed(self.powers, lambda symbol: in_words(symbol).read(lang))

    __repr__ = as_parsed


#: The unit of a plain number.
ONE = Unit()


def _incompatible(left: Unit, right: Unit) -> IncompatibleUnits:
    return IncompatibleUnits("{left} and {right} measure different things", left=left, right=right)


def _compound(text: str, parts: list[Quantity]) -> Quantity:
    """Return the parts of ``4 min 45 s`` as one quantity in the last unit, which keeps it whole."""
    units = [part.unit for part in parts]
    whole = all(part.magnitude.denominator == 1 for part in parts[:-1])
    descends = all(
        first.dimension == then.dimension and first.scale > then.scale
        for first, then in itertools.pairwise(units)
    )
    if not (whole and descends) or any(unit.is_point or unit.is_level for unit in units):
        raise InvalidNumber(
            "{text!r} is not one quantity: expected parts of one kind, the largest unit first, such as 4 min 45 s",
            text=text,
        )
    total = sum((part.to(units[-1]).magnitude for part in parts), Fraction(0))
    return Quantity(total, units[-1])


@functools.lru_cache(maxsize=4096)
def _parse_quantity(text: str, mark: DecimalMark) -> Quantity:
    if len(text) > LONGEST:
        raise no_number(text)
    plainly = pointed(folded(text), mark)
    if parts := parts_of(plainly):
        return _compound(text, [Quantity(exact(size), Unit.parse(unit)) for size, unit in parts])
    if (written := number_and_unit(plainly)) is None:
        raise _not_read(text, mark)
    number, unit = written
    return Quantity(exact(number), Unit.parse(unit))


def _not_read(text: str, mark: DecimalMark) -> InvalidNumber:
    """Return the refusal, with how the text reads with a decimal comma where it does."""
    with contextlib.suppress(InvalidNumber, UnknownUnit):
        if "," in folded(text) and mark is not DecimalMark.COMMA:
            _parse_quantity(text, DecimalMark.COMMA)
            return no_number(text, pointed(folded(text), DecimalMark.COMMA))
    return no_number(text)


def marks(text: str) -> frozenset[DecimalMark]:
    """Return the decimal marks with which text reads as a quantity; of two, the figures differ.

    >>> sorted(mark.value for mark in marks("0,035 mg/m3")), len(marks("12,345")), len(marks("12"))
    ([','], 2, 2)
    """
    found = set()
    for mark in DecimalMark:
        with contextlib.suppress(InvalidNumber, UnknownUnit):
            Quantity.parse(text, mark)
            found.add(mark)
    return frozenset(found)


def _as_unit(given: Unit | str) -> Unit:
    return given if isinstance(given, Unit) else Unit.parse(given)


def _magnitude(given: Fraction | Decimal | float | str) -> Fraction:
    try:
        return exact(given)
    except InvalidNumber:
        if isinstance(given, str) and marks(given):
            raise InvalidNumber(
                "{given!r} has a unit of its own: read it by Quantity.parse", given=given
            ) from None
        raise


@attrs.frozen(eq=False)
class Quantity:
    """An exact amount with a unit; never a float.

    Equal quantities are equal and hash alike in any unit; the order does not change under conversion.
    A quantity in °C or °F is a point of a scale: points have differences, which are amounts, and no
    sums, multiples, quotients or signs.

    >>> Quantity.parse("1 tce") == Quantity.parse("8141 kWh")
    True
    >>> Quantity.parse("RMB 5,000") * 4
    Quantity.parse('20000 CNY')
    """

    magnitude: Fraction = attrs.field(converter=_magnitude)
    unit: Unit = attrs.field(default=ONE, converter=_as_unit)

    @staticmethod
    def parse(text: str, mark: DecimalMark = DecimalMark.POINT) -> Quantity:
        """Read ``5000 CNY``, ``RMB 5,000``, ``80%``, ``4 min 45 s`` or ``12``.

        ``mark`` stands before the decimals. Raises :class:`InvalidNumber` or :class:`UnknownUnit`.
        """
        if not isinstance(text, str):
            raise no_number(text)
        return _parse_quantity(text, mark)

    @functools.cached_property
    def base(self) -> Fraction:
        """The amount in base units."""
        if not self.unit.powers:
            return self.magnitude
        return self.magnitude * self.unit.scale + self.unit.offset

    def to(self, unit: Unit | str) -> Quantity:
        """Return the same quantity in another unit; raises :class:`IncompatibleUnits`."""
        target = _as_unit(unit)
        if target.powers == self.unit.powers:
            return self
        if not self.unit.is_compatible_with(target):
            raise _incompatible(self.unit, target)
        return Quantity((self.base - target.offset) / target.scale, target)

    def __eq__(self, other: object) -> bool:
        """Whether both are the same amount of the same thing."""
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.base == other.base and self.unit.is_compatible_with(other.unit)

    def __hash__(self) -> int:
        """Hash what equality compares."""
        return hash((self.base, self.unit.dimension))

    def _against(self, other: Quantity) -> tuple[Fraction, Fraction]:
        if not self.unit.is_compatible_with(other.unit):
            raise _incompatible(self.unit, other.unit)
        return self.base, other.base

    def __lt__(self, other: object) -> bool:
        """Whether this is less; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, Quantity):
            return NotImplemented
        left, right = self._against(other)
        return left < right

    def __le__(self, other: object) -> bool:
        """Whether this is not more; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, Quantity):
            return NotImplemented
        left, right = self._against(other)
        return left <= right

    def __add__(self, other: object) -> Quantity:
        """Return the sum in the left operand's unit; a point plus an amount is a point on its scale.

        Raises :class:`IncompatibleUnits`, for two points as well.
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        if other.unit.is_point:
            self._amount("+")
            return other + self
        return Quantity(self.magnitude + other._difference_in(self.unit), self.unit)

    def __sub__(self, other: object) -> Quantity:
        """Return the difference in the left operand's unit; that of two points is an amount.

        Raises :class:`IncompatibleUnits`, for an amount less a point as well.

        >>> Quantity.parse("25 °C") - Quantity.parse("20 °C")
        Quantity.parse('5 K')
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        if other.unit.is_point and self.unit.is_point:
            left, right = self._against(other)
            return Quantity((left - right) / self.unit.scale, self.unit.interval)
        other._amount("-")
        return Quantity(self.magnitude - other._difference_in(self.unit), self.unit)

    def distance(self, other: Quantity) -> Quantity:
        """Return how far apart both are, as an amount; raises :class:`IncompatibleUnits`."""
        left, right = self._against(other)
        return Quantity(abs(left - right) / self.unit.scale, self.unit.interval)

    @property
    def as_difference(self) -> Quantity:
        """The same figure read as a difference: 5 K for 5 °C, and any amount itself."""
        return Quantity(self.magnitude, self.unit.interval) if self.unit.is_point else self

    def _difference_in(self, unit: Unit) -> Fraction:
        """Return the magnitude in ``unit``, read as a difference: 1 °C is 1 K here."""
        if not self.unit.is_compatible_with(unit):
            raise _incompatible(self.unit, unit)
        return self.magnitude * self.unit.scale / unit.scale

    def _amount(self, operator: str) -> Fraction:
        """Return the magnitude; raises :class:`IncompatibleUnits` for a point of a scale."""
        if self.unit.is_point:
            raise IncompatibleUnits(
                "{quantity} is a point on its scale, for which {sign} has no meaning: expected {interval}",
                quantity=self,
                sign=operator,
                interval=self.unit.interval,
            )
        return self.magnitude

    def __mul__(self, other: object) -> Quantity:
        """Return the product with a quantity or an exact number; raises :class:`IncompatibleUnits`."""
        if isinstance(other, Quantity):
            return Quantity(self._amount("*") * other._amount("*"), self.unit * other.unit)
        if isinstance(other, int | Fraction):
            return Quantity(self._amount("*") * other, self.unit)
        return NotImplemented

    __rmul__ = __mul__

    def __radd__(self, other: int) -> Quantity:
        """Return the amount itself for 0, from which ``sum`` starts; raises :class:`IncompatibleUnits`."""
        return Quantity(self._amount("+"), self.unit) if other == 0 else NotImplemented

    def __truediv__(self, other: object) -> Quantity:
        """Return the quotient by a quantity or an exact number.

        Raises ``ZeroDivisionError``, and :class:`IncompatibleUnits` for a point of a scale.
        """
        if isinstance(other, Quantity):
            return Quantity(self._amount("/") / other._amount("/"), self.unit / other.unit)
        if isinstance(other, int | Fraction):
            return Quantity(self._amount("/") / other, self.unit)
        return NotImplemented

    def __abs__(self) -> Quantity:
        """Return the amount without its sign; raises :class:`IncompatibleUnits` for a point."""
        return Quantity(abs(self._amount("abs")), self.unit)

    def __neg__(self) -> Quantity:
        """Return the amount with its sign turned; raises :class:`IncompatibleUnits` for a point."""
        return Quantity(-self._amount("-"), self.unit)

    def __str__(self) -> str:
        """Return the quantity as ``parse`` reads it, exactly."""
        return format(self)

    def __format__(self, spec: str) -> str:
        """Return the quantity exactly, or rounded as ``.1f`` says; raises :class:`InvalidNumber` for other formats.

        >>> f"{Quantity.parse('1.25 kWh'):.1f}"
        '1.3 kWh'
        """
        number = rounded(self.magnitude, spec) if spec else plain(self.magnitude)
        return beside(number, str(self.unit))

    def read(self, lang: str) -> str:
        """Return the quantity exactly, its unit in the words of ``lang``."""
        return beside(plain(self.magnitude), self.unit.read(lang))

    __repr__ = as_parsed
