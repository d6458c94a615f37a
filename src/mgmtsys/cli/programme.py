"""The command ``programme``: the audit plan of a programme."""

from __future__ import annotations

import click

from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import one_of, option
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.fieldwork.approach import Traversal
from mgmtsys.fieldwork.visits import AuditPlan
from mgmtsys.files.fieldwork import plan_programme
from mgmtsys.show.json import render
from mgmtsys.show.programme import results_sheet, visits_sheet
from mgmtsys.show.sheets import FORMATS
from mgmtsys.values.text import say


@command("programme")
@click.argument("file", metavar="FILE")
@option(
    "--by", **one_of([order.value for order in Traversal]),
    wording=say("The order of visits; the programme's own if left out."),
)  # fmt: skip
@option(
    "--results", is_flag=True,
    wording=say("Print the results of the visits, in this order, instead."),
)  # fmt: skip
@result(FORMATS)
def run(file: str, by: str | None, out: Output, *, results: bool) -> None:
    """Order the visits of an audit programme."""
    planned, visits = plan_programme(file, None if by is None else Traversal(by))
    out.tell(
        results_sheet(planned) if results else visits_sheet(planned, visits),
        {**FORMATS, "json": lambda _, __: render(AuditPlan(planned, visits))},
        print_sheet,
    )
