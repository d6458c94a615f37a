"""Complaints about input as a person reads them: a thousand of one kind are told once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Problem
from mgmtsys.values.message import SOURCE
from mgmtsys.values.text import Text, say

#: How many problems of one kind are told each, and how many of more than that.
_EACH, _FIRST = 10, 3
#: What differs between problems of one kind: what is quoted, and whatever has a digit in it.
_VARIES = re.compile(r"'(?:[^'\\]|\\.)*'|\"[^\"]*\"|\S{0,80}\d\S*")


def _kind(problem: Problem) -> str:
    return _VARIES.sub("…", problem.message.read(SOURCE))


def told(error: NotUnderstood, lang: str, *, each: bool) -> str:
    """Return what is said of an error, every problem of it where ``each`` is asked for."""
    if each or not isinstance(error, InvalidDocument):
        return error.read(lang)
    return "\n".join(_lines(error.problems, lang))


def _lines(problems: tuple[Problem, ...], lang: str) -> Iterator[str]:
    """Yield a line a problem, in their order; of many of one kind the first, and how many more there are."""
    counts, last = Counter(map(_kind, problems)), {_kind(problem): problem for problem in problems}
    seen: Counter[str] = Counter()
    for problem in problems:
        kind = _kind(problem)
        seen[kind] += 1
        if counts[kind] <= _EACH or seen[kind] <= _FIRST:
            yield problem.read(lang)
        if counts[kind] > _EACH and seen[kind] == _FIRST:
            yield _more(counts[kind] - _FIRST, last[kind]).read(lang)


def _more(count: int, last: Problem) -> Text:
    return say(
        "... and {count} more of this kind, the last at {place}; --all lists every one",
        count=count,
        place=last.place or ".".join(last.path),
    )
