"""What checks see, how they are put together, and what an audit says of checks and waivers."""

import pickle
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from mgmtsys.auditing.audit import EXPIRED, UNKNOWN_CLAUSE, UNUSED
from mgmtsys.auditing.check import (
    Check,
    all_of,
    also_evidences,
    any_of,
    check,
    for_each,
    graded,
    only_when,
)
from mgmtsys.auditing.checks import audit
from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.auditing.seen import Seen
from mgmtsys.auditing.status import Status
from mgmtsys.files.standards import shipped
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard
from mgmtsys.system.context import Obligation
from mgmtsys.system.document import Training
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Exclusion, Failure, Finding, Grade, Waiver
from mgmtsys.system.measure import Formula, Measure, Series
from mgmtsys.system.objective import Objective
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.policy import Band, DeviationPolicy
from mgmtsys.system.report import NOTHING_SEEN, Examined, Report
from mgmtsys.system.subject import path_of
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.exceptions import (
    CheckFailed,
    DuplicateCheck,
    ForeignReport,
    InvalidCheck,
    InvalidClauseNumber,
    InvalidField,
)
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Unit

DAY = date(2026, 6, 30)
A = ClauseRef.parse("house:1/1.a")
B = ClauseRef.parse("house:1/1.b")
HOUSE = Standard(
    "house:1",
    Text("House rules"),
    clauses=(
        Clause(
            ClauseNumber("1"),
            Text("Rules"),
            force=Force.HEADING,
            items=tuple(
                Clause(ClauseNumber(f"1.{one}"), Text(one), asks=asks)
                for one, asks in (("a", ("objective.evaluation_method",)), ("b", ()))
            ),
        ),
    ),
)


def objective(id: str) -> Objective:
    measure = Measure(Formula.parse("sum(spills)"), Unit.parse("incident"))
    return Objective(id, Text(id), measure=measure, target=Target.zero())


SYSTEM = ManagementSystem(
    organisation=Text("Works"),
    period=Period.parse("2026"),
    standards=(HOUSE,),
    parties=(Party("ann", PartyKind.PERSON),),
    series=(Series("spills", Unit.parse("incident")),),
    objectives=(objective("O1"), objective("O2")),
    obligations=(Obligation("law", Text("Law")),),
    training=(Training(Text("first")), Training(Text("second"))),
)


def sees(name: str, *seen: Any, **options: Any) -> Check:
    """Return a check that sees the same in every system."""
    return check(name, sentence=f"{name} is well.", **options)(lambda _, __: seen)


FAULT = sees("own.fault", ("objectives.O1", "bad"), clauses=[A], remedy="Mend it.")
CONTENT = sees("own.content", clauses=["house:1/1.b"])


def waived(**fields: Any) -> ManagementSystem:
    given: dict[str, Any] = {"check": "own.fault", "expires": date(2026, 12, 31)} | fields
    return attrs.evolve(SYSTEM, waivers=(Waiver(Text("new line"), "ann", **given),))


def bare(report: Report) -> tuple[Finding, ...]:
    """Return the findings as a check yields them, with neither waiver nor system."""
    return tuple(attrs.evolve(one, waived=None, audited=None) for one in report.findings)


def found(report: Report) -> list[tuple[str, str]]:
    return [(one.check, ".".join(one.subject)) for one in report.findings]


def test_a_check_takes_its_sentence_from_its_docstring() -> None:
    @check("own.named")
    def named(system: ManagementSystem, on: date) -> Iterator[Any]:
        """It has a name.

        And more that nobody needs to read.
        """
        yield system, "none"

    assert Text("It has a name.") == named.sentence
    assert Grade.MINOR is named.grade
    assert (named.clauses, named.remedy) == ((), None)


def test_a_check_without_a_docstring_goes_by_its_name() -> None:
    assert Text("own.bare") == check("own.bare")(lambda _, __: ()).sentence


def test_equal_checks_say_the_same_of_themselves() -> None:
    assert sees("own.x") == sees("own.x", ("raci", "bad"))
    assert sees("own.x") != sees("own.x", grade=Grade.MAJOR)


def test_what_is_yielded_becomes_a_finding_of_the_check() -> None:
    assert (
        Finding(
            "own.fault",
            Grade.MINOR,
            subject=("objectives", "O1"),
            message=Text("bad"),
            clauses=(A,),
            remedy=Text("Mend it."),
        ),
    ) == FAULT(SYSTEM, DAY)


def test_what_is_seen_may_have_a_remedy_and_a_grade_of_its_own() -> None:
    one = sees(
        "own.x",
        Seen(SYSTEM, Text({"en": "bad", "zh": "差"}), remedy=Text("Stop.")),
        Seen(SYSTEM, Text("worse"), grade=Grade.MAJOR),
        Seen(SYSTEM, Text("odd"), remedy=Text("Think."), grade=Grade.OBSERVATION),
        remedy="Mend it.",
    )
    assert [
        ("bad", "Stop.", Grade.MINOR),
        ("worse", "Mend it.", Grade.MAJOR),
        ("odd", "Think.", Grade.OBSERVATION),
    ] == [(str(seen.message), str(seen.remedy), seen.grade) for seen in one(SYSTEM, DAY)]


