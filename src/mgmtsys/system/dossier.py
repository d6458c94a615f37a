"""What an audit is of: a system on a day, with whatever else is known of its year."""

from __future__ import annotations

from datetime import date

import attrs

from mgmtsys.system.due import Due, DueResponse
from mgmtsys.system.reading import Record
from mgmtsys.system.register import Register
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Evaluation
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import in_short


@attrs.frozen(field_transformer=checked)
class Dossier:
    """A system on a day with what is known beside it; what nobody handed in is ``None``, and not empty.

    Raises :class:`NotUnderstood` for what was not yet known on the day.
    """

    system: ManagementSystem
    on: date
    #: What had been recorded by the day.
    readings: Record | None = None
    #: What had been held, done and confirmed by the day.
    register: Register | None = None
    #: What the readings amount to on the day.
    evaluation: Evaluation | None = None
    #: The looks at the objectives, each with whether it was held.
    due: tuple[Due, ...] | None = None
    #: The responses to misses that have a limit of time.
    responses: tuple[DueResponse, ...] | None = None
    #: The system of the year before.
    before: ManagementSystem | None = None

    __repr__ = in_short

    def __attrs_post_init__(self) -> None:
        """Refuse what is of another day."""
        recorded = [reading.recorded for reading in self.readings.readings] if self.readings else []
        known = self.register and self.register.as_of(self.on)
        judged = self.evaluation.on if self.evaluation else self.on
        if (
            any(day is not None and day > self.on for day in recorded)
            or known != self.register
            or judged != self.on
        ):
            raise NotUnderstood(
                "a dossier of {on} holds what is of another day: expected what was known then, as ms.dossier makes it",
                on=self.on,
            )

    @classmethod
    def of(cls, given: ManagementSystem | Dossier, on: date | None = None) -> Dossier:
        """Return a dossier as it is, or that of a system on a day of which nothing more is known.

        Raises :class:`InvalidField` for a system without a day, and :class:`NotUnderstood` for a dossier
        of another.
        """
        if not isinstance(given, Dossier):
            return cls(given, on)  # type: ignore[arg-type]  # it is refused by the name of the field
        if on not in (None, given.on):
            raise NotUnderstood(
                "the dossier is of {known_on}, and the day is {day}: expected one day",
                known_on=given.on,
                day=on,
            )
        return given
