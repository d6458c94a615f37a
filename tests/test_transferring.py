"""What evidence for one edition says of another, and what it does not."""

from __future__ import annotations

import pytest

from mgmtsys.files.standards import shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.standard.bounds import Bounds
from mgmtsys.standard.clause import Clause, ClauseNumber, Force, Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.link import Link
from mgmtsys.standard.relation import ANY, DISJOINT, EQUAL, INTERSECTS, SUBSET, SUPERSET, Relation
from mgmtsys.standard.transfer import (
    MET,
    NOT_MET,
    NOTHING_KNOWN,
    PARTLY_MET,
    Conclusion,
    Fulfilment,
    Knowledge,
    Transfer,
    carried,
    transfer,
)
from mgmtsys.values.exceptions import Contradiction, InvalidCrosswalk
from mgmtsys.values.text import Text

NONE_MET = Knowledge(some_met=False)
SOME_MET = Knowledge(some_met=True)
CONTRARY = ((True, False), (False, True))
EVERY = (MET, PARTLY_MET, NOT_MET, NONE_MET, SOME_MET, NOTHING_KNOWN)
TARGET = Standard(
    "y",
    Text("y"),
    clauses=(
        Clause(ClauseNumber("1"), Text("one")),
        Clause(ClauseNumber("2"), Text("two")),
        Clause(ClauseNumber("3"), Text("three")),
        Clause(ClauseNumber("4"), Text("note"), force=Force.NOTE),
    ),
)


def walk(*links: Link) -> Crosswalk:
    return Crosswalk("x--y", "x", target="y", title=Text("walk"), links=links)


def states(crosswalk: Crosswalk, **known: Knowledge) -> dict[str, str]:
    given = {ClauseNumber(name.removeprefix("c")): one for name, one in known.items()}
    return {
        str(one.clause.number): one.fulfilment.value
        for one in transfer(crosswalk, given, TARGET).conclusions
        if one.grounds
    }


def test_what_follows_is_drawn_at_once() -> None:
    assert Knowledge(all_met=True) == Knowledge(all_met=True, some_met=True) == MET
    assert Knowledge(some_met=False) == Knowledge(all_met=False, some_met=False)
    with pytest.raises(Contradiction, match="all duties are met and none is"):
        Knowledge(all_met=True, some_met=False)


@pytest.mark.parametrize(
    ("knowledge", "fulfilment"),
    [
        (MET, Fulfilment.SATISFIED),
        (PARTLY_MET, Fulfilment.IN_PART),
        (SOME_MET, Fulfilment.IN_PART),
        (NOT_MET, Fulfilment.NOT_SATISFIED),
        (NONE_MET, Fulfilment.NOT_SATISFIED),
        (NOTHING_KNOWN, Fulfilment.UNKNOWN),
    ],
)
def test_knowledge_amounts_to_one_of_four(knowledge: Knowledge, fulfilment: Fulfilment) -> None:
    assert fulfilment is knowledge.fulfilment


def test_knowledge_adds_up() -> None:
    for one in EVERY:
        assert one & NOTHING_KNOWN == one == one & one
        for other in EVERY:
            excluded = (one.all_met, other.all_met) in CONTRARY or (
                one.some_met,
                other.some_met,
            ) in CONTRARY
            if not excluded:
                assert one & other == other & one
                assert one.facts | other.facts == (one & other).facts
    with pytest.raises(Contradiction, match="satisfied and not_satisfied exclude each other"):
        _ = MET & NOT_MET
    with pytest.raises(TypeError):
        _ = MET & "met"


@pytest.mark.parametrize(
    ("relation", "met", "not_met", "some", "none"),
    [
        (EQUAL, MET, NOT_MET, SOME_MET, NONE_MET),
        (SUPERSET, MET, NOTHING_KNOWN, NOTHING_KNOWN, NONE_MET),
        (SUBSET, SOME_MET, NOT_MET, SOME_MET, NOT_MET),
        (INTERSECTS, SOME_MET, NOTHING_KNOWN, NOTHING_KNOWN, NOT_MET),
        (DISJOINT, NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN),
        (EQUAL | SUPERSET, MET, NOTHING_KNOWN, NOTHING_KNOWN, NONE_MET),
        (EQUAL | SUBSET, SOME_MET, NOT_MET, SOME_MET, NOT_MET),
        (SUBSET | DISJOINT, NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN),
        (ANY, NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN),
    ],
    ids=str,
)
def test_evidence_goes_along_a_link_only_where_every_possibility_allows_it(
    relation: Relation, met: Knowledge, not_met: Knowledge, some: Knowledge, none: Knowledge
) -> None:
    given = (MET, NOT_MET, SOME_MET, NONE_MET)
    assert (met, not_met, some, none) == tuple(carried(one, relation) for one in given)
    assert NOTHING_KNOWN == carried(NOTHING_KNOWN, relation)


def test_a_subset_does_not_satisfy() -> None:
    """Tempting, and false: that a link is enough."""
    assert states(walk(Link(("1",), ("1",), relation=SUBSET)), c1=MET) == {"1": "satisfied_in_part"}


def test_an_unmet_superset_says_nothing() -> None:
    """Tempting, and false: that what misses the more misses the less."""
    assert states(walk(Link(("1",), ("1",), relation=SUPERSET)), c1=NOT_MET) == {}