def test_a_whole_finding_goes_by_the_name_of_the_check_that_yields_it() -> None:
    whole = Finding("another", Grade.OBSERVATION, subject=(), message=Text("bad"), clauses=(B,))
    one = sees("own.x", whole, clauses=[B])
    assert (attrs.evolve(whole, check="own.x"),) == one(SYSTEM, DAY)
    report = audit(SYSTEM, DAY, [one])
    assert Status.PARTIAL is clause_matrix(SYSTEM, "house:1", report=report)[B].status


@pytest.mark.parametrize(
    "seen",
    [
        ("objectives.O1", "bad", "Mend it.", "Or not."),
        ("objectives.O1", "bad", Grade.MAJOR, Grade.MINOR),
        ("objectives.O1", "bad", None),
        ("objectives.O1",),
        ("", "bad"),
        ["objectives.O1", "bad"],
        ("objectives.O1", ""),
        (7, "bad"),
        ("objectives.O1.measure.ghost", "bad"),
        ("training.2", "bad"),
        ("raci.nothing", "bad"),
        Finding("own.x", Grade.MAJOR, subject=("objectives", "O9"), message=Text("bad")),
    ],
    ids=repr,
)
def test_what_is_no_finding_is_a_failure_of_the_check_and_no_finding(seen: Any) -> None:
    report = audit(SYSTEM, DAY, [sees("own.x", seen, clauses=[B])])
    assert ((), ["own.x"]) == (report.findings, [one.name for one in report.failures])
    assert Status.UNDETERMINED is clause_matrix(SYSTEM, "house:1", report=report)[B].status


def test_a_check_that_would_leave_the_program_fails_and_ends_nothing() -> None:
    def leaving(_: ManagementSystem, __: date) -> Iterator[Any]:
        yield "objectives.O1", "bad"
        raise SystemExit(0)

    def unfit(_: ManagementSystem) -> bool:
        raise SystemExit

    leaves = check("own.leaves", clauses=[B])(leaving)
    report = audit(SYSTEM, DAY, [leaves, sees("own.unfit", applies=unfit), FAULT])
    assert ["own.leaves", "own.unfit"] == [one.name for one in report.failures]
    assert "the check own.leaves raises SystemExit: 0" == str(report.failures[0].message)
    assert [("own.fault", "objectives.O1"), ("own.leaves", "objectives.O1")] == found(report)


def test_a_moment_is_no_day_to_audit_on() -> None:
    with pytest.raises(InvalidField, match=r"Dossier\.on is .*: expected date"):
        audit(waived(), datetime(2026, 6, 30, tzinfo=UTC), [FAULT])


@pytest.mark.parametrize(
    "compose",
    [
        lambda given: all_of("own.all", "All.", CONTENT, given),
        lambda given: any_of("own.any", "Any.", given),
        lambda given: graded(given, Grade.MAJOR),
        lambda given: also_evidences(given, [B]),
        lambda given: only_when(given, lambda _: True),
        lambda given: audit(SYSTEM, DAY, [given]),
    ],
)
@pytest.mark.parametrize(
    "given", [5, "own.fault", None, lambda *_: ()], ids=["number", "text", "nothing", "function"]
)
def test_what_is_no_check_is_put_together_with_none(compose: Any, given: Any) -> None:
    with pytest.raises(InvalidCheck, match="is not a check"):
        compose(given)


def test_an_error_that_cannot_be_printed_is_named() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise ValueError

    def failing(_: object, __: object) -> Iterator[Any]:
        raise Mute

    (failure,) = audit(SYSTEM, DAY, [check("own.x")(failing)]).failures
    assert "the check own.x raises Mute" == str(failure.message)


def test_clauses_are_a_list_and_a_name_is_text() -> None:
    with pytest.raises(InvalidClauseNumber) as caught:
        sees("own.x", clauses="house:1/1.b")
    assert "'house:1/1.b' is one clause: expected a list, such as ['house:1/1.b']" == str(
        caught.value
    )
    with pytest.raises(InvalidCheck):
        check(5)  # type: ignore[arg-type]


