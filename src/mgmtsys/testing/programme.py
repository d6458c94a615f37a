"""Strategies for approaches, audit programmes and their visits."""

from __future__ import annotations

from hypothesis import strategies as st

from mgmtsys.fieldwork.approach import Approach
from mgmtsys.fieldwork.programme import (
    Assessor,
    AuditedDepartment,
    AuditedElement,
    AuditProgramme,
    VisitResult,
)
from mgmtsys.fieldwork.visits import Visit, plan_visits
from mgmtsys.testing.deriving import derived, draw_fields, some
from mgmtsys.testing.values import days

_DEPARTMENTS = ("boiler", "turbine", "safety", "office")
_ELEMENTS = ("1.1", "1.2", "2.3", "6.10")
_ASSESSORS = ("Ada", "Ben", "Cy", "Di")
_SOME_ELEMENTS = some(_ELEMENTS, 4)

approaches = derived(Approach, risk_thread=_SOME_ELEMENTS)
audited_elements = derived(AuditedElement)
audited_departments = derived(AuditedDepartment, elements=_SOME_ELEMENTS)
assessors = derived(Assessor, departments=some(_DEPARTMENTS, 4), elements=_SOME_ELEMENTS)
visit_results = derived(VisitResult)


@st.composite
def audit_programmes(draw: st.DrawFn, satisfiable: bool = False) -> AuditProgramme:
    """Draw an audit programme; a satisfiable one has somebody independent of everything, and time."""
    elements = draw(some(_ELEMENTS, 4, 1))
    names = draw(some(_DEPARTMENTS, 4, 1))
    some_elements = some(elements, 4)
    departments = [draw(audited_departments(id=id, elements=some_elements)) for id in names]
    if not any(one.elements for one in departments):
        departments[0] = AuditedDepartment(names[0], elements)
    who = [
        draw(assessors(id=id, departments=some(names, 4), elements=some_elements))
        for id in draw(some(_ASSESSORS, 4))
    ]
    if satisfiable:
        who.append(Assessor("Eve"))
    cells = [(one.id, element) for one in departments for element in one.elements]
    results = draw(st.lists(st.sampled_from(cells), max_size=3))
    # Even one assessor alone, visiting once at a time, is done after as many times as there are visits.
    least = len(cells) if satisfiable else 1
    return draw_fields(
        draw,
        AuditProgramme,
        departments=departments,
        elements=[draw(audited_elements(id=id)) for id in elements],
        assessors=who,
        approach=approaches(risk_thread=some_elements),
        leader=st.sampled_from((None, *(one.id for one in who))),
        days=st.lists(days(), unique=True, max_size=3),
        visits_a_day=st.integers(least, least + 4),
        results=[draw(visit_results(department=x, element=y)) for x, y in results],
    )


def visits() -> st.SearchStrategy[Visit]:
    """Return a strategy for visits of programmes."""
    planned = audit_programmes(satisfiable=True).map(plan_visits)
    return planned.flatmap(st.sampled_from)
