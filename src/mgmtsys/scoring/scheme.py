"""Schemes: phases with their weights, how rates roll up, units, and the elements that are marked."""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence
from fractions import Fraction

import attrs

from mgmtsys.standard.clause import ClauseRef, Confidence
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidAssessment, InvalidDocument, Problem, problems_of
from mgmtsys.values.number import exact, percent, plain
from mgmtsys.values.text import Text, in_a_row, say

_ONE = Fraction(1)


class RollUp(enum.Enum):
    """How the rates of several make the rate of the whole; what is deleted counts in none."""

    #: Points scored over points that could be scored.
    RATIO_OF_SUMS = "ratio_of_sums"
    #: The mean of the rates, by the weights that are declared.
    WEIGHTED_MEAN = "weighted_mean"
    #: The lowest rate.
    WORST_CHILD = "worst_child"


@attrs.frozen(field_transformer=checked)
class Phase:
    """One part of an element's marks, and whose deductions reduce it beside its own."""

    id: str
    #: Its share of the element's full marks.
    weight: Fraction = attrs.field(converter=exact)
    name: Text | None = None
    #: The phases whose deduction rate also reduces this one.
    reduced_by: tuple[str, ...] = ()
    #: What assessors look at in it.
    focus: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a weight that is no share, and a phase that reduces itself."""
        if not 0 < self.weight <= 1:
            raise InvalidAssessment(
                "the weight {weight} is not a share: expected above 0, up to 100%",
                weight=percent(self.weight),
            )
        if self.id in self.reduced_by or len(set(self.reduced_by)) < len(self.reduced_by):
            raise InvalidAssessment(
                "{id} is reduced by {reduced_by}: expected other phases, each once",
                id=self.id,
                reduced_by=in_a_row(self.reduced_by),
            )


def place_of(phases: Sequence[Phase], id: str) -> int:
    """Return where a phase stands among others; raises :class:`InvalidAssessment` where it does not."""
    for place, phase in enumerate(phases):
        if phase.id == id:
            return place
    known = [phase.id for phase in phases]
    raise InvalidAssessment(
        "no phase {id!r} is declared: expected one of {known}", id=id, known=in_a_row(known)
    )


@attrs.frozen(field_transformer=checked)
class Scheme:
    """The phases of every element and how rates roll up.

    The weights add to one, so that an element without a deduction has its full marks. With deduction
    rates ``d``, a phase keeps ``weight * (1 - d of its own) * product of (1 - d of what reduces it)``.
    """

    phases: tuple[Phase, ...]
    #: How the rates of a unit's elements make the unit's.
    unit_rate: RollUp = RollUp.RATIO_OF_SUMS
    #: How the rates of the units make the whole's.
    whole_rate: RollUp = RollUp.RATIO_OF_SUMS
    name: Text | None = None
    #: Where the scheme comes from, and what is read into it.
    source: Text | None = None
    #: What assessors hold to.
    principles: tuple[Text, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse weights that do not add to one, and phases that are not there."""
        total = sum((phase.weight for phase in self.phases), Fraction(0))
        problems = []
        if total != 1:
            problems.append(
                Problem(
                    ("phases",),
                    say("the weights add up to {total}: expected 100%", total=percent(total)),
                )
            )
        for phase in self.phases:
            for other in phase.reduced_by:
                try:
                    place_of(self.phases, other)
                except InvalidAssessment as error:
                    problems.extend(problems_of(error, ("phases", phase.id, "reduced_by")))
        if len({phase.id for phase in self.phases}) < len(self.phases):
            problems.append(
                Problem(("phases",), say("a phase is listed twice: expected each phase once"))
            )
        if problems:
            raise InvalidDocument(tuple(problems))

    @functools.cached_property
    def reducers(self) -> tuple[tuple[int, ...], ...]:
        """For each phase, the places of the deductions that reduce it, its own first."""
        return tuple(
            (place, *(place_of(self.phases, other) for other in phase.reduced_by))
            for place, phase in enumerate(self.phases)
        )

    def kept(self, deducted: Sequence[Fraction]) -> Fraction:
        """Return the share of an element's marks that is left after deduction rates, phase by phase.

        Never rises when a deduction does; from 0, where all is deducted, to 1, where nothing is.
        """
        # In whole numbers, since a fraction reduces itself after every step.
        over, under = 0, 1
        for phase, reducers in zip(self.phases, self.reducers, strict=True):
            numerator, denominator = phase.weight.numerator, phase.weight.denominator
            for place in reducers:
                rate = deducted[place]
                numerator *= rate.denominator - rate.numerator
                denominator *= rate.denominator
            over, under = over * denominator + numerator * under, under * denominator
        return Fraction(over, under)


def _check_marks(full: Fraction | None, weight: Fraction) -> None:
    if full is not None and full <= 0:
        raise InvalidAssessment("full marks of {full}: expected more than 0", full=plain(full))
    if weight < 0:
        raise InvalidAssessment(
            "the weight {weight} is negative: expected 0 or more", weight=plain(weight)
        )


@attrs.frozen(field_transformer=checked)
class Element:
    """One element of a unit: what is marked, and out of how many points."""

    id: str
    #: Full marks; none while they are not known, and then the element takes no part.
    full: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    name: Text | None = None
    #: What counts where rates roll up as a weighted mean.
    weight: Fraction = attrs.field(default=_ONE, converter=exact)
    #: The requirements that the element is about.
    clauses: tuple[ClauseRef, ...] = ()
    source: Text | None = None
    confidence: Confidence | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse marks of nothing and a negative weight."""
        _check_marks(self.full, self.weight)


@attrs.frozen(field_transformer=checked)
class AssessmentUnit:
    """A unit of elements."""

    id: str
    name: Text | None = None
    elements: tuple[Element, ...] = ()
    #: The marks that are printed for the unit, with which those of its elements must agree.
    full: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    weight: Fraction = attrs.field(default=_ONE, converter=exact)
    source: Text | None = None
    confidence: Confidence | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse printed marks that those of the elements contradict."""
        _check_marks(self.full, self.weight)
        stated = [element.full for element in self.elements if element.full is not None]
        total = sum(stated, Fraction(0))
        open_ = len(stated) < len(self.elements) or not self.elements
        if self.full is not None and (total > self.full or (total < self.full and not open_)):
            raise InvalidAssessment(
                "the elements have {total} marks in total: expected the {full} of the unit",
                total=plain(total),
                full=plain(self.full),
            )
