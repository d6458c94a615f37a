"""Links and crosswalks: what is refused, what is joined, what is not reached."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from mgmtsys.files.loading import load, save
from mgmtsys.standard.clause import Clause, ClauseNumber, Confidence, Force, Standard
from mgmtsys.standard.crosswalk import Crosswalk, compose
from mgmtsys.standard.link import Claim, Link, Matching, assumption_of, spelled
from mgmtsys.standard.relation import (
    ANY,
    DISJOINT,
    EQUAL,
    INTERSECTS,
    OVERLAPPING,
    SUBSET,
    SUPERSET,
    Relation,
)
from mgmtsys.standard.union import holder, index_of, meeting, side_of
from mgmtsys.values.exceptions import Contradiction, InvalidCrosswalk, InvalidDocument
from mgmtsys.values.text import Text

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


def walk(source: str, target: str, *links: Link) -> Crosswalk:
    return Crosswalk(f"{source}--{target}", source, target=target, title=Text("walk"), links=links)


def said(crosswalk: Crosswalk) -> list[str]:
    return [
        f"{' '.join(map(str, one.sources))} {spelled(one)} {' '.join(map(str, one.targets))}"
        for one in crosswalk.links
    ]


def edition(id: str, *clauses: Clause) -> Standard:
    return Standard(id, Text(id), clauses=clauses)


def item(number: str, force: Force = Force.SHALL, *items: Clause) -> Clause:
    return Clause(ClauseNumber(number), Text(f"on {number}"), force=force, items=items)


def test_a_link_holds_its_clauses_in_order_and_once() -> None:
    link = Link(("6.10", "6.2", "6.2"), (ClauseNumber("1"),), relation=EQUAL)
    assert (ClauseNumber("6.2"), ClauseNumber("6.10")) == link.sources
    assert link == Link(("6.2", "6.10"), ("1",), relation=EQUAL)


def test_a_link_to_nothing_is_refused() -> None:
    for sources, targets in (((), ("1",)), (("1",), ())):
        with pytest.raises(InvalidCrosswalk, match="at least one on each side"):
            Link(sources, targets, relation=EQUAL)


def test_only_what_is_equal_can_be_equal_in_other_words() -> None:
    with pytest.raises(InvalidCrosswalk, match="subset-of is more than a difference of wording"):
        Link(("1",), ("1",), relation=SUBSET, reworded=True)


def test_a_relation_is_spelled_in_the_words_of_oscal() -> None:
    assert "equivalent-to" == spelled(Link(("1",), ("1",), relation=EQUAL, reworded=True))
    assert "equal-to" == spelled(Link(("1",), ("1",), relation=EQUAL))
    assert "overlaps" == spelled(Link(("1",), ("1",), relation=OVERLAPPING))


def test_links_of_single_clauses_compose_by_the_table() -> None:
    first = walk(
        "x", "y", Link(("1",), ("1",), relation=SUBSET), Link(("2",), ("2",), relation=INTERSECTS)
    )
    second = walk(
        "y",
        "z",
        Link(("1",), ("8",), relation=EQUAL, reworded=True),
        Link(("2",), ("9",), relation=SUBSET),
    )
    assert said(first >> second) == ["1 subset-of 8", "2 subset-of | intersects-with 9"]


def test_a_derived_link_names_the_claims_it_follows_from() -> None:
    first = walk(
        "x",
        "y",
        Link(("1",), ("2",), relation=EQUAL, reworded=True, rationale=Text("why"), confidence=HIGH),
    )
    second = walk("y", "z", Link(("2",), ("3",), relation=EQUAL, confidence=LOW))
    (link,) = (first >> second).links
    assert [str(one) for one in link.path] == ["x/1 equivalent-to y/2", "y/2 equal-to z/3"]
    assert ("equivalent-to", LOW, None) == (spelled(link), link.confidence, link.rationale)
    third = walk("z", "w", Link(("3",), ("4",), relation=SUBSET, matching=Matching.FUNCTIONAL))
    (further,) = (first >> second >> third).links
    assert [str(one) for one in further.path][-1] == "z/3 subset-of w/4"
    assert (3, None, Matching.SEMANTIC) == (
        len(further.path), further.confidence, further.matching
    )  # fmt: skip


@pytest.mark.parametrize("reworded", [(False, False), (True, False), (False, True)])
def test_what_follows_is_reworded_where_either_claim_is(reworded: tuple[bool, bool]) -> None:
    first = walk("x", "y", Link(("1",), ("2",), relation=EQUAL, reworded=reworded[0]))
    second = walk("y", "z", Link(("2",), ("3",), relation=EQUAL, reworded=reworded[1]))
    assert [f"1 {'equivalent-to' if any(reworded) else 'equal-to'} 3"] == said(first >> second)


def test_what_follows_from_nothing_certain_is_not_said() -> None:
    first = walk(
        "x", "y", Link(("1",), ("1",), relation=SUBSET), Link(("2",), ("2",), relation=EQUAL)
    )
    second = walk(
        "y", "z", Link(("1",), ("1",), relation=SUPERSET), Link(("3",), ("3",), relation=EQUAL)
    )
    assert () == (first >> second).links


def test_a_link_of_several_sources_is_met_by_links_that_join_to_them() -> None:
    first = walk(
        "x", "y", Link(("1",), ("1",), relation=EQUAL), Link(("2",), ("2",), relation=EQUAL)
    )
    second = walk("y", "z", Link(("1", "2"), ("9",), relation=EQUAL))
    assert said(first >> second) == [
        "1 equal-to | subset-of 9",
        "1 2 equal-to 9",
        "2 equal-to | subset-of 9",
    ]
    assert said(~second >> ~first) == [
        "9 equal-to | superset-of 1",
        "9 equal-to 1 2",
        "9 equal-to | superset-of 2",
    ]


def test_parts_that_cover_less_than_the_union_say_less() -> None:
    first = walk(
        "x", "y", Link(("1",), ("1",), relation=SUPERSET), Link(("2",), ("2",), relation=SUBSET)
    )
    second = walk("y", "z", Link(("1", "2", "3"), ("9",), relation=EQUAL))
    assert "1 2 overlaps 9" in said(first >> second)
    whole = walk("x", "y", *(Link((n,), (n,), relation=SUPERSET) for n in "123"))
    assert "1 2 3 equal-to | superset-of 9" in said(whole >> second)


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        ({"4": EQUAL, "5": EQUAL, "6": SUPERSET, "7": SUBSET}, "superset-of 14 15"),
        ({"4": EQUAL, "5": SUPERSET, "6": INTERSECTS}, "superset-of 14 15"),
        ({"4": EQUAL, "5": SUBSET, "6": INTERSECTS}, "overlaps 14 15"),
        ({"4": INTERSECTS, "5": DISJOINT, "6": INTERSECTS}, "overlaps 14 16"),
    ],
)
def test_parts_that_are_alike_are_joined_without_the_others(
    parts: dict[str, Relation], joined: str
) -> None:
    first = walk("x", "y", Link(("1",), tuple(parts), relation=SUPERSET))
    second = walk("y", "z", *(Link((one,), (f"1{one}",), relation=parts[one]) for one in parts))
    assert f"1 {joined}" in said(first >> second)


def test_each_side_that_shares_clauses_is_met_once() -> None:
    whole = holder(None)
    one, other = (
        side_of(Link(("1",), targets, relation=EQUAL), whole)
        for targets in (("1", "2"), ("1", "2", "3"))
    )
    assert [other] == list(meeting(one, index_of([other])))


def test_a_union_is_never_split_into_pairs() -> None:
    first = walk("x", "y", Link(("1", "2"), ("1",), relation=EQUAL))
    second = walk("y", "z", Link(("1",), ("1",), relation=EQUAL))
    assert said(first >> second) == ["1 2 equal-to 1"]


def test_a_heading_holds_what_stands_below_it_when_the_catalogue_is_at_hand() -> None:
    between = edition("y", item("6", Force.HEADING, item("6.1"), item("6.2")))
    first = walk(
        "x", "y", Link(("1",), ("6.1",), relation=EQUAL), Link(("2",), ("7",), relation=EQUAL)
    )
    second = walk(
        "y", "z", Link(("6",), ("5",), relation=EQUAL), Link(("6.2",), ("3",), relation=EQUAL)
    )
    assert () == (first >> second).links
    assert said(compose(first, second, between)) == ["1 equal-to | subset-of 5"]
    with pytest.raises(InvalidCrosswalk, match="x is another edition: expected the catalogue of y"):
        compose(first, second, edition("x"))


def test_an_item_does_not_hold_what_stands_below_it() -> None:
    between = edition("y", item("6", Force.SHALL, item("6.x")))
    first = walk("x", "y", Link(("1",), ("6.x",), relation=EQUAL))
    assert () == compose(first, walk("y", "z", Link(("6",), ("5",), relation=EQUAL)), between).links


def test_a_mere_beginning_of_numbers_holds_what_begins_with_it() -> None:
    between = edition("y", item("6.a.1"), item("6.a.2"))
    first = walk("x", "y", Link(("1",), ("6.a.1",), relation=EQUAL))
    (link,) = compose(first, walk("y", "z", Link(("6.a",), ("5",), relation=EQUAL)), between).links
    assert EQUAL | SUBSET == link.relation
    assert () == walk("y", "z", Link(("6.a",), ("5",), relation=EQUAL)).source_gaps(between)


def test_crosswalks_that_do_not_meet_are_not_composed() -> None:
    with pytest.raises(InvalidCrosswalk, match="x--y ends at y, and w--z starts at w"):
        _ = walk("x", "y") >> walk("w", "z")
    with pytest.raises(TypeError):
        _ = walk("x", "y") >> "y--z"


def test_links_of_the_same_clauses_say_what_they_say_together() -> None:
    one = Link(("1",), ("1",), relation=EQUAL | SUBSET, confidence=HIGH, rationale=Text("why"))
    other = Link(("1",), ("1",), relation=EQUAL | SUPERSET, confidence=MEDIUM)
    (link,) = walk("x", "y", one, other).conjoined
    assert (EQUAL, MEDIUM, 2) == (link.relation, link.confidence, len(link.path))
    assert (one,) == walk("x", "y", Link(("1",), ("1",), relation=ANY), one).conjoined
    assert (one,) == walk("x", "y", one, Link(("1",), ("1",), relation=ANY)).conjoined


def test_of_two_links_that_say_the_same_the_surer_one_counts() -> None:
    sure, unsure = (Link(("1",), ("1",), relation=EQUAL, confidence=one) for one in (HIGH, LOW))
    assert (sure,) == walk("x", "y", sure, unsure).conjoined
    assert (sure,) == walk("x", "y", unsure, sure).conjoined


def test_of_two_links_that_say_the_same_the_one_that_assumes_nothing_counts() -> None:
    sure = Link(("1",), ("1",), relation=EQUAL, confidence=HIGH, assumption=Text("it rains"))
    plain = Link(("1",), ("1",), relation=EQUAL, confidence=LOW)
    assert (plain,) == walk("x", "y", sure, plain).conjoined
    assert (plain,) == walk("x", "y", plain, sure).conjoined


def test_what_follows_assumes_what_its_claims_assume() -> None:
    first = attrs.evolve(
        walk("x", "y", Link(("1",), ("2",), relation=EQUAL, assumption=Text("it rains"))),
        assumption=Text("the sun shines"),
    )
    second = attrs.evolve(
        walk("y", "z", Link(("2",), ("3",), relation=EQUAL)), assumption=Text("the sun shines")
    )
    composed = first >> second
    for crosswalk, expected in (
        (composed, "the sun shines, and it rains"),
        (~composed, "the sun shines, and it rains"),
        (~first, "the sun shines, and it rains"),
        (second, "the sun shines"),
    ):
        (link,) = crosswalk.links
        assumed = assumption_of(crosswalk.path(link))
        assert expected == str(assumed)
    assert assumption_of(walk("x", "y").path(Link(("1",), ("1",), relation=EQUAL))) is None


def test_links_that_exclude_each_other_are_both_named() -> None:
    crosswalk = walk(
        "x", "y", Link(("1",), ("1",), relation=SUBSET), Link(("1",), ("1",), relation=DISJOINT)
    )
    with pytest.raises(Contradiction) as raised:
        _ = crosswalk.claims
    english, chinese = raised.value.read("en"), raised.value.read("zh")
    assert english.endswith("[x/1 subset-of y/1] and [x/1 no-relationship y/1]")
    assert chinese.endswith("[x/1 被包含 y/1] 与 [x/1 无关 y/1]")


def test_the_converse_swaps_the_editions_the_clauses_and_the_relations() -> None:
    path = (
        Claim("x", ("1",), relation=SUBSET, target="m", targets=("2",)),
        Claim("m", ("2",), relation=EQUAL, target="y", targets=("3",)),
    )
    back = ~walk("x", "y", Link(("1",), ("3",), relation=SUBSET, path=path))
    assert ("y--x", "y", "x") == (back.id, back.source, back.target)
    assert said(back) == ["3 superset-of 1"]
    assert [str(one) for one in back.links[0].path] == ["y/3 equal-to m/2", "m/2 superset-of x/1"]


def test_what_no_link_reaches_is_a_gap_on_its_side() -> None:
    source = edition("x", item("1"), item("2"), item("3", Force.NOTE))
    target = edition("y", item("7", Force.HEADING, item("7.a"), item("7.b")), item("8"), item("9"))
    crosswalk = walk(
        "x", "y", Link(("1",), ("7",), relation=SUBSET), Link(("1",), ("8",), relation=DISJOINT),
        Link(("2",), ("9",), relation=EQUAL | DISJOINT),
    )  # fmt: skip
    assert ["2"] == [str(one.number) for one in crosswalk.source_gaps(source)]
    assert ["8", "9"] == [str(one.number) for one in crosswalk.target_gaps(target)]
    with pytest.raises(InvalidCrosswalk, match="y is another edition"):
        crosswalk.source_gaps(target)


def test_a_heading_of_which_nothing_below_is_known_can_be_a_gap() -> None:
    target = edition("y", item("6", Force.HEADING, item("6.3", Force.HEADING)))
    assert ["6.3"] == [str(one.number) for one in walk("x", "y").target_gaps(target)]


def test_an_identity_joins_what_is_unchanged() -> None:
    base = edition("x", item("1"), item("2"), item("3"), item("4", Force.NOTE))
    amended = edition("x+1", item("1"), item("2", Force.SHOULD), item("5"))
    assert said(Crosswalk.identity(base)) == ["1 equal-to 1", "2 equal-to 2", "3 equal-to 3"]
    assert said(Crosswalk.identity(base, amended)) == ["1 equal-to 1"]


def test_an_identity_is_titled_by_the_names_of_its_editions() -> None:
    base = Standard("x", Text("x"), clauses=(item("1"),), name="ISO X")
    adopted = Standard("y", Text("y"), clauses=(item("1"),), name="GB Y", based_on="x")
    title = Crosswalk.identity(base, adopted).title
    assert "ISO X and GB Y (identical adoption)" == title.read("en")
    assert "ISO X 与 GB Y 对照（等同采用）" == title.read("zh")
    assert "x and x" == Crosswalk.identity(edition("x", item("1"))).title.read("en")


FILE = """\
format: mgmtsys.crosswalk/1
id: own
source: company:7
target: iso14001:2015
title: {en: Own, zh: 自有}
links:
  - sources: [1.1]
    targets: [6.2.1.b, 6.2.1.c]
    relation: equivalent-to
    confidence: medium
    rationale: {en: merged, zh: 合并}
  - sources: [1.10]
    targets: [6.2.2.d]
    relation: superset-of | intersects-with
    matching: functional
    provenance: a workshop
    author: QA
