"""Grades by a table of gates: the lowest indicator decides, and events disqualify."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.scoring.ids import GRADE, EventKindId, IndicatorId
from mgmtsys.scoring.indicators import NO_EVENTS, Event, Measured
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidAssessment, InvalidDocument, Problem
from mgmtsys.values.number import exact, plain
from mgmtsys.values.period import Duration
from mgmtsys.values.text import Text, say


@attrs.frozen(field_transformer=checked)
class Gate:
    """What one grade asks of one indicator; the bound itself satisfies it."""

    #: That of the indicator.
    id: IndicatorId
    at_least: Fraction | None = attrs.field(
        default=None, converter=attrs.converters.optional(exact)
    )
    at_most: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(exact))

    def __attrs_post_init__(self) -> None:
        """Refuse a gate with two bounds, none, or one that lies below every value."""
        if (self.at_least is None) is (self.at_most is None):
            raise InvalidAssessment(
                "the gate for {id} has at_least or at_most: expected exactly one of the two",
                id=self.id,
            )
        if self.bound < 0:
            raise InvalidAssessment(
                "the gate {gate} for {id} is negative: expected 0 or more", gate=self, id=self.id
            )

    @property
    def rising(self) -> bool:
        """Whether more is better."""
        return self.at_least is not None

    @property
    def bound(self) -> Fraction:
        """The value that just satisfies the gate."""
        bound = self.at_least if self.at_least is not None else self.at_most
        return Fraction(0) if bound is None else bound

    def __contains__(self, value: object) -> bool:
        """Whether a value satisfies the gate."""
        if not isinstance(value, Fraction):
            return False
        return value >= self.bound if self.rising else value <= self.bound

    def demands_more(self, other: Gate) -> bool:
        """Whether some value satisfies ``other`` and not this; the two run the same way."""
        return self.bound > other.bound if self.rising else self.bound < other.bound

    def __str__(self) -> str:
        """Return the bound with its sign."""
        return f"{'≥' if self.rising else '≤'} {plain(self.bound)}"


@attrs.frozen(field_transformer=checked)
class RatingGrade:
    """One grade that can be earned, with a gate for each indicator it asks about."""

    id: str
    name: Text | None = None
    gates: tuple[Gate, ...] = ()

    def gate(self, indicator: str) -> Gate | None:
        """Return what the grade asks of an indicator, if anything."""
        return next((gate for gate in self.gates if gate.id == indicator), None)


@attrs.frozen(field_transformer=checked)
class Trigger:
    """Events of one kind, of some levels or of any."""

    kind: EventKindId
    levels: tuple[str, ...] = ()

    def matches(self, event: Event) -> bool:
        """Whether an event, which has happened, is one of these."""
        return bool(
            event.kind == self.kind
            and event.count
            and (not self.levels or event.level in self.levels)
        )


@attrs.frozen(field_transformer=checked)
class Disqualification:
    """One tier of events that bar from grades, and what becomes of a grade already held."""

    id: str
    triggers: tuple[Trigger, ...]
    name: Text | None = None
    #: The best grade that is still open; none bars from all. A better one that is held is withdrawn.
    highest: str | None = None
    #: Within which time a grade that was withdrawn is looked at again.
    review_within: Duration | None = None


@attrs.frozen(field_transformer=checked)
class RatingScheme:
    """A table of gates, the best grade first, and the tiers of disqualification.

    A better grade asks at least as much of every indicator as a lesser one, so that who earns a grade
    earns all below it.
    """

    grades: tuple[RatingGrade, ...]
    disqualifications: tuple[Disqualification, ...] = ()
    #: How long the assessment period has to be.
    period: Duration | None = None
    name: Text | None = None
    source: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a table in which a better grade asks less, and grades that are not there."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidDocument(problems)

    def _problems(self) -> Iterator[Problem]:
        known = [grade.id for grade in self.grades]
        if not known or len(set(known)) < len(known):
            yield Problem(
                ("grades",), say("no grade, or one that is listed twice: expected each grade once")
            )
        for better, lesser in zip(self.grades, self.grades[1:], strict=False):
            for below in lesser.gates:
                above = better.gate(below.id)
                if above is None or above.rising is not below.rising or below.demands_more(above):
                    yield Problem(
                        ("grades", better.id, "gates"),
                        say(
                            "{better} asks less of {indicator} than {lesser}, which asks {gate}: expected at least as much, the best grade first",
                            better=better.id,
                            indicator=below.id,
                            lesser=lesser.id,
                            gate=below,
                        ),
                    )
        for tier in self.disqualifications:
            if tier.highest is not None and tier.highest not in known:
                path = ("disqualifications", tier.id, "highest")
                yield GRADE.undeclared(path, tier.highest, known)

    @functools.cached_property
    def _ranks(self) -> dict[str, int]:
        return {grade.id: len(self.grades) - place for place, grade in enumerate(self.grades)}

    @functools.cached_property
    def gated(self) -> frozenset[str]:
        """The indicators that some grade asks about."""
        return frozenset(gate.id for grade in self.grades for gate in grade.gates)

    def bounds(self, indicator: str) -> tuple[Fraction, ...]:
        """Return the values that just satisfy the gates of an indicator, the best grade's first."""
        asked = (grade.gate(indicator) for grade in self.grades)
        return tuple(gate.bound for gate in asked if gate is not None)

    @property
    def top(self) -> int:
        """The rank of the best grade."""
        return len(self.grades)

    def rank(self, grade: str | None) -> int:
        """Return the rank of a grade, 1 for the least and 0 for none; raises ``KeyError``."""
        return 0 if grade is None else self._ranks[grade]

    def graded(self, rank: int) -> RatingGrade | None:
        """Return the grade of a rank, none for 0."""
        return self.grades[len(self.grades) - rank] if rank else None

    def rank_of(self, indicator: str, value: Fraction) -> int:
        """Return the rank of the best grade whose gate for an indicator a value satisfies."""
        for grade in self.grades:
            gate = grade.gate(indicator)
            if gate is None or value in gate:
                return self._ranks[grade.id]
        return 0

    def floor(self, indicator: str) -> int:
        """Return the rank that even the worst value of an indicator allows; none is less than zero."""
        for grade in self.grades:
            gate = grade.gate(indicator)
            if gate is None or (gate.rising and gate.bound == 0):
                return self._ranks[grade.id]
        return 0


