"""What an objective's readings amount to: a state, and the figures that led to it."""

from __future__ import annotations

import enum
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.checked import checked
from mgmtsys.deviation import Basis, Colour, Deviation, Response
from mgmtsys.period import Period
from mgmtsys.reading import Reading
from mgmtsys.target import Target
from mgmtsys.text import Text
from mgmtsys.units import Quantity


class State(enum.Enum):
    """What readings amount to; only ``met`` is green, and the last five are five different things."""

    MET = "met"
    MISSED = "missed"
    NO_DATA = "no_data"
    STALE = "stale"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


@attrs.frozen(field_transformer=checked)
class Projection:
    """Where a cumulative figure ends at the present rate, and the rate a day that is still possible."""

    #: The value at the end of the horizon, if each day goes on like those so far.
    end: Quantity
    #: What may, or must, still come each day for the limit to be hit exactly; none once it is passed,
    #: and once time is up.
    needed: Quantity | None = None


@attrs.frozen(field_transformer=checked)
class Verdict:
    """What one objective's readings amount to in one period; computed, never typed."""

    objective: str
    period: Period
    on: date
    state: State
    site: str | None = None
    #: The value of the measure over the readings.
    actual: Quantity | None = None
    #: The target that the value is held against: the stated one, or its share for the days so far.
    target: Target = Target()
    #: The stated target with its baseline filled in.
    final: Target = Target()
    #: Which part of the horizon the days so far are, where the target is a path.
    share: Fraction | None = None
    baseline: Quantity | None = None
    deviation: Deviation | None = None
    basis: Basis | None = None
    #: The band that holds the deviation, counted from 1; none unless missed.
    band: int | None = None
    response: Response | None = None
    #: Why there is no verdict, or what to know of it.
    reason: Text | None = None
    readings: tuple[Reading, ...] = ()
    projection: Projection | None = None
    #: What the baseline was computed from, where it was.
    baseline_readings: tuple[Reading, ...] = ()
    #: The span of its figures, where that is not the period.
    over: Period | None = None
    #: The reading that the value is of, where each is held against the target by itself.
    worst: Reading | None = None
    #: How many days late something was done by a day, or is still undone.
    days_late: int | None = None

    @property
    def colour(self) -> Colour | None:
        """Green when met; the band's own colour when missed; none when the policy gives none."""
        if self.state is State.MET:
            return Colour.GREEN
        return self.response.colour if self.response else None


@attrs.frozen(field_transformer=checked)
class Evaluation:
    """Every verdict of one period on one day, in the order of the objectives."""

    period: Period
    on: date
    verdicts: tuple[Verdict, ...]

    def __getitem__(self, objective: str | tuple[str, str]) -> Verdict:
        """Return the verdict of an objective, or of an objective at a site; raises ``KeyError``."""
        id, site = (objective, None) if isinstance(objective, str) else objective
        for verdict in self.verdicts:
            if verdict.objective == id and verdict.site == site:
                return verdict
        raise KeyError(objective)
