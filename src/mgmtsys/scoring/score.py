"""The deductions that assessors make, and the exact scores of elements, units and the whole."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from mgmtsys.scoring.ids import ElementId, PhaseId
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, RollUp, Scheme, place_of
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidAssessment
from mgmtsys.values.number import exact, percent, plain
from mgmtsys.values.text import Text


@attrs.frozen(field_transformer=checked)
class Deduction:
    """What an assessor takes off one phase of an element: a rate of the phase's marks, or points."""

    phase: PhaseId
    rate: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    points: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    reason: Text | None = None
    #: What shows it: records, interviews, places seen.
    evidence: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse both, neither, less than nothing, and a rate of more than all."""
        if (self.rate is None) is (self.points is None):
            raise InvalidAssessment(
                "a deduction from {phase} has a rate or points: expected exactly one of the two",
                phase=self.phase,
            )
        if self.rate is not None and not 0 <= self.rate <= 1:
            raise InvalidAssessment(
                "a deduction of {rate} from {phase}: expected 0 to 100%",
                rate=percent(self.rate),
                phase=self.phase,
            )
        if self.points is not None and self.points < 0:
            raise InvalidAssessment(
                "a deduction of {points} points from {phase}: expected 0 or more",
                points=plain(self.points),
                phase=self.phase,
            )


_ANSWERS = frozenset({"yes", "no", "true", "false", "on", "off", "y", "n", "是", "否"})


def is_answer(text: Text) -> bool:
    """Whether a wording is a mere yes or no, which gives no reason."""
    return any(said.strip().casefold() in _ANSWERS for _, said in text.wordings)


@attrs.frozen(field_transformer=checked)
class Marking:
    """What assessors made of one element: deductions, or that it does not apply.

    A marking without deductions says that nothing was amiss; an element without a marking has not been
    assessed.
    """

    #: That of the element.
    id: ElementId
    deductions: tuple[Deduction, ...] = ()
    #: Why the element does not apply; its marks then leave both sides of every rate.
    deleted: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse deductions from what does not apply, and `no`, which was meant to keep it."""
        if self.deleted is not None and is_answer(self.deleted):
            raise InvalidAssessment(
                "{answer!r} is not a reason to delete {element}: expected why it does not apply, or nothing where it does",
                answer=self.deleted,
                element=self.id,
            )
        if self.deleted is not None and self.deductions:
            raise InvalidAssessment(
                "{element} is deleted and has deductions: expected one of the two", element=self.id
            )


def deducted(
    phases: Sequence[Phase], full: Fraction, deductions: Iterable[Deduction]
) -> list[Fraction]:
    """Return the deduction rate of each phase; several deductions from one phase add up.

    Raises :class:`InvalidAssessment` for a phase that is none of these, and for more than all of one.
    """
    rates = [Fraction(0)] * len(phases)
    for deduction in deductions:
        place = place_of(phases, deduction.phase)
        if deduction.rate is not None:
            share = deduction.rate
        else:
            share = (deduction.points or Fraction(0)) / (full * phases[place].weight)
        rates[place] = rates[place] + share if rates[place] else share
    for phase, rate in zip(phases, rates, strict=True):
        if rate > 1:
            marks = full * phase.weight
            raise InvalidAssessment(
                "deductions of {points} points from {phase}, which has {marks}: expected at most 100%",
                points=plain(rate * marks),
                phase=phase.id,
                marks=plain(marks),
            )
    return rates


class Standing(enum.Enum):
    """Where an element stands in an assessment; only what is assessed counts."""

    ASSESSED = "assessed"
    DELETED = "deleted"
    NOT_ASSESSED = "not_assessed"
    #: Its full marks are not known.
    NO_MARKS = "no_marks"


@attrs.frozen(field_transformer=checked)
class ElementScore:
    """The score of one element."""

    element: Element
    standing: Standing
    #: The deduction rates by phase, in the order of the scheme; none unless assessed.
    deducted: tuple[Fraction, ...] = ()
    #: The share of the full marks that is kept.
    rate: Fraction | None = None

    @property
    def score(self) -> Fraction | None:
        """The points scored: nothing for what is deleted, none for what is not assessed."""
        if self.standing is Standing.DELETED:
            return Fraction(0)
        if self.rate is None or self.element.full is None:
            return None
        return self.rate * self.element.full


