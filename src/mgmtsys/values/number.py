"""Exact numbers: how they are read, with either decimal mark, and how they are printed."""

from __future__ import annotations

import enum
import functools
import math
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from mgmtsys.values.exceptions import InvalidNumber, found
from mgmtsys.values.text import fold

#: Digits with optional groups of three, a fraction or decimals, and a decimal exponent of two digits.
#: A group of three follows no leading zero: 0,042 is a decimal comma that lost its way.
NUMBER = re.compile(
    r"[-+]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,2})?"
    r"(?:\s*/\s*[0-9]+)?"
)
#: Longer text is refused before it is read, so that no number costs more than it can mean.
LONGEST = 100
_SIGNS = str.maketrans("−–", "--")
_SWAPPED = str.maketrans(",.", ".,")
#: What bounds an amount or calls it rough.
_BOUNDED = re.compile(r"\s*([<>≤≥≦≧≮≯≈~±约])")
#: What sets thousands apart besides a comma and a point.
_THOUSANDS = re.compile(r"(?<=\d)([ '’_`´])(?=\d{3}(?!\d))")


class DecimalMark(enum.Enum):
    """What stands before the decimals; the other of the two then sets groups of three apart."""

    POINT = "."
    COMMA = ","


def folded(text: str) -> str:
    """Return text with full-width forms, digits of any script and minus signs in one spelling."""
    if text.isascii():
        return text.strip()
    plainly = (
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        for sign in fold(text).translate(_SIGNS)
    )
    return "".join(plainly)


def pointed(text: str, mark: DecimalMark) -> str:
    """Return folded text with a point before the decimals, whichever mark it was written with."""
    return text.translate(_SWAPPED) if mark is DecimalMark.COMMA else text


def bound_sign(text: str) -> str | None:
    """Return the sign that bounds a number, or calls it rough, where text begins with one."""
    match = _BOUNDED.match(folded(text[: LONGEST + 1]))
    return match[1] if match else None


def _apart(text: str) -> str | None:
    """Return what sets thousands apart in text, where it is no comma and no point."""
    match = _THOUSANDS.search(folded(text[: LONGEST + 1]))
    return match[1] if match else None


def joined_thousands(text: str) -> str:
    """Return text whose thousands nothing sets apart.

    >>> joined_thousands("12 345,6 kWh"), joined_thousands("1'234")
    ('12345,6 kWh', '1234')
    """
    return _THOUSANDS.sub("", folded(text))


def no_number(given: object, otherwise: object = None) -> InvalidNumber:
    """Return the refusal of what is not an exact number, with what it may be meant for.

    ``otherwise`` is how it reads with a decimal comma, where it does.
    """
    if otherwise is not None:
        return InvalidNumber(
            "{given!r} has a comma that does not separate thousands: write a decimal point, {otherwise}",
            given=given,
            otherwise=otherwise,
        )
    if isinstance(given, str) and (bound := bound_sign(given)):
        return InvalidNumber(
            "{given!r} is a limit, not an amount ({bound}): expected a number; for a result below a limit of detection, the figure that the method puts in its place, such as half the limit",
            given=given,
            bound=bound,
        )
    if isinstance(given, str) and (apart := _apart(given)):
        return InvalidNumber(
            "{given!r} separates thousands by {apart!r}: expected digits without, such as {joined}",
            given=given,
            apart=apart,
            joined=joined_thousands(given),
        )
    if isinstance(given, str) and "," in folded(given[: LONGEST + 1]):
        return InvalidNumber(
            "{given!r} has a comma that does not separate thousands: expected groups of three digits, the first not 0, or a decimal point",
            given=given,
        )
    return InvalidNumber(
        "{given} is not an exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%",
        given=found(given),
    )


def _read(text: str) -> Fraction | None:
    """Return the number that folded text spells, ``None`` where it spells none."""
    hundredths = text.endswith("%")
    digits = text.removesuffix("%").rstrip()
    if not NUMBER.fullmatch(digits):
        return None
    over, _, under = digits.replace(",", "").replace(" ", "").partition("/")
    try:
        number = Fraction(over) / Fraction(under or 1)
    except (ValueError, ZeroDivisionError):
        return None
    return number / 100 if hundredths else number


