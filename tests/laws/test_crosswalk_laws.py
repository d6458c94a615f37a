"""Whatever follows from true links is true, in worlds where every clause is a set of duties."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.inference import infer
from mgmtsys.standard.link import Link, Pair
from mgmtsys.standard.relation import ANY, EQUAL, INTERSECTS, SUBSET, SUPERSET, Relation
from mgmtsys.standard.transfer import Fulfilment, Knowledge, carried, transfer
from mgmtsys.testing import World, crosswalks, knowledge, relations, true_crosswalks, worlds
from mgmtsys.values.exceptions import Contradiction
from mgmtsys.values.text import Text

#: Three laws of soundness: over 20 000 worlds in the long profile.
_MANY = settings(
    max_examples=settings().max_examples * 7, suppress_health_check=[HealthCheck.too_slow]
)
_WORLDS = worlds()  # built once, since it is drawn from so often
_NUMBERS = st.sampled_from([ClauseNumber(str(n)) for n in (1, 2, 3)])


def walk(source: str, target: str, *links: Link) -> Crosswalk:
    return Crosswalk(f"{source}--{target}", source, target=target, title=Text("walk"), links=links)


@st.composite
def true_pairs(draw: st.DrawFn) -> tuple[World, Crosswalk, Crosswalk]:
    world = draw(_WORLDS)
    first = draw(true_crosswalks(world, "x:1", "y:1"))
    return world, first, draw(true_crosswalks(world, "y:1", "z:1"))


@_MANY
@given(true_pairs())
def test_what_is_composed_of_true_crosswalks_is_true(
    drawn: tuple[World, Crosswalk, Crosswalk],
) -> None:
    world, first, second = drawn
    assert () == world.refutes(first >> second)


@_MANY
@given(worlds(("x:1", "y:1")), st.data())
def test_what_is_inferred_within_a_true_crosswalk_is_true(
    world: World, data: st.DataObject
) -> None:
    crosswalk = data.draw(true_crosswalks(world))
    inferred = infer(crosswalk)
    assert () == inferred.conflicts
    assert () == world.refutes(attrs.evolve(crosswalk, links=inferred.links))
    claims = {link.pair: link.relation for link in inferred.links}
    assert all(
        claims[link.pair] <= link.relation
        for link in crosswalk.links
        if len(link.relation.possible) < 5
    )


def truth(demanded: frozenset[int], met: frozenset[int]) -> Knowledge:
    return Knowledge(all_met=not demanded - met, some_met=bool(demanded & met))


@_MANY
@given(worlds(("x:1", "y:1")), st.frozensets(st.integers(0, 4)), st.data())
def test_what_is_transferred_from_true_evidence_is_true(
    world: World, met: frozenset[int], data: st.DataObject
) -> None:
    crosswalk = data.draw(true_crosswalks(world))
    known: dict[ClauseNumber, Knowledge] = {}
    for number, demanded in world.duties["x:1"].items():
        whole = truth(demanded, met)
        known[number] = data.draw(
            st.sampled_from(
                (
                    whole,
                    whole,
                    Knowledge(all_met=whole.all_met),
                    Knowledge(some_met=whole.some_met),
                    Knowledge(),
                )
            )
        )
    carried = transfer(crosswalk, known, standard_of(world.duties["y:1"]))
    for one in carried.conclusions:
        holds = truth(world.duties["y:1"][one.clause.number], met)
        for ground in one.grounds:
            assert ground.carried.facts <= holds.facts
        assert one.fulfilment is not Fulfilment.CONTRADICTORY
    satisfied = sum(not demanded - met for demanded in world.duties["y:1"].values())
    bounds = carried.bounds
    assert bounds.certain <= satisfied <= bounds.possible <= bounds.denominator


def standard_of(duties: Mapping[ClauseNumber, frozenset[int]]) -> Standard:
    return Standard(
        "y:1", Text("y"), clauses=tuple(Clause(number, Text("demand")) for number in duties)
    )


@given(crosswalks("x:1", "y:1"))
def test_the_converse_of_the_converse_is_the_crosswalk(crosswalk: Crosswalk) -> None:
    back = ~~crosswalk
    assert (crosswalk.source, crosswalk.target, crosswalk.links) == (
        back.source, back.target, back.links
    )  # fmt: skip


@given(crosswalks("x:1", "y:1", _NUMBERS), crosswalks("y:1", "z:1", _NUMBERS))
def test_the_converse_of_a_composition_says_what_that_of_the_converses_does(
    first: Crosswalk, second: Crosswalk
) -> None:
    try:
        forth = (~(first >> second)).claims
    except Contradiction:
        with pytest.raises(Contradiction):
            _ = ~second >> ~first
    else:
        assert (~second >> ~first).claims == forth


_SAME = Crosswalk.identity(
    Standard(
        "x:1", Text("x"), clauses=tuple(Clause(ClauseNumber(str(n)), Text("x")) for n in (1, 2, 3))
    )
)


def without_nothing(crosswalk: Crosswalk) -> Mapping[Pair, Relation]:
    return {pair: one for pair, one in crosswalk.claims.items() if one != ANY}


@given(crosswalks("x:1", "y:1", _NUMBERS))
def test_an_identity_crosswalk_loses_nothing(crosswalk: Crosswalk) -> None:
    try:
        stated = without_nothing(crosswalk)
    except Contradiction:
        return
    try:
        composed = (_SAME >> crosswalk).claims
    except Contradiction:
        # Links of a set and of a larger one can exclude each other, which only joining them shows.
        assert infer(crosswalk).conflicts
        return
    assert [] == [pair for pair, one in stated.items() if not composed[pair] <= one]


def test_links_of_a_set_and_of_a_larger_one_can_exclude_each_other() -> None:
    exact, less = Link(("1",), ("1",), relation=EQUAL), Link(("1", "2"), ("1",), relation=SUBSET)
    with pytest.raises(Contradiction):
        _SAME >> walk("x:1", "y:1", exact, less)


@given(crosswalks("x:1", "y:1", _NUMBERS))
def test_an_identity_crosswalk_adds_nothing_to_single_clauses(crosswalk: Crosswalk) -> None:
    single = attrs.evolve(
        crosswalk, links=tuple(one for one in crosswalk.links if len(one.sources) == 1)
    )
    try:
        stated = without_nothing(single)
    except Contradiction:
        return
    assert stated == (_SAME >> single).claims


def test_an_identity_crosswalk_says_of_the_parts_of_a_union_what_follows() -> None:
    """Tempting, and false: that an identity crosswalk adds no link."""
    union = walk("x:1", "y:1", Link(("1", "2"), ("1",), relation=EQUAL))
    assert {str(one.relation) for one in (_SAME >> union).links} == {
        "equal-to", "equal-to | subset-of"
    }  # fmt: skip


def chains() -> st.SearchStrategy[tuple[Crosswalk, ...]]:
    """Draw three crosswalks in which no clause has several links on either side."""
    numbers = [ClauseNumber(str(n)) for n in range(1, 5)]
    links = st.tuples(st.permutations(numbers), st.lists(relations(), min_size=4, max_size=4)).map(
        lambda drawn: tuple(
            Link((one,), (other,), relation=relation)
            for one, other, relation in zip(numbers, *drawn, strict=True)
        )
    )
    return st.tuples(links, links, links).map(
        lambda each: (walk("w", "x", *each[0]), walk("x", "y", *each[1]), walk("y", "z", *each[2]))
    )


@given(chains())
def test_composition_is_associative_where_no_clause_has_several_links(
    chain: tuple[Crosswalk, Crosswalk, Crosswalk],
) -> None:
    first, second, third = chain
    assert ((first >> second) >> third).links == (first >> (second >> third)).links


def test_composition_is_not_associative_where_two_ways_meet() -> None:
    """Tempting, and false: what two ways say together is more than each says a step later."""
    one, other = (
        Relation.parse("equal-to | subset-of"),
        Relation.parse("equal-to | intersects-with"),
    )
    first = walk("w", "x", Link(("1",), ("1",), relation=one), Link(("1",), ("2",), relation=other))
    second = walk(
        "x", "y", Link(("1",), ("1",), relation=EQUAL), Link(("2",), ("1",), relation=EQUAL)
    )
    third = walk("y", "z", Link(("1",), ("1",), relation=INTERSECTS))
    early, late = ((first >> second) >> third).claims, (first >> (second >> third)).claims
    pair = ((ClauseNumber("1"),), (ClauseNumber("1"),))
    assert INTERSECTS == early[pair]
    assert early[pair] <= late[pair]
    assert INTERSECTS != late[pair]


def test_what_is_left_possible_by_two_ways_is_what_both_allow() -> None:
    first = walk(
        "x:1", "y:1", Link(("1",), ("1",), relation=SUBSET), Link(("1",), ("2",), relation=SUPERSET)
    )
    second = walk(
        "y:1", "z:1", Link(("1",), ("1",), relation=EQUAL), Link(("2",), ("1",), relation=EQUAL)
    )
    with pytest.raises(Contradiction) as raised:
        _ = first >> second
    for lang, claims in {
        "en": ("x:1/1 subset-of y:1/1", "x:1/1 superset-of y:1/2", "y:1/2 equal-to z:1/1"),
        "zh": ("x:1/1 被包含 y:1/1", "x:1/1 包含 y:1/2", "y:1/2 一致 z:1/1"),
    }.items():
        for claim in claims:
            assert claim in raised.value.read(lang)


@given(knowledge(), knowledge(), knowledge())
def test_knowledge_adds_up_in_any_order(one: Knowledge, other: Knowledge, third: Knowledge) -> None:
    try:
        whole = (one & other) & third
    except Contradiction:
        with pytest.raises(Contradiction):
            _ = one & (other & third)
    else:
        assert whole == one & (other & third) == third & other & one
        assert one == one & Knowledge() == one & one


@given(knowledge(), relations(), relations())
def test_knowing_more_of_a_link_carries_no_less(
    given_knowledge: Knowledge, one: Relation, other: Relation
) -> None:
    either = carried(given_knowledge, one | other)
    assert either.facts <= carried(given_knowledge, one).facts
    assert either.facts <= carried(given_knowledge, other).facts


@given(knowledge(), relations(), relations())
def test_evidence_that_goes_step_by_step_goes_along_the_whole_way(
    given_knowledge: Knowledge, one: Relation, other: Relation
) -> None:
    step_by_step = carried(carried(given_knowledge, one), other)
    whole = carried(given_knowledge, one >> other)
    assert step_by_step & whole in (step_by_step, whole)