#: What leaves nothing open: it counts, or it does not apply.
_SETTLED = (Standing.ASSESSED, Standing.DELETED)


@attrs.frozen(field_transformer=checked)
class UnitScore:
    """The score of one unit; the rate is none where nothing applies, or something is not known."""

    unit: AssessmentUnit
    elements: tuple[ElementScore, ...]
    #: The full marks of what is assessed, and the share of them that is kept.
    full: Fraction
    known: Fraction | None

    @property
    def is_complete(self) -> bool:
        """Whether every element is known, and assessed or deleted; a unit has one at least."""
        return bool(self.elements) and all(
            element.standing in _SETTLED for element in self.elements
        )

    @property
    def rate(self) -> Fraction | None:
        """The share of the full marks that is kept."""
        return self.known if self.is_complete else None

    @property
    def score(self) -> Fraction | None:
        """The points scored, by the rate and the full marks of what applies."""
        return None if self.rate is None else self.rate * self.full

    @property
    def assessed(self) -> tuple[ElementScore, ...]:
        """The elements that count."""
        return tuple(element for element in self.elements if element.standing is Standing.ASSESSED)


@attrs.frozen(field_transformer=checked)
class Score:
    """The scores of an assessment; the rate of the whole is none like that of a unit."""

    units: tuple[UnitScore, ...]
    #: The full marks of what is assessed, and the share of them that is kept.
    full: Fraction
    known: Fraction | None

    @property
    def is_complete(self) -> bool:
        """Whether every unit is."""
        return all(unit.is_complete for unit in self.units)

    @property
    def rate(self) -> Fraction | None:
        """The share of the full marks that is kept."""
        return self.known if self.is_complete else None

    @property
    def score(self) -> Fraction | None:
        """The points scored, by the rate and the full marks of what applies."""
        return None if self.rate is None else self.rate * self.full

    @property
    def elements(self) -> tuple[ElementScore, ...]:
        """Every element, unit by unit."""
        return tuple(element for unit in self.units for element in unit.elements)

    def standing(self, standing: Standing) -> tuple[str, ...]:
        """Return the ids of the elements that stand so."""
        return tuple(
            element.element.id for element in self.elements if element.standing is standing
        )

    @property
    def unknown_units(self) -> tuple[str, ...]:
        """The ids of the units of which no element is known."""
        return tuple(unit.unit.id for unit in self.units if not unit.elements)

    @property
    def counted(self) -> tuple[UnitScore, ...]:
        """The units in which something counts."""
        return tuple(unit for unit in self.units if unit.known is not None)


@attrs.frozen(field_transformer=checked)
class Part:
    """What one child brings to a rate: its own rate, and what it weighs."""

    rate: Fraction
    weight: Fraction


def parts(children: Iterable[ElementScore | UnitScore], how: RollUp) -> tuple[Part, ...]:
    """Return what the children that count bring to a rate that is rolled up so."""
    found = []
    for child in children:
        own = child.element if isinstance(child, ElementScore) else child.unit
        full = child.element.full if isinstance(child, ElementScore) else child.full
        rate = child.rate if isinstance(child, ElementScore) else child.known
        if rate is not None and full is not None:
            found.append(Part(rate, own.weight if how is RollUp.WEIGHTED_MEAN else full))
    return tuple(found)


def roll_up(given: Sequence[Part], how: RollUp) -> Fraction | None:
    """Return the rate that parts make together; none of nothing, since 0/0 is no rate.

    Independent of their order, never lower for a higher part, and between the lowest and the highest.
    """
    if how is RollUp.WORST_CHILD:
        return min((part.rate for part in given), default=None)
    weight = total(part.weight for part in given)
    return total(part.rate * part.weight for part in given) / weight if weight else None


def highest_rate(scheme: Scheme, score: Score) -> Fraction | None:
    """Return what the rate of the whole is at most, whatever is not assessed or not known; none where nothing counts.

    It would be reached if all of that had its full marks, unless nobody knows how much it weighs.
    """
    return _highest([_outlook(scheme, unit) for unit in score.units], scheme.whole_rate)


