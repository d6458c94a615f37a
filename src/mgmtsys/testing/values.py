"""Strategies for the values: wording, numbers, quantities, the calendar, numbers of clauses."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseNumber, ClauseRef
from mgmtsys.standard.relation import BaseRelation, Relation
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.naming import composed
from mgmtsys.values.period import CalendarUnit, Duration, Frequency, Period
from mgmtsys.values.text import UNDETERMINED, Text
from mgmtsys.values.units import ONE, Quantity, Unit

_T = TypeVar("_T")

#: Units that measure the same thing, side by side.
_KINDS = (
    ("1", "%", "‰", "ppm"),
    ("kWh", "Wh", "MWh", "tce", "kgce", "J"),
    ("kg", "g", "t"),
    ("L", "m3"),
    ("m", "km"),
    ("h", "min", "d"),
    ("°C", "K", "°F"),
    ("dB(A)",),
    ("CNY", "万元"),
    ("tCO2e", "gCO2e"),
    ("person",),
    ("incident",),
    ("case",),
    ("time",),
    ("item",),
    ("item(pallet)",),
    ("item(托盘 2)",),
)
_NAMES = tuple(name for kind in _KINDS for name in kind)
#: Ids that other languages would read as something else, beside plain ones.
_AWKWARD = ("NO", "null", "~", "1.0", "6.10", "0x1F", "2026-01-01", "on", "目标 1", "a: b", "#1")


_IDS = st.sampled_from(_AWKWARD) | st.text("ABCabc123-_.中文", min_size=1, max_size=4)
#: Anything that can be printed, in composed form, as files keep it.
_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=8
).map(composed)
_TAGS = st.sampled_from(("zh", "en", "zh-tw", "de", UNDETERMINED))


def ids() -> st.SearchStrategy[str]:
    """Return a strategy for ids, some of which a careless reader would take for a number."""
    return _IDS


_WORDING = _WORDS.filter(lambda word: bool(word.strip()))
_TEXTS = (_WORDING | st.dictionaries(_TAGS, _WORDING, min_size=1, max_size=3)).map(Text)


def words() -> st.SearchStrategy[str]:
    """Return a strategy for short wording in any script, never blank."""
    return _WORDING


@functools.lru_cache(maxsize=256)
def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@functools.lru_cache(maxsize=256)
def _few(strategy: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[Any]:
    return st.just(()) if strategy.is_empty else st.lists(strategy, max_size=most).map(tuple)


def maybe(strategy: st.SearchStrategy[_T]) -> st.SearchStrategy[_T | None]:
    """Return a strategy for nothing, or for what ``strategy`` draws."""
    return _maybe(strategy)


def few(strategy: st.SearchStrategy[_T], most: int = 2) -> st.SearchStrategy[tuple[_T, ...]]:
    """Return a strategy for a short tuple of what ``strategy`` draws, if it draws anything."""
    return _few(strategy, most)


def texts() -> st.SearchStrategy[Text]:
    """Return a strategy for wording in up to three languages."""
    return _TEXTS


@functools.lru_cache(maxsize=256)
def fractions(least: int = -(10**6), most: int = 10**6) -> st.SearchStrategy[Fraction]:
    """Return a strategy for exact numbers from ``least`` to ``most``: whole, decimal, or thirds."""
    return st.integers(least, most).map(Fraction) | st.fractions(least, most, max_denominator=1000)


@functools.cache
def _known() -> tuple[Unit, ...]:
    return tuple(Unit.parse(name) for name in _NAMES)


#: Ways to make a unit of two.
_JOINS: st.SearchStrategy[Callable[[Unit, Unit], Unit]] = st.sampled_from(
    (
        lambda one, _: one,
        lambda one, other: one * other,
        lambda one, other: one / other,
        lambda one, other: one / other / other,
        lambda one, _: ONE / one,
    )
)
_UNIT = st.deferred(lambda: st.sampled_from(_known()))
_UNITS = st.builds(lambda join, one, other: join(one, other), _JOINS, _UNIT, _UNIT)


def units() -> st.SearchStrategy[Unit]:
    """Return a strategy for units: the plain number, known ones, products of powers of two."""
    return _UNITS


@functools.lru_cache(maxsize=256)
def compatible_units(unit: Unit) -> st.SearchStrategy[Unit]:
    """Return a strategy for units in which a quantity in ``unit`` can be stated as well."""
    alike = tuple(known for known in _known() if known.is_compatible_with(unit))
    scaled = () if unit.offset else (unit * Unit.parse("%"), unit / Unit.parse("‰"))
    # Beside a measure in % a bare number reads in two ways.
    with_sign = unit.is_ratio and unit.scale != 1
    return st.sampled_from(
        tuple(one for one in (unit, *alike, *scaled) if one.powers or not with_sign)
    )


@functools.lru_cache(maxsize=256)
def quantities(
    of: Unit | None = None, least: int = -(10**6), most: int = 10**6
) -> st.SearchStrategy[Quantity]:
    """Return a strategy for quantities of ``least`` to ``most`` of any unit, or of ``of``."""
    return st.builds(Quantity, fractions(least, most), units() if of is None else st.just(of))


_DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def days() -> st.SearchStrategy[date]:
    """Return a strategy for days that a document could name."""
    return _DAYS


@functools.lru_cache(maxsize=256)
def durations(most: int = 9999) -> st.SearchStrategy[Duration]:
    """Return a strategy for lengths of up to ``most`` days, weeks, months or years."""
    counts = st.integers(1, min(most, 24)) | st.integers(1, most)
    return st.builds(Duration, counts, st.sampled_from(CalendarUnit))


@functools.lru_cache(maxsize=256)
def frequencies(most: int = 9999) -> st.SearchStrategy[Frequency]:
    """Return a strategy for how often something falls due."""
    return durations(most).map(Frequency)


def _calendar(day: date, months: int) -> Period:
    """Return the year, quarter or month that holds ``day``."""
    start = date(day.year, 1 + (day.month - 1) // months * months, 1)
    return Period(start, Duration(months, CalendarUnit.MONTH).after(start))


def _fiscal(day: date) -> Period:
    start = day.replace(day=1)
    return Period(start, Duration(1, CalendarUnit.YEAR).after(start))


_PERIODS = (
    st.builds(_calendar, _DAYS, st.sampled_from((1, 3, 12)))
    | _DAYS.map(_fiscal)
    | st.builds(
        lambda day, length: Period(day, day + timedelta(length)), _DAYS, st.integers(1, 800)
    )
)
_YEARLESS = st.sampled_from(
    (*((month, 1) for month in range(1, 13)), (1, 3), (4, 3), (7, 3), (10, 3))
)
_DEADLINES = (
    st.just(Deadline())
    | _YEARLESS.map(lambda months: Deadline(months=months))
    | _PERIODS.map(Deadline)
)


def periods() -> st.SearchStrategy[Period]:
    """Return a strategy for spans of days: years, quarters, months, days, and any others."""
    return _PERIODS


def deadlines() -> st.SearchStrategy[Deadline]:
    """Return a strategy for deadlines: ongoing, a day, a span, a month or a quarter of no year."""
    return _DEADLINES


_COUNTERS = st.integers(0, 21).map(str)
_LETTERS = st.sampled_from(("a", "b", "A", "p", "ac"))
_HEADS = _COUNTERS | st.sampled_from("abcA") | st.builds(str.__add__, _LETTERS, _COUNTERS)
_PRINTED = st.sampled_from(("01", "007", "5A", "A&A", "R65+", "第6条"))
_TITLED = st.sampled_from(("Article", "GV", "[EXI 27]"))
_BETWEEN = st.sampled_from(("-", " ", "_", "/"))
_PARTS = _HEADS | _PRINTED | st.builds(str.__add__, _BETWEEN, _COUNTERS | _PRINTED)
_FIRST_PARTS = _HEADS | _PRINTED | _TITLED
_NUMBERS = st.builds(
    lambda head, parts: ClauseNumber((head, *parts)),
    _FIRST_PARTS,
    st.lists(_PARTS, max_size=3),
)
_EDITIONS = st.sampled_from(("iso14001:2015", "iso45001:2018", "company:7"))
_REFS = st.builds(ClauseRef, _EDITIONS, _NUMBERS)
_RELATIONS = st.frozensets(st.sampled_from(BaseRelation), min_size=1).map(Relation)


def clause_numbers() -> st.SearchStrategy[ClauseNumber]:
    """Return a strategy for clause numbers of up to four parts such as 6, 10, a, p2, ac-2, Article 6, GV-01."""
    return _NUMBERS


def clause_refs() -> st.SearchStrategy[ClauseRef]:
    """Return a strategy for one requirement of one edition."""
    return _REFS


def parts() -> st.SearchStrategy[str]:
    """Return a strategy for how the number of an item begins."""
    return _FIRST_PARTS


def further_parts() -> st.SearchStrategy[str]:
    """Return a strategy for what follows in the number of an item below another."""
    return _PARTS


def editions() -> st.SearchStrategy[str]:
    """Return a strategy for the ids of editions of standards."""
    return _EDITIONS


def relations() -> st.SearchStrategy[Relation]:
    """Return a strategy for what is known of how two requirements overlap."""
    return _RELATIONS