def test_a_subject_is_a_path_or_a_value_of_the_system() -> None:
    policy = attrs.evolve(SYSTEM, deviation_policy=DeviationPolicy((Band("monitor"),)))
    assert () == path_of(SYSTEM, SYSTEM)
    assert ("objectives", "O1") == path_of(SYSTEM, "objectives.O1")
    assert ("objectives", "1.0") == path_of(SYSTEM, ("objectives", "1.0"))
    assert ("objectives", "O2") == path_of(SYSTEM, SYSTEM.objectives[1])
    assert ("parties", "ann") == path_of(SYSTEM, SYSTEM.parties[0])
    assert ("obligations", "law") == path_of(SYSTEM, SYSTEM.obligations[0])
    assert ("training", "1") == path_of(SYSTEM, SYSTEM.training[1])
    assert ("raci",) == path_of(SYSTEM, SYSTEM.raci)
    assert ("deviation_policy",) == path_of(policy, policy.deviation_policy)


@pytest.mark.parametrize("nobody", [42, ("objectives", 1), Training(Text("third")), DAY])
def test_anything_else_is_no_subject(nobody: object) -> None:
    with pytest.raises(LookupError):
        path_of(SYSTEM, nobody)


@pytest.mark.parametrize(
    "nonsense",
    [
        42, None, "word", (SYSTEM,), (), (42, "bad"), (SYSTEM, 42), (SYSTEM, ""), (SYSTEM, "bad", 42),
        (SYSTEM, "bad", Grade.MAJOR), [SYSTEM, "bad"], Seen(42, Text("bad")),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_an_error_of_the_check(nonsense: object) -> None:
    report = audit(SYSTEM, DAY, [sees("own.odd", nonsense, clauses=[A]), FAULT])
    assert [("own.fault", "objectives.O1")] == found(report)
    (failure,) = report.failures
    assert ("own.odd", (A,)) == (failure.name, failure.clauses)
    assert failure.message.read("en").startswith("the check own.odd yields ")
    assert failure.message.read("zh").startswith("检查 own.odd 产生了 ")


def test_what_is_seen_has_a_message_a_remedy_and_a_grade_of_the_right_kind() -> None:
    for field, wrong in (("message", 42), ("remedy", Grade.MINOR), ("grade", "bad")):
        with pytest.raises(InvalidField, match=rf"^Seen\.{field} is "):
            Seen(SYSTEM, **{"message": "bad", field: wrong})  # type: ignore[arg-type]


def test_a_check_speaks_of_whatever_requirements_ask_its_question_or_are_of_its_kind() -> None:
    ours = Standard(
        "ours:1",
        Text("Ours"),
        clauses=(
            Clause(ClauseNumber("1"), Text("one"), kinds=("house.order", "own.other")),
            Clause(ClauseNumber("2"), Text("two"), asks=("objective.measurable",)),
            Clause(ClauseNumber("3"), Text("three"), force=Force.MAY, kinds=("house.order",)),
        ),
    )
    theirs = Standard(
        "theirs:1",
        Text("Theirs"),
        clauses=(Clause(ClauseNumber("A"), Text("a"), kinds=("house.order",)),),
    )
    both_standards = attrs.evolve(SYSTEM, standards=(ours, theirs))

    def clauses(*evidences: str, **more: Any) -> list[str]:
        one = check("own.x", evidences=evidences, **more)(lambda system, _: [(system, "bad")])
        report = audit(both_standards, DAY, [one])
        (finding,), (said,) = report.findings, report.checks
        assert finding.clauses == said.clauses
        return [str(clause) for clause in finding.clauses]

    assert ["ours:1/1", "theirs:1/A"] == clauses("house.order")
    assert ["ours:1/2", "ours:1/1", "theirs:1/A"] == clauses("objective.measurable", "house.order")
    assert ["ours:1/1"] == clauses("own.other", "own.other", clauses=["ours:1/1"])
    assert [] == clauses("nobody.asks")
    one = check("own.x", evidences="house.order")(lambda _, __: ())
    assert ("house.order",) == one.evidences
    group = all_of(
        "own.all", "All.", one, check("own.y", evidences=["own.other"])(lambda _, __: ())
    )
    assert ("house.order", "own.other") == group.evidences


def test_a_check_that_raises_is_told_apart_and_what_it_saw_before_stays() -> None:
    @check("own.broken", clauses=[B])
    def broken(system: ManagementSystem, on: date) -> Iterator[Any]:
        """It runs."""
        yield "objectives.O1", "bad"
        raise RuntimeError("no power")

    report = audit(SYSTEM, DAY, [broken, FAULT])
    assert {"own.broken", "own.fault"} == {one.check for one in report.findings}
    assert Grade.MINOR is report.worst
    (failed,) = report.failures
    assert "the check own.broken raises RuntimeError: no power" == failed.message.read("en")
    assert "检查 own.broken 引发 RuntimeError: no power" == failed.message.read("zh")
    assert [("own.broken", False), ("own.fault", True)] == [
        (one.name, one.applied) for one in report.checks
    ]
    with pytest.raises(CheckFailed, match=r"own\.broken raises RuntimeError") as caught:
        broken(SYSTEM, DAY)
    assert "检查 own.broken 引发 RuntimeError: no power" == caught.value.read("zh")
    assert str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))  # noqa: S301


