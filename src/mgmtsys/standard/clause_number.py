"""Clause numbers as standards and public catalogues write them, and references by number."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidClauseNumber
from mgmtsys.values.text import as_parsed

#: A part of most numbers: digits, letters with an optional number, or either after a hyphen.
_PLAIN = r"-?(?:[A-Za-z]*[0-9]{1,6}|[A-Za-z]+)"
_PLAIN_PART = re.compile(_PLAIN)
_PLAIN_NUMBER = re.compile(rf"(?!-){_PLAIN}(?:(?:\.(?!-)|(?=-)){_PLAIN})*")
#: Plain parts are set apart by a point, or by the hyphen that the second of them keeps.
_BETWEEN = re.compile(r"\.|(?=-)")
_PLAIN_SIGNS = re.compile(r"(?:[A-Za-z0-9-]|\.(?!\.))*")
#: What stands in brackets is of a part, whatever it holds.
_BRACKETED = r"\([^(),;:|\[\]]+\)|\[[^(),;:|\[\]]+\]"
#: What a part of any number is made of: a letter, a digit or brackets, then these and signs.
_CONTENT = rf"(?:[^\W_]|{_BRACKETED})(?:[^\s.,;:|/_()\[\]–—、-]|{_BRACKETED})*"
#: What sets parts apart: a point, or a sign that the later part keeps. "Art. 28" keeps point and blank.
_APART = r"(?:(?<=[^\W\d_])\. | ?[/:_–—-] ?|\.[/:_–—-]|\.(?! )| |、(?=\())"
_PART = re.compile(rf"{_APART}?{_CONTENT}")
#: What may follow a whole number and is kept: R18-, R9--, ARTICLE 1.
_CLOSED = re.compile(r"(.*[^\W\d_][0-9]+)((?: ?[-+])+)|([^\W\d_].* .*\w)(\.)")
#: The first signs of parts that keep what sets them apart.
_KEPT = tuple(" ./:_–—-、")
#: List items as people write them: "6.2.2 a)", "10(2)(a)(iii)".
_ITEM = r"(?<![A-Za-z])(?:[ivxIVX]{2,5}|[A-Za-z])|(?<![A-Za-z0-9])[0-9]{1,2}"
_BRACKETED_ITEM = re.compile(rf"\.?\s*\(({_ITEM})\)")
_CLOSED_ITEM = re.compile(rf"(?:\s*|\.(?=[A-Za-z]))({_ITEM})\)")
#: And after a blank alone, where a number or such an item is before: "4.2 a", "24(c) iv".
_BARE_ITEM = re.compile(r"(?:(?<=[0-9])|(?<=\.[a-z])) ([a-z]|[ivx]{2,5})(?=[ .]|$)")
#: What is dropped at the end: the colon or the comma of a heading, the point after a number as in 4.2.
#: After words it stays: ARTICLE 1. is not ARTICLE 1 in a law that has both.
_FINAL = re.compile(r"([0-9](?:.*\w)?|[^\s_](?:[^\s]*\w)?)\.|(.*\w)[:、]")
#: What are several numbers: 6.2 and 6.3, 6.2.1–6.2.4, a) and b).
_SEVERAL = re.compile(
    r"[0-9]\)?(?: ?[–—~、至到和及与] ?| - )\(?\S*[0-9]"
    r"|(?:[0-9]|\b[^\W\d_])\)? (?:and|or|to|und|oder|et|ou) \(?(?:[^\W\d_]\b|\S*[0-9])"
)
_MORE_DIGITS = re.compile(r"[0-9]{7}")
_RUNS = re.compile(r"([^0-9]*)([0-9]*)")
#: No number is longer; a sentence in its place is.
_LONGEST = 120

_PartKey = tuple[tuple[tuple[bool, str, int], ...], str]


@functools.lru_cache(maxsize=16384)  # a few thousand different parts make up any standard
def _part_key(part: str) -> _PartKey:
    """Return what a part sorts by: its digits by value, and its spelling where values are equal."""
    runs = _RUNS.findall(part)[:-1]
    return tuple((bool(text), text, int(digits or -1)) for text, digits in runs), part


@functools.lru_cache(maxsize=16384)
def _is_plain(part: object) -> bool:
    return isinstance(part, str) and _PLAIN_PART.fullmatch(part) is not None


def _folded(given: str) -> str:
    """Return a number in plain digits; nothing where a sign would become one more digit."""
    wide = "".join(
        unicodedata.normalize("NFKC", sign)
        if unicodedata.decomposition(sign).startswith(("<wide>", "<noBreak>"))
        else sign
        for sign in unicodedata.normalize("NFC", given)
    ).replace("\u2010", "-")  # the hyphen that some programs set for that of the keyboard
    foreign = any(
        unicodedata.category(sign) == "No" or (sign.isdigit() and not sign.isascii())
        for sign in wide
    )
    return "" if foreign or not wide.isprintable() else wide.strip().removeprefix("§")


def _split(given: str) -> tuple[str, ...]:
    """Return the parts of a number as it is typed; none where it is no number."""
    text = given.strip()
    if len(text) > _LONGEST:
        return ()
    if _PLAIN_NUMBER.fullmatch(text):
        return tuple(_BETWEEN.split(text))
    parts = _cut(text)
    # What stands above a number is one too, and each is read as it is printed.
    tops = (parts[:end] for end in range(1, len(parts) + 1))
    return parts if all(_cut(_joined(top)) == top for top in tops) else ()


@functools.lru_cache(maxsize=16384)
def _cut(typed: str) -> tuple[str, ...]:
    """Return what a text falls into where parts are set apart."""
    text = " ".join(_folded(typed).split())
    if _SEVERAL.search(text):
        return ()
    final = _FINAL.fullmatch(text)
    text = final[1] or final[2] if final else text
    text = _BRACKETED_ITEM.sub(r".\1", text)
    if "(" not in text:
        text = _CLOSED_ITEM.sub(r".\1", text)
    text = _BARE_ITEM.sub(r".\1", text)
    closed = _CLOSED.fullmatch(text)
    body, sign = (closed[1] or closed[3], closed[2] or closed[4]) if closed else (text, "")
    found = _PART.findall(body)
    words_alone = " " in text and text.islower() and not any(map(str.isdigit, text))
    odd = words_alone or _MORE_DIGITS.search(text)
    if not found or odd or found[0].startswith(_KEPT) or "".join(found) != body:
        return ()
    found[-1] += sign
    return (found[0], *(_without_point(part) for part in found[1:]))


def _without_point(part: str) -> str:
    """Return a part without the point before it, which is not kept unless more is."""
    return part[1:] if part.startswith(".") and not part[1:].startswith(_KEPT) else part


def _joined(parts: tuple[str, ...]) -> str:
    text = ".".join(parts)
    if _PLAIN_SIGNS.fullmatch(text):
        return text.replace(".-", "-")
    first, *rest = parts
    return first + "".join([part if part.startswith(_KEPT) else f".{part}" for part in rest])


def _are_parts(parts: tuple[object, ...]) -> bool:
    if not parts or not all(isinstance(part, str) and part for part in parts):
        return False
    if all(map(_is_plain, parts)):
        return not str(parts[0]).startswith("-")
    return _split(_joined(tuple(map(str, parts)))) == parts


def _parts(given: object) -> tuple[str, ...]:
    if isinstance(given, tuple):
        parts = given if _are_parts(given) else ()
    elif isinstance(given, str):
        parts = _split(given)
    else:
        raise InvalidClauseNumber(
            "{given!r} is not text, and the number 6.10 would read as 6.1: write a clause number as text",
            given=given,
        )
    if not parts:
        raise InvalidClauseNumber(
            "{given!r} is not a clause number: expected one such as 6.2.1, 6.2.1.a or 9.3.d.1",
            given=given,
        )
    return parts


@functools.total_ordering
@attrs.frozen(order=False, field_transformer=checked)
class ClauseNumber:
    """The number of one requirement: a totally ordered path.

    Parts are set apart by a point, or by a hyphen, a blank or another sign that is kept in print:
    ``ac-2`` stands under ``ac``, ``Article 6`` under ``Article``. Digits sort by value, and zeros
    before them make another number: ``a-1``, ``a-01``, ``a-2``, ``a-10``. List items lose their
    brackets: ``6.2.2 a)``, ``6.2.2(a)`` and ``6.2.2 a`` are ``6.2.2.a``. Of our own, ``.pN`` is the
    N-th unlettered paragraph, ``.uN`` the N-th dashed item and ``.nN`` the N-th note. Printing and
    parsing are inverse; ancestry is a partial order; an ancestor sorts before its descendants.

    >>> ClauseNumber("9.2") < ClauseNumber("9.10"), str(ClauseNumber("6.2.2 a)"))
    (True, '6.2.2.a')
    >>> str(ClauseNumber("GV.OC-01")), ClauseNumber("Article 6(1)").is_under(ClauseNumber("Article 6"))
    ('GV.OC-01', True)
    """

    parts: tuple[str, ...] = attrs.field(converter=_parts)

    @staticmethod
    def parse(text: str) -> ClauseNumber:
        """Read a number as it is typed, as the constructor does; raises :class:`InvalidClauseNumber`."""
        return ClauseNumber(text)

    @property
    def parent(self) -> ClauseNumber | None:
        """The number without its last part."""
        return ClauseNumber(self.parts[:-1]) if len(self.parts) > 1 else None

    def is_under(self, other: ClauseNumber) -> bool:
        """Whether this is ``other`` or one of its descendants."""
        return self.parts[: len(other.parts)] == other.parts

    @functools.cached_property
    def _key(self) -> tuple[_PartKey, ...]:
        return tuple(map(_part_key, self.parts))

    def __lt__(self, other: object) -> bool:
        """Whether this stands before ``other``: numbers by value, numbers before letters."""
        if not isinstance(other, ClauseNumber):
            return NotImplemented
        return self._key < other._key

    def __str__(self) -> str:
        """Return the number as ``ClauseNumber`` reads it."""
        return _joined(self.parts)

    def __repr__(self) -> str:
        """Return the number as text in the name of its type."""
        return f"ClauseNumber({str(self)!r})"


@functools.total_ordering
@attrs.frozen(order=False, field_transformer=checked)
class ClauseRef:
    """One requirement of one edition, such as ``iso14001:2015/6.2.1.a``.

    >>> ClauseRef.parse("iso14001:2015/6.2.1.a").number.parent
    ClauseNumber('6.2.1')
    """

    standard: str
    number: ClauseNumber

    @staticmethod
    def parse(text: str) -> ClauseRef:
        """Read an edition and a clause number joined by ``/``; raises :class:`InvalidClauseNumber`."""
        # A number may hold a slash, and so may the name of an edition before its first colon.
        name, colon, rest = text.partition(":")
        if not colon or "/" not in rest:
            name, colon, rest = "", "", text
        version, slash, number = rest.partition("/")
        standard = name + colon + version
        if not (slash and standard):
            raise InvalidClauseNumber(
                "{text!r} names no edition: expected one such as iso14001:2015/6.2.1.a",
                text=text,
            )
        return ClauseRef(standard, ClauseNumber(number))

    def is_under(self, above: ClauseRef) -> bool:
        """Whether this is a clause of one edition or stands below it.

        >>> ClauseRef.parse("iso14001:2015/6.2.1.a").is_under(ClauseRef.parse("iso14001:2015/6.2"))
        True
        """
        return self.standard == above.standard and self.number.is_under(above.number)

    def __lt__(self, other: object) -> bool:
        """Whether this stands before ``other``: by edition, then by number."""
        if not isinstance(other, ClauseRef):
            return NotImplemented
        return (self.standard, self.number) < (other.standard, other.number)

    def __str__(self) -> str:
        """Return the reference as ``parse`` reads it."""
        return f"{self.standard}/{self.number}"

    __repr__ = as_parsed


def as_number(text: str) -> ClauseNumber | None:
    """Return the clause number that a text is, if it is one."""
    try:
        return ClauseNumber(text)
    except InvalidClauseNumber:
        return None


def other_spelling(typed: str) -> str | None:
    """Return how a number is typed where it is printed otherwise; nothing for what is no number.

    >>> other_spelling("24(c) iv"), other_spelling("24.c.iv")
    ('24(c) iv', None)
    """
    spelled = typed.strip()
    if _PLAIN_NUMBER.fullmatch(spelled):
        return None
    number = as_number(spelled)
    return None if number is None or str(number) == spelled else spelled


def clause_refs(given: Iterable[str | ClauseRef]) -> tuple[ClauseRef, ...]:
    """Return references, reading those that are text; raises :class:`InvalidClauseNumber`, for one alone too."""
    if isinstance(given, str):
        raise InvalidClauseNumber(
            "{given!r} is one clause: expected a list, such as [{given!r}]",
            given=given,
        )
    return tuple(ClauseRef.parse(clause) if isinstance(clause, str) else clause for clause in given)
