"""What a check saw, how grave it is, and who has permitted it."""

from __future__ import annotations

import enum
import functools
from datetime import date
from typing import Any

import attrs

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.ids import KnownClause, ObjectiveId, PartyId
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidText
from mgmtsys.values.text import Text


class Grade(enum.IntEnum):
    """How grave a finding is, mildest first (ISO 19011:2018, 3.10 and A.18).

    Ordered by severity: the graver is the greater.
    """

    CONFORMITY = 0
    OPPORTUNITY = 1
    OBSERVATION = 2
    MINOR = 3
    MAJOR = 4


@attrs.frozen(field_transformer=checked)
class Audited:
    """What was audited: one system as it was, on one day."""

    organisation: Text
    #: The fingerprint of the system.
    system: str
    on: date

    @functools.cached_property
    def order(self) -> tuple[Any, ...]:
        """A key that no two different ones share."""
        return self.organisation.wordings, self.system, self.on


def _concerns(subject: str, path: tuple[str, ...]) -> bool:
    """Whether a subject, by its id or its path, is what a path leads to or holds it."""
    dotted = ".".join(path)
    return subject in (dotted, *path[1:2]) or dotted.startswith(f"{subject}.")


@attrs.frozen(field_transformer=checked)
class Waiver:
    """A permitted exception from a check or from a requirement, with reason, approver and expiry.

    It names a check or a clause, never both; without a subject it holds for the whole system.
    """

    reason: Text
    approver: PartyId
    #: The last day on which the exception holds.
    expires: date
    check: str | None = None
    clause: KnownClause | None = None
    #: The id or the path of the objective or other subject that is excepted, with all its parts.
    subject: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a waiver for nothing, or for two things."""
        if (self.check is None) is (self.clause is None):
            raise InvalidText("a waiver names either a check or a clause")

    def holds(self, on: date) -> bool:
        """Whether the exception still holds on a day."""
        return on <= self.expires

    def concerns(self, path: tuple[str, ...]) -> bool:
        """Whether it is for the subject that a path leads to, with all its parts."""
        return self.subject is None or _concerns(self.subject, path)


@attrs.frozen(field_transformer=checked)
class Finding:
    """What a check saw of one subject."""

    #: The name of the check.
    check: str
    grade: Grade
    #: The path of the subject in the system, such as ``objectives.E3``.
    subject: tuple[str, ...]
    message: Text
    clauses: tuple[ClauseRef, ...] = ()
    #: What would make the finding go away.
    remedy: Text | None = None
    #: The waiver that permits it.
    waived: Waiver | None = None
    #: The system and the day that it is of, where a whole system was audited.
    audited: Audited | None = None

    @property
    def objects(self) -> bool:
        """Whether it says that something is wrong; a conformity does not."""
        return self.grade > Grade.CONFORMITY


@attrs.frozen(field_transformer=checked)
class Failure:
    """What kept a check or a question from its answer: an error of its own, and none of the company's."""

    #: The name of the check or of the question.
    name: str
    message: Text
    #: The clauses of which it would have said something.
    clauses: tuple[ClauseRef, ...] = ()
    audited: Audited | None = None


@attrs.frozen(field_transformer=checked)
class Exclusion:
    """A requirement that does not apply, with the reason."""

    clause: KnownClause
    reason: Text
    #: The objective to which it does not apply; none for the whole system.
    objective: ObjectiveId | None = None

    def concerns(self, path: tuple[str, ...]) -> bool:
        """Whether it is for the subject that a path leads to, with all its parts."""
        return self.objective is None or path[:2] == ("objectives", self.objective)
