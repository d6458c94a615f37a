"""What may be an id: seen whole, in one spelling, and told apart from every other by eye."""

from __future__ import annotations

import json
import keyword
import re
import unicodedata
from collections.abc import Iterable, Iterator

from mgmtsys.values.message import Message
from mgmtsys.values.visible import printable, unseen

_BLANKS = re.compile(r"\s+")


def composed(text: str) -> str:
    r"""Return text in its composed form (NFC), in which canonically equal texts are equal.

    >>> composed("Rene\u0301") == "Ren\u00e9"
    True
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fault_of(id: str) -> Message | None:
    """Say why text is not an id; ``None`` for one that is.

    >>> fault_of("w-1"), str(fault_of("Li "))
    (None, "'Li ' starts or ends with a space: expected an id without it")
    """
    if id.isascii() and id.isidentifier():  # most are, and nothing is wrong with one
        return None
    if not id.strip():
        return Message("an id is blank: expected it filled in")
    if found := unseen(id):
        return Message(
            "'{id}' holds {sign}, which is invisible: expected an id without it",
            arguments={"id": printable(id), "sign": printable(found)},
        )
    if id != id.strip():
        return Message(
            "{id!r} starts or ends with a space: expected an id without it", arguments={"id": id}
        )
    if id != composed(id):
        return Message(
            "{id!r} is not in composed form (NFC): expected {composed!r} with its accents composed",
            arguments={"id": id, "composed": composed(id)},
        )
    return None


def _look(id: str) -> str:
    """Return what an id looks like, widths and kinds of blank aside."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", id))


def alike(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each id that looks like an earlier one and is another, with that one.

    >>> list(alike(["Li", "Ｌi", "Wang", "Li"]))
    [('Ｌi', 'Li')]
    """
    first: dict[str, str] = {}
    for id in dict.fromkeys(ids):
        if (other := first.setdefault(_look(id), id)) != id:
            yield id, other


def likeness(id: str, other: str) -> Message:
    """Say that two ids look alike."""
    return Message(
        "{id!r} looks like {other!r}: expected ids that can be told apart",
        arguments={"id": id, "other": other},
    )


def quoted(id: str) -> str:
    """Return an id as a formula names it: in quotes, unless it is a plain word.

    >>> print(quoted("water"), quoted("水表"), quoted("w-1"))
    water 水表 "w-1"
    """
    is_plain = id.isidentifier() and not keyword.iskeyword(id)
    return id if is_plain else json.dumps(id, ensure_ascii=False)