#: The highest rate of something, and what it weighs, where both are known; a rate of none does not count.
_Outlook = tuple[Fraction | None, Fraction | None]


def _highest(given: Iterable[_Outlook], how: RollUp) -> Fraction | None:
    counted = [(rate, weight) for rate, weight in given if rate is not None]
    rates = [rate for rate, _ in counted]
    if how is RollUp.WORST_CHILD:
        return min(rates, default=None)
    known = [Part(rate, weight) for rate, weight in counted if weight is not None]
    return roll_up(known, how) if len(known) == len(counted) else max(rates)


def _outlook(scheme: Scheme, unit: UnitScore) -> _Outlook:
    """Return the highest rate of a unit, and its weight in the whole unless that depends on what is open."""
    weighs = scheme.unit_rate is RollUp.WEIGHTED_MEAN
    elements = [
        (
            element.rate if element.standing is Standing.ASSESSED else Fraction(1),
            element.element.weight if weighs else element.element.full,
        )
        for element in unit.elements
        if element.standing is not Standing.DELETED
    ]
    rate = _highest(elements, scheme.unit_rate) if unit.elements else Fraction(1)
    if scheme.whole_rate is RollUp.WEIGHTED_MEAN:
        return rate, unit.unit.weight
    fulls = [
        element.element.full
        for element in unit.elements
        if element.standing is not Standing.DELETED
    ]
    if unit.is_complete or (
        scheme.unit_rate is RollUp.RATIO_OF_SUMS and fulls and None not in fulls
    ):
        return rate, total(full for full in fulls if full is not None)
    return rate, None


def total(numbers: Iterable[Fraction]) -> Fraction:
    """Add fractions up, in pairs, so that few of the additions are of long numbers.

    >>> total([Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)])
    Fraction(1, 1)
    """
    alike: dict[int, int] = {}
    for number in numbers:
        alike[number.denominator] = alike.get(number.denominator, 0) + number.numerator
    sums = [Fraction(over, under) for under, over in sorted(alike.items())] or [Fraction(0)]
    while len(sums) > 1:
        paired = [first + second for first, second in zip(sums[::2], sums[1::2], strict=False)]
        sums = paired + sums[2 * len(paired) :]
    return sums[0]


def _element(scheme: Scheme, element: Element, marking: Marking | None) -> ElementScore:
    if marking is not None and marking.deleted is not None:
        return ElementScore(element, Standing.DELETED)
    if element.full is None:
        return ElementScore(element, Standing.NO_MARKS)
    if marking is None:
        return ElementScore(element, Standing.NOT_ASSESSED)
    rates = deducted(scheme.phases, element.full, marking.deductions)
    return ElementScore(element, Standing.ASSESSED, deducted=tuple(rates), rate=scheme.kept(rates))


def _unit(scheme: Scheme, unit: AssessmentUnit, markings: Mapping[str, Marking]) -> UnitScore:
    elements = tuple(
        _element(scheme, element, markings.get(element.id)) for element in unit.elements
    )
    full = total(
        element.element.full or Fraction(0)
        for element in elements
        if element.standing is Standing.ASSESSED
    )
    return UnitScore(
        unit,
        elements,
        full=full,
        known=roll_up(parts(elements, scheme.unit_rate), scheme.unit_rate),
    )


def score(
    scheme: Scheme, units: Iterable[AssessmentUnit], markings: Iterable[Marking] = ()
) -> Score:
    """Return the exact score of every element and unit, and of the whole.

    What is deleted is on neither side of a rate. A rate is none while something that applies is not
    assessed or has no known marks; what is known of it stands beside. Order-free; never rises when a
    deduction does. Raises :class:`InvalidAssessment` like :func:`deducted`.
    """
    marked = {marking.id: marking for marking in markings}
    scored = tuple(_unit(scheme, unit, marked) for unit in units)
    return Score(
        scored,
        total(unit.full for unit in scored),
        known=roll_up(parts(scored, scheme.whole_rate), scheme.whole_rate),
    )
