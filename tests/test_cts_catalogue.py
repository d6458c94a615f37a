"""The shipped CTS Q/ZG040-2023: how much it asks, with what force, and what a reader must know."""

import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from mgmtsys.files.standards import shipped
from mgmtsys.standard.clause import Clause, ClauseNumber, Duty, Force

CTS = shipped("cts-q-zg040:2023")
ITEMS = {str(clause.number): clause for clause in CTS}
REQUIREMENTS = CTS.requirements()

#: The lettered and numbered items of the text, read off by number: clause, then its letters.
LETTERS = """
4.1 ab
4.2 abc
4.3.2 abcde
5.1.1 abcdefghi
5.2 abcdef
5.3 abcd
6.1.1 abcde
6.1.2 ab
6.1.3 abc
6.1.4 ab
6.2.1 abcd
6.2.2 abcde
7.1 abcde
7.2 abcd
7.3 abcde
7.4 abc
7.5.1 ab
7.5.2 abc
7.5.3 abcd
8.1 abcd
8.2 abcdef
9.1.1 abcde
9.1.2 abc
9.2.1 ab
9.2.2 abcd
9.3.2 abcdef
9.3.3 abcde
10.2 abcde
"""

#: The statements that ISO 14001:2015 has no counterpart of.
OWN = """
5.1.2.p1 5.2.e 5.2.f 5.3.p2 5.3.a 5.3.c 5.3.d 6.1.1.p2 6.1.1.a 7.1.b 7.1.d
7.5.1.a.r 7.5.2.b.r 7.5.3.p2.r 8.1.a.x 8.1.p5.r 8.2.p2.r
"""
#: Where the text limits a requirement: 适当时, 适当的, 必要时, 适用时, 可行时, 如可行, 需要时, 必要程度.
LIMITED = """
5.2.u3 6.1.2.p3 6.2.1.b.1 6.2.1.d 7.2.p1 7.4.b 7.5.2.a 7.5.2.b 7.5.2.c 7.5.3.a 7.5.3.b 7.5.3.c 7.5.3.d
7.5.3.p2 8.1.p2 8.1.a 8.1.a.x 8.1.b 8.1.p5 8.2.d 8.2.f 8.2.p2 9.1.1.b 9.1.1.c 9.1.1.p2 9.1.1.p5
9.1.2.b 9.2.2.d 10.2.a 10.2.e
"""
#: What is only to be considered.
CONSIDERED = """
4.2.b.c 4.3.2.a 4.3.2.b 4.3.2.c 4.3.2.d 4.3.2.e 6.1.1.p1 6.1.2.p1.c 6.2.1.p3 6.2.2.p1 7.4.a 7.4.b 7.4.c
8.1.a.c 8.1.d 9.2.2.p2
"""


def remark(number: str) -> str:
    said = ITEMS[number].remark
    return said.read("zh") if said else ""


def numbers(*forces: Force) -> list[str]:
    return [number for number, clause in ITEMS.items() if clause.force in forces]


def is_introduced_by_need(clause: Clause) -> bool:
    """Whether the text says 需, which is no modal verb of the drafting rules, instead of 应."""
    return clause.remark is not None and "“需”" in clause.remark.read("zh")


def test_the_catalogue_holds_all_clauses() -> None:
    assert [str(number) for number in range(1, 11)] == [str(one.number) for one in CTS.clauses]
    rows = (len(ITEMS), len(numbers(Force.HEADING)), len(numbers(Force.NOTE)), len(REQUIREMENTS))
    assert (266, 52, 18, 196) == rows


def test_the_front_page_is_that_of_the_text() -> None:
    assert "数智化绿色低碳管理体系 要求" == CTS.title.read("zh")
    assert "Digitalization Green and Low Carbon Management System requirements" == (
        CTS.title.read("en")
    )
    assert CTS.issuer is not None
    assert "中赣国际认证有限公司" == CTS.issuer.read("zh")
    assert date(2023, 12, 18) == CTS.issued == CTS.in_force


