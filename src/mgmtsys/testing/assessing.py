"""Strategies for assessments: schemes, markings, figures, events, gates, and whole assessments of them."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from mgmtsys.scoring.assessment import Assessment, Grading, Lowering
from mgmtsys.scoring.indicators import (
    AssessmentFigure,
    Event,
    EventKind,
    IndicatorKind,
    RatingIndicator,
)
from mgmtsys.scoring.rating import Disqualification, Gate, RatingGrade, RatingScheme, Trigger
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, RollUp, Scheme
from mgmtsys.scoring.score import Deduction, Marking, is_answer
from mgmtsys.standard.clause import Confidence
from mgmtsys.system.finding import Grade
from mgmtsys.testing.names import own
from mgmtsys.testing.values import (
    clause_refs,
    days,
    durations,
    few,
    fractions,
    ids,
    maybe,
    periods,
    texts,
    words,
)
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

_MAYBE_TEXT = maybe(texts())
_CONFIDENCES = st.sampled_from((None, *Confidence))
_MARKS = fractions(1, 500).filter(bool)
_SHARES = fractions(0, 1).filter(bool)
#: Weights, of which some are nothing.
_WEIGHTS = st.just(Fraction(1)) | fractions(0, 5)
_COUNTS = st.integers(0, 9).map(Fraction)
_LEVELS = few(st.sampled_from(("general", "larger", "major")), 3).map(
    lambda drawn: tuple(dict.fromkeys(drawn))
)
_PHASES = ("plan", "do", "compliance", "achievement")


def _distinct(most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(ids(), unique=True, min_size=least, max_size=most)


@st.composite
def phases(
    draw: st.DrawFn,
    id: str | None = None,
    weight: Fraction | None = None,
    others: Sequence[str] = _PHASES,
) -> Phase:
    """Draw one phase, which some of the ``others`` reduce."""
    name = draw(own(id))
    return Phase(
        id=name,
        weight=draw(_SHARES) if weight is None else weight,
        name=draw(_MAYBE_TEXT),
        reduced_by=tuple(one for one in others if one != name and draw(st.booleans())),
        focus=draw(_MAYBE_TEXT),
    )


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Draw a scheme of one to four phases, whose weights add to one."""
    named = draw(_distinct(4, 1))
    shares = [draw(st.integers(1, 9)) for _ in named]
    return Scheme(
        phases=tuple(
            draw(phases(id, Fraction(share, sum(shares)), named))
            for id, share in zip(named, shares, strict=True)
        ),
        unit_rate=draw(st.sampled_from(RollUp)),
        whole_rate=draw(st.sampled_from(RollUp)),
        name=draw(_MAYBE_TEXT),
        source=draw(_MAYBE_TEXT),
        principles=draw(few(texts())),
    )


@st.composite
def elements(draw: st.DrawFn, id: str | None = None) -> Element:
    """Draw one element, whose marks may not be known."""
    return Element(
        id=draw(own(id)),
        full=draw(maybe(_MARKS)),
        name=draw(_MAYBE_TEXT),
        weight=draw(_WEIGHTS),
        clauses=draw(few(clause_refs())),
        source=draw(_MAYBE_TEXT),
        confidence=draw(_CONFIDENCES),
    )


@st.composite
def assessment_units(
    draw: st.DrawFn, id: str | None = None, named: Sequence[str] | None = None
) -> AssessmentUnit:
    """Draw a unit with the elements ``named``, and marks that agree with theirs."""
    inside = draw(_distinct(3)) if named is None else named
    held = tuple(draw(elements(one)) for one in inside)
    total = sum((one.full or 0 for one in held), Fraction(0))
    agreeing = total or (Fraction(100) if not inside else None)
    return AssessmentUnit(
        id=draw(own(id)),
        name=draw(_MAYBE_TEXT),
        elements=held,
        full=agreeing if draw(st.booleans()) else None,
        weight=draw(_WEIGHTS),
        source=draw(_MAYBE_TEXT),
        confidence=draw(_CONFIDENCES),
    )


