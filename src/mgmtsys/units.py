"""Exact quantities with units; the only importer of pint, and only when a unit is first resolved."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from mgmtsys.exceptions import IncompatibleUnits, InvalidNumber, UnknownUnit
from mgmtsys.unit_definitions import COUNTED, DEFINITIONS

if TYPE_CHECKING:
    import pint

#: Digits with optional groups of three, a fraction or decimals, and a decimal exponent of two digits.
_NUMBER = re.compile(
    r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d{1,2})?(?:\s*/\s*\d+)?"
)
#: Longer text is refused before it is read, so that no number costs more than it can mean.
_LONGEST = 100
_FOLDED = str.maketrans(
    {"−": "-", "–": "-", "，": ",", "¥": "CNY", "￥": "CNY"}
    | {raised: f"**{digit}" for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
)


def _fold(text: str) -> str:
    """Return ``text`` with full-width forms, minus signs and the yuan sign in one spelling."""
    return unicodedata.normalize("NFKC", text.translate(_FOLDED)).strip()


def _no_number(given: object) -> InvalidNumber:
    return InvalidNumber(
        f"{given!r} is no exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%",
        f"{given!r} 不是精确的数：应如 12、0.80、1/20、5,000 或 5%",
    )


@functools.lru_cache(maxsize=4096)
def _exact_text(text: str) -> Fraction:
    folded = _fold(text)
    hundredths = folded.endswith("%")
    digits = folded.removesuffix("%").rstrip()
    if len(text) > _LONGEST or not _NUMBER.fullmatch(digits):
        raise _no_number(text)
    over, _, under = digits.replace(",", "").replace(" ", "").partition("/")
    try:
        number = Fraction(over) / Fraction(under or 1)
    except (ValueError, ZeroDivisionError):
        raise _no_number(text) from None
    return number / 100 if hundredths else number


def exact(given: Fraction | float | str) -> Fraction:
    """Return the number that was written, exactly; a float is read as its shortest decimal spelling.

    Raises :class:`InvalidNumber` for ``nan``, infinities, truth values and anything else.

    >>> exact("５％"), exact("0.80"), exact("5,000"), exact(0.1)
    (Fraction(1, 20), Fraction(4, 5), Fraction(5000, 1), Fraction(1, 10))
    """
    if isinstance(given, str):
        return _exact_text(given)
    if isinstance(given, Fraction):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return Fraction(given)
    if isinstance(given, float) and math.isfinite(given):
        return Fraction(float.__repr__(given))
    raise _no_number(given)


def decimal(number: Fraction, places: int) -> str:
    """Print ``number`` with ``places`` decimals, halves away from zero; for people, never for judging.

    >>> decimal(Fraction(1, 19), 4), decimal(Fraction(-1, 8), 2)
    ('0.0526', '-0.13')
    """
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    sign = "-" if number < 0 and whole else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def plain(number: Fraction) -> str:
    """Spell ``number`` exactly: as a finite decimal where one exists, else as a fraction.

    >>> plain(Fraction(4, 5)), plain(Fraction(2, 95)), plain(Fraction(5000))
    ('0.8', '2/95', '5000')
    """
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return str(number) if rest != 1 else decimal(number, max(twos, fives))


@functools.cache
def _registry() -> pint.UnitRegistry[Fraction]:
    """Build the registry of :data:`DEFINITIONS`, in which every factor is a ``Fraction``."""
    import pint

    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(None, non_int_type=Fraction)
    registry.load_definitions(DEFINITIONS.splitlines())
    return registry


#: Symbols or dimensions with their exponents, sorted.
Powers = tuple[tuple[str, int], ...]


@attrs.frozen
class _Atom:
    """One unit of the registry against the base units."""

    symbol: str
    scale: Fraction
    offset: Fraction
    dimension: Powers


@functools.cache
def _atom(name: str) -> _Atom:
    registry = _registry()
    zero, one = (
        Fraction(registry.Quantity(Fraction(n), name).to_base_units().magnitude) for n in (0, 1)
    )
    dimension = registry.get_dimensionality(name)
    return _Atom(
        symbol=str(registry.get_symbol(name)),
        scale=one - zero,
        offset=zero,
        dimension=_merged(tuple((base, _whole(power)) for base, power in dimension.items())),
    )


#: Names, operators, and exponents of at most two digits: nothing that could cost more to read.
_UNIT = re.compile(
    r"1?(?:[^\W\d]\w*+|[%‰](?![%‰])|(?<=[\w%‰])(?:\*\*|\^)-?\d{1,2}(?!\d|\*\*|\^)"
    r"|[°·*()\s]|/(?!/))*+"
)


@functools.lru_cache(maxsize=4096)
def _parse_unit(text: str) -> Unit:
    folded = _fold(text)
    unknown = UnknownUnit(
        f"unknown unit {text[:60]!r}: expected one such as kWh, m3, t, CNY, person or %",
        f"未知单位 {text[:60]!r}：应如 kWh、m3、t、CNY、人 或 %",
    )
    if len(text) > _LONGEST or not _UNIT.fullmatch(folded):
        raise unknown
    try:
        powers = _registry().parse_units(folded, as_delta=False)._units  # noqa: SLF001 - no public reader
    except Exception:  # noqa: BLE001 - whatever its tokenizer raises, the text is no unit
        raise unknown from None
    return Unit(tuple((name, _whole(power)) for name, power in powers.items()))


def _whole(power: object) -> int:
    """Return an exponent, which the definitions and the accepted text keep whole."""
    return int(str(power))


def _merged(powers: Powers) -> Powers:
    total: dict[str, int] = {}
    for name, power in powers:
        total[name] = total.get(name, 0) + power
    return tuple(sorted((name, power) for name, power in total.items() if power))


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
    powers: Powers = attrs.field(default=(), converter=_merged)

    @staticmethod
    def parse(text: str) -> Unit:
        """Read a unit such as ``kWh/person``, ``元`` or ``%``; raises :class:`UnknownUnit`."""
        return _parse_unit(text)

    @functools.cached_property
    def scale(self) -> Fraction:
        """How many base units one of this unit is."""
        product = Fraction(1)
        for name, power in self.powers:
            product *= _atom(name).scale ** power
        return product

    @functools.cached_property
    def offset(self) -> Fraction:
        """What the zero of this unit is in base units: 0 except for temperatures such as °C."""
        if len(self.powers) == 1 and self.powers[0][1] == 1:
            return _atom(self.powers[0][0]).offset
        return Fraction(0)

    @functools.cached_property
    def dimension(self) -> Powers:
        """The base dimensions with their exponents."""
        return _merged(
            tuple(
                (base, exponent * power)
                for name, power in self.powers
                for base, exponent in _atom(name).dimension
            )
        )

    @property
    def is_ratio(self) -> bool:
        """Whether the unit is a plain number, a percentage or the like."""
        return not self.dimension

    @property
    def is_counted(self) -> bool:
        """Whether the unit counts things, so that a negative amount means nothing."""
        return len(self.dimension) == 1 and self.dimension[0][0] in COUNTED

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
        over, under = (
            [
                _atom(name).symbol + (f"**{abs(power)}" if abs(power) > 1 else "")
                for name, power in self.powers
                if (power > 0) is above
            ]
            for above in (True, False)
        )
        return "/".join(["*".join(over) or "1", *under])


#: The unit of a plain number.
ONE = Unit()


def _incompatible(left: Unit, right: Unit) -> IncompatibleUnits:
    return IncompatibleUnits(
        f"{left} and {right} measure different things", f"{left} 与 {right} 量纲不同"
    )


#: A number and what stands before or after it: ``RMB 5,000``, ``5000 CNY``, ``≥80%``.
_PARTS = re.compile(rf"(?P<before>[^\d.+-]*)(?P<number>{_NUMBER.pattern})(?P<after>.*)", re.DOTALL)
#: A second number, which the 1 of ``1/kWh`` is not.
_DIGIT_NEXT = re.compile(r"(?!1\s*/\s*[^\d\s])\d")


@functools.lru_cache(maxsize=4096)
def _parse_quantity(text: str) -> Quantity:
    parts = _PARTS.fullmatch(_fold(text))
    if len(text) > _LONGEST or parts is None or not parts["number"]:
        raise _no_number(text)
    before, after = parts["before"].strip(), parts["after"].strip()
    if (before and after) or after.startswith(".") or _DIGIT_NEXT.match(after):
        raise _no_number(text)
    return Quantity(exact(parts["number"]), Unit.parse(before or after))


def _as_unit(given: Unit | str) -> Unit:
    return Unit.parse(given) if isinstance(given, str) else given


@attrs.frozen(eq=False)
class Quantity:
    """An exact amount with a unit; never a float.

    Equal quantities are equal and hash alike in any unit; the order does not change under conversion.

    >>> Quantity.parse("1 tce") == Quantity.parse("8141 kWh")
    True
    >>> Quantity.parse("RMB 5,000") * 4
    Quantity('20000 CNY')
    """

    magnitude: Fraction = attrs.field(converter=exact)
    unit: Unit = attrs.field(default=ONE, converter=_as_unit)

    @staticmethod
    def parse(text: str) -> Quantity:
        """Read ``5000 CNY``, ``RMB 5,000``, ``80%`` or ``12``.

        Raises :class:`InvalidNumber` or :class:`UnknownUnit`.
        """
        return _parse_quantity(text)

    @functools.cached_property
    def base(self) -> Fraction:
        """The amount in base units."""
        if not self.unit.powers:
            return self.magnitude
        return self.magnitude * self.unit.scale + self.unit.offset

    def to(self, unit: Unit | str) -> Quantity:
        """Return the same quantity in another unit; raises :class:`IncompatibleUnits`."""
        target = _as_unit(unit)
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
        """Return the sum in the left operand's unit; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.magnitude + other._difference_in(self.unit), self.unit)

    def __sub__(self, other: object) -> Quantity:
        """Return the difference in the left operand's unit; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.magnitude - other._difference_in(self.unit), self.unit)

    def distance(self, other: Quantity) -> Quantity:
        """Return how far apart both are, as a difference; raises :class:`IncompatibleUnits`.

        >>> Quantity.parse("25 °C").distance(Quantity.parse("293.15 K"))
        Quantity('5 °C')
        """
        left, right = self._against(other)
        return Quantity(abs(left - right) / self.unit.scale, self.unit)

    def _difference_in(self, unit: Unit) -> Fraction:
        """Return the magnitude in ``unit``, read as a difference: 1 °C is 1 K here."""
        if not self.unit.is_compatible_with(unit):
            raise _incompatible(self.unit, unit)
        return self.magnitude * self.unit.scale / unit.scale

    def __mul__(self, other: object) -> Quantity:
        """Return the product with a quantity or an exact number."""
        if isinstance(other, Quantity):
            return Quantity(self.magnitude * other.magnitude, self.unit * other.unit)
        if isinstance(other, int | Fraction):
            return Quantity(self.magnitude * other, self.unit)
        return NotImplemented

    def __truediv__(self, other: object) -> Quantity:
        """Return the quotient by a quantity or an exact number; raises ``ZeroDivisionError``."""
        if isinstance(other, Quantity):
            return Quantity(self.magnitude / other.magnitude, self.unit / other.unit)
        if isinstance(other, int | Fraction):
            return Quantity(self.magnitude / other, self.unit)
        return NotImplemented

    def __abs__(self) -> Quantity:
        """Return the amount without its sign."""
        return Quantity(abs(self.magnitude), self.unit)

    def __neg__(self) -> Quantity:
        """Return the amount with its sign turned."""
        return Quantity(-self.magnitude, self.unit)

    def __str__(self) -> str:
        """Return the quantity as ``parse`` reads it, exactly."""
        if not self.unit.powers:
            return plain(self.magnitude)
        gap = "" if str(self.unit) in ("%", "‰") else " "
        return f"{plain(self.magnitude)}{gap}{self.unit}"

    def __repr__(self) -> str:
        """Return the quantity as text in the name of its type."""
        return f"Quantity({str(self)!r})"
