"""The ranges of deviation that a document prints for the bands of its policy."""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from mgmtsys.system.policy import PolicyPart
from mgmtsys.values.checked import checked
from mgmtsys.values.number import exact
from mgmtsys.values.text import fold

_NUMBER = r"(\d+(?:\.\d+)?)\s*(%?)"
_COMPARED = re.compile(rf"(<=|>=|<|>|≤|≥)\s*{_NUMBER}")
#: What joins two comparisons into one range.
_BOTH = re.compile(r"[,，、;；]|\band\b|且")
_FROM_TO = re.compile(rf"{_NUMBER}\s*(?:-|~|—|至|to)\s*{_NUMBER}")


@attrs.frozen(field_transformer=checked)
class Edge:
    """One end of a printed range: the number, and whether the range owns it, where it says."""

    at: Fraction
    owned: bool | None


@attrs.frozen(field_transformer=checked)
class PrintedRange:
    """A range as a document prints it."""

    low: Edge | None = None
    high: Edge | None = None


def _compared(said: str) -> PrintedRange | None:
    match = _COMPARED.fullmatch(said.strip())
    if match is None:
        return None
    operator, number, sign = match.groups()
    edge = Edge(exact(number + sign), operator in ("<=", ">=", "≤", "≥"))
    return PrintedRange(high=edge) if operator in ("<", "<=", "≤") else PrintedRange(low=edge)


def _printed(text: str | None) -> PrintedRange:
    """Read ``≤ 5%``, ``5-25%``, ``> 5%, ≤ 25%`` or ``> 25%``; a dash does not say who owns its ends."""
    folded = fold(text or "").replace("–", "-").replace("≦", "≤")
    folded = folded.replace("≧", "≥").strip()
    if match := _FROM_TO.fullmatch(folded):
        low, low_sign, high, sign = match.groups()
        return PrintedRange(
            Edge(exact(low + (low_sign or sign)), None), Edge(exact(high + sign), None)
        )
    match [_compared(said) for said in _BOTH.split(folded)]:
        case [PrintedRange() as printed]:
            return printed
        case [PrintedRange(low=Edge() as low), PrintedRange(high=Edge() as high)] | [
            PrintedRange(high=Edge() as high),
            PrintedRange(low=Edge() as low),
        ]:
            return PrintedRange(low, high)
    return PrintedRange()


def ranges(part: PolicyPart) -> tuple[PrintedRange, ...]:
    """Return what is printed for each band of a part of a policy."""
    return tuple(_printed(band.printed) for band in part.bands)
