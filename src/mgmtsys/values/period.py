"""Spans of days and what falls due in them; the only importer of dateutil."""

from __future__ import annotations

import contextlib
import enum
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

import attrs
from dateutil.relativedelta import relativedelta

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidPeriod
from mgmtsys.values.spelling import (
    counted,
    dated,
    day,
    ends,
    lacks_year,
    named_quarter,
    no_date,
    times,
    written_day,
)
from mgmtsys.values.text import Text, as_parsed, fold, say, say_of_many

_ONE_DAY = timedelta(days=1)
#: Spellings of a calendar year and half, after full-width forms are folded.
_YEAR = re.compile(r"(?P<year>\d{4})\s*年?(?:度)?")
_HALF = re.compile(
    r"(?P<year>\d{4})\s*[-/年]?\s*(?:H(?P<half>[12])|(?P<zh>[上下])半年)"
    r"|H(?P<first>[12])[\s/-]+(?P<later>\d{4})",
    re.IGNORECASE,
)


class CalendarUnit(enum.Enum):
    """A step of the calendar; none is a fixed number of another but the week."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_STEPS = {
    CalendarUnit.DAY: (1, 0),
    CalendarUnit.WEEK: (7, 0),
    CalendarUnit.MONTH: (0, 1),
    CalendarUnit.YEAR: (0, 12),
}
_MEAN_MONTH = Fraction(146_097, 400 * 12)  # 400 years, after which the calendar repeats itself
#: Words for one step, as people write them.
_STEP_WORDS = {
    "day": (1, CalendarUnit.DAY), "d": (1, CalendarUnit.DAY), "天": (1, CalendarUnit.DAY), "日": (1, CalendarUnit.DAY),
    "week": (1, CalendarUnit.WEEK), "w": (1, CalendarUnit.WEEK), "周": (1, CalendarUnit.WEEK),
    "fortnight": (2, CalendarUnit.WEEK), "星期": (1, CalendarUnit.WEEK),
    "month": (1, CalendarUnit.MONTH), "个月": (1, CalendarUnit.MONTH), "月": (1, CalendarUnit.MONTH),
    "quarter": (3, CalendarUnit.MONTH), "季度": (3, CalendarUnit.MONTH), "季": (3, CalendarUnit.MONTH),
    "half year": (6, CalendarUnit.MONTH), "half-year": (6, CalendarUnit.MONTH), "半年": (6, CalendarUnit.MONTH),
    "half a year": (6, CalendarUnit.MONTH), "半年度": (6, CalendarUnit.MONTH), "月度": (1, CalendarUnit.MONTH),
    "year": (1, CalendarUnit.YEAR), "y": (1, CalendarUnit.YEAR), "年": (1, CalendarUnit.YEAR), "年度": (1, CalendarUnit.YEAR),
}  # fmt: skip
#: Words for parts of a day, by how many make one; so many as make whole days are read as those.
_PARTS_OF_A_DAY = {
    "h": 24, "hr": 24, "hour": 24, "小时": 24, "min": 1440, "minute": 1440, "分钟": 1440,
}  # fmt: skip
_LENGTHS: Mapping[CalendarUnit, Callable[[int], Text]] = {
    CalendarUnit.DAY: lambda count: say_of_many("{count} day", "{count} days", count=count),
    CalendarUnit.WEEK: lambda count: say_of_many("{count} week", "{count} weeks", count=count),
    CalendarUnit.MONTH: lambda count: say_of_many("{count} month", "{count} months", count=count),
    CalendarUnit.YEAR: lambda count: say_of_many("{count} year", "{count} years", count=count),
}
#: What some languages have a word for.
_OFTEN: Mapping[tuple[CalendarUnit, int], Text] = {
    (CalendarUnit.DAY, 1): say("every day"),
    (CalendarUnit.WEEK, 1): say("every week"),
    (CalendarUnit.MONTH, 1): say("every month"),
    (CalendarUnit.MONTH, 3): say("every 3 months"),
    (CalendarUnit.MONTH, 6): say("every 6 months"),
    (CalendarUnit.YEAR, 1): say("every year"),
}
_ADVERBS = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "half-yearly": "half year", "half yearly": "half year", "semi-annually": "half year",
    "semiannually": "half year", "semi-annual": "half year",
    "six-monthly": "half year", "yearly": "year", "annually": "year", "annual": "year",
    "fortnightly": "fortnight",
}  # fmt: skip
#: The longest length that can be written, whatever its unit.
_MOST = 9999


@attrs.frozen(field_transformer=checked)
class Duration:
    """A length on the calendar: so many days, weeks, months or years; twelve months are one year.

    Hours and minutes are read where they make whole days: 24 h are one day.

    >>> str(Duration.parse("10 年")), str(Duration.parse("quarter")), str(Duration.parse("24 months"))
    ('10 years', '3 months', '2 years')
    """

    count: int
    unit: CalendarUnit

    def __attrs_post_init__(self) -> None:
        """Refuse a count that is no length, and call twelve months a year."""
        if not 1 <= self.count <= _MOST:
            raise InvalidPeriod(
                "{count} × {unit} is not a length of time: expected 1 to {most}",
                count=self.count,
                unit=self.unit.value,
                most=_MOST,
            )
        if self.unit is CalendarUnit.MONTH and self.count % 12 == 0:
            object.__setattr__(self, "count", self.count // 12)
            object.__setattr__(self, "unit", CalendarUnit.YEAR)

    @staticmethod
    def parse(text: str) -> Duration:
        """Read ``10 years``, ``10 年``, ``three months``, ``quarter``; raises :class:`InvalidPeriod`."""
        # A length that is called after its number, as 半年 and half a year are, comes first.
        whole = fold(text).lower()
        count, word = (1, whole) if whole in _STEP_WORDS else counted(text) or (1, "")
        if part := _PARTS_OF_A_DAY.get(word.removesuffix("s")):
            return _whole_days(text, count, part)
        known = _STEP_WORDS.get(word) or _STEP_WORDS.get(word.removesuffix("s"))
        if known is None:
            raise InvalidPeriod(
                "{text!r} is not a length of time: expected one such as 10 years, 3 months, 6 weeks",
                text=text,
            )
        steps, unit = known
        return Duration(count * steps, unit)

    @property
    def mean_days(self) -> Fraction:
        """How many days it has in the mean of 400 years: 146097/4800 a month."""
        days, months = _STEPS[self.unit]
        return self.count * (days + months * _MEAN_MONTH)

    def after(self, start: date, times: int = 1) -> date:
        """Return ``start`` moved on by ``times`` durations; the 31st becomes a short month's last day.

        The move is made in one step from ``start``, so 31 January, 28 February, 31 March follow
        each other. Raises :class:`InvalidPeriod` for a day after the year 9999.
        """
        days, months = _STEPS[self.unit]
        try:
            return start + relativedelta(
                days=days * self.count * times, months=months * self.count * times
            )
        except (ValueError, OverflowError):
            raise InvalidPeriod(
                "{times} × {length} after {start} is beyond the last year of the calendar",
                times=times,
                length=self,
                start=start,
            ) from None

    def read(self, lang: str) -> str:
        """Return the duration in the words of ``lang``.

        >>> Duration.parse("3 months").read("zh")
        '3 个月'
        """
        return _LENGTHS[self.unit](self.count).read(lang)

    def __str__(self) -> str:
        """Return the duration as ``parse`` reads it."""
        return f"{self.count} {self.unit.value}{'s' if self.count > 1 else ''}"

    __repr__ = as_parsed


def _whole_days(text: str, count: int, part: int) -> Duration:
    """Return so many parts of a day as days; raises :class:`InvalidPeriod` where they are no whole ones."""
    if count % part:
        longer = Duration(count // part + 1, CalendarUnit.DAY)
        raise InvalidPeriod(
            "{text!r} is not a number of whole days, and records have a day and no hour: expected "
            "{longer}, and a shorter limit in words, such as the name of a response",
            text=text,
            longer=longer,
        )
    return Duration(count // part, CalendarUnit.DAY)


@attrs.frozen(field_transformer=checked)
class Frequency:
    """How often something falls due.

    >>> str(Frequency.parse("每季度")), str(Frequency.parse("every 2 weeks"))
    ('every 3 months', 'every 2 weeks')
    """

    every: Duration

    @staticmethod
    def parse(text: str) -> Frequency:
        """Read ``monthly``, ``every 3 months``, ``twice a year``, ``每月``, ``半年一次``.

        Raises :class:`InvalidPeriod`.
        """
        folded = fold(text).lower()
        often, word = times(text) or (1, folded)
        word = _ADVERBS.get(word) or word.removeprefix("every ").removeprefix("每")
        try:
            return Frequency(_part(Duration.parse(word), often))
        except InvalidPeriod:
            raise InvalidPeriod(
                "{text!r} is not a frequency: expected one such as monthly, quarterly, half-yearly, every 2 weeks or twice a year",
                text=text,
            ) from None

    def read(self, lang: str) -> str:
        """Return the frequency in the words of ``lang``.

        >>> Frequency.parse("quarterly").read("zh"), Frequency.parse("monthly").read("zh")
        ('每季度', '每月')
        """
        often = _OFTEN.get((self.every.unit, self.every.count))
        return (often or say("every {length}", length=self.every)).read(lang)

    def __str__(self) -> str:
        """Return the frequency as ``parse`` reads it."""
        return f"every {self.every if self.every.count > 1 else self.every.unit.value}"

    __repr__ = as_parsed


def _part(length: Duration, times: int) -> Duration:
    """Return one of so many equal parts of a length; raises :class:`InvalidPeriod` where it has none."""
    unit, count = length.unit, length.count
    if unit is CalendarUnit.YEAR and times > 1:
        unit, count = CalendarUnit.MONTH, 12 * count
    return Duration(count // times if times and count % times == 0 else 0, unit)


@attrs.frozen(order=True, field_transformer=checked)
class Period:
    """A span of days, half-open inside: it holds its start and not its end.

    Adjacent periods share no day; the quarters of a year tile it. Text names both days it holds:
    ``2026``, ``2026-Q1``, ``2026-06-30``, or ``2026-04-01..2027-03-31``. Ordered by start, then by end.

    >>> Period.parse("2026-Q2").months[-1]
    Period.parse('2026-06')
    >>> from datetime import date
    >>> date(2026, 12, 31) in Period.parse("2026"), date(2027, 1, 1) in Period.parse("2026")
    (True, False)
    """

    start: date
    #: The first day after the period.
    end: date = attrs.field()

    @end.validator
    def _not_empty(self, _: object, end: date) -> None:
        if end <= self.start:
            raise InvalidPeriod(
                "a period from {start} must last at least that day", start=self.start
            )

    @staticmethod
    def parse(text: str) -> Period:
        """Read a calendar year, half, quarter, month or day, or two of them joined by ``..``.

        Raises :class:`InvalidPeriod`.
        """
        return _parse_period(text)

    @property
    def last(self) -> date:
        """The last day that the period holds."""
        return self.end - _ONE_DAY

    @property
    def days(self) -> int:
        """How many days the period holds."""
        return (self.end - self.start).days

    def __contains__(self, other: object) -> bool:
        """Whether a day, or all of another period, lies inside."""
        if isinstance(other, Period):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, date) and self.start <= other < self.end

    def __and__(self, other: object) -> Period | None:
        """Return the days in both, or ``None`` when there is none."""
        if not isinstance(other, Period):
            return NotImplemented
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def meets(self, other: Period) -> bool:
        """Whether ``other`` starts on the day after this one's last."""
        return self.end == other.start

    def split(self, every: Duration) -> tuple[Period, ...]:
        """Return the whole durations that fit one after another, counted from the start."""
        return tuple(self._spans(every))

    def _spans(self, every: Duration) -> Iterator[Period]:
        start, times = self.start, 1
        # A span that would end after the last year of the calendar does not fit either.
        with contextlib.suppress(InvalidPeriod):
            while (end := every.after(self.start, times)) <= self.end:
                yield Period(start, end)
                start, times = end, times + 1

    @property
    def months(self) -> tuple[Period, ...]:
        """The months, counted from the start."""
        return self.split(Duration(1, CalendarUnit.MONTH))

    @property
    def length(self) -> tuple[int, int]:
        """How many months the period holds, counted from the start, and how many days beyond them.

        Two Februaries are equally long, leap day or not.
        """
        months = self.months
        return len(months), (self.end - (months[-1].end if months else self.start)).days

    @property
    def quarters(self) -> tuple[Period, ...]:
        """The quarters, counted from the start."""
        return self.split(Duration(3, CalendarUnit.MONTH))

    def due(self, frequency: Frequency) -> tuple[date, ...]:
        """Return the days on which something with ``frequency`` falls due: each span's last day.

        The days strictly increase and lie inside; a span that does not fit is not due inside.
        """
        return tuple(span.last for span in self._spans(frequency.every))

    @functools.cached_property
    def _months_long(self) -> int:
        """How many whole calendar months the period is, 0 when it is not made of them."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        return months if self.start.day == self.end.day == 1 else 0

    def __str__(self) -> str:
        """Return the period as ``parse`` reads it, by its calendar name where it has one."""
        first, length = self.start, self._months_long
        if length == 12 and first.month == 1:
            return f"{first.year:04}"
        if length == 3 and first.month % 3 == 1:
            return f"{first.year:04}-Q{first.month // 3 + 1}"
        if length == 1:
            return f"{first.year:04}-{first.month:02}"
        return str(first) if self.days == 1 else f"{first}..{self.last}"

    __repr__ = as_parsed


def months_from(year: int, month: int, months: int) -> Period:
    """Return the span of so many months from the first day of one."""
    start = date(year, month, 1)
    return Period(start, Duration(months, CalendarUnit.MONTH).after(start))


@functools.lru_cache(maxsize=1024)
def _parse_period(text: str) -> Period:
    folded = dated(text)
    try:
        if joined := ends(folded):
            first, last = map(_parse_period, joined)
            return Period(first.start, last.end)
        if match := _YEAR.fullmatch(folded):
            return months_from(int(match["year"]), 1, 12)
        if (named := named_quarter(folded)) and named[0]:
            return months_from(named[0], 3 * named[1] - 2, 3)
        if match := _HALF.fullmatch(folded):
            half = match["half"] or match["first"] or ("1" if match["zh"] == "上" else "2")
            return months_from(int(match["year"] or match["later"]), 6 * int(half) - 5, 6)
        written = written_day(folded)
        if written and written[2] is None:
            return months_from(*written[:2], 1)
        start = day(folded)
        return Period(start, start + _ONE_DAY)
    except (ValueError, OverflowError):
        expected = say("2026, 2026-Q1, 2026-06, 2026-06-30 or 2026-04-01..2027-03-31")
        if lacks_year(text):
            expected = say("{examples}, its year in four digits", examples=expected)
        otherwise = InvalidPeriod(
            "{text!r} is not a period: expected one such as {expected}",
            text=text,
            expected=expected,
        )
        raise no_date(text, otherwise) from None