@st.composite
def deductions(
    draw: st.DrawFn,
    phase: str | None = None,
    share: Fraction | None = None,
    full: Fraction | None = None,
) -> Deduction:
    """Draw what is taken off a phase: a rate, or points where the phase has ``full`` of them."""
    rate = draw(fractions(0, 1)) if share is None else share
    by_points = (share is None or full is not None) and draw(st.booleans())
    return Deduction(
        phase=draw(st.sampled_from(_PHASES)) if phase is None else phase,
        rate=None if by_points else rate,
        points=rate * (full or 100) if by_points else None,
        reason=draw(_MAYBE_TEXT),
        evidence=draw(few(words())),
    )


@st.composite
def markings(
    draw: st.DrawFn,
    id: str | None = None,
    of: Sequence[tuple[str, Fraction]] = (("plan", Fraction(10)), ("do", Fraction(20))),
) -> Marking:
    """Draw what was made of an element, whose phases and their marks are those ``of`` it."""
    name = draw(own(id))
    reason = draw(_MAYBE_TEXT)
    if reason is not None and not is_answer(reason) and draw(st.booleans()):
        return Marking(name, deleted=reason)
    taken: list[Deduction] = []
    for phase, full in of:
        # Up to two deductions, which together take no more than all.
        parts = draw(st.integers(0, 2))
        taken += [
            draw(deductions(phase, draw(fractions(0, 1)) / parts, full)) for _ in range(parts)
        ]
    return Marking(name, tuple(draw(st.permutations(taken))))


def assessment_figures(
    id: str | None = None, values: st.SearchStrategy[Fraction] | None = None
) -> st.SearchStrategy[AssessmentFigure]:
    """Return a strategy for one figure of the period, a whole number where it is a count."""
    figures = _COUNTS | _MARKS if values is None else values
    return st.builds(AssessmentFigure, id=own(id), value=figures, evidence=few(words()))


def event_kinds(id: str | None = None) -> st.SearchStrategy[EventKind]:
    """Return a strategy for a kind of event, with levels or without."""
    return st.builds(EventKind, id=own(id), name=_MAYBE_TEXT, levels=_LEVELS, figure=maybe(words()))


@st.composite
def events(
    draw: st.DrawFn, kinds: Sequence[EventKind] | None = None, period: Period | None = None
) -> Event:
    """Draw an event of one of the ``kinds``, on a day of the ``period`` where that is known."""
    kind = draw(event_kinds() if kinds is None else st.sampled_from(kinds))
    when = days() if period is None else st.dates(period.start, period.last)
    return Event(
        kind=kind.id,
        level=draw(st.sampled_from(kind.levels)) if kind.levels else None,
        count=draw(_COUNTS),
        on=draw(maybe(when)),
        what=draw(_MAYBE_TEXT),
        evidence=draw(few(words())),
    )


@st.composite
def rating_indicators(
    draw: st.DrawFn,
    id: str | None = None,
    known: Sequence[str] = ("injured", "hours"),
    kinds: Sequence[EventKind] = (EventKind("spill", levels=("general", "major")),),
) -> RatingIndicator:
    """Draw an indicator over the figures ``known`` and the events of ``kinds``."""
    possible = [IndicatorKind.SCORE]
    possible += [IndicatorKind.FIGURE] if known else []
    possible += [IndicatorKind.INCIDENCE] if len(known) > 1 else []
    possible += [IndicatorKind.EVENTS] if kinds else []
    kind = draw(st.sampled_from(possible))
    indicator = functools.partial(
        RatingIndicator, draw(own(id)), kind, name=draw(_MAYBE_TEXT), definition=draw(_MAYBE_TEXT)
    )
    if kind is IndicatorKind.EVENTS:
        chosen = draw(st.sampled_from(kinds))
        some = tuple(level for level in chosen.levels if draw(st.booleans()))
        return indicator(of=(chosen.id,), levels=some)
    if kind is IndicatorKind.INCIDENCE:
        # The last figure is the exposure, so that none is a count and an exposure.
        counted = draw(st.lists(st.sampled_from(known[:-1]), unique=True, min_size=1))
        return indicator(of=tuple(counted), per=known[-1], base=draw(_MARKS))
    if kind is IndicatorKind.FIGURE:
        return indicator(of=(draw(st.sampled_from(known)),))
    return indicator()


