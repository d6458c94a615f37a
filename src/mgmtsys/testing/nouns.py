"""Strategies for the nouns; what they refer to is drawn from the names of a system."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.bound import FALLING, Bound, TargetKind
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
from mgmtsys.system.target import Target
from mgmtsys.testing.measuring import RATIOS, deviation_policies, measures, satisfiable, targets
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


def activities(id: str | None = None) -> st.SearchStrategy[Activity]:
    """Return a strategy for something that a responsibility matrix assigns."""
    return st.builds(
        Activity, id=own(id), name=_MAYBE_TEXT, kind=st.sampled_from((None, *ActivityKind))
    )


def aspects(id: str | None = None) -> st.SearchStrategy[Aspect]:
    """Return a strategy for an environmental aspect."""
    return st.builds(Aspect, id=own(id), name=texts(), significant=st.booleans())


def obligations(id: str | None = None) -> st.SearchStrategy[Obligation]:
    """Return a strategy for a compliance obligation."""
    return st.builds(Obligation, id=own(id), name=texts(), provision=_MAYBE_TEXT)


def risks_or_opportunities(id: str | None = None) -> st.SearchStrategy[RiskOrOpportunity]:
    """Return a strategy for a risk or an opportunity."""
    return st.builds(RiskOrOpportunity, id=own(id), outlook=st.sampled_from(Outlook), name=texts())


def policy_statements(id: str | None = None) -> st.SearchStrategy[PolicyStatement]:
    """Return a strategy for one commitment of the policy."""
    return st.builds(PolicyStatement, id=own(id), text=texts())


def baselines(of: Unit | None = None) -> st.SearchStrategy[Baseline]:
    """Return a strategy for what a change is measured against."""
    return st.builds(Baseline, period=periods(), value=maybe(quantities(of)))


def actions(names: Names = ANY) -> st.SearchStrategy[Action]:
    """Return a strategy for something that will be done."""
    return st.builds(Action, title=texts(), responsible=some(names.parties), due=_MAYBE_DEADLINE)


def milestones(names: Names = ANY, of: Unit | None = None) -> st.SearchStrategy[Milestone]:
    """Return a strategy for a state to be reached on the way, with a planned figure in any unit or in ``of``."""
    return st.builds(
        Milestone,
        title=texts(),
        due=_MAYBE_DEADLINE,
        responsible=some(names.parties),
        criterion=_MAYBE_TEXT,
        planned=maybe(quantities(of)),
    )


def resources() -> st.SearchStrategy[Resource]:
    """Return a strategy for something that is needed."""
    return st.builds(Resource, name=texts(), amount=_MAYBE_AMOUNT, every=_MAYBE_FREQUENCY)


def indicators(names: Names = ANY) -> st.SearchStrategy[Indicator]:
    """Return a strategy for a figure that is watched."""
    return st.builds(
        Indicator,
        name=texts(),
        target=targets(),
        definition=_MAYBE_TEXT,
        owner=one(names.parties),
        frequency=_MAYBE_FREQUENCY,
        source=_MAYBE_TEXT,
        figure=st.sampled_from((None, *ProcessFigure)),
    )


def verifications(names: Names = ANY) -> st.SearchStrategy[Verification]:
    """Return a strategy for how it is looked at whether results are there."""
    return st.builds(
        Verification, method=texts(), frequency=_MAYBE_FREQUENCY, form=one(names.forms)
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


def communications(names: Names = ANY) -> st.SearchStrategy[Communication]:
    """Return a strategy for how an objective was made known."""
    return st.builds(
        Communication,
        to=some(names.parties),
        on=_MAYBE_DAY,
        every=_MAYBE_FREQUENCY,
        means=_MAYBE_TEXT,
    )


def _askable(target: Target, measure: Measure, baseline: Baseline | None) -> Target:
    """Leave out what cannot be asked of each reading, or of a day, of a measure, or leaves no value."""
    one, rises = len(measure.formula.series) == 1, measure.formula.never_falls

    def askable(bound: Bound) -> Bound:
        upper = bound.kind in FALLING or bound.kind is TargetKind.ZERO
        day = None if rises and upper else bound.day
        return attrs.evolve(bound, each=bound.each and one, day=day)

    known = baseline.value if baseline else None
    return satisfiable(map(askable, target.stated), known)


@st.composite
def objectives(draw: st.DrawFn, id: str | None = None, names: Names = ANY) -> Objective:
    """Draw an objective whose target and baseline fit its measure over ``names.series``."""
    measure = draw(measures(names.series))
    kinds = frozenset({TargetKind.DONE_BY})
    own_policy = draw(maybe(deviation_policies(RATIOS, names=names)))
    baseline = draw(maybe(baselines(measure.unit)))
    stated = draw(targets(measure.unit) | targets(measure.unit, kinds))
    return Objective(
        id=draw(own(id)),
        statement=draw(texts()),
        measure=measure,
        target=_askable(stated, measure, baseline),
        responsible=draw(some(names.parties)),
        due=draw(_MAYBE_DEADLINE),
        baseline=baseline,
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


def approvals(names: Names = ANY) -> st.SearchStrategy[Approval]:
    """Return a strategy for one line of an approval block."""
    return st.builds(Approval, role=_MAYBE_TEXT, parties=some(names.parties), signed=_MAYBE_DAY)


def revisions() -> st.SearchStrategy[Revision]:
    """Return a strategy for one issue of a document."""
    return st.builds(Revision, version=words(), on=_MAYBE_DAY, change=_MAYBE_TEXT)


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


def forms(id: str | None = None) -> st.SearchStrategy[Form]:
    """Return a strategy for a form."""
    return st.builds(
        Form,
        id=own(id),
        title=texts(),
        kind=st.sampled_from(FormKind),
        retention=maybe(retentions()),
        retained_from=_MAYBE_TEXT,
        counted_from=maybe(st.sampled_from(RetentionStart)),
        storage=_MAYBE_TEXT,
    )


def training(names: Names = ANY) -> st.SearchStrategy[Training]:
    """Return a strategy for a course."""
    return st.builds(
        Training,
        title=texts(),
        duration=_MAYBE_AMOUNT,
        audience=some(names.parties),
        frequency=_MAYBE_FREQUENCY,
        effectiveness=_MAYBE_TEXT,
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


def audited() -> st.SearchStrategy[Audited]:
    """Return a strategy for a system and a day that it was audited on."""
    return st.builds(Audited, texts(), ids(), on=days())


def findings() -> st.SearchStrategy[Finding]:
    """Return a strategy for what a check saw of one subject."""
    return st.builds(
        Finding,
        check=ids(),
        grade=st.sampled_from(Grade),
        subject=few(ids()),
        message=texts(),
        clauses=few(clause_refs()),
        remedy=_MAYBE_TEXT,
        waived=maybe(waivers()),
        audited=maybe(audited()),
    )


def failures() -> st.SearchStrategy[Failure]:
    """Return a strategy for what kept a check or a question from its answer."""
    return st.builds(
        Failure, name=ids(), message=texts(), clauses=few(clause_refs()), audited=maybe(audited())
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


def monitoring(id: str | None = None, names: Names = ANY) -> st.SearchStrategy[Monitoring]:
    """Return a strategy for a recurring look at the objectives."""
    return st.builds(
        Monitoring,
        id=own(id),
        kind=st.sampled_from(MonitoringKind),
        name=texts(),
        frequency=_MAYBE_FREQUENCY,
        due=_MAYBE_DEADLINE,
        responsible=some(names.parties),
        covers=few(texts(), 1),
        forms=some(names.forms),
        activity=one(names.activities),
        within=maybe(durations()),
    )
