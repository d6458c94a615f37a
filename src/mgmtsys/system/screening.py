"""Which readings a system can have."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from datetime import date

from mgmtsys.system.ids import SERIES, SITE
from mgmtsys.system.reading import Reading
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.period import Period
from mgmtsys.values.text import say


def reading_problems(
    system: ManagementSystem, readings: Iterable[Reading], on: date
) -> Iterator[Problem]:
    """Yield what is wrong with readings for a system, with the index of each as its path.

    That is unknown series and sites, other dimensions, negative counts, figures from before their span
    began, days before anything is measured, and days counted for the whole and for a site as well.
    """
    readings = tuple(readings)
    series = {series.id: series for series in system.series}
    sites = {site.id for site in system.sites}
    starts = [
        objective.baseline.period.start for objective in system.objectives if objective.baseline
    ]
    first = min([system.period.start, *starts])
    for index, reading in enumerate(readings):
        path = (str(index),)
        known = series.get(reading.series)
        if known is None:
            yield SERIES.undeclared((*path, "series"), reading.series)
        elif not reading.value.unit.is_compatible_with(known.unit):
            yield Problem(
                (*path, "value"),
                say(
                    "{value} does not fit {series} in {unit}: expected that unit",
                    value=reading.value,
                    series=known.id,
                    unit=known.unit,
                ),
            )
        elif reading.value.magnitude < 0 and known.unit.is_counted:
            yield Problem(
                (*path, "value"),
                say("{value} is a negative count: expected zero or more", value=reading.value),
            )
        if reading.site is not None and reading.site not in sites:
            yield SITE.undeclared((*path, "site"), reading.site)
        known_on = reading.recorded or on
        if reading.period.start > known_on:
            yield Problem(
                (*path, "period"),
                say(
                    "{period} lies after {known_on}: expected no reading from the future",
                    period=reading.period,
                    known_on=known_on,
                ),
            )
        if reading.period.end <= first:
            yield Problem(
                (*path, "period"),
                say(
                    "{period} lies before {first}, when nothing is measured yet",
                    period=reading.period,
                    first=first,
                ),
            )
    yield from _counted_twice(readings)


def _counted_twice(readings: Iterable[Reading]) -> Iterator[Problem]:
    """Yield the spans of sites that a figure of the whole holds already."""
    whole: dict[str, list[Period]] = {}
    apart: dict[str, list[tuple[Period, int, str]]] = {}
    for index, reading in enumerate(readings):
        if reading.supersedes is not None:
            continue  # it has the place of what it corrects
        if reading.site is None:
            whole.setdefault(reading.series, []).append(reading.period)
        else:
            apart.setdefault(reading.series, []).append((reading.period, index, reading.site))
    for series in whole.keys() & apart.keys():
        spans = sorted(whole[series], key=lambda span: span.start)
        ends = [span.end for span in spans]
        for period, index, site in apart[series]:
            # Spans of one series and site share no day, so that the first to end later decides.
            place = bisect.bisect_right(ends, period.start)
            if place < len(spans) and spans[place].start < period.end:
                yield Problem(
                    (str(index), "site"),
                    say(
                        "{series} is recorded for {spans} as a whole and for {period} at {site}: expected each day counted once, for the whole or by site",
                        series=series,
                        spans=spans[place],
                        period=period,
                        site=site,
                    ),
                )
