"""The numbers of a tree of clauses, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from mgmtsys.standard.clause_number import ClauseNumber
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.text import say

#: The numbers of a tree, each with those below it; ``None`` where a number cannot be understood.
Outline = tuple[tuple[ClauseNumber | None, "Outline"], ...]


def outline_problems(
    outline: Outline,
    path: tuple[str, ...],
    above: ClauseNumber | None = None,
    seen: set[ClauseNumber] | None = None,
) -> Iterator[Problem]:
    """Yield every number that does not extend the one above it, and every one that is there twice."""
    known = set() if seen is None else seen
    for index, (number, below) in enumerate(outline):
        where = (*path, str(index))
        if number is not None and above is not None and not extends(number, above):
            yield Problem(
                (*where, "number"),
                say(
                    "{number} is listed below {above} and does not extend it: expected one such as {above}.1",
                    number=number,
                    above=above,
                ),
            )
        if number is not None and number in known:
            yield Problem(
                (*where, "number"),
                say("{number} is listed twice: expected each number once", number=number),
            )
        if number is not None:
            known.add(number)
        yield from outline_problems(below, (*where, "items"), number, known)


def extends(number: ClauseNumber, above: ClauseNumber) -> bool:
    """Whether a number may stand below another."""
    return number != above and number.is_under(above)
