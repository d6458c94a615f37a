"""OSCAL identifiers to clause numbers and back."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from mgmtsys.standard.clause import ClauseNumber, Standard
from mgmtsys.standard.clause_number import as_number

#: What an identifier may look like (OSCAL, ``token``).
_START = (
    r"_A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
)
#: What no identifier may hold, and what would look as if it stood for that.
_NO_TOKEN = re.compile(rf"[^{_START}\-.0-9\u00B7\u0300-\u036F\u203F-\u2040]|_(?=x)")
_TOKEN = rf"[{_START}][{_START}\-.0-9\u00B7\u0300-\u036F\u203F-\u2040]*"
#: The last sign of a label such as ``a.``, ``(1)``, ``AC-1a.1.``.
_LAST = re.compile(r"([A-Za-z]+|(?<![0-9])[0-9]{1,6})[^A-Za-z0-9]*$")

#: What ends the identifier of a control's statement, by use.
STATEMENT = "_smt"

#: The parts of a clause number.
Parts = tuple[str, ...]


def is_token(text: str) -> bool:
    """Whether OSCAL takes a text for an identifier."""
    return re.fullmatch(_TOKEN, text) is not None


def id_of(number: ClauseNumber) -> str:
    """Return the identifier that stands for a number: itself, or after ``_`` where it starts with a digit.

    What no identifier may hold is written by its code: ``Article_x20_6``.
    """
    printed = _NO_TOKEN.sub(lambda sign: f"_x{ord(sign[0]):X}_", str(number))
    return printed if is_token(printed) else f"_{printed}"


def says(id: str, number: ClauseNumber) -> bool:
    """Whether an identifier is read as that number wherever it stands, without being told."""
    printed = str(number)  # in which the sign of other identifiers would make it one of these
    return id == id_of(number) and id.removeprefix("_") == printed and "_" not in printed


def ids_of(standard: Standard) -> dict[ClauseNumber, str]:
    """Return the identifier of every item: its alias where that can be one, else its number's."""
    own = {clause.number: id_of(clause.number) for clause in standard}
    taken = set(own.values())
    for clause in standard:
        alias = clause.alias
        if alias is not None and is_token(alias) and alias not in taken:
            taken.add(alias)
            own[clause.number] = alias
    return own


def _number(text: str) -> Parts | None:
    number = as_number(text)
    return None if number is None else number.parts


def extends(parts: Parts, parent: Parts) -> bool:
    """Whether a number may stand below ``parent``, which has no parts at the top."""
    return len(parts) > len(parent) and parts[: len(parent)] == parent


def of_control(id: str | None, parent: Parts, letter: str) -> Iterator[Parts]:
    """Yield the numbers of a group or a control, best first: its identifier's, or that below ``parent``."""
    number = _number(id.removeprefix("_")) if id else None
    if number is not None:
        yield number if extends(number, parent) else (*parent, *number)
    yield from counted(parent, letter)


def of_part(id: str | None, label: str | None, parent: Parts, letter: str) -> Iterator[Parts]:
    """Yield the numbers of a part below ``parent``, best first: its identifier's, its label's."""
    plain = id.removeprefix("_") if id else ""
    # Inside, the sign is that of an identifier which is no number: ac-2_smt.a.
    number = _number(plain) if plain and "_" not in plain else None
    if number is not None and extends(number, parent):
        yield number
    last = _LAST.search(label) if label else None
    if last is not None:
        yield (*parent, last[1].lstrip("0") or "0")
    yield from counted(parent, letter)


def counted(parent: Parts, letter: str) -> Iterator[Parts]:
    """Yield the first, second, third … member of ``parent`` without a number of its own."""
    return ((*parent, f"{letter}{n}") for n in itertools.count(1))
