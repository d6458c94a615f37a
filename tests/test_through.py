"""The matrix of one edition, seen from another by way of a crosswalk."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import attrs
import pytest

from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.auditing.row import Row
from mgmtsys.auditing.status import Status
from mgmtsys.auditing.through import matrix_through
from mgmtsys.files.loading import load
from mgmtsys.files.standards import shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.show import render
from mgmtsys.standard.bounds import Bounds
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.link import Link
from mgmtsys.standard.relation import EQUAL, INTERSECTS, SUBSET, SUPERSET, Relation
from mgmtsys.system.finding import Exclusion, Waiver
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidCrosswalk, UnknownClause, UnknownStandard
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
CTS, ISO = "cts-q-zg040:2023", "iso14001:2015"
EMPTY = clause_matrix(load(EXAMPLE), [])


def seen(status: Status, relation: Relation = EQUAL) -> Row:
    """Return the only row of a target whose only link relates so to a source row of that status."""
    source = attrs.evolve(
        EMPTY,
        standards=("x",),
        rows=(Row(ClauseRef("x", ClauseNumber("1")), Text("x"), status=status),),
    )
    target = Standard("y", Text("y"), clauses=(Clause(ClauseNumber("1"), Text("y")),))
    crosswalk = Crosswalk(
        "x--y", "x", target="y", title=Text("w"), links=(Link(("1",), ("1",), relation=relation),)
    )
    (row,) = matrix_through(source, crosswalk, target).rows
    return row


@pytest.mark.parametrize(
    ("status", "relation", "expected"),
    [
        (Status.EVIDENCED, EQUAL, Status.EVIDENCED),
        (Status.EVIDENCED, SUPERSET, Status.EVIDENCED),
        (Status.EVIDENCED, SUBSET, Status.PARTIAL),
        (Status.EVIDENCED, INTERSECTS, Status.PARTIAL),
        (Status.PARTIAL, EQUAL, Status.PARTIAL),
        (Status.PARTIAL, SUPERSET, Status.UNDETERMINED),
        (Status.PARTIAL, SUBSET, Status.PARTIAL),
        (Status.PARTIAL, INTERSECTS, Status.UNDETERMINED),
        (Status.GAP, EQUAL, Status.GAP),
        (Status.GAP, SUPERSET, Status.UNDETERMINED),
        (Status.GAP, SUBSET, Status.GAP),
        (Status.WAIVED, EQUAL, Status.GAP),
        (Status.NOT_APPLICABLE, EQUAL, Status.UNDETERMINED),
        (Status.UNDETERMINED, EQUAL, Status.UNDETERMINED),
    ],
)
def test_a_row_says_what_follows_and_nothing_more(
    status: Status, relation: Relation, expected: Status
) -> None:
    row = seen(status, relation)
    assert (expected, expected) == (row.status, row.cells[0].status)


def test_a_row_names_its_ground_for_and_against() -> None:
    (cell,) = seen(Status.PARTIAL).cells
    (found,), (missing,) = cell.found, cell.missing
    assert "satisfied in part: x/1 equal-to 1" == found.read("en") == missing.read("en")
    assert "部分满足：x/1 一致 1" == found.read("zh")
    (cell,) = seen(Status.UNDETERMINED).cells
    assert ((), "nothing about it follows from the crosswalk") == (
        cell.found, str(cell.missing[0])
    )  # fmt: skip


def test_what_is_contradictory_is_undetermined_and_says_why() -> None:
    rows = tuple(
        Row(ClauseRef("x", ClauseNumber(number)), Text("x"), status=status)
        for number, status in (("1", Status.EVIDENCED), ("2", Status.GAP))
    )
    source = attrs.evolve(EMPTY, standards=("x",), rows=rows)
    target = Standard("y", Text("y"), clauses=(Clause(ClauseNumber("1"), Text("y")),))
    links = (Link(("1",), ("1",), relation=EQUAL), Link(("2",), ("1",), relation=EQUAL))
    crosswalk = Crosswalk("x--y", "x", target="y", title=Text("w"), links=links)
    (row,) = matrix_through(source, crosswalk, target).rows
    assert Status.UNDETERMINED is row.status
    assert ["satisfied: x/1 equal-to 1"] == [str(one) for one in row.cells[0].found]
    assert [str(one) for one in row.cells[0].missing] == [
        "what follows from the crosswalk is contradictory", "not satisfied: x/2 equal-to 1"
    ]  # fmt: skip


def test_a_ground_that_rests_on_an_assumption_says_so() -> None:
    rows = (Row(ClauseRef("x", ClauseNumber("1")), Text("x"), status=Status.EVIDENCED),)
    source = attrs.evolve(EMPTY, standards=("x",), rows=rows)
    target = Standard("y", Text("y"), clauses=(Clause(ClauseNumber("1"), Text("y")),))
    crosswalk = Crosswalk(
        "x--y", "x", target="y", title=Text("w"),
        assumption=Text({"en": "the scopes coincide", "zh": "范围一致"}),
        links=(Link(("1",), ("1",), relation=EQUAL, assumption=Text({"en": "it rains", "zh": "下雨"})),),
    )  # fmt: skip
    (row,) = matrix_through(source, crosswalk, target).rows
    (found,) = row.cells[0].found
    assert "satisfied: x/1 equal-to 1, if the scopes coincide, and it rains" == found.read("en")
    assert "满足：x/1 一致 1，前提：范围一致，且下雨" == found.read("zh")


@pytest.fixture(scope="module")
def computed() -> ClauseMatrix:
    source = clause_matrix(load(EXAMPLE), [CTS], on=date(2026, 6, 30))
    return matrix_through(source, shipped_crosswalk(CTS, ISO), shipped(ISO), "6.2")


def test_the_matrix_is_of_the_target_under_the_number(computed: ClauseMatrix) -> None:
    assert (ISO,) == computed.standards
    assert 15 == len(computed.rows) == computed.coverage(ISO).denominator
    assert {True} == {row.clause.number.is_under(ClauseNumber("6.2")) for row in computed.rows}
    assert computed.bounds is not None
    assert computed.coverage(ISO)[Status.EVIDENCED] == computed.bounds.certain
    assert computed.bounds.certain <= computed.bounds.possible <= computed.bounds.denominator == 15


def test_every_way_of_writing_it_shows_the_path(computed: ClauseMatrix) -> None:
    path = f"{CTS}/6.2.1.c equivalent-to 6.2.1.d, if the two scopes coincide"
    for format in ("md", "csv", "json"):
        assert path in render(computed, format, "en")
    rows = list(csv.DictReader(StringIO(render(computed, "csv", "en"))))
    assert {"through cts-q-zg040:2023"} <= rows[0].keys()
    written = json.loads(render(computed, "json"))
    assert attrs.asdict(computed.bounds or Bounds(0, 0, denominator=0)) == written["bounds"]
    assert ["through cts-q-zg040:2023"] == list(written["columns"])
    assert "certainly and possibly evidenced: 2 to" in render(computed, "md", "en")
    assert "确定与可能有证据：适用 15 项中的 2 至" in render(computed, "md", "zh")


def test_a_matrix_that_was_not_seen_through_a_crosswalk_has_no_bounds() -> None:
    assert EMPTY.bounds is None
    assert "bounds" not in json.loads(render(EMPTY, "json"))


def test_the_fingerprint_is_of_the_input(computed: ClauseMatrix) -> None:
    source = clause_matrix(load(EXAMPLE), [CTS], on=date(2026, 6, 30))
    walk = shipped_crosswalk(CTS, ISO)
    again = matrix_through(source, walk, shipped(ISO), "6.2")
    assert computed == again
    assert again.fingerprint != matrix_through(source, walk, shipped(ISO)).fingerprint
    fewer = attrs.evolve(walk, links=walk.links[1:])
    assert again.fingerprint != matrix_through(source, fewer, shipped(ISO), "6.2").fingerprint


def test_a_matrix_of_other_editions_is_refused() -> None:
    with pytest.raises(InvalidCrosswalk, match=f"starts at {CTS}: expected {ISO}"):
        matrix_through(
            clause_matrix(load(EXAMPLE), [ISO]), shipped_crosswalk(CTS, ISO), shipped(ISO)
        )


def test_a_number_that_the_target_does_not_have_is_refused() -> None:
    source = clause_matrix(load(EXAMPLE), [CTS])
    with pytest.raises(UnknownClause, match=r"iso14001:2015 has no 6\.3"):
        matrix_through(source, shipped_crosswalk(CTS, ISO), shipped(ISO), "6.3")


def test_an_edition_of_which_only_headings_are_known_cannot_be_judged() -> None:
    source, new = clause_matrix(load(EXAMPLE), [ISO]), "iso14001:2026"
    with pytest.raises(UnknownStandard, match=f"{new} lists only headings, .* expected") as refused:
        matrix_through(source, shipped_crosswalk(ISO, new), shipped(new))
    assert "只列标题" in refused.value.read("zh")


def _listing(*standards: str, **fields: Any) -> ManagementSystem:
    return ManagementSystem(
        Text("Brewery"),
        Period.parse("2026"),
        standards=tuple(map(shipped, standards)),
        parties=(Party("head", PartyKind.ROLE),),
        **fields,
    )


_NO_OPERATION = Exclusion(ClauseRef.parse(f"{ISO}/8"), Text("nothing is operated"))
_NEXT_YEAR = Waiver(
    Text("next year"), "head", expires=date(2026, 12, 31), clause=ClauseRef.parse(f"{ISO}/9.2")
)


@pytest.mark.parametrize("target", [ISO, "gbt24001:2016"])
@pytest.mark.parametrize("source", [CTS, ISO, "gbt24001:2016"])
def test_what_the_system_excludes_and_waives_of_the_target_counts(source: str, target: str) -> None:
    system = _listing(CTS, ISO, "gbt24001:2016", exclusions=(_NO_OPERATION,), waivers=(_NEXT_YEAR,))
    evidenced = clause_matrix(system, source, on=date(2026, 6, 30))
    walk = shipped_crosswalk(source, target)
    plain = matrix_through(evidenced, walk, shipped(target))
    seen = matrix_through(evidenced, walk, shipped(target), system=system)
    assert plain.fingerprint != seen.fingerprint
    assert [row.clause for row in plain] == [row.clause for row in seen]
    for before, row in zip(plain, seen, strict=True):
        if row.clause.number.is_under(ClauseNumber("8")):
            (cell,) = row.cells
            assert (Status.NOT_APPLICABLE, (_NO_OPERATION.reason,), ()) == (
                row.status, cell.found, cell.missing
            )  # fmt: skip
        elif row.clause.number.is_under(ClauseNumber("9.2")):
            assert (Status.WAIVED, before.cells[0].missing) == (row.status, row.cells[0].missing)
            assert _NEXT_YEAR.reason in row.cells[0].found
        else:
            assert before == row
    excluded = seen.coverage(target)[Status.NOT_APPLICABLE]
    assert (seen.bounds or Bounds(0, 0, denominator=0)).denominator == len(seen) - excluded


def test_a_waiver_that_has_expired_waives_nothing_of_the_target() -> None:
    system = _listing(ISO, waivers=(_NEXT_YEAR,))
    evidenced = clause_matrix(system, ISO, on=date(2027, 1, 1))
    walk = shipped_crosswalk(ISO, "gbt24001:2016")
    seen = matrix_through(evidenced, walk, shipped("gbt24001:2016"), "9.2", system=system)
    assert {Status.GAP} == {row.status for row in seen}


def test_what_is_shown_of_the_target_needs_no_waiver() -> None:
    row = seen(Status.EVIDENCED)
    source = attrs.evolve(
        EMPTY,
        standards=("x",),
        rows=(attrs.evolve(row, clause=ClauseRef("x", ClauseNumber("1"))),),
    )
    target = Standard("y", Text("y"), clauses=(Clause(ClauseNumber("1"), Text("y")),))
    waiver = attrs.evolve(_NEXT_YEAR, clause=ClauseRef.parse("y/1"))
    system = attrs.evolve(_listing(), standards=(target,), waivers=(waiver,))
    walk = Crosswalk(
        "x--y", "x", target="y", title=Text("w"), links=(Link(("1",), ("1",), relation=EQUAL),)
    )
    shown = matrix_through(source, walk, target, system=system)
    assert [Status.EVIDENCED] == [one.status for one in shown]
