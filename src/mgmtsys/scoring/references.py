"""Whether everything that the parts of an assessment refer to is there, and whether its figures fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from mgmtsys.scoring.ids import EVENT_KIND, FIGURE, GRADE, PHASE
from mgmtsys.scoring.indicators import (
    AssessmentFigure,
    Event,
    EventKind,
    IndicatorKind,
    RatingIndicator,
    whole,
)
from mgmtsys.scoring.rating import RatingScheme
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase
from mgmtsys.scoring.score import Marking, deducted
from mgmtsys.values.exceptions import NotUnderstood, Problem, problems_of
from mgmtsys.values.number import plain
from mgmtsys.values.period import Period
from mgmtsys.values.reference import Noun, Reference, dangling, ids_in, references_in
from mgmtsys.values.text import in_a_row, say

_Path = tuple[str, ...]


@attrs.frozen
class _Parts:
    """The parts of an assessment that could be understood, and the ids of those that could not."""

    period: Period | None
    #: None where nobody can say which phases there are.
    phases: tuple[Phase, ...] | None
    units: tuple[AssessmentUnit, ...]
    markings: tuple[Marking, ...]
    figures: tuple[AssessmentFigure, ...]
    event_kinds: tuple[EventKind, ...]
    events: tuple[tuple[int, Event], ...]
    indicators: tuple[RatingIndicator, ...]
    rating: RatingScheme | None
    #: By field, the ids of what could not be understood, which count as declared.
    spared: Mapping[str, Iterable[str]]


def find_problems(given: Mapping[str, Any], lost: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Yield every reference to nothing, every element in two units, and everything that does not fit.

    ``given`` are the fields of an assessment and the phases of its scheme, ``None`` in the place of
    what could not be understood; ``lost`` are the ids of that, by field.
    """
    many = {
        name: tuple(part for part in given[name] if part is not None)
        for name in ("units", "markings", "figures", "event_kinds", "indicators")
    }
    parts = _Parts(
        given["period"],
        given["phases"],
        **many,
        events=tuple(
            (n, event) for n, event in enumerate(given["events"] or ()) if event is not None
        ),
        rating=given["rating"],
        spared=lost,
    )
    yield from _dangling(given, parts)
    yield from _units(parts)
    yield from _markings(parts)
    yield from _figures(parts)
    yield from _indicators(parts)
    yield from _events(parts)
    yield from _homes(parts)
    yield from _counted_in(parts)
    yield from _rating(parts)


def _dangling(given: Mapping[str, Any], parts: _Parts) -> Iterator[Problem]:
    """Yield every reference to nothing; of phases and grades that nobody knows, each may be there."""
    declared = ids_in(given)
    declared["units"] = tuple(element.id for unit in parts.units for element in unit.elements)
    declared = {name: (*ids, *parts.spared.get(name, ())) for name, ids in declared.items()}
    declared["units"] += tuple(parts.spared.get("elements", ()))
    declared["scheme.phases"] = declared.get("phases", ())
    declared["rating.grades"] = (
        tuple(grade.id for grade in parts.rating.grades) if parts.rating else ()
    )
    unknown = {PHASE} if parts.phases is None else set()
    if parts.rating is None and "rating" in parts.spared:
        unknown.add(GRADE)
    found = list(references_in(given))
    if given["held"] is not None:
        found.append(Reference(("held",), GRADE, given["held"]))
    for path, noun, id in dangling(found, declared):
        if noun not in unknown:
            yield noun.undeclared(path, id, declared.get(noun.under[0], ()))


def _units(parts: _Parts) -> Iterator[Problem]:
    homes: dict[str, str] = {}
    for unit in parts.units:
        for element in unit.elements:
            if element.id in homes:
                yield Problem(
                    ("units", unit.id, "elements", element.id),
                    say(
                        "the element {element} is in the unit {unit} as well: expected one unit",
                        element=element.id,
                        unit=homes[element.id],
                    ),
                )
            homes.setdefault(element.id, unit.id)


def _markings(parts: _Parts) -> Iterator[Problem]:
    elements = {element.id: element for unit in parts.units for element in unit.elements}
    for marking in parts.markings:
        if marking.id in elements and marking.deleted is None:
            yield from _marking(("markings", marking.id), marking, elements[marking.id], parts)


def _marking(path: _Path, marking: Marking, element: Element, parts: _Parts) -> Iterator[Problem]:
    if element.full is None:
        yield Problem(
            path,
            say(
                "the full marks of {element} are not known: expected full under its unit, or no marking",
                element=element.id,
            ),
        )
        return
    phases = parts.phases or ()
    known = {phase.id for phase in phases}
    try:
        deducted(
            phases,
            element.full,
            (deduction for deduction in marking.deductions if deduction.phase in known),
        )
    except NotUnderstood as error:
        yield from problems_of(error, (*path, "deductions"))


