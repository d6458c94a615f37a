"""Plain data to a management system, whose standards are named or stand there whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mgmtsys.files.codec import partly, structure
from mgmtsys.standard.adoption import related
from mgmtsys.standard.clause import Standard
from mgmtsys.system.references import find_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import (
    InvalidDocument,
    NotUnderstood,
    Problem,
    UnknownStandard,
    problems_of,
)


def _no_standard(reference: str) -> Standard:
    raise UnknownStandard("no catalogue {reference!r} is known", reference=reference)


def structure_system(
    data: Mapping[str, Any], resolve: Callable[[str], Standard] = _no_standard
) -> ManagementSystem:
    """Return the management system that plain data describes; ``resolve`` finds its standards.

    Raises :class:`InvalidDocument` with every problem and its path, references to nothing included
    even where other parts cannot be understood.
    """
    standards, problems = _resolved(data.get("standards"), resolve)
    given = {**data, "standards": standards}
    try:
        return structure(given, ManagementSystem)
    except InvalidDocument as error:
        # What a catalogue that could not be read leaves in its place has been said.
        unread = {problem.path[:2] for problem in problems}
        others = [problem for problem in error.problems if problem.path[:2] not in unread]
        problems = (*problems, *others, *find_problems(*partly(given, ManagementSystem)))
    raise InvalidDocument(tuple(dict.fromkeys(problems)))


def _resolved(
    references: Any, resolve: Callable[[str], Standard]
) -> tuple[Any, tuple[Problem, ...]]:
    """Put catalogues in the place of their names, and nothing with a complaint where there is none."""
    if not isinstance(references, list | tuple):
        return references, ()
    standards: list[Any] = []
    problems: list[Problem] = []
    for index, reference in enumerate(references):
        try:
            standards.append(resolve(reference) if isinstance(reference, str) else reference)
        except NotUnderstood as error:
            standards.append(None)
            problems.extend(problems_of(error, ("standards", str(index))))
    return _with_bases(standards, resolve), tuple(problems)


def _with_bases(standards: list[Any], resolve: Callable[[str], Standard]) -> list[Any]:
    """Return catalogues in which those that stand here whole know what they adopt of each other and of others."""
    read = [_catalogue(standard) for standard in standards]
    known = {catalogue.id: catalogue for catalogue in read if catalogue is not None}
    whole = {
        catalogue.id
        for catalogue, given in zip(read, standards, strict=True)
        if catalogue and catalogue is not given
    }

    def find(id: str) -> Standard:
        if id not in known:
            return resolve(id)
        found = known.pop(id)  # so that a circle of bases ends
        known[id] = related(found, find) if id in whole else found
        whole.discard(id)
        return known[id]

    return [
        given if catalogue is None else find(catalogue.id)
        for catalogue, given in zip(read, standards, strict=True)
    ]


def _catalogue(given: Any) -> Standard | None:
    """Return the catalogue that is given or that data describes; what cannot be understood is refused later."""
    if isinstance(given, Standard):
        return given
    try:
        return structure(given, Standard)
    except InvalidDocument:
        return None
