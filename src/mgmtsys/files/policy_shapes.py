"""How deviation policies are written in a file: bands in order, and what is joined of several parts."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from mgmtsys.files.shapes import (
    SCALAR,
    SHAPES,
    JsonSchema,
    Shape,
    each,
    mapping_of,
    numbered,
    one_of,
    quantity,
    text_of,
    unexpected,
    whole,
    write_text,
)
from mgmtsys.system.deviation import Basis
from mgmtsys.system.policy import Band, DeviationPolicy, PolicyPart, TimeBasis
from mgmtsys.system.response import Colour
from mgmtsys.values.checked import words
from mgmtsys.values.exceptions import InvalidPolicy
from mgmtsys.values.message import OR
from mgmtsys.values.period import Duration
from mgmtsys.values.text import Text, in_a_row, say
from mgmtsys.values.units import Quantity

#: A lower edge may be stated, and must then continue the band before.
_LOWER = {"from": False, "above": True}
_UPPER = {"up_to": True, "below": False}
_COLOURS = words(Colour)
_BASES = words(Basis)
_TIME_BASES = words(TimeBasis)


def _tell(given: object) -> tuple[str, ...]:
    if not isinstance(given, list | tuple):
        raise unexpected(given, say("a list of parties"))
    return tuple(each(numbered(given), text_of))


#: What a band may say beside its edges, with how it is read and written.
_SAID: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "procedure": (text_of, str),
    "name": (Text, write_text),
    "colour": (lambda given: one_of(given, _COLOURS), lambda colour: colour.value),
    "within": (lambda given: Duration.parse(text_of(given)), str),
    "tell": (_tell, list),
    "printed": (text_of, str),
}
_BAND_KEYS = ("response", *_LOWER, *_UPPER, *_SAID)


def _edge(entries: Mapping[str, Any], sides: Mapping[str, bool]) -> tuple[Quantity, bool] | None:
    keys = [key for key in sides if entries.get(key) is not None]
    if len(keys) > 1:
        raise InvalidPolicy("an edge is written once: {keys}", keys=in_a_row(keys, OR))
    return (quantity(entries[keys[0]]), sides[keys[0]]) if keys else None


def _band(given: object, before: tuple[Quantity, bool] | None) -> Band:
    entries = mapping_of(
        given, _BAND_KEYS, say("a band such as {up_to: 5%, response: monitor}"),
    )  # fmt: skip
    lower, upper = _edge(entries, _LOWER), _edge(entries, _UPPER)
    if lower is not None:
        start = (before[0].base, before[1]) if before else (Fraction(0), False)
        stated = (lower[0].base, lower[1])
        if stated != start:
            if stated < start:
                message = say(
                    "bands overlap at {edge}: expected each value in one band", edge=lower[0]
                )
            else:
                message = say(
                    "bands leave a gap at {edge}: expected each value in one band", edge=lower[0]
                )
            raise InvalidPolicy(message)
    response = entries.get("response")
    if not isinstance(response, str):
        raise unexpected(response, say("a response such as capa"))
    listed = [((key,), key) for key in _SAID if entries.get(key) is not None]
    said = each(listed, lambda key: (key, _SAID[key][0](entries[key])))
    edge = upper or (None, True)
    return Band(response, edge[0], closed=edge[1], **dict(said))


def _bands(listed: object) -> tuple[Band, ...]:
    if not isinstance(listed, list | tuple):
        raise unexpected(listed, say("a list of bands"))
    before: tuple[Quantity, bool] | None = None

    def read(given: object) -> Band:
        nonlocal before
        band = _band(given, before)
        before = (band.up_to, band.closed) if band.up_to is not None else None
        return band

    paths = ((("bands", str(index)), band) for index, band in enumerate(listed))
    return tuple(each(paths, read))


_PART_KEYS = ("basis", "time_basis", "misses", "beaten", "bands")
#: How several policies are joined.
_JOINED: Mapping[str, Callable[[DeviationPolicy, DeviationPolicy], DeviationPolicy]] = {
    "stricter": DeviationPolicy.__or__,
    "laxer": DeviationPolicy.__and__,
}


def _part(given: object) -> PolicyPart:
    entries = mapping_of(given, _PART_KEYS, say("a policy with its bands"))
    bands = _bands(entries.get("bands"))
    basis, time_basis, beaten, misses = (
        entries.get(key) for key in ("basis", "time_basis", "beaten", "misses")
    )
    return PolicyPart(
        bands,
        None if basis is None else one_of(basis, _BASES),
        time_basis=None if time_basis is None else one_of(time_basis, _TIME_BASES),
        beaten=None if beaten is None else Text(beaten),
        misses=1 if misses is None else whole(misses),
    )


def _policy(given: object) -> DeviationPolicy:
    joined = [key for key in _JOINED if isinstance(given, Mapping) and key in given]
    if not joined:
        return DeviationPolicy(terms=((_part(given),),))
    mapping_of(given, tuple(joined[:1]), say("one list of policies"))
    (key,) = joined
    listed = given[key] if isinstance(given, Mapping) else None
    if not isinstance(listed, list | tuple) or not listed:
        raise unexpected(listed, say("a list of policies"))
    paths = (((key, str(index)), policy) for index, policy in enumerate(listed))
    policies: list[DeviationPolicy] = each(paths, _policy)
    return functools.reduce(_JOINED[key], policies)


def _write_band(band: Band) -> dict[str, Any]:
    said = {key: value for key in _SAID if (value := getattr(band, key))}
    return {
        **({} if band.up_to is None else {"up_to" if band.closed else "below": str(band.up_to)}),
        "response": band.response,
        **{key: _SAID[key][1](value) for key, value in said.items()},
    }


def _write_part(part: PolicyPart) -> dict[str, Any]:
    entries = {
        "basis": part.basis and part.basis.value,
        "time_basis": part.time_basis and part.time_basis.value,
        "misses": None if part.misses == 1 else str(part.misses),
        "beaten": part.beaten and write_text(part.beaten),
        "bands": [_write_band(band) for band in part.bands],
    }
    return {key: value for key, value in entries.items() if value is not None}


def _joined(key: str, written: list[dict[str, Any]]) -> dict[str, Any]:
    return written[0] if len(written) == 1 else {key: written}


def _write_policy(policy: DeviationPolicy) -> dict[str, Any]:
    terms = [_joined("laxer", [_write_part(part) for part in term]) for term in policy.terms]
    return _joined("stricter", terms)


_BAND: JsonSchema = {
    "type": "object",
    "properties": {
        **dict.fromkeys(_BAND_KEYS, SCALAR),
        "colour": {"enum": list(_COLOURS)},
        "name": {"$ref": "#/$defs/Text"},
        "tell": {"type": "array", "items": SCALAR},
    },
    "required": ["response"],
    "additionalProperties": False,
}
_PART: JsonSchema = {
    "type": "object",
    "properties": {
        "basis": {"enum": list(_BASES)},
        "time_basis": {"enum": list(_TIME_BASES)},
        "misses": SCALAR,
        "beaten": {"$ref": "#/$defs/Text"},
        "bands": {"type": "array", "items": _BAND, "minItems": 1},
    },
    "required": ["bands"],
    "additionalProperties": False,
}
_POLICIES: JsonSchema = {
    "type": "array", "items": {"$ref": "#/$defs/DeviationPolicy"}, "minItems": 1,
}  # fmt: skip
_POLICY: JsonSchema = {
    "anyOf": [
        _PART,
        *(
            {
                "type": "object",
                "properties": {key: _POLICIES},
                "required": [key],
                "additionalProperties": False,
            }
            for key in _JOINED
        ),
    ]
}
#: Every type whose form in a file is not simply a mapping of its fields, those of policies among them.
ALL_SHAPES: Mapping[type, Shape] = {
    **SHAPES,
    Band: Shape(lambda given: _band(given, None), _write_band, schema=_BAND),
    PolicyPart: Shape(_part, _write_part, schema=_PART),
    DeviationPolicy: Shape(_policy, _write_policy, schema=_POLICY),
}
