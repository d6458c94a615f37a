"""The command ``standards``: the shipped editions, and the items of one."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.console import Console

from mgmtsys.cli.drawing import Cell, Column, Grid, Row
from mgmtsys.cli.options import under
from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import option
from mgmtsys.cli.terminal import print_facts, print_grid, print_line
from mgmtsys.files.loading import load_standard, load_wording
from mgmtsys.files.standards import all_shipped
from mgmtsys.show import unknown_format
from mgmtsys.show.catalogues import (
    EDITIONS,
    FORMATS,
    Excerpt,
    editions_head,
    editions_rows,
    facts,
    head,
    rows,
)
from mgmtsys.standard.clause import Clause, ClauseNumber, Force, Standard
from mgmtsys.values.exceptions import NotUnderstood


@command("standards")
@click.argument("file", metavar="[ID]", required=False)
@under
@option(
    "--wording", metavar="FILE",
    en="Wording of your own, laid over the catalogue's.", zh="用自有文本覆盖目录的文字。",
)  # fmt: skip
@result(FORMATS, elsewhere="text")
def run(file: str | None, under: ClauseNumber | None, wording: str | None, out: Output) -> None:
    """List editions, or the items of one."""
    if file is None:
        if under is not None or wording is not None:
            raise NotUnderstood(
                "--under and --wording go with an ID", "--under 和 --wording 须与标准编号一起使用"
            )
        if out.format not in ("text", *EDITIONS):
            raise unknown_format(out.format, ("text", *EDITIONS))
        out.tell(all_shipped(), EDITIONS, _print_editions)
        return
    standard = load_standard(file)
    if wording is not None:
        standard = load_wording(wording, standard)
    out.tell(Excerpt(standard, under), FORMATS, _print_excerpt)


def _print_editions(screen: Console, standards: Iterable[Standard], lang: str) -> None:
    # What people call an edition is nearly its id.
    id, _, title, *counted, sure, provisional, based_on = editions_head(lang)
    columns = (
        Column(id),
        Column(title, leads=True),
        *(Column(label, "right", brief=True) for label in counted),
        *(Column(label, brief=True) for label in (sure, provisional, based_on)),
    )
    listed = (Row((number, *rest)) for number, _, *rest in editions_rows(standards, lang))
    print_grid(screen, Grid(columns, listed, lang=lang))


def _print_excerpt(screen: Console, excerpt: Excerpt, lang: str) -> None:
    standard = excerpt.standard
    print_line(screen, f"{standard.name or standard.id}  {standard.title.read(lang)}", "bold")
    print_facts(screen, facts(standard, lang), lang)
    screen.print()
    print_grid(screen, _items(excerpt, lang))


def _items(excerpt: Excerpt, lang: str) -> Grid:
    """Return the items as a table in which each stands as far in as its number is long."""
    number, text, *brief, remark = head(lang)
    columns = (
        Column(number),
        Column(text, leads=True),
        *(Column(label, brief=True) for label in brief),
        Column(remark),
    )
    clauses = excerpt.clauses
    top = min((len(clause.number.parts) for clause in clauses), default=0)

    def row(clause: Clause, cells: list[str]) -> Row:
        first, *others = cells
        indent = 2 * (len(clause.number.parts) - top)
        style = "bold" if clause.force is Force.HEADING else ""
        return Row((Cell(first, indent=indent), *others), style)

    return Grid(columns, map(row, clauses, rows(excerpt, lang)), lang=lang)
