"""SMART, letter by letter: what can be checked of an objective, and what only a person can judge.

Specific, Measurable, Achievable (and assignable), Relevant, Time-bound.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from datetime import date

import attrs

from mgmtsys.auditing.check import Check
from mgmtsys.auditing.checks.objectives import (
    every_number_comes_with_its_operator,
    every_objective_names_an_amount,
    no_target_lies_beyond_what_can_be_reached,
)
from mgmtsys.auditing.questions import measurable
from mgmtsys.system.objective import Objective
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.text import Text, in_a_row, say


class Mark(enum.Enum):
    """What can be said of one letter."""

    PASS = "pass"  # noqa: S105 - a mark, and no password
    FAIL = "fail"
    NOT_CHECKABLE = "not_checkable"


@attrs.frozen(field_transformer=checked)
class Letter:
    """One letter of SMART for one objective: the mark, and why."""

    letter: str
    mark: Mark
    why: Text


def _fault(check: Check, system: ManagementSystem, objective: Objective) -> Text | None:
    """Return what a check has to say of one objective alone."""
    alone = attrs.evolve(system, objectives=(objective,), evidence=(), waivers=(), exclusions=())
    found = check(alone, date.min)
    return found[0].message if found else None


def _specific(system: ManagementSystem, objective: Objective) -> tuple[Mark, Text]:
    if not objective.target.bounds:
        return Mark.FAIL, say("there is no target")
    for check in (every_objective_names_an_amount, every_number_comes_with_its_operator):
        fault = _fault(check, system, objective)
        if fault is not None:
            return Mark.FAIL, fault
    return Mark.PASS, say(
        "what is measured, the comparison and the value are stated; whether it is the right thing to measure is for a person to judge"
    )


def _measurable(system: ManagementSystem, objective: Objective) -> tuple[Mark, Text]:
    answer = measurable(system, objective)
    if answer.missing:
        return Mark.FAIL, in_a_row(answer.missing, SEMICOLON)
    return Mark.PASS, answer.found[0]


def _achievable(system: ManagementSystem, objective: Objective) -> tuple[Mark, Text]:
    if not system.answers_alone(objective.responsible):
        return Mark.FAIL, say("no single owner")
    fault = _fault(no_target_lies_beyond_what_can_be_reached, system, objective)
    if fault is not None:
        return Mark.FAIL, fault
    resources = objective.programme.resources if objective.programme else ()
    if not resources:
        return Mark.NOT_CHECKABLE, say("no resources are listed")
    if any(resource.amount is None for resource in resources):
        return Mark.NOT_CHECKABLE, say("not all resources have an amount")
    return Mark.PASS, say(
        "one owner and quantified resources; whether they suffice is for a person to judge"
    )


def _relevant(system: ManagementSystem, objective: Objective) -> tuple[Mark, Text]:
    links = (
        *objective.aspects,
        *objective.obligations,
        *objective.risks,
        *objective.policy,
    )
    if not links:
        return Mark.FAIL, say("it names nothing that it addresses")
    return Mark.PASS, say("addresses {links}", links=in_a_row(links))


def _time_bound(system: ManagementSystem, objective: Objective) -> tuple[Mark, Text]:
    due = objective.deadline
    if due is not None and due.day is not None:
        return Mark.PASS, say("due {due}", due=due)
    if due is not None and due.is_ongoing and objective.measure.frequency is not None:
        every = objective.measure.frequency
        return Mark.PASS, say("ongoing, measured {every}", every=every)
    if due is not None and due.months is not None:
        return Mark.FAIL, say("the deadline has no year")
    return Mark.FAIL, say("no deadline, and no frequency of measurement")


_LETTERS: Mapping[str, Callable[[ManagementSystem, Objective], tuple[Mark, Text]]] = {
    "S": _specific,
    "M": _measurable,
    "A": _achievable,
    "R": _relevant,
    "T": _time_bound,
}


def smart(system: ManagementSystem, objective: Objective) -> tuple[Letter, ...]:
    """Return the five letters of one objective of a system, each with its mark and the reason."""
    asked = ((letter, ask(system, objective)) for letter, ask in _LETTERS.items())
    return tuple(Letter(letter, mark, why=why) for letter, (mark, why) in asked)
