"""What the questions find, and what they miss, on objectives built for the purpose."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from mgmtsys.auditing.checks import audit
from mgmtsys.auditing.checks.smart import Mark, smart
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.status import Status
from mgmtsys.files.standards import all_shipped
from mgmtsys.standard.clause import ClauseNumber
from mgmtsys.system.context import Aspect, Obligation, Outlook, PolicyStatement, RiskOrOpportunity
from mgmtsys.system.document import Form, FormKind
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.measure import Formula, Measure, Series
from mgmtsys.system.monitoring import Monitoring, MonitoringKind
from mgmtsys.system.objective import (
    Action,
    Baseline,
    Communication,
    Indicator,
    Milestone,
    Objective,
    Programme,
    Resource,
    Verification,
)
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.raci import Activity, RaciMatrix
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import UnknownQuestion
from mgmtsys.values.period import Frequency, Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity, Unit

KWH, PERCENT = Unit.parse("kWh"), Unit.parse("%")
MONTHLY = Frequency.parse("monthly")
BARE = Objective(
    id="O1",
    statement=Text("Use less"),
    measure=Measure(Formula.parse("sum(electricity)"), KWH),
    target=Target.at_most("100 kWh"),
)
SYSTEM = ManagementSystem(
    organisation=Text("Works"),
    period=Period.parse("2026"),
    parties=(
        Party("ann", PartyKind.PERSON, name=Text({"en": "Ann", "zh": "安"})),
        Party("bob", PartyKind.PERSON),
        Party("hall", PartyKind.DEPARTMENT),
        Party("board", PartyKind.BODY),
        Party("all", PartyKind.GROUP),
        Party("buyer", PartyKind.ROLE),
    ),
    policy=(PolicyStatement("clean", Text("Keep clean")),),
    aspects=(Aspect("power", Text("Power"), significant=True), Aspect("noise", Text("Noise"))),
    obligations=(Obligation("act", Text("The act")),),
    risks=(RiskOrOpportunity("price", Outlook.RISK, name=Text("Price")),),
    series=(
        Series("electricity", KWH, source=Text("meter")),
        Series("rate", PERCENT, source=Text("log")),
        Series("heads", Unit.parse("person")),
    ),
    objectives=(BARE,),
)


def ask(name: str, objective: Objective = BARE, system: ManagementSystem = SYSTEM) -> Answer:
    question = QUESTIONS[name]
    if question.of_system is not None:
        return question.of_system(system, Dossier(system, system.period.last))
    assert question.of_objective is not None
    whole = attrs.evolve(system, objectives=(objective,))
    return question.of_objective(whole, objective, Dossier(whole, whole.period.last))


def says(texts: tuple[Text, ...], lang: str = "en") -> list[str]:
    return [text.read(lang) for text in texts]


def with_programme(**fields: object) -> Objective:
    return attrs.evolve(BARE, programme=Programme(**fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "objective"),
    [
        ("objective.functions_and_levels", attrs.evolve(BARE, functions=("hall",))),
        ("objective.aspects_and_obligations", attrs.evolve(BARE, aspects=("power",))),
        ("objective.aspects_and_obligations", attrs.evolve(BARE, obligations=("act",))),
        ("objective.risks_and_opportunities", attrs.evolve(BARE, risks=("price",))),
        ("objective.policy_link", attrs.evolve(BARE, policy=("clean",))),
        ("objective.measurable", BARE),
        (
            "objective.communicated",
            attrs.evolve(BARE, communications=(Communication(("hall",), date(2026, 1, 9)),)),
        ),
        ("objective.updated", attrs.evolve(BARE, updated=Text("each quarter"))),
        ("objective.actions", with_programme(actions=(Action(Text("Swap lamps")),))),
        ("objective.actions", with_programme(milestones=(Milestone(Text("Half")),))),
        ("objective.resources", with_programme(resources=(Resource(Text("Money")),))),
        ("objective.responsible", attrs.evolve(BARE, responsible=("ann",))),
        ("objective.completion_date", attrs.evolve(BARE, due=Deadline.parse("2026-11"))),
        (
            "objective.schedule",
            with_programme(milestones=(Milestone(Text("Half"), Deadline.parse("Q2")),)),
        ),
        ("objective.evaluation_method", BARE),
        (
            "objective.progress_indicators",
            with_programme(indicators=(Indicator(Text("lamps"), Target.zero()),)),
        ),
        (
            "objective.verification",
            with_programme(verifications=(Verification(Text("look"), MONTHLY),)),
        ),
        (
            "objective.verification",
            attrs.evolve(BARE, measure=attrs.evolve(BARE.measure, frequency=MONTHLY)),
        ),
        ("objective.integration", with_programme(integration=Text("in the shift log"))),
    ],
)
def test_what_is_there_is_evidence(name: str, objective: Objective) -> None:
    assert ask(name, objective).status is Status.EVIDENCED


@pytest.mark.parametrize(
    "name",
    [
        "objective.functions_and_levels",
        "objective.aspects_and_obligations",
        "objective.risks_and_opportunities",
        "objective.policy_link",
        "objective.monitored",
        "objective.communicated",
        "objective.updated",
        "system.objectives_documented",
        "objective.actions",
        "objective.resources",
        "objective.responsible",
        "objective.completion_date",
        "objective.schedule",
        "objective.progress_indicators",
        "objective.integration",
    ],
)
def test_what_is_not_there_is_a_gap_that_says_what_is_missing(name: str) -> None:
    answer = ask(name)
    assert answer.status is Status.GAP
    assert says(answer.missing)
    assert says(answer.missing, "en") != says(answer.missing, "zh")


def test_an_owner_is_part_of_a_function() -> None:
    answer = ask("objective.functions_and_levels", attrs.evolve(BARE, responsible=("ann",)))
    assert answer.status is Status.PARTIAL
    assert (["responsible: Ann"], ["责任人：安"]) == (says(answer.found), says(answer.found, "zh"))


def test_an_aspect_that_nobody_calls_significant_is_part_of_an_answer() -> None:
    answer = ask("objective.aspects_and_obligations", attrs.evolve(BARE, aspects=("noise",)))
    assert answer.status is Status.PARTIAL


def test_a_rate_without_numerator_and_denominator_is_partly_measurable() -> None:
    rate = Measure(Formula.parse("mean(rate)"), PERCENT)
    objective = attrs.evolve(BARE, measure=rate, target=Target.at_least("80%"))
    answer = ask("objective.measurable", objective)
    assert answer.status is Status.PARTIAL
    assert ["numerator and denominator of the rate"] == says(answer.missing)


def test_a_quotient_shows_what_it_is_a_rate_of() -> None:
    rate = Measure(Formula.parse("1 + sum(electricity) / sum(electricity)"), PERCENT)
    objective = attrs.evolve(BARE, measure=rate, target=Target.at_least("80%"))
    assert ask("objective.measurable", objective).status is Status.EVIDENCED


def test_a_series_without_source_or_definition_is_partly_measurable() -> None:
    measure = Measure(Formula.parse("sum(electricity) / mean(heads)"), Unit.parse("kWh/person"))
    objective = attrs.evolve(BARE, measure=measure, target=Target.at_most("9 kWh/person"))
    assert ["the definition or the source of heads"] == says(
        ask("objective.measurable", objective).missing
    )


@pytest.mark.parametrize(
    ("baseline", "status"),
    [
        (None, Status.PARTIAL),
        (Baseline(Period.parse("2025")), Status.PARTIAL),
        (Baseline(Period.parse("2025"), Quantity.parse("100 kWh")), Status.EVIDENCED),
    ],
)
def test_a_change_is_measurable_once_its_baseline_has_a_value(
    baseline: Baseline | None, status: Status
) -> None:
    objective = attrs.evolve(BARE, target=Target.reduce_by(Fraction(1, 20)), baseline=baseline)
    assert ask("objective.measurable", objective).status is status


def test_tracking_counts_when_it_says_how_often_and_by_whom() -> None:
    whole = Monitoring(
        "m",
        MonitoringKind.TRACKING,
        name=Text("Tracking"),
        frequency=MONTHLY,
        due=None,
        responsible=("ann",),
    )
    for look, status in (
        (whole, Status.EVIDENCED),
        (attrs.evolve(whole, frequency=None), Status.GAP),
        (attrs.evolve(whole, responsible=()), Status.GAP),
        (attrs.evolve(whole, kind=MonitoringKind.REVIEW), Status.GAP),
    ):
        system = attrs.evolve(SYSTEM, monitoring=(look,))
        assert ask("objective.monitored", system=system).status is status


def test_a_form_of_another_kind_keeps_no_objectives() -> None:
    plan = Form("F1", Text("Plan"), kind=FormKind.PLAN)
    other = attrs.evolve(plan, kind=FormKind.TRACKING)
    for forms, objectives, status in (
        ((plan,), (BARE,), Status.EVIDENCED),
        ((other,), (BARE,), Status.GAP),
        ((plan,), (), Status.GAP),
    ):
        system = attrs.evolve(SYSTEM, forms=forms, objectives=objectives)
        assert ask("system.objectives_documented", system=system).status is status


def test_a_target_with_a_day_has_a_completion_date() -> None:
    target = Target.at_least("100 kWh").by(date(2026, 9, 30)) & Target.done_by(date(2026, 3, 31))
    for due in (None, Deadline.parse("ongoing")):
        dated = attrs.evolve(BARE, target=target, due=due)
        assert ["due 2026-09-30"] == says(ask("objective.completion_date", dated).found)
        assert Mark.PASS is {one.letter: one.mark for one in smart(SYSTEM, dated)}["T"]
        seen = audit(attrs.evolve(SYSTEM, objectives=(dated,)), on=date(2026, 6, 30)).findings
        assert all(one.check != "smart.not_time_bound" for one in seen)
    stated = attrs.evolve(BARE, target=target, due=Deadline.parse("2026-11"))
    assert ["due 2026-11"] == says(ask("objective.completion_date", stated).found)


@pytest.mark.parametrize(
    ("owners", "single"),
    [
        (("ann",), True),
        (("buyer",), True),
        (("all",), False),
        (("hall",), False),
        (("board",), False),
        (("ann", "bob"), False),
    ],
)
def test_only_a_person_or_a_role_is_a_single_owner(
    owners: tuple[str, ...], *, single: bool
) -> None:
    owned = attrs.evolve(BARE, responsible=owners)
    answer = ask("objective.responsible", owned)
    assert ([] if single else ["a single owner"]) == says(answer.missing)
    seen = audit(attrs.evolve(SYSTEM, objectives=(owned,)), on=date(2026, 6, 30)).findings
    assert single is not any(one.check == "objective.multiple_owners" for one in seen)


def test_two_owners_are_not_one() -> None:
    answer = ask("objective.responsible", attrs.evolve(BARE, responsible=("ann", "bob")))
    assert ["a single owner"] == says(answer.missing)


def test_an_owner_whom_the_programme_contradicts_is_partial() -> None:
    programme = Programme(responsible=("bob",))
    objective = attrs.evolve(BARE, responsible=("ann",), programme=programme)
    answer = ask("objective.responsible", objective)
    assert ["agreement with the programme, which names bob"] == says(answer.missing)
    same = attrs.evolve(objective, programme=Programme(responsible=("ann",)))
    assert ask("objective.responsible", same).status is Status.EVIDENCED


def test_an_owner_needs_a_column_where_there_is_a_matrix() -> None:
    raci = RaciMatrix.of({"run": {"bob": "A+R"}})
    system = attrs.evolve(SYSTEM, activities=(Activity("run"),), raci=raci)
    answer = ask("objective.responsible", attrs.evolve(BARE, responsible=("ann",)), system)
    assert ["a column in the RACI matrix for Ann"] == says(answer.missing)


@pytest.mark.parametrize(
    ("due", "status"),
    [
        ("ongoing", Status.GAP),
        ("12 月", Status.PARTIAL),
        ("Q4", Status.PARTIAL),
        ("2026", Status.EVIDENCED),
        ("2026-12-31", Status.EVIDENCED),
    ],
)
def test_a_completion_date_has_its_year(due: str, status: Status) -> None:
    objective = attrs.evolve(BARE, due=Deadline.parse(due))
    assert ask("objective.completion_date", objective).status is status


def test_an_end_date_alone_is_part_of_a_schedule() -> None:
    objective = attrs.evolve(BARE, due=Deadline.parse("2026-12-31"))
    assert ask("objective.schedule", objective).status is Status.PARTIAL


def test_a_method_without_timing_is_part_of_verification() -> None:
    untimed = with_programme(verifications=(Verification(Text("look")),))
    assert ask("objective.verification", untimed).status is Status.PARTIAL


def test_what_cannot_be_known_is_undetermined_unless_something_is_missing() -> None:
    unknown = Answer(unknown=(Text("no data"),))
    assert unknown.status is Status.UNDETERMINED
    assert (Answer((Text("this"),)) | unknown).status is Status.UNDETERMINED
    assert (unknown | Answer(missing=(Text("that"),))).status is Status.GAP
    with pytest.raises(TypeError):
        unknown | 1


def test_a_question_asks_each_objective_or_the_system() -> None:
    with pytest.raises(UnknownQuestion, match="both each objective and the system, or neither"):
        Question("nothing", Text("?"))


def test_every_question_that_a_shipped_catalogue_asks_is_defined() -> None:
    asked = {name for standard in all_shipped() for clause in standard for name in clause.asks}
    assert asked <= QUESTIONS.keys()
    assert all(name == question.name for name, question in QUESTIONS.items())


def test_every_shipped_requirement_of_clause_6_2_asks_something() -> None:
    for standard in all_shipped():
        silent = [c.number for c in standard.requirements(ClauseNumber("6.2")) if not c.asks]
        assert [] == silent
