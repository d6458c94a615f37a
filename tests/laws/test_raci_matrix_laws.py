"""The laws of ``RaciMatrix``: a join-semilattice on cells, over which restriction distributes.

The oracle is a plain mapping from places to sets of letters.
"""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, strategies as st

from mgmtsys.system.raci import RaciMatrix, Role, cell, letters
from mgmtsys.testing import raci_matrices

_ACTIVITIES = st.sets(st.sampled_from(("Review", "Tracking", "Elsewhere")))
_PARTIES = st.sets(st.sampled_from(("Ada", "Quality", "Site", "Nobody")))


def _letters(*matrices: RaciMatrix) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for matrix in matrices:
        heading, *rows = matrix.grid()
        for activity, *cells in rows:
            for party, text in zip(heading[1:], cells, strict=True):
                found[activity, party] |= set(text.split("+")) - {""}
    return {where: roles for where, roles in found.items() if roles}


@given(raci_matrices(), raci_matrices(), raci_matrices())
def test_joining_is_associative(one: RaciMatrix, two: RaciMatrix, three: RaciMatrix) -> None:
    assert (one | two) | three == one | (two | three)


@given(raci_matrices(), raci_matrices())
def test_joining_is_commutative_and_hashes_alike(one: RaciMatrix, two: RaciMatrix) -> None:
    assert one | two == two | one
    assert hash(one | two) == hash(two | one)


@given(raci_matrices())
def test_joining_is_idempotent(matrix: RaciMatrix) -> None:
    assert matrix == matrix | matrix


@given(raci_matrices())
def test_the_empty_matrix_is_the_identity(matrix: RaciMatrix) -> None:
    assert matrix == matrix | RaciMatrix() == RaciMatrix() | matrix


@given(raci_matrices(), raci_matrices())
def test_joining_assigns_what_either_assigns(one: RaciMatrix, two: RaciMatrix) -> None:
    assert _letters(one, two) == _letters(one | two)


def test_the_order_of_print_is_not_commutative() -> None:
    one, two = RaciMatrix.of({"Review": {"Ada": "A"}}), RaciMatrix.of({"Review": {"Site": "I"}})
    assert ("", "Ada", "Site") == (one | two).grid()[0]
    assert ("", "Site", "Ada") == (two | one).grid()[0]


@given(raci_matrices(), raci_matrices(), _ACTIVITIES, _PARTIES)
def test_restriction_distributes_over_joining(
    one: RaciMatrix, two: RaciMatrix, activities: set[str], parties: set[str]
) -> None:
    for rows, columns in ((activities, parties), (activities, None), (None, parties)):
        assert (one | two).restrict(rows, columns) == one.restrict(rows, columns) | two.restrict(
            rows, columns
        )


@given(raci_matrices(), _ACTIVITIES, _PARTIES, _ACTIVITIES, _PARTIES)
def test_restricting_twice_is_restricting_to_what_is_common(
    matrix: RaciMatrix, rows: set[str], columns: set[str], more: set[str], others: set[str]
) -> None:
    twice = matrix.restrict(rows, columns).restrict(more, others)
    assert matrix.restrict(rows & more, columns & others) == twice


@given(raci_matrices(), _ACTIVITIES)
def test_the_parts_of_a_matrix_join_to_the_whole(matrix: RaciMatrix, rows: set[str]) -> None:
    others = set(matrix.activities) - rows
    assert matrix == matrix.restrict(rows) | matrix.restrict(others)


@given(raci_matrices())
def test_restricting_to_nothing_named_changes_nothing(matrix: RaciMatrix) -> None:
    assert matrix == matrix.restrict()


@given(raci_matrices())
def test_a_matrix_is_rebuilt_from_its_grid(matrix: RaciMatrix) -> None:
    heading, *rows = matrix.grid()
    cells = {activity: dict(zip(heading[1:], row, strict=True)) for activity, *row in rows}
    assert matrix == RaciMatrix.of(cells)


@given(raci_matrices())
def test_who_bears_a_role_is_what_the_cells_say(matrix: RaciMatrix) -> None:
    for activity in matrix.activities:
        for role in Role:
            bearers = [party for party in matrix.parties if role in matrix[activity, party]]
            assert bearers == list(matrix.who(activity, role))


@given(st.frozensets(st.sampled_from(Role)), st.sampled_from(("+", "/", ", ", "", "、")))
def test_a_cell_is_read_back_whatever_stands_between_its_letters(
    roles: frozenset[Role], between: str
) -> None:
    assert roles == cell(letters(roles)) == cell(between.join(role.value for role in roles))
