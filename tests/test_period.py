"""How days, lengths, spans, frequencies and deadlines are read and counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import InvalidPeriod
from mgmtsys.values.period import CalendarUnit, Duration, Frequency, Period
from mgmtsys.values.spelling import day

_LAST = date(9999, 12, 31)


@pytest.mark.parametrize(
    "text", ["2026-06-30", "2026-6-30", "2026年6月30日", "2026 年 6 月 30 日", "２０２６-06-30", " 2026-06-30 "]
)  # fmt: skip
def test_a_day_is_read(text: str) -> None:
    assert date(2026, 6, 30) == day(text)


@pytest.mark.parametrize("text", ["", "2026-06", "2026-02-30", "30.06.26", "0000-01-01", "soon"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        day(text)
    assert f"{text!r} is not a day: expected one such as 2026-06-30" == refused.value.read("en")
    assert f"{text!r} 不是日期：应如 2026-06-30" == refused.value.read("zh")


@pytest.mark.parametrize(
    ("text", "days"),
    [("24 h", 1), ("48 小时", 2), ("72 hours", 3), ("1440 min", 1), ("2880 分钟", 2)],
)
def test_parts_of_a_day_that_make_whole_days_are_days(text: str, days: int) -> None:
    assert Duration(days, CalendarUnit.DAY) == Duration.parse(text)


@pytest.mark.parametrize(
    ("text", "longer", "zh"),
    [("4 h", "1 day", "1 天"), ("36 小时", "2 days", "2 天"), ("90 minutes", "1 day", "1 天")],
)
def test_a_limit_of_hours_is_refused_with_the_days_to_write(
    text: str, longer: str, zh: str
) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Duration.parse(text)
    assert (
        f"{text!r} is not a number of whole days, and records have a day and no hour: expected {longer}, "
        "and a shorter limit in words, such as the name of a response"
    ) == refused.value.read("en")
    assert f"没有钟点：应写 {zh}，更短的时限写入文字，如应对的名称" in refused.value.read("zh")


@pytest.mark.parametrize(
    ("text", "printed", "zh"),
    [
        ("10 years", "10 years", "10 年"),
        ("10 年", "10 years", "10 年"),
        ("１０年", "10 years", "10 年"),
        ("3 months", "3 months", "3 个月"),
        ("3个月", "3 months", "3 个月"),
        ("quarter", "3 months", "3 个月"),
        ("2 quarters", "6 months", "6 个月"),
        ("季度", "3 months", "3 个月"),
        ("半年", "6 months", "6 个月"),
        ("half year", "6 months", "6 个月"),
        ("12 months", "1 year", "1 年"),
        ("24 个月", "2 years", "2 年"),
        ("4 quarters", "1 year", "1 年"),
        ("6 weeks", "6 weeks", "6 周"),
        ("day", "1 day", "1 天"),
        ("30 天", "30 days", "30 天"),
        ("Year", "1 year", "1 年"),
        ("9999 years", "9999 years", "9999 年"),
    ],
)
def test_a_length_is_read_and_printed(text: str, printed: str, zh: str) -> None:
    length = Duration.parse(text)
    assert (printed, printed, zh) == (str(length), length.read("en"), length.read("zh"))


@pytest.mark.parametrize(
    "text", ["", "5", "-1 day", "1.5 years", "5 5 days", "10000 years", "decade", "years 3"]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Duration.parse(text)
    assert (
        f"{text!r} is not a length of time: expected one such as 10 years, 3 months, 6 weeks"
        == (refused.value.read("en"))
    )
    assert f"{text!r} 不是时间长度：应如 10 年、3 个月、6 周" == refused.value.read("zh")


@pytest.mark.parametrize("text", ["0 days", "00 days", "٠ days", "9999 half years"])
def test_a_count_that_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Duration.parse(text)
    assert refused.value.read("en").endswith("is not a length of time: expected 1 to 9999")
    assert refused.value.read("zh").endswith("不是时间长度：应为 1 至 9999")


@pytest.mark.parametrize("count", [0, -1, 10_000, 10**30])
def test_a_length_is_built_from_a_count_that_can_be_written(count: int) -> None:
    with pytest.raises(InvalidPeriod):
        Duration(count, CalendarUnit.DAY)


def test_a_week_is_no_number_of_days_and_yet_ends_on_the_same_day() -> None:
    week, days = Duration(1, CalendarUnit.WEEK), Duration(7, CalendarUnit.DAY)
    assert week != days
    assert week.after(date(2026, 2, 25)) == days.after(date(2026, 2, 25)) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_move_by_months_keeps_to_the_month(start: date, months: int, end: date) -> None:
    assert end == Duration(1, CalendarUnit.MONTH).after(start, months)


def test_a_leap_day_returns_after_four_years() -> None:
    year = Duration.parse("year")
    assert date(2025, 2, 28) == year.after(date(2024, 2, 29))
    assert date(2028, 2, 29) == year.after(date(2024, 2, 29), 4)


@pytest.mark.parametrize(
    ("length", "times"), [("9999 years", 1), ("9999 days", 10**30), ("1 month", 1)]
)
def test_the_calendar_ends_with_the_year_9999(length: str, times: int) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Duration.parse(length).after(_LAST, times)
    assert "is beyond the last year of the calendar" in refused.value.read("en")
    assert "超出日历的最后一年" in refused.value.read("zh")


@pytest.mark.parametrize(
    ("text", "printed", "zh"),
    [
        ("monthly", "every month", "每月"),
        ("每月", "every month", "每月"),
        ("month", "every month", "每月"),
        ("every month", "every month", "每月"),
        ("Quarterly", "every 3 months", "每季度"),
        ("每季度", "every 3 months", "每季度"),
        ("half-yearly", "every 6 months", "每半年"),
        ("annually", "every year", "每年"),
        ("每年", "every year", "每年"),
        ("daily", "every day", "每天"),
        ("weekly", "every week", "每周"),
        ("every 2 weeks", "every 2 weeks", "每 2 周"),
    ],
)
def test_a_frequency_is_read_and_printed(text: str, printed: str, zh: str) -> None:
    frequency = Frequency.parse(text)
    assert (printed, printed, zh) == (
        str(frequency),
        frequency.read("en"),
        frequency.read("zh"),
    )


@pytest.mark.parametrize("text", ["", "once", "every", "每", "every every month", "0 days"])
def test_what_is_no_frequency_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Frequency.parse(text)
    assert (
        f"{text!r} is not a frequency: expected one such as monthly, quarterly, half-yearly, every 2 weeks or twice a year"
        == (refused.value.read("en"))
    )
    assert (
        f"{text!r} 不是频次：应如每月、每季度、半年一次、monthly、every 2 weeks"
        == refused.value.read("zh")
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2026", "2026"),
        ("2026 年", "2026"),
        ("2026年度", "2026"),
        ("٢٠٢٦", "2026"),
        ("2026-Q1", "2026-Q1"),
        ("2026Q4", "2026-Q4"),
        ("2026-q2", "2026-Q2"),
        ("2026年第一季度", "2026-Q1"),
        ("2026 年第 4 季度", "2026-Q4"),
        ("2026-06", "2026-06"),
        ("2026-6", "2026-06"),
        ("2026 年 6 月", "2026-06"),
        ("2026-06-30", "2026-06-30"),
        ("2026-01-01..2026-12-31", "2026"),
        ("2026-04-01..2026-06-30", "2026-Q2"),
        ("2026-02-01..2026-02-28", "2026-02"),
        ("2026-06-30..2026-06-30", "2026-06-30"),
        ("2026-04-01..2027-03-31", "2026-04-01..2027-03-31"),
        ("2026-02-01..2026-04-30", "2026-02-01..2026-04-30"),
        ("0999", "0999"),
        ("0001-Q1", "0001-Q1"),
        ("9998", "9998"),
    ],
)
def test_a_period_is_read_and_printed(text: str, printed: str) -> None:
    period = Period.parse(text)
    assert (printed, f"Period.parse({printed!r})") == (str(period), repr(period))


@pytest.mark.parametrize(
    "text",
    [
        "", "..", "a..b", "26", "2026-13", "2026-00", "2026-Q5", "2026-02-30", "0000", "Q1", "12 月",
        "2026-01-02..2026-01-01", "2026-Q2..2026-Q1", "2026-01-01..", "9999", "9999-12", "2026 Q1 2027",
        "9999-12-31", "2026-06-30T00:01", "2026-W05", "2026/6-30", "31 Foo 2026",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Period.parse(text)
    assert refused.value.read("en").startswith(
        f"{text!r} is not a period: expected one such as 2026,"
    )
    assert refused.value.read("zh").startswith(f"{text!r} 不是期间：应如 2026、")


def test_a_period_lasts_at_least_a_day() -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Period(date(2026, 1, 2), date(2026, 1, 2))
    assert "a period from 2026-01-02 must last at least that day" == refused.value.read("en")
    assert "始于 2026-01-02 的期间至少应含当日" == refused.value.read("zh")


def test_a_period_knows_its_last_day_and_how_many_it_has() -> None:
    year = Period.parse("2024")
    assert (date(2024, 12, 31), 366) == (year.last, year.days)


def test_a_period_holds_days_and_periods_and_nothing_else() -> None:
    year = Period.parse("2026")
    assert date(2026, 12, 31) in year
    assert Period.parse("2026-Q4") in year
    assert Period.parse("2026-01-01..2027-01-01") not in year
    assert "2026-06" not in year


def test_periods_share_days_or_none() -> None:
    year = Period.parse("2026")
    assert Period.parse("2026-Q4") == year & Period.parse("2026-10-01..2027-03-31")
    assert None is year & Period.parse("2027")
    assert NotImplemented is year.__and__(date(2026, 1, 1))


def test_a_period_meets_the_one_that_starts_after_its_last_day() -> None:
    assert Period.parse("2026-Q1").meets(Period.parse("2026-Q2"))
    assert not Period.parse("2026-Q1").meets(Period.parse("2026-03-31..2026-06-30"))
    assert not Period.parse("2026-Q2").meets(Period.parse("2026-Q1"))


def test_a_fiscal_year_has_its_own_quarters() -> None:
    fiscal = Period.parse("2026-04-01..2027-03-31")
    assert ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"] == [str(one) for one in fiscal.quarters]
    assert 12 == len(fiscal.months)


def test_a_split_leaves_out_what_does_not_fit() -> None:
    month = Period.parse("2026-02")
    assert 4 == len(month.split(Duration.parse("week")))
    assert () == month.split(Duration.parse("quarter"))


def test_spans_from_the_thirty_first_return_to_it() -> None:
    spans = Period.parse("2026-01-31..2026-05-30").months
    assert [(1, 31), (2, 28), (3, 31), (4, 30)] == [
        (one.start.month, one.start.day) for one in spans
    ]


def test_what_is_due_falls_on_the_last_day_of_each_span() -> None:
    assert (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)) == (
        Period.parse("2026").due(Frequency.parse("quarterly"))
    )


def test_nothing_is_due_beyond_the_calendar() -> None:
    assert () == Period.parse("2026").due(Frequency.parse("every 9000 years"))
    december = Period(date(9999, 11, 1), _LAST)
    assert (date(9999, 11, 30),) == december.due(Frequency.parse("monthly"))


@pytest.mark.parametrize(
    ("text", "printed", "en", "zh"),
    [
        ("ongoing", "ongoing", "ongoing", "持续"),
        ("持续", "ongoing", "ongoing", "持续"),
        ("长期", "ongoing", "ongoing", "持续"),
        ("12 月", "--12", "December", "12 月"),
        ("12月底", "--12", "December", "12 月"),
        ("１２月", "--12", "December", "12 月"),
        ("--12", "--12", "December", "12 月"),
        ("January", "--01", "January", "1 月"),
        ("Q1", "Q1", "Q1", "Q1"),
        ("第四季度", "Q4", "Q4", "Q4"),
        ("2026-12-31", "2026-12-31", "2026-12-31", "2026-12-31"),
        ("2026-Q1", "2026-Q1", "2026-Q1", "2026-Q1"),
        ("2026 年 6 月", "2026-06", "2026-06", "2026-06"),
        ("2026", "2026", "2026", "2026"),
    ],
)
def test_a_deadline_is_read_and_printed(text: str, printed: str, en: str, zh: str) -> None:
    deadline = Deadline.parse(text)
    assert (printed, f"Deadline.parse({printed!r})") == (str(deadline), repr(deadline))
    assert (en, zh) == (deadline.read("en"), deadline.read("zh"))


@pytest.mark.parametrize(
    "text", ["", "soon", "12", "0月", "13月", "--00", "--13", "--1", "Q5", "dec"]
)
def test_what_is_no_deadline_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Deadline.parse(text)
    assert refused.value.read("en").startswith(
        f"{text!r} is not a deadline: expected ongoing, a day"
    )
    assert refused.value.read("zh").startswith(f"{text!r} 不是期限：应为持续、日期")


@pytest.mark.parametrize("months", [(0, 1), (13, 1), (2, 3), (11, 3), (1, 2), (0, 0)])
def test_a_deadline_without_a_year_is_a_month_or_a_quarter(months: tuple[int, int]) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Deadline(months=months)
    assert f"{months} is not a deadline by itself: expected one month or one quarter" == (
        refused.value.read("en")
    )
    assert f"{months} 不能单独作为期限：应为一个月或一个季度" == refused.value.read("zh")


def test_a_deadline_has_a_year_or_has_none() -> None:
    with pytest.raises(InvalidPeriod):
        Deadline(Period.parse("2026"), (1, 1))


def test_a_deadline_with_a_year_has_a_last_day() -> None:
    assert date(2026, 3, 31) == Deadline.parse("2026-Q1").day
    assert (None, None) == (Deadline.parse("12 月").day, Deadline.parse("ongoing").day)


def test_only_a_single_day_is_exact() -> None:
    exact = [Deadline.parse(text).is_exact for text in ("2026-12-31", "2026-12", "Q1", "ongoing")]
    assert [True, False, False, False] == exact


@pytest.mark.parametrize(
    ("text", "year", "span"),
    [
        ("12 月", "2026", "2026-12"),
        ("3 月", "2026-04-01..2027-03-31", "2027-03"),
        ("Q1", "2026-04-01..2027-03-31", "2027-Q1"),
        ("12 月", "2026-Q1", None),
        ("2025-12-31", "2026", "2025-12-31"),
        ("ongoing", "2026", None),
    ],
)
def test_a_missing_year_is_read_from_the_period_at_hand(
    text: str, year: str, span: str | None
) -> None:
    expected = None if span is None else Period.parse(span)
    assert expected == Deadline.parse(text).within(Period.parse(year))


def test_the_last_december_of_the_calendar_has_no_day_after_it() -> None:
    last = Period(date(9999, 2, 1), _LAST)
    assert None is Deadline.parse("12 月").within(last)
    assert "9999-11" == str(Deadline.parse("11 月").within(last))


@pytest.mark.parametrize("text", ["202①", "2026-0①", "2026-Q①", "2026-06-3⓪", "2026年⑥月", "㋀"])
def test_circled_digits_are_no_date(text: str) -> None:
    with pytest.raises(InvalidPeriod):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026/2/3", date(2026, 2, 3)),
        ("2026/02/03 0:00", date(2026, 2, 3)),
        ("2026-02-03 00:00:00", date(2026, 2, 3)),
        ("2026-02-03T00:00:00", date(2026, 2, 3)),
        ("2026.12.31", date(2026, 12, 31)),
        ("2026年2月3号", date(2026, 2, 3)),
        ("31 March 2028", date(2028, 3, 31)),
        ("31st March, 2028", date(2028, 3, 31)),
        ("March 31, 2028", date(2028, 3, 31)),
        ("31-Mar-2028", date(2028, 3, 31)),
        ("1 Sept 2028", date(2028, 9, 1)),
        ("20260203", date(2026, 2, 3)),
        ("2026‑02‑03", date(2026, 2, 3)),
        ("2026−02−03", date(2026, 2, 3)),
        ("二〇二六年二月三日", date(2026, 2, 3)),
        ("二○二六年十二月三十一日", date(2026, 12, 31)),
        ("二零二六年十一月二十号", date(2026, 11, 20)),
        ("20261345", None),
        ("20123456", None),
        ("二六年二月三日", None),
        ("the 1st", None),
        ("30.06.2026", date(2026, 6, 30)),
        ("6/30/2026", date(2026, 6, 30)),
        ("04/04/2026", date(2026, 4, 4)),
        ("13/13/2026", None),
        ("29 February 2026", None),
        ("2026-02-03 12:00", None),
        ("3/4/26", None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text: str, read: date | None) -> None:
    if read is None:
        with pytest.raises(InvalidPeriod, match="is not a day"):
            day(text)
    else:
        assert read == day(text)
        assert Period(read, read + timedelta(days=1)) == Period.parse(text)


@pytest.mark.parametrize("text", ["Feb-26", "26-Feb", "03-Feb-26", "2月", "Q1", "全年", "上半年"])
def test_a_period_without_its_year_is_told_so(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Period.parse(text)
    assert refused.value.read("en").endswith(", its year in four digits")
    assert refused.value.read("zh").endswith("，年份写四位数")


@pytest.mark.parametrize("parse", [day, Period.parse, Deadline.parse])
@pytest.mark.parametrize("text", ["45678", "45678.5", "４５６７８"])
def test_a_day_as_a_spreadsheet_counts_it_is_told_so(
    parse: Callable[[str], object], text: str
) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        parse(text)
    assert (
        f"{text!r} is a day as a spreadsheet counts it: expected the day itself, such as 2026-06-30"
        == (refused.value.read("en"))
    )
    assert f"{text!r} 是电子表格中日期的序号：应写日期本身，如 2026-06-30" == refused.value.read(
        "zh"
    )


@pytest.mark.parametrize("text", ["2026.1-3", "2026-1-3月", "202602", "13/2026", "2026年3-1月"])
def test_a_span_that_may_mean_something_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod):
        Period.parse(text)


@pytest.mark.parametrize("parse", [day, Period.parse, Deadline.parse])
@pytest.mark.parametrize("text", ["03/04/2026", "3.4.2026", "3-4-2026"])
def test_a_day_with_two_readings_is_refused_with_both(
    parse: Callable[[str], object], text: str
) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        parse(text)
    assert f"{text!r} is 2026-04-03 or 2026-03-04: expected the year first, as in 2026-04-03" == (
        refused.value.read("en")
    )
    assert f"{text!r} 可读作 2026-04-03 或 2026-03-04：应先写年份，如 2026-04-03" == (
        refused.value.read("zh")
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2026/2", "2026-02"),
        ("2026.12", "2026-12"),
        ("2026年1月", "2026-01"),
        ("2026年1月份", "2026-01"),
        ("March 2028", "2028-03"),
        ("Mar. 2028", "2028-03"),
        ("2027-04..2028-03", "2027-04-01..2028-03-31"),
        ("2027-04 to 2028-03", "2027-04-01..2028-03-31"),
        ("2027年4月至2028年3月", "2027-04-01..2028-03-31"),
        ("2026/1/1–2026/3/31", "2026-Q1"),
        ("2026-Q1..2026-Q2", "2026-01-01..2026-06-30"),
        ("2026-H1", "2026-01-01..2026-06-30"),
        ("2026年下半年", "2026-07-01..2026-12-31"),
        ("2026年上半年", "2026-01-01..2026-06-30"),
        ("H2 2026", "2026-07-01..2026-12-31"),
        ("Q1 2026", "2026-Q1"),
        ("2026/Q3", "2026-Q3"),
        ("2026年一季度", "2026-Q1"),
        ("2/2026", "2026-02"),
        ("02.2026", "2026-02"),
        ("二〇二六年", "2026"),
        ("二〇二六年十月", "2026-10"),
        ("2026年1-3月", "2026-Q1"),
        ("2026年1月-3月", "2026-Q1"),
        ("2026年1月至3月", "2026-Q1"),
        ("2026年1～3月份", "2026-Q1"),
        ("二〇二六年一月至三月", "2026-Q1"),
        ("2026.1-2026.3", "2026-Q1"),
        ("2026/1/1-2026/3/31", "2026-Q1"),
        ("2026年1月-2027年3月", "2026-01-01..2027-03-31"),
    ],
)
def test_a_span_is_read_as_people_write_it(text: str, printed: str) -> None:
    assert printed == str(Period.parse(text))


@pytest.mark.parametrize("text", ["FY2027", "FY 27", "fy2027/28", "2027财年"])
@pytest.mark.parametrize("parse", [Period.parse, Deadline.parse])
def test_a_fiscal_year_asks_for_its_months(parse: Callable[[str], object], text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        parse(text)
    assert refused.value.read("en") == (
        f"{text!r} does not say when its fiscal year starts: expected its months, such as "
        "2027-04..2028-03"
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2026年12月底前", "2026-12"),
        ("2026年12月底", "2026-12"),
        ("2026年底前", "2026"),
        ("2026年末", "2026"),
        ("2026年12月31日前", "2026-12-31"),
        ("2026年12月31日之前", "2026-12-31"),
        ("2026/12/31", "2026-12-31"),
        ("2026.12.31", "2026-12-31"),
        ("31 March 2028", "2028-03-31"),
        ("by 31 March 2028", "2028-03-31"),
        ("by the end of 2026", "2026"),
        ("end of March 2027", "2027-03"),
        ("end of June", "--06"),
        ("12月底前", "--12"),
        ("Q1 2026", "2026-Q1"),
    ],
)
def test_a_deadline_is_read_as_people_write_it(text: str, printed: str) -> None:
    assert printed == str(Deadline.parse(text))


@pytest.mark.parametrize("text", ["2026年前", "by 2026", "by March 2027", "年底", "2026 Q1 2027"])
def test_a_deadline_that_may_mean_a_start_or_nothing_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod):
        Deadline.parse(text)


def test_a_season_of_chinese_is_three_months() -> None:
    assert Duration(3, CalendarUnit.MONTH) == Duration.parse("季")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("twice a year", "every 6 months"),
        ("Twice per year", "every 6 months"),
        ("once a year", "every year"),
        ("once every two years", "every 2 years"),
        ("three times a year", "every 4 months"),
        ("4 times a year", "every 3 months"),
        ("half yearly", "every 6 months"),
        ("semi-annually", "every 6 months"),
        ("every six months", "every 6 months"),
        ("every half year", "every 6 months"),
        ("fortnightly", "every 2 weeks"),
        ("半年一次", "every 6 months"),
        ("每半年一次", "every 6 months"),
        ("每半年", "every 6 months"),
        ("每年两次", "every 6 months"),
        ("一年两次", "every 6 months"),
        ("每季一次", "every 3 months"),
        ("2次/年", "every 6 months"),
        ("每月1次", "every month"),
        ("每两周一次", "every 2 weeks"),
        ("每六个月", "every 6 months"),
        ("月度", "every month"),
        ("半年度", "every 6 months"),
        ("年度", "every year"),
    ],
)
def test_how_often_is_read_as_people_write_it(text: str, printed: str) -> None:
    assert printed == str(Frequency.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "twice a month",
        "5 times a year",
        "0 times a year",
        "often times a year",
        "twice",
        "每年几次",
    ],
)
def test_how_often_without_even_steps_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod, match="is not a frequency"):
        Frequency.parse(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("six months", "6 months"),
        ("ten years", "10 years"),
        ("half a year", "6 months"),
        ("a year", "1 year"),
        ("两周", "2 weeks"),
        ("十二个月", "1 year"),
        ("三年", "3 years"),
        ("fortnight", "2 weeks"),
        ("一星期", "1 week"),
    ],
)
def test_a_length_is_read_with_its_number_in_words(text: str, printed: str) -> None:
    assert printed == str(Duration.parse(text))
