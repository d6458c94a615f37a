"""Text of files to plain data, with the place of everything in it: one file a syntax."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, Protocol

import attrs

from mgmtsys.files.syntax import json, toml, yaml
from mgmtsys.files.syntax.misread import Complaint, Misread, Path, Spot, merged, twice
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Place, Problem
from mgmtsys.values.naming import composed
from mgmtsys.values.text import in_a_row


@attrs.frozen(field_transformer=checked)
class Syntax:
    """How one format is read and where its parts stand."""

    #: Text to data in which every scalar is text, a truth value or nothing.
    fold: Callable[[str], Any]
    #: The spots of all paths of a text; slower than ``fold``, and only for saying where.
    spots: Callable[[str, frozenset[Path]], Mapping[Path, Spot]]
    dump: Callable[[Any], str]


SYNTAXES: Mapping[str, Syntax] = {
    ".yaml": Syntax(yaml.fold, yaml.spots, dump=yaml.dump),
    ".yml": Syntax(yaml.fold, yaml.spots, dump=yaml.dump),
    ".json": Syntax(json.fold, json.spots, dump=json.dump),
    ".toml": Syntax(toml.fold, toml.spots, dump=toml.dump),
}


def syntax_of(file: str) -> Syntax:
    """Return the syntax that the file's suffix names; raises :class:`NotUnderstood`."""
    suffix = PurePath(file).suffix.lower()
    if not suffix:
        raise NotUnderstood(
            "{file}: the name has no suffix: expected one of {known}",
            file=file,
            known=in_a_row(SYNTAXES),
        )
    if suffix not in SYNTAXES:
        raise NotUnderstood(
            "{file}: unknown kind of file {suffix!r}: expected one of {known}",
            file=file,
            suffix=suffix,
            known=in_a_row(SYNTAXES),
        )
    return SYNTAXES[suffix]


class Readable(Protocol):
    """A file that has been opened: its plain data, and a place for everything wrong with it."""

    def data(self) -> Any:
        """Return the plain data; raises :class:`InvalidDocument` with every problem placed."""

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What its syntax does not allow and can be read past, such as a key that is written twice."""

    def places(self, paths: frozenset[Path]) -> Mapping[Path, Place]:
        """Return where paths stand; a path that is not there stands where its nearest ancestor does."""

    def placed(self, error: InvalidDocument) -> InvalidDocument:
        """Return the complaint with a place for every problem, in the order of the file."""


#: How JSON, YAML and TOML write a sign by its number.
_NUMBERED_SIGN = re.compile(r"\\[uUx]")


@attrs.frozen(field_transformer=checked)
class Source:
    """The text of one file, which can say where a path of its data stands."""

    file: str
    #: In composed form, so that what is canonically equal is equal.
    text: str = attrs.field(converter=composed)

    def data(self) -> Any:
        """Return the plain data; raises :class:`InvalidDocument` with every problem placed."""
        data, faults = self._folded
        if data is None and faults:
            raise InvalidDocument(faults)
        return data

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What its syntax does not allow; it can be read past where there is data beside it."""
        return self._folded[1]

    @functools.cached_property
    def _folded(self) -> tuple[Any, tuple[Problem, ...]]:
        try:
            data, complaints = syntax_of(self.file).fold(self.text), list[Complaint]()
        except Misread as error:
            data, complaints = error.data, [*error.complaints]
        # Only escapes of a sign by its number can have left composed form.
        if _NUMBERED_SIGN.search(self.text):
            same: list[Path] = []
            data = _in_composed_form(data, (), same)
            places = syntax_of(self.file).spots(self.text, frozenset(same)) if same else {}
            complaints += [
                (places[path], tuple(map(composed, path)), twice(composed(path[-1])))
                for path in same
            ]
        return data, tuple(
            Problem(path, message, Place(self.file, *spot)) for spot, path, message in complaints
        )

    def places(self, paths: frozenset[Path]) -> Mapping[Path, Place]:
        """Return where paths stand; a path that is not there stands where its nearest ancestor does."""
        asked = frozenset(path[:end] for path in paths for end in range(len(path) + 1))
        spots = syntax_of(self.file).spots(self.text, asked)
        found: dict[Path, Place] = {}
        for path in paths:
            nearest = next(
                (path[:end] for end in range(len(path), 0, -1) if path[:end] in spots), ()
            )
            found[path] = Place(self.file, *spots.get(nearest, (1, 1)))
        return found

    def placed(self, error: InvalidDocument) -> InvalidDocument:
        """Return the complaint with a place for every problem, in the order of the file."""
        unplaced = frozenset(problem.path for problem in error.problems if problem.place is None)
        places = self.places(unplaced) if unplaced else {}
        problems = dict.fromkeys(
            attrs.evolve(problem, place=problem.place or places[problem.path])
            for problem in error.problems
        )
        return InvalidDocument(
            tuple(
                sorted(
                    problems,
                    key=lambda problem: (
                        (problem.place.line, problem.place.column) if problem.place else (0, 0)
                    ),
                )
            )
        )


@contextmanager
def placing(source: Readable) -> Iterator[None]:
    """Place every problem of what is read from a file, beside the faults of the file itself.

    Raises :class:`InvalidDocument` with all of them at once.
    """
    try:
        yield
    except InvalidDocument as error:
        raise source.placed(InvalidDocument((*source.faults, *error.problems))) from None
    if source.faults:
        raise InvalidDocument(source.faults)


def _in_composed_form(data: Any, path: Path, same: list[Path]) -> Any:
    """Return data in composed form, and add the paths of keys that are then another's."""
    if isinstance(data, dict):
        keyed: dict[str, Any] = {}
        for key, value in data.items():
            here, name = (*path, key), composed(key)
            if name in keyed:
                same.append(here)
            keyed[name] = merged(keyed.get(name), _in_composed_form(value, here, same))
        return keyed
    if isinstance(data, list):
        return [_in_composed_form(member, (*path, str(at)), same) for at, member in enumerate(data)]
    return composed(data) if isinstance(data, str) else data
