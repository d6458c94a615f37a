"""The laws of ``ManagementSystem`` and of the strategies: what is drawn holds together."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from mgmtsys.files.codec import unstructure
from mgmtsys.system.objective import Objective
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.references import find_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.testing import objectives, systems
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.naming import quoted
from mgmtsys.values.reference import references
from mgmtsys.values.units import Unit


def _parts(system: ManagementSystem) -> dict[str, Any]:
    return attrs.asdict(system, recurse=False)


#: The fields of many values.
FIELDS = sorted(one.name for one in attrs.fields(ManagementSystem) if one.default == ())


@given(systems())
def test_every_reference_of_a_system_resolves_and_every_unit_fits(
    system: ManagementSystem,
) -> None:
    assert [] == list(find_problems(_parts(system)))


@given(systems())
def test_every_reference_of_a_system_stands_where_its_path_leads_in_the_file(
    system: ManagementSystem,
) -> None:
    for path, _, id in references(system):
        data: Any = {"top": unstructure(system)}
        for step in ("top", *path[:-1]):
            data = data[int(step)] if isinstance(data, list) else data[step]
        last = data[int(path[-1])] if isinstance(data, list) else data[path[-1]]
        if path[0] == "raci":
            assert id == path[-1]
        elif path[-1] == "formula":
            assert quoted(id) in last
        else:
            assert str(id) == last


@given(systems())
def test_a_system_survives_pickling_and_hashes_alike(system: ManagementSystem) -> None:
    again = pickle.loads(pickle.dumps(system))  # noqa: S301 - what was just written
    assert (system, hash(system)) == (again, hash(again))


@given(systems(), st.sampled_from(FIELDS))
def test_whatever_is_declared_twice_is_refused(system: ManagementSystem, field: str) -> None:
    members = getattr(system, field)
    if not any(getattr(one, "id", None) for one in members):
        return
    again: dict[str, Any] = {field: (*members, members[0])}
    with pytest.raises(InvalidDocument) as refused:
        attrs.evolve(system, **again)
    assert (field, members[0].id) in [problem.path for problem in refused.value.problems]


@given(systems(), st.sampled_from(FIELDS))
def test_a_part_can_be_left_out_exactly_when_nothing_refers_to_it(
    system: ManagementSystem, field: str
) -> None:
    """Every complaint about a system without one part is about an id of that part."""
    empty: dict[str, Any] = {field: attrs.fields_dict(ManagementSystem)[field].default}
    declared = {getattr(one, "id", "") for one in _parts(system)[field]}
    try:
        attrs.evolve(system, **empty)
    except InvalidDocument as error:
        for problem in error.problems:
            assert any(
                repr(id) in str(problem.message) or id in str(problem.message) for id in declared
            )


@given(systems())
def test_every_new_reference_to_nothing_is_found(system: ManagementSystem) -> None:
    nobody = "nobody at all"
    parties = tuple(attrs.evolve(one, member_of=(nobody,)) for one in system.parties)
    strangers = {("parties", party.id, "member_of", "0") for party in parties}
    if not parties:
        return
    with pytest.raises(InvalidDocument) as refused:
        attrs.evolve(system, parties=parties)
    assert strangers == {problem.path for problem in refused.value.problems}


@given(objectives())
def test_a_drawn_objective_has_a_target_that_fits_its_measure(objective: Objective) -> None:
    unit: Unit = objective.measure.unit
    assert objective.target.fits(unit)
    value = objective.baseline.value if objective.baseline else None
    assert value is None or value.unit.is_compatible_with(unit)


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4), st.data())
def test_membership_is_refused_exactly_when_it_goes_in_circles(
    ids: list[str], data: st.DataObject
) -> None:
    names = list(dict.fromkeys(ids))
    belongs = {name: data.draw(st.sets(st.sampled_from(names))) for name in names}

    def reaches(start: str) -> set[str]:
        found, rest = set(), set(belongs[start])
        while rest:
            found.add(one := rest.pop())
            rest |= belongs[one] - found
        return found

    circles = any(name in reaches(name) for name in names)
    members = (Party(name, PartyKind.GROUP, member_of=tuple(belongs[name])) for name in names)
    assert circles is bool(list(find_problems({"parties": tuple(members)})))
