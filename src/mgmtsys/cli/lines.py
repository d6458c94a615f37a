"""Lines of text for a terminal of any width: no word is broken and nothing is cut.

A line is broken at blanks and between Chinese characters, never within a word, a number, a date or a
formula, and never before a closing or after an opening mark. What is longer than a line stands out whole.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from mgmtsys.values.visible import one_line

#: Signs that belong to the number after them.
_SIGNS = frozenset(("≥", "≤", "<", ">", "=", "≈", "±"))
#: Marks that start no line, and marks that end none.
_CLOSING = frozenset("，。、；：！？）】》〉」』〕”’％…—·,.;:!?)]}%°‰/")
_OPENING = frozenset("（【《〈「『〔“‘([{#§¥￥$")
#: What a number stands after, within a date or an ordinal.
_BEFORE_NUMBERS = frozenset("第年月")
#: Where Chinese, Japanese and Korean characters stand.
_BREAKABLE = (
    (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFD),
)  # fmt: skip


def _is_breakable(sign: str) -> bool:
    return sign > "\u2e7f" and any(low <= ord(sign) <= high for low, high in _BREAKABLE)


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters of one word."""
    if not (_is_breakable(before) or _is_breakable(after)):
        return False
    if after in _CLOSING or before in _OPENING or before.isdecimal():
        return False
    return not (before in _BEFORE_NUMBERS and after.isdecimal())


def _parts(word: str) -> Iterator[str]:
    """Yield what a word without blanks may be broken into."""
    start = 0
    if not word.isascii():
        for at, (before, after) in enumerate(itertools.pairwise(word), 1):
            if _may_break(before, after):
                yield word[start:at]
                start = at
    yield word[start:]


#: A piece of text that is never broken, with the blank before it, if there is one.
Piece = tuple[str, str]


@functools.lru_cache(maxsize=8192)  # the cells of a table are much the same
def pieces(text: str) -> tuple[Piece, ...]:
    """Return what one line of text may be broken into; a sign stays with its number.

    >>> pieces("≥ 80%，目标")
    (('', '≥ 80%，'), ('', '目'), ('', '标'))
    """
    found: list[Piece] = []
    sign = ""
    for word in text.split(" "):
        if word in _SIGNS and not sign:
            sign = f"{word} "
            continue
        for number, part in enumerate(_parts(sign + word)):
            found.append(("" if number or not found else " ", part))
        sign = ""
    if sign:
        found.append((" " if found else "", sign.strip()))
    return tuple(found)


def width_of(text: str) -> int:
    """Return how many columns text takes; a Chinese character takes two."""
    return len(text) if text.isascii() else cell_len(text)


def filled(parts: Iterable[Piece], width: int, hang: int = 0) -> list[str]:
    """Return lines that are full; all but the first have ``hang`` less room, which their caller leaves."""
    lines, room, used = [""], width, 0
    for blank, part in parts:
        size = width_of(part)
        if lines[-1] and used + len(blank) + size > room:
            lines.append("")
            room, used = width - hang, 0
        elif lines[-1]:
            lines[-1] += blank
            used += len(blank)
        lines[-1] += part
        used += size
    return lines


def apart(texts: Iterable[str]) -> list[Piece]:
    """Return the pieces of several texts, two blanks between them."""
    return [
        ("  " if number and not inner else blank, part)
        for number, text in enumerate(texts)
        for inner, (blank, part) in enumerate(pieces(text))
    ]


def wrapped(text: str, width: int, indent: int = 0, hang: int = 2) -> list[str]:
    """Return text as indented lines of at most a width, but for what cannot be broken."""
    first, *rest = filled(pieces(one_line(text)), width - indent, hang)
    return [" " * indent + first, *(" " * (indent + hang) + line for line in rest)]