def test_two_subsets_do_not_make_the_whole() -> None:
    """Tempting, and false: only a claim of their union does."""
    parts = (Link(("1",), ("1",), relation=SUBSET), Link(("2",), ("1",), relation=SUBSET))
    assert states(walk(*parts), c1=MET, c2=MET) == {"1": "satisfied_in_part"}
    union = Link(("1", "2"), ("1",), relation=EQUAL)
    assert states(walk(*parts, union), c1=MET, c2=MET) == {"1": "satisfied"}
    assert states(walk(*parts, union), c1=MET) == {"1": "satisfied_in_part"}
    assert states(walk(*parts, union), c1=MET, c2=NOT_MET) == {"1": "satisfied_in_part"}


def test_a_union_that_is_met_meets_each_of_its_clauses() -> None:
    link = walk(Link(("1",), ("1", "2"), relation=EQUAL))
    assert states(link, c1=MET) == {"1": "satisfied", "2": "satisfied"}
    assert states(link, c1=NONE_MET) == {"1": "not_satisfied", "2": "not_satisfied"}


def test_a_union_that_is_not_met_says_nothing_of_any_one_clause() -> None:
    link = walk(Link(("1",), ("1", "2"), relation=EQUAL))
    assert {} == states(link, c1=NOT_MET) == states(link, c1=SOME_MET)


def test_letters_carry_no_meaning() -> None:
    """The evidence for c of one list is evidence for d of the other."""
    iso = shipped("iso14001:2015")
    cts = shipped_crosswalk("cts-q-zg040:2023", "iso14001:2015")
    found = transfer(cts, {ClauseNumber("6.2.1.c"): MET}, iso, under="6.2.1")
    assert ["6.2.1.d"] == [str(one.clause.number) for one in found.conclusions if one.grounds]
    assert Fulfilment.SATISFIED is found["6.2.1.d"].fulfilment


def test_every_conclusion_has_its_path() -> None:
    crosswalk = walk(
        Link(("1",), ("1",), relation=EQUAL),
        Link(("2",), ("1",), relation=SUPERSET),
        Link(("1",), ("2",), relation=SUPERSET),
    )
    found = transfer(crosswalk, {ClauseNumber("2"): MET}, TARGET)
    (direct,), (derived,) = found["1"].grounds, found["2"].grounds
    assert (crosswalk.links[1], MET, MET) == (direct.link, direct.given, direct.carried)
    assert {"x/2 superset-of y/1", "x/1 equal-to y/1", "x/1 superset-of y/2"} == {
        str(one) for one in derived.link.path
    }
    assert () == found[ClauseNumber("3")].grounds
    with pytest.raises(KeyError, match="4"):
        _ = found["4"]


def test_evidence_that_excludes_other_evidence_is_contradictory() -> None:
    crosswalk = walk(Link(("1",), ("1",), relation=EQUAL), Link(("2",), ("1",), relation=EQUAL))
    found = transfer(crosswalk, {ClauseNumber("1"): MET, ClauseNumber("2"): NOT_MET}, TARGET)
    assert Fulfilment.CONTRADICTORY is found["1"].fulfilment
    assert {(1, MET), (2, NOT_MET)} == {
        (int(str(ground.link.sources[0])), ground.carried) for ground in found["1"].grounds
    }
    assert Bounds(0, 2, denominator=3) == found.bounds


def test_links_that_exclude_each_other_are_named() -> None:
    crosswalk = walk(Link(("1",), ("1",), relation=EQUAL), Link(("1",), ("1",), relation=DISJOINT))
    (conflict,) = transfer(crosswalk, {}, TARGET).conflicts
    assert "no-relationship" in str(conflict.error)


def test_coverage_is_a_bound_over_what_applies() -> None:
    crosswalk = walk(Link(("1",), ("1",), relation=EQUAL), Link(("2",), ("2",), relation=SUBSET))
    known = {ClauseNumber("1"): MET, ClauseNumber("2"): NOT_MET}
    assert Bounds(1, 2, denominator=3) == transfer(crosswalk, known, TARGET).bounds
    left_out = transfer(crosswalk, known, TARGET, not_applicable=[ClauseNumber("3")])
    assert Bounds(1, 1, denominator=2) == left_out.bounds


def test_sets_that_lack_one_each_are_taken_in_the_order_of_their_clauses() -> None:
    """Of 1 8, 2 8 and 2 3 two share nothing, which only one order of taking them finds."""
    sets = [("1", "8"), ("2", "8"), ("2", "3")]
    numbers = [
        tuple(ClauseNumber(f"{part}.{end}") for end in ends)
        for part in range(1, 41)
        for ends in sets
    ]
    listed = sorted({number for each in numbers for number in each})
    conclusions = tuple(Conclusion(Clause(number, Text("x"))) for number in listed)
    assert (
        Bounds(0, 80, denominator=160)
        == Transfer("x", "y", conclusions=conclusions, not_all=tuple(numbers)).bounds
    )


def test_the_catalogue_is_of_the_edition_that_the_crosswalk_leads_to() -> None:
    with pytest.raises(InvalidCrosswalk, match="x--y does not lead to iso14001:2015"):
        transfer(walk(), {}, shipped("iso14001:2015"))
