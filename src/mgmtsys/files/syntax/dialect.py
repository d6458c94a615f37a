"""Which mark stands before the decimals in the figures of one file: proved by all of them, never guessed."""

from __future__ import annotations

from collections.abc import Iterable

from mgmtsys.values.exceptions import InvalidDocument, InvalidNumber, Place, Problem
from mgmtsys.values.number import DecimalMark, folded
from mgmtsys.values.text import say
from mgmtsys.values.units import Quantity, marks

_MARKS = {DecimalMark.POINT: say("a decimal point"), DecimalMark.COMMA: say("a decimal comma")}
_OTHER = {
    DecimalMark.POINT: DecimalMark.COMMA,
    DecimalMark.COMMA: DecimalMark.POINT,
}


def decimal_mark(given: str | DecimalMark) -> DecimalMark:
    """Return the mark that a person names by itself; raises :class:`InvalidNumber`."""
    try:
        return DecimalMark(given)
    except ValueError:
        raise InvalidNumber(
            "{given!r} is not a decimal mark: expected '.' or ','",
            given=given,
        ) from None


def mark_of(figures: Iterable[tuple[str, Place]], delimiter: str | None) -> DecimalMark:
    """Return the decimal mark that the figures of a file and what divides its cells agree on.

    A comma between cells leaves the point for the decimals; anything else leaves both, and then a
    figure that reads with one of them alone decides, as ``0,354``, ``12.5`` or ``1.234,5`` do. Raises
    :class:`InvalidDocument` where figures contradict each other, and where none decides.
    """
    proofs: dict[DecimalMark, tuple[str, Place]] = {}
    unsure: tuple[str, Place] | None = None
    seen: set[str] = set()
    for text, place in figures:
        if text in seen:
            continue
        seen.add(text)
        if not {",", "."} & set(folded(text)):
            continue
        found = marks(text)
        if len(found) == 1:
            proofs.setdefault(next(iter(found)), (text, place))
        elif found and unsure is None:
            unsure = text, place
    if len(proofs) == len(DecimalMark):
        raise _contradiction(proofs)
    if unsure is not None and not proofs and delimiter != ",":
        raise _undecided(*unsure)
    return next(iter(proofs), DecimalMark.POINT)


def figure(text: str, mark: DecimalMark) -> Quantity:
    """Return the quantity that text spells with a decimal mark; raises :class:`NotUnderstood`."""
    try:
        return Quantity.parse(text, mark)
    except InvalidNumber:
        if mark is DecimalMark.COMMA and marks(text):
            raise InvalidNumber(
                "{text!r} is written with {mark}: expected {expected}",
                text=text,
                mark=_MARKS[_OTHER[mark]],
                expected=_MARKS[mark],
            ) from None
        raise


def _contradiction(proofs: dict[DecimalMark, tuple[str, Place]]) -> InvalidDocument:
    (first, (text, at)), (second, (other, place)) = sorted(
        proofs.items(), key=lambda proof: proof[1][1].line
    )
    return InvalidDocument(
        (
            Problem(
                ("value",),
                say(
                    "{other!r} is written with {second}, and {text!r} in line {line} with {first}: "
                    "expected one of them in a file",
                    other=other,
                    second=_MARKS[second],
                    text=text,
                    line=at.line,
                    first=_MARKS[first],
                ),
                place,
            ),
        )
    )


def _undecided(text: str, place: Place) -> InvalidDocument:
    point, comma = (Quantity.parse(text, mark) for mark in DecimalMark)
    return InvalidDocument(
        (
            Problem(
                ("value",),
                say(
                    "{text!r} is {comma} with a decimal comma and {point} with a decimal point, and no figure of the file decides: expected --decimal , or --decimal .",
                    text=text,
                    comma=comma,
                    point=point,
                ),
                place,
            ),
        )
    )
