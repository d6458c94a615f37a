"""Every standard check finds its fault in the example, and not in the example corrected."""

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from mgmtsys.auditing.check import all_of
from mgmtsys.auditing.checks import STANDARD, audit
from mgmtsys.auditing.questions import QUESTIONS
from mgmtsys.files.loading import load
from mgmtsys.show.findings.words import GRADE
from mgmtsys.system.context import Aspect
from mgmtsys.system.deviation import Basis
from mgmtsys.system.document import Approval, CrossReference, Form, FormKind, Revision
from mgmtsys.system.finding import Exclusion, Grade, Waiver
from mgmtsys.system.measure import Formula, Series
from mgmtsys.system.objective import Baseline, Objective, Programme
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.policy import Band, DeviationPolicy, TimeBasis
from mgmtsys.system.raci import Activity, ActivityKind, RaciMatrix
from mgmtsys.system.response import Colour
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.period import Frequency
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity, Unit

EXAMPLE = load(Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml")
DAY = date(2026, 6, 30)
CHECKS = {one.name: one for one in STANDARD}
Fix = Callable[[ManagementSystem], ManagementSystem]


def sees(name: str, system: ManagementSystem = EXAMPLE) -> list[str]:
    return sorted(".".join(finding.subject) for finding in CHECKS[name](system, DAY))


def objectives(change: Callable[[Objective], Objective]) -> Fix:
    return lambda system: attrs.evolve(system, objectives=tuple(map(change, system.objectives)))


def each(**fields: object) -> Fix:
    return objectives(lambda one: attrs.evolve(one, **fields))  # type: ignore[arg-type]


def whole(**fields: object) -> Fix:
    return lambda system: attrs.evolve(system, **fields)  # type: ignore[arg-type]


def measured(**fields: object) -> Fix:
    return objectives(
        lambda one: attrs.evolve(one, measure=attrs.evolve(one.measure, **fields))  # type: ignore[arg-type]
    )


def programmed(change: Callable[[Programme], Programme]) -> Fix:
    return objectives(
        lambda one: attrs.evolve(one, programme=change(one.programme)) if one.programme else one
    )


def raci(rows: dict[str, dict[str, str]], *more: Activity) -> Fix:
    return lambda system: attrs.evolve(
        system, activities=system.activities + more, raci=RaciMatrix.of(rows)
    )


def policy(**fields: object) -> Fix:
    def change(system: ManagementSystem) -> ManagementSystem:
        old = system.deviation_policy
        assert old is not None
        new = attrs.evolve(old.parts[0], **fields)  # type: ignore[arg-type]
        return attrs.evolve(system, deviation_policy=DeviationPolicy(terms=((new,),)))

    return change


def printed(*ranges: str | None) -> Fix:
    def change(system: ManagementSystem) -> ManagementSystem:
        old = system.deviation_policy
        assert old is not None
        bands = zip(old.parts[0].bands, ranges, strict=True)
        new = tuple(attrs.evolve(band, printed=one) for band, one in bands)
        return policy(bands=new)(system)

    return change


def own_with(**fields: object) -> Fix:
    def change(system: ManagementSystem) -> ManagementSystem:
        first, *others = system.procedures
        return attrs.evolve(system, procedures=(attrs.evolve(first, **fields), *others))  # type: ignore[arg-type]

    return change


def looks(**fields: object) -> Fix:
    return lambda system: attrs.evolve(
        system,
        monitoring=tuple(attrs.evolve(one, **fields) for one in system.monitoring),  # type: ignore[arg-type]
    )


def indicators(**fields: object) -> Fix:
    return lambda system: attrs.evolve(
        system,
        indicators=tuple(attrs.evolve(one, **fields) for one in system.indicators),  # type: ignore[arg-type]
    )


def series(change: Callable[[Series], Series]) -> Fix:
    return lambda system: attrs.evolve(system, series=tuple(map(change, system.series)))


CAPA = Band("capa", procedure="SOP-08")
STRICT = DeviationPolicy((CAPA,))
MONTHLY = Frequency.parse("monthly")
SOMETHING = Text("something")
ROWS = {
    row: {
        "Robert": "R",
        "KC": "A",
        "王婧": "C",
        "盛转红": "C",
        "Miku": "I",
        "Charles": "I",
    }
    for row in EXAMPLE.raci.activities
}
ALL = ["objectives.E1", "objectives.E2", "objectives.E3", "objectives.E4", "objectives.E5"]
ALL += ["objectives.E6", "objectives.E7"]


def some(*ids: int) -> list[str]:
    return [ALL[id - 1] for id in ids]


def with_quotients(system: ManagementSystem) -> ManagementSystem:
    one = Unit.parse("item")
    counted = tuple(
        Series(id, one, source=SOMETHING, definition=SOMETHING) for id in ("done", "due")
    )
    rates = measured(formula=Formula.parse("sum(done) / sum(due)"))
    only = attrs.evolve(
        system,
        series=system.series + counted,
        objectives=tuple(o for o in system.objectives if o.measure.unit.is_ratio),
    )
    return rates(only)


#: Rule, where it is seen in the example, how grave, and what makes it go away.
FAULTS: list[tuple[str, list[str], Grade, Fix]] = [
    (
        "raci.no_accountable",
        ["raci.方案展开", "raci.月度追踪", "raci.未达成应对"],
        Grade.MINOR,
        raci(ROWS),
    ),
    ("raci.collective_role", ["parties.各部门"], Grade.OBSERVATION, raci(ROWS)),
    ("raci.combined_ar", ["raci.季度评审.KC"], Grade.OPPORTUNITY, raci(ROWS)),
    (
        "raci.activity_missing",
        ["raci"] * 4,
        Grade.OBSERVATION,
        raci(
            ROWS | {kind.value: {"KC": "A+R"} for kind in ActivityKind},
            *(Activity(kind.value, kind=kind) for kind in ActivityKind),
        ),
    ),
    ("raci.person_missing", ["parties.王婧", "parties.盛转红"], Grade.MINOR, raci(ROWS)),
    ("raci.approver_mismatch", ["parties.Charles", "parties.Miku"], Grade.OBSERVATION, raci(ROWS)),
    (
        "xref.responsible_differs",
        some(1),
        Grade.MINOR,
        programmed(lambda one: attrs.evolve(one, responsible=("Robert",))),
    ),
    ("objective.multiple_owners", some(2), Grade.OBSERVATION, each(responsible=("KC",))),
    ("review.not_independent", some(5), Grade.OBSERVATION, each(responsible=("Robert",))),
    (
        "tracking.no_owner",
        ["monitoring.annual_evaluation"],
        Grade.OBSERVATION,
        looks(responsible=("KC",)),
    ),
    (
        "doc.person_not_role",
        ["parties"],
        Grade.OPPORTUNITY,
        lambda system: attrs.evolve(
            system,
            parties=tuple(
                attrs.evolve(one, kind=PartyKind.ROLE) if one.kind is PartyKind.PERSON else one
                for one in system.parties
            ),
        ),
    ),
    (
        "programme.multiple_departments",
        some(1),
        Grade.OPPORTUNITY,
        programmed(lambda one: attrs.evolve(one, departments=("仓储",))),
    ),
    ("smart.not_time_bound", some(1, 2, 4, 5), Grade.MINOR, measured(frequency=MONTHLY)),
    (
        "smart.date_incomplete",
        some(3, 6, 7),
        Grade.OBSERVATION,
        each(due=Deadline.parse("2026-12-31")),
    ),
    (
        "measure.no_denominator",
        some(2, 3, 4, 6, 7),
        Grade.OBSERVATION,
        with_quotients,
    ),
    (
        "objective.term_undefined",
        some(1, 5),
        Grade.OBSERVATION,
        series(lambda one: attrs.evolve(one, definition=SOMETHING)),
    ),
    ("measure.frequency_missing", some(1, 2, 4, 5), Grade.OBSERVATION, measured(frequency=MONTHLY)),
    (
        "measure.frequency_missing",
        some(1, 2, 4, 5),
        Grade.OBSERVATION,
        series(lambda one: attrs.evolve(one, frequency=MONTHLY)),
    ),
    (
        "measure.circular",
        some(7),
        Grade.OBSERVATION,
        series(lambda one: attrs.evolve(one, procedure=None)),
    ),
    (
        "target.operator_implicit",
        some(2, 3, 4),
        Grade.OBSERVATION,
        objectives(lambda one: attrs.evolve(one, statement=Text("at least 100 %"))),
    ),
    ("trace.aspect_missing", ALL, Grade.OBSERVATION, each(obligations=("环境保护法",))),
    (
        "coverage.law_without_objective",
        sorted(f"obligations.{one.id}" for one in EXAMPLE.obligations),
        Grade.OPPORTUNITY,
        each(obligations=tuple(one.id for one in EXAMPLE.obligations)),
    ),
    (
        "legal.coverage",
        sorted(f"obligations.{one.id}" for one in EXAMPLE.obligations),
        Grade.OPPORTUNITY,
        lambda system: attrs.evolve(
            system,
            obligations=tuple(attrs.evolve(one, provision=SOMETHING) for one in system.obligations),
        ),
    ),
    (
        "doc.no_revision_history",
        ["procedures.环境目标程序"],
        Grade.OPPORTUNITY,
        own_with(revisions=(Revision("2"),)),
    ),
    ("doc.no_revision_history", ["procedures.环境目标程序"], Grade.OPPORTUNITY, each(new=False)),
    (
        "doc.volatile_content",
        ["procedures.环境目标程序.sections.4"],
        Grade.OPPORTUNITY,
        lambda system: attrs.evolve(own_with(sections=())(attrs.evolve(system, evidence=()))),
    ),
    ("programme.missing", some(2, 3, 4, 5, 6, 7), Grade.MINOR, each(programme=Programme())),
    (
        "programme.resource_unquantified",
        ["objectives.E1.programme.resources.0", "objectives.E1.programme.resources.2"],
        Grade.OBSERVATION,
        programmed(lambda one: attrs.evolve(one, resources=one.resources[1:2])),
    ),
    (
        "programme.milestone_incomplete",
        [f"objectives.E1.programme.milestones.{index}" for index in range(4)],
        Grade.OBSERVATION,
        programmed(
            lambda one: attrs.evolve(
                one,
                milestones=tuple(
                    attrs.evolve(
                        step,
                        due=Deadline.parse("2026-03-31"),
                        responsible=("KC",),
                        criterion=SOMETHING,
                    )
                    for step in one.milestones
                ),
            )
        ),
    ),
    ("policy.band_overlap", ["deviation_policy"], Grade.MINOR, printed("≤ 5%", "> 5% ", "> 25%")),
    (
        "policy.boundary_implicit",
        ["deviation_policy"],
        Grade.OBSERVATION,
        printed("≤ 5%", None, "> 25%"),
    ),
    ("policy.zero_target_undefined", some(1, 5), Grade.MINOR, each(deviation_policy=STRICT)),
    (
        "policy.base_undefined",
        ["deviation_policy"] * 2,
        Grade.OBSERVATION,
        policy(basis=Basis.RELATIVE_TO_TARGET),
    ),
    (
        "policy.direction_undefined",
        ["deviation_policy"],
        Grade.OBSERVATION,
        policy(beaten=SOMETHING),
    ),
    (
        "policy.time_basis_undefined",
        ["deviation_policy"],
        Grade.OBSERVATION,
        policy(time_basis=TimeBasis.TO_DATE),
    ),
    ("policy.tolerance_on_legal", some(1, 5), Grade.MINOR, each(deviation_policy=STRICT)),
    ("policy.contradiction", ["indicators.3"], Grade.MINOR, whole(deviation_policy=STRICT)),
    (
        "policy.no_met_state",
        ["deviation_policy"],
        Grade.OBSERVATION,
        printed("> 0", "5-25%", "> 25%"),
    ),
    (
        "tracking.rag_undefined",
        ["deviation_policy"],
        Grade.OBSERVATION,
        whole(deviation_policy=DeviationPolicy((attrs.evolve(CAPA, colour=Colour.RED),))),
    ),
    (
        "tracking.evaluated_before_end",
        ["monitoring.annual_evaluation"],
        Grade.OBSERVATION,
        looks(due=Deadline.parse("2027-01-31")),
    ),
    (
        "kpi.granularity",
        ["indicators.0"],
        Grade.OPPORTUNITY,
        indicators(target=Target.at_least("100%")),
    ),
    ("kpi.zero_denominator", ["indicators.3"], Grade.OBSERVATION, indicators(definition=SOMETHING)),
    (
        "kpi.incomplete",
        [f"indicators.{index}" for index in range(4)],
        Grade.OBSERVATION,
        indicators(definition=SOMETHING, owner="KC", frequency=MONTHLY, source=SOMETHING),
    ),
    (
        "doc.not_approved",
        ["procedures.环境目标程序.approvals.0", "procedures.环境目标程序.approvals.1"],
        Grade.MINOR,
        own_with(approvals=(Approval(Text("approved"), ("KC",), signed=DAY),)),
    ),
    (
        "doc.identification_missing",
        ["procedures.环境目标程序"],
        Grade.OBSERVATION,
        own_with(number="SOP-24", version="1", effective=DAY),
    ),
    (
        "xref.unlisted",
        ["procedures.环境目标程序"],
        Grade.MINOR,
        own_with(
            related=(CrossReference("SOP-08"), CrossReference("SOP-20"), CrossReference("SOP-23"))
        ),
    ),
    ("xref.unused", ["procedures.环境目标程序"] * 4, Grade.OPPORTUNITY, own_with(related=())),
    (
        "xref.clause_suspect",
        ["procedures.环境目标程序.related.0"],
        Grade.OBSERVATION,
        own_with(
            related=(
                CrossReference("SOP-04", "6.2.1", title=Text("环境目标")),
                CrossReference("SOP-04", "1"),
            )
        ),
    ),
    (
        "record.retention_incomplete",
        ["forms.QEF-24-01", "forms.QEF-24-02", "forms.QEF-24-03"],
        Grade.OBSERVATION,
        lambda system: attrs.evolve(
            system,
            forms=tuple(
                attrs.evolve(one, retained_from=SOMETHING, storage=SOMETHING)
                for one in system.forms
            ),
        ),
    ),
    (
        "training.incomplete",
        ["training.0", "training.1"],
        Grade.OBSERVATION,
        lambda system: attrs.evolve(
            system,
            training=tuple(
                attrs.evolve(one, audience=("KC",), frequency=MONTHLY, effectiveness=SOMETHING)
                for one in system.training
            ),
        ),
    ),
]


@pytest.mark.parametrize(
    ("name", "subjects", "grade", "fix"), FAULTS, ids=[name for name, *_ in FAULTS]
)
def test_a_check_finds_its_fault_and_not_in_the_corrected_system(
    name: str, subjects: list[str], grade: Grade, fix: Fix
) -> None:
    assert subjects == sees(name)
    assert {grade} == {finding.grade for finding in CHECKS[name](EXAMPLE, DAY)}
    assert [] == sees(name, fix(EXAMPLE))


def test_a_missing_baseline_is_a_nonconformity_and_an_unknown_start_an_observation() -> None:
    grades = {
        finding.subject[1]: finding.grade
        for finding in CHECKS["objective.baseline_missing"](EXAMPLE, DAY)
    }
    assert {"E3": Grade.MINOR, "E6": Grade.OBSERVATION, "E7": Grade.OBSERVATION} == grades
    known = objectives(
        lambda one: attrs.evolve(
            one, baseline=Baseline(EXAMPLE.period, Quantity(1, one.measure.unit))
        )
    )
    assert [] == sees("objective.baseline_missing", known(EXAMPLE))


def test_what_has_no_form_is_named_with_its_grade() -> None:
    grades = {
        ".".join(finding.subject): finding.grade
        for finding in CHECKS["record.no_form"](EXAMPLE, DAY)
    }
    verifications = {
        f"objectives.E1.programme.verifications.{index}": Grade.OBSERVATION for index in range(3)
    }
    others = dict.fromkeys(("deviation_policy", "monitoring.quarterly_review"), Grade.OPPORTUNITY)
    assert verifications | others == grades
    kept = programmed(
        lambda one: attrs.evolve(
            one, verifications=tuple(attrs.evolve(v, form="F") for v in one.verifications)
        )
    )
    form = Form("F", SOMETHING, kind=FormKind.RESPONSE)
    corrected = looks(forms=("F",))(kept(attrs.evolve(EXAMPLE, forms=(*EXAMPLE.forms, form))))
    assert [] == sees("record.no_form", corrected)


#: Faults that the example does not have: rule, what brings it in, where it is then seen.
OTHERS: list[tuple[str, Fix, list[str]]] = [
    ("raci.several_accountable", raci({"季度评审": {"KC": "A", "Robert": "A"}}), ["raci.季度评审"]),
    ("raci.no_responsible", raci({"季度评审": {"KC": "A"}}), ["raci.季度评审"]),
    ("raci.collective_accountable", raci({"季度评审": {"仓储": "A"}}), ["raci.季度评审.仓储"]),
    ("raci.redundant_role", raci({"季度评审": {"KC": "A+C"}}), ["raci.季度评审.KC"]),
    ("raci.redundant_role", raci({"季度评审": {"KC": "C+I"}}), ["raci.季度评审.KC"]),
    ("raci.unused_party", raci({"季度评审": {"KC": "A+R", "Miku": "-"}}), ["parties.Miku"]),
    ("smart.not_specific", each(statement=Text({"zh": "加强环保管理"})), ALL),
    (
        "smart.not_achievable",
        each(target=Target.reduce_by(Quantity.parse("2").base)),
        ALL,
    ),
    ("smart.not_time_bound", each(due=None), ALL),
    ("objective.no_owner", each(responsible=()), ALL),
    ("policy.missing", whole(deviation_policy=None), [""]),
    ("policy.band_overlap", printed("0-10%", "5-25%", "> 25%"), ["deviation_policy"]),
    ("policy.band_overlap", printed("≤ 5%", "≥ 5%, ≤ 25%", "> 25%"), ["deviation_policy"]),
    ("policy.band_overlap", printed("≤ 5%", "≤ 25% 且 ≥ 5%", "> 25%"), ["deviation_policy"]),
    ("policy.boundary_implicit", printed("0% - 5%", "> 5 %", None), ["deviation_policy"]),
    (
        "coverage.aspect_without_objective",
        whole(aspects=(Aspect("noise", SOMETHING, significant=True), Aspect("light", SOMETHING))),
        ["aspects.noise"],
    ),
    (
        "xref.responsible_differs",
        each(responsible=()),
        some(1),
    ),
]


@pytest.mark.parametrize(("name", "fault", "subjects"), OTHERS)
def test_a_check_finds_a_fault_that_is_brought_in(
    name: str, fault: Fix, subjects: list[str]
) -> None:
    assert subjects == sees(name, fault(EXAMPLE))


def test_a_target_of_more_than_the_whole_cannot_be_reached() -> None:
    rates = tuple(one for one in EXAMPLE.objectives if one.measure.unit.is_ratio)
    ambitious = each(target=Target.at_least("120%"))(attrs.evolve(EXAMPLE, objectives=rates))
    assert some(2, 4, 6, 7) == sees("smart.not_achievable", ambitious)


@pytest.mark.parametrize(
    ("target", "subjects"),
    [
        (Target.between("78%", "82%"), some(2, 4, 6)),
        (Target.exactly("80%", "2%"), some(2, 4, 6)),
        (Target.each(Target.between("78%", "82%")), []),
        (Target.at_least("80%"), []),
    ],
)
def test_a_mean_within_a_range_hides_readings_outside_of_it(
    target: Target, subjects: list[str]
) -> None:
    rates = tuple(one for one in EXAMPLE.objectives if one.measure.unit.is_ratio)
    ranged = each(target=target)(attrs.evolve(EXAMPLE, objectives=rates))
    assert subjects == sees("target.range_of_one_figure", ranged)


@pytest.mark.parametrize("kept", [("E1",), ("E3",), ("E2",)])
def test_a_policy_without_a_basis_is_only_unclear_about_what_there_is(kept: tuple[str]) -> None:
    few = attrs.evolve(
        EXAMPLE, objectives=tuple(one for one in EXAMPLE.objectives if one.id in kept)
    )
    assert (0 if kept == ("E1",) else 1) == len(sees("policy.base_undefined", few))


def test_a_share_that_is_no_lower_limit_has_no_granularity() -> None:
    assert [] == sees("kpi.granularity", indicators(target=Target.above("80%"))(EXAMPLE))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("policy.boundary_implicit", printed("≤ 5%", "> 5%", "> 25%")),
        ("policy.boundary_implicit", printed("≤ 5%", "> 5% and ≤ 25%", "> 25%")),
        ("policy.band_overlap", printed("> 0%, ≤ 5%", "> 5%，≤ 25%", "> 25%")),
        ("policy.band_overlap", printed("≤ 5%, ≤ 6%", "little, ≤ 25%", "> 25%")),
        ("objective.multiple_owners", each(responsible=())),
        ("target.operator_implicit", each(statement=Text({"zh": "≥ 80%", "en": "80% of all"}))),
    ],
)
def test_what_is_said_well_or_not_at_all_is_not_found_unclear(name: str, change: Fix) -> None:
    assert [] == sees(name, change(EXAMPLE))


