"""The size of a stratified sample with an acceptance number is enough, and no smaller one is."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import ceil, comb, prod

import pytest

from mgmtsys.fieldwork.conclusion import RiskSide, conclude
from mgmtsys.fieldwork.drawing import Sample, draw
from mgmtsys.fieldwork.population import Population
from mgmtsys.fieldwork.sample_size import (
    AttributeMethod,
    AuditStage,
    ProportionMethod,
    SampleSize,
)
from mgmtsys.fieldwork.sampling import (
    Allocation,
    SamplingPlan,
    Selection,
    SelectionKind,
    Stratum,
)
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.text import Text


def sampled(
    sizes: tuple[int, ...],
    size: SampleSize,
    allocation: Allocation | None = None,
    at_least: int = 0,
    deviations: tuple[int, ...] = (),
) -> Sample:
    """Return a stratified sample of so many units in each stratum."""
    groups = [f"S{number}" for number, size in enumerate(sizes) for _ in range(size)]
    strata = tuple(Stratum(f"S{number}", Fraction(one)) for number, one in enumerate(deviations))
    how = Selection(
        SelectionKind.STRATIFIED, "group", allocation=allocation, at_least=at_least, strata=strata
    )
    units = Population([f"U{number}" for number in range(len(groups))], {"group": groups})
    return draw(SamplingPlan(Text("x"), Text("y"), selection=how, size=size), units, 1)


def by_attribute(
    tolerable: str | Fraction, accept: int = 0, confidence: str | Fraction = "0.95"
) -> SampleSize:
    return SampleSize(Fraction(confidence), attribute=AttributeMethod(Fraction(tolerable), accept))


def taken(sample: Sample) -> list[int]:
    return [part.taken for part in sample.parts]


def chance_of_at_most(
    accept: int, sizes: tuple[int, ...], drawn: list[int], lie: tuple[int, ...]
) -> Fraction:
    """Return the chance to find so few where what deviates lies so, by adding up every outcome."""
    ways = sum(
        prod(
            comb(bad, seen) * comb(size - bad, count - seen)
            for size, count, bad, seen in zip(sizes, drawn, lie, found, strict=True)
        )
        for found in product(*(range(count + 1) for count in drawn))
        if sum(found) <= accept
    )
    return Fraction(ways, prod(map(comb, sizes, drawn)))


def highest_chance(accept: int, sizes: tuple[int, ...], drawn: list[int], number: int) -> Fraction:
    """Return the highest chance to find so few of ``number``, over every way in which they may lie."""
    return max(
        chance_of_at_most(accept, sizes, drawn, lie)
        for lie in product(*(range(size + 1) for size in sizes))
        if sum(lie) == number
    )


def small_designs(strata: int, largest: int) -> list[tuple[int, ...]]:
    return list(combinations_with_replacement(range(1, largest + 1), strata))


def test_the_fire_extinguishers_of_five_shops_need_27_and_not_26() -> None:
    shops = (42, 33, 17, 8, 20)
    sample = sampled(shops, by_attribute("0.1"), at_least=2)
    assert [9, 7, 4, 2, 5] == taken(sample)
    assert 11 == conclude(sample, []).total.high
    fewer = sampled(shops, SampleSize(count=26), at_least=2)
    assert 12 == conclude(fewer, [], side=RiskSide.UPPER).total.high


@pytest.mark.parametrize("allocation", [Allocation.PROPORTIONAL, Allocation.EQUAL])
@pytest.mark.parametrize(("strata", "largest"), [(1, 9), (2, 7), (3, 4)])
def test_a_size_without_an_accepted_deviation_is_enough_and_least_in_every_small_design(
    strata: int, largest: int, allocation: Allocation
) -> None:
    for sizes in small_designs(strata, largest):
        whole = sum(sizes)
        for confidence, tolerable in product(("0.5", "0.9", "0.99"), ("0.1", "1/3", "0.8")):
            number, risk = ceil(Fraction(tolerable) * whole), 1 - Fraction(confidence)
            drawn = taken(sampled(sizes, by_attribute(tolerable, 0, confidence), allocation))
            assert highest_chance(0, sizes, drawn, number) <= risk
            for fewer in range(1, sum(drawn)):
                less = taken(sampled(sizes, SampleSize(count=fewer), allocation))
                assert highest_chance(0, sizes, less, number) > risk


@pytest.mark.parametrize(("strata", "largest"), [(1, 8), (2, 6), (3, 3)])
@pytest.mark.parametrize("accept", [1, 2])
def test_a_size_with_accepted_deviations_rules_the_rate_out_in_every_small_design(
    strata: int, largest: int, accept: int
) -> None:
    """In truth by enumeration, and by what is said of every outcome that is accepted."""
    for sizes in small_designs(strata, largest):
        whole = sum(sizes)
        for confidence, tolerable in product(("0.5", "0.95"), ("1/3", "0.8")):
            number = ceil(Fraction(tolerable) * whole)
            if number <= accept:
                continue
            sample = sampled(sizes, by_attribute(tolerable, accept, confidence))
            assert highest_chance(accept, sizes, taken(sample), number) <= 1 - Fraction(confidence)
            for found in product(*(range(count + 1) for count in taken(sample))):
                if sum(found) <= accept:
                    said = conclude(sample, first(sample, found))
                    assert said.total.high < number


def first(sample: Sample, found: tuple[int, ...]) -> list[str]:
    """Return the first so many units of each stratum of a sample."""
    return [
        id
        for number, count in enumerate(found)
        for id in [unit.id for unit in sample.units if unit.group == f"S{number}"][:count]
    ]


@pytest.mark.parametrize("accept", [1, 3])
@pytest.mark.parametrize("sizes", [(42, 33, 17), (60, 60), (90, 4, 4), (12, 9, 7)])
def test_no_smaller_size_would_let_the_conclusion_rule_the_rate_out(
    sizes: tuple[int, ...], accept: int
) -> None:
    number = ceil(Fraction(1, 5) * sum(sizes))
    drawn = taken(sampled(sizes, by_attribute("0.2", accept)))
    for fewer in range(accept + 1, sum(drawn)):
        less = sampled(sizes, SampleSize(count=fewer))
        highest = max(
            conclude(less, first(less, found), side=RiskSide.UPPER).total.high
            for found in product(*(range(min(count, accept) + 1) for count in taken(less)))
            if sum(found) == accept
        )
        assert highest >= number


def test_a_stratum_of_one_unit_and_strata_left_out_count() -> None:
    """By enumeration: 6 of 8, since one of three single units may be among those not looked at."""
    sizes = (1, 1, 1, 5)
    sample = sampled(sizes, by_attribute("0.3"))
    assert 6 == sum(taken(sample))
    assert highest_chance(0, sizes, taken(sample), 3) <= Fraction(1, 20)
    assert highest_chance(0, sizes, [1, 1, 0, 3], 3) > Fraction(1, 20)


def test_a_census_is_taken_where_nothing_less_tells() -> None:
    assert [2, 2, 1] == taken(sampled((2, 2, 1), by_attribute("0.1", 0, "0.99")))
    assert [8, 1] == taken(sampled((8, 1), by_attribute("0.25", 2, "0.999")))


def test_a_stratum_that_is_never_looked_at_leaves_any_rate_possible() -> None:
    size = by_attribute("0.1")
    with pytest.raises(InvalidDocument) as caught:
        sampled((40, 10), size, Allocation.NEYMAN, deviations=(1, 0))
    said = caught.value.read("en")
    assert said.startswith(
        "selection.strata: no size rules out a rate of 10%, since all that deviates"
    )
    assert caught.value.read("zh").startswith(
        "selection.strata: 任何样本大小都不能排除 10% 的不符合率"
    )
    drawn = taken(sampled((40, 10), size, Allocation.NEYMAN, at_least=8, deviations=(1, 0)))
    assert 8 == drawn[1]
    assert highest_chance(0, (40, 10), drawn, 5) <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("size", "drawn"),
    [
        (by_attribute("0.5"), [6, 6, 2]),
        (SampleSize(sites=AuditStage.INITIAL), [6, 6, 2]),
        (SampleSize(proportion=ProportionMethod(Fraction(1, 2))), [6, 6, 2]),
        (SampleSize(proportion=ProportionMethod(Fraction(1, 20))), [27, 16, 2]),
    ],
)
def test_a_computed_size_is_raised_to_the_least_of_each_stratum(
    size: SampleSize, drawn: list[int]
) -> None:
    assert drawn == taken(sampled((30, 18, 2), size, at_least=6))


@pytest.mark.parametrize("size", [SampleSize(count=9), SampleSize(share=Fraction(1, 10))])
def test_a_stated_size_below_the_least_of_each_stratum_is_refused(size: SampleSize) -> None:
    with pytest.raises(InvalidDocument, match="cannot be allocated: expected 14 to 50"):
        sampled((30, 18, 2), size, at_least=6)
