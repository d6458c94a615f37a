"""The command ``show``: a system at a glance."""

from __future__ import annotations

import click

from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.terminal import print_system
from mgmtsys.files.loading import load
from mgmtsys.system.system import ManagementSystem


@command("show")
@click.argument("file", metavar="FILE")
@result(elsewhere="text")
def run(file: str, out: Output) -> None:
    """Show a system."""
    system = load(file, ManagementSystem)
    out.draw(lambda screen: print_system(screen, system, out.lang))
