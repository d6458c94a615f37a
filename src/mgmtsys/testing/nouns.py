"""Strategies for the nouns; what they refer to is drawn from the names of a system."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.context import Aspect, Obligation, Outlook, PolicyStatement, RiskOrOpportunity
from mgmtsys.system.document import (
    Approval,
    CrossReference,
    Evidence,
    Form,
    FormKind,
    Procedure,
    Retention,
    RetentionStart,
    Revision,
    Section,
    Training,
)
from mgmtsys.system.finding import Audited, Exclusion, Failure, Finding, Grade, Waiver
from mgmtsys.system.measure import Measure
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
from mgmtsys.system.raci import Activity, ActivityKind, RaciMatrix, Role
from mgmtsys.system.target import FALLING, Bound, Target, TargetKind
from mgmtsys.testing.measuring import RATIOS, deviation_policies, measures, targets
from mgmtsys.testing.names import ANY, Names, one, own, places, some
from mgmtsys.testing.values import (
    clause_refs,
    days,
    deadlines,
    durations,
    few,
    frequencies,
    ids,
    maybe,
    periods,
    quantities,
    texts,
    words,
)
from mgmtsys.values.units import Unit

_MAYBE_TEXT = maybe(texts())
_MAYBE_WORD = maybe(words())
_MAYBE_DAY = maybe(days())
_MAYBE_DEADLINE = maybe(deadlines())
_MAYBE_FREQUENCY = maybe(frequencies())
_MAYBE_AMOUNT = maybe(quantities(least=0))
_CELLS = st.frozensets(st.sampled_from(Role), max_size=3)


@st.composite
def raci_matrices(draw: st.DrawFn, names: Names = ANY) -> RaciMatrix:
    """Draw a responsibility matrix over some activities, with parties where there is an activity."""
    rows = draw(some(names.activities))
    columns = draw(some(names.parties)) if rows else ()
    return RaciMatrix(
        activities=rows,
        parties=columns,
        cells=tuple(((row, column), draw(_CELLS)) for row in rows for column in columns),
    )


@st.composite
def activities(draw: st.DrawFn, id: str | None = None) -> Activity:
    """Draw something that a responsibility matrix assigns."""
    return Activity(
        id=draw(own(id)),
        name=draw(_MAYBE_TEXT),
        kind=draw(st.sampled_from((None, *ActivityKind))),
    )


@st.composite
def aspects(draw: st.DrawFn, id: str | None = None) -> Aspect:
    """Draw an environmental aspect."""
    return Aspect(id=draw(own(id)), name=draw(texts()), significant=draw(st.booleans()))


@st.composite
def obligations(draw: st.DrawFn, id: str | None = None) -> Obligation:
    """Draw a compliance obligation."""
    return Obligation(id=draw(own(id)), name=draw(texts()), provision=draw(_MAYBE_TEXT))


@st.composite
def risks_or_opportunities(draw: st.DrawFn, id: str | None = None) -> RiskOrOpportunity:
    """Draw a risk or an opportunity."""
    return RiskOrOpportunity(
        id=draw(own(id)), outlook=draw(st.sampled_from(Outlook)), name=draw(texts())
    )


@st.composite
def policy_statements(draw: st.DrawFn, id: str | None = None) -> PolicyStatement:
    """Draw one commitment of the policy."""
    return PolicyStatement(id=draw(own(id)), text=draw(texts()))


@st.composite
def baselines(draw: st.DrawFn, of: Unit | None = None) -> Baseline:
    """Draw what a change is measured against."""
    return Baseline(period=draw(periods()), value=draw(maybe(quantities(of))))


@st.composite
def actions(draw: st.DrawFn, names: Names = ANY) -> Action:
    """Draw something that will be done."""
    return Action(
        title=draw(texts()), responsible=draw(some(names.parties)), due=draw(_MAYBE_DEADLINE)
    )


@st.composite
def milestones(draw: st.DrawFn, names: Names = ANY, of: Unit | None = None) -> Milestone:
    """Draw a state to be reached on the way, with a planned figure in any unit or in ``of``."""
    return Milestone(
        title=draw(texts()),
        due=draw(_MAYBE_DEADLINE),
        responsible=draw(some(names.parties)),
        criterion=draw(_MAYBE_TEXT),
        planned=draw(maybe(quantities(of))),
    )


@st.composite
def resources(draw: st.DrawFn) -> Resource:
    """Draw something that is needed."""
    return Resource(name=draw(texts()), amount=draw(_MAYBE_AMOUNT), every=draw(_MAYBE_FREQUENCY))


@st.composite
def indicators(draw: st.DrawFn, names: Names = ANY) -> Indicator:
    """Draw a figure that is watched."""
    return Indicator(
        name=draw(texts()),
        target=draw(targets()),
        definition=draw(_MAYBE_TEXT),
        owner=draw(one(names.parties)),
        frequency=draw(_MAYBE_FREQUENCY),
        source=draw(_MAYBE_TEXT),
        figure=draw(st.sampled_from((None, *ProcessFigure))),
    )


@st.composite
def verifications(draw: st.DrawFn, names: Names = ANY) -> Verification:
    """Draw how it is looked at whether results are there."""
    return Verification(
        method=draw(texts()), frequency=draw(_MAYBE_FREQUENCY), form=draw(one(names.forms))
    )


@st.composite
def programmes(draw: st.DrawFn, names: Names = ANY, of: Unit | None = None) -> Programme:
    """Draw how an objective that is measured in any unit or in ``of`` will be reached."""
    return Programme(
        departments=draw(some(names.parties)),
        responsible=draw(some(names.parties)),
        actions=draw(few(actions(names), 1)),
        resources=draw(few(resources(), 1)),
        milestones=draw(few(milestones(names, of), 1)),
        indicators=draw(few(indicators(names), 1)),
        verifications=draw(few(verifications(names), 1)),
        integration=draw(_MAYBE_TEXT),
    )


@st.composite
def communications(draw: st.DrawFn, names: Names = ANY) -> Communication:
    """Draw how an objective was made known."""
    return Communication(
        to=draw(some(names.parties)),
        on=draw(_MAYBE_DAY),
        every=draw(_MAYBE_FREQUENCY),
        means=draw(_MAYBE_TEXT),
    )


def _askable(target: Target, measure: Measure) -> Target:
    """Leave out what cannot be asked of each reading, or of a day, of a measure."""
    one, rises = len(measure.formula.series) == 1, measure.formula.never_falls

    def askable(bound: Bound) -> Bound:
        upper = bound.kind in FALLING or bound.kind is TargetKind.ZERO
        day = None if rises and upper else bound.day
        return attrs.evolve(bound, each=bound.each and one, day=day)

    return Target(tuple(askable(bound) for bound in target.bounds))


@st.composite
def objectives(draw: st.DrawFn, id: str | None = None, names: Names = ANY) -> Objective:
    """Draw an objective whose target and baseline fit its measure over ``names.series``."""
    measure = draw(measures(names.series))
    kinds = frozenset({TargetKind.DONE_BY})
    own_policy = draw(maybe(deviation_policies(RATIOS, names=names)))
    return Objective(
        id=draw(own(id)),
        statement=draw(texts()),
        measure=measure,
        target=_askable(draw(targets(measure.unit) | targets(measure.unit, kinds)), measure),
        responsible=draw(some(names.parties)),
        due=draw(_MAYBE_DEADLINE),
        baseline=draw(maybe(baselines(measure.unit))),
        programme=draw(maybe(programmes(names, measure.unit))),
        functions=draw(some(names.parties)),
        aspects=draw(some(names.aspects)),
        obligations=draw(some(names.obligations)),
        risks=draw(some(names.risks)),
        policy=draw(some(names.policy)),
        sites=draw(some(names.sites)),
        communications=draw(few(communications(names), 1)),
        updated=draw(_MAYBE_TEXT),
        deviation_policy=own_policy,
        replaces_deviation_policy=own_policy is not None and draw(st.booleans()),
        new=draw(st.booleans()),
    )


def section_numbers() -> st.SearchStrategy[str]:
    """Return a strategy for the numbers of sections as documents print them."""
    return st.sampled_from(("1", "3.1", "3.10", "附 A"))


@st.composite
def sections(draw: st.DrawFn, number: str | None = None) -> Section:
    """Draw one section of a procedure."""
    return Section(
        number=draw(section_numbers()) if number is None else number,
        title=draw(texts()),
        text=draw(_MAYBE_TEXT),
    )


@st.composite
def approvals(draw: st.DrawFn, names: Names = ANY) -> Approval:
    """Draw one line of an approval block."""
    return Approval(
        role=draw(_MAYBE_TEXT), parties=draw(some(names.parties)), signed=draw(_MAYBE_DAY)
    )


@st.composite
def revisions(draw: st.DrawFn) -> Revision:
    """Draw one issue of a document."""
    return Revision(version=draw(words()), on=draw(_MAYBE_DAY), change=draw(_MAYBE_TEXT))


@st.composite
def cross_references(draw: st.DrawFn, names: Names = ANY) -> CrossReference:
    """Draw a link to one of the procedures, of which there must be one."""
    procedure, section = draw(places(names.procedures, names))
    return CrossReference(
        procedure=procedure,
        section=section,
        title=draw(_MAYBE_TEXT),
        purpose=draw(_MAYBE_TEXT),
    )


@st.composite
def procedures(draw: st.DrawFn, id: str | None = None, names: Names = ANY) -> Procedure:
    """Draw a documented procedure, with the sections that ``names`` has of it."""
    name = draw(own(id))
    numbers = names.sections[name] if name in names.sections else draw(few(section_numbers()))
    linked = few(cross_references(names), 1) if names.procedures else st.just(())
    return Procedure(
        id=name,
        title=draw(_MAYBE_TEXT),
        number=draw(_MAYBE_WORD),
        version=draw(_MAYBE_WORD),
        effective=draw(_MAYBE_DAY),
        sections=tuple(draw(sections(number)) for number in numbers),
        related=draw(linked),
        refers_to=draw(linked),
        approvals=draw(few(approvals(names), 1)),
        revisions=draw(few(revisions(), 1)),
    )


def retentions() -> st.SearchStrategy[Retention]:
    """Return a strategy for how long records are kept."""
    return maybe(durations()).map(Retention)


@st.composite
def forms(draw: st.DrawFn, id: str | None = None) -> Form:
    """Draw a form."""
    return Form(
        id=draw(own(id)),
        title=draw(texts()),
        kind=draw(st.sampled_from(FormKind)),
        retention=draw(maybe(retentions())),
        retained_from=draw(_MAYBE_TEXT),
        counted_from=draw(maybe(st.sampled_from(RetentionStart))),
        storage=draw(_MAYBE_TEXT),
    )


@st.composite
def training(draw: st.DrawFn, names: Names = ANY) -> Training:
    """Draw a course."""
    return Training(
        title=draw(texts()),
        duration=draw(_MAYBE_AMOUNT),
        audience=draw(some(names.parties)),
        frequency=draw(_MAYBE_FREQUENCY),
        effectiveness=draw(_MAYBE_TEXT),
    )


@st.composite
def evidence(
    draw: st.DrawFn,
    names: Names = ANY,
    clauses: st.SearchStrategy[ClauseRef] | None = None,
) -> Evidence:
    """Draw a pointer from some ``clauses`` to a procedure or a form, of which there must be one."""
    document, section = draw(places((*names.procedures, *names.forms), names))
    return Evidence(
        clauses=draw(few(clause_refs() if clauses is None else clauses)),
        document=document,
        section=section,
        objectives=draw(some(names.objectives)),
        shows=draw(_MAYBE_TEXT),
    )


@st.composite
def waivers(
    draw: st.DrawFn, names: Names = ANY, clauses: st.SearchStrategy[ClauseRef] | None = None
) -> Waiver:
    """Draw a permitted exception from a check, or from one of the ``clauses``."""
    clause = draw(maybe(clause_refs() if clauses is None else clauses))
    return Waiver(
        reason=draw(texts()),
        approver=draw(st.sampled_from(names.parties)),
        expires=draw(days()),
        check=draw(ids()) if clause is None else None,
        clause=clause,
        subject=draw(one(names.objectives)),
    )


@st.composite
def audited(draw: st.DrawFn) -> Audited:
    """Draw a system and a day that it was audited on."""
    return Audited(draw(texts()), draw(ids()), draw(days()))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Draw what a check saw of one subject."""
    return Finding(
        check=draw(ids()),
        grade=draw(st.sampled_from(Grade)),
        subject=draw(few(ids())),
        message=draw(texts()),
        clauses=draw(few(clause_refs())),
        remedy=draw(_MAYBE_TEXT),
        waived=draw(maybe(waivers())),
        audited=draw(maybe(audited())),
    )


