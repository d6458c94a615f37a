"""How people write days, months, spans and how often: each spelling with one reading is understood."""

from __future__ import annotations

import re
from datetime import date

from mgmtsys.values.exceptions import InvalidPeriod
from mgmtsys.values.message import OR
from mgmtsys.values.text import fold, in_a_row

# Each pattern is compiled when it is first asked for: a command asks for few of them.

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
#: A month by its name or by the first letters of it.
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept"
_DAY_NUMBER = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
#: What a spreadsheet adds to a day without a time.
_MIDNIGHT = r"(?:[ t]0?0:00(?::00(?:\.0+)?)?)?"
#: Year, month and day, or year and month; the sign between them is the same throughout.
_WRITTEN = (
    rf"{_YEAR}\s*(?P<sign>[-/.])\s*(?P<month>\d{{1,2}})(?:\s*(?P=sign)\s*{_DAY_NUMBER}{_MIDNIGHT})?",
    rf"(?P<month>\d{{1,2}})\s*[-/.]\s*{_YEAR}",
    rf"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d){_MIDNIGHT}",
    rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?:份|\s*{_DAY_NUMBER}\s*[日号])?",
    rf"(?:{_DAY_NUMBER}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+)?(?P<name>{_MONTH})\.?,?[\s-]+{_YEAR}",
    rf"(?P<name>{_MONTH})\.?\s+{_DAY_NUMBER}(?:st|nd|rd|th)?,?\s+{_YEAR}",
)
#: Two numbers before a year: a day and a month, in one order or the other.
_EITHER = r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)"
_EITHER_DAY = _EITHER + _MIDNIGHT
#: A quarter, whose year may stand before or after it.
_QUARTER = (
    rf"(?i)(?:{_YEAR}\s*[-/年]?\s*)?(?:Q(?P<quarter>[1-4])|第?\s*(?P<nth>[一二三四1-4])\s*季度?)"
    r"(?:[\s/-]+(?P<later>\d{4}))?"
)
_FISCAL = r"(?i)\bfy\s*'?\d{2,4}|财年|财政年度"
#: What stands between the ends of a span; a hyphen only where a year follows that no hyphen parts.
_TO = r"\s*(?:\.{2,3}|至|到|~|–|—)\s*|\s+to\s+|(?<=[\d月日号])\s*-\s*(?=\d{4}\s*[./年])"
#: A span of months of one year.
_MONTHS_OF = rf"{_YEAR}\s*年\s*(?P<first>\d{{1,2}})\s*月?\s*(?:-|\.{{2,3}}|至|到|~|–|—)\s*(?P<last>\d{{1,2}})\s*月份?"
#: Hyphens that look like the one of a keyboard.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212\ufe63"), "-")
#: A date in Chinese numerals, and the numerals of its parts.
_NUMERALS = r"[〇○零一二三四五六七八九]{4}(?=\s*年)"
_MONTH_OR_DAY = r"(?P<tens>[二三]?十)?(?P<ones>[一二三四五六七八九])?(?=\s*[月日号])"
_DIGIT = {sign: digit for digit, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
#: A day as a spreadsheet counts it, and what names a part of a year.
_SERIAL = r"[1-9]\d{4}(?:\.\d+)?"
_PART_OF_YEAR = rf"(?i)(?<![a-z])(?:{_MONTH})(?![a-z])|[月季年]|(?<![a-z\d])[qh][1-4](?!\d)"
#: What says that the last day of a span is meant.
_UNTIL = (
    r"(?:(?:by|until|at|before)\s+)?(?:the\s+)?(?:end\s+of\s+)(?P<of>.+)"
    r"|(?P<end>.+?)\s*(?:底|末)\s*(?:之?前|以前)?"
    r"|(?:by|until)\s+(?P<by>.+)|(?P<before>.+?)\s*(?:之?前|以前)"
)

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "十一": 11, "十二": 12,
}  # fmt: skip
_COUNTED = (
    r"(?:(?P<digits>\d{1,4})\s*|(?P<en>"
    + "|".join(word for word in _NUMBERS if word.isascii())
    + r")[\s-]+|(?P<zh>十[一二]?|[一二两三四五六七八九])\s*)?(?P<word>\D+)"
)
_ONCE = {"once": 1, "twice": 2, "thrice": 3}
#: So many times in so long, in the words of both languages.
_TIMES = (
    r"(?:(?P<once>\w+ce)|(?P<times>\w+)[\s-]+times?)\s+(?:a|an|per|each|every|in a)\s+(?P<each>.+)",
    r"(?P<times>[一二两三四五六七八九十\d]+)\s*次\s*/\s*(?P<each>.+)",
    r"每?\s*(?P<each>.+?)\s*(?P<times>[一二两三四五六七八九十\d]+)\s*次",
)


