"""How many of each: whole numbers from exact quotas, by largest remainder."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from math import floor

from mgmtsys.values.exceptions import NotUnderstood


def quotas(
    total: int, weights: Sequence[Fraction], least: Sequence[int], most: Sequence[int]
) -> tuple[Fraction, ...]:
    """Return exact shares of ``total`` in proportion to the weights, each kept within its limits.

    There is one scale t for which the shares t · weight, held to ``least`` and ``most``, add up to the
    total; what a limit takes or gives is so spread over the others in proportion. Raises
    :class:`NotUnderstood` where no scale does.
    """
    if not sum(least) <= total <= sum(most):
        raise NotUnderstood(
            "a total of {total} cannot be allocated: expected {least} to {most}",
            total=total,
            least=sum(least),
            most=sum(most),
        )

    def held(scale: Fraction) -> list[Fraction]:
        return [
            min(max(scale * weight, Fraction(low)), Fraction(high))
            for weight, low, high in zip(weights, least, most, strict=True)
        ]

    bends = sorted(
        {Fraction(0)}
        | {
            limit / weight
            for weight, *limits in zip(weights, least, most, strict=True)
            if weight
            for limit in limits
        }
    )
    # The sum of the shares grows with the scale, in a straight line between two bends.
    start = bends[
        bisect_right(bends, Fraction(total), key=lambda scale: sum(held(scale), Fraction(0))) - 1
    ]
    missing = total - sum(held(start))
    slope = sum(
        weight
        for weight, low, high in zip(weights, least, most, strict=True)
        if low <= start * weight < high
    )
    if not missing:
        return tuple(held(start))
    if not slope:
        raise NotUnderstood(
            "a total of {total} cannot be allocated, since what has the weight 0 takes no more than its least: expected a weight above 0",
            total=total,
        )
    return tuple(held(start + missing / slope))


def largest_remainder(shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Return whole numbers with the sum of the shares, none of them one or more away from its share.

    Each gets the whole part of its share; what is left goes one each to the largest remainders, to
    the earlier of two that are equal. The shares have to add up to a whole number.

    >>> largest_remainder([Fraction(n, 5) for n in (42, 33, 17, 8)])
    (8, 7, 3, 2)
    """
    counts = [floor(share) for share in shares]
    left = int(sum(shares)) - sum(counts)
    by_remainder = sorted(range(len(shares)), key=lambda index: counts[index] - shares[index])
    for index in by_remainder[:left]:
        counts[index] += 1
    return tuple(counts)


def allocate(
    total: int,
    weights: Sequence[Fraction],
    least: Sequence[int] | None = None,
    most: Sequence[int] | None = None,
) -> tuple[int, ...]:
    """Return ``total`` in whole numbers in proportion to the weights, within limits where given.

    Raises :class:`NotUnderstood` where the limits leave no way.

    >>> allocate(20, [Fraction(n) for n in (42, 33, 17, 8)])
    (8, 7, 3, 2)
    """
    return largest_remainder(
        quotas(
            total,
            weights,
            [0] * len(weights) if least is None else least,
            [total] * len(weights) if most is None else most,
        )
    )
