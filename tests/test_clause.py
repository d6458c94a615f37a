"""How clause numbers are read, and what a catalogue refuses."""

from __future__ import annotations

import attrs
import pytest

from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard, clause_refs
from mgmtsys.values.exceptions import (
    InvalidClauseNumber,
    InvalidField,
    InvalidStandard,
    UnknownClause,
)
from mgmtsys.values.text import Text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("6", "6"),
        ("6.10", "6.10"),
        ("6.2.1.a", "6.2.1.a"),
        ("6.2.2 a)", "6.2.2.a"),
        ("6.2.2 (a)", "6.2.2.a"),
        ("6.2.2(a)", "6.2.2.a"),
        ("6.2.2a)", "6.2.2.a"),
        ("6.2.2 a) 1)", "6.2.2.a.1"),
        ("6.2.2 12)", "6.2.2.12"),
        ("９.3.d.1", "9.3.d.1"),
        ("§6.2", "6.2"),
        (" § 6.2 ", "6.2"),
        ("A.5.1", "A.5.1"),
        ("ac-2.p1", "ac-2.p1"),
        ("AC-2(1)", "AC-2.1"),
        ("GV.OC-3", "GV.OC-3"),
        ("6.2.p2.n1", "6.2.p2.n1"),
        ("6.0", "6.0"),
        ("4.2 a", "4.2.a"),
        ("4.2 a)", "4.2.a"),
        ("24(c) iv", "24.c.iv"),
        ("10(2)(a)(iii)", "10.2.a.iii"),
        ("ANNEX V.(a)", "ANNEX V.a"),
        ("4.2.3.1.", "4.2.3.1"),
        ("6.", "6"),
        ("A.", "A"),
        ("IV.", "IV"),
        ("4.2.a)", "4.2.a"),
        ("AST\u201101", "AST-01"),
        ("5 (1) a", "5.1.a"),
        ("Category 2:", "Category 2"),
        ("Art.\u00a019", "Art. 19"),
        ("E4-1  AR 1", "E4-1 AR 1"),
        ("A.5.1.", "A.5.1"),
        ("GV.OC-01.", "GV.OC-01"),
        ("AC-1a.1.", "AC-1a.1"),
        ("三、", "三"),
        ("一、（二）", "一、(二)"),
    ],
)
def test_a_clause_number_is_read(text: str, printed: str) -> None:
    assert printed == str(ClauseNumber(text))


@pytest.mark.parametrize(
    "text",
    [
        "GV.OC-01", "03.01.06", "AST-01", "A&A-01", "Article 6", "MAP 2", "5.3A", "R65+", "R18-",
        "R9--", "R39- -", "R80 (-)", "ARTICLE 1.", "ARTICLE 1", "Art. 28", "3.4.1.-6", "12.6.ñ",
        "ESRS 1-AR 15.b.iii", "SBM–3 AR 18", "CL_POSTE_18", "ABSC 10 (CSC 10)", "[EXI 27]",
        "ACC-SYS/APP-ACC", "EXP- PROC-CAP", "IV.3.e bis", "Critère 1.7-04", "第6条", "A.2.3.7.Method C",
        "SP_800_171_03.01.01", "ANEXO I-3.a.2°", "0002", "vuln_guest-l2", "ISO 27001:2022 A.5.1", "R65 +",
    ],
)  # fmt: skip
def test_a_number_of_a_public_catalogue_is_read_and_printed_as_it_is(text: str) -> None:
    number = ClauseNumber(text)
    assert text == str(number)
    assert number == ClauseNumber(number.parts)
    assert ClauseRef("csf:2", number) == ClauseRef.parse(f"csf:2/{text}")


def test_zeros_before_digits_make_another_number() -> None:
    assert ClauseNumber("a-01") != ClauseNumber("a-1")
    assert ["9.01", "9.1", "9.2", "9.10", "9.10A", "9.11"] == [
        str(one)
        for one in sorted(map(ClauseNumber, ["9.10A", "9.11", "9.10", "9.2", "9.1", "9.01"]))
    ]


def test_what_stands_below_a_printed_number_is_under_it() -> None:
    assert ClauseNumber("Article 6(1)").is_under(ClauseNumber("Article 6"))
    assert ClauseNumber("GV.OC-01").is_under(ClauseNumber("GV.OC"))
    assert not ClauseNumber("5.3A").is_under(ClauseNumber("5.3"))
    assert not ClauseNumber("Article 60").is_under(ClauseNumber("Article 6"))


