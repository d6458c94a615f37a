"""The command ``form``: a form of the system, filled."""

from __future__ import annotations

from datetime import date

import click

from mgmtsys.cli.options import register
from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.readings import evaluation, of_readings
from mgmtsys.cli.speech import option
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.cycle.forms import fill
from mgmtsys.files.loading import load, load_register
from mgmtsys.show.sheets import FORMATS
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.naming import composed
from mgmtsys.values.text import say


@command("form")
@click.argument("id", metavar="FORM")
@click.argument("file", metavar="FILE")
@of_readings
@register
@option(
    "--before", metavar="FILE",
    wording=say("The plan at the last review, to show what changed in its resources."),
)  # fmt: skip
@option(
    "--next", "following", metavar="FILE",
    wording=say("Next year's plan, to show whether its targets are raised."),
)  # fmt: skip
@option(
    "--action", metavar="ID",
    wording=say("The corrective action that the report is about."),
)  # fmt: skip
@result(FORMATS)
def run(
    id: str,
    file: str,
    readings: tuple[str, ...],
    decimal: str | None,
    period: str | None,
    register: tuple[str, ...],
    before: str | None,
    following: str | None,
    action: str | None,
    on: date,
    out: Output,
) -> None:
    """Fill a form from what is known."""
    system = load(file, ManagementSystem)
    sheet = fill(
        system,
        composed(id),
        evaluation(system, readings, decimal, period, on, out.lang) if readings else None,
        load_register(register, system).as_of(on),
        before=load(before, ManagementSystem) if before else None,
        following=load(following, ManagementSystem) if following else None,
        action=action,
    )
    out.tell(sheet, FORMATS, print_sheet)
