"""Ratings: indicators, gates, disqualification, and what keeps from the next grade."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from tests.handbook import COMPANY, WORKED

from mgmtsys.files.codec import structure
from mgmtsys.scoring.assessment import (
    Assessment,
    Grading,
    Lowering,
    measures_of,
    next_grade,
    rating_of,
)
from mgmtsys.scoring.explanation import explain_assessment, grade_name, outlook, verdict
from mgmtsys.scoring.improvement import NextGrade, least_changes
from mgmtsys.scoring.indicators import (
    AssessmentFigure,
    Event,
    EventKind,
    IndicatorKind,
    RatingIndicator,
    incidence_rate,
)
from mgmtsys.scoring.rating import Gate, Rating, RatingGrade, RatingScheme, RatingState
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, RollUp, Scheme
from mgmtsys.scoring.score import Deduction, Marking, score
from mgmtsys.system.finding import Grade
from mgmtsys.values.exceptions import InvalidAssessment, InvalidDocument
from mgmtsys.values.period import Duration

PERFECT = tuple(
    one if one.deleted else Marking(one.id) for one in COMPANY.markings
)  # fmt: skip


def rated(assessment: Assessment) -> Rating:
    rating = rating_of(assessment)
    assert rating is not None
    return rating


def grade(assessment: Assessment) -> str | None:
    found = rated(assessment).grade
    return found.id if found else None


def with_events(*events: Event, **changes: Any) -> Assessment:
    return attrs.evolve(COMPANY, events=events, **changes)


def with_injuries(count: int, hours: int) -> Assessment:
    figures = (AssessmentFigure("injured_persons", count), AssessmentFigure("hours_worked", hours))
    return attrs.evolve(COMPANY, markings=PERFECT, figures=figures)


def test_the_worked_company_earns_four_diamonds_held_back_by_score_and_injuries() -> None:
    rating = rated(COMPANY)
    values = [(one.measured.value, one.grade and one.grade.id) for one in rating.indicators]
    assert [(Fraction(4, 5), "four"), (Fraction(16, 11), "four"), (0, "five")] == values
    assert ("four", RatingState.GRADED) == (grade(COMPANY), rating.state)
    assert ("process_score", "injury_rate") == rating.held_back_by
    assert () == rating.disqualified_by


def test_one_serious_injury_bars_the_worked_company_from_more_than_three_diamonds() -> None:
    injured = with_events(Event("serious_injury"))
    assert "three" == grade(injured)
    assert ("tier_1",) == tuple(one.id for one in rated(injured).disqualified_by)
    coming = next_grade(injured)
    assert coming is not None
    assert ("four", (), ["tier_1"], False) == (
        coming.grade.id, coming.gaps, [one.id for one in coming.barred_by], coming.by_one_change
    )  # fmt: skip


def test_no_one_change_closes_two_gaps() -> None:
    coming = next_grade(COMPANY)
    assert coming is not None
    score_gap, injuries = coming.gaps
    assert (False, True) == (score_gap.closable, injuries.closable)
    for gaps, closed in (((injuries,), True), ((score_gap,), False), ((injuries, injuries), False)):
        assert closed is NextGrade(coming.grade, gaps).by_one_change


def test_without_the_deletion_the_worked_company_falls_to_three_diamonds() -> None:
    lost = tuple(Deduction(phase.id, 1) for phase in COMPANY.scheme.phases)
    markings = tuple(Marking("2.2", lost) if one.deleted else one for one in COMPANY.markings)
    kept = attrs.evolve(COMPANY, markings=markings)
    assert Fraction(66, 95) == measures_of(kept)[0].value
    assert "three" == grade(kept)


@pytest.mark.parametrize(
    ("count", "hours", "rate", "earned"),
    [
        (1, 199_000, Fraction(200, 199), "four"),
        (2, 400_000, Fraction(1), "five"),
        (0, 1, Fraction(0), "five"),
        (6, 200_000, Fraction(6), None),
    ],
)
def test_a_rate_is_compared_before_it_is_rounded(
    count: int, hours: int, rate: Fraction, earned: str | None
) -> None:
    company = with_injuries(count, hours)
    assert rate == measures_of(company)[1].value
    assert earned == grade(company)


@pytest.mark.parametrize(
    ("event", "earned", "tiers"),
    [
        (Event("environmental", "larger"), None, ["tier_2"]),
        (Event("environmental", "general"), "three", ["tier_1"]),
        (Event("environmental", "general", count=3), "one", ["tier_1"]),
        (Event("environmental", "general", count=0), "four", []),
        (Event("equipment", "general"), "three", ["tier_1"]),
        (Event("power_safety", "major"), None, ["tier_2"]),
        (Event("death"), None, ["tier_2"]),
        (Event("flooded_plant"), None, ["tier_2"]),
    ],
)
def test_events_count_and_disqualify(event: Event, earned: str | None, tiers: list[str]) -> None:
    company = with_events(event)
    assert earned == grade(company)
    assert tiers == [one.id for one in rated(company).disqualified_by]
    assert (earned is None) is (rated(company).state is RatingState.NO_GRADE)


def test_a_better_grade_that_is_held_is_withdrawn_and_looked_at_again_in_three_months() -> None:
    happened = Event("serious_injury", on=date(2025, 11, 30)), Event("equipment", "general")
    rating = rated(with_events(*happened, held="five"))
    assert rating.withdrawn is not None
    assert ("five", Duration.parse("3 months"), date(2026, 2, 28)) == (
        rating.withdrawn.id, rating.review_within, rating.review_by
    )  # fmt: skip
    assert None is rated(with_events(*happened, held="three")).withdrawn
    undated = rated(with_events(Event("serious_injury"), held="four"))
    assert (Duration.parse("3 months"), None) == (undated.review_within, undated.review_by)


def test_after_a_death_any_grade_that_is_held_is_withdrawn_for_the_cycle() -> None:
    happened = Event("serious_injury", on=date(2025, 11, 30)), Event("death")
    rating = rated(with_events(*happened, held="one"))
    assert rating.withdrawn is not None
    assert ("one", None, None) == (rating.withdrawn.id, rating.review_within, rating.review_by)
    assert COMPANY.rating is not None
    *_, last = verdict(rating, COMPANY.rating)
    assert "  取消已有等级：一钻" == last.read("zh")


def test_what_nobody_has_stated_leaves_the_grade_open() -> None:
    rating = rated(attrs.evolve(COMPANY, figures=()))
    assert rating.at_best is not None
    assert (RatingState.UNDETERMINED, None, "four") == (
        rating.state,
        rating.grade,
        rating.at_best.id,
    )
    assert ["injured_persons is not stated"] == [one.read("en") for one in rating.reasons]
    silent = attrs.evolve(COMPANY, events=None)
    assert ["events are not stated"] == [one.read("en") for one in rated(silent).reasons]
    assert None is next_grade(silent)
    waiting = attrs.evolve(COMPANY, markings=COMPANY.markings[1:])
    assert ["undetermined: 80% of the 510 marks known so far"] == [
        one.read("en") for one in rated(waiting).reasons
    ]


def test_a_scheme_of_which_little_is_known_gives_no_grade() -> None:
    rating = rated(WORKED)
    assert (RatingState.UNDETERMINED, None, "四钻") == (
        rating.state, rating.grade, grade_name(rating.at_best).read("zh")
    )  # fmt: skip
    (reason,) = rating.reasons
    assert "undetermined: 80% of the 660 marks known so far" == reason.read("en")
    told = explain_assessment(WORKED, "zh").splitlines()
    assert "  分值未知：2.5、2.6、2.7、2.8、2.9" in told
    assert "  要素未知的单元：3、4、5、6、7、8、9、10、11、12…" in told
    assert None is grade(attrs.evolve(WORKED, markings=PERFECT))
    assert None is next_grade(WORKED)


def test_injured_persons_are_no_fewer_than_the_injuries_and_deaths_that_are_told() -> None:
    none = (AssessmentFigure("injured_persons", 0), AssessmentFigure("hours_worked", 412_500))
    for events in ((Event("death"),), (Event("serious_injury", count=2), Event("death"))):
        with pytest.raises(InvalidDocument) as caught:
            with_events(*events, figures=none)
        count = sum(event.count for event in events)
        assert (
            f"figures.injured_persons.value: injured_persons is 0, and the events that count "
            f"in it are {count}: expected {count} or more"
        ) == str(caught.value)
    assert "three" == grade(with_events(Event("serious_injury", count=3)))
    with pytest.raises(InvalidDocument, match="no figure 'wounded' is declared"):
        attrs.evolve(
            COMPANY, event_kinds=(*COMPANY.event_kinds, EventKind("cut", figure="wounded"))
        )


def test_an_indicator_that_is_not_stated_is_a_gap_that_no_change_closes() -> None:
    quiet = attrs.evolve(COMPANY, figures=(), rating=graded(Gate("injury_rate", at_most=1), None))
    assert RatingState.UNDETERMINED is rated(quiet).state
    barred = attrs.evolve(quiet, rating=COMPANY.rating, events=(Event("death"),))
    coming = next_grade(barred)
    assert coming is not None
    assert ["injury_rate"] == [gap.measured.indicator.id for gap in coming.gaps]
    assert ((), False) == (coming.gaps[0].figures, coming.by_one_change)


def test_a_death_leaves_no_grade_whatever_is_not_stated() -> None:
    rating = rated(with_events(Event("death"), figures=()))
    assert (RatingState.NO_GRADE, None) == (rating.state, rating.at_best)


def test_without_gates_there_is_no_rating() -> None:
    ungated = attrs.evolve(COMPANY, rating=None)
    assert (None, None) == (rating_of(ungated), next_grade(ungated))


def test_an_indicator_that_no_grade_asks_about_is_measured_and_not_rated() -> None:
    extra = RatingIndicator("drills", IndicatorKind.FIGURE, of=("drills",))
    company = attrs.evolve(COMPANY, indicators=(*COMPANY.indicators, extra))
    assert rated(COMPANY) == rated(company)
    assert "drills is not stated" == str(measures_of(company)[-1].reason)


def test_the_next_grade_of_the_worked_company_takes_a_better_score_and_fewer_injuries() -> None:
    coming = next_grade(COMPANY)
    assert coming is not None
    points, injuries = coming.gaps
    assert ("five", (), False) == (coming.grade.id, points.elements, coming.by_one_change)
    # More hours worked would make the rate better, and nobody safer.
    assert [("injured_persons", "3", "2")] == [
        (one.figure, str(one.value), str(one.needed)) for one in injuries.figures
    ]


def test_a_single_deduction_that_costs_the_grade_is_named_with_what_it_may_be() -> None:
    spoilt = Marking("1.2", (Deduction("achievement", "1/2"), Deduction("plan", "1/5")))
    markings = tuple(spoilt if one.id == "1.2" else one for one in PERFECT)
    figures = (AssessmentFigure("injured_persons", 0), AssessmentFigure("hours_worked", 412_500))
    coming = next_grade(attrs.evolve(COMPANY, markings=markings, figures=figures))
    assert coming is not None
    assert coming.by_one_change
    # 660 points, of which 95% are 627: at most 33 may be missing, and 34 + 20.4 - 3.4 are.
    (gap,) = coming.gaps
    (change,) = gap.elements
    lost = 170 * (Fraction(4, 10) / 2 + (1 - Fraction(4, 10)) / 5)
    assert (170 - lost, Fraction(137), lost - 33) == (change.score, change.needed, change.gain)
    assert ["achievement"] == [one.phase for one in change.phases]
    assert [Fraction(1, 2) - (lost - 33) / 68] == [one.needed for one in change.phases]


def test_nothing_comes_after_the_best_grade() -> None:
    assert None is next_grade(with_injuries(0, 1))


@pytest.mark.parametrize(
    ("make", "en", "zh"),
    [
        (
            lambda: incidence_rate(3, 0),
            "an exposure of 0 gives no rate: expected more than 0",
            "基数为 0 时无法计算比率：应大于 0",
        ),
        (
            lambda: incidence_rate(-1, 10),
            "the number of cases is -1: expected a whole number, 0 or more",
            "案例的数量为 -1：应为不小于 0 的整数",
        ),
        (
            lambda: AssessmentFigure("a", -1),
            "-1 is negative: expected 0 or more",
            "-1 为负：应不小于 0",
        ),
        (
            lambda: Event("a", count="1/2"),
            "the number of events is 0.5: expected a whole number, 0 or more",
            "事件的数量为 0.5：应为不小于 0 的整数",
        ),
        (
            lambda: RatingIndicator("a", IndicatorKind.INCIDENCE, of=("b",), base=1),
            "an indicator of the kind incidence lacks per: expected it",
            "incidence 类指标缺少 per：应填写",
        ),
        (
            lambda: RatingIndicator("a", IndicatorKind.SCORE, of=("b",)),
            "an indicator of the kind score does not use of: expected none",
            "score 类指标不用 of：不应填写",
        ),
        (
            lambda: RatingIndicator("a", IndicatorKind.FIGURE, of=("b",), levels=("c",)),
            "an indicator of the kind figure does not use levels: expected none",
            "figure 类指标不用 levels：不应填写",
        ),
        (
            lambda: RatingIndicator("a", IndicatorKind.INCIDENCE, of=("b",), per="c", base=0),
            "a base of 0 is not an exposure: expected more than 0",
            "基数 0 无效：应大于 0",
        ),
        (
            lambda: Gate("a"),
            "the gate for a has at_least or at_most: expected exactly one of the two",
            "a 的门槛为 at_least 或 at_most：应写且只写一种",
        ),
        (
            lambda: Gate("a", at_most=-1),
            "the gate ≤ -1 for a is negative: expected 0 or more",
            "a 的门槛 ≤ -1 为负：应不小于 0",
        ),
        (
            lambda: Grading(0, Grade.MINOR),
            "0 is not a share: expected above 0, up to 100%",
            "0 不是份额：应大于 0 且不超过 100%",
        ),
        (
            lambda: Lowering(Grade.MINOR, "plan", rate=2),
            "2 is not a share: expected above 0, up to 100%",
            "2 不是份额：应大于 0 且不超过 100%",
        ),
    ],
)  # fmt: skip
def test_figures_and_gates_that_make_no_sense_are_refused(
    make: Callable[[], object], en: str, zh: str
) -> None:
    with pytest.raises(InvalidAssessment) as caught:
        make()
    assert (en, zh) == (caught.value.read("en"), caught.value.read("zh"))


def graded(*bounds: Gate | None) -> RatingScheme:
    return RatingScheme(
        tuple(RatingGrade(str(n), gates=(gate,) if gate else ()) for n, gate in enumerate(bounds))
    )


@pytest.mark.parametrize(
    "bounds",
    [
        (Gate("a", at_least=1), Gate("a", at_least=2)),
        (Gate("a", at_most=2), Gate("a", at_most=1)),
        (Gate("a", at_least=2), Gate("a", at_most=1)),
        (None, Gate("a", at_most=1)),
    ],
)
def test_a_better_grade_that_asks_less_is_refused(bounds: tuple[Gate | None, ...]) -> None:
    with pytest.raises(InvalidDocument, match="0 asks less of a than 1, which asks"):
        graded(*bounds)


def test_a_table_without_grades_or_with_one_twice_is_refused() -> None:
    for grades in ((), (RatingGrade("a"), RatingGrade("a"))):
        with pytest.raises(InvalidDocument, match="expected each grade once"):
            RatingScheme(grades)


def test_a_lesser_grade_may_ask_nothing_and_a_gate_takes_only_numbers() -> None:
    scheme = graded(Gate("a", at_least=1), None)
    assert (1, 2) == (scheme.rank_of("a", Fraction(0)), scheme.rank_of("a", Fraction(1)))
    assert 1 not in Gate("a", at_least=1)
    assert ["≥ 1", "≤ 0.5"] == [str(Gate("a", at_least=1)), str(Gate("a", at_most="1/2"))]


def test_only_a_gate_that_rises_from_nothing_is_passed_by_the_worst_value() -> None:
    assert 2 == graded(Gate("a", at_least=0), None).floor("a")
    assert 1 == graded(Gate("a", at_most=0), None).floor("a")
    unknown = rated(attrs.evolve(COMPANY, events=None))
    assert RatingState.UNDETERMINED is unknown.state


def marked(scheme: Scheme, goal: str, *rates: str) -> tuple[str, ...]:
    """Return the elements of units of two that alone reach a goal, given what is deducted from each."""
    elements = [Element(str(number), 100) for number in range(len(rates))]
    pairs = [elements[start : start + 2] for start in range(0, len(elements), 2)]
    units = [AssessmentUnit(pair[0].id, elements=tuple(pair)) for pair in pairs]
    markings = [
        Marking(one.id, (Deduction("all", rate),))
        for one, rate in zip(elements, rates, strict=True)
    ]
    changes = least_changes(scheme, score(scheme, units, markings), Fraction(goal))
    return tuple(change.element for change in changes)


def test_only_the_elements_of_a_unit_that_alone_is_too_low_can_raise_the_worst() -> None:
    worst = Scheme((Phase("all", 1),), whole_rate=RollUp.WORST_CHILD)
    assert ("0", "1") == marked(worst, "3/4", "1/2", "1/2", "0", "0")
    assert ("0",) == marked(worst, "3/4", "3/5", "0", "0", "0")
    assert () == marked(worst, "3/4", "1/2", "1/2", "1/2", "1/2")
    assert () == marked(worst, "1/4", "1/2", "1/2", "1/2", "1/2")
    assert () == marked(worst, "1/2", "1/2", "1/2")
    added_up = Scheme((Phase("all", 1),))
    assert () == marked(added_up, "1/2", "1/2", "1/2")
    assert () == marked(added_up, "1/2", "1/4", "1/4")
    assert ("0", "1") == marked(added_up, "1/2", "5/8", "5/8")


def test_a_person_is_shown_the_elements_that_need_the_fewest_points() -> None:
    elements = tuple(Element(str(number), 100 + number) for number in range(8))
    markings = tuple(Marking(one.id, (Deduction("achievement", "1/2"),)) for one in elements)
    company = attrs.evolve(
        COMPANY, units=(AssessmentUnit("u", elements=elements),), markings=markings
    )
    coming = next_grade(
        attrs.evolve(
            company, figures=(), indicators=COMPANY.indicators[:1], rating=GATE, event_kinds=()
        )
    )
    assert coming is not None
    assert 8 == len(coming.gaps[0].elements)
    for lang, said in (("en", "    and 5 more elements"), ("zh", "    另有 5 个要素")):
        told = [line.read(lang) for line in outlook(coming, 3)]
        assert said == told[-1]
        assert 1 + 1 + 3 + 1 == len(told)


GATE = RatingScheme(
    (RatingGrade("a", gates=(Gate("process_score", at_least="81%"),)),)
)  # fmt: skip


def test_figures_as_they_are_stated_are_added_up_and_spelled() -> None:
    waste = RatingIndicator("waste", IndicatorKind.FIGURE, of=("oil", "sludge"))
    company = attrs.evolve(
        COMPANY,
        figures=(AssessmentFigure("oil", "1/3"), AssessmentFigure("sludge", 2)),
        indicators=(waste,),
        event_kinds=(),
        rating=RatingScheme((RatingGrade("a", gates=(Gate("waste", at_most="1/2"),)),)),
    )
    told = explain_assessment(company)
    assert "waste: 1/3 + 2 = 7/3 ≈ 2.33 → no grade; not ≤ 0.5 of a" in told
    assert "    sludge: 2 → 1/6 ≈ 0.167" in told
    assert "    oil" not in told


def bounded(unit_rate: str, whole_rate: str) -> Rating:
    """Return the rating of one element at 10%, beside one not assessed and a unit that nobody knows."""
    return rated(
        structure(
            {
                "organisation": "Own",
                "period": "2025",
                "events": [],
                "scheme": {
                    "phases": {"all": {"weight": "1"}},
                    "unit_rate": unit_rate,
                    "whole_rate": whole_rate,
                },
                "units": {
                    "u": {"elements": {"e": {"full": "10"}, "f": {"full": "5"}}},
                    "v": {},
                },
                "markings": {"e": {"deductions": [{"phase": "all", "rate": "90%"}]}},
                "indicators": {"score": {"kind": "score"}},
                "rating": {
                    "grades": {
                        "good": {"gates": {"score": {"at_least": "80%"}}},
                        "fair": {"gates": {"score": {"at_least": "50%"}}},
                    }
                },
            },
            Assessment,
        )
    )


@pytest.mark.parametrize(
    ("unit_rate", "whole_rate", "state", "best"),
    [
        ("worst_child", "worst_child", RatingState.NO_GRADE, None),
        ("ratio_of_sums", "worst_child", RatingState.NO_GRADE, None),
        ("weighted_mean", "worst_child", RatingState.UNDETERMINED, "fair"),
        ("worst_child", "weighted_mean", RatingState.UNDETERMINED, "fair"),
        ("ratio_of_sums", "weighted_mean", RatingState.UNDETERMINED, "fair"),
        ("ratio_of_sums", "ratio_of_sums", RatingState.UNDETERMINED, "good"),
        ("worst_child", "ratio_of_sums", RatingState.UNDETERMINED, "good"),
    ],
)
def test_what_is_known_bounds_the_best_grade_that_the_rest_could_still_allow(
    unit_rate: str, whole_rate: str, state: RatingState, best: str | None
) -> None:
    """The unit is at most 10% by its worst, 2/5 by points, 11/20 by weight; the unknown one is at most 100%."""
    rating = bounded(unit_rate, whole_rate)
    assert (state, best) == (rating.state, rating.at_best.id if rating.at_best else None)
    assert (("score",) if best != "good" else ()) == rating.held_back_by
