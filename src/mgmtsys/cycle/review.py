"""The month, the quarter and the year: what is due, what objectives amount to, and what comes next.

Source: ISO 14001:2015, 9.1.1 and 9.3; CTS Q/ZG040-2023, 9.3.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.cycle.decision import Decision, Move, responses
from mgmtsys.system.capa import CorrectiveAction
from mgmtsys.system.due import Due, DueResponse, DueState
from mgmtsys.system.monitoring import Held, Monitoring, MonitoringKind
from mgmtsys.system.objective import Indicator, ProcessFigure
from mgmtsys.system.register import Register, spans_of
from mgmtsys.system.response import MONITOR, named
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Evaluation, State, Verdict
from mgmtsys.values.checked import checked
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, say
from mgmtsys.values.units import Quantity

#: A register before anything was done.
NOTHING_DONE = Register()


def _deadlines(look: Monitoring, year: Period) -> tuple[tuple[Period, date], ...]:
    """Return the spans of a look with the day by which each is to be held.

    That day is the last of the look's own deadline, or of the span and what is allowed after it.
    """
    fixed = look.due.within(year) if look.due else None

    def by(span: Period) -> date:
        if fixed is not None:
            return fixed.last
        return look.within.after(span.last) if look.within else span.last

    return tuple((span, by(span)) for span in spans_of(look, year))


def _due_state(period: Period, by: date, on: date, *, held: bool) -> DueState:
    if held:
        return DueState.DONE
    if on > by:
        return DueState.OVERDUE
    return DueState.DUE if on >= period.last else DueState.AHEAD


def _late(by: date, day: date) -> int | None:
    return (day - by).days if day > by else None


def due(system: ManagementSystem, on: date, held: Iterable[Held] = ()) -> tuple[Due, ...]:
    """Return every tracking, review and evaluation of the system's period, by day.

    Month ends follow the calendar from the period's start: what begins on the 31st falls due at each
    short month's end.
    """
    done: dict[tuple[str, Period], date] = {}
    for look in sorted(held, key=lambda look: look.on, reverse=True):
        if look.on <= on:
            done[look.monitoring, look.period] = look.on
    found = (
        Due(
            look,
            span,
            by=by,
            state=_due_state(span, by, on, held=day is not None),
            days_late=_late(by, day or on),
        )
        for look in system.monitoring
        for span, by in _deadlines(look, system.period)
        for day in [done.get((look.id, span))]
    )
    return tuple(sorted(found, key=lambda look: (look.by, look.monitoring.id)))


def responses_due(
    system: ManagementSystem, evaluation: Evaluation, actions: Iterable[CorrectiveAction] = ()
) -> tuple[DueResponse, ...]:
    """Return every response that has a limit of time, by day."""
    open_for = {
        (response.verdict.objective, response.verdict.site): response.move
        for response in responses(evaluation, system, actions)
    }

    def state(verdict: Verdict, by: date) -> DueState | None:
        move = open_for.get((verdict.objective, verdict.site))
        if move is None:
            return None
        if move in (Move.LEAVE, Move.ESCALATE):
            return DueState.DONE
        return DueState.OVERDUE if evaluation.on > by else DueState.DUE

    found = (
        DueResponse(verdict, by, state=state(verdict, by))
        for verdict in evaluation.verdicts
        if (by := verdict.respond_by) is not None
    )
    return tuple(sorted(found, key=lambda response: (response.by, response.verdict.objective)))


@attrs.frozen(field_transformer=checked)
class EarlyWarning:
    """Something of an objective that should not wait for the end of the period."""

    verdict: Verdict
    what: Text


def early_warnings(evaluation: Evaluation) -> tuple[EarlyWarning, ...]:
    """Return what tracking should tell at once.

    That is stale figures, misses that call for more than watching, and targets that are met so far
    and will not be at the present rate.
    """
    return tuple(
        EarlyWarning(verdict, what)
        for verdict in evaluation.verdicts
        if (what := _warning(verdict)) is not None
    )


def _warning(verdict: Verdict) -> Text | None:
    if verdict.state is State.STALE:
        return verdict.reason
    response = verdict.response
    if response is not None and response.rank > MONITOR.rank:
        return named(response)
    ends = verdict.projection.end if verdict.projection else None
    if verdict.state is State.MET and ends is not None and ends not in verdict.final:
        return say("will be missed at the end, at the present rate")
    return None


@attrs.frozen(field_transformer=checked)
class Attainment:
    """How many objectives were met, of those that could be judged; the rest by their state."""

    met: int
    judged: int
    others: tuple[tuple[State, int], ...]

    @property
    def share(self) -> Fraction | None:
        """The met share; ``None`` where nothing could be judged, since 0/0 is no number."""
        return Fraction(self.met, self.judged) if self.judged else None


def attainment(evaluation: Evaluation) -> Attainment:
    """Return how far the objectives were attained."""
    states = [verdict.state for verdict in evaluation.verdicts]
    met, missed = states.count(State.MET), states.count(State.MISSED)
    others = tuple(
        (state, states.count(state))
        for state in State
        if state not in (State.MET, State.MISSED) and state in states
    )
    return Attainment(met, met + missed, others=others)


@attrs.frozen(field_transformer=checked)
class Figure:
    """One figure of the process: counted over its own denominator, against its own target."""

    indicator: Indicator
    numerator: int
    denominator: int

    @property
    def value(self) -> Quantity | None:
        """The share; ``None`` is not applicable, since nothing was to be counted."""
        return Quantity(Fraction(self.numerator, self.denominator)) if self.denominator else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; ``None`` where it does not apply."""
        return None if self.value is None else self.value in self.indicator.target


