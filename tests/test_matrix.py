"""How cells become rows, and what lowers, waives and excludes them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.row import ColumnKind, Coverage, Row
from mgmtsys.auditing.status import Status, row_status
from mgmtsys.files.standards import shipped
from mgmtsys.show import render
from mgmtsys.standard.bounds import Bounds
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard
from mgmtsys.system.document import Evidence, Form, Procedure, Section
from mgmtsys.system.finding import Audited, Exclusion, Finding, Grade, Waiver
from mgmtsys.system.measure import Formula, Measure, Series
from mgmtsys.system.objective import Objective
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.raci import RaciMatrix
from mgmtsys.system.report import Examined, Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import (
    ForeignMatrix,
    InvalidClauseNumber,
    UnknownClause,
    UnknownQuestion,
    UnknownStandard,
)
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Unit


def item(number: str, *asks: str) -> Clause:
    return Clause(ClauseNumber(number), Text(f"Item {number}"), asks=asks)


HOUSE = Standard(
    "house:1",
    Text("House rules"),
    clauses=(
        Clause(
            ClauseNumber("1"),
            Text("Rules"),
            force=Force.HEADING,
            items=(
                item("1.a", "objective.completion_date"),
                item("1.b", "system.objectives_documented"),
                item("1.c"),
            ),
        ),
    ),
)
A, B, C = (ClauseRef.parse(f"house:1/1.{letter}") for letter in "abc")


def objective(id: str, due: str | None) -> Objective:
    return Objective(
        id,
        Text(id),
        measure=Measure(Formula.parse("sum(spills)"), Unit.parse("incident")),
        target=Target.zero(),
        due=Deadline.parse(due) if due else None,
    )


SYSTEM = ManagementSystem(
    organisation=Text("Works"),
    period=Period.parse("2026"),
    standards=(HOUSE,),
    parties=(Party("ann", PartyKind.PERSON),),
    series=(Series("spills", Unit.parse("incident")),),
    objectives=(objective("O1", "2026-12-31"), objective("O2", None)),
    procedures=(Procedure("P", Text("Paper"), sections=(Section("3", Text("Third")),)),),
    forms=(Form("F", Text("Form")),),
)


def matrix(system: ManagementSystem = SYSTEM, **options: object) -> ClauseMatrix:
    return clause_matrix(system, ["house:1"], **options)  # type: ignore[arg-type]


def statuses(row: Row) -> dict[str, str]:
    return {cell.column: cell.status.value for cell in row.cells}


def test_every_requirement_is_a_row_and_no_heading_is() -> None:
    assert [A, B, C] == [row.clause for row in matrix().rows]


def test_a_row_has_a_cell_for_each_objective_that_its_question_asks_about() -> None:
    assert {"O1": "evidenced", "O2": "gap"} == statuses(matrix()[A])
    assert matrix()["house:1/1.a"].status is Status.PARTIAL


def test_an_item_for_which_nothing_speaks_is_a_gap_and_stays_a_row() -> None:
    row = matrix()[C]
    assert (Status.GAP, ()) == (row.status, row.cells)


def test_declared_evidence_speaks_in_the_column_of_its_document() -> None:
    shown = (
        Evidence((C,), "P", section="3", shows=Text("it")),
        Evidence((C,), "P"),
        Evidence((C,), "F"),
    )
    computed = matrix(attrs.evolve(SYSTEM, evidence=shown))
    assert {"P": "evidenced", "F": "evidenced"} == statuses(computed[C])
    assert computed[C].status is Status.EVIDENCED
    cell = computed[C]["P"]
    assert cell is not None
    assert ["it", "P"] == [str(text) for text in cell.found]
    assert ["O1", "O2", "system", "P", "F"] == [column.id for column in computed.columns]
    assert ["Paper", "F"] == [str(column.label) for column in computed.columns[3:]]


def test_a_document_with_a_number_goes_by_it() -> None:
    numbered = attrs.evolve(SYSTEM.procedures[0], number="P-7")
    system = attrs.evolve(SYSTEM, procedures=(numbered,), evidence=(Evidence((C,), "P"),))
    assert Text("P-7") == matrix(system).labels["P"]


def test_a_row_says_nothing_for_a_column_without_a_cell() -> None:
    assert matrix()[C]["O1"] is None


@pytest.mark.parametrize(
    ("grade", "lowered"),
    [
        (Grade.OBSERVATION, "evidenced"),
        (Grade.MINOR, "partial"),
        (Grade.MAJOR, "gap"),
    ],
)
def test_a_finding_lowers_the_cell_of_its_objective(grade: Grade, lowered: str) -> None:
    seen = Finding("c", grade, subject=("objectives", "O1"), message=Text("bad"), clauses=(A,))
    row = matrix(report=Report((seen,)))[A]
    assert lowered == statuses(row)["O1"]
    assert (seen,) == row.findings


def test_a_finding_on_anything_else_stands_in_the_column_of_the_checks() -> None:
    seen = Finding("c", Grade.MAJOR, subject=("raci", "run"), message=Text("bad"), clauses=(C,))
    computed = matrix(report=Report((seen,)))
    assert {"checks": "gap"} == statuses(computed[C])
    assert ColumnKind.CHECKS is computed.columns[-1].kind
    mild = attrs.evolve(seen, grade=Grade.OPPORTUNITY)
    row = matrix(report=Report((mild,)))[C]
    assert ({"checks": "partial"}, Status.PARTIAL) == (statuses(row), row.status)


def test_a_content_check_is_evidence_for_its_clauses() -> None:
    ran = (
        Examined("c", Text("All is well."), clauses=(C,)),
        Examined("d", Text("Also."), clauses=(C,)),
    )
    assert {"checks": "evidenced"} == statuses(matrix(report=Report((), ran))[C])
    seen = Finding("c", Grade.MINOR, subject=(), message=Text("bad"), clauses=(C,))
    assert {"checks": "partial"} == statuses(matrix(report=Report((seen,), ran))[C])
    assert {"checks": "gap"} == statuses(matrix(report=Report((seen,), ran[:1]))[C])


@pytest.mark.parametrize("grade", [one for one in Grade if one is not Grade.CONFORMITY])
@pytest.mark.parametrize("permitted", [False, True])
def test_a_check_with_a_finding_of_any_grade_is_no_evidence(
    grade: Grade, *, permitted: bool
) -> None:
    ran = (Examined("c", Text("All is well."), clauses=(C,)),)
    waived = waiver(clause=None, check="c", subject=None) if permitted else None
    seen = Finding(
        "c", grade, subject=("training", "0"), message=Text("bad"), clauses=(), waived=waived
    )
    assert Status.GAP is matrix(report=Report((seen,), ran))[C].status
    named = attrs.evolve(seen, clauses=(C,))
    row = matrix(report=Report((named,), ran))[C]
    (cell,) = row.cells
    assert Text("All is well.") not in cell.found
    assert [Text("bad")] == [*cell.missing]
    lowered = Status.GAP if grade in (Grade.MINOR, Grade.MAJOR) else Status.PARTIAL
    assert (Status.WAIVED if permitted else lowered) is row.status


def test_a_mild_finding_lowers_nothing_that_others_show() -> None:
    ran = (
        Examined("c", Text("All is well."), clauses=(C,)),
        Examined("d", Text("Also."), clauses=(C,)),
    )
    mild = Finding("d", Grade.OBSERVATION, subject=(), message=Text("odd"), clauses=(C,))
    (cell,) = matrix(report=Report((mild,), ran))[C].cells
    assert (Status.EVIDENCED, (Text("All is well."),)) == (cell.status, cell.found)
    shown = attrs.evolve(SYSTEM, evidence=(Evidence((C,), "P"),))
    row = matrix(shown, report=Report((mild,), ran[1:]))[C]
    assert (Status.EVIDENCED, {"P": "evidenced"}) == (row.status, statuses(row))


def test_a_waived_finding_keeps_what_other_checks_show_from_being_whole() -> None:
    ran = (
        Examined("c", Text("All is well."), clauses=(C,)),
        Examined("d", Text("Also."), clauses=(C,)),
    )
    permitted = waiver(clause=None, check="d", subject=None)
    seen = Finding(
        "d", Grade.MINOR, subject=(), message=Text("bad"), clauses=(C,), waived=permitted
    )
    (cell,) = matrix(report=Report((seen,), ran))[C].cells
    assert (Status.WAIVED, ["All is well.", "new line"]) == (cell.status, [*map(str, cell.found)])


def test_checks_make_no_gap_look_better_and_can_make_evidence_partial() -> None:
    ran = (Examined("c", Text("All is well."), clauses=(A, B)),)
    assert Status.GAP is matrix(report=Report((), ran))[B].status
    whole = attrs.evolve(SYSTEM, objectives=SYSTEM.objectives[:1])
    assert Status.EVIDENCED is matrix(whole, report=Report((), ran))[A].status
    seen = Finding("c", Grade.MAJOR, subject=(), message=Text("bad"), clauses=(A,))
    assert Status.PARTIAL is matrix(whole, report=Report((seen,), ran))[A].status


def test_a_waived_finding_leaves_its_cell_waived() -> None:
    permitted = waiver(clause=None, check="c", subject=None)
    seen = Finding(
        "c",
        Grade.MAJOR,
        subject=("objectives", "O1"),
        message=Text("bad"),
        clauses=(A,),
        waived=permitted,
    )
    assert "waived" == statuses(matrix(report=Report((seen,)))[A])["O1"]


def test_a_finding_on_a_heading_counts_for_all_below_it() -> None:
    seen = Finding(
        "c", Grade.MINOR, subject=(), message=Text("bad"), clauses=(ClauseRef.parse("house:1/1"),)
    )
    assert all(row.findings == (seen,) for row in matrix(report=Report((seen,))).rows)
    other = attrs.evolve(seen, clauses=(ClauseRef.parse("house:2/1"),))
    assert all(row.findings == () for row in matrix(report=Report((other,))).rows)


def waiver(reason: str = "new line", **fields: object) -> Waiver:
    given = {"clause": A, "subject": "O2", "expires": date(2026, 6, 30)} | fields
    return Waiver(Text(reason), "ann", **given)  # type: ignore[arg-type]


def test_a_waiver_holds_to_its_last_day() -> None:
    system = attrs.evolve(SYSTEM, waivers=(waiver(),))
    assert Status.WAIVED is matrix(system, on=date(2026, 6, 30))[A].status
    assert Status.PARTIAL is matrix(system, on=date(2026, 7, 1))[A].status


def test_without_a_day_the_last_of_the_period_decides() -> None:
    assert date(2026, 12, 31) == matrix().on
    assert Status.PARTIAL is matrix(attrs.evolve(SYSTEM, waivers=(waiver(),)))[A].status


def test_what_is_evidenced_needs_no_waiver() -> None:
    system = attrs.evolve(SYSTEM, waivers=(waiver(subject=None),))
    cells = statuses(matrix(system, on=date(2026, 1, 1))[A])
    assert {"O1": "evidenced", "O2": "waived"} == cells


def test_a_waiver_of_a_check_waives_no_clause() -> None:
    system = attrs.evolve(SYSTEM, waivers=(waiver(clause=None, check="c"),))
    assert Status.PARTIAL is matrix(system, on=date(2026, 1, 1))[A].status


def test_an_exclusion_takes_the_item_out_of_the_denominator_with_its_reason() -> None:
    system = attrs.evolve(SYSTEM, exclusions=(Exclusion(C, Text("no such site")),))
    computed = matrix(system)
    row, coverage = computed[C], computed.coverage("house:1")
    assert Status.NOT_APPLICABLE is row.status
    assert ["no such site"] == [str(text) for cell in row.cells for text in cell.found]
    assert (2, 1) == (coverage.denominator, coverage[Status.NOT_APPLICABLE])


def test_an_exclusion_of_a_heading_holds_for_all_below_it() -> None:
    excluded = Exclusion(ClauseRef.parse("house:1/1"), Text("not ours"))
    computed = matrix(attrs.evolve(SYSTEM, exclusions=(excluded,)))
    assert {Status.NOT_APPLICABLE} == {row.status for row in computed.rows}
    assert 0 == computed.coverage("house:1").denominator


def test_an_exclusion_for_one_objective_leaves_the_others() -> None:
    excluded = Exclusion(A, Text("ends itself"), objective="O2")
    computed = matrix(attrs.evolve(SYSTEM, exclusions=(excluded,)))
    assert Status.EVIDENCED is computed[A].status


def test_what_does_not_apply_is_not_listed_as_missing_in_any_format() -> None:
    excluded = attrs.evolve(
        SYSTEM, exclusions=(Exclusion(ClauseRef.parse("house:1/1"), Text("no")),)
    )
    seen = Finding(
        "c", Grade.MAJOR, subject=("objectives", "O2"), message=Text("badly"), clauses=(A,)
    )
    computed = matrix(excluded, report=Report((seen,)))
    assert [()] * 3 == [row.findings for row in computed]
    for format in ("md", "csv", "json", "oscal"):
        written = render(computed, format, "en")
        assert "a completion date" not in written
        assert "badly" not in written
    alone = attrs.evolve(SYSTEM, exclusions=(Exclusion(A, Text("no"), objective="O2"),))
    assert () == next(cell.missing for cell in matrix(alone)[A].cells if cell.column == "O2")


def test_an_exclusion_counts_before_a_waiver_and_the_nearest_waiver_first() -> None:
    near, far = waiver(subject=None, reason="near"), waiver(clause=ClauseRef.parse("house:1/1"))
    system = attrs.evolve(SYSTEM, waivers=(far, near, far))
    day = date(2026, 1, 1)
    assert "near" in str(matrix(system, on=day)[A]["O2"])
    excluded = attrs.evolve(
        system, exclusions=(Exclusion(ClauseRef.parse("house:1/1"), Text("no")),)
    )
    assert Status.NOT_APPLICABLE is matrix(excluded, on=day)[A].status


def test_a_question_of_ones_own_is_handed_in_by_name() -> None:
    mine = Standard(
        "mine:1", Text("Mine"), clauses=(item("1", "mine.named", "objective.completion_date"),)
    )
    system = attrs.evolve(SYSTEM, standards=(mine,))
    named = Question(
        "mine.named", Text("named"), of_objective=lambda _, one: Answer((one.statement,))
    )
    computed = clause_matrix(system, ["mine:1"], questions={**QUESTIONS, "mine.named": named})
    assert {"O1": "evidenced", "O2": "partial"} == statuses(computed.rows[0])
    with pytest.raises(UnknownQuestion, match=r"mine:1/1 asks 'mine.named'"):
        clause_matrix(system, ["mine:1"])


@pytest.mark.parametrize(
    ("standards", "under", "error"),
    [
        (["other:1"], None, UnknownStandard),
        (["house:1"], "2", UnknownClause),
        (["house:1"], "x y", InvalidClauseNumber),
    ],
)
def test_what_is_not_there_is_said(
    standards: list[str], under: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        clause_matrix(SYSTEM, standards, under)


def test_a_system_without_standards_says_so() -> None:
    with pytest.raises(UnknownStandard, match="it names no standard"):
        clause_matrix(attrs.evolve(SYSTEM, standards=()), ["house:1"])


def test_a_row_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError, match=r"house:1/9"):
        matrix()["house:1/9"]


@pytest.mark.parametrize("id", ["iso9001:2015", "iso45001:2018", "iso50001:2018", "iso14001:2026"])
def test_an_edition_that_lists_headings_alone_has_no_matrix(id: str) -> None:
    system = attrs.evolve(SYSTEM, standards=(HOUSE, shipped(id)))
    for asked in (id, ["house:1", id]):
        with pytest.raises(UnknownStandard, match=f"{id} lists only headings") as caught:
            clause_matrix(system, asked)
        assert "只列标题" in caught.value.read("zh")
        assert f"based_on: {id}" in str(caught.value)


def test_a_number_below_which_nothing_is_asked_has_no_matrix() -> None:
    noted = attrs.evolve(
        HOUSE, clauses=(*HOUSE.clauses, Clause(ClauseNumber("2"), Text("Notes"), force=Force.NOTE))
    )
    system = attrs.evolve(SYSTEM, standards=(noted,))
    with pytest.raises(UnknownClause, match=r"house:1/2 has no requirements") as caught:
        matrix(system, under="2")
    assert "之下没有要求" in caught.value.read("zh")


def test_one_standard_may_be_named_as_text() -> None:
    assert matrix() == clause_matrix(SYSTEM, "house:1")


def test_the_coverage_of_a_standard_that_the_matrix_is_not_of_is_an_error() -> None:
    for computed, known in ((matrix(), "house:1"), (clause_matrix(SYSTEM, []), "–")):
        with pytest.raises(UnknownStandard, match=f"'house:11': expected {known}") as caught:
            computed.coverage("house:11")
        assert "条款矩阵不含" in caught.value.read("zh")


def test_a_matrix_holds_its_rows() -> None:
    computed = matrix()
    assert ([A, B, C], 3) == ([row.clause for row in computed], len(computed))
    assert (True, True) == (A in computed, "house:1/1.a" in computed)
    assert (False, False) == ("house:1/9" in computed, 1 in computed)
    assert all(row in computed and computed[row.clause] is row for row in computed)
    assert computed["house:1/1 a)"] is computed[A]


@pytest.mark.parametrize("given", ["1.a", "nonsense", 0])
def test_a_row_is_found_by_a_clause_of_an_edition_alone(given: Any) -> None:
    with pytest.raises(InvalidClauseNumber):
        matrix()[given]
    with pytest.raises(InvalidClauseNumber):
        _ = str(given) in matrix()


def test_a_matrix_is_restricted_to_what_stands_under_a_clause_it_has() -> None:
    assert [A] == [row.clause for row in matrix().restrict(under="house:1/1.a")]
    assert matrix() == matrix().restrict(under="house:1/1", standards="house:1")
    with pytest.raises(UnknownClause, match="no row under house:1/9"):
        matrix().restrict(under="house:1/9")
    for given in ({"under": "other:1/1"}, {"standards": ["other:1"]}):
        with pytest.raises(UnknownStandard):
            matrix().restrict(**given)


def test_a_matrix_is_restricted_by_text_that_is_a_status_and_by_no_other() -> None:
    text: Any = [status.value for status in Status]
    assert matrix() == matrix().restrict(statuses=text)
    unknown: Any = ["nowhere"]
    with pytest.raises(ValueError, match="nowhere"):
        matrix().restrict(statuses=unknown)


def test_a_clause_goes_by_its_alias_where_a_matrix_is_restricted_too() -> None:
    aliased = attrs.evolve(matrix(), rows=tuple(attrs.evolve(row, alias="X") for row in matrix()))
    assert [A] == [row.clause for row in aliased.restrict(under="house:1/X")]
    assert aliased["house:1/X"].clause == A


def test_a_heading_goes_before_an_alias_where_a_matrix_is_restricted() -> None:
    spelled_alike = attrs.evolve(
        matrix(), rows=tuple(attrs.evolve(row, alias="1") for row in matrix())
    )
    assert [A, B, C] == [row.clause for row in spelled_alike.restrict(under="house:1/1")]


def test_a_restriction_keeps_the_columns_of_objectives_and_those_that_are_filled() -> None:
    restricted = matrix().restrict(under=A)
    assert ["O1", "O2"] == [one.id for one in restricted.columns]
    assert ["O1", "O2", "system"] == [one.id for one in matrix().columns]


def test_bounds_go_where_they_would_count_rows_that_are_not_there() -> None:
    bounded = attrs.evolve(matrix(), bounds=Bounds(1, 2, denominator=3))
    assert bounded == bounded.restrict()
    assert bounded.restrict(under=A).bounds is None


OTHER = attrs.evolve(matrix(), standards=("other:1",), rows=())


@pytest.mark.parametrize(
    "other",
    [
        matrix(),
        attrs.evolve(OTHER, system="0"),
        attrs.evolve(OTHER, on=date(2026, 1, 1)),
        attrs.evolve(OTHER, version="0"),
        attrs.evolve(OTHER, bounds=Bounds(1, 2, denominator=3)),
    ],
)
def test_only_matrices_of_different_standards_of_one_system_and_day_join(
    other: ClauseMatrix,
) -> None:
    assert ("house:1", "other:1") == (matrix() + OTHER).standards
    for one, two in ((matrix(), other), (other, matrix())):
        with pytest.raises(ForeignMatrix, match="cannot be joined"):
            one + two
    with pytest.raises(TypeError):
        matrix() + matrix().rows


def test_what_changed_since_an_earlier_matrix_is_told_row_by_row() -> None:
    dated = attrs.evolve(SYSTEM, objectives=(SYSTEM.objectives[0], objective("O2", "2026-06-30")))
    before, now = matrix(), matrix(dated)
    (change,) = now.changes_since(before)
    assert (A, before[A], now[A]) == (change.clause, change.before, change.after)
    assert Status.PARTIAL < Status.EVIDENCED == now[A].status
    (gone,) = before.restrict(under=B).changes_since(before.restrict(under=A))[1:]
    assert (A, before[A], None) == (gone.clause, gone.before, gone.after)


def test_that_a_finding_is_of_another_day_is_no_change() -> None:
    def on(day: int) -> ClauseMatrix:
        whole = Audited(SYSTEM.organisation, SYSTEM.fingerprint, on=date(2026, 6, day))
        seen = Finding(
            "c", Grade.MINOR, subject=("raci",), message=Text("bad"), clauses=(C,), audited=whole
        )
        return matrix(report=Report((seen,)), on=date(2026, 6, day))

    assert on(1)[C] != on(2)[C]
    assert () == on(2).changes_since(on(1))


def test_coverages_add_up() -> None:
    counts = Coverage(((Status.GAP, 1), (Status.EVIDENCED, 2), (Status.GAP, 3)))
    assert (4, 2, 0) == (counts[Status.GAP], counts[Status.EVIDENCED], counts[Status.WAIVED])
    assert Coverage(((Status.GAP, 8), (Status.EVIDENCED, 4))) == sum([counts, counts], Coverage())
    with pytest.raises(TypeError):
        counts + 1


def test_statuses_are_ordered_by_how_good_they_are() -> None:
    assert ["gap", "partial", "undetermined", "waived", "evidenced", "not_applicable"] == [
        status.value for status in sorted(Status)
    ]
    assert Status.GAP <= Status.GAP < Status.PARTIAL
    with pytest.raises(TypeError):
        _ = Status.GAP < "partial"


def raising(_: object) -> Answer:
    raise ZeroDivisionError("no figures")


def leaving(_: object) -> Answer:
    raise SystemExit(0)


def test_a_question_is_asked_once_of_each_objective_however_many_items_ask_it() -> None:
    asked: list[str] = []

    def heard(_: ManagementSystem, objective: Objective) -> Answer:
        asked.append(objective.id)
        return Answer()

    mine = Standard(
        "mine:1", Text("Mine"), clauses=(item("1", "mine.each"), item("2", "mine.each"))
    )
    own = {"mine.each": Question("mine.each", Text("each"), of_objective=heard)}
    clause_matrix(attrs.evolve(SYSTEM, standards=(mine,)), "mine:1", questions=own)
    assert ["O1", "O2"] == asked


@pytest.mark.parametrize("found", [None, raising, Question("other", Text("o"), of_system=raising)])
def test_a_question_goes_by_its_own_name(found: Any) -> None:
    mine = Standard("mine:1", Text("Mine"), clauses=(item("1", "mine.each"),))
    system = attrs.evolve(SYSTEM, standards=(mine,))
    with pytest.raises(UnknownQuestion, match="expected the Question of that name"):
        clause_matrix(system, "mine:1", questions={"mine.each": found})


@pytest.mark.parametrize("answer", [raising, lambda _: "yes", lambda _: None, leaving])
def test_a_question_that_fails_is_named_and_leaves_its_cell_undetermined(
    answer: Callable[..., Answer],
) -> None:
    mine = Standard("mine:1", Text("Mine"), clauses=(item("1", "mine.each"), item("2", "mine.whole"), item("3", "objective.completion_date")))  # fmt: skip
    system = attrs.evolve(SYSTEM, standards=(mine,))
    own = {
        "mine.each": Question(
            "mine.each", Text("each"), of_objective=lambda system, _: answer(system)
        ),
        "mine.whole": Question("mine.whole", Text("whole"), of_system=answer),
    }
    computed = clause_matrix(system, "mine:1", questions={**QUESTIONS, **own})
    assert {"O1": "undetermined", "O2": "undetermined"} == statuses(computed.rows[0])
    assert {"system": "undetermined"} == statuses(computed.rows[1])
    assert {"O1": "evidenced", "O2": "gap"} == statuses(computed.rows[2])
    assert ["mine.each", "mine.whole"] == [one.name for one in computed.failures]
    assert str(computed.failures[0].message).startswith("the question mine.each raises ")
    assert computed.failures[0].message.read("zh").startswith("问题 mine.each 引发 ")
    assert "mine.whole raises" in render(computed, "json")


def test_the_fingerprint_covers_the_questions_and_their_answers() -> None:
    mine = Standard("mine:1", Text("Mine"), clauses=(item("1", "mine.named"),))
    system = attrs.evolve(SYSTEM, standards=(mine,))

    def seen(said: str) -> str:
        named = Question("mine.named", Text("named"), of_system=lambda _: Answer((Text(said),)))
        return clause_matrix(system, "mine:1", questions={"mine.named": named}).fingerprint

    assert seen("a") == seen("a") != seen("b")


def test_a_standard_named_twice_counts_once() -> None:
    assert 3 == len(clause_matrix(SYSTEM, ["house:1", "house:1"]).rows)


def test_the_fingerprint_changes_with_everything_that_the_matrix_depends_on() -> None:
    seen = Finding("c", Grade.MINOR, subject=(), message=Text("bad"), clauses=(A,))
    prints = {
        matrix().fingerprint,
        matrix(under="1.a").fingerprint,
        matrix(on=date(2026, 1, 1)).fingerprint,
        matrix(report=Report((seen,))).fingerprint,
        matrix(attrs.evolve(SYSTEM, organisation=Text("Other"))).fingerprint,
    }
    assert 5 == len(prints)
    assert matrix().fingerprint == matrix().fingerprint


E_, P_, G, W, N, U = Status


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ([], G),
        ([N], N),
        ([N, E_], E_),
        ([E_, E_], E_),
        ([E_, G], P_),
        ([P_, P_], P_),
        ([E_, P_], P_),
        ([G, N], G),
        ([W], W),
        ([W, E_], W),
        ([W, G], G),
        ([W, P_], P_),
        ([W, U], U),
        ([U], U),
        ([U, E_], U),
        ([U, G], U),
        ([U, P_], P_),
        ([U, E_, G], P_),
    ],
)
def test_a_row_follows_from_its_cells(cells: list[Status], status: Status) -> None:
    assert status is row_status(cells)
    assert status is row_status(reversed(cells))


def test_evidence_for_some_objectives_leaves_the_others_to_be_shown() -> None:
    one = Evidence((C,), "P", objectives=("O1",))
    row = matrix(attrs.evolve(SYSTEM, evidence=(one,)))[C]
    cell = row["P"]
    assert cell is not None
    assert (Status.PARTIAL, ["evidence for O2"]) == (cell.status, [str(m) for m in cell.missing])
    other = attrs.evolve(one, objectives=("O2",))
    assert Status.EVIDENCED is matrix(attrs.evolve(SYSTEM, evidence=(one, other)))[C].status
    whole = attrs.evolve(one, objectives=())
    assert Status.EVIDENCED is matrix(attrs.evolve(SYSTEM, evidence=(one, whole)))[C].status


def test_reports_and_coverages_are_summed_from_nothing() -> None:
    coverage, report = (
        matrix().coverage("house:1"),
        Report((), (Examined("c", Text("All is well.")),)),
    )
    assert coverage + coverage == sum([coverage, coverage])
    assert report + report == sum([report, report])
    for value in (coverage, report):
        with pytest.raises(TypeError):
            _ = 1 + value


def test_what_is_only_looked_up_is_not_searched_without_end() -> None:
    for value in (matrix().coverage("house:1"), RaciMatrix()):
        with pytest.raises(TypeError):
            _ = "x" in value  # type: ignore[operator]
