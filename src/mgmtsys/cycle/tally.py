"""What is recorded of a measure over a span of days: its readings, their value, and what they lack."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import attrs

from mgmtsys.system.measure import Division, Formula, Measure
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.term import Operation, Operator, Term
from mgmtsys.system.verdict import State
from mgmtsys.values.checked import checked
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.period import Frequency, Period
from mgmtsys.values.text import Text, say
from mgmtsys.values.units import Quantity

_ONE_DAY = timedelta(days=1)
#: Why nothing can be held against a target: a state, and the reason in words.
Lack = tuple[State, Text]


@attrs.frozen(field_transformer=checked)
class Figures:
    """The readings that count, by series and site, in the order of time."""

    by_series: Mapping[tuple[str, str | None], tuple[Reading, ...]]
    #: The sites at which each series has been recorded.
    sites: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(record: Record) -> Figures:
        """Return the readings of a record that nothing supersedes."""
        found: dict[tuple[str, str | None], list[Reading]] = {}
        sites: dict[str, dict[str, None]] = {}
        for reading in record.current:
            found.setdefault((reading.series, reading.site), []).append(reading)
            if reading.site is not None:
                found.setdefault((reading.series, None), []).append(reading)
                sites.setdefault(reading.series, {})[reading.site] = None
        return Figures(
            {key: tuple(readings) for key, readings in found.items()},
            {series: tuple(each) for series, each in sites.items()},
        )

    def touching(self, series: str, site: str | None, span: Period) -> tuple[Reading, ...]:
        """Return the readings of a series that share a day with a span."""
        found = self.by_series.get((series, site), ())
        return tuple(
            reading
            for reading in found
            if reading.period.start < span.end and span.start < reading.period.end
        )


@attrs.frozen(field_transformer=checked)
class Tally:
    """The readings of one measure, at one site or as a whole, over a span of days as of one day.

    A reading counts whole where it lies inside the span. One that reaches over the edge counts by its
    days inside, where its series is divided by days; otherwise nobody knows what of it lies inside,
    and the span lacks a figure.
    """

    system: ManagementSystem
    figures: Figures
    measure: Measure
    site: str | None
    span: Period
    on: date

    @functools.cached_property
    def touching(self) -> Mapping[str, tuple[Reading, ...]]:
        """The readings of each series that share a day with the span."""
        return {
            id: self.figures.touching(id, self.site, self.span)
            for id in self.measure.formula.series
        }

    @functools.cached_property
    def by_series(self) -> Mapping[str, tuple[Reading, ...]]:
        """The readings of each series that count, whole or by their days inside."""
        return {
            id: tuple(
                reading for reading in each if reading.period in self.span or self.is_divided(id)
            )
            for id, each in self.touching.items()
        }

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings that count, series by series."""
        return tuple(reading for each in self.by_series.values() for reading in each)

    @property
    def values(self) -> Mapping[str, tuple[Quantity, ...]]:
        """What each reading counts for, in the unit of its series whatever it was written in."""
        return {
            id: tuple(
                reading.value_in(self.span).to(self.system.series_of(id).unit) for reading in each
            )
            for id, each in self.by_series.items()
        }

    @property
    def has_negative(self) -> bool:
        """Whether a figure is negative, so that others can be."""
        return any(
            reading.value.magnitude < 0 for each in self.touching.values() for reading in each
        )

    def value(self) -> Quantity:
        """Return the measure's value; raises ``ZeroDivisionError``, and ``KeyError`` without a reading."""
        return self.measure.formula.over(self.values).to(self.measure.unit)

    @property
    def is_nothing_of_nothing(self) -> bool:
        """Whether every quotient over zero, wherever it stands in the formula, is a share of nothing."""
        over_zero = list(_over_zero(self.measure.formula.term, self.values))
        return bool(over_zero) and all(over_zero)

    def value_if_any(self) -> Quantity | None:
        """Return the measure's value; none where a series has no reading, and over zero."""
        if not all(self.by_series.values()):
            return None
        try:
            return self.value()
        except ZeroDivisionError:
            return None

    def is_divided(self, id: str) -> bool:
        """Whether a figure of a series counts by its days."""
        return self.system.series_of(id).divide is Division.BY_DAYS

    @property
    def _span_name(self) -> str:
        return name_span(self.span, self.system.period)

    def _name(self, id: str, site: str | None = None) -> Text:
        """Return what a series is called, at one of its sites."""
        name = self.system.series_of(id).called
        return name if site is None else say("{series} ({site})", series=name, site=site)

    def _frequency(self, id: str) -> Frequency | None:
        return self.system.series_of(id).frequency or self.measure.frequency

    def _rhythm(self, id: str) -> tuple[Period, ...]:
        """Return the spans of a series that fit into the span, counted from its start."""
        frequency = self._frequency(id)
        return self.span.split(frequency.every) if frequency else ()

    @property
    def longer(self) -> Period | None:
        """The longest span of a series that is longer than the span and ends in it, if there is one.

        Such spans are counted from the start of the system's period.
        """
        ending = (
            span
            for id in self.measure.formula.series
            if (frequency := self._frequency(id)) and not self._rhythm(id)
            for span in self.system.period.split(frequency.every)
            if span.last in self.span
        )
        return max(ending, key=lambda span: (span.days, span.end), default=None)

    def _due(self, id: str) -> list[Period]:
        """Return the spans whose figures have fallen due: a day that is not over is no late one."""
        within = self.system.series_of(id).within
        return [
            span
            for span in self._rhythm(id)
            if (within.after(span.last) if within else span.last) < self.on
        ]

    def empty(self) -> Lack | None:
        """Return why there is no value at all, where a series has no figure in the span."""
        for id, each in self.by_series.items():
            if each:
                continue
            name = self._name(id)
            if self._frequency(id) is not None and not self._rhythm(id):
                return State.NOT_DUE, say(
                    "{series}: nothing falls due in {span}", series=name, span=self._span_name
                )
            if self.touching[id]:
                return self.over_the_edge()
            if self._frequency(id) is None or self._due(id):
                return State.NO_DATA, say("{series}: no reading", series=name)
            return State.NOT_DUE, say("{series}: nothing is due yet", series=name)
        return None

    def lack(self) -> Lack | None:
        """Return the first reason for which the figures decide nothing, if there is one.

        The organisation as a whole lacks what any of the sites lacks at which a series is recorded.
        """
        return self.over_the_edge() or self._late() or self.of_several_sites() or self._ahead()

    def lack_of_each(self) -> Lack | None:
        """Return the first reason for which every reading by itself decides nothing, if there is one."""
        return self.over_the_edge() or self._late()

    def alone(self, reading: Reading) -> Quantity | None:
        """Return what the formula makes of one reading by itself; none over zero."""
        try:
            value = reading.value.to(self.system.series_of(reading.series).unit)
            found = self.measure.formula.over({reading.series: (value,)})
        except ZeroDivisionError:
            return None
        return found.to(self.measure.unit)

    def _places(self, id: str) -> Mapping[str | None, tuple[Reading, ...]]:
        """Return the readings of a series by the sites that it is recorded at, or of the whole."""
        each = self.by_series[id]
        sites = self.figures.sites.get(id, ()) if self.site is None and each else ()
        return {
            site: tuple(reading for reading in each if site is None or reading.site in (site, None))
            for site in sites or (None,)
        }

    def _late(self) -> Lack | None:
        """Return the first figure that is overdue, or that one site lacks altogether."""
        for id, each in self.by_series.items():
            for site, here in self._places(id).items():
                name = self._name(id, site)
                if each and not here and self._rhythm(id):
                    # One site without a figure does not mean that there is none.
                    return State.UNDETERMINED, say("{series}: no reading", series=name)
                found = _overdue(name, self._due(id), here)
                if found is not None:
                    return found
        return None

    def of_several_sites(self) -> Lack | None:
        """Return the first series of which a level is asked where several sites have one."""
        for id in self.measure.formula.levels:
            if len({reading.site for reading in self.by_series[id]}) > 1:
                return State.UNDETERMINED, say(
                    "{series}: figures of several sites have neither a common mean nor a common last value",
                    series=self._name(id),
                )
        return None

    def over_the_edge(self) -> Lack | None:
        """Return the first reading of which nobody can say what part lies in the span."""
        for id, each in self.touching.items():
            for reading in () if self.is_divided(id) else each:
                if reading.period not in self.span:
                    return State.UNDETERMINED, say(
                        "{reading} extends beyond {span}, and how {series} is to be divided is not stated",
                        reading=reading.name,
                        span=self._span_name,
                        series=self._name(id),
                    )
        return None

    def _ahead(self) -> Lack | None:
        """Return a figure of days of which another that is summed has none yet.

        Sums of different days neither add up nor divide each other.
        """
        summed = self.measure.formula.summed
        lacking = [self._lacking(id, here) for id in summed for here in self._places(id).values()]
        first = min([*lacking, max(self._end, self._passed)])
        for reading in self.readings:
            if reading.series in summed and min(reading.period.end, self.span.end) > first:
                last = first - _ONE_DAY
                return State.UNDETERMINED, say(
                    "{reading} covers days after {last}, which other figures do not",
                    reading=reading.name,
                    last=last,
                )
        return None

    def _lacking(self, id: str, here: tuple[Reading, ...]) -> date:
        """Return the first day for which a series is still to have a figure at one place."""
        if self._frequency(id) is None:
            return max([self._passed, *(reading.period.end for reading in here)])
        return next((span.start for span in _without_figure(self._rhythm(id), here)), self.span.end)

    @property
    def _passed(self) -> date:
        """The first day of the span that has not passed."""
        return min(self.on, self.span.last) + _ONE_DAY

    @functools.cached_property
    def _end(self) -> date:
        """The first day that the figures do not cover: those that are summed, where any are."""
        counted = self.measure.formula.summed or self.by_series
        return min([self.span.end, *(self._reached(id, self.by_series[id]) for id in counted)])

    def _reached(self, id: str, each: tuple[Reading, ...]) -> date:
        """Return the first day that the figures of a series do not cover.

        Figures that are due at a frequency come in after their span, and stand for all of it; others
        cover what has passed. What is recorded before its span is over covers its whole span.
        """
        first = date.min if self._frequency(id) else self._passed
        ends: dict[str | None, date] = {}
        for reading in each:
            end = min(reading.period.end, self.span.end)
            ends[reading.site] = max(ends.get(reading.site, first), end)
        last = max(ends.values())
        if last > self._passed:
            return min(ends.values())
        over = [span.end for span in self._rhythm(id) if span.last <= self.on and span.start < last]
        return max([last, *over])

    @property
    def days(self) -> int:
        """How many days of the span the figures cover, counted from its start."""
        return (self._end - self.span.start).days


