"""Readings against targets: one verdict for each objective, with its arithmetic."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs

from mgmtsys.deviation import (
    Basis,
    DeviationPolicy,
    Reason,
    TimeBasis,
    default_basis,
    deviation_of,
)
from mgmtsys.exceptions import InvalidDocument, Problem
from mgmtsys.measure import Formula, Operation, Operator, Series
from mgmtsys.objective import Objective
from mgmtsys.period import Period
from mgmtsys.reading import Reading, Record
from mgmtsys.system import ManagementSystem
from mgmtsys.target import Bound, Target, TargetKind
from mgmtsys.text import Text, both
from mgmtsys.units import Quantity
from mgmtsys.verdict import Evaluation, Projection, State, Verdict

_ONE_DAY = timedelta(days=1)


def reading_problems(
    system: ManagementSystem, readings: Iterable[Reading], on: date
) -> Iterator[Problem]:
    """Yield what is wrong with readings for a system, with the index of each as its path.

    That is unknown series and sites, other dimensions, negative counts, figures from before their span
    began, and days before anything is measured.
    """
    series = {one.id: one for one in system.series}
    sites = {one.id for one in system.sites}
    starts = [one.baseline.period.start for one in system.objectives if one.baseline]
    first = min([system.period.start, *starts])
    for index, reading in enumerate(readings):
        path = (str(index),)
        known = series.get(reading.series)
        if known is None:
            yield Problem(
                (*path, "series"),
                f"no series {reading.series!r} is declared: expected one of the system",
                f"未声明数据序列 {reading.series!r}：应为体系中的序列",
            )
        elif not reading.value.unit.is_compatible_with(known.unit):
            yield Problem(
                (*path, "value"),
                f"{reading.value} does not fit {known.id} in {known.unit}: expected that unit",
                f"{reading.value} 与以 {known.unit} 计的 {known.id} 不符：应使用该单位",
            )
        elif reading.value.magnitude < 0 and known.unit.is_counted:
            yield Problem(
                (*path, "value"),
                f"{reading.value} is a negative count: expected zero or more",
                f"{reading.value} 是负的计数：应不小于零",
            )
        if reading.site is not None and reading.site not in sites:
            yield Problem(
                (*path, "site"),
                f"no site {reading.site!r} is declared: expected one listed under sites",
                f"未声明场所 {reading.site!r}：应列在 sites 之下",
            )
        known_on = reading.recorded or on
        if reading.period.start > known_on:
            yield Problem(
                (*path, "period"),
                f"{reading.period} lies after {known_on}: expected no reading from the future",
                f"{reading.period} 在 {known_on} 之后：不应有未来的记录",
            )
        if reading.period.start < first:
            yield Problem(
                (*path, "period"),
                f"{reading.period} lies before {first}, when nothing is measured yet",
                f"{reading.period} 早于 {first}，当时尚无测量",
            )


@attrs.frozen
class _Figures:
    """The readings that count, by series and site, in the order of time."""

    by_series: Mapping[tuple[str, str | None], tuple[Reading, ...]]

    @staticmethod
    def of(record: Record) -> _Figures:
        found: dict[tuple[str, str | None], list[Reading]] = {}
        for reading in record.current:
            found.setdefault((reading.series, reading.site), []).append(reading)
            if reading.site is not None:
                found.setdefault((reading.series, None), []).append(reading)
        return _Figures({key: tuple(readings) for key, readings in found.items()})

    def within(self, series: str, site: str | None, period: Period) -> tuple[Reading, ...]:
        """Return the readings of a series that lie inside a period."""
        found = self.by_series.get((series, site), ())
        return tuple(reading for reading in found if reading.period in period)


def _missing(
    series: Series, readings: tuple[Reading, ...], objective: Objective, span: Period, on: date
) -> tuple[State, Text] | None:
    """Return why the readings of one series decide nothing yet, if they do not."""
    frequency = series.frequency or objective.measure.frequency
    due = [day for day in span.due(frequency) if day <= on] if frequency else []
    if not readings:
        if frequency and not due:
            return State.NOT_DUE, both(f"{series.id}: nothing is due yet", f"{series.id}：尚未到期")
        return State.NO_DATA, both(f"{series.id}: no reading", f"{series.id}：没有记录")
    last = readings[-1].period
    if due and last.last < due[-1]:
        return State.STALE, both(
            f"{series.id}: the last reading is of {last}, due was {due[-1]}",
            f"{series.id}：最近记录为 {last}，应至 {due[-1]}",
        )
    absent = [day for day in due if not any(day in reading.period for reading in readings)]
    if absent:
        return State.UNDETERMINED, both(
            f"{series.id}: no reading for the span that ends on {absent[0]}",
            f"{series.id}：缺少截至 {absent[0]} 的记录",
        )
    return None


def _is_nothing_of_nothing(formula: Formula, readings: Mapping[str, tuple[Quantity, ...]]) -> bool:
    """Whether a quotient fails because there is nothing to be a share of."""
    match formula.term:
        case Operation(Operator.DIVIDE, left, right):
            try:
                parts = [Formula(part).over(readings).magnitude for part in (left, right)]
            except ZeroDivisionError:
                return False
            return parts == [0, 0]
    return False


def _scaled(quantity: Quantity | None, share: Fraction) -> Quantity | None:
    return None if quantity is None else quantity * share


def _paced(target: Target, share: Fraction, *, cumulative: bool) -> Target:
    """Return the target for a share of the horizon: its part of a sum, or of a change of level."""

    def part(bound: Bound) -> Bound:
        if bound.kind in (TargetKind.ZERO, TargetKind.DONE_BY):
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


def _planned(objective: Objective, horizon: Period, day: date) -> Quantity | None:
    """Return the figure that the milestones plan for a day, straight between those that have one."""
    points: list[tuple[date, Quantity]] = []
    for step in objective.programme.milestones if objective.programme else ():
        span = step.due.within(horizon) if step.due else None
        if span is not None and step.planned is not None:
            points.append((span.last, step.planned))
    points.sort(key=lambda point: point[0])
    before = [point for point in points if point[0] <= day]
    after = [point for point in points if point[0] > day]
    if before and after:
        (first, low), (last, high) = before[-1], after[0]
        return low + (high - low) * Fraction((day - first).days, (last - first).days)
    return before[-1][1] if before else None


def _policy(system: ManagementSystem, objective: Objective, basis: Basis) -> DeviationPolicy | None:
    """Return the policy in force: the stricter of the system's and the objective's own."""
    policies = [
        attrs.evolve(policy, basis=basis)
        for policy in (system.deviation_policy, objective.deviation_policy)
        if policy is not None
    ]
    return functools.reduce(DeviationPolicy.__or__, policies) if policies else None


@attrs.frozen
class _Case:
    """One objective, at one site or as a whole, to be judged."""

    system: ManagementSystem
    figures: _Figures
    objective: Objective
    site: str | None
    period: Period
    on: date

    def verdict(self, state: State, reason: Text, readings: tuple[Reading, ...] = ()) -> Verdict:
        """Return the verdict of a case in which nothing can be held against the target."""
        return Verdict(
            self.objective.id,
            self.period,
            self.on,
            state,
            self.site,
            final=self.objective.target,
            reason=reason,
            readings=readings,
        )

    def readings(self, span: Period) -> dict[str, tuple[Reading, ...]]:
        return {
            id: self.figures.within(id, self.site, span)
            for id in self.objective.measure.formula.series
        }

    def value(self, readings: Mapping[str, tuple[Reading, ...]]) -> Quantity:
        """Return the measure's value; raises ``ZeroDivisionError``."""
        values = {id: tuple(one.value for one in each) for id, each in readings.items()}
        return self.objective.measure.formula.over(values).to(self.objective.measure.unit)

    def baseline(self) -> Quantity | None:
        """Return the stated value, or that of the same formula over the baseline's own readings."""
        stated = self.objective.baseline
        if stated is None or stated.value is not None:
            return stated.value if stated else None
        readings = self.readings(stated.period)
        if not all(readings.values()):
            return None
        whole = [
            _missing(
                self.system.series_of(id), each, self.objective, stated.period, stated.period.last
            )
            for id, each in readings.items()
        ]
        return None if any(whole) else self.value(readings)

    def covered(self, by_series: Mapping[str, tuple[Reading, ...]]) -> int:
        """Return how many days of the period have passed and are covered.

        Figures that are due at a frequency come in after their span; others cover what has passed.
        """
        ends = [self.period.end, self.on + _ONE_DAY] + [
            each[-1].period.end
            for id, each in by_series.items()
            if self.system.series_of(id).frequency or self.objective.measure.frequency
        ]
        return (min(ends) - self.period.start).days

    def judge(self) -> Verdict:
        """Return the verdict."""
        if self.on < self.period.start:
            return self.verdict(State.NOT_DUE, both("the period has not begun", "期间尚未开始"))
        by_series = self.readings(self.period)
        used = tuple(reading for each in by_series.values() for reading in each)
        lacks = [
            found
            for id, each in by_series.items()
            if (
                found := _missing(
                    self.system.series_of(id), each, self.objective, self.period, self.on
                )
            )
        ]
        if not all(by_series.values()):
            empty = next(one for one in lacks if one[0] in (State.NO_DATA, State.NOT_DUE))
            return self.verdict(*empty, used)
        try:
            actual = self.value(by_series)
        except ZeroDivisionError:
            values = {id: tuple(one.value for one in each) for id, each in by_series.items()}
            if _is_nothing_of_nothing(self.objective.measure.formula, values):
                why = both("nothing of nothing: 0/0", "分子分母均为零")
                return self.verdict(State.NOT_APPLICABLE, why, used)
            why = both("the denominator is zero", "分母为零")
            return self.verdict(State.UNDETERMINED, why, used)
        return self.held(actual, used, lacks[0] if lacks else None, self.covered(by_series))

    def basis(self) -> Basis:
        """Return what misses are held against: the objective's own word, the system's, or the default."""
        for policy in (self.objective.deviation_policy, self.system.deviation_policy):
            if policy is not None and policy.basis is not None:
                return policy.basis
        return default_basis(self.objective.target)

    def held(
        self,
        actual: Quantity,
        used: tuple[Reading, ...],
        lack: tuple[State, Text] | None,
        days: int,
    ) -> Verdict:
        """Hold a value over so many days against the target in force."""
        baseline = self.baseline()
        stated = self.objective.target
        final = stated if baseline is None else stated.against(baseline)
        known = Verdict(
            self.objective.id,
            self.period,
            self.on,
            State.UNDETERMINED,
            self.site,
            actual=actual,
            target=final,
            final=final,
            baseline=baseline,
            basis=self.basis(),
            readings=used,
        )
        if final.needs_baseline:
            return attrs.evolve(known, reason=_REASONS[Reason.NO_BASELINE])
        if any(bound.kind is TargetKind.DONE_BY for bound in final.bounds):
            why = both("a day is asked for, not a figure", "目标为完成日期，不是数值")
            return attrs.evolve(known, reason=why)
        cumulative = self.objective.measure.formula.is_cumulative
        target, share = self.in_force(final, days, cumulative=cumulative)
        if lack is not None:
            if not self.is_lost(actual, final, cumulative=cumulative):
                return attrs.evolve(
                    known, state=lack[0], reason=lack[1], target=target, share=share
                )
            target, share = final, None
        known = attrs.evolve(
            known,
            target=target,
            share=share,
            projection=self.projected(actual, final, days, cumulative=cumulative),
        )
        return self.measured(known, actual)

    def measured(self, known: Verdict, actual: Quantity) -> Verdict:
        """Return the verdict on a value that can be held against its target."""
        basis = self.basis()
        deviation = deviation_of(known.target, actual, basis)
        if isinstance(deviation, Reason):
            return attrs.evolve(known, reason=_REASONS[deviation])
        if actual in known.target:
            return attrs.evolve(known, state=State.MET, deviation=deviation)
        policy = _policy(self.system, self.objective, basis)
        if policy is None:
            return attrs.evolve(known, state=State.MISSED, deviation=deviation)
        band = policy.band(deviation)
        return attrs.evolve(
            known,
            state=State.MISSED,
            deviation=deviation,
            band=policy.bands.index(band) + 1,
            response=band.response,
        )

    def in_force(
        self, final: Target, days: int, *, cumulative: bool
    ) -> tuple[Target, Fraction | None]:
        """Return the target for the days so far and their share of the horizon, where it is a path."""
        horizon = self.system.period
        policy = self.system.deviation_policy
        last = self.period.start + timedelta(days=days - 1)
        changes = any(bound.rate is not None for bound in final.bounds)
        at_end = policy is not None and policy.time_basis is TimeBasis.END
        if at_end or not (cumulative or changes) or self.period not in horizon:
            return final, None
        planned = _planned(self.objective, horizon, last)
        if planned is not None and self.period.start == horizon.start and len(final.bounds) == 1:
            (bound,) = final.bounds
            rising = bound.kind in (TargetKind.AT_LEAST, TargetKind.ABOVE, TargetKind.INCREASE_BY)
            kind = TargetKind.AT_LEAST if rising else TargetKind.AT_MOST
            share = Fraction(days, horizon.days)
            before = _scaled(bound.baseline, share) if cumulative else bound.baseline
            return Target((Bound(kind, limit=planned, baseline=before),)), share
        passed = days if cumulative else (last - horizon.start).days + 1
        share = Fraction(passed, horizon.days)
        return _paced(final, share, cumulative=cumulative), share

    def is_lost(self, actual: Quantity, final: Target, *, cumulative: bool) -> bool:
        """Whether no reading still to come can make the stated target met."""
        if not cumulative:
            return False
        return any(
            (bound.kind is TargetKind.ZERO and actual.magnitude > 0)
            or (
                bound.kind in (TargetKind.AT_MOST, TargetKind.BELOW, TargetKind.REDUCE_BY)
                and not bound.holds(actual)
            )
            for bound in final.bounds
        )

    def projected(
        self, actual: Quantity, final: Target, days: int, *, cumulative: bool
    ) -> Projection | None:
        """Return where a sum ends at the present rate, when the period starts with the horizon."""
        horizon = self.system.period
        if not cumulative or self.period.start != horizon.start or self.period not in horizon:
            return None
        left = horizon.days - days
        goals = [bound.goal for bound in final.bounds if bound.kind is not TargetKind.ZERO]
        needed = (
            (goals[0].to(actual.unit) - actual) / left
            if left and len(goals) == 1 and goals[0] is not None
            else None
        )
        return Projection(actual * Fraction(horizon.days, days), needed)


