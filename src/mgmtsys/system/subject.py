"""Where what a check speaks of stands in a system."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import attrs

from mgmtsys.system.context import Aspect, Obligation, PolicyStatement, RiskOrOpportunity
from mgmtsys.system.document import Form, Procedure
from mgmtsys.system.measure import Series
from mgmtsys.system.monitoring import Monitoring
from mgmtsys.system.objective import Objective
from mgmtsys.system.party import Party, Site
from mgmtsys.system.raci import Activity, RaciMatrix
from mgmtsys.system.references import SINGLE
from mgmtsys.system.system import ManagementSystem, by_name

#: Where the values that have an id stand in a system, and the fields of those that have none.
_KEYED: Mapping[type, str] = {
    Party: "parties",
    Site: "sites",
    Activity: "activities",
    PolicyStatement: "policy",
    Aspect: "aspects",
    Obligation: "obligations",
    RiskOrOpportunity: "risks",
    Series: "series",
    Objective: "objectives",
    Monitoring: "monitoring",
    Procedure: "procedures",
    Form: "forms",
}
_LISTED = ("indicators", "training", "evidence", "waivers", "exclusions")


def path_of(system: ManagementSystem, subject: object) -> tuple[str, ...]:
    """Return where a subject stands in a system: a path, a path as text, or a value that it holds.

    Raises ``LookupError`` for anything else.
    """
    if subject is system:
        return ()
    path = tuple(subject.split(".")) if isinstance(subject, str) and subject else subject
    if isinstance(path, tuple) and all(isinstance(step, str) for step in path):
        return path
    field = _KEYED.get(type(subject))
    if field is not None:
        return (field, str(getattr(subject, "id", "")))
    for field in SINGLE:
        if getattr(system, field) is subject:
            return (field,)
    for field in _LISTED:
        for index, member in enumerate(getattr(system, field)):
            if member is subject:
                return (field, str(index))
    raise LookupError(repr(subject)[:80])


@functools.cache
def _fields(kind: Any) -> frozenset[str]:
    return frozenset(attrs.fields_dict(kind))


def _step(value: Any, step: str) -> Any:
    """Return what stands one step below a value; raises ``LookupError``."""
    if isinstance(value, ManagementSystem) and step in value.members:
        return value.members[step]
    if isinstance(value, tuple):
        value = by_name(value)
    if isinstance(value, Mapping):
        return value[step]
    if isinstance(value, RaciMatrix):
        if step in value.activities or step in value.parties:
            return None
        raise LookupError(step)
    if value is not None and step not in _fields(type(value)):  # type: ignore[arg-type]  # a class is hashable
        raise LookupError(step)
    return getattr(value, step, None)


def holds(system: ManagementSystem, path: tuple[str, ...]) -> bool:
    """Whether a system has what a path leads to, as far down as something is there."""
    if len(path) == 2 and path[1] in system.members.get(path[0], ()):
        return True  # as most paths do
    value: Any = system
    for step in path:
        try:
            value = _step(value, step)
        except LookupError:
            return False
    return True
