"""The shipped catalogues: clause 6.2 of two standards, item by item, and what holds for all."""

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

import pytest

from mgmtsys.clause import Clause, ClauseNumber, Duty, Force, Standard
from mgmtsys.exceptions import InvalidDocument, UnknownStandard
from mgmtsys.questions import QUESTIONS
from mgmtsys.standards import FORMAT, SHIPPED, all_shipped, body_of, read_standard, shipped
from mgmtsys.syntax import Source

ISO, CTS = "iso14001:2015", "cts-q-zg040:2023"


def numbers(clauses: Iterable[Clause]) -> list[str]:
    return [str(clause.number) for clause in clauses]


def planning(standard: Standard) -> list[Clause]:
    """The items of clause 6.2, which the questions of the library are about."""
    return list(standard["6.2"].walk())


def test_two_editions_are_shipped_under_their_own_ids() -> None:
    assert [ISO, CTS] == list(SHIPPED) == [standard.id for standard in all_shipped()]
    assert shipped(ISO) is shipped(ISO)


def test_the_items_of_clause_6_2_are_those_of_the_standards() -> None:
    assert [
        "6.2", "6.2.1", "6.2.1.p1", "6.2.1.p2", "6.2.1.p3", "6.2.1.a", "6.2.1.b", "6.2.1.c",
        "6.2.1.d", "6.2.1.e", "6.2.1.p4", "6.2.2", "6.2.2.a", "6.2.2.b", "6.2.2.c", "6.2.2.d",
        "6.2.2.e", "6.2.2.p1",
    ] == numbers(planning(shipped(ISO)))  # fmt: skip
    assert [
        "6.2", "6.2.1", "6.2.1.p1", "6.2.1.p2", "6.2.1.p3", "6.2.1.a", "6.2.1.b", "6.2.1.c",
        "6.2.1.d", "6.2.1.p4", "6.2.2", "6.2.2.p1", "6.2.2.a", "6.2.2.b", "6.2.2.c", "6.2.2.d",
        "6.2.2.e",
    ] == numbers(planning(shipped(CTS)))  # fmt: skip


def test_the_letters_shift_where_the_second_standard_joins_two_items() -> None:
    asked = {
        standard.id: {str(clause.number): clause.asks for clause in standard}
        for standard in all_shipped()
    }
    assert asked[ISO]["6.2.1.b"] + asked[ISO]["6.2.1.c"] == asked[CTS]["6.2.1.b"]
    assert asked[ISO]["6.2.1.d"] == asked[CTS]["6.2.1.c"]
    assert asked[ISO]["6.2.1.e"] == asked[CTS]["6.2.1.d"]


@pytest.mark.parametrize("standard", all_shipped(), ids=attrgetter("id"))
def test_every_requirement_of_clause_6_2_asks_a_question_that_is_defined(
    standard: Standard,
) -> None:
    assert [] == [str(one.number) for one in standard.requirements("6.2") if not one.asks]
    assert [] == [name for one in standard for name in one.asks if name not in QUESTIONS]
    assert [] == [str(one.number) for one in standard if one.asks and not one.is_requirement]


@pytest.mark.parametrize("standard", all_shipped(), ids=attrgetter("id"))
def test_every_item_is_worded_in_both_languages(standard: Standard) -> None:
    texts = [standard.title, *(one.text for one in standard), *(one.remark for one in standard)]
    assert {("en", "zh")} == {tuple(sorted(dict(text.wordings))) for text in texts if text}


@pytest.mark.parametrize("standard", all_shipped(), ids=attrgetter("id"))
def test_the_forces_are_told_apart(standard: Standard) -> None:
    force = {str(one.number): one.force for one in planning(standard)}
    assert [Force.HEADING] * 3 == [force[number] for number in ("6.2", "6.2.1", "6.2.2")]
    assert (Force.TAKE_INTO_ACCOUNT, Force.CONSIDER) == (force["6.2.1.p2"], force["6.2.1.p3"])
    assert Counter({Force.HEADING: 3, Force.TAKE_INTO_ACCOUNT: 1, Force.CONSIDER: 2}) == Counter(
        one for one in force.values() if one is not Force.SHALL
    )


@pytest.mark.parametrize("standard", all_shipped(), ids=attrgetter("id"))
def test_documented_information_on_objectives_is_maintained(standard: Standard) -> None:
    assert {"6.2.1.p4": Duty.MAINTAIN} == {
        str(one.number): one.documented for one in planning(standard) if one.documented
    }


def test_a_number_that_yaml_would_shorten_is_kept() -> None:
    text = f"format: {FORMAT}\nid: own:1\ntitle: x\nclauses:\n- {{number: 6.10, text: x}}\n"
    assert ["6.10"] == numbers(read_standard(Source("own.yaml", text)))
    assert ClauseNumber("6.10") in read_standard(Source("own.yaml", text))


def test_an_edition_that_is_not_shipped_says_which_are() -> None:
    with pytest.raises(UnknownStandard) as caught:
        shipped("iso9001:2015")
    assert (
        "没有内置标准 'iso9001:2015'：应为 iso14001:2015、cts-q-zg040:2023 之一，或标准目录文件的路径"
        == caught.value.read("zh")
    )


def test_the_body_of_a_file_is_all_but_its_format() -> None:
    source = Source("s.json", '{"a": 1, "format": "x/1"}')
    assert {"a": "1"} == body_of(source, "x/1")
    with pytest.raises(InvalidDocument) as caught:
        body_of(source, "x/2")
    assert "s.json:1:10: format: found 'x/1': expected format: x/2" == str(caught.value)
