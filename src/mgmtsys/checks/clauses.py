"""The items that the standard checks are evidence for: of clause 6.2 in both editions at once."""

from __future__ import annotations

from mgmtsys.clause import ClauseNumber, ClauseRef

#: The items of ISO 14001:2015 with those of CTS Q/ZG040-2023 that ask the same.
_SAME = {
    "6.2.1.p1": "6.2.1.p1",
    "6.2.1.p2": "6.2.1.p2",
    "6.2.1.b": "6.2.1.b",
    "6.2.1.c": "6.2.1.b",
    "6.2.1.e": "6.2.1.d",
    "6.2.1.p4": "6.2.1.p4",
    "6.2.2.a": "6.2.2.a",
    "6.2.2.b": "6.2.2.b",
    "6.2.2.c": "6.2.2.c",
    "6.2.2.d": "6.2.2.d",
    "6.2.2.e": "6.2.2.e",
}


def planning(*numbers: str) -> tuple[ClauseRef, ...]:
    """Return items of ISO 14001:2015 by number, each with its counterpart."""
    return tuple(
        ClauseRef(edition, ClauseNumber(number))
        for one in numbers
        for edition, number in (("iso14001:2015", one), ("cts-q-zg040:2023", _SAME[one]))
    )


def iso14001(*numbers: str) -> tuple[ClauseRef, ...]:
    """Return items of ISO 14001:2015 by number."""
    return tuple(ClauseRef("iso14001:2015", ClauseNumber(number)) for number in numbers)
