"""The arithmetic of an assessment, line by line, in both languages."""

import attrs
import pytest
from tests.handbook import COMPANY

from mgmtsys.scoring.explanation import explain_assessment
from mgmtsys.scoring.indicators import AssessmentFigure, IndicatorKind, RatingIndicator
from mgmtsys.scoring.rating import Gate, RatingGrade, RatingScheme
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, Scheme
from mgmtsys.scoring.score import Deduction, Marking
from mgmtsys.values.text import Text

SMALL = attrs.evolve(
    COMPANY,
    scheme=Scheme(
        (
            Phase("plan", "40%", focus=Text({"en": "plans", "zh": "策划文件"})),
            Phase("do", "60%", reduced_by=("plan",)),
        ),
        principles=(Text({"en": "look at records", "zh": "以记录为准"}),),
    ),
    units=(AssessmentUnit("u", elements=(Element("1", 100), Element("2", 50))),),
    markings=(Marking("1", (Deduction("plan", "25%"),)), Marking("2")),
    indicators=(
        RatingIndicator("rate", IndicatorKind.SCORE),
        RatingIndicator(
            "injuries",
            IndicatorKind.INCIDENCE,
            of=("hurt",),
            per="hours",
            base=200_000,
            definition=Text({"en": "who is hurt", "zh": "受伤人员"}),
        ),
        RatingIndicator("waste", IndicatorKind.FIGURE, of=("oil", "sludge")),
    ),
    event_kinds=(),
    events=None,
    figures=(
        AssessmentFigure("hurt", 3),
        AssessmentFigure("hours", 400_000),
        AssessmentFigure("oil", 1),
        AssessmentFigure("sludge", 2),
    ),
    rating=RatingScheme(
        (
            RatingGrade(
                "gold",
                gates=(
                    Gate("rate", at_least="95%"),
                    Gate("injuries", at_most=1),
                    Gate("waste", at_most="0.5"),
                ),
            ),
            RatingGrade(
                "silver", gates=(Gate("rate", at_least="80%"), Gate("injuries", at_most=2))
            ),
        )
    ),
    held=None,
    lowering=(),
)
EN = """\
principle: look at records
plan: plans
1 (100):
  plan: 100 × 40% × (1 − 25%) = 30
  do: 100 × 60% × (1 − 0%) × (1 − 25%) = 45
  30 + 45 = 75
  75 / 100 = 75%
2 (50):
  plan: 50 × 40% × (1 − 0%) = 20
  do: 50 × 60% × (1 − 0%) × (1 − 0%) = 30
  20 + 30 = 50
  50 / 50 = 100%
unit u: (75 + 50) / (100 + 50) = 125 / 150 = 5/6 ≈ 83.33%
score rate: (125) / (150) = 125 / 150 = 5/6 ≈ 83.33%
rate: 5/6 ≈ 83.33% ≥ 80% → silver; not ≥ 95% of gold
injuries: 3 × 200000 / 400000 = 1.5 ≤ 2 → silver; not ≤ 1 of gold
  what counts: who is hurt
waste: 1 + 2 = 3 → silver; not ≤ 0.5 of gold
grade: silver
  held back by: rate, injuries, waste
next grade: gold
  rate: 5/6 ≈ 83.33%, required ≥ 95%
    1: 75 → 92.5, +17.5 (deduction: plan 25% → 7.5%)
  injuries: 1.5, required ≤ 1
    hurt: 3 → 2
  waste: 3, required ≤ 0.5
    no single change reaches it
  these 3 have to be reached together: no single change is enough
"""
ZH = """\
原则：以记录为准
plan：策划文件
1（100）：
  plan：100 × 40% × (1 − 25%) = 30
  do：100 × 60% × (1 − 0%) × (1 − 25%) = 45
  30 + 45 = 75
  75 / 100 = 75%
2（50）：
  plan：50 × 40% × (1 − 0%) = 20
  do：50 × 60% × (1 − 0%) × (1 − 0%) = 30
  20 + 30 = 50
  50 / 50 = 100%
单元“u”：(75 + 50) / (100 + 50) = 125 / 150 = 5/6 ≈ 83.33%
得分率：(125) / (150) = 125 / 150 = 5/6 ≈ 83.33%
rate：5/6 ≈ 83.33% ≥ 80% → silver；未达到 gold 的 ≥ 95%
injuries：3 × 200000 / 400000 = 1.5 ≤ 2 → silver；未达到 gold 的 ≤ 1
  统计口径：受伤人员
waste：1 + 2 = 3 → silver；未达到 gold 的 ≤ 0.5
等级：silver
  制约因素：rate、injuries、waste
下一等级：gold
  rate：5/6 ≈ 83.33%，要求 ≥ 95%
    1：75 → 92.5, +17.5（扣分率：plan 25% → 7.5%）
  injuries：1.5，要求 ≤ 1
    hurt：3 → 2
  waste：3，要求 ≤ 0.5
    任何单项改变都达不到
  以上 3 项须同时达到，任何单项改变都不够
"""


@pytest.mark.parametrize(("lang", "told"), [("en", EN), ("zh", ZH)])
def test_every_step_from_the_marks_to_the_next_grade_is_told(lang: str, told: str) -> None:
    assert told == explain_assessment(SMALL, lang)
