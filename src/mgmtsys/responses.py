"""What missed objectives call for now, given the corrective actions that there are."""

from __future__ import annotations

import enum
from collections.abc import Iterable

import attrs

from mgmtsys.capa import Breach, CapaState, CorrectiveAction
from mgmtsys.deviation import ResponseKind
from mgmtsys.verdict import Evaluation, Verdict


class Move(enum.Enum):
    """What to do about one breach."""

    OPEN = "open"
    #: A closed action did not keep the same breach from coming back.
    REOPEN = "reopen"
    #: An open action answers a milder miss of the same objective and period.
    ESCALATE = "escalate"
    LEAVE = "leave"


@attrs.frozen
class Decision:
    """What to do about one breach, and the record that it concerns."""

    move: Move
    breach: Breach
    verdict: Verdict
    action: str | None = None


def _breach(verdict: Verdict) -> Breach | None:
    response = verdict.response
    if verdict.band is None or response is None or response.kind is not ResponseKind.CAPA:
        return None
    return Breach(verdict.objective, verdict.period, verdict.band, verdict.site)


def _decision(verdict: Verdict, breach: Breach, actions: tuple[CorrectiveAction, ...]) -> Decision:
    same = [
        action
        for action in actions
        if action.breach is not None
        and action.state is not CapaState.CANCELLED
        and attrs.evolve(action.breach, band=breach.band) == breach
    ]
    open_ = [action for action in same if not action.has_ended]
    for action in open_:
        at = action.breach.band if action.breach else breach.band
        return Decision(
            Move.ESCALATE if at < breach.band else Move.LEAVE, breach, verdict, action.id
        )
    closed = [action for action in same if action.breach == breach]
    if closed:
        return Decision(Move.REOPEN, breach, verdict, closed[-1].id)
    return Decision(Move.OPEN, breach, verdict)


def responses(
    evaluation: Evaluation, actions: Iterable[CorrectiveAction] = ()
) -> tuple[Decision, ...]:
    """Return one decision for every miss whose band calls for a corrective action.

    Two actions are never open for one objective, period and site: an open one for a milder band is
    escalated, and the same breach after closing is reopened as a new record.
    """
    known = tuple(actions)
    return tuple(
        _decision(verdict, breach, known)
        for verdict in evaluation.verdicts
        if (breach := _breach(verdict)) is not None
    )
