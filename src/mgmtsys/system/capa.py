"""One corrective action and its life: states, what each must hold, and how one follows another.

Source: ISO 14001:2015, 10.2. Correction removes a nonconformity, corrective action its cause; the
effectiveness criterion stands before the check, and somebody other than the owner closes. The whole
life is the table :data:`TRANSITIONS`; nothing else decides what may follow what.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import attrs

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.ids import ActionId, ObjectiveId, ResponseId
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import TransitionRefused
from mgmtsys.values.message import AND, OR
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, in_a_row, say


class CapaState(enum.Enum):
    """Where a corrective action stands."""

    OPEN = "open"
    CONTAINED = "contained"
    ANALYSED = "analysed"
    PLANNED = "planned"
    IMPLEMENTED = "implemented"
    VERIFIED = "verified"
    CLOSED = "closed"
    CANCELLED = "cancelled"


#: What a reader calls each state.
CAPA_STATES: Mapping[CapaState, Text] = {
    CapaState.OPEN: say("open"),
    CapaState.CONTAINED: say("contained"),
    CapaState.ANALYSED: say("analysed"),
    CapaState.PLANNED: say("planned"),
    CapaState.IMPLEMENTED: say("implemented"),
    CapaState.VERIFIED: say("verified"),
    CapaState.CLOSED: say("closed"),
    CapaState.CANCELLED: say("cancelled"),
}
#: The states after which nothing more happens to a record.
ENDED = frozenset({CapaState.CLOSED, CapaState.CANCELLED})


@attrs.frozen(field_transformer=checked)
class Breach:
    """What a corrective action answers: an objective missed in one period, and what that called for."""

    objective: ObjectiveId
    period: Period
    response: ResponseId
    site: str | None = None


@attrs.frozen(field_transformer=checked)
class Task:
    """One thing to be done against a cause: what, by whom, by when; done when, shown by what."""

    title: Text
    responsible: str
    due: date
    done: date | None = None
    evidence: Text | None = None


@attrs.frozen(field_transformer=checked)
class EffectivenessCheck:
    """The look at whether the cause is gone, against the criterion fixed before."""

    on: date
    by: str
    effective: bool
    result: Text


@attrs.frozen(field_transformer=checked)
class Step:
    """One entry of a record's history; entries are added and never rewritten."""

    state: CapaState
    on: date
    by: str


@attrs.frozen(field_transformer=checked)
class CorrectiveAction:
    """A nonconformity and what is done about it, from opening to closing.

    Changed by :func:`advance` alone, which keeps every step. A recurrence is a new record that names
    this one.
    """

    id: str
    description: Text
    owner: str
    history: tuple[Step, ...]
    #: Where it came from: an audit, an evaluation, a complaint.
    source: Text | None = None
    requirement: ClauseRef | None = None
    breach: Breach | None = None
    #: The record of the same nonconformity before it recurred.
    previous: ActionId | None = None
    correction: Text | None = None
    #: What was done about the consequences.
    consequences: Text | None = None
    #: Why there was nothing to contain.
    nothing_to_contain: Text | None = None
    causes: tuple[Text, ...] = ()
    method: Text | None = None
    #: Whether similar ones exist or could occur.
    similar: Text | None = None
    tasks: tuple[Task, ...] = ()
    #: What will show that the cause is gone.
    criterion: Text | None = None
    #: The day on which that is to be looked at.
    check_due: date | None = None
    check: EffectivenessCheck | None = None
    #: What was changed in the management system, or that nothing needed to be.
    system_changes: Text | None = None
    cancelled_because: Text | None = None

    @property
    def state(self) -> CapaState:
        """The state that the last step led to."""
        return self.history[-1].state

    @property
    def has_ended(self) -> bool:
        """Whether it is closed or cancelled."""
        return self.state in ENDED

    def overdue(self, on: date) -> tuple[Text, ...]:
        """Return what should have happened before ``on`` and has not."""
        if self.has_ended:
            return ()
        late = [task.title for task in self.tasks if task.done is None and task.due < on]
        unchecked = self.check is None and self.check_due is not None and self.check_due < on
        return (*late, *((self.criterion,) if unchecked and self.criterion else ()))


