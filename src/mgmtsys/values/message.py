"""What this library says: an English template with arguments, read in any language that has a catalogue.

English stands in the code. Every other language is one gettext catalogue,
``locale/LANGUAGE/LC_MESSAGES/mgmtsys.po``, compiled by the build and read when the language is first asked for.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import attrs

if TYPE_CHECKING:
    from gettext import NullTranslations

#: The language of the templates.
SOURCE = "en"
_LOCALE = Path(__file__).parents[1] / "locale"
_COMPILED = "LC_MESSAGES/mgmtsys.mo"
#: A blank between a sign that is written without blanks and an argument, before and after it.
_BEFORE = re.compile(r"(?<=[^\x00-\u2e7f]) (?=\{(\w+)\})")
_AFTER = re.compile(r"\{(\w+)\} (?=[^\x00-\u2e7f])")


class Readable(Protocol):
    """What says something in the language of its reader."""

    def read(self, lang: str) -> str:
        """Return the wording in ``lang``, or in the nearest language that it has."""


@functools.cache
def _catalogues() -> Mapping[str, Path]:
    """Return the compiled catalogue of each language, by its tag in lower case."""
    found = sorted(_LOCALE.glob(f"*/{_COMPILED}"))
    return {path.parts[-3].replace("_", "-").lower(): path for path in found}


def languages() -> tuple[str, ...]:
    """Return the languages that this library speaks: that of its code, then those of its catalogues."""
    return (SOURCE, *_catalogues())


@functools.cache
def _catalogue(lang: str) -> NullTranslations | None:
    """Return the catalogue of a language, or of its main language; ``None`` where there is neither."""
    known, wanted = _catalogues(), lang.lower()
    path = known.get(wanted) or known.get(wanted.partition("-")[0])
    if path is None:
        return None
    from gettext import GNUTranslations  # for readers of other languages alone

    with path.open("rb") as compiled:
        return GNUTranslations(compiled)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF" if sign else False


def _filled(template: str, said: Mapping[str, object]) -> str:
    """Fill a template; scripts without blanks keep none between one of their signs and another."""
    if not template.isascii():
        template = _BEFORE.sub(lambda gap: "" if _is_wide(str(said[gap[1]])[:1]) else " ", template)
        template = _AFTER.sub(
            lambda gap: gap[0].rstrip() if _is_wide(str(said[gap[1]])[-1:]) else gap[0], template
        )
    return template.format_map(said)


@attrs.frozen
class Message:
    """An English template with named arguments, which may say something themselves.

    >>> Message("{count} of {whole}", arguments={"count": 3, "whole": 7}).read("en")
    '3 of 7'
    """

    template: str
    #: The template for another ``count`` than one, where that is said differently.
    plural: str | None = None
    arguments: Mapping[str, object] = attrs.field(factory=dict, hash=False, kw_only=True)

    def _in(self, lang: str) -> str:
        """Return the template in ``lang``."""
        catalogue = None if lang == SOURCE else _catalogue(lang)
        if self.plural is None:
            return catalogue.gettext(self.template) if catalogue else self.template
        count = self.arguments["count"]
        if not isinstance(count, int):
            raise TypeError(f"count is {count!r}: expected an integer")
        if catalogue:
            return catalogue.ngettext(self.template, self.plural, count)
        return self.template if count == 1 else self.plural

    def read(self, lang: str) -> str:
        """Return what is said in ``lang``, in its main language, or in English."""
        if not self.arguments:
            return self._in(lang)
        return _filled(
            self._in(lang),
            {
                name: given.read(lang) if hasattr(given, "read") else given
                for name, given in self.arguments.items()
            },
        )

    def __str__(self) -> str:
        """Return what is said in English."""
        return self.read(SOURCE)


@attrs.frozen
class Joined:
    """What is said of several things in a row, each joined to the next as the language does."""

    parts: tuple[object, ...]
    #: A message of ``{first}`` and ``{next}``.
    joint: Message

    def read(self, lang: str) -> str:
        """Return the parts in ``lang`` in a row; the empty text for none."""
        said = [part.read(lang) if hasattr(part, "read") else str(part) for part in self.parts]
        joint = self.joint.read(lang)
        return functools.reduce(
            lambda row, part: _filled(joint, {"first": row, "next": part}), said or [""]
        )


COMMA, SEMICOLON = Message("{first}, {next}"), Message("{first}; {next}")
OR, AND = Message("{first} or {next}"), Message("{first} and {next}")