@st.composite
def gates(
    draw: st.DrawFn,
    id: str | None = None,
    rising: bool | None = None,
    bound: Fraction | None = None,
) -> Gate:
    """Draw what a grade asks of one indicator."""
    limit = draw(fractions(0, 1) | fractions(0, 9)) if bound is None else bound
    if draw(st.booleans()) if rising is None else rising:
        return Gate(draw(own(id)), at_least=limit)
    return Gate(draw(own(id)), at_most=limit)


@st.composite
def rating_grades(
    draw: st.DrawFn, id: str | None = None, asks: Sequence[Gate] | None = None
) -> RatingGrade:
    """Draw one grade, with the gates that it ``asks`` to pass."""
    held = tuple(draw(gates(one)) for one in draw(_distinct(2))) if asks is None else tuple(asks)
    return RatingGrade(id=draw(own(id)), name=draw(_MAYBE_TEXT), gates=held)


@st.composite
def triggers(draw: st.DrawFn, kinds: Sequence[EventKind] | None = None) -> Trigger:
    """Draw events of one of the ``kinds``, of some of its levels."""
    kind = draw(event_kinds() if kinds is None else st.sampled_from(kinds))
    return Trigger(kind.id, tuple(level for level in kind.levels if draw(st.booleans())))


@st.composite
def disqualifications(
    draw: st.DrawFn,
    id: str | None = None,
    grades: Sequence[str] = ("gold", "silver"),
    kinds: Sequence[EventKind] | None = None,
) -> Disqualification:
    """Draw one tier of events that bar from some of the ``grades``."""
    return Disqualification(
        id=draw(own(id)),
        triggers=draw(few(triggers(kinds))),
        name=draw(_MAYBE_TEXT),
        highest=draw(maybe(st.sampled_from(grades))),
        review_within=draw(maybe(durations(12))),
    )


@st.composite
def rating_schemes(
    draw: st.DrawFn,
    indicators: Sequence[RatingIndicator] = (
        RatingIndicator("score", IndicatorKind.SCORE),
        RatingIndicator("defects", IndicatorKind.FIGURE, of=("defects",)),
    ),
    kinds: Sequence[EventKind] | None = None,
    period: Period | None = None,
) -> RatingScheme:
    """Draw a table in which better grades ask for more, of some of the ``indicators``."""
    named = draw(_distinct(4, 1))
    asked: list[list[Gate]] = [[] for _ in named]
    for one in indicators:
        is_score = one.kind is IndicatorKind.SCORE
        rising = is_score or draw(st.booleans())
        bounds = fractions(0, 1) if is_score else fractions(0, 9)
        down_to = draw(st.integers(0, len(named)))
        limits = sorted((draw(bounds) for _ in range(down_to)), reverse=rising)
        for place, limit in enumerate(limits):
            asked[place].append(draw(gates(one.id, rising, limit)))
    tiers = draw(_distinct(2)) if kinds is None or kinds else []
    lengths = [one for one in draw(few(durations(12), 1)) if period is None]
    return RatingScheme(
        grades=tuple(draw(rating_grades(id, asks)) for id, asks in zip(named, asked, strict=True)),
        disqualifications=tuple(draw(disqualifications(id, named, kinds)) for id in tiers),
        period=lengths[0] if lengths else None,
        name=draw(_MAYBE_TEXT),
        source=draw(_MAYBE_TEXT),
    )


