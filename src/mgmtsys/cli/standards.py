"""The command ``standards``: the shipped editions, and the items of one."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.console import Console

from mgmtsys.cli.options import under
from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import option
from mgmtsys.cli.terminal import print_part, print_sheet
from mgmtsys.files.loading import load_standard, load_wording
from mgmtsys.files.standards import all_shipped
from mgmtsys.show import unknown_format
from mgmtsys.show.catalogues import EDITIONS, FORMATS, Excerpt, editions, items_sheet
from mgmtsys.standard.clause import ClauseNumber, Standard
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import say


@command("standards")
@click.argument("file", metavar="[ID]", required=False)
@under
@option(
    "--wording", metavar="FILE",
    wording=say("Wording of your own, laid over the catalogue's."),
)  # fmt: skip
@result(FORMATS, elsewhere="text")
def run(file: str | None, under: ClauseNumber | None, wording: str | None, out: Output) -> None:
    """List editions, or the items of one."""
    if file is None:
        if under is not None or wording is not None:
            raise NotUnderstood("--under and --wording need an ID")
        if out.format not in ("text", *EDITIONS):
            raise unknown_format(out.format, ("text", *EDITIONS))
        out.tell(all_shipped(), EDITIONS, _print_editions)
        return
    standard = load_standard(file)
    if wording is not None:
        standard = load_wording(wording, standard)
    out.tell(
        Excerpt(standard, under),
        FORMATS,
        lambda screen, excerpt, lang: print_sheet(screen, items_sheet(excerpt), lang),
    )


def _print_editions(screen: Console, standards: Iterable[Standard], lang: str) -> None:
    # What people call an edition is nearly its id.
    print_part(screen, editions(standards).without("name"), lang)
