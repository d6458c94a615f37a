"""What a miss calls for: each part of the policy in force judged by itself, and the strictest of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import attrs

from mgmtsys.system.deviation import Basis, Deviation, Reason, default_basis, deviation_of
from mgmtsys.system.objective import Objective
from mgmtsys.system.policy import DeviationPolicy, PolicyPart, TimeBasis
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import PolicyAnswer, State, Verdict
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.period import CalendarUnit, Duration, Period
from mgmtsys.values.text import Text, in_a_row, say
from mgmtsys.values.units import ONE, Unit

#: Judges the figures of a span, without a policy; the truth value says that only the end decides, and
#: by the basis the worst of several is found.
Judge = Callable[[Period, bool, Basis | None], Verdict]

#: Which figures a part of a policy looks at, and the basis by which the worst of several is found.
_Look = tuple[TimeBasis | None, Basis | None]

#: What a reason for which a part cannot be judged reads like.
REASONS: Mapping[Reason, Text] = {
    Reason.NO_DATA: say("there is no value"),
    Reason.NO_BASELINE: say("the baseline has no value"),
    Reason.NOT_A_RATIO: say("percentage points need a ratio"),
    Reason.NOT_AN_AMOUNT: say("a point on a scale has no percentage to deviate by"),
}
BASES: Mapping[Basis, Text] = {
    Basis.RELATIVE_TO_TARGET: say("of the target"),
    Basis.RELATIVE_TO_REQUIRED_CHANGE: say("of the required change"),
    Basis.PERCENTAGE_POINTS: say("in percentage points"),
    Basis.ABSOLUTE: say("in the measure's own unit"),
}
#: What a percentage band has to say of a zero reference.
OF_NOTHING = say("zero has no percentage, so no band applies; treated as beyond every band")
#: Which verdict speaks for an objective where its parts look at different figures.
_FIRST = (
    State.MISSED,
    State.UNDETERMINED,
    State.NO_DATA,
    State.STALE,
    State.MET,
    State.NOT_DUE,
    State.NOT_APPLICABLE,
)


def _deviation(verdict: Verdict, basis: Basis, unit: Unit) -> Deviation | Reason:
    """Return how far a value lies outside; what has no extent, such as a day, is beyond every edge."""
    figures = verdict.target.figures
    if verdict.actual is None or not figures.bounds:
        return Deviation(None, basis, unit=unit if basis is Basis.ABSOLUTE else ONE)
    return deviation_of(figures, verdict.actual, basis)


@attrs.frozen
class _Answering:
    """One objective whose policy is to be answered for a period."""

    system: ManagementSystem
    objective: Objective
    period: Period
    on: date
    judge: Judge

    def basis(self, part: PolicyPart | None, verdict: Verdict | None = None) -> Basis:
        """Return what misses are held against: a part's own word, or the kind of the target."""
        known = verdict.basis if verdict else None
        return (
            (part and part.basis)
            or known
            or default_basis(self.objective.target, self.objective.measure.unit)
        )

    def deviation(self, part: PolicyPart | None, verdict: Verdict) -> Deviation | Reason:
        """Return how far a miss is on a part's basis."""
        unit = self.objective.measure.unit.interval
        return _deviation(verdict, self.basis(part, verdict), unit)

    @property
    def dated(self) -> bool:
        """Whether something is to be done by a day, which has figures of its own."""
        return any(bound.day is not None for bound in self.objective.target.bounds)

    def look(self, part: PolicyPart) -> _Look:
        """Return at what a part looks: which figures, and by which basis the worst of several is found."""
        bounds = self.objective.target.bounds
        several = len(bounds) > 1 or any(bound.each for bound in bounds)
        return part.time_basis, part.basis if several else None

    def held(self, look: _Look, period: Period) -> Verdict:
        """Return the verdict on the figures that a part looks at."""
        time, basis = look
        horizon = self.system.period
        if time in (None, TimeBasis.PERIOD) or self.dated or period.last not in horizon:
            return self.judge(period, False, basis)
        return self.judge(Period(horizon.start, period.end), time is TimeBasis.END, basis)

    def spans(self, most: int) -> tuple[Period, ...]:
        """Return the last spans that figures are recorded of, up to the period's end and the day."""
        if self.period.last not in self.system.period:
            return ()
        measure = self.objective.measure
        every = [
            frequency.every
            for id in measure.formula.series
            if (frequency := measure.frequency or self.system.series_of(id).frequency)
        ]
        length = max(every, key=self._ending, default=_length(self.period))
        spans = [
            span
            for span in self.system.period.split(length)
            if span.last <= self.period.last and (span.last <= self.on or span == self.period)
        ]
        return tuple(spans[-most:])

    def _ending(self, length: Duration) -> date:
        return length.after(self.system.period.start)

    def answer(self, part: PolicyPart, held: Verdict) -> PolicyAnswer:
        """Return what a part says, given the verdict on its figures."""
        over = held.over or (None if held.period == self.period else held.period)
        known = PolicyAnswer(part, held.actual, target=held.target, over=over)
        if held.state is State.MET:
            why = say("its figures meet the target")
            return attrs.evolve(known, reason=why)
        if held.state is not State.MISSED:
            return attrs.evolve(known, judged=False, reason=held.reason)
        return self.said(known, (held,)) if part.misses == 1 else self.run(known)

    def run(self, known: PolicyAnswer) -> PolicyAnswer:
        """Return what a part says that asks for a run of misses, each span held against its own figures."""
        part = known.part
        spans = self.spans(part.misses)
        if len(spans) < part.misses:
            why = say(
                "only {count} of {misses} spans in a row", count=len(spans), misses=part.misses
            )
            return attrs.evolve(known, reason=why)
        held = {span: self.held(self.look(part), span) for span in spans}
        met = [span for span, verdict in held.items() if verdict.state is State.MET]
        if met:
            last = name_span(met[-1], self.system.period)
            why = say("not missed in {last}", last=last)
            return attrs.evolve(known, reason=why)
        for span, verdict in held.items():
            if verdict.state is not State.MISSED:
                reason = verdict.reason or Text("–")
                name = name_span(span, self.system.period)
                why = say("{name}: {reason}", name=name, reason=reason)
                return attrs.evolve(known, judged=False, reason=why)
        return attrs.evolve(self.said(known, tuple(held.values())), run=spans)

    def said(self, known: PolicyAnswer, missed: tuple[Verdict, ...]) -> PolicyAnswer:
        """Return what a part says of the least of some misses."""
        part = known.part
        found = [self.deviation(part, verdict) for verdict in missed]
        reasons = [reason for reason in found if isinstance(reason, Reason)]
        if reasons:
            return attrs.evolve(known, judged=False, reason=REASONS[reasons[0]])
        least = min(deviation for deviation in found if isinstance(deviation, Deviation))
        if not part.fits(least):
            why = say("the edges of its bands are in another kind of unit")
            return attrs.evolve(known, judged=False, reason=why)
        band = part.band(least)
        measured = known.actual is not None and bool(known.target.figures.bounds)
        nothing = measured and least.is_unbounded and len(part.bands) > 1
        return attrs.evolve(
            known,
            deviation=least,
            band=part.bands.index(band) + 1,
            response=band.called_for(self.system.known_responses),
            reason=OF_NOTHING if nothing else None,
        )

    def under(self, policy: DeviationPolicy) -> Verdict:
        """Return the verdict under a policy, each of whose parts is held against its own figures.

        A part that asks for a run of misses has no say in whether the target is met before there is one.
        """
        looks = dict.fromkeys(map(self.look, policy.parts))
        held = {look: self.held(look, self.period) for look in looks}
        answers = tuple(self.answer(part, held[self.look(part)]) for part in policy.parts)
        speaking = [
            answer for answer in answers if answer.part.misses == 1 or answer.response
        ] or answers
        first = min(
            (held[self.look(answer.part)] for answer in speaking),
            key=lambda verdict: _FIRST.index(verdict.state),
        )
        if first.state is not State.MISSED:
            return self.measured(first, speaking[0].part)
        said = {answer.part: answer.response for answer in answers if answer.judged}
        known = attrs.evolve(first, answers=answers, reason=self.reason(first, (), answers))
        if not said:
            return attrs.evolve(known, state=State.UNDETERMINED)
        response = policy.strictest(said)
        missed = [
            answer
            for answer in answers
            if answer.judged
            and answer.response == response
            and held[self.look(answer.part)].state is State.MISSED
        ]
        if not missed:
            return self.measured(known, None)
        decider = min(missed, key=_plainness)
        chosen = held[self.look(decider.part)]
        known = attrs.evolve(
            chosen,
            answers=answers,
            reason=self.reason(chosen, (decider,), answers),
            response=response,
        )
        return self.measured(known, decider.part)

    def measured(self, verdict: Verdict, part: PolicyPart | None) -> Verdict:
        """Return a verdict with the deviation on a part's basis, under its own period."""
        over = verdict.over or (None if verdict.period == self.period else verdict.period)
        met = verdict.state is State.MET and verdict.actual is not None and not self.dated
        found = self.deviation(part, verdict) if met or verdict.state is State.MISSED else None
        if not isinstance(found, Deviation):
            return attrs.evolve(verdict, period=self.period, over=over, basis=None)
        return attrs.evolve(
            verdict, period=self.period, over=over, deviation=found, basis=found.basis
        )

    def reason(
        self, verdict: Verdict, deciding: Iterable[PolicyAnswer], answers: Iterable[PolicyAnswer]
    ) -> Text | None:
        """Return what to know of a miss: its own reason, those of what decides, what is not judged."""
        said = [verdict.reason, *(answer.reason for answer in deciding)]
        for answer in answers:
            if not answer.judged:
                basis, why = BASES[self.basis(answer.part)], answer.reason or Text("–")
                said.append(say("not judged {basis}: {why}", basis=basis, why=why))
        found = list(dict.fromkeys(reason for reason in said if reason is not None))
        return in_a_row(found, SEMICOLON) if found else None


def answered(
    system: ManagementSystem, objective: Objective, period: Period, on: date, judge: Judge
) -> Verdict:
    """Return the verdict on an objective, with what the policy in force calls for.

    Each part is judged on its own basis, unit, figures and run of misses; the strictest response
    counts. A part that cannot be judged is named, and the others decide; where none can be judged,
    the verdict is undetermined.
    """
    case = _Answering(system, objective, period, on, judge)
    policy = system.policy_of(objective)
    if policy is None or on < period.start:
        return case.measured(judge(period, False, None), None)
    return case.under(policy)


def _plainness(answer: PolicyAnswer) -> tuple[int, bool]:
    """Sort an answer whose deviation is a number, and no run's, before another."""
    unbounded = answer.deviation is None or answer.deviation.is_unbounded
    return answer.part.misses, unbounded


def _length(period: Period) -> Duration:
    months = period.months
    if months and months[-1].end == period.end:
        return Duration(len(months), CalendarUnit.MONTH)
    return Duration(period.days, CalendarUnit.DAY)
