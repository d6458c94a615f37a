"""What the ids in fields name, and one walk that finds every id that a value refers to."""

from __future__ import annotations

import functools
import typing
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from mgmtsys.values.exceptions import Problem
from mgmtsys.values.message import OR
from mgmtsys.values.naming import alike, fault_of, likeness
from mgmtsys.values.text import Text, in_a_row, say

_Path = tuple[str, ...]
#: How many ids are named where one of them is expected.
_FEW = 12


@attrs.frozen(eq=False, init=False)
class Noun:
    """What an id names. In the annotation of a field it says that its ids refer to such things.

    >>> PartyId = typing.Annotated[str, Noun(say("party"), "parties")]
    """

    #: What messages call one.
    name: Text
    #: The fields at the top of a document that declare such ids.
    under: tuple[str, ...]

    def __init__(self, name: Text, *under: str) -> None:
        """Keep what messages say."""
        self.__attrs_init__(name, under)

    def undeclared(self, path: _Path, id: str, known: Collection[str] = ()) -> Problem:
        """Say that nothing of an id is declared; of a few that are ``known``, each is named."""
        if 0 < len(known) <= _FEW:
            expected = say("one of {known}", known=in_a_row(known))
        else:
            expected = say("one listed under {fields}", fields=in_a_row(self.under, OR))
        return Problem(
            path,
            say(
                "no {kind} {id!r} is declared: expected {expected}",
                kind=self.name,
                id=id,
                expected=expected,
            ),
        )


class Reference(typing.NamedTuple):
    """An id, or a clause, that a value refers to: where it stands in a file, and what it names."""

    path: _Path
    noun: Noun
    id: Any


def _parts(hint: Any) -> Iterator[Any]:
    """Yield a type and every type that it is put together from."""
    yield hint
    for part in () if hasattr(hint, "__metadata__") else typing.get_args(hint):
        yield from _parts(part)


def noun_of(hint: Any) -> Noun | None:
    """Return what the ids of a field name, by its annotation; ``None`` where it refers to nothing."""
    marks = (mark for part in _parts(hint) for mark in getattr(part, "__metadata__", ()))
    return next((mark for mark in marks if isinstance(mark, Noun)), None)


@functools.cache
def _hints(kind: Any) -> Mapping[str, Any]:
    # attrs remembers what it has resolved, and the reader of files asks it too.
    return {field.name: field.type for field in attrs.fields(attrs.resolve_types(kind)) if field.eq}


@functools.cache
def _held(kind: Any) -> frozenset[Any] | None:
    """Return the types that the fields of a type hold; ``None`` where one of them refers to something."""
    hints = _hints(kind).values()
    if hasattr(kind, "references") or any(map(noun_of, hints)):
        return None
    return frozenset(part for hint in hints for part in _parts(hint) if attrs.has(part))


@functools.cache
def _refers(kind: Any) -> bool:
    """Whether values of a type, or what they hold, refer to anything."""
    seen: set[Any] = set()
    left = {kind} if attrs.has(kind) else set()
    while left:
        each = [_held(holder) for holder in left]
        if None in each:
            return True
        seen |= left
        left = set().union(*filter(None, each)) - seen
    return False


@functools.cache
def _plan(kind: Any) -> tuple[tuple[str, Noun | None], ...] | None:
    """Return the fields of a type under which something is referred to, each with what its ids name.

    ``None`` is of a type that says itself what it refers to.
    """
    if hasattr(kind, "references"):
        return None
    hints = _hints(kind) if attrs.has(kind) else {}
    named = ((name, noun_of(hint), hint) for name, hint in hints.items())
    return tuple(
        (name, noun) for name, noun, hint in named if noun or any(map(_refers, _parts(hint)))
    )


def _gather(path: _Path, value: Any, found: list[Reference]) -> None:
    """Add what a value refers to."""
    kind: Any = type(value)
    plan = _plan(kind)
    if plan is None:
        found += (Reference(path + below, noun, id) for below, noun, id in value.references())
        return
    for name, noun in plan:
        held = getattr(value, name)
        if held is None or held == ():
            continue
        where = path if name == "id" else (*path, name)  # an id stands above what it is of
        if noun is None:
            for below, member in _each(where, held):
                _gather(below, member, found)
        elif isinstance(held, tuple):
            found += [Reference((*where, str(n)), noun, id) for n, id in enumerate(held)]
        else:
            found.append(Reference(where, noun, held))


def _each(path: _Path, held: Any) -> Iterator[tuple[_Path, Any]]:
    """Yield a value, or each of several by their ids or places, with its path."""
    if not isinstance(held, tuple):
        yield path, held
        return
    for index, member in enumerate(held):
        yield (*path, getattr(member, "id", None) or str(index)), member


def references(value: Any, path: _Path = ()) -> Iterator[Reference]:
    """Yield everything that a value refers to, in the order of its fields, each with its path in a file.

    A type that is not written as its fields are says itself what it refers to, by a method
    ``references``. Nothing, which refers to nothing, may stand in the place of any value.
    """
    for where, member in _each(path, value):
        found: list[Reference] = []
        _gather(where, member, found)
        yield from found


def references_in(parts: Mapping[str, Any]) -> Iterator[Reference]:
    """Yield what the fields of a document refer to, field by field."""
    for name, value in parts.items():
        yield from references(value, (name,))


def dangling(
    found: Iterable[Reference], declared: Mapping[str, Iterable[str]]
) -> Iterator[Reference]:
    """Yield the references to what is not declared; ``declared`` are the ids by field."""
    known: dict[Noun, frozenset[str]] = {}
    for reference in found:
        noun = reference.noun
        if noun not in known:
            known[noun] = frozenset().union(*(declared.get(field, ()) for field in noun.under))
        if reference.id not in known[noun]:
            yield reference


def ids_in(parts: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the ids that each field of a document declares."""
    return {
        name: tuple(member.id for member in value if hasattr(member, "id"))
        for name, value in parts.items()
        if isinstance(value, tuple)
    }


def id_problems(
    field: str, ids: Iterable[str], taken: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Problem]:
    """Yield what is no id, what stands twice in a field or is ``taken`` elsewhere, and what looks alike."""
    seen: dict[str, None] = {}
    for index, id in enumerate(ids):
        if fault := fault_of(id):
            yield Problem((field, id if id.strip() else str(index)), fault)
        elif id in seen or id in taken:
            where = field if id in seen else taken[id]
            yield Problem(
                (field, id),
                say(
                    "{id!r} is already in use ({where}): expected an id of its own",
                    id=id,
                    where=where,
                ),
            )
        seen[id] = None
    for id, other in alike(seen):
        yield Problem((field, id), likeness(id, other))
