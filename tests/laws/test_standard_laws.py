"""The laws of ``Standard``: a tree in which every item is found by its number."""

from __future__ import annotations

from hypothesis import given

from mgmtsys.standard.clause import REQUIRING, Clause, Standard
from mgmtsys.testing import clauses, standards


@given(standards())
def test_every_item_is_found_by_its_number(standard: Standard) -> None:
    assert [standard[clause.number] for clause in standard] == list(standard)
    assert all(clause.number in standard for clause in standard)


@given(standards())
def test_requirements_are_the_items_that_ask_for_something(standard: Standard) -> None:
    asking = tuple(clause for clause in standard if clause.force in REQUIRING)
    assert asking == standard.requirements()


@given(standards())
def test_requirements_under_the_heads_are_all_of_them(standard: Standard) -> None:
    below = [
        clause for head in standard.clauses for clause in standard.requirements(str(head.number))
    ]
    assert list(standard.requirements()) == below


@given(clauses())
def test_walking_yields_the_item_and_all_below_it_once(clause: Clause) -> None:
    walked = list(clause.walk())
    assert clause == walked[0]
    assert len(walked) == 1 + sum(len(list(item.walk())) for item in clause.items)
    assert all(item.number.is_under(clause.number) for item in walked)
