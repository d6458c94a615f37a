"""The command ``schema``: what editors and other tools need to know of a kind of file."""

from __future__ import annotations

import click

from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.files.kinds import KINDS
from mgmtsys.files.schema import schema_of
from mgmtsys.files.syntax.json import dump
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import both

_KINDS = {kind.name: kind for kind in KINDS if kind.type}


@command(
    "schema",
    both(
        f"KIND is one of {', '.join(_KINDS)}; system if left out.",
        f"KIND 为 {'、'.join(_KINDS)} 之一，默认 system。",
    ),
)
@click.argument("kind", metavar="[KIND]", default="system")
@result(("json",), elsewhere="json")
def run(kind: str, out: Output) -> None:
    """Print the schema of one kind of file."""
    if kind not in _KINDS:
        raise NotUnderstood(
            f"no kind of file {kind!r}: expected one of {', '.join(_KINDS)}",
            f"没有文件类型 {kind!r}：应为 {'、'.join(_KINDS)} 之一",
        )
    text = dump(schema_of(_KINDS[kind]))
    out.tell(
        text,
        {"json": lambda text, _: text},
        lambda screen, text, _: screen.out(text, end="", highlight=False),
    )
