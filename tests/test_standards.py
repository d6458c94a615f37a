"""The shipped catalogues: what is counted in the standards comes out of the data."""

from __future__ import annotations

from collections import Counter

import pytest

from mgmtsys.auditing.questions import QUESTIONS
from mgmtsys.files.kind import body_of
from mgmtsys.files.loading import loads
from mgmtsys.files.standards import (
    CATALOGUE,
    SHIPPED,
    all_shipped,
    headed_otherwise,
    shipped,
)
from mgmtsys.files.syntax import Source
from mgmtsys.standard.clause import ClauseNumber, Confidence, Duty, Force, Standard
from mgmtsys.values.exceptions import InvalidDocument, UnknownClause, UnknownStandard

ISO, AMD, NEXT = "iso14001:2015", "iso14001:2015+amd1", "iso14001:2026"
GBT, CTS, FRAME = "gbt24001:2016", "cts-q-zg040:2023", "harmonized:2021"
#: The editions of which only numbers and headings are shipped.
HEADINGS = (NEXT, "iso9001:2015", "iso45001:2018", "iso50001:2018", FRAME)

every_edition = pytest.mark.parametrize("id", SHIPPED)
both_editions = pytest.mark.parametrize("id", [ISO, CTS])


def numbers(standard: Standard) -> list[str]:
    return [str(clause.number) for clause in standard]


def forces(standard: Standard) -> Counter[tuple[Force, bool]]:
    return Counter((clause.force, clause.qualified) for clause in standard)


def test_every_edition_is_shipped_under_its_own_id() -> None:
    assert list(SHIPPED) == [standard.id for standard in all_shipped()]
    assert shipped(ISO) is shipped(ISO)


def test_the_amended_edition_has_every_item_by_force() -> None:
    standard = shipped(AMD)
    assert 247 == len(list(standard))
    assert {
        (Force.HEADING, False): 45,
        (Force.NOTE, False): 9,
        (Force.SHALL, False): 141,
        (Force.SHALL, True): 33,
        (Force.CONSIDER, False): 13,
        (Force.TAKE_INTO_ACCOUNT, False): 6,
    } == forces(standard)
    assert {"4": 17, "5": 21, "6": 44, "7": 34, "8": 19, "9": 45, "10": 13} == Counter(
        one.number.parts[0] for one in standard.requirements()
    )


def test_the_amendment_adds_exactly_two_items() -> None:
    base, amended = shipped(ISO), shipped(AMD)
    added = [str(clause.number) for clause in amended if clause.number not in base]
    assert ["4.1.p3", "4.2.n1"] == added
    assert (Force.SHALL, Force.NOTE) == (amended["4.1.p3"].force, amended["4.2.n1"].force)
    assert numbers(base) == [one for one in numbers(amended) if one not in added]
    assert ["4.1.p1", "4.1.p2", "4.1.p3"] == [str(one.number) for one in amended["4.1"].items]
    assert ["4.2.a", "4.2.b", "4.2.c", "4.2.n1"] == [
        str(one.number) for one in amended["4.2"].items
    ]
    for clause in base:
        same = amended[clause.number]
        assert (clause.text, clause.force, clause.qualified, clause.documented, clause.asks) == (
            same.text, same.force, same.qualified, same.documented, same.asks,
        )  # fmt: skip
        assert base.source_of(clause.number) == amended.source_of(clause.number)
        assert base.confidence_of(clause.number) is amended.confidence_of(clause.number)
    assert (None, ISO) == (base.based_on, amended.based_on)


def test_the_adoption_is_identical_under_its_own_name() -> None:
    assert list(map(str, numbers(shipped(ISO)))) == numbers(shipped(GBT))
    assert [one.text for one in shipped(ISO)] == [one.text for one in shipped(GBT)]
    assert ("GB/T 24001-2016", ISO, FRAME) == (
        shipped(GBT).name,
        shipped(GBT).based_on,
        shipped(GBT).hangs_on,
    )


