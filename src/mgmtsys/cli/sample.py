"""The command ``sample``: which units are looked at, and what follows from what they show."""

from __future__ import annotations

import click

from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import Parsed, option
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.fieldwork.conclusion import SamplingRecord, conclude
from mgmtsys.files.fieldwork import draw_sample
from mgmtsys.show.json import render
from mgmtsys.show.sampling import sample_sheet
from mgmtsys.show.sheets import FORMATS
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import say


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 100):
        raise NotUnderstood(
            "{text!r}: expected a whole number from 0, of at most 100 digits",
            text=text[:60],
        )
    return int(text)


@command("sample")
@click.argument("file", metavar="PLAN")
@option(
    "--population", required=True, metavar="CSV",
    wording=say("The list of units, one a row."),
)  # fmt: skip
@option(
    "--seed", required=True, type=Parsed(_seed), metavar="N",
    wording=say("A whole number, chosen before the list is looked at."),
)  # fmt: skip
@option(
    "--deviating", multiple=True, metavar="ID",
    wording=say("A unit of the sample that deviates (repeatable)."),
)  # fmt: skip
@option(
    "--none-deviating", is_flag=True,
    wording=say("Conclude from a sample in which nothing deviates."),
)  # fmt: skip
@result(FORMATS)
def run(
    file: str,
    population: str,
    seed: int,
    deviating: tuple[str, ...],
    out: Output,
    *,
    none_deviating: bool,
) -> None:
    """Draw a sample, and conclude from it."""
    if deviating and none_deviating:
        raise NotUnderstood(
            "--deviating and --none-deviating: expected one of them",
        )
    drawn, listed = draw_sample(file, population, seed)
    said = conclude(drawn, deviating) if deviating or none_deviating else None
    out.tell(
        sample_sheet(drawn, listed, said),
        {**FORMATS, "json": lambda _, __: render(SamplingRecord(drawn, said))},
        print_sheet,
    )
