"""What is found to be wrong with a crosswalk."""

from __future__ import annotations

import re

from mgmtsys.auditing.lint import RULES, lint
from mgmtsys.files.standards import shipped
from mgmtsys.standard.clause import Clause, ClauseNumber, Force, Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.link import Link
from mgmtsys.standard.relation import ANY, DISJOINT, EQUAL, SUBSET, SUPERSET
from mgmtsys.system.finding import Finding, Grade
from mgmtsys.values.exceptions import UnknownStandard
from mgmtsys.values.text import Text

CTS, ISO = "cts-q-zg040:2023", "iso14001:2015"


def list_of(id: str, *items: tuple[str, str]) -> Standard:
    below = tuple(
        Clause(ClauseNumber(f"6.{letter}"), Text("item"), asks=(asks,) if asks else ())
        for letter, asks in items
    )
    return Standard(
        id,
        Text(id),
        clauses=(Clause(ClauseNumber("6"), Text("6"), force=Force.HEADING, items=below),),
    )


def found(crosswalk: Crosswalk, *standards: Standard) -> list[Finding]:
    known = {one.id: one for one in standards}

    def resolve(edition: str) -> Standard:
        if edition not in known:
            raise UnknownStandard(Text({"en": f"no {edition}", "zh": f"没有 {edition}"}))
        return known[edition]

    return list(lint(crosswalk, resolve if standards else shipped).findings)


def walk(*links: Link, source: str = CTS, target: str = ISO) -> Crosswalk:
    return Crosswalk(f"{source}--{target}", source, target=target, title=Text("walk"), links=links)


def names(findings: list[Finding]) -> list[str]:
    return [one.check for one in findings]


def test_an_edition_that_is_not_known_is_told_and_its_clauses_are_left_alone() -> None:
    (finding,) = found(walk(Link(("9.9",), ("6.2.1.a",), relation=SUBSET), source="company:7"))
    assert ("crosswalk.edition", ("source",)) == (finding.check, finding.subject)
    assert "no shipped standard 'company:7'" in finding.message.read("en")
    assert "company:7" in finding.message.read("zh")


def test_a_clause_that_is_not_there_is_told_with_its_side() -> None:
    source, target = found(walk(Link(("9.9",), ("6.1.5",), relation=SUBSET)))
    assert (("links", "0", "sources"), ("links", "0", "targets")) == (
        source.subject, target.subject
    )  # fmt: skip
    assert [f"{CTS}/9.9"] == [str(one) for one in source.clauses]
    assert "iso14001:2015 has no 6.1.5; iso14001:2026 has 6.1.5" in target.message.read("en")


def test_what_is_said_twice_is_told() -> None:
    twice = Link(("6.2.1.c",), ("6.2.1.d",), relation=EQUAL)
    (finding,) = found(walk(twice, twice))
    assert (("links", "1"), "repeats links.0") == (finding.subject, str(finding.message))
    assert Grade.OBSERVATION is finding.grade


def test_links_that_exclude_each_other_are_told_once_with_both_paths() -> None:
    (finding,) = found(
        walk(
            Link(("4.1.a",), ("4.1.p1",), relation=SUBSET),
            Link(("4.1.a",), ("4.1.p1",), relation=DISJOINT),
        )
    )
    assert ("crosswalk.contradiction", Grade.MAJOR, ("links", "1")) == (
        finding.check, finding.grade, finding.subject
    )  # fmt: skip
    assert "subset-of" in str(finding.message)
    assert "无关" in finding.message.read("zh")
    assert not re.search("subset|relationship", finding.message.read("zh"))


def test_a_possibility_that_others_rule_out_is_told() -> None:
    (finding,) = found(
        walk(
            Link(("4.1.a",), ("4.1.p1",), relation=EQUAL), Link(("4.1.b",), ("4.1.p1",), relation=SUPERSET),
            Link(("4.1.a",), ("4.1.p2",), relation=SUPERSET), Link(("4.1.b",), ("4.1.p2",), relation=ANY),
            Link(("4.1.b",), ("4.1.p2",), relation=SUPERSET | SUBSET),
        )
    )  # fmt: skip
    assert ("crosswalk.refuted", ("links", "4")) == (finding.check, finding.subject)
    assert "of subset-of | superset-of, other links allow only superset-of" in str(finding.message)
    assert not re.search("subset|superset", finding.message.read("zh"))


def test_a_number_over_others_is_a_clause_and_has_their_forces() -> None:
    assert [] == found(walk(Link(("6.2.1.b",), ("6.2.1.b", "6.2.1.c"), relation=EQUAL)))
    assert ["crosswalk.force"] == names(
        found(walk(Link(("6.2.1.b",), ("6.2.1.p3",), relation=EQUAL)))
    )


