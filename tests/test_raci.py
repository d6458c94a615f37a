"""How responsibility cells and matrices are read and printed."""

from __future__ import annotations

import pytest

from mgmtsys.system.raci import RaciMatrix, Role, cell, letters
from mgmtsys.values.exceptions import InvalidRaci

_A, _R, _S, _C, _I = Role


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("R", {_R}),
        ("r", {_R}),
        ("Ｒ", {_R}),
        ("A+R", {_A, _R}),
        ("A/R", {_A, _R}),
        ("RA", {_A, _R}),
        ("Ａ＋Ｒ", {_A, _R}),
        ("A, R", {_A, _R}),
        ("A、R", {_A, _R}),
        ("A；R", {_A, _R}),
        ("A\nR", {_A, _R}),
        ("A　R", {_A, _R}),
        ("C&I", {_C, _I}),
        ("RASCI", {_R, _A, _S, _C, _I}),
        ("RR", {_R}),
        ("", set()),
        (" ", set()),
        ("-", set()),
        ("—", set()),
        ("无", set()),
    ],
)
def test_a_cell_is_read(text: str, roles: set[Role]) -> None:
    assert roles == cell(text)


@pytest.mark.parametrize("text", ["X", "N/A", "--", "ß", "ı", "ﬁ", "yes", "1"])
def test_what_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(InvalidRaci) as refused:
        cell(text)
    assert refused.value.read("en").startswith(f"{text!r} is not a responsibility cell: expected")
    assert refused.value.read("zh").startswith(
        f"{text!r} 不是职责单元格：应为 R、A、S、C、I 的字母"
    )


def test_a_cell_prints_the_accountable_first() -> None:
    assert ("A+R+S+C+I", "") == (letters(frozenset(Role)), letters(frozenset()))


def _matrix() -> RaciMatrix:
    return RaciMatrix.of(
        {"Setting": {"Ada": "R", "Quality": "A"}, "Tracking": {"Ada": "A+R", "Site": "-"}}
    )


def test_a_matrix_is_built_from_rows() -> None:
    matrix = _matrix()
    assert (("Setting", "Tracking"), ("Ada", "Quality", "Site")) == (
        matrix.activities,
        matrix.parties,
    )
    assert {_A, _R} == matrix["Tracking", "Ada"]
    assert frozenset() == matrix["Tracking", "Site"] == matrix["Elsewhere", "Nobody"]
    assert {"Ada", "Quality", "Site"} == matrix.members


def test_a_matrix_says_who_bears_a_role() -> None:
    assert ("Quality",) == _matrix().who("Setting", _A)
    assert () == _matrix().who("Setting", _I)


def test_a_matrix_is_laid_out_with_a_heading() -> None:
    assert (
        ("", "Ada", "Quality", "Site"),
        ("Setting", "R", "A", ""),
        ("Tracking", "A+R", "", ""),
    ) == _matrix().grid()


def test_the_order_of_rows_and_columns_does_not_count() -> None:
    other = RaciMatrix.of(
        {"Tracking": {"Site": "", "Ada": "RA"}, "Setting": {"Quality": "A", "Ada": "R"}}
    )
    assert (_matrix(), hash(_matrix())) == (other, hash(other))
    assert _matrix().grid() != other.grid()


def test_an_empty_column_counts() -> None:
    assert _matrix() != _matrix().restrict(parties=("Ada", "Quality"))


def test_a_matrix_is_restricted_to_rows_and_columns() -> None:
    assert RaciMatrix.of({"Tracking": {"Ada": "A+R"}}) == _matrix().restrict(["Tracking"], ["Ada"])
    assert RaciMatrix() == _matrix().restrict([], [])


def test_a_cell_outside_the_grid_is_refused() -> None:
    for where in (("Elsewhere", "Ada"), ("Setting", "Nobody")):
        with pytest.raises(InvalidRaci) as refused:
            RaciMatrix(("Setting",), ("Ada",), cells=((where, frozenset({_R})),))
        assert f"the cell {where[0]} × {where[1]} lies outside the matrix" == (
            refused.value.read("en")
        )
        assert f"单元格 {where[0]} × {where[1]} 不在矩阵之内" == refused.value.read("zh")


def test_a_matrix_joins_with_matrices_alone() -> None:
    assert NotImplemented is RaciMatrix().__or__({})


def test_a_join_has_every_role_that_either_matrix_assigns() -> None:
    more = RaciMatrix.of({"Tracking": {"Ada": "C", "Works": "I"}})
    joined = _matrix() | more
    assert (("Setting", "Tracking"), ("Ada", "Quality", "Site", "Works")) == (
        joined.activities,
        joined.parties,
    )
    assert {_A, _R, _C} == joined["Tracking", "Ada"]
    assert {_I} == joined["Tracking", "Works"]
    assert {_R} == joined["Setting", "Ada"]
