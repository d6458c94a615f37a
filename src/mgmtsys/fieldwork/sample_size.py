"""How many units to look at: an estimated proportion, an acceptance number, a multi-site organisation.

Every size is decided in whole numbers; nothing is rounded before the last step, which rounds up.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil, isqrt

import attrs

from mgmtsys.fieldwork.tails import binomial_ways_of_at_most, is_within, ways_of_at_most
from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import outside, refuse, too_few
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Problem, problems_of
from mgmtsys.values.message import OR
from mgmtsys.values.number import plain
from mgmtsys.values.text import in_a_row, say

#: The two-sided quantile of the normal distribution for each usual confidence, to three decimals as
#: printed tables give it. It is a stated constant: a size follows from it exactly.
STATED_Z: Mapping[Fraction, Fraction] = {
    Fraction(confidence): Fraction(z)
    for confidence, z in (
        ("0.8", "1.282"),
        ("0.9", "1.645"),
        ("0.95", "1.96"),
        ("0.98", "2.326"),
        ("0.99", "2.576"),
        ("0.995", "2.807"),
        ("0.999", "3.291"),
    )
}
USUAL_CONFIDENCE = Fraction(19, 20)


class AuditStage(enum.Enum):
    """Which audit of a certification cycle a sample of sites is for (IAF MD 1)."""

    INITIAL = "initial"
    SURVEILLANCE = "surveillance"
    RECERTIFICATION = "recertification"


#: The factor before the square root of the number of sites.
SITE_FACTORS: Mapping[AuditStage, Fraction] = {
    AuditStage.INITIAL: Fraction(1),
    AuditStage.SURVEILLANCE: Fraction(3, 5),
    AuditStage.RECERTIFICATION: Fraction(4, 5),
}


def proportion_size(
    population: int | None,
    margin: Fraction,
    z: Fraction = STATED_Z[USUAL_CONFIDENCE],
    expected: Fraction = Fraction(1, 2),
) -> int:
    """Return how many units estimate a proportion within ``margin``; ``None`` is a population without end.

    ``n0 = z² p (1 - p) / e²`` and ``n = n0 / (1 + (n0 - 1) / N)``, rounded up once, at the end.
    Other variants in circulation divide by ``1 + n0 / N``, or round ``n0`` first, and differ.

    >>> [proportion_size(n, Fraction(1, 20)) for n in (60, 120, 500, 1000, 5000, None)]
    [53, 92, 218, 278, 357, 385]
    """
    endless = z**2 * expected * (1 - expected) / margin**2
    if population is None:
        return ceil(endless)
    return ceil(endless * population / (endless + population - 1))


def attribute_size(
    population: int | None, confidence: Fraction, tolerable: Fraction, accept: int = 0
) -> int:
    """Return the least sample in which at most ``accept`` deviations rule out the tolerable rate.

    It is the smallest n with P(X ≤ accept) ≤ 1 - confidence, where X counts deviations among n of N
    units of which ⌈tolerable · N⌉ deviate: hypergeometric, or binomial for a population without end.
    Raises :class:`NotUnderstood` where so few units may deviate that ``accept`` of them never tell.

    >>> [attribute_size(n, Fraction(19, 20), Fraction(1, 20)) for n in (20, 50, 100, 1000, None)]
    [19, 31, 45, 57, 59]
    """
    risk = 1 - confidence
    if population is None:
        return _least(
            accept + 1,
            None,
            lambda drawn: is_within(binomial_ways_of_at_most(accept, tolerable, drawn), risk),
        )
    deviating = ceil(tolerable * population)
    if deviating <= accept:
        raise NotUnderstood(
            "the tolerable rate is {deviating} of {population} units, and {accept} are accepted: expected an acceptance number below {deviating}",
            deviating=deviating,
            population=population,
            accept=accept,
        )
    return _least(
        accept + 1,
        population,
        lambda drawn: is_within(ways_of_at_most(accept, population, deviating, drawn), risk),
    )


def _least(low: int, high: int | None, suffices: Callable[[int], bool]) -> int:
    """Return the least number from ``low`` that suffices; all above it do as well, and ``high`` does."""
    if high is None:
        high = low
        while not suffices(high):
            low, high = high + 1, 2 * high
    while low < high:
        middle = (low + high) // 2
        if suffices(middle):
            high = middle
        else:
            low = middle + 1
    return low


def sites_size(sites: int, stage: AuditStage = AuditStage.INITIAL) -> int:
    """Return how many of several sites are visited besides the central function (IAF MD 1).

    It is the least k with k ≥ f·√sites, that is with k² ≥ f²·sites. A quarter of the sites at least
    is chosen at random.

    >>> [sites_size(13, stage) for stage in AuditStage]
    [4, 3, 3]
    """
    # k² is whole, so it reaches f²·sites when it reaches the next whole number.
    needed = ceil(SITE_FACTORS[stage] ** 2 * sites)
    root = isqrt(needed)
    return root if root**2 == needed else root + 1


@attrs.frozen(field_transformer=checked)
class ProportionMethod:
    """A size by which a proportion is estimated within a margin."""

    #: How far the estimate may lie from the true rate.
    margin: Fraction
    #: The rate that is expected; one half is the cautious choice.
    expected: Fraction = Fraction(1, 2)
    #: The quantile to be used; that of :data:`STATED_Z` if left out.
    z: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse rates that are none, and a quantile that is not above zero."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        yield from outside(("margin",), self.margin)
        yield from outside(("expected",), self.expected)
        if self.z is not None and self.z <= 0:
            yield Problem(
                ("z",),
                say("the quantile {z} is not above 0: expected one such as 1.96", z=plain(self.z)),
            )


@attrs.frozen(field_transformer=checked)
class AttributeMethod:
    """A size by which few deviations in the sample rule out a tolerable rate."""

    tolerable: Fraction
    #: The acceptance number: how many deviations in the sample still let the population pass.
    accept: int = 0

    def __attrs_post_init__(self) -> None:
        """Refuse a rate that is none and a negative acceptance number."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        yield from outside(("tolerable",), self.tolerable, whole=True)
        yield from too_few(("accept",), self.accept, 0)


