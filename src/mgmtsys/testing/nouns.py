"""Strategies for the nouns; what they refer to is drawn from the names of a system."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.bound import FALLING, Bound, TargetKind
from mgmtsys.system.context import Aspect, Obligation, PolicyStatement, RiskOrOpportunity
from mgmtsys.system.document import (
    Approval,
    CrossReference,
    Evidence,
    Form,
    Procedure,
    Retention,
    Revision,
    Section,
    Training,
)
from mgmtsys.system.finding import Audited, Exclusion, Failure, Finding, Waiver
from mgmtsys.system.measure import Measure
from mgmtsys.system.monitoring import Monitoring
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
from mgmtsys.system.party import Party, Site
from mgmtsys.system.raci import Activity, RaciMatrix, Role
from mgmtsys.system.target import Target
from mgmtsys.testing.deriving import derived, draw_fields, some
from mgmtsys.testing.measuring import measures, satisfiable, targets
from mgmtsys.testing.names import ANY, Names
from mgmtsys.testing.policies import RATIOS, deviation_policies
from mgmtsys.testing.values import clause_refs, few, ids, maybe, quantities, words

parties = derived(Party)
sites = derived(Site)
activities = derived(Activity)
aspects = derived(Aspect)
obligations = derived(Obligation)
risks_or_opportunities = derived(RiskOrOpportunity)
policy_statements = derived(PolicyStatement)
baselines = derived(Baseline)
actions = derived(Action)
milestones = derived(Milestone)
resources = derived(Resource)
indicators = derived(Indicator)
verifications = derived(Verification)
programmes = derived(Programme)
communications = derived(Communication)
approvals = derived(Approval)
revisions = derived(Revision)
retentions = derived(Retention)
forms = derived(Form)
training = derived(Training)
audited = derived(Audited)
failures = derived(Failure)
exclusions = derived(Exclusion)
monitoring = derived(Monitoring)
#: As documents print them.
section_numbers = st.sampled_from(("1", "3.1", "3.10", "附 A"))
sections = derived(Section, number=section_numbers)
_CELLS = st.frozensets(st.sampled_from(Role), max_size=3)


@st.composite
def raci_matrices(draw: st.DrawFn, names: Names = ANY) -> RaciMatrix:
    """Draw a responsibility matrix over some activities, with parties where there is an activity."""
    rows = draw(some(names.activities))
    columns = draw(some(names.parties)) if rows else ()
    return RaciMatrix(rows, columns, cells=[((x, y), draw(_CELLS)) for x in rows for y in columns])


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
def objectives(draw: st.DrawFn, names: Names = ANY, id: str | None = None) -> Objective:
    """Draw an objective whose target and baseline fit its measure over ``names.series``."""
    measure = draw(measures(names.series))
    figures = maybe(quantities(measure.unit))
    baseline = draw(maybe(baselines(value=figures)))
    days = targets(measure.unit, frozenset({TargetKind.DONE_BY}))
    own_policy = draw(maybe(deviation_policies(RATIOS, names=names)))
    return draw_fields(
        draw,
        Objective,
        names,
        id=id or ids(),
        measure=measure,
        target=_askable(draw(targets(measure.unit) | days), measure, baseline),
        baseline=baseline,
        programme=maybe(programmes(names, milestones=few(milestones(names, planned=figures), 1))),
        deviation_policy=own_policy,
        replaces_deviation_policy=st.booleans() if own_policy else False,
    )


@st.composite
def _places(draw: st.DrawFn, documents: Sequence[str], names: Names) -> tuple[str, str | None]:
    """Draw one of the ``documents``, and perhaps a section that it has."""
    document = draw(st.sampled_from(documents))
    listed = names.sections.get(document, ())
    return document, draw(maybe(st.sampled_from(listed) if listed else words()))


@st.composite
def cross_references(draw: st.DrawFn, names: Names = ANY) -> CrossReference:
    """Draw a link to one of the procedures, of which there must be one."""
    procedure, section = draw(_places(names.procedures, names))
    return draw_fields(draw, CrossReference, names, procedure=procedure, section=section)


@st.composite
def procedures(draw: st.DrawFn, names: Names = ANY, id: str | None = None) -> Procedure:
    """Draw a documented procedure, with the sections that ``names`` has of it."""
    name = draw(ids()) if id is None else id
    numbers = names.sections[name] if name in names.sections else draw(few(section_numbers))
    linked = few(cross_references(names), 1) if names.procedures else ()
    listed = [draw(sections(number=number)) for number in numbers]
    return draw_fields(
        draw,
        Procedure,
        names,
        id=name,
        sections=listed,
        related=linked,
        refers_to=linked,
    )


@st.composite
def evidence(
    draw: st.DrawFn, names: Names = ANY, clauses: st.SearchStrategy[ClauseRef] | None = None
) -> Evidence:
    """Draw a pointer from some ``clauses`` to a procedure or a form, of which there must be one."""
    shown = few(clause_refs() if clauses is None else clauses)
    document, section = draw(_places((*names.procedures, *names.forms), names))
    return draw_fields(draw, Evidence, names, clauses=shown, document=document, section=section)


@st.composite
def waivers(
    draw: st.DrawFn, names: Names = ANY, clauses: st.SearchStrategy[ClauseRef] | None = None
) -> Waiver:
    """Draw a permitted exception from a check, or from one of the ``clauses``."""
    clause = draw(maybe(clause_refs() if clauses is None else clauses))
    check = draw(ids()) if clause is None else None
    subject = maybe(st.sampled_from(names.objectives)) if names.objectives else None
    return draw_fields(draw, Waiver, names, check=check, clause=clause, subject=subject)


findings = derived(Finding, check=ids(), subject=few(ids()), waived=maybe(waivers()))
