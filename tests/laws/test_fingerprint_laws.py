"""The laws of the fingerprint: equal values share it, and nothing else does."""

from typing import Any

from hypothesis import given, strategies as st

from mgmtsys.files.codec import structure, unstructure
from mgmtsys.files.systems import structure_system
from mgmtsys.system.system import ManagementSystem
from mgmtsys.testing import objectives, raci_matrices, systems, targets, texts
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.units import Quantity

_VALUES = texts() | targets() | raci_matrices() | objectives()
_PLAIN = st.recursive(
    st.text() | st.integers() | st.booleans() | st.none() | st.fractions() | st.dates(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.frozensets(inner, max_size=3),
    max_leaves=20,
)


@given(systems())
def test_a_system_that_is_read_back_keeps_its_fingerprint(system: ManagementSystem) -> None:
    catalogues = {one.id: one for one in system.standards}
    again = structure_system(unstructure(system), catalogues.__getitem__)
    assert fingerprint_of(system) == fingerprint_of(again)


@given(_VALUES)
def test_equal_values_share_a_fingerprint(value: Any) -> None:
    assert fingerprint_of(value) == fingerprint_of(structure(unstructure(value), type(value)))


@given(_VALUES, _VALUES)
def test_different_values_have_different_fingerprints(one: Any, other: Any) -> None:
    if one != other:
        assert fingerprint_of(one) != fingerprint_of(other)


@given(_PLAIN, _PLAIN)
def test_different_data_has_different_fingerprints(one: Any, other: Any) -> None:
    if one != other:
        assert fingerprint_of(one) != fingerprint_of(other)


@given(st.lists(st.text()), st.lists(st.text()))
def test_values_do_not_run_together(one: list[str], other: list[str]) -> None:
    if one != other:
        assert fingerprint_of(*one) != fingerprint_of(*other)
        assert fingerprint_of(tuple(one), *other) != fingerprint_of(tuple(other), *one)


@given(st.frozensets(st.text() | st.integers()))
def test_the_order_of_a_set_does_not_count(members: frozenset[Any]) -> None:
    ordered = sorted(members, key=repr)
    assert fingerprint_of(frozenset(ordered)) == fingerprint_of(frozenset(ordered[::-1]))


def test_equal_quantities_in_different_units_differ_as_a_reader_sees_a_difference() -> None:
    one, other = Quantity.parse("1 tce"), Quantity.parse("8141 kWh")
    assert one == other
    assert fingerprint_of(one) != fingerprint_of(other)