def as_of(action: CorrectiveAction, on: date) -> CorrectiveAction | None:
    """Return a record as it stood at the end of a day; ``None`` before it was opened.

    Only what has a day of its own, or belongs to a step that has, can be told apart from what came
    later.
    """
    history = tuple(step for step in action.history if step.on <= on)
    if not history:
        return None
    later = {step.state for step in action.history} - {step.state for step in history}
    return attrs.evolve(
        action,
        history=history,
        causes=() if CapaState.ANALYSED in later else action.causes,
        tasks=()
        if CapaState.PLANNED in later
        else tuple(_undone_after(task, on) for task in action.tasks),
        check=action.check if action.check is not None and action.check.on <= on else None,
    )


def _undone_after(task: Task, on: date) -> Task:
    if task.done is None or task.done <= on:
        return task
    return attrs.evolve(task, done=None, evidence=None)


#: What is missing of a state; nothing when it may be entered.
Guard = Callable[[CorrectiveAction, Step], Iterator[Text]]


def _lacks(*parts: tuple[object, Text]) -> Iterator[Text]:
    return (what for present, what in parts if not present)


def _contained(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    return _lacks(
        (action.correction, say("the correction")),
        (action.consequences, say("how consequences are dealt with")),
    )


def _analysed(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    return _lacks(
        (action.causes, say("the causes")),
        (action.method, say("the method of analysis")),
        (action.similar, say("whether similar cases exist")),
    )


def _analysed_at_once(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    yield from _lacks((action.nothing_to_contain, say("why there is nothing to contain")))
    yield from _analysed(action, step)


def _not_effective(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    refuted = action.check is not None and not action.check.effective
    return _lacks((refuted, say("an effectiveness check with the result not effective")))


def _planned(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    return _lacks(
        (action.tasks, say("the actions")),
        (action.criterion, say("the criterion of effectiveness")),
        (action.check_due, say("the day of the effectiveness check")),
    )


def _implemented(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    for task in action.tasks:
        yield from _lacks(
            (
                task.done is not None and task.done <= step.on,
                say("{task}: the day on which it was done", task=task.title),
            ),
            (task.evidence, say("{task}: evidence", task=task.title)),
        )


def _verified(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    done = next(step.on for step in reversed(action.history) if step.state is CapaState.IMPLEMENTED)
    check = action.check
    return _lacks(
        (
            check is not None and check.effective,
            say("an effectiveness check with the result effective"),
        ),
        (check is None or check.on >= done, say("an effectiveness check after implementation")),
    )


def _closed(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    own = {action.owner, *(task.responsible for task in action.tasks)}
    return _lacks(
        (step.by not in own, say("somebody other than an owner to close it")),
        (action.system_changes, say("what changed in the system, or that nothing did")),
    )


def _cancelled(action: CorrectiveAction, step: Step) -> Iterator[Text]:
    return _lacks((action.cancelled_because, say("the reason")))


_OPEN, _CONTAINED, _ANALYSED = CapaState.OPEN, CapaState.CONTAINED, CapaState.ANALYSED
#: Every way from one state to another, with what must hold to take it.
TRANSITIONS: Mapping[tuple[CapaState, CapaState], Guard] = {
    (_OPEN, _CONTAINED): _contained,
    (_OPEN, _ANALYSED): _analysed_at_once,
    (_CONTAINED, _ANALYSED): _analysed,
    (_ANALYSED, CapaState.PLANNED): _planned,
    (CapaState.PLANNED, CapaState.IMPLEMENTED): _implemented,
    (CapaState.IMPLEMENTED, CapaState.VERIFIED): _verified,
    (CapaState.IMPLEMENTED, _ANALYSED): _not_effective,
    (CapaState.VERIFIED, CapaState.CLOSED): _closed,
    (_OPEN, CapaState.CANCELLED): _cancelled,
    (_CONTAINED, CapaState.CANCELLED): _cancelled,
}
#: What was fixed earlier stays as it was, once a state has been reached.
_FIXED = ("criterion", "check_due")


def open_action(
    id: str,
    description: Text,
    owner: str,
    on: date,
    by: str,
    *,
    breach: Breach | None = None,
    source: Text | None = None,
    requirement: ClauseRef | None = None,
    previous: str | None = None,
) -> CorrectiveAction:
    """Return a new record in the state open."""
    return CorrectiveAction(
        id,
        description,
        owner=owner,
        history=(Step(CapaState.OPEN, on, by=by),),
        source=source,
        requirement=requirement,
        breach=breach,
        previous=previous,
    )


def advance(
    action: CorrectiveAction, to: CapaState, on: date, by: str, **facts: object
) -> CorrectiveAction:
    """Return the record in another state, with ``facts`` filled in.

    Raises :class:`TransitionRefused` where no way leads there, where something is missing, where the
    day lies before the last step, and where a criterion would be changed after it was fixed.
    """
    guard = TRANSITIONS.get((action.state, to))
    if guard is None:
        ways = [CAPA_STATES[after] for before, after in TRANSITIONS if before is action.state]
        raise TransitionRefused(
            "{action}: {state} cannot become {next}: expected {expected}",
            action=action.id,
            state=CAPA_STATES[action.state],
            next=CAPA_STATES[to],
            expected=in_a_row(ways, OR) if ways else say("no further step"),
        )
    if on < action.history[-1].on:
        raise TransitionRefused(
            "{action}: {day} lies before the last step on {last}",
            action=action.id,
            day=on,
            last=action.history[-1].on,
        )
    fixed = [name for name in _FIXED if name in facts]
    changed = [name for name in fixed if getattr(action, name) not in (None, facts[name])]
    if changed and to is not CapaState.PLANNED:
        raise TransitionRefused(
            "{action}: {changed} stood before the effectiveness check and cannot change now",
            action=action.id,
            changed=in_a_row(changed, AND),
        )
    step = Step(to, on, by=by)
    filled = attrs.evolve(action, **facts)  # type: ignore[arg-type]  # the fields of the record
    lacks = list(guard(filled, step))
    if lacks:
        raise TransitionRefused(
            "{action} cannot be {state} without {lacks}",
            action=action.id,
            state=CAPA_STATES[to],
            lacks=in_a_row(lacks),
        )
    if to is CapaState.ANALYSED and action.state is CapaState.IMPLEMENTED:
        # The next plan gets a check of its own; the failed one stays in the history of its result.
        filled = attrs.evolve(filled, check=None)
    return attrs.evolve(filled, history=(*action.history, step))


def reopen(action: CorrectiveAction, id: str, on: date, by: str) -> CorrectiveAction:
    """Return a new record of the same nonconformity that names the old one, which stays closed.

    Raises :class:`TransitionRefused` for a record that is not closed.
    """
    if action.state is not CapaState.CLOSED:
        raise TransitionRefused(
            "{action} is {state}: only what is closed can recur",
            action=action.id,
            state=CAPA_STATES[action.state],
        )
    return open_action(
        id,
        action.description,
        action.owner,
        on,
        by,
        breach=action.breach,
        source=action.source,
        requirement=action.requirement,
        previous=action.id,
    )


def irregularities(action: CorrectiveAction) -> Iterator[Text]:
    """Yield where a record's history departs from the life of a corrective action.

    Nothing is yielded for what :func:`open_action` and :func:`advance` made. What a step asked for
    before the last return to the causes was overwritten since, and is not asked for again.
    """
    if not action.history or action.history[0].state is not CapaState.OPEN:
        yield say("its history does not begin with open")
        return
    states = [step.state for step in action.history]
    returns = [at for at, state in enumerate(states) if state is CapaState.ANALYSED and at > 0]
    for index, (before, step) in enumerate(itertools.pairwise(action.history), start=1):
        if step.on < before.on:
            yield say(
                "{state} on {day} comes before {earlier} on {since}",
                state=CAPA_STATES[step.state],
                day=step.on,
                earlier=CAPA_STATES[before.state],
                since=before.on,
            )
        guard = TRANSITIONS.get((before.state, step.state))
        if guard is None:
            yield say(
                "{state} cannot become {next}",
                state=CAPA_STATES[before.state],
                next=CAPA_STATES[step.state],
            )
        elif index >= (returns[-1] if returns else 0) and guard is not _not_effective:
            for lack in guard(action, step):
                yield say("{state} without {lack}", state=CAPA_STATES[step.state], lack=lack)
