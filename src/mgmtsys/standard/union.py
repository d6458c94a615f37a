"""Sets of clauses with what is known of their unions: what one is to another, and what parts make up."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from mgmtsys.standard.clause import ClauseNumber, Force, Standard
from mgmtsys.standard.link import Link, Numbers, numbers_of
from mgmtsys.standard.relation import EQUAL, Relation, related
from mgmtsys.values.checked import checked

_Set = frozenset[ClauseNumber]


@attrs.frozen(eq=False, field_transformer=checked)
class Side:
    """Links of one crosswalk joined: what their union outside is to their union in the middle."""

    outer: Numbers
    inner: _Set
    relation: Relation
    reworded: bool
    links: tuple[Link, ...]


def held_by(standard: Standard, number: ClauseNumber) -> frozenset[ClauseNumber]:
    """Return what a number stands for: its own item, or what is below a heading or a mere beginning."""
    is_item = number in standard and standard[number].force is not Force.HEADING
    below = () if is_item or not standard.reaches(number) else standard.below(number)
    return frozenset({number, *(item.number for item in below)})


def overlap(one: _Set, other: _Set) -> Relation:
    """Return what the members of two sets of clauses say of the unions of their duties."""
    return related(is_within=one <= other, covers=one >= other, overlaps=not one.isdisjoint(other))


def joined(parts: Iterable[tuple[Relation, _Set]]) -> Relation:
    """Return what the union of several sets is to the union of others, from what each is to its own."""
    listed = tuple(parts)
    covered = {number for relation, inner in listed if relation.covers for number in inner}
    return related(
        is_within=all(relation.is_within for relation, _ in listed),
        covers=all(inner <= covered for _, inner in listed),
        overlaps=any(relation.overlaps for relation, _ in listed),
    )


def holder(standard: Standard | None) -> Callable[[Numbers], _Set]:
    """Return what makes of clauses the set of them with, for a heading, what stands below it."""

    @functools.cache
    def below(number: ClauseNumber) -> _Set:
        return frozenset({number}) if standard is None else held_by(standard, number)

    def whole(numbers: Numbers) -> _Set:
        return frozenset[ClauseNumber]().union(*map(below, numbers))

    return whole


def side_of(link: Link, whole: Callable[[Numbers], _Set]) -> Side:
    """Return one link as a side whose middle is the ``whole`` of its targets."""
    return Side(
        link.sources,
        whole(link.targets),
        relation=link.relation,
        reworded=link.reworded,
        links=(link,),
    )


_Index = Mapping[ClauseNumber, list[Side]]


def index_of(sides: Iterable[Side]) -> _Index:
    """Return the sides by each clause of their middles."""
    index: dict[ClauseNumber, list[Side]] = {}
    for side in sides:
        for number in side.inner:
            index.setdefault(number, []).append(side)
    return index


def meeting(side: Side, index: _Index) -> Iterator[Side]:
    """Yield, once each, the sides that share a clause with ``side``."""
    seen: set[int] = set()
    for number in sorted(side.inner):  # the same order in every run
        for other in index.get(number, ()):
            if id(other) not in seen:
                seen.add(id(other))
                yield other


#: Which parts are joined: each choice can say something that the others do not.
_CHOICES: tuple[Callable[[Relation], bool], ...] = (
    lambda relation: relation == EQUAL,
    lambda relation: relation.covers,
    lambda relation: relation.is_within,
    lambda relation: relation.overlaps,
)


def joins(side: Side, index: _Index) -> Iterator[Side]:
    """Yield what the parts of several clauses amount to, joined as far as they lie within ``side``."""
    if len(side.inner) == 1:
        return
    parts = [other for other in meeting(side, index) if other.inner <= side.inner]
    seen: set[frozenset[int]] = set()
    for chosen in _CHOICES:
        some = [part for part in parts if chosen(part.relation)]
        members = frozenset(map(id, some))
        if len(some) > 1 and members not in seen:
            seen.add(members)
            yield Side(
                numbers_of(number for part in some for number in part.outer),
                frozenset[ClauseNumber]().union(*(part.inner for part in some)),
                relation=joined((part.relation, part.inner) for part in some),
                reworded=any(part.reworded for part in some),
                links=tuple(link for part in some for link in part.links),
            )
