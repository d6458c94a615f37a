"""Assessments as plain data: what is wrong with a part hides nothing that is wrong with another."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Any

from mgmtsys.files.codec import structure
from mgmtsys.scoring.assessment import Assessment
from mgmtsys.scoring.references import Parts, find_problems
from mgmtsys.scoring.scheme import AssessmentUnit, Scheme
from mgmtsys.values.exceptions import InvalidDocument

_KEYED = ("units", "markings", "figures", "event_kinds", "indicators")
_SINGLE = ("period", "rating", "held")


def _read(given: Any, kind: Any) -> Any:
    """Return what data describes, or nothing where it cannot be understood."""
    try:
        return structure(given, kind)
    except InvalidDocument:
        return None


def _unit(id: str, body: Any) -> tuple[AssessmentUnit, frozenset[str]]:
    """Return a unit with those of its elements that can be understood, and the ids of the others."""
    given = body.get("elements") if isinstance(body, dict) else None
    elements = given if isinstance(given, dict) else {}
    kind = typing.get_type_hints(AssessmentUnit)["elements"]
    read = {name: _read({name: one}, kind) for name, one in elements.items()}
    found = tuple(one for each in read.values() if each for one in each)
    return AssessmentUnit(id, elements=found), frozenset(n for n, one in read.items() if not one)


def _members(
    data: Mapping[str, Any], field: str, kind: Any
) -> tuple[tuple[Any, ...], frozenset[str]]:
    """Return the members of a mapping by id that can be understood, and the ids of the others."""
    given = data.get(field)
    bodies = given if isinstance(given, dict) else {}
    read = {id: _read({id: body}, kind) for id, body in bodies.items()}
    found = tuple(one[0] for one in read.values() if one)
    return found, frozenset(id for id, one in read.items() if not one)


def _listed(data: Mapping[str, Any], field: str, kind: Any) -> Iterator[tuple[int, Any]]:
    """Yield the members of a list that can be understood, each with its place."""
    given = data.get(field)
    for index, body in enumerate(given if isinstance(given, list) else ()):
        read = _read([body], kind)
        if read:
            yield index, read[0]


def _partly(data: Mapping[str, Any]) -> Parts:
    """Return the parts of data that can be understood, and the ids of those that cannot."""
    kinds = typing.get_type_hints(Assessment)
    parts: dict[str, Any] = {}
    spared: dict[str, frozenset[str]] = {}
    for field in _SINGLE:
        given = data.get(field)
        parts[field] = None if given is None else _read(given, kinds[field])
        if parts[field] is None and given is not None:
            spared[field] = frozenset()
    for field in _KEYED:
        parts[field], lost = _members(data, field, kinds[field])
        if lost or not isinstance(data.get(field), dict | None):
            spared[field] = lost
    scheme = data.get("scheme")
    if isinstance(scheme, dict) and isinstance(scheme.get("phases"), dict):
        kind = typing.get_type_hints(Scheme)["phases"]
        parts["phases"], spared["phases"] = _members(scheme, "phases", kind)
    partly = {id: _unit(id, data["units"][id]) for id in spared.get("units", ())}
    units = {one.id: one for one in parts["units"]} | {id: unit for id, (unit, _) in partly.items()}
    # In the order of the file, since the second unit of an element is the wrong one.
    parts["units"] = tuple(units[id] for id in data.get("units") or () if id in units)
    spared["elements"] = frozenset(id for _, ids in partly.values() for id in ids)
    events = tuple(_listed(data, "events", kinds["events"]))
    lowering = tuple((n, one.phase) for n, one in _listed(data, "lowering", kinds["lowering"]))
    return Parts(**parts, events=events, lowering=lowering, spared=spared)


def structure_assessment(data: Mapping[str, Any]) -> Assessment:
    """Return the assessment that plain data describes.

    Raises :class:`InvalidDocument` with every problem and its path, references to nothing included even
    where other parts cannot be understood.
    """
    try:
        return structure(dict(data), Assessment)
    except InvalidDocument as error:
        problems = (*error.problems, *find_problems(_partly(data)))
    raise InvalidDocument(tuple(dict.fromkeys(problems)))
