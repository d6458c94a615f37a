"""The shipped crosswalks hold what was found by comparing the editions item by item."""

from __future__ import annotations

from collections import Counter

import pytest

from mgmtsys.auditing.lint import lint
from mgmtsys.files.standards import SHIPPED, shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk, shipped_crosswalks
from mgmtsys.standard.clause import Clause, Confidence, Force
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.inference import infer
from mgmtsys.standard.link import assumption_of, spelled
from mgmtsys.standard.relation import EQUAL, BaseRelation, Relation
from mgmtsys.values.exceptions import UnknownCrosswalk

CTS, ISO, AMD1, GBT, NEW = (
    "cts-q-zg040:2023", "iso14001:2015", "iso14001:2015+amd1", "gbt24001:2016", "iso14001:2026",
)  # fmt: skip
#: What no item of the other standard reaches, as an independent reading lists it.
TARGET_GAPS = [
    "4.3.p2",
    "4.3.p4",
    "4.4.p2",
    "5.2.c",
    "5.3.b",
    "6.1.1.p1",
    "6.1.1.c",
    "6.1.1.p3",
    "6.1.1.u4",
    "6.1.1.u5",
    "6.1.4.p1",
    "7.2.c",
    "7.4.1.a",
    "7.4.1.b",
    "7.4.1.c",
    "7.4.1.d",
    "7.4.1.u2",
    "9.3.b.3",
    "10.2.u2",
]
SOURCE_GAPS = [
    "5.1.2.p1",
    "5.2.e",
    "5.2.f",
    "5.3.p2",
    "5.3.a",
    "5.3.c",
    "5.3.d",
    "6.1.1.p2",
    "6.1.1.a",
    "7.1.b",
    "7.1.d",
    "7.5.1.a.r",
    "7.5.2.b.r",
    "7.5.3.p2.r",
    "8.1.p5.r",
    "8.2.p2.r",
    "8.1.a.x",
]
#: What an auditor would sign where the words alike hide a difference: source, relation, target.
SIGNED = """
9.2.1.a.2            intersects-with  9.2.1.a.2
5.3.b                intersects-with  5.3.a
7.5.1.a              intersects-with  7.5.1.a
7.5.3.p1             intersects-with  7.5.3.a
4.1.b                intersects-with  4.1.p1 4.1.p2
4.2.a                equivalent-to    4.2.a
4.2.b                intersects-with  4.2.b
4.2.b.c              intersects-with  4.2.c
4.2.p1               superset-of      4.2.b
4.3.2.a              equivalent-to    4.3.a
5.2.u2               superset-of      5.2.u2
6.1.1.p1             equivalent-to    6.1.1.a 6.1.1.b
6.1.1.p3             intersects-with  6.1.1.u3
6.1.2.p1             subset-of        6.1.2.p1
6.1.2.p1.c           intersects-with  6.1.2.p1
6.1.2.p1 6.1.2.p1.c  superset-of      6.1.2.p1
6.2.1.b.1            equivalent-to    6.2.1.b
6.2.1.b.2            equivalent-to    6.2.1.c
6.2.1.p3             equivalent-to    6.2.1.p3
6.2.2.p1             intersects-with  6.2.2.p1
7.1.p1               superset-of      7.1.p1
7.2.c                intersects-with  7.2.b
7.2.c                intersects-with  7.2.d
7.2.d                intersects-with  7.2.d
7.2.c 7.2.d          superset-of      7.2.d
7.3.e                subset-of        7.3.d
7.4.c                intersects-with  7.4.2.b
7.5.3.c              superset-of      7.5.3.u3
7.5.3.p2             intersects-with  7.5.3.p1
8.1.a                subset-of        8.1.a
8.1.a 8.1.a.c        superset-of      8.1.a
8.1.p1               equivalent-to    8.1.p1
9.2.1.a.1            superset-of      9.2.1.a.1
9.2.1.b              superset-of      9.2.1.b
9.2.2.d              intersects-with  10.2.a.1 10.2.c
9.2.2.p2             intersects-with  9.2.2.p2
9.3.2.b.1            equivalent-to    9.3.b.1
9.3.3.b              superset-of      9.3.u2 9.3.u5
10.2.a               subset-of        10.2.a.1 10.2.a.2
10.2.b.3             subset-of        10.2.p1
"""


@pytest.fixture(scope="module")
def cts() -> Crosswalk:
    return shipped_crosswalk(CTS, ISO)


def numbers(clauses: tuple[Clause, ...]) -> list[str]:
    return sorted(str(one.number) for one in clauses)


