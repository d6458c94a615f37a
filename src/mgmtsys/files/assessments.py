"""Assessments in files, which may be laid over one another: every problem in the file it stands in."""

from __future__ import annotations

import os
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from mgmtsys.files.access import denial
from mgmtsys.files.codec import structure
from mgmtsys.files.loading import read_source
from mgmtsys.files.shapes import text_of, unexpected
from mgmtsys.files.standards import body_of
from mgmtsys.files.syntax import Source
from mgmtsys.scoring.assessment import Assessment
from mgmtsys.scoring.references import Parts, find_problems
from mgmtsys.scoring.scheme import AssessmentUnit, Scheme
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Problem, problems_of

#: The format of an assessment, of a scheme without one, and of whatever is laid over either.
FORMAT = "mgmtsys.assessment/1"

_KEYED = ("units", "markings", "figures", "event_kinds", "indicators")
_SINGLE = ("period", "rating", "held")


@attrs.frozen
class _Layer:
    """What one file says, without the files that it is laid over."""

    source: Source
    data: Mapping[str, Any]


def _bases(source: Source, given: object) -> list[str]:
    """Return the files that a file is laid over, the lowest first."""
    listed = [] if given is None else given if isinstance(given, list) else [given]
    try:
        return [text_of(one) for one in listed]
    except NotUnderstood:
        error = unexpected(given, "a file, or a list of files", "文件或文件列表")
        raise source.placed(InvalidDocument(problems_of(error, ("over",)))) from None


def _below(base: str, folder: Path, above: tuple[Path, ...]) -> Path:
    """Return the file that another is laid over; raises :class:`NotUnderstood` for itself."""
    try:
        file = (folder / base).resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a name can hold what no file name may
        why = denial(error)
        raise NotUnderstood(
            f"{base!r} is not a file: {why.read('en')}", f"{base!r} 不是文件：{why.read('zh')}"
        ) from None
    if file in above:
        raise NotUnderstood(
            f"{base} is laid over itself: expected another file", f"{base} 覆盖自身：应为其他文件"
        )
    return folder / base


def _lay(path: str | os.PathLike[str], above: tuple[Path, ...], laid: dict[Path, _Layer]) -> None:
    """Add a file, and before it all that it is laid over, each file once."""
    source = read_source(path)
    file = Path(source.file)
    here = (*above, file.resolve())
    body = body_of(source, FORMAT)
    for base in _bases(source, body.pop("over", None)):
        try:
            below = _below(base, file.parent, here)
            if below.resolve() not in laid:
                _lay(below, here, laid)
        except InvalidDocument:
            raise
        except NotUnderstood as error:
            raise source.placed(InvalidDocument(problems_of(error, ("over",)))) from None
    laid[here[-1]] = _Layer(source, body)


def _laid_over(lower: Any, upper: Any) -> Any:
    """Return data laid over other data: mappings key by key, anything else instead; nothing says nothing."""
    if isinstance(lower, dict) and isinstance(upper, dict):
        keys = dict.fromkeys((*lower, *upper))
        return {key: _laid_over(lower.get(key), upper.get(key)) for key in keys}
    return lower if upper is None else upper


def _depth(data: Any, path: tuple[str, ...]) -> int:
    """Return how far a path leads into data."""
    for depth, step in enumerate(path):
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        else:
            return depth
    return len(path)


def _placed(layers: list[_Layer], error: InvalidDocument) -> InvalidDocument:
    """Return the complaint with every problem in the uppermost file that leads furthest towards it."""
    uppermost = layers[::-1]
    by_layer: dict[int, list[Problem]] = {}
    for problem in error.problems:
        depths = [_depth(layer.data, problem.path) for layer in uppermost]
        by_layer.setdefault(depths.index(max(depths)), []).append(problem)
    return InvalidDocument(
        tuple(
            problem
            for index in sorted(by_layer)
            for problem in uppermost[index]
            .source.placed(InvalidDocument(tuple(by_layer[index])))
            .problems
        )
    )


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


def load_assessment(path: str | os.PathLike[str]) -> Assessment:
    """Return the assessment in a YAML, JSON or TOML file, laid over the files that it names under ``over``.

    Mappings are joined key by key, and everything else replaces what lies below. Raises
    :class:`InvalidDocument` with every problem as ``file:line:column``.
    """
    laid: dict[Path, _Layer] = {}
    _lay(path, (), laid)
    layers = list(laid.values())
    data: Any = {}
    for layer in layers:
        data = _laid_over(data, layer.data)
    faults = tuple(fault for layer in layers for fault in layer.source.faults)
    try:
        assessment = structure_assessment(data)
    except InvalidDocument as error:
        raise InvalidDocument((*faults, *_placed(layers, error).problems)) from None
    if faults:
        raise InvalidDocument(faults)
    return assessment
