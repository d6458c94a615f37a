"""The audit plan of a programme, and the results of its visits, as sheets and as JSON for other tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mgmtsys.cycle.cells import listed
from mgmtsys.cycle.forms import Sheet
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
from mgmtsys.values.text import Text, both

_NOTHING = Text("–")
_NOT_STATED = both("not stated", "未说明")
_DEPARTMENT, _ELEMENT = both("department", "部门"), both("element", "要素")


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


def _facts(programme: AuditProgramme) -> list[tuple[Text, Text]]:
    leader = None if programme.leader is None else _names(programme.assessors)[programme.leader]
    criteria = listed(programme.criteria) if programme.criteria else _NOT_STATED
    facts = [
        (both("organisation", "组织"), programme.organisation),
        (both("objective", "审核目的"), programme.objective or _NOT_STATED),
        (both("criteria", "审核准则"), criteria),
        (both("scope", "审核范围"), programme.scope or _NOT_STATED),
        (both("team leader", "审核组长"), leader or _NOT_STATED),
        (both("opening meeting", "首次会议"), programme.opening_meeting or _NOT_STATED),
        (both("closing meeting", "末次会议"), programme.closing_meeting or _NOT_STATED),
    ]
    facts += [(both("approach", "评估方式"), remark) for remark in programme.approach.remarks]
    if programme.unvisited:
        facts.append(
            (
                both("elements visited nowhere", "无部门涉及的要素"),
                Text(", ".join(programme.unvisited)),
            )
        )
    if programme.idle:
        facts.append(
            (
                both("departments without an element", "不涉及要素的部门"),
                Text(", ".join(programme.idle)),
            )
        )
    return facts


def _ordered(by: Traversal, department: Text, element: Text) -> tuple[Text, Text]:
    return (department, element) if by is Traversal.DEPARTMENT else (element, department)


def visits_sheet(programme: AuditProgramme, visits: Sequence[Visit]) -> Sheet:
    """Return the audit plan as a sheet: what the audit is for, the visits in time, how many each assessor makes."""
    departments, elements = _names(programme.departments), _names(programme.elements)
    assessors, by = _names(programme.assessors), programme.approach.traversal
    load = [
        (assessors[id], both(f"{count} visit{'' if count == 1 else 's'}", f"{count} 场"))
        for id, count in loads(programme, visits).items()
    ]
    return Sheet(
        both("Audit plan", "审核计划"),
        (*_facts(programme), *load),
        head=(
            Text("#"),
            *_ordered(by, _DEPARTMENT, _ELEMENT),
            both("assessor", "评估员"),
            both("day", "日期"),
            both("visit of the day", "当日第几场"),
        ),
        rows=tuple(
            (
                Text(str(number)),
                *_ordered(by, departments[visit.department], elements[visit.element]),
                assessors[visit.assessor],
                _NOTHING if visit.day is None else Text(visit.day.isoformat()),
                _NOTHING if visit.slot is None else Text(str(visit.slot)),
            )
            for number, visit in enumerate(visits, 1)
        ),
    )


def results_sheet(programme: AuditProgramme) -> Sheet:
    """Return the results of all visits, sorted as the approach says; a visit without one stays in."""
    departments, elements = _names(programme.departments), _names(programme.elements)
    by = programme.approach.traversal
    rows = []
    for group in regrouped(programme, by):
        for (department, element), results in group.visits:
            start = _ordered(by, departments[department], elements[element])
            rows += [
                (*start, _NOTHING if one.grade is None else GRADE[one.grade], one.text)
                for one in results
            ] or [(*start, _NOTHING, both("no result yet", "尚无结果"))]
    return Sheet(
        both("Audit results", "审核结果"),
        tuple(_facts(programme)),
        head=(*_ordered(by, _DEPARTMENT, _ELEMENT), both("grade", "等级"), both("result", "结果")),
        rows=tuple(rows),
    )