def test_documented_information_is_maintained_and_retained_where_the_standard_asks_it() -> None:
    asked = {
        duty: Counter(str(one.number.parent) for one in shipped(AMD) if one.documented is duty)
        for duty in Duty
    }
    assert {
        "4.3": 1, "5.2": 1, "6.1.1": 2, "6.1.2": 3, "6.1.3": 1, "6.2.1": 1, "8.1": 1, "8.2": 1,
    } == asked[Duty.MAINTAIN]  # fmt: skip
    assert {
        "7.2": 1, "7.4.1": 1, "9.1.1": 1, "9.1.2": 1, "9.2.2": 1, "9.3": 1, "10.2": 2,
    } == asked[Duty.RETAIN]  # fmt: skip
    assert {Duty.MAINTAIN: 11, Duty.RETAIN: 8} == {duty: sum(asked[duty].values()) for duty in Duty}


@pytest.mark.parametrize(
    ("force", "items"),
    [
        (
            Force.CONSIDER,
            "4.3.a 4.3.b 4.3.c 4.3.d 4.3.e 4.4.p2 6.1.1.a 6.1.1.b 6.1.1.c 6.1.4.p1 6.2.1.p3 6.2.2.p1 8.1.d",
        ),
        (Force.TAKE_INTO_ACCOUNT, "6.1.2.a 6.1.2.b 6.1.3.c 6.2.1.p2 7.4.1.u1 9.2.2.p2"),
        (Force.SHOULD, ""),
    ],
)
def test_what_is_less_than_a_plain_shall_is_where_the_standard_says_so(
    force: Force, items: str
) -> None:
    for id in (ISO, GBT, AMD):
        assert items.split() == [str(one.number) for one in shipped(id) if one.force is force]


def test_the_force_is_limited_where_the_standard_says_as_appropriate_or_the_like() -> None:
    limited = """
    6.1.1.u5 6.1.2.p3 6.2.1.b 6.2.1.e 7.2.d 7.2.p1 7.4.1.p3 7.4.2.a 7.5.2.a 7.5.2.b 7.5.2.c
    7.5.3.u1 7.5.3.u2 7.5.3.u3 7.5.3.u4 7.5.3.p1 8.1.p2 8.1.a 8.1.b 8.1.p5 8.2.d 8.2.f 8.2.p2
    9.1.1.b 9.1.1.c 9.1.1.p2 9.1.1.p5 9.1.2.b 9.3.u4 9.3.u5 10.2.a.1 10.2.a.2 10.2.e
    """
    assert limited.split() == [str(one.number) for one in shipped(ISO) if one.qualified]


@pytest.mark.parametrize(
    ("number", "lang", "says"),
    [
        ("6.1.1.u1", "en", "need addressing"),
        ("6.1.1.u3", "zh", "确定需要应对"),
        ("7.2.d", "zh", "适用时"),
        ("7.2.p1", "zh", "适当的"),
        ("7.2.p1", "en", "Appropriate"),
        ("8.1.p2", "en", "as necessary"),
        ("8.1.a", "en", "each life-cycle stage"),
        ("8.1.d", "zh", "运输或交付"),
        ("8.1.d", "en", "potential"),
        ("7.3.b", "en", "actual or potential"),
        ("9.3.d.1", "en", "information on environmental performance"),
        ("6.1.2.p1", "zh", "活动、产品和服务"),
        ("9.3.f", "en", "including complaints"),
        ("9.3.b.2", "zh", "合规义务也在内"),
        ("6.1.1.p2", "zh", "问题和要求"),
        ("5.1.i", "en", "relevant managers"),
        ("5.1.i", "zh", "相关管理人员"),
    ],
)
def test_what_an_item_must_not_lose_is_in_its_wording(number: str, lang: str, says: str) -> None:
    assert says in shipped(ISO)[number].text.read(lang)


@pytest.mark.parametrize(
    ("number", "zh"),
    [
        ("6.2.1.c", "得到监视"),
        ("6.2.1.d", "予以沟通"),
        ("6.2.1.e", "适当时予以更新"),
        ("6.2.2.a", "要做什么"),
        ("6.2.2.b", "需要什么资源"),
        ("6.2.2.c", "由谁负责"),
        ("6.2.2.d", "何时完成"),
    ],
)
def test_an_item_and_its_question_have_the_same_words(number: str, zh: str) -> None:
    """So the matrix, its questions and the national adoption speak of one thing in one way."""
    clause = shipped(GBT)[number]
    (asked,) = clause.asks
    assert zh == clause.text.read("zh")
    assert zh in QUESTIONS[asked].sentence.read("zh")


