"""The command line: reads files, prints, and turns outcomes into exit codes."""

from __future__ import annotations

import sys

from mgmtsys.values.version import __version__

try:
    import click
except ImportError:
    sys.exit(
        "mgmtsys: the command line needs the extra cli: pip install 'mgmtsys[cli]'\n"
        "mgmtsys：命令行需要附加组件：pip install 'mgmtsys[cli]'"
    )

from mgmtsys.cli.speech import option
from mgmtsys.cli.streams import WholeCommands, prepare
from mgmtsys.values.text import say


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"mgmtsys, version {__version__}")
        context.exit()


@click.group(
    cls=WholeCommands,
    wording=(say("Management-system compliance, computed."),),
)
@option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version,
    wording=say("Show the version and exit."),
)  # fmt: skip
def cli() -> None:
    """Management-system compliance, computed."""


def main() -> None:
    """Run the command line, whose output is UTF-8 wherever it goes."""
    prepare()
    cli(prog_name="mgmtsys")
