"""How amounts are written: a number beside its unit, parts such as ``4 min 45 s``, rounded for print."""

from __future__ import annotations

import re
from fractions import Fraction

from mgmtsys.values.exceptions import InvalidNumber
from mgmtsys.values.number import NUMBER, bound_sign, decimal

#: A number and what stands before or after it: ``RMB 5,000``, ``5000 CNY``, ``≥80%``.
_BESIDE = re.compile(rf"(?P<before>[^\d.+-]*)(?P<number>{NUMBER.pattern})(?P<after>.*)", re.DOTALL)
#: A second number, which the 1 of ``1/kWh`` is not.
_MARKS_NEXT = (".", ",", "'", "’", "_", "`", "´")
_DIGIT_NEXT = re.compile(r"(?!1\s*/\s*[^\d\s])\d")
#: One of the parts of ``4 min 45 s``.
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([^\W\d_]+)(?:\s+|$|(?<=[^\x00-\xff]))")
_PARTS = re.compile(rf"(?:{_PART.pattern}){{2,}}")
#: A fixed number of decimals, as format specifications say it.
_FIXED = re.compile(r"\.(\d{1,2})f")


def parts_of(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the units of an amount in parts, an empty list for any other.

    >>> parts_of("4 min 45 s"), parts_of("4 min")
    ([('4', 'min'), ('45', 's')], [])
    """
    return _PART.findall(text) if _PARTS.fullmatch(text) else []


def number_and_unit(text: str) -> tuple[str, str] | None:
    """Return the number and what stands on one side of it; ``None`` for text that is written otherwise or bounds it.

    >>> number_and_unit("RMB 5000"), number_and_unit("80%"), number_and_unit("≥ 80%")
    (('5000', 'RMB'), ('80', '%'), None)
    """
    written = _BESIDE.fullmatch(text)
    if written is None or not written["number"] or bound_sign(text):
        return None
    before, after = written["before"].strip(), written["after"].strip()
    if (before and after) or after.startswith(_MARKS_NEXT) or _DIGIT_NEXT.match(after):
        return None
    return written["number"], before or after


def beside(number: str, unit: str) -> str:
    """Return a number with its unit: a sign close to it, a word or letters after a space.

    >>> beside("80", "%"), beside("5", "kWh"), beside("5", "1")
    ('80%', '5 kWh', '5')
    """
    return (
        f"{number}{unit}" if unit in ("%", "‰") else number if unit == "1" else f"{number} {unit}"
    )


def rounded(number: Fraction, spec: str) -> str:
    """Print ``number`` as a format specification such as ``.1f`` says; raises :class:`InvalidNumber`."""
    fixed = _FIXED.fullmatch(spec)
    if fixed is None:
        raise InvalidNumber(
            "{spec!r} is not a format of a quantity: expected a number of decimals such as .1f",
            spec=spec,
        )
    return decimal(number, int(fixed[1]))
