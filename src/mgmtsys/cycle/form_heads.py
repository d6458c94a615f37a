"""What stands above the table of a form: whose it is, of when, how long it is kept, how the process does."""

from __future__ import annotations

from collections.abc import Iterator

from mgmtsys.cycle.management_review import spell_figure
from mgmtsys.cycle.review import NOTHING_DONE, process_figures
from mgmtsys.system.document import Form, Retention
from mgmtsys.system.figures import spell_target
from mgmtsys.system.objective import ProcessFigure
from mgmtsys.system.register import Register
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Evaluation
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.period import Period
from mgmtsys.values.table import Cell, Fact
from mgmtsys.values.text import in_a_row, say


def facts_of(system: ManagementSystem, form: Form, evaluation: Evaluation | None) -> Iterator[Fact]:
    """Yield the facts of a form with how long its record is kept."""
    yield say("form"), form.id
    yield from about(system, evaluation)
    if form.retention is not None:
        yield say("retention"), in_a_row([form.retention])
        if not form.retention.is_permanent:
            period = evaluation.period if evaluation is not None else system.period
            free = _disposable(form, form.retention, period, system.period)
            yield say("may be disposed of from"), free


def about(system: ManagementSystem, evaluation: Evaluation | None) -> Iterator[Fact]:
    """Yield whose form it is, of which period as of which day, and whether that is beside the system's."""
    year = system.period
    period = evaluation.period if evaluation is not None else year
    named, whole = name_span(period, year), name_span(year, year)
    yield say("organisation"), system.organisation
    yield say("period"), named
    if period not in year:
        yield (
            say("remark"),
            say("{period} is outside the system's period, {year}", period=named, year=whole),
        )
    if evaluation is not None:
        yield say("as of"), evaluation.on


def _disposable(form: Form, retention: Retention, period: Period, year: Period) -> Cell:
    """Return from when a record may be disposed of, which does not move with the day of printing."""
    start = form.counted(period, year)
    if start is not None:
        return retention.disposable_from(start)
    said = form.retained_from
    if said is None:
        return say("cannot be determined: the start is not stated")
    return say("cannot be calculated: {start}", start=said)


def process(system: ManagementSystem, evaluation: Evaluation, register: Register) -> Iterator[Fact]:
    """Yield how the handling of the objectives itself does, indicator by indicator."""
    found = {figure.indicator: figure for figure in process_figures(system, evaluation, register)}
    for indicator in system.indicators:
        target = spell_target(indicator.target)
        if indicator not in found:
            said = say("not calculated")
        elif register == NOTHING_DONE and indicator.figure is not ProcessFigure.OBJECTIVES_MET:
            said = say("cannot be determined without a register")
        else:
            said = spell_figure(found[indicator])
        yield indicator.name, say("{figure} ({target})", figure=said, target=target)
