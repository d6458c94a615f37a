"""The command ``show``: a system at a glance."""

from __future__ import annotations

import click

from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.files.loading import load, saved
from mgmtsys.files.syntax.json import dump
from mgmtsys.show.system import system_sheet
from mgmtsys.system.system import ManagementSystem


@command("show")
@click.argument("file", metavar="FILE")
@result(("json",), elsewhere="text")
def run(file: str, out: Output) -> None:
    """Show a system."""
    out.tell(
        load(file, ManagementSystem),
        {"json": lambda system, _: dump(saved(system))},
        lambda screen, system, lang: print_sheet(screen, system_sheet(system), lang),
    )
