"""Strategies for assessments: schemes, markings, figures, events, gates, and whole assessments of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

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
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, Scheme
from mgmtsys.scoring.score import Deduction, Marking, is_answer
from mgmtsys.testing.deriving import derived, draw_fields, some
from mgmtsys.testing.values import days, durations, few, fractions, ids, maybe, periods, texts
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

_MARKS = fractions(1, 500).filter(bool)
_SHARES = fractions(0, 1).filter(bool)
#: Weights, of which some are nothing.
_WEIGHTS = st.just(Fraction(1)) | fractions(0, 5)
_COUNTS = st.integers(0, 9).map(Fraction)
_LEVELS = some(("general", "larger", "major"), 3)
_PHASES = ("plan", "do", "compliance", "achievement")


def _distinct(most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(ids(), unique=True, min_size=least, max_size=most)


gradings = derived(Grading, lost=_SHARES)
lowerings = derived(Lowering, phase=st.sampled_from(_PHASES), rate=_SHARES)
elements = derived(Element, full=maybe(_MARKS), weight=_WEIGHTS)
#: A whole number where it is a count.
assessment_figures = derived(AssessmentFigure, value=_COUNTS | _MARKS)
event_kinds = derived(EventKind, levels=_LEVELS)


@st.composite
def phases(
    draw: st.DrawFn,
    id: str | None = None,
    weight: Fraction | None = None,
    others: Sequence[str] = _PHASES,
) -> Phase:
    """Draw one phase, which some of the ``others`` reduce."""
    name = draw(ids()) if id is None else id
    reducing = some([one for one in others if one != name], 3)
    return draw_fields(draw, Phase, id=name, weight=weight or _SHARES, reduced_by=reducing)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Draw a scheme of one to four phases, whose weights add to one."""
    named = draw(_distinct(4, 1))
    shares = [draw(st.integers(1, 9)) for _ in named]
    held = [
        draw(phases(id, Fraction(share, sum(shares)), named))
        for id, share in zip(named, shares, strict=True)
    ]
    return draw_fields(draw, Scheme, phases=held)


