"""Audit programmes: what is visited in which order, by whom, when, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs
import pytest

from mgmtsys.assessment.approach import REMARKS, RISK_THREAD, Approach, Flow, Traversal, Vertical
from mgmtsys.assessment.programme import (
    Assessor,
    AuditedDepartment,
    AuditedElement,
    AuditProgramme,
    VisitResult,
    in_order,
    regrouped,
)
from mgmtsys.assessment.visits import Visit, loads, plan_visits
from mgmtsys.codec import structure, unstructure
from mgmtsys.exceptions import InvalidDocument
from mgmtsys.text import Text

DAYS = (date(2026, 5, 11), date(2026, 5, 12))
SMALL = AuditProgramme(
    Text("Works"),
    (
        AuditedDepartment("boiler", ("1", "2")),
        AuditedDepartment("safety", ("3", "2", "1"), central=True),
        AuditedDepartment("store", ()),
    ),
    tuple(AuditedElement(id) for id in "1234"),
    (Assessor("Ada", departments=("safety",)), Assessor("Ben", departments=("boiler",))),
)


def approached(**attributes: object) -> AuditProgramme:
    return attrs.evolve(SMALL, approach=Approach(**attributes))  # type: ignore[arg-type]


def order(programme: AuditProgramme, by: Traversal | None = None) -> str:
    return " ".join(department[0] + element for department, element in in_order(programme, by))


def complaints(act: Callable[[], object], lang: str = "en") -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        act()
    return caught.value.read(lang).splitlines()


@pytest.mark.parametrize(
    ("attributes", "visits"),
    [
        ({}, "b1 b2 s1 s2 s3"),
        ({"traversal": Traversal.ELEMENT}, "b1 s1 b2 s2 s3"),
        ({"vertical": Vertical.TOP_DOWN}, "s1 s2 s3 b1 b2"),
        ({"vertical": Vertical.BOTTOM_UP}, "b1 b2 s1 s2 s3"),
        ({"flow": Flow.REVERSE}, "b2 b1 s3 s2 s1"),
        ({"risk_thread": ("3", "2")}, "b2 b1 s3 s2 s1"),
        ({"risk_thread": ("3",), "flow": Flow.REVERSE}, "b2 b1 s2 s1 s3"),
        (
            {"vertical": Vertical.TOP_DOWN, "flow": Flow.REVERSE, "traversal": Traversal.ELEMENT},
            "s3 s2 b2 s1 b1",
        ),
    ],
)
def test_each_attribute_of_the_approach_orders_by_itself(
    attributes: dict[str, object], visits: str
) -> None:
    assert visits == order(approached(**attributes))


def test_either_order_can_be_asked_for() -> None:
    assert "b1 s1 b2 s2 s3" == order(SMALL, Traversal.ELEMENT)
    assert "b1 b2 s1 s2 s3" == order(approached(traversal=Traversal.ELEMENT), Traversal.DEPARTMENT)


def test_an_approach_says_what_is_known_of_it() -> None:
    chosen = Approach(Traversal.ELEMENT, Vertical.BOTTOM_UP, Flow.REVERSE, ("1",))
    assert (
        REMARKS[Traversal.ELEMENT], REMARKS[Vertical.BOTTOM_UP], REMARKS[Flow.REVERSE], RISK_THREAD,
    ) == chosen.remarks  # fmt: skip
    assert (REMARKS[Traversal.DEPARTMENT], REMARKS[Flow.FORWARD]) == Approach().remarks


def test_nobody_audits_their_own_work() -> None:
    assert [
        ("boiler", "1", "Ada"), ("boiler", "2", "Ada"),
        ("safety", "1", "Ben"), ("safety", "2", "Ben"), ("safety", "3", "Ben"),
    ] == [(one.department, one.element, one.assessor) for one in plan_visits(SMALL)]  # fmt: skip


def test_an_element_of_ones_own_is_audited_by_somebody_else_wherever_it_stands() -> None:
    own = attrs.evolve(SMALL, assessors=(Assessor("Ada", elements=("1",)), Assessor("Ben")))
    visits = plan_visits(own)
    assert {"Ben"} == {one.assessor for one in visits if one.element == "1"}
    assert {"Ada": 3, "Ben": 2} == loads(own, visits)


def test_visits_are_handed_on_until_loads_are_even() -> None:
    """Whoever can do everything makes room for those who can do little."""
    departments = tuple(AuditedDepartment(id, ("1", "2")) for id in ("a", "b", "c"))
    programme = attrs.evolve(
        SMALL,
        departments=departments,
        assessors=(
            Assessor("All"),
            Assessor("A only", departments=("b", "c")),
            Assessor("A or b", departments=("c",)),
        ),
    )
    assert {"All": 2, "A only": 2, "A or b": 2} == loads(programme, plan_visits(programme))


def test_a_visit_has_a_day_where_days_are_known() -> None:
    assert Visit("boiler", "1", "Ada") == plan_visits(SMALL)[0]
    timed = attrs.evolve(SMALL, days=DAYS, visits_a_day=2)
    assert [(DAYS[0], 1), (DAYS[0], 2), (DAYS[0], 1), (DAYS[0], 2), (DAYS[1], 1)] == [
        (one.day, one.slot) for one in plan_visits(timed)
    ]


def test_times_are_exchanged_where_the_first_free_ones_do_not_meet() -> None:
    """Three departments, three assessors, three times: every row and column is full."""
    departments = tuple(AuditedDepartment(id, ("1", "2", "3")) for id in ("a", "b", "c"))
    programme = attrs.evolve(
        SMALL,
        departments=departments,
        assessors=(
            Assessor("x", elements=("2", "3")),
            Assessor("y", elements=("1", "3")),
            Assessor("z", elements=("1", "2")),
        ),
        days=DAYS[:1],
        visits_a_day=3,
        approach=Approach(risk_thread=("1", "3")),
    )
    visits = plan_visits(programme)
    for key in ("assessor", "department"):
        assert 9 == len({(getattr(one, key), one.slot) for one in visits})


def test_a_department_that_nobody_is_independent_of_is_named() -> None:
    nobody = attrs.evolve(
        SMALL, assessors=(Assessor("Ada", departments=("safety", "boiler"), elements=("2",)),)
    )
    assert [
        (
            "departments.boiler: nobody is independent of boiler for 1, 2: expected an assessor besides Ada "
            "whose own work it is not"
        ),
        (
            "departments.safety: nobody is independent of safety for 3, 2, 1: expected an assessor besides "
            "Ada whose own work it is not"
        ),
    ] == complaints(lambda: plan_visits(nobody))
    assert complaints(lambda: plan_visits(attrs.evolve(SMALL, assessors=())), "zh")[0] == (
        "departments.boiler: 没有人能独立评估 boiler 的 1、2：应有不评估自身工作的评估员"
    )


def test_days_that_do_not_suffice_say_for_whom() -> None:
    short = attrs.evolve(SMALL, days=DAYS[:1], visits_a_day=2)
    assert [
        (
            "departments.safety: 3 visits to safety, and the days have time for 2: expected more days, or "
            "more visits a day"
        ),
        (
            "days: 3 visits to safety can be made by Ben only, who have time for 1 × 2: expected more days, "
            "more visits a day, or more assessors"
        ),
    ] == complaints(lambda: plan_visits(short))


def test_a_circle_of_assessors_without_time_is_named_once() -> None:
    programme = AuditProgramme(
        Text("Works"),
        tuple(AuditedDepartment(id, ("1", "2")) for id in ("a", "b", "c", "d")),
        tuple(AuditedElement(id) for id in "12"),
        (
            Assessor("Ann", departments=("d",)),
            Assessor("Bob", departments=("d",)),
            Assessor("Cyd", departments=("a", "b", "c")),
        ),
        days=DAYS,
        visits_a_day=1,
    )
    assert [
        (
            "days: 6 visits to a, b, c can be made by Ann, Bob only, who have time for 2 × 2: expected more "
            "days, more visits a day, or more assessors"
        )
    ] == complaints(lambda: plan_visits(programme))


def test_results_are_regrouped_by_element_and_by_department() -> None:
    seen = tuple(
        VisitResult(department, element, Text(f"{department} {element}"))
        for department, element in (
            ("safety", "2"),
            ("boiler", "2"),
            ("safety", "2"),
            ("safety", "3"),
        )
    )
    programme = attrs.evolve(SMALL, results=seen)
    by_element = regrouped(programme, Traversal.ELEMENT)
    assert ["1", "2", "3"] == [group.key for group in by_element]
    assert [
        (("boiler", "2"), (seen[1],)), (("safety", "2"), (seen[0], seen[2])),
    ] == list(by_element[1].visits)  # fmt: skip
    by_department = regrouped(programme, Traversal.DEPARTMENT)
    assert [("boiler", [(), (seen[1],)]), ("safety", [(), (seen[0], seen[2]), (seen[3],)])] == [
        (group.key, [results for _, results in group.visits]) for group in by_department
    ]


def test_elements_that_nobody_is_visited_for_are_known() -> None:
    assert ("4",) == SMALL.unvisited


BODY = unstructure(SMALL)


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        (
            {"departments": {"a": {"elements": ["1", "9", "1"]}}, "assessors": {}},
            [
                "departments.a.elements.1: no element '9' is declared: expected one of 1, 2, 3, 4",
                "departments.a.elements.1: '1' stands twice: expected it once",
            ],
        ),
        (
            {"assessors": {"A": {"departments": ["x"], "elements": ["1", "y"]}}},
            [
                "assessors.A.departments.0: no department 'x' is declared: expected one of boiler, safety",
                "assessors.A.elements.1: no element 'y' is declared: expected one of 1, 2, 3, 4",
            ],
        ),
        (
            {"approach": {"risk_thread": ["1", "z", "1"]}},
            [
                "approach.risk_thread.1: no element 'z' is declared: expected one of 1, 2, 3, 4",
                "approach.risk_thread.1: '1' stands twice: expected it once",
            ],
        ),
        ({"days": ["2026-05-11", "2026-05-11"]}, ["days.2026-05-11: '2026-05-11' stands twice"]),
        ({"visits_a_day": "0"}, ["visits_a_day: 0: expected a count of 1 or more"]),
        ({"visits_a_day": "-2"}, ["visits_a_day: -2: expected a count of 1 or more"]),
        (
            {"departments": {"a": {"elements": []}}, "assessors": {}},
            ["departments: no department has an element: expected one visit at least"],
        ),
        (
            {"results": [{"department": "boiler", "element": "3", "text": "?"}]},
            ["results.0: '3' is not visited in 'boiler': expected a cell of the matrix"],
        ),
    ],
)
def test_a_programme_that_is_none_is_refused(more: dict[str, object], problems: list[str]) -> None:
    said = complaints(lambda: structure({**BODY, **more}, AuditProgramme))
    assert len(problems) == len(said)
    assert all(one.startswith(start) for one, start in zip(said, problems, strict=True))


def test_an_id_that_stands_twice_is_refused() -> None:
    assert ["assessors.Ada: 'Ada' stands twice: expected it once"] == complaints(
        lambda: attrs.evolve(SMALL, assessors=(Assessor("Ada"), Assessor("Ada")))
    )
