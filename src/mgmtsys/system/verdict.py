"""What an objective's readings amount to: a state, and the figures that led to it."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.system.deviation import Basis, Deviation
from mgmtsys.system.policy import PolicyPart
from mgmtsys.system.reading import Reading
from mgmtsys.system.response import Colour, Response
from mgmtsys.system.target import Target
from mgmtsys.values.checked import checked
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, in_short
from mgmtsys.values.units import Quantity


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
class PolicyAnswer:
    """What one part of a policy says of a target that is missed."""

    part: PolicyPart
    #: The value and the target that it is taken of, and their span where that is not the period.
    actual: Quantity | None = None
    target: Target = Target()
    over: Period | None = None
    #: On the part's own basis; of a run, the least.
    deviation: Deviation | None = None
    #: The band of the part that holds the deviation, counted from 1.
    band: int | None = None
    #: None where it calls for nothing, and where it cannot be judged.
    response: Response | None = None
    #: Whether it can be judged; where it cannot, the other parts decide.
    judged: bool = True
    #: Why it calls for nothing, or cannot be judged.
    reason: Text | None = None
    #: The spans that were missed one after another, where it asks for a run of them.
    run: tuple[Period, ...] = ()


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
    #: What the policy in force calls for: the strictest of what its parts say.
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
    #: What each part of the policy says of the miss.
    answers: tuple[PolicyAnswer, ...] = ()

    @property
    def known_on(self) -> date:
        """The day on which the last of its figures was recorded, or was over."""
        days = [reading.recorded or reading.period.last for reading in self.readings]
        return min(self.on, max(days, default=self.period.last))

    @property
    def respond_by(self) -> date | None:
        """The last day for the response, where it has a limit; it does not move with the day of print."""
        return self.response.due(self.known_on) if self.response else None

    @property
    def opens_action(self) -> bool:
        """Whether the response opens a corrective action."""
        return self.response is not None and self.response.opens_action

    @property
    def colour(self) -> Colour | None:
        """Green when met; the band's own colour when missed; none when the policy gives none."""
        if self.state is State.MET:
            return Colour.GREEN
        return self.response.colour if self.response else None


def _is_of(verdict: Verdict, named: object) -> bool:
    """Whether a verdict is of an objective by its id, or of one at a site by both."""
    whole = verdict.site is None and named == verdict.objective
    return whole or named == (verdict.objective, verdict.site)


@attrs.frozen(field_transformer=checked)
class Evaluation:
    """Every verdict of one period on one day, in the order of the objectives."""

    period: Period
    on: date
    verdicts: tuple[Verdict, ...]

    __repr__ = in_short

    def __getitem__(self, objective: str | tuple[str, str]) -> Verdict:
        """Return the verdict of an objective, or of an objective at a site; raises ``KeyError``."""
        for verdict in self.verdicts:
            if _is_of(verdict, objective):
                return verdict
        sites = [verdict.site for verdict in self.verdicts if verdict.objective == objective]
        if sites:
            raise KeyError(f"{objective} is judged at each site: expected {(objective, sites[0])}")
        raise KeyError(objective)

    def __iter__(self) -> Iterator[Verdict]:
        """Yield the verdicts."""
        return iter(self.verdicts)

    def __len__(self) -> int:
        """Return how many verdicts there are."""
        return len(self.verdicts)

    def __contains__(self, objective: object) -> bool:
        """Whether there is a verdict of an objective, or of an objective at a site, or this verdict."""
        return objective in self.verdicts or any(
            _is_of(verdict, objective) for verdict in self.verdicts
        )
