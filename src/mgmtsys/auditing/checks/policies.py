"""Whether the deviation policy decides every case, and decides it once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.checks.printed_ranges import Edge, PrintedRange, ranges
from mgmtsys.auditing.seen import Sighting
from mgmtsys.system.bound import CHANGES, TargetKind
from mgmtsys.system.deviation import Basis
from mgmtsys.system.finding import Grade
from mgmtsys.system.objective import Objective, ProcessFigure
from mgmtsys.system.policy import DeviationPolicy, PolicyPart
from mgmtsys.system.response import Response
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.number import near_percent
from mgmtsys.values.text import in_a_row, say


def _has_objectives(system: ManagementSystem) -> bool:
    return bool(system.objectives)


def _policies(system: ManagementSystem) -> Iterator[tuple[Any, DeviationPolicy]]:
    """Yield the system's policy and those of its objectives, with what each stands in."""
    if system.deviation_policy is not None:
        yield _POLICY, system.deviation_policy
    for objective in system.objectives:
        if objective.deviation_policy is not None:
            yield objective, objective.deviation_policy


def _has_shared_policy(system: ManagementSystem) -> bool:
    return system.deviation_policy is not None


_POLICY = "deviation_policy"
#: The policy is what performance is evaluated against, and when; its responses follow the effects.
_CRITERIA = "evaluation.criteria"
_WHEN = "evaluation.timing"
_IN_PROPORTION = "corrective_action.proportion"


def _parts(system: ManagementSystem) -> Iterator[tuple[Any, PolicyPart]]:
    """Yield every part of the policies, once, with what it first stands in."""
    seen: set[PolicyPart] = set()
    for subject, policy in _policies(system):
        new = [part for part in policy.parts if part not in seen]
        seen.update(new)
        yield from ((subject, part) for part in new)


def _edges(system: ManagementSystem) -> Iterator[tuple[Any, Edge, Edge]]:
    """Yield the printed edges between every two bands that follow each other."""
    for subject, part in _parts(system):
        for before, after in pairwise(ranges(part)):
            if before.high and after.low:
                yield subject, before.high, after.low


def _mildest(system: ManagementSystem, policy: DeviationPolicy) -> Response | None:
    """Return what the least miss calls for, one that is no run of them."""
    known = system.known_responses
    first = {
        part: part.bands[0].called_for(known) if part.misses == 1 else None for part in policy.parts
    }
    return policy.strictest(first)


