"""What the links of one crosswalk say together."""

from __future__ import annotations

import pytest

from mgmtsys.standard import inference
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.inference import infer
from mgmtsys.standard.link import Link
from mgmtsys.standard.relation import DISJOINT, EQUAL, INTERSECTS, SUBSET, SUPERSET, Relation
from mgmtsys.values.text import Text


def walk(*links: Link) -> Crosswalk:
    return Crosswalk("x--y", "x", target="y", title=Text("walk"), links=links)


def said(crosswalk: Crosswalk) -> dict[str, str]:
    return {
        f"{' '.join(map(str, one.sources))} to {' '.join(map(str, one.targets))}": str(one.relation)
        for one in infer(crosswalk).links
    }


def test_links_that_share_nothing_say_nothing_of_each_other() -> None:
    crosswalk = walk(Link(("1",), ("1",), relation=EQUAL), Link(("2",), ("2",), relation=SUBSET))
    assert crosswalk.links == infer(crosswalk).links


def test_links_keep_their_order_network_by_network() -> None:
    crosswalk = walk(
        Link(("1",), ("1",), relation=EQUAL),
        Link(("7",), ("7",), relation=SUBSET),
        Link(("1",), ("2",), relation=INTERSECTS),
    )
    assert ["1 to 1", "1 to 2", "7 to 7"] == [*said(crosswalk)]


def test_links_of_one_network_keep_their_order() -> None:
    crosswalk = walk(
        Link(("1",), ("1",), relation=EQUAL), Link(("2",), ("2",), relation=INTERSECTS), Link(("1",), ("2",), relation=INTERSECTS)
    )  # fmt: skip
    assert ["1 to 1", "2 to 2", "1 to 2"] == [*said(crosswalk)][:3]


def test_two_sources_of_one_target_are_compared_by_way_of_it() -> None:
    crosswalk = walk(
        Link(("1",), ("1",), relation=EQUAL),
        Link(("2",), ("1",), relation=SUBSET),
        Link(("1",), ("2",), relation=SUPERSET),
    )
    assert said(crosswalk) == {
        "1 to 1": "equal-to", "2 to 1": "subset-of", "1 to 2": "superset-of",
    }  # fmt: skip
    chain = walk(
        Link(("1",), ("1",), relation=EQUAL),
        Link(("2",), ("1",), relation=SUPERSET),
        Link(("1",), ("2",), relation=SUPERSET),
    )
    assert "superset-of" == said(chain)["2 to 2"]


def test_what_every_part_lies_in_holds_their_union() -> None:
    crosswalk = walk(
        Link(("1",), ("9",), relation=SUBSET), Link(("2",), ("9",), relation=EQUAL | SUBSET),
        Link(("1", "2"), ("8",), relation=EQUAL),
    )  # fmt: skip
    assert "equal-to | subset-of" == said(crosswalk)["1 2 to 9"]


def test_what_lies_in_a_union_and_not_in_one_part_lies_in_the_other() -> None:
    crosswalk = walk(
        Link(("1",), ("4", "5"), relation=SUBSET), Link(("1",), ("4",), relation=DISJOINT),
        Link(("1",), ("5",), relation=Relation.parse("overlaps")),
    )  # fmt: skip
    assert "equal-to | subset-of" == said(crosswalk)["1 to 5"]


