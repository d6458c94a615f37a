"""What the commands of the review cycle share: which readings are read, and evaluated over which period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from mgmtsys.cli.options import on
from mgmtsys.cli.progress import counted
from mgmtsys.cli.speech import one_of, option
from mgmtsys.system.reading import Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Evaluation
from mgmtsys.values.fiscal import parse_span
from mgmtsys.values.period import Period
from mgmtsys.values.text import say

_OPTIONS = (
    option(
        "--readings", multiple=True, metavar="FILE",
        wording=say("Readings in CSV, JSON or YAML (repeatable)."),
    ),
    option(
        "--decimal", **one_of((",", ".")),
        wording=say("The decimal mark of CSV readings, where a file does not prove it."),
    ),
    option(
        "--period", metavar="PERIOD",
        wording=say("Such as 2026-06, 2026-Q2 or FY2026-Q1; the system's own if left out."),
    ),
    on,
)  # fmt: skip


def of_readings(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say what is evaluated."""
    decorated: Any = command
    for each in reversed(_OPTIONS):
        decorated = each(decorated)
    given: Callable[..., None] = decorated
    return given


def recorded(
    system: ManagementSystem, readings: tuple[str, ...], decimal: str | None, on: date, lang: str
) -> Record:
    """Return what files of readings say, counted for who waits for them."""
    # How readings are read takes its time to import, and many commands are given none.
    from mgmtsys.files.readings import readings_in

    rows = readings_in(readings, system, on, decimal)
    return Record(counted(rows, say("readings"), lang))


def span_of(system: ManagementSystem, period: str | None) -> Period:
    """Return the span that is evaluated: the one asked for, or the system's own."""
    return system.period if period is None else parse_span(period, system.period)


def evaluation(
    system: ManagementSystem,
    readings: tuple[str, ...],
    decimal: str | None,
    period: str | None,
    on: date,
    lang: str,
) -> Evaluation:
    """Return the verdicts of a system from files of readings, counted for who waits for them."""
    from mgmtsys.cycle.evaluation import judged

    span = span_of(system, period)
    record = recorded(system, readings, decimal, on, lang)
    verdicts = judged(system, record, span, on)
    return Evaluation(span, on, verdicts=tuple(counted(verdicts, say("objectives"), lang)))
