"""The laws of answers, of rows and of whole matrices."""

from datetime import date

import attrs
from hypothesis import given, strategies as st

from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.status import Status, row_status
from mgmtsys.system.system import ManagementSystem
from mgmtsys.testing import systems, texts
from mgmtsys.values.text import Text

ANSWERS = st.builds(
    Answer,
    st.lists(texts(), max_size=2).map(tuple),
    st.lists(texts(), max_size=2).map(tuple),
    unknown=st.lists(texts(), max_size=2).map(tuple),
)
STATUSES = st.lists(st.sampled_from(Status), max_size=6)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_answers_are_a_monoid(a: Answer, b: Answer, c: Answer) -> None:
    assert (a | b) | c == a | (b | c)
    assert a | Answer() == a == Answer() | a


@given(ANSWERS, ANSWERS)
def test_what_is_missing_is_never_outvoted(a: Answer, b: Answer) -> None:
    if a.missing:
        assert (a | b).status in (Status.PARTIAL, Status.GAP)


@given(STATUSES)
def test_a_row_does_not_depend_on_the_order_or_number_of_its_cells(cells: list[Status]) -> None:
    assert row_status(cells) is row_status(sorted(cells, key=lambda one: one.value))
    assert row_status(cells) is row_status(cells + cells)


@given(STATUSES)
def test_a_row_is_green_only_when_every_applying_cell_is(cells: list[Status]) -> None:
    applying = {cell for cell in cells if cell is not Status.NOT_APPLICABLE}
    assert (row_status(cells) is Status.EVIDENCED) is (applying == {Status.EVIDENCED})


@given(STATUSES)
def test_what_does_not_apply_changes_nothing_beside_what_does(cells: list[Status]) -> None:
    applying = [cell for cell in cells if cell is not Status.NOT_APPLICABLE]
    if applying:
        assert row_status(applying) is row_status([*applying, Status.NOT_APPLICABLE])


def _matrix(system: ManagementSystem) -> ClauseMatrix:
    asked = {name for standard in system.standards for one in standard for name in one.asks}
    named = {
        name: Question(name, Text(name), of_objective=lambda _, one: Answer((one.statement,)))
        for name in asked
    }
    ids = [standard.id for standard in system.standards if standard.requirements()]
    return clause_matrix(system, ids, on=date(2026, 6, 30), questions={**named, **QUESTIONS})


@given(systems())
def test_every_requirement_is_counted_once_and_only_once(system: ManagementSystem) -> None:
    matrix = _matrix(system)
    for standard in (one for one in system.standards if one.requirements()):
        counts = matrix.coverage(standard.id)
        requirements = len(standard.requirements())
        assert requirements == sum(times for _, times in counts.counts)
        assert requirements - counts[Status.NOT_APPLICABLE] == counts.denominator


@given(systems())
def test_the_same_system_gives_the_same_matrix(system: ManagementSystem) -> None:
    assert _matrix(system) == _matrix(attrs.evolve(system))


@given(systems())
def test_every_cell_stands_in_a_column(system: ManagementSystem) -> None:
    matrix = _matrix(system)
    columns = {column.id for column in matrix.columns}
    assert {cell.column for row in matrix.rows for cell in row.cells} <= columns
