"""Whether everything that the parts of an assessment refer to is there, and whether its figures fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from mgmtsys.scoring.indicators import (
    AssessmentFigure,
    Event,
    EventKind,
    IndicatorKind,
    RatingIndicator,
    whole,
)
from mgmtsys.scoring.rating import RatingScheme
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, place_of
from mgmtsys.scoring.score import Marking, deducted
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import NotUnderstood, Problem, problems_of
from mgmtsys.values.number import plain
from mgmtsys.values.period import Period

_Path = tuple[str, ...]


@attrs.frozen(field_transformer=checked)
class Parts:
    """The parts of an assessment that could be understood, and the ids of those that could not."""

    period: Period | None = None
    #: None where nobody can say which phases there are.
    phases: tuple[Phase, ...] | None = None
    units: tuple[AssessmentUnit, ...] = ()
    markings: tuple[Marking, ...] = ()
    figures: tuple[AssessmentFigure, ...] = ()
    event_kinds: tuple[EventKind, ...] = ()
    events: tuple[tuple[int, Event], ...] = ()
    indicators: tuple[RatingIndicator, ...] = ()
    rating: RatingScheme | None = None
    held: str | None = None
    lowering: tuple[tuple[int, str], ...] = ()
    #: By field, the ids of what could not be understood, which count as declared.
    spared: Mapping[str, frozenset[str]] = attrs.field(factory=dict)

    def known(self, field: str) -> frozenset[str]:
        """Return the ids that are declared in a field."""
        return frozenset(one.id for one in getattr(self, field)) | self.spared.get(
            field, frozenset()
        )


def _undeclared(path: _Path, en: str, zh: str, id: str, known: Iterable[str]) -> Problem:
    listed = tuple(known)
    return Problem(
        path,
        f"no {en} {id!r} is declared: expected "
        + (f"one of {', '.join(listed)}" if listed else "one"),
        f"未声明{zh} {id!r}：应" + (f"为 {'、'.join(listed)} 之一" if listed else "先声明"),
    )


def find_problems(parts: Parts) -> Iterator[Problem]:
    """Yield every reference to nothing, every element in two units, and everything that does not fit."""
    yield from _units(parts)
    yield from _markings(parts)
    yield from _figures(parts)
    yield from _indicators(parts)
    yield from _events(parts)
    yield from _homes(parts)
    yield from _counted_in(parts)
    yield from _rating(parts)
    for index, phase in parts.lowering:
        yield from _phase(("lowering", str(index)), phase, parts)


def _phase(path: _Path, phase: str, parts: Parts) -> Iterator[Problem]:
    if parts.phases is not None and phase not in parts.spared.get("phases", frozenset()):
        try:
            place_of(parts.phases, phase)
        except NotUnderstood as error:
            yield from problems_of(error, (*path, "phase"))


def _units(parts: Parts) -> Iterator[Problem]:
    homes: dict[str, str] = {}
    for unit in parts.units:
        for element in unit.elements:
            if element.id in homes:
                yield Problem(
                    ("units", unit.id, "elements", element.id),
                    f"the element {element.id} stands in the unit {homes[element.id]} as well: "
                    "expected one unit",
                    f"要素 {element.id} 已在单元 {homes[element.id]} 中：每个要素只属于一个单元",
                )
            homes.setdefault(element.id, unit.id)


def _markings(parts: Parts) -> Iterator[Problem]:
    elements = {element.id: element for unit in parts.units for element in unit.elements}
    spared = parts.spared.get("elements", frozenset())
    for marking in parts.markings:
        path = ("markings", marking.id)
        if marking.id not in elements:
            if marking.id not in spared:
                yield Problem(
                    path,
                    f"no element {marking.id!r} is declared: expected one listed under units",
                    f"未声明要素 {marking.id!r}：应列在 units 之下",
                )
        elif marking.deleted is None:
            yield from _marking(path, marking, elements[marking.id], parts)


def _marking(path: _Path, marking: Marking, element: Element, parts: Parts) -> Iterator[Problem]:
    if element.full is None:
        yield Problem(
            path,
            f"the full marks of {element.id} are not known: expected full under its unit, or no marking",
            f"要素 {element.id} 的满分未知：应在其单元下填写 full，或不作评分",
        )
        return
    for index, one in enumerate(marking.deductions):
        yield from _phase((*path, "deductions", str(index)), one.phase, parts)
    phases = parts.phases or ()
    known = {phase.id for phase in phases}
    try:
        deducted(phases, element.full, (one for one in marking.deductions if one.phase in known))
    except NotUnderstood as error:
        yield from problems_of(error, (*path, "deductions"))


def _figures(parts: Parts) -> Iterator[Problem]:
    counts: set[str] = set()
    exposures: set[str] = set()
    used: set[str] = set()
    for one in parts.indicators:
        if one.kind in (IndicatorKind.INCIDENCE, IndicatorKind.FIGURE):
            used.update(one.of)
            counts.update(one.of if one.counts else ())
        if one.per is not None:
            exposures.add(one.per)
    used |= exposures
    for figure in parts.figures:
        path = ("figures", figure.id)
        if figure.id not in used and "indicators" not in parts.spared:
            yield Problem(
                path,
                f"no indicator uses {figure.id!r}: expected one of {', '.join(sorted(used)) or 'none'}",
                f"没有指标使用 {figure.id!r}：应为 {'、'.join(sorted(used)) or '空'} 之一",
            )
        if figure.id in exposures and figure.value == 0:
            yield Problem(
                (*path, "value"),
                f"{figure.id} is 0, and there is no rate over nothing: expected more than 0",
                f"{figure.id} 为 0，无法计算比率：应大于 0",
            )
        if figure.id in counts:
            try:
                whole(figure.value, figure.id, figure.id)
            except NotUnderstood as error:
                yield from problems_of(error, (*path, "value"))


def _homes(parts: Parts) -> Iterator[Problem]:
    """Yield the kinds of event that count in a figure which no indicator uses."""
    used = {figure for one in parts.indicators for figure in one.of}
    for kind in parts.event_kinds:
        if kind.figure is not None and kind.figure not in used and "indicators" not in parts.spared:
            path = ("event_kinds", kind.id, "figure")
            yield _undeclared(path, "figure", "数据", kind.figure, sorted(used))


def _indicators(parts: Parts) -> Iterator[Problem]:
    for one in parts.indicators:
        if one.kind is IndicatorKind.EVENTS:
            for kind in one.of:
                yield from _levels(("indicators", one.id), kind, one.levels, parts, "of")


def _levels(
    path: _Path, kind: str, levels: Iterable[str], parts: Parts, field: str = "kind"
) -> Iterator[Problem]:
    """Yield a kind of event that is not declared, and the levels that it does not have."""
    kinds = {one.id: one for one in parts.event_kinds}
    if kind not in parts.known("event_kinds"):
        yield _undeclared((*path, field), "kind of event", "事件类别", kind, sorted(kinds))
    elif kind in kinds:
        for level in levels:
            if level not in kinds[kind].levels:
                name = "levels" if path[0] != "events" else "level"
                yield _undeclared(
                    (*path, name), f"level of {kind}", f" {kind} 的等级", level, kinds[kind].levels
                )


def _events(parts: Parts) -> Iterator[Problem]:
    levelled = {one.id for one in parts.event_kinds if one.levels}
    for index, event in parts.events:
        path = ("events", str(index))
        yield from _levels(path, event.kind, [event.level] if event.level else [], parts)
        if event.kind in levelled and event.level is None and event.count:
            yield Problem(
                path,
                f"an event of the kind {event.kind} has a level: expected level",
                f"{event.kind} 类事件分等级：应填写 level",
            )
        if event.on is not None and parts.period is not None and event.on not in parts.period:
            yield Problem(
                (*path, "on"),
                f"{event.on} lies outside {parts.period}: expected an event of the period",
                f"{event.on} 不在 {parts.period} 之内：应为评估周期内的事件",
            )


def _counted_in(parts: Parts) -> Iterator[Problem]:
    """Yield the figures that are less than the events which count in them."""
    figures = {one.id: one for one in parts.figures}
    counts: dict[str, Fraction] = {}
    homes = {one.id: one.figure for one in parts.event_kinds if one.figure is not None}
    for _, event in parts.events:
        home = homes.get(event.kind)
        if home is not None:
            counts[home] = counts.get(home, Fraction(0)) + event.count
    for home, count in counts.items():
        if home in figures and figures[home].value < count:
            value = plain(figures[home].value)
            yield Problem(
                ("figures", home, "value"),
                f"{home} is {value}, and {plain(count)} of the events count in it: expected "
                f"{plain(count)} or more",
                f"{home} 为 {value}，而计入其中的事件有 {plain(count)} 起：应不小于 {plain(count)}",
            )


def _rating(parts: Parts) -> Iterator[Problem]:
    rating = parts.rating
    if rating is None:
        if parts.held is not None and "rating" not in parts.spared:
            yield _undeclared(("held",), "grade", "等级", parts.held, ())
        return
    grades = [grade.id for grade in rating.grades]
    if parts.held is not None and parts.held not in grades:
        yield _undeclared(("held",), "grade", "等级", parts.held, grades)
    known = parts.known("indicators")
    score = {one.id for one in parts.indicators if one.kind is IndicatorKind.SCORE}
    for grade in rating.grades:
        for gate in grade.gates:
            path = ("rating", "grades", grade.id, "gates", gate.id)
            if gate.id not in known:
                yield _undeclared(path, "indicator", "指标", gate.id, sorted(known))
            elif gate.id in score and not (gate.rising and 0 <= gate.bound <= 1):
                yield Problem(
                    path,
                    f"{gate} for a score rate: expected at_least, up to 100%",
                    f"得分率的门槛为 {gate}：应为 at_least，且不超过 100%",
                )
    for tier in rating.disqualifications:
        for index, trigger in enumerate(tier.triggers):
            path = ("rating", "disqualifications", tier.id, "triggers", str(index))
            yield from _levels(path, trigger.kind, trigger.levels, parts)
    period = parts.period
    if rating.period and period and rating.period.after(period.start) != period.end:
        yield Problem(
            ("period",),
            f"{period} is not {rating.period} long: expected one assessment period",
            f"{period} 的长度不是 {rating.period.read('zh')}：应为一个评估周期",
        )
