"""What is rated beside the score: figures, events by level, incidence rates, and what an assessment gives of them."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.scoring.ids import EventKindId
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidAssessment
from mgmtsys.values.number import exact, plain
from mgmtsys.values.text import Text, say

#: The hours that 100 employees work in a year of 50 weeks of 40 hours.
HOURS_OF_A_HUNDRED = Fraction(200_000)


def whole(number: Fraction, counted: Text | str) -> Fraction:
    """Return a count; raises :class:`InvalidAssessment` for one that is negative or in parts."""
    if number < 0 or number.denominator != 1:
        raise InvalidAssessment(
            "the number of {counted} is {number}: expected a whole number, 0 or more",
            counted=counted,
            number=plain(number),
        )
    return number


def incidence_rate(
    count: Fraction | float | str,
    exposure: Fraction | float | str,
    base: Fraction | float | str = HOURS_OF_A_HUNDRED,
) -> Fraction:
    """Return how many cases there are for every ``base`` of exposure; ``base`` is in its unit.

    Raises :class:`InvalidAssessment` for a count that is none, and for an exposure that is not more than
    zero: over no hours worked there is no rate.

    >>> incidence_rate(3, 412_500), incidence_rate(2, 1_000_000, base=1_000_000)
    (Fraction(16, 11), Fraction(2, 1))
    """
    cases, hours = whole(exact(count), say("cases")), exact(exposure)
    if hours <= 0:
        raise InvalidAssessment(
            "an exposure of {hours} gives no rate: expected more than 0", hours=plain(hours)
        )
    return cases * exact(base) / hours


@attrs.frozen(field_transformer=checked)
class AssessmentFigure:
    """One figure of the assessment period: persons injured, hours worked."""

    id: str
    value: Fraction = attrs.field(converter=exact)
    evidence: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse less than nothing."""
        if self.value < 0:
            raise InvalidAssessment(
                "{value} is negative: expected 0 or more", value=plain(self.value)
            )


@attrs.frozen(field_transformer=checked)
class EventKind:
    """A kind of event that is counted, with its levels where it has any."""

    id: str
    name: Text | None = None
    #: From the gravest to the mildest.
    levels: tuple[str, ...] = ()
    #: The figure in which each event counts at least once: a serious injury is an injured person.
    figure: str | None = None


@attrs.frozen(field_transformer=checked)
class Event:
    """An event of the assessment period, or several alike."""

    kind: EventKindId
    level: str | None = None
    count: Fraction = attrs.field(default=Fraction(1), converter=exact)
    #: The day, where one is known.
    on: date | None = None
    what: Text | None = None
    evidence: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a count that is none."""
        whole(self.count, say("events"))


class IndicatorKind(enum.Enum):
    """What an indicator is computed from."""

    #: The score rate of the whole.
    SCORE = "score"
    #: Counts for every base of exposure.
    INCIDENCE = "incidence"
    #: The sum of figures as they are stated.
    FIGURE = "figure"
    #: How many events of some kinds there were.
    EVENTS = "events"


@attrs.frozen(field_transformer=checked)
class RatingIndicator:
    """One of the indicators on which a grade depends; only the fields of its kind are filled."""

    id: str
    kind: IndicatorKind
    name: Text | None = None
    #: The figures, or the kinds of event, that are added up.
    of: tuple[str, ...] = ()
    #: The levels of the events that count; all where none is named.
    levels: tuple[str, ...] = ()
    #: The figure that is the exposure.
    per: str | None = None
    base: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    #: What counts in its figures and what does not.
    definition: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse fields that contradict the kind."""
        is_rate = self.kind is IndicatorKind.INCIDENCE
        needed = {"of": self.kind is not IndicatorKind.SCORE, "per": is_rate, "base": is_rate}
        for field, is_needed in needed.items():
            is_given = getattr(self, field) not in (None, ())
            if is_needed and not is_given:
                raise InvalidAssessment(
                    "an indicator of the kind {kind} lacks {field}: expected it",
                    kind=self.kind.value,
                    field=field,
                )
            if is_given and not is_needed:
                raise self._unused(field)
        if self.levels and self.kind is not IndicatorKind.EVENTS:
            raise self._unused("levels")
        if self.base is not None and self.base <= 0:
            raise InvalidAssessment(
                "a base of {base} is not an exposure: expected more than 0", base=plain(self.base)
            )

    def _unused(self, field: str) -> InvalidAssessment:
        return InvalidAssessment(
            "an indicator of the kind {kind} does not use {field}: expected none",
            kind=self.kind.value,
            field=field,
        )

    @property
    def counts(self) -> bool:
        """Whether what is added up comes in whole numbers."""
        return self.kind in (IndicatorKind.INCIDENCE, IndicatorKind.EVENTS)


@attrs.frozen(field_transformer=checked)
class Measured:
    """What an assessment gives of one indicator: a value with what it came from, or why there is none."""

    indicator: RatingIndicator
    value: Fraction | None = None
    #: What was added up, by figure or by kind of event.
    counted: tuple[tuple[str, Fraction], ...] = ()
    exposure: Fraction | None = None
    reason: Text | None = None
    #: What a score rate is at most, where it is not determined.
    at_most: Fraction | None = None


NO_SCORE = say("the score is undetermined")
#: Nobody has said whether there were any events.
NO_EVENTS = say("events are not stated")


def count_of(events: Iterable[Event], kind: str, levels: Sequence[str] = ()) -> Fraction:
    """Return how many events of a kind there were, of any level or of some."""
    return sum(
        (
            event.count
            for event in events
            if event.kind == kind and (not levels or event.level in levels)
        ),
        Fraction(0),
    )


def _missing(name: str) -> Text:
    return say("{name} is not stated", name=name)


def measure(
    indicator: RatingIndicator,
    rate: Fraction | None,
    figures: Mapping[str, Fraction],
    events: Sequence[Event] | None,
    open_because: Text | None = None,
) -> Measured:
    """Return the value of an indicator, from the score rate, the figures and the events.

    ``open_because`` says why there is no rate. Where something it needs is not stated, it has no value but a reason: nothing said is not zero.
    Raises :class:`InvalidAssessment` like :func:`incidence_rate`.
    """
    if indicator.kind is IndicatorKind.SCORE:
        return Measured(
            indicator, rate, reason=(open_because or NO_SCORE) if rate is None else None
        )
    if indicator.kind is IndicatorKind.EVENTS:
        if events is None:
            return Measured(indicator, reason=NO_EVENTS)
        counted = tuple((kind, count_of(events, kind, indicator.levels)) for kind in indicator.of)
        return Measured(indicator, sum((n for _, n in counted), Fraction(0)), counted=counted)
    names = (*indicator.of, *([indicator.per] if indicator.per else []))
    for name in names:
        if name not in figures:
            return Measured(indicator, reason=_missing(name))
    counted = tuple((name, figures[name]) for name in indicator.of)
    total = sum((n for _, n in counted), Fraction(0))
    if indicator.per is None or indicator.base is None:
        return Measured(indicator, total, counted=counted)
    exposure = figures[indicator.per]
    return Measured(
        indicator,
        incidence_rate(total, exposure, indicator.base),
        counted=counted,
        exposure=exposure,
    )