@pytest.mark.parametrize(
    "name",
    [
        "raci.activity_missing",
        "raci.person_missing",
        "policy.band_overlap",
        "policy.base_undefined",
        "policy.no_met_state",
        "measure.circular",
        "xref.clause_suspect",
        "kpi.granularity",
    ],
)
def test_a_check_has_nothing_to_say_of_an_empty_system(name: str) -> None:
    empty = ManagementSystem(EXAMPLE.organisation, EXAMPLE.period)
    assert [] == sees(name, empty)


def test_a_system_that_only_looks_needs_only_that_activity() -> None:
    rows = {"季度评审": {"KC": "A+R"}}
    bare = ManagementSystem(
        EXAMPLE.organisation,
        EXAMPLE.period,
        parties=(Party("KC", PartyKind.PERSON),),
        activities=(Activity("季度评审", kind=ActivityKind.REVIEW),),
        raci=RaciMatrix.of(rows),
    )
    assert [] == sees("raci.activity_missing", bare)


def test_requirements_are_found_with_the_clauses_that_ask_them() -> None:
    found = CHECKS["requirement.communicated"](EXAMPLE, DAY)
    assert ALL == [".".join(finding.subject) for finding in found]
    assert {("iso14001:2015/6.2.1.d", "cts-q-zg040:2023/6.2.1.c")} == {
        tuple(map(str, finding.clauses)) for finding in found
    }
    assert [] == sees("requirement.communicated", attrs.evolve(EXAMPLE, standards=(), evidence=()))


