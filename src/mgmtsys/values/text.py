"""Wording in one or more languages, with a stated fallback."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from mgmtsys.values.exceptions import InvalidText, found
from mgmtsys.values.message import COMMA, SOURCE, Joined, Message, languages
from mgmtsys.values.naming import composed

#: The tag of wording whose language nobody stated.
UNDETERMINED = "und"

_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")


@functools.cache
def _is_tag(tag: str) -> bool:
    return _TAG.fullmatch(tag.lower()) is not None


Wordings = tuple[tuple[str, str], ...]


def _wordings(given: str | Mapping[str, str] | Wordings) -> Wordings:
    pairs: Any = given
    if isinstance(given, str):
        pairs = ((UNDETERMINED, given),)
    elif isinstance(given, Mapping):
        pairs = given.items()
    elif given is None:
        raise InvalidText("no wording: expected text")
    elif not isinstance(pairs, tuple) or not all(
        isinstance(pair, tuple) and len(pair) == 2 for pair in pairs
    ):
        raise InvalidText(
            "found {found}: expected text, or text by language such as {{zh: …, en: …}}",
            found=found(given),
        )
    if not pairs:
        raise InvalidText("a text has no wording in any language")
    wordings: dict[str, str] = {}
    for tag, wording in pairs:
        if not isinstance(tag, str) or not _is_tag(tag):
            raise InvalidText(
                "{tag!r} is not a language tag: expected one such as zh, en, zh-tw", tag=tag
            )
        if not isinstance(wording, str) or not wording.strip():
            if tag == UNDETERMINED:
                raise InvalidText("the wording is blank")
            raise InvalidText("the {tag} wording is blank", tag=tag)
        if tag.lower() in wordings:
            raise InvalidText("the {tag} wording is given twice", tag=tag)
        wordings[tag.lower()] = composed(wording)
    return tuple(wordings.items())


_MESSAGES = (Message, Joined)


def _given(given: Any) -> Wordings | Message | Joined:
    if isinstance(given, Text):
        return given.given
    return given if isinstance(given, _MESSAGES) else _wordings(given)


def _said(given: Wordings | Message | Joined) -> Wordings:
    """Return what is said in each language."""
    if isinstance(given, tuple):
        return given
    return tuple((lang, given.read(lang)) for lang in languages())


@attrs.frozen(eq=False, repr=False)
class Text:
    """Wording by language tag, in the author's order; the first is the last resort.

    What this library says itself is a message, in every language that has a catalogue; it is equal to its wordings.
    ``|`` lets the right operand's wordings replace the left's; it is associative and idempotent.

    >>> Text({"zh": "目标", "en": "objective"}).read("en")
    'objective'
    >>> Text("Lithium").read("zh")
    'Lithium'
    """

    #: Pairs of a language tag and its wording, in composed form, built from text or a mapping; or a message.
    given: Wordings | Message | Joined = attrs.field(converter=_given, eq=_said)

    @property
    def wordings(self) -> Wordings:
        """Pairs of a language tag and its wording."""
        return _said(self.given)

    def read(self, lang: str) -> str:
        """Return the wording in ``lang``, else in its main language, else unmarked, else the first."""
        if not isinstance(self.given, tuple):
            return self.given.read(lang)
        known, wanted = dict(self.given), lang.lower()
        for tag in (wanted, wanted.partition("-")[0], UNDETERMINED):
            if tag in known:
                return known[tag]
        return self.given[0][1]

    def __or__(self, other: object) -> Text:
        """Return the wordings of both, the right operand's where both have one."""
        if not isinstance(other, Text):
            return NotImplemented
        return Text(dict(self.wordings) | dict(other.wordings))

    def __eq__(self, other: object) -> bool:
        """Whether both say the same in the same languages, however they are built."""
        if not isinstance(other, Text):
            return NotImplemented
        if type(self.given) is type(other.given) and self.given == other.given:
            return True
        # Most differ in English already, and other languages are not loaded for that.
        return str(self) == str(other) and self.wordings == other.wordings

    def __lt__(self, other: object) -> bool:
        """Whether this stands before another in an order of their first wordings, then of the others."""
        if not isinstance(other, Text):
            return NotImplemented
        one, two = str(self), str(other)
        return self.wordings < other.wordings if one == two else one < two

    def __hash__(self) -> int:
        return hash(str(self))

    def __str__(self) -> str:
        """Return the first wording."""
        return self.given[0][1] if isinstance(self.given, tuple) else self.given.read(SOURCE)

    def __repr__(self) -> str:
        """Return what it is built from: text, or a mapping by language."""
        (tag, wording), *others = self.wordings
        bare = tag == UNDETERMINED and not others
        return f"Text({wording!r})" if bare else f"Text({dict(self.wordings)!r})"


def as_parsed(value: object) -> str:
    """Return the expression that reads a value from its text, ``Period.parse('2026-Q1')``: its ``repr``."""
    return f"{type(value).__name__}.parse({str(value)!r})"


#: How many kinds of part a large value names in short.
_KINDS = 6


def in_short(value: Any) -> str:
    """Return what a large value is and how many it holds, ``<Standard iso14001:2015: 8 clauses>``: its ``repr``."""
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    held = [
        f"{len(many)} {name}" for name, many in fields.items() if isinstance(many, tuple) and many
    ]
    if len(held) > _KINDS:
        held = [*held[:_KINDS], "…"]
    first = next(iter(fields.values()))
    name = f" {first}" if isinstance(first, str | Text) else ""
    return f"<{type(value).__name__}{name}: {', '.join(held) or 'empty'}>"


@functools.lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    """Return a sign's plain form; one that only footnotes or encloses a digit is none, and stays."""
    formed = unicodedata.normalize("NFKC", sign)
    digits = any(character.isdecimal() for character in formed)
    return sign if digits and not sign.isdecimal() else formed


def fold(text: str) -> str:
    """Return text with full-width forms in one spelling and no space around it.

    Circled, raised and numbered-list digits stay what they are: ``9000①`` is no number.

    >>> fold(" ５％ "), fold("202①")
    ('5%', '202①')
    """
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", "".join(map(_sign, text))).strip()


def say(template: str, /, **arguments: object) -> Text:
    """Return what an English template says of its arguments, which are wording themselves or are printed.

    A template without arguments is said as it stands.

    >>> say("{who} is accountable", who=say("nobody")).read("en")
    'nobody is accountable'
    """
    return Text(Message(template, arguments=arguments))


def say_of_many(one: str, many: str, /, **arguments: object) -> Text:
    """Return what is said of one, or of another ``count`` of things.

    >>> say_of_many("{count} row", "{count} rows", count=2).read("en")
    '2 rows'
    """
    return Text(Message(one, many, arguments=arguments))


def in_a_row(parts: Iterable[object], joint: Message = COMMA) -> Text:
    """Return parts in a row, each joined to the next as the language of the reader does.

    >>> from mgmtsys.values.message import OR
    >>> in_a_row(["E1", "E6"]).read("en"), in_a_row(["E1", "E6"], OR).read("en")
    ('E1, E6', 'E1 or E6')
    """
    row = tuple(parts)
    if len(row) == 1 and isinstance(row[0], Text):
        return row[0]
    return Text(Joined(row, joint))
