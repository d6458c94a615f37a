"""What is wrong with the figures and ids of a plan, in the same words wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from mgmtsys.values.exceptions import InvalidDocument, Problem
from mgmtsys.values.number import percent, plain
from mgmtsys.values.text import say


def refuse(problems: Iterable[Problem]) -> None:
    """Raise everything that is wrong at once."""
    found = tuple(problems)
    if found:
        raise InvalidDocument(found)


def outside(path: tuple[str, ...], rate: Fraction, *, whole: bool = False) -> Iterator[Problem]:
    """Complain of a rate that is not between 0 and 1; ``whole`` says whether 1 belongs."""
    if not (0 < rate < 1 or (whole and rate == 1)):
        said = (
            say("{rate}: expected a rate above 0% and up to 100%", rate=percent(rate))
            if whole
            else say("{rate}: expected a rate above 0% and below 100%", rate=percent(rate))
        )
        yield Problem(path, said)


def too_few(path: tuple[str, ...], count: int, least: int) -> Iterator[Problem]:
    """Complain of a count under ``least``."""
    if count < least:
        yield Problem(
            path,
            say("{count}: expected a count of {least} or more", count=count, least=least),
        )


def negative(path: tuple[str, ...], number: Fraction) -> Iterator[Problem]:
    """Complain of a number below zero."""
    if number < 0:
        yield Problem(
            path,
            say("{number}: expected a number that is not negative", number=plain(number)),
        )


def twice(path: tuple[str, ...], listed: Iterable[str]) -> Iterator[Problem]:
    """Complain of each entry of a list that stands there already."""
    seen: set[str] = set()
    for index, entry in enumerate(listed):
        if entry in seen:
            yield Problem(
                (*path, str(index)),
                say("{entry!r} is listed twice: expected it once", entry=entry),
            )
        seen.add(entry)
