"""The report of a corrective action: what the register holds of it, and blanks for what only people know.

Source: ISO 14001:2015, 10.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.system.capa import CapaState, CorrectiveAction, EffectivenessCheck, Task
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.table import Cell, CellKind, Column, Table
from mgmtsys.values.text import Text, both

#: What is left for people to fill in.
BLANK = Text("…")
_COLUMNS = (
    Column("record", both("record", "编号"), kind=CellKind.IDENTIFIER),
    Column("item", both("item", "项目")),
    Column("content", both("content", "内容")),
)
#: The states of a corrective action in words.
CAPA_STATES = {
    CapaState.OPEN: both("open", "已启动"),
    CapaState.CONTAINED: both("contained", "已控制"),
    CapaState.ANALYSED: both("causes known", "原因已查明"),
    CapaState.PLANNED: both("planned", "措施已策划"),
    CapaState.IMPLEMENTED: both("implemented", "已实施"),
    CapaState.VERIFIED: both("shown to work", "已验证有效"),
    CapaState.CLOSED: both("closed", "已关闭"),
    CapaState.CANCELLED: both("cancelled", "已取消"),
}


def _name(system: ManagementSystem, party: str) -> Text:
    """Return the name of a party of the system; a register may name others."""
    if all(one.id != party for one in system.parties):
        return Text(party)
    return both(system.names([party]).read("en"), system.names([party]).read("zh"))


def _breach(action: CorrectiveAction, system: ManagementSystem) -> Text | None:
    breach = action.breach
    if breach is None:
        return None
    where = f" @ {breach.site}" if breach.site else ""
    return Text(f"{breach.objective}{where}, {name_span(breach.period, system.period)}")


def _task(system: ManagementSystem, task: Task) -> Text:
    who = _name(system, task.responsible)
    done_en = f"done on {task.done}" if task.done else "not done"
    done_zh = f"完成于 {task.done}" if task.done else "未完成"
    shown_en = f" ({task.evidence.read('en')})" if task.evidence else ""
    shown_zh = f"（{task.evidence.read('zh')}）" if task.evidence else ""
    return both(
        f"{task.title.read('en')}: {who.read('en')}, due {task.due}, {done_en}{shown_en}",
        f"{task.title.read('zh')}：{who.read('zh')}，期限 {task.due}，{done_zh}{shown_zh}",
    )


def _checked(system: ManagementSystem, check: EffectivenessCheck | None) -> Text | None:
    if check is None:
        return None
    who, found = _name(system, check.by), check.result
    en, zh = ("effective", "有效") if check.effective else ("not effective", "无效")
    return both(
        f"{en}, {check.on}, {who.read('en')}: {found.read('en')}",
        f"{zh}，{check.on}，{who.read('zh')}：{found.read('zh')}",
    )


def _items(action: CorrectiveAction, system: ManagementSystem) -> Iterator[tuple[Text, Cell]]:
    state = CAPA_STATES[action.state]
    yield both("state", "状态"), state
    yield both("source", "来源"), action.source
    yield both("department", "责任部门"), None
    yield both("nonconformity", "不符合描述"), action.description
    requirement = None if action.requirement is None else str(action.requirement)
    yield both("requirement", "不符合的要求"), requirement
    yield both("missed objective", "未达成的目标"), _breach(action, system)
    yield both("recurrence of", "前次记录"), action.previous
    yield both("owner", "责任人"), _name(system, action.owner)
    yield both("correction", "纠正"), action.correction or action.nothing_to_contain
    yield both("consequences", "后果的处置"), action.consequences
    yield both("method of analysis", "分析方法"), action.method
    for cause in action.causes or (None,):
        yield both("cause", "原因"), cause
    yield both("similar cases", "类似情况"), action.similar
    for task in action.tasks or (None,):
        said = None if task is None else _task(system, task)
        yield both("corrective action", "纠正措施"), said
    yield both("criterion of effectiveness", "有效性准则"), action.criterion
    yield both("to be checked on", "验证日期"), action.check_due
    yield both("check of effectiveness", "有效性验证"), _checked(system, action.check)
    yield both("changes to the system", "体系变更"), action.system_changes
    if action.cancelled_because is not None:
        yield both("cancelled because", "取消原因"), action.cancelled_because
    for step in action.history:
        who = _name(system, step.by)
        word = CAPA_STATES[step.state]
        yield (
            both(f"{word.read('en')} on", f"{word.read('zh')}日期"),
            both(f"{step.on}, {who.read('en')}", f"{step.on}，{who.read('zh')}"),
        )
    yield both("confirmed by the department", "责任部门确认"), None
    yield both("signature", "签字"), None


def action_table(actions: Iterable[CorrectiveAction], system: ManagementSystem) -> Table:
    """Return the items of every action in the order of a report, :data:`BLANK` where nothing is recorded."""
    return Table(
        _COLUMNS,
        [
            {"record": action.id, "item": item, "content": content or BLANK}
            for action in actions
            for item, content in _items(action, system)
        ],
    )
