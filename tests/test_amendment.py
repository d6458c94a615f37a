"""What an edition adds to another or replaces in it, and where that stands."""

from __future__ import annotations

import pytest

from mgmtsys.standard.amendment import amended
from mgmtsys.standard.clause import Clause, ClauseNumber, Confidence, Force, Standard
from mgmtsys.values.text import Text


def item(number: str, *items: Clause, text: str | None = None) -> Clause:
    return Clause(ClauseNumber(number), Text(text or f"base {number}"), items=items)


def own(number: str, *items: Clause) -> Clause:
    return item(number, *items, text=f"own {number}")


BASE = Standard(
    "rules:1",
    Text("Rules"),
    clauses=(
        item(
            "6",
            item(
                "6.1", item("6.1.p1"), item("6.1.a"), item("6.1.b"), item("6.1.p2"), item("6.1.n1")
            ),
            item("6.2", item("6.2.b.1"), item("6.2.b.2"), item("6.2.c")),
        ),
        item("7"),
    ),
    source=Text("the book"),
    confidence=Confidence.HIGH,
    hangs_on="frame:1",
)


def changes(*clauses: Clause) -> Standard:
    return Standard("rules:2", Text("New rules"), clauses=clauses, source=Text("the leaflet"))


def numbers(standard: Standard) -> list[str]:
    return [str(one.number) for one in standard]


def below(standard: Standard, number: str) -> list[str]:
    return [str(one.number) for one in standard[number].items]


@pytest.mark.parametrize(
    ("number", "siblings"),
    [
        ("6.1.p3", ["6.1.p1", "6.1.a", "6.1.b", "6.1.p2", "6.1.p3", "6.1.n1"]),
        ("6.1.c", ["6.1.p1", "6.1.a", "6.1.b", "6.1.c", "6.1.p2", "6.1.n1"]),
        ("6.1.n2", ["6.1.p1", "6.1.a", "6.1.b", "6.1.p2", "6.1.n1", "6.1.n2"]),
        ("6.1.u1", ["6.1.p1", "6.1.a", "6.1.b", "6.1.p2", "6.1.n1", "6.1.u1"]),
        ("6.1.1", ["6.1.1", "6.1.p1", "6.1.a", "6.1.b", "6.1.p2", "6.1.n1"]),
    ],
)
def test_an_item_is_added_behind_those_of_its_kind(number: str, siblings: list[str]) -> None:
    edition = amended(BASE, changes(own(number)))
    assert siblings == below(edition, "6.1")
    assert f"own {number}" == str(edition[number].text)


def test_a_heading_is_added_among_headings_with_what_it_lists() -> None:
    edition = amended(BASE, changes(own("6.3", own("6.3.p1"), own("6.3.a")), own("8")))
    assert ["6.1", "6.2", "6.3"] == below(edition, "6")
    assert ["6.3.p1", "6.3.a"] == below(edition, "6.3")
    assert ["6", "7", "8"] == [str(one.number) for one in edition.clauses]


def test_a_heading_that_comes_between_takes_what_extends_its_number() -> None:
    edition = amended(BASE, changes(own("6.2.b", own("6.2.b.2"), own("6.2.b.3"))))
    assert ["6.2.b", "6.2.c"] == below(edition, "6.2")
    assert ["6.2.b.1", "6.2.b.2", "6.2.b.3"] == below(edition, "6.2.b")
    assert ["base 6.2.b.1", "own 6.2.b.2", "own 6.2.b.3"] == [
        str(one.text) for one in edition["6.2.b"].items
    ]


def test_an_item_is_replaced_where_it_stands_and_keeps_what_is_below() -> None:
    replaced = Clause(ClauseNumber("6.1"), Text("own"), force=Force.HEADING, items=(own("6.1.a"),))
    edition = amended(BASE, changes(replaced))
    assert numbers(BASE) == numbers(edition)
    assert ("own", Force.HEADING) == (str(edition["6.1"].text), edition["6.1"].force)
    assert ["own 6.1.a"] == [str(one.text) for one in edition if str(one.text).startswith("own ")]


def test_what_is_not_touched_keeps_its_source_and_confidence() -> None:
    edition = amended(BASE, changes(own("6.1.c"), own("8")))
    assert ["the book", "the book", "the leaflet"] == [
        str(edition.source_of(number)) for number in ("6.1.a", "6.1.c", "8")
    ]
    assert [Confidence.HIGH, None] == [edition.confidence_of(number) for number in ("7", "8")]


def test_the_edition_is_its_own_and_says_what_it_is_based_on() -> None:
    edition = amended(BASE, changes())
    assert ("rules:2", "New rules", "rules:1", "frame:1") == (
        edition.id, str(edition.title), edition.based_on, edition.hangs_on,
    )  # fmt: skip
    assert not edition.provisional
