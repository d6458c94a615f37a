"""The report of a corrective action: what the register holds of it, and blanks for what only people know.

Source: ISO 14001:2015, 10.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.system.capa import CAPA_STATES, CorrectiveAction, EffectivenessCheck, Task
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.table import Cell, CellKind, Column, Table
from mgmtsys.values.text import Text, say

#: What is left for people to fill in.
BLANK = Text("…")
_COLUMNS = (
    Column("record", say("record no."), kind=CellKind.IDENTIFIER),
    Column("item", say("entry")),
    Column("content", say("content")),
)


def _name(system: ManagementSystem, party: str) -> Text:
    """Return the name of a party of the system; a register may name others."""
    known = any(member.id == party for member in system.parties)
    return system.names([party]) if known else Text(party)


def _breach(action: CorrectiveAction, system: ManagementSystem) -> Text | None:
    breach = action.breach
    if breach is None:
        return None
    where = f" @ {breach.site}" if breach.site else ""
    return say(
        "{objective}, {period}",
        objective=f"{breach.objective}{where}",
        period=name_span(breach.period, system.period),
    )


def _task(system: ManagementSystem, task: Task) -> Text:
    done = say("done on {day}", day=task.done) if task.done else say("not done")
    if task.evidence:
        done = say("{done} ({evidence})", done=done, evidence=task.evidence)
    return say(
        "{task}: {who}, due {due}, {done}",
        task=task.title,
        who=_name(system, task.responsible),
        due=task.due,
        done=done,
    )


def _checked(system: ManagementSystem, check: EffectivenessCheck | None) -> Text | None:
    if check is None:
        return None
    return say(
        "{judgement}, {day}, {who}: {result}",
        judgement=say("effective") if check.effective else say("not effective"),
        day=check.on,
        who=_name(system, check.by),
        result=check.result,
    )


def _items(action: CorrectiveAction, system: ManagementSystem) -> Iterator[tuple[Text, Cell]]:
    state = CAPA_STATES[action.state]
    yield say("state"), state
    yield say("source"), action.source
    yield say("responsible department"), None
    yield say("nonconformity"), action.description
    requirement = None if action.requirement is None else str(action.requirement)
    yield say("requirement not met"), requirement
    yield say("missed objective"), _breach(action, system)
    yield say("recurrence of"), action.previous
    yield say("owner"), _name(system, action.owner)
    yield say("correction"), action.correction or action.nothing_to_contain
    yield say("consequences"), action.consequences
    yield say("method of analysis"), action.method
    for cause in action.causes or (None,):
        yield say("cause"), cause
    yield say("similar cases"), action.similar
    for task in action.tasks or (None,):
        said = None if task is None else _task(system, task)
        yield say("corrective action"), said
    yield say("effectiveness criterion"), action.criterion
    yield say("effectiveness to be checked on"), action.check_due
    yield say("effectiveness check"), _checked(system, action.check)
    yield say("changes to the system"), action.system_changes
    if action.cancelled_because is not None:
        yield say("reason for cancellation"), action.cancelled_because
    for step in action.history:
        who = _name(system, step.by)
        yield (
            say("{state} since", state=CAPA_STATES[step.state]),
            say("{day}, {who}", day=step.on, who=who),
        )
    yield say("confirmed by the department"), None
    yield say("signature"), None


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
