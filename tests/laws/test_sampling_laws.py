"""The laws of sampling: sizes grow, shares add up, samples are drawn again, bounds hold what is certain."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given, strategies as st

from mgmtsys.fieldwork.allocation import allocate, quotas
from mgmtsys.fieldwork.conclusion import PartBounds, RiskSide, SampleConclusion, bounds
from mgmtsys.fieldwork.drawing import Sample, SampledUnit, draw
from mgmtsys.fieldwork.population import Population, PopulationColumn
from mgmtsys.fieldwork.sample_size import (
    AuditStage,
    SampleSize,
    attribute_size,
    proportion_size,
    sites_size,
)
from mgmtsys.fieldwork.sampling import ChosenUnit, SelectionKind, Stratum
from mgmtsys.fieldwork.strata import SampledPart
from mgmtsys.files.codec import structure, unstructure
from mgmtsys.testing import (
    chosen_units,
    part_bounds,
    population_columns,
    populations,
    sample_conclusions,
    sample_sizes,
    sampled_parts,
    sampled_units,
    samples,
    sampling_plans,
    strata,
)
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood

_RATES = st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=200)
_POPULATIONS = st.integers(1, 400)
_WEIGHTS = st.lists(st.fractions(0, 50, max_denominator=20), min_size=1, max_size=6)


@given(_POPULATIONS, _RATES, _RATES)
def test_a_proportion_never_takes_more_than_there_are_nor_than_without_end(
    population: int, margin: Fraction, expected: Fraction
) -> None:
    size = proportion_size(population, margin, expected=expected)
    assert 1 <= size <= min(population, proportion_size(None, margin, expected=expected))
    assert size <= proportion_size(population + 1, margin, expected=expected)
    assert size <= proportion_size(population, margin / 2, expected=expected)


@given(_POPULATIONS, _RATES, _RATES, st.integers(0, 3))
def test_an_attribute_size_grows_with_what_is_asked_of_it(
    population: int, confidence: Fraction, tolerable: Fraction, accept: int
) -> None:
    assume(tolerable * population > accept + 1)
    size = attribute_size(population, confidence, tolerable, accept)
    assert accept < size <= population
    assert size <= attribute_size(population, (1 + confidence) / 2, tolerable, accept)
    assert size <= attribute_size(population, confidence, tolerable, accept + 1)
    assert size >= attribute_size(population, confidence, (1 + tolerable) / 2, accept)


@given(_POPULATIONS)
def test_a_later_audit_never_visits_more_sites_than_the_first(sites: int) -> None:
    first, surveillance, again = (sites_size(sites, stage) for stage in AuditStage)
    assert 1 <= surveillance <= again <= first <= sites


@given(sample_sizes(), _POPULATIONS)
def test_a_size_lies_between_one_and_all_or_is_refused(size: SampleSize, population: int) -> None:
    try:
        assert 1 <= size.of(population) <= population
    except InvalidDocument:
        assert size.method in ("count", "attribute")


@given(_WEIGHTS, st.integers(0, 200))
def test_shares_add_up_and_none_is_one_or_more_away_from_its_quota(
    weights: list[Fraction], total: int
) -> None:
    assume(any(weights))
    counts = allocate(total, weights)
    assert total == sum(counts)
    for count, weight in zip(counts, weights, strict=True):
        assert abs(count - total * weight / sum(weights)) < 1
    for more in range(len(weights)):
        for less in range(len(weights)):
            if weights[more] > weights[less]:
                assert counts[more] >= counts[less]


@given(_WEIGHTS, st.integers(0, 60), st.data())
def test_limits_are_kept_and_the_others_stay_in_proportion(
    weights: list[Fraction], total: int, data: st.DataObject
) -> None:
    least = [data.draw(st.integers(0, 5)) for _ in weights]
    most = [low + data.draw(st.integers(0, 20)) for low in least]
    free = sum(
        high if weight else low for weight, low, high in zip(weights, least, most, strict=True)
    )
    try:
        shares = quotas(total, weights, least, most)
    except NotUnderstood:
        assert total < sum(least) or total > free
        return
    assert total == sum(shares)
    inside = [
        share / weight
        for share, weight, low, high in zip(shares, weights, least, most, strict=True)
        if weight and low < share < high
    ]
    assert len(set(inside)) <= 1
    for share, weight, low, high in zip(shares, weights, least, most, strict=True):
        assert low <= share <= high
        if inside and weight and share == low < high:
            assert inside[0] * weight <= low
        if inside and weight and share == high > low:
            assert inside[0] * weight >= high
    counts = allocate(total, weights, least, most)
    assert total == sum(counts)
    assert all(low <= count <= high for low, count, high in zip(least, counts, most, strict=True))


@given(samples())
def test_a_sample_holds_different_units_and_as_many_as_its_parts_say(sample: Sample) -> None:
    positions = [unit.position for unit in sample.units]
    assert sorted(set(positions)) == positions
    assert {unit.id for unit in sample.units} == {f"U{position - 1}" for position in positions}
    if sample.plan.selection.kind is not SelectionKind.BATCH:
        whole = sum(part.size for part in sample.parts)
        assert (sample.size, len(positions)) == (whole, sum(part.taken for part in sample.parts))


@given(populations(), st.data(), st.integers(0, 10**9))
def test_the_same_plan_list_and_seed_give_the_same_sample(
    population: Population, data: st.DataObject, seed: int
) -> None:
    plan = data.draw(sampling_plans())
    try:
        sample = draw(plan, population, seed)
    except InvalidDocument:
        return  # it need not fit; what is said then is tested elsewhere
    again = draw(
        structure(unstructure(plan), type(plan)),
        Population(population.ids, population.columns),
        seed,
    )
    assert again == sample
    assert population.fingerprint == sample.fingerprint


@given(st.integers(1, 60), st.data())
def test_bounds_widen_with_the_confidence_and_rise_with_what_is_found(
    size: int, data: st.DataObject
) -> None:
    taken = data.draw(st.integers(0, size))
    found = data.draw(st.integers(0, taken))
    confidence = data.draw(_RATES)
    side = data.draw(st.sampled_from(RiskSide))
    low, high = bounds(size, taken, found, confidence, side)
    assert found <= low <= high <= size - taken + found
    wider = bounds(size, taken, found, (1 + confidence) / 2, side)
    assert wider[0] <= low
    assert high <= wider[1]
    if found < taken:
        more = bounds(size, taken, found + 1, confidence, side)
        assert low <= more[0]
        assert high <= more[1]
    # What does not deviate is bounded by the mirror image.
    mirrored = {RiskSide.UPPER: RiskSide.LOWER, RiskSide.LOWER: RiskSide.UPPER}.get(side, side)
    assert (size - high, size - low) == bounds(size, taken, taken - found, confidence, mirrored)


@given(sample_conclusions())
def test_a_conclusion_never_contradicts_what_was_seen(conclusion: SampleConclusion) -> None:
    for one in (conclusion.total, *conclusion.strata):
        assert one.found <= one.low <= one.high <= one.size - one.taken + one.found
    for figure in ("size", "taken", "found"):
        parts = [getattr(one, figure) for one in conclusion.strata]
        assert not parts or sum(parts) == getattr(conclusion.total, figure)


@given(part_bounds(), sampled_parts(), sampled_units())
def test_the_parts_of_a_sample_are_drawn_alone(
    said: PartBounds, part: SampledPart, unit: SampledUnit
) -> None:
    assert said.name is None
    assert 0 <= part.probability <= 1
    assert f"U{unit.position - 1}" == unit.id


@given(population_columns(), chosen_units(), strata())
def test_what_a_plan_states_is_read_as_it_is_written(
    column: PopulationColumn, unit: ChosenUnit, stratum: Stratum
) -> None:
    for value in (column, unit, stratum):
        assert value == structure(unstructure(value), type(value))
