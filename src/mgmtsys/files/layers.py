"""Files laid over one another and read as one: every problem in the file it stands in."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from mgmtsys.files.access import read_source
from mgmtsys.files.denial import denial
from mgmtsys.files.kind import body_of
from mgmtsys.files.shapes import text_of, unexpected
from mgmtsys.files.syntax import Source
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Place, Problem, problems_of
from mgmtsys.values.text import say

_Steps = tuple[str, ...]


@attrs.frozen(field_transformer=checked)
class _Layer:
    """What one file says, without the files that it is laid over."""

    source: Source
    data: Mapping[str, Any]


@attrs.frozen(field_transformer=checked)
class Layers:
    """Files laid over one another, the lowest first.

    Mappings are joined key by key, and everything else replaces what lies below.
    """

    layers: tuple[_Layer, ...]

    def data(self) -> Any:
        """Return the plain data of all files together."""
        start: Any = {}
        return functools.reduce(_laid_over, (layer.data for layer in self.layers), start)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What the syntax of each file does not allow and can be read past."""
        return tuple(fault for layer in self.layers for fault in layer.source.faults)

    def places(self, paths: frozenset[_Steps]) -> Mapping[_Steps, Place]:
        """Return where paths stand: in the uppermost file that leads furthest towards each."""
        held: dict[int, set[_Steps]] = {}
        for path in paths:
            held.setdefault(self._leading(path), set()).add(path)
        return {
            path: place
            for at, those in held.items()
            for path, place in self.layers[at].source.places(frozenset(those)).items()
        }

    def _leading(self, path: _Steps) -> int:
        depths = [(_depth(layer.data, path), at) for at, layer in enumerate(self.layers)]
        return max(depths)[1]

    def placed(self, error: InvalidDocument) -> InvalidDocument:
        """Return the complaint with a place for every problem, those of the uppermost file first."""
        files = [layer.source.file for layer in reversed(self.layers)]
        places = self.places(
            frozenset(problem.path for problem in error.problems if problem.place is None)
        )

        def order(problem: Problem) -> tuple[int, int, int]:
            place = places[problem.path]
            return files.index(place.file), place.line, place.column

        known = [problem for problem in error.problems if problem.place is not None]
        unplaced = sorted(
            (problem for problem in error.problems if problem.place is None), key=order
        )
        found = (attrs.evolve(problem, place=places[problem.path]) for problem in unplaced)
        return InvalidDocument(tuple(dict.fromkeys((*known, *found))))


def laid(source: Source, format: str) -> Layers:
    """Return a file with those that it names under ``over`` below it, each of the same format.

    Raises :class:`InvalidDocument` for a file that cannot be read, or is laid over itself.
    """
    found: dict[Path, _Layer] = {}
    _lay(source, format, (), found)
    return Layers(tuple(found.values()))


def _lay(source: Source, format: str, above: tuple[Path, ...], found: dict[Path, _Layer]) -> None:
    """Add a file, and before it all that it is laid over, each file once."""
    file = Path(source.file)
    here = (*above, file.resolve())
    body = body_of(source, format)[1]
    for base in _bases(source, body.pop("over", None)):
        try:
            below = _below(base, file.parent, here)
            if below.resolve() not in found:
                _lay(read_source(below), format, here, found)
        except InvalidDocument:
            raise
        except NotUnderstood as error:
            raise source.placed(InvalidDocument(problems_of(error, ("over",)))) from None
    found[here[-1]] = _Layer(source, {"format": format, **body})


def _bases(source: Source, given: object) -> list[str]:
    """Return the files that a file is laid over, the lowest first."""
    listed = [] if given is None else given if isinstance(given, list) else [given]
    try:
        return [text_of(entry) for entry in listed]
    except NotUnderstood:
        error = unexpected(given, say("a file, or a list of files"))
        raise source.placed(InvalidDocument(problems_of(error, ("over",)))) from None


def _below(base: str, folder: Path, above: tuple[Path, ...]) -> Path:
    """Return the file that another is laid over; raises :class:`NotUnderstood` for itself."""
    try:
        file = (folder / base).resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a name can hold what no file name may
        why = denial(error)
        raise NotUnderstood("{base!r} is not a file: {why}", base=base, why=why) from None
    if file in above:
        raise NotUnderstood("{base} is laid over itself: expected another file", base=base)
    return folder / base


def _laid_over(lower: Any, upper: Any) -> Any:
    """Return data laid over other data: mappings key by key, anything else instead; nothing says nothing."""
    if isinstance(lower, dict) and isinstance(upper, dict):
        keys = dict.fromkeys((*lower, *upper))
        return {key: _laid_over(lower.get(key), upper.get(key)) for key in keys}
    return lower if upper is None else upper


def _depth(data: Any, path: _Steps) -> int:
    """Return how far a path leads into data."""
    for depth, step in enumerate(path):
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        else:
            return depth
    return len(path)
