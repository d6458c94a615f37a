"""How fast a large population is sampled, and what is found in it is judged.

Run by ``make bench``; a limit that is passed fails the run.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from benchmarks.large_population import large_population

from mgmtsys.fieldwork.conclusion import bounds
from mgmtsys.fieldwork.drawing import draw
from mgmtsys.fieldwork.population import Population
from mgmtsys.fieldwork.sample_size import SampleSize
from mgmtsys.fieldwork.sampling import SamplingPlan, Selection, SelectionKind, SourceMix
from mgmtsys.files.fieldwork import load_population
from mgmtsys.values.text import Text

UNITS, DRAWN = 1_000_000, 10_000
PLAN = SamplingPlan(
    objective=Text("x"),
    population=Text("y"),
    selection=Selection(SelectionKind.STRATIFIED, by="department"),
    sources=SourceMix(Fraction(1), Fraction(2), records=Fraction(1)),
    size=SampleSize(count=DRAWN),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of a million units."""
    path = tmp_path_factory.mktemp("large") / "population.csv"
    path.write_text(large_population(UNITS), "utf-8")
    return path


@pytest.fixture(scope="module")
def population(file: Path) -> Population:
    return load_population(file, by="department")


def test_ten_thousand_of_a_million_are_drawn_in_at_most_three_seconds(
    benchmark: Any, population: Population
) -> None:
    ids, columns = population.ids, population.columns
    benchmark.pedantic(
        lambda: draw(PLAN, Population(ids, columns), 20260511), rounds=5, warmup_rounds=1
    )
    taken = benchmark.stats.stats.median
    print(f"\n{DRAWN:,} of {UNITS:,}, stratified, the list checked first: {taken:.2f} s (limit 3)")
    assert taken <= 3


def test_reading_a_million_units_costs_at_most_three_times_the_bare_reader(
    benchmark: Any, file: Path
) -> None:
    bare: list[float] = []

    def read_bare() -> None:
        start = perf_counter()
        with file.open(newline="", encoding="utf-8") as stream:
            list(csv.reader(stream))
        bare.append(perf_counter() - start)

    benchmark.pedantic(
        lambda: load_population(file, by="department"), setup=read_bare, rounds=5, warmup_rounds=1
    )
    ratio = benchmark.stats.stats.median / median(bare)
    print(f"\nload_population / csv.reader of {UNITS:,} units: {ratio:.2f} (limit 3)")
    assert ratio <= 3


def test_exact_bounds_of_a_large_sample_take_at_most_two_seconds(benchmark: Any) -> None:
    benchmark.pedantic(lambda: bounds(UNITS, DRAWN, 30, Fraction(19, 20)), rounds=3)
    taken = benchmark.stats.stats.median
    print(f"\nexact bounds, 30 of {DRAWN:,} of {UNITS:,}: {taken:.2f} s (limit 2)")
    assert taken <= 2
