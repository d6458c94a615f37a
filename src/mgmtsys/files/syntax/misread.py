"""Text that its syntax does not allow."""

from __future__ import annotations

from itertools import chain, compress
from typing import Any

from mgmtsys.values.text import Text, say

#: How deep mappings and lists may nest; no document of this kind needs more.
DEEPEST = 64
TOO_DEEP = say(
    "mappings and lists nest deeper than {deepest}: expected a flatter document", deepest=DEEPEST
)

#: Line and column, both from 1.
Spot = tuple[int, int]
#: Keys and indices from the top of a document.
Path = tuple[str, ...]
#: Line and column, the path, and what is wrong.
Complaint = tuple[Spot, Path, Text]


class Misread(Exception):
    """Complaints about a text, before anyone knows which file it came from."""

    def __init__(self, *complaints: Complaint, data: Any = None) -> None:
        """Keep every complaint, and the data of a text that could be read past all of them."""
        super().__init__(*complaints)
        self.complaints = complaints
        self.data = data


def merged(before: Any, after: Any) -> Any:
    """Return what a key that is written twice holds: both mappings, so that neither hides what it says."""
    return {**before, **after} if isinstance(before, dict) and isinstance(after, dict) else after


def twice(key: str) -> Text:
    """Say that a key is written twice."""
    return say("{key!r} is written twice: expected each key once", key=key)


_NESTING = frozenset({dict, list})


def check_depth(data: Any) -> None:
    """Raise :class:`Misread` where mappings and lists nest too deep."""
    level: list[Any] = [[data]]
    for _ in range(DEEPEST + 1):
        below = list(
            chain.from_iterable(node.values() if type(node) is dict else node for node in level)
        )
        # Nearly all of a large document is text, which is passed over without a step in Python.
        level = list(compress(below, map(_NESTING.__contains__, map(type, below))))
        if not level:
            return
    raise Misread(((1, 1), (), TOO_DEEP))
