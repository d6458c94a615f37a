"""A plan against the one before it: its targets and its resources.

Source: ISO 14001:2015, 3.4.5 and 10.3. Improvement is better performance; a tightened target can show
that it is planned, and under an unchanged one the figures have to show it.
"""

from __future__ import annotations

import enum
from datetime import date

import attrs

from mgmtsys.system.objective import Baseline, Objective, Resource
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidTarget
from mgmtsys.values.text import Text, in_a_row, say


class Ambition(enum.Enum):
    """How a target stands to that of the year before: whether more is asked of performance."""

    TIGHTENED = "tightened"
    UNCHANGED = "unchanged"
    RELAXED = "relaxed"
    #: Of another kind, or in another unit, so that neither is the harder.
    INCOMPARABLE = "incomparable"
    NEW = "new"
    DROPPED = "dropped"


def compare(before: Target, after: Target) -> Ambition:
    """Return whether the later target is harder to meet than the earlier: whether fewer values satisfy it.

    A sooner day is harder as well. Changes by a rate are compared by what they come to where their
    baselines are known, else by what they come to on every positive one.
    """
    if before == after:
        return Ambition.UNCHANGED
    old, new = _held(before), _held(after)
    if len(old) != 1 or len(new) != 1:
        return Ambition.INCOMPARABLE  # of several days, or of each reading and of them all
    ((was_each, was_due),), ((each, due),) = old, new
    if was_each is not each or (was_due is None) is not (due is None):
        return Ambition.INCOMPARABLE
    try:
        harder, easier = after <= before, before <= after
    except (IncompatibleUnits, InvalidTarget):
        return Ambition.INCOMPARABLE
    if was_due is not None and due is not None:
        harder, easier = harder and due <= was_due, easier and was_due <= due
    return _ORDER[harder, easier]


#: By whether the later target lies within the earlier, and the earlier within the later.
_ORDER = {
    (True, True): Ambition.UNCHANGED,
    (True, False): Ambition.TIGHTENED,
    (False, True): Ambition.RELAXED,
    (False, False): Ambition.INCOMPARABLE,
}


def _held(target: Target) -> frozenset[tuple[bool, date | None]]:
    """Return of what a target asks, each reading or all, and by which days."""
    return frozenset((bound.each, bound.day) for bound in target.bounds)


def _known(target: Target, *stated: Baseline | None) -> Target:
    """Return a target with the first stated value of a baseline filled in, where a change waits for it."""
    values = [
        baseline.value for baseline in stated if baseline is not None and baseline.value is not None
    ]
    return target.against(values[0]) if values and target.needs_baseline else target


def _ambition(before: Objective, after: Objective) -> Ambition:
    old, new = _known(before.target, before.baseline), _known(after.target, after.baseline)
    if old.needs_baseline or new.needs_baseline:
        spans = {
            objective.baseline.period if objective.baseline else None
            for objective in (before, after)
        }
        if len(spans) > 1:
            return Ambition.INCOMPARABLE  # 5 % of one year is not 5 % of another
        # Of one year, what either plan knows is true of both.
        old, new = _known(old, after.baseline), _known(new, before.baseline)
    return compare(old, new)


def ambitions(
    before: ManagementSystem, after: ManagementSystem
) -> tuple[tuple[str, Ambition], ...]:
    """Return how every objective's target changes from one system to the next, by id."""
    old = {objective.id: objective for objective in before.objectives}
    new = {objective.id: objective for objective in after.objectives}
    kept = ((id, _ambition(old[id], new[id])) for id in old if id in new)
    dropped = ((id, Ambition.DROPPED) for id in old if id not in new)
    added = ((id, Ambition.NEW) for id in new if id not in old)
    return (*kept, *dropped, *added)


@attrs.frozen(field_transformer=checked)
class ResourceChange:
    """One resource of an objective's programme, before and after; none where it was not planned."""

    objective: str
    name: Text
    before: Resource | None
    after: Resource | None

    @property
    def what(self) -> Text:
        """The change in words."""
        name, before, after = self.name, self.before, self.after
        if after is None:
            return say("no longer {name}", name=name)
        amount = spell_amount(after)
        if before is not None:
            earlier = spell_amount(before)
            return say("{name} {earlier} → {amount}", name=name, earlier=earlier, amount=amount)
        if after.amount is None:
            return say("new {name}", name=name)
        return say("new {name} {amount}", name=name, amount=amount)


def spell_amount(resource: Resource) -> Text:
    """Spell how much of a resource is needed, and how often."""
    if resource.amount is None:
        return Text("–")
    if resource.every is None:
        return in_a_row([resource.amount])
    return say("{amount} {often}", amount=resource.amount, often=resource.every)


def resource_changes(
    before: ManagementSystem, after: ManagementSystem
) -> tuple[ResourceChange, ...]:
    """Return the resources that one plan has otherwise than the other, objective by objective.

    A resource is known by the wording of its name.
    """
    planned = [
        {
            (objective.id, resource.name): resource
            for objective in system.objectives
            if objective.programme is not None
            for resource in objective.programme.resources
        }
        for system in (before, after)
    ]
    old, new = planned
    return tuple(
        ResourceChange(*key, before=old.get(key), after=new.get(key))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )
