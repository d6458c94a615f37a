"""Two rules of our plant: energy is compared with a year, and money is stated in yuan."""

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


#: What the entry point offers.
CHECKS = (every_energy_objective_names_its_baseline, every_amount_is_in_yuan)
