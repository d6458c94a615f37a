"""What is due as a sheet: looks at the objectives, and responses to misses, each with where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from mgmtsys.cycle.cells import who
from mgmtsys.cycle.explanation import responded
from mgmtsys.show import words
from mgmtsys.system.due import Due, DueList, DueResponse, DueState
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.table import Cell, CellKind, Column, Section, Sheet, Shown, Table, Tone
from mgmtsys.values.text import Text, say, say_of_many

_STATES: Mapping[DueState | None, tuple[Text, Tone]] = {
    DueState.DONE: (say("done"), Tone.GOOD),
    DueState.OVERDUE: (say("overdue"), Tone.BAD),
    DueState.DUE: (say("due now"), Tone.PARTLY),
    DueState.AHEAD: (say("ahead"), Tone.ASIDE),
    None: (say("not recorded"), Tone.ASIDE),
}
_START = (
    Column("by", say("due by"), kind=CellKind.DAY),
    Column("period", words.PERIOD, leads=True),
)
_STATE = Column("state", words.STATE, kind=CellKind.STATUS)
_LOOKS = (
    *_START,
    Column("what", say("what"), leads=True),
    Column("responsible", words.RESPONSIBLE),
    _STATE,
)
_RESPONSES = (
    *_START,
    Column("objective", say("objective"), kind=CellKind.IDENTIFIER, leads=True),
    Column("response", say("response")),
    _STATE,
)


def _late(word: Text, look: Due) -> Text:
    """Return where a look stands, with how many days late it was or is."""
    days = look.days_late
    if days is None:
        return word
    if look.state is DueState.DONE:
        return say_of_many(
            "{state}, {count} day late", "{state}, {count} days late", state=word, count=days
        )
    return say_of_many("{state}, {count} day", "{state}, {count} days", state=word, count=days)


def _look(system: ManagementSystem, look: Due) -> dict[str, Cell]:
    word, tone = _STATES[look.state]
    return {
        "by": look.by,
        "period": name_span(look.period, system.period),
        "what": look.monitoring.name,
        "responsible": who(system, look.monitoring.responsible),
        "state": Shown(look.state, _late(word, look), tone=tone),
    }


def _response(system: ManagementSystem, response: DueResponse) -> dict[str, Cell]:
    verdict, (word, tone) = response.verdict, _STATES[response.state]
    return {
        "by": response.by,
        "period": name_span(verdict.period, system.period),
        "objective": verdict.objective + (f" @ {verdict.site}" if verdict.site else ""),
        "response": responded(verdict, system),
        "state": Shown(response.state, word, tone=tone),
    }


def due_sheet(system: ManagementSystem, due: DueList) -> Sheet:
    """Return every look at the objectives, and every response with a limit of time, by its day."""
    answers = [_response(system, response) for response in due.responses]
    sections = [Section(None, (Table(_LOOKS, [_look(system, look) for look in due.looks]),))]
    if answers:
        sections.append(Section(say("Responses"), (Table(_RESPONSES, answers),)))
    return Sheet(say("What is due"), (), sections=tuple(sections))