"""


def test_a_crosswalk_is_read_from_a_file_and_written_to_one(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(FILE, "utf-8")
    read = load(tmp_path / "own.yaml", Crosswalk)
    assert said(read) == [
        "1.1 equivalent-to 6.2.1.b 6.2.1.c", "1.10 superset-of | intersects-with 6.2.2.d"
    ]  # fmt: skip
    assert (Matching.FUNCTIONAL, "QA") == (read.links[1].matching, read.links[1].author)
    for suffix in ("json", "toml", "yaml"):
        save(read, tmp_path / f"again.{suffix}")
        assert read == load(tmp_path / f"again.{suffix}", Crosswalk)


def test_every_problem_of_a_file_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        FILE.replace("equivalent-to", "equals").replace("[1.10]", "1.10").replace("author", "by")
        + "  - {sources: [6..2], targets: [1], relation: subset-of}\n"
        + "  - {sources: [6], targets: [], relation: subset-of}\n"
        + "  - {sources: [6], targets: [6], relation: subset-of, reworded: true}\n",
        "utf-8",
    )
    with pytest.raises(InvalidDocument) as raised:
        load(file, Crosswalk)
    places = [(one.path, one.place.line if one.place else 0) for one in raised.value.problems]
    assert places == [
        (("links", "0", "relation"), 9),
        (("links", "1", "sources"), 12),
        (("links", "1", "by"), 17),
        (("links", "2", "sources", "0"), 18),
        (("links", "3"), 19),
        (("links", "4"), 20),
    ]


def test_a_file_of_another_format_is_no_crosswalk(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(FILE.replace("crosswalk/1", "crosswalk/2"), "utf-8")
    with pytest.raises(InvalidDocument, match=r"expected format: mgmtsys\.crosswalk/1"):
        load(tmp_path / "own.yaml", Crosswalk)
