"""What to do about each miss now, given the corrective actions that there are."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from mgmtsys.system.capa import Breach, CapaState, CorrectiveAction, as_of
from mgmtsys.system.response import Response
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Evaluation, Verdict
from mgmtsys.values.checked import checked
from mgmtsys.values.period import Period


class Move(enum.Enum):
    """What to do about one breach."""

    OPEN = "open"
    #: A closed action did not keep the objective from being missed again.
    REOPEN = "reopen"
    #: An open action answers a milder miss of the same objective and period, or is late itself.
    ESCALATE = "escalate"
    LEAVE = "leave"


@attrs.frozen(field_transformer=checked)
class Decision:
    """What to do about one breach, and the record that it concerns."""

    move: Move
    breach: Breach
    verdict: Verdict
    #: Who answers for it: the owner of the record, or whoever is responsible for the objective.
    owners: tuple[str, ...]
    action: str | None = None


def _breach(verdict: Verdict) -> Breach | None:
    response = verdict.response
    if response is None or not response.opens_action:
        return None
    return Breach(verdict.objective, verdict.period, response=response.id, site=verdict.site)


def _answers(action: CorrectiveAction, own: Period, period: Period) -> bool:
    """Whether an action for one span is about another as well.

    What was opened for a month answers for the quarter that holds it. What was opened for a quarter
    answers for its months as long as it is open, and then for those that were over when it was opened.
    """
    inside = period in own and (not action.has_ended or period.last <= action.history[0].on)
    return own in period or inside


def _decision(
    verdict: Verdict,
    breach: Breach,
    actions: tuple[CorrectiveAction, ...],
    responsible: tuple[str, ...],
    ranks: Mapping[str, Response],
    on: date,
) -> Decision:
    earlier: CorrectiveAction | None = None
    for action in actions:
        known = action.breach
        if known is None or action.state is CapaState.CANCELLED:
            continue
        if (known.objective, known.site) != (breach.objective, breach.site):
            continue
        milder = ranks[known.response].rank < ranks[breach.response].rank
        if not _answers(action, known.period, breach.period) or (action.has_ended and milder):
            earlier = action if action.has_ended else earlier
            continue
        move = Move.ESCALATE if milder or action.overdue(on) else Move.LEAVE
        return Decision(move, breach, verdict=verdict, owners=(action.owner,), action=action.id)
    if earlier is not None:
        return Decision(
            Move.REOPEN, breach, verdict=verdict, owners=(earlier.owner,), action=earlier.id
        )
    return Decision(Move.OPEN, breach, verdict=verdict, owners=responsible)


def responses(
    evaluation: Evaluation,
    system: ManagementSystem,
    actions: Iterable[CorrectiveAction] = (),
    on: date | None = None,
) -> tuple[Decision, ...]:
    """Return one decision for every miss whose response opens a corrective action.

    Two actions never answer one breach: an open one for a milder band, or with something late on
    the day, is escalated, and one that is under way or closed is left. A breach after an action for
    an earlier one was closed is reopened as a new record. What happened after ``on`` does not count,
    which is the day of the evaluation where none is given.
    """
    day = on or evaluation.on
    known = tuple(then for action in actions if (then := as_of(action, day)) is not None)
    responsible = {objective.id: objective.responsible for objective in system.objectives}
    return tuple(
        _decision(
            verdict, breach, known, responsible[verdict.objective], system.known_responses, day
        )
        for verdict in evaluation.verdicts
        if (breach := _breach(verdict)) is not None
    )