def test_references_and_terms_are_listed_and_ask_for_nothing() -> None:
    assert () == tuple(one for one in REQUIREMENTS if one.number.parts[0] in ("1", "2", "3"))
    references = [one.text.read("zh").partition("《")[0] for one in CTS.below("2")[1:]]
    assert ["GB/T 19001", "GB/T 24001", "GB/T 33635"] == references
    assert "不注日期" in remark("2")
    terms = [one.text.read("zh").partition("：")[0] for one in CTS.below("3.1")]
    assert [
        "数智化（Digitization）",
        "绿色低碳（Green and low-carbon）",
        "绿色企业（green enterprise）",
    ] == [one for one in terms if "（" in one]


@pytest.mark.parametrize("number", ["4.3.2", "5.1.1", "9.2.1", "9.2.2", "9.3.1", "9.3.2", "9.3.3"])
def test_a_number_that_the_text_prints_without_a_heading_is_there(number: str) -> None:
    assert ITEMS[number].force is Force.HEADING
    assert "原文无标题" in remark(number)
    assert len(CTS.below(number)) > 1


@pytest.mark.parametrize(
    ("word", "items"),
    [
        ("factor", ""),
        ("issues", "4.1.p1 4.1.a 4.3.2.a 6.1.1.p1 9.3.2.b.1"),
        (
            "aspects",
            """6.1.2 6.1.2.p1 6.1.2.p1.c 6.1.2.a 6.1.2.b 6.1.2.p2 6.1.2.p3 6.1.2.u1 6.1.2.u2 6.1.2.u3
            6.1.2.n1 6.1.3.a 6.1.4.a.1 6.2.1.p2 7.3.d""",
        ),
        ("important", ""),
        ("made known", ""),
        ("at hand", ""),
        ("in post", ""),
    ],
)
def test_the_english_terms_are_those_of_the_environmental_standards(word: str, items: str) -> None:
    """因素 is an issue in 4.1, as in GB/T 19001, and an aspect in 6.1.2, as in GB/T 24001."""
    said = [
        number
        for number, one in ITEMS.items()
        if re.search(rf"\b{word}", one.text.read("en"), re.IGNORECASE)
    ]
    assert items.split() == said


@pytest.mark.parametrize(
    ("number", "lang", "says"),
    [
        ("4.2.a", "zh", "等"),
        ("4.2.a", "en", "including"),
        ("5.1.1.i", "zh", "其他相关管理人员"),
        ("5.1.1.i", "en", "other relevant managers"),
        ("5.2.u2", "en", "communicated fully"),
        ("6.1.1.c", "zh", "预防"),
        ("7.4.b", "en", "as those requirements say"),
        ("7.5.3.p1", "zh", "适用的"),
        ("7.5.3.p1", "en", "suitable"),
        ("8.1.p5", "zh", "已按策划"),
        ("8.1.p5", "en", "have been carried out as planned"),
        ("9.2.1.a.1", "zh", "有效性"),
        ("9.2.1.b", "en", "evaluate effectiveness"),
    ],
)
def test_what_an_item_must_not_lose_is_in_its_wording(number: str, lang: str, says: str) -> None:
    assert says in ITEMS[number].text.read(lang)


def test_no_more_than_what_the_text_says_is_asked() -> None:
    assert "须" not in ITEMS["4.2.a"].text.read("zh")
    assert "形成" in remark("4.2.p1")
    assert "考虑" not in ITEMS["7.4.p1"].text.read("zh")


def test_each_clause_has_as_many_statements_as_the_text() -> None:
    counted = Counter(clause.number.parts[0] for clause in REQUIREMENTS)
    assert {"4": 16, "5": 26, "6": 42, "7": 35, "8": 23, "9": 44, "10": 10} == counted


def test_the_statements_have_the_forces_of_the_text() -> None:
    assert {
        "应": 140, "应, qualified": 28, "应考虑": 16, "必须考虑": 4, "宜": 5, "需": 3,
    } == Counter(
        "需" if is_introduced_by_need(one)
        else "应, qualified" if one.qualified and one.force is Force.SHALL
        else {Force.SHALL: "应", Force.CONSIDER: "应考虑", Force.TAKE_INTO_ACCOUNT: "必须考虑",
              Force.SHOULD: "宜"}[one.force]
        for one in REQUIREMENTS
    )  # fmt: skip
    assert ["5.2.u1", "5.2.u2", "5.2.u3"] == [
        str(one.number) for one in CTS if is_introduced_by_need(one)
    ]


