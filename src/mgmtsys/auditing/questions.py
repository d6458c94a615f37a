"""What requirements ask: plain functions from a system, and an objective, to an answer with reasons."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs

from mgmtsys.auditing.handing import handed
from mgmtsys.auditing.status import Status
from mgmtsys.system.document import FormKind
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.monitoring import MonitoringKind
from mgmtsys.system.objective import Objective
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import UnknownQuestion
from mgmtsys.values.text import Text, in_a_row, say, say_of_many


@attrs.frozen(field_transformer=checked)
class Answer:
    """What was found towards a requirement, what is missing, and what cannot be known.

    ``|`` puts two answers together; it is associative, with ``Answer()`` as identity.
    """

    found: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    #: What would have to be known before more can be said.
    unknown: tuple[Text, ...] = ()

    @property
    def status(self) -> Status:
        """Evidenced when nothing is missing, a gap when nothing is found, else partial."""
        if self.missing:
            return Status.PARTIAL if self.found else Status.GAP
        if self.unknown:
            return Status.UNDETERMINED
        return Status.EVIDENCED if self.found else Status.GAP

    def __or__(self, other: object) -> Answer:
        """Return everything that either answer says."""
        if not isinstance(other, Answer):
            return NotImplemented
        return Answer(
            self.found + other.found,
            self.missing + other.missing,
            unknown=self.unknown + other.unknown,
        )


_OfObjective: TypeAlias = Callable[[ManagementSystem, Objective, Dossier], Answer]
_OfSystem: TypeAlias = Callable[[ManagementSystem, Dossier], Answer]


def _of_objective(
    given: _OfObjective | Callable[[ManagementSystem, Objective], Answer] | None,
) -> _OfObjective | None:
    return None if given is None else handed(given, "system", "objective")


def _of_system(
    given: _OfSystem | Callable[[ManagementSystem], Answer] | None,
) -> _OfSystem | None:
    return None if given is None else handed(given, "system")


@attrs.frozen(field_transformer=checked)
class Question:
    """A question that requirements ask, of each objective or of the system as a whole.

    A function that takes one value more is handed the :class:`Dossier`, whatever else is known. Raises
    :class:`InvalidField` for a function of another shape.
    """

    name: str
    #: The sentence that is true when all is well.
    sentence: Text
    of_objective: _OfObjective | None = attrs.field(default=None, eq=False, converter=_of_objective)
    of_system: _OfSystem | None = attrs.field(default=None, eq=False, converter=_of_system)

    def __attrs_post_init__(self) -> None:
        """Refuse a question of nothing, or of both."""
        if (self.of_objective is None) is (self.of_system is None):
            raise UnknownQuestion(
                "{name} asks both each objective and the system, or neither: expected one of them",
                name=self.name,
            )


def _or_missing(found: tuple[Text, ...], missing: Text) -> Answer:
    return Answer(found) if found else Answer(missing=(missing,))


#: What can be missing, in the words of a report.
_FUNCTION = say("the functions and levels at which it is established")
_ASPECT = say("a link to a significant aspect or an obligation")
_RISK = say("a link to a risk or an opportunity")
_POLICY = say("a link to a policy statement")
_RATE = say("numerator and denominator of the rate")
_BASELINE = say("the value of the baseline")
_TRACKING = say("tracking at stated intervals by a named party")
_TOLD = say("a record that the objective was communicated")
_UPDATE = say("a rule for updating it within the period")
_FORM = say("a form that records the objectives")
_ACTIONS = say("what will be done")
_RESOURCES = say("what resources are required")
_WHO = say("who is responsible")
_ONE = say("a single owner")
_DATE = say("a completion date")
_YEAR = say("the year of the completion date")
_STEPS = say("intermediate steps with their dates")
_INDICATORS = say("indicators of progress")
_TIMING = say("when results are verified")
_INTEGRATION = say("how the actions are integrated into business processes")


def _linked(kind: Text, ids: tuple[str, ...]) -> tuple[Text, ...]:
    """Return what is linked, with its ids; nothing where nothing is."""
    return (say("{kind} {ids}", kind=kind, ids=in_a_row(ids)),) if ids else ()


def functions_and_levels(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer at which functions and levels an objective is established."""
    if objective.functions:
        functions = system.names(objective.functions)
        return Answer((say("established at {functions}", functions=functions),))
    owners = objective.responsible
    found = (say("responsible: {owners}", owners=system.names(owners)),) if owners else ()
    return Answer(found, (_FUNCTION,))


