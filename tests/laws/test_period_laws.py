"""The laws of ``Period``, ``Duration``, ``Frequency`` and ``Deadline``.

The oracle counts days one by one; it knows nothing of months but what the calendar prints.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given, strategies as st

from mgmtsys.testing import days, deadlines, durations, frequencies, periods
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.period import CalendarUnit, Duration, Frequency, Period

_DAY = timedelta(days=1)
_YEARLESS = st.builds(
    lambda months: Deadline(months=months),
    st.tuples(st.integers(1, 12), st.just(1)) | st.sampled_from(((1, 3), (4, 3), (7, 3), (10, 3))),
)


def _held(period: Period) -> list[date]:
    return [period.start + count * _DAY for count in range((period.end - period.start).days)]


@given(periods())
def test_a_period_holds_its_start_and_not_its_end(period: Period) -> None:
    assert (True, False, True) == (
        period.start in period,
        period.end in period,
        period.last in period,
    )


@given(periods(), days())
def test_a_day_is_in_a_period_when_counting_meets_it(period: Period, day: date) -> None:
    assert (day in _held(period)) is (day in period)


@given(periods())
def test_a_period_has_as_many_days_as_it_holds(period: Period) -> None:
    assert len(_held(period)) == period.days


@given(periods(), periods())
def test_the_common_days_are_those_in_both(one: Period, two: Period) -> None:
    both = one & two
    assert [day for day in _held(one) if day in two] == ([] if both is None else _held(both))


@given(periods(), periods())
def test_a_period_lies_in_another_when_all_its_days_do(one: Period, two: Period) -> None:
    assert (set(_held(one)) <= set(_held(two))) is (one in two)


@given(periods(), st.integers(1, 400))
def test_adjacent_periods_meet_and_share_no_day(period: Period, length: int) -> None:
    following = Period(period.end, period.end + length * _DAY)
    assert period.meets(following)
    assert not following.meets(period)
    assert (period & following) is None


@given(st.integers(1990, 2060))
def test_the_quarters_tile_the_year(year: int) -> None:
    whole = Period.parse(str(year))
    assert _held(whole) == [day for quarter in whole.quarters for day in _held(quarter)]
    assert [f"{year}-Q{number}" for number in (1, 2, 3, 4)] == [str(q) for q in whole.quarters]


@given(st.integers(1990, 2060), st.integers(1, 4))
def test_the_months_tile_the_quarter(year: int, quarter: int) -> None:
    whole = Period.parse(f"{year}-Q{quarter}")
    assert _held(whole) == [day for month in whole.months for day in _held(month)]
    assert 3 == len(whole.months)


@given(periods(), durations(40))
def test_the_spans_of_a_split_stand_side_by_side_from_the_start(
    period: Period, every: Duration
) -> None:
    spans = period.split(every)
    assert all(one.meets(two) for one, two in itertools.pairwise(spans))
    assert all(span in period for span in spans)
    assert not spans or period.start == spans[0].start


@given(periods(), durations(40))
def test_what_a_split_leaves_over_is_shorter_than_a_span(period: Period, every: Duration) -> None:
    spans = period.split(every)
    assert period.end < every.after(period.start, len(spans) + 1)


@given(periods(), frequencies())
def test_due_dates_strictly_increase_and_lie_inside(period: Period, frequency: Frequency) -> None:
    due = period.due(frequency)
    assert sorted(set(due)) == list(due)
    assert all(day in period for day in due)


@given(st.integers(1990, 2060))
def test_a_month_has_as_many_due_dates_in_a_year_as_the_calendar_has_months(year: int) -> None:
    due = Period.parse(str(year)).due(Frequency.parse("monthly"))
    assert [(year, month) for month in range(1, 13)] == [(day.year, day.month) for day in due]
    assert all((day + _DAY).day == 1 for day in due)


@given(periods(), periods())
def test_a_period_comes_before_one_that_starts_later_or_else_ends_later(
    one: Period, two: Period
) -> None:
    assert (one < two, one == two, one > two) == (
        (one.start, one.days) < (two.start, two.days),
        one <= two <= one,
        not one <= two,
    )


@given(periods())
def test_parsing_undoes_printing(period: Period) -> None:
    assert period == Period.parse(str(period))


@given(st.integers(1, 9998), st.integers(1, 12))
def test_every_year_of_the_calendar_is_read_back(year: int, month: int) -> None:
    for text in (f"{year:04}", f"{year:04}-{month:02}", f"{year:04}-{month:02}-28"):
        assert text == str(Period.parse(text))


@given(durations())
def test_parsing_undoes_printing_a_duration(duration: Duration) -> None:
    assert duration == Duration.parse(str(duration))
    assert duration == Duration.parse(duration.read("zh"))


@given(frequencies())
def test_parsing_undoes_printing_a_frequency(frequency: Frequency) -> None:
    assert frequency == Frequency.parse(str(frequency)) == Frequency.parse(frequency.read("zh"))


@given(deadlines())
def test_parsing_undoes_printing_a_deadline(deadline: Deadline) -> None:
    assert deadline == Deadline.parse(str(deadline))
    assert deadline == Deadline.parse(deadline.read("en")) == Deadline.parse(deadline.read("zh"))


@given(st.integers(1, 800))
def test_twelve_months_are_a_year(years: int) -> None:
    months = Duration(12 * years, CalendarUnit.MONTH)
    assert (Duration(years, CalendarUnit.YEAR), f"{years} year") == (
        months,
        str(months).removesuffix("s"),
    )


@given(days(), durations(150), st.integers(1, 20), st.integers(1, 20))
def test_moving_further_ends_later(start: date, every: Duration, few: int, more: int) -> None:
    assert every.after(start, few) < every.after(start, few + more)


@given(days(), st.integers(1, 60), st.integers(1, 60))
def test_months_from_the_first_add_up(start: date, one: int, two: int) -> None:
    first = start.replace(day=1)
    month = Duration(1, CalendarUnit.MONTH)
    assert month.after(first, one + two) == month.after(month.after(first, one), two)


def test_months_from_the_thirty_first_do_not_add_up() -> None:
    month, last = Duration(1, CalendarUnit.MONTH), date(2026, 1, 31)
    assert date(2026, 3, 31) == month.after(last, 2)
    assert date(2026, 3, 28) == month.after(month.after(last))


@given(_YEARLESS, periods())
def test_a_deadline_without_a_year_falls_inside_the_year_it_is_read_in(
    deadline: Deadline, year: Period
) -> None:
    span = deadline.within(year)
    assert span is None or span in year


@given(_YEARLESS, st.integers(1990, 2060))
def test_a_deadline_without_a_year_falls_into_every_calendar_year(
    deadline: Deadline, year: int
) -> None:
    span = deadline.within(Period.parse(str(year)))
    assert span is not None
    assert deadline.months == (span.start.month, len(span.months))


@given(periods(), periods())
def test_a_deadline_with_a_year_falls_where_it_says(span: Period, year: Period) -> None:
    deadline = Deadline(span)
    assert (span, span.last) == (deadline.within(year), deadline.day)


@given(deadlines())
def test_a_deadline_is_ongoing_yearless_or_has_a_day(deadline: Deadline) -> None:
    assert 1 == [deadline.is_ongoing, bool(deadline.months), bool(deadline.day)].count(True)
    assert deadline.is_exact is (deadline.day is not None and str(deadline.day) == str(deadline))
