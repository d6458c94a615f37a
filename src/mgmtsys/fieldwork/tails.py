"""Exact tails of the hypergeometric and the binomial distribution, in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import comb


def ways_of_at_most(found: int, size: int, deviating: int, drawn: int) -> tuple[int, int]:
    """Return in how many samples at most ``found`` units deviate, and out of how many equally likely ones.

    ``drawn`` of ``size`` units are drawn without replacement, ``deviating`` of which deviate. Drawn
    and deviating may change places, so the ways are counted over the smaller of both.
    """
    few, many = sorted((deviating, drawn))
    total = comb(size, few)
    least, most = max(0, few + many - size), few
    if found < least:
        return 0, total
    if found >= most:
        return total, total
    if most - found < found - least:
        # The other tail is shorter: few - X is what is drawn of the size - many others.
        return total - _ways(few - found - 1, size, size - many, few), total
    return _ways(found, size, many, few), total


def _ways(found: int, size: int, deviating: int, drawn: int) -> int:
    """Add up the tail term by term; each follows from the one before by an exact division."""
    others = size - deviating
    first = max(0, drawn - others)
    term = total = comb(deviating, first) * comb(others, drawn - first)
    for i in range(first, found):
        term = term * ((deviating - i) * (drawn - i)) // ((i + 1) * (others - drawn + i + 1))
        total += term
    return total


def chance_of_at_most(found: int, size: int, deviating: int, drawn: int) -> Fraction:
    """Return the exact chance that at most ``found`` of ``drawn`` units deviate.

    >>> chance_of_at_most(0, 20, 1, 19)
    Fraction(1, 20)
    """
    return Fraction(*ways_of_at_most(found, size, deviating, drawn))


def binomial_ways_of_at_most(found: int, rate: Fraction, drawn: int) -> tuple[int, int]:
    """Return the same two numbers for a population without end, of which a ``rate`` deviates."""
    hit, out_of = rate.numerator, rate.denominator
    miss, total = out_of - hit, out_of**drawn
    if found >= drawn or not miss:
        return total if found >= drawn else 0, total
    if 2 * found >= drawn:  # the other tail is shorter
        others, _ = binomial_ways_of_at_most(drawn - found - 1, 1 - rate, drawn)
        return total - others, total
    term = ways = miss**drawn
    for i in range(found):
        term = term * ((drawn - i) * hit) // ((i + 1) * miss)
        ways += term
    return ways, total


def is_within(ways: tuple[int, int], risk: Fraction) -> bool:
    """Whether a chance, given as two whole numbers, is at most ``risk``."""
    favourable, total = ways
    return favourable * risk.denominator <= risk.numerator * total
