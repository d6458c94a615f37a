"""Two rules of our plant, energy is compared with a year and money is stated in yuan, and a question."""

from collections.abc import Iterator
from datetime import date

import mgmtsys as ms

Seen = Iterator[tuple[tuple[str, ...] | ms.Objective, ms.Text]]


@ms.check(
    "plant.energy_baseline",
    clauses=["iso14001:2015/6.2.1.b"],
    grade=ms.Grade.MINOR,
    sentence=ms.Text(
        {
            "en": "An energy objective says which year it is compared with.",
            "zh": "能源目标写明与哪一年比较。",
        }
    ),
    remedy=ms.Text({"en": "Name the year of the baseline.", "zh": "写明基准年。"}),
)
def every_energy_objective_names_its_baseline(system: ms.ManagementSystem, on: date) -> Seen:
    """Look at the objectives that are measured in units of energy."""
    for objective in system.objectives:
        if objective.measure.unit.is_compatible_with("kWh") and objective.baseline is None:
            yield objective, ms.Text({"en": "no baseline is named", "zh": "未写明基准"})


@ms.check(
    "plant.amount_in_yuan",
    clauses=["iso14001:2015/6.2.2.b"],
    grade=ms.Grade.OBSERVATION,
    sentence=ms.Text(
        {
            "en": "Every amount of a programme is in yuan, so that the year adds up.",
            "zh": "方案的每笔金额均以人民币计，便于汇总。",
        }
    ),
    remedy=ms.Text({"en": "State the amount in CNY.", "zh": "以 CNY 写明金额。"}),
)
def every_amount_is_in_yuan(system: ms.ManagementSystem, on: date) -> Seen:
    """Look at the resources that state an amount."""
    for objective in system.objectives:
        resources = objective.programme.resources if objective.programme else ()
        for index, resource in enumerate(resources):
            amount = resource.amount
            if amount is not None and not amount.unit.is_compatible_with("CNY"):
                yield (
                    ("objectives", objective.id, "programme", "resources", str(index)),
                    ms.Text({"en": f"{amount} is not in yuan", "zh": f"{amount} 不是以人民币计"}),
                )


def on_course(
    system: ms.ManagementSystem, objective: ms.Objective, dossier: ms.system.Dossier
) -> ms.auditing.Answer:
    """Answer whether the readings so far meet the target; without readings nobody knows."""
    verdicts = [one for one in dossier.evaluation or () if one.objective == objective.id]
    states = tuple(ms.Text(one.state.value) for one in verdicts)
    if not verdicts:
        return ms.auditing.Answer(unknown=(ms.Text({"en": "readings", "zh": "记录值"}),))
    if all(one.state is ms.State.MET for one in verdicts):
        return ms.auditing.Answer(found=states)
    return ms.auditing.Answer(missing=states)


#: What the entry point of the group mgmtsys.questions offers.
ON_COURSE = ms.auditing.Question(
    "plant.on_course",
    ms.Text({"en": "The objective is on course.", "zh": "目标进展正常。"}),
    of_objective=on_course,
)
#: What the entry point of the group mgmtsys.checks offers.
CHECKS = (every_energy_objective_names_its_baseline, every_amount_is_in_yuan)
