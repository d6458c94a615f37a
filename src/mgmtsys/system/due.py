"""What is due on a day: the looks at the objectives, and the responses to misses."""

from __future__ import annotations

import enum
from datetime import date

import attrs

from mgmtsys.system.monitoring import Monitoring
from mgmtsys.system.verdict import Verdict
from mgmtsys.values.checked import checked
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text


class DueState(enum.Enum):
    """Where a look at the objectives stands on a day."""

    DONE = "done"
    OVERDUE = "overdue"
    #: Its span has ended and its day has not passed.
    DUE = "due"
    #: Its span has not ended.
    AHEAD = "ahead"


@attrs.frozen(field_transformer=checked)
class Due:
    """One look at the objectives: for which span, by which day, and whether it was held."""

    monitoring: Monitoring
    period: Period
    by: date
    state: DueState
    #: How many days late it was held, or still is not; none where it is not late.
    days_late: int | None = None


@attrs.frozen(field_transformer=checked)
class DueResponse:
    """The response to a miss, and the day by which it is due."""

    verdict: Verdict
    by: date
    #: Done where a corrective action answers the miss; none where no action is opened, since nothing
    #: records such a response.
    state: DueState | None = None


@attrs.frozen(field_transformer=checked)
class DueList:
    """What is due in the period of a system as seen on a day: looks at its objectives, and responses to misses."""

    organisation: Text
    period: Period
    on: date
    looks: tuple[Due, ...]
    responses: tuple[DueResponse, ...] = ()