@functools.lru_cache(maxsize=4096)
def _exact_text(text: str, mark: DecimalMark) -> Fraction:
    if len(text) > LONGEST:
        raise no_number(text)
    number = _read(pointed(folded(text), mark))
    if number is None:
        swapped = folded(text).translate(_SWAPPED)
        meant = swapped if mark is DecimalMark.POINT and _read(swapped) is not None else None
        raise no_number(text, meant)
    return number


def exact(
    given: Fraction | Decimal | float | str, mark: DecimalMark = DecimalMark.POINT
) -> Fraction:
    """Return the number that was written, exactly; a float is read as its shortest decimal spelling.

    ``mark`` is the decimal mark of text. Raises :class:`InvalidNumber` for ``nan``, infinities, truth
    values and anything else.

    >>> exact("５％"), exact("0.80"), exact("5,000"), exact(0.1)
    (Fraction(1, 20), Fraction(4, 5), Fraction(5000, 1), Fraction(1, 10))
    >>> exact("0,80", DecimalMark.COMMA)
    Fraction(4, 5)
    """
    if isinstance(given, str):
        return _exact_text(given, mark)
    if isinstance(given, Fraction):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return Fraction(given)
    if isinstance(given, float) and math.isfinite(given):
        return Fraction(float.__repr__(given))
    if isinstance(given, Decimal) and given.is_finite():
        return Fraction(given)
    raise no_number(given)


def share(given: Fraction | Decimal | float | str) -> Fraction:
    """Return a share that was written: ``5%`` or ``0.05``.

    Raises :class:`InvalidNumber` for a bare number above 1, which can be so many percent or so many
    times the whole, and whatever :func:`exact` does. A ``Fraction`` is computed, and no bare number.
    """
    number = exact(given)
    signed = isinstance(given, Fraction) or (isinstance(given, str) and folded(given).endswith("%"))
    if number > 1 and not signed:
        raise InvalidNumber(
            "{number} can be {number}% or {times}%: expected the sign",
            number=plain(number),
            times=plain(100 * number),
        )
    return number


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


def percent(number: Fraction) -> str:
    """Spell a share in percent, exactly.

    >>> percent(Fraction(4, 5)), percent(Fraction(41, 60))
    ('80%', '41/60')
    """
    spelled = plain(100 * number)
    return str(number) if "/" in spelled else f"{spelled}%"


#: What a rounded number is at least, its point left out: three digits.
_SIGNIFICANT = 100
#: As many digits as people read; what is longer, or endless, is rounded.
_READABLE = 12


def approximated(number: Fraction, apart: Iterable[Fraction] = (), places: int = 2) -> str:
    """Print ``number`` rounded, but onto no whole number and none of ``apart`` that it does not equal.

    It has at least ``places`` decimals and three significant digits, and as many as it takes.

    >>> approximated(Fraction(2999900, 30000), [Fraction(100)]), approximated(Fraction(1, 30000))
    ('99.997', '0.0000333')
    """
    onto = {limit for limit in (*apart, Fraction(round(number))) if limit != number}
    while abs(number) * 10**places < _SIGNIFICANT and Fraction(decimal(number, places)) != number:
        places += 1
    while Fraction(decimal(number, places)) in onto:
        places += 1
    return decimal(number, places)


def near(number: Fraction, apart: Iterable[Fraction] = ()) -> str:
    """Spell ``number`` for people: exactly where that is short, else rounded behind ``≈``.

    >>> near(Fraction(5, 2)), near(Fraction(700, 240)), near(Fraction(0))
    ('2.5', '≈ 2.92', '0')
    """
    spelled = plain(number)
    if "/" in spelled or len(spelled) > _READABLE:
        return f"≈ {approximated(number, apart)}"
    return spelled


def near_percent(number: Fraction, apart: Iterable[Fraction] = ()) -> str:
    """Spell a share in percent for people: exactly where that is short, else rounded behind ``≈``.

    >>> near_percent(Fraction(4, 5)), near_percent(Fraction(41, 60))
    ('80%', '≈ 68.33%')
    """
    return f"{near(100 * number, [100 * limit for limit in apart])}%"
