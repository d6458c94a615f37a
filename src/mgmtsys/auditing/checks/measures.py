"""Whether the figures of objectives say what they are of, come at intervals, and count no misses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.seen import Sighting
from mgmtsys.system.finding import Grade
from mgmtsys.system.measure import Series
from mgmtsys.system.objective import Objective
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import both

_MEASURABLE = "objective.measurable"
_HOW = ("objective.evaluation_method", "objective.verification")


def _series(system: ManagementSystem, objective: Objective) -> tuple[Series, ...]:
    return tuple(system.series_of(id) for id in objective.measure.formula.series)


def _rates(system: ManagementSystem) -> Iterator[Objective]:
    return (
        objective
        for objective in system.objectives
        if objective.measure.unit.is_ratio or objective.measure.formula.is_quotient
    )


@check(
    "measure.no_denominator",
    applies=has(_rates),
    evidences=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=both("A rate says what is counted, and of what.", "比率写明分子和分母及其口径。"),
    remedy=both(
        "Compute the rate from two series, each with its source or definition.",
        "用两个数据序列计算比率，并写明各自的来源或口径。",
    ),
)
def every_rate_says_what_it_is_a_rate_of(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective in _rates(system):
        measure = objective.measure
        if not measure.formula.is_quotient:
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


def _standing(system: ManagementSystem) -> Iterator[Objective]:
    return (
        objective
        for objective in system.objectives
        if objective.due is not None and objective.due.is_ongoing
    )


@check(
    "measure.frequency_missing",
    applies=has(_standing),
    evidences=_HOW,
    grade=Grade.OBSERVATION,
    sentence=both(
        "A standing objective is measured at stated intervals.", "长期目标按规定频次测量。"
    ),
    remedy=both("State how often it is measured.", "写明测量频次。"),
)
def every_standing_objective_is_measured_at_intervals(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for objective in _standing(system):
        rhythm = objective.measure.frequency or any(
            series.frequency for series in _series(system, objective)
        )
        if not rhythm:
            yield (
                objective,
                both(
                    "the objective is ongoing and no frequency is stated",
                    "目标长期有效，但没有测量频次",
                ),
            )


def _recording_misses(system: ManagementSystem) -> Iterator[tuple[Objective, frozenset[str]]]:
    """Yield the objectives of which a miss is recorded, with the procedures whose records those are."""
    known = system.known_responses
    for objective in system.objectives:
        policy = system.policy_of(objective)
        opened = frozenset(
            procedure
            for part in (policy.parts if policy else ())
            for band in part.bands
            if (procedure := band.called_for(known).procedure) is not None
        )
        if opened:
            yield objective, opened


@check(
    "measure.circular",
    applies=has(_recording_misses),
    evidences=_MEASURABLE,
    grade=Grade.OBSERVATION,
    sentence=both(
        "No objective is measured by the records that missing objectives creates.",
        "目标不以未达成所产生的记录来测量。",
    ),
    remedy=both("Leave those records out of the figure.", "统计时排除这些记录。"),
)
def no_objective_is_measured_by_what_misses_create(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for objective, opened in _recording_misses(system):
        for series in _series(system, objective):
            if series.procedure in opened:
                yield (
                    objective,
                    both(
                        f"{series.id} counts records of {series.procedure}, which missed objectives open",
                        f"{series.id} 统计 {series.procedure} 的记录，而未达成会产生这些记录",
                    ),
                )


MEASURES = (
    every_rate_says_what_it_is_a_rate_of,
    every_standing_objective_is_measured_at_intervals,
    no_objective_is_measured_by_what_misses_create,
)