#: The states of objectives of which nothing is asked yet, or at all.
_NOT_ASKED = (State.NOT_DUE, State.NOT_APPLICABLE)


def _held_of(looks: Iterable[Due]) -> tuple[int, int]:
    fallen = [look for look in looks if look.state is not DueState.AHEAD]
    return sum(look.state is DueState.DONE for look in fallen), len(fallen)


def _counted(
    figure: ProcessFigure,
    evaluation: Evaluation,
    looks: tuple[Due, ...],
    decisions: tuple[Decision, ...],
) -> tuple[int, int]:
    if figure is ProcessFigure.OBJECTIVES_MET:
        states = [verdict.state for verdict in evaluation.verdicts]
        return states.count(State.MET), sum(state not in _NOT_ASKED for state in states)
    answered = sum(decision.move in (Move.LEAVE, Move.ESCALATE) for decision in decisions)
    if figure is ProcessFigure.ACTIONS_OPENED:
        return answered, sum(verdict.state is State.MISSED for verdict in evaluation.verdicts)
    if figure is ProcessFigure.ACTIONS_CALLED_FOR:
        return answered, len(decisions)
    kind = (
        MonitoringKind.TRACKING if figure is ProcessFigure.TRACKING_DONE else MonitoringKind.REVIEW
    )
    return _held_of(look for look in looks if look.monitoring.kind is kind)


def process_figures(
    system: ManagementSystem, evaluation: Evaluation, register: Register = NOTHING_DONE
) -> tuple[Figure, ...]:
    """Return the indicators of the process that say what they count, as of the evaluation's day.

    Objectives met, of those that are due and apply, since what cannot be judged is not met; trackings and reviews held, of those that have fallen due;
    corrective actions open or closed for misses, of all misses or of those that call for one.
    """
    register = register.as_of(evaluation.on)
    looks = due(system, evaluation.on, register.held)
    decisions = responses(evaluation, system, register.actions)
    counted = (
        (indicator, _counted(indicator.figure, evaluation, looks, decisions))
        for indicator in system.indicators
        if indicator.figure is not None
    )
    return tuple(Figure(indicator, part, denominator=whole) for indicator, (part, whole) in counted)


@attrs.frozen(field_transformer=checked)
class Review:
    """What a periodic review looks at, as management review asks for it (ISO 14001:2015, 9.3 c and d)."""

    evaluation: Evaluation
    attainment: Attainment
    #: The verdicts that stand between the objectives and their targets.
    obstacles: tuple[Verdict, ...]
    warnings: tuple[EarlyWarning, ...]
    #: What the misses call for, given the corrective actions that there are.
    decisions: tuple[Decision, ...]
    figures: tuple[Figure, ...]
    #: The looks at the objectives that are late.
    overdue: tuple[Due, ...]
    #: The corrective actions that have something late.
    late_actions: tuple[CorrectiveAction, ...]
    #: Every corrective action of the period.
    actions: tuple[CorrectiveAction, ...]


def periodic_review(
    system: ManagementSystem, evaluation: Evaluation, register: Register = NOTHING_DONE
) -> Review:
    """Return the inputs of a review of one evaluation, with what was known on its day."""
    register = register.as_of(evaluation.on)
    looks = due(system, evaluation.on, register.held)
    return Review(
        evaluation=evaluation,
        attainment=attainment(evaluation),
        obstacles=tuple(
            verdict
            for verdict in evaluation.verdicts
            if verdict.state not in (State.MET, *_NOT_ASKED)
        ),
        warnings=early_warnings(evaluation),
        decisions=responses(evaluation, system, register.actions),
        figures=process_figures(system, evaluation, register),
        overdue=tuple(look for look in looks if look.state is DueState.OVERDUE),
        late_actions=tuple(action for action in register.actions if action.overdue(evaluation.on)),
        actions=register.actions,
    )