def test_a_requirement_on_the_system_is_found_of_the_system() -> None:
    assert [""] == sees("requirement.objectives_documented", attrs.evolve(EXAMPLE, objectives=()))


def test_an_exclusion_takes_its_clause_out_of_the_findings() -> None:
    (clause, other) = CHECKS["requirement.communicated"](EXAMPLE, DAY)[0].clauses
    excluded = attrs.evolve(
        EXAMPLE,
        exclusions=(Exclusion(clause, SOMETHING), Exclusion(other, SOMETHING, objective="E1")),
    )
    found = audit(excluded, DAY, [CHECKS["requirement.communicated"]]).findings
    assert ALL[1:] == [".".join(finding.subject) for finding in found]
    assert {(other,)} == {finding.clauses for finding in found}


def test_a_waived_clause_is_kept_apart() -> None:
    (clause, _) = CHECKS["requirement.communicated"](EXAMPLE, DAY)[0].clauses
    waiver = Waiver(SOMETHING, "KC", expires=DAY, clause=clause, subject="E1")
    report = audit(attrs.evolve(EXAMPLE, waivers=(waiver,)), DAY, STANDARD)
    assert [(clause,)] == [finding.clauses for finding in report.waived]


def test_no_two_standard_checks_share_a_name_and_all_speak_both_languages() -> None:
    assert len(STANDARD) == len(CHECKS)
    for one in STANDARD:
        for text in (one.sentence, one.remedy or one.sentence):
            assert {"en", "zh"} == {tag for tag, _ in text.wordings}


