"""The command ``evaluate``: objectives, each with its verdict."""

from __future__ import annotations

from datetime import date

import click

from mgmtsys.cli.options import register
from mgmtsys.cli.output import Output, put, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.readings import evaluation, of_readings
from mgmtsys.cli.speech import option
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.cycle.explanation import explain as explained
from mgmtsys.cycle.forms import verdict_sheet
from mgmtsys.files.loading import load, load_register
from mgmtsys.show.json import render
from mgmtsys.show.sheets import FORMATS
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Evaluation
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.naming import composed
from mgmtsys.values.text import in_a_row, say


@command("evaluate")
@click.argument("file", metavar="FILE")
@of_readings
@option(
    "--explain", metavar="ID",
    wording=say("Show the arithmetic behind the verdicts on one objective."),
)  # fmt: skip
@register
@result(FORMATS)
def run(
    file: str,
    readings: tuple[str, ...],
    decimal: str | None,
    period: str | None,
    register: tuple[str, ...],
    explain: str | None,
    on: date,
    out: Output,
) -> None:
    """Judge the objectives of a system."""
    system = load(file, ManagementSystem)
    computed = evaluation(system, readings, decimal, period, on, out.lang)
    if explain is not None:
        put(_explanation(system, computed, explain, out.lang), out.path)
        return
    done = load_register(register, system).as_of(on) if register else None
    sheet = verdict_sheet(system, computed, done)
    out.tell(sheet, {**FORMATS, "json": lambda _, __: render(computed)}, print_sheet)


def _explanation(system: ManagementSystem, computed: Evaluation, objective: str, lang: str) -> str:
    """Return the arithmetic of each verdict on an objective; raises :class:`NotUnderstood`."""
    chosen = [verdict for verdict in computed.verdicts if verdict.objective == composed(objective)]
    if not chosen:
        known = in_a_row(objective.id for objective in system.objectives)
        raise NotUnderstood(
            "no objective {id!r}: expected one of {known}", id=objective, known=known
        )
    return "\n".join(explained(verdict, system, lang) for verdict in chosen)
