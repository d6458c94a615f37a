"""Strategies for standards as trees of items, and for relations, links and crosswalks between them."""

from __future__ import annotations

from hypothesis import strategies as st

from mgmtsys.auditing.questions import QUESTIONS
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.standard.crosswalk import Crosswalk, crosswalk_id
from mgmtsys.standard.link import Claim, Link
from mgmtsys.standard.relation import EQUAL
from mgmtsys.standard.transfer import Knowledge
from mgmtsys.testing.deriving import draw_fields
from mgmtsys.testing.values import (
    clause_numbers,
    editions,
    few,
    further_parts,
    maybe,
    parts,
    relations,
    words,
)

_ASKS = few(st.sampled_from(sorted(QUESTIONS)))
_KINDS = few(st.sampled_from(("documents.identified", "improvement.continual", "own.kind")))
_ALIASES = maybe(st.sampled_from(("ac-2_smt.a", "b", "ism-0714", "_6.2")) | words())
_BELOW = st.lists(further_parts(), unique=True, max_size=2)
_TOPS = st.lists(parts(), unique=True, max_size=2)


@st.composite
def clauses(draw: st.DrawFn, number: ClauseNumber | None = None, levels: int = 2) -> Clause:
    """Draw an item of a standard, numbered ``number`` or anyhow, with items below it."""
    own = draw(clause_numbers()) if number is None else number
    numbers = [ClauseNumber((*own.parts, part)) for part in (draw(_BELOW) if levels else ())]
    items = [draw(clauses(below, levels - 1)) for below in numbers]
    return draw_fields(
        draw, Clause, number=own, asks=_ASKS, kinds=_KINDS, alias=_ALIASES, items=items
    )


@st.composite
def standards(draw: st.DrawFn, id: str | None = None) -> Standard:
    """Draw one edition of a standard as a tree of few items."""
    tops = [draw(clauses(ClauseNumber((head,)), 1)) for head in draw(_TOPS)]
    other = maybe(editions())
    return draw_fields(
        draw, Standard, id=id or editions(), clauses=tops, based_on=other, hangs_on=other
    )


def _several(
    numbers: st.SearchStrategy[ClauseNumber] | None,
) -> st.SearchStrategy[tuple[ClauseNumber, ...]]:
    each = clause_numbers() if numbers is None else numbers
    return st.lists(each, min_size=1, max_size=2).map(tuple)


@st.composite
def claims(draw: st.DrawFn, source: str = "x:1", target: str = "y:1") -> Claim:
    """Draw one claim between two editions."""
    relation = draw(relations())
    return draw_fields(
        draw,
        Claim,
        source=source,
        sources=_several(None),
        relation=relation,
        target=target,
        targets=_several(None),
        reworded=st.booleans() if relation == EQUAL else False,
    )


_PATH = few(claims(), 1)


@st.composite
def links(
    draw: st.DrawFn,
    sources: st.SearchStrategy[ClauseNumber] | None = None,
    targets: st.SearchStrategy[ClauseNumber] | None = None,
) -> Link:
    """Draw a link between some ``sources`` and some ``targets``, or between any clauses."""
    relation = draw(relations())
    return draw_fields(
        draw,
        Link,
        sources=_several(sources),
        targets=_several(targets),
        relation=relation,
        reworded=st.booleans() if relation == EQUAL else False,
        path=_PATH,
    )


@st.composite
def crosswalks(
    draw: st.DrawFn,
    source: str = "x:1",
    target: str = "y:1",
    numbers: st.SearchStrategy[ClauseNumber] | None = None,
) -> Crosswalk:
    """Draw a crosswalk, whose links may well exclude each other."""
    return draw_fields(
        draw,
        Crosswalk,
        id=crosswalk_id(source, target),
        source=source,
        target=target,
        links=few(links(numbers, numbers), 3),
    )


_KNOWLEDGE = st.one_of(
    st.just(Knowledge(all_met=True)),
    st.just(Knowledge(some_met=False)),
    st.builds(Knowledge, st.sampled_from((None, False)), st.sampled_from((None, True))),
)


def knowledge() -> st.SearchStrategy[Knowledge]:
    """Return a strategy for what is known of the duties of a requirement."""
    return _KNOWLEDGE