def test_a_force_is_limited_where_the_text_limits_it() -> None:
    assert LIMITED.split() == [number for number, one in ITEMS.items() if one.qualified]


def test_what_is_only_considered_is_an_item_of_its_own() -> None:
    assert CONSIDERED.split() == numbers(Force.CONSIDER)
    for number in ("4.2.b", "6.1.2.p1", "8.1.a"):
        assert f"由 {number} 拆出" in remark(f"{number}.c")


def test_must_is_said_three_times_of_four_statements_and_is_not_stronger_than_shall() -> None:
    must = numbers(Force.TAKE_INTO_ACCOUNT)
    assert ["6.1.2.a", "6.1.2.b", "6.1.3.c", "6.2.1.p2"] == must
    assert all("不强于“应”" in remark(number) for number in must)


def test_each_recommendation_is_split_from_a_requirement_and_is_about_the_carrier() -> None:
    should = numbers(Force.SHOULD)
    assert ["7.5.1.a.r", "7.5.2.b.r", "7.5.3.p2.r", "8.1.p5.r", "8.2.p2.r"] == should
    for ordinal, number in zip("一二三四五", should, strict=True):
        parent = ITEMS[number.removesuffix(".r")]
        assert number in [str(item.number) for item in parent.items]
        assert (Force.SHALL, True) == (parent.force, "载体" in ITEMS[number].text.read("zh"))
        assert f"第{ordinal}处" in remark(number)


def test_documented_information_is_maintained_and_retained_where_the_text_says() -> None:
    duties = defaultdict(list)
    for number, clause in ITEMS.items():
        duties[clause.documented].append(number)
    assert [
        "4.2.p1", "4.3.2.p1", "5.2.u1", "6.1.2.u1", "6.1.2.u2", "6.1.2.u3", "6.1.3.p1", "6.2.1.p4",
        "8.1.p5", "8.2.p2",
    ] == duties[Duty.MAINTAIN]  # fmt: skip
    assert [
        "7.2.p1", "7.4.c", "7.4.p2", "9.1.1.p5", "9.1.2.p2", "9.2.2.p3", "9.3.3.p1", "10.2.p1",
    ] == duties[Duty.RETAIN]  # fmt: skip
    assert all(ITEMS[number].is_requirement for kept in Duty for number in duties[kept])


def test_each_clause_has_the_letters_of_the_text() -> None:
    letters: dict[str, str] = defaultdict(str)
    for number in ITEMS:
        if found := re.match(r"([0-9.]+)\.([a-i])(?![a-z])", number):
            clause, letter = found.groups()
            if letter not in letters[clause]:
                letters[clause] += letter
    assert LETTERS.split() == [part for pair in letters.items() for part in pair]


def test_the_sentences_dashes_and_numbers_of_a_split_item_are_counted_from_one() -> None:
    split = re.compile(r"(.+\.[a-i])\.([0-9]+)")
    parts = defaultdict(list)
    for number in ITEMS:
        if found := split.fullmatch(number):
            parts[found[1]].append(int(found[2]))
    assert {
        "6.1.4.a": 3,
        "6.1.4.b": 2,
        "6.2.1.b": 2,
        "9.2.1.a": 2,
        "9.3.2.b": 3,
        "9.3.2.c": 5,
        "10.2.b": 3,
    } == {item: len(found) for item, found in parts.items()}
    assert all(found == list(range(1, len(found) + 1)) for found in parts.values())


