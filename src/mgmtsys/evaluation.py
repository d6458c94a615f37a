"""Readings against targets: one verdict for each objective, with its arithmetic."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from mgmtsys.deviation import Basis, DeviationPolicy, Reason, default_basis, deviation_of
from mgmtsys.exceptions import InvalidDocument
from mgmtsys.measure import Formula, Operation, Operator
from mgmtsys.objective import Objective
from mgmtsys.pacing import Pace
from mgmtsys.period import Period
from mgmtsys.reading import Reading, Record
from mgmtsys.screening import reading_problems
from mgmtsys.system import ManagementSystem
from mgmtsys.tally import Figures, Lack, Tally
from mgmtsys.text import Text, both
from mgmtsys.units import Quantity
from mgmtsys.verdict import Evaluation, State, Verdict

_ONE_DAY = timedelta(days=1)


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
    figures: Figures
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

    def tally(self, span: Period, on: date) -> Tally:
        """Return what is recorded over a span as of a day."""
        measure = self.objective.measure
        return Tally(self.system, self.figures, measure, self.site, span, on)

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
        # Whatever was to be recorded of the baseline is due by now.
        tally = self.tally(stated.period, date.max)
        lack = tally.empty() or tally.lack()
        if lack is not None:
            return None, (), lack[1] if lack[0] is State.UNDETERMINED else none
        try:
            return tally.value(), tally.readings, none
        except ZeroDivisionError:
            return None, (), none

    def judge(self) -> Verdict:
        """Return the verdict."""
        if self.on < self.period.start:
            return self.verdict(State.NOT_DUE, both("the period has not begun", "期间尚未开始"))
        if any(bound.day is not None for bound in self.objective.target.bounds):
            return self.completed()
        tally = self.tally(self.period, self.on)
        if nothing := tally.empty():
            return self.verdict(*nothing, tally.readings)
        lack = tally.lack()
        try:
            actual = tally.value()
        except ZeroDivisionError:
            if lack is not None:
                return self.verdict(*lack, tally.readings)
            if _is_nothing_of_nothing(self.objective.measure.formula, tally.values):
                why = both("nothing of nothing: 0/0", "分子分母均为零")
                return self.verdict(State.NOT_APPLICABLE, why, tally.readings)
            why = both("the denominator is zero", "分母为零")
            return self.verdict(State.UNDETERMINED, why, tally.readings)
        return self.held(actual, tally, lack)

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
            for reading in self.tally(span, self.on).readings
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

    def held(self, actual: Quantity, tally: Tally, lack: Lack | None) -> Verdict:
        """Hold a value over the days that are covered against the target in force."""
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
            readings=tally.readings,
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
            tally.days,
        )
        waits = pace.waits
        if (lack is not None or waits) and not tally.has_negative and pace.is_lost(actual):
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
    figures = Figures.of(record.as_of(on))
    cases = [
        _Case(system, figures, objective, site, period, on)
        for objective in system.objectives
        for site in objective.sites or (None,)
    ]
    return Evaluation(period, on, tuple(case.judge() for case in watch(cases)))