@pytest.mark.parametrize(
    "given",
    [
        "", " ", ".", ".6", "6..1", "6.-", "-", "6.a-", "6. 2", "6,2", "12)", "6;2", "6|2", "a::b", ":a",
        "6.12)", "6.10)", "6.ab)", "6.2①", "6.2²", "6.2.2⑴", "6.1٢", "6.1234567", "six point two",
        "-6", "6--2", "ac-", "6.2\u202e1", "6.2\u200b", "6\n7.", "A" * 121, "(a)", "6 !", "?", "5(", "5)", "[6",
        (), ("6.2",), ("6", 2), ("6", ""), ("-6",), ("ac-2",), ("6", "--2"), (6,), ("Article 6",),
        "6.2 and 6.3", "6.2.2 a) and b)", "Art. 5 to 7", "AC-2 or AC-3", "Annex A und B", "6.2 et 6.3",
        "4.4.1–4.4.2", "4.4.1 - 4.4.2", "６.2～6.3", "6.2、6.3", "6.2和6.3", "6.2至6.4", "三、四",
        ("Art.", "6"), ("R18-", "2"), ("4", " a"),
    ],
)  # fmt: skip
def test_what_is_no_clause_number_is_refused(given: object) -> None:
    with pytest.raises(InvalidClauseNumber) as refused:
        ClauseNumber(given)
    assert f"{given!r} is not a clause number: expected one such as 6.2.1, 6.2.1.a or 9.3.d.1" == (
        refused.value.read("en")
    )
    assert f"{given!r} 不是条款号：应如 6.2.1、6.2.1.a 或 9.3.d.1" == refused.value.read("zh")


@pytest.mark.parametrize("given", [6.1, 6, None, b"6"])
def test_a_number_is_written_as_text(given: object) -> None:
    with pytest.raises(InvalidClauseNumber) as refused:
        ClauseNumber(given)
    assert "the number 6.10 would read as 6.1: write a clause number as text" in (
        refused.value.read("en")
    )
    assert "数值 6.10 会变成 6.1：条款号应写成文本" in refused.value.read("zh")


def test_numbers_sort_by_value_and_before_letters() -> None:
    ordered = ["6", "6.2", "6.2.1", "6.2.1.a", "6.2.1.a0", "6.2.1.b", "6.2.1.p2", "6.2.1.p10"]
    ordered += ["6.2.2", "6.10", "9.2", "9.10", "A.5", "a", "a1"]
    ordered += ["ac", "ac.1", "ac-2", "ac-2.1", "ac-2.a", "ac-10", "ac-a", "ac.a"]
    assert ordered == [str(one) for one in sorted(map(ClauseNumber, reversed(ordered)))]


def test_a_number_has_a_parent_unless_it_is_a_head() -> None:
    assert ClauseNumber("6.2") == ClauseNumber("6.2.1").parent
    assert None is ClauseNumber("6").parent


def test_what_follows_a_hyphen_stands_under_what_is_before_it() -> None:
    assert ("ac", "-2", "1") == ClauseNumber("ac-2.1").parts
    assert ClauseNumber("ac") == ClauseNumber("ac-2").parent
    assert not ClauseNumber("ac-20").is_under(ClauseNumber("ac-2"))


def test_a_number_compares_with_numbers_alone() -> None:
    assert NotImplemented is ClauseNumber("6").__lt__("7")
    assert NotImplemented is ClauseRef.parse("iso/6").__lt__(ClauseNumber("7"))


def test_a_reference_names_an_edition() -> None:
    reference = ClauseRef.parse("iso14001:2015/6.2.2 a)")
    assert ("iso14001:2015", "6.2.2.a") == (reference.standard, str(reference.number))
    assert "iso14001:2015/6.2.2.a" == str(reference)


@pytest.mark.parametrize("text", ["6.2", "/6.2", ""])
def test_a_reference_without_an_edition_is_refused(text: str) -> None:
    with pytest.raises(InvalidClauseNumber) as refused:
        ClauseRef.parse(text)
    assert f"{text!r} names no edition: expected one such as iso14001:2015/6.2.1.a" == (
        refused.value.read("en")
    )
    assert f"{text!r} 没有写明标准版本：应如 iso14001:2015/6.2.1.a" == refused.value.read("zh")


def test_references_are_read_where_they_are_text() -> None:
    reference = ClauseRef.parse("iso/6.2")
    assert (reference, reference) == clause_refs(["iso/6.2", reference])
    with pytest.raises(InvalidClauseNumber):
        clause_refs(["6.2"])


def _item(number: str, *items: Clause, force: Force = Force.SHALL) -> Clause:
    return Clause(ClauseNumber(number), Text(number), force=force, items=items)


_HOUSE = Standard(
    "house:1",
    Text("House rules"),
    clauses=(
        _item("1", _item("1.a"), _item("1.b", force=Force.MAY), force=Force.HEADING),
        _item("2", _item("2.1", _item("2.1.a", force=Force.SHOULD), force=Force.NOTE)),
    ),
)


def test_a_standard_yields_its_items_in_order() -> None:
    assert ["1", "1.a", "1.b", "2", "2.1", "2.1.a"] == [str(one.number) for one in _HOUSE]


def test_a_standard_finds_an_item_by_text_or_number() -> None:
    assert _HOUSE["2.1 a)"] is _HOUSE[ClauseNumber("2.1.a")]
    assert ClauseNumber("2.1") in _HOUSE
    assert ClauseNumber("3") not in _HOUSE
    assert ("2.1" in _HOUSE, "3" in _HOUSE, "no number!" in _HOUSE, 2 in _HOUSE) == (
        True,
        False,
        False,
        False,
    )