def test_paragraphs_dashes_and_notes_are_counted_from_one_in_their_clause() -> None:
    counted = defaultdict(list)
    for number in ITEMS:
        if found := re.fullmatch(r"(.+\.)([pun])([0-9]+)", number):
            counted[found[1] + found[2]].append(int(found[3]))
    assert all(found == list(range(1, len(found) + 1)) for found in counted.values())
    notes = {one: len(found) for one, found in counted.items() if one.endswith("n")}
    dashes = {one: len(found) for one, found in counted.items() if one.endswith("u")}
    assert {"3.1.n": 1, "6.1.2.n": 1, "6.1.3.n": 1, "7.5.1.n": 2, "8.1.n": 1} == notes
    assert {"2.u": 3, "5.2.u": 3, "6.1.2.u": 3, "7.5.1.n2.u": 4, "8.1.u": 2} == dashes


def test_no_two_items_are_worded_alike_unless_they_are_headings() -> None:
    for lang in ("en", "zh"):
        said = Counter(one.text.read(lang) for one in CTS if one.force is not Force.HEADING)
        assert [] == [text for text, times in said.items() if times > 1]


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("4.2", "混用列表与普通段落"),
        ("4.2.b", "句号"),
        ("4.3", "应按编号识别"),
        ("5.1.1", "原文无标题"),
        ("5.1.1.e", "“环境管理体系要求”"),
        ("5.1.2", "质量管理体系"),
        ("5.2", "预防污染"),
        ("5.2.e", "能源管理体系"),
        ("5.2.f", "能源管理体系"),
        ("5.3", "报告绩效"),
        ("5.3.p2", "能源管理体系"),
        ("6.1.1", "两项文件化信息"),
        ("6.1.1.a", "进度"),
        ("6.1.2.b", "8.2"),
        ("6.1.2.p2", "环境影响"),
        ("6.1.4", "技术方案"),
        ("6.1.4.b.1", "“环境管理体系过程”"),
        ("6.2.1.b.1", "字母错位"),
        ("6.2.2", "“指标”"),
        ("7.2.p1", "“记录”"),
        ("7.4.p2", "“记录”"),
        ("8.1.a.x", "唯一的强制性数字化要求"),
        ("8.2.p1", "6.1.2.b"),
        ("9.1.1.p3", "环境管理体系"),
        ("9.2", "应按编号识别"),
        ("9.2.2.d", "质量管理体系"),
        ("9.3", "应按编号识别"),
        ("9.3.3.c", "“基准”"),
        ("10.2.b.1", "三句话"),
        ("10.2.p1", "“记录”"),
        ("10.3.p1", "“能证实”"),
    ],
)
def test_an_oddity_of_the_text_is_remarked_where_it_stands(number: str, says: str) -> None:
    assert says in remark(number)


def test_the_other_spellings_of_compliance_obligations_lead_to_the_common_one() -> None:
    spelling = re.compile("合规性义务|合规要求|合规性要求")
    odd = [number for number, one in ITEMS.items() if spelling.search(one.text.read("zh"))]
    assert ["4.2.b.c", "6.1.1.e", "7.4.b", "7.5.1.n2.u2", "9.3.2.b.2"] == odd
    assert all("6.1.3" in remark(number) and "合规义务" in remark(number) for number in odd)
    assert all(number in remark("6.1.3") for number in odd)


@pytest.mark.parametrize(
    ("term", "kept"),
    [
        ("环境管理体系", "5.1.1.e 6.1.4.b.1 9.1.1.p3"),
        ("环境绩效", "9.1.1.c 9.1.1.p3 9.1.1.p4"),
        ("环境要求", "8.1.b 8.1.c"),
        ("环境影响", "6.1.2.p2 6.1.2.u1 6.1.2.n1 8.1.d 8.2.a 8.2.c"),
    ],
)
def test_what_is_still_said_of_the_environment_alone_is_remarked(term: str, kept: str) -> None:
    assert kept.split() == [number for number in ITEMS if term in remark(number)]
    worded = {
        number
        for number, one in ITEMS.items()
        if term in one.text.read("zh") and not number.startswith("2.")
    }
    assert worded <= set(kept.split())


def test_179_statements_have_a_counterpart_in_iso_14001_and_the_others_are_known() -> None:
    own = {ClauseNumber(number) for number in OWN.split()}
    assert own <= {one.number for one in REQUIREMENTS}
    assert 179 == len(REQUIREMENTS) - len(own)
