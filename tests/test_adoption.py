"""An edition that adopts another unchanged is that edition: whatever is said of one counts for the other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from mgmtsys.auditing.check import check
from mgmtsys.auditing.checks import STANDARD, audit
from mgmtsys.auditing.checks.confirmations import (
    confirmable_evidence,
    confirmed_evidence_is_what_it_was,
)
from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.auditing.status import Status
from mgmtsys.cli import cli
from mgmtsys.files.loading import load, load_standard
from mgmtsys.files.standards import ADOPTED_AS, shipped
from mgmtsys.scoring.assessment import Assessment
from mgmtsys.scoring.findings import assessment_report, lowered_by
from mgmtsys.standard.adoption import Editions, adopting, asks_the_same
from mgmtsys.standard.amendment import amended
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Standard
from mgmtsys.standard.confirmation import Confirmation, confirm
from mgmtsys.system.document import Evidence
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Exclusion, Finding, Waiver
from mgmtsys.system.register import Register
from mgmtsys.system.system import ManagementSystem
from mgmtsys.testing import standards
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.text import Text

DAY = date(2026, 6, 30)
FOLDER = Path(__file__).parents[1] / "examples" / "lithera_2026"
EXAMPLE = load(FOLDER / "system.yaml", ManagementSystem)
ISO, GBT, AMD = "iso14001:2015", "gbt24001:2016", "iso14001:2015+amd1"


def refs(*names: str) -> tuple[ClauseRef, ...]:
    return tuple(map(ClauseRef.parse, names))


def answering(*ids: str, evidence_of: str = ISO) -> ManagementSystem:
    """Return the example as it would be with these editions alone, and evidence for one of them."""
    kept = tuple(
        attrs.evolve(
            one,
            clauses=tuple(
                ClauseRef(evidence_of, clause.number)
                for clause in one.clauses
                if clause.standard == ISO
            ),
        )
        for one in EXAMPLE.evidence
    )
    return attrs.evolve(
        EXAMPLE,
        standards=tuple(map(shipped, ids)),
        evidence=tuple(one for one in kept if one.clauses),
    )


def rows(matrix: ClauseMatrix) -> list[object]:
    """Return what a matrix says of each requirement, whatever its edition is called."""
    return [
        (
            row.clause.number, row.heading, row.status, row.cells,
            [(one.document, one.place) for one in row.declared],
            [(one.check, one.subject, one.message) for one in row.findings],
        )
        for row in matrix.rows
    ]  # fmt: skip


def matrix(system: ManagementSystem, id: str) -> ClauseMatrix:
    return clause_matrix(system, id, report=audit(system, DAY, STANDARD))


@pytest.mark.parametrize(
    ("listed", "evidence_of"),
    [((GBT,), GBT), ((GBT,), ISO), ((ISO,), GBT), ((ISO, GBT), ISO), ((GBT, ISO), GBT)],
)
def test_the_same_company_gets_the_same_rows_of_either_edition(
    listed: tuple[str, ...], evidence_of: str
) -> None:
    expected = rows(matrix(answering(ISO), ISO))
    system = answering(*listed, evidence_of=evidence_of)
    for id in listed:
        got = matrix(system, id)
        assert (id,) == got.standards
        assert {id} == {row.clause.standard for row in got}
        assert _unnamed(expected, ISO) == _unnamed(rows(got), listed[0])


def _unnamed(said: list[object], id: str) -> str:
    """Return what is said with an edition's name left out, since one check prints it."""
    return repr(said).replace(id, "the edition")


def _of_no_edition(row: dict[str, Any], id: str) -> dict[str, Any]:
    """Return a printed row without the names of editions, and of the system that lists them."""
    kept = {
        part: [
            {name: said for name, said in one.items() if name not in ("clauses", "audited")}
            for one in row.get(part, ())
        ]
        for part in ("declared", "findings")
    }
    return row | kept | {"clause": row["clause"].removeprefix(f"{id}/")}


def test_the_command_prints_both_editions_alike() -> None:
    written = {}
    for id in (ISO, GBT):
        result = CliRunner().invoke(
            cli, ["matrix", str(FOLDER / "system.yaml"), "--standard", id, "--on", str(DAY),
                  "--under", "6.2", "--format", "json"],
        )  # fmt: skip
        assert (0, "") == (result.exit_code, result.stderr)
        written[id] = json.loads(result.stdout)
        assert [id] == written[id]["standards"]
    iso, gbt = ([_of_no_edition(row, id) for row in written[id]["rows"]] for id in (ISO, GBT))
    assert iso == gbt
    assert written[ISO]["coverages"][ISO] == written[GBT]["coverages"][GBT]