def test_a_standard_holds_its_items_and_references_to_them() -> None:
    items = list(_HOUSE)
    assert len(_HOUSE) == len(items) == len({item.number for item in items})
    assert all(item in _HOUSE for item in items)
    assert attrs.evolve(items[0], text=Text("another")) not in _HOUSE
    assert ClauseRef("house:1", items[0].number) in _HOUSE
    assert ClauseRef("house:2", items[0].number) not in _HOUSE


def test_an_item_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownClause) as refused:
        _HOUSE["3"]
    assert (
        "house:1 has no 3: expected one such as 1, 2",
        "house:1 没有 3：应为如 1、2 的编号",
    ) == (
        refused.value.read("en"),
        refused.value.read("zh"),
    )


@pytest.mark.parametrize(
    ("under", "numbers"),
    [(None, ["1.a", "2", "2.1.a"]), ("1", ["1.a"]), ("2.1", ["2.1.a"]), ("3", [])],
)
def test_only_what_asks_for_something_is_a_requirement(
    under: str | None, numbers: list[str]
) -> None:
    assert numbers == [str(one.number) for one in _HOUSE.requirements(under)]
    if under is not None:
        assert _HOUSE.requirements(under) == _HOUSE.requirements(ClauseNumber(under))


@pytest.mark.parametrize("below", ["6.2", "6.20", "6", "7.1", "6.1.a"])
def test_an_item_extends_the_number_it_stands_below(below: str) -> None:
    with pytest.raises(InvalidStandard) as refused:
        _item("6.2", _item(below))
    assert (
        f"items.0.number: {below} is listed below 6.2 and does not extend it: expected one such as 6.2.1",
        f"items.0.number: {below} 列在 6.2 之下，但编号不是它的下级：应如 6.2.1",
    ) == (refused.value.read("en"), refused.value.read("zh"))


def test_of_equal_numbers_none_stands_before_the_other() -> None:
    bracketed, plain = ClauseNumber("6.2.2 a)"), ClauseNumber("6.2.2.a")
    assert (False, False, True) == (bracketed < plain, plain < bracketed, bracketed <= plain)


@pytest.mark.parametrize(
    ("aliases", "number"),
    [
        (("24(c) iv", "24.c.iv"), "2"),
        (("24.c.iv", "24(c) iv"), "1"),
        (("24(c) iv", "24 (c) (iv)"), None),
        (("24(c) iv", "25"), "1"),
    ],
)
def test_an_alias_counts_as_it_is_spelled_and_else_as_it_is_read_if_one_item_alone_has_it(
    aliases: tuple[str, str], number: str | None
) -> None:
    items = tuple(
        Clause(ClauseNumber(str(place)), Text("x"), alias=alias)
        for place, alias in enumerate(aliases, 1)
    )
    house = Standard("house:1", Text("House"), clauses=items)
    given = ClauseNumber("24.c.iv")
    found = house.number_of(given)
    assert number == (None if found is None else str(found))
    assert (found or given) == house.number_or_given(given)


def test_a_standard_has_no_number_twice() -> None:
    with pytest.raises(InvalidStandard) as refused:
        Standard("house:1", Text("House rules"), clauses=(_item("1", _item("1.a")), _item("1.a")))
    assert (
        "clauses.1.number: 1.a is listed twice: expected each number once",
        "clauses.1.number: 1.a 出现两次：每个编号只应出现一次",
    ) == (refused.value.read("en"), refused.value.read("zh"))


def test_items_in_a_row_are_the_tree_that_their_numbers_make() -> None:
    flat = [_item(one) for one in ("1", "1.a", "1.a.1", "1.b", "2", "1.c", "2.a")]
    tree = (
        _item("1", _item("1.a", _item("1.a.1")), _item("1.b")),
        _item("2"),
        _item("1.c"),
        _item("2.a"),
    )
    given = Standard("house:1", Text("House rules"), clauses=tuple(flat))
    assert Standard("house:1", Text("House rules"), clauses=tree) == given
    assert Standard("house:1", Text("House rules"), clauses=flat) == given
    assert [str(one.number) for one in flat] == [str(one.number) for one in given]
    assert _item("1", *tree[0].items) == _item("1", _item("1.a"), _item("1.a.1"), _item("1.b"))


@pytest.mark.parametrize("items", [["x"], ("x",), _item("1")])
def test_items_are_a_tuple_of_items(items: object) -> None:
    with pytest.raises(InvalidField):
        Standard("house:1", Text("House rules"), clauses=items)


def test_an_edition_without_items_has_nothing_to_suggest() -> None:
    with pytest.raises(UnknownClause) as refused:
        Standard("empty:1", Text("Empty"), clauses=())["1"]
    assert "empty:1 has no 1" == refused.value.read("en")