def test_the_items_of_clause_6_2_are_those_of_the_standards() -> None:
    def under(id: str) -> list[str]:
        return [one for one in numbers(shipped(id)) if one == "6.2" or one.startswith("6.2.")]

    assert [
        "6.2", "6.2.1", "6.2.1.p1", "6.2.1.p2", "6.2.1.p3", "6.2.1.a", "6.2.1.b", "6.2.1.c",
        "6.2.1.d", "6.2.1.e", "6.2.1.p4", "6.2.2", "6.2.2.a", "6.2.2.b", "6.2.2.c", "6.2.2.d",
        "6.2.2.e", "6.2.2.p1",
    ] == under(ISO)  # fmt: skip
    assert [
        "6.2", "6.2.1", "6.2.1.p1", "6.2.1.p2", "6.2.1.p3", "6.2.1.a", "6.2.1.b.1", "6.2.1.b.2",
        "6.2.1.c", "6.2.1.d", "6.2.1.p4", "6.2.2", "6.2.2.p1", "6.2.2.a", "6.2.2.b", "6.2.2.c", "6.2.2.d",
        "6.2.2.e",
    ] == under(CTS)  # fmt: skip


def test_the_letters_shift_where_the_second_standard_joins_two_items() -> None:
    asked = {id: {str(one.number): one.asks for one in shipped(id)} for id in (ISO, CTS)}
    assert asked[ISO]["6.2.1.b"] == asked[CTS]["6.2.1.b.1"]
    assert asked[ISO]["6.2.1.c"] == asked[CTS]["6.2.1.b.2"]
    assert asked[ISO]["6.2.1.d"] == asked[CTS]["6.2.1.c"]
    assert asked[ISO]["6.2.1.e"] == asked[CTS]["6.2.1.d"]


@both_editions
def test_every_requirement_of_clause_6_2_asks_a_question_that_is_defined(id: str) -> None:
    standard = shipped(id)
    assert [] == [str(one.number) for one in standard.requirements("6.2") if not one.asks]
    assert [] == [name for one in standard for name in one.asks if name not in QUESTIONS]
    assert [] == [str(one.number) for one in standard if one.asks and not one.is_requirement]


@both_editions
def test_the_forces_of_clause_6_2_are_told_apart(id: str) -> None:
    under = [one for one in shipped(id) if one.number.is_under(ClauseNumber("6.2"))]
    force = {str(one.number): one.force for one in under}
    assert [Force.HEADING] * 3 == [force[number] for number in ("6.2", "6.2.1", "6.2.2")]
    assert (Force.TAKE_INTO_ACCOUNT, Force.CONSIDER) == (force["6.2.1.p2"], force["6.2.1.p3"])
    assert Counter({Force.HEADING: 3, Force.TAKE_INTO_ACCOUNT: 1, Force.CONSIDER: 2}) == Counter(
        one for one in force.values() if one is not Force.SHALL
    )
    assert ["6.2.1.p4"] == [str(one.number) for one in under if one.documented is Duty.MAINTAIN]


@every_edition
def test_every_item_is_worded_in_both_languages(id: str) -> None:
    standard = shipped(id)
    texts = [standard.title, standard.source]
    texts += [text for one in standard for text in (one.text, one.remark, one.source)]
    assert {("en", "zh")} == {tuple(sorted(dict(text.wordings))) for text in texts if text}


@every_edition
def test_every_item_says_where_it_is_from_and_how_sure_it_is(id: str) -> None:
    standard = shipped(id)
    assert [] == [
        str(one.number)
        for one in standard
        if standard.source_of(one.number) is None or standard.confidence_of(one.number) is None
    ]


def test_what_was_compared_with_a_public_page_is_surer_than_what_is_known() -> None:
    standard = shipped(AMD)
    sure = {number: standard.confidence_of(number) for number in numbers(standard)}
    assert {Confidence.HIGH} == {
        sure[str(one.number)] for one in standard if one.force is Force.HEADING
    }
    compared = ("4", "5.2", "6.1.1", "6.2", "7.1", "7.2", "9.3")
    for clause in standard:
        if clause.force is not Force.HEADING:
            high = any(clause.number.is_under(ClauseNumber(one)) for one in compared)
            assert high is (sure[str(clause.number)] is Confidence.HIGH)
            assert high or sure[str(clause.number)] is Confidence.MEDIUM
    source = standard.source_of("9.3.b.1")
    assert source is not None
    assert "9.3.html" in source.read("en")


