"""The laws of answers, of rows and of whole matrices."""

import functools
import operator
from collections import Counter
from datetime import date

import attrs
from hypothesis import given, strategies as st

from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.row import Coverage
from mgmtsys.auditing.status import Status, row_status
from mgmtsys.standard.clause import ClauseNumber, ClauseRef
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


def _matrix(
    system: ManagementSystem,
    standards: tuple[str, ...] | None = None,
    under: ClauseNumber | None = None,
) -> ClauseMatrix:
    asked = {name for standard in system.standards for one in standard for name in one.asks}
    named = {
        name: Question(name, Text(name), of_objective=lambda _, one: Answer((one.statement,)))
        for name in asked
    }
    ids = [standard.id for standard in system.standards if standard.requirements()]
    return clause_matrix(
        system,
        ids if standards is None else standards,
        under,
        on=date(2026, 6, 30),
        questions={**named, **QUESTIONS},
    )


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


def _parts(matrix: ClauseMatrix) -> list[ClauseMatrix]:
    return [matrix.restrict(standards=id) for id in matrix.standards]


STANDING = st.frozensets(st.sampled_from(Status))


@given(systems(), STANDING)
def test_a_restriction_to_statuses_holds_the_rows_that_have_one(
    system: ManagementSystem, kept: frozenset[Status]
) -> None:
    """The oracle takes away what is not kept, a row at a time."""
    matrix, rows = _matrix(system), list(_matrix(system).rows)
    for row in matrix.rows:
        if row.status not in kept:
            rows.remove(row)
    assert rows == list(matrix.restrict(statuses=kept))
    assert matrix == matrix.restrict(statuses=Status) == matrix.restrict()


@given(systems(), STANDING, STANDING)
def test_restricting_twice_restricts_to_what_both_keep(
    system: ManagementSystem, one: frozenset[Status], two: frozenset[Status]
) -> None:
    matrix = _matrix(system)
    both = matrix.restrict(statuses=one & two)
    assert both == matrix.restrict(statuses=one).restrict(statuses=two)
    assert both == both.restrict(statuses=one)


@given(systems(), st.data())
def test_a_matrix_restricted_to_a_clause_is_the_one_computed_of_it(
    system: ManagementSystem, data: st.DataObject
) -> None:
    matrix = _matrix(system)
    if not matrix.rows:
        return
    row = data.draw(st.sampled_from(matrix.rows))
    number = row.clause.number.parent or row.clause.number
    restricted = matrix.restrict(under=ClauseRef(row.clause.standard, number))
    computed = _matrix(system, (row.clause.standard,), number)
    assert (computed.rows, computed.columns) == (restricted.rows, restricted.columns)
    assert computed.standards == restricted.standards


@given(systems(), STANDING)
def test_the_parts_of_a_matrix_add_up_to_it(
    system: ManagementSystem, kept: frozenset[Status]
) -> None:
    matrix = _matrix(system)
    if not matrix.standards:
        return
    whole = functools.reduce(operator.add, _parts(matrix))
    assert attrs.evolve(whole, columns=matrix.columns) == matrix
    assert set(whole.columns) == set(matrix.columns)
    restricted = [part.restrict(statuses=kept) for part in _parts(matrix)]
    assert whole.restrict(statuses=kept) == functools.reduce(operator.add, restricted)


@given(systems())
def test_matrices_that_were_computed_apart_join_to_the_one_of_all(system: ManagementSystem) -> None:
    matrix = _matrix(system)
    if not matrix.standards:
        return
    apart = [_matrix(system, (id,)) for id in matrix.standards]
    joined = functools.reduce(operator.add, apart)
    assert (matrix.standards, matrix.rows) == (joined.standards, joined.rows)
    assert set(matrix.columns) == set(joined.columns)
    assert joined == functools.reduce(lambda right, left: left + right, reversed(apart))


@given(systems())
def test_the_coverage_of_a_sum_is_the_sum_of_the_coverages(system: ManagementSystem) -> None:
    matrix = _matrix(system)
    total = sum(map(matrix.coverage, matrix.standards), Coverage())
    assert Counter(row.status for row in matrix) == Counter(dict(total.counts))
    assert total.denominator == sum(matrix.coverage(id).denominator for id in matrix.standards)


COUNTS = st.lists(st.tuples(st.sampled_from(Status), st.integers(0, 9)), max_size=5).map(Coverage)


@given(COUNTS, COUNTS, COUNTS)
def test_coverages_are_a_commutative_monoid(a: Coverage, b: Coverage, c: Coverage) -> None:
    assert (a + b) + c == a + (b + c)
    assert (a + b, a + Coverage()) == (b + a, a)
    assert a.denominator + b.denominator == (a + b).denominator


@given(systems(), STANDING, STANDING)
def test_changes_turned_round_lead_back(
    system: ManagementSystem, one: frozenset[Status], two: frozenset[Status]
) -> None:
    """The oracle puts what changed into the earlier rows and looks for the later ones."""
    matrix = _matrix(system)
    earlier, later = matrix.restrict(statuses=one), matrix.restrict(statuses=two)
    rows = {row.clause: row for row in earlier}
    for change in later.changes_since(earlier):
        assert change.before == rows.pop(change.clause, None) != change.after
        if change.after is not None:
            rows[change.clause] = change.after
    assert rows == {row.clause: row for row in later}
    assert {(one.clause, one.after, one.before) for one in earlier.changes_since(later)} == {
        (one.clause, one.before, one.after) for one in later.changes_since(earlier)
    }
    assert () == matrix.changes_since(matrix)


@given(STATUSES)
def test_the_least_of_some_statuses_is_the_worst_of_those_that_apply(cells: list[Status]) -> None:
    """The oracle asks one status after the other, the worst first."""
    worst = [Status.GAP, Status.PARTIAL, Status.UNDETERMINED, Status.WAIVED, Status.EVIDENCED]
    found = [one for one in worst if one in cells]
    assert (found[0] if found else Status.NOT_APPLICABLE) is min(
        cells, default=Status.NOT_APPLICABLE
    )


@given(systems())
def test_every_cell_stands_in_a_column(system: ManagementSystem) -> None:
    matrix = _matrix(system)
    columns = {column.id for column in matrix.columns}
    assert {cell.column for row in matrix.rows for cell in row.cells} <= columns
