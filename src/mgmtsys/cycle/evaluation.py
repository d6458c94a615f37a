"""Readings against targets: one verdict for each objective, with its arithmetic."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.cycle.answering import REASONS, answered
from mgmtsys.cycle.completion import Completion
from mgmtsys.cycle.pacing import Pace
from mgmtsys.cycle.tally import Figures, Lack, Tally
from mgmtsys.system.bound import Bound
from mgmtsys.system.deviation import Basis, Deviation, Reason, default_basis, deviation_of
from mgmtsys.system.measuring import as_measured
from mgmtsys.system.objective import Objective
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.screening import reading_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import Evaluation, State, Verdict
from mgmtsys.values.exceptions import InvalidDocument, InvalidTarget
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, say
from mgmtsys.values.units import Quantity


class _How(enum.Enum):
    """What a bound is held against."""

    ALL = "all"
    EACH = "each"
    BY_A_DAY = "by a day"


def _apart(target: Target) -> list[tuple[Target, _How]]:
    """Return a target in parts that are held against one thing each."""
    parts: dict[_How, list[Bound]] = {}
    for bound in target.bounds:
        how = _How.BY_A_DAY if bound.day else _How.EACH if bound.each else _How.ALL
        parts.setdefault(how, []).append(bound)
    return [(Target(tuple(bounds)), how) for how, bounds in parts.items()] or [(target, _How.ALL)]


def _extent(target: Target, value: Quantity, basis: Basis | None) -> tuple[bool, bool, Fraction]:
    """Return how badly a value misses a target on a basis, for comparison with others."""
    bases = (basis, None, Basis.RELATIVE_TO_TARGET)
    tried = (deviation_of(target, value, own) for own in bases)
    found = next((deviation for deviation in tried if isinstance(deviation, Deviation)), None)
    size = found.size if found is not None else None
    return value not in target, size is None, size or Fraction(0)


#: The states of parts of a target, the one that decides last.
_SEVERITY = (
    State.NOT_APPLICABLE,
    State.MET,
    State.NOT_DUE,
    State.STALE,
    State.NO_DATA,
    State.UNDETERMINED,
    State.MISSED,
)


def _severity(verdict: Verdict, basis: Basis | None) -> tuple[int, tuple[bool, bool, Fraction]]:
    extent = (False, True, Fraction(0))
    if verdict.state is State.MISSED and verdict.actual is not None:
        extent = _extent(verdict.target.figures, verdict.actual, basis)
    return _SEVERITY.index(verdict.state), extent


def _state(actual: Quantity, target: Target) -> State:
    return State.MET if actual in target else State.MISSED


@attrs.frozen
class _Case:
    """One objective, at one site or as a whole, to be judged."""

    system: ManagementSystem
    figures: Figures
    objective: Objective
    site: str | None
    period: Period
    on: date
    #: Whether nothing but the end of the system's period decides.
    at_end: bool = False
    #: On which basis the worst is told from others, where no other than the usual is asked for.
    basis: Basis | None = None

    def answer(self) -> Verdict:
        """Return the verdict with what the policy in force calls for."""
        return answered(self.system, self.objective, self.period, self.on, self.over)

    def over(self, period: Period, at_end: bool, basis: Basis | None) -> Verdict:
        """Return the verdict on the figures of a period, on the worst of several by a basis."""
        return attrs.evolve(self, period=period, at_end=at_end, basis=basis).judge()

    def verdict(self, state: State, reason: Text, readings: tuple[Reading, ...] = ()) -> Verdict:
        """Return the verdict of a case in which nothing can be held against the target."""
        return Verdict(
            self.objective.id,
            self.period,
            on=self.on,
            state=state,
            site=self.site,
            final=self.objective.target,
            reason=reason,
            readings=readings,
        )

    def tally(self, span: Period, on: date) -> Tally:
        """Return what is recorded over a span as of a day."""
        measure = self.objective.measure
        return Tally(self.system, self.figures, measure=measure, site=self.site, span=span, on=on)

    def baseline(self) -> tuple[Quantity | None, tuple[Reading, ...], Text]:
        """Return the stated value, or that of the same formula over the baseline's own readings.

        Beside it stand those readings, and why there is no value where there is none.
        """
        stated, none = self.objective.baseline, REASONS[Reason.NO_BASELINE]
        if stated is None or stated.value is not None:
            return stated.value if stated else None, (), none
        if self.objective.measure.formula.depends_on_length and (
            stated.period.length != self.system.period.length
        ):
            why = say(
                "the sum of {baseline} is not a baseline for {period}: expected a period of the same length",
                baseline=stated.period,
                period=self.system.period,
            )
            return None, (), why
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
        """Return the verdict, the worst of those on what is asked of a day, each reading and the whole."""
        if self.on < self.period.start:
            return self.verdict(State.NOT_DUE, say("the period has not begun"))
        apart = _apart(self.objective.target)
        if len(apart) == 1:
            return self.of(apart[0][1])
        found = [
            attrs.evolve(self, objective=attrs.evolve(self.objective, target=target)).of(how)
            for target, how in apart
        ]
        worst = max(found, key=lambda verdict: _severity(verdict, self.basis))
        stated = self.objective.target
        whole = stated if worst.baseline is None else stated.against(worst.baseline)
        return attrs.evolve(worst, final=whole)

    def of(self, how: _How) -> Verdict:
        """Return the verdict on a target all of whose bounds are held against one thing."""
        if how is _How.BY_A_DAY:
            return self.completed()
        tally = self.tally(self.period, self.on)
        if (longer := tally.longer) is not None:
            # A month in which a quarter ends is that in which the figure of the quarter falls due.
            found = attrs.evolve(self, period=longer).of(how)
            return attrs.evolve(found, period=self.period, over=longer)
        if nothing := tally.empty():
            return self.verdict(*nothing, tally.readings)
        return self.of_each(tally) if how is _How.EACH else self.of_all(tally)

    def of_all(self, tally: Tally) -> Verdict:
        """Return the verdict on what the formula makes of all readings."""
        lack = tally.lack()
        try:
            actual = tally.value()
        except ZeroDivisionError:
            if lack is not None:
                return self.verdict(*lack, tally.readings)
            if tally.is_nothing_of_nothing:
                why = say("there was nothing to count: 0/0")
                return self.verdict(State.NOT_APPLICABLE, why, tally.readings)
            why = say("the denominator is zero")
            return self.verdict(State.UNDETERMINED, why, tally.readings)
        return self.held(actual, tally, lack)

    def of_each(self, tally: Tally) -> Verdict:
        """Return the verdict on every reading by itself: that on the worst, the earliest of equals."""
        lack = tally.lack_of_each()
        found: list[tuple[Reading, Quantity]] = []
        for reading in tally.readings:
            alone = tally.alone(reading)
            if alone is None:
                why = say("{name}: the denominator is zero", name=reading.name)
                return self.verdict(State.UNDETERMINED, why, tally.readings)
            found.append((reading, alone))
        known = self.known(found[0][1], tally)
        if known.final.needs_baseline:
            return known
        reading, actual = max(found, key=lambda each: _extent(known.final, each[1], self.basis))
        known = attrs.evolve(known, actual=actual, worst=reading)
        if actual not in known.final:
            name = reading.name
            known = attrs.evolve(known, reason=say("the worst reading is {reading}", reading=name))
        elif lack is not None:
            return attrs.evolve(known, state=lack[0], reason=lack[1])
        return attrs.evolve(known, state=_state(actual, known.target))

    def completed(self) -> Verdict:
        """Return the verdict on what is to be done by a day, from the start of the system's period on."""
        span = Period(min(self.system.period.start, self.period.start), self.period.end)
        completion = Completion(self.tally(span, self.on))
        known = self.known(completion.actual, completion.tally)
        if known.final.needs_baseline:
            return known
        outcome, deciding = completion.outcome(known.final)
        return attrs.evolve(
            known,
            state=outcome.state,
            reason=outcome.reason,
            target=deciding,
            over=None if span == self.period else span,
            days_late=outcome.late,
        )

    def known(self, actual: Quantity | None, tally: Tally) -> Verdict:
        """Return what is known of a case before it is judged; undetermined without a baseline."""
        baseline, measured, why = self.baseline()
        stated = self.objective.target
        try:
            final = stated if baseline is None else stated.against(baseline)
        except InvalidTarget as error:  # with this baseline no value is left that satisfies it
            final, baseline = stated, None
            why = Text(error.message)
        return Verdict(
            self.objective.id,
            self.period,
            on=self.on,
            state=State.UNDETERMINED,
            site=self.site,
            actual=actual,
            target=final,
            final=final,
            baseline=baseline,
            basis=default_basis(self.objective.target, self.objective.measure.unit),
            readings=tally.readings,
            reason=why if final.needs_baseline else None,
            baseline_readings=measured,
        )

    def held(self, actual: Quantity, tally: Tally, lack: Lack | None) -> Verdict:
        """Hold a value over the days that are covered against the target in force."""
        known = self.known(actual, tally)
        final = known.final
        if final.needs_baseline:
            return known
        pace = Pace(
            self.objective,
            final,
            horizon=self.system.period,
            at_end=self.at_end,
            period=self.period,
            days=tally.days,
        )
        waits = pace.waits
        if (lack is not None or waits) and not tally.has_negative and pace.is_lost(actual):
            return attrs.evolve(known, state=State.MISSED, projection=pace.projection(actual))
        if not waits:
            known = attrs.evolve(known, target=pace.target(), share=pace.share)
        if lack is not None:
            return attrs.evolve(known, state=lack[0], reason=lack[1])
        projection = pace.projection(actual)
        if waits:
            why = say("only the end decides")
            return attrs.evolve(known, state=State.NOT_DUE, reason=why, projection=projection)
        return attrs.evolve(known, state=_state(actual, known.target), projection=projection)


