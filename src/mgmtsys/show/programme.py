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
from mgmtsys.values.text import Text, both

_NOT_STATED = both("not stated", "未说明")
_DEPARTMENT = Column("department", both("department", "部门"), kind=CellKind.IDENTIFIER)
_ELEMENT = Column("element", both("element", "要素"), kind=CellKind.IDENTIFIER)
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
        one.id: Text(one.id)
        if one.name is None
        else both(f"{one.id} {one.name.read('en')}", f"{one.id} {one.name.read('zh')}")
        for one in listed
    }


def _facts(programme: AuditProgramme) -> list[Fact]:
    leader = None if programme.leader is None else _names(programme.assessors)[programme.leader]
    facts: list[Fact] = [
        (both("organisation", "组织"), programme.organisation),
        (both("objective", "审核目的"), programme.objective or _NOT_STATED),
        (both("criteria", "审核准则"), programme.criteria or _NOT_STATED),
        (both("scope", "审核范围"), programme.scope or _NOT_STATED),
        (both("team leader", "审核组长"), leader or _NOT_STATED),
        (both("opening meeting", "首次会议"), programme.opening_meeting or _NOT_STATED),
        (both("closing meeting", "末次会议"), programme.closing_meeting or _NOT_STATED),
    ]
    facts += [(both("approach", "评估方式"), remark) for remark in programme.approach.remarks]
    if programme.unvisited:
        unvisited = ", ".join(programme.unvisited)
        facts.append((both("elements visited nowhere", "无部门涉及的要素"), unvisited))
    if programme.idle:
        idle = ", ".join(programme.idle)
        facts.append((both("departments without an element", "不涉及要素的部门"), idle))
    return facts


def visits_sheet(programme: AuditProgramme, visits: Sequence[Visit]) -> Sheet:
    """Return the audit plan as a sheet: what the audit is for, the visits in time, how many each assessor makes."""
    departments, elements = _names(programme.departments), _names(programme.elements)
    assessors = _names(programme.assessors)
    load = [
        (assessors[id], both(f"{count} visit{'' if count == 1 else 's'}", f"{count} 场"))
        for id, count in loads(programme, visits).items()
    ]
    table = Table(
        (
            Column("number", Text("#"), kind=CellKind.NUMBER),
            *_VISIT[programme.approach.traversal],
            Column("assessor", both("assessor", "评估员"), kind=CellKind.IDENTIFIER),
            Column("day", both("day", "日期"), kind=CellKind.DAY),
            Column("slot", both("visit of the day", "当日第几场"), kind=CellKind.NUMBER),
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
    return Sheet.of(both("Audit plan", "审核计划"), (*_facts(programme), *load), table)


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
            ] or [visit | {"result": both("no result yet", "尚无结果")}]
    columns = (
        *_VISIT[by],
        Column("grade", both("grade", "等级"), kind=CellKind.STATUS),
        Column("result", both("result", "结果")),
    )
    return Sheet.of(both("Audit results", "审核结果"), _facts(programme), Table(columns, rows))
