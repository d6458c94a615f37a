"""The recurring looks at the objectives: tracking, review, evaluation."""

from __future__ import annotations

import enum
from datetime import date

import attrs

from mgmtsys.system.ids import ActivityId, FormId, MonitoringId, PartyId
from mgmtsys.values.checked import checked
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.period import Duration, Frequency, Period
from mgmtsys.values.text import Text


class MonitoringKind(enum.Enum):
    """What a recurring look at the objectives is for."""

    TRACKING = "tracking"
    REVIEW = "review"
    EVALUATION = "evaluation"


@attrs.frozen(field_transformer=checked)
class Monitoring:
    """A recurring look at all objectives: who does it, how often, what it covers, where it is kept.

    Source: ISO 14001:2015, 6.2.1 c and 9.1.1.
    """

    id: str
    kind: MonitoringKind
    name: Text
    frequency: Frequency | None = None
    due: Deadline | None = None
    responsible: tuple[PartyId, ...] = ()
    covers: tuple[Text, ...] = ()
    forms: tuple[FormId, ...] = ()
    #: The activity of the responsibility matrix that it belongs to.
    activity: ActivityId | None = None
    #: How long after the end of its span it may still be held; not at all where nothing is said.
    within: Duration | None = None


@attrs.frozen(field_transformer=checked)
class Held:
    """That a tracking, a review or an evaluation was held: which, for which span, on which day."""

    monitoring: MonitoringId
    period: Period
    on: date
