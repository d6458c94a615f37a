"""Random years against a second reading of what counts in a span, written with day numbers.

A year is a row of whole numbers of days, a reading is (first day, day after its last, value), and every
comparison is one of whole numbers or of fractions of them.
"""

import os
import random
from datetime import date
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.measure import Division, Formula, Measure, Series
from mgmtsys.system.objective import Objective
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import Verdict
from mgmtsys.values.fiscal import parse_span
from mgmtsys.values.period import Frequency, Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity, Unit

SEEDS = range(4000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 400)
CUBES = Unit.parse("m3")
YEARS = ("2026", "2028", "2026-04-01..2027-03-31", "2027-10-01..2028-09-30")
MONTHLY = Frequency.parse("monthly")


@attrs.frozen
class World:
    """A year, the readings of its one series, and what is asked of them on a day."""

    year: Period
    readings: tuple[tuple[int, int, int], ...]
    divided: bool
    monthly: bool
    limit: int
    rising: bool
    asked: Period
    on: date


def day(number: int) -> date:
    return date.fromordinal(number)


def drawn(chance: random.Random) -> World:
    year = Period.parse(chance.choice(YEARS))
    first, end = year.start.toordinal(), year.end.toordinal()
    months = [one.start.toordinal() for one in year.months]
    cuts = {chance.randint(first - 5, end) for _ in range(chance.randint(0, 12))}
    if chance.random() < 0.6:
        cuts |= set(chance.sample(months, chance.randint(2, 12)))
    spans = [span for span in pairwise(sorted(cuts)) if span[1] > first and chance.random() < 0.9]
    on = chance.choice(
        (end + 3, chance.randint(first, end + 40), chance.choice(months) - 1, chance.choice(months))
    )
    on = max(on, first)
    asked = chance.choice((year, *year.quarters, *year.months, *year.months))
    return World(
        year,
        tuple((*span, chance.randint(0, 40)) for span in spans if span[0] <= on),
        chance.random() < 0.5,
        chance.random() < 0.5,
        chance.randint(20, 400),
        chance.random() < 0.5,
        asked,
        day(on),
    )


def expected(world: World) -> tuple[str, Fraction | None, Fraction | None]:
    """Return the state, the actual and the deviation of a sum against its part of a limit."""
    start, end, on = (
        world.asked.start.toordinal(),
        world.asked.end.toordinal(),
        world.on.toordinal(),
    )
    if on < start:
        return "not_due", None, None
    touching = [one for one in world.readings if one[0] < end and one[1] > start]
    inside = [one for one in touching if one[0] >= start and one[1] <= end]
    counted = touching if world.divided else inside
    cuts = [one.start.toordinal() for one in world.asked.months] + [end]
    months = list(pairwise(cuts))
    due = [one for one in months if world.monthly and one[1] - 1 < on]
    if not counted:
        if touching:
            return "undetermined", None, None
        return ("not_due" if world.monthly and not due else "no_data"), None, None
    actual = sum(
        (Fraction(value * (min(b, end) - max(a, start)), b - a) for a, b, value in counted),
        Fraction(0),
    )
    lacks = None
    holes = [one for one in due if not any(a < one[1] and b > one[0] for a, b, _ in counted)]
    if len(touching) > len(counted):
        lacks = "undetermined"
    elif holes:
        at_the_end = holes[-1] == due[-1] and counted[-1][0] < holes[-1][0]
        lacks = "stale" if at_the_end else "undetermined"
    if lacks is not None:
        if world.rising or actual <= world.limit:
            return lacks, actual, None
        return "missed", actual, actual / world.limit - 1
    reach = min(counted[-1][1], end)
    if reach <= on + 1:
        over = (
            [b for a, b in months if b - 1 <= on and a < reach]
            if world.monthly
            else [min(on + 1, end)]
        )
        reach = max([reach, *over])
    part = Fraction(world.limit * (reach - start), world.year.days)
    miss = part - actual if world.rising else actual - part
    return ("missed", actual, miss / part) if miss > 0 else ("met", actual, Fraction(0))


def system(world: World, target: Target) -> ManagementSystem:
    series = Series(
        "w",
        CUBES,
        frequency=MONTHLY if world.monthly else None,
        divide=Division.BY_DAYS if world.divided else None,
    )
    measure = Measure(Formula.parse("sum(w)"), CUBES)
    return ManagementSystem(
        organisation=Text("W"),
        period=world.year,
        series=(series,),
        objectives=(Objective("O", Text("O"), measure=measure, target=target),),
    )


def judged(world: World, target: Target) -> Verdict:
    record = Record(
        Reading("w", Period(day(a), day(b)), value=Quantity(value, CUBES))
        for a, b, value in world.readings
    )
    return evaluate(system(world, target), record, world.asked, world.on)["O"]


