"""The shipped catalogues of standards, as data files, and their reader."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from importlib.resources import files

import attrs

from mgmtsys.files.codec import structure
from mgmtsys.files.kind import Kind, Resolve, read
from mgmtsys.files.shapes import unexpected
from mgmtsys.files.spreadsheets.layouts import CATALOGUE as LAYOUT
from mgmtsys.files.syntax import Source
from mgmtsys.standard.adoption import adopted_as, related
from mgmtsys.standard.amendment import amended
from mgmtsys.standard.clause import ClauseNumber, Force, Standard
from mgmtsys.standard.clause_number import other_spelling
from mgmtsys.standard.outline import Outline, outline_problems
from mgmtsys.values.exceptions import (
    InvalidClauseNumber,
    InvalidDocument,
    NotUnderstood,
    Problem,
    UnknownStandard,
    problems_of,
)
from mgmtsys.values.text import Text, in_a_row, say

#: The shipped editions, each with its file beside this one.
SHIPPED = {
    "iso14001:2015": "iso14001-2015.yaml",
    "iso14001:2015+amd1": "iso14001-2015-amd1.yaml",
    "iso14001:2026": "iso14001-2026.yaml",
    "gbt24001:2016": "gbt24001-2016.yaml",
    "cts-q-zg040:2023": "cts-q-zg040-2023.yaml",
    "iso9001:2015": "iso9001-2015.yaml",
    "iso45001:2018": "iso45001-2018.yaml",
    "iso50001:2018": "iso50001-2018.yaml",
    "harmonized:2021": "harmonized-2021.yaml",
}
#: The shipped editions that others adopt identically, which therefore speak for them as well.
ADOPTED_AS = {"iso14001:2015": ("gbt24001:2016",)}


def _outline(listed: object) -> Outline:
    """Return the numbers of items as they stand in a file, as far as they can be understood."""
    if not isinstance(listed, list):
        return ()
    found: list[tuple[ClauseNumber | None, Outline]] = []
    for item in listed:
        body = item if isinstance(item, dict) else {}
        try:
            number = ClauseNumber(body.get("number"))
        except InvalidClauseNumber:
            number = None
        found.append((number, _outline(body.get("items"))))
    return tuple(found)


def _with_spellings(listed: object) -> object:
    """Return items with their numbers as they are spelled for an alias, where they are printed otherwise."""
    if not isinstance(listed, list):
        return listed
    return [_with_spelling(item) if isinstance(item, dict) else item for item in listed]


def _with_spelling(item: Mapping[str, object]) -> Mapping[str, object]:
    changes: dict[str, object] = {}
    if "items" in item:
        changes["items"] = _with_spellings(item["items"])
    number = item.get("number")
    spelled = other_spelling(number) if isinstance(number, str) else None
    if spelled is not None and "alias" not in item:
        changes["alias"] = spelled
    return {**item, **changes} if changes else item


def _structured(body: Mapping[str, object]) -> Standard:
    """Return the catalogue that data describes; a part that is not understood hides no other problem."""
    try:
        spelled = {"clauses": _with_spellings(body["clauses"])} if "clauses" in body else {}
        return structure({**body, **spelled}, Standard)
    except InvalidDocument as error:
        twice = outline_problems(_outline(body.get("clauses")), ("clauses",))
        raise InvalidDocument(tuple(dict.fromkeys((*error.problems, *twice)))) from None


def _changed(body: Mapping[str, object], resolve: Resolve) -> Standard:
    """Return the catalogue that is another one but for the changes that a file lists."""
    problems: list[Problem] = []
    base = own = None
    if "clauses" in body:
        problems.append(
            Problem(
                ("clauses",),
                say(
                    "clauses beside changes: expected clauses for a whole catalogue, or changes for what differs from based_on"
                ),
            )
        )
    try:
        reference = body.get("based_on")
        if not isinstance(reference, str):
            raise unexpected(
                reference,
                say("the edition or the catalogue file that is changed"),
            )
        base = resolve(reference)
    except NotUnderstood as error:
        problems.extend(problems_of(error, ("based_on",)))
    given = {key: value for key, value in body.items() if key not in ("changes", "based_on")}
    try:
        own = _structured({**given, "clauses": body["changes"]})
    except InvalidDocument as error:
        for problem in error.problems:
            head, *rest = problem.path or ("",)
            path = ("changes", *rest) if head == "clauses" else problem.path
            problems.append(attrs.evolve(problem, path=path))
    if base is None or own is None or problems:
        raise InvalidDocument(tuple(problems))
    return amended(base, own)


def _catalogue(body: Mapping[str, object], resolve: Resolve) -> Standard:
    """Return the catalogue that data describes.

    Data with ``changes`` holds what differs from the edition that it is ``based_on``, which ``resolve``
    finds.
    """
    changes = "changes" in body
    standard = _changed(body, resolve) if changes else related(_structured(body), resolve)
    others = functools.partial(_siblings, standard.id, standard.based_on)
    return attrs.evolve(standard, editions=others)


#: A catalogue file.
CATALOGUE = Kind(LAYOUT.format, "mgmtsys.standard.clause.Standard", reader=_catalogue)


def _siblings(*editions: str | None) -> tuple[Standard, ...]:
    """Return the other shipped editions of the standards of which some editions are."""
    families = {id.partition(":")[0] for id in editions if id}
    return tuple(
        shipped(id) for id in SHIPPED if id.partition(":")[0] in families and id not in editions[:1]
    )


@functools.cache
def shipped(id: str) -> Standard:
    """Return a shipped catalogue by its edition; raises :class:`UnknownStandard`."""
    if id not in SHIPPED:
        raise UnknownStandard(
            "no shipped standard {id!r}: expected one of {shipped}, or the path of a catalogue file",
            id=id,
            shipped=in_a_row(SHIPPED),
        )
    resource = files(__name__) / SHIPPED[id]
    source = Source(SHIPPED[id], resource.read_text("utf-8"))
    standard: Standard = read(source, (CATALOGUE,), shipped)
    return adopted_as(standard, *ADOPTED_AS.get(id, ()))


def all_shipped() -> tuple[Standard, ...]:
    """Return every shipped catalogue."""
    return tuple(shipped(id) for id in SHIPPED)


def headed_otherwise(
    standard: Standard, others: Iterable[Standard] | None = None
) -> Mapping[ClauseNumber, tuple[tuple[str, Text], ...]]:
    """Return what other editions call the headings that an edition calls otherwise.

    Each is the edition's id with its heading; without ``others`` the shipped editions of the same
    standard are meant. A number means something else there, or is worded anew.
    """
    known = _siblings(standard.id, standard.based_on) if others is None else tuple(others)
    found: dict[ClauseNumber, tuple[tuple[str, Text], ...]] = {}
    for clause in standard:
        if clause.force is Force.HEADING:
            called = tuple(
                (edition.id, edition[clause.number].text)
                for edition in known
                if clause.number in edition
                and edition[clause.number].text.read("en") != clause.text.read("en")
            )
            if called:
                found[clause.number] = called
    return found
