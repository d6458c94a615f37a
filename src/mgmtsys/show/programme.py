"""The audit plan of a programme, and the results of its visits, as sheets and as JSON for other tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mgmtsys.fieldwork.approach import Traversal
from mgmtsys.fieldwork.programme import (
    Assessor,
    AuditedDepartment,
    AuditedElement,
    AuditProgramme,
    regrouped,
)
from mgmtsys.fieldwork.visits import Visit, loads
from mgmtsys.show.findings.words import GRADE
from mgmtsys.system.finding import Grade
from mgmtsys.values.table import Cell, CellKind, Column, Fact, Sheet, Shown, Table
from mgmtsys.values.text import Text, in_a_row, say, say_of_many

_NOT_STATED = say("not stated")
_DEPARTMENT = Column("department", say("department"), kind=CellKind.IDENTIFIER)
_ELEMENT = Column("element", say("element"), kind=CellKind.IDENTIFIER)
#: The columns of a visit, in the order in which an approach sorts them.
_VISIT = {
    Traversal.DEPARTMENT: (_DEPARTMENT, _ELEMENT),
    Traversal.ELEMENT: (_ELEMENT, _DEPARTMENT),
}


def _names(
    listed: Iterable[AuditedDepartment | AuditedElement | Assessor],
) -> dict[str, Text]:
    """Return what each is called: its id, and its name where it has one."""
    return {
        part.id: Text(part.id)
        if part.name is None
        else say("{id} {name}", id=part.id, name=part.name)
        for part in listed
    }


def _facts(programme: AuditProgramme) -> list[Fact]:
    leader = None if programme.leader is None else _names(programme.assessors)[programme.leader]
    facts: list[Fact] = [
        (say("organisation"), programme.organisation),
        (say("audit objective"), programme.objective or _NOT_STATED),
        (say("criteria"), programme.criteria or _NOT_STATED),
        (say("scope"), programme.scope or _NOT_STATED),
        (say("team leader"), leader or _NOT_STATED),
        (say("opening meeting"), programme.opening_meeting or _NOT_STATED),
        (say("closing meeting"), programme.closing_meeting or _NOT_STATED),
    ]
    facts += [(say("approach"), remark) for remark in programme.approach.remarks]
    if programme.unvisited:
        unvisited = in_a_row(programme.unvisited)
        facts.append((say("elements not visited"), unvisited))
    if programme.idle:
        idle = in_a_row(programme.idle)
        facts.append((say("departments without an element"), idle))
    return facts


def visits_sheet(programme: AuditProgramme, visits: Sequence[Visit]) -> Sheet:
    """Return the audit plan as a sheet: what the audit is for, the visits in time, how many each assessor makes."""
    departments, elements = _names(programme.departments), _names(programme.elements)
    assessors = _names(programme.assessors)
    load = [
        (assessors[id], say_of_many("{count} visit", "{count} visits", count=count))
        for id, count in loads(programme, visits).items()
    ]
    table = Table(
        (
            Column("number", Text("#"), kind=CellKind.NUMBER),
            *_VISIT[programme.approach.traversal],
            Column("assessor", say("assessor"), kind=CellKind.IDENTIFIER),
            Column("day", say("day"), kind=CellKind.DAY),
            Column("slot", say("visit of the day"), kind=CellKind.NUMBER),
        ),
        [
            {
                "number": number,
                "department": departments[visit.department],
                "element": elements[visit.element],
                "assessor": assessors[visit.assessor],
                "day": visit.day,
                "slot": visit.slot,
            }
            for number, visit in enumerate(visits, 1)
        ],
    )
    return Sheet.of(say("Audit plan"), (*_facts(programme), *load), table)


def _grade(grade: Grade | None) -> Cell:
    return None if grade is None else Shown(grade, GRADE[grade])


def results_sheet(programme: AuditProgramme) -> Sheet:
    """Return the results of all visits, sorted as the approach says; a visit without one stays in."""
    departments, elements = _names(programme.departments), _names(programme.elements)
    by = programme.approach.traversal
    rows: list[dict[str, Cell]] = []
    for group in regrouped(programme, by):
        for (department, element), results in group.visits:
            visit: dict[str, Cell] = {
                "department": departments[department], "element": elements[element]
            }  # fmt: skip
            rows += [
                visit | {"grade": _grade(found.grade), "result": found.text} for found in results
            ] or [visit | {"result": say("no result yet")}]
    columns = (
        *_VISIT[by],
        Column("grade", say("grade"), kind=CellKind.STATUS),
        Column("result", say("result")),
    )
    return Sheet.of(say("Audit results"), _facts(programme), Table(columns, rows))
