"""How many units may deviate, at most, in parts of a population that were sampled apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb, prod

import attrs

from mgmtsys.fieldwork.tails import binomial_ways_of_at_most, is_within, ways_of_at_most
from mgmtsys.values.checked import checked


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


def most_of_one(size: int, taken: int, found: int, risk: Fraction) -> int:
    """Return the greatest number under which so few are found with a chance above the risk."""
    return _greatest(
        found,
        size - taken + found,
        lambda number: not is_within(ways_of_at_most(found, size, number, taken), risk),
    )


def _most_of_all_found(parts: Sequence[SampledPart], found: int, risk: Fraction) -> int:
    """Return such a number for several parts that were sampled apart.

    What is found in each is a sum of independent chances, and so is what is found in all. Hoeffding
    (1956): of such sums with one mean, the binomial has the heaviest tail from one below the mean. The
    mean is least where the parts that are sampled thinnest hold what deviates.
    """
    thinnest = sorted(parts, key=lambda part: part.probability)
    taken = sum(part.taken for part in parts)

    def is_possible(number: int) -> bool:
        mean, left = Fraction(0), number
        for part in thinnest:
            held = min(left, part.size)
            mean, left = mean + held * part.probability, left - held
        # Rounded down to a number that is quickly multiplied: the tail grows heavier.
        rate = Fraction(mean / taken * _FINE // 1, _FINE)
        if found > rate * taken - 1:
            return True
        return not is_within(binomial_ways_of_at_most(found, rate, taken), risk)

    return _greatest(found, sum(part.size for part in parts) - taken + found, is_possible)


def _unseen(parts: Sequence[SampledPart], risk: Fraction) -> tuple[int, Callable[[int], bool]]:
    """Return how many were not looked at, and whether so many can deviate where nothing was found; exactly."""
    untouched = sum(part.size for part in parts if not part.taken)
    touched = [part for part in parts if part.taken]
    size, taken = sum(part.size for part in touched), [part.taken for part in touched]
    total = prod(comb(part.size, part.taken) for part in touched)

    def is_possible(number: int) -> bool:
        sound = _likeliest(size - max(0, number - untouched), touched)
        return not is_within((prod(map(comb, sound, taken)), total), risk)

    return untouched + size - sum(taken), is_possible


def most_of_all(parts: Sequence[SampledPart], found: int, risk: Fraction) -> int:
    """Return such a number for several parts: exactly where nothing was found, else by Hoeffding's inequality."""
    if not found:
        return _greatest(0, *_unseen(parts, risk))
    return _most_of_all_found(parts, found, risk)


def are_judged_as_one(parts: Sequence[SampledPart], risk: Fraction) -> bool:
    """Whether the whole has a statement of its own, and not the sum over its parts.

    It follows from the sizes alone: from what each would say if nothing were found.
    """
    apart = sum(most_of_one(part.size, part.taken, 0, risk / len(parts)) for part in parts)
    return most_of_all(parts, 0, risk) < apart


def rule_out(parts: Sequence[SampledPart], accept: int, number: int, risk: Fraction) -> bool:
    """Whether ``number`` cannot deviate where at most ``accept`` do in the sample, in whatever parts."""
    if not accept:
        not_looked_at, is_possible = _unseen(parts, risk)
        return number > not_looked_at or not is_possible(number)
    if are_judged_as_one(parts, risk):
        return most_of_all(parts, accept, risk) < number
    return _most_apart(parts, accept, risk / len(parts)) < number


def _most_apart(parts: Sequence[SampledPart], accept: int, risk: Fraction) -> int:
    """Return the greatest sum of such numbers over every way in which what was found lies in the parts."""
    worst = [0]
    for part in parts:
        alone = [
            most_of_one(part.size, part.taken, found, risk)
            for found in range(min(accept, part.taken) + 1)
        ]
        worst = [
            max(
                worst[found - here] + alone[here]
                for here in range(len(alone))
                if 0 <= found - here < len(worst)
            )
            for found in range(min(accept + 1, len(worst) + len(alone) - 1))
        ]
    return worst[-1]


def _likeliest(sound: int, parts: Sequence[SampledPart]) -> list[int]:
    """Return the division of sound units over parts under which finding nothing is likeliest.

    The k-th sound unit of a part of which n are taken makes it likelier by k / (k - n), which falls
    with k: units go where k / n is least, as seats do by highest averages. All of them up to a scale
    are counted at once; what is left lies within one step above it.
    """
    step = max(part.taken for part in parts) ** 2

    def held(scale: int) -> list[int]:
        return [min(part.size, scale * part.taken // step) for part in parts]

    scale = _greatest(
        step, step * max(part.size for part in parts), lambda scale: sum(held(scale)) <= sound
    )
    kept = held(scale)
    following = sorted(
        (Fraction(count, part.taken), place)
        for place, (part, low, high) in enumerate(zip(parts, kept, held(scale + 1), strict=True))
        for count in range(low + 1, high + 1)
    )
    for _, place in following[: sound - sum(kept)]:
        kept[place] += 1
    return kept


#: How finely rates are told apart where a whole of several strata is judged.
_FINE = 1 << 24


def _greatest(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the greatest number for which something holds; it holds for ``low`` and all up to there."""
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low
