"""How values stand in the cells of a form."""

from __future__ import annotations

from collections.abc import Iterable

from mgmtsys.system.ambition import spell_amount
from mgmtsys.system.figures import spell_deviation, spell_quantity, spell_target
from mgmtsys.system.objective import Objective, Resource
from mgmtsys.system.response import named
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import Verdict
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.table import Cell, Shown
from mgmtsys.values.text import Text, say
from mgmtsys.values.units import Quantity


def figure(quantity: Quantity | None, apart: Iterable[Quantity] = ()) -> Cell:
    """Spell a figure, rounded onto none of those that it stands apart from."""
    return None if quantity is None else Shown(quantity, spell_quantity(quantity, apart))


def target_of(target: Target, objective: Objective, actual: Quantity | None = None) -> Text:
    """Spell a target beside a figure, a change by the period of its baseline."""
    since = objective.baseline.period if objective.baseline else None
    beside = [] if actual is None else [actual]
    return spell_target(target, since, lambda limit: spell_quantity(limit, beside))


def who(system: ManagementSystem, ids: tuple[str, ...]) -> Cell:
    """Return the names of parties."""
    return system.names(ids) if ids else None


def when(due: Deadline | None, title: Text) -> Text:
    """Return what is to be done, its deadline before it."""
    if due is None:
        return title
    return say("{due}: {title}", due=due, title=title)


def resource_of(resource: Resource) -> Text:
    """Return a resource with its amount."""
    name = resource.name
    if resource.amount is None:
        return name
    return say("{name} ({amount})", name=name, amount=spell_amount(resource))


def measure_of(objective: Objective) -> Text:
    """Return the method as the document has it, and the formula beside it."""
    measure = objective.measure
    formula, method = (
        say("{formula} [{unit}]", formula=measure.formula, unit=measure.unit),
        measure.method,
    )
    if method is None:
        return formula
    return say("{method}: {formula}", method=method, formula=formula)


def deviation_cell(verdict: Verdict) -> Cell:
    """Spell a deviation: in percent, in points or in its unit, and onto no edge of a band."""
    if verdict.deviation is None:
        return None
    measured = verdict.actual is not None and verdict.target.figures.bounds
    if verdict.deviation.is_unbounded and not measured:
        return Shown(verdict.deviation, say("not done"))
    parts = (answer.part for answer in verdict.answers)
    edges = [band.up_to for part in parts for band in part.bands if band.up_to is not None]
    return Shown(verdict.deviation, spell_deviation(verdict.deviation, edges))


def response_name(verdict: Verdict) -> Text | None:
    """Return what the response is called, if one is called for."""
    return named(verdict.response) if verdict.response else None


def stated_target(verdict: Verdict, objective: Objective) -> Text:
    """Spell the target of the whole period, and beside it its part that the value is held against."""
    final = target_of(verdict.final, objective, verdict.actual)
    if verdict.actual is None or verdict.share is None or verdict.target == verdict.final:
        return final
    part = target_of(verdict.target, objective, verdict.actual)
    return say("{final}; for this period {part}", final=final, part=part)
