"""Strategies for what a year leaves behind: readings, the looks that were held, corrective actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

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
from mgmtsys.testing.names import ANY, Names, one
from mgmtsys.testing.values import (
    clause_refs,
    days,
    few,
    ids,
    maybe,
    periods,
    quantities,
    texts,
    words,
)
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.period import Period

_MAYBE_TEXT = maybe(texts())
_PEOPLE = ("Ada", "Ben", "Cleo")
_PEOPLE_DRAWN = st.sampled_from(_PEOPLE)
_PAUSES = st.integers(0, 40).map(timedelta)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw one recorded figure."""
    return Reading(
        series=draw(ids()),
        period=draw(periods()),
        value=draw(quantities()),
        site=draw(maybe(ids())),
        recorder=draw(maybe(words())),
        recorded=draw(maybe(days())),
        evidence=draw(maybe(words())),
        id=draw(maybe(ids())),
        supersedes=draw(maybe(ids())),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Draw the figures of some months, a few of them corrected."""
    months = draw(st.sets(st.sampled_from(Period.parse("2026").months), max_size=4))
    first = [
        Reading("energy", month, value=draw(quantities())) for month in sorted(months, key=str)
    ]
    corrections = [
        Reading(
            one.series,
            one.period,
            value=draw(quantities()),
            id=f"c-{one.period}",
            supersedes=one.name,
        )
        for one in first
        if draw(st.booleans())
    ]
    return Record((*first, *corrections))


@st.composite
def breaches(draw: st.DrawFn, names: Names = ANY) -> Breach:
    """Draw a miss that calls for a corrective action."""
    return Breach(
        draw(st.sampled_from(names.objectives)),
        draw(periods()),
        response=draw(st.sampled_from(names.responses)),
        site=draw(one(names.sites)),
    )


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Draw one thing to be done against a cause."""
    return Task(
        draw(texts()),
        draw(_PEOPLE_DRAWN),
        due=draw(days()),
        done=draw(maybe(days())),
        evidence=draw(_MAYBE_TEXT),
    )


@st.composite
def effectiveness_checks(draw: st.DrawFn) -> EffectivenessCheck:
    """Draw a look at whether the cause is gone."""
    return EffectivenessCheck(
        draw(days()), draw(_PEOPLE_DRAWN), effective=draw(st.booleans()), result=draw(texts())
    )


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """Draw one entry of a record's history."""
    return Step(draw(st.sampled_from(CapaState)), draw(days()), by=draw(_PEOPLE_DRAWN))


def _done(task: Task, on: date) -> Task:
    return Task(task.title, task.responsible, due=task.due, done=on, evidence=task.title)


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
def corrective_actions(
    draw: st.DrawFn, id: str | None = None, names: Names = ANY
) -> CorrectiveAction:
    """Draw a corrective action at any point of its life, made by its own steps."""
    on = date(2026, 1, 1) + draw(_PAUSES)
    action = open_action(
        id or draw(ids()),
        draw(texts()),
        "Ada",
        on,
        draw(_PEOPLE_DRAWN),
        breach=draw(maybe(breaches(names))),
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
def held(draw: st.DrawFn) -> Held:
    """Draw that a look at the objectives was held."""
    return Held(draw(ids()), draw(periods()), on=draw(days()))


@st.composite
def ends(draw: st.DrawFn, id: str | None = None) -> End:
    """Draw one thing that a confirmation rests on."""
    return End(id or draw(ids()), fingerprint_of(draw(ids())))


@st.composite
def confirmations(draw: st.DrawFn) -> Confirmation:
    """Draw that somebody confirmed something."""
    named = draw(st.lists(ids(), unique=True, max_size=3))
    return Confirmation(
        draw(ids()),
        draw(_PEOPLE_DRAWN),
        on=draw(days()),
        ends=tuple(draw(ends(one)) for one in named),
    )


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Draw a register of what was held and done."""
    named = draw(st.lists(ids(), unique=True, max_size=2))
    return Register(
        draw(few(held())),
        tuple(draw(corrective_actions(one)) for one in named),
        confirmations=draw(few(confirmations())),
    )