@check(
    "policy.missing",
    applies=_has_objectives,
    evidences=(_CRITERIA, _IN_PROPORTION),
    grade=Grade.OBSERVATION,
    sentence=say("A deviation policy states what follows when an objective is missed."),
    remedy=say("State the deviation bands and their responses."),
)
def misses_have_a_policy(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    without = [objective for objective in system.objectives if system.policy_of(objective) is None]
    why = say("nothing states what follows when an objective is missed")
    if len(without) == len(system.objectives) > 0:
        yield system, why
        return
    yield from ((objective, why) for objective in without)


@check(
    "policy.band_overlap",
    applies=has(_edges),
    evidences=_CRITERIA,
    sentence=say("No deviation falls into two printed bands."),
    remedy=say("State which band the limit belongs to."),
)
def no_deviation_is_printed_in_two_bands(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for subject, high, low in _edges(system):
        twice = high.at == low.at and high.owned is not False and low.owned is not False
        if twice or low.at < high.at:
            edge = near_percent(low.at)
            yield (
                subject,
                say("{limit} is printed in two bands", limit=edge),
            )


@check(
    "policy.boundary_implicit",
    applies=has(_edges),
    evidences=_CRITERIA,
    grade=Grade.OBSERVATION,
    sentence=say("Every printed limit states which band it belongs to."),
    remedy=say("Write ≤ or < at the limit."),
)
def every_printed_edge_says_who_owns_it(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for subject, *ends in _edges(system):
        unsaid = any(edge.owned is None for edge in ends)
        overlaps = all(edge.owned is not False for edge in ends)
        if ends[0].at == ends[1].at and unsaid and not overlaps:
            edge = near_percent(ends[0].at)
            yield (
                subject,
                say(
                    "which band {limit} belongs to can only be inferred from the next band",
                    limit=edge,
                ),
            )


def _decides_zero(part: PolicyPart) -> bool:
    """Whether a part says what any miss of a zero target calls for."""
    counted = part.basis in (Basis.ABSOLUTE, Basis.PERCENTAGE_POINTS)
    return part.misses == 1 and (counted or len(part.bands) == 1)


def _has(objective: Objective, *kinds: TargetKind) -> bool:
    return any(bound.kind in kinds for bound in objective.target.bounds)


def _under_policy(
    system: ManagementSystem,
) -> Iterator[tuple[Objective, DeviationPolicy]]:
    for objective in system.objectives:
        policy = system.policy_of(objective)
        if policy is not None:
            yield objective, policy


def _zero_targets(system: ManagementSystem) -> Iterator[tuple[Objective, DeviationPolicy]]:
    """Yield the objectives that want nothing to happen, with the policy in force."""
    return (pair for pair in _under_policy(system) if _has(pair[0], TargetKind.ZERO))


@check(
    "policy.zero_target_undefined",
    applies=has(_zero_targets),
    evidences=_CRITERIA,
    sentence=say("The policy states the response to a missed zero target."),
    remedy=say("Give the objective a policy that responds to any occurrence."),
)
def the_policy_decides_zero_targets(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective, policy in _zero_targets(system):
        if not any(map(_decides_zero, policy.parts)):
            yield (
                objective,
                say("there is no percentage of zero, and the policy has only percentages"),
            )


def _rates(system: ManagementSystem) -> tuple[str, ...]:
    return tuple(
        objective.id
        for objective in system.objectives
        if objective.measure.unit.is_ratio and not _has(objective, TargetKind.ZERO, *CHANGES)
    )


def _changes(system: ManagementSystem) -> tuple[str, ...]:
    return tuple(objective.id for objective in system.objectives if _has(objective, *CHANGES))


def _has_percentages(system: ManagementSystem) -> bool:
    return _has_shared_policy(system) and bool(_rates(system) or _changes(system))


@check(
    "policy.base_undefined",
    applies=_has_percentages,
    evidences=_CRITERIA,
    grade=Grade.OBSERVATION,
    sentence=say("The policy states the basis of its percentages."),
    remedy=say("State the basis: of the target, of the required change, or percentage points."),
)
def the_policy_says_of_what_its_percentages_are(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    policy = system.deviation_policy
    if policy is None or all(part.basis is not None for part in policy.parts):
        return
    rates, changes = _rates(system), _changes(system)
    if rates:
        yield (
            _POLICY,
            say(
                "{objectives}: a share of the target, or percentage points?",
                objectives=in_a_row(rates),
            ),
        )
    if changes:
        yield (
            _POLICY,
            say(
                "{objectives}: a share of the target level, or of the change required?",
                objectives=in_a_row(changes),
            ),
        )


@check(
    "policy.direction_undefined",
    applies=_has_shared_policy,
    evidences=_CRITERIA,
    grade=Grade.OBSERVATION,
    sentence=say("The policy states how an exceeded target is treated."),
    remedy=say("State that only an adverse deviation counts."),
)
def the_policy_says_what_a_beaten_target_is(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    policy = system.deviation_policy
    if policy is not None and all(part.beaten is None for part in policy.parts):
        yield (
            _POLICY,
            say("as written, exceeding the target is a deviation too"),
        )


@check(
    "policy.time_basis_undefined",
    applies=_has_shared_policy,
    evidences=_WHEN,
    grade=Grade.OBSERVATION,
    sentence=say("The policy states when the deviation is calculated."),
    remedy=say("State it: for each period, the year to date, or at the end."),
)
def the_policy_says_when_deviation_is_taken(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    policy = system.deviation_policy
    if policy is not None and any(part.time_basis is None for part in policy.parts):
        yield (
            _POLICY,
            say("for the month, the year to date, or the end of the year?"),
        )


def _strict(system: ManagementSystem) -> Iterator[tuple[Objective, DeviationPolicy]]:
    """Yield the objectives that are legal or want nothing to happen, with the policy in force."""
    return (
        (objective, policy)
        for objective, policy in _under_policy(system)
        if objective.obligations or _has(objective, TargetKind.ZERO)
    )


@check(
    "policy.tolerance_on_legal",
    applies=has(_strict),
    evidences=_IN_PROPORTION,
    sentence=say("A missed legal or zero objective is never merely monitored."),
    remedy=say("Give the objective a policy that opens a corrective action whenever it is missed."),
)
def no_legal_miss_is_merely_watched(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective, policy in _strict(system):
        mildest = _mildest(system, policy)
        if not (mildest and mildest.opens_action):
            yield (
                objective,
                say(
                    "a small miss opens no corrective action, although this is a legal or a zero objective"
                ),
            )


def _counts_actions_opened(system: ManagementSystem) -> bool:
    counted = (indicator.figure is ProcessFigure.ACTIONS_OPENED for indicator in system.indicators)
    return _has_shared_policy(system) and any(counted)


@check(
    "policy.contradiction",
    applies=_counts_actions_opened,
    evidences=_IN_PROPORTION,
    sentence=say("The policy opens corrective actions as often as the indicators require."),
    remedy=say("Make the indicator agree with the policy."),
)
def policy_and_indicators_agree(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    policy = system.deviation_policy
    mildest = _mildest(system, policy) if policy else None
    mild = policy is not None and not (mildest and mildest.opens_action)
    for index, indicator in enumerate(system.indicators):
        every = any(
            bound.kind is TargetKind.AT_LEAST and bound.limit is not None and bound.limit.base == 1
            for bound in indicator.target.bounds
        )
        if mild and every and indicator.figure is ProcessFigure.ACTIONS_OPENED:
            yield (
                ("indicators", str(index)),
                say(
                    "every miss is to open a corrective action, but the first band of the policy opens none"
                ),
            )


def _first_ranges(system: ManagementSystem) -> Iterator[tuple[Any, PrintedRange, Edge]]:
    """Yield the range that each first band prints, with its upper edge."""
    for subject, part in _parts(system):
        first = ranges(part)[0]
        if first.high is not None:
            yield subject, first, first.high


@check(
    "policy.no_met_state",
    applies=has(_first_ranges),
    evidences=_CRITERIA,
    grade=Grade.OBSERVATION,
    sentence=say("A target that is met is distinguished from one that is narrowly missed."),
    remedy=say("Start the first band above zero."),
)
def met_is_told_apart_from_missed_by_little(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for subject, first, edge in _first_ranges(system):
        low = first.low
        if low is None or (low.at == 0 and low.owned is not False):
            high = near_percent(edge.at)
            yield (
                subject,
                say("a deviation of zero and one of {limit} are in the same band", limit=high),
            )


POLICIES = (
    misses_have_a_policy,
    no_deviation_is_printed_in_two_bands,
    every_printed_edge_says_who_owns_it,
    the_policy_decides_zero_targets,
    the_policy_says_of_what_its_percentages_are,
    the_policy_says_what_a_beaten_target_is,
    the_policy_says_when_deviation_is_taken,
    no_legal_miss_is_merely_watched,
    policy_and_indicators_agree,
    met_is_told_apart_from_missed_by_little,
)
