"""The command ``schema``: what editors and other tools need to know of a kind of file."""

from __future__ import annotations

import click

from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.files.kinds import KINDS
from mgmtsys.files.schema import schema_of
from mgmtsys.files.syntax.json import dump
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import in_a_row, say

_KINDS = {kind.name: kind for kind in KINDS if kind.type}


@command(
    "schema",
    say("KIND is one of {kinds}; system if left out.", kinds=in_a_row(_KINDS)),
)
@click.argument("kind", metavar="[KIND]", default="system")
@result(("json",), elsewhere="json")
def run(kind: str, out: Output) -> None:
    """Print the schema of one kind of file."""
    if kind not in _KINDS:
        raise NotUnderstood(
            "no kind of file {kind!r}: expected one of {kinds}",
            kind=kind,
            kinds=in_a_row(_KINDS),
        )
    text = dump(schema_of(_KINDS[kind]))
    out.tell(
        text,
        {"json": lambda text, _: text},
        lambda screen, text, _: screen.out(text, end="", highlight=False),
    )