def test_a_check_that_fails_leaves_its_clauses_undetermined() -> None:
    broken = check("own.broken", clauses=[B])(lambda _, __: 1 / 0)  # type: ignore[arg-type]
    matrix = clause_matrix(SYSTEM, "house:1", report=audit(SYSTEM, DAY, [broken]))
    row = matrix[B]
    assert (Status.UNDETERMINED, ["checks"]) == (row.status, [one.column for one in row.cells])
    assert "own.broken raises ZeroDivisionError" in str(row.cells[0].missing[0])
    assert ["own.broken"] == [one.name for one in matrix.failures]


@pytest.mark.parametrize(
    "ghost", ["objectives.GHOST", "objectives.9", "nowhere", "raci.run", "objectives.O1.nothing"]
)
def test_a_subject_that_the_system_does_not_hold_is_an_error_of_the_check(ghost: str) -> None:
    whole = Finding("own.whole", Grade.MINOR, subject=tuple(ghost.split(".")), message=Text("bad"))
    for seen in ((ghost, "bad"), whole):
        report = audit(SYSTEM, DAY, [sees("own.lost", seen)])
        assert () == report.findings
        assert f"the check own.lost names {ghost}, which is not in the system" == str(
            report.failures[0].message
        )


@pytest.mark.parametrize(
    "there",
    ["", "objectives", "objectives.O1", "objectives.0", "objectives.O1.programme.milestones.0",
     "deviation_policy.bands", "training.1", "waivers", "scope"],
)  # fmt: skip
def test_a_subject_may_be_any_part_that_a_system_has_or_leaves_empty(there: str) -> None:
    path = tuple(there.split(".")) if there else ()
    assert [path] == [one.subject for one in sees("own.there", (path, "bad"))(SYSTEM, DAY)]


def test_a_check_that_returns_nothing_at_all_fails() -> None:
    lazy = check("own.lazy")(lambda _, __: None)  # type: ignore[arg-type]
    assert ["own.lazy"] == [one.name for one in audit(SYSTEM, DAY, [lazy]).failures]


def test_a_check_without_a_name_is_refused_where_it_is_made() -> None:
    def bare(system: ManagementSystem, on: date) -> Iterator[Any]:
        yield system, "bad"

    for nameless in (bare, " "):
        with pytest.raises(InvalidCheck, match=r'expected @check\("family.name"\)') as caught:
            check(nameless)  # type: ignore[arg-type]
        assert "检查没有名称" in caught.value.read("zh")
    with pytest.raises(InvalidCheck, match="is not a check: expected one made by @check") as caught:
        audit(SYSTEM, DAY, [bare])  # type: ignore[list-item]
    assert "不是检查" in caught.value.read("zh")


def test_a_clause_that_the_catalogue_does_not_have_is_a_finding() -> None:
    lost = sees("own.lost", clauses=["house:1/9.z", "house:1/1.a", "elsewhere:1/9.z"])
    report = audit(SYSTEM, DAY, [lost])
    assert [(UNKNOWN_CLAUSE, "")] == found(report)
    assert (
        "the check own.lost names house:1/9.z, which the catalogue does not have"
        == report.findings[0].message.read("en")
    )
    assert "house:1/9.z" in report.findings[0].message.read("zh")


def test_two_checks_of_one_name_are_refused_even_inside_another() -> None:
    with pytest.raises(DuplicateCheck, match=r"two checks are named own\.fault") as caught:
        audit(SYSTEM, DAY, [FAULT, all_of("own.all", "All is well.", FAULT)])
    assert caught.value.read("zh").startswith("有两个检查同名：own.fault")


def test_all_checks_of_one_name_are_told_in_order() -> None:
    checks = [sees(name) for name in ("own.b", "own.a", "own.b", "own.c", "own.a")]
    with pytest.raises(DuplicateCheck, match=r"two checks are named own\.a, own\.b:"):
        audit(SYSTEM, DAY, checks)


def test_graded_changes_the_grade_and_nothing_else() -> None:
    major = graded(FAULT, Grade.MAJOR)
    assert [Grade.MAJOR] == [one.grade for one in major(SYSTEM, DAY)]
    assert FAULT == graded(major, Grade.MINOR)


def test_also_evidences_adds_clauses_once() -> None:
    more = also_evidences(FAULT, ["house:1/1.a", B])
    assert (A, B) == more.clauses
    assert (A, B) == more(SYSTEM, DAY)[0].clauses


def test_only_when_sees_nothing_in_the_other_systems() -> None:
    small = only_when(FAULT, lambda system: len(system.objectives) < 2)
    assert () == small(SYSTEM, DAY)
    assert FAULT(SYSTEM, DAY) == only_when(FAULT, lambda system: bool(system.parties))(SYSTEM, DAY)


