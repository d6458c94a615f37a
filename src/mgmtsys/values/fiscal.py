"""The names of fiscal years and their quarters: read and printed beside the year that a system is about.

A fiscal year is named after the calendar year in which it starts. ``2027-Q2`` is the calendar's second
quarter in every system; the quarters of a fiscal year have names of their own.
"""

from __future__ import annotations

import re

from mgmtsys.values.exceptions import InvalidPeriod
from mgmtsys.values.period import Period, months_from
from mgmtsys.values.text import fold

_FISCAL = re.compile(
    r"(?:FY\s*(?P<year>\d{4})|(?P<zh>\d{4})\s*财年)(?:\s*[/-]\s*(?P<next>\d{4}|\d{2})(?!\d))?"
    r"(?:\s*[-/]?\s*(?:Q(?P<quarter>[1-4])|第?(?P<nth>[一二三四1-4])季度))?",
    re.IGNORECASE,
)
_NTH = {"一": 1, "二": 2, "三": 3, "四": 4}
_YEAR, _QUARTER = 12, 3


def _is_fiscal(year: Period) -> bool:
    """Whether a period is a year of whole months that is no calendar year."""
    return year.length == (_YEAR, 0) and year.start.day == 1 and year.start.month != 1


def parse_span(text: str, year: Period) -> Period:
    """Read a period, or a fiscal year or quarter of the kind that ``year`` is.

    That is ``FY2027``, ``FY2027/28``, ``FY2027-Q1``, ``2027 财年第一季度``. Raises :class:`InvalidPeriod`,
    also for a fiscal name where ``year`` is no year of twelve whole months.

    >>> year = Period.parse("2027-04-01..2028-03-31")
    >>> parse_span("FY2027-Q1", year), parse_span("2027-Q2", year)
    (Period.parse('2027-Q2'), Period.parse('2027-Q2'))
    """
    match = _FISCAL.fullmatch(fold(text))
    if match is None:
        return Period.parse(text)
    if year.length != (_YEAR, 0) or year.start.day != 1:
        raise InvalidPeriod(
            "{text!r} names a fiscal year, and {year} is not one: expected days such as {year}",
            text=text,
            year=year,
        )
    first = int(match["year"] or match["zh"])
    following = match["next"]
    if following is not None and int(following) != (first + 1) % 10 ** len(following):
        raise InvalidPeriod(
            "{text!r} is not a fiscal year: expected two years that follow each other, such as {year}",
            text=text,
            year=f"FY{first}/{(first + 1) % 100:02}",
        )
    whole = months_from(first, year.start.month, _YEAR)
    nth = match["quarter"] or match["nth"]
    return whole if nth is None else whole.quarters[int(_NTH.get(nth, nth)) - 1]


def name_span(span: Period, year: Period) -> str:
    """Print a period so that nobody takes a quarter of the calendar for one of a fiscal ``year``.

    >>> name_span(Period.parse("2027-Q2"), Period.parse("2027-04-01..2028-03-31"))
    'FY2027/28-Q1 (2027-04-01..2027-06-30)'
    >>> name_span(Period.parse("2027-Q2"), Period.parse("2027"))
    '2027-Q2'
    """
    months = len(span.months)
    if not _is_fiscal(year) or span.length != (months, 0) or months not in (_YEAR, _QUARTER):
        return str(span)
    days = f"{span.start}..{span.last}"
    past = (span.start.month - year.start.month) % _YEAR
    if span.start.day != 1 or past % _QUARTER or (months == _YEAR and past):
        return days
    first = span.start.year - (span.start.month < year.start.month)
    quarter = f"-Q{past // _QUARTER + 1}" if months == _QUARTER else ""
    return f"FY{first}/{(first + 1) % 100:02}{quarter} ({days})"
