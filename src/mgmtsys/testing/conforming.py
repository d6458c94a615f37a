"""Systems in which the standard checks find no nonconformity, and the same with one known flaw."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from mgmtsys.files.standards import SHIPPED, shipped
from mgmtsys.system.context import Aspect, Obligation, Outlook, PolicyStatement, RiskOrOpportunity
from mgmtsys.system.deviation import Basis
from mgmtsys.system.document import (
    Approval,
    CrossReference,
    Form,
    FormKind,
    Procedure,
    Retention,
    Revision,
    Section,
    Training,
)
from mgmtsys.system.measure import Formula, Measure, Series
from mgmtsys.system.monitoring import Monitoring, MonitoringKind
from mgmtsys.system.objective import (
    Action,
    Baseline,
    Communication,
    Indicator,
    Milestone,
    Objective,
    ProcessFigure,
    Programme,
    Resource,
    Verification,
)
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.policy import Band, DeviationPolicy, TimeBasis
from mgmtsys.system.raci import Activity, ActivityKind, RaciMatrix, Role
from mgmtsys.system.response import Colour
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.period import CalendarUnit, Duration, Frequency, Period
from mgmtsys.values.text import Text, both
from mgmtsys.values.units import Quantity, Unit

_MONTHLY = Frequency(Duration(1, CalendarUnit.MONTH))
_SAID = both("as the document states", "如文件所述")
_OWNER, _REVIEWER, _LEADER = "owner", "reviewer", "leader"
_CAPA = Band("capa", procedure="capa", colour=Colour.RED)


@functools.cache
def _measures() -> Mapping[str, tuple[str, str, Target, Baseline | None]]:
    """Return measures with targets that they can be held to; built when a system is first drawn."""
    thousand = Quantity.parse("1000 kWh")
    change = Target.reduce_by(Fraction(1, 20))
    return {
        "level": ("sum(energy)", "kWh", Target.at_most(thousand), None),
        "rate": ("sum(done) / sum(due)", "%", Target.at_least("80%"), None),
        "zero": ("sum(spills)", "incident", Target.zero(), None),
        "change": ("sum(energy)", "kWh", change, Baseline(Period.parse("2025"), thousand)),
    }


_SERIES = {"energy": "kWh", "done": "item", "due": "item", "spills": "incident"}


def _programme(end: date) -> Programme:
    return Programme(
        departments=("works",),
        responsible=(_OWNER,),
        actions=(Action(_SAID, (_OWNER,), due=Deadline.parse(str(end))),),
        resources=(Resource(_SAID, Quantity.parse("1 CNY")),),
        milestones=(
            Milestone(_SAID, Deadline.parse(str(end)), responsible=(_OWNER,), criterion=_SAID),
        ),
        indicators=(Indicator(_SAID, Target.at_least("1")),),
        verifications=(Verification(_SAID, _MONTHLY, form="other"),),
        integration=_SAID,
    )


def _objective(id: str, kind: str, period: Period) -> Objective:
    formula, unit, target, baseline = _measures()[kind]
    return Objective(
        id=id,
        statement=both(f"{id}: at least as much as its target says", f"{id}：不低于其目标值"),
        measure=Measure(Formula.parse(formula), Unit.parse(unit), frequency=_MONTHLY, method=_SAID),
        target=target,
        responsible=(_OWNER,),
        due=Deadline.parse(str(period.last)),
        baseline=baseline,
        programme=_programme(period.last),
        functions=("works",),
        aspects=("power",),
        obligations=("law",),
        risks=("price",),
        policy=("clean",),
        communications=(Communication(("works",), every=_MONTHLY),),
        updated=_SAID,
        deviation_policy=DeviationPolicy((_CAPA,), Basis.RELATIVE_TO_TARGET),
    )


def _monitoring(period: Period) -> tuple[Monitoring, ...]:
    after = Deadline.parse(str(period.last + timedelta(days=31)))
    looks = (
        (MonitoringKind.TRACKING, _LEADER, None),
        (MonitoringKind.REVIEW, _REVIEWER, None),
        (MonitoringKind.EVALUATION, _REVIEWER, after),
    )
    return tuple(
        Monitoring(
            kind.value,
            kind,
            name=_SAID,
            frequency=_MONTHLY,
            due=due,
            responsible=(who,),
            covers=(_SAID,),
            forms=(kind.value,),
            activity=kind.value,
        )
        for kind, who, due in looks
    )


@st.composite
def conforming_systems(draw: st.DrawFn) -> ManagementSystem:
    """Draw a system of one to three objectives in which no standard check finds a nonconformity."""
    period = Period.parse(str(draw(st.integers(2020, 2030))))
    kinds = draw(st.lists(st.sampled_from(sorted(_measures())), min_size=1, max_size=3))
    day = period.start
    rows = {kind.value: {_LEADER: "A", _OWNER: "R", _REVIEWER: "I"} for kind in ActivityKind}
    relation = (CrossReference("capa"),)
    return ManagementSystem(
        organisation=draw(st.sampled_from([Text("Works"), both("Works", "工厂")])),
        period=period,
        standards=tuple(shipped(id) for id in draw(st.sets(st.sampled_from(sorted(SHIPPED))))),
        scope=_SAID,
        parties=(
            *(Party(id, PartyKind.ROLE) for id in (_OWNER, _REVIEWER, _LEADER)),
            Party("works", PartyKind.DEPARTMENT),
        ),
        activities=tuple(Activity(kind.value, _SAID, kind=kind) for kind in ActivityKind),
        raci=RaciMatrix.of(rows),
        policy=(PolicyStatement("clean", _SAID),),
        aspects=(Aspect("power", _SAID, significant=True),),
        obligations=(Obligation("law", _SAID, provision=_SAID),),
        risks=(RiskOrOpportunity("price", draw(st.sampled_from(Outlook)), name=_SAID),),
        series=tuple(
            Series(
                id, Unit.parse(unit), name=_SAID, frequency=_MONTHLY, source=_SAID, definition=_SAID
            )
            for id, unit in _SERIES.items()
        ),
        objectives=tuple(_objective(f"O{index}", kind, period) for index, kind in enumerate(kinds)),
        deviation_policy=DeviationPolicy(
            (
                Band("monitor", Quantity.parse("5%"), colour=Colour.GREEN),
                _CAPA,
            ),
            Basis.RELATIVE_TO_TARGET,
            time_basis=TimeBasis.END,
            beaten=_SAID,
        ),
        indicators=(
            Indicator(
                _SAID,
                Target.at_least("100%"),
                definition=_SAID,
                owner=_LEADER,
                frequency=_MONTHLY,
                source=_SAID,
                figure=ProcessFigure.OBJECTIVES_MET,
            ),
        ),
        monitoring=_monitoring(period),
        procedures=(
            Procedure(
                "handbook",
                _SAID,
                number="H-1",
                version="1",
                effective=day,
                sections=(Section("1", _SAID, text=_SAID),),
                related=relation,
                refers_to=relation,
                approvals=(Approval(_SAID, (_LEADER,), signed=day),),
                revisions=(Revision("1", day, change=_SAID),),
            ),
            Procedure("capa"),
        ),
        forms=tuple(
            Form(
                kind.value,
                _SAID,
                kind=kind,
                retention=Retention(Duration(3, CalendarUnit.YEAR)),
                retained_from=_SAID,
                storage=_SAID,
            )
            for kind in FormKind
        ),
        training=(
            Training(
                _SAID,
                Quantity.parse("1 h"),
                audience=(_OWNER,),
                frequency=_MONTHLY,
                effectiveness=_SAID,
            ),
        ),
    )


Change = Callable[[ManagementSystem], ManagementSystem]


def _each_objective(**fields: object) -> Change:
    return lambda system: attrs.evolve(
        system,
        objectives=tuple(
            attrs.evolve(one, **fields)  # type: ignore[arg-type]  # the fields of an objective
            for one in system.objectives
        ),
    )


def _without(role: Role) -> Change:
    def change(system: ManagementSystem) -> ManagementSystem:
        cells = tuple((where, roles - {role}) for where, roles in system.raci.cells)
        return attrs.evolve(system, raci=attrs.evolve(system.raci, cells=cells))

    return change


def _own_procedure(**fields: object) -> Change:
    def change(system: ManagementSystem) -> ManagementSystem:
        first, *others = system.procedures
        changed = attrs.evolve(first, **fields)  # type: ignore[arg-type]  # of a procedure
        return attrs.evolve(system, procedures=(changed, *others))

    return change


#: What brings a nonconformity into a conforming system, by the check that then sees it.
FLAWS: Mapping[str, Change] = {
    "raci.no_accountable": _without(Role.ACCOUNTABLE),
    "raci.no_responsible": _without(Role.RESPONSIBLE),
    "objective.no_owner": _each_objective(responsible=()),
    "programme.missing": _each_objective(programme=None),
    "xref.responsible_differs": _each_objective(responsible=(_LEADER,)),
    "policy.tolerance_on_legal": _each_objective(deviation_policy=None),
    "doc.not_approved": _own_procedure(approvals=(Approval(),)),
    "xref.unlisted": _own_procedure(related=()),
}


@st.composite
def flawed_systems(draw: st.DrawFn) -> tuple[str, ManagementSystem]:
    """Draw a conforming system with one flaw, and the name of the check that sees it."""
    name = draw(st.sampled_from(sorted(FLAWS)))
    return name, FLAWS[name](draw(conforming_systems()))