class RatingState(enum.Enum):
    """What a rating amounts to."""

    #: A grade is earned.
    GRADED = "graded"
    #: No grade is earned.
    NO_GRADE = "no_grade"
    #: It depends on what nobody has stated.
    UNDETERMINED = "undetermined"


@attrs.frozen(field_transformer=checked)
class IndicatorGrade:
    """What one indicator alone would give; without a value, nobody knows."""

    measured: Measured
    #: The rank of the grade; none where there is no value.
    rank: int | None
    grade: RatingGrade | None = None


@attrs.frozen(field_transformer=checked)
class Rating:
    """The grade that an assessment earns, and what it follows from."""

    state: RatingState
    #: What each indicator that some grade asks about would give alone.
    indicators: tuple[IndicatorGrade, ...]
    grade: RatingGrade | None = None
    #: The best grade that what is not stated could still allow, where that is undetermined.
    at_best: RatingGrade | None = None
    #: The indicators that keep from the next grade.
    held_back_by: tuple[str, ...] = ()
    #: The tiers of disqualification that events trigger.
    disqualified_by: tuple[Disqualification, ...] = ()
    #: The grade already held that is withdrawn.
    withdrawn: RatingGrade | None = None
    #: Within which time, and by which day where the day of the event is known, it is looked at again.
    review_within: Duration | None = None
    review_by: date | None = None
    #: What is not stated.
    reasons: tuple[Text, ...] = ()