def number(quantity: Quantity | None) -> Fraction | None:
    return None if quantity is None else quantity.magnitude


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_over_any_edge_agree_with_day_numbers(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        world = drawn(chance)
        limit = Quantity(world.limit, CUBES)
        verdict = judged(world, Target.at_least(limit) if world.rising else Target.at_most(limit))
        deviation = verdict.deviation.value if verdict.deviation else None
        found = (verdict.state.value, number(verdict.actual), deviation)
        assert expected(world) == found, world


def done(world: World, asked: int, by: int) -> tuple[str, int | None, Fraction | None]:
    """Return the state, the days late and the deviation of a sum that is to be reached by a day."""
    start = min(world.year.start, world.asked.start).toordinal()
    end, on = world.asked.end.toordinal(), world.on.toordinal()
    if on < world.asked.start.toordinal():
        return "not_due", None, None
    judged_on = min(by, end - 1)

    def total(last: int) -> Fraction:
        known = [one for one in world.readings if one[0] <= last and one[1] > start]
        return sum(
            (
                Fraction(v * (min(b, last + 1) - max(a, start)), b - a)
                for a, b, v in known
                if world.divided or (a >= start and b <= last + 1)
            ),
            Fraction(0),
        )

    # A figure that is divided grows from day to day, another only on its last.
    ends = sorted(
        {
            day
            for a, b, _ in world.readings
            for day in range(max(a, start) if world.divided else min(b, end) - 1, min(b, end))
            if b > start and a < end
        }
    )
    open_ = not world.divided and any(
        (a <= judged_on < b - 1) or a < start < b for a, b, _ in world.readings
    )
    if any(last <= judged_on and total(last) >= asked for last in ends):
        return "met", None, None
    if open_:
        return "undetermined", None, None
    if on <= by or end <= by:
        return "not_due", None, None
    later = [last for last in ends if last > by and total(last) >= asked]
    known = [
        last
        for last in ends
        if world.divided or any(b - 1 == last and a >= start for a, b, _ in world.readings)
    ]
    whole = total(known[-1]) if known else None
    late = (later[0] if later else min(on, end - 1)) - by
    if whole is None:
        return "missed", late, None
    return "missed", late, max(Fraction(0), (asked - whole) / asked)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_to_be_reached_by_a_day_agrees_with_day_numbers(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(5):
        world = drawn(chance)
        by = chance.randint(world.year.start.toordinal(), world.year.end.toordinal())
        bound = Bound(TargetKind.AT_LEAST, Quantity(world.limit, CUBES), day=day(by))
        verdict = judged(world, Target((bound,)))
        deviation = verdict.deviation.value if verdict.deviation else None
        found = (verdict.state.value, verdict.days_late, deviation)
        assert done(world, world.limit, by) == found, (world, day(by))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_reading_agrees_with_the_worst_of_a_list(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(5):
        world = attrs.evolve(drawn(chance), divided=False, monthly=False)
        low = chance.randint(1, 20)
        high = low + chance.randint(0, 20)
        target = Target.each(Target.between(Quantity(low, CUBES), Quantity(high, CUBES)))
        verdict = judged(world, target)
        start, end = world.asked.start.toordinal(), world.asked.end.toordinal()
        touching = [one for one in world.readings if one[0] < end and one[1] > start]
        inside = [one for one in touching if one[0] >= start and one[1] <= end]
        misses = [
            max(Fraction(low - v, low), Fraction(v - high, high), Fraction(0)) for _, _, v in inside
        ]
        if world.on < world.asked.start:
            state = "not_due"
        elif any(misses):
            state = "missed"
        elif len(touching) > len(inside):
            state = "undetermined"
        else:
            state = "met" if inside else "no_data"
        assert state == verdict.state.value, world
        if state == "missed":
            a, b, _ = inside[misses.index(max(misses))]
            assert verdict.worst is not None
            assert Period(day(a), day(b)) == verdict.worst.period
            assert verdict.deviation is not None
            assert max(misses) == verdict.deviation.value


@pytest.mark.parametrize("year", YEARS)
def test_fiscal_quarters_are_every_third_month(year: str) -> None:
    whole = Period.parse(year)
    first = whole.start.month - 1
    for quarter in range(4):
        months = [first + 3 * quarter + one for one in range(3)]
        named = parse_span(f"FY{whole.start.year}-Q{quarter + 1}", whole)
        assert [date(whole.start.year + month // 12, month % 12 + 1, 1) for month in months] == [
            month.start for month in named.months
        ]
        assert named.end == Period(named.months[-1].start, named.months[-1].end).end
