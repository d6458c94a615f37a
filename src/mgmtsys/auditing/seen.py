"""What a check yields, and the finding that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeAlias

import attrs

from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Audited, Finding, Grade
from mgmtsys.system.report import Examined
from mgmtsys.system.subject import holds, path_of
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import Text


@attrs.frozen(field_transformer=checked)
class Seen:
    """Something that a check objects to: where, what, and what differs from the check's own words.

    >>> Seen(("raci",), "nobody is accountable", grade=Grade.MAJOR).message.read("en")
    'nobody is accountable'
    """

    #: A value that the system holds, or its path: ``("objectives", "E3")`` or ``"objectives.E3"``.
    subject: Any
    message: Text
    #: What would make it go away, where that is not what the check says.
    remedy: Text | None = attrs.field(default=None, kw_only=True)
    #: How grave it is, where that is not as the check is.
    grade: Grade | None = attrs.field(default=None, kw_only=True)


#: What a check may yield: what it has seen, for short a subject and a message, or a whole finding.
Sighting: TypeAlias = Seen | tuple[Any, Text | str] | Finding
#: From a system and a day, and from whatever else the dossier holds, to what is seen.
Examine: TypeAlias = Callable[[ManagementSystem, date, Dossier], Iterable[Sighting]]
#: The same where a check needs no more than the system and the day.
ShortExamine: TypeAlias = Callable[[ManagementSystem, date], Iterable[Sighting]]


class Nonsense(NotUnderstood):
    """What was seen is no finding."""


def _nonsense(given: object) -> Nonsense:
    return Nonsense(
        "yields {shown}: expected a subject of the system and a message, or {seen}",
        shown=repr(given)[:80],
        seen="Seen(subject, message, remedy=..., grade=...)",
    )


def finding_of(
    given: object, said: Examined, system: ManagementSystem, audited: Audited | None = None
) -> Finding:
    """Return what a check that says ``said`` has yielded as a finding; raises :class:`Nonsense`.

    Whoever yields a whole finding answers for it.
    """
    if isinstance(given, Finding):
        found = given if given.check == said.name else attrs.evolve(given, check=said.name)
    else:
        found = _made(given, said, system, audited)
    if not holds(system, found.subject):
        path = ".".join(found.subject)
        raise Nonsense("names {path}, which is not in the system", path=path)
    return found


def _made(
    given: object, said: Examined, system: ManagementSystem, audited: Audited | None
) -> Finding:
    remedy, grade = said.remedy, said.grade
    if isinstance(given, Seen):
        subject, message = given.subject, given.message
        remedy = given.remedy or remedy
        grade = grade if given.grade is None else given.grade
    elif isinstance(given, tuple) and len(given) == len(("subject", "message")):
        subject, message = given
    else:
        raise _nonsense(given)
    try:
        return Finding(
            check=said.name,
            grade=grade,
            subject=path_of(system, subject),
            message=message,
            clauses=said.clauses,
            remedy=remedy,
            audited=audited,
        )
    except (LookupError, ValueError):
        raise _nonsense(given) from None
