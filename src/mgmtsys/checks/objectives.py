"""Whether each objective can be measured, decided and attributed as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from mgmtsys.checking import check
from mgmtsys.checks.clauses import in_both
from mgmtsys.finding import Grade
from mgmtsys.measure import Series
from mgmtsys.objective import Objective
from mgmtsys.system import ManagementSystem
from mgmtsys.target import CHANGES, TargetKind
from mgmtsys.text import Text, both

_MEASURABLE = in_both("6.2.1.b")
_WHO = in_both("6.2.2.c")
_WHEN = in_both("6.2.2.d")
#: The completion date alone: a schedule of steps is another thing, and the other edition asks for that.
_COMPLETED = _WHEN[:1]
_HOW = in_both("6.2.2.e")
Seen = Iterator[tuple[Any, ...]]


def _has_objectives(system: ManagementSystem) -> bool:
    return bool(system.objectives)


#: Verbs that name a direction and no amount, by language.
VAGUE_VERBS = {
    "en": ("improve", "strengthen", "enhance", "promote", "optimise", "optimize"),
    "zh": ("加强", "提高", "改善", "推进", "优化", "强化"),
}
#: Signs and words by which a statement says how its figure is to be compared.
_OPERATOR = re.compile(
    r"[=<>≤≥≦≧＝＜＞]|不(?:低|少|高|超|大|小)[于过]|至(?:少|多)|以[上下]|零|等于"
    r"|\bno(?:t)? (?:more|less|fewer) than\b|\bat (?:least|most)\b|\b(?:under|over|above|below|exactly"
    r"|equals?|zero|no|within|between)\b",
    re.IGNORECASE,
)


def _wordings(text: Text) -> tuple[str, ...]:
    return tuple(wording for _, wording in text.wordings)


def _series(system: ManagementSystem, objective: Objective) -> tuple[Series, ...]:
    return tuple(system.series_of(id) for id in objective.measure.formula.series)


@check(
    "smart.not_specific",
    applies=_has_objectives,
    clauses=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=both(
        "An objective names an amount, not only a direction.", "目标写明数量，而不仅是方向。"
    ),
    remedy=both("State the object, the operator and the value.", "写明对象、比较关系和数值。"),
)
def every_objective_names_an_amount(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        for _, wording in objective.statement.wordings:
            words = [
                verb for verbs in VAGUE_VERBS.values() for verb in verbs if verb in wording.lower()
            ]
            if words and not any(sign.isdigit() for sign in wording):
                yield (
                    objective,
                    both(
                        f"the statement says {words[0]!r} and names no amount",
                        f"表述只写“{words[0]}”，没有数量",
                    ),
                )
                break


@check(
    "smart.not_achievable",
    applies=_has_objectives,
    clauses=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=both(
        "No target lies beyond what its figure can reach.", "目标值不超出其数值可能的范围。"
    ),
    remedy=both("Set a target that the figure can reach.", "设定可能达到的目标值。"),
)
def no_target_lies_beyond_what_can_be_reached(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        share = objective.measure.unit.is_ratio
        for bound in objective.target.bounds:
            limit = bound.limit.base if bound.limit else None
            over = share and bound.kind is TargetKind.AT_LEAST and limit is not None and limit > 1
            gone = bound.kind is TargetKind.REDUCE_BY and (bound.rate or 0) > 1
            if over or gone:
                yield (
                    objective,
                    both("the target is more than the whole", "目标值超过百分之百"),
                )


@check(
    "smart.not_time_bound",
    applies=_has_objectives,
    clauses=_COMPLETED,
    sentence=both("Every objective has an end, or a rhythm.", "每个目标都有期限，或有评审频次。"),
    remedy=both(
        "Give a completion date, or how often a standing objective is measured.",
        "写明完成日期；长期目标写明测量频次。",
    ),
)
def every_objective_has_an_end_or_a_rhythm(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        due = objective.deadline
        if (due is None or due.is_ongoing) and objective.measure.frequency is None:
            en, zh = ("ongoing", "持续") if due else ("without a deadline", "未写期限")
            yield (
                objective,
                both(
                    f"the objective is {en}, and its measure has no frequency",
                    f"目标期限为“{zh}”，且测量没有频次",
                ),
            )


@check(
    "smart.date_incomplete",
    applies=_has_objectives,
    clauses=_WHEN,
    grade=Grade.OBSERVATION,
    sentence=both("Every deadline has its year.", "每个期限都写明年份。"),
    remedy=both("Write the year, and the day where one is meant.", "补写年份，必要时写到日。"),
)
def every_deadline_has_its_year(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        due = objective.due
        if due is not None and due.months is not None:
            yield (
                objective,
                both(
                    f"the deadline {due.read('en')} has no year and no day",
                    f"期限“{due.read('zh')}”没有年份和日期",
                ),
            )


@check(
    "objective.baseline_missing",
    applies=_has_objectives,
    clauses=_MEASURABLE,
    sentence=both(
        "Whatever is to change, or is new, has the value that it starts from.",
        "要求变化的或新增的目标写明起点数值。",
    ),
    remedy=both("State the baseline period and its value.", "写明基准期间及其数值。"),
)
def whatever_is_to_change_has_its_baseline(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        baseline = objective.baseline
        if objective.target.needs_baseline and (baseline is None or baseline.value is None):
            period = f" {baseline.period}" if baseline else ""
            yield (
                objective,
                both(
                    f"the target is a change, and the value of its baseline{period} is not given",
                    f"目标是变化率，但没有给出基准{period}的数值",
                ),
            )
        changes = any(bound.kind in CHANGES for bound in objective.target.bounds)
        if objective.new and objective.measure.unit.is_ratio and not changes and baseline is None:
            yield (
                objective,
                both(
                    "the objective is new and no earlier value is given",
                    "目标为新增，没有给出以往数值",
                ),
                Grade.OBSERVATION,
            )


@check(
    "objective.multiple_owners",
    applies=_has_objectives,
    clauses=_WHO,
    grade=Grade.OBSERVATION,
    sentence=both("One party answers for each objective.", "每个目标由一人负责。"),
    remedy=both("Name one owner; the others help.", "指定一名负责人，其他人为协助。"),
)
def one_party_answers_for_each_objective(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        owners = objective.responsible
        en, zh = (system.names(owners, lang) for lang in ("en", "zh"))
        if len(owners) > 1:
            yield objective, both(f"{en} share the responsibility", f"{zh} 共同负责")
        elif owners and not system.answers_alone(owners):
            yield (
                objective,
                both(
                    f"{en} is no person or role who answers alone",
                    f"{zh} 不是能够单独负责的个人或岗位",
                ),
            )


@check(
    "objective.no_owner",
    applies=_has_objectives,
    clauses=_WHO,
    sentence=both("Every objective has an owner.", "每个目标都有责任人。"),
    remedy=both("Name who is responsible.", "写明责任人。"),
)
def every_objective_has_an_owner(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        if not objective.responsible:
            yield objective, both("nobody is responsible", "没有责任人")


@check(
    "objective.term_undefined",
    applies=_has_objectives,
    clauses=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=both("What is to be zero is defined.", "要求为零的事项有定义。"),
    remedy=both("Say what counts and what does not.", "写明计入与不计入的情形。"),
)
def what_is_to_be_zero_is_defined(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        if any(bound.kind is TargetKind.ZERO for bound in objective.target.bounds):
            for series in _series(system, objective):
                if series.definition is None:
                    yield (
                        objective,
                        both(
                            f"nothing says what counts in {series.id}",
                            f"没有说明 {series.id} 的计入口径",
                        ),
                    )


@check(
    "measure.no_denominator",
    applies=_has_objectives,
    clauses=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=both("A rate says what is counted, and of what.", "比率写明分子和分母及其口径。"),
    remedy=both(
        "Compute the rate from two series, each with its source or definition.",
        "用两个数据序列计算比率，并写明各自的来源或口径。",
    ),
)
def every_rate_says_what_it_is_a_rate_of(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        measure = objective.measure
        if measure.unit.is_ratio and not measure.formula.is_quotient:
            yield (
                objective,
                both(
                    f"{measure.formula} shows neither numerator nor denominator",
                    f"{measure.formula} 没有分子和分母",
                ),
            )
        for series in _series(system, objective) if measure.formula.is_quotient else ():
            if series.source is None and series.definition is None:
                yield (
                    objective,
                    both(
                        f"nothing says how {series.id} is counted or where it comes from",
                        f"没有说明 {series.id} 的口径或来源",
                    ),
                )


@check(
    "measure.frequency_missing",
    applies=_has_objectives,
    clauses=_HOW,
    grade=Grade.OBSERVATION,
    sentence=both(
        "A standing objective is measured at stated intervals.", "长期目标按规定频次测量。"
    ),
    remedy=both("State how often it is measured.", "写明测量频次。"),
)
def every_standing_objective_is_measured_at_intervals(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        standing = objective.due is not None and objective.due.is_ongoing
        rhythm = objective.measure.frequency or any(
            series.frequency for series in _series(system, objective)
        )
        if standing and not rhythm:
            yield (
                objective,
                both(
                    "the objective is ongoing and no frequency is stated",
                    "目标长期有效，但没有测量频次",
                ),
            )


@check(
    "measure.circular",
    applies=_has_objectives,
    clauses=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=both(
        "No objective is measured by the records that missing objectives creates.",
        "目标不以未达成所产生的记录来测量。",
    ),
    remedy=both("Leave those records out of the figure.", "统计时排除这些记录。"),
)
def no_objective_is_measured_by_what_misses_create(system: ManagementSystem, on: date) -> Seen:
    known = system.known_responses
    for objective in system.objectives:
        policy = system.policy_of(objective)
        opened = {
            band.called_for(known).procedure
            for part in (policy.parts if policy else ())
            for band in part.bands
        } - {None}
        for series in _series(system, objective):
            if series.procedure in opened:
                yield (
                    objective,
                    both(
                        f"{series.id} counts records of {series.procedure}, which missed objectives open",
                        f"{series.id} 统计 {series.procedure} 的记录，而未达成会产生这些记录",
                    ),
                )


@check(
    "target.operator_implicit",
    applies=_has_objectives,
    clauses=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=both(
        "A statement with a number says how to compare with it.", "含数值的表述写明比较关系。"
    ),
    remedy=both("Write ≥, ≤, = or the words for it.", "写明 ≥、≤、= 或相应文字。"),
)
def every_number_comes_with_its_operator(system: ManagementSystem, on: date) -> Seen:
    for objective in system.objectives:
        wordings = _wordings(objective.statement)
        numbered = any(any(sign.isdigit() for sign in wording) for wording in wordings)
        if numbered and not any(_OPERATOR.search(wording) for wording in wordings):
            yield (
                objective,
                both(
                    "the statement gives a number without saying at least, at most or exactly",
                    "表述给出数值，但未写明不低于、不超过或等于",
                ),
            )


OBJECTIVES = (
    every_objective_names_an_amount,
    no_target_lies_beyond_what_can_be_reached,
    every_objective_has_an_end_or_a_rhythm,
    every_deadline_has_its_year,
    whatever_is_to_change_has_its_baseline,
    one_party_answers_for_each_objective,
    every_objective_has_an_owner,
    what_is_to_be_zero_is_defined,
    every_rate_says_what_it_is_a_rate_of,
    every_standing_objective_is_measured_at_intervals,
    no_objective_is_measured_by_what_misses_create,
    every_number_comes_with_its_operator,
)