def test_180_rows_of_one_item_each_have_the_counted_relations(cts: Crosswalk) -> None:
    rows = [link for link in cts.links if len(link.sources) == 1]
    assert 180 == len(rows)
    assert Counter(map(spelled, rows)) == {
        "equivalent-to": 106,
        "superset-of": 19,
        "subset-of": 15,
        "intersects-with": 40,
    }


def test_every_row_rests_on_the_assumption_that_the_scopes_coincide(cts: Crosswalk) -> None:
    assert cts.assumption is not None
    assert ("the two scopes coincide", "两者的范围一致") == (
        cts.assumption.read("en"), cts.assumption.read("zh"),
    )  # fmt: skip
    amended = shipped_crosswalk(CTS, AMD1)
    for link in amended.links:
        assumed = assumption_of(amended.path(link))
        assert assumed is not None
        assert assumed.read("en").startswith("the two scopes coincide")


def test_what_only_words_make_alike_is_equivalent_and_not_sure(cts: Crosswalk) -> None:
    alike = [link for link in cts.links if spelled(link) in ("equal-to", "equivalent-to")]
    assert {("equivalent-to", Confidence.MEDIUM)} == {
        (spelled(link), link.confidence) for link in alike
    }


@pytest.mark.parametrize(
    ("number", "assumed"),
    [
        ("4.3.2.a", "the issues of the two 4.1 are the same"),
        ("9.3.2.b.1", "the issues of the two 4.1 are the same"),
        ("6.2.1.p3", "the risks and opportunities of the two 6.1.1 are the same"),
        ("6.1.4.a.3", "the risks and opportunities of the two 6.1.1 are the same"),
        ("9.3.2.b.3", "the risks and opportunities of the two 6.1.1 are the same"),
        ("8.1.p1", "the actions of the two 6.1 and 6.2 are the same"),
        ("8.2.p1", "the potential emergencies of the two 6.1.1 are the same"),
    ],
)
def test_a_row_whose_clauses_refer_to_others_assumes_that_these_agree(
    cts: Crosswalk, number: str, assumed: str
) -> None:
    (link,) = (one for one in cts.links if [number] == [*map(str, one.sources)])
    assert link.assumption is not None
    assert assumed == link.assumption.read("en")


@pytest.mark.parametrize("line", SIGNED.strip().splitlines())
def test_a_row_claims_no_more_than_an_auditor_signs(cts: Crosswalk, line: str) -> None:
    relation = next(word for word in line.split() if "-" in word)
    before, after = (part.split() for part in line.split(relation))
    rows = [
        spelled(link)
        for link in cts.links
        if (before, after) == ([*map(str, link.sources)], [*map(str, link.targets)])
    ]
    assert [relation] == rows


@pytest.mark.parametrize("pair", shipped_crosswalks(), ids="--".join)
def test_equal_clauses_have_equal_force_limits_and_duties(pair: tuple[str, str]) -> None:
    source, target = map(shipped, pair)
    for link in shipped_crosswalk(*pair).links:
        if link.relation == EQUAL:
            here, there = (
                {
                    (one.force, one.qualified, one.documented)
                    for one in map(edition.__getitem__, numbers)
                }
                for edition, numbers in ((source, link.sources), (target, link.targets))
            )
            assert here == there


def test_what_covers_a_requirement_is_at_least_as_binding(cts: Crosswalk) -> None:
    binding = [Force.CONSIDER, Force.TAKE_INTO_ACCOUNT, Force.SHALL]
    for link in cts.links:
        if link.relation.covers:
            here, there = (
                max(binding.index(edition[number].force) for number in numbers)
                for edition, numbers in ((shipped(CTS), link.sources), (shipped(ISO), link.targets))
            )
            assert here >= there


def test_four_rows_speak_of_the_union_of_two_items(cts: Crosswalk) -> None:
    unions = [
        (" ".join(map(str, one.sources)), spelled(one), " ".join(map(str, one.targets)))
        for one in cts.links
        if len(one.sources) > 1
    ]
    assert unions == [
        ("6.1.2.p1 6.1.2.p1.c", "superset-of", "6.1.2.p1"),
        ("7.2.c 7.2.d", "superset-of", "7.2.d"),
        ("8.1.a 8.1.a.c", "superset-of", "8.1.a"),
        ("10.2.b.1 10.2.b.2", "subset-of", "10.2.b.1 10.2.b.2 10.2.b.3"),
    ]


