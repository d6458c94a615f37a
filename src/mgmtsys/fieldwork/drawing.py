"""The sample that a plan draws from a population: which units, out of how many, by which seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import cast

import attrs

from mgmtsys.fieldwork.allocation import largest_remainder, quotas
from mgmtsys.fieldwork.population import Population
from mgmtsys.fieldwork.randomness import ALGORITHM, Below, choose, choose_at_interval, stream
from mgmtsys.fieldwork.sample_size import SampleSize
from mgmtsys.fieldwork.sampling import (
    Allocation,
    InformationSource,
    SamplingPlan,
    Selection,
    SelectionKind,
    SourceMix,
    Stratum,
)
from mgmtsys.fieldwork.strata import SampledPart, rule_out
from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import refuse
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Problem, problems_of
from mgmtsys.values.number import percent
from mgmtsys.values.text import in_a_row, say, say_of_many


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
    #: How random numbers are made; see :mod:`mgmtsys.fieldwork.randomness`.
    algorithm: str = ALGORITHM

    @property
    def probabilities(self) -> tuple[Fraction, ...]:
        """The exact probability with which each member of each part is drawn; none where judgement chose."""
        if self.plan.selection.kind is SelectionKind.JUDGEMENT:
            return ()
        return tuple(part.probability for part in self.parts)


#: The source of random numbers for each purpose, by its label.
Sources = Callable[[str], Below]


def draw(plan: SamplingPlan, population: Population, seed: int) -> Sample:
    """Return the sample of a plan; the same plan, list and seed give the same sample everywhere.

    The seed is a whole number that is not negative, chosen before the list is looked at. Raises
    :class:`InvalidDocument`, with paths in the plan, where the plan does not fit the population.
    """
    if seed < 0:
        raise NotUnderstood(
            "the seed {seed} is negative: expected a whole number, 0 or more", seed=seed
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
                population.ids[position],
                position + 1,
                group=groups[position] if groups else None,
                source=source,
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
        parts: tuple[SampledPart, ...] = (SampledPart(None, len(population), taken=len(positions)),)
    elif kind is SelectionKind.STRATIFIED:
        positions, parts = _by_stratum(plan, population, sources)
    elif kind is SelectionKind.BATCH:
        positions, parts = _by_batch(plan, population, sources)
    else:
        size = _size(plan, len(population))
        pick = choose if kind is SelectionKind.SIMPLE_RANDOM else choose_at_interval
        positions = pick(sources("units"), len(population), size)
        parts = (SampledPart(None, len(population), taken=size),)
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
    return tuple(pile[index] for index in choose(below, drawn, drawn))


def _named(selection: Selection, population: Population) -> tuple[int, ...]:
    place = {id: position for position, id in enumerate(population.ids)}
    refuse(
        Problem(
            ("selection", "units", unit.id),
            say("the population has no unit {id!r}: expected one of its ids", id=unit.id),
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
    known = in_a_row(repr(name) for name, members in groups.items() if members)
    for name, members in groups.items():
        if not members:
            yield Problem(
                ("selection", "strata", name),
                say(
                    "no unit of the population has {value!r} under {column!r}: expected one of {known}",
                    value=name,
                    column=selection.by,
                    known=known,
                ),
            )
    if "" in groups:
        yield Problem(
            ("selection", "by"),
            say_of_many(
                "{count} unit has nothing under {column!r}, at {first}: expected a value for each unit",
                "{count} units have nothing under {column!r}, the first at {first}: expected a value for each unit",
                count=len(groups[""]),
                column=selection.by,
                first=groups[""][0] + 1,
            ),
        )


def _by_stratum(
    plan: SamplingPlan, population: Population, sources: Sources
) -> tuple[list[int], tuple[SampledPart, ...]]:
    selection = plan.selection
    strata = _divided(selection, population)
    parts = _shared(plan, {name: len(members) for name, members in strata.items()})
    positions: list[int] = []
    for part, members in zip(parts, strata.values(), strict=True):
        below = sources(f"stratum {part.name}")
        positions.extend(members[index] for index in choose(below, len(members), part.taken))
    return positions, parts


def _shared(plan: SamplingPlan, sizes: Mapping[str, int]) -> tuple[SampledPart, ...]:
    """Return how many units of each stratum are taken."""
    selection = plan.selection
    stated = {stratum.id: stratum for stratum in selection.strata}
    if selection.divided in (Allocation.NEYMAN, Allocation.STATED):
        unlisted = (name for name in sizes if name not in stated)
        refuse((*_unlisted(selection, unlisted), *_too_many(selection.strata, sizes)))
    if selection.divided is Allocation.STATED:
        return _parts(sizes, [Fraction(stated[name].count or 0) for name in sizes])
    size = _size(plan, sum(sizes.values()))
    if cast(SampleSize, plan.size).is_computed:
        size = max(size, sum(min(selection.at_least, stratum) for stratum in sizes.values()))
    try:
        parts = _allocated(selection, sizes, size)
    except NotUnderstood as error:
        raise _under(("size",), error) from None
    return _raised(plan, sizes, parts)


def _allocated(
    selection: Selection, sizes: Mapping[str, int], size: int
) -> tuple[SampledPart, ...]:
    """Return how a size is divided among strata; raises :class:`NotUnderstood` where it cannot be."""
    deviations = {stratum.id: stratum.deviation or Fraction(0) for stratum in selection.strata}
    weigh: Mapping[Allocation, Callable[[str], Fraction]] = {
        Allocation.PROPORTIONAL: lambda name: Fraction(sizes[name]),
        Allocation.EQUAL: lambda _: Fraction(1),
        Allocation.NEYMAN: lambda name: sizes[name] * deviations[name],
    }
    most = list(sizes.values())
    least = [min(selection.at_least, stratum) for stratum in most]
    return _parts(sizes, quotas(size, list(map(weigh[selection.divided], sizes)), least, most))


def _raised(
    plan: SamplingPlan, sizes: Mapping[str, int], parts: tuple[SampledPart, ...]
) -> tuple[SampledPart, ...]:
    """Return parts with units added, until what is accepted rules the tolerable rate out wherever units lie.

    The size is one for a simple random sample: what deviates may lie where units are drawn most thinly.
    """
    method = cast(SampleSize, plan.size)
    if method.attribute is None:
        return parts
    risk, accept = 1 - method.confidence, method.attribute.accept
    tolerable = ceil(method.attribute.tolerable * sum(sizes.values()))
    while not rule_out(parts, accept, tolerable, risk):
        try:
            parts = _allocated(plan.selection, sizes, sum(part.taken for part in parts) + 1)
        except NotUnderstood:
            raise _never_enough(method.attribute.tolerable) from None
    return parts


def _never_enough(tolerable: Fraction) -> InvalidDocument:
    rate = percent(tolerable)
    return InvalidDocument(
        (
            Problem(
                ("selection", "strata"),
                say(
                    "no size rules out a rate of {rate}, since all that deviates may lie in a stratum that takes no more than its least: expected a deviation above 0 for each stratum",
                    rate=rate,
                ),
            ),
        )
    )


def _parts(sizes: Mapping[str, int], shares: Sequence[Fraction]) -> tuple[SampledPart, ...]:
    counts = largest_remainder(shares)
    return tuple(
        SampledPart(name, size, taken=count, quota=share)
        for (name, size), share, count in zip(sizes.items(), shares, counts, strict=True)
    )


def _unlisted(selection: Selection, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        yield Problem(
            ("selection", "strata"),
            say(
                "nothing is stated of the stratum {stratum!r}: expected every stratum for the allocation {allocation}",
                stratum=name,
                allocation=selection.divided.value,
            ),
        )


def _too_many(strata: Iterable[Stratum], sizes: Mapping[str, int]) -> Iterator[Problem]:
    for stratum in strata:
        size = sizes[stratum.id]
        if stratum.count is not None and stratum.count > size:
            yield Problem(
                ("selection", "strata", stratum.id, "count"),
                say(
                    "{count} units of a stratum of {size}: expected at most {size}",
                    count=stratum.count,
                    size=size,
                ),
            )


def _by_batch(
    plan: SamplingPlan, population: Population, sources: Sources
) -> tuple[list[int], tuple[SampledPart, ...]]:
    batches = _divided(plan.selection, population)
    members = tuple(batches.values())
    count = _size(plan, len(members))
    drawn = choose(sources("batches"), len(members), count)
    return (
        [position for batch in drawn for position in members[batch]],
        (SampledPart(None, len(members), taken=count),),
    )