def test_for_each_looks_at_every_subject() -> None:
    one = check("own.each")(
        for_each(
            lambda system: system.objectives,
            lambda objective: "is the first" if objective.id == "O1" else None,
        )
    )
    assert [("objectives", "O1")] == [seen.subject for seen in one(SYSTEM, DAY)]
    assert "own.each" == str(one.sentence)


@pytest.mark.parametrize(
    ("applies", "status"), [(lambda _: True, Status.EVIDENCED), (lambda _: False, Status.GAP)]
)
def test_for_each_over_nothing_is_no_evidence(applies: Any, status: Status) -> None:
    nothing, all_well = (
        check("own.each", clauses=[B], applies=applies)(for_each(select, lambda _: None))
        for select in (lambda system: system.aspects, lambda system: system.objectives)
    )
    statuses = [
        clause_matrix(SYSTEM, "house:1", report=audit(SYSTEM, DAY, [one]))[B].status
        for one in (nothing, all_well, any_of("own.any", "One.", nothing, all_well))
    ]
    assert [Status.GAP, status, status] == statuses
    fault = any_of("own.any", "One is well.", nothing, FAULT)
    assert [("own.any", "objectives.O1")] == found(audit(SYSTEM, DAY, [fault]))


def test_silence_is_no_evidence_where_there_is_nothing_to_look_at() -> None:
    idle = sees("own.idle", clauses=[B], applies=lambda system: bool(system.aspects))
    report = audit(SYSTEM, DAY, [idle])
    assert [False] == [one.applied for one in report.checks]
    assert () == clause_matrix(SYSTEM, ["house:1"], on=DAY, report=report)[B].cells
    busy = only_when(idle, lambda _: True)
    assert [False] == [one.applied for one in audit(SYSTEM, DAY, [busy]).checks]
    (whole,) = audit(SYSTEM, DAY, [any_of("own.any", "One is well.", idle, CONTENT)]).checks
    assert whole.applied


def test_a_check_that_cannot_tell_whether_it_applies_fails() -> None:
    report = audit(SYSTEM, DAY, [sees("own.lost", applies=lambda system: system.nowhere)])
    assert () == report.findings
    assert "own.lost raises AttributeError" in str(report.failures[0].message)
    assert [False] == [one.applied for one in report.checks]


OTHER = sees("own.other", ("objectives.O2", "odd"), clauses=[B], grade=Grade.OBSERVATION)


def test_all_of_sees_whatever_any_of_its_checks_sees_under_their_names() -> None:
    both_ = all_of("own.all", "All is well.", FAULT, OTHER, CONTENT)
    assert ((A, B), Grade.MINOR) == (both_.clauses, both_.grade)
    report = audit(SYSTEM, DAY, [both_])
    assert [("own.fault", "objectives.O1"), ("own.other", "objectives.O2")] == found(report)
    assert ["own.content", "own.fault", "own.other"] == [one.name for one in report.checks]
    assert audit(SYSTEM, DAY, [FAULT, OTHER, CONTENT]) == report
    assert both_(SYSTEM, DAY) == tuple(both_.examine(SYSTEM, DAY, Dossier(SYSTEM, DAY)))


def test_all_of_nothing_is_content() -> None:
    empty = all_of("own.none", Text("Nothing is asked."))
    assert ((), Grade.CONFORMITY) == (empty(SYSTEM, DAY), empty.grade)


def test_any_of_is_content_when_one_of_its_checks_is() -> None:
    assert () == any_of("own.any", "One is well.", FAULT, CONTENT)(SYSTEM, DAY)
    assert () == any_of("own.any", "One is well.")(SYSTEM, DAY)


def test_any_of_sees_what_all_see_under_its_own_name_when_none_is_content() -> None:
    either = any_of("own.any", "One is well.", FAULT, OTHER)
    report = audit(SYSTEM, DAY, [either])
    assert [("own.any", "objectives.O1"), ("own.any", "objectives.O2")] == found(report)
    assert ["own.any"] == [one.name for one in report.checks]


def test_a_check_that_fails_inside_any_of_is_still_named_and_what_others_saw_stays() -> None:
    either = any_of("own.any", "One is well.", sees("own.odd", 42), FAULT)
    report = audit(SYSTEM, DAY, [either])
    assert [("own.any", "objectives.O1")] == found(report)
    assert ["own.odd"] == [one.name for one in report.failures]
    assert [("own.any", False)] == [(one.name, one.applied) for one in report.checks]


def test_any_of_is_no_evidence_where_nothing_is_looked_at_but_what_objects() -> None:
    idle = sees("own.idle", clauses=[B], applies=lambda _: False)
    bad = sees("own.bad", ("objectives.O1", "bad"), clauses=[B])
    report = audit(SYSTEM, DAY, [any_of("own.any", "Either.", idle, bad)])
    assert [("own.any", "objectives.O1")] == found(report)
    assert Status.EVIDENCED is not clause_matrix(SYSTEM, "house:1", report=report)[B].status
    (nothing,) = audit(SYSTEM, DAY, [any_of("own.any", "Either.", idle)]).checks
    assert not nothing.applied


