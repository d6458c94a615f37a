"""How an objective's measure, target, baseline and policies fit each other, and on what scale they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from mgmtsys.system.bound import CHANGES, FALLING, TargetKind
from mgmtsys.system.deviation import Basis
from mgmtsys.system.objective import Objective
from mgmtsys.system.policy import DeviationPolicy, PolicyPart
from mgmtsys.system.target import Target
from mgmtsys.system.term import Aggregate
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidTarget, Problem
from mgmtsys.values.scale import Figure
from mgmtsys.values.text import say
from mgmtsys.values.units import Quantity, Unit

_Path = tuple[str, ...]
#: The bases on which a miss is a share of the target.
_SHARES = frozenset({Basis.RELATIVE_TO_TARGET, Basis.PERCENTAGE_POINTS})


def as_measured(objective: Objective, units: Mapping[str, Unit]) -> Objective:
    """Return an objective with its figures on the scale of its measure.

    Where the formula gives a difference, such as ``max(t) - min(t)``, every figure in °C is one: at
    most 6 °C are at most 6 K.
    """
    measure, baseline, programme = objective.measure, objective.baseline, objective.programme
    if not measure.formula.figure(units).is_difference:
        return objective
    if baseline is not None and baseline.value is not None:
        baseline = attrs.evolve(baseline, value=baseline.value.as_difference)
    if programme is not None:
        milestones = tuple(
            attrs.evolve(milestone, planned=milestone.planned.as_difference)
            if milestone.planned
            else milestone
            for milestone in programme.milestones
        )
        programme = attrs.evolve(programme, milestones=milestones)
    return attrs.evolve(
        objective,
        measure=attrs.evolve(measure, unit=measure.unit.interval),
        target=objective.target.as_differences,
        baseline=baseline,
        programme=programme,
    )


def measuring_problems(
    path: _Path,
    objective: Objective,
    units: Mapping[str, Unit],
    policy: DeviationPolicy | None,
) -> Iterator[Problem]:
    """Yield what does not fit in how an objective is measured, by the ``units`` of the series.

    ``policy`` is the one in force for it.
    """
    measure = objective.measure
    where = (*path, "measure", "formula")
    if not all(id in units for id in measure.formula.series):
        yield from _bounds(path, objective, measure.unit)
        return
    try:
        figure = measure.formula.figure(units)
    except IncompatibleUnits as error:
        yield Problem(where, error.message)
        yield from _bounds(path, objective, measure.unit)
        return
    if not figure.unit.is_compatible_with(measure.unit):
        yield Problem(
            where,
            say(
                "{formula} gives {unit}: expected {expected}",
                formula=measure.formula,
                unit=figure.unit,
                expected=measure.unit,
            ),
        )
    elif _is_unclear(objective, figure):
        yield Problem(
            where,
            say(
                "{formula} gives an amount in {unit}, beside which a figure in °C may be a temperature or a difference: expected every figure in {unit}",
                formula=measure.formula,
                unit=figure.unit,
            ),
        )
    try:
        stated = as_measured(objective, units) if figure.is_difference else objective
    except InvalidTarget as error:
        yield Problem((*path, "target"), error.message)
        return
    yield from _bounds(path, stated, stated.measure.unit)
    yield from _signless(path, stated)
    if not figure.is_amount and figure.unit.is_level:
        yield from _levels(path, objective)
    if stated.measure.unit.is_point and policy is not None:
        yield from _shares(path, stated.measure.unit, policy)


def _is_unclear(objective: Objective, figure: Figure) -> bool:
    """Whether figures in °C stand beside a value in K that may be a temperature or a difference."""
    if figure.unit.is_point or figure.is_difference:
        return False
    if isinstance(objective.measure.formula.term, Aggregate):
        return False
    stated = (objective.measure.unit, *(limit.unit for _, limit in _figures(objective)))
    return any(unit.is_point for unit in stated)


def _figures(objective: Objective) -> Iterator[tuple[_Path, Quantity]]:
    """Yield the figures that values of the measure are held against, each with its place."""
    for bound in objective.target.stated:
        for figure in (bound.limit, bound.upper, bound.tolerance, bound.baseline):
            if figure is not None:
                yield ("target",), figure
    if objective.baseline is not None and objective.baseline.value is not None:
        yield ("baseline", "value"), objective.baseline.value
    if objective.programme is not None:
        for index, step in enumerate(objective.programme.milestones):
            if step.planned is not None:
                yield ("programme", "milestones", str(index), "planned"), step.planned


def _signless(path: _Path, objective: Objective) -> Iterator[Problem]:
    """Yield bare numbers beside a measure in % or the like: 80 can be 80 % or 8000 %."""
    unit = objective.measure.unit
    if not unit.is_ratio or unit.scale == 1:
        return
    for place, figure in _figures(objective):
        if not figure.unit.powers and figure.magnitude:
            number, whole = Quantity(figure.magnitude, unit), figure.to(unit)
            yield Problem(
                (*path, *place),
                say(
                    "{figure} beside a measure in {unit} can be {number} or {whole}: expected one of them",
                    figure=figure,
                    unit=unit,
                    number=number,
                    whole=whole,
                ),
            )


def _bounds(path: _Path, objective: Objective, unit: Unit) -> Iterator[Problem]:
    """Yield what of a target and its baseline cannot be held against values in a unit."""
    target = objective.target
    yield from _held_otherwise((*path, "target"), objective)
    kinds = {bound.kind for bound in target.bounds}
    value = objective.baseline.value if objective.baseline else None
    if not target.fits(unit.interval):
        yield Problem(
            (*path, "target"),
            say(
                "the target does not fit a measure in {unit}: expected bounds in that unit",
                unit=unit,
            ),
        )
    elif unit.is_point and TargetKind.ZERO in kinds:
        yield Problem(
            (*path, "target"),
            say(
                "zero {unit} is a point on its scale: expected exactly 0 {unit}, or a measure in {interval}",
                unit=unit,
                interval=unit.interval,
            ),
        )
    elif kinds & CHANGES and (unit.is_point or (value is not None and value.unit.is_point)):
        point = unit if unit.is_point or value is None else value.unit
        yield Problem(
            (*path, "target"),
            say(
                "a point on a scale ({point}) cannot change by a percentage: expected a limit such as at_most, or measure and baseline in {interval}",
                point=point,
                interval=point.interval,
            ),
        )
    elif value is not None and value.unit.is_compatible_with(unit):
        yield from _left(path, target, value)
    if value is not None and not value.unit.is_compatible_with(unit):
        yield Problem(
            (*path, "baseline", "value"),
            say(
                "{value} does not fit a measure in {unit}: expected that unit",
                value=value,
                unit=unit,
            ),
        )


def _levels(path: _Path, objective: Objective) -> Iterator[Problem]:
    """Yield a change by a share of levels on a logarithmic scale, where equal shares are no equal steps."""
    unit = objective.measure.unit
    if any(bound.kind in CHANGES for bound in objective.target.bounds):
        yield Problem(
            (*path, "target"),
            say(
                "a level on a logarithmic scale ({unit}) cannot change by a percentage: expected a limit such as at_most, in {unit}",
                unit=unit,
            ),
        )


def _left(path: _Path, target: Target, baseline: Quantity) -> Iterator[Problem]:
    """Yield that no value satisfies the target with its baseline known."""
    try:
        target.against(baseline)
    except InvalidTarget as error:
        yield Problem((*path, "target"), error.message)


def _held_otherwise(path: _Path, objective: Objective) -> Iterator[Problem]:
    """Yield what cannot be asked of each reading, or of a day, of the formula that there is."""
    formula, bounds = objective.measure.formula, objective.target.bounds
    if any(bound.each for bound in bounds) and len(formula.series) != 1:
        yield Problem(
            path,
            say(
                "each reading is held against a target over one series, and {formula} has {count}: expected a formula of one series",
                formula=formula,
                count=len(formula.series),
            ),
        )
    if formula.never_falls and any(
        bound.day is not None and (bound.kind in FALLING or bound.kind is TargetKind.ZERO)
        for bound in bounds
    ):
        yield Problem(
            path,
            say(
                "{formula} never falls, so that no day reaches an upper limit: expected at_least, above or increase_by",
                formula=formula,
            ),
        )


def _is_share(part: PolicyPart) -> bool:
    """Whether a part asks for a share of the target."""
    return part.basis in _SHARES or (part.basis is None and len(part.bands) > 1)


def _shares(path: _Path, unit: Unit, policy: DeviationPolicy) -> Iterator[Problem]:
    """Yield that all parts of the policy in force ask for a share of a point of a scale."""
    if all(map(_is_share, policy.parts)):
        yield Problem(
            (*path, "deviation_policy"),
            say(
                "a point on a scale ({unit}) cannot deviate by a percentage: expected a policy on an absolute basis in force, with edges such as 2 {interval}, or a measure in {interval}",
                unit=unit,
                interval=unit.interval,
            ),
        )