_REASONS = {
    Reason.NO_DATA: both("there is no value", "没有数值"),
    Reason.NO_BASELINE: both("the baseline has no value", "没有基准值"),
    Reason.NOT_A_RATIO: both("percentage points need a ratio", "百分点只适用于比率"),
}


def evaluate(
    system: ManagementSystem,
    record: Record,
    period: Period,
    on: date,
    watch: Callable[[Sequence[Any]], Iterable[Any]] = iter,
) -> Evaluation:
    """Return a verdict for every objective, and for every site of those that name sites.

    What had been recorded by ``on`` counts. The formula is taken over all readings of the period, so
    that a ratio of sums is never a mean of ratios. A sum is held against its part of the target for
    the days so far, a change of level against the part of the change, unless the policy looks at the
    end. No reading is not zero. ``watch`` passes the cases on as they are judged, and may count them.
    Raises :class:`InvalidDocument` for readings that the system cannot have.
    """
    problems = tuple(reading_problems(system, record.readings, on))
    if problems:
        raise InvalidDocument(problems)
    figures = _Figures.of(record.as_of(on))
    cases = [
        _Case(system, figures, objective, site, period, on)
        for objective in system.objectives
        for site in objective.sites or (None,)
    ]
    return Evaluation(period, on, tuple(case.judge() for case in watch(cases)))