def test_only_when_reaches_into_all_of() -> None:
    group = only_when(all_of("own.all", "All.", CONTENT), lambda _: False)
    report = audit(SYSTEM, DAY, [group])
    assert [("own.content", False)] == [(one.name, one.applied) for one in report.checks]
    assert Status.GAP is clause_matrix(SYSTEM, "house:1", report=report)[B].status


def test_graded_and_also_evidences_reach_into_groups() -> None:
    group = all_of("own.all", "All.", FAULT, any_of("own.any", "Either.", OTHER))
    graver = also_evidences(graded(group, Grade.OPPORTUNITY), [B])
    report = audit(SYSTEM, DAY, [graver])
    assert {Grade.OPPORTUNITY} == {one.grade for one in report.findings}
    assert {Grade.OPPORTUNITY} == {one.grade for one in report.checks}
    assert {(A, B), (B,)} == {one.clauses for one in report.findings}
    assert {(A, B), (B,)} == {one.clauses for one in report.checks}


def test_graded_changes_what_was_graded_before_and_no_conformity() -> None:
    mixed = sees(
        "own.mixed",
        Seen(SYSTEM, Text("odd"), grade=Grade.OBSERVATION),
        Seen(SYSTEM, Text("fine"), grade=Grade.CONFORMITY),
        Finding("own.whole", Grade.OPPORTUNITY, subject=(), message=Text("whole")),
    )
    major = graded(mixed, Grade.MAJOR)(SYSTEM, DAY)
    assert {"odd": 4, "fine": 0, "whole": 4} == {str(one.message): one.grade.value for one in major}


def test_whoever_only_confirms_is_content() -> None:
    fine = sees("own.fine", Seen(SYSTEM, Text("fine"), grade=Grade.CONFORMITY), clauses=[B])
    (one,) = audit(SYSTEM, DAY, [any_of("own.any", "Either.", fine)]).checks
    assert one.applied
    report = audit(SYSTEM, DAY, [fine])
    assert Status.EVIDENCED is clause_matrix(SYSTEM, "house:1", report=report)[B].status


def test_a_waiver_sets_its_finding_apart_until_it_expires() -> None:
    system = waived()
    report = audit(system, DAY, [FAULT])
    assert ((), FAULT(SYSTEM, DAY)) == (
        report.standing,
        bare(report),
    )
    assert system.waivers[0] == report.waived[0].waived
    assert Grade.CONFORMITY is report.worst
    late = audit(system, date(2027, 1, 1), [FAULT])
    assert [("own.fault", "objectives.O1"), (EXPIRED, "waivers.0")] == found(late)
    assert Grade.MINOR is late.worst
    assert "the waiver expired on 2026-12-31" == str(late.findings[1].message)


@pytest.mark.parametrize("subject", [None, "O1", "objectives.O1"])
def test_a_waiver_covers_its_subject_by_id_or_path(subject: str | None) -> None:
    assert 1 == len(audit(waived(subject=subject), DAY, [FAULT]).waived)


def test_a_waiver_for_something_else_is_unused() -> None:
    report = audit(waived(subject="O2"), DAY, [FAULT])
    assert [("own.fault", "objectives.O1"), (UNUSED, "waivers.0")] == found(report)
    assert "the waiver of own.fault covers no finding" == str(report.findings[1].message)


def test_a_waiver_for_nothing_names_what_was_not_run() -> None:
    (unused,) = audit(waived(check="own.gone"), DAY, [CONTENT]).findings
    assert (UNUSED, Grade.OBSERVATION) == (unused.check, unused.grade)
    assert "no such check was run" in unused.message.read("en")
    assert "没有运行该名称的检查" in unused.message.read("zh")


@pytest.mark.parametrize("subject", ["programme", "0", "milestones"])
def test_a_waiver_that_names_a_later_step_of_a_path_covers_nothing(subject: str) -> None:
    deep = sees("own.fault", ("objectives.O1.programme.milestones.0", "bad"))
    report = audit(waived(subject=subject), DAY, [deep])
    assert () == report.waived
    assert (UNUSED, "waivers.0") in found(report)


def test_a_waiver_of_a_subject_covers_all_its_parts() -> None:
    deep = sees("own.fault", ("objectives.O1.programme.milestones.0", "bad"))
    for subject in ("O1", "objectives.O1", "objectives.O1.programme"):
        assert 1 == len(audit(waived(subject=subject), DAY, [deep]).waived)
    assert () == audit(waived(subject="objectives.O"), DAY, [deep]).waived


