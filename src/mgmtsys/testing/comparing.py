"""Worlds in which claims of how requirements overlap are true or false."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseNumber
from mgmtsys.standard.crosswalk import Crosswalk, crosswalk_id
from mgmtsys.standard.link import Link, Numbers
from mgmtsys.standard.relation import ANY, BaseRelation, Relation
from mgmtsys.values.text import Text

_T = TypeVar("_T")
_EDITIONS = ("x:1", "y:1", "z:1")


@attrs.frozen
class World:
    """What each clause of some editions demands, as a set of duties; by it, claims are true or false."""

    duties: Mapping[str, Mapping[ClauseNumber, frozenset[int]]]

    def union(self, edition: str, numbers: Iterable[ClauseNumber]) -> frozenset[int]:
        """Return what several clauses of one edition demand together."""
        return frozenset(duty for one in numbers for duty in self.duties[edition][one])

    def relation(
        self, source: str, sources: Numbers, target: str, targets: Numbers
    ) -> BaseRelation:
        """Return the relation that holds between clauses of two editions."""
        one, other = self.union(source, sources), self.union(target, targets)
        only_one, only_other = bool(one - other), bool(other - one)
        if not one & other:
            return BaseRelation.DISJOINT
        if only_one and only_other:
            return BaseRelation.INTERSECTS
        if only_one:
            return BaseRelation.SUPERSET
        return BaseRelation.SUBSET if only_other else BaseRelation.EQUAL

    def refutes(self, crosswalk: Crosswalk) -> tuple[Link, ...]:
        """Return the links of a crosswalk that are false here."""
        return tuple(
            link
            for link in crosswalk.links
            if self.relation(crosswalk.source, link.sources, crosswalk.target, link.targets)
            not in link.relation.possible
        )


_CLAUSES = tuple(ClauseNumber(str(number)) for number in range(1, 5))
_DUTIES = range(5)


def _subsets(of: Sequence[_T], *, at_most: int | None = None) -> st.SearchStrategy[tuple[_T, ...]]:
    """Return a strategy for what is not empty of a few things: one draw each, as laws need many."""
    sizes = range(1, (at_most or len(of)) + 1)
    return st.sampled_from([some for size in sizes for some in itertools.combinations(of, size)])


def worlds(editions: Iterable[str] = _EDITIONS) -> st.SearchStrategy[World]:
    """Return a strategy for worlds of a few clauses in each of the ``editions``."""
    few_clauses = st.fixed_dictionaries(dict.fromkeys(_CLAUSES, _subsets(_DUTIES).map(frozenset)))
    return st.fixed_dictionaries(dict.fromkeys(editions, few_clauses)).map(World)


_SIDES = _subsets(_CLAUSES, at_most=3)
#: What else is left possible: mostly nothing, so that something follows.
_WEAKENED: st.SearchStrategy[frozenset[BaseRelation]] = st.sampled_from(
    [frozenset[BaseRelation]()] * 10
    + [frozenset(some) for some in itertools.combinations(BaseRelation, 2)]
    + [ANY.possible] * 5
)
_PAIRS = st.lists(st.tuples(_SIDES, _SIDES, _WEAKENED), max_size=6)


@st.composite
def true_crosswalks(
    draw: st.DrawFn, world: World, source: str = "x:1", target: str = "y:1"
) -> Crosswalk:
    """Draw a crosswalk that is true in a world; it may say less than it could."""
    return Crosswalk(
        crosswalk_id(source, target),
        source,
        target=target,
        title=Text("true"),
        links=tuple(
            Link(
                sources,
                targets,
                relation=Relation(more | {world.relation(source, sources, target, targets)}),
            )
            for sources, targets, more in draw(_PAIRS)
        ),
    )
