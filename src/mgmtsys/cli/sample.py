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


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 100):
        raise NotUnderstood(
            f"{text[:60]!r}: expected a whole number from 0, of at most 100 digits",
            f"{text[:60]!r}：应为不小于 0 的整数，至多 100 位",
        )
    return int(text)


@command("sample")
@click.argument("file", metavar="PLAN")
@option(
    "--population", required=True, metavar="CSV",
    en="The list of units, one a row.", zh="总体名单，每行一个单元。",
)  # fmt: skip
@option(
    "--seed", required=True, type=Parsed(_seed), metavar="N",
    en="A whole number, chosen before the list is looked at.", zh="种子，应在查看名单之前选定。",
)  # fmt: skip
@option(
    "--deviating", multiple=True, metavar="ID",
    en="A unit of the sample that deviates (repeatable).", zh="不符合的单元，可重复。",
)  # fmt: skip
@option(
    "--none-deviating", is_flag=True,
    en="Conclude from a sample in which nothing deviates.", zh="样本中无不符合时作出结论。",
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
            "--deviating 与 --none-deviating 只能用其一",
        )
    drawn, listed = draw_sample(file, population, seed)
    said = conclude(drawn, deviating) if deviating or none_deviating else None
    out.tell(
        sample_sheet(drawn, listed, said),
        {**FORMATS, "json": lambda _, __: render(SamplingRecord(drawn, said))},
        print_sheet,
    )
