"""How near the bounds of a transfer come to what is true in the worlds that links and evidence allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random

import attrs

from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.link import Link
from mgmtsys.standard.relation import BaseRelation, Relation
from mgmtsys.standard.transfer import Knowledge, transfer
from mgmtsys.values.text import Text

#: A kind of duty, by the clauses that demand it: one bit each, the sources' first.
Kind = int
Sets = tuple[frozenset[int], ...]


@attrs.frozen
class Stated:
    """A link by the bits of its clauses."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    relation: Relation


def base_of(one: frozenset[int], other: frozenset[int]) -> BaseRelation:
    if one == other:
        return BaseRelation.EQUAL
    if one < other:
        return BaseRelation.SUBSET
    if one > other:
        return BaseRelation.SUPERSET
    return BaseRelation.INTERSECTS if one & other else BaseRelation.DISJOINT


def regions(link: Stated, kinds: Sequence[Kind]) -> tuple[set[Kind], set[Kind], set[Kind]]:
    """Return the kinds of duties that only the sources, only the targets, and both demand."""
    first, second = sum(1 << bit for bit in link.sources), sum(1 << bit for bit in link.targets)
    return (
        {kind for kind in kinds if kind & first and not kind & second},
        {kind for kind in kinds if kind & second and not kind & first},
        {kind for kind in kinds if kind & first and kind & second},
    )


#: Whether only the sources, only the targets, and both demand something.
FILLED = {
    BaseRelation.EQUAL: (False, False, None),
    BaseRelation.SUBSET: (False, True, None),
    BaseRelation.SUPERSET: (True, False, None),
    BaseRelation.INTERSECTS: (True, True, True),
    BaseRelation.DISJOINT: (None, None, False),
}


def worlds(clauses: int, links: Sequence[Stated]) -> Iterator[tuple[set[Kind], list[set[Kind]]]]:
    """Yield the kinds of duties there may be, and the groups of them of which there is one at least.

    One for each way to choose one base relation a link: more duties of a kind that is allowed contradict
    nothing, so that the fullest world stands for all.
    """
    kinds = range(1, 1 << clauses)
    for chosen in product(*(sorted(link.relation.possible, key=str) for link in links)):
        allowed = set(kinds)
        needed = [{kind for kind in kinds if kind >> bit & 1} for bit in range(clauses)]
        for link, relation in zip(links, chosen, strict=True):
            for region, filled in zip(regions(link, kinds), FILLED[relation], strict=True):
                if filled is False:
                    allowed -= region
                elif filled:
                    needed.append(region)
        if all(allowed & region for region in needed):
            yield allowed, needed


def is_possible(
    allowed: set[Kind],
    needed: Iterable[set[Kind]],
    known: Mapping[int, Knowledge],
    *,
    met_whole: Iterable[int] = (),
    not_whole: Iterable[int] = (),
) -> bool:
    """Whether these clauses can be met whole, and those not, with what is known of others."""
    whole = {*met_whole, *(bit for bit, one in known.items() if one.all_met)}
    none = {bit for bit, one in known.items() if one.some_met is False}
    met = {kind for kind in allowed if not any(kind >> bit & 1 for bit in none)}
    unmet = {kind for kind in allowed if not any(kind >> bit & 1 for bit in whole)}
    lacking = {*not_whole, *(bit for bit, one in known.items() if one.all_met is False)}
    touched = {bit for bit, one in known.items() if one.some_met}
    return (
        all((met | unmet) & region for region in needed)
        and all(any(kind >> bit & 1 for kind in unmet) for bit in lacking)
        and all(any(kind >> bit & 1 for kind in met) for bit in touched)
    )


