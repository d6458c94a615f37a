"""By when something is to be reached, as its author left it."""

from __future__ import annotations

import contextlib
import re
from datetime import date

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidPeriod
from mgmtsys.values.period import Period, months_from
from mgmtsys.values.spelling import named_quarter, no_date, until
from mgmtsys.values.text import as_parsed, fold, say

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_BARE_MONTH = re.compile(r"--(?P<iso>\d{2})|(?P<zh>\d{1,2})\s*月(?:份|底|末)?")
_ONGOING = ("ongoing", "continuous", "持续", "长期")
#: What a deadline without a year can be: a month or a quarter.
_YEARLESS = frozenset(
    {(month, 1) for month in range(1, 13)} | {(month, 3) for month in (1, 4, 7, 10)}
)


_MONTHS = (
    say("January"), say("February"), say("March"), say("April"), say("May"), say("June"),
    say("July"), say("August"), say("September"), say("October"), say("November"), say("December"),
)  # fmt: skip
_WITHOUT_END = say("ongoing")


@attrs.frozen(field_transformer=checked)
class Deadline:
    """By when something is to be reached, as its author left it.

    A period means its last day. A month or a quarter may lack its year; ``ongoing`` has no day at
    all. What a deadline lacks is kept lacking, so that it can be found.

    >>> Deadline.parse("12 月"), Deadline.parse("2026-12-31").day
    (Deadline.parse('--12'), datetime.date(2026, 12, 31))
    """

    #: The span at whose end it falls due; none for a deadline without a year, or ongoing.
    period: Period | None = None
    #: First month of the year and number of months, where no year is stated.
    months: tuple[int, int] | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse two spans at once, and months that are neither one month nor a quarter."""
        if self.months and (self.period or self.months not in _YEARLESS):
            raise InvalidPeriod(
                "{months} is not a deadline by itself: expected one month or one quarter",
                months=self.months,
            )

    @staticmethod
    def parse(text: str) -> Deadline:
        """Read ``ongoing``, a period, a month (``12 月``, ``December``, ``--12``) or a quarter (``Q1``).

        ``2026年12月底前`` and ``by the end of 2026`` mean its last day.

        Raises :class:`InvalidPeriod`.
        """
        folded = until(text) or fold(text).lower()
        if folded in _ONGOING:
            return Deadline()
        if folded in _MONTH_NAMES:
            return Deadline(months=(_MONTH_NAMES.index(folded) + 1, 1))
        if match := _BARE_MONTH.fullmatch(folded):
            month = int(match["iso"] or match["zh"])
            if 1 <= month <= 12:
                return Deadline(months=(month, 1))
        if (named := named_quarter(folded)) and not named[0]:
            return Deadline(months=(3 * named[1] - 2, 3))
        try:
            return Deadline(Period.parse(folded))
        except InvalidPeriod:
            raise no_date(
                text,
                InvalidPeriod(
                    "{text!r} is not a deadline: expected ongoing, a day such as 2026-12-31, a "
                    "period such as 2026-Q1, or a month such as December",
                    text=text,
                ),
            ) from None

    @property
    def is_ongoing(self) -> bool:
        """Whether no end is stated at all."""
        return self.period is None and self.months is None

    @property
    def day(self) -> date | None:
        """The last day on which it can be met, where the author's text decides one."""
        return self.period.last if self.period else None

    @property
    def is_exact(self) -> bool:
        """Whether the author wrote a single day."""
        return self.period is not None and self.period.days == 1

    def within(self, year: Period) -> Period | None:
        """Return the span it falls in, reading a missing year as the one that ``year`` holds."""
        if self.months is None:
            return self.period
        month, length = self.months
        # The last December of the calendar has no day after it.
        with contextlib.suppress(InvalidPeriod):
            for number in range(year.start.year, year.last.year + 1):
                span = months_from(number, month, length)
                if span in year:
                    return span
        return None

    def read(self, lang: str) -> str:
        """Return the deadline in the words of ``lang``.

        >>> Deadline.parse("12 月").read("en"), Deadline.parse("ongoing").read("zh")
        ('December', '持续')
        """
        if self.months and self.months[1] == 1:
            return _MONTHS[self.months[0] - 1].read(lang)
        return _WITHOUT_END.read(lang) if self.is_ongoing else str(self)

    def __str__(self) -> str:
        """Return the deadline as ``parse`` reads it."""
        if self.months:
            month, length = self.months
            return f"--{month:02}" if length == 1 else f"Q{month // 3 + 1}"
        return str(self.period) if self.period else _ONGOING[0]

    __repr__ = as_parsed
