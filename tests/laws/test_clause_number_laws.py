"""The laws of ``ClauseNumber``: a total order that text brings back, with ancestry inside it."""

from __future__ import annotations

import itertools
import re

from hypothesis import given, strategies as st

from mgmtsys.standard.clause import ClauseNumber, ClauseRef
from mgmtsys.testing import clause_numbers, clause_refs
from mgmtsys.values.exceptions import InvalidClauseNumber


def _oracle(number: ClauseNumber) -> list[list[tuple[int, str, int, str]]]:
    """Sort a number as a reader would: digits by value, then what other signs follow, then spelling."""
    parts = re.split(r"\.|(?=[-_/– ])", str(number)) if "[" not in str(number) else number.parts
    return [
        [
            (0, "", int(run), run) if run.isdigit() else (1, run, -1, run)
            for run in re.split(r"([0-9]+)", part)
            if run
        ]
        for part in parts
    ]


@given(clause_numbers(), clause_numbers())
def test_exactly_one_of_before_equal_and_after_holds(one: ClauseNumber, two: ClauseNumber) -> None:
    assert 1 == [one < two, one == two, one > two].count(True)
    assert (one <= two) is not (one > two)


@given(st.lists(clause_numbers(), max_size=8))
def test_sorting_agrees_with_a_reader(numbers: list[ClauseNumber]) -> None:
    assert sorted(numbers, key=_oracle) == sorted(numbers)


@given(clause_numbers())
def test_parsing_undoes_printing(number: ClauseNumber) -> None:
    assert number == ClauseNumber(str(number)) == ClauseNumber(number.parts)


@given(clause_numbers(), clause_numbers())
def test_equal_numbers_print_alike_and_others_do_not(one: ClauseNumber, two: ClauseNumber) -> None:
    assert (one == two) is (str(one) == str(two))


@given(clause_numbers())
def test_ancestry_is_reflexive(number: ClauseNumber) -> None:
    assert number.is_under(number)


@given(clause_numbers(), clause_numbers())
def test_ancestry_is_antisymmetric(one: ClauseNumber, two: ClauseNumber) -> None:
    assert (one == two) is (one.is_under(two) and two.is_under(one))


@given(clause_numbers(), st.integers(0, 3), st.integers(0, 3))
def test_ancestry_is_transitive(number: ClauseNumber, up: int, further: int) -> None:
    middle = ClauseNumber(number.parts[: max(1, len(number.parts) - up)])
    top = ClauseNumber(middle.parts[: max(1, len(middle.parts) - further)])
    assert number.is_under(middle)
    assert middle.is_under(top)
    assert number.is_under(top)


@given(clause_numbers())
def test_an_ancestor_sorts_before_its_descendants(number: ClauseNumber) -> None:
    parents = [number]
    while (parent := parents[-1].parent) is not None:
        parents.append(parent)
    assert sorted(parents) == parents[::-1]
    assert len(number.parts) == len(parents)


@given(clause_numbers(), clause_numbers(), clause_numbers())
def test_what_is_between_an_ancestor_and_a_descendant_is_under_the_ancestor(
    top: ClauseNumber, below: ClauseNumber, other: ClauseNumber
) -> None:
    last = ClauseNumber((*top.parts, *below.parts))
    assert other.is_under(top) or not top <= other <= last


def test_ancestry_is_no_total_order() -> None:
    one, two = ClauseNumber("6.2"), ClauseNumber("6.20")
    assert (False, False) == (one.is_under(two), two.is_under(one))


@given(clause_refs())
def test_parsing_a_reference_undoes_printing(reference: ClauseRef) -> None:
    assert reference == ClauseRef.parse(str(reference))


@given(st.lists(clause_refs(), max_size=6))
def test_references_sort_by_edition_and_then_by_number(references: list[ClauseRef]) -> None:
    ordered = sorted(references)
    for one, two in itertools.pairwise(ordered):
        assert (one.standard, _oracle(one.number)) <= (two.standard, _oracle(two.number))


_SIGNS = st.text("A1-+ .()/[]:_aivx–&", min_size=1, max_size=12)


@given(_SIGNS)
def test_whatever_is_read_is_printed_as_it_is_read_and_so_is_all_above_it(typed: str) -> None:
    try:
        number: ClauseNumber | None = ClauseNumber(typed)
    except InvalidClauseNumber:
        return
    while number is not None:
        assert number == ClauseNumber(str(number)) == ClauseNumber(number.parts)
        assert ClauseRef("iso/csf:2", number) == ClauseRef.parse(f"iso/csf:2/{number}")
        number = number.parent
