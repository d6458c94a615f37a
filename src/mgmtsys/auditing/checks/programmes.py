"""Whether every objective has a programme that says what, with what, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.checks.completeness import incomplete
from mgmtsys.auditing.seen import Sighting
from mgmtsys.system.finding import Grade
from mgmtsys.system.objective import Milestone, Objective, Programme, Resource
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import say


def _has_objectives(system: ManagementSystem) -> bool:
    return bool(system.objectives)


def _planned(system: ManagementSystem) -> Iterator[tuple[Objective, Programme]]:
    for objective in system.objectives:
        if objective.programme is not None:
            yield objective, objective.programme


@check(
    "programme.missing",
    applies=_has_objectives,
    evidences=("objective.actions", "objective.resources"),
    sentence=say("Every objective has a programme."),
    remedy=say("Plan actions, resources and milestones."),
)
def every_objective_has_a_programme(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    message = say("the objective has no programme")
    for objective in system.objectives:
        if objective.programme is None:
            yield objective, message


def _led(system: ManagementSystem) -> Iterator[tuple[Objective, Programme]]:
    return (pair for pair in _planned(system) if pair[1].departments)


@check(
    "programme.multiple_departments",
    applies=has(_led),
    evidences="objective.responsible",
    grade=Grade.OPPORTUNITY,
    sentence=say("One department leads each programme."),
    remedy=say("Name the lead department."),
)
def one_department_leads_each_programme(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective, programme in _led(system):
        if len(programme.departments) > 1:
            departments = system.names(programme.departments)
            yield objective, say("{departments} share the programme", departments=departments)


def _resources(system: ManagementSystem) -> Iterator[tuple[tuple[str, ...], Resource]]:
    for objective, programme in _planned(system):
        for index, resource in enumerate(programme.resources):
            yield ("objectives", objective.id, "programme", "resources", str(index)), resource


@check(
    "programme.resource_unquantified",
    applies=has(_resources),
    evidences="objective.resources",
    grade=Grade.OBSERVATION,
    sentence=say("Every resource has an amount."),
    remedy=say("State the amount."),
)
def every_resource_has_an_amount(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for path, resource in _resources(system):
        if resource.amount is None:
            yield (
                path,
                say("{name}: no amount", name=resource.name),
            )


def _milestones(system: ManagementSystem) -> Iterator[tuple[tuple[str, ...], Milestone]]:
    for objective, programme in _planned(system):
        for index, milestone in enumerate(programme.milestones):
            yield ("objectives", objective.id, "programme", "milestones", str(index)), milestone


@check(
    "programme.milestone_incomplete",
    applies=has(_milestones),
    evidences=("objective.completion_date", "objective.schedule"),
    grade=Grade.OBSERVATION,
    sentence=say("Every milestone has a date, an owner and an acceptance criterion."),
    remedy=say("Add what is missing."),
)
def every_milestone_is_complete(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for path, milestone in _milestones(system):
        yield from incomplete(
            path,
            milestone.title,
            {
                say("date"): milestone.due is not None and milestone.due.day,
                say("owner"): milestone.responsible,
                say("acceptance criterion"): milestone.criterion,
            },
        )


def _assigned(system: ManagementSystem) -> Iterator[tuple[Objective, Programme]]:
    return (pair for pair in _planned(system) if pair[1].responsible)


@check(
    "xref.responsible_differs",
    applies=has(_assigned),
    evidences="objective.responsible",
    sentence=say("An objective and its programme name the same responsible parties."),
    remedy=say("Make the two agree."),
)
def objective_and_programme_name_the_same_parties(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for objective, programme in _assigned(system):
        owners, planned = objective.responsible, programme.responsible
        if frozenset(planned) != frozenset(owners):
            yield (
                objective,
                say(
                    "the objective names {owners}, its programme {planned}",
                    owners=system.names(owners) if owners else say("nobody"),
                    planned=system.names(planned),
                ),
            )


PROGRAMMES = (
    every_objective_has_a_programme,
    one_department_leads_each_programme,
    every_resource_has_an_amount,
    every_milestone_is_complete,
    objective_and_programme_name_the_same_parties,
)
