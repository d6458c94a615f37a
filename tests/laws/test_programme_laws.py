"""The laws of an audit programme: every visit once, nobody's own work, loads even, times apart.

The oracle tries every way of giving visits to assessors.
"""

from __future__ import annotations

from itertools import product

from hypothesis import assume, given

from mgmtsys.assessment.approach import Traversal
from mgmtsys.assessment.programme import AuditProgramme, in_order, regrouped
from mgmtsys.assessment.visits import Visit, loads, plan_visits
from mgmtsys.codec import structure, unstructure
from mgmtsys.exceptions import InvalidDocument
from mgmtsys.testing import audit_programmes, visits

#: More visits have more ways than can be tried.
_FEW = 6


def needed(programme: AuditProgramme) -> set[tuple[str, str]]:
    return {(one.id, element) for one in programme.departments for element in one.elements}


def ways(programme: AuditProgramme) -> list[list[int]]:
    """Return the loads of every way in which nobody audits their own work."""
    able = [
        [
            index
            for index, who in enumerate(programme.assessors)
            if department not in who.departments and element not in who.elements
        ]
        for department, element in sorted(needed(programme))
    ]
    return [
        [way.count(index) for index in range(len(programme.assessors))] for way in product(*able)
    ]


@given(audit_programmes(satisfiable=True))
def test_every_visit_is_made_once_by_somebody_independent(programme: AuditProgramme) -> None:
    planned = plan_visits(programme)
    assert [(one.department, one.element) for one in planned] == list(in_order(programme))
    assert sorted(needed(programme)) == sorted((one.department, one.element) for one in planned)
    who = {one.id: one for one in programme.assessors}
    for visit in planned:
        assert visit.department not in who[visit.assessor].departments
        assert visit.element not in who[visit.assessor].elements


@given(audit_programmes(satisfiable=True))
def test_loads_are_as_even_as_independence_allows(programme: AuditProgramme) -> None:
    assume(len(needed(programme)) <= _FEW)
    load = sorted(loads(programme, plan_visits(programme)).values())
    possible = ways(programme)
    assert max(load) == min(max(way) for way in possible)
    assert sum(one**2 for one in load) == min(sum(one**2 for one in way) for way in possible)
    if any(max(way) - min(way) <= 1 for way in possible):
        assert load[-1] - load[0] <= 1


@given(audit_programmes())
def test_a_programme_is_refused_exactly_when_there_is_no_way(programme: AuditProgramme) -> None:
    assume(len(needed(programme)) <= _FEW)
    slots = len(programme.days) * programme.visits_a_day
    rows = max(len(one.elements) for one in programme.departments)
    fits = not programme.days or (
        rows <= slots and any(max(way) <= slots for way in ways(programme))
    )
    refused: set[str] = set()
    try:
        plan_visits(programme)
    except InvalidDocument as error:
        refused = {problem.path[0] for problem in error.problems}
    assert bool(refused) is not bool(fits and ways(programme))
    assert refused <= {"departments", "days"}


@given(audit_programmes(satisfiable=True))
def test_nobody_is_at_two_places_at_one_time(programme: AuditProgramme) -> None:
    planned = plan_visits(programme)
    if not programme.days:
        assert {(None, None)} == {(one.day, one.slot) for one in planned}
        return
    for key in ("assessor", "department"):
        times = [(getattr(one, key), one.day, one.slot) for one in planned]
        assert len(times) == len(set(times))
    for visit in planned:
        assert visit.day in programme.days
        assert visit.slot is not None
        assert 1 <= visit.slot <= programme.visits_a_day


@given(audit_programmes())
def test_both_orders_hold_the_same_visits(programme: AuditProgramme) -> None:
    for by, key in ((Traversal.DEPARTMENT, 0), (Traversal.ELEMENT, 1)):
        cells = in_order(programme, by)
        assert sorted(needed(programme)) == sorted(cells)
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