def _over_zero(term: Term, values: Mapping[str, tuple[Quantity, ...]]) -> Iterator[bool]:
    """Yield for each quotient over zero whether what is divided is zero as well."""
    if not isinstance(term, Operation):
        return
    yield from _over_zero(term.left, values)
    yield from _over_zero(term.right, values)
    if term.operator is Operator.DIVIDE:
        # What fails in itself has been told of above.
        with contextlib.suppress(ZeroDivisionError):
            if not Formula(term.right).over(values).magnitude:
                yield not Formula(term.left).over(values).magnitude


def _without_figure(due: Iterable[Period], readings: tuple[Reading, ...]) -> Iterator[Period]:
    """Yield the spans in which no reading lies, both in the order of time."""
    index = 0
    for span in due:
        while index < len(readings) and readings[index].period.end <= span.start:
            index += 1
        if index == len(readings) or readings[index].period.start >= span.end:
            yield span


def _overdue(name: Text, due: list[Period], readings: tuple[Reading, ...]) -> Lack | None:
    """Return why the readings of one series at one place decide nothing yet, if they do not."""
    absent = list(_without_figure(due, readings))
    if absent and (last := readings[-1].period).start < absent[-1].start and absent[-1] == due[-1]:
        return State.STALE, say(
            "{series}: the last reading is of {last}, and one was due for {due}",
            series=name,
            last=last,
            due=due[-1],
        )
    if absent:
        return State.UNDETERMINED, say(
            "{series}: no reading for the span that ends on {last}",
            series=name,
            last=absent[0].last,
        )
    return None