def dated(text: str) -> str:
    """Return text with full-width forms, hyphens of every kind and Chinese numerals of a date in one spelling.

    >>> dated("二〇二六年十二月三十一日"), dated("２０２６‑０２")
    ('2026年12月31日', '2026-02')
    """
    folded = fold(text)
    if folded.isascii():
        return folded
    folded = folded.translate(_HYPHENS)
    if not re.search(_NUMERALS, folded):
        return folded
    years = re.sub(_NUMERALS, lambda year: "".join(str(_DIGIT[sign]) for sign in year[0]), folded)
    return re.sub(_MONTH_OR_DAY, _number, years)


def _number(match: re.Match[str]) -> str:
    if not match[0]:
        return ""
    tens, ones = match["tens"], match["ones"]
    whole = 0 if tens is None else 10 * _DIGIT.get(tens[0], 1)
    return str(whole + (_DIGIT[ones] if ones else 0))


def written_day(text: str) -> tuple[int, int, int | None] | None:
    """Return the year, the month and, where one is written, the day of text.

    >>> written_day("31 March 2028"), written_day("2026/2"), written_day("03/04/2026")
    ((2028, 3, 31), (2026, 2, None), None)
    """
    folded = dated(text).lower()
    if either := re.fullmatch(_EITHER_DAY, folded):
        readings = _readings(either)
        return readings[0] if len(readings) == 1 else None
    match = next(filter(None, (re.fullmatch(pattern, folded) for pattern in _WRITTEN)), None)
    if match is None:
        return None
    parts = match.groupdict()
    name = parts.get("name")
    month = int(parts["month"]) if name is None else _month(name)
    return int(parts["year"]), month, int(parts["day"]) if parts.get("day") else None


def named_quarter(text: str) -> tuple[int | None, int] | None:
    """Return the year of a quarter, where one is named, and which quarter of it is meant.

    >>> named_quarter("2026-Q1"), named_quarter("Q2/2026"), named_quarter("三季度")
    ((2026, 1), (2026, 2), (None, 3))
    """
    match = re.fullmatch(_QUARTER, text)
    if match is None or (match["year"] and match["later"]):
        return None
    year, quarter = match["year"] or match["later"], match["quarter"] or match["nth"]
    return None if year is None else int(year), int(_NUMBERS.get(quarter, quarter))


def _month(name: str) -> int:
    return 1 + next(at for at, month in enumerate(_MONTHS) if month.startswith(name[:3]))


def _readings(either: re.Match[str]) -> list[tuple[int, int, int]]:
    """Return the days that two numbers before a year can mean."""
    first, second, year = int(either[1]), int(either[3]), int(either[4])
    return list(
        dict.fromkeys(
            (year, month, day)
            for month, day in ((second, first), (first, second))
            if 1 <= month <= 12 and 1 <= day <= 31
        )
    )


def ends(text: str) -> tuple[str, str] | None:
    """Return the first and the last of a span, as they are written; ``None`` for text that is no span.

    >>> ends("2027-04..2028-03"), ends("2026年1月至3月"), ends("2026-01-01")
    (('2027-04', '2028-03'), ('2026年1月', '2026年3月'), None)
    """
    plainly = dated(text)
    if match := re.fullmatch(_MONTHS_OF, plainly):
        year = match["year"]
        return f"{year}年{match['first']}月", f"{year}年{match['last']}月"
    first, *rest = re.split(_TO, plainly, maxsplit=1)
    return (first, rest[0]) if rest and first and rest[0] else None


