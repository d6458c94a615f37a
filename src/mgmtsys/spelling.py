"""How people write days, months, spans and how often: each spelling with one reading is understood."""

from __future__ import annotations

import re

from mgmtsys.exceptions import InvalidPeriod
from mgmtsys.text import fold

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
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}\s*(?P<sign>[-/.])\s*(?P<month>\d{{1,2}})(?:\s*(?P=sign)\s*{_DAY_NUMBER}{_MIDNIGHT})?",
        rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?:份|\s*{_DAY_NUMBER}\s*[日号])?",
        rf"(?:{_DAY_NUMBER}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+)?(?P<name>{_MONTH})\.?,?[\s-]+{_YEAR}",
        rf"(?P<name>{_MONTH})\.?\s+{_DAY_NUMBER}(?:st|nd|rd|th)?,?\s+{_YEAR}",
    )
)
#: Two numbers before a year: a day and a month, in one order or the other.
_EITHER = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_EITHER_DAY = re.compile(_EITHER.pattern + _MIDNIGHT)
_FISCAL = re.compile(r"(?i)\bfy\s*'?\d{2,4}|财年|财政年度")
#: What stands between the ends of a span.
_TO = re.compile(r"\s*(?:\.{2,3}|至|到|~|–|—)\s*|\s+to\s+")
#: What says that the last day of a span is meant.
_UNTIL = re.compile(
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
_COUNTED = re.compile(
    r"(?:(?P<digits>\d{1,4})\s*|(?P<en>"
    + "|".join(word for word in _NUMBERS if word.isascii())
    + r")[\s-]+|(?P<zh>十[一二]?|[一二两三四五六七八九])\s*)?(?P<word>\D+)"
)
_ONCE = {"once": 1, "twice": 2, "thrice": 3}
#: So many times in so long, in the words of both languages.
_TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:(?P<once>\w+ce)|(?P<times>\w+)[\s-]+times?)\s+(?:a|an|per|each|every|in a)\s+(?P<each>.+)",
        r"(?P<times>[一二两三四五六七八九十\d]+)\s*次\s*/\s*(?P<each>.+)",
        r"每?\s*(?P<each>.+?)\s*(?P<times>[一二两三四五六七八九十\d]+)\s*次",
    )
)


def written_day(text: str) -> tuple[int, int, int | None] | None:
    """Return the year, the month and, where one is written, the day of text.

    >>> written_day("31 March 2028"), written_day("2026/2"), written_day("03/04/2026")
    ((2028, 3, 31), (2026, 2, None), None)
    """
    folded = fold(text).lower()
    if either := _EITHER_DAY.fullmatch(folded):
        readings = _readings(either)
        return readings[0] if len(readings) == 1 else None
    match = next(filter(None, (one.fullmatch(folded) for one in _WRITTEN)), None)
    if match is None:
        return None
    parts = match.groupdict()
    name = parts.get("name")
    month = int(parts["month"]) if name is None else _month(name)
    return int(parts["year"]), month, int(parts["day"]) if parts["day"] else None


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
    (('2027-04', '2028-03'), ('2026年1月', '3月'), None)
    """
    first, *rest = _TO.split(fold(text), maxsplit=1)
    return (first, rest[0]) if rest and first and rest[0] else None


def until(text: str) -> str | None:
    """Return the span at whose end something is due, where text names it so.

    >>> until("2026年12月底前"), until("end of March 2027"), until("2026-12-31")
    ('2026年12月', 'march 2027', None)
    """
    match = _UNTIL.fullmatch(fold(text).lower())
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
    match = _COUNTED.fullmatch(fold(text).lower())
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
    match = next(filter(None, (one.fullmatch(fold(text).lower()) for one in _TIMES)), None)
    if match is None:
        return None
    parts = match.groupdict()
    often = parts.get("once") or parts["times"]
    known = _ONCE.get(often) or _NUMBERS.get(often)
    if known is None and not often.isdecimal():
        return None
    return known or int(often), parts["each"].strip()


def no_date(text: str, en: str, zh: str) -> InvalidPeriod:
    """Return the refusal of text in which no date was found: with both readings where it has two."""
    for either in _EITHER.finditer(fold(text)):
        readings = [f"{year:04}-{month:02}-{day:02}" for year, month, day in _readings(either)]
        if len(readings) > 1:
            return InvalidPeriod(
                f"{text!r} is {' or '.join(readings)}: expected the year first, as in {readings[0]}",
                f"{text!r} 可读作 {' 或 '.join(readings)}：应先写年份，如 {readings[0]}",
            )
    if _FISCAL.search(fold(text)):
        return InvalidPeriod(
            f"{text!r} does not say when its fiscal year starts: expected its months, such as "
            "2027-04..2028-03",
            f"{text!r} 未说明财年从何时开始：应写明起止月份，如 2027-04..2028-03",
        )
    return InvalidPeriod(en, zh)
