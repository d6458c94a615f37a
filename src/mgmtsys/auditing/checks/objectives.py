"""Whether each objective can be measured, decided and attributed as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.checks.measures import MEASURES
from mgmtsys.auditing.seen import Seen, Sighting
from mgmtsys.system.bound import CHANGES, FALLING, RISING, TargetKind
from mgmtsys.system.finding import Grade
from mgmtsys.system.objective import Objective
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.term import Aggregate, Aggregation
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.text import say

_MEASURABLE = "objective.measurable"
_WHO = "objective.responsible"
#: The completion date alone: a schedule of steps is another thing.
_WHEN = "objective.completion_date"


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


@check(
    "smart.not_specific",
    applies=_has_objectives,
    evidences=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=say("Every objective states an amount, not only a direction."),
    remedy=say("State what is measured, the comparison and the value."),
)
def every_objective_names_an_amount(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective in system.objectives:
        for _, wording in objective.statement.wordings:
            words = [
                verb for verbs in VAGUE_VERBS.values() for verb in verbs if verb in wording.lower()
            ]
            if words and not any(sign.isdigit() for sign in wording):
                yield (
                    objective,
                    say("the statement says '{verb}' and names no amount", verb=words[0]),
                )
                break


def _limited(system: ManagementSystem) -> Iterator[tuple[Objective, Fraction]]:
    """Yield what each target asks for of a figure that ends at the whole: a share, or a reduction."""
    for objective in system.objectives:
        for bound in objective.target.bounds:
            share = objective.measure.unit.is_ratio and bound.kind is TargetKind.AT_LEAST
            if share and bound.limit is not None:
                yield objective, bound.limit.base
            elif bound.kind is TargetKind.REDUCE_BY and bound.rate is not None:
                yield objective, bound.rate


@check(
    "smart.not_achievable",
    applies=has(_limited),
    evidences=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=say("No target is beyond what its measure can reach."),
    remedy=say("Set a target that the measure can reach."),
)
def no_target_lies_beyond_what_can_be_reached(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for objective, share in _limited(system):
        if share > 1:
            yield objective, say("the target exceeds 100%")


@check(
    "smart.not_time_bound",
    applies=_has_objectives,
    evidences=_WHEN,
    sentence=say("Every objective has a deadline, or a frequency at which it is measured."),
    remedy=say("State a completion date or, for an ongoing objective, how often it is measured."),
)
def every_objective_has_an_end_or_a_rhythm(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for objective in system.objectives:
        due = objective.deadline
        if (due is None or due.is_ongoing) and objective.measure.frequency is None:
            yield (
                objective,
                say("the objective is ongoing, and its measure has no frequency")
                if due
                else say("the objective has no deadline, and its measure has no frequency"),
            )


def _deadlines(system: ManagementSystem) -> Iterator[tuple[Objective, Deadline]]:
    for objective in system.objectives:
        if objective.due is not None:
            yield objective, objective.due


@check(
    "smart.date_incomplete",
    applies=has(_deadlines),
    evidences=_WHEN,
    grade=Grade.OBSERVATION,
    sentence=say("Every deadline states its year."),
    remedy=say("State the year, and the day if one is meant."),
)
def every_deadline_has_its_year(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective, due in _deadlines(system):
        if due.months is not None:
            yield (
                objective,
                say("the deadline {due} has no year and no day", due=due),
            )


def _is_new_share(objective: Objective) -> bool:
    """Whether it is new, and of a share that no change is asked of."""
    changes = any(bound.kind in CHANGES for bound in objective.target.bounds)
    return objective.new and objective.measure.unit.is_ratio and not changes


def _starting(system: ManagementSystem) -> Iterator[Objective]:
    """Yield the objectives whose figure starts from somewhere."""
    return (
        objective
        for objective in system.objectives
        if any(bound.kind in CHANGES for bound in objective.target.bounds)
        or _is_new_share(objective)
    )


@check(
    "objective.baseline_missing",
    applies=has(_starting),
    evidences=_MEASURABLE,
    sentence=say("Every objective that asks for a change, or is new, states its starting value."),
    remedy=say("State the baseline period and its value."),
)
def whatever_is_to_change_has_its_baseline(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for objective in _starting(system):
        baseline = objective.baseline
        if objective.target.needs_baseline and (baseline is None or baseline.value is None):
            yield (
                objective,
                say(
                    "the target is a change, and the value of its baseline {period} is not given",
                    period=baseline.period,
                )
                if baseline
                else say("the target is a change, and the value of its baseline is not given"),
            )
        if _is_new_share(objective) and baseline is None:
            yield Seen(
                objective,
                say("the objective is new and no earlier value is given"),
                grade=Grade.OBSERVATION,
            )


def _owned(system: ManagementSystem) -> Iterator[Objective]:
    return (objective for objective in system.objectives if objective.responsible)


@check(
    "objective.multiple_owners",
    applies=has(_owned),
    evidences=_WHO,
    grade=Grade.OBSERVATION,
    sentence=say("One party is responsible for each objective."),
    remedy=say("Name one owner; the others support."),
)
def one_party_answers_for_each_objective(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective in _owned(system):
        owners = objective.responsible
        if len(owners) > 1:
            yield objective, say("{owners} share the responsibility", owners=system.names(owners))
        elif not system.answers_alone(owners):
            yield (
                objective,
                say(
                    "{owner} is not a person or role who can answer alone",
                    owner=system.names(owners),
                ),
            )


@check(
    "objective.no_owner",
    applies=_has_objectives,
    evidences=_WHO,
    sentence=say("Every objective has an owner."),
    remedy=say("Name who is responsible."),
)
def every_objective_has_an_owner(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective in system.objectives:
        if not objective.responsible:
            yield objective, say("nobody is responsible")


def _wanting_nothing(system: ManagementSystem) -> Iterator[Objective]:
    return (
        objective
        for objective in system.objectives
        if any(bound.kind is TargetKind.ZERO for bound in objective.target.bounds)
    )


@check(
    "objective.term_undefined",
    applies=has(_wanting_nothing),
    evidences=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=say("Whatever is to be zero is defined."),
    remedy=say("State what counts and what does not."),
)
def what_is_to_be_zero_is_defined(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective in _wanting_nothing(system):
        for series in map(system.series_of, objective.measure.formula.series):
            if series.definition is None:
                yield (
                    objective,
                    say("nothing defines what counts in {series}", series=series.called),
                )


def _numbered(system: ManagementSystem) -> Iterator[tuple[Objective, tuple[str, ...]]]:
    """Yield the objectives whose statement has a number, with its wordings."""
    for objective in system.objectives:
        wordings = tuple(wording for _, wording in objective.statement.wordings)
        if any(sign.isdigit() for wording in wordings for sign in wording):
            yield objective, wordings


@check(
    "target.operator_implicit",
    applies=has(_numbered),
    evidences=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=say("A statement with a number states the comparison, such as at least or at most."),
    remedy=say("Write ≥, ≤ or =, or say it in words."),
)
def every_number_comes_with_its_operator(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    message = say("the statement gives a number without saying at least, at most or exactly")
    for objective, wordings in _numbered(system):
        if not any(_OPERATOR.search(wording) for wording in wordings):
            yield objective, message


def _ranged(system: ManagementSystem) -> list[Objective]:
    """Return the objectives that ask for a range of more than each reading by itself."""
    return [objective for objective in system.objectives if _is_range(objective.target)]


def _is_range(target: Target) -> bool:
    kinds = {bound.kind for bound in target.bounds if not bound.each}
    ranges = {TargetKind.BETWEEN, TargetKind.EXACTLY}
    return bool(kinds & ranges or (kinds & RISING and kinds & FALLING))


@check(
    "target.range_of_one_figure",
    applies=lambda system: bool(_ranged(system)),
    evidences=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=say("No range is set for a single figure that stands for many readings."),
    remedy=say("Write each: {between: …}, so that every reading has to comply."),
)
def no_range_is_asked_of_one_figure_of_many(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    unseen = (Aggregation.MAX, Aggregation.MIN, Aggregation.MEAN)
    for objective in _ranged(system):
        term = objective.measure.formula.term
        if isinstance(term, Aggregate) and term.aggregation in unseen:
            yield (
                objective,
                say(
                    "{formula} hides a reading outside the range", formula=objective.measure.formula
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
    *MEASURES,
    every_number_comes_with_its_operator,
    no_range_is_asked_of_one_figure_of_many,
)