@st.composite
def gradings(draw: st.DrawFn) -> Grading:
    """Draw which loss of marks is which finding."""
    return Grading(lost=draw(_SHARES), grade=draw(st.sampled_from(Grade)))


@st.composite
def lowerings(draw: st.DrawFn, named: Sequence[str] = _PHASES) -> Lowering:
    """Draw what a finding takes off one of the phases ``named``."""
    return Lowering(
        grade=draw(st.sampled_from(Grade)),
        phase=draw(st.sampled_from(named)),
        rate=draw(_SHARES),
    )


def _no_fewer(
    figures: Iterable[AssessmentFigure], kinds: Sequence[EventKind], happened: Iterable[Event]
) -> Iterator[AssessmentFigure]:
    """Yield the figures, each no less than the events that count in it."""
    homes = {kind.id: kind.figure for kind in kinds}
    counts = Counter[str | None]()
    for event in happened:
        counts[homes[event.kind]] += int(event.count)
    for figure in figures:
        yield attrs.evolve(figure, value=figure.value + counts[figure.id])


@st.composite
def assessments(draw: st.DrawFn, *, complete: bool = False) -> Assessment:
    """Draw a valid assessment of a few elements, of which some may be deleted.

    Unless ``complete``, some may not be assessed, and figures, events and gates may be missing.
    """
    scheme = draw(schemes())
    period = draw(periods())
    named = draw(_distinct(5))
    homes = [draw(st.integers(0, 1)) for _ in named]
    units = tuple(
        draw(assessment_units(id, [one for one, home in zip(named, homes, strict=True) if home == place]))
        for place, id in enumerate(draw(_distinct(2, 2)))
    )  # fmt: skip
    if complete:
        units = tuple(unit for unit in units if unit.elements)
    marked = []
    for element in (one for unit in units for one in unit.elements):
        if element.full is None and complete:
            marked.append(Marking(element.id, deleted=Text("not here")))
        if element.full is not None and (draw(st.integers(0, 9)) or complete):
            full = element.full
            of = [(phase.id, phase.weight * full) for phase in scheme.phases]
            marked.append(draw(markings(element.id, of)))
    kinds = tuple(draw(event_kinds(id)) for id in draw(_distinct(2)))
    known = draw(_distinct(3))
    indicators = tuple(draw(rating_indicators(id, known, kinds)) for id in draw(_distinct(3)))
    used = {name for one in indicators if one.kind is not IndicatorKind.EVENTS for name in one.of}
    exposures = {one.per for one in indicators if one.per is not None}
    stated = [
        draw(
            assessment_figures(id, st.integers(1, 9).map(Fraction) if id in exposures else _COUNTS)
        )
        for id in known
        if id in used | exposures and (draw(st.integers(0, 9)) or complete)
    ]
    kinds = tuple(
        attrs.evolve(kind, figure=draw(maybe(st.sampled_from(sorted(used)))) if used else None)
        for kind in kinds
    )
    some = few(events(kinds, period)) if kinds else st.just(())
    happened = draw(some if complete else maybe(some))
    gated = rating_schemes(indicators, kinds, period)
    rating = draw(gated if complete else maybe(gated))
    grades = [grade.id for grade in rating.grades] if rating else []
    return Assessment(
        organisation=draw(texts()),
        period=period,
        scheme=scheme,
        units=units,
        markings=tuple(marked),
        figures=tuple(_no_fewer(stated, kinds, happened or ())),
        event_kinds=kinds,
        events=happened,
        indicators=indicators,
        rating=rating,
        held=draw(maybe(st.sampled_from(grades))) if grades else None,
        grading=draw(few(gradings())),
        lowering=draw(few(lowerings([phase.id for phase in scheme.phases]))),
        source=draw(_MAYBE_TEXT),
    )
