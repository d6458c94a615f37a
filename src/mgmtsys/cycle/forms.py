"""The forms that a procedure keeps, filled from the system and its evaluation as plain tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from mgmtsys.cycle.action_report import BLANK, HEAD, action_rows
from mgmtsys.cycle.cells import (
    NOTHING,
    deviation_cell,
    figure,
    listed,
    measure_of,
    resource_of,
    response_name,
    said,
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
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import Text, aside, both

COLOURS: Mapping[Colour, Text] = {
    Colour.GREEN: both("green", "绿"),
    Colour.YELLOW: both("yellow", "黄"),
    Colour.RED: both("red", "红"),
}


@attrs.frozen(field_transformer=checked)
class Sheet:
    """A filled form: what it is, of whom and when, and its table."""

    title: Text
    #: Labels with their values.
    facts: tuple[tuple[Text, Text], ...]
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


def _plan_row(system: ManagementSystem, one: Objective) -> tuple[Text, ...]:
    plan = one.programme or Programme()
    return (
        Text(one.id),
        one.statement,
        measure_of(one),
        target_of(one.target, one),
        who(system, one.responsible),
        both(one.due.read("en"), one.due.read("zh")) if one.due else NOTHING,
        listed(
            [when(action.due, action.title) for action in plan.actions]
            + [when(step.due, step.title) for step in plan.milestones]
        ),
        listed(resource_of(resource) for resource in plan.resources),
        listed(indicator.name for indicator in plan.indicators),
        listed(look.method for look in plan.verifications),
    )


_PLAN = (
    both("#", "#"),
    both("objective", "目标"),
    both("measure", "测量方法"),
    both("target", "目标值"),
    both("responsible", "责任人"),
    both("due", "期限"),
    both("actions and milestones", "措施和里程碑"),
    both("resources", "资源"),
    both("indicators", "参数"),
    both("verification", "验证"),
)
#: What tracking says of resources, where the plan before is at hand.
_RESOURCES = both("changes of resources", "资源变化")
_TRACKING = (
    both("#", "#"),
    both("site", "场所"),
    both("status", "状态"),
    both("colour", "颜色"),
    both("actual", "实际值"),
    both("target so far", "当期目标值"),
    both("deviation", "偏离"),
    both("response", "应对"),
    both("early warning", "预警"),
    both("reason", "原因"),
)
_EVALUATION = (
    both("#", "#"),
    both("site", "场所"),
    both("objective", "目标"),
    both("status", "状态"),
    both("actual", "实际值"),
    both("target", "目标值"),
    both("baseline", "基准值"),
    both("deviation", "偏离"),
    both("response", "应对"),
    both("corrective action", "纠正措施"),
    both("causes", "原因分析"),
    both("reason", "原因"),
)
_NEXT = both("next year", "次年目标")
_REVIEW = (
    both("input", "输入"),
    both("clauses", "条款"),
    both("subject", "对象"),
    both("what there is to say", "内容"),
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


_Table = tuple[tuple[Text, ...], tuple[tuple[Text, ...], ...]]


def _tracking(given: _Given) -> _Table:
    """Return each objective's progress: colour, early warning, and what changed of its resources."""
    rows = _tracking_rows(given.system, given.evaluation)
    if given.before is None:
        return (*_TRACKING, _RESOURCES), tuple((*row, BLANK) for row in rows)
    changes: dict[str, list[Text]] = {}
    for change in given.changes:
        changes.setdefault(change.objective, []).append(change.what)
    verdicts = zip(given.evaluation.verdicts, rows, strict=True)
    return (*_TRACKING, _RESOURCES), tuple(
        (*row, listed(changes.get(verdict.objective, ()))) for verdict, row in verdicts
    )


def _new(warning: Text | None, *said: Text | None) -> Text | None:
    """Return a warning, unless another column says the same."""
    return None if warning in said else warning


def _tracking_rows(
    system: ManagementSystem, evaluation: Evaluation
) -> tuple[tuple[Text, ...], ...]:
    warned = {
        (one.verdict.objective, one.verdict.site): one.what for one in early_warnings(evaluation)
    }
    objectives = {one.id: one for one in system.objectives}
    return tuple(
        (
            Text(one.objective),
            said(one.site),
            STATES[one.state],
            COLOURS[one.colour] if one.colour else NOTHING,
            figure(one.actual, limits(one.target)),
            target_of(
                one.target if one.actual else one.final, objectives[one.objective], one.actual
            ),
            deviation_cell(one),
            responded(one, system),
            said(_new(warned.get((one.objective, one.site)), response_name(one), one.reason)),
            said(one.reason),
        )
        for one in evaluation.verdicts
    )


