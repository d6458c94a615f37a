"""How fast systems are judged: the checks beside reading the file, the verdicts by themselves.

Run by ``make bench``; a limit that is passed fails the run.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import attrs
import pytest
from benchmarks.large_system import large_system

from mgmtsys.auditing.checks import STANDARD, audit
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.files.loading import load
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
DAY = date(2026, 12, 31)
YEAR = Period.parse("2026")
MONTHS = YEAR.months


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def test_the_standard_checks_add_at_most_50_ms(benchmark: Any) -> None:
    system = load(EXAMPLE)
    benchmark.pedantic(lambda: audit(system, DAY, STANDARD), rounds=20)
    taken = benchmark.stats.stats.max
    print(f"\n{len(STANDARD)} checks on the example: {taken * 1000:.1f} ms at most (limit 50)")
    assert taken <= 0.05


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("large")
    found = {}
    for size in (2_500, 10_000):
        found[size] = folder / f"{size}.yaml"
        found[size].write_text(large_system(size), "utf-8")
    return found


def test_the_standard_checks_cost_at_most_one_and_a_half_times_the_reading(
    benchmark: Any, files: dict[int, Path]
) -> None:
    each: dict[int, list[float]] = {size: [] for size in files}
    ratios: list[float] = []

    def turn() -> None:
        for size, file in files.items():
            held: list[ManagementSystem] = []
            reading = seconds(lambda: held.append(load(file)))  # noqa: B023 - called at once
            judging = seconds(lambda: audit(held[0], DAY, STANDARD))  # noqa: B023 - the same
            each[size].append(judging / size)
            if size == max(files):
                ratios.append(judging / reading)

    benchmark.pedantic(turn, rounds=3, warmup_rounds=1)
    small, large = (median(each[size]) for size in sorted(files))
    print(
        f"\nchecks / reading of 10,000 objectives: {median(ratios):.2f} (limit 1.5); "
        f"an objective costs {large / small:.2f} of one among 2,500"
    )
    assert median(ratios) <= 1.5
    assert large / small <= 1.5


def test_a_thousand_objectives_over_twelve_months_take_at_most_two_seconds(
    benchmark: Any, files: dict[int, Path]
) -> None:
    whole = load(files[2_500])
    sizes = (1_000, 2_000)
    systems = {size: attrs.evolve(whole, objectives=whole.objectives[:size]) for size in sizes}

    def figures(system: ManagementSystem) -> Record:
        read = {id for one in system.objectives for id in one.measure.formula.series}
        return Record(
            Reading(one.id, month, value=Quantity(1, one.unit))
            for one in system.series
            if one.id in read
            for month in MONTHS
        )

    records = {size: figures(system) for size, system in systems.items()}
    taken: dict[int, list[float]] = {size: [] for size in sizes}

    def turn() -> None:
        for size in sizes:
            act = lambda: evaluate(systems[size], records[size], YEAR, DAY)  # noqa: B023, E731
            taken[size].append(seconds(act))

    benchmark.pedantic(turn, rounds=5, warmup_rounds=1)
    small, large = (median(taken[size]) for size in sizes)
    print(
        f"\n1,000 objectives over twelve months: {small:.2f} s (limit 2); "
        f"twice as many take {large / small:.2f} times as long"
    )
    assert small <= 2
    assert large / small <= 3
