"""The laws of an audit plan: every visit once, nobody's own work, the approach kept, loads even, times apart.

The oracle tries every way of giving visits to assessors.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise, product

import attrs
from hypothesis import assume, given

from mgmtsys.fieldwork.approach import Traversal, Vertical
from mgmtsys.fieldwork.programme import AuditProgramme, in_order, regrouped
from mgmtsys.fieldwork.visits import Visit, loads, plan_visits
from mgmtsys.files.codec import structure, unstructure
from mgmtsys.testing import audit_programmes, visits
from mgmtsys.values.exceptions import InvalidDocument

#: More visits have more ways than can be tried.
_FEW = 6


def needed(programme: AuditProgramme) -> list[tuple[str, str]]:
    return sorted({(one.id, element) for one in programme.departments for element in one.elements})


def times_of(programme: AuditProgramme, planned: tuple[Visit, ...]) -> dict[tuple[str, str], int]:
    """Return when each visit is, counted in visits of a day; one after another where days are not known."""
    days = sorted(programme.days)
    return {
        (one.department, one.element): number
        if one.day is None or one.slot is None
        else days.index(one.day) * programme.visits_a_day + one.slot - 1
        for number, one in enumerate(planned)
    }


def ways(programme: AuditProgramme, times: dict[tuple[str, str], int]) -> list[list[int]]:
    """Return the loads of every way in which nobody audits their own work, nor is at two places at one time."""
    cells = needed(programme)
    able = [
        [
            index
            for index, who in enumerate(programme.assessors)
            if department not in who.departments and element not in who.elements
        ]
        for department, element in cells
    ]
    return [
        [way.count(index) for index in range(len(programme.assessors))]
        for way in product(*able)
        if len(set(zip(way, map(times.__getitem__, cells), strict=True))) == len(cells)
    ]


@given(audit_programmes(satisfiable=True))
def test_every_visit_is_made_once_by_somebody_independent(programme: AuditProgramme) -> None:
    planned = plan_visits(programme)
    assert needed(programme) == sorted((one.department, one.element) for one in planned)
    who = {one.id: one for one in programme.assessors}
    for visit in planned:
        assert visit.department not in who[visit.assessor].departments
        assert visit.element not in who[visit.assessor].elements


@given(audit_programmes(satisfiable=True))
def test_loads_are_as_even_as_independence_and_times_allow(programme: AuditProgramme) -> None:
    assume(len(needed(programme)) <= _FEW)
    planned = plan_visits(programme)
    load = sorted(loads(programme, planned).values())
    possible = ways(programme, times_of(programme, planned))
    assert max(load) == min(max(way) for way in possible)
    assert sum(one**2 for one in load) == min(sum(one**2 for one in way) for way in possible)
    if any(max(way) - min(way) <= 1 for way in possible):
        assert load[-1] - load[0] <= 1


@given(audit_programmes())
def test_a_programme_is_refused_where_nobody_is_independent_or_the_days_do_not_suffice(
    programme: AuditProgramme,
) -> None:
    """The refusal names how many days do; with them there is a plan, with fewer there is none."""
    cells = needed(programme)
    if not ways(programme, {cell: number for number, cell in enumerate(cells)}):
        assert {"departments"} == set(refused(programme))
        return
    amply = dated(programme, len(cells) * 3)
    days = max(times_of(amply, plan_visits(amply)).values()) // programme.visits_a_day + 1
    assert {} == refused(dated(programme, days)) == refused(dated(programme, 0))
    if days > 1:
        problems = refused(dated(programme, days - 1))
        assert {"days"} == set(problems)
        assert f"expected {days} days, " in problems["days"]


def dated(programme: AuditProgramme, days: int) -> AuditProgramme:
    """Return a programme with so many days, the last first."""
    listed = [date(2026, 5, 11) + timedelta(number) for number in range(days)]
    return attrs.evolve(programme, days=tuple(listed[::-1]))


def refused(programme: AuditProgramme) -> dict[str, str]:
    """Return what is said against a programme, by the first step of its path."""
    try:
        plan_visits(programme)
    except InvalidDocument as error:
        return {problem.path[0]: problem.read("en") for problem in error.problems}
    return {}


@given(audit_programmes(satisfiable=True))
def test_nobody_is_at_two_places_at_one_time(programme: AuditProgramme) -> None:
    planned = plan_visits(programme)
    if not programme.days:
        assert {(None, None)} == {(one.day, one.slot) for one in planned}
        assert list(in_order(programme)) == [(one.department, one.element) for one in planned]
        return
    for key in ("assessor", "department"):
        times = [(getattr(one, key), one.day, one.slot) for one in planned]
        assert len(times) == len(set(times))
    for visit in planned:
        assert visit.day in programme.days
        assert visit.slot is not None
        assert 1 <= visit.slot <= programme.visits_a_day


@given(audit_programmes(satisfiable=True))
def test_a_plan_stands_in_the_order_of_time_and_at_one_time_in_that_of_the_approach(
    programme: AuditProgramme,
) -> None:
    planned = plan_visits(programme)
    times, order = times_of(programme, planned), in_order(programme)
    keys = [
        (times[one.department, one.element], order.index((one.department, one.element)))
        for one in planned
    ]
    assert sorted(keys) == keys


@given(audit_programmes(satisfiable=True))
def test_by_department_each_is_visited_once_on_as_few_days_as_can_be(
    programme: AuditProgramme,
) -> None:
    assume(programme.approach.traversal is Traversal.DEPARTMENT)
    times = times_of(programme, plan_visits(programme))
    for department in programme.departments:
        own = [times[cell] for cell in in_order(programme) if cell[0] == department.id]
        if own:
            assert list(range(own[0], own[0] + len(own))) == own
            days = {time // programme.visits_a_day for time in own}
            assert not programme.days or len(days) == -(-len(own) // programme.visits_a_day)


@given(audit_programmes(satisfiable=True))
def test_by_element_one_comes_after_another(programme: AuditProgramme) -> None:
    assume(programme.approach.traversal is Traversal.ELEMENT)
    times = times_of(programme, plan_visits(programme))
    placed = [times[cell] for cell in in_order(programme)]
    assert sorted(placed) == placed


@given(audit_programmes(satisfiable=True))
def test_the_overview_is_done_before_the_others_begin_or_begins_when_they_are_done(
    programme: AuditProgramme,
) -> None:
    approach = programme.approach
    assume(approach.vertical is not None)
    central = {one.id for one in programme.departments if one.central}
    times = times_of(programme, plan_visits(programme))
    for one, other in product(times, times):
        is_apart = one[0] in central and other[0] not in central
        if is_apart and (approach.traversal is Traversal.DEPARTMENT or one[1] == other[1]):
            assert (times[one] < times[other]) is (approach.vertical is Vertical.TOP_DOWN)


@given(audit_programmes(satisfiable=True))
def test_no_exchange_of_two_visits_would_let_fewer_assessors_follow_one_another(
    programme: AuditProgramme,
) -> None:
    """Of two neighbours in one department: whoever could take a visit beside their own has it already."""
    assume(programme.approach.traversal is Traversal.DEPARTMENT)
    assume(len(needed(programme)) <= _FEW)
    planned = plan_visits(programme)
    times = times_of(programme, planned)
    who = {(one.department, one.element): one.assessor for one in planned}
    free = {one.id: one for one in programme.assessors}

    def changes(given: dict[tuple[str, str], str]) -> int:
        return sum(
            given[one] != given[other]
            for one, other in pairwise(in_order(programme))
            if one[0] == other[0]
        )

    for one, other in product(who, who):
        swapped = who | {one: who[other], other: who[one]}
        if any(not free[able].is_independent_of(*cell) for cell, able in swapped.items()):
            continue
        met = Counter((able, times[cell]) for cell, able in swapped.items())
        assert max(met.values()) > 1 or changes(swapped) >= changes(who)


@given(audit_programmes())
def test_both_orders_hold_the_same_visits(programme: AuditProgramme) -> None:
    for by, key in ((Traversal.DEPARTMENT, 0), (Traversal.ELEMENT, 1)):
        cells = in_order(programme, by)
        assert needed(programme) == sorted(cells)
        keys = [cell[key] for cell in cells]
        changes = [one for one, before in zip(keys, [None, *keys], strict=False) if one != before]
        assert len(changes) == len(set(changes))


@given(audit_programmes())
def test_regrouping_loses_no_result(programme: AuditProgramme) -> None:
    for by in Traversal:
        groups = regrouped(programme, by)
        visits = [cell for group in groups for cell, _ in group.visits]
        results = [one for group in groups for _, some in group.visits for one in some]
        assert list(in_order(programme, by)) == visits
        assert len(programme.results) == len(results)
        assert all(results.count(one) == programme.results.count(one) for one in results)


@given(audit_programmes())
def test_a_programme_is_read_as_it_is_written(programme: AuditProgramme) -> None:
    assert programme == structure(unstructure(programme), AuditProgramme)


@given(visits())
def test_a_visit_has_both_a_day_and_a_time_of_it_or_neither(visit: Visit) -> None:
    assert (visit.day is None) is (visit.slot is None)
