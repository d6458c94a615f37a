"""The forms that a procedure keeps, filled from the system and its evaluation as sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from mgmtsys.cycle.action_report import BLANK, action_table
from mgmtsys.cycle.cells import (
    deviation_cell,
    figure,
    measure_of,
    resource_of,
    response_name,
    stated_target,
    target_of,
    when,
    who,
)
from mgmtsys.cycle.decision import responses
from mgmtsys.cycle.explanation import STATES, responded
from mgmtsys.cycle.form_heads import about, facts_of, process
from mgmtsys.cycle.management_review import review_inputs, spell_move
from mgmtsys.cycle.review import NOTHING_DONE, early_warnings, periodic_review
from mgmtsys.system.ambition import Ambition, ResourceChange, ambitions, resource_changes
from mgmtsys.system.capa import CorrectiveAction
from mgmtsys.system.document import Form, FormKind
from mgmtsys.system.figures import limits
from mgmtsys.system.objective import Objective, Programme
from mgmtsys.system.register import Register
from mgmtsys.system.response import Colour
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Evaluation, Verdict
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.table import DASH, Cell, CellKind, Column, Sheet, Shown, Table
from mgmtsys.values.text import Text, in_a_row, say

COLOURS: Mapping[Colour, Text] = {
    Colour.GREEN: say("green"),
    Colour.YELLOW: say("yellow"),
    Colour.RED: say("red"),
}


def _plan_row(system: ManagementSystem, objective: Objective) -> Mapping[str, Cell]:
    plan = objective.programme or Programme()
    return {
        "id": objective.id,
        "objective": objective.statement,
        "measure": measure_of(objective),
        "target": target_of(objective.target, objective),
        "responsible": who(system, objective.responsible),
        "due": objective.due,
        "steps": (
            *(when(action.due, action.title) for action in plan.actions),
            *(when(step.due, step.title) for step in plan.milestones),
        ),
        "resources": tuple(map(resource_of, plan.resources)),
        "indicators": tuple(indicator.name for indicator in plan.indicators),
        "verification": tuple(look.method for look in plan.verifications),
    }


_ID = Column("id", Text("#"), kind=CellKind.IDENTIFIER)
_SITE = Column("site", say("site"), kind=CellKind.IDENTIFIER)
_STATUS = Column("status", say("status"), kind=CellKind.STATUS)
_ACTUAL = Column("actual", say("actual"), kind=CellKind.AMOUNT)
_DEVIATION = Column("deviation", say("deviation"), kind=CellKind.AMOUNT)
_RESPONSE = Column("response", say("response"))
_REASON = Column("reason", say("reason"))
_PLAN = (
    _ID,
    Column("objective", say("objective")),
    Column("measure", say("measure")),
    Column("target", say("target")),
    Column("responsible", say("responsible")),
    Column("due", say("due"), kind=CellKind.DAY),
    Column("steps", say("actions and milestones")),
    Column("resources", say("resources")),
    Column("indicators", say("indicators")),
    Column("verification", say("verification")),
)
_TRACKING = (
    _ID,
    _SITE,
    _STATUS,
    Column("colour", say("colour"), kind=CellKind.STATUS),
    _ACTUAL,
    Column("target", say("target so far")),
    _DEVIATION,
    _RESPONSE,
    Column("warning", say("early warning")),
    _REASON,
)
#: What tracking says of resources, where the plan before is at hand.
_RESOURCES = Column("resources", say("changes in resources"))
_EVALUATION = (
    _ID,
    _SITE,
    Column("objective", say("objective")),
    _STATUS,
    _ACTUAL,
    Column("target", say("target")),
    Column("baseline", say("baseline"), kind=CellKind.AMOUNT),
    _DEVIATION,
    _RESPONSE,
    Column("action", say("corrective action")),
    Column("causes", say("causes")),
    _REASON,
    Column("next", say("next year")),
)
_REVIEW = (
    Column("input", say("input")),
    Column("clauses", say("clauses"), kind=CellKind.REFERENCE),
    Column("subject", say("subject")),
    Column("said", say("information")),
)
_AMBITIONS: Mapping[Ambition, Text] = {
    Ambition.TIGHTENED: say("tightened"),
    Ambition.UNCHANGED: say("unchanged"),
    Ambition.RELAXED: say("relaxed"),
    Ambition.INCOMPARABLE: say("of another kind"),
    Ambition.NEW: say("new"),
    Ambition.DROPPED: say("dropped"),
}
#: What somebody has to bring, since no objective answers it.
_TO_BRING = say("to be brought to the review")


@attrs.frozen
class _Given:
    """What a form is filled from."""

    system: ManagementSystem
    evaluation: Evaluation
    register: Register
    before: ManagementSystem | None
    following: ManagementSystem | None

    @property
    def changes(self) -> tuple[ResourceChange, ...]:
        return resource_changes(self.before, self.system) if self.before else ()


def _tracking(given: _Given) -> Table:
    """Return each objective's progress: colour, early warning, and what changed of its resources."""
    changes: dict[str, tuple[Text, ...]] = {}
    for change in given.changes:
        changes[change.objective] = (*changes.get(change.objective, ()), change.what)
    is_compared = given.before is not None
    return Table(
        (*_TRACKING, _RESOURCES),
        [
            row | {"resources": changes.get(verdict.objective) if is_compared else BLANK}
            for verdict, row in _tracking_rows(given.system, given.evaluation)
        ],
    )