def _reviewed(given: _Given) -> _Table:
    """Return the inputs of management review, with what there is to say of each."""
    review = periodic_review(given.system, given.evaluation, given.register)
    return _REVIEW, tuple(
        (
            one.asked,
            Text(", ".join(map(str, one.clauses)) or "–"),
            one.subject,
            one.said or _TO_BRING,
        )
        for one in review_inputs(review, given.system, given.changes)
    )


def _evaluated(given: _Given) -> _Table:
    """Return whether each objective was met, the causes, the actions, and next year's target."""
    system, evaluation, actions = given.system, given.evaluation, given.register.actions
    objectives = {one.id: one for one in system.objectives}
    decisions = {
        (one.breach.objective, one.breach.site): one
        for one in responses(evaluation, system, actions)
    }
    rows = tuple(
        (
            Text(one.objective),
            said(one.site),
            objectives[one.objective].statement,
            STATES[one.state],
            figure(one.actual, limits(one.final)),
            stated_target(one, objectives[one.objective]),
            figure(one.baseline),
            deviation_cell(one),
            responded(one, system),
            _action(decisions.get((one.objective, one.site))),
            _causes(one, actions),
            said(one.reason),
        )
        for one in evaluation.verdicts
    )
    if given.following is None:
        return (*_EVALUATION, _NEXT), tuple((*row, BLANK) for row in rows)
    found = ambitions(system, given.following)
    targets = {one.id: target_of(one.target, one) for one in given.following.objectives}
    following = {
        id: both(
            f"{_AMBITIONS[one].read('en')}: {targets.get(id, NOTHING).read('en')}",
            f"{_AMBITIONS[one].read('zh')}：{targets.get(id, NOTHING).read('zh')}",
        )
        for id, one in found
    }
    width = len(_EVALUATION)
    verdicts = zip(evaluation.verdicts, rows, strict=True)
    kept = tuple((*row, following[verdict.objective]) for verdict, row in verdicts)
    new = tuple(
        (Text(one.id), *(NOTHING,) * (width - 1), following[one.id])
        for one in given.following.objectives
        if one.id not in objectives
    )
    return (*_EVALUATION, _NEXT), (*kept, *new)


def _causes(verdict: Verdict, actions: Iterable[CorrectiveAction]) -> Text:
    """Return the causes that the corrective actions for a miss have found."""
    return listed(
        cause
        for action in actions
        if action.breach is not None
        and (action.breach.objective, action.breach.site) == (verdict.objective, verdict.site)
        and action.breach.period in verdict.period
        for cause in action.causes
    )


def _action(decision: Decision | None) -> Text:
    if decision is None:
        return NOTHING
    move, action = MOVES[decision.move], decision.action
    if action is None:
        return move
    return both(*(aside(move.read(lang), action, lang) for lang in ("en", "zh")))


def verdict_sheet(
    system: ManagementSystem, evaluation: Evaluation, register: Register | None = None
) -> Sheet:
    """Return every verdict as a table; beside a register, the indicators of the process above it."""
    known = () if register is None else process(system, evaluation, register)
    facts = (*about(system, evaluation), *known)
    return Sheet(
        both("Evaluation", "评价"), facts, head=_TRACKING, rows=_tracking_rows(system, evaluation)
    )


#: What fills the table of each kind of form that follows an evaluation.
_FILLED: Mapping[FormKind, Callable[[_Given], _Table]] = {
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
    one = _form(system, form)
    if one.kind is FormKind.PLAN:
        rows = tuple(_plan_row(system, objective) for objective in system.objectives)
        return Sheet(one.title, facts_of(system, one, None), head=_PLAN, rows=rows)
    if one.kind is FormKind.RESPONSE:
        rows = action_rows(_chosen(register, action), system)
        return Sheet(one.title, facts_of(system, one, None), head=HEAD, rows=rows)
    if one.kind not in _FILLED:
        computed = [kind.value for kind in _COMPUTED]
        raise NotUnderstood(
            f"{form} is of the kind {one.kind.value}, which nothing computes: expected one of "
            f"{', '.join(computed)}",
            f"{form} 的类别为 {one.kind.value}，无法自动填写：应为 {'、'.join(computed)} 之一",
        )
    if evaluation is None:
        raise NotUnderstood(
            f"{form} is filled from an evaluation: expected readings",
            f"{form} 由评价填写：应提供记录值",
        )
    known = register.as_of(evaluation.on)
    head, rows = _FILLED[one.kind](_Given(system, evaluation, known, before, following))
    facts = facts_of(system, one, evaluation)
    if one.kind is FormKind.EVALUATION:
        facts = (*facts, *process(system, evaluation, known))
    return Sheet(one.title, facts, head=head, rows=rows)


def _form(system: ManagementSystem, id: str) -> Form:
    forms = {one.id: one for one in system.forms}
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
