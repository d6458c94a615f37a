"""What two standards both ask is said by their catalogues and their crosswalk, and nowhere in code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mgmtsys.auditing.check import Check
from mgmtsys.auditing.checks import STANDARD, audit
from mgmtsys.auditing.questions import QUESTIONS
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.management_review import review_inputs
from mgmtsys.cycle.review import periodic_review
from mgmtsys.files.loading import load
from mgmtsys.files.standards import SHIPPED, shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.standard.adoption import Editions
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.standard.relation import EQUAL
from mgmtsys.system.reading import Record

ROOT = Path(__file__).parents[1]
ISO, CTS = shipped("iso14001:2015"), shipped("cts-q-zg040:2023")
EDITIONS = Editions((ISO, CTS))
SYSTEM = load(ROOT / "examples" / "lithera_2026" / "system.yaml")
DAY = date(2026, 6, 30)
#: The rooms that know no standard.
JUDGEMENT = ("values", "standard", "system", "auditing", "cycle", "scoring", "fieldwork")
#: What both ask, although one of the items asks for more: the checks look at what is common.
COMMON = {
    "competence.effectiveness",
    "corrective_action.proportion",
    "documents.changes",
    "records.stored",
}


def _kinds() -> set[str]:
    return {kind for standard in (ISO, CTS) for clause in standard for kind in clause.kinds}


def _codes(tree: ast.Module) -> Iterator[str]:
    """Yield every string of a module but its docstrings."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documents:
            yield str(node.value)


@pytest.mark.parametrize("room", JUDGEMENT)
def test_no_edition_is_typed_into_what_judges(room: str) -> None:
    typed = {
        (module.name, text)
        for module in (ROOT / "src" / "mgmtsys" / room).rglob("*.py")
        for text in _codes(ast.parse(module.read_text("utf-8")))
        for id in SHIPPED
        if id in text
    }
    # What a clause reference looks like is said in a message.
    assert {name for name, _ in typed} <= {"clause_number.py"}


def test_no_standard_check_names_a_clause() -> None:
    assert [] == [one.name for one in STANDARD if one.clauses]


@pytest.mark.parametrize("one", STANDARD, ids=lambda one: one.name)
def test_whatever_a_standard_check_evidences_is_asked_by_a_shipped_standard(one: Check) -> None:
    assert [] == [name for name in one.evidences if not EDITIONS.asking([name])]


def test_every_kind_is_one_that_a_check_or_management_review_goes_by() -> None:
    named = {name for one in STANDARD for name in one.evidences}
    review = periodic_review(SYSTEM, evaluate(SYSTEM, Record(), SYSTEM.period, DAY))
    asked = {clause for one in review_inputs(review, SYSTEM) for clause in one.clauses}
    for kind in _kinds() - named:
        assert kind.startswith("review_input.")
        assert asked >= set(EDITIONS.asking([kind]))
    assert _kinds().isdisjoint(QUESTIONS)


def test_an_item_of_a_kind_is_a_requirement() -> None:
    of_kinds = [one for standard in (ISO, CTS) for one in standard if one.kinds]
    assert [] == [one.number for one in of_kinds if not one.is_requirement]


def test_what_checks_take_for_the_same_in_two_standards_is_what_the_crosswalk_calls_equal() -> None:
    equal = {
        (str(link.sources[0]), str(link.targets[0]))
        for link in shipped_crosswalk(CTS.id, ISO.id).links
        if link.relation == EQUAL and len(link.sources) == len(link.targets) == 1
    }
    unequal = set()
    for name in sorted({name for one in STANDARD for name in one.evidences}):
        by_edition: dict[str, list[str]] = {}
        for clause in EDITIONS.asking([name]):
            by_edition.setdefault(clause.standard, []).append(str(clause.number))
        if len(by_edition) > 1:
            ((theirs,), (ours,)) = by_edition[CTS.id], by_edition[ISO.id]
            if (theirs, ours) not in equal:
                unequal.add(name)
    assert COMMON == unequal


@pytest.mark.parametrize(
    ("number", "silent"),
    [
        ("6.2.2.d", {"smart.not_time_bound", "smart.date_incomplete"}),
        (
            "6.2.2.e",
            {"review.not_independent", "kpi.granularity", "kpi.zero_denominator", "kpi.incomplete"},
        ),
        ("10.3.p1", {"ambition.relaxed", "ambition.dropped", "ambition.unchanged"}),
    ],
)
def test_where_one_standard_asks_for_something_else_a_check_speaks_of_the_one_that_asks(
    number: str, silent: set[str]
) -> None:
    said = audit(SYSTEM, DAY, STANDARD).checks
    asking = {
        edition.id: {
            one.name for one in said if ClauseRef.parse(f"{edition.id}/{number}") in one.clauses
        }
        for edition in (ISO, CTS)
    }
    assert silent == {
        name for name in asking[ISO.id] - asking[CTS.id] if not name.startswith("requirement.")
    }