def again(given: Any) -> Any:
    return pickle.loads(pickle.dumps(given))  # noqa: S301 - what was just written


def test_every_standard_check_and_question_pickles_and_equals_itself_after() -> None:
    assert STANDARD == again(STANDARD)
    assert [check.examine for check in STANDARD] == [check.examine for check in again(STANDARD)]
    assert again(STANDARD)[0](EXAMPLE, DAY) == STANDARD[0](EXAMPLE, DAY)
    for question in QUESTIONS.values():
        read = again(question)
        assert (question, question.of_objective) == (read, read.of_objective)


def test_a_pickled_check_keeps_what_was_changed_of_it_and_a_group_its_checks() -> None:
    graver = attrs.evolve(CHECKS["raci.no_accountable"], grade=Grade.MAJOR)
    assert (graver, Grade.MAJOR) == (again(graver), again(graver).grade)
    group = all_of("own.all", "All is well.", *STANDARD)
    assert (group.parts, group(EXAMPLE, DAY)) == (again(group).parts, again(group)(EXAMPLE, DAY))


def test_every_finding_of_the_example_speaks_both_languages_and_has_a_remedy() -> None:
    report = audit(EXAMPLE, DAY, STANDARD)
    assert report.findings
    for finding in report.findings:
        assert {"en", "zh"} == {tag for tag, _ in finding.message.wordings}
        assert finding.remedy is not None


