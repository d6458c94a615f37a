"""What is to be done by a day: since when the measure's value is what is asked for, and how late."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from mgmtsys.cycle.tally import Lack, Tally
from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.reading import Reading
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import State
from mgmtsys.values.checked import checked
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, say, say_of_many
from mgmtsys.values.units import Quantity

_ONE_DAY = timedelta(days=1)
#: Which state decides beside others.
_WEIGHT = {State.MET: 0, State.NOT_DUE: 1, State.UNDETERMINED: 2, State.MISSED: 3}


@attrs.frozen(field_transformer=checked)
class Outcome:
    """Where what is to be done by a day stands."""

    state: State
    reason: Text
    #: How many days late it was done, or is still undone.
    late: int | None = None


def _asks(bound: Bound, value: Quantity) -> bool:
    """Whether a value is what is asked for; what has no figure is done by any value above zero."""
    if bound.kind is TargetKind.DONE_BY:
        return value.magnitude > 0
    return bound.miss(value) is None


@attrs.frozen(field_transformer=checked)
class Completion:
    """The value of a measure as it grows from the start of a span, held against days."""

    #: From the start of the system's period to the end of the period that is judged.
    tally: Tally

    @functools.cached_property
    def _course(self) -> tuple[tuple[date, Quantity], ...]:
        """The value at the end of each day on which it can change, in the order of time.

        That is the day on which the span of a reading ends, and each of its days where it is divided.
        """
        days = sorted({day for reading in self.tally.readings for day in self._changing(reading)})
        found = ((day, self._until(day).value_if_any()) for day in days)
        return tuple((day, value) for day, value in found if value is not None)

    def _changing(self, reading: Reading) -> Iterator[date]:
        span, last = self.tally.span, min(reading.period.last, self.tally.span.last)
        first = max(reading.period.start, span.start)
        days = (last - first).days if self.tally.is_divided(reading.series) else 0
        return (last - number * _ONE_DAY for number in range(days + 1))

    def _until(self, day: date) -> Tally:
        return attrs.evolve(self.tally, span=Period(self.tally.span.start, day + _ONE_DAY))

    @property
    def actual(self) -> Quantity | None:
        """The value at the end, where there is one."""
        return self._course[-1][1] if self._course else None

    def _since(self, bound: Bound, day: date) -> date | None:
        """Return since when the value is what is asked for without a break up to a day, if it is then."""
        since: date | None = None
        for known, value in self._course:
            if known <= day:
                since = (since or known) if _asks(bound, value) else None
        return since

    def _unclear(self, day: date) -> Lack | None:
        """Return what leaves open the value at the end of a day, if anything does."""
        if self.tally.span.start > day:
            return None
        until = self._until(day)
        return until.over_the_edge() or until.of_several_sites()

    def of(self, bound: Bound, by: date) -> Outcome:
        """Return where one bound stands; a day is over the day after, and never due again."""
        period_ends, on = self.tally.span.last, self.tally.on
        judged = min(by, period_ends)
        since = self._since(bound, judged)
        unclear = self._unclear(judged)
        if unclear and not (since and self.tally.measure.formula.never_falls):
            return Outcome(*unclear)
        if since is not None:
            return Outcome(State.MET, say("done on {day}", day=since))
        if on <= by or period_ends < by:
            return Outcome(State.NOT_DUE, say("its deadline has not passed"))
        return self._missed(bound, by, min(on, period_ends))

    def _missed(self, bound: Bound, by: date, last: date) -> Outcome:
        done = self._since(bound, self.tally.span.last)
        late = ((done or last) - by).days
        known = say("done on {day}", day=done) if done else say("not done by {last}", last=last)
        if late:
            delay = say_of_many("{count} day late", "{count} days late", count=late)
            known = say("{known}, {delay}", known=known, delay=delay)
        return Outcome(State.MISSED, known, late=late)

    def outcome(self, target: Target) -> tuple[Outcome, Target]:
        """Return where a target stands whose bounds all have days, and the bounds that decide it.

        Any bound that is missed decides; then any that nobody can judge, and any that is not due yet.
        """
        found = [
            (bound, self.of(bound, bound.day)) for bound in target.bounds if bound.day is not None
        ]
        worst = max(
            (outcome for _, outcome in found),
            key=lambda outcome: (_WEIGHT[outcome.state], outcome.late or 0),
        )
        return worst, Target(tuple(bound for bound, each in found if each.state is worst.state))