def test_equal_clauses_of_another_force_are_told() -> None:
    considered, must, limited, plain = ("6.2.1.p3",), ("6.2.1.p2",), ("6.2.1.e",), ("6.2.1.a",)
    (finding,) = found(
        walk(Link(considered, considered, relation=EQUAL), Link(considered, must, relation=EQUAL))
    )
    assert ("crosswalk.force", ("links", "1")) == (finding.check, finding.subject)
    assert (
        "equal clauses should have the same force, but one side says consider and the other take_into_account"
        == finding.message.read("en")
    )
    (finding,) = found(walk(Link(plain, limited, relation=EQUAL, reworded=True)))
    assert "一侧为shall，另一侧为shall（有限定）" in finding.message.read("zh")
    assert [] == found(
        walk(Link(plain, limited, relation=SUPERSET), Link(considered, must, relation=SUBSET))
    )


def test_of_a_union_one_force_in_common_is_enough() -> None:
    assert [] == found(
        walk(Link(("6.2.1.b.1", "6.2.1.b.2"), ("6.2.1.b", "6.2.1.c"), relation=EQUAL))
    )
    assert [] == found(walk(Link(("6.2.1.b.1", "6.2.1.b.2"), ("6.2.1.c",), relation=EQUAL)))
    considered = walk(Link(("6.2.1.b.1", "6.2.1.b.2"), ("6.2.1.p3",), relation=EQUAL))
    assert ["crosswalk.force"] == names(found(considered))


LETTERS = tuple(Link((f"6.2.1.{one}",), (f"6.2.1.{one}",), relation=EQUAL) for one in "abcd")


def by_letters(crosswalk: Crosswalk) -> list[Finding]:
    return [one for one in found(crosswalk) if one.check == "crosswalk.letters"]


def test_a_mapping_by_letters_is_told() -> None:
    (finding,) = by_letters(walk(*LETTERS))
    assert ("crosswalk.letters", ("links", "0")) == (finding.check, finding.subject)
    assert (
        "all 4 links between the items of 6.2.1 and 6.2.1 make items of the same letter equal, although one "
        "list has 4 items and the other 5: letters carry no meaning across standards"
        == finding.message.read("en")
    )
    assert "同字母一致" in finding.message.read("zh")


def test_one_link_that_leaves_the_letters_shows_that_they_were_read() -> None:
    assert [] == by_letters(walk(*LETTERS[:2], Link(("6.2.1.c",), ("6.2.1.d",), relation=EQUAL)))
    assert [] == by_letters(walk(*LETTERS[:3], Link(("6.2.1.d",), ("6.2.1.d",), relation=SUBSET)))
    assert [] == by_letters(
        walk(*LETTERS[:3], Link(("6.2.1.d",), ("6.2.1.d",), relation=EQUAL, reworded=True))
    )
    assert [] == by_letters(walk(LETTERS[0]))


def test_lists_of_one_length_are_suspect_only_where_they_ask_different_things() -> None:
    links = (Link(("6.a",), ("6.a",), relation=EQUAL), Link(("6.b",), ("6.b",), relation=EQUAL))
    crosswalk = walk(*links, source="x", target="y")
    here = list_of("x", ("a", "q"), ("b", "r"))
    assert [] == found(crosswalk, here, list_of("y", ("a", "q"), ("b", "r")))
    assert [] == found(crosswalk, here, list_of("y", ("a", "q"), ("b", "")))
    (finding,) = found(crosswalk, here, list_of("y", ("a", "r"), ("b", "q")))
    assert "though some of the items ask for different things" in str(finding.message)


def test_items_of_two_lists_and_unlettered_items_are_not_joined_by_letters() -> None:
    crosswalk = walk(
        Link(("6.2.1.p1",), ("6.2.1.p1",), relation=EQUAL), Link(("6.2.1.p2",), ("6.2.1.p2",), relation=EQUAL),
        Link(("6.2.1.a", "6.2.2.a"), ("6.2.1.a", "6.2.2.a"), relation=EQUAL),
    )  # fmt: skip
    assert [] == found(crosswalk)


def test_letters_below_a_clause_that_is_not_there_are_told_as_such_alone() -> None:
    links = (Link(("66.a",), ("6.a",), relation=EQUAL), Link(("66.b",), ("6.b",), relation=EQUAL))
    here, there = list_of("x", ("a", "")), list_of("y", ("a", ""), ("b", ""))
    findings = found(walk(*links, source="x", target="y"), here, there)
    assert {"crosswalk.clause"} == set(names(findings))
    lone = (Link(("6.a",), ("6.a",), relation=EQUAL), Link(("6.b",), ("6.b",), relation=EQUAL))
    findings = found(walk(*lone, source="x", target="y"), here, there)
    assert ["crosswalk.clause", "crosswalk.letters"] == sorted(names(findings))


def test_every_rule_says_its_sentence_in_both_languages() -> None:
    report = lint(walk(), shipped)
    assert sorted(one.name for one in RULES) == [one.name for one in report.checks]
    assert all(one.sentence.read("en") != one.sentence.read("zh") for one in RULES)
