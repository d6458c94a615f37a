"""Numbers by place, for the items of a table that have none of their own."""

from __future__ import annotations

import itertools
from collections.abc import Container, Mapping
from typing import Any

from mgmtsys.standard.clause import ClauseNumber
from mgmtsys.values.exceptions import InvalidClauseNumber

#: The fact that lets requirements go without numbers, and its only value.
FACT = ("unnumbered", "by_place")
_HEADING = "heading"


class ByPlace:
    """The numbers that a table leaves out: ``g1``, ``g2`` … for headings, ``4.2.p1`` … for requirements.

    A requirement goes by the heading above it, and only where the table says that it may. Nothing
    that is ``typed`` somewhere else is given.
    """

    def __init__(self, typed: Container[str], *, requirements: bool) -> None:
        self.given: list[str] = []
        self._typed = typed
        self._requirements = requirements
        self._heading = ""
        self._last: dict[str, int] = {}

    def number(self, item: Mapping[str, Any]) -> str | None:
        """Return the number of an item, or ``None`` where it needs one of its own."""
        is_heading = item.get("force") == _HEADING
        number: str | None = item.get("number")
        if number is None and (is_heading or self._requirements):
            number = self._free("g" if is_heading else f"{_stem(self._heading)}p")
            self.given.append(number)
        if is_heading and number is not None:
            self._heading = number
        return number

    def _free(self, stem: str) -> str:
        count = itertools.count(self._last.get(stem, 0) + 1)
        self._last[stem] = next(n for n in count if f"{stem}{n}" not in self._typed)
        return f"{stem}{self._last[stem]}"


def _stem(heading: str) -> str:
    """Return what stands before the number of a paragraph below a heading, where one can stand there."""
    try:
        return (
            f"{heading}." if ClauseNumber(f"{heading}.p1").is_under(ClauseNumber(heading)) else ""
        )
    except InvalidClauseNumber:
        return ""
