"""A system at a glance as a sheet: its objectives, its responsibility matrix, its forms."""

from __future__ import annotations

from collections.abc import Mapping

from mgmtsys.auditing.checks.smart import Mark, smart
from mgmtsys.cycle.cells import who
from mgmtsys.show import words
from mgmtsys.system.objective import Objective
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.table import Cell, CellKind, Column, Section, Sheet, Shown, Table, Tone
from mgmtsys.values.text import Text, in_a_row, say

_MARKS = {
    Mark.PASS: Shown(Mark.PASS, say("yes"), tone=Tone.GOOD, sign="✓"),
    Mark.FAIL: Shown(Mark.FAIL, say("no"), tone=Tone.BAD, sign="✗"),
    Mark.NOT_CHECKABLE: Shown(
        Mark.NOT_CHECKABLE, say("not checkable"), tone=Tone.UNKNOWN, sign="?"
    ),
}
_OBJECTIVES = (
    Column("id", Text("#"), kind=CellKind.IDENTIFIER),
    Column("statement", words.STATEMENT, leads=True),
    Column("measure", words.MEASURE),
    Column("responsible", words.RESPONSIBLE),
    Column("due", words.DUE, kind=CellKind.DAY),
    Column("programme", words.PROGRAMME, kind=CellKind.SIGN),
    *(Column(letter, Text(letter), kind=CellKind.SIGN) for letter in "SMART"),
)
_FORMS = (
    Column("form", words.FORM, kind=CellKind.IDENTIFIER),
    Column("title", words.TITLE_OF),
    Column("retention", words.RETENTION),
)


def _objective(system: ManagementSystem, objective: Objective) -> dict[str, Cell]:
    measure = objective.measure
    return {
        "id": objective.id,
        "statement": objective.statement,
        "measure": measure.method
        or say("{formula} [{unit}]", formula=measure.formula, unit=measure.unit),
        "responsible": who(system, objective.responsible),
        "due": objective.due,
        "programme": _MARKS[Mark.PASS if objective.programme else Mark.FAIL],
        **{
            letter: _MARKS[found.mark]
            for letter, found in zip("SMART", smart(system, objective), strict=True)
        },
    }


def _raci(system: ManagementSystem, names: Mapping[str, Text]) -> Table:
    (_, *parties), *activities = system.raci.grid()
    columns = (
        Column("activity", words.ACTIVITY),
        *(Column(f"of.{id}", names.get(id, Text(id)), kind=CellKind.SIGN) for id in parties),
    )
    rows: list[dict[str, Cell]] = [
        {
            "activity": names.get(activity, activity),
            **{f"of.{id}": roles for id, roles in zip(parties, cells, strict=True)},
        }
        for activity, *cells in activities
    ]
    return Table(columns, rows)


def system_sheet(system: ManagementSystem) -> Sheet:
    """Return the objectives with their letters of SMART, the responsibility matrix, and the forms."""
    names = {party.id: party.name for party in system.parties if party.name}
    names |= {activity.id: activity.name for activity in system.activities if activity.name}
    objectives = [_objective(system, objective) for objective in system.objectives]
    forms: list[dict[str, Cell]] = [
        {
            "form": form.id,
            "title": form.title,
            "retention": in_a_row([form.retention]) if form.retention else None,
        }
        for form in system.forms
    ]
    known = (
        (words.OBJECTIVES, Table(_OBJECTIVES, objectives)),
        (words.RACI, _raci(system, names) if system.raci.activities else None),
        (words.FORMS, Table(_FORMS, forms) if forms else None),
    )
    title = say("{organisation}, {period}", organisation=system.organisation, period=system.period)
    return Sheet(
        title, (), sections=tuple(Section(head, (table,)) for head, table in known if table)
    )
