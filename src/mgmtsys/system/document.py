"""Documented information: procedures, forms, training, and evidence that points into them."""

from __future__ import annotations

import contextlib
import enum
from datetime import date

import attrs

from mgmtsys.system.ids import DocumentId, KnownClause, ObjectiveId, PartyId, ProcedureId
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidPeriod
from mgmtsys.values.period import CalendarUnit, Duration, Frequency, Period
from mgmtsys.values.spelling import day
from mgmtsys.values.text import Text, as_parsed, say
from mgmtsys.values.units import Quantity


@attrs.frozen(field_transformer=checked)
class Section:
    """One section of a procedure: its number as printed, its title, and what it says in short."""

    number: str
    title: Text
    text: Text | None = None


@attrs.frozen(field_transformer=checked)
class Approval:
    """One line of an approval block: in which role, by whom, and when it was signed."""

    #: Prepared, reviewed, approved: what the signature stands for, where the block says.
    role: Text | None = None
    parties: tuple[PartyId, ...] = ()
    #: The day of the signature; none while it is blank.
    signed: date | None = None


@attrs.frozen(field_transformer=checked)
class Revision:
    """One issue of a document and what it changed."""

    version: str
    on: date | None = None
    change: Text | None = None


@attrs.frozen(field_transformer=checked)
class CrossReference:
    """A pointer from one procedure to another, with what connects them."""

    procedure: ProcedureId
    #: The section of the other procedure, where one is named, and what it is called there.
    section: str | None = None
    title: Text | None = None
    purpose: Text | None = None


@attrs.frozen(field_transformer=checked)
class Procedure:
    """A documented procedure, one's own or one that is referred to (ISO 14001:2015, 7.5)."""

    id: str
    title: Text | None = None
    #: The number that the document itself states.
    number: str | None = None
    version: str | None = None
    effective: date | None = None
    sections: tuple[Section, ...] = ()
    #: The procedures that it lists as related.
    related: tuple[CrossReference, ...] = ()
    #: The procedures that its text leans on, listed as related or not.
    refers_to: tuple[CrossReference, ...] = ()
    approvals: tuple[Approval, ...] = ()
    revisions: tuple[Revision, ...] = ()


@attrs.frozen(field_transformer=checked)
class Retention:
    """How long a record is kept: a length on the calendar, or for ever.

    >>> str(Retention.parse("10 年")), str(Retention.parse("永久"))
    ('10 years', 'permanent')
    """

    #: ``None`` is permanent, which is no number of years.
    length: Duration | None = None

    @staticmethod
    def parse(text: str) -> Retention:
        """Read ``10 years``, ``10 年``, ``permanent``, ``永久``; raises :class:`InvalidPeriod`."""
        if text.strip().lower() in ("permanent", "permanently", "永久"):
            return Retention()
        try:
            return Retention(Duration.parse(text))
        except InvalidPeriod:
            raise InvalidPeriod(
                "{text!r} is not a retention period: expected a length of time such as 10 years, or permanent",
                text=text,
            ) from None

    @property
    def is_permanent(self) -> bool:
        """Whether a record is never disposed of."""
        return self.length is None

    def disposable_from(self, made: date) -> date | None:
        """Return the first day on which a record made on a day may be disposed of, if there is one.

        The day on which it was made is not counted, and the last day of the length is kept whole;
        where the month of that day is too short, its last day is meant: what was made on 29 February
        is kept through 28 February of a common year.

        >>> str(Retention.parse("1 year").disposable_from(date(2024, 2, 29)))
        '2025-03-01'
        """
        if self.length is None:
            return None
        return Duration(1, CalendarUnit.DAY).after(self.length.after(made))

    def read(self, lang: str) -> str:
        """Return the retention in the words of ``lang``."""
        return (self.length or say("permanent")).read(lang)

    def __str__(self) -> str:
        """Return the retention as ``parse`` reads it."""
        return str(self.length) if self.length else "permanent"

    __repr__ = as_parsed


class RetentionStart(enum.Enum):
    """The day from which a record's retention is counted, where it can be computed."""

    #: The last day of the period that the record is about.
    PERIOD = "period"
    #: The last day of the system's period.
    YEAR = "year"


class FormKind(enum.Enum):
    """What a form records in the life of an objective."""

    #: The objectives with their programmes.
    PLAN = "plan"
    #: Periodic tracking.
    TRACKING = "tracking"
    #: Periodic review.
    REVIEW = "review"
    #: The evaluation at the end of the period.
    EVALUATION = "evaluation"
    #: The decision on a deviation and what was done about it.
    RESPONSE = "response"
    OTHER = "other"


@attrs.frozen(field_transformer=checked)
class Form:
    """A form whose filled copies are records (ISO 14001:2015, 7.5.3)."""

    id: str
    title: Text
    kind: FormKind = FormKind.OTHER
    retention: Retention | None = None
    #: From when the retention counts: the end of the year, the day of superseding, or a stated day.
    retained_from: Text | None = None
    #: The same as a day that can be computed.
    counted_from: RetentionStart | None = None
    #: Where the records are kept.
    storage: Text | None = None

    def counted(self, period: Period, year: Period) -> date | None:
        """Return the day from which the record of a period is kept, where that is stated as a day."""
        if self.counted_from is not None:
            return period.last if self.counted_from is RetentionStart.PERIOD else year.last
        for _, wording in self.retained_from.wordings if self.retained_from else ():
            with contextlib.suppress(InvalidPeriod):
                return day(wording)
        return None


@attrs.frozen(field_transformer=checked)
class Training:
    """A course that a procedure asks for (ISO 14001:2015, 7.2)."""

    title: Text
    duration: Quantity | None = None
    audience: tuple[PartyId, ...] = ()
    frequency: Frequency | None = None
    #: How it is found out whether the course was effective.
    effectiveness: Text | None = None


@attrs.frozen(field_transformer=checked)
class Evidence:
    """A pointer to what shows that requirements are met; it carries no verdict."""

    #: The requirements that it answers.
    clauses: tuple[KnownClause, ...]
    #: The procedure or the form that it points into.
    document: DocumentId
    #: The section of the document.
    section: str | None = None
    #: The objectives that it speaks for; none speaks for the system as a whole.
    objectives: tuple[ObjectiveId, ...] = ()
    #: What is to be found there.
    shows: Text | None = None

    @property
    def place(self) -> str:
        """The document and the section, such as ``SOP-7 §3.1``."""
        return self.document if self.section is None else f"{self.document} §{self.section}"