@st.composite
def failures(draw: st.DrawFn) -> Failure:
    """Draw what kept a check or a question from its answer."""
    return Failure(
        name=draw(ids()),
        message=draw(texts()),
        clauses=draw(few(clause_refs())),
        audited=draw(maybe(audited())),
    )


@st.composite
def exclusions(
    draw: st.DrawFn, names: Names = ANY, clauses: st.SearchStrategy[ClauseRef] | None = None
) -> Exclusion:
    """Draw a requirement that does not apply."""
    return Exclusion(
        clause=draw(clause_refs() if clauses is None else clauses),
        reason=draw(texts()),
        objective=draw(one(names.objectives)),
    )


@st.composite
def monitoring(draw: st.DrawFn, id: str | None = None, names: Names = ANY) -> Monitoring:
    """Draw a recurring look at the objectives."""
    return Monitoring(
        id=draw(own(id)),
        kind=draw(st.sampled_from(MonitoringKind)),
        name=draw(texts()),
        frequency=draw(_MAYBE_FREQUENCY),
        due=draw(_MAYBE_DEADLINE),
        responsible=draw(some(names.parties)),
        covers=draw(few(texts(), 1)),
        forms=draw(some(names.forms)),
        activity=draw(one(names.activities)),
        within=draw(maybe(durations())),
    )