@pytest.mark.parametrize("id", HEADINGS)
def test_what_is_known_by_headings_only_asks_for_nothing(id: str) -> None:
    assert {Force.HEADING} == {clause.force for clause in shipped(id)}
    assert () == shipped(id).requirements()


def test_the_next_edition_is_provisional_and_says_what_is_not_known() -> None:
    standard = shipped(NEXT)
    assert (True, Confidence.MEDIUM) == (standard.provisional, standard.confidence_of("4.1"))
    assert [("10.1", "持续改进"), ("10.2", "不符合和纠正措施")] == [
        (str(one.number), one.text.read("zh")) for one in standard["10"].items
    ]
    assert [NEXT] == [one.id for one in all_shipped() if one.provisional]
    assert ["Risks and opportunities", "Planning action", "Planning of changes"] == [
        standard[number].text.read("en") for number in ("6.1.4", "6.1.5", "6.3")
    ]
    assert {"5.3", "6.1.4", "6.1.5", "6.3", "9.3.1", "9.3.2", "9.3.3", "10.1", "10.2"} == {
        str(one.number) for one in standard if standard.confidence_of(one.number) is Confidence.HIGH
    }
    assert ["9.3.1", "9.3.2", "9.3.3"] == [str(one.number) for one in standard["9.3"].items]


@pytest.mark.parametrize(
    ("id", "number", "en", "zh"),
    [
        (
            ISO, "6.3",
            "iso14001:2015 has no 6.3; iso14001:2026 has 6.3, Planning of changes",
            "iso14001:2015 没有 6.3；iso14001:2026 有 6.3“变更的策划”",
        ),
        (
            NEXT, "4.4.p2",
            "iso14001:2026 has no 4.4.p2; iso14001:2015 has 4.4.p2; iso14001:2015+amd1 has 4.4.p2",
            "iso14001:2026 没有 4.4.p2；iso14001:2015 有 4.4.p2；iso14001:2015+amd1 有 4.4.p2",
        ),
        (
            ISO, "11",
            "iso14001:2015 has no 11: expected one such as 4, 5, 6",
            "iso14001:2015 没有 11：应为如 4、5、6 的编号",
        ),
        (
            ISO, "6.2.2.z.1",
            "iso14001:2015 has no 6.2.2.z.1: expected one such as 6.2.2.a, 6.2.2.b, 6.2.2.c",
            "iso14001:2015 没有 6.2.2.z.1：应为如 6.2.2.a、6.2.2.b、6.2.2.c 的编号",
        ),
        (
            "iso9001:2015", "8.8",
            "iso9001:2015 has no 8.8: expected one such as 8.1, 8.2, 8.3",
            "iso9001:2015 没有 8.8：应为如 8.1、8.2、8.3 的编号",
        ),
    ],
)  # fmt: skip
def test_an_edition_that_is_asked_for_anothers_clause_says_so(
    id: str, number: str, en: str, zh: str
) -> None:
    with pytest.raises(UnknownClause) as caught:
        shipped(id)[number]
    assert (en, zh) == (caught.value.read("en"), caught.value.read("zh"))


def test_an_adoption_is_told_of_the_editions_of_what_it_adopts() -> None:
    with pytest.raises(UnknownClause, match=r"iso14001:2026 has 6\.3"):
        shipped(GBT)["6.3"]


def test_a_number_that_means_something_else_in_another_edition_is_told() -> None:
    otherwise = headed_otherwise(shipped(ISO))
    assert {"5.3", "6.1.4", "10.1"} == set(map(str, otherwise))
    assert [(NEXT, "Risks and opportunities")] == [
        (id, text.read("en")) for id, text in otherwise[ClauseNumber("6.1.4")]
    ]
    assert {} == headed_otherwise(shipped(ISO), [shipped(GBT)])


