"""Recorded figures: one reading, and a record of many in which corrections supersede and nothing is lost."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidDocument, Problem
from mgmtsys.values.period import Period
from mgmtsys.values.text import in_short, say
from mgmtsys.values.units import Quantity


@attrs.frozen(field_transformer=checked)
class Reading:
    """One recorded figure: which series, for which span of days, how much, by whom, shown by what."""

    series: str
    period: Period
    value: Quantity
    #: The place that it was recorded for; none means the organisation as a whole.
    site: str | None = None
    recorder: str | None = None
    #: The day on which it was recorded.
    recorded: date | None = None
    #: A pointer to what shows it.
    evidence: str | None = None
    #: A name of its own; without one its series, site and period name it.
    id: str | None = None
    #: The name of the reading that this one corrects.
    supersedes: str | None = None

    @property
    def name(self) -> str:
        """The name by which a correction refers to it."""
        where = "/".join(_named(part) for part in (self.series, self.site) if part is not None)
        return self.id or f"{where}@{self.period}"

    @property
    def slot(self) -> tuple[str, str | None, Period]:
        """What it is the figure of: the series, the site and the span."""
        return self.series, self.site, self.period

    def share(self, span: Period) -> Fraction:
        """Return which part of its days lies in a span; over spans that tile, the parts add up to one."""
        inside = self.period & span
        return Fraction(inside.days if inside else 0, self.period.days)

    def value_in(self, span: Period) -> Quantity:
        """Return its value, or the part of it by days where it reaches over the edge of a span."""
        return self.value if self.period in span else self.value * self.share(span)


def _named(id: str) -> str:
    """Return an id as a part of a name: in quotes where it would divide the name."""
    return json.dumps(id, ensure_ascii=False) if set(id) & set('/@"') else id


def _as_tuple(given: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(given)


@attrs.frozen(field_transformer=checked)
class Record:
    """Readings with their whole history: at most one that counts for each series, site and span.

    ``|`` joins two records. Raises :class:`InvalidDocument` for two readings of one span without a
    correction, for spans of one series that overlap, and for a correction of nothing.
    """

    readings: tuple[Reading, ...] = attrs.field(default=(), converter=_as_tuple)

    __repr__ = in_short

    def __attrs_post_init__(self) -> None:
        """Refuse what would count a figure twice or lose one."""
        problems = tuple(_problems(self.readings))
        if problems:
            raise InvalidDocument(problems)

    @functools.cached_property
    def current(self) -> tuple[Reading, ...]:
        """The readings that nothing supersedes, in the order of time."""
        replaced = {reading.supersedes for reading in self.readings}
        standing = (reading for reading in self.readings if reading.name not in replaced)
        return tuple(sorted(standing, key=lambda reading: reading.period.start))

    def as_of(self, on: date) -> Record:
        """Return what had been recorded by a day; a reading without a day of recording always had."""
        standing = (
            reading
            for reading in self.readings
            if reading.recorded is None or reading.recorded <= on
        )
        return Record(standing)

    def history(self, reading: Reading) -> tuple[Reading, ...]:
        """Return a reading and those that it superseded, the latest first."""
        by_name = {held.name: held for held in self.readings}
        chain = [reading]
        while chain[-1].supersedes is not None:
            chain.append(by_name[chain[-1].supersedes])
        return tuple(chain)

    def __or__(self, other: object) -> Record:
        """Return the readings of both, each once."""
        if not isinstance(other, Record):
            return NotImplemented
        return Record(dict.fromkeys(self.readings + other.readings))


def _problems(readings: tuple[Reading, ...]) -> Iterator[Problem]:
    by_name: dict[str, Reading] = {}
    for index, reading in enumerate(readings):
        path = (str(index),)
        corrected = reading.supersedes
        if reading.name in by_name:
            yield Problem(
                path,
                say(
                    "{name} is recorded twice: expected a correction with an id of its own that supersedes the first",
                    name=reading.name,
                ),
            )
        elif corrected is not None and corrected not in by_name:
            yield Problem(
                (*path, "supersedes"),
                say(
                    "no earlier reading {corrected!r}: expected one to correct",
                    corrected=corrected,
                ),
            )
        elif corrected is not None and by_name[corrected].slot != reading.slot:
            yield Problem(
                (*path, "supersedes"),
                say(
                    "{corrected!r} is a figure of something else: expected the same series, site and period",
                    corrected=corrected,
                ),
            )
        by_name.setdefault(reading.name, reading)
    yield from _overlaps(readings)


def _overlaps(readings: tuple[Reading, ...]) -> Iterator[Problem]:
    """Yield the spans that would count a day twice, and what is corrected twice."""
    replaced: set[str] = set()
    spans: dict[tuple[str, str | None], list[tuple[Period, int]]] = {}
    for index, reading in enumerate(readings):
        if reading.supersedes is None:
            spans.setdefault((reading.series, reading.site), []).append((reading.period, index))
        elif reading.supersedes in replaced:
            yield Problem(
                (str(index), "supersedes"),
                say(
                    "{supersedes!r} is corrected twice: expected the last correction to be corrected",
                    supersedes=reading.supersedes,
                ),
            )
        else:
            replaced.add(reading.supersedes)
    for each in spans.values():
        each.sort(key=lambda span: span[0])
        for (before, _), (after, index) in itertools.pairwise(each):
            if after.start < before.end and after != before:
                yield Problem(
                    (str(index), "period"),
                    say(
                        "{after} overlaps {before}: expected each day counted once",
                        after=after,
                        before=before,
                    ),
                )
            elif after == before and readings[index].id is not None:
                yield Problem(
                    (str(index),),
                    say(
                        "{after} is already recorded and not superseded: expected a correction",
                        after=after,
                    ),
                )
