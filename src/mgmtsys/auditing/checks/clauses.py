"""The items that the standard checks are evidence for, in both editions at once."""

from __future__ import annotations

from mgmtsys.standard.clause import ClauseNumber, ClauseRef

#: The items of ISO 14001:2015 with those of CTS Q/ZG040-2023 that ask the same.
_SAME = {
    "5.3.p1": "5.3.p1",
    "6.2.1.p1": "6.2.1.p1",
    "6.2.1.p2": "6.2.1.p2",
    "6.2.1.b": "6.2.1.b.1",
    "6.2.1.c": "6.2.1.b.2",
    "6.2.1.e": "6.2.1.d",
    "6.2.1.p4": "6.2.1.p4",
    "6.2.2.a": "6.2.2.a",
    "6.2.2.b": "6.2.2.b",
    "6.2.2.c": "6.2.2.c",
    "6.2.2.d": "6.2.2.d",
    "6.2.2.e": "6.2.2.e",
    "7.2.d": "7.2.d",
    "7.5.2.a": "7.5.2.a",
    "7.5.2.c": "7.5.2.c",
    "7.5.3.u2": "7.5.3.b",
    "7.5.3.u3": "7.5.3.c",
    "7.5.3.u4": "7.5.3.d",
    "9.1.1.c": "9.1.1.c",
    "9.1.1.e": "9.1.1.e",
    "10.2.p1": "10.2.b.3",
    "10.3.p1": "10.3.p1",
}


def in_both(*numbers: str) -> tuple[ClauseRef, ...]:
    """Return items of ISO 14001:2015 by number, each with its counterpart."""
    return tuple(
        ClauseRef(edition, ClauseNumber(number))
        for one in numbers
        for edition, number in (("iso14001:2015", one), ("cts-q-zg040:2023", _SAME[one]))
    )