@st.composite
def assessment_units(
    draw: st.DrawFn, id: str | None = None, named: Sequence[str] | None = None
) -> AssessmentUnit:
    """Draw a unit with the elements ``named``, and marks that agree with theirs."""
    inside = draw(_distinct(3)) if named is None else named
    held = [draw(elements(id=id)) for id in inside]
    total = sum((one.full or 0 for one in held), Fraction(0))
    agreeing = total or (Fraction(100) if not inside else None)
    return draw_fields(
        draw,
        AssessmentUnit,
        id=id or ids(),
        elements=held,
        full=st.sampled_from((None, agreeing)),
        weight=_WEIGHTS,
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
    return draw_fields(
        draw,
        Deduction,
        phase=st.sampled_from(_PHASES) if phase is None else phase,
        rate=None if by_points else rate,
        points=rate * (full or 100) if by_points else None,
    )


@st.composite
def markings(
    draw: st.DrawFn,
    id: str | None = None,
    of: Sequence[tuple[str, Fraction]] = (("plan", Fraction(10)), ("do", Fraction(20))),
) -> Marking:
    """Draw what was made of an element, whose phases and their marks are those ``of`` it."""
    name = draw(ids()) if id is None else id
    reason = draw(maybe(texts()))
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


@st.composite
def events(
    draw: st.DrawFn, kinds: Sequence[EventKind] | None = None, period: Period | None = None
) -> Event:
    """Draw an event of one of the ``kinds``, on a day of the ``period`` where that is known."""
    kind = draw(event_kinds() if kinds is None else st.sampled_from(kinds))
    level = st.sampled_from(kind.levels or (None,))
    when = maybe(days() if period is None else st.dates(period.start, period.last))
    return draw_fields(draw, Event, kind=kind.id, level=level, count=_COUNTS, on=when)


@st.composite
def rating_indicators(
    draw: st.DrawFn,
    id: str | None = None,
    known: Sequence[str] = ("injured", "hours"),
    kinds: Sequence[EventKind] = (EventKind("spill", levels=("general", "major")),),
) -> RatingIndicator:
    """Draw an indicator over the figures ``known`` and the events of ``kinds``."""
    asked: list[dict[str, Any]] = [{"kind": IndicatorKind.SCORE}]
    if known:
        one = st.tuples(st.sampled_from(known))
        asked.append({"kind": IndicatorKind.FIGURE, "of": one})
    if len(known) > 1:
        # The last figure is the exposure, so that none is a count and an exposure.
        over = {"of": some(known[:-1], 3, 1), "per": known[-1], "base": _MARKS}
        asked.append({"kind": IndicatorKind.INCIDENCE, **over})
    for kind in kinds:
        levels = some(kind.levels)
        asked.append({"kind": IndicatorKind.EVENTS, "of": (kind.id,), "levels": levels})
    nothing = {"of": (), "levels": (), "per": None, "base": None}
    fields: dict[str, Any] = {
        "id": ids() if id is None else id,
        **nothing,
        **draw(st.sampled_from(asked)),
    }
    return draw_fields(draw, RatingIndicator, **fields)


@st.composite
def gates(
    draw: st.DrawFn,
    id: str | None = None,
    rising: bool | None = None,
    bound: Fraction | None = None,
) -> Gate:
    """Draw what a grade asks of one indicator."""
    name = draw(ids()) if id is None else id
    limit = draw(fractions(0, 1) | fractions(0, 9)) if bound is None else bound
    rises = draw(st.booleans()) if rising is None else rising
    return Gate(name, at_least=limit) if rises else Gate(name, at_most=limit)


rating_grades = derived(
    RatingGrade, gates=st.lists(gates(), unique_by=lambda one: one.id, max_size=2)
)


@st.composite
def triggers(draw: st.DrawFn, kinds: Sequence[EventKind] | None = None) -> Trigger:
    """Draw events of one of the ``kinds``, of some of its levels."""
    kind = draw(event_kinds() if kinds is None else st.sampled_from(kinds))
    return Trigger(kind.id, draw(some(kind.levels, 3)))


@st.composite
def disqualifications(
    draw: st.DrawFn,
    id: str | None = None,
    grades: Sequence[str] = ("gold", "silver"),
    kinds: Sequence[EventKind] | None = None,
) -> Disqualification:
    """Draw one tier of events that bar from some of the ``grades``."""
    return draw_fields(
        draw,
        Disqualification,
        id=id or ids(),
        triggers=few(triggers(kinds)),
        highest=maybe(st.sampled_from(grades)),
        review_within=maybe(durations(12)),
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
        limits = draw(st.lists(bounds, max_size=len(named)))
        for gated, limit in zip(asked, sorted(limits, reverse=rising), strict=False):
            gated.append(draw(gates(one.id, rising, limit)))
    tiers = draw(_distinct(2)) if kinds is None or kinds else []
    return draw_fields(
        draw,
        RatingScheme,
        grades=[
            draw(rating_grades(id=id, gates=tuple(asks)))
            for id, asks in zip(named, asked, strict=True)
        ],
        disqualifications=[draw(disqualifications(id, named, kinds)) for id in tiers],
        period=maybe(durations(12)) if period is None else None,
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
    scheme, period = draw(schemes()), draw(periods())
    homes = [(id, draw(st.integers(0, 1))) for id in draw(_distinct(5))]
    units = tuple(
        draw(assessment_units(id, [one for one, home in homes if home == place]))
        for place, id in enumerate(draw(_distinct(2, 2)))
    )
    if complete:
        units = tuple(unit for unit in units if unit.elements)
    marked = []
    for element in (one for unit in units for one in unit.elements):
        if element.full is None and complete:
            marked.append(Marking(element.id, deleted=Text("not here")))
        if element.full is not None and (draw(st.integers(0, 9)) or complete):
            of = [(phase.id, phase.weight * element.full) for phase in scheme.phases]
            marked.append(draw(markings(element.id, of)))
    kinds = [draw(event_kinds(id=id)) for id in draw(_distinct(2))]
    known = draw(_distinct(3))
    indicators = [draw(rating_indicators(id, known, kinds)) for id in draw(_distinct(3))]
    used = {name for one in indicators if one.kind is not IndicatorKind.EVENTS for name in one.of}
    exposures = {one.per for one in indicators if one.per is not None}
    stated = [
        draw(assessment_figures(id=id, value=_COUNTS.filter(bool) if id in exposures else _COUNTS))
        for id in known
        if id in used | exposures and (draw(st.integers(0, 9)) or complete)
    ]
    homed = st.sampled_from((None, *sorted(used)))
    kinds = [attrs.evolve(kind, figure=draw(homed)) for kind in kinds]
    some_events = few(events(kinds, period)) if kinds else st.just(())
    happened = draw(some_events if complete else maybe(some_events))
    gated = rating_schemes(indicators, kinds, period)
    rating = draw(gated if complete else maybe(gated))
    return draw_fields(
        draw,
        Assessment,
        period=period,
        scheme=scheme,
        units=units,
        markings=marked,
        figures=tuple(_no_fewer(stated, kinds, happened or ())),
        event_kinds=kinds,
        events=happened,
        indicators=indicators,
        rating=rating,
        held=st.sampled_from((None, *(one.id for one in rating.grades))) if rating else None,
        grading=few(gradings()),
        lowering=few(lowerings(phase=st.sampled_from([phase.id for phase in scheme.phases]))),
    )
