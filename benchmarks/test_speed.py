"""How fast the library is beside what it stands on: each pair in one run, turn by turn.

Run by ``make bench``. A ratio is that of the medians; a limit that is passed fails the run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import attrs
import pytest
from benchmarks.large_system import large_system

from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.files.loading import load
from mgmtsys.system.system import ManagementSystem

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
STANDARDS = ("iso14001:2015", "cts-q-zg040:2023")
SIZES = (2_500, 5_000, 10_000)


def process(*command: str | Path) -> Callable[[], None]:
    """Return what runs a whole process from its start to its end, with bytecode as an installation has it."""
    environment = {
        name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)

    return run


def python(program: str, *arguments: str | Path) -> Callable[[], None]:
    return process(sys.executable, "-c", program, *arguments)


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def side_by_side(
    benchmark: Any,
    subject: Callable[[], object],
    beside: Callable[[], object],
    rounds: int,
) -> tuple[float, float]:
    """Return the medians of two acts that take turns, after one of each that does not count."""
    subject()
    beside()
    measured: list[float] = []
    benchmark.pedantic(subject, setup=lambda: measured.append(seconds(beside)), rounds=rounds)
    return float(benchmark.stats.stats.median), median(measured)


def told(what: str, subject: float, beside: float, limit: float) -> float:
    """Print the ratio of a pair and return it."""
    ratio = subject / beside
    print(
        f"\n{what}: {subject * 1000:.0f} ms / {beside * 1000:.0f} ms"
        f" = {ratio:.2f} (limit {limit:g})"
    )
    return ratio


def test_importing_the_library_costs_less_than_attrs(benchmark: Any) -> None:
    subject, beside = side_by_side(
        benchmark, python("import mgmtsys"), python("import attrs"), rounds=20
    )
    assert told("import mgmtsys / import attrs", subject, beside, 0.6) <= 0.6


def test_the_matrix_of_the_example_costs_at_most_three_times_the_imports(
    benchmark: Any,
) -> None:
    # pint takes numpy along where it finds it, as it does beside the tools of this project's tests.
    lean = "import sys; sys.modules['numpy'] = None; "
    subject, beside = side_by_side(
        benchmark,
        python(
            f"{lean}from mgmtsys.cli import main; main()",
            "matrix", EXAMPLE, "--under", "6.2", "--format", "text",
        ),
        python(f"{lean}import pint, cattrs"),
        rounds=15,
    )  # fmt: skip
    assert told("mgmtsys matrix / import pint, cattrs", subject, beside, 3) <= 3
    assert subject <= 0.6


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a system of 10,000 objectives."""
    file = tmp_path_factory.mktemp("large") / "system.yaml"
    file.write_text(large_system(10_000), "utf-8")
    return file


def test_reading_ten_thousand_objectives_costs_at_most_half_of_the_plain_loader(
    benchmark: Any, large: Path
) -> None:
    # Processes of their own, so that nothing read before is remembered.
    subject, beside = side_by_side(
        benchmark,
        python("import sys; from mgmtsys.files.loading import load; load(sys.argv[1])", large),
        python(
            "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)", large
        ),
        rounds=3,
    )
    assert told("load of 10,000 objectives / CSafeLoader", subject, beside, 0.5) <= 0.5


def test_a_matrix_grows_linearly_with_its_filled_cells(benchmark: Any, large: Path) -> None:
    whole = load(large)
    systems = {size: attrs.evolve(whole, objectives=whole.objectives[:size]) for size in SIZES}

    def cells(system: ManagementSystem) -> int:
        return sum(len(row.cells) for row in clause_matrix(system, STANDARDS, "6.2").rows)

    filled = {size: cells(system) for size, system in systems.items()}
    measured: dict[int, list[float]] = {size: [] for size in SIZES}

    def turn() -> None:
        for size, system in systems.items():
            act = lambda: clause_matrix(system, STANDARDS, "6.2")  # noqa: B023, E731 - run at once
            measured[size].append(seconds(act) / filled[size])

    benchmark.pedantic(turn, rounds=5, warmup_rounds=1)
    cell = {size: median(times) for size, times in measured.items()}
    for size in SIZES:
        print(
            f"\nmatrix of {size:,} objectives: {filled[size]:,} cells, {cell[size] * 1e6:.1f} µs a cell"
            f" = {cell[size] / cell[SIZES[0]]:.2f} of the smallest",
            end="",
        )
    print()
    assert max(cell.values()) / min(cell.values()) <= 1.5