def until(text: str) -> str | None:
    """Return the span at whose end something is due, where text names it so.

    >>> until("2026年12月底前"), until("end of March 2027"), until("2026-12-31")
    ('2026年12月', 'march 2027', None)
    """
    match = re.fullmatch(_UNTIL, fold(text).lower())
    if match is None:
        return None
    named = str(match[match.lastgroup or 0]).strip()
    if match.lastgroup in ("of", "end"):
        return named
    # By a day means that day; by a month or a year could mean before it starts.
    written = written_day(named)
    return named if written and written[2] is not None else None


def counted(text: str) -> tuple[int, str] | None:
    """Return how many of which word: ``6 months``, ``six months``, ``两周``; a word alone is one.

    >>> counted("six months"), counted("两周"), counted("quarter"), counted("5")
    ((6, 'months'), (2, '周'), (1, 'quarter'), None)
    """
    match = re.fullmatch(_COUNTED, fold(text).lower())
    if match is None:
        return None
    word = match["en"] or match["zh"]
    count = _NUMBERS[word] if word else int(match["digits"] or 1)
    return count, match["word"].strip()


def times(text: str) -> tuple[int, str] | None:
    """Return how many times in which length of time: ``twice a year``, ``半年一次``.

    >>> times("twice a year"), times("4 times per year"), times("每两周一次"), times("每月")
    ((2, 'year'), (4, 'year'), (1, '两周'), None)
    """
    match = next(
        filter(None, (re.fullmatch(pattern, fold(text).lower()) for pattern in _TIMES)), None
    )
    if match is None:
        return None
    parts = match.groupdict()
    often = parts.get("once") or parts["times"]
    known = _ONCE.get(often) or _NUMBERS.get(often)
    if known is None and not often.isdecimal():
        return None
    return known or int(often), parts["each"].strip()


def lacks_year(text: str) -> bool:
    """Whether text names a part of a year, and no year in four digits.

    >>> lacks_year("Feb-26"), lacks_year("2月"), lacks_year("Feb 2026"), lacks_year("x")
    (True, True, False, False)
    """
    plainly = dated(text)
    return bool(re.search(_PART_OF_YEAR, plainly)) and not re.search(r"\d{4}", plainly)


def no_date(text: str, otherwise: InvalidPeriod) -> InvalidPeriod:
    """Return the refusal of text in which no date was found: with both readings where it has two."""
    plainly = dated(text)
    if re.fullmatch(_SERIAL, plainly):
        return InvalidPeriod(
            "{text!r} is a day as a spreadsheet counts it: expected the day itself, such as 2026-06-30",
            text=text,
        )
    for either in re.finditer(_EITHER, plainly):
        readings = [f"{year:04}-{month:02}-{day:02}" for year, month, day in _readings(either)]
        if len(readings) > 1:
            return InvalidPeriod(
                "{text!r} is {readings}: expected the year first, as in {first}",
                text=text,
                readings=in_a_row(readings, OR),
                first=readings[0],
            )
    if re.search(_FISCAL, fold(text)):
        return InvalidPeriod(
            "{text!r} does not say when its fiscal year starts: expected its months, such as 2027-04..2028-03",
            text=text,
        )
    return otherwise


def day(text: str) -> date:
    """Read a day such as ``2026-06-30``, ``2026/6/30``, ``2026年6月30日`` or ``30 June 2026``.

    Raises :class:`InvalidPeriod`, with both readings of a day such as ``03/04/2026``.
    """
    try:
        year, month, number = written_day(text) or (0, 0, 0)
        return date(year, month, number or 0)
    except ValueError:
        raise no_date(
            text, InvalidPeriod("{text!r} is not a day: expected one such as 2026-06-30", text=text)
        ) from None
