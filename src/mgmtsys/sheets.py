"""The forms that a procedure keeps, filled from the system and its evaluation as plain tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from mgmtsys.capa import CorrectiveAction
from mgmtsys.deadline import Deadline
from mgmtsys.deviation import Colour
from mgmtsys.document import Form, FormKind
from mgmtsys.exceptions import NotUnderstood
from mgmtsys.explanation import STATES, spell_target
from mgmtsys.objective import Objective, Programme, Resource
from mgmtsys.responses import Decision, Move, responses
from mgmtsys.review import early_warnings
from mgmtsys.system import ManagementSystem
from mgmtsys.text import Text, both
from mgmtsys.units import Quantity, decimal, plain
from mgmtsys.verdict import Evaluation, Verdict

COLOURS: Mapping[Colour, Text] = {
    Colour.GREEN: both("green", "绿"),
    Colour.YELLOW: both("yellow", "黄"),
    Colour.RED: both("red", "红"),
}
_MOVES: Mapping[Move, Text] = {
    Move.OPEN: both("open a corrective action", "启动纠正措施"),
    Move.REOPEN: both("open again, as a recurrence", "重新发生，另行启动"),
    Move.ESCALATE: both("escalate", "升级"),
    Move.LEAVE: both("under way", "处理中"),
}
_NOTHING = Text("–")


@attrs.frozen
class Sheet:
    """A filled form: what it is, of whom and when, and its table."""

    title: Text
    #: Labels with their values.
    facts: tuple[tuple[Text, Text], ...]
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


def _said(text: Text | str | None) -> Text:
    if text is None:
        return _NOTHING
    return text if isinstance(text, Text) else Text(text)


def _list(parts: Iterable[Text]) -> Text:
    found = tuple(parts)
    if not found:
        return _NOTHING
    return both(
        "; ".join(one.read("en") for one in found), "；".join(one.read("zh") for one in found)
    )


def _figure(quantity: Quantity | None) -> Text:
    """Spell a figure exactly, and rounded beside it where it is no finite decimal."""
    if quantity is None:
        return _NOTHING
    spelled = str(quantity)
    if "/" in plain(quantity.magnitude):
        gap = "" if str(quantity.unit) == "%" else " "
        spelled += f" ≈ {decimal(quantity.magnitude, 2)}{gap}{quantity.unit}"
    return Text(spelled)


def _who(system: ManagementSystem, ids: tuple[str, ...]) -> Text:
    return both(system.names(ids, "en"), system.names(ids, "zh")) if ids else _NOTHING


def _facts(
    system: ManagementSystem, form: Form, evaluation: Evaluation | None
) -> tuple[tuple[Text, Text], ...]:
    period = evaluation.period if evaluation else system.period
    facts = [
        (both("form", "表单"), Text(form.id)),
        (both("organisation", "组织"), system.organisation),
        (both("period", "期间"), Text(str(period))),
    ]
    if evaluation is not None:
        facts.append((both("as of", "截至"), Text(evaluation.on.isoformat())))
    if form.retention is not None:
        kept = both(form.retention.read("en"), form.retention.read("zh"))
        facts.append((both("kept", "保存"), kept))
    return tuple(facts)


def _when(due: Deadline | None, title: Text) -> Text:
    if due is None:
        return title
    return both(f"{due.read('en')}: {title.read('en')}", f"{due.read('zh')}：{title.read('zh')}")


def _resource(resource: Resource) -> Text:
    name, amount = resource.name, resource.amount
    if amount is None:
        return name
    return both(f"{name.read('en')} ({amount})", f"{name.read('zh')}（{amount}）")


def _plan_row(system: ManagementSystem, one: Objective) -> tuple[Text, ...]:
    plan = one.programme or Programme()
    return (
        Text(one.id),
        one.statement,
        Text(f"{one.measure.formula} [{one.measure.unit}]"),
        Text(spell_target(one.target)),
        _who(system, one.responsible),
        both(one.due.read("en"), one.due.read("zh")) if one.due else _NOTHING,
        _list(
            [_when(action.due, action.title) for action in plan.actions]
            + [_when(step.due, step.title) for step in plan.milestones]
        ),
        _list(_resource(resource) for resource in plan.resources),
        _list(indicator.name for indicator in plan.indicators),
        _list(look.method for look in plan.verifications),
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
    both("reason", "原因"),
)


def _deviation(verdict: Verdict) -> Text:
    """Spell a deviation exactly, with a rounded percent beside what is no whole number."""
    if verdict.deviation is None:
        return _NOTHING
    value = verdict.deviation.value
    if value is None:
        return both("unbounded", "无界")
    rounded = "" if value.denominator == 1 else f" ≈ {decimal(100 * value, 2)}%"
    return Text(f"{value}{rounded}")


def _response(verdict: Verdict) -> Text:
    response = verdict.response
    if response is None:
        return _NOTHING
    return response.name or Text(response.kind.name.lower())


def _tracking_rows(evaluation: Evaluation) -> tuple[tuple[Text, ...], ...]:
    warned = {
        (one.verdict.objective, one.verdict.site): one.what for one in early_warnings(evaluation)
    }
    return tuple(
        (
            Text(one.objective),
            _said(one.site),
            STATES[one.state],
            COLOURS[one.colour] if one.colour else _NOTHING,
            _figure(one.actual),
            Text(spell_target(one.target if one.actual else one.final)),
            _deviation(one),
            _response(one),
            _said(warned.get((one.objective, one.site))),
            _said(one.reason),
        )
        for one in evaluation.verdicts
    )


def _evaluated(
    system: ManagementSystem, evaluation: Evaluation, actions: tuple[CorrectiveAction, ...]
) -> tuple[tuple[Text, ...], ...]:
    statements = {one.id: one.statement for one in system.objectives}
    decisions = {
        (one.breach.objective, one.breach.site): one for one in responses(evaluation, actions)
    }
    return tuple(
        (
            Text(one.objective),
            _said(one.site),
            statements[one.objective],
            STATES[one.state],
            _figure(one.actual),
            Text(spell_target(one.final)),
            _figure(one.baseline),
            _deviation(one),
            _response(one),
            _action(decisions.get((one.objective, one.site))),
            _said(one.reason),
        )
        for one in evaluation.verdicts
    )


def _action(decision: Decision | None) -> Text:
    if decision is None:
        return _NOTHING
    named = f" ({decision.action})" if decision.action else ""
    move = _MOVES[decision.move]
    return both(move.read("en") + named, move.read("zh") + named)


def verdict_sheet(system: ManagementSystem, evaluation: Evaluation) -> Sheet:
    """Return every verdict of an evaluation as a table."""
    facts = (
        (both("organisation", "组织"), system.organisation),
        (both("period", "期间"), Text(str(evaluation.period))),
        (both("as of", "截至"), Text(evaluation.on.isoformat())),
    )
    return Sheet(both("Evaluation", "评价"), facts, _TRACKING, _tracking_rows(evaluation))


def _tracked(
    _: ManagementSystem, evaluation: Evaluation, __: tuple[CorrectiveAction, ...]
) -> tuple[tuple[Text, ...], ...]:
    return _tracking_rows(evaluation)


_Fill = Callable[
    [ManagementSystem, Evaluation, tuple[CorrectiveAction, ...]], tuple[tuple[Text, ...], ...]
]
#: What fills the table of each kind of form that follows an evaluation.
_FILLED: Mapping[FormKind, tuple[tuple[Text, ...], _Fill]] = {
    FormKind.TRACKING: (_TRACKING, _tracked),
    FormKind.REVIEW: (_TRACKING, _tracked),
    FormKind.EVALUATION: (_EVALUATION, _evaluated),
}


def fill(
    system: ManagementSystem,
    form: str,
    evaluation: Evaluation | None = None,
    actions: Iterable[CorrectiveAction] = (),
) -> Sheet:
    """Return a form of the system, filled as its kind asks.

    Raises :class:`NotUnderstood` for a form that the system does not have, for one of a kind that
    nothing computes, and for one that needs an evaluation where there is none.
    """
    forms = {one.id: one for one in system.forms}
    if form not in forms:
        known = ", ".join(forms) or "none"
        raise NotUnderstood(
            f"the system has no form {form!r}: it has {known}",
            f"体系没有表单 {form!r}：现有 {known}",
        )
    one = forms[form]
    if one.kind is FormKind.PLAN:
        rows = tuple(_plan_row(system, objective) for objective in system.objectives)
        return Sheet(one.title, _facts(system, one, None), _PLAN, rows)
    if one.kind not in _FILLED:
        raise NotUnderstood(
            f"{form} is of the kind {one.kind.value}, which nothing computes: expected one of plan, "
            f"{', '.join(kind.value for kind in _FILLED)}",
            f"{form} 的类别为 {one.kind.value}，无法自动填写：应为 plan、"
            f"{'、'.join(kind.value for kind in _FILLED)} 之一",
        )
    if evaluation is None:
        raise NotUnderstood(
            f"{form} is filled from an evaluation: expected readings",
            f"{form} 由评价填写：应提供记录值",
        )
    head, rows_of = _FILLED[one.kind]
    return Sheet(
        one.title,
        _facts(system, one, evaluation),
        head,
        rows_of(system, evaluation, tuple(actions)),
    )