def judged(system: ManagementSystem, record: Record, period: Period, on: date) -> Iterator[Verdict]:
    """Yield the verdicts of :func:`evaluate` one by one, for whoever shows how many there are so far."""
    problems = tuple(reading_problems(system, record.readings, on))
    if problems:
        raise InvalidDocument(problems)
    figures = Figures.of(record.as_of(on))
    units = {series.id: series.unit for series in system.series}
    for objective in system.objectives:
        for site in objective.sites or (None,):
            yield _Case(system, figures, as_measured(objective, units), site, period, on).answer()


def evaluate(system: ManagementSystem, record: Record, period: Period, on: date) -> Evaluation:
    """Return a verdict for every objective, and for every site of those that name sites.

    What had been recorded by ``on`` counts. The formula is taken over all readings of the period, so
    that a ratio of sums is never a mean of ratios. A sum is held against its part of the target for
    the days so far, a change of level against the part of the change; where the policy looks at the
    end, nothing but a target that is lost is judged before it. What is to be done by a day counts from
    the start of the system's period, what is asked of each reading holds for every one, and a reading
    over the edge of the period decides nothing unless its series is divided. No reading is not zero.
    Raises :class:`InvalidDocument` for readings that the system cannot have.
    """
    return Evaluation(period, on, verdicts=tuple(judged(system, record, period, on)))
