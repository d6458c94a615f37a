"""What a system refers to must be there, and what it measures must fit: every complaint at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs
import pytest

from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard
from mgmtsys.system.context import Aspect, Obligation, Outlook, PolicyStatement, RiskOrOpportunity
from mgmtsys.system.document import (
    Approval,
    CrossReference,
    Evidence,
    Form,
    Procedure,
    Section,
    Training,
)
from mgmtsys.system.finding import Exclusion, Waiver
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
    Verification,
)
from mgmtsys.system.party import Party, PartyKind, Site
from mgmtsys.system.policy import Band, DeviationPolicy
from mgmtsys.system.raci import Activity, RaciMatrix
from mgmtsys.system.references import find_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.exceptions import InvalidDocument, UnknownStandard
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity, Unit

_T = Text("wording")
_2026 = Period.parse("2026")
_POLICY = DeviationPolicy((Band("capa", procedure="SOP-2"),))
_CLAUSE = ClauseRef.parse("house:1/1.a")
_OBJECTIVE = Objective(
    "E1",
    _T,
    measure=Measure(Formula.parse("sum(water) / count(water)"), Unit.parse("L")),
    target=Target.at_most("9000 L"),
    responsible=("Ada",),
    functions=("Quality",),
    sites=("North",),
    aspects=("A1",),
    obligations=("L1",),
    risks=("R1",),
    policy=("P1",),
    baseline=Baseline(_2026, Quantity(9, "m3")),
    communications=(Communication(("Quality",)),),
    deviation_policy=_POLICY,
    programme=Programme(
        departments=("Quality",),
        responsible=("Ada",),
        actions=(Action(_T, ("Ada",)),),
        milestones=(Milestone(_T, responsible=("Ada",)),),
        indicators=(Indicator(_T, Target.zero(), owner="Ada"),),
        verifications=(Verification(_T, form="F1"),),
    ),
)
_PROCEDURE = Procedure(
    "SOP-1",
    sections=(Section("3.1", _T),),
    related=(CrossReference("SOP-2", "anything"),),
    refers_to=(CrossReference("SOP-1", "3.1"),),
    approvals=(Approval(parties=("Ada",)),),
)
_EVIDENCE = Evidence((_CLAUSE,), "SOP-1", section="3.1", objectives=("E1",))
_MONITORING = Monitoring(
    "M1", MonitoringKind.REVIEW, name=_T, responsible=("Ada",), forms=("F1",), activity="Review"
)
SYSTEM = ManagementSystem(
    organisation=_T,
    period=_2026,
    standards=(
        Standard(
            "house:1",
            _T,
            clauses=(
                Clause(
                    ClauseNumber("1"),
                    _T,
                    force=Force.HEADING,
                    items=(Clause(ClauseNumber("1.a"), _T),),
                ),
            ),
        ),
    ),
    parties=(
        Party("Ada", PartyKind.PERSON, member_of=("Quality",)),
        Party("Quality", PartyKind.DEPARTMENT),
    ),
    sites=(Site("North"),),
    activities=(Activity("Review"),),
    raci=RaciMatrix.of({"Review": {"Ada": "A+R"}}),
    policy=(PolicyStatement("P1", _T),),
    aspects=(Aspect("A1", _T, significant=True), Aspect("A2", _T)),
    obligations=(Obligation("L1", _T),),
    risks=(RiskOrOpportunity("R1", Outlook.RISK, name=_T),),
    series=(Series("water", Unit.parse("m3"), procedure="SOP-2"),),
    objectives=(_OBJECTIVE,),
    deviation_policy=_POLICY,
    indicators=(Indicator(_T, Target.zero(), owner="Ada"),),
    monitoring=(_MONITORING,),
    procedures=(_PROCEDURE, Procedure("SOP-2")),
    forms=(Form("F1", _T),),
    training=(Training(_T, audience=("Ada",)),),
    evidence=(_EVIDENCE,),
    waivers=(
        Waiver(_T, "Ada", expires=date(2026, 1, 1), clause=_CLAUSE, subject="E1"),
        Waiver(_T, "Ada", expires=date(2026, 1, 1), check="any.check", subject="anything"),
    ),
    exclusions=(Exclusion(_CLAUSE, _T, objective="E1"),),
)


def _objective(**changes: Any) -> dict[str, Any]:
    return {"objectives": (attrs.evolve(_OBJECTIVE, **changes),)}


def _programme(**changes: Any) -> dict[str, Any]:
    assert _OBJECTIVE.programme is not None
    return _objective(programme=attrs.evolve(_OBJECTIVE.programme, **changes))


def _procedure(**changes: Any) -> dict[str, Any]:
    return {"procedures": (attrs.evolve(_PROCEDURE, **changes), Procedure("SOP-2"))}


def _measured(formula: str, unit: str) -> dict[str, Any]:
    return _objective(measure=Measure(Formula.parse(formula), Unit.parse(unit)))


_NOBODY = "no party 'Nobody' is declared: expected one listed under parties"
_NO_SOP = "no procedure 'SOP-9' is declared: expected one listed under procedures"
_NO_FORM = "no form 'F9' is declared: expected one listed under forms"
_ABSENT = DeviationPolicy((Band("capa", procedure="SOP-9"),))
_ELSEWHERE = ClauseRef.parse("other:1/1")
_UNKNOWN = ClauseRef.parse("house:1/9")
_NO_STANDARD = "no standard 'other:1' is declared: expected one listed under standards"
_NO_CLAUSE = "house:1 has no 9: expected one such as 1"


@pytest.mark.parametrize(
    ("changes", "path", "en"),
    [
        ({"parties": (*SYSTEM.parties, Party("Bo", PartyKind.ROLE, member_of=("Nobody",)))},
         "parties.Bo.member_of.0", _NOBODY),
        ({"raci": RaciMatrix.of({"Review": {"Nobody": "I"}})}, "raci.Review.Nobody", _NOBODY),
        ({"raci": RaciMatrix.of({"Setting": {"Ada": "I"}})}, "raci.Setting",
         "no activity 'Setting' is declared: expected one listed under activities"),
        (_objective(responsible=("Nobody",)), "objectives.E1.responsible.0", _NOBODY),
        (_objective(functions=("Nobody",)), "objectives.E1.functions.0", _NOBODY),
        (_objective(sites=("South",)), "objectives.E1.sites.0",
         "no site 'South' is declared: expected one listed under sites"),
        (_objective(aspects=("A9",)), "objectives.E1.aspects.0",
         "no aspect 'A9' is declared: expected one listed under aspects"),
        (_objective(obligations=("L9",)), "objectives.E1.obligations.0",
         "no obligation 'L9' is declared: expected one listed under obligations"),
        (_objective(risks=("R9",)), "objectives.E1.risks.0",
         "no risk or opportunity 'R9' is declared: expected one listed under risks"),
        (_objective(policy=("P9",)), "objectives.E1.policy.0",
         "no policy statement 'P9' is declared: expected one listed under policy"),
        (_objective(communications=(Communication(("Nobody",)),)),
         "objectives.E1.communications.0.to.0", _NOBODY),
        (_objective(deviation_policy=_ABSENT),
         "objectives.E1.deviation_policy.bands.0.procedure", _NO_SOP),
        (_measured("sum(gas)", "L"), "objectives.E1.measure.formula",
         "no series 'gas' is declared: expected one listed under series"),
        (_measured("sum(water) + 1", "L"), "objectives.E1.measure.formula",
         "sum(water) + 1 joins m3 and 1, which measure different things"),
        (_objective(measure=Measure(Formula.parse("sum(water)"), Unit.parse("kWh")),
                    target=Target.zero(), baseline=None),
         "objectives.E1.measure.formula", "sum(water) gives m3: expected kWh"),
        (_objective(target=Target.at_most("5 kWh")), "objectives.E1.target",
         "the target does not fit a measure in L: expected bounds in that unit"),
        (_objective(baseline=Baseline(_2026, Quantity(5, "kWh"))), "objectives.E1.baseline.value",
         "5 kWh does not fit a measure in L: expected that unit"),
        (_programme(departments=("Nobody",)), "objectives.E1.programme.departments.0", _NOBODY),
        (_programme(responsible=("Nobody",)), "objectives.E1.programme.responsible.0", _NOBODY),
        (_programme(actions=(Action(_T, ("Nobody",)),)),
         "objectives.E1.programme.actions.0.responsible.0", _NOBODY),
        (_programme(milestones=(Milestone(_T, responsible=("Nobody",)),)),
         "objectives.E1.programme.milestones.0.responsible.0", _NOBODY),
        (_programme(indicators=(Indicator(_T, Target(), owner="Nobody"),)),
         "objectives.E1.programme.indicators.0.owner", _NOBODY),
        (_programme(verifications=(Verification(_T), Verification(_T, form="F9"))),
         "objectives.E1.programme.verifications.1.form", _NO_FORM),
        ({"series": (Series("water", Unit.parse("m3"), procedure="SOP-9"),)},
         "series.water.procedure", _NO_SOP),
        ({"deviation_policy": _ABSENT}, "deviation_policy.bands.0.procedure", _NO_SOP),
        ({"indicators": (Indicator(_T, Target(), owner="Nobody"),)}, "indicators.0.owner", _NOBODY),
        ({"monitoring": (attrs.evolve(_MONITORING, responsible=("Nobody",)),)},
         "monitoring.M1.responsible.0", _NOBODY),
        ({"monitoring": (attrs.evolve(_MONITORING, forms=("F9",)),)}, "monitoring.M1.forms.0", _NO_FORM),
        ({"monitoring": (attrs.evolve(_MONITORING, activity="Setting"),)}, "monitoring.M1.activity",
         "no activity 'Setting' is declared: expected one listed under activities"),
        (_procedure(related=(CrossReference("SOP-9"),)), "procedures.SOP-1.related.0.procedure", _NO_SOP),
        (_procedure(refers_to=(CrossReference("SOP-9"),)), "procedures.SOP-1.refers_to.0.procedure", _NO_SOP),
        (_procedure(refers_to=(CrossReference("SOP-1", "3.2"),)), "procedures.SOP-1.refers_to.0.section",
         "SOP-1 has no section '3.2': expected one that it lists"),
        (_procedure(approvals=(Approval(parties=("Nobody",)),)),
         "procedures.SOP-1.approvals.0.parties.0", _NOBODY),
        ({"training": (Training(_T, audience=("Nobody",)),)}, "training.0.audience.0", _NOBODY),
        ({"evidence": (attrs.evolve(_EVIDENCE, clauses=(_ELSEWHERE,)),)},
         "evidence.0.clauses.0", _NO_STANDARD),
        ({"evidence": (attrs.evolve(_EVIDENCE, clauses=(_UNKNOWN,)),)},
         "evidence.0.clauses.0", _NO_CLAUSE),
        ({"evidence": (attrs.evolve(_EVIDENCE, clauses=(ClauseRef.parse("house:1/1"),)),)},
         "evidence.0.clauses.0",
         "house:1/1 is not a requirement itself: expected the items that are answered"),
        ({"evidence": (attrs.evolve(_EVIDENCE, objectives=("E9",)),)}, "evidence.0.objectives.0",
         "no objective 'E9' is declared: expected one listed under objectives"),
        ({"evidence": (attrs.evolve(_EVIDENCE, document="X"),)}, "evidence.0.document",
         "no document 'X' is declared: expected one listed under procedures or forms"),
        ({"evidence": (attrs.evolve(_EVIDENCE, section="9"),)}, "evidence.0.section",
         "SOP-1 has no section '9': expected one that it lists"),
        ({"waivers": (Waiver(_T, "Nobody", expires=date(2026, 1, 1), check="any"),)},
         "waivers.0.approver", _NOBODY),
        ({"waivers": (Waiver(_T, "Ada", expires=date(2026, 1, 1), clause=_UNKNOWN),)},
         "waivers.0.clause", _NO_CLAUSE),
        ({"waivers": (Waiver(_T, "Ada", expires=date(2026, 1, 1), clause=_CLAUSE, subject="E9"),)},
         "waivers.0.subject",
         "no objective 'E9' is declared: expected one listed under objectives"),
        ({"exclusions": (Exclusion(_ELSEWHERE, _T),)}, "exclusions.0.clause", _NO_STANDARD),
        ({"exclusions": (Exclusion(_CLAUSE, _T, objective="E9"),)}, "exclusions.0.objective",
         "no objective 'E9' is declared: expected one listed under objectives"),
        ({"aspects": (*SYSTEM.aspects, Aspect("A1", _T))}, "aspects.A1",
         "'A1' is already in use (aspects): expected an id of its own"),
        ({"procedures": (*SYSTEM.procedures, Procedure("E1"))}, "procedures.E1",
         "'E1' is already in use (objectives): expected an id of its own"),
        ({"forms": (*SYSTEM.forms, Form("SOP-1", _T))}, "forms.SOP-1",
         "'SOP-1' is already in use (procedures): expected an id of its own"),
        ({"forms": (*SYSTEM.forms, Form("checks", _T))}, "forms.checks",
         "'checks' is already in use (clause matrix): expected an id of its own"),
        ({"forms": (*SYSTEM.forms, Form("system", _T))}, "forms.system",
         "'system' is already in use (clause matrix): expected an id of its own"),
        ({"parties": (*SYSTEM.parties, Party("", PartyKind.ROLE))}, "parties.2",
         "an id is blank: expected it filled in"),
        ({"forms": (*SYSTEM.forms, Form("　", _T))}, "forms.1", "an id is blank: expected it filled in"),
        ({"parties": (Party("Ada", PartyKind.PERSON, member_of=("Quality",)),
                      Party("Quality", PartyKind.DEPARTMENT, member_of=("Ada",)))},
         "parties.Ada.member_of",
         "a party belongs to itself: Ada → Quality → Ada; expected no cycle"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_named_with_its_path(
    changes: dict[str, Any], path: str, en: str
) -> None:
    with pytest.raises(InvalidDocument) as refused:
        attrs.evolve(SYSTEM, **changes)
    assert [(path, en)] == [
        (".".join(problem.path), str(problem.message)) for problem in refused.value.problems
    ]
    (problem,) = refused.value.problems
    assert problem.message.read("zh")
    assert problem.message.read("zh") != str(problem.message)


@pytest.mark.parametrize(
    ("changes", "zh"),
    [
        (
            _objective(responsible=("Nobody",)),
            "未声明人员或部门 'Nobody'：应为 parties 之下所列之一",
        ),
        (_objective(target=Target.at_most("5 kWh")), "目标值与以 L 计的测量不符：应使用该单位"),
        (
            {"forms": (*SYSTEM.forms, Form("E1", _T))},
            "'E1' 已被使用（objectives）：应另取编号",
        ),
        ({"exclusions": (Exclusion(_UNKNOWN, _T),)}, "house:1 没有 9：应为如 1 的编号"),
    ],
)
def test_complaints_read_in_chinese_as_well(changes: dict[str, Any], zh: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        attrs.evolve(SYSTEM, **changes)
    assert refused.value.read("zh").endswith(zh)


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_fields() -> None:
    with pytest.raises(InvalidDocument) as refused:
        attrs.evolve(
            SYSTEM,
            training=(Training(_T, audience=("Nobody",)),),
            indicators=(Indicator(_T, Target(), owner="Nobody"),),
            **_objective(responsible=("Nobody", "No one"), aspects=("A9",)),
        )
    assert [
        "objectives.E1.responsible.0",
        "objectives.E1.responsible.1",
        "objectives.E1.aspects.0",
        "indicators.0.owner",
        "training.0.audience.0",
    ] == [".".join(problem.path) for problem in refused.value.problems]


def _parts(system: ManagementSystem, **changes: Iterable[Any]) -> dict[str, Any]:
    return {**attrs.asdict(system, recurse=False), **changes}


def test_the_whole_system_has_no_problem() -> None:
    assert [] == list(find_problems(_parts(SYSTEM)))


@pytest.mark.parametrize("field", ["series", "parties", "procedures", "objectives"])
def test_what_could_not_be_understood_still_counts_as_declared(field: str) -> None:
    """Gaps stand in the place of the members, and their ids are spared."""
    members = getattr(SYSTEM, field)
    gaps = _parts(SYSTEM, **{field: (None,) * len(members)})
    assert [] == list(find_problems(gaps, {field: [one.id for one in members]}))
    assert [] != list(find_problems(gaps))


def test_a_gap_declares_nothing_but_its_own_id() -> None:
    parts = _parts(SYSTEM, parties=(*SYSTEM.parties, None), **_objective(responsible=("",)))
    assert [("objectives", "E1", "responsible", "0")] == [one.path for one in find_problems(parts)]


def test_a_system_finds_its_standards_and_series() -> None:
    assert SYSTEM.standards[0] is SYSTEM.standard("house:1")
    assert SYSTEM.series[0] is SYSTEM.series_of("water")
    assert {"A1"} == SYSTEM.significant_aspects
    with pytest.raises(KeyError):
        SYSTEM.series_of("gas")


def test_a_system_names_its_parties_and_activities() -> None:
    named = Party("Bo", PartyKind.ROLE, name=Text({"en": "the auditor", "zh": "审核员"}))
    tracking = Activity("Tracking", Text({"en": "tracking", "zh": "追踪"}))
    system = attrs.evolve(
        SYSTEM,
        parties=(*SYSTEM.parties, named),
        activities=(*SYSTEM.activities, tracking),
    )
    assert "Ada、审核员" == system.names(["Ada", "Bo"]).read("zh")
    assert "" == system.names([]).read("zh")
    assert "追踪" == system.activity_name("Tracking").read("zh")
    assert "Review" == system.activity_name("Review").read("zh")
    with pytest.raises(KeyError):
        system.names(["Nobody"])
    with pytest.raises(KeyError):
        system.activity_name("Setting")


@pytest.mark.parametrize(
    ("standards", "known", "zh"),
    [(SYSTEM.standards, "house:1", "现有 house:1"), ((), "no standard", "未引用任何标准")],
)
def test_a_standard_that_the_system_does_not_answer_to_is_named(
    standards: tuple[Standard, ...], known: str, zh: str
) -> None:
    system = ManagementSystem(_T, _2026, standards=standards)
    with pytest.raises(UnknownStandard) as refused:
        system.standard("other:1")
    assert f"the system does not answer to 'other:1': it names {known}" == refused.value.read("en")
    assert f"体系未引用标准 'other:1'：{zh}" == refused.value.read("zh")


def test_the_standards_that_a_system_answers_to_stand_in_a_row_as_the_reader_writes_one() -> None:
    standards = (SYSTEM.standards[0], attrs.evolve(SYSTEM.standards[0], id="house:2"))
    system = ManagementSystem(_T, _2026, standards=standards)
    with pytest.raises(UnknownStandard) as refused:
        system.standard("other:1")
    assert refused.value.read("en").endswith("it names house:1, house:2")
    assert refused.value.read("zh").endswith("现有 house:1、house:2")


def test_of_a_catalogue_that_could_not_be_understood_any_clause_may_be_named() -> None:
    gaps = _parts(SYSTEM, standards=(None,))
    assert [] == list(find_problems(gaps, {"standards": ["house:1"]}))
