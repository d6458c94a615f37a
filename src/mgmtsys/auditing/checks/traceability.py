"""Whether objectives answer to aspects, obligations, risks and policy, and obligations are answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import check
from mgmtsys.auditing.seen import Sighting
from mgmtsys.system.finding import Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import both

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
    sentence=both(
        "Every objective names what it answers to.",
        "每个目标都写明其对应的环境因素、合规义务、风险或机遇。",
    ),
    remedy=both(
        "Name the aspect, obligation, risk or opportunity.",
        "写明对应的环境因素、合规义务、风险或机遇。",
    ),
)
def every_objective_names_what_it_answers_to(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for objective in system.objectives:
        if not (objective.aspects or objective.obligations or objective.risks):
            yield (
                objective,
                both(
                    "no aspect, obligation, risk or opportunity is named",
                    "没有写明环境因素、合规义务、风险或机遇",
                ),
            )


@check(
    "coverage.law_without_objective",
    applies=_has_obligations,
    evidences=_ANSWERS_TO,
    grade=Grade.OPPORTUNITY,
    sentence=both("Every obligation is answered by an objective.", "每项合规义务都有对应的目标。"),
    remedy=both(
        "Link an objective to it, or say why none is needed.", "设立对应目标，或说明不需要的理由。"
    ),
)
def every_obligation_is_answered_by_an_objective(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    answered = {id for objective in system.objectives for id in objective.obligations}
    for obligation in system.obligations:
        if obligation.id not in answered:
            yield (
                obligation,
                both(
                    f"no objective names {obligation.name.read('en')}",
                    f"没有目标对应{obligation.name.read('zh')}",
                ),
            )


@check(
    "coverage.aspect_without_objective",
    applies=_has_significant_aspects,
    evidences=_ANSWERS_TO,
    grade=Grade.OPPORTUNITY,
    sentence=both(
        "Every significant aspect is answered by an objective.", "每个重要环境因素都有对应的目标。"
    ),
    remedy=both(
        "Link an objective to it, or say why none is needed.", "设立对应目标，或说明不需要的理由。"
    ),
)
def every_significant_aspect_is_answered_by_an_objective(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    answered = {id for objective in system.objectives for id in objective.aspects}
    for aspect in system.aspects:
        if aspect.significant and aspect.id not in answered:
            yield (
                aspect,
                both(
                    f"no objective names {aspect.name.read('en')}",
                    f"没有目标对应{aspect.name.read('zh')}",
                ),
            )


@check(
    "legal.coverage",
    applies=_has_obligations,
    grade=Grade.OPPORTUNITY,
    sentence=both(
        "Every obligation names the provision that applies.", "每项合规义务写明适用的版本或条文。"
    ),
    remedy=both("Name the edition and the articles.", "写明版本和条文。"),
)
def every_obligation_names_its_provision(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for obligation in system.obligations:
        if obligation.provision is None:
            yield (
                obligation,
                both(
                    f"{obligation.name.read('en')} is cited without edition or article",
                    f"{obligation.name.read('zh')}未写明版本或条文",
                ),
            )


TRACEABILITY = (
    every_objective_names_what_it_answers_to,
    every_obligation_is_answered_by_an_objective,
    every_significant_aspect_is_answered_by_an_objective,
    every_obligation_names_its_provision,
)