def true_bounds(
    sources: int, targets: int, links: Sequence[Stated], known: Mapping[int, Knowledge]
) -> tuple[int, int]:
    """Return the fewest and the most targets that are satisfied in any world."""
    bits = range(sources, sources + targets)
    found = list(worlds(sources + targets, links))
    counts = [
        (
            targets - len(chosen)
            if any(is_possible(*world, known, not_whole=chosen) for world in found)
            else targets,
            len(chosen)
            if any(is_possible(*world, known, met_whole=chosen) for world in found)
            else 0,
        )
        for size in range(targets + 1)
        for chosen in combinations(bits, size)
    ]
    return min(low for low, _ in counts), max(high for _, high in counts)


def drawn(random: Random) -> tuple[int, int, list[Stated], dict[int, Knowledge]]:
    """Return true links between a few clauses, and true evidence for some of their duties."""
    sources, targets, duties = random.randint(1, 3), random.randint(1, 3), random.randint(2, 5)
    demanded = [
        frozenset(random.sample(range(duties), random.randint(1, min(3, duties))))
        for _ in range(sources + targets)
    ]
    links = []
    for _ in range(random.randint(1, 4)):
        ends = [
            tuple(sorted(random.sample(side, random.choice((1, 1, 1, 2)) if len(side) > 1 else 1)))
            for side in (range(sources), range(sources, sources + targets))
        ]
        one, other = (frozenset().union(*(demanded[bit] for bit in end)) for end in ends)
        also = random.sample(list(BaseRelation), random.choice((0, 0, 0, 1, 2)))
        links.append(Stated(ends[0], ends[1], Relation({base_of(one, other), *also})))
    met = frozenset(duty for duty in range(duties) if random.random() < 0.5)
    known = {}
    for bit in range(sources):
        whole, some = demanded[bit] <= met, bool(demanded[bit] & met)
        known[bit] = random.choice(
            (Knowledge(whole, some), Knowledge(whole, some), Knowledge(whole), Knowledge(None, some),
             Knowledge())
        )  # fmt: skip
    return sources, targets, links, known


def test_the_bounds_are_those_of_the_worlds_that_are_possible_in_99_of_100() -> None:
    random, tried, exact = Random(14001), 1500, 0
    for _ in range(tried):
        sources, targets, links, known = drawn(random)
        numbers = [ClauseNumber(str(n + 1)) for n in range(sources)]
        numbers += [ClauseNumber(str(n + 1)) for n in range(targets)]
        crosswalk = Crosswalk(
            "x:1--y:1", "x:1", target="y:1", title=Text("walk"),
            links=tuple(
                Link([numbers[bit] for bit in one.sources], [numbers[bit] for bit in one.targets],
                     relation=one.relation)
                for one in links
            ),
        )  # fmt: skip
        target = Standard(
            "y:1",
            Text("y"),
            clauses=tuple(Clause(number, Text("demand")) for number in numbers[sources:]),
        )
        said = transfer(crosswalk, {numbers[bit]: one for bit, one in known.items()}, target).bounds
        low, high = true_bounds(sources, targets, links, known)
        assert said.certain <= low <= high <= said.possible
        exact += (said.certain, said.possible) == (low, high)
    assert exact >= 0.99 * tried


def test_a_union_that_is_not_met_lacks_one_of_its_clauses() -> None:
    crosswalk = Crosswalk(
        "x:1--y:1", "x:1", target="y:1", title=Text("walk"),
        links=(Link(("1",), ("1", "2"), relation=Relation.parse("subset-of")),),
    )  # fmt: skip
    target = Standard(
        "y:1", Text("y"), clauses=tuple(Clause(ClauseNumber(n), Text("demand")) for n in ("1", "2"))
    )
    known = {ClauseNumber("1"): Knowledge(all_met=False)}
    said = transfer(crosswalk, known, target).bounds
    assert (0, 1, 2) == (said.certain, said.possible, said.denominator)
    # What is left out may be the one that lacks.
    alone = transfer(crosswalk, known, target, not_applicable=[ClauseNumber("2")]).bounds
    assert (0, 1, 1) == (alone.certain, alone.possible, alone.denominator)
