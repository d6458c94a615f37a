"""The command line: reads files, prints, and turns outcomes into exit codes."""

from __future__ import annotations

import sys

from mgmtsys.values.message import languages
from mgmtsys.values.text import say
from mgmtsys.values.version import __version__

try:
    import click
except ImportError:
    needed = say("mgmtsys: the command line needs the extra cli: pip install 'mgmtsys[cli]'")
    sys.exit("\n".join(map(needed.read, languages())))

from mgmtsys.cli.speech import language, option
from mgmtsys.cli.streams import WholeCommands, prepare


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(say("mgmtsys, version {version}", version=__version__).read(language(context)))
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
