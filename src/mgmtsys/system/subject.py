"""Where what a check speaks of stands in a system."""

from __future__ import annotations

import functools
import typing
from collections.abc import Mapping
from typing import Any

import attrs

from mgmtsys.system.raci import RaciMatrix
from mgmtsys.system.system import ManagementSystem, by_name


@functools.cache
def _homes() -> Mapping[Any, str]:
    """Return the fields of a system by what each of their members is."""
    hints = typing.get_type_hints(ManagementSystem)
    return {
        typing.get_args(hint)[0]: name
        for name, hint in hints.items()
        if typing.get_origin(hint) is tuple
    }


def path_of(system: ManagementSystem, subject: object) -> tuple[str, ...]:
    """Return where a subject stands in a system: a path, a path as text, or a value that it holds.

    Raises ``LookupError`` for anything else.
    """
    if subject is system:
        return ()
    path = tuple(subject.split(".")) if isinstance(subject, str) and subject else subject
    if isinstance(path, tuple) and all(isinstance(step, str) for step in path):
        return path
    if home := _homes().get(type(subject)):
        if (id := getattr(subject, "id", None)) is not None:
            return (home, id)
        for index, member in enumerate(getattr(system, home)):
            if member is subject:
                return (home, str(index))
    for field in attrs.fields(ManagementSystem):
        if subject is not None and getattr(system, field.name) is subject:
            return (field.name,)
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