@pytest.mark.parametrize("clause", [A, ClauseRef.parse("house:1/1")])
def test_a_waiver_of_a_clause_waives_what_is_found_of_it_and_below(clause: ClauseRef) -> None:
    system = waived(check=None, clause=clause)
    report = audit(system, DAY, [FAULT])
    assert ((), [("own.fault", "objectives.O1")]) == (report.standing, found(report))
    late = audit(system, date(2027, 1, 1), [FAULT])
    assert [("own.fault", "objectives.O1"), (EXPIRED, "waivers.0")] == found(late)


def test_a_finding_is_waived_for_the_clauses_of_the_waiver_alone() -> None:
    two = sees("own.two", ("objectives.O1", "bad"), clauses=[A, B])
    report = audit(waived(check=None, clause=B), DAY, [two])
    assert [(A,)] == [one.clauses for one in report.standing]
    assert [(B,)] == [one.clauses for one in report.waived]


@pytest.mark.parametrize("clause", [A, ClauseRef.parse("house:1/1")])
def test_what_does_not_apply_is_not_found_missing(clause: ClauseRef) -> None:
    system = attrs.evolve(SYSTEM, exclusions=(Exclusion(clause, Text("not ours")),))
    assert () == audit(system, DAY, [FAULT]).findings
    for_other = attrs.evolve(
        SYSTEM, exclusions=(Exclusion(clause, Text("not ours"), objective="O2"),)
    )
    assert FAULT(SYSTEM, DAY) == bare(audit(for_other, DAY, [FAULT]))


def test_of_headings_alone_nobody_knows_what_a_waiver_covers() -> None:
    known = shipped("iso45001:2018")
    waiver = Waiver(
        Text("later"), "ann", expires=date(2026, 12, 31), clause=ClauseRef.parse(f"{known.id}/6.2")
    )
    system = attrs.evolve(SYSTEM, standards=(HOUSE, known), waivers=(waiver,))
    assert [] == found(audit(system, DAY, []))


def test_a_waiver_of_a_clause_that_covers_nothing_is_unused() -> None:
    content = audit(waived(check=None, clause=B), DAY, [CONTENT])
    assert [(UNUSED, "waivers.0")] == found(content)
    assert "the waiver of house:1/1.b covers nothing that is missing" == str(
        content.findings[0].message
    )
    assert content.audited == tuple(one for one in [content.findings[0].audited] if one)
    # Without evidence the row is a gap, which the waiver covers.
    assert [] == found(audit(waived(check=None, clause=B), DAY, []))
    for subject in ("O2", "objectives.O2"):
        evidenced = audit(waived(check=None, clause=A, subject=subject), DAY, [FAULT])
        assert [("own.fault", "objectives.O1"), (UNUSED, "waivers.0")] == found(evidenced)


def test_a_waiver_of_a_clause_that_asks_what_nobody_here_defines_is_left_alone() -> None:
    asking = Standard(
        "own:1", Text("Own"), clauses=(Clause(ClauseNumber("1"), Text("x"), asks=("own.x",)),)
    )
    system = attrs.evolve(
        SYSTEM,
        standards=(asking,),
        waivers=(Waiver(Text("so"), "ann", expires=DAY, clause=ClauseRef.parse("own:1/1")),),
    )
    assert [] == found(audit(system, DAY, []))


REPORT = audit(SYSTEM, DAY, [FAULT, OTHER, CONTENT])


def test_a_report_is_read_by_clause_with_what_stands_below_it() -> None:
    assert [("own.fault", "objectives.O1")] == found(REPORT.under(A))
    assert found(REPORT) == found(REPORT.under("house:1/1"))
    assert [] == found(REPORT.under("house:2/1"))


def test_a_report_is_read_by_subject_with_its_parts() -> None:
    assert [("own.fault", "objectives.O1")] == found(REPORT.about("objectives.O1"))
    assert found(REPORT) == found(REPORT.about(("objectives",)))
    assert [] == found(REPORT.about("objectives.O"))


def test_a_report_is_read_by_check_the_content_ones_included() -> None:
    assert {"own.fault": 1, "own.other": 1, "own.content": 0} == {
        name: len(findings) for name, findings in REPORT.by_check().items()
    }


def test_a_report_tells_what_is_new() -> None:
    earlier = audit(SYSTEM, date(2026, 5, 31), [FAULT])
    assert [("own.other", "objectives.O2")] == found(REPORT.new_since(earlier))
    assert found(REPORT) == found(REPORT.new_since(NOTHING_SEEN))


def test_a_report_names_what_its_checks_say_of_themselves() -> None:
    assert (
        Examined("own.content", Text("own.content is well."), clauses=(B,)),
        Examined(
            "own.fault",
            Text("own.fault is well."),
            clauses=(A,),
            grade=Grade.MINOR,
            remedy=Text("Mend it."),
        ),
        Examined("own.other", Text("own.other is well."), clauses=(B,), grade=Grade.OBSERVATION),
    ) == REPORT.checks


def test_a_report_cannot_be_added_to_anything_else() -> None:
    with pytest.raises(TypeError):
        REPORT + 1


