"""How each value is written in a file: its reader, its writer and its JSON Schema, side by side."""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

import attrs

from mgmtsys.standard.clause import ClauseNumber, ClauseRef
from mgmtsys.standard.relation import WORDS, Relation
from mgmtsys.system.bound import CHANGES, Bound, TargetKind
from mgmtsys.system.document import Retention
from mgmtsys.system.measure import Formula
from mgmtsys.system.raci import RaciMatrix, cell
from mgmtsys.system.target import Target
from mgmtsys.values.checked import checked
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import (
    InvalidDocument,
    InvalidTarget,
    NotUnderstood,
    Problem,
    found,
    problems_of,
)
from mgmtsys.values.number import exact, folded, plain, share
from mgmtsys.values.period import Duration, Frequency, Period
from mgmtsys.values.spelling import day
from mgmtsys.values.text import UNDETERMINED, Text, in_a_row, say
from mgmtsys.values.units import Quantity, Unit

_E = TypeVar("_E", bound=enum.Enum)
JsonSchema = Mapping[str, Any]
#: What a person may type where text is expected: editors read numbers and truth values as such.
SCALAR: JsonSchema = {"type": ["string", "number", "boolean"]}


class Unexpected(NotUnderstood):
    """A value of another shape than its place asks for."""


@attrs.frozen(field_transformer=checked)
class Shape:
    """The three faces of one type in a file."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    schema: JsonSchema


def unexpected(given: object, expected: Text) -> Unexpected:
    """Return the complaint that ``given`` is not what was expected."""
    return Unexpected("found {found}: expected {expected}", found=found(given), expected=expected)


def each(entries: Iterable[tuple[tuple[str, ...], Any]], read: Callable[[Any], Any]) -> list[Any]:
    """Read every value; raise what is wrong with any of them at once, each under its own path."""
    values: list[Any] = []
    problems: list[Problem] = []
    for path, given in entries:
        try:
            values.append(read(given))
        except NotUnderstood as error:
            problems.extend(problems_of(error, path))
    if problems:
        raise InvalidDocument(tuple(problems))
    return values


def numbered(given: Iterable[Any]) -> Iterable[tuple[tuple[str, ...], Any]]:
    """Pair every member of a list with its path."""
    return (((str(index),), member) for index, member in enumerate(given))


def text_of(given: object) -> str:
    """Return ``given`` when it is text, which every scalar of a file is."""
    if not isinstance(given, str):
        raise unexpected(given, say("text"))
    return given


def one_of(given: object, known: Mapping[str, _E]) -> _E:
    """Return the member that a word stands for."""
    if isinstance(given, str) and given in known:
        return known[given]
    raise unexpected(given, say("one of {known}", known=in_a_row(known)))


def _truth(given: object) -> bool:
    if isinstance(given, bool):
        return given
    if given in ("true", "false"):
        return given == "true"
    raise unexpected(given, say("true or false"))


def mapping_of(given: object, known: tuple[str, ...], expected: Text) -> Mapping[str, Any]:
    """Return ``given`` when it is a mapping with no key outside ``known``."""
    if not isinstance(given, Mapping):
        raise unexpected(given, expected)
    strange = tuple(unknown_key((key,), known) for key in given if key not in known)
    if strange:
        raise InvalidDocument(strange)
    return given


def unknown_key(path: tuple[str, ...], known: Sequence[str]) -> Problem:
    """Return the complaint that the last key of ``path`` is none of ``known``, with a near one."""
    near = difflib.get_close_matches(path[-1], known, 1)
    if not near:
        return Problem(
            path,
            say(
                "unknown key {key!r}: expected one of {known}", key=path[-1], known=in_a_row(known)
            ),
        )
    return Problem(
        path,
        say(
            "unknown key {key!r}: expected {near!r} perhaps, or another of {known}",
            key=path[-1],
            near=near[0],
            known=in_a_row(known),
        ),
    )


def whole(given: object) -> int:
    """Return a whole number as it is typed."""
    number = exact(given)  # type: ignore[arg-type]  # exact refuses what is no number
    if number.denominator != 1:
        raise unexpected(given, say("a whole number"))
    return int(number)


def _write_whole(number: int) -> int | str:
    """Return a number that every reader of JSON holds exactly, or the digits of a longer one."""
    return number if abs(number) < 2**53 else str(number)


def quantity(given: object) -> Quantity:
    """Return a quantity as it is typed, or as a number."""
    if isinstance(given, str):
        return Quantity.parse(given)
    if given is None:
        raise unexpected(given, say("an amount such as 80% or 5 kWh"))
    return Quantity(exact(given))  # type: ignore[arg-type]  # exact refuses what is no number


def write_text(text: Text) -> str | dict[str, str]:
    """Return wording as it is typed: bare, or by language."""
    if len(text.wordings) == 1 and text.wordings[0][0] == UNDETERMINED:
        return text.wordings[0][1]
    return dict(text.wordings)


# Targets: the kind is the key, what it is held to is the value.

_KINDS = tuple(kind.value for kind in TargetKind if kind is not TargetKind.OWN)
_EXTRAS = ("tolerance", "baseline")
#: What trackers write in the place of a kind.
_SIGNED = re.compile(r"\s*(<=|>=|[<>≤≥≦≧])\s*(.+)")
_KIND_OF = {"<": "below", ">": "above"} | dict.fromkeys(("≤", "≦", "<="), "at_most")
_KIND_OF |= dict.fromkeys(("≥", "≧", ">="), "at_least")


def _bound(given: object) -> Bound:
    if isinstance(given, Mapping) and "each" in given:
        entries = mapping_of(
            given, ("each",), say("a target such as {each: {between: [6, 9]}}"),
        )  # fmt: skip
        bound: Bound = each([(("each",), entries["each"])], _plain_bound)[0]
        return attrs.evolve(bound, each=True)
    return _plain_bound(given)


def _target_such_as(given: object) -> str:
    """Return a target as it is written: what ``≤3%`` is meant for, or one of another."""
    signed = _SIGNED.fullmatch(folded(given)) if isinstance(given, str) else None
    return f"{{{_KIND_OF[signed[1]]}: {signed[2].strip()}}}" if signed else "{at_least: 80%}"


def _plain_bound(given: object) -> Bound:
    such = _target_such_as(given)
    entries = mapping_of(
        given, (*_KINDS, *_EXTRAS, "by"), say("a target such as {such}", such=such)
    )
    kinds = [key for key in entries if key in _KINDS]
    if len(kinds) != 1:
        raise InvalidTarget(
            "a target has one kind, and this names {count}: expected one of {kinds}",
            count=len(kinds),
            kinds=in_a_row(_KINDS),
        )
    kind, value = TargetKind(kinds[0]), entries[kinds[0]]
    fields: dict[str, Any] = {
        name: quantity(entries[name]) for name in _EXTRAS if entries.get(name) is not None
    }
    fields |= _held_to(kind, value)
    if entries.get("by") is not None:
        if kind is TargetKind.DONE_BY:
            raise InvalidTarget("done_by takes no by: it is the day itself")
        fields["day"] = day(text_of(entries["by"]))
    return Bound(kind, **fields)


def _held_to(kind: TargetKind, value: Any) -> dict[str, Any]:
    """Return the fields of a bound that the value of its kind fills."""
    if kind is TargetKind.ZERO:
        if not _truth(value):
            raise InvalidTarget("zero is either true or left out")
        return {}
    if kind is TargetKind.BETWEEN:
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise unexpected(value, say("a lower and an upper limit"))
        return {"limit": quantity(value[0]), "upper": quantity(value[1])}
    if kind is TargetKind.DONE_BY:
        return {"day": day(text_of(value))}
    if kind in CHANGES:
        return {"rate": share(value)}
    return {"limit": quantity(value)}


def _write_rate(rate: Fraction) -> str:
    return plain(rate) if rate <= 1 else f"{plain(100 * rate)}%"


def _write_bound(bound: Bound) -> dict[str, Any]:
    value: Any
    if bound.own is not None:
        raise InvalidTarget(
            "{own} is a target of your own, and cannot be written to a file: expected one of {kinds}",
            own=bound.own,
            kinds=in_a_row(_KINDS),
        )
    if bound.kind is TargetKind.ZERO:
        value = True
    elif bound.kind is TargetKind.BETWEEN:
        value = [str(bound.limit), str(bound.upper)]
    elif bound.kind is TargetKind.DONE_BY:
        value = str(bound.day)
    else:
        value = str(bound.limit) if bound.rate is None else _write_rate(bound.rate)
    extras = {name: getattr(bound, name) for name in _EXTRAS}
    extras["by"] = None if bound.kind is TargetKind.DONE_BY else bound.day
    written = {bound.kind.value: value} | {
        name: str(extra) for name, extra in extras.items() if extra is not None
    }
    return {"each": written} if bound.each else written


def _target(given: object) -> Target:
    if isinstance(given, list | tuple):
        return Target(tuple(each(numbered(given), _bound)))
    return Target((_bound(given),))


def _write_target(target: Target) -> Any:
    bounds = [_write_bound(bound) for bound in target.stated]
    return bounds[0] if len(bounds) == 1 else bounds


_PLAIN_BOUND: JsonSchema = {
    "type": "object",
    "properties": {
        **dict.fromkeys(_KINDS, SCALAR),
        "between": {"type": "array", "items": SCALAR, "minItems": 2, "maxItems": 2},
        **dict.fromkeys((*_EXTRAS, "by"), SCALAR),
    },
    "additionalProperties": False,
    "oneOf": [{"required": [kind]} for kind in _KINDS],
}
_EACH_BOUND: JsonSchema = {
    "type": "object",
    "properties": {"each": _PLAIN_BOUND},
    "additionalProperties": False,
    "required": ["each"],
}
_BOUND: JsonSchema = {"anyOf": [_PLAIN_BOUND, _EACH_BOUND]}


def _cell_text(given: object) -> str:
    """Return a cell as text when it can be read as one; an empty cell is no role."""
    letters = "" if given is None else text_of(given)
    cell(letters)
    return letters


def _row(given: object) -> dict[str, str]:
    if not isinstance(given, Mapping):
        raise unexpected(given, say("cells by party, such as {KC: A+R}"))
    cells = each((((party,), letters) for party, letters in given.items()), _cell_text)
    return dict(zip(given, cells, strict=True))


def _raci(given: object) -> RaciMatrix:
    if not isinstance(given, Mapping):
        raise unexpected(given, say("rows of cells by activity"))
    rows = each((((activity,), row) for activity, row in given.items()), _row)
    return RaciMatrix.of(dict(zip(given, rows, strict=True)))


def _write_raci(matrix: RaciMatrix) -> dict[str, dict[str, str]]:
    heading, *rows = matrix.grid()
    # The first row names every column, so that an empty one is not lost.
    return {
        activity: {party: letters or "-" for party, letters in zip(heading[1:], cells, strict=True)}
        for activity, *cells in rows
    }


#: The types whose form in a file is not simply a mapping of their fields.
SHAPES: Mapping[type, Shape] = {
    str: Shape(text_of, str, schema=SCALAR),
    bool: Shape(_truth, bool, schema={"enum": [True, False, "true", "false"]}),
    Fraction: Shape(exact, plain, schema=SCALAR),
    int: Shape(whole, _write_whole, schema=SCALAR),
    date: Shape(lambda given: day(text_of(given)), date.isoformat, schema={"type": "string"}),
    Text: Shape(
        Text,
        write_text,
        schema={
            "anyOf": [
                SCALAR,
                {"type": "object", "additionalProperties": SCALAR, "minProperties": 1},
            ]
        },
    ),
    Unit: Shape(lambda given: Unit.parse(text_of(given)), str, schema=SCALAR),
    Quantity: Shape(quantity, str, schema=SCALAR),
    Period: Shape(lambda given: Period.parse(text_of(given)), str, schema=SCALAR),
    Duration: Shape(lambda given: Duration.parse(text_of(given)), str, schema=SCALAR),
    Frequency: Shape(lambda given: Frequency.parse(text_of(given)), str, schema=SCALAR),
    Deadline: Shape(lambda given: Deadline.parse(text_of(given)), str, schema=SCALAR),
    Retention: Shape(lambda given: Retention.parse(text_of(given)), str, schema=SCALAR),
    ClauseNumber: Shape(ClauseNumber, str, schema=SCALAR),
    ClauseRef: Shape(lambda given: ClauseRef.parse(text_of(given)), str, schema={"type": "string"}),
    Formula: Shape(lambda given: Formula.parse(text_of(given)), str, schema=SCALAR),
    Bound: Shape(_bound, _write_bound, schema=_BOUND),
    Target: Shape(
        _target, _write_target, schema={"anyOf": [_BOUND, {"type": "array", "items": _BOUND}]}
    ),
    Relation: Shape(
        lambda given: Relation.parse(text_of(given)),
        str,
        schema={"anyOf": [{"enum": list(WORDS)}, {"type": "string", "pattern": "\\|"}]},
    ),
    RaciMatrix: Shape(
        _raci,
        _write_raci,
        schema={
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": ["string", "null"]},
            },
        },
    ),
}
