"""How many units: the tables of the field, and an independent computation of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from scipy.stats import binom, hypergeom, norm  # type: ignore[import-untyped]

from mgmtsys.fieldwork.sample_size import (
    STATED_Z,
    AttributeMethod,
    AuditStage,
    ProportionMethod,
    SampleSize,
    attribute_size,
    proportion_size,
    sites_size,
)
from mgmtsys.fieldwork.tails import (
    binomial_ways_of_at_most,
    chance_of_at_most,
    ways_of_at_most,
)
from mgmtsys.files.codec import structure
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood

FIVE, NINETY_FIVE = Fraction(1, 20), Fraction(19, 20)


@pytest.mark.parametrize(
    ("population", "size"),
    [(60, 53), (120, 92), (500, 218), (1000, 278), (5000, 357), (None, 385)],
)
def test_a_proportion_takes_the_size_of_the_table(population: int | None, size: int) -> None:
    assert size == proportion_size(population, FIVE)


def test_the_correction_is_for_the_population_less_one_and_rounds_once() -> None:
    endless = Fraction(9604, 25)
    assert 53 == proportion_size(60, FIVE)
    assert 52 == -(-endless * 60 // (endless + 60))  # the variant that is not used


def test_the_exact_size_of_a_proportion_lies_just_below_the_whole_number() -> None:
    exact = {
        60: Fraction(192080, 3693),
        120: Fraction(54880, 599),
        500: Fraction(4802000, 22079),
        1000: Fraction(9604000, 34579),
        5000: Fraction(48020000, 134579),
    }
    for population, size in exact.items():
        assert 0 <= proportion_size(population, FIVE) - size < 1


@pytest.mark.parametrize(
    ("population", "size"),
    [(20, 19), (50, 31), (100, 45), (200, 51), (500, 56), (1000, 57), (5000, 59), (None, 59)],
)
def test_no_deviation_takes_the_size_of_the_table(population: int | None, size: int) -> None:
    assert size == attribute_size(population, NINETY_FIVE, FIVE)


@pytest.mark.parametrize(("population", "size"), [(100, 65), (500, 87)])
def test_one_deviation_takes_the_size_of_the_table(population: int, size: int) -> None:
    assert size == attribute_size(population, NINETY_FIVE, FIVE, accept=1)


def test_a_risk_that_is_reached_exactly_is_reached() -> None:
    assert FIVE == chance_of_at_most(0, 20, 1, 19)
    assert 19 == attribute_size(20, NINETY_FIVE, FIVE)
    assert 20 == attribute_size(20, Fraction(951, 1000), FIVE)


@pytest.mark.parametrize("confidence", ["0.8", "0.9", "0.95", "0.99"])
@pytest.mark.parametrize("tolerable", ["0.03", "0.05", "0.1", "0.35"])
@pytest.mark.parametrize("accept", [0, 1, 4])
def test_an_attribute_size_is_the_least_that_scipy_finds(
    confidence: str, tolerable: str, accept: int
) -> None:
    level, rate = Fraction(confidence), Fraction(tolerable)
    for population in (150, 333, 1200):
        deviating = -(-rate * population // 1)
        size = attribute_size(population, level, rate, accept)
        drawn = next(
            n
            for n in range(1, population + 1)
            if hypergeom.cdf(accept, population, int(deviating), n) <= float(1 - level) + 1e-12
        )
        assert size == drawn
    drawn = next(n for n in range(1, 2000) if binom.cdf(accept, n, float(rate)) <= float(1 - level))
    assert drawn == attribute_size(None, level, rate, accept)


@pytest.mark.parametrize(("size", "deviating", "drawn"), [(9, 4, 3), (9, 3, 7), (8, 8, 3), (8, 0, 5), (7, 6, 6)])  # fmt: skip
def test_a_tail_counts_every_sample(size: int, deviating: int, drawn: int) -> None:
    found = [sum(unit < deviating for unit in one) for one in combinations(range(size), drawn)]
    for most in range(-1, drawn + 1):
        ways, total = ways_of_at_most(most, size, deviating, drawn)
        assert Fraction(sum(one <= most for one in found), len(found)) == Fraction(ways, total)


@pytest.mark.parametrize("size", [40, 400, 5000])
def test_tails_agree_with_scipy(size: int) -> None:
    for deviating in (1, size // 7, size // 2, size - 3):
        for drawn in (1, size // 9, size // 2, size - 1):
            for found in (0, 1, drawn // 3, drawn - 1):
                expected = hypergeom.cdf(found, size, deviating, drawn)
                chance = chance_of_at_most(found, size, deviating, drawn)
                assert float(chance) == pytest.approx(expected, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("rate", ["0", "0.001", "1/3", "0.9", "1"])
def test_binomial_tails_agree_with_scipy(rate: str) -> None:
    for drawn in (1, 7, 200):
        for found in {0, 1, drawn // 2, drawn - 1, drawn, drawn + 1}:
            ways, total = binomial_ways_of_at_most(found, Fraction(rate), drawn)
            expected = binom.cdf(found, drawn, float(Fraction(rate)))
            assert ways / total == pytest.approx(expected, rel=1e-9, abs=1e-15)


SITES = (2, 4, 9, 10, 13, 16, 25, 30, 52, 100)


@pytest.mark.parametrize(
    ("stage", "sizes"),
    [
        ("initial", (2, 2, 3, 4, 4, 4, 5, 6, 8, 10)),
        ("surveillance", (1, 2, 2, 2, 3, 3, 3, 4, 5, 6)),
        ("recertification", (2, 2, 3, 3, 3, 4, 4, 5, 6, 8)),
    ],
)
def test_sites_take_the_size_of_the_table(stage: str, sizes: tuple[int, ...]) -> None:
    assert sizes == tuple(sites_size(sites, AuditStage(stage)) for sites in SITES)


def test_the_number_of_sites_is_the_least_whose_square_suffices() -> None:
    for sites in range(1, 400):
        for stage, square in (
            ("initial", 1),
            ("surveillance", (9, 25)),
            ("recertification", (16, 25)),
        ):
            up, down = square if isinstance(square, tuple) else (1, 1)
            least = next(k for k in range(1, sites + 2) if down * k * k >= up * sites)
            assert least == sites_size(sites, AuditStage(stage))


def test_the_stated_quantiles_are_those_of_the_normal_distribution() -> None:
    for confidence, z in STATED_Z.items():
        assert float(z) == round(norm.ppf((1 + float(confidence)) / 2), 3)


def test_a_size_is_computed_by_its_method() -> None:
    assert 20 == SampleSize(count=20).of(20)
    assert 13 == SampleSize(share=Fraction(1, 8)).of(100)
    assert 92 == SampleSize(proportion=ProportionMethod(FIVE)).of(120)
    assert 93 == SampleSize(proportion=ProportionMethod(FIVE, z=Fraction(2))).of(120)
    assert 45 == SampleSize(attribute=AttributeMethod(FIVE)).of(100)
    assert 3 == SampleSize(sites=AuditStage.SURVEILLANCE).of(13)
    assert ["count", "sites"] == [
        SampleSize(count=1).method, SampleSize(sites=AuditStage.INITIAL).method,
    ]  # fmt: skip


def test_a_wider_confidence_takes_the_quantile_that_is_stated_for_it() -> None:
    ninety = SampleSize(confidence=Fraction(9, 10), proportion=ProportionMethod(FIVE))
    assert proportion_size(1000, FIVE, Fraction(1645, 1000)) == ninety.of(1000)


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({}, ["a size has one method, and this names 0"]),
        ({"count": "2", "share": "5%"}, ["a size has one method, and this names 2"]),
        ({"count": "-3"}, ["count: -3: expected a count of 1 or more"]),
        ({"count": "2.5"}, ["count: found '2.5': expected a whole number"]),
        ({"count": "many"}, ["count: 'many' is not an exact number"]),
        ({"share": "120%"}, ["share: 120%: expected a rate above 0% and up to 100%"]),
        ({"count": "2", "confidence": "100%"}, ["confidence: 100%: expected a rate above 0% and below"]),
        ({"proportion": {"margin": "0", "expected": "1", "z": "-1"}}, [
            "proportion.margin: 0%: expected", "proportion.expected: 100%: expected",
            "proportion.z: the quantile -1 is not above 0",
        ]),
        ({"proportion": {"margin": "5%", "z": "0"}}, ["proportion.z: the quantile 0 is not above 0"]),
        ({"confidence": "94%", "proportion": {"margin": "5%"}}, [
            "proportion: no quantile is known for a confidence of 94%: expected z, or a confidence of 80% or 90% or",
        ]),
        ({"attribute": {"tolerable": "0", "accept": "-1"}}, [
            "attribute.tolerable: 0%: expected", "attribute.accept: -1: expected a count of 0 or more",
        ]),
    ],
)  # fmt: skip
def test_a_size_that_is_none_is_refused(given: object, problems: list[str]) -> None:
    with pytest.raises(InvalidDocument) as caught:
        structure(given, SampleSize)
    said = caught.value.read("en").splitlines()
    assert len(problems) == len(said)
    assert all(one.startswith(start) for one, start in zip(said, problems, strict=True))
    assert caught.value.read("zh") != caught.value.read("en")


def test_a_confidence_of_ones_own_takes_a_quantile_of_ones_own() -> None:
    given = {"confidence": "94%", "proportion": {"margin": "5%", "z": "1.881"}}
    assert 354 == structure(given, SampleSize).of(10**9)


def test_a_population_that_is_too_small_is_refused() -> None:
    with pytest.raises(
        InvalidDocument, match="count: 21 units of a population of 20: expected at most 20"
    ):
        SampleSize(count=21).of(20)
    with pytest.raises(NotUnderstood, match="expected an acceptance number below 1"):
        attribute_size(20, NINETY_FIVE, FIVE, accept=1)
    with pytest.raises(InvalidDocument, match=r"^attribute: the tolerable rate is 1 of 20 units"):
        SampleSize(attribute=AttributeMethod(FIVE, accept=1)).of(20)