def aspects_and_obligations(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer which significant aspects and which obligations an objective answers to."""
    significant = system.significant_aspects
    serious = tuple(id for id in objective.aspects if id in significant)
    minor = tuple(id for id in objective.aspects if id not in significant)
    found = (
        *_linked(say("significant aspects"), serious),
        *_linked(say("aspects not marked significant"), minor),
        *_linked(say("obligations"), objective.obligations),
    )
    return Answer(found, () if serious or objective.obligations else (_ASPECT,))


def risks_and_opportunities(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer which risks and opportunities an objective answers to."""
    return _or_missing(_linked(say("risks and opportunities"), objective.risks), _RISK)


def policy_link(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer which statements of the policy an objective serves."""
    return _or_missing(_linked(say("policy statements"), objective.policy), _POLICY)


def measurable(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer whether an objective's figure can be computed by someone who has only the document."""
    measure = objective.measure
    found = say("measure {formula}", formula=measure.formula)
    missing = []
    if measure.unit.is_ratio and not measure.formula.is_quotient:
        missing.append(_RATE)
    for id in measure.formula.series:
        series = system.series_of(id)
        if series.source is None and series.definition is None:
            missing.append(say("the definition or the source of {series}", series=series.called))
    if objective.target.needs_baseline and (
        objective.baseline is None or objective.baseline.value is None
    ):
        missing.append(_BASELINE)
    return Answer((found,), tuple(missing))


def monitored(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer whether somebody looks at an objective's progress at stated intervals."""
    found = []
    for look in system.monitoring:
        if look.kind is MonitoringKind.TRACKING and look.frequency and look.responsible:
            who = system.names(look.responsible)
            found.append(say("{monitoring} ({who})", monitoring=look.name, who=who))
    return _or_missing(tuple(found), _TRACKING)


def communicated(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer to whom an objective was made known."""
    found = tuple(
        say("communicated to {who}", who=system.names(communication.to))
        for communication in objective.communications
    )
    return _or_missing(found, _TOLD)


def updated(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer when and why an objective is updated."""
    found = (objective.updated,) if objective.updated else ()
    return _or_missing(found, _UPDATE)


def objectives_documented(system: ManagementSystem) -> Answer:
    """Answer whether documented information on the objectives is kept."""
    found = tuple(
        say("{id} {title}", id=form.id, title=form.title)
        for form in system.forms
        if form.kind is FormKind.PLAN
    )
    return _or_missing(found if system.objectives else (), _FORM)


def actions(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer what will be done."""
    plan = objective.programme
    steps = len(plan.actions) + len(plan.milestones) if plan else 0
    found = (
        (say_of_many("{count} action or milestone", "{count} actions and milestones", count=steps),)
        if steps
        else ()
    )
    return _or_missing(found, _ACTIONS)


def resources(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer what resources are required."""
    plan = objective.programme
    names = plan.resources if plan else ()
    found = tuple(say("resource: {name}", name=name.name) for name in names)
    return _or_missing(found, _RESOURCES)


def responsible(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer who is responsible, as one person who is the same everywhere in the document."""
    owners = objective.responsible
    if not owners:
        return Answer(missing=(_WHO,))
    found = say("responsible: {owners}", owners=system.names(owners))
    missing = []
    if not system.answers_alone(owners):
        missing.append(_ONE)
    others = objective.programme.responsible if objective.programme else ()
    if others and frozenset(others) != frozenset(owners):
        missing.append(
            say("agreement with the programme, which names {others}", others=system.names(others))
        )
    columns = system.raci.members
    absent = tuple(id for id in owners if columns and id not in columns)
    if absent:
        missing.append(
            say("a column in the RACI matrix for {parties}", parties=system.names(absent))
        )
    return Answer((found,), tuple(missing))


def completion_date(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer when an objective will be completed."""
    due = objective.deadline
    if due is None or due.is_ongoing:
        return Answer(missing=(_DATE,))
    found = say("due {due}", due=due)
    return Answer((found,), () if due.day else (_YEAR,))


def schedule(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer by which steps an objective proceeds in time; a bare end date is part of that."""
    steps = objective.programme.milestones if objective.programme else ()
    dated = sum(step.due is not None for step in steps)
    if dated:
        return Answer(
            (say_of_many("{count} dated milestone", "{count} dated milestones", count=dated),)
        )
    end = completion_date(system, objective)
    return Answer(end.found, (*end.missing, _STEPS))


def evaluation_method(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer how results will be evaluated."""
    measure = objective.measure
    how = measure.method or Text(str(measure.formula))
    return Answer((say("method: {how}", how=how),))


def progress_indicators(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer by which indicators progress is watched."""
    plan = objective.programme
    found = tuple(
        say("indicator: {name}", name=indicator.name)
        for indicator in (plan.indicators if plan else ())
    )
    return _or_missing(found, _INDICATORS)


def verification(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer by which method results are verified, and when."""
    found = tuple(
        say("{method}, {every}", method=check.method, every=check.frequency)
        for check in (objective.programme.verifications if objective.programme else ())
        if check.frequency
    )
    if found:
        return Answer(found)
    method = evaluation_method(system, objective)
    if objective.measure.frequency:
        every = objective.measure.frequency
        return method | Answer((say("measured {every}", every=every),))
    return Answer(method.found, (_TIMING,))


def integration(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer how actions are built into the business processes."""
    plan = objective.programme
    found = (plan.integration,) if plan and plan.integration else ()
    return _or_missing(found, _INTEGRATION)


_SHIPPED = (
    Question(
        "objective.functions_and_levels",
        say("The objective is established at relevant functions and levels."),
        of_objective=functions_and_levels,
    ),
    Question(
        "objective.aspects_and_obligations",
        say("The objective addresses a significant aspect or an obligation."),
        of_objective=aspects_and_obligations,
    ),
    Question(
        "objective.risks_and_opportunities",
        say("The objective addresses risks or opportunities."),
        of_objective=risks_and_opportunities,
    ),
    Question(
        "objective.policy_link",
        say("The objective is consistent with the policy."),
        of_objective=policy_link,
    ),
    Question(
        "objective.measurable",
        say("The objective is measurable as it is written."),
        of_objective=measurable,
    ),
    Question("objective.monitored", say("The objective is monitored."), of_objective=monitored),
    Question(
        "objective.communicated",
        say("The objective is communicated."),
        of_objective=communicated,
    ),
    Question(
        "objective.updated",
        say("The objective is updated as appropriate."),
        of_objective=updated,
    ),
    Question(
        "system.objectives_documented",
        say("The objectives are documented."),
        of_system=objectives_documented,
    ),
    Question("objective.actions", say("The plan states what will be done."), of_objective=actions),
    Question(
        "objective.resources",
        say("The plan states what resources are required."),
        of_objective=resources,
    ),
    Question(
        "objective.responsible",
        say("The plan states who is responsible."),
        of_objective=responsible,
    ),
    Question(
        "objective.completion_date",
        say("The plan states when it will be completed."),
        of_objective=completion_date,
    ),
    Question("objective.schedule", say("The plan has a schedule."), of_objective=schedule),
    Question(
        "objective.evaluation_method",
        say("The plan states how results will be evaluated."),
        of_objective=evaluation_method,
    ),
    Question(
        "objective.progress_indicators",
        say("The plan has indicators of progress."),
        of_objective=progress_indicators,
    ),
    Question(
        "objective.verification",
        say("Results are verified by a method at stated times."),
        of_objective=verification,
    ),
    Question(
        "objective.integration",
        say("Actions are integrated into business processes."),
        of_objective=integration,
    ),
)
#: The questions that shipped catalogues ask, by name.
QUESTIONS: Final = MappingProxyType({question.name: question for question in _SHIPPED})
