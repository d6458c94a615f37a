"""Which mark stands before the decimals in the figures of one file: proved by all of them, never guessed."""

from __future__ import annotations

from collections.abc import Iterable

from mgmtsys.values.exceptions import InvalidDocument, InvalidNumber, Place, Problem
from mgmtsys.values.number import DecimalMark, folded
from mgmtsys.values.units import Quantity, marks

_EN = {DecimalMark.POINT: "a decimal point", DecimalMark.COMMA: "a decimal comma"}
_ZH = {DecimalMark.POINT: "小数点", DecimalMark.COMMA: "小数逗号"}
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
            f"{given!r} is no decimal mark: expected '.' or ','",
            f"{given!r} 不是小数点：应为“.”或“,”",
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
                f"{text!r} is written with {_EN[_OTHER[mark]]}: expected {_EN[mark]}",
                f"{text!r} 用的是{_ZH[_OTHER[mark]]}：应为{_ZH[mark]}",
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
                f"{other!r} is written with {_EN[second]}, and {text!r} in line {at.line} with "
                f"{_EN[first]}: expected one of them in a file",
                f"{other!r} 用的是{_ZH[second]}，而第 {at.line} 行的 {text!r} 用的是{_ZH[first]}："
                "同一文件只应使用一种",
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
                f"{text!r} is {comma} with a decimal comma and {point} with a decimal point, and no "
                "figure of the file decides: expected --decimal , or --decimal .",
                f"{text!r} 按小数逗号读作 {comma}，按小数点读作 {point}，文件中没有数能够判定："
                "请写明 --decimal , 或 --decimal .",
                place,
            ),
        )
    )
