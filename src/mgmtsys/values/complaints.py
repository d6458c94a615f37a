"""What is wrong with the figures and ids of a plan, in the same words wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from mgmtsys.values.exceptions import InvalidDocument, Problem
from mgmtsys.values.number import percent, plain


def refuse(problems: Iterable[Problem]) -> None:
    """Raise everything that is wrong at once."""
    found = tuple(problems)
    if found:
        raise InvalidDocument(found)


def outside(path: tuple[str, ...], rate: Fraction, *, whole: bool = False) -> Iterator[Problem]:
    """Complain of a rate that is not between 0 and 1; ``whole`` says whether 1 belongs."""
    if not (0 < rate < 1 or (whole and rate == 1)):
        yield Problem(
            path,
            f"{percent(rate)}: expected a rate above 0% and {'up to' if whole else 'below'} 100%",
            f"{percent(rate)}：应为大于 0%、{'不超过' if whole else '小于'} 100% 的比率",
        )


def too_few(path: tuple[str, ...], count: int, least: int) -> Iterator[Problem]:
    """Complain of a count under ``least``."""
    if count < least:
        yield Problem(
            path,
            f"{count}: expected a count of {least} or more",
            f"{count}：应为不小于 {least} 的整数",
        )


def negative(path: tuple[str, ...], number: Fraction) -> Iterator[Problem]:
    """Complain of a number below zero."""
    if number < 0:
        yield Problem(
            path,
            f"{plain(number)}: expected a number that is not negative",
            f"{plain(number)}：应为不小于 0 的数",
        )


def twice(path: tuple[str, ...], listed: Iterable[str]) -> Iterator[Problem]:
    """Complain of each entry of a list that stands there already."""
    seen: set[str] = set()
    for index, entry in enumerate(listed):
        if entry in seen:
            yield Problem(
                (*path, str(index)),
                f"{entry!r} stands twice: expected it once",
                f"{entry!r} 重复：只应出现一次",
            )
        seen.add(entry)
