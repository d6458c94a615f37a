"""What a check saw, how grave it is, and who has permitted it."""

from __future__ import annotations

import enum
from datetime import date

import attrs

from mgmtsys.checked import checked
from mgmtsys.clause import ClauseRef
from mgmtsys.exceptions import InvalidText
from mgmtsys.text import Text


class Grade(enum.IntEnum):
    """How grave a finding is, mildest first (ISO 19011:2018, 3.10 and A.18)."""

    CONFORMITY = 0
    OPPORTUNITY = 1
    OBSERVATION = 2
    MINOR = 3
    MAJOR = 4


@attrs.frozen(field_transformer=checked)
class Waiver:
    """A permitted exception from a check or from a requirement, with reason, approver and expiry.

    It names a check or a clause, never both; without a subject it holds for the whole system.
    """

    reason: Text
    approver: str
    #: The last day on which the exception holds.
    expires: date
    check: str | None = None
    clause: ClauseRef | None = None
    #: The id of the objective or other subject that is excepted.
    subject: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a waiver for nothing, or for two things."""
        if (self.check is None) is (self.clause is None):
            raise InvalidText(
                "a waiver names either a check or a clause", "豁免须写明检查或条款，且只写其一"
            )

    def holds(self, on: date) -> bool:
        """Whether the exception still holds on a day."""
        return on <= self.expires


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


@attrs.frozen(field_transformer=checked)
class Exclusion:
    """A requirement that does not apply, with the reason."""

    clause: ClauseRef
    reason: Text
    #: The objective to which it does not apply; none for the whole system.
    objective: str | None = None
