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
            attrs.evolve(one, planned=one.planned.as_difference) if one.planned else one
            for one in programme.milestones
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
        yield Problem(where, error.read("en"), error.read("zh"))
        yield from _bounds(path, objective, measure.unit)
        return
    if not figure.unit.is_compatible_with(measure.unit):
        yield Problem(
            where,
            f"{measure.formula} gives {figure.unit}: expected {measure.unit}",
            f"{measure.formula} 的单位是 {figure.unit}：应为 {measure.unit}",
        )
    elif _is_unclear(objective, figure):
        yield Problem(
            where,
            f"{measure.formula} gives an amount in {figure.unit}, beside which a figure in °C may be a "
            f"temperature or a difference: expected every figure in {figure.unit}",
            f"{measure.formula} 给出以 {figure.unit} 计的数量，与之并列的摄氏度数是温度还是温差并不明确："
            f"各数值应以 {figure.unit} 计",
        )
    try:
        stated = as_measured(objective, units) if figure.is_difference else objective
    except InvalidTarget as error:
        yield Problem((*path, "target"), error.read("en"), error.read("zh"))
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
    stated = (objective.measure.unit, *(one.unit for _, one in _figures(objective)))
    return any(unit.is_point for unit in stated)


def _figures(objective: Objective) -> Iterator[tuple[_Path, Quantity]]:
    """Yield the figures that values of the measure are held against, each with its place."""
    for bound in objective.target.stated:
        for one in (bound.limit, bound.upper, bound.tolerance, bound.baseline):
            if one is not None:
                yield ("target",), one
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
    for place, one in _figures(objective):
        if not one.unit.powers and one.magnitude:
            number, whole = Quantity(one.magnitude, unit), one.to(unit)
            yield Problem(
                (*path, *place),
                f"{one} beside a measure in {unit} can be {number} or {whole}: expected one of them",
                f"测量以 {unit} 计时，{one} 可以是 {number}，也可以是 {whole}：应写明其中之一",
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
            f"the target does not fit a measure in {unit}: expected bounds in that unit",
            f"目标值与以 {unit} 计的测量不符：应使用该单位",
        )
    elif unit.is_point and TargetKind.ZERO in kinds:
        yield Problem(
            (*path, "target"),
            f"zero {unit} is a point of its scale: expected exactly 0 {unit}, or a measure in "
            f"{unit.interval}",
            f"0 {unit} 只是刻度上的一点：应写 exactly 0 {unit}，或以 {unit.interval} 计",
        )
    elif kinds & CHANGES and (unit.is_point or (value is not None and value.unit.is_point)):
        point = unit if unit.is_point or value is None else value.unit
        yield Problem(
            (*path, "target"),
            f"a point of a scale ({point}) has no share to change by: expected a limit such as at_most, "
            f"or measure and baseline in {point.interval}",
            f"刻度上的点（{point}）没有可增减的百分比：应写 at_most 等限值，"
            f"或测量与基准均以 {point.interval} 计",
        )
    elif value is not None and value.unit.is_compatible_with(unit):
        yield from _left(path, target, value)
    if value is not None and not value.unit.is_compatible_with(unit):
        yield Problem(
            (*path, "baseline", "value"),
            f"{value} does not fit a measure in {unit}: expected that unit",
            f"{value} 与以 {unit} 计的测量不符：应使用该单位",
        )


def _levels(path: _Path, objective: Objective) -> Iterator[Problem]:
    """Yield a change by a share of levels on a logarithmic scale, where equal shares are no equal steps."""
    unit = objective.measure.unit
    if any(bound.kind in CHANGES for bound in objective.target.bounds):
        yield Problem(
            (*path, "target"),
            f"a level on a logarithmic scale ({unit}) has no share to change by: expected a limit such "
            f"as at_most, in {unit}",
            f"对数刻度上的级（{unit}）没有可增减的百分比：应写 at_most 等限值，以 {unit} 计",
        )


def _left(path: _Path, target: Target, baseline: Quantity) -> Iterator[Problem]:
    """Yield that no value satisfies the target with its baseline known."""
    try:
        target.against(baseline)
    except InvalidTarget as error:
        yield Problem((*path, "target"), error.read("en"), error.read("zh"))


def _held_otherwise(path: _Path, objective: Objective) -> Iterator[Problem]:
    """Yield what cannot be asked of each reading, or of a day, of the formula that there is."""
    formula, bounds = objective.measure.formula, objective.target.bounds
    if any(bound.each for bound in bounds) and len(formula.series) != 1:
        yield Problem(
            path,
            f"each reading is held against a target over one series, and {formula} has "
            f"{len(formula.series)}: expected a formula of one series",
            f"逐条判定只适用于一个数据序列，而 {formula} 有 {len(formula.series)} 个：应为一个序列的公式",
        )
    if formula.never_falls and any(
        bound.day is not None and (bound.kind in FALLING or bound.kind is TargetKind.ZERO)
        for bound in bounds
    ):
        yield Problem(
            path,
            f"{formula} never falls, so that no day reaches an upper limit: expected at_least, above or "
            "increase_by",
            f"{formula} 不会下降，上限无法“在某日前达到”：应为 at_least、above 或 increase_by",
        )


def _is_share(part: PolicyPart) -> bool:
    """Whether a part asks for a share of the target."""
    return part.basis in _SHARES or (part.basis is None and len(part.bands) > 1)


def _shares(path: _Path, unit: Unit, policy: DeviationPolicy) -> Iterator[Problem]:
    """Yield that all parts of the policy in force ask for a share of a point of a scale."""
    if all(map(_is_share, policy.parts)):
        yield Problem(
            (*path, "deviation_policy"),
            f"a point of a scale ({unit}) has no share to deviate by: expected a policy on an "
            f"absolute basis in force, with edges such as 2 {unit.interval}, or a measure in "
            f"{unit.interval}",
            f"刻度上的点（{unit}）没有相对偏离：生效的偏离规则应以 absolute 为基准，"
            f"边界如 2 {unit.interval}，或以 {unit.interval} 计",
        )