def test_findings_name_the_editions_of_the_system_and_no_other() -> None:
    for id in (ISO, GBT):
        report = audit(answering(id), DAY)
        assert {id} == {one.standard for finding in report.findings for one in finding.clauses}
        assert {id} == {one.standard for said in report.checks for one in said.clauses}
    report = audit(attrs.evolve(answering(ISO), standards=(), evidence=()), DAY)
    assert {()} == {finding.clauses for finding in report.findings}
    assert any(one.check == "raci.no_accountable" for one in report.findings)


def test_a_check_that_names_one_edition_speaks_of_the_other() -> None:
    for named, listed in ((GBT, ISO), (ISO, GBT)):
        one = check("own.x", clauses=[f"{named}/7.4.1.p2"])(lambda system, _: [(system, "bad")])
        report = audit(answering(listed), DAY, [one])
        assert refs(f"{listed}/7.4.1.p2") == report.findings[0].clauses
        content = check("own.y", clauses=[f"{named}/7.4.1.p2"])(lambda _, __: ())
        told = clause_matrix(
            answering(listed), listed, report=audit(answering(listed), DAY, [content])
        )
        assert Status.EVIDENCED is told[f"{listed}/7.4.1.p2"].status


@pytest.mark.parametrize(("named", "listed"), [(ISO, GBT), (GBT, ISO), (GBT, GBT), (ISO, ISO)])
def test_an_exclusion_of_a_clause_holds_in_both_with_all_below_it(named: str, listed: str) -> None:
    (clause,) = refs(f"{named}/6.2.2")
    excluded = Exclusion(clause, Text("not ours"))
    system = attrs.evolve(answering(listed), exclusions=(excluded,))
    assert audit(answering(listed), DAY).under(f"{listed}/6.2.2").findings
    report = audit(system, DAY)
    assert () == report.under(f"{listed}/6.2.2").findings
    below = [row for row in matrix(system, listed) if str(row.clause.number).startswith("6.2.2")]
    assert {Status.NOT_APPLICABLE} == {row.status for row in below}
    assert [] == [cell.missing for row in below for cell in row.cells if cell.missing]
    assert {()} == {row.findings for row in below}


@pytest.mark.parametrize(("named", "listed"), [(ISO, GBT), (GBT, ISO), (ISO, ISO)])
def test_a_waiver_of_a_clause_holds_in_both_with_all_below_it(named: str, listed: str) -> None:
    (clause,) = refs(f"{named}/6.2.2")
    waiver = Waiver(Text("new plant"), "KC", expires=date(2026, 12, 31), clause=clause)
    report = audit(attrs.evolve(answering(listed), waivers=(waiver,)), DAY)
    under = report.under(f"{listed}/6.2.2")
    assert () == under.standing
    assert "requirement.actions" in {one.check for one in under.waived}
    assert {waiver} == {one.waived for one in under.findings}
    assert "waiver.unused" not in {one.check for one in report.findings}


def test_an_adoption_of_ones_own_is_declared_by_changing_nothing(tmp_path: Path) -> None:
    file = tmp_path / "house.yaml"
    for base in (ISO, GBT):
        file.write_text(
            "format: mgmtsys.catalogue/1\nid: house:1\ntitle: Ours\n"
            f"based_on: {base}\nchanges: []\n",
            "utf-8",
        )
        house = load_standard("house.yaml", tmp_path)
        system = attrs.evolve(answering(ISO), standards=(house,))
        assert _unnamed(rows(matrix(answering(ISO), ISO)), ISO) == _unnamed(
            rows(matrix(system, "house:1")), "house:1"
        )
        findings = audit(system, DAY).findings
        assert {"house:1"} == {one.standard for each in findings for one in each.clauses}


def test_a_whole_catalogue_knows_what_it_has_unchanged_of_the_edition_it_names(
    tmp_path: Path,
) -> None:
    text = shipped(ISO)["6.2.1.a"].text
    (tmp_path / "house.yaml").write_text(
        "format: mgmtsys.catalogue/1\nid: house:1\ntitle: Ours\nbased_on: iso14001:2015\nclauses:\n"
        f"  - {{number: 6.2.1.a, text: {{zh: {text.read('zh')}, en: {text.read('en')}}}}}\n"
        "  - {number: 6.2.1.b, text: Something else}\n",
        "utf-8",
    )
    house = load_standard("house.yaml", tmp_path)
    assert {*refs(f"{ISO}/6.2.1.a", f"{GBT}/6.2.1.a")} == house.adopted
    system = attrs.evolve(answering(ISO), standards=(house,), evidence=())
    one = check("own.x", clauses=[f"{ISO}/6.2.1.a", f"{ISO}/6.2.1.b"])
    report = audit(system, DAY, [one(lambda system, _: [(system, "bad")])])
    assert refs("house:1/6.2.1.a") == report.findings[0].clauses
    unheard = "format: mgmtsys.catalogue/1\nid: x:1\ntitle: X\nbased_on: nobody:1\nclauses: []\n"
    (tmp_path / "x.yaml").write_text(unheard, "utf-8")
    assert frozenset() == load_standard("x.yaml", tmp_path).adopted