@pytest.mark.parametrize(
    ("id", "pairs", "different"),
    [
        (ISO, 32, {"10.3": "10.1"}),
        (AMD, 32, {"10.3": "10.1"}),
        (NEXT, 36, {}),
        ("iso9001:2015", 34, {"10.3": "10.1"}),
        ("iso45001:2018", 32, {"10.3": "10.1"}),
        ("iso50001:2018", 30, {"10.1": "10.2", "10.2": "10.1"}),
    ],
)
def test_headings_hang_on_the_shared_structure(
    id: str, pairs: int, different: dict[str, str]
) -> None:
    hung = shipped(id).hung_on(shipped(FRAME))
    assert pairs == len(hung)
    assert {id} == {own.standard for own, _ in hung}
    assert {FRAME} == {shared.standard for _, shared in hung}
    assert different == {
        str(own.number): str(shared.number) for own, shared in hung if own.number != shared.number
    }


def test_what_hangs_together_is_headed_alike_but_for_the_topic() -> None:
    """What is common to all has one heading everywhere; a pairing by number alone would not."""
    for id in ("iso9001:2015", "iso45001:2018", "iso50001:2018", ISO):
        heads = {
            str(shared.number): shipped(id)[own.number].text.read("en")
            for own, shared in shipped(id).hung_on(shipped(FRAME))
        }
        assert "Continual improvement" == heads["10.1"]
        assert heads["10.2"].lower().endswith("nonconformity and corrective action")
        assert "6.3" not in heads or "Planning of changes" == heads["6.3"]


def test_a_structure_that_an_edition_does_not_name_is_refused() -> None:
    with pytest.raises(UnknownStandard) as caught:
        shipped(ISO).hung_on(shipped(NEXT))
    assert (
        "iso14001:2015 hangs on harmonized:2021: expected that, not iso14001:2026",
        "iso14001:2015 挂接于 harmonized:2021：应为该结构，而不是 iso14001:2026",
    ) == (caught.value.read("en"), caught.value.read("zh"))
    with pytest.raises(UnknownStandard, match="hangs on no structure"):
        shipped(FRAME).hung_on(shipped(FRAME))


def test_a_number_that_yaml_would_shorten_is_kept() -> None:
    text = (
        f"format: {CATALOGUE.format}\nid: own:1\ntitle: x\nclauses:\n- {{number: 6.10, text: x}}\n"
    )
    assert ["6.10"] == numbers(loads(text, Standard))
    assert ClauseNumber("6.10") in loads(text, Standard)


def test_an_edition_that_is_not_shipped_says_which_are() -> None:
    with pytest.raises(UnknownStandard) as caught:
        shipped("iso1:1")
    assert f"没有内置标准 'iso1:1'：应为 {'、'.join(SHIPPED)} 之一，或标准目录文件的路径" == (
        caught.value.read("zh")
    )


def test_the_body_of_a_file_is_all_but_its_format() -> None:
    source = Source("s.json", '{"a": 1, "format": "x/1"}')
    assert ("x/1", {"a": "1"}) == body_of(source, "x/1")
    with pytest.raises(InvalidDocument) as caught:
        body_of(source, "x/2")
    assert "s.json:1:10: format: found 'x/1': expected format: x/2" == str(caught.value)


@pytest.mark.parametrize(
    ("id", "under", "items"),
    [
        (ISO, "9.2.1.a", ["9.2.1.a.1", "9.2.1.a.2"]),
        (ISO, "9.3.d", ["9.3.d.1", "9.3.d.2", "9.3.d.3", "9.3.d.4"]),
        (GBT, "6.1.4.b", ["6.1.4.b.1", "6.1.4.b.2"]),
        (ISO, "10.3", ["10.3", "10.3.p1"]),
    ],
)
def test_a_number_over_others_stands_for_them_even_where_it_has_no_item(
    id: str, under: str, items: list[str]
) -> None:
    assert items == [str(one.number) for one in shipped(id).below(under)]


def test_a_number_over_nothing_is_refused() -> None:
    with pytest.raises(UnknownClause, match=r"has no 9\.4"):
        shipped(ISO).below("9.4")


@pytest.mark.parametrize(
    ("id", "issued", "in_force"),
    [
        (ISO, "2015-09-15", None),
        (GBT, "2016-10-13", "2017-05-01"),
        (CTS, "2023-12-18", "2023-12-18"),
        (NEXT, "2026-04-15", None),
    ],
)
def test_an_edition_says_when_it_was_issued_and_by_whom(
    id: str, issued: str | None, in_force: str | None
) -> None:
    standard = shipped(id)
    assert standard.issuer is not None
    assert (issued, in_force) == (
        standard.issued and standard.issued.isoformat(),
        standard.in_force and standard.in_force.isoformat(),
    )
