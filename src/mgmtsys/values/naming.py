"""What may be an id: seen whole, in one spelling, and told apart from every other by eye."""

from __future__ import annotations

import json
import keyword
import re
import unicodedata
from collections.abc import Iterable, Iterator

from mgmtsys.values.visible import printable, unseen

_BLANKS = re.compile(r"\s+")


def composed(text: str) -> str:
    r"""Return text in its composed form (NFC), in which canonically equal texts are equal.

    >>> composed("Rene\u0301") == "Ren\u00e9"
    True
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fault_of(id: str) -> tuple[str, str] | None:
    """Say in English and in Chinese why text is no id; ``None`` for one that is.

    >>> fault_of("w-1"), fault_of("Li ")
    (None, ("'Li ' starts or ends with a blank: expected an id without", "编号 'Li ' 首尾有空格：应去掉"))
    """
    if id.isascii() and id.isidentifier():  # most are, and nothing is wrong with one
        return None
    if not id.strip():
        return "an id is blank: expected it filled", "编号为空：应填写"
    if found := unseen(id):
        sign, shown = printable(found), printable(id)
        return (
            f"'{shown}' holds {sign}, which cannot be seen: expected an id without",
            f"编号 '{shown}' 含有不可见的 {sign}：应去掉",
        )
    if id != id.strip():
        return (
            f"{id!r} starts or ends with a blank: expected an id without",
            f"编号 {id!r} 首尾有空格：应去掉",
        )
    if id != composed(id):
        return (
            f"{id!r} is not in composed form (NFC): expected {composed(id)!r} with its accents composed",
            f"编号 {id!r} 不是合成形式（NFC）：应写作合成形式的 {composed(id)!r}",
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


def likeness(id: str, other: str) -> tuple[str, str]:
    """Say that two ids look alike."""
    return (
        f"{id!r} looks like {other!r}: expected ids that can be told apart",
        f"编号 {id!r} 与 {other!r} 看起来相同：应能区分",
    )


def quoted(id: str) -> str:
    """Return an id as a formula names it: in quotes, unless it is a plain word.

    >>> print(quoted("water"), quoted("水表"), quoted("w-1"))
    water 水表 "w-1"
    """
    is_plain = id.isidentifier() and not keyword.iskeyword(id)
    return id if is_plain else json.dumps(id, ensure_ascii=False)
