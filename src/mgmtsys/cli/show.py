"""The command ``show``: a system at a glance."""

from __future__ import annotations

import click

from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.terminal import print_system
from mgmtsys.files.loading import load, saved
from mgmtsys.files.syntax.json import dump
from mgmtsys.system.system import ManagementSystem


@command("show")
@click.argument("file", metavar="FILE")
@result(("json",), elsewhere="text")
def run(file: str, out: Output) -> None:
    """Show a system."""
    system = load(file, ManagementSystem)
    out.tell(system, {"json": lambda system, _: dump(saved(system))}, print_system)
