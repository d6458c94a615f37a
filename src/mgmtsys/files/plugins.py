"""Checks and questions of installed packages, found through their entry points, and only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import attrs

from mgmtsys.auditing.check import Check, examined
from mgmtsys.auditing.checks import STANDARD
from mgmtsys.auditing.questions import QUESTIONS, Question
from mgmtsys.values.exceptions import BrokenEntryPoint, DuplicateCheck, NotUnderstood, spelled
from mgmtsys.values.text import Text, say


@attrs.frozen
class _Kind:
    """What packages offer: each entry point of the group loads to one of a type or to many."""

    group: str
    holds: type
    name: Text
    #: The names that one of them uses.
    names: Callable[[Any], Iterable[str]]
    duplicate: type[NotUnderstood]

    def where(self, entry: EntryPoint) -> str:
        """Return an entry point as its distribution states it."""
        return (
            f"{entry.dist.name if entry.dist else '?'} [{self.group}] {entry.name} = {entry.value}"
        )


_CHECKS = _Kind(
    "mgmtsys.checks",
    Check,
    say("check"),
    names=lambda check: [each.name for each in examined(check)],
    duplicate=DuplicateCheck,
)
_QUESTIONS = _Kind(
    "mgmtsys.questions",
    Question,
    say("question"),
    names=lambda question: [question.name],
    duplicate=BrokenEntryPoint,
)


def _nonsense(kind: _Kind, entry: EntryPoint, loaded: object) -> BrokenEntryPoint:
    seen = repr(loaded)[:80]
    return BrokenEntryPoint(
        "{where}: loads {seen}: expected a {kind}, or several",
        where=kind.where(entry),
        seen=seen,
        kind=kind.name,
    )


def _offered(kind: _Kind, entry: EntryPoint) -> tuple[Any, ...]:
    """Return what an entry point offers; raises :class:`BrokenEntryPoint`."""
    try:
        loaded = entry.load()
        many = isinstance(loaded, Iterable) and not isinstance(loaded, str)
        offered = tuple(loaded) if many else (loaded,)
    except (Exception, SystemExit) as error:  # a package may fail in any way
        why = spelled(error)
        raise BrokenEntryPoint(
            "{where}: cannot be loaded: {why}",
            where=kind.where(entry),
            why=why,
        ) from error
    for thing in offered:
        if not isinstance(thing, kind.holds):
            raise _nonsense(kind, entry, thing)
    return offered


def _installed(kind: _Kind, own: Iterable[Any]) -> tuple[Any, ...]:
    """Return what every installed package offers, in the order of their entry points, each under its own name."""
    home = {name: "mgmtsys" for known in own for name in kind.names(known)}
    found: list[Any] = []
    for entry in sorted(
        entry_points(group=kind.group), key=lambda point: (point.name, point.value)
    ):
        offered = _offered(kind, entry)
        for name in (name for thing in offered for name in kind.names(thing)):
            if name in home:
                raise kind.duplicate(
                    say(
                        "{where}: the {kind} {name} is already in use ({home}): expected a name of "
                        "its own",
                        where=kind.where(entry),
                        kind=kind.name,
                        name=name,
                        home=home[name],
                    )
                )
            home[name] = kind.where(entry)
        found += offered
    return tuple(found)


def installed_checks() -> tuple[Check, ...]:
    """Return the checks of every installed package, in the order of their entry points.

    Raises :class:`BrokenEntryPoint` for an entry point that fails or offers no checks, and
    :class:`DuplicateCheck` for a name that another package or the library already uses.
    """
    return _installed(_CHECKS, STANDARD)


def installed_questions() -> Mapping[str, Question]:
    """Return the questions of every installed package, by name.

    Raises :class:`BrokenEntryPoint` for an entry point that fails or offers no questions, and for a name
    that another package or the library already uses.
    """
    return {question.name: question for question in _installed(_QUESTIONS, QUESTIONS.values())}
