"""An objective and the programme that is to reach it."""

from __future__ import annotations

import enum
from datetime import date, timedelta

import attrs

from mgmtsys.system.ids import AspectId, FormId, ObligationId, PartyId, PolicyId, RiskId, SiteId
from mgmtsys.system.measure import Measure
from mgmtsys.system.policy import DeviationPolicy
from mgmtsys.system.target import Target
from mgmtsys.values.checked import checked
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.period import Frequency, Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity


@attrs.frozen(field_transformer=checked)
class Action:
    """Something that will be done (ISO 14001:2015, 6.2.2 a)."""

    title: Text
    responsible: tuple[PartyId, ...] = ()
    due: Deadline | None = None


@attrs.frozen(field_transformer=checked)
class Milestone:
    """A state to be reached on the way, with its day and what shows that it is reached."""

    title: Text
    due: Deadline | None = None
    responsible: tuple[PartyId, ...] = ()
    #: What must hold for the milestone to count as reached.
    criterion: Text | None = None
    #: The figure planned for its day; the planned path runs straight between such points.
    planned: Quantity | None = None


@attrs.frozen(field_transformer=checked)
class Resource:
    """Something that is needed: equipment, money, people (ISO 14001:2015, 6.2.2 b)."""

    name: Text
    amount: Quantity | None = None
    #: How often the amount is needed; once where nothing is said.
    every: Frequency | None = None


class ProcessFigure(enum.Enum):
    """What an indicator of the process counts, each over its own denominator."""

    #: Objectives met, of all that are due and apply.
    OBJECTIVES_MET = "objectives_met"
    #: Trackings done, of those due.
    TRACKING_DONE = "tracking_done"
    #: Reviews done, of those due.
    REVIEWS_DONE = "reviews_done"
    #: Corrective actions opened, of objectives missed.
    ACTIONS_OPENED = "actions_opened"
    #: Corrective actions opened, of misses that call for one.
    ACTIONS_CALLED_FOR = "actions_called_for"


@attrs.frozen(field_transformer=checked)
class Indicator:
    """A figure by which progress or a process is watched (ISO 14001:2015, 6.2.2 e and 9.1.1 c)."""

    name: Text
    target: Target
    #: What is counted, over what.
    definition: Text | None = None
    owner: PartyId | None = None
    frequency: Frequency | None = None
    source: Text | None = None
    #: What it counts, where that is the handling of the objectives itself.
    figure: ProcessFigure | None = None


@attrs.frozen(field_transformer=checked)
class Verification:
    """How and how often it is looked at whether results are there (ISO 14001:2015, 6.2.2 e)."""

    method: Text
    frequency: Frequency | None = None
    #: The form that keeps the result.
    form: FormId | None = None


@attrs.frozen(field_transformer=checked)
class Programme:
    """How an objective will be reached (ISO 14001:2015, 6.2.2)."""

    departments: tuple[PartyId, ...] = ()
    responsible: tuple[PartyId, ...] = ()
    actions: tuple[Action, ...] = ()
    resources: tuple[Resource, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    verifications: tuple[Verification, ...] = ()
    #: How the actions are built into business processes, or why they cannot be.
    integration: Text | None = None


@attrs.frozen(field_transformer=checked)
class Baseline:
    """What a change is measured against: a period, and its value once it is known."""

    period: Period
    value: Quantity | None = None


@attrs.frozen(field_transformer=checked)
class Communication:
    """That an objective was made known: to whom, on which day or how often, by what means."""

    to: tuple[PartyId, ...]
    on: date | None = None
    every: Frequency | None = None
    means: Text | None = None


@attrs.frozen(field_transformer=checked)
class Objective:
    """What is to be reached, by whom, by when, measured how, answering to what (ISO 14001:2015, 6.2)."""

    id: str
    statement: Text
    measure: Measure
    target: Target
    responsible: tuple[PartyId, ...] = ()
    due: Deadline | None = None
    baseline: Baseline | None = None
    programme: Programme | None = None
    #: The functions and levels at which it is established.
    functions: tuple[PartyId, ...] = ()
    #: The sites at which it is to be met, each by itself; none means the organisation as a whole.
    sites: tuple[SiteId, ...] = ()
    aspects: tuple[AspectId, ...] = ()
    obligations: tuple[ObligationId, ...] = ()
    risks: tuple[RiskId, ...] = ()
    #: The policy statements that it serves.
    policy: tuple[PolicyId, ...] = ()
    communications: tuple[Communication, ...] = ()
    #: When and why it is updated within the period.
    updated: Text | None = None
    #: A policy of its own, joined with the system's: the stricter response counts.
    deviation_policy: DeviationPolicy | None = None
    #: Whether its own policy holds in the place of the system's, be it milder.
    replaces_deviation_policy: bool = False
    #: Whether it appears for the first time in this period.
    new: bool = False

    @property
    def deadline(self) -> Deadline | None:
        """By when it is to be reached: as stated, or by the last day that its target asks for."""
        days = (bound.day for bound in self.target.bounds)
        last = max((day for day in days if day and day < date.max), default=None)
        if last is None or (self.due is not None and not self.due.is_ongoing):
            return self.due
        return Deadline(Period(last, last + timedelta(days=1)))

    def policy_under(self, shared: DeviationPolicy | None) -> DeviationPolicy | None:
        """Return the policy in force under a system's: joined with its own, or its own alone.

        What its own does not say of the figures that it looks at, is as the system's says, where all
        parts of that look at the same, runs of misses aside.
        """
        own = self.deviation_policy
        if own is None or shared is None or self.replaces_deviation_policy:
            return own or shared
        times = {part.time_basis for part in shared.parts if part.misses == 1}
        return shared | own.at(times.pop() if len(times) == 1 else None)
