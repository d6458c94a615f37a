"""Complaints about input as a person reads them: a thousand of one kind are told once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Problem

#: How many problems of one kind are told each, and how many of more than that.
_EACH, _FIRST = 10, 3
#: What differs between problems of one kind: what is quoted, and whatever has a digit in it.
_VARIES = re.compile(r"'(?:[^'\\]|\\.)*'|\"[^\"]*\"|\S{0,80}\d\S*")


def _kind(problem: Problem) -> str:
    return _VARIES.sub("…", problem.en)


def told(error: NotUnderstood, lang: str, *, each: bool) -> str:
    """Return what is said of an error, every problem of it where ``each`` is asked for."""
    if each or not isinstance(error, InvalidDocument):
        return error.read(lang)
    return "\n".join(_lines(error.problems, lang))


def _lines(problems: tuple[Problem, ...], lang: str) -> Iterator[str]:
    """Yield a line a problem, in their order; of many of one kind the first, and how many more there are."""
    counts, last = Counter(map(_kind, problems)), {_kind(one): one for one in problems}
    seen: Counter[str] = Counter()
    for problem in problems:
        kind = _kind(problem)
        seen[kind] += 1
        if counts[kind] <= _EACH or seen[kind] <= _FIRST:
            yield problem.read(lang)
        if counts[kind] > _EACH and seen[kind] == _FIRST:
            yield _more(counts[kind] - _FIRST, last[kind], lang)


def _more(count: int, last: Problem, lang: str) -> str:
    where = str(last.place) if last.place else ".".join(last.path)
    if lang.startswith("zh"):
        return f"……另有 {count} 处同类问题，最后一处在 {where}；--all 可逐条列出"
    return f"... and {count} more of this kind, the last at {where}; --all tells each"
