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
from mgmtsys.values.text import say

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
    sentence=say("Every rate states its numerator, its denominator and how they are counted."),
    remedy=say("Compute the rate from two series, each with its source or definition."),
)
def every_rate_says_what_it_is_a_rate_of(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective in _rates(system):
        measure = objective.measure
        if not measure.formula.is_quotient:
            yield (
                objective,
                say("{formula} shows neither numerator nor denominator", formula=measure.formula),
            )
        for series in _series(system, objective) if measure.formula.is_quotient else ():
            if series.source is None and series.definition is None:
                yield (
                    objective,
                    say(
                        "neither the definition nor the source of {series} is stated",
                        series=series.called,
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
    sentence=say("An ongoing objective is measured at stated intervals."),
    remedy=say("State how often it is measured."),
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
                say("the objective is ongoing, and no frequency is stated"),
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
    sentence=say(
        "No objective is measured by records that are created when objectives are missed."
    ),
    remedy=say("Exclude those records from the count."),
)
def no_objective_is_measured_by_what_misses_create(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for objective, opened in _recording_misses(system):
        for series in _series(system, objective):
            if series.procedure in opened:
                yield (
                    objective,
                    say(
                        "{series} counts records of {procedure}, which are opened when objectives are missed",
                        series=series.called,
                        procedure=series.procedure,
                    ),
                )


MEASURES = (
    every_rate_says_what_it_is_a_rate_of,
    every_standing_objective_is_measured_at_intervals,
    no_objective_is_measured_by_what_misses_create,
)
