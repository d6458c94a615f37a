"""Whether this year asks for more than the last, by the plan that came before (ISO 14001:2015, 10.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import check
from mgmtsys.auditing.seen import Sighting
from mgmtsys.system.ambition import Ambition, ambitions
from mgmtsys.system.bound import TargetKind
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Grade
from mgmtsys.system.objective import Objective
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.period import Period
from mgmtsys.values.text import say

_IMPROVEMENT = "improvement.continual"


def _could_be_raised(objective: Objective) -> bool:
    """Whether there is anything beyond a target: nothing is less than none, or more than all."""
    share = objective.measure.unit.is_compatible_with("%")
    return not any(
        bound.kind is TargetKind.ZERO
        or (bound.kind is TargetKind.AT_LEAST and share and bound.goal and bound.goal.base == 1)
        for bound in objective.target.bounds
    )


def _has_a_year_before(_: ManagementSystem, dossier: Dossier) -> bool:
    return dossier.before is not None


def _found(dossier: Dossier, kind: Ambition) -> Iterator[tuple[str, Period]]:
    """Yield the objectives of which the plan before says this, and its year."""
    before = dossier.before
    for id, found in ambitions(before, dossier.system) if before else ():
        if before and found is kind:
            yield id, before.period


@check(
    "ambition.relaxed",
    applies=_has_a_year_before,
    evidences=_IMPROVEMENT,
    grade=Grade.OBSERVATION,
    sentence=say("No target is easier to meet than in the year before."),
    remedy=say("Raise the target, or state why it had to fall."),
)
def no_target_is_easier_than_the_year_before(
    system: ManagementSystem, on: date, dossier: Dossier
) -> Iterator[Sighting]:
    for id, year in _found(dossier, Ambition.RELAXED):
        yield (
            ("objectives", id),
            say("{id} is easier to meet than in {year}", id=id, year=year),
        )


@check(
    "ambition.dropped",
    applies=_has_a_year_before,
    evidences=_IMPROVEMENT,
    grade=Grade.OBSERVATION,
    sentence=say("No objective is dropped without a record."),
    remedy=say("Keep it, or record why it ended."),
)
def no_objective_disappears_in_silence(
    system: ManagementSystem, on: date, dossier: Dossier
) -> Iterator[Sighting]:
    for id, year in _found(dossier, Ambition.DROPPED):
        yield (
            ("objectives",),
            say("{id} of {year} is no longer there", id=id, year=year),
        )


@check(
    "ambition.unchanged",
    applies=_has_a_year_before,
    evidences=_IMPROVEMENT,
    grade=Grade.OPPORTUNITY,
    sentence=say("Every target that can be raised is raised."),
    remedy=say(
        "Consider whether it can be raised, or show by its trend that performance improves."
    ),
)
def a_target_that_can_be_raised_is_raised(
    system: ManagementSystem, on: date, dossier: Dossier
) -> Iterator[Sighting]:
    now = {objective.id: objective for objective in system.objectives}
    for id, year in _found(dossier, Ambition.UNCHANGED):
        if _could_be_raised(now[id]):
            yield (
                now[id],
                say("{id} asks for the same as in {year}", id=id, year=year),
            )


AMBITION = (
    no_target_is_easier_than_the_year_before,
    no_objective_disappears_in_silence,
    a_target_that_can_be_raised_is_raised,
)
