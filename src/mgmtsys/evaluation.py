"""Readings against targets: one verdict for each objective, with its arithmetic."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from mgmtsys.deviation import Basis, DeviationPolicy, Reason, default_basis, deviation_of
from mgmtsys.exceptions import InvalidDocument
from mgmtsys.measure import Formula, Operation, Operator
from mgmtsys.objective import Objective
from mgmtsys.pacing import Pace
from mgmtsys.period import Frequency, Period
from mgmtsys.reading import Reading, Record
from mgmtsys.screening import reading_problems
from mgmtsys.system import ManagementSystem
from mgmtsys.text import Text, both
from mgmtsys.units import Quantity
from mgmtsys.verdict import Evaluation, State, Verdict

_ONE_DAY = timedelta(days=1)
#: Why nothing can be held against a target: a state, and the reason in words.
_Lack = tuple[State, Text]


@attrs.frozen
class _Figures:
    """The readings that count, by series and site, in the order of time."""

    by_series: Mapping[tuple[str, str | None], tuple[Reading, ...]]
    #: The sites at which each series has been recorded.
    sites: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(record: Record) -> _Figures:
        found: dict[tuple[str, str | None], list[Reading]] = {}
        sites: dict[str, dict[str, None]] = {}
        for reading in record.current:
            found.setdefault((reading.series, reading.site), []).append(reading)
            if reading.site is not None:
                found.setdefault((reading.series, None), []).append(reading)
                sites.setdefault(reading.series, {})[reading.site] = None
        return _Figures(
            {key: tuple(readings) for key, readings in found.items()},
            {series: tuple(each) for series, each in sites.items()},
        )

    def within(self, series: str, site: str | None, period: Period) -> tuple[Reading, ...]:
        """Return the readings of a series that lie inside a period."""
        found = self.by_series.get((series, site), ())
        return tuple(reading for reading in found if reading.period in period)


def _due(frequency: Frequency | None, span: Period, on: date) -> list[Period]:
    """Return the spans whose figures are due by a day."""
    if frequency is None:
        return []
    return [one for one in span.split(frequency.every) if one.last <= on]


def _without_figure(due: Iterable[Period], readings: tuple[Reading, ...]) -> Iterator[Period]:
    """Yield the spans in which no reading lies, both in the order of time."""
    index = 0
    for span in due:
        while index < len(readings) and readings[index].period.end <= span.start:
            index += 1
        if index == len(readings) or readings[index].period.start >= span.end:
            yield span


def _lack(name: str, due: list[Period], readings: tuple[Reading, ...]) -> _Lack | None:
    """Return why the readings of one series at one place decide nothing yet, if they do not."""
    absent = list(_without_figure(due, readings))
    if absent and not readings:
        return State.NO_DATA, both(f"{name}: no reading", f"{name}：没有记录")
    if absent and absent[-1] == due[-1]:
        last = readings[-1].period
        return State.STALE, both(
            f"{name}: the last reading is of {last}, due was {due[-1].last}",
            f"{name}：最近记录为 {last}，应至 {due[-1].last}",
        )
    if absent:
        return State.UNDETERMINED, both(
            f"{name}: no reading for the span that ends on {absent[0].last}",
            f"{name}：缺少截至 {absent[0].last} 的记录",
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


def policy_in_force(
    system: ManagementSystem, objective: Objective, basis: Basis
) -> DeviationPolicy | None:
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

    def due(self, id: str, span: Period, on: date) -> list[Period]:
        """Return the spans whose figures of a series are due by a day."""
        frequency = self.system.series_of(id).frequency or self.objective.measure.frequency
        return _due(frequency, span, on)

    def value(self, readings: Mapping[str, tuple[Reading, ...]]) -> Quantity:
        """Return the measure's value; raises ``ZeroDivisionError``."""
        values = {id: tuple(one.value for one in each) for id, each in readings.items()}
        return self.objective.measure.formula.over(values).to(self.objective.measure.unit)

    def lack(
        self, by_series: Mapping[str, tuple[Reading, ...]], span: Period, on: date
    ) -> _Lack | None:
        """Return the first reason for which the readings of a span decide nothing, if there is one.

        The organisation as a whole lacks what any of the sites lacks at which a series is recorded.
        """
        for id, each in by_series.items():
            due = self.due(id, span, on)
            sites = self.figures.sites.get(id, ()) if self.site is None and each else ()
            for site in sites or (None,):
                here = (
                    each if site is None else tuple(one for one in each if one.site in (site, None))
                )
                found = _lack(id if site is None else f"{id}/{site}", due, here)
                if found is not None:
                    # One site without a figure does not mean that there is none.
                    return (State.UNDETERMINED, found[1]) if each and not here else found
            level = id in self.objective.measure.formula.levels
            if level and len({one.site for one in each}) > 1:
                return State.UNDETERMINED, both(
                    f"{id}: figures of several sites have no mean and no last one",
                    f"{id}：多个场所的数值没有共同的平均值或最近值",
                )
        return None

    def empty(self, by_series: Mapping[str, tuple[Reading, ...]]) -> _Lack | None:
        """Return why there is no value at all, where a series has no reading in the period."""
        for id, each in by_series.items():
            if each:
                continue
            frequency = self.system.series_of(id).frequency or self.objective.measure.frequency
            if frequency is not None and not self.due(id, self.period, self.on):
                if self.on > self.period.last:
                    return State.NOT_DUE, both(
                        f"{id}: nothing falls due in {self.period}",
                        f"{id}：{self.period} 内无到期记录",
                    )
                return State.NOT_DUE, both(f"{id}: nothing is due yet", f"{id}：尚未到期")
            return State.NO_DATA, both(f"{id}: no reading", f"{id}：没有记录")
        return None

    def baseline(self) -> tuple[Quantity | None, tuple[Reading, ...], Text]:
        """Return the stated value, or that of the same formula over the baseline's own readings.

        Beside it stand those readings, and why there is no value where there is none.
        """
        stated, none = self.objective.baseline, _REASONS[Reason.NO_BASELINE]
        if stated is None or stated.value is not None:
            return stated.value if stated else None, (), none
        if self.objective.measure.formula.is_cumulative and (
            len(stated.period.months) != len(self.system.period.months)
        ):
            return (
                None,
                (),
                both(
                    f"the sum of {stated.period} is no baseline for that of {self.system.period}",
                    f"{stated.period} 的合计不能作为 {self.system.period} 合计的基准",
                ),
            )
        readings = self.readings(stated.period)
        if not all(readings.values()) or self.lack(readings, stated.period, stated.period.last):
            return None, (), none
        try:
            value = self.value(readings)
        except ZeroDivisionError:
            return None, (), none
        return value, tuple(one for each in readings.values() for one in each), none

    def covered(self, by_series: Mapping[str, tuple[Reading, ...]]) -> int:
        """Return how many days of the period have passed and are covered.

        Figures that are due at a frequency come in after their span, and stand for all of it; others
        cover what has passed.
        """
        ends = [self.period.end, self.on + _ONE_DAY]
        for id, each in by_series.items():
            if self.system.series_of(id).frequency or self.objective.measure.frequency:
                last = each[-1].period
                spans = [
                    one.end for one in self.due(id, self.period, self.on) if one.start < last.end
                ]
                ends.append(max([last.end, *spans]))
        return (min(ends) - self.period.start).days

    def judge(self) -> Verdict:
        """Return the verdict."""
        if self.on < self.period.start:
            return self.verdict(State.NOT_DUE, both("the period has not begun", "期间尚未开始"))
        if any(bound.day is not None for bound in self.objective.target.bounds):
            return self.completed()
        by_series = self.readings(self.period)
        used = tuple(reading for each in by_series.values() for reading in each)
        if nothing := self.empty(by_series):
            return self.verdict(*nothing, used)
        lack = self.lack(by_series, self.period, self.on)
        try:
            actual = self.value(by_series)
        except ZeroDivisionError:
            if lack is not None:
                return self.verdict(*lack, used)
            values = {id: tuple(one.value for one in each) for id, each in by_series.items()}
            if _is_nothing_of_nothing(self.objective.measure.formula, values):
                why = both("nothing of nothing: 0/0", "分子分母均为零")
                return self.verdict(State.NOT_APPLICABLE, why, used)
            why = both("the denominator is zero", "分母为零")
            return self.verdict(State.UNDETERMINED, why, used)
        return self.held(actual, used, lack, self.covered(by_series))

    def completed(self) -> Verdict:
        """Return the verdict on what is to be done by a day: the first figure above zero is its doing.

        There is no deviation, since nothing is measured; late is missed.
        """
        target = self.objective.target
        if any(bound.day is None for bound in target.bounds):
            why = both("a day and a figure are asked for at once", "同时要求完成日期和数值")
            return self.verdict(State.UNDETERMINED, why)
        last = min(self.on, self.period.last)
        span = Period(min(self.system.period.start, self.period.start), last + _ONE_DAY)
        doings = sorted(
            (reading.period.last, reading.name, reading)
            for each in self.readings(span).values()
            for reading in each
            if reading.value.magnitude > 0
        )
        if doings:
            day, _, reading = doings[0]
            state = State.MET if day in target else State.MISSED
            return self.verdict(state, both(f"done on {day}", f"完成于 {day}"), (reading,))
        late = any(bound.day is not None and bound.day < last for bound in target.bounds)
        if late:
            return self.verdict(State.MISSED, both(f"not done by {last}", f"截至 {last} 未完成"))
        return self.verdict(State.NOT_DUE, both("its day has not passed", "未到完成日期"))

    def basis(self) -> Basis:
        """Return what misses are held against: the objective's own word, the system's, or the default."""
        for policy in (self.objective.deviation_policy, self.system.deviation_policy):
            if policy is not None and policy.basis is not None:
                return policy.basis
        return default_basis(self.objective.target)

    def held(
        self, actual: Quantity, used: tuple[Reading, ...], lack: _Lack | None, days: int
    ) -> Verdict:
        """Hold a value over so many days against the target in force."""
        baseline, measured, why = self.baseline()
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
            baseline_readings=measured,
        )
        if final.needs_baseline:
            return attrs.evolve(known, reason=why)
        pace = Pace(
            self.objective,
            final,
            self.system.period,
            self.system.deviation_policy,
            self.period,
            days,
        )
        waits = pace.waits
        if (lack is not None or waits) and pace.is_lost(actual, used):
            return self.measured(attrs.evolve(known, projection=pace.projection(actual)), actual)
        if not waits:
            known = attrs.evolve(known, target=pace.target(), share=pace.share)
        if lack is not None:
            return attrs.evolve(known, state=lack[0], reason=lack[1])
        known = attrs.evolve(known, projection=pace.projection(actual))
        if waits:
            why = both("only the end decides", "期末才能判定")
            return attrs.evolve(known, state=State.NOT_DUE, reason=why)
        return self.measured(known, actual)

    def measured(self, known: Verdict, actual: Quantity) -> Verdict:
        """Return the verdict on a value that can be held against its target."""
        basis = self.basis()
        deviation = deviation_of(known.target, actual, basis)
        if isinstance(deviation, Reason):
            return attrs.evolve(known, reason=_REASONS[deviation])
        if actual in known.target:
            return attrs.evolve(known, state=State.MET, deviation=deviation)
        policy = policy_in_force(self.system, self.objective, basis)
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
    the days so far, a change of level against the part of the change; where the policy looks at the
    end, nothing but a target that is lost is judged before it. What is to be done by a day is done on
    that of its first figure above zero. No reading is not zero. ``watch`` passes the cases on as they
    are judged, and may count them. Raises :class:`InvalidDocument` for readings that the system cannot
    have.
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
