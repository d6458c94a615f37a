"""Strategies for relations, links and crosswalks, and worlds in which claims are true or false."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseNumber, Confidence
from mgmtsys.standard.crosswalk import Crosswalk, crosswalk_id
from mgmtsys.standard.link import Claim, Link, Matching, Numbers
from mgmtsys.standard.relation import ANY, EQUAL, BaseRelation, Relation
from mgmtsys.standard.transfer import Knowledge
from mgmtsys.testing.values import clause_numbers, few, maybe, texts, words
from mgmtsys.values.text import Text

_T = TypeVar("_T")
_EDITIONS = ("x:1", "y:1", "z:1")
_RELATIONS = st.frozensets(st.sampled_from(BaseRelation), min_size=1).map(Relation)
_CONFIDENCES = st.sampled_from((None, *Confidence))


def relations() -> st.SearchStrategy[Relation]:
    """Return a strategy for what is known of how two requirements overlap."""
    return _RELATIONS


def _several(
    numbers: st.SearchStrategy[ClauseNumber],
) -> st.SearchStrategy[tuple[ClauseNumber, ...]]:
    return st.lists(numbers, min_size=1, max_size=2).map(tuple)


@st.composite
def claims(draw: st.DrawFn, source: str = "x:1", target: str = "y:1") -> Claim:
    """Draw one claim between two editions."""
    relation = draw(_RELATIONS)
    return Claim(
        source,
        draw(_several(clause_numbers())),
        relation=relation,
        target=target,
        targets=draw(_several(clause_numbers())),
        reworded=relation == EQUAL and draw(st.booleans()),
        assumptions=draw(few(texts(), 1)),
    )


@st.composite
def links(
    draw: st.DrawFn,
    sources: st.SearchStrategy[ClauseNumber] | None = None,
    targets: st.SearchStrategy[ClauseNumber] | None = None,
) -> Link:
    """Draw a link between some ``sources`` and some ``targets``, or between any clauses."""
    relation = draw(_RELATIONS)
    return Link(
        draw(_several(clause_numbers() if sources is None else sources)),
        draw(_several(clause_numbers() if targets is None else targets)),
        relation=relation,
        reworded=relation == EQUAL and draw(st.booleans()),
        rationale=draw(maybe(texts())),
        assumption=draw(maybe(texts())),
        matching=draw(st.sampled_from(Matching)),
        confidence=draw(_CONFIDENCES),
        provenance=draw(maybe(texts())),
        author=draw(maybe(words())),
        path=draw(few(claims(), 1)),
    )


@st.composite
def crosswalks(
    draw: st.DrawFn,
    source: str = "x:1",
    target: str = "y:1",
    numbers: st.SearchStrategy[ClauseNumber] | None = None,
) -> Crosswalk:
    """Draw a crosswalk, whose links may well exclude each other."""
    return Crosswalk(
        id=crosswalk_id(source, target),
        source=source,
        target=target,
        title=draw(texts()),
        remark=draw(maybe(texts())),
        assumption=draw(maybe(texts())),
        provenance=draw(maybe(texts())),
        links=draw(few(links(numbers, numbers), 3)),
    )


_KNOWLEDGE = st.one_of(
    st.just(Knowledge(all_met=True)),
    st.just(Knowledge(some_met=False)),
    st.builds(Knowledge, st.sampled_from((None, False)), st.sampled_from((None, True))),
)


def knowledge() -> st.SearchStrategy[Knowledge]:
    """Return a strategy for what is known of the duties of a requirement."""
    return _KNOWLEDGE


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
