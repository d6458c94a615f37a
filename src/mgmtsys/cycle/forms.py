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
from mgmtsys.cycle.decision import Decision, responses
from mgmtsys.cycle.explanation import STATES, responded
from mgmtsys.cycle.form_heads import about, facts_of, process
from mgmtsys.cycle.management_review import MOVES, review_inputs
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
from mgmtsys.values.text import Text, aside, both, said

COLOURS: Mapping[Colour, Text] = {
    Colour.GREEN: both("green", "绿"),
    Colour.YELLOW: both("yellow", "黄"),
    Colour.RED: both("red", "红"),
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
_SITE = Column("site", both("site", "场所"), kind=CellKind.IDENTIFIER)
_STATUS = Column("status", both("status", "状态"), kind=CellKind.STATUS)
_ACTUAL = Column("actual", both("actual", "实际值"), kind=CellKind.AMOUNT)
_DEVIATION = Column("deviation", both("deviation", "偏离"), kind=CellKind.AMOUNT)
_RESPONSE = Column("response", both("response", "应对"))
_REASON = Column("reason", both("reason", "原因"))
_PLAN = (
    _ID,
    Column("objective", both("objective", "目标")),
    Column("measure", both("measure", "测量方法")),
    Column("target", both("target", "目标值")),
    Column("responsible", both("responsible", "责任人")),
    Column("due", both("due", "期限"), kind=CellKind.DAY),
    Column("steps", both("actions and milestones", "措施和里程碑")),
    Column("resources", both("resources", "资源")),
    Column("indicators", both("indicators", "参数")),
    Column("verification", both("verification", "验证")),
)
_TRACKING = (
    _ID,
    _SITE,
    _STATUS,
    Column("colour", both("colour", "颜色"), kind=CellKind.STATUS),
    _ACTUAL,
    Column("target", both("target so far", "当期目标值")),
    _DEVIATION,
    _RESPONSE,
    Column("warning", both("early warning", "预警")),
    _REASON,
)
#: What tracking says of resources, where the plan before is at hand.
_RESOURCES = Column("resources", both("changes of resources", "资源变化"))
_EVALUATION = (
    _ID,
    _SITE,
    Column("objective", both("objective", "目标")),
    _STATUS,
    _ACTUAL,
    Column("target", both("target", "目标值")),
    Column("baseline", both("baseline", "基准值"), kind=CellKind.AMOUNT),
    _DEVIATION,
    _RESPONSE,
    Column("action", both("corrective action", "纠正措施")),
    Column("causes", both("causes", "原因分析")),
    _REASON,
    Column("next", both("next year", "次年目标")),
)
_REVIEW = (
    Column("input", both("input", "输入")),
    Column("clauses", both("clauses", "条款"), kind=CellKind.REFERENCE),
    Column("subject", both("subject", "对象")),
    Column("said", both("what there is to say", "内容")),
)
_AMBITIONS: Mapping[Ambition, Text] = {
    Ambition.TIGHTENED: both("tightened", "收紧"),
    Ambition.UNCHANGED: both("unchanged", "不变"),
    Ambition.RELAXED: both("relaxed", "放宽"),
    Ambition.INCOMPARABLE: both("of another kind", "类型不同"),
    Ambition.NEW: both("new", "新增"),
    Ambition.DROPPED: both("dropped", "取消"),
}
#: What somebody has to bring, since no objective answers it.
_TO_BRING = both("to be brought to the review", "由负责部门提供")


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
            "action": _action(decisions.get((verdict.objective, verdict.site))),
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
        id: both(
            *(
                said(_AMBITIONS[ambition].read(lang), targets.get(id, Text(DASH)).read(lang), lang)
                for lang in ("en", "zh")
            )
        )
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


def _action(decision: Decision | None) -> Text | None:
    if decision is None:
        return None
    move, action = MOVES[decision.move], decision.action
    if action is None:
        return move
    return both(*(aside(move.read(lang), action, lang) for lang in ("en", "zh")))


def verdict_sheet(
    system: ManagementSystem, evaluation: Evaluation, register: Register | None = None
) -> Sheet:
    """Return every verdict as a table; beside a register, the indicators of the process above it."""
    known = () if register is None else process(system, evaluation, register)
    rows = [row for _, row in _tracking_rows(system, evaluation)]
    facts = (*about(system, evaluation), *known)
    return Sheet.of(both("Evaluation", "评价"), facts, Table(_TRACKING, rows))


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
        computed = [kind.value for kind in _COMPUTED]
        raise NotUnderstood(
            f"{form} is of the kind {asked.kind.value}, which nothing computes: expected one of "
            f"{', '.join(computed)}",
            f"{form} 的类别为 {asked.kind.value}，无法自动填写：应为 {'、'.join(computed)} 之一",
        )
    if evaluation is None:
        raise NotUnderstood(
            f"{form} is filled from an evaluation: expected readings",
            f"{form} 由评价填写：应提供记录值",
        )
    known = register.as_of(evaluation.on)
    facts = [*facts_of(system, asked, evaluation)]
    if asked.kind is FormKind.EVALUATION:
        facts += process(system, evaluation, known)
    filled = _FILLED[asked.kind](_Given(system, evaluation, known, before, following))
    return Sheet.of(asked.title, facts, filled)


def _form(system: ManagementSystem, id: str) -> Form:
    forms = {form.id: form for form in system.forms}
    if id not in forms:
        known = ", ".join(forms) or "none"
        raise NotUnderstood(
            f"the system has no form {id!r}: it has {known}",
            f"体系没有表单 {id!r}：现有 {known}",
        )
    return forms[id]


def _chosen(register: Register, action: str | None) -> tuple[CorrectiveAction, ...]:
    """Return the corrective actions that a report is about."""
    chosen = tuple(one for one in register.actions if action in (None, one.id))
    if not chosen:
        known = ", ".join(one.id for one in register.actions) or "none"
        named = "no corrective action" if action is None else f"no corrective action {action!r}"
        raise NotUnderstood(
            f"{named} stands in the register: it has {known}",
            f"登记中没有纠正措施{'' if action is None else f' {action!r}'}：现有 {known}",
        )
    return chosen
