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


@command("form")
@click.argument("id", metavar="FORM")
@click.argument("file", metavar="FILE")
@of_readings
@register
@option(
    "--before", metavar="FILE",
    en="The plan at the last review, to show what changed in its resources.",
    zh="上次的方案，用于比较资源变化。",
)  # fmt: skip
@option(
    "--next", "following", metavar="FILE",
    en="Next year's plan, to show whether its targets are raised.", zh="次年的方案，用于比较目标值。",
)  # fmt: skip
@option(
    "--action", metavar="ID",
    en="The one corrective action that a report is about.", zh="报告所涉及的某一纠正措施。",
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
