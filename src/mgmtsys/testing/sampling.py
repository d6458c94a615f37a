"""Strategies for populations, sampling plans, samples, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from mgmtsys.fieldwork.conclusion import PartBounds, RiskSide, SampleConclusion, conclude
from mgmtsys.fieldwork.drawing import Sample, SampledUnit, draw
from mgmtsys.fieldwork.population import Population, PopulationColumn
from mgmtsys.fieldwork.sample_size import (
    STATED_Z,
    AttributeMethod,
    AuditStage,
    ProportionMethod,
    SampleSize,
)
from mgmtsys.fieldwork.sampling import (
    Allocation,
    ChosenUnit,
    Conduct,
    SamplingPlan,
    Selection,
    SelectionKind,
    SourceMix,
    Stratum,
)
from mgmtsys.fieldwork.strata import SampledPart
from mgmtsys.testing.deriving import derived, draw_fields
from mgmtsys.testing.values import fractions, ids, maybe, texts

_RATES = st.fractions(Fraction(1, 1000), Fraction(999, 1000), max_denominator=1000)
_CONFIDENCES = st.sampled_from(tuple(STATED_Z))
_WEIGHTS = fractions(0, 100)
_COUNTS = st.integers(0, 5)
#: The strata and batches that populations are divided into, unless others are given.
_GROUPS = ("boiler", "turbine", "office")


strata = derived(Stratum, deviation=maybe(_WEIGHTS), count=maybe(_COUNTS))
chosen_units = derived(ChosenUnit)
conducts = derived(Conduct)
attribute_methods = derived(AttributeMethod, tolerable=_RATES, accept=_COUNTS)
_Z = maybe(st.fractions(1, 4, max_denominator=1000))
proportion_methods = derived(ProportionMethod, margin=_RATES, expected=_RATES, z=_Z)


@st.composite
def population_columns(draw: st.DrawFn, units: int | None = None) -> PopulationColumn:
    """Draw what is known of so many units."""
    size = draw(st.integers(0, 5)) if units is None else units
    values = st.lists(st.sampled_from(_GROUPS), min_size=size, max_size=size)
    return draw_fields(draw, PopulationColumn, values=values)


@st.composite
def populations(draw: st.DrawFn, most: int = 30, by: str = "shop") -> Population:
    """Draw a population of at most so many units, divided by one column."""
    groups = draw(st.lists(st.sampled_from(_GROUPS), min_size=1, max_size=most))
    return Population([f"U{number}" for number in range(len(groups))], {by: groups})


def source_mixes() -> st.SearchStrategy[SourceMix]:
    """Return a strategy for mixes of interview, observation and records."""
    weights = st.tuples(_WEIGHTS, _WEIGHTS, _WEIGHTS).filter(any)
    return weights.map(lambda three: SourceMix(*three[:2], records=three[2]))


def sample_sizes() -> st.SearchStrategy[SampleSize]:
    """Return a strategy for sizes by each method."""
    methods: Mapping[str, st.SearchStrategy[Any]] = {
        "count": st.integers(1, 99),
        "share": _RATES,
        "proportion": proportion_methods(),
        "attribute": attribute_methods(),
        "sites": st.sampled_from(AuditStage),
    }
    sized = [
        st.builds(SampleSize, confidence=_CONFIDENCES, **{name: method})
        for name, method in methods.items()
    ]
    return st.one_of(sized)


@st.composite
def selections(draw: st.DrawFn, by: str = "shop") -> Selection:
    """Draw how units are selected, of every kind, to fit what ``populations`` draws."""
    kind = draw(st.sampled_from(SelectionKind))
    if kind is SelectionKind.JUDGEMENT:
        named = draw(st.lists(ids(), min_size=1, max_size=2, unique=True))
        return Selection(kind, units=tuple(draw(chosen_units(id=id)) for id in named))
    if kind is SelectionKind.BATCH:
        return Selection(kind, by=by)
    if kind is not SelectionKind.STRATIFIED:
        return Selection(kind)
    allocation = draw(maybe(st.sampled_from(Allocation)))
    stated: tuple[Stratum, ...] = ()
    if allocation is Allocation.NEYMAN:
        stated = tuple(Stratum(name, deviation=draw(_WEIGHTS)) for name in _GROUPS)
    elif allocation is Allocation.STATED:
        counts = draw(st.tuples(_COUNTS, _COUNTS, _COUNTS).filter(any))
        stated = tuple(map(lambda name, count: Stratum(name, count=count), _GROUPS, counts))
    return Selection(
        kind, by, allocation=allocation, at_least=draw(st.integers(0, 2)), strata=stated
    )


@st.composite
def sampling_plans(
    draw: st.DrawFn,
    selection: Selection | None = None,
    size: st.SearchStrategy[SampleSize] | None = None,
) -> SamplingPlan:
    """Draw a sampling plan; it need not fit every population."""
    how = draw(selections()) if selection is None else selection
    counted = how.kind is SelectionKind.JUDGEMENT or how.divided is Allocation.STATED
    sized = sample_sizes() if size is None else size
    sources = maybe(source_mixes())
    return draw_fields(
        draw, SamplingPlan, selection=how, sources=sources, size=None if counted else sized
    )


@st.composite
def samples(
    draw_one: st.DrawFn, kinds: frozenset[SelectionKind] = frozenset(SelectionKind)
) -> Sample:
    """Draw a sample of one of the kinds, from a population that its plan fits."""
    population = draw_one(populations())
    kind = draw_one(st.sampled_from(sorted(kinds, key=lambda one: one.value)))
    divided = kind in (SelectionKind.STRATIFIED, SelectionKind.BATCH)
    most = len(population.counts("shop")) if kind is SelectionKind.BATCH else len(population)
    selection = Selection(
        kind,
        by="shop" if divided else None,
        units=tuple(
            ChosenUnit(id, draw_one(texts()))
            for id in draw_one(st.sets(st.sampled_from(population.ids), min_size=1))
        )
        if kind is SelectionKind.JUDGEMENT
        else (),
    )
    sizes = st.builds(SampleSize, confidence=_CONFIDENCES, count=st.integers(1, most))
    plan = draw_one(sampling_plans(selection, sizes))
    return draw(plan, population, draw_one(st.integers(0, 10**6)))


def sampled_units() -> st.SearchStrategy[SampledUnit]:
    """Return a strategy for units of samples."""
    return samples().flatmap(lambda sample: st.sampled_from(sample.units))


def sampled_parts() -> st.SearchStrategy[SampledPart]:
    """Return a strategy for parts of populations, with what is taken of them."""
    return samples().flatmap(lambda sample: st.sampled_from(sample.parts))


@st.composite
def sample_conclusions(draw_one: st.DrawFn) -> SampleConclusion:
    """Draw what a sample says, some units of which deviate."""
    sample = draw_one(samples())
    deviating = draw_one(st.sets(st.sampled_from([unit.id for unit in sample.units])))
    return conclude(sample, deviating, draw_one(_CONFIDENCES), draw_one(st.sampled_from(RiskSide)))


def part_bounds() -> st.SearchStrategy[PartBounds]:
    """Return a strategy for exact bounds."""
    return sample_conclusions().map(lambda one: one.total)