#: The page of checks in each language, and how it begins where a machine does not decide.
CHECK_PAGES = [("en", "checks.md", "no: "), ("zh", "zh/checks.md", "不能：")]


def check_page(name: str) -> str:
    return (Path(__file__).parents[1] / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize(("language", "name", "_"), CHECK_PAGES)
def test_the_documentation_lists_every_standard_check_as_it_is(
    language: str, name: str, _: str
) -> None:
    rows = [
        f"| `{one.name}` | {GRADE[one.grade].read(language)} | {one.sentence.read(language)} |"
        for one in STANDARD
    ]
    page = check_page(name)
    assert [] == [row for row in rows if row not in page]


@pytest.mark.parametrize(("_", "name", "undecided"), CHECK_PAGES)
def test_the_documentation_claims_only_what_is_found(_: str, name: str, undecided: str) -> None:
    table = check_page(name).partition("| 1 |")
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in f"| 1 |{table[2]}".splitlines()
        if line
    ]
    assert [str(number) for number in range(1, 62)] == [row[0] for row in cells]
    for _, rule, _, decided in cells:
        check = rule.strip("`")
        assert decided.startswith(undecided) or sees(check), rule


@pytest.mark.parametrize(
    ("name", "subject", "said"),
    [
        ("raci.person_missing", "parties.盛转红", "Sheng Zhuanhong is responsible for E1, E6 but has no column in the RACI matrix"),
        ("objective.baseline_missing", "objectives.E3", "the target is a change, and the value of its baseline 2025 is not given"),
        ("measure.circular", "objectives.E7", "completion rate of improvement cases on significant environmental aspects counts records of SOP-08, which are opened when objectives are missed"),
        ("policy.band_overlap", "deviation_policy", "5% is printed in two bands"),
        ("policy.boundary_implicit", "deviation_policy", "which band 25% belongs to can only be inferred from the next band"),
        ("policy.base_undefined", "deviation_policy", "E2, E4, E6, E7: a share of the target, or percentage points?"),
        ("policy.no_met_state", "deviation_policy", "a deviation of zero and one of 5% are in the same band"),
        ("tracking.evaluated_before_end", "monitoring.annual_evaluation", "due 2026-12, before the last figures of E3, E6, E7 are available"),
        ("kpi.granularity", "indicators.0", "80% of 7 objectives is 6: 1 may be missed"),
        ("doc.no_revision_history", "procedures.环境目标程序", "new, and no revision says why: E6, E7"),
        ("record.retention_incomplete", "forms.QEF-24-01", "QEF-24-01: no start of retention, no place of storage"),
        ("xref.clause_suspect", "procedures.环境目标程序.related.0", "§6.2.2 has the title that iso14001:2015 gives to 6.2.1"),
    ],
)  # fmt: skip
def test_a_finding_tells_what_it_counted(name: str, subject: str, said: str) -> None:
    found = CHECKS[name](EXAMPLE, DAY)[0]
    assert (subject, said) == (".".join(found.subject), found.message.read("en"))


@pytest.mark.parametrize(
    ("source", "definition", "told"),
    [(None, None, False), (SOMETHING, None, True), (None, SOMETHING, True)],
)
def test_what_a_rate_counts_is_told_by_a_source_or_a_definition(
    source: Text | None, definition: Text | None, told: bool
) -> None:
    stated = series(lambda one: attrs.evolve(one, source=source, definition=definition))(EXAMPLE)
    rates = attrs.evolve(
        stated,
        objectives=tuple(one for one in stated.objectives if one.measure.formula.is_quotient),
    )
    assert told is (not sees("measure.no_denominator", rates))