def test_a_report_holds_findings_and_says_where_all_else_is_asked_for() -> None:
    failed = Report(failures=(Failure("a.b", Text("raises")),))
    assert (False, True, 0) == (bool(Report()), bool(failed), len(failed))
    assert list(REPORT.findings) == list(REPORT)
    assert all(finding in REPORT for finding in REPORT)
    with pytest.raises(TypeError, match="by_check"):
        _ = "a.b" in failed


def test_findings_that_differ_in_little_keep_one_order() -> None:
    one = Finding("c", Grade.MINOR, subject=(), message=Text("bad"))
    others = [
        one,
        attrs.evolve(one, clauses=(A,)),
        attrs.evolve(one, remedy=Text("Mend it.")),
        attrs.evolve(one, waived=Waiver(Text("so"), "ann", expires=DAY, check="c")),
    ]
    assert Report(tuple(others)).findings == Report(tuple(reversed(others))).findings


def row(*checks: Check) -> tuple[Status, dict[str, str], list[str]]:
    """Return the status of item 1.a, its cells, and what is missing."""
    matrix = clause_matrix(SYSTEM, ["house:1"], on=DAY, report=audit(SYSTEM, DAY, checks))
    row = matrix[A]
    missing = [str(what) for cell in row.cells for what in cell.missing]
    return row.status, {cell.column: cell.status.value for cell in row.cells}, missing


def test_a_cell_says_which_finding_lowered_it() -> None:
    status, cells, missing = row(FAULT)
    assert (Status.PARTIAL, ["bad"]) == (status, missing)
    assert {"O1": "partial", "O2": "evidenced"} == cells


def test_a_finding_on_an_objective_that_has_no_cell_stands_in_the_column_of_the_checks() -> None:
    both_ = [also_evidences(FAULT, [B]), CONTENT]
    matrix = clause_matrix(SYSTEM, ["house:1"], on=DAY, report=audit(SYSTEM, DAY, both_))
    (cell,) = matrix[B].cells
    assert ("checks", Status.PARTIAL, [Text("bad")]) == (cell.column, cell.status, [*cell.missing])


def test_a_finding_on_the_objectives_as_a_whole_stands_there_too() -> None:
    _, cells, missing = row(sees("own.few", (("objectives",), "too few"), clauses=[A]))
    assert {"O1": "evidenced", "O2": "evidenced", "checks": "gap"} == cells
    assert ["too few"] == missing


def test_a_composite_whose_parts_object_is_no_evidence() -> None:
    status, cells, _ = row(all_of("own.all", "All is well.", FAULT))
    assert (Status.PARTIAL, False) == (status, "checks" in cells)


OTHER_PLANT = attrs.evolve(SYSTEM, organisation=Text("Other works"))


def test_reports_of_several_systems_add_up_and_lose_nothing() -> None:
    plants = [attrs.evolve(SYSTEM, organisation=Text(f"Plant {one}")) for one in range(30)]
    whole = sum((audit(one, DAY, [FAULT, OTHER]) for one in plants), Report())
    assert (60, 30) == (len(whole.findings), len(whole.audited))
    assert {f"Plant {one}" for one in range(30)} == {
        str(one.audited.organisation) for one in whole.findings if one.audited
    }


def test_a_report_knows_its_system_and_its_day_even_without_a_finding() -> None:
    (audited,) = audit(SYSTEM, DAY, [CONTENT]).audited
    assert (Text("Works"), SYSTEM.fingerprint, DAY) == (
        audited.organisation, audited.system, audited.on
    )  # fmt: skip


@pytest.mark.parametrize(
    "foreign",
    [
        audit(OTHER_PLANT, DAY, [CONTENT]),
        audit(SYSTEM, date(2026, 5, 31), [CONTENT]),
        audit(SYSTEM, DAY, [CONTENT]) + audit(OTHER_PLANT, DAY, [FAULT]),
    ],
)
def test_a_matrix_refuses_the_report_of_another_system_or_day(foreign: Report) -> None:
    with pytest.raises(ForeignReport, match="the report is of ") as caught:
        clause_matrix(SYSTEM, ["house:1"], on=DAY, report=foreign)
    assert "检查结果属于" in caught.value.read("zh")


def test_a_matrix_without_a_day_is_of_the_day_of_its_report() -> None:
    assert DAY == clause_matrix(SYSTEM, "house:1", report=audit(SYSTEM, DAY, [FAULT])).on


def test_what_is_new_is_told_for_each_organisation_whatever_else_changed() -> None:
    before = audit(SYSTEM, date(2026, 5, 31), [FAULT])
    changed = attrs.evolve(SYSTEM, scope=Text("More"))
    assert () == audit(changed, DAY, [FAULT]).new_since(before).findings
    assert 1 == len(audit(OTHER_PLANT, DAY, [FAULT]).new_since(before).findings)
