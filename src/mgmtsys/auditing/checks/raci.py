"""Whether the responsibility matrix assigns every activity, and to parties that can bear it.

One accountable for each activity is the rule that gives the matrix its point; a collective cannot
answer, and whoever owns an objective must be found in the matrix.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.seen import Sighting
from mgmtsys.system.finding import Grade
from mgmtsys.system.monitoring import MonitoringKind
from mgmtsys.system.party import PartyKind
from mgmtsys.system.raci import ActivityKind, Role
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import in_a_row, say

_WHO = ("objective.responsible", "responsibilities.assigned")


def _has_matrix(system: ManagementSystem) -> bool:
    return bool(system.raci.activities)


@check(
    "raci.no_accountable",
    applies=_has_matrix,
    evidences=_WHO,
    sentence=say("Every activity has one accountable party (A)."),
    remedy=say("Name one accountable party (A) for the activity."),
)
def every_activity_has_an_accountable(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for activity in system.raci.activities:
        if not system.raci.who(activity, Role.ACCOUNTABLE):
            yield (
                ("raci", activity),
                say("{activity}: nobody is accountable", activity=system.activity_name(activity)),
            )


@check(
    "raci.several_accountable",
    applies=_has_matrix,
    evidences=_WHO,
    sentence=say("No activity has two accountable parties (A)."),
    remedy=say("Keep one accountable party (A)."),
)
def no_activity_has_two_accountables(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for activity in system.raci.activities:
        who = system.raci.who(activity, Role.ACCOUNTABLE)
        if len(who) > 1:
            yield (
                ("raci", activity),
                say(
                    "{activity}: {parties} are all accountable",
                    activity=system.activity_name(activity),
                    parties=system.names(who),
                ),
            )


@check(
    "raci.no_responsible",
    applies=_has_matrix,
    evidences=_WHO,
    sentence=say("Every activity has a responsible party (R)."),
    remedy=say("Name who carries out the activity (R)."),
)
def every_activity_has_a_responsible(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for activity in system.raci.activities:
        if not system.raci.who(activity, Role.RESPONSIBLE):
            yield (
                ("raci", activity),
                say("{activity}: nobody is responsible", activity=system.activity_name(activity)),
            )


@check(
    "raci.collective_role",
    applies=_has_matrix,
    evidences=_WHO,
    grade=Grade.OBSERVATION,
    sentence=say("Every column of the RACI matrix is a party that can be held responsible."),
    remedy=say("Name the persons, roles or departments."),
)
def every_column_is_a_party_that_can_answer(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for party in system.parties:
        if party.kind is PartyKind.GROUP and party.id in system.raci.members:
            yield (
                party,
                say(
                    "{party} is a collective, so its responsibilities cannot be verified",
                    party=system.names([party.id]),
                ),
            )


def _accountable(system: ManagementSystem) -> Iterator[tuple[str, str]]:
    """Yield every activity with each party that is accountable for it."""
    for activity in system.raci.activities:
        for party in system.raci.who(activity, Role.ACCOUNTABLE):
            yield activity, party


@check(
    "raci.collective_accountable",
    applies=has(_accountable),
    evidences=_WHO,
    sentence=say("Only a person or a role is accountable."),
    remedy=say("Make one person or role accountable."),
)
def only_a_person_or_a_role_is_accountable(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    single = frozenset(party.id for party in system.parties if party.is_single)
    for activity, party in _accountable(system):
        if party not in single:
            yield (
                ("raci", activity, party),
                say(
                    "{activity}: {party} is accountable but is not a single person or role",
                    activity=system.activity_name(activity),
                    party=system.names([party]),
                ),
            )


@check(
    "raci.combined_ar",
    applies=_has_matrix,
    evidences=_WHO,
    grade=Grade.OPPORTUNITY,
    sentence=say("The accountable party does not also do the work."),
    remedy=say("This is allowed; consider whether the work needs an independent check."),
)
def nobody_is_accountable_and_responsible_at_once(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for (activity, party), roles in system.raci.cells:
        if {Role.ACCOUNTABLE, Role.RESPONSIBLE} <= roles:
            yield (
                ("raci", activity, party),
                say(
                    "{activity}: {party} is both accountable and responsible",
                    activity=system.activity_name(activity),
                    party=system.names([party]),
                ),
            )


@check(
    "raci.redundant_role",
    applies=_has_matrix,
    evidences=_WHO,
    grade=Grade.OBSERVATION,
    sentence=say("A party has one role in an activity, or A and R together."),
    remedy=say("Remove the weaker role."),
)
def no_party_has_a_role_that_another_contains(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for (activity, party), roles in system.raci.cells:
        if (
            len(roles - {Role.ACCOUNTABLE, Role.RESPONSIBLE})
            + bool(roles & {Role.ACCOUNTABLE, Role.RESPONSIBLE})
            > 1
        ):
            yield (
                ("raci", activity, party),
                say(
                    "{activity}: {party} has overlapping roles",
                    activity=system.activity_name(activity),
                    party=system.names([party]),
                ),
            )


@check(
    "raci.unused_party",
    applies=_has_matrix,
    evidences=_WHO,
    grade=Grade.OBSERVATION,
    sentence=say("Every column of the RACI matrix has a role."),
    remedy=say("Give the party a role, or remove its column."),
)
def every_column_has_a_role(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    used = frozenset(party for (_, party), _ in system.raci.cells)
    for party in system.parties:
        if party.id in system.raci.members and party.id not in used:
            yield party, say("the column of {party} is empty", party=system.names([party.id]))


#: What a system holds that somebody must do, by the kind of activity that assigns it.
_LOOKS = {
    MonitoringKind.TRACKING: ActivityKind.TRACKING,
    MonitoringKind.REVIEW: ActivityKind.REVIEW,
    MonitoringKind.EVALUATION: ActivityKind.EVALUATION,
}
_WORK = {
    ActivityKind.TRACKING: say("tracking"),
    ActivityKind.REVIEW: say("review"),
    ActivityKind.EVALUATION: say("evaluation"),
    ActivityKind.RESPONSE: say("the response to objectives not achieved"),
    ActivityKind.APPROVAL: say("approval"),
    ActivityKind.TRAINING: say("training"),
    ActivityKind.RECORDS: say("the retention of records"),
}


def _needed(system: ManagementSystem) -> Iterator[ActivityKind]:
    yield from (_LOOKS[look.kind] for look in system.monitoring)
    if any(map(system.policy_of, system.objectives)):
        yield ActivityKind.RESPONSE
    if any(procedure.approvals for procedure in system.procedures):
        yield ActivityKind.APPROVAL
    if system.training:
        yield ActivityKind.TRAINING
    if any(form.retention for form in system.forms):
        yield ActivityKind.RECORDS


def _assigns_what_is_needed(system: ManagementSystem) -> bool:
    return _has_matrix(system) and any(True for _ in _needed(system))


@check(
    "raci.activity_missing",
    applies=_assigns_what_is_needed,
    evidences=_WHO,
    grade=Grade.OBSERVATION,
    sentence=say(
        "Everything that the system requires to be done is an activity in the RACI matrix."
    ),
    remedy=say("Add the activity with its roles."),
)
def whatever_is_to_be_done_is_assigned(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    if not system.raci.activities:
        return
    assigned = {
        activity.kind for activity in system.activities if activity.id in system.raci.activities
    }
    for kind in dict.fromkeys(_needed(system)):
        if kind not in assigned:
            work = _WORK[kind]
            yield (
                ("raci",),
                say("no activity assigns {work}", work=work),
            )


def _owners(system: ManagementSystem) -> dict[str, list[str]]:
    """Return the objectives by the party that is responsible for them or their programmes."""
    owned: dict[str, list[str]] = {}
    for objective in system.objectives:
        programme = objective.programme.responsible if objective.programme else ()
        for party in dict.fromkeys(objective.responsible + programme):
            owned.setdefault(party, []).append(objective.id)
    return owned


def _has_matrix_and_owners(system: ManagementSystem) -> bool:
    return _has_matrix(system) and bool(_owners(system))


@check(
    "raci.person_missing",
    applies=_has_matrix_and_owners,
    evidences=_WHO,
    sentence=say("Whoever is responsible for an objective has a column in the RACI matrix."),
    remedy=say("Add a column for the party."),
)
def whoever_owns_an_objective_has_a_column(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    members = system.raci.members
    for party, objectives in _owners(system).items():
        if members and party not in members:
            yield (
                ("parties", party),
                say(
                    "{party} is responsible for {objectives} but has no column in the RACI matrix",
                    party=system.names([party]),
                    objectives=in_a_row(objectives),
                ),
            )


def _approvers(system: ManagementSystem) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            party
            for procedure in system.procedures
            for approval in procedure.approvals
            for party in approval.parties
        )
    )


def _has_matrix_and_approvers(system: ManagementSystem) -> bool:
    return _has_matrix(system) and bool(_approvers(system))


@check(
    "raci.approver_mismatch",
    applies=_has_matrix_and_approvers,
    evidences=_WHO,
    grade=Grade.OBSERVATION,
    sentence=say("Whoever approves has a role in the RACI matrix."),
    remedy=say("Give the approver a role in the RACI matrix."),
)
def whoever_approves_has_a_role(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    members = system.raci.members
    for party in _approvers(system):
        if members and party not in members:
            yield (
                ("parties", party),
                say(
                    "{party} approves documents but has no role in the RACI matrix",
                    party=system.names([party]),
                ),
            )


RACI = (
    every_activity_has_an_accountable,
    no_activity_has_two_accountables,
    every_activity_has_a_responsible,
    every_column_is_a_party_that_can_answer,
    only_a_person_or_a_role_is_accountable,
    nobody_is_accountable_and_responsible_at_once,
    no_party_has_a_role_that_another_contains,
    every_column_has_a_role,
    whatever_is_to_be_done_is_assigned,
    whoever_owns_an_objective_has_a_column,
    whoever_approves_has_a_role,
)
