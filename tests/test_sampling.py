"""Samples: the same for the same seed, and every unit with exactly its probability."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from hashlib import sha256
from math import comb, factorial
from struct import unpack
from typing import Any

import attrs
import pytest

from mgmtsys.fieldwork.drawing import Sample, draw, select
from mgmtsys.fieldwork.population import Population, PopulationColumn
from mgmtsys.fieldwork.randomness import (
    ALGORITHM,
    Below,
    choose,
    choose_at_interval,
    stream,
)
from mgmtsys.fieldwork.sample_size import SampleSize
from mgmtsys.fieldwork.sampling import (
    Allocation,
    ChosenUnit,
    InformationSource,
    SamplingPlan,
    Selection,
    SelectionKind,
    SourceMix,
    Stratum,
)
from mgmtsys.fieldwork.strata import SampledPart
from mgmtsys.files.codec import structure
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood
from mgmtsys.values.text import Text

PLACES = Population(
    [f"P{number}" for number in range(1, 8)], {"shop": ["a", "b", "a", "c", "a", "b", "a"]}
)


def plan(
    selection: Selection, count: int | None = None, mix: SourceMix | None = None
) -> SamplingPlan:
    size = None if count is None else SampleSize(count=count)
    return SamplingPlan(Text("x"), Text("y"), selection=selection, size=size, sources=mix)


def outcomes(act: Callable[[Below], Any]) -> Iterator[tuple[Any, Fraction]]:
    """Yield what comes of every possible sequence of random numbers, with its probability."""
    prefix: list[int] = []
    while True:
        taken: list[tuple[int, int]] = []

        def below(limit: int) -> int:
            number = prefix[len(taken)] if len(taken) < len(prefix) else 0  # noqa: B023
            taken.append((number, limit))  # noqa: B023 - called in this turn only
            return number

        result = act(below)
        weight = Fraction(1)
        for _, limit in taken:
            weight /= limit
        yield result, weight
        while taken and taken[-1][0] + 1 == taken[-1][1]:
            taken.pop()
        if not taken:
            return
        prefix = [number for number, _ in taken[:-1]] + [taken[-1][0] + 1]


def chances(act: Callable[[Below], Any]) -> dict[Any, Fraction]:
    found: dict[Any, Fraction] = defaultdict(Fraction)
    for result, weight in outcomes(act):
        found[result] += weight
    assert Fraction(1) == sum(found.values())
    return dict(found)


@pytest.mark.parametrize(("size", "drawn"), [(5, 0), (5, 2), (5, 5), (4, 3), (1, 1)])
def test_every_order_of_every_choice_is_equally_likely(size: int, drawn: int) -> None:
    found = chances(lambda below: choose(below, size, drawn))
    assert comb(size, drawn) * factorial(drawn) == len(found)
    assert {Fraction(1, len(found))} == set(found.values())
    assert all(len(set(one)) == drawn for one in found)


@pytest.mark.parametrize(("size", "drawn"), [(103, 10), (7, 3), (12, 4), (5, 5), (9, 1)])
def test_at_an_interval_every_unit_has_exactly_the_same_probability(size: int, drawn: int) -> None:
    found = chances(lambda below: choose_at_interval(below, size, drawn))
    for unit in range(size):
        assert Fraction(drawn, size) == sum(p for one, p in found.items() if unit in one)
    for one in found:
        assert drawn == len(set(one))
        steps = {
            (later - earlier) % size for earlier, later in zip(one, one[1:] + one[:1], strict=True)
        }
        assert steps <= {size // drawn % size, -(-size // drawn) % size}


def test_the_interval_that_does_not_divide_starts_as_the_table_says() -> None:
    first = choose_at_interval(lambda _: 0, 103, 10)
    assert [1, 11, 21, 31, 42, 52, 62, 73, 83, 93] == [one + 1 for one in first]


SELECTIONS = [
    (Selection(SelectionKind.SIMPLE_RANDOM), 3),
    (Selection(SelectionKind.INTERVAL), 3),
    (Selection(SelectionKind.STRATIFIED, "shop"), 4),
    (Selection(SelectionKind.STRATIFIED, "shop", allocation=Allocation.EQUAL), 3),
    (Selection(SelectionKind.STRATIFIED, "shop", at_least=1), 4),
    (
        Selection(
            SelectionKind.STRATIFIED,
            "shop",
            allocation=Allocation.NEYMAN,
            strata=(
                Stratum("c", Fraction(0)), Stratum("a", Fraction(1, 2)), Stratum("b", Fraction(1))
            ),
        ),
        3,
    ),
    (
        Selection(
            SelectionKind.STRATIFIED,
            "shop",
            allocation=Allocation.STATED,
            strata=(Stratum("a", count=2), Stratum("b", count=1), Stratum("c", count=0)),
        ),
        None,
    ),
    (Selection(SelectionKind.BATCH, "shop"), 2),
    (Selection(SelectionKind.JUDGEMENT, units=(ChosenUnit("P3", Text("new")),)), None),
]  # fmt: skip


@pytest.mark.parametrize(("selection", "count"), SELECTIONS)
def test_every_unit_is_drawn_with_exactly_the_probability_of_its_part(
    selection: Selection, count: int | None
) -> None:
    made: list[tuple[SampledPart, ...]] = []

    def positions(below: Below) -> tuple[int, ...]:
        chosen, parts = select(plan(selection, count), PLACES, lambda _: below)
        made.append(parts)
        return tuple(chosen)

    found = chances(positions)
    assert 1 == len(set(made))  # how many of each part is no matter of chance
    probability = {part.name: part.probability for part in made[0]}
    for unit, shop in enumerate(PLACES.column("shop")):
        drawn = sum(chance for one, chance in found.items() if unit in one)
        if selection.kind is SelectionKind.JUDGEMENT:
            assert (unit == 2) == drawn
        elif selection.kind is SelectionKind.STRATIFIED:
            assert probability[shop] == drawn
        else:
            assert probability[None] == drawn


def test_every_unit_is_as_likely_to_be_learnt_of_in_each_way() -> None:
    mix = SourceMix(Fraction(1), Fraction(2), records=Fraction(1))
    drawn = draw(plan(Selection(SelectionKind.SIMPLE_RANDOM), 4, mix), PLACES, 1)
    counted = Counter(unit.source for unit in drawn.units)
    assert {
        InformationSource.INTERVIEW: 1,
        InformationSource.OBSERVATION: 2,
        InformationSource.RECORDS: 1,
    } == counted


class Again:
    """The algorithm once more, written from its description and not from the code."""

    def __init__(self, seed: int, label: str) -> None:
        self.start = b"mgmtsys-sample/1:" + str(seed).encode() + b":" + label.encode() + b":"
        self.block, self.words = 0, list[int]()

    def below(self, limit: int) -> int:
        while True:
            if not self.words:
                self.words = list(unpack(">4Q", sha256(self.start + b"%d" % self.block).digest()))
                self.block += 1
            word = self.words.pop(0)
            if word // limit < 2**64 // limit:
                return word % limit

    def choose(self, size: int, drawn: int) -> list[int]:
        row = list(range(size))
        for i in range(drawn):
            j = i + self.below(size - i)
            row[i], row[j] = row[j], row[i]
        return row[:drawn]


@pytest.mark.parametrize("limit", [1, 2, 3, 10, 1000, 2**63, 2**63 + 1, 2**64 - 1, 2**64])
def test_the_numbers_are_those_of_the_description(limit: int) -> None:
    ours, again = stream(7, "库房"), Again(7, "库房")
    assert [again.below(limit) for _ in range(50)] == [ours(limit) for _ in range(50)]


@pytest.mark.parametrize(("size", "drawn"), [(1, 1), (10, 4), (50, 50), (1000, 300)])
def test_a_choice_is_that_of_the_description(size: int, drawn: int) -> None:
    for seed in range(5):
        assert Again(seed, "units").choose(size, drawn) == list(
            choose(stream(seed, "units"), size, drawn)
        )


#: Computed once by the second implementation.
GOLDEN = (880, 434, 3, 289, 977, 488, 221, 164, 111, 305)
GOLDEN_WORDS = [6722391643219501833, 9908348986608200253]


def test_choices_stay_what_they_were() -> None:
    assert "mgmtsys-sample/1" == ALGORITHM
    assert GOLDEN == choose(stream(20260511, "units"), 1000, 10)
    assert GOLDEN_WORDS == [stream(0, "units")(2**64), stream(10**30, "stratum 锅炉")(2**64)]


def ids(drawn: Sample) -> list[str]:
    return [unit.id for unit in drawn.units]


def test_a_larger_sample_of_the_same_seed_holds_the_smaller_one() -> None:
    how = Selection(SelectionKind.SIMPLE_RANDOM)
    samples = [set(ids(draw(plan(how, count), PLACES, 3))) for count in range(1, 8)]
    assert all(small < large for small, large in itertools.pairwise(samples))


def test_strata_are_drawn_apart() -> None:
    drawn = draw(plan(Selection(SelectionKind.STRATIFIED, "shop"), 3), PLACES, 5)
    again = {
        name: [
            PLACES.ids[members[one]] for one in Again(5, f"stratum {name}").choose(len(members), n)
        ]
        for name, members, n in (("a", [0, 2, 4, 6], 2), ("b", [1, 5], 1), ("c", [3], 0))
    }
    assert sorted(id for some in again.values() for id in some) == ids(drawn)
    assert [("a", 4, 2), ("b", 2, 1), ("c", 1, 0)] == [
        (part.name, part.size, part.taken) for part in drawn.parts
    ]
    assert [Fraction(12, 7), Fraction(6, 7), Fraction(3, 7)] == [one.quota for one in drawn.parts]


def test_the_record_says_what_was_sampled_from_which_list() -> None:
    how = plan(Selection(SelectionKind.BATCH, "shop"), 1)
    drawn = draw(how, PLACES, 12)
    assert (how, 7, PLACES.fingerprint, 12, ALGORITHM) == (
        drawn.plan, drawn.size, drawn.fingerprint, drawn.seed, drawn.algorithm,
    )  # fmt: skip
    assert {unit.group for unit in drawn.units} < {"a", "b", "c"}
    assert [PLACES.ids[unit.position - 1] for unit in drawn.units] == ids(drawn)


def test_units_of_judgement_are_those_named() -> None:
    units = (ChosenUnit("P6", Text("old")), ChosenUnit("P2", Text("new")))
    drawn = draw(plan(Selection(SelectionKind.JUDGEMENT, units=units)), PLACES, 0)
    assert ["P2", "P6"] == ids(drawn)


def test_a_fingerprint_tells_lists_apart() -> None:
    spelled = b'[["x","\xc3\xa9"],[["shop",["a","b"]]]]'
    one = Population(["x", "é"], {"shop": ["a", "b"]})
    assert sha256(spelled).hexdigest()[:16] == one.fingerprint
    others = [
        Population(["é", "x"], {"shop": ["a", "b"]}),
        Population(["x", "é"], {"shop": ["b", "a"]}),
        Population(["x", "é"], {"shops": ["a", "b"]}),
        Population(["x", "é"]),
    ]
    assert 5 == len({one.fingerprint, *(other.fingerprint for other in others)})
    assert (
        Population(("x", "é"), (PopulationColumn("shop", ("a", "b")),)).fingerprint
        == one.fingerprint
    )


def test_groups_are_counted_as_they_appear() -> None:
    assert [("a", 4), ("b", 2), ("c", 1)] == list(PLACES.counts("shop").items())


def complaints(act: Callable[[], object], lang: str = "en") -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        act()
    return caught.value.read(lang).splitlines()


def test_a_population_of_nothing_is_refused() -> None:
    assert ["the population is empty: expected at least one unit"] == complaints(
        lambda: Population(())
    )
    assert ["总体为空：至少应有一个单元"] == complaints(lambda: Population(()), "zh")


def test_ids_that_stand_twice_or_nowhere_are_refused() -> None:
    assert [
        "ids.2: the id 'a' is already that of unit 1: expected each id once",
        "ids.3: the unit has no id: expected one",
    ] == complaints(lambda: Population(["a", "b", "a", ""]))
    assert ["shop: 1 value for 2 units: expected one for each unit"] == complaints(
        lambda: Population(["a", "b"], {"shop": ["x"]})
    )


def test_a_column_of_wrong_ids_is_complained_of_in_few_lines() -> None:
    lines = complaints(lambda: Population(["a"] * 1000))
    assert 21 == len(lines)
    assert "ids: 979 more ids are missing or stand twice: expected each id once" == lines[-1]
    assert 20 == len(complaints(lambda: Population(["a"] * 21)))


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="no column 'floor': expected one of shop"):
        PLACES.column("floor")
    with pytest.raises(NotUnderstood, match="expected none, since it has ids only"):
        Population(["a"]).column("floor")
    by_floor = plan(Selection(SelectionKind.BATCH, "floor"), 1)
    assert [
        "selection.by: the population has no column 'floor': expected one of shop"
    ] == complaints(lambda: draw(by_floor, PLACES, 1))


def test_a_sample_larger_than_its_population_is_refused() -> None:
    for kind, by in (("simple_random", None), ("interval", None), ("stratified", "shop")):
        how = plan(Selection(SelectionKind(kind), by), 8)
        assert ["size.count: 8 units of a population of 7: expected at most 7"] == complaints(
            lambda how=how: draw(how, PLACES, 1)  # type: ignore[misc]
        )
    batches = plan(Selection(SelectionKind.BATCH, "shop"), 4)
    assert ["size.count: 总体只有 3 个，却要抽 4 个：应不超过 3"] == complaints(
        lambda: draw(batches, PLACES, 1), "zh"
    )


def test_what_the_strata_need_at_least_has_to_fit_the_size() -> None:
    how = plan(Selection(SelectionKind.STRATIFIED, "shop", at_least=2), 4)
    assert ["size: a total of 4 cannot be allocated: expected 5 to 7"] == complaints(
        lambda: draw(how, PLACES, 1)
    )


def test_a_stratum_that_is_not_in_the_population_is_refused() -> None:
    strata = (Stratum("d", count=1), Stratum("a", count=9), Stratum("b", count=1))
    how = plan(
        Selection(SelectionKind.STRATIFIED, "shop", allocation=Allocation.STATED, strata=strata)
    )
    assert [
        "selection.strata.d: no unit of the population has 'd' under 'shop': expected one of 'a', 'b', 'c'"
    ] == complaints(lambda: draw(how, PLACES, 1))
    rest = attrs.evolve(how, selection=attrs.evolve(how.selection, strata=strata[1:]))
    assert [
        "selection.strata: nothing is stated of the stratum 'c': expected every stratum for the allocation stated",
        "selection.strata.a.count: 9 units of a stratum of 4: expected at most 4",
    ] == complaints(lambda: draw(rest, PLACES, 1))


def test_units_without_a_stratum_are_refused() -> None:
    blank = Population(["a", "b", "c"], {"shop": ["x", "", ""]})
    how = plan(Selection(SelectionKind.STRATIFIED, "shop"), 1)
    assert [
        "selection.by: 2 units have nothing under 'shop', the first at 2: expected a value for each unit"
    ] == complaints(lambda: draw(how, blank, 1))


def test_a_named_unit_that_is_not_in_the_population_is_refused() -> None:
    how = plan(Selection(SelectionKind.JUDGEMENT, units=(ChosenUnit("Z", Text("?")),)))
    assert [
        "selection.units.Z: the population has no unit 'Z': expected one of its ids"
    ] == complaints(lambda: draw(how, PLACES, 1))


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="the seed -1 is negative"):
        draw(plan(Selection(SelectionKind.SIMPLE_RANDOM), 1), PLACES, -1)


PLAN = {"objective": "x", "population": "y", "size": {"count": "2"}}


@pytest.mark.parametrize(
    ("selection", "more", "problems"),
    [
        ({"kind": "lottery"}, {}, ["selection.kind: found 'lottery': expected one of judgement, simple_r"]),
        ({"kind": "stratified"}, {}, ["selection.by: a selection of the kind stratified divides the population: expected the h"]),
        (
            {"kind": "simple_random", "by": "x", "allocation": "equal", "at_least": "1"}, {},
            [
                "selection.by: a selection of the kind simple_random has no by: expected it with stratified, batch only",
                "selection.allocation: a selection of the kind simple_random has no allocation: expected it with stratified only",
                "selection.at_least: a selection of the kind simple_random has no at_least: expected it with stratified only",
            ],
        ),
        ({"kind": "judgement"}, {"size": None}, ["selection.units: judgement names its units: expected at least o"]),
        (
            {"kind": "judgement", "units": {"a": {"because": "b"}}}, {},
            ["size: the selection already says how many: expected no size"],
        ),
        ({"kind": "interval"}, {"size": None}, ["size: no size: expected one, such as {count: 20}"]),
        (
            {"kind": "stratified", "by": "x", "at_least": "-1"}, {},
            ["selection.at_least: -1: expected a count of 0 or more"],
        ),
        (
            {"kind": "stratified", "by": "x", "strata": {"a": {"deviation": "-1", "count": "-2"}}}, {},
            [
                "selection.strata.a.deviation: -1: expected a number that is not negative",
                "selection.strata.a.count: -2: expected a count of 0 or more",
            ],
        ),
        (
            {"kind": "stratified", "by": "x", "strata": {"a": {"deviation": "1"}}}, {},
            ["selection.strata.a.deviation: the allocation proportional does not use deviation: expected none"],
        ),
        (
            {"kind": "stratified", "by": "x", "allocation": "neyman", "strata": {"a": {"count": "1"}}}, {},
            [
                "selection.strata.a.deviation: the allocation neyman lacks deviation: expected it for each stratum",
                "selection.strata.a.count: the allocation neyman does not use count: expected none",
            ],
        ),
        (
            {"kind": "stratified", "by": "x", "allocation": "stated", "strata": {"a": {"count": "0"}}},
            {"size": None}, ["selection.strata: no unit of any stratum is drawn: expected at least one"],
        ),
        (
            {"kind": "interval"}, {"sources": {"interview": "-1"}},
            ["sources.interview: -1: expected a number that is not negative"],
        ),
        ({"kind": "interval"}, {"sources": {}}, ["sources: no source has a weight: expected at least one"]),
    ],
)  # fmt: skip
def test_a_plan_that_is_none_is_refused(
    selection: object, more: dict[str, object], problems: list[str]
) -> None:
    said = complaints(lambda: structure({**PLAN, "selection": selection, **more}, SamplingPlan))
    assert len(problems) == len(said)
    assert all(one.startswith(start) for one, start in zip(said, problems, strict=True))


def test_a_stratum_that_is_stated_twice_is_refused() -> None:
    assert ["strata.a: 'a' is already in use (strata): expected an id of its own"] == complaints(
        lambda: Selection(SelectionKind.STRATIFIED, "x", strata=(Stratum("a"), Stratum("a")))
    )
