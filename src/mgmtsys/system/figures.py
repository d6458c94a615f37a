"""How figures, targets and deviations read to people: exact where that is short, else rounded behind ``≈``.

What is rounded never equals a limit, zero or 100 % that the exact figure does not equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import attrs

from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.deviation import Basis, Deviation
from mgmtsys.system.target import Target
from mgmtsys.values.amounts import beside
from mgmtsys.values.number import approximated, near, near_percent, plain
from mgmtsys.values.period import Period
from mgmtsys.values.table import DASH
from mgmtsys.values.text import Text, in_a_row, say
from mgmtsys.values.units import Quantity, Unit

_SIGNS: Mapping[TargetKind, str] = {
    TargetKind.AT_LEAST: "≥",
    TargetKind.INCREASE_BY: "≥",
    TargetKind.AT_MOST: "≤",
    TargetKind.REDUCE_BY: "≤",
    TargetKind.ABOVE: ">",
    TargetKind.BELOW: "<",
    TargetKind.EXACTLY: "=",
}


def _with_unit(number: str, unit: Unit) -> Text:
    spelled = beside(number, str(unit))
    if spelled != f"{number} {unit}":
        return Text(spelled)
    return say("{number} {unit}", number=number, unit=unit)


def limits(target: Target) -> tuple[Quantity, ...]:
    """Return the quantities on which a target turns, as far as its baselines are known."""
    return tuple(
        limit
        for bound in target.bounds
        if bound.rate is None or bound.baseline is not None
        for limit in (bound.goal, bound.upper)
        if limit is not None
    )


def _apart(unit: Unit, limits: Iterable[Quantity]) -> list[Fraction]:
    alike = [limit.to(unit).magnitude for limit in limits if limit.unit.is_compatible_with(unit)]
    return [*alike, 1 / unit.scale] if unit.is_ratio else alike


def spell_quantity(quantity: Quantity, apart: Iterable[Quantity] = ()) -> Text:
    """Spell a quantity, rounded where it is long, but onto none of ``apart``.

    >>> spell_quantity(Quantity.parse("22/7 kWh")).read("en"), spell_quantity(Quantity.parse("1 person")).read("zh")
    ('≈ 3.14 kWh', '1 人')
    >>> spell_quantity(Quantity.parse("29999/300 %"), [Quantity.parse("100%")]).read("en")
    '≈ 99.997%'
    """
    return _with_unit(near(quantity.magnitude, _apart(quantity.unit, apart)), quantity.unit)


def work_out(quantity: Quantity, apart: Iterable[Quantity] = ()) -> Text:
    """Spell a quantity exactly, and rounded beside it where it is no finite decimal.

    >>> work_out(Quantity.parse("22/7 kWh")).read("en")
    '22/7 kWh ≈ 3.14 kWh'
    """
    if "/" not in plain(quantity.magnitude):
        return _with_unit(plain(quantity.magnitude), quantity.unit)
    rounded = approximated(quantity.magnitude, _apart(quantity.unit, apart))
    return say(
        "{exactly} ≈ {rounded}", exactly=quantity, rounded=_with_unit(rounded, quantity.unit)
    )


def _bound(bound: Bound, spell: Callable[[Quantity], Text], since: Period | None) -> Text:
    if bound.day is not None and bound.kind is not TargetKind.DONE_BY:
        inner = _bound(attrs.evolve(bound, day=None), spell, since)
        return say("{target} by {day}", target=inner, day=bound.day)
    if bound.each:
        inner = _bound(attrs.evolve(bound, each=False), spell, since)
        return say("each reading {target}", target=inner)
    if bound.rate is not None and bound.baseline is None:
        return _change(bound, bound.rate, since)
    if bound.kind is TargetKind.ZERO:
        return Text("= 0")
    if bound.own is not None:
        return Text(str(bound.own))
    if bound.kind is TargetKind.DONE_BY:
        return Text(f"≤ {bound.day}")
    if bound.limit is not None and bound.upper is not None:
        return say("{low} … {high}", low=spell(bound.limit), high=spell(bound.upper))
    sign, goal = _SIGNS[bound.kind], spell(bound.goal) if bound.goal else ""
    if bound.tolerance:
        return say("{sign} {goal} ± {tolerance}", sign=sign, goal=goal, tolerance=bound.tolerance)
    return say("{sign} {goal}", sign=sign, goal=goal)


def _change(bound: Bound, rate: Fraction, since: Period | None) -> Text:
    """Spell a change that waits for its baseline: 5% below 2025."""
    share = near_percent(rate)
    baseline: Text | Period = say("the baseline") if since is None else since
    if str(since).isdecimal():
        baseline = say("{year}", year=since)
    if bound.kind is TargetKind.REDUCE_BY:
        return say("{share} below {baseline}", share=share, baseline=baseline)
    return say("{share} above {baseline}", share=share, baseline=baseline)


def spell_target(
    target: Target, since: Period | None = None, spell: Callable[[Quantity], Text] = spell_quantity
) -> Text:
    """Spell a target in signs, a change by what it is held against; any value satisfies ``–``.

    ``since`` is the period of the baseline, and ``spell`` spells its figures.

    >>> spell_target(Target.at_least("80%") & Target.below("100%")).read("en")
    '≥ 80%, < 100%'
    >>> spell_target(Target.reduce_by("5%"), Period.parse("2025")).read("en")
    '5% below 2025'
    """
    bounds = [_bound(bound, spell, since) for bound in target.bounds]
    return in_a_row(bounds) if bounds else Text(DASH)


#: What stands in the place of a share of nothing.
UNBOUNDED = say("unbounded")


def spell_deviation(deviation: Deviation, edges: Iterable[Quantity] = ()) -> Text:
    """Spell a deviation: in percent, in points, or in its unit on an absolute basis.

    ``edges`` are those of the policy, onto which nothing is rounded.

    >>> spell_deviation(Deviation(Fraction(1, 4), Basis.ABSOLUTE, unit=Unit.parse("min"))).read("en")
    '0.25 min'
    >>> spell_deviation(Deviation(Fraction(7, 240))).read("en")
    '≈ 2.92%'
    """
    value = deviation.value
    if value is None:
        return UNBOUNDED
    if not value:
        return Text("0")
    if deviation.basis is Basis.ABSOLUTE:
        return spell_quantity(Quantity(value, deviation.unit), edges)
    shares = [edge.base for edge in edges if edge.unit.is_ratio]
    if deviation.basis is Basis.PERCENTAGE_POINTS:
        points = near(value, [*shares, *(100 * share for share in shares)])
        return say("{points} points", points=points)
    return Text(near_percent(value, [Fraction(1), *shares]))


def work_out_deviation(deviation: Deviation, edges: Iterable[Quantity] = ()) -> Text:
    """Spell a deviation exactly, with what it comes to beside it.

    >>> work_out_deviation(Deviation(Fraction(7, 240))).read("en")
    '7/240 ≈ 2.92%'
    >>> work_out_deviation(Deviation(Fraction(1, 40))).read("en")
    '1/40 = 2.5%'
    """
    spelled = spell_deviation(deviation, edges)
    value = deviation.value
    if value is None or not value:
        return spelled
    if deviation.basis is Basis.ABSOLUTE:
        return work_out(Quantity(value, deviation.unit), edges)
    if str(spelled).startswith("≈"):
        return say("{exactly} {rounded}", exactly=value, rounded=spelled)
    if deviation.basis is Basis.PERCENTAGE_POINTS:
        return spelled
    return Text(f"{value} = {spelled}")