def test_an_amendment_shares_what_it_left_unchanged_and_nothing_else() -> None:
    editions = Editions((shipped(ISO), shipped(AMD)))
    (same,), (added,) = refs(f"{AMD}/6.2.1.a"), refs(f"{AMD}/4.1.p3")
    assert {*refs(f"{ISO}/6.2.1.a", f"{GBT}/6.2.1.a"), same} == editions.names(same)
    assert {added} == editions.names(added)
    (context,) = refs(f"{ISO}/4.1")
    assert editions.covers(context, *refs(f"{AMD}/4.1.p1"))
    assert not editions.covers(context, added)


@pytest.mark.parametrize("listed", [(), ("iso45001:2018",)])
def test_what_is_listed_under_headings_alone_stands_below_them(
    tmp_path: Path, listed: tuple[str, ...]
) -> None:
    (tmp_path / "house.yaml").write_text(
        "format: mgmtsys.catalogue/1\nid: house:1\ntitle: Ours\nbased_on: iso45001:2018\nchanges:\n"
        "  - {number: 6.2.1.a, text: In line with the policy, asks: [objective.policy_link]}\n",
        "utf-8",
    )
    house = load_standard("house.yaml", tmp_path)
    system = attrs.evolve(answering(ISO), standards=(house, *map(shipped, listed)), evidence=())
    (heading,), (other,) = refs("iso45001:2018/6.2"), refs("iso45001:2018/7")
    assert Status.GAP is matrix(system, "house:1")["house:1/6.2.1.a"].status
    for clause, status in ((heading, Status.NOT_APPLICABLE), (other, Status.GAP)):
        excluding = attrs.evolve(system, exclusions=(Exclusion(clause, Text("not ours")),))
        assert status is matrix(excluding, "house:1")["house:1/6.2.1.a"].status
        found = audit(excluding, DAY).under("house:1/6.2").findings
        assert (status is Status.GAP) == bool(found)
    waiver = Waiver(Text("new plant"), "KC", expires=date(2026, 12, 31), clause=heading)
    waived = attrs.evolve(system, waivers=(waiver,))
    assert Status.WAIVED is matrix(waived, "house:1")["house:1/6.2.1.a"].status
    assert () == audit(waived, DAY).under("house:1/6.2").standing


def test_wording_of_ones_own_changes_no_requirement() -> None:
    worded = shipped(GBT).with_wording({"6.2.1.a": Text({"zh": "与环境方针一致；"})})
    (clause,) = refs(f"{GBT}/6.2.1.a")
    assert refs(f"{ISO}/6.2.1.a")[0] in Editions((worded,)).names(clause)


def test_what_ships_as_adopted_identically_changes_nothing() -> None:
    for base, adopters in ADOPTED_AS.items():
        for id in adopters:
            own, other = tuple(shipped(base)), tuple(shipped(id))
            assert [one.number for one in own] == [one.number for one in other]
            assert all(asks_the_same(*pair) for pair in zip(own, other, strict=True))


def test_evidence_for_an_edition_that_nobody_lists_is_refused() -> None:
    (clause,) = refs("iso9001:2015/6.2")
    with pytest.raises(InvalidDocument, match=r"no standard 'iso9001:2015' is declared"):
        attrs.evolve(answering(GBT), evidence=(Evidence((clause,), "QEF-24-01"),))
    (lost,) = refs(f"{ISO}/99")
    with pytest.raises(InvalidDocument, match="no standard 'iso14001:2015' is declared"):
        attrs.evolve(answering(GBT), evidence=(Evidence((lost,), "QEF-24-01"),))
    (heading,) = refs(f"{ISO}/6.2")
    with pytest.raises(InvalidDocument, match="is not a requirement itself"):
        attrs.evolve(answering(GBT), evidence=(Evidence((heading,), "QEF-24-01"),))


