"""The command ``due``: what has to be looked at, and answered, by which day."""

from __future__ import annotations

from datetime import date

import click

from mgmtsys.cli.options import register
from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.readings import evaluation, of_readings
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.cycle.review import due, responses_due
from mgmtsys.files.loading import load, load_register
from mgmtsys.show.due import due_sheet
from mgmtsys.show.json import render
from mgmtsys.system.due import DueList, DueResponse
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import say


@command(
    "due",
    say("With readings, the responses to misses that have a limit of time too."),
)
@click.argument("file", metavar="FILE")
@of_readings
@register
@result(("json",), elsewhere="text")
def run(
    file: str,
    readings: tuple[str, ...],
    decimal: str | None,
    period: str | None,
    register: tuple[str, ...],
    on: date,
    out: Output,
) -> None:
    """List what is due."""
    system = load(file, ManagementSystem)
    known = load_register(register, system).as_of(on)
    looks = due(system, on, known.held)
    answers: tuple[DueResponse, ...] = ()
    if readings:
        computed = evaluation(system, readings, decimal, period, on, out.lang)
        answers = responses_due(system, computed, known.actions)
    out.tell(
        DueList(system.organisation, system.period, on=on, looks=looks, responses=answers),
        {"json": render},
        lambda screen, listed, lang: print_sheet(screen, due_sheet(system, listed), lang),
    )