def _new(warning: Text | None, *said: Text | None) -> Text | None:
    """Return a warning, unless another column says the same."""
    return None if warning in said else warning


def _tracking_rows(
    system: ManagementSystem, evaluation: Evaluation
) -> Iterator[tuple[Verdict, dict[str, Cell]]]:
    warned = {
        (warning.verdict.objective, warning.verdict.site): warning.what
        for warning in early_warnings(evaluation)
    }
    objectives = {objective.id: objective for objective in system.objectives}
    for verdict in evaluation.verdicts:
        objective, colour = objectives[verdict.objective], verdict.colour
        target = verdict.target if verdict.actual else verdict.final
        warning = warned.get((verdict.objective, verdict.site))
        yield (
            verdict,
            {
                "id": verdict.objective,
                "site": verdict.site,
                "status": Shown(verdict.state, STATES[verdict.state]),
                "colour": Shown(colour, COLOURS[colour]) if colour else None,
                "actual": figure(verdict.actual, limits(verdict.target)),
                "target": target_of(target, objective, verdict.actual),
                "deviation": deviation_cell(verdict),
                "response": responded(verdict, system),
                "warning": _new(warning, response_name(verdict), verdict.reason),
                "reason": verdict.reason,
            },
        )


def _reviewed(given: _Given) -> Table:
    """Return the inputs of management review, with what there is to say of each."""
    review = periodic_review(given.system, given.evaluation, given.register)
    return Table(
        _REVIEW,
        [
            {
                "input": input.asked,
                "clauses": ", ".join(map(str, input.clauses)),
                "subject": input.subject,
                "said": input.said or _TO_BRING,
            }
            for input in review_inputs(review, given.system, given.changes)
        ],
    )


def _evaluated(given: _Given) -> Table:
    """Return whether each objective was met, the causes, the actions, and next year's target."""
    system, evaluation, actions = given.system, given.evaluation, given.register.actions
    objectives = {objective.id: objective for objective in system.objectives}
    decisions = {
        (decision.breach.objective, decision.breach.site): decision
        for decision in responses(evaluation, system, actions)
    }
    following = None if given.following is None else _following(system, given.following)
    rows: list[dict[str, Cell]] = [
        {
            "id": verdict.objective,
            "site": verdict.site,
            "objective": objectives[verdict.objective].statement,
            "status": Shown(verdict.state, STATES[verdict.state]),
            "actual": figure(verdict.actual, limits(verdict.final)),
            "target": stated_target(verdict, objectives[verdict.objective]),
            "baseline": figure(verdict.baseline),
            "deviation": deviation_cell(verdict),
            "response": responded(verdict, system),
            "action": spell_move(decision)
            if (decision := decisions.get((verdict.objective, verdict.site)))
            else None,
            "causes": tuple(_causes(verdict, actions)),
            "reason": verdict.reason,
            "next": BLANK if following is None else following[verdict.objective],
        }
        for verdict in evaluation.verdicts
    ]
    rows += [
        {"id": id, "next": said} for id, said in (following or {}).items() if id not in objectives
    ]
    return Table(_EVALUATION, rows)