def test_every_row_has_a_confidence_and_a_reason_in_both_languages(cts: Crosswalk) -> None:
    for link in (*cts.links, *shipped_crosswalk(ISO, NEW).links):
        assert isinstance(link.confidence, Confidence)
        assert link.rationale is not None
        assert {"en", "zh"} == dict(link.rationale.wordings).keys()
    assert {Confidence.HIGH: 4, Confidence.MEDIUM: 170, Confidence.LOW: 10} == Counter(
        one.confidence for one in cts.links
    )


def test_the_gaps_are_those_of_an_independent_reading(cts: Crosswalk) -> None:
    assert sorted(TARGET_GAPS) == numbers(cts.target_gaps(shipped(ISO)))
    assert sorted(SOURCE_GAPS) == numbers(cts.source_gaps(shipped(CTS)))


def test_every_statement_of_either_side_is_in_a_row_or_in_a_gap(cts: Crosswalk) -> None:
    for edition, gaps in ((CTS, SOURCE_GAPS), (ISO, TARGET_GAPS)):
        linked = {
            str(number)
            for link in cts.links
            for number in (link.sources if edition == CTS else link.targets)
        }
        assert linked | set(gaps) == {str(one.number) for one in shipped(edition).requirements()}
        assert not linked & set(gaps)


def test_the_amendment_adds_one_gap() -> None:
    amended = shipped_crosswalk(CTS, AMD1)
    assert sorted([*TARGET_GAPS, "4.1.p3"]) == numbers(amended.target_gaps(shipped(AMD1)))
    assert ["4.1.p3"] == numbers(shipped_crosswalk(ISO, AMD1).target_gaps(shipped(AMD1)))


def test_what_is_composed_with_an_identical_adoption_says_what_was_said(cts: Crosswalk) -> None:
    adopted = shipped_crosswalk(CTS, GBT)
    assert [] == [pair for pair, relation in cts.claims.items() if adopted.claims[pair] != relation]


def test_an_identical_adoption_is_equal_item_by_item() -> None:
    same = shipped_crosswalk(GBT, ISO)
    assert 192 == len(same.links)
    assert {Relation({BaseRelation.EQUAL})} == {one.relation for one in same.links}
    assert () == same.target_gaps(shipped(ISO)) == same.source_gaps(shipped(GBT))


def test_the_pairs_that_share_items_are_those_that_are_based_on_another() -> None:
    based = {(one.based_on, one.id) for one in map(shipped, SHIPPED) if one.based_on}
    assert based <= set(shipped_crosswalks())


def test_what_2015_calls_6_1_4_is_6_1_5_in_2026() -> None:
    link = next(
        one for one in shipped_crosswalk(ISO, NEW).links if ["6.1.4"] == [*map(str, one.sources)]
    )
    assert (["6.1.5"], Confidence.MEDIUM) == ([*map(str, link.targets)], link.confidence)


def test_only_planning_of_changes_is_new_in_2026() -> None:
    new = shipped_crosswalk(ISO, NEW)
    assert ["6.3"] == numbers(new.target_gaps(shipped(NEW)))
    assert [] == numbers(new.source_gaps(shipped(ISO)))
    assert not any(one.relation.covers for one in new.links)


@pytest.mark.parametrize("pair", shipped_crosswalks(), ids="--".join)
def test_nothing_is_wrong_with_a_shipped_crosswalk(pair: tuple[str, str]) -> None:
    crosswalk = shipped_crosswalk(*pair)
    assert () == lint(crosswalk, shipped).findings
    assert () == infer(crosswalk).conflicts
    assert ("--".join(pair), *pair) == (crosswalk.id, crosswalk.source, crosswalk.target)


def test_a_crosswalk_is_found_in_either_direction(cts: Crosswalk) -> None:
    assert (~cts).links == shipped_crosswalk(ISO, CTS).links
    assert Crosswalk.identity(shipped(ISO)) == shipped_crosswalk(ISO, ISO)


def test_a_way_is_found_through_other_editions() -> None:
    direct, round_about = (
        shipped_crosswalk(CTS, AMD1),
        shipped_crosswalk(CTS, AMD1, ISO, GBT, ISO),
    )
    assert direct.claims == round_about.claims
    assert [CTS, ISO] == list(dict.fromkeys(one.source for one in direct.links[0].path))


@pytest.mark.parametrize(("source", "target"), [(CTS, "iso9001:2015"), ("x:1", ISO)])
def test_editions_that_nothing_joins_are_refused(source: str, target: str) -> None:
    with pytest.raises(UnknownCrosswalk, match=f"no crosswalk from {source} to {target}") as raised:
        shipped_crosswalk(source, target)
    assert "cts-q-zg040:2023--iso14001:2015" in raised.value.read("zh")
