"""Whether this year asks for more than the last; made from the plan that came before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import Check
from mgmtsys.auditing.seen import Sighting
from mgmtsys.system.ambition import Ambition, ambitions
from mgmtsys.system.bound import TargetKind
from mgmtsys.system.finding import Grade
from mgmtsys.system.objective import Objective
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import both

_IMPROVEMENT = ("improvement.continual",)


def _could_be_raised(objective: Objective) -> bool:
    """Whether there is anything beyond a target: nothing is less than none, or more than all."""
    share = objective.measure.unit.is_compatible_with("%")
    return not any(
        bound.kind is TargetKind.ZERO
        or (bound.kind is TargetKind.AT_LEAST and share and bound.goal and bound.goal.base == 1)
        for bound in objective.target.bounds
    )


def continual_improvement(before: ManagementSystem) -> tuple[Check, ...]:
    """Return the checks of a plan against the one ``before`` it (ISO 14001:2015, 10.3)."""
    year = before.period

    def relaxed(system: ManagementSystem, on: date) -> Iterator[Sighting]:
        for id, found in ambitions(before, system):
            if found is Ambition.RELAXED:
                yield (
                    ("objectives", id),
                    both(f"{id} is easier to meet than in {year}", f"{id} 的目标值比 {year} 宽松"),
                )

    def dropped(system: ManagementSystem, on: date) -> Iterator[Sighting]:
        for id, found in ambitions(before, system):
            if found is Ambition.DROPPED:
                yield (
                    ("objectives",),
                    both(f"{id} of {year} is no longer there", f"{year} 的 {id} 已不存在"),
                )

    def unchanged(system: ManagementSystem, on: date) -> Iterator[Sighting]:
        now = {one.id: one for one in system.objectives}
        for id, found in ambitions(before, system):
            if found is Ambition.UNCHANGED and _could_be_raised(now[id]):
                yield (
                    now[id],
                    both(f"{id} asks for what {year} asked for", f"{id} 的目标值与 {year} 相同"),
                )

    return (
        Check(
            "ambition.relaxed",
            both("No target is easier than the year before.", "没有目标值比上一期宽松。"),
            examine=relaxed,
            evidences=_IMPROVEMENT,
            grade=Grade.OBSERVATION,
            remedy=both(
                "Raise the target, or state why it had to fall.", "提高目标值，或说明放宽的理由。"
            ),
        ),
        Check(
            "ambition.dropped",
            both("No objective disappears in silence.", "没有目标悄然消失。"),
            examine=dropped,
            evidences=_IMPROVEMENT,
            grade=Grade.OBSERVATION,
            remedy=both("Keep it, or record why it ended.", "保留该目标，或记录终止的理由。"),
        ),
        Check(
            "ambition.unchanged",
            both("A target that can be raised is raised.", "能提高的目标值得到提高。"),
            examine=unchanged,
            evidences=_IMPROVEMENT,
            grade=Grade.OPPORTUNITY,
            remedy=both(
                "Ask whether it can be raised, or show by the trend of performance that it improves.",
                "考虑能否提高；目标值不变时，以绩效趋势证明改进。",
            ),
        ),
    )
