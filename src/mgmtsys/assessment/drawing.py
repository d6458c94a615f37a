"""The sample that a plan draws from a population: which units, out of how many, by which seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import cast

import attrs

from mgmtsys.assessment.allocation import largest_remainder, quotas
from mgmtsys.assessment.complaints import refuse
from mgmtsys.assessment.population import Population
from mgmtsys.assessment.randomness import ALGORITHM, Below, choose, choose_at_interval, stream
from mgmtsys.assessment.sample_size import SampleSize
from mgmtsys.assessment.sampling import (
    Allocation,
    InformationSource,
    SamplingPlan,
    Selection,
    SelectionKind,
    SourceMix,
    Stratum,
)
from mgmtsys.checked import checked
from mgmtsys.exceptions import InvalidDocument, NotUnderstood, Problem, problems_of


@attrs.frozen(field_transformer=checked)
class SampledPart:
    """One part of the population with what is taken of it: a stratum, all batches, or everything."""

    #: The stratum; ``None`` where the population is not divided into strata.
    name: str | None
    #: How many there are and how many are taken: units, or batches where batches are drawn.
    size: int
    taken: int
    #: The exact share of the sample, before it was made a whole number; of strata only.
    quota: Fraction | None = None

    @property
    def probability(self) -> Fraction:
        """The exact probability with which each member is drawn; of judgement, only the part taken."""
        return Fraction(self.taken, self.size)


@attrs.frozen(field_transformer=checked)
class SampledUnit:
    """A unit in the sample."""

    id: str
    #: Its place in the list of the population, from 1.
    position: int
    #: Its stratum or batch.
    group: str | None = None
    #: How something is to be learnt of it.
    source: InformationSource | None = None


@attrs.frozen(field_transformer=checked)
class Sample:
    """What was sampled, from which population, how, and by which seed: enough to draw it again."""

    plan: SamplingPlan
    #: How many units the population has, and the fingerprint of their list.
    size: int
    fingerprint: str
    seed: int
    #: In the order of the list.
    units: tuple[SampledUnit, ...]
    parts: tuple[SampledPart, ...]
    #: How random numbers are made; see :mod:`mgmtsys.assessment.randomness`.
    algorithm: str = ALGORITHM


#: The source of random numbers for each purpose, by its label.
Sources = Callable[[str], Below]


def draw(plan: SamplingPlan, population: Population, seed: int) -> Sample:
    """Return the sample of a plan; the same plan, list and seed give the same sample everywhere.

    The seed is a whole number that is not negative, chosen before the list is looked at. Raises
    :class:`InvalidDocument`, with paths in the plan, where the plan does not fit the population.
    """
    if seed < 0:
        raise NotUnderstood(
            f"the seed {seed} is negative: expected a whole number from 0",
            f"种子 {seed} 为负：应为不小于 0 的整数",
        )
    positions, parts = select(plan, population, lambda label: stream(seed, label))
    by = plan.selection.by
    groups = None if by is None else population.column(by)
    learnt = _dealt(plan.sources, len(positions), stream(seed, "sources"))
    return Sample(
        plan=plan,
        size=len(population),
        fingerprint=population.fingerprint,
        seed=seed,
        units=tuple(
            SampledUnit(
                population.ids[position], position + 1, groups[position] if groups else None, source
            )
            for position, source in zip(positions, learnt, strict=True)
        ),
        parts=parts,
    )


def select(
    plan: SamplingPlan, population: Population, sources: Sources
) -> tuple[list[int], tuple[SampledPart, ...]]:
    """Return the positions that a plan selects, in the order of the list, and the parts they are from.

    Nothing else is random than the numbers that ``sources`` give, so that every outcome can be tried.
    Raises :class:`InvalidDocument` as :func:`draw` does.
    """
    kind = plan.selection.kind
    positions: Sequence[int]
    if kind is SelectionKind.JUDGEMENT:
        positions = _named(plan.selection, population)
        parts: tuple[SampledPart, ...] = (SampledPart(None, len(population), len(positions)),)
    elif kind is SelectionKind.STRATIFIED:
        positions, parts = _by_stratum(plan, population, sources)
    elif kind is SelectionKind.BATCH:
        positions, parts = _by_batch(plan, population, sources)
    else:
        size = _size(plan, len(population))
        pick = choose if kind is SelectionKind.SIMPLE_RANDOM else choose_at_interval
        positions = pick(sources("units"), len(population), size)
        parts = (SampledPart(None, len(population), size),)
    return sorted(positions), parts


def _under(path: tuple[str, ...], error: NotUnderstood) -> InvalidDocument:
    return InvalidDocument(problems_of(error, path))


def _size(plan: SamplingPlan, population: int) -> int:
    """Return the size that a plan has for a population."""
    size = cast(SampleSize, plan.size)  # the plan has seen to it that there is one
    try:
        return size.of(population)
    except InvalidDocument as error:
        raise _under(("size",), error) from None


def _dealt(mix: SourceMix | None, drawn: int, below: Below) -> tuple[InformationSource | None, ...]:
    """Return a source for each unit: as many of each as the mix says, dealt out at random."""
    if mix is None:
        return (None,) * drawn
    weights = mix.weights
    whole = sum(weights.values())
    counts = largest_remainder([drawn * weight / whole for weight in weights.values()])
    pile = [source for source, count in zip(weights, counts, strict=True) for _ in range(count)]
    return tuple(pile[one] for one in choose(below, drawn, drawn))


def _named(selection: Selection, population: Population) -> tuple[int, ...]:
    place = {id: position for position, id in enumerate(population.ids)}
    refuse(
        Problem(
            ("selection", "units", unit.id),
            f"the population has no unit {unit.id!r}: expected one of its ids",
            f"总体中没有 {unit.id!r}：应为其中的编号",
        )
        for unit in selection.units
        if unit.id not in place
    )
    return tuple(place[unit.id] for unit in selection.units)


def _divided(selection: Selection, population: Population) -> dict[str, list[int]]:
    """Return the positions of each stratum or batch: stated strata first, then as they appear."""
    try:
        values = population.column(str(selection.by))
    except NotUnderstood as error:
        raise _under(("selection", "by"), error) from None
    groups: dict[str, list[int]] = {stratum.id: [] for stratum in selection.strata}
    for position, value in enumerate(values):
        group = groups.get(value)
        if group is None:
            groups[value] = group = []
        group.append(position)
    refuse(_strange(selection, groups))
    return groups


def _strange(selection: Selection, groups: Mapping[str, Sequence[int]]) -> Iterator[Problem]:
    known = ", ".join(repr(name) for name, members in groups.items() if members)
    for name, members in groups.items():
        if not members:
            yield Problem(
                ("selection", "strata", name),
                f"no unit of the population has {name!r} under {selection.by!r}: expected one of "
                f"{known}",
                f"总体的 {selection.by!r} 列中没有 {name!r}：应为 {known} 之一",
            )
    if "" in groups:
        yield Problem(
            ("selection", "by"),
            f"{len(groups[''])} units have nothing under {selection.by!r}, the first at "
            f"{groups[''][0] + 1}: expected a value for each unit",
            f"{len(groups[''])} 个单元的 {selection.by!r} 列为空，首个在第 {groups[''][0] + 1} 个："
            "每个单元都应有值",
        )


def _by_stratum(
    plan: SamplingPlan, population: Population, sources: Sources
) -> tuple[list[int], tuple[SampledPart, ...]]:
    selection = plan.selection
    strata = _divided(selection, population)
    shares = _shares(plan, {name: len(members) for name, members in strata.items()})
    positions: list[int] = []
    parts = []
    counts = largest_remainder(shares)
    for (name, members), share, count in zip(strata.items(), shares, counts, strict=True):
        below = sources(f"stratum {name}")
        positions.extend(members[one] for one in choose(below, len(members), count))
        parts.append(SampledPart(name, len(members), count, share))
    return positions, tuple(parts)


def _shares(plan: SamplingPlan, sizes: Mapping[str, int]) -> tuple[Fraction, ...]:
    """Return the exact share of each stratum in the sample."""
    selection = plan.selection
    stated = {stratum.id: stratum for stratum in selection.strata}
    if selection.divided in (Allocation.NEYMAN, Allocation.STATED):
        unlisted = (name for name in sizes if name not in stated)
        refuse((*_unlisted(selection, unlisted), *_too_many(selection.strata, sizes)))
    if selection.divided is Allocation.STATED:
        return tuple(Fraction(stated[name].count or 0) for name in sizes)
    weights = [
        Fraction(1 if selection.divided is Allocation.EQUAL else size) for size in sizes.values()
    ]
    if selection.divided is Allocation.NEYMAN:
        weights = [size * (stated[name].deviation or Fraction(0)) for name, size in sizes.items()]
    size = _size(plan, sum(sizes.values()))
    try:
        return quotas(
            size,
            weights,
            [min(selection.at_least, most) for most in sizes.values()],
            list(sizes.values()),
        )
    except NotUnderstood as error:
        raise _under(("size",), error) from None


def _unlisted(selection: Selection, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        yield Problem(
            ("selection", "strata"),
            f"nothing is stated of {name!r}: expected every stratum for the allocation "
            f"{selection.divided.value}",
            f"未说明 {name!r}：按 {selection.divided.value} 分配须说明每一层",
        )


def _too_many(strata: Iterable[Stratum], sizes: Mapping[str, int]) -> Iterator[Problem]:
    for stratum in strata:
        size = sizes[stratum.id]
        if stratum.count is not None and stratum.count > size:
            yield Problem(
                ("selection", "strata", stratum.id, "count"),
                f"{stratum.count} of a stratum of {size}: expected at most {size}",
                f"该层只有 {size} 个，却要抽 {stratum.count} 个：应不超过 {size}",
            )


def _by_batch(
    plan: SamplingPlan, population: Population, sources: Sources
) -> tuple[list[int], tuple[SampledPart, ...]]:
    batches = _divided(plan.selection, population)
    members = tuple(batches.values())
    count = _size(plan, len(members))
    drawn = choose(sources("batches"), len(members), count)
    return (
        [position for one in drawn for position in members[one]],
        (SampledPart(None, len(members), count),),
    )