_METHODS = ("count", "share", "proportion", "attribute", "sites")


@attrs.frozen(field_transformer=checked)
class SampleSize:
    """How many units to look at, by exactly one method, and with which confidence."""

    confidence: Fraction = USUAL_CONFIDENCE
    #: So many units, as stated.
    count: int | None = None
    #: This part of the population, rounded up.
    share: Fraction | None = None
    proportion: ProportionMethod | None = None
    attribute: AttributeMethod | None = None
    #: The square root of the number of sites, for this stage.
    sites: AuditStage | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse no method, several, and one whose figures are none."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        named = [name for name in _METHODS if getattr(self, name) is not None]
        if len(named) != 1:
            yield Problem(
                (),
                say(
                    "a size has one method, and this names {count}: expected one of {methods}",
                    count=len(named),
                    methods=in_a_row(_METHODS),
                ),
            )
        if self.count is not None:
            yield from too_few(("count",), self.count, 1)
        if self.share is not None:
            yield from outside(("share",), self.share, whole=True)
        yield from outside(("confidence",), self.confidence)
        if self.proportion and self.proportion.z is None and self.confidence not in STATED_Z:
            usual = [f"{plain(100 * confidence)}%" for confidence in STATED_Z]
            yield Problem(
                ("proportion",),
                say(
                    "no quantile is known for a confidence of {confidence}%: expected z, or a confidence of {usual}",
                    confidence=plain(100 * self.confidence),
                    usual=in_a_row(usual, OR),
                ),
            )

    @property
    def method(self) -> str:
        """The name of the one method."""
        return next(name for name in _METHODS if getattr(self, name) is not None)

    @property
    def is_computed(self) -> bool:
        """Whether the method says how many are needed, and more are no fault; else so many are wanted."""
        return self.count is None and self.share is None

    def of(self, population: int) -> int:
        """Return the size for a population.

        Raises :class:`InvalidDocument` where the population is too small for it.
        """
        if self.proportion is not None:
            method = self.proportion
            z = STATED_Z[self.confidence] if method.z is None else method.z
            return proportion_size(population, method.margin, z, method.expected)
        if self.attribute is not None:
            try:
                return attribute_size(
                    population, self.confidence, self.attribute.tolerable, self.attribute.accept
                )
            except NotUnderstood as error:
                raise InvalidDocument(problems_of(error, ("attribute",))) from None
        if self.sites is not None:
            return sites_size(population, self.sites)
        if self.share is not None:
            return ceil(self.share * population)
        stated = self.count or 0
        if stated > population:
            problem = say(
                "{count} units of a population of {population}: expected at most {population}",
                count=stated,
                population=population,
            )
            raise InvalidDocument((Problem(("count",), problem),))
        return stated
