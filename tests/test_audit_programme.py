"""Audit programmes: what is visited in which order, by whom, when, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs
import pytest

from mgmtsys.fieldwork.approach import REMARKS, RISK_THREAD, Approach, Flow, Traversal, Vertical
from mgmtsys.fieldwork.programme import (
    Assessor,
    AuditedDepartment,
    AuditedElement,
    AuditProgramme,
    VisitResult,
    in_order,
    regrouped,
)
from mgmtsys.fieldwork.visits import Visit, loads, plan_visits
from mgmtsys.files.codec import structure, unstructure
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.text import Text

DAYS = (date(2026, 5, 11), date(2026, 5, 12))
SMALL = AuditProgramme(
    Text("Works"),
    (
        AuditedDepartment("boiler", ("1", "2")),
        AuditedDepartment("safety", ("3", "2", "1"), central=True),
        AuditedDepartment("store", ()),
    ),
    elements=tuple(AuditedElement(id) for id in "1234"),
    assessors=(Assessor("Ada", departments=("safety",)), Assessor("Ben", departments=("boiler",))),
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
        ({"risk_thread": ("3",), "flow": Flow.REVERSE}, "b2 b1 s3 s2 s1"),
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
    chosen = Approach(Traversal.ELEMENT, Vertical.BOTTOM_UP, flow=Flow.REVERSE, risk_thread=("1",))
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
    assert Visit("boiler", "1", assessor="Ada") == plan_visits(SMALL)[0]
    timed = attrs.evolve(SMALL, days=DAYS[::-1], visits_a_day=2)
    assert [
        ("boiler", DAYS[0], 1), ("safety", DAYS[0], 1), ("boiler", DAYS[0], 2), ("safety", DAYS[0], 2),
        ("safety", DAYS[1], 1),
    ] == [(one.department, one.day, one.slot) for one in plan_visits(timed)]  # fmt: skip


def shops(*assessors: Assessor, **changes: object) -> AuditProgramme:
    """Return three shops and a central department with three elements each, three visits a day."""
    names = ("a", "b", "c", "central")
    programme = AuditProgramme(
        Text("Works"),
        tuple(AuditedDepartment(id, ("1", "2", "3"), central=id == "central") for id in names),
        elements=tuple(AuditedElement(id) for id in "123"),
        assessors=assessors or tuple(Assessor(id) for id in ("x", "y", "z")),
        days=(*DAYS, date(2026, 5, 13), date(2026, 5, 14)),
        visits_a_day=3,
    )
    return attrs.evolve(programme, **changes)  # type: ignore[arg-type]


def spelled(programme: AuditProgramme) -> str:
    """Spell a plan by its times: at each, departments with the element."""
    found: dict[tuple[int, int], list[str]] = {}
    days = sorted(programme.days)
    for one in plan_visits(programme):
        assert one.day is not None
        assert one.slot is not None
        found.setdefault((days.index(one.day), one.slot), []).append(
            one.department[:2] + one.element
        )
    return " | ".join(" ".join(some) for some in found.values())


@pytest.mark.parametrize(
    ("approach", "plan"),
    [
        (Approach(), "a1 b1 c1 | a2 b2 c2 | a3 b3 c3 | ce1 | ce2 | ce3"),
        (
            Approach(vertical=Vertical.TOP_DOWN),
            "ce1 | ce2 | ce3 | a1 b1 c1 | a2 b2 c2 | a3 b3 c3",
        ),
        (
            Approach(vertical=Vertical.BOTTOM_UP, flow=Flow.REVERSE),
            "a3 b3 c3 | a2 b2 c2 | a1 b1 c1 | ce3 | ce2 | ce1",
        ),
        (
            Approach(vertical=Vertical.TOP_DOWN, risk_thread=("2",)),
            "ce2 | ce1 | ce3 | a2 b2 c2 | a1 b1 c1 | a3 b3 c3",
        ),
        (
            Approach(Traversal.ELEMENT, Vertical.TOP_DOWN),
            "ce1 | a1 b1 c1 | ce2 | a2 b2 c2 | ce3 | a3 b3 c3",
        ),
        (
            Approach(Traversal.ELEMENT, Vertical.BOTTOM_UP),
            "a1 b1 c1 | ce1 a2 b2 | c2 | ce2 a3 b3 | c3 | ce3",
        ),
        (Approach(Traversal.ELEMENT), "a1 b1 c1 | ce1 a2 b2 | c2 ce2 a3 | b3 c3 ce3"),
    ],
)
def test_each_approach_is_kept_in_time(approach: Approach, plan: str) -> None:
    assert plan == spelled(shops(approach=approach))


def test_a_department_is_not_left_in_the_evening_to_come_back() -> None:
    """Two visits are left of the day, and three are needed: it waits for the next."""
    programme = shops(Assessor("x"), visits_a_day=5)
    days = [(one.department, one.day) for one in plan_visits(programme)]
    assert [
        ("a", DAYS[0]),
        ("b", DAYS[1]),
        ("c", date(2026, 5, 13)),
        ("central", date(2026, 5, 14)),
    ] == (list(dict.fromkeys(days)))


def test_a_department_with_more_visits_than_a_day_has_goes_on_the_next_day() -> None:
    programme = shops(approach=Approach(vertical=Vertical.TOP_DOWN), visits_a_day=2)
    assert "ce1 | ce2 | ce3 | a1 b1 c1 | a2 b2 c2 | a3 b3 c3" == spelled(programme)
    assert [DAYS[0], DAYS[0], DAYS[1]] == [one.day for one in plan_visits(programme)[:3]]


def test_an_assessor_stays_in_a_department_where_another_can_go_elsewhere() -> None:
    """Twelve visits in four departments, four for each of three: two departments see one, two see two."""
    for programme in (shops(), shops(days=())):
        visits = plan_visits(programme)
        assert 3 + 3 == len({(one.department, one.assessor) for one in visits})


def test_the_visits_of_one_time_are_given_to_different_assessors_by_handing_on() -> None:
    """Whoever can do one department only does that, and the others make room."""
    programme = shops(
        Assessor("any"), Assessor("a only", departments=("b", "c", "central")),
        Assessor("not c", departments=("c",)), days=DAYS,
    )  # fmt: skip
    assert "a1 b1 c1 | a2 b2 c2 | a3 b3 c3 | ce1 | ce2 | ce3" == spelled(programme)
    assert {"any", "a only", "not c"} == {one.assessor for one in plan_visits(programme)[:3]}


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


def test_days_that_do_not_suffice_say_how_many_do() -> None:
    short = attrs.evolve(SMALL, days=DAYS[:1], visits_a_day=2)
    assert [
        (
            "days: in the order of the approach the visits take 2 days at 2 a day at most, and there are "
            "1: expected 2 days, more visits a day, or more assessors"
        ),
    ] == complaints(lambda: plan_visits(short))
    assert [
        "days: 按此评估方式，每天至多 2 场，需要 2 天，而日程只有 1 天：应有 2 天，或增加每天的场数或评估员"
    ] == complaints(lambda: plan_visits(short), "zh")


def test_a_team_leader_is_one_of_the_assessors() -> None:
    assert ["leader: no assessor 'Cy' is declared: expected one of Ada, Ben"] == complaints(
        lambda: attrs.evolve(SMALL, leader="Cy")
    )
    assert "Ben" == attrs.evolve(SMALL, leader="Ben").leader


def test_results_are_regrouped_by_element_and_by_department() -> None:
    seen = tuple(
        VisitResult(department, element, text=Text(f"{department} {element}"))
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
    assert ("store",) == SMALL.idle


BODY = unstructure(SMALL)


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        (
            {"departments": {"a": {"elements": ["1", "9", "1"]}}, "assessors": {}},
            [
                "departments.a.elements.1: no element '9' is declared: expected one of 1, 2, 3, 4",
                "departments.a.elements.2: '1' is listed twice: expected it once",
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
                "approach.risk_thread.2: '1' is listed twice: expected it once",
            ],
        ),
        ({"days": ["2026-05-11", "2026-05-11"]}, ["days.1: '2026-05-11' is listed twice"]),
        ({"visits_a_day": "0"}, ["visits_a_day: 0: expected a count of 1 or more"]),
        ({"visits_a_day": "-2"}, ["visits_a_day: -2: expected a count of 1 or more"]),
        (
            {"departments": {"a": {"elements": []}}, "assessors": {}},
            ["departments: no department has an element: expected at least one visit"],
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
    assert [
        "assessors.Ada: 'Ada' is already in use (assessors): expected an id of its own"
    ] == complaints(lambda: attrs.evolve(SMALL, assessors=(Assessor("Ada"), Assessor("Ada"))))
