"""Strategies for approaches, audit programmes and their visits."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from mgmtsys.fieldwork.approach import Approach, Flow, Traversal, Vertical
from mgmtsys.fieldwork.programme import (
    Assessor,
    AuditedDepartment,
    AuditedElement,
    AuditProgramme,
    VisitResult,
)
from mgmtsys.fieldwork.visits import Visit, plan_visits
from mgmtsys.system.finding import Grade
from mgmtsys.testing.values import days, few, maybe, texts

_DEPARTMENTS = ("boiler", "turbine", "safety", "office")
_ELEMENTS = ("1.1", "1.2", "2.3", "6.10")
_ASSESSORS = ("Ada", "Ben", "Cy", "Di")


def _some(known: Sequence[str], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(known), unique=True, min_size=least).map(tuple)


@st.composite
def approaches(draw: st.DrawFn, elements: Sequence[str] = _ELEMENTS) -> Approach:
    """Draw from which side an assessment is approached."""
    return Approach(
        traversal=draw(st.sampled_from(Traversal)),
        vertical=draw(maybe(st.sampled_from(Vertical))),
        flow=draw(st.sampled_from(Flow)),
        risk_thread=draw(_some(elements)),
    )


@st.composite
def audited_elements(draw: st.DrawFn, id: str | None = None) -> AuditedElement:
    """Draw an element that departments are visited for."""
    return AuditedElement(
        draw(st.sampled_from(_ELEMENTS)) if id is None else id, draw(maybe(texts()))
    )


@st.composite
def audited_departments(
    draw: st.DrawFn, id: str | None = None, elements: Sequence[str] = _ELEMENTS
) -> AuditedDepartment:
    """Draw a department with the elements that concern it."""
    return AuditedDepartment(
        id=draw(st.sampled_from(_DEPARTMENTS)) if id is None else id,
        elements=draw(_some(elements)),
        name=draw(maybe(texts())),
        central=draw(st.booleans()),
    )


@st.composite
def assessors(
    draw: st.DrawFn,
    id: str | None = None,
    departments: Sequence[str] = _DEPARTMENTS,
    elements: Sequence[str] = _ELEMENTS,
) -> Assessor:
    """Draw who visits, with what is their own work."""
    return Assessor(
        id=draw(st.sampled_from(_ASSESSORS)) if id is None else id,
        name=draw(maybe(texts())),
        departments=draw(_some(departments)),
        elements=draw(_some(elements)),
    )


@st.composite
def visit_results(
    draw: st.DrawFn, department: str = _DEPARTMENTS[0], element: str = _ELEMENTS[0]
) -> VisitResult:
    """Draw what was seen in a visit."""
    return VisitResult(
        department, element, text=draw(texts()), grade=draw(maybe(st.sampled_from(Grade)))
    )


@st.composite
def audit_programmes(draw: st.DrawFn, satisfiable: bool = False) -> AuditProgramme:
    """Draw an audit programme; a satisfiable one has somebody independent of everything, and time."""
    elements = draw(_some(_ELEMENTS, 1))
    names = draw(_some(_DEPARTMENTS, 1))
    departments = [draw(audited_departments(id, elements)) for id in names]
    if not any(one.elements for one in departments):
        departments[0] = AuditedDepartment(names[0], elements)
    who = [draw(assessors(id, names, elements)) for id in draw(_some(_ASSESSORS))]
    if satisfiable:
        who.append(Assessor("Eve"))
    leader = draw(maybe(st.sampled_from([one.id for one in who]))) if who else None
    cells = [(one.id, element) for one in departments for element in one.elements]
    results = draw(st.lists(st.sampled_from(cells), max_size=3))
    # Even one assessor alone, visiting once at a time, is done after as many times as there are visits.
    least = len(cells) if satisfiable else 1
    return AuditProgramme(
        organisation=draw(texts()),
        departments=tuple(departments),
        elements=tuple(draw(audited_elements(id)) for id in elements),
        assessors=tuple(who),
        approach=draw(approaches(elements)),
        objective=draw(maybe(texts())),
        criteria=draw(few(texts())),
        scope=draw(maybe(texts())),
        leader=leader,
        opening_meeting=draw(maybe(texts())),
        closing_meeting=draw(maybe(texts())),
        days=tuple(draw(st.lists(days(), unique=True, max_size=3))),
        visits_a_day=draw(st.integers(least, least + 4)),
        results=tuple(draw(visit_results(*cell)) for cell in results),
    )


def visits() -> st.SearchStrategy[Visit]:
    """Return a strategy for visits of programmes."""
    planned = audit_programmes(satisfiable=True).map(plan_visits)
    return planned.flatmap(st.sampled_from)