def _triggered(
    scheme: RatingScheme, events: Sequence[Event]
) -> Iterator[tuple[Disqualification, tuple[Event, ...]]]:
    for tier in scheme.disqualifications:
        found = tuple(
            event for event in events if any(trigger.matches(event) for trigger in tier.triggers)
        )
        if found:
            yield tier, found


def _review(
    scheme: RatingScheme,
    held: str | None,
    tiers: Iterable[tuple[Disqualification, tuple[Event, ...]]],
) -> tuple[RatingGrade | None, Duration | None, date | None]:
    """Return what is withdrawn of a grade held, and when it is looked at again, counted from the event."""
    taking = [
        (tier, events) for tier, events in tiers if scheme.rank(held) > scheme.rank(tier.highest)
    ]
    if not taking:
        return None, None, None
    # The gravest tier decides: where it names no time, nothing is looked at again in this cycle.
    tier, events = min(taking, key=lambda taken: scheme.rank(taken[0].highest))
    days = [event.on for event in events if event.on is not None]
    within = tier.review_within
    by = within.after(min(days)) if within is not None and days else None
    return scheme.graded(scheme.rank(held)), within, by


def _at_best(scheme: RatingScheme, measured: Measured) -> int:
    """Return the rank of the best grade that an indicator which is not determined could still give."""
    if measured.at_most is None:
        return scheme.top
    return scheme.rank_of(measured.indicator.id, measured.at_most)


def rate(
    scheme: RatingScheme,
    measured: Iterable[Measured],
    events: Sequence[Event] | None,
    held: str | None = None,
) -> Rating:
    """Return the grade that indicators earn together: the lowest that any of them gives alone.

    Events that disqualify limit it. What is not stated leaves the grade undetermined, unless it is the
    same whatever the answer. Monotone in every indicator, and never above the lowest. ``held`` is the
    grade already held; raises ``KeyError`` for one that the scheme does not have.
    """
    graded = []
    for value in measured:
        if value.indicator.id not in scheme.gated:
            continue
        rank = None if value.value is None else scheme.rank_of(value.indicator.id, value.value)
        graded.append(
            IndicatorGrade(value, rank, grade=None if rank is None else scheme.graded(rank))
        )
    known = [grade.rank for grade in graded if grade.rank is not None]
    unknown = [grade.measured for grade in graded if grade.rank is None]
    reasons = [value.reason for value in unknown if value.reason is not None]
    tiers = tuple(_triggered(scheme, events or ()))
    limit = min((scheme.rank(tier.highest) for tier, _ in tiers), default=scheme.top)
    bounds = [_at_best(scheme, value) for value in unknown]
    at_best = min([limit, *known, *bounds])
    at_worst = min([at_best, *(scheme.floor(value.indicator.id) for value in unknown)])
    if events is None and scheme.disqualifications:
        reasons.append(NO_EVENTS)
        ranks = (scheme.rank(tier.highest) for tier in scheme.disqualifications if tier.triggers)
        at_worst = min([at_worst, *ranks])
    state = RatingState.GRADED if at_best else RatingState.NO_GRADE
    is_open = at_worst < at_best
    withdrawn, within, by = _review(scheme, held, tiers)
    return Rating(
        RatingState.UNDETERMINED if is_open else state,
        tuple(graded),
        grade=None if is_open else scheme.graded(at_best),
        at_best=scheme.graded(at_best) if is_open else None,
        held_back_by=tuple(
            grade.measured.indicator.id
            for grade in graded
            if (_at_best(scheme, grade.measured) if grade.rank is None else grade.rank)
            <= at_best
            < scheme.top
        ),
        disqualified_by=tuple(tier for tier, _ in tiers),
        withdrawn=withdrawn,
        review_within=within,
        review_by=by,
        reasons=tuple(dict.fromkeys(reasons)),
    )
