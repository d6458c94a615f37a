"""How long scores and least changes take over ten thousand elements, with deductions of all denominators."""

import random
from fractions import Fraction
from typing import Any

import pytest

from mgmtsys.scoring.improvement import least_changes
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, RollUp, Scheme
from mgmtsys.scoring.score import Deduction, Marking, score

SIZE = 10_000
SCHEME = Scheme(
    (
        Phase("plan", "10%"),
        Phase("do", "20%", reduced_by=("plan",)),
        Phase("compliance", "30%", reduced_by=("plan",)),
        Phase("achievement", "40%"),
    )
)


@pytest.fixture(scope="module")
def large() -> tuple[list[AssessmentUnit], list[Marking]]:
    drawn = random.Random(20260630)  # noqa: S311 - numbers to count with
    elements = [Element(str(index), drawn.randint(50, 200)) for index in range(SIZE)]
    markings = [
        Marking(
            one.id,
            tuple(
                Deduction(phase.id, Fraction(drawn.randint(0, 97), drawn.randint(97, 997)))
                for phase in SCHEME.phases
            ),
        )
        for one in elements
    ]
    units = [
        AssessmentUnit(str(start), elements=tuple(elements[start : start + 100]))
        for start in range(0, SIZE, 100)
    ]
    return units, markings


def test_ten_thousand_elements_are_scored_in_half_a_second(
    benchmark: Any, large: tuple[list[AssessmentUnit], list[Marking]]
) -> None:
    benchmark.pedantic(lambda: score(SCHEME, *large), rounds=5, warmup_rounds=1)
    taken = benchmark.stats.stats.median
    print(f"\n{SIZE:,} elements scored: {taken:.2f} s (limit 0.5)")
    assert taken <= 0.5


@pytest.mark.parametrize("how", RollUp)
def test_the_least_changes_of_ten_thousand_elements_take_at_most_five_seconds(
    benchmark: Any, large: tuple[list[AssessmentUnit], list[Marking]], how: RollUp
) -> None:
    scheme = Scheme(SCHEME.phases, unit_rate=RollUp.RATIO_OF_SUMS, whole_rate=how)
    scored = score(scheme, *large)
    assert scored.rate is not None
    goal = scored.rate + Fraction(1, 10**6)
    found = benchmark.pedantic(lambda: least_changes(scheme, scored, goal), rounds=3)
    taken = benchmark.stats.stats.median
    print(
        f"\nleast changes of {SIZE:,} elements, {how.value}: {taken:.2f} s, {len(found)} found (limit 5)"
    )
    assert taken <= 5
