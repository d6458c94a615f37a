"""How fast crosswalks are composed, inferred from and transferred along, at 10,000 links each.

Run by ``make bench``; a limit that is passed fails the run.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.standard.crosswalk import Crosswalk, crosswalk_id
from mgmtsys.standard.inference import infer
from mgmtsys.standard.link import Link
from mgmtsys.standard.relation import Relation
from mgmtsys.standard.transfer import MET, transfer
from mgmtsys.testing import World
from mgmtsys.values.text import Text

LINKS = 10_000
CLAUSES = 8_000


def numbers(count: int) -> tuple[ClauseNumber, ...]:
    return tuple(
        ClauseNumber(f"{1 + one // 400}.{1 + one // 20 % 20}.{1 + one % 20}")
        for one in range(count)
    )


ALL = numbers(CLAUSES)


def world() -> World:
    """Return editions in which clauses of one number demand some of the same few duties."""
    random = Random(0)  # noqa: S311 - the same world in every run
    return World(
        {
            edition: {
                number: frozenset(random.sample(range(3 * index, 3 * index + 4), 3))
                for index, number in enumerate(ALL)
            }
            for edition in ("x:1", "y:1", "z:1")
        }
    )


WORLD = world()


def crosswalk(source: str, target: str, seed: int, *, unions: bool) -> Crosswalk:
    """Return true links between clauses that stand near each other, every fifth between several."""
    random = Random(seed)  # noqa: S311 - the same crosswalk in every run

    def near(index: int) -> tuple[ClauseNumber, ...]:
        size = random.randint(1, 3) if unions and index % 5 == 0 else 1
        start = min(index * CLAUSES // LINKS, CLAUSES - 4)
        return ALL[start : start + size]

    pairs = [(near(index), near(index)) for index in range(LINKS)]
    links = tuple(
        Link(one, other, relation=Relation({WORLD.relation(source, one, target, other)}))
        for one, other in pairs
    )
    return Crosswalk(
        crosswalk_id(source, target), source, target=target, title=Text("made"), links=links
    )


@pytest.mark.parametrize("unions", [False, True], ids=["single", "unions"])
def test_two_crosswalks_of_10_000_links_are_composed_in_under_2_s(
    benchmark: Any, *, unions: bool
) -> None:
    first = crosswalk("x:1", "y:1", 1, unions=unions)
    second = crosswalk("y:1", "z:1", 2, unions=unions)
    composed = benchmark.pedantic(lambda: first >> second, rounds=3)
    taken = benchmark.stats.stats.max
    print(f"\n{LINKS} by {LINKS} links to {len(composed.links)}: {taken:.2f} s at most (limit 2)")
    assert taken < 2


def test_10_000_links_are_inferred_from_and_transferred_along(benchmark: Any) -> None:
    walk = crosswalk("x:1", "y:1", 1, unions=True)
    target = Standard(
        "y:1", Text("y"), clauses=tuple(Clause(number, Text("demand")) for number in ALL)
    )
    known = dict.fromkeys(ALL[::2], MET)
    carried = benchmark.pedantic(lambda: transfer(walk, known, target), rounds=1)
    print(f"\n{len(infer(walk).links)} links inferred, bounds {carried.bounds}")
