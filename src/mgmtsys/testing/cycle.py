"""Strategies for what a year leaves behind: readings, the looks that were held, corrective actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.confirmation import Confirmation, End
from mgmtsys.system.capa import (
    Breach,
    CapaState,
    CorrectiveAction,
    EffectivenessCheck,
    Step,
    Task,
    advance,
    open_action,
)
from mgmtsys.system.monitoring import Held
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.register import Register
from mgmtsys.testing.deriving import derived, draw_fields
from mgmtsys.testing.values import clause_refs, few, ids, maybe, quantities, texts
from mgmtsys.values.period import Period

_MAYBE_TEXT = maybe(texts())
_PEOPLE = st.sampled_from(("Ada", "Ben", "Cleo"))
_PAUSES = st.integers(0, 40).map(timedelta)

readings = derived(
    Reading, series=ids(), site=maybe(ids()), id=maybe(ids()), supersedes=maybe(ids())
)
breaches = derived(Breach)
tasks = derived(Task)
effectiveness_checks = derived(EffectivenessCheck)
steps = derived(Step)
held = derived(Held)
ends = derived(End)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Draw the figures of some months, a few of them corrected."""
    months = draw(st.sets(st.sampled_from(Period.parse("2026").months), max_size=4))
    first = [
        Reading("energy", month, value=draw(quantities())) for month in sorted(months, key=str)
    ]
    corrections = [
        attrs.evolve(one, value=draw(quantities()), id=f"c-{one.period}", supersedes=one.name)
        for one in first
        if draw(st.booleans())
    ]
    return Record((*first, *corrections))


def _done(task: Task, on: date) -> Task:
    return attrs.evolve(task, done=on, evidence=task.title)


def _facts(draw: st.DrawFn, to: CapaState, action: CorrectiveAction, on: date) -> dict[str, Any]:
    """Draw what a state asks for."""
    match to:
        case CapaState.CONTAINED:
            return {"correction": draw(texts()), "consequences": draw(texts())}
        case CapaState.ANALYSED:
            said = {"causes": (draw(texts()),), "method": draw(texts()), "similar": draw(texts())}
            if action.state is CapaState.OPEN:
                return said | {"nothing_to_contain": draw(texts())}
            if action.state is CapaState.IMPLEMENTED:
                failed = EffectivenessCheck(on, "Cleo", effective=False, result=draw(texts()))
                return said | {"check": failed}
            return said
        case CapaState.PLANNED:
            open_tasks = [
                Task(draw(texts()), "Ben", due=on) for _ in range(draw(st.integers(1, 2)))
            ]
            return {"tasks": tuple(open_tasks), "criterion": draw(texts()), "check_due": on}
        case CapaState.IMPLEMENTED:
            return {"tasks": tuple(_done(task, on) for task in action.tasks)}
        case CapaState.VERIFIED:
            return {"check": EffectivenessCheck(on, "Cleo", effective=True, result=draw(texts()))}
        case CapaState.CLOSED:
            return {"system_changes": draw(texts())}
    return {"cancelled_because": draw(texts())}


#: Ways through the life of a corrective action, each of which can end early.
_WAYS = tuple(
    tuple(CapaState[name] for name in way.split())
    for way in (
        "CONTAINED ANALYSED PLANNED IMPLEMENTED VERIFIED CLOSED",
        "ANALYSED PLANNED IMPLEMENTED ANALYSED PLANNED IMPLEMENTED VERIFIED CLOSED",
        "CANCELLED",
        "CONTAINED CANCELLED",
    )
)


@st.composite
def corrective_actions(draw: st.DrawFn, id: str | None = None) -> CorrectiveAction:
    """Draw a corrective action at any point of its life, made by its own steps."""
    on = date(2026, 1, 1) + draw(_PAUSES)
    action = open_action(
        id or draw(ids()),
        draw(texts()),
        "Ada",
        on,
        draw(_PEOPLE),
        breach=draw(maybe(breaches())),
        source=draw(_MAYBE_TEXT),
        requirement=draw(maybe(clause_refs())),
        previous=draw(maybe(ids())),
    )
    way = draw(st.sampled_from(_WAYS))
    for to in way[: draw(st.integers(0, len(way)))]:
        on += draw(_PAUSES)
        action = advance(action, to, on, "Cleo", **_facts(draw, to, action, on))
    return action


@st.composite
def confirmations(draw: st.DrawFn) -> Confirmation:
    """Draw that somebody confirmed something."""
    named = draw(st.lists(ids(), unique=True, max_size=3))
    return draw_fields(draw, Confirmation, ends=[draw(ends(id=id)) for id in named])


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Draw a register of what was held and done."""
    named = draw(st.lists(ids(), unique=True, max_size=2))
    actions = [draw(corrective_actions(id=id)) for id in named]
    confirmed = few(confirmations())
    return draw_fields(draw, Register, held=few(held()), actions=actions, confirmations=confirmed)
