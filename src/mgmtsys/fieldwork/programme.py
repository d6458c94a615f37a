"""An audit programme: what an audit is for, which departments it visits for which elements, by whom, on which days.

The visits that follow from it are the audit plan. Source: ISO 14001:2015, 9.2.2 (objectives, criteria, scope;
auditors are chosen so that the audit is objective and impartial); ISO 19011:2018, 3.4, 3.6, 5.5.2 and 6.3.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from mgmtsys.fieldwork.approach import Approach, Flow, Traversal, Vertical
from mgmtsys.fieldwork.ids import AssessorId, DepartmentId, ElementId
from mgmtsys.system.finding import Grade
from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import refuse, too_few, twice
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.reference import dangling, id_problems, ids_in, references
from mgmtsys.values.text import Text, say


@attrs.frozen(field_transformer=checked)
class AuditedElement:
    """An element of the management system that departments are visited for."""

    id: str
    name: Text | None = None


@attrs.frozen(field_transformer=checked)
class AuditedDepartment:
    """A department with its row of the matrix: the elements that concern it."""

    id: str
    elements: tuple[ElementId, ...]
    name: Text | None = None
    #: Whether it holds the overview, from which a top-down approach starts.
    central: bool = False


@attrs.frozen(field_transformer=checked)
class Assessor:
    """Who visits, and what is their own work, which they never audit."""

    id: str
    name: Text | None = None
    #: The departments that they work in.
    departments: tuple[DepartmentId, ...] = ()
    #: The elements that they answer for themselves, in whatever department.
    elements: tuple[ElementId, ...] = ()

    def is_independent_of(self, department: str, element: str) -> bool:
        """Whether a visit is no audit of their own work (ISO 14001:2015, 9.2.2.b)."""
        return department not in self.departments and element not in self.elements


@attrs.frozen(field_transformer=checked)
class VisitResult:
    """What was seen of an element in a department."""

    department: str
    element: str
    text: Text
    grade: Grade | None = None


#: A visit that is needed: the department and the element.
Cell = tuple[str, str]


@attrs.frozen(field_transformer=checked)
class AuditProgramme:
    """What an audit is for, the matrix of departments and elements, those who visit, and the time there is."""

    organisation: Text
    departments: tuple[AuditedDepartment, ...]
    elements: tuple[AuditedElement, ...]
    assessors: tuple[Assessor, ...]
    approach: Approach = Approach()
    #: What the audit is to tell, what it is held against, and where it ends.
    objective: Text | None = None
    criteria: tuple[Text, ...] = ()
    scope: Text | None = None
    #: The assessor who leads the team.
    leader: AssessorId | None = None
    #: When and where the opening and the closing meeting are held.
    opening_meeting: Text | None = None
    closing_meeting: Text | None = None
    #: The days of the audit; left out, visits have no day.
    days: tuple[date, ...] = ()
    #: How many visits one assessor makes, and one department receives, on a day at most.
    visits_a_day: int = 4
    results: tuple[VisitResult, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse references to nothing, and what stands twice."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        declared = ids_in(attrs.asdict(self, recurse=False))
        for field, ids in declared.items():
            yield from id_problems(field, ids)
        for path, noun, id in dangling(references(self), declared):
            yield noun.undeclared(path, id, declared[noun.under[0]])
        for department in self.departments:
            yield from twice(("departments", department.id, "elements"), department.elements)
        yield from twice(("approach", "risk_thread"), self.approach.risk_thread)
        yield from twice(("days",), (day.isoformat() for day in self.days))
        yield from too_few(("visits_a_day",), self.visits_a_day, 1)
        if not any(department.elements for department in self.departments):
            yield Problem(
                ("departments",), say("no department has an element: expected at least one visit")
            )
        yield from self._strange_results()

    def _strange_results(self) -> Iterator[Problem]:
        cells = {
            (department.id, element)
            for department in self.departments
            for element in department.elements
        }
        for index, result in enumerate(self.results):
            if (result.department, result.element) not in cells:
                yield Problem(
                    ("results", str(index)),
                    say(
                        "{element!r} is not visited in {department!r}: expected a cell of the matrix",
                        element=result.element,
                        department=result.department,
                    ),
                )

    @property
    def unvisited(self) -> tuple[str, ...]:
        """The elements that no department is visited for."""
        visited = {element for department in self.departments for element in department.elements}
        return tuple(element.id for element in self.elements if element.id not in visited)

    @property
    def idle(self) -> tuple[str, ...]:
        """The departments that are visited for no element."""
        return tuple(department.id for department in self.departments if not department.elements)


def in_order(programme: AuditProgramme, by: Traversal | None = None) -> tuple[Cell, ...]:
    """Return every visit that the matrix asks for, once, in the order of the approach.

    ``by`` takes the place of the approach's own traversal. Departments stand as listed, the central
    ones first from the top down and last from the bottom up; elements stand as listed, or the
    other way round where the flow is reversed; those of the risk thread come first, either way.
    """
    approach = programme.approach
    departments = sorted(
        programme.departments,
        key=lambda department: (
            approach.vertical is not None
            and department.central is (approach.vertical is Vertical.BOTTOM_UP)
        ),
    )
    thread = approach.risk_thread
    others = tuple(element.id for element in programme.elements if element.id not in thread)
    back = -1 if approach.flow is Flow.REVERSE else 1
    elements = (*thread[::back], *others[::back])
    cells = {
        (department.id, element)
        for department in programme.departments
        for element in department.elements
    }
    pairs: Iterable[Cell]
    if (by or approach.traversal) is Traversal.DEPARTMENT:
        pairs = ((department.id, element) for department in departments for element in elements)
    else:
        pairs = ((department.id, element) for element in elements for department in departments)
    return tuple(pair for pair in pairs if pair in cells)


@attrs.frozen(field_transformer=checked)
class Group:
    """The results of all visits to one department, or for one element."""

    key: str
    #: The visits in order, each with its results; none where none is recorded yet.
    visits: tuple[tuple[Cell, tuple[VisitResult, ...]], ...]


def regrouped(programme: AuditProgramme, by: Traversal) -> tuple[Group, ...]:
    """Return the results of all visits, sorted by department or by element, whatever the order of visits.

    Every visit is in exactly one group, every result in that of its visit.
    """
    found: dict[Cell, list[VisitResult]] = {cell: [] for cell in in_order(programme, by)}
    for result in programme.results:
        found[result.department, result.element].append(result)
    groups: dict[str, list[tuple[Cell, tuple[VisitResult, ...]]]] = {}
    for cell, results in found.items():
        key = cell[0] if by is Traversal.DEPARTMENT else cell[1]
        groups.setdefault(key, []).append((cell, tuple(results)))
    return tuple(Group(key, tuple(visits)) for key, visits in groups.items())