def _following(system: ManagementSystem, following: ManagementSystem) -> Mapping[str, Text]:
    """Return what becomes of each objective in the plan of next year."""
    targets = {
        objective.id: target_of(objective.target, objective) for objective in following.objectives
    }
    return {
        id: say("{change}: {target}", change=_AMBITIONS[ambition], target=targets.get(id, DASH))
        for id, ambition in ambitions(system, following)
    }


def _causes(verdict: Verdict, actions: Iterable[CorrectiveAction]) -> Iterator[Text]:
    """Yield the causes that the corrective actions for a miss have found."""
    return (
        cause
        for action in actions
        if action.breach is not None
        and (action.breach.objective, action.breach.site) == (verdict.objective, verdict.site)
        and action.breach.period in verdict.period
        for cause in action.causes
    )


def verdict_sheet(
    system: ManagementSystem, evaluation: Evaluation, register: Register | None = None
) -> Sheet:
    """Return every verdict as a table; beside a register, the indicators of the process above it."""
    known = () if register is None else process(system, evaluation, register)
    rows = [row for _, row in _tracking_rows(system, evaluation)]
    facts = (*about(system, evaluation), *known)
    return Sheet.of(say("Evaluation"), facts, Table(_TRACKING, rows))


#: What fills the table of each kind of form that follows an evaluation.
_FILLED: Mapping[FormKind, Callable[[_Given], Table]] = {
    FormKind.TRACKING: _tracking,
    FormKind.REVIEW: _reviewed,
    FormKind.EVALUATION: _evaluated,
}
#: The kinds of form that need no evaluation, and those that do.
_COMPUTED = (FormKind.PLAN, FormKind.RESPONSE, *_FILLED)


def fill(
    system: ManagementSystem,
    form: str,
    evaluation: Evaluation | None = None,
    register: Register = NOTHING_DONE,
    *,
    before: ManagementSystem | None = None,
    following: ManagementSystem | None = None,
    action: str | None = None,
) -> Sheet:
    """Return a form of the system, filled as its kind asks.

    ``before`` is the plan as it was at the last look, whose resources tracking and review compare
    with; ``following`` is next year's plan, whose targets the annual evaluation compares with. A form
    of the kind response reports the corrective actions of the register, or the one of the id
    ``action``. Raises :class:`NotUnderstood` for a form that the system does not have, for one of a
    kind that nothing computes, and for one that lacks the evaluation or the action that it is about.
    """
    asked = _form(system, form)
    if asked.kind is FormKind.PLAN:
        plan = Table(_PLAN, [_plan_row(system, objective) for objective in system.objectives])
        return Sheet.of(asked.title, facts_of(system, asked, None), plan)
    if asked.kind is FormKind.RESPONSE:
        reported = action_table(_chosen(register, action), system)
        return Sheet.of(asked.title, facts_of(system, asked, None), reported)
    if asked.kind not in _FILLED:
        computed = in_a_row(kind.value for kind in _COMPUTED)
        raise NotUnderstood(
            "{form} is of the kind {kind}, which is not filled in: expected one of {computed}",
            form=form,
            kind=asked.kind.value,
            computed=computed,
        )
    if evaluation is None:
        raise NotUnderstood("{form} is filled in from an evaluation: expected readings", form=form)
    known = register.as_of(evaluation.on)
    facts = [*facts_of(system, asked, evaluation)]
    if asked.kind is FormKind.EVALUATION:
        facts += process(system, evaluation, known)
    filled = _FILLED[asked.kind](_Given(system, evaluation, known, before, following))
    return Sheet.of(asked.title, facts, filled)


def _form(system: ManagementSystem, id: str) -> Form:
    forms = {form.id: form for form in system.forms}
    if id not in forms:
        known = in_a_row(forms or [say("none at all")])
        raise NotUnderstood("the system has no form {id!r}: it has {known}", id=id, known=known)
    return forms[id]


def _chosen(register: Register, action: str | None) -> tuple[CorrectiveAction, ...]:
    """Return the corrective actions that a report is about."""
    chosen = tuple(held for held in register.actions if action in (None, held.id))
    if not chosen and action is None:
        raise NotUnderstood("the register has no corrective action: expected at least one")
    if not chosen:
        known = in_a_row([held.id for held in register.actions] or [say("none at all")])
        raise NotUnderstood(
            "the register has no corrective action {action!r}: it has {known}",
            action=action,
            known=known,
        )
    return chosen