def test_findings_of_an_adoption_weigh_on_the_elements_that_name_the_adopted() -> None:
    assessment = load(FOLDER.parent / "she_assessment" / "assessment.yaml", Assessment)
    elements = {c.standard for u in assessment.units for e in u.elements for c in e.clauses}
    assert elements
    told = {}
    for id in (ISO, GBT):
        system = answering(id)
        told[id] = lowered_by(assessment, audit(system, DAY).findings, system.editions).markings
    assert [one.deductions for one in told[ISO]] == [
        tuple(attrs.evolve(each) for each in one.deductions) for one in told[GBT]
    ]
    assert assessment_report(assessment).audited == ()


@given(standards("base:1"), standards("other:1"), st.data())
def test_to_be_one_requirement_is_an_equivalence(
    base: Standard, other: Standard, data: st.DataObject
) -> None:
    changes = attrs.evolve(other, clauses=other.clauses[:1])
    editions = Editions(
        (base, amended(base, changes), amended(base, attrs.evolve(other, id="x:1", clauses=())))
    )
    items = [ClauseRef(one.id, clause.number) for one in editions.standards for clause in one]
    for item in items[:20]:
        names = editions.names(item)
        assert item in names
        assert {names} == {editions.names(name) for name in names}
        assert set(editions.listed((item,))) <= names
        assert ClauseRef("x:1", item.number) in names or item.standard == "other:1"


def test_an_item_that_says_something_else_is_not_adopted() -> None:
    number = ClauseNumber("1")
    base = Standard("base:1", Text("B"), clauses=(Clause(number, Text("one")),))
    other = Standard("own:1", Text("O"), clauses=(Clause(number, Text("two")),))
    assert frozenset() == adopting(other, base).adopted
    assert refs("base:1/1")[0] in adopting(attrs.evolve(other, clauses=base.clauses), base).adopted


def test_a_confirmation_holds_under_either_name() -> None:
    before, after = answering(ISO), answering(GBT, evidence_of=GBT)
    made = confirm(confirmable_evidence(before), "KC", DAY)
    assert () == _suspect(made, after)
    changed = attrs.evolve(after, standards=(_stricter(shipped(GBT)),))
    said = [str(one.message) for one in _suspect(made, changed)]
    assert [True] * 2 == [
        f"changed since KC confirmed it on {DAY}: {GBT}/6.2.1.c" in one for one in said
    ]
    odd = (Confirmation("odd ← SOP", "KC", on=DAY, ends=()),)
    assert 1 == len(_suspect(odd, after))


def _suspect(made: tuple[Confirmation, ...], system: ManagementSystem) -> tuple[Finding, ...]:
    register = Register(confirmations=made)
    return confirmed_evidence_is_what_it_was(Dossier(system, DAY, register=register))


def _stricter(standard: Standard) -> Standard:
    """Return an edition that says more in one item, and so is no longer the same there."""

    def change(clause: Clause) -> Clause:
        items = tuple(map(change, clause.items))
        text = Text("more") if str(clause.number) == "6.2.1.c" else clause.text
        return attrs.evolve(clause, items=items, text=text)

    return attrs.evolve(standard, clauses=tuple(map(change, standard.clauses)))


def test_the_command_confirms_what_is_asked_for_under_either_name(tmp_path: Path) -> None:
    out = tmp_path / "register.yaml"
    told = CliRunner().invoke(
        cli, ["confirm", str(FOLDER / "system.yaml"), "--by", "KC", "--on", str(DAY),
              "--only", f"{GBT}/6.2.1.c", "-o", str(out)],
    )  # fmt: skip
    assert (0, f"2 confirmed by KC on {DAY}\n") == (told.exit_code, told.stdout)
    assert f"{ISO}/6.2.1.c ← " in out.read_text("utf-8")


def test_the_review_names_the_clauses_of_the_systems_own_editions() -> None:
    for id in (ISO, GBT):
        listed = answering(id).editions.listed(refs(f"{ISO}/9.3.a", "cts-q-zg040:2023/9.3.2.a"))
        assert refs(f"{id}/9.3.a") == listed


def test_evidence_for_an_edition_of_headings_alone_is_refused_with_what_to_write() -> None:
    (heading,) = refs("iso45001:2018/6.2.1")
    answers = attrs.evolve(answering(GBT), evidence=())
    listed = attrs.evolve(answers, standards=(*answers.standards, shipped("iso45001:2018")))
    with pytest.raises(InvalidDocument) as caught:
        attrs.evolve(listed, evidence=(Evidence((heading,), "QEF-24-01"),))
    (problem,) = caught.value.problems
    assert ("evidence", "0", "clauses", "0") == problem.path
    assert "expected an item of a catalogue of your own, based_on: iso45001:2018" in str(problem)
    assert "只列标题" in problem.read("zh")
