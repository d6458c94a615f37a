"""What a sample says of its population is true as often as it says, whatever the population."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import ceil, comb, prod

import pytest
from scipy.stats import hypergeom  # type: ignore[import-untyped]

from mgmtsys.fieldwork.conclusion import ConclusionGround, RiskSide, bounds, conclude
from mgmtsys.fieldwork.drawing import Sample, draw
from mgmtsys.fieldwork.population import Population
from mgmtsys.fieldwork.sample_size import AttributeMethod, SampleSize, attribute_size
from mgmtsys.fieldwork.sampling import (
    Allocation,
    ChosenUnit,
    SamplingPlan,
    Selection,
    SelectionKind,
    Stratum,
)
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.text import Text

LEVELS = [Fraction(1, 2), Fraction(4, 5), Fraction(19, 20)]


def chance(size: int, deviating: int, taken: int, found: int) -> Fraction:
    """Return the chance of a finding, written as its textbook formula."""
    if not 0 <= taken - found <= size - deviating:
        return Fraction(0)
    return Fraction(
        comb(deviating, found) * comb(size - deviating, taken - found), comb(size, taken)
    )


@pytest.mark.parametrize("side", RiskSide)
@pytest.mark.parametrize("confidence", LEVELS)
def test_bounds_hold_with_the_confidence_at_least(confidence: Fraction, side: RiskSide) -> None:
    for size in range(1, 11):
        for taken in range(size + 1):
            said = [bounds(size, taken, found, confidence, side) for found in range(taken + 1)]
            for deviating in range(size + 1):
                right = sum(
                    chance(size, deviating, taken, found)
                    for found, (low, high) in enumerate(said)
                    if low <= deviating <= high
                )
                assert right >= confidence


@pytest.mark.parametrize("confidence", LEVELS)
def test_no_bound_could_be_nearer(confidence: Fraction) -> None:
    """Each bound is the last number that the finding does not rule out."""
    risk = (1 - confidence) / 2
    for size, taken in ((10, 4), (12, 7), (9, 9), (8, 1), (6, 0)):
        for found in range(taken + 1):
            possible = range(found, size - taken + found + 1)
            few = [
                d
                for d in possible
                if sum(chance(size, d, taken, x) for x in range(found + 1)) > risk
            ]
            many = [
                d for d in possible
                if sum(chance(size, d, taken, x) for x in range(found, taken + 1)) > risk
            ]  # fmt: skip
            assert (min(many), max(few)) == bounds(size, taken, found, confidence)


def test_bounds_agree_with_scipy() -> None:
    size, taken = 2000, 150
    for found in (0, 3, 75, 150):
        low, high = bounds(size, taken, found, Fraction(19, 20))
        assert hypergeom.cdf(found, size, high, taken) > 0.025
        assert high == size - taken + found or hypergeom.cdf(found, size, high + 1, taken) <= 0.025
        assert hypergeom.sf(found - 1, size, low, taken) > 0.025
        assert low == found or hypergeom.sf(found - 1, size, low - 1, taken) <= 0.025


def test_a_whole_population_says_how_many_deviate() -> None:
    assert (3, 3) == bounds(9, 9, 3, Fraction(19, 20))


@pytest.mark.parametrize("population", [20, 50, 100, 500])
@pytest.mark.parametrize("accept", [0, 1, 3])
def test_a_sample_that_is_accepted_rules_the_tolerable_rate_out(
    population: int, accept: int
) -> None:
    confidence, tolerable = Fraction(19, 20), Fraction(1, 5)
    taken = attribute_size(population, confidence, tolerable, accept)
    deviating = ceil(tolerable * population)
    for found in range(accept + 2):
        _, high = bounds(population, taken, found, confidence, RiskSide.UPPER)
        assert (found <= accept) is (high < deviating) or taken == population


def sampled(selection: Selection, sizes: dict[str, int], size: SampleSize | None) -> Sample:
    """Return a sample of a population with so many units in each group."""
    groups = [name for name, count in sizes.items() for _ in range(count)]
    population = Population([f"U{n}" for n in range(len(groups))], {"group": groups})
    return draw(SamplingPlan(Text("x"), Text("y"), selection=selection, size=size), population, 1)


def of_strata(sizes: tuple[int, ...], taken: tuple[int, ...]) -> Sample:
    strata = tuple(Stratum(f"S{n}", count=count) for n, count in enumerate(taken))
    selection = Selection(
        SelectionKind.STRATIFIED, "group", allocation=Allocation.STATED, strata=strata
    )
    return sampled(selection, {f"S{n}": size for n, size in enumerate(sizes)}, None)


def first(sample: Sample, found: tuple[int, ...]) -> list[str]:
    """Return the first so many units of each stratum of a sample."""
    return [
        id
        for n, count in enumerate(found)
        for id in [unit.id for unit in sample.units if unit.group == f"S{n}"][:count]
    ]


@pytest.mark.parametrize("side", RiskSide)
@pytest.mark.parametrize("confidence", [Fraction(1, 2), Fraction(9, 10)])
@pytest.mark.parametrize(
    ("sizes", "taken"),
    [
        ((6, 5), (3, 2)),
        ((8, 2), (1, 1)),
        ((4, 4, 4), (1, 1, 2)),
        ((7, 5), (7, 4)),
        ((6, 3), (4, 0)),
        ((12,), (3,)),
        ((9, 9), (8, 8)),
    ],
)
def test_strata_and_the_whole_of_them_are_bounded_with_the_confidence_at_least(
    sizes: tuple[int, ...], taken: tuple[int, ...], confidence: Fraction, side: RiskSide
) -> None:
    sample = of_strata(sizes, taken)
    said = {}
    for found in product(*(range(count + 1) for count in taken)):
        said[found] = conclude(sample, first(sample, found), confidence, side)
    for truth in product(*(range(size + 1) for size in sizes)):
        whole = apart = Fraction(0)
        for found, one in said.items():
            p = prod(map(chance, sizes, truth, taken, found), start=Fraction(1))
            whole += p if one.total.low <= sum(truth) <= one.total.high else 0
            inside = (
                part.low <= there <= part.high
                for part, there in zip(one.strata, truth, strict=True)
            )
            apart += p if all(inside) else 0
        assert whole >= confidence
        assert apart >= confidence


def most_likely_to_hide(sizes: tuple[int, ...], taken: tuple[int, ...], deviating: int) -> Fraction:
    """Return the highest chance that nothing is found, over every way in which so many may lie."""
    return max(
        prod(map(chance, sizes, lie, taken, (0,) * len(sizes)), start=Fraction(1))
        for lie in product(*(range(size + 1) for size in sizes))
        if sum(lie) == deviating
    )


@pytest.mark.parametrize(
    ("sizes", "taken"),
    [((12, 9, 7), (3, 2, 2)), ((20, 5), (4, 1)), ((9, 9), (3, 1)), ((40, 3), (5, 0)), ((7, 7, 7), (1, 2, 3))],
)  # fmt: skip
@pytest.mark.parametrize("confidence", LEVELS[1:])
def test_where_nothing_is_found_a_whole_that_is_judged_as_one_is_bounded_exactly(
    sizes: tuple[int, ...], taken: tuple[int, ...], confidence: Fraction
) -> None:
    conclusion = conclude(of_strata(sizes, taken), [], confidence, RiskSide.UPPER)
    possible = [
        number
        for number in range(sum(sizes) - sum(taken) + 1)
        if most_likely_to_hide(sizes, taken, number) > 1 - confidence
    ]
    assert max(possible) == conclusion.total.high


def test_units_of_thinly_sampled_strata_hide_more_than_a_division_by_quotas_shows() -> None:
    """By enumeration: 9 of 17 can deviate unseen with a chance above 1 %, 10 cannot."""
    sizes, taken = (3, 5, 6, 3), (1, 1, 3, 1)
    conclusion = conclude(of_strata(sizes, taken), [], Fraction(99, 100), RiskSide.UPPER)
    assert 9 == conclusion.total.high
    assert most_likely_to_hide(sizes, taken, 9) > Fraction(1, 100)
    assert most_likely_to_hide(sizes, taken, 10) <= Fraction(1, 100)


def test_what_is_found_in_one_stratum_bounds_the_whole_for_a_population_that_hides_it() -> None:
    sizes, taken, truth = (6, 8), (4, 5), (5, 8)
    sample = of_strata(sizes, taken)
    right = Fraction(0)
    for found in product(*(range(count + 1) for count in taken)):
        total = conclude(sample, first(sample, found), Fraction(1, 2), RiskSide.UPPER).total
        if total.low <= sum(truth) <= total.high:
            right += prod(map(chance, sizes, truth, taken, found), start=Fraction(1))
    assert right >= Fraction(1, 2)


@pytest.mark.parametrize("found", [1, 2, 3])
def test_strata_that_are_sampled_alike_are_bounded_as_draws_with_replacement(found: int) -> None:
    conclusion = conclude(
        of_strata((100, 100), (20, 20)),
        first(of_strata((100, 100), (20, 20)), (found, 0)),
        Fraction(19, 20),
        RiskSide.UPPER,
    )
    likely = []
    for number in range(found, 161 + found):
        rate = Fraction(number, 200)
        tail = sum(comb(40, k) * rate**k * (1 - rate) ** (40 - k) for k in range(found + 1))
        if tail > Fraction(1, 20):
            likely.append(number)
    assert max(likely) == conclusion.total.high


def small_designs(strata: int, largest: int) -> list[tuple[tuple[int, int], ...]]:
    """Return every way to take some of so many strata of at most so many units."""
    parts = [(size, taken) for size in range(1, largest + 1) for taken in range(size + 1)]
    return [
        design
        for design in combinations_with_replacement(parts, strata)
        if any(taken for _, taken in design)
    ]


@pytest.mark.parametrize("side", RiskSide)
@pytest.mark.parametrize(("strata", "largest"), [(1, 6), (2, 4), (3, 2)])
def test_the_whole_is_bounded_with_the_confidence_in_every_small_design(
    strata: int, largest: int, side: RiskSide
) -> None:
    for design in small_designs(strata, largest):
        sizes, taken = [size for size, _ in design], [count for _, count in design]
        sample = of_strata(tuple(sizes), tuple(taken))
        samples = prod(map(comb, sizes, taken))
        for confidence in (Fraction(1, 2), Fraction(9, 10), Fraction(99, 100)):
            said = {
                found: conclude(sample, first(sample, found), confidence, side).total
                for found in product(*(range(count + 1) for count in taken))
            }
            for truth in product(*(range(size + 1) for size in sizes)):
                right = sum(
                    prod(
                        comb(lie, seen) * comb(size - lie, count - seen)
                        for size, count, lie, seen in zip(sizes, taken, truth, found, strict=True)
                    )
                    for found, total in said.items()
                    if total.low <= sum(truth) <= total.high
                )
                assert right >= confidence * samples


def test_strata_that_are_nearly_all_looked_at_are_added_up() -> None:
    conclusion = conclude(of_strata((9, 9), (9, 8)), [], Fraction(19, 20))
    assert (0, 1) == (conclusion.total.low, conclusion.total.high)
    assert conclusion.total.high == sum(one.high for one in conclusion.strata)


def test_each_stratum_is_named_with_what_was_found_in_it() -> None:
    sample = of_strata((6, 5), (3, 2))
    unit = next(unit.id for unit in sample.units if unit.group == "S1")
    conclusion = conclude(sample, [unit, unit])
    assert [("S0", 6, 3, 0), ("S1", 5, 2, 1)] == [
        (one.name, one.size, one.taken, one.found) for one in conclusion.strata
    ]
    assert (None, 11, 5, 1) == (
        conclusion.total.name, conclusion.total.size, conclusion.total.taken, conclusion.total.found,
    )  # fmt: skip


def test_a_batch_deviates_when_any_of_its_units_does() -> None:
    sizes = {"a": 3, "b": 2, "c": 4}
    sample = sampled(Selection(SelectionKind.BATCH, "group"), sizes, SampleSize(count=2))
    batch = sample.units[0].group
    members = [unit.id for unit in sample.units if unit.group == batch]
    total = conclude(sample, members).total
    assert (3, 2, 1) == (total.size, total.taken, total.found)
    assert (1, 2) == (total.low, total.high)


def test_judgement_says_only_what_is_certain() -> None:
    chosen = tuple(ChosenUnit(f"U{n}", Text("new")) for n in (0, 4, 6))
    sample = sampled(Selection(SelectionKind.JUDGEMENT, units=chosen), {"a": 10}, None)
    conclusion = conclude(sample, ["U4"])
    assert (None, ConclusionGround.WHAT_WAS_SEEN) == (conclusion.confidence, conclusion.ground)
    assert (1, 8) == (conclusion.total.low, conclusion.total.high)


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        (SelectionKind.SIMPLE_RANDOM, ConclusionGround.SELECTION),
        (SelectionKind.INTERVAL, ConclusionGround.LIST_ORDER),
    ],
)
def test_a_conclusion_says_what_it_rests_on(kind: SelectionKind, ground: ConclusionGround) -> None:
    sample = sampled(Selection(kind), {"a": 30}, SampleSize(count=10))
    conclusion = conclude(sample, [])
    assert ground is conclusion.ground
    assert bounds(30, 10, 0, Fraction(19, 20)) == (conclusion.total.low, conclusion.total.high)


def test_the_confidence_and_the_side_are_those_of_the_plan() -> None:
    attribute = SampleSize(confidence=Fraction(9, 10), attribute=AttributeMethod(Fraction(1, 5)))
    sample = sampled(Selection(SelectionKind.SIMPLE_RANDOM), {"a": 40}, attribute)
    conclusion = conclude(sample, [])
    assert (Fraction(9, 10), RiskSide.UPPER) == (conclusion.confidence, conclusion.side)
    assert conclusion.total.high < 8
    other = conclude(sample, [], Fraction(1, 2), RiskSide.LOWER)
    assert (Fraction(1, 2), RiskSide.LOWER) == (other.confidence, other.side)
    stated = sampled(Selection(SelectionKind.SIMPLE_RANDOM), {"a": 40}, SampleSize(count=4))
    assert RiskSide.BOTH is conclude(stated, []).side
    unsized = of_strata((3,), (1,))
    assert Fraction(19, 20) == conclude(unsized, []).confidence


def test_what_is_not_in_the_sample_cannot_deviate_in_it() -> None:
    sample = sampled(Selection(SelectionKind.SIMPLE_RANDOM), {"a": 4}, SampleSize(count=4))
    with pytest.raises(InvalidDocument) as caught:
        conclude(sample, ["U1", "U9"], Fraction(0))
    assert [
        "confidence: 0%: expected a rate above 0% and below 100%",
        "deviating.U9: 'U9' is not in the sample: expected one of its units",
    ] == caught.value.read("en").splitlines()
