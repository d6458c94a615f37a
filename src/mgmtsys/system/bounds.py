"""Bounds that hold together: what they admit, which of them decide, and when nothing is left."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

import attrs

from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.region import EVERYTHING, HIGHEST, LOWEST, Region
from mgmtsys.values.exceptions import InvalidTarget
from mgmtsys.values.message import AND
from mgmtsys.values.text import Text, in_a_row, say
from mgmtsys.values.units import ONE, Quantity


def values_of(bounds: Iterable[Bound], baseline: Quantity | None = None) -> Region:
    """Return the values alone, whether of each reading or by a day, with a baseline for what waits."""
    return _meet(
        (attrs.evolve(bound, baseline=baseline) if bound.waits else bound).region
        for bound in bounds
    )


def parted(bounds: Iterable[Bound]) -> tuple[frozenset[Bound], frozenset[Bound]]:
    """Return the bounds that are intervals, and those of one's own."""
    own = frozenset(bound for bound in bounds if bound.kind is TargetKind.OWN)
    return frozenset(bounds) - own, own


def telling(bounds: Iterable[Bound]) -> tuple[Quantity | None, ...]:
    """Return the baselines that tell for every positive one whether what waits lies within the rest.

    That can change only where two limits meet, so one baseline is tried at each meeting, between two, and
    beyond the outermost.
    """
    waiting = [bound for bound in bounds if bound.waits]
    if not waiting:
        return (None,)
    fixed = [bound for bound in bounds if not bound.waits]
    units = [unit for bound in fixed if (unit := bound.region.unit) is not None]
    limits, shares = (
        {number for bound in some for span in _placed(bound).spans for _, number, _ in span}
        for some in (fixed, waiting)
    )
    meet = sorted({limit / share for limit in limits for share in shares if limit * share > 0})
    between = [(one + two) / 2 for one, two in itertools.pairwise(meet)]
    beyond = [meet[0] / 2, meet[-1] * 2] if meet else [Fraction(1)]
    unit = units[0].interval if units else ONE
    return tuple(Quantity(magnitude / unit.scale, unit) for magnitude in (*meet, *between, *beyond))


#: What is no set of values by itself.
_NO_REGION: tuple[tuple[Callable[[Bound], bool], Text], ...] = (
    (lambda bound: bound.each, say("what each reading has to hold")),
    (
        lambda bound: bound.day is not None and bound.kind is not TargetKind.DONE_BY,
        say("what is to be reached by a day"),
    ),
    (lambda bound: bound.waits, say("a change that waits for its baseline")),
    (lambda bound: bound.own is not None, say("a target of your own")),
)


def refuse_region(bound: Bound) -> None:
    """Refuse a bound that has no complement, and say why."""
    for refused, what in _NO_REGION:
        if refused(bound):
            raise InvalidTarget(
                "{what} is not a set of values by itself, and has neither a complement nor a union",
                what=what,
            )


#: Stands for an unknown baseline where changes of one and the same baseline are compared.
_SOME = Quantity(1)


def _placed(bound: Bound) -> Region:
    return values_of((bound,), _SOME)


def _compared_as(bound: Bound) -> tuple[object, ...] | None:
    """Return what a bound has in common with those that it can imply; none implies any other."""
    if bound.kind in (TargetKind.ZERO, TargetKind.OWN):
        return None
    if bound.kind is TargetKind.DONE_BY:
        return (bound.kind,)
    of = bound.limit or bound.baseline
    return (bound.day, bound.each, of.unit.dimension if of else None)


def _groups(bounds: tuple[Bound, ...]) -> dict[tuple[object, ...], tuple[Bound, ...]]:
    """Return the bounds that are held against the same, by what they have in common."""
    groups: dict[tuple[object, ...], tuple[Bound, ...]] = {}
    for bound in bounds:
        if (key := _compared_as(bound)) is not None:
            groups[key] = (*groups.get(key, ()), bound)
    return groups


def _meet(regions: Iterable[Region]) -> Region:
    return functools.reduce(Region.__and__, regions, EVERYTHING)


def decisive(stated: tuple[Bound, ...]) -> tuple[Bound, ...]:
    """Return the bounds without those that others imply: they exclude no value and measure no miss."""
    if len(stated) < 2:
        return stated
    groups = {key: _meet(map(_placed, group)) for key, group in _groups(stated).items()}
    kept = dict.fromkeys(
        part for bound in stated for part in _deciding(bound, groups.get(_compared_as(bound) or ()))
    )
    ranges = [bound for bound in kept if bound.kind is TargetKind.BETWEEN]
    return tuple(
        bound
        for bound in kept
        if bound in ranges or not any(bound.sides <= wider.sides for wider in ranges)
    )


def _deciding(bound: Bound, whole: Region | None) -> Iterator[Bound]:
    """Yield what of a bound no other makes redundant; a range may keep one of its sides."""
    if whole is None:
        yield bound
        return
    ((low, high),), ((first, last),) = whole.spans, _placed(bound).spans
    lower, upper = first == low != LOWEST, last == high != HIGHEST
    if bound.kind is not TargetKind.BETWEEN or lower is upper:
        yield from (bound,) * (lower or upper)
    elif lower:
        yield attrs.evolve(bound, kind=TargetKind.AT_LEAST, upper=None)
    else:
        yield attrs.evolve(bound, kind=TargetKind.AT_MOST, limit=bound.upper, upper=None)


def normal_form(stated: tuple[Bound, ...]) -> frozenset[tuple[object, ...]]:
    """Return the normal form: what every side asks, and how a miss of it is measured."""
    return frozenset[tuple[object, ...]]().union(*(bound.sides for bound in decisive(stated)))


def refuse_empty(bounds: tuple[Bound, ...]) -> None:
    """Refuse bounds on the same that no value satisfies together, as ``between(9, 6)`` is.

    What each reading has to hold and what all of them come to are not the same, nor are two days.
    """
    zeros = [bound for bound in bounds if bound.kind is TargetKind.ZERO]
    for group in _groups(bounds).values():
        held = [
            *group,
            *(
                zero
                for zero in zeros
                if (zero.day, zero.each) == (group[0].day, group[0].each)
                and not any(
                    bound.waits or (bound.limit and bound.limit.unit.is_point) for bound in group
                )
            ),
        ]
        if _meet(map(_placed, held)).is_empty:
            written = [str(bound) for bound in held]
            raise InvalidTarget(
                "no value satisfies {bounds}",
                bounds=in_a_row(written, AND),
            )
