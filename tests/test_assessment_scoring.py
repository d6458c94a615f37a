"""Scores: the worked examples of the handbook to the point, roll-ups, and marks that are refused."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from tests.handbook import known_part

from mgmtsys.files.loading import load
from mgmtsys.scoring.assessment import Assessment, score_of
from mgmtsys.scoring.completeness import open_because
from mgmtsys.scoring.explanation import explain_assessment
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, RollUp, Scheme
from mgmtsys.scoring.score import (
    Deduction,
    Marking,
    Score,
    Standing,
    deducted,
    score,
    total,
)
from mgmtsys.values.exceptions import InvalidAssessment, InvalidDocument, NotUnderstood
from mgmtsys.values.text import Text

EXAMPLES = Path(__file__).parents[1] / "examples" / "she_assessment"
HANDBOOK = load(EXAMPLES / "assessment.yaml", Assessment)
GONE = Text("not here")


def element_of(found: Score, id: str) -> tuple[Fraction | None, Fraction | None]:
    (one,) = (each for each in found.elements if each.element.id == id)
    return one.score, one.rate


@pytest.mark.parametrize(
    ("id", "points", "rate"),
    [
        ("2.1", Fraction(404, 5), Fraction(101, 125)),
        ("1.1", Fraction(117), Fraction(39, 50)),
        ("2.3", Fraction(533, 6), Fraction(41, 60)),
    ],
)
def test_the_worked_elements_score_exactly(id: str, points: Fraction, rate: Fraction) -> None:
    assert (points, rate) == element_of(score_of(load(EXAMPLES / "elements.yaml", Assessment)), id)


def test_the_worked_company_scores_four_fifths_of_what_applies() -> None:
    found = score_of(HANDBOOK)
    assert (None, Fraction(660), None) == (found.score, found.full, found.rate)
    assert Fraction(4, 5) == found.known
    known = score_of(known_part(HANDBOOK))
    assert (Fraction(528), Fraction(660), Fraction(4, 5)) == (known.score, known.full, known.rate)
    assert [120, 136, 80, 0, 104, 88] == [
        one.score for one in found.elements if one.standing is not Standing.NO_MARKS
    ]
    assert ("2.2",) == found.standing(Standing.DELETED)
    assert [Fraction(320), Fraction(340)] == [one.full for one in found.counted]


def test_sixty_five_percent_to_the_point_is_sixty_five_percent() -> None:
    off = [Deduction("plan", 0.3), Deduction("do", 0.05), Deduction("compliance", 0.3)]
    marking = Marking("1.2", (*off, Deduction("achievement", 0.25)))
    (unit,) = (one for one in HANDBOOK.units if one.id == "1")
    alone = attrs.evolve(unit, elements=unit.elements[1:])
    found = score(HANDBOOK.scheme, [alone], [marking])
    assert (Fraction(221, 2), Fraction(13, 20)) == (found.score, found.rate)


def two(scheme: Scheme, *rates: str) -> Score:
    elements = (Element("a", 100, weight=1), Element("b", 300, weight=3), Element("c", 50))
    markings = [
        Marking(id, (Deduction("all", rate),))
        for id, rate in zip("ab", rates, strict=True)
    ]  # fmt: skip
    unit = AssessmentUnit("u", elements=elements)
    return score(scheme, [unit], [*markings, Marking("c", deleted=GONE)])


@pytest.mark.parametrize(
    ("how", "rate"),
    [
        (RollUp.RATIO_OF_SUMS, Fraction(50 + 225, 400)),
        (RollUp.WEIGHTED_MEAN, Fraction(1 * 2 + 3 * 3, 4 * 4)),
        (RollUp.WORST_CHILD, Fraction(1, 2)),
    ],
)
def test_rates_roll_up_as_the_scheme_declares(how: RollUp, rate: Fraction) -> None:
    found = two(Scheme((Phase("all", 1),), unit_rate=how), "1/2", "1/4")
    assert (rate, 400 * rate) == (found.rate, found.score)


def test_weights_of_nothing_make_no_mean() -> None:
    scheme = Scheme((Phase("all", 1),), unit_rate=RollUp.WEIGHTED_MEAN)
    unit = AssessmentUnit("u", elements=(Element("a", 100, weight=0),))
    found = score(scheme, [unit], [Marking("a")])
    assert (None, None) == (found.units[0].rate, found.rate)


def test_an_element_without_a_marking_has_not_been_assessed_and_nothing_is_known_of_the_whole() -> (
    None
):
    scheme = Scheme((Phase("all", 1),))
    unit = AssessmentUnit("u", elements=(Element("a", 100), Element("b", 100)))
    found = score(scheme, [unit], [Marking("a")])
    assert (None, None, None) == (found.rate, found.score, found.units[0].rate)
    assert [Fraction(100), None] == [one.score for one in found.elements]
    assert ("b",) == found.standing(Standing.NOT_ASSESSED)


def test_several_deductions_from_one_phase_add_up() -> None:
    taken = [Deduction("plan", "10%"), Deduction("plan", points=3), Deduction("do", points=0)]
    assert [Fraction(2, 5), 0, 0, 0] == deducted(HANDBOOK.scheme.phases, Fraction(100), taken)


@pytest.mark.parametrize(
    ("make", "en", "zh"),
    [
        (
            lambda: Phase("a", 0),
            "the weight 0% is not a share: expected above 0, up to 100%",
            "权重 0% 不是份额：应大于 0 且不超过 100%",
        ),
        (
            lambda: Phase("a", "50%", reduced_by=("a",)),
            "a is reduced by a: expected other phases, each once",
            "a 受 a 影响：应为其他环节，且各写一次",
        ),
        (
            lambda: Phase("a", "50%", reduced_by=("b", "b")),
            "a is reduced by b, b: expected other phases, each once",
            "a 受 b、b 影响：应为其他环节，且各写一次",
        ),
        (
            lambda: Element("a", 0),
            "full marks of 0: expected more than 0",
            "满分 0 无效：应大于 0",
        ),
        (
            lambda: Element("a", weight=-1),
            "the weight -1 is negative: expected 0 or more",
            "权重 -1 为负：应不小于 0",
        ),
        (
            lambda: AssessmentUnit("u", elements=(Element("a", 10),), full=20),
            "the elements have 10 marks in total: expected the 20 of the unit",
            "各要素合计 10 分：应与单元的 20 分一致",
        ),
        (
            lambda: AssessmentUnit("u", elements=(Element("a", 30), Element("b")), full=20),
            "the elements have 30 marks in total: expected the 20 of the unit",
            "各要素合计 30 分：应与单元的 20 分一致",
        ),
        (
            lambda: Deduction("plan"),
            "a deduction from plan has a rate or points: expected exactly one of the two",
            "对 plan 的扣分按百分数或分数：应写且只写一种",
        ),
        (
            lambda: Deduction("plan", "1/3", points=4),
            "a deduction from plan has a rate or points: expected exactly one of the two",
            "对 plan 的扣分按百分数或分数：应写且只写一种",
        ),
        (
            lambda: Deduction("plan", "4/3"),
            "a deduction of 4/3 from plan: expected 0 to 100%",
            "plan 的扣分率为 4/3：应为 0 至 100%",
        ),
        (
            lambda: Deduction("plan", points=-1),
            "a deduction of -1 points from plan: expected 0 or more",
            "plan 的扣分为 -1：应不小于 0",
        ),
        (
            lambda: Marking("a", (Deduction("plan", 0),), deleted=GONE),
            "a is deleted and has deductions: expected one of the two",
            "a 既为删除项又有扣分：只应写一种",
        ),
        (
            lambda: Marking("a", deleted=Text("False")),
            "'False' is not a reason to delete a: expected why it does not apply, or nothing where it does",
            "'False' 不是删除 a 的理由：应写明为何不适用，适用时不填",
        ),
        (
            lambda: deducted(
                HANDBOOK.scheme.phases, Fraction(100), [Deduction("plan", points=11)]
            ),
            "deductions of 11 points from plan, which has 10: expected at most 100%",
            "plan 共 10 分，扣分却为 11 分：最多扣 100%",
        ),
        (
            lambda: deducted(HANDBOOK.scheme.phases, Fraction(100), [Deduction("check", 0)]),
            "no phase 'check' is declared: expected one of plan, do, compliance, achievement",
            "未声明环节 'check'：应为 plan、do、compliance、achievement 之一",
        ),
    ],
)  # fmt: skip
def test_marks_that_nobody_can_have_are_refused(
    make: Callable[[], object], en: str, zh: str
) -> None:
    with pytest.raises(InvalidAssessment) as caught:
        make()
    assert (en, zh) == (caught.value.read("en"), caught.value.read("zh"))


def test_a_scheme_is_refused_with_everything_that_is_wrong_with_it() -> None:
    with pytest.raises(InvalidDocument) as caught:
        Scheme((Phase("a", "50%", reduced_by=("b",)), Phase("a", "1/3")))
    assert [
        "phases: the weights add up to 5/6: expected 100%",
        "phases.a.reduced_by: no phase 'b' is declared: expected one of a, a",
        "phases: a phase is listed twice: expected each phase once",
    ] == caught.value.read("en").splitlines()


def test_marks_that_are_printed_may_wait_for_elements_that_are_not_known() -> None:
    for elements in ((), (Element("a", 10), Element("b"))):
        assert AssessmentUnit("u", elements=elements, full=20).full == 20


def test_an_assessment_without_any_phase_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="the weights add up to 0%"):
        attrs.evolve(HANDBOOK, scheme=Scheme(()))


@pytest.mark.parametrize(
    ("how", "lines"),
    [
        (RollUp.WORST_CHILD, ["unit u: min(50%, 75%) = 50%", "score rate: min(50%, 0%) = 0%"]),
        (
            RollUp.WEIGHTED_MEAN,
            [
                "unit u: (50% × 1 + 75% × 3) / (1 + 3) = 2.75 / 4 = 68.75%",
                "score rate: (68.75% × 1 + 0% × 3) / (1 + 3) = 0.6875 / 4 = 17.1875%",
            ],
        ),
    ],
)
def test_every_roll_up_is_spelled_out(how: RollUp, lines: list[str]) -> None:
    elements = (Element("a", 100, weight=1), Element("b", 300, weight=3))
    marks = {"a": "1/2", "b": "1/4", "c": "100%"}
    company = Assessment(
        Text("X"),
        HANDBOOK.period,
        scheme=Scheme((Phase("all", 1),), unit_rate=how, whole_rate=how),
        units=(
            AssessmentUnit("u", elements=elements),
            AssessmentUnit("v", elements=(Element("c", 10),), weight=3),
            AssessmentUnit("w", elements=(Element("d", 10),)),
        ),
        markings=(
            *(Marking(id, (Deduction("all", rate),)) for id, rate in marks.items()),
            Marking("d", deleted=GONE),
        ),
    )
    told = explain_assessment(company).splitlines()
    assert [*lines, "unit w: nothing counts, and 0/0 is not a rate"] == [
        next(line for line in told if line.startswith(start))
        for start in ("unit u", "score", "unit w")
    ]


def test_of_many_elements_that_are_not_assessed_some_are_named() -> None:
    elements = tuple(Element(str(number), 10) for number in range(12))
    company = attrs.evolve(HANDBOOK, units=(AssessmentUnit("u", elements=elements),), markings=())
    told = explain_assessment(company).splitlines()
    place = told.index("unit u: undetermined")
    assert "  not assessed: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9…" == told[place + 1]


@pytest.mark.parametrize(
    ("lost", "known"), [("12.5%", "87.5%"), ("12.34567%", "87.65433%"), ("1/3", "≈ 66.67%")]
)
def test_what_is_known_of_a_score_is_spelled_in_short(lost: str, known: str) -> None:
    scheme = Scheme((Phase("all", 1),))
    elements = (Element("1", 100), Element("2", 10))
    found = score(
        scheme,
        (AssessmentUnit("u", elements=elements),),
        (Marking("1", (Deduction("all", lost),)),),
    )
    said = open_because(found)
    assert f"undetermined: {known} of the 100 marks known so far" == said.read("en")
    assert f"无法判定：目前已知的 100 分中得分率为 {known}" == said.read("zh")


@pytest.mark.parametrize("count", range(9))
def test_a_total_loses_no_summand(count: int) -> None:
    numbers = [Fraction(1, under) for under in (2, 3, 5, 7, 7, 11, 13, 17, 19)[:count]]
    added = Fraction(0)
    for number in numbers:
        added += number
    assert added == total(numbers)