@pytest.mark.parametrize(("first", "then"), [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    "beyond", [INTERSECTS, SUPERSET, Relation.parse("superset-of | no-relationship")]
)
def test_what_lies_in_a_union_and_not_all_in_one_part_touches_the_other(
    beyond: Relation, first: int, then: int
) -> None:
    links = (Link(("1",), ("4", "5"), relation=SUBSET), Link(("1",), ("4",), relation=beyond))
    touched = Relation.parse(said(walk(links[first], links[then]))["1 to 5"])
    assert touched.overlaps
    # What lies in all of a union says nothing of its parts.
    assert "1 to 5" not in said(walk(links[0]))


def test_what_lies_in_a_union_is_placed_in_a_part_that_no_link_names() -> None:
    crosswalk = walk(
        Link(("1",), ("4", "5", "6"), relation=SUBSET), Link(("1",), ("4",), relation=DISJOINT),
        Link(("1",), ("6",), relation=DISJOINT),
    )  # fmt: skip
    assert "equal-to | subset-of" == said(crosswalk)["1 to 5"]


def test_what_touches_no_part_of_another_union_is_placed_in_the_rest_of_its_own() -> None:
    crosswalk = walk(
        Link(("3",), ("5", "6"), relation=SUBSET), Link(("1", "3"), ("4", "6"), relation=DISJOINT)
    )
    assert "equal-to | subset-of" == said(crosswalk)["3 to 5"]


def test_what_touches_no_part_of_the_union_it_lies_in_is_a_contradiction() -> None:
    (conflict,) = infer(
        walk(
            Link(("1",), ("4", "5"), relation=SUBSET), Link(("1",), ("4",), relation=DISJOINT),
            Link(("1",), ("5",), relation=DISJOINT),
        )
    ).conflicts  # fmt: skip
    assert 3 == len({str(one) for one in conflict.one + conflict.other})


def test_what_a_union_holds_and_one_part_does_not_touch_is_held_by_the_other() -> None:
    crosswalk = walk(
        Link(("1", "2"), ("1",), relation=SUPERSET), Link(("2",), ("1",), relation=DISJOINT)
    )
    assert "equal-to | superset-of" == said(crosswalk)["1 to 1"]


def test_what_no_part_touches_the_union_does_not() -> None:
    crosswalk = walk(
        Link(("1",), ("9",), relation=DISJOINT), Link(("2",), ("9",), relation=DISJOINT),
        Link(("1", "2"), ("8",), relation=INTERSECTS),
    )  # fmt: skip
    assert "no-relationship" == said(crosswalk)["1 2 to 9"]


def test_a_narrowed_link_has_its_path_and_a_stated_one_its_reason() -> None:
    weak = Link(("1",), ("1",), relation=EQUAL | SUBSET, rationale=Text("why"))
    crosswalk = walk(
        weak, Link(("1",), ("1",), relation=EQUAL | SUPERSET), Link(("3",), ("3",), relation=EQUAL)
    )
    narrowed, stated = infer(crosswalk).links
    assert (EQUAL, None) == (narrowed.relation, narrowed.rationale)
    assert [str(one) for one in narrowed.path] == [
        "x/1 equal-to | subset-of y/1", "x/1 equal-to | superset-of y/1"
    ]  # fmt: skip
    assert stated is crosswalk.links[2]


def test_what_cannot_be_true_is_named_and_left_as_stated() -> None:
    bad = (
        Link(("1",), ("1",), relation=EQUAL), Link(("1",), ("2",), relation=SUBSET), Link(("2",), ("1",), relation=EQUAL),
        Link(("2",), ("2",), relation=SUPERSET),
    )  # fmt: skip
    good = Link(("7",), ("7",), relation=EQUAL)
    found = infer(walk(*bad, good))
    (conflict,) = found.conflicts
    assert {good, *bad} == set(found.links)
    claims = {str(one) for one in conflict.one + conflict.other}
    assert {"x/1 subset-of y/2", "x/2 superset-of y/2"} <= claims
    assert "exclude each other" in str(conflict.error)


def test_a_union_and_its_part_can_exclude_each_other() -> None:
    (conflict,) = infer(
        walk(Link(("1", "2"), ("1",), relation=SUBSET), Link(("1",), ("1",), relation=SUPERSET))
    ).conflicts
    claims = {str(one) for one in conflict.one + conflict.other}
    assert {"x/1 superset-of y/1", "x/1, 2 subset-of y/1"} == claims
    assert "the sets of clauses" in conflict.error.read("en")
    assert "条款集合本身" in conflict.error.read("zh")


def test_a_network_that_is_too_large_is_left_as_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inference, "LARGEST", 2)
    links = (
        Link(("1",), ("1",), relation=EQUAL),
        Link(("2",), ("1",), relation=EQUAL),
        Link(("2",), ("2",), relation=EQUAL),
    )
    assert links == infer(walk(*links)).links
    twice = (
        Link(("1",), ("1",), relation=EQUAL | SUBSET),
        Link(("1",), ("1",), relation=EQUAL | SUPERSET),
    )
    assert [EQUAL] == [one.relation for one in infer(walk(*twice)).links]


def test_an_edition_against_itself_contradicts_itself_in_a_network_of_any_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inference, "LARGEST", 1)
    links = (
        Link(("1",), ("1",), relation=DISJOINT),
        Link(("2",), ("1", "2"), relation=Relation.parse("any")),
    )
    found = infer(Crosswalk("x--x", "x", target="x", title=Text("walk"), links=links))
    assert 1 == len(found.conflicts)


def test_nothing_known_is_not_said() -> None:
    assert () == infer(walk(Link(("1",), ("1",), relation=Relation.parse("any")))).links