def _figures(parts: _Parts) -> Iterator[Problem]:
    counts: set[str] = set()
    exposures: set[str] = set()
    used: set[str] = set()
    for indicator in parts.indicators:
        if indicator.kind in (IndicatorKind.INCIDENCE, IndicatorKind.FIGURE):
            used.update(indicator.of)
            counts.update(indicator.of if indicator.counts else ())
        if indicator.per is not None:
            exposures.add(indicator.per)
    used |= exposures
    for figure in parts.figures:
        path = ("figures", figure.id)
        if figure.id not in used and "indicators" not in parts.spared:
            known = in_a_row(sorted(used))
            expected = say("one of {known}", known=known) if used else say("no figure")
            yield Problem(
                path,
                say(
                    "no indicator uses {figure!r}: expected {expected}",
                    figure=figure.id,
                    expected=expected,
                ),
            )
        if figure.id in exposures and figure.value == 0:
            yield Problem(
                (*path, "value"),
                say(
                    "{figure} is 0, and a rate needs an exposure: expected more than 0",
                    figure=figure.id,
                ),
            )
        if figure.id in counts:
            try:
                whole(figure.value, figure.id)
            except NotUnderstood as error:
                yield from problems_of(error, (*path, "value"))


def _homes(parts: _Parts) -> Iterator[Problem]:
    """Yield the kinds of event that count in a figure which no indicator uses."""
    used = {figure for indicator in parts.indicators for figure in indicator.of}
    for kind in parts.event_kinds:
        if kind.figure is not None and kind.figure not in used and "indicators" not in parts.spared:
            path = ("event_kinds", kind.id, "figure")
            yield FIGURE.undeclared(path, kind.figure, sorted(used))


def _indicators(parts: _Parts) -> Iterator[Problem]:
    kinds = (event_kind.id for event_kind in parts.event_kinds)
    known = (*kinds, *parts.spared.get("event_kinds", ()))
    for indicator in parts.indicators:
        if indicator.kind is IndicatorKind.EVENTS:
            path = ("indicators", indicator.id)
            for index, kind in enumerate(indicator.of):
                if kind not in known:
                    yield EVENT_KIND.undeclared((*path, "of", str(index)), kind, known)
                yield from _levels((*path, "levels"), kind, indicator.levels, parts)


def _levels(path: _Path, kind: str, levels: Iterable[str], parts: _Parts) -> Iterator[Problem]:
    """Yield the levels that a kind of event does not have."""
    known = {event_kind.id: event_kind.levels for event_kind in parts.event_kinds}.get(
        kind, tuple(levels)
    )
    for level in levels:
        if level not in known:
            noun = Noun(say("level of {kind}", kind=kind), "event_kinds")
            yield noun.undeclared(path, level, known)


def _events(parts: _Parts) -> Iterator[Problem]:
    levelled = {event_kind.id for event_kind in parts.event_kinds if event_kind.levels}
    for index, event in parts.events:
        path = ("events", str(index))
        yield from _levels(
            (*path, "level"), event.kind, [event.level] if event.level else [], parts
        )
        if event.kind in levelled and event.level is None and event.count:
            yield Problem(
                path,
                say(
                    "an event of the kind {kind} has a level: expected it under level",
                    kind=event.kind,
                ),
            )
        if event.on is not None and parts.period is not None and event.on not in parts.period:
            yield Problem(
                (*path, "on"),
                say(
                    "{day} lies outside {period}: expected an event of the period",
                    day=event.on,
                    period=parts.period,
                ),
            )


def _counted_in(parts: _Parts) -> Iterator[Problem]:
    """Yield the figures that are less than the events which count in them."""
    figures = {figure.id: figure for figure in parts.figures}
    counts: dict[str, Fraction] = {}
    homes = {
        event_kind.id: event_kind.figure
        for event_kind in parts.event_kinds
        if event_kind.figure is not None
    }
    for _, event in parts.events:
        home = homes.get(event.kind)
        if home is not None:
            counts[home] = counts.get(home, Fraction(0)) + event.count
    for home, count in counts.items():
        if home in figures and figures[home].value < count:
            value = plain(figures[home].value)
            yield Problem(
                ("figures", home, "value"),
                say(
                    "{figure} is {value}, and the events that count in it are {count}: expected {count} or more",
                    figure=home,
                    value=value,
                    count=plain(count),
                ),
            )


def _rating(parts: _Parts) -> Iterator[Problem]:
    rating = parts.rating
    if rating is None:
        return
    score = {
        indicator.id for indicator in parts.indicators if indicator.kind is IndicatorKind.SCORE
    }
    for grade in rating.grades:
        for gate in grade.gates:
            path = ("rating", "grades", grade.id, "gates", gate.id)
            if gate.id in score and not (gate.rising and 0 <= gate.bound <= 1):
                yield Problem(
                    path, say("{gate} for a score rate: expected at_least, up to 100%", gate=gate)
                )
    for tier in rating.disqualifications:
        for index, trigger in enumerate(tier.triggers):
            path = ("rating", "disqualifications", tier.id, "triggers", str(index))
            yield from _levels((*path, "levels"), trigger.kind, trigger.levels, parts)
    period = parts.period
    if rating.period and period and rating.period.after(period.start) != period.end:
        yield Problem(
            ("period",),
            say(
                "{period} is not {length} long: expected one assessment period",
                period=period,
                length=rating.period,
            ),
        )
