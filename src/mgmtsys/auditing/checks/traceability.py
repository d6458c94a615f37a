"""Whether objectives answer to aspects, obligations, risks and policy, and obligations are answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import check
from mgmtsys.auditing.seen import Sighting
from mgmtsys.system.finding import Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import say

_ANSWERS_TO = "objective.aspects_and_obligations"


def _has_objectives(system: ManagementSystem) -> bool:
    return bool(system.objectives)


def _has_obligations(system: ManagementSystem) -> bool:
    return bool(system.obligations)


def _has_significant_aspects(system: ManagementSystem) -> bool:
    return bool(system.significant_aspects)


@check(
    "trace.aspect_missing",
    applies=_has_objectives,
    evidences=_ANSWERS_TO,
    grade=Grade.OBSERVATION,
    sentence=say(
        "Every objective names the aspect, obligation, risk or opportunity that it addresses."
    ),
    remedy=say("Name the aspect, obligation, risk or opportunity."),
)
def every_objective_names_what_it_answers_to(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    message = say("no aspect, obligation, risk or opportunity is named")
    for objective in system.objectives:
        if not (objective.aspects or objective.obligations or objective.risks):
            yield objective, message


@check(
    "coverage.law_without_objective",
    applies=_has_obligations,
    evidences=_ANSWERS_TO,
    grade=Grade.OPPORTUNITY,
    sentence=say("Every obligation is addressed by an objective."),
    remedy=say("Link an objective to it, or state why none is needed."),
)
def every_obligation_is_answered_by_an_objective(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    answered = {id for objective in system.objectives for id in objective.obligations}
    for obligation in system.obligations:
        if obligation.id not in answered:
            yield (
                obligation,
                say("no objective names {name}", name=obligation.name),
            )


@check(
    "coverage.aspect_without_objective",
    applies=_has_significant_aspects,
    evidences=_ANSWERS_TO,
    grade=Grade.OPPORTUNITY,
    sentence=say("Every significant aspect is addressed by an objective."),
    remedy=say("Link an objective to it, or state why none is needed."),
)
def every_significant_aspect_is_answered_by_an_objective(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    answered = {id for objective in system.objectives for id in objective.aspects}
    for aspect in system.aspects:
        if aspect.significant and aspect.id not in answered:
            yield (
                aspect,
                say("no objective names {name}", name=aspect.name),
            )


@check(
    "legal.coverage",
    applies=_has_obligations,
    grade=Grade.OPPORTUNITY,
    sentence=say("Every obligation states the provision that applies."),
    remedy=say("Name the edition and the articles."),
)
def every_obligation_names_its_provision(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for obligation in system.obligations:
        if obligation.provision is None:
            yield (
                obligation,
                say("{name} is cited without edition or article", name=obligation.name),
            )


TRACEABILITY = (
    every_objective_names_what_it_answers_to,
    every_obligation_is_answered_by_an_objective,
    every_significant_aspect_is_answered_by_an_objective,
    every_obligation_names_its_provision,
)
