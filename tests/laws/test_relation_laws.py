"""The relation algebra, proved over all of its 31 elements and against sets of a few things."""

from __future__ import annotations

from itertools import chain, combinations, product
from pickle import dumps, loads

import pytest

from mgmtsys.standard.relation import (
    ANY,
    DISJOINT,
    EQUAL,
    INTERSECTS,
    SUBSET,
    SUPERSET,
    BaseRelation,
    Relation,
    related,
)
from mgmtsys.values.exceptions import Contradiction, InvalidRelation

BASES = tuple(BaseRelation)
ALL = [
    Relation(possible)
    for size in range(1, len(BASES) + 1)
    for possible in combinations(BASES, size)
]
#: Every non-empty set of five things: enough for any three sets to relate as three sets can.
SETS = [
    frozenset(some)
    for some in chain.from_iterable(combinations(range(5), size) for size in range(1, 6))
]


def holds(one: frozenset[int], other: frozenset[int]) -> BaseRelation:
    """Say how two sets relate, with Python's own words for it."""
    if one == other:
        return BaseRelation.EQUAL
    if one < other:
        return BaseRelation.SUBSET
    if one > other:
        return BaseRelation.SUPERSET
    return BaseRelation.DISJOINT if one.isdisjoint(other) else BaseRelation.INTERSECTS


def test_there_are_31_relations() -> None:
    assert 31 == len(ALL) == len(set(ALL))


def test_the_composition_table_is_what_sets_do() -> None:
    seen: dict[tuple[BaseRelation, BaseRelation], set[BaseRelation]] = {}
    pair = {(one, other): holds(one, other) for one, other in product(SETS, SETS)}
    for one, other, third in product(SETS, SETS, SETS):
        seen.setdefault((pair[one, other], pair[other, third]), set()).add(pair[one, third])
    assert {key: Relation(found) for key, found in seen.items()} == {
        (one, other): Relation({one}) >> Relation({other}) for one, other in product(BASES, BASES)
    }


def test_the_converse_is_what_sets_do() -> None:
    for one, other in product(SETS, SETS):
        assert Relation({holds(other, one)}) == ~Relation({holds(one, other)})


def test_the_converse_of_the_converse_is_the_relation() -> None:
    assert [~~one for one in ALL] == ALL


def test_the_converse_of_a_composition_is_that_of_the_converses_the_other_way_round() -> None:
    for one, other in product(ALL, ALL):
        assert ~other >> ~one == ~(one >> other)


def test_composition_is_associative() -> None:
    for one, other, third in product(ALL, ALL, ALL):
        assert one >> (other >> third) == (one >> other) >> third


def test_equal_is_the_identity_of_composition() -> None:
    assert [EQUAL >> one for one in ALL] == ALL == [one >> EQUAL for one in ALL]


def test_nothing_known_absorbs() -> None:
    assert {ANY} == {ANY >> one for one in ALL} | {one >> ANY for one in ALL}


def test_composition_and_converse_distribute_over_either() -> None:
    for one, other in product(ALL, ALL):
        assert ~one | ~other == ~(one | other)
        for third in ALL:
            assert (one >> third) | (other >> third) == (one | other) >> third
            assert (third >> one) | (third >> other) == third >> (one | other)


def test_composition_says_no_less_when_more_is_known() -> None:
    for (one, other), third in product([p for p in product(ALL, ALL) if p[0] <= p[1]], ALL):
        assert one >> third <= other >> third
        assert third >> one <= third >> other
        assert ~one <= ~other


def test_the_triangle_can_be_read_from_each_corner() -> None:
    """``r >> s`` meets t exactly when ``~r >> t`` meets s: Peirce's law."""
    for r, s, t in product(ALL, ALL, ALL):
        assert bool((r >> s).possible & t.possible) == bool((~r >> t).possible & s.possible)


def test_both_is_the_greatest_that_says_as_much_as_each() -> None:
    for one, other in product(ALL, ALL):
        if one.possible & other.possible:
            assert one & other <= one
            assert one & other <= other
            assert one | (one & other) == one
        else:
            with pytest.raises(Contradiction) as raised:
                _ = one & other
            assert str(one) in str(raised.value)
            assert str(other) in raised.value.read("zh")
        assert one <= one | other
        assert (one <= other) == (one | other == other)


def test_composition_does_not_distribute_over_both() -> None:
    """Tempting, and false: what two ways say together can be less than each says in turn."""
    one, other = SUBSET | EQUAL, SUPERSET | EQUAL
    assert SUBSET == (one & other) >> SUBSET
    assert SUBSET != (one >> SUBSET) | (other >> SUBSET)
    first, second, third = SUBSET | DISJOINT, SUBSET | INTERSECTS, SUPERSET
    assert (first & second) >> third <= (first >> third) & (second >> third)
    assert [
        (r, s, t)
        for r, s, t in product(ALL, ALL, ALL)
        if r.possible & s.possible and (r & s) >> t != (r >> t) & (s >> t)
    ]


def test_a_subset_of_a_superset_can_be_anything() -> None:
    assert ANY == SUBSET >> SUPERSET


def test_the_three_questions_are_answered_for_every_relation() -> None:
    for one in ALL:
        possible = {(holds(x, y), x <= y, x >= y, bool(x & y)) for x, y in product(SETS, SETS)}
        cases = [case for case in possible if case[0] in one.possible]
        answers = (one.is_within, one.covers, one.overlaps)
        assert tuple(all(case[index] for case in cases) for index in (1, 2, 3)) == answers
        is_within, covers, overlaps = answers
        assert one <= related(is_within=is_within, covers=covers, overlaps=overlaps)


def test_what_is_printed_is_read() -> None:
    assert [Relation.parse(str(one)) for one in ALL] == ALL == loads(dumps(ALL))  # noqa: S301 - what was just written


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("subset-of|equal-to", SUBSET | EQUAL),
        ("equivalent-to", EQUAL),
        ("overlaps", EQUAL | SUBSET | SUPERSET | INTERSECTS),
        ("no-relationship", DISJOINT),
        (" any ", ANY),
    ],
)
def test_the_words_of_oscal_are_read(text: str, relation: Relation) -> None:
    assert relation == Relation.parse(text)


@pytest.mark.parametrize("text", ["", "subset", "equal-to |", "equal-to, subset-of"])
def test_another_word_is_refused_and_the_known_ones_are_told(text: str) -> None:
    with pytest.raises(InvalidRelation, match="expected one of equal-to") as raised:
        Relation.parse(text)
    assert repr(text) in raised.value.read("zh")


def test_no_relation_is_empty() -> None:
    with pytest.raises(InvalidRelation, match="no relation is left"):
        Relation(())


def test_a_foreign_operand_is_refused() -> None:
    for act in (
        lambda: EQUAL >> "subset-of",
        lambda: EQUAL & "subset-of",
        lambda: EQUAL | "subset-of",
        lambda: EQUAL <= "subset-of",  # type: ignore[operator]
    ):
        with pytest.raises(TypeError):
            act()
