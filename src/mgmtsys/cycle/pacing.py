"""The target that is in force on a day of the year, and where the year ends at the present rate.

A sum is held against its part of the limit, a change of level against its part of the change, and both
against what the milestones plan, where they plan figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

import attrs

from mgmtsys.system.bound import FALLING, RISING, STRICT, Bound, TargetKind
from mgmtsys.system.objective import Objective
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import Projection
from mgmtsys.values.checked import checked
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

_ONE_DAY = timedelta(days=1)


@attrs.frozen(field_transformer=checked)
class Pace:
    """How far through the system's period one objective is, with its target and baseline known."""

    objective: Objective
    final: Target
    #: The period of the system, for which the target is stated.
    horizon: Period
    #: Whether nothing but the end of the horizon decides.
    at_end: bool
    #: The period that is looked at, and how many of its days have passed and are covered.
    period: Period
    days: int

    @property
    def is_cumulative(self) -> bool:
        """Whether the value grows with the days."""
        return self.objective.measure.formula.is_cumulative

    @property
    def share(self) -> Fraction | None:
        """Which part of the horizon the days so far are; none where the target has no parts."""
        if self.is_cumulative:
            return Fraction(self.days, self.horizon.days)
        changes = any(bound.rate is not None for bound in self.final.bounds)
        if not (changes or self._points) or self.period not in self.horizon:
            return None
        return Fraction((self._last - self.horizon.start).days + 1, self.horizon.days)

    @property
    def _last(self) -> date:
        return self.period.start + timedelta(days=self.days - 1)

    @property
    def waits(self) -> bool:
        """Whether nothing but the end decides: the policy says so, or a sum cannot be asked for in part.

        A sum to be hit exactly cannot, nor what a target of one's own says of one.
        """
        if self.at_end:
            return self._last < self.horizon.last
        kinds = {bound.kind for bound in self.final.bounds}
        whole = kinds & {TargetKind.EXACTLY, TargetKind.OWN}
        return bool(whole) and self.is_cumulative and self.share is not None and self.share < 1

    def is_lost(self, actual: Quantity) -> bool:
        """Whether no reading still to come can make the target met, where none is negative."""
        return self.objective.measure.formula.never_falls and any(
            _is_exceeded(bound, actual) for bound in self.final.bounds
        )

    def target(self) -> Target:
        """Return the target for the days so far."""
        share = self.share
        if share is None or share == 1:
            return self.final
        planned = self._planned(share) if self.period in self.horizon else None
        return planned or _part(self.final, share, cumulative=self.is_cumulative)

    @property
    def _points(self) -> Mapping[date, Quantity]:
        """The figures that the milestones plan, by their days, where the target has one limit."""
        steps = self.objective.programme.milestones if self.objective.programme else ()
        is_single = len(self.final.bounds) == 1 and self.final.bounds[0].kind in RISING | FALLING
        return {
            span.last: step.planned
            for step in steps
            if is_single
            and step.planned is not None
            and step.due is not None
            and (span := step.due.within(self.horizon)) is not None
        }

    @property
    def _start(self) -> Quantity | None:
        """Where the way begins: at nothing, or at the baseline where it is one of a level."""
        bound = self.final.bounds[0]
        stated = self.objective.baseline.value if self.objective.baseline else None
        if not self.is_cumulative and (known := bound.baseline or stated) is not None:
            return known
        unit = self.objective.measure.unit
        has_zero = not (unit.is_point or unit.is_level)
        begins = self.is_cumulative or (bound.kind in RISING and has_zero)
        return Quantity(Fraction(0), unit) if begins else None

    def _planned(self, share: Fraction) -> Target | None:
        """Return what the milestones plan: of a level for the last day, of a sum for the days so far."""
        if not self._points:
            return None
        bound = self.final.bounds[0]
        limit = self._path(self._last)
        if self.is_cumulative:
            limit = limit - self._path(self.period.start - _ONE_DAY)
        kind = TargetKind.AT_LEAST if bound.kind in RISING else TargetKind.AT_MOST
        baseline = bound.baseline
        if baseline is not None and self.is_cumulative:
            baseline = baseline * share
        return Target(
            (Bound(bound.kind if bound.kind in STRICT else kind, limit=limit, baseline=baseline),)
        )

    def _path(self, day: date) -> Quantity:
        """Return what is planned for a day, straight from figure to figure.

        The way leads from nothing, or from the baseline, through the milestones to the target. A level
        that is to fall from nobody knows where has its first figure until the day of that.
        """
        points = self._points
        goal, unit = self.final.bounds[0].goal, self.objective.measure.unit
        points = {
            self.horizon.start - _ONE_DAY: self._start or points[min(points)],
            **points,
            **({self.horizon.last: goal} if goal else {}),
        }
        first = max(point for point in points if point <= day)
        last = min(point for point in points if point >= day)
        before, after = points[first].to(unit), points[last].to(unit)
        passed = Fraction((day - first).days, (last - first).days or 1)
        return before + (after - before) * passed

    def projection(self, actual: Quantity) -> Projection | None:
        """Return where a sum ends at the present rate, when the period starts with the horizon."""
        horizon = self.horizon
        if (
            not self.is_cumulative
            or self.period.start != horizon.start
            or self.period not in horizon
        ):
            return None
        left = horizon.days - self.days
        goals = [bound.goal for bound in self.final.bounds if bound.kind in RISING | FALLING]
        gap = goals[0].to(actual.unit) - actual if len(goals) == 1 and goals[0] else None
        needed = gap / left if left and gap is not None and gap.magnitude >= 0 else None
        return Projection(actual * Fraction(horizon.days, self.days), needed)


def _is_exceeded(bound: Bound, actual: Quantity) -> bool:
    """Whether a value lies above everything that satisfies a bound."""
    match bound.kind:
        case TargetKind.ZERO:
            return actual.magnitude > 0
        case TargetKind.BETWEEN:
            return bound.upper is not None and actual > bound.upper
        case TargetKind.EXACTLY:
            return bound.limit is not None and actual > bound.limit and not bound.holds(actual)
    return bound.kind in FALLING and not bound.holds(actual)


def _scaled(quantity: Quantity | None, share: Fraction) -> Quantity | None:
    return None if quantity is None else quantity * share


def _part(target: Target, share: Fraction, *, cumulative: bool) -> Target:
    """Return a share of a target: its part of a sum, or of a change of level."""

    def part(bound: Bound) -> Bound:
        if bound.kind in (TargetKind.ZERO, TargetKind.DONE_BY, TargetKind.OWN):
            return bound
        if cumulative:
            return attrs.evolve(
                bound,
                limit=_scaled(bound.limit, share),
                upper=_scaled(bound.upper, share),
                tolerance=_scaled(bound.tolerance, share),
                baseline=_scaled(bound.baseline, share),
            )
        return bound if bound.rate is None else attrs.evolve(bound, rate=bound.rate * share)

    return Target(tuple(part(bound) for bound in target.bounds))
