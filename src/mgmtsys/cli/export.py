"""The command ``export``: catalogues and crosswalks as tables for spreadsheets."""

from __future__ import annotations

from pathlib import Path

import click

from mgmtsys.cli.output import tell
from mgmtsys.cli.overview import group
from mgmtsys.cli.speech import option
from mgmtsys.cli.written import told
from mgmtsys.files.loading import load, load_standard, save_table
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.values.text import say


@group("export")
def run() -> None:
    """Write files for other tools."""


@run.command(
    wording=(
        say("Write WHAT as a table: an edition, FROM--TO, or a catalogue or crosswalk file."),
        say(
            "WHAT is, for example, iso14001:2015, cts-q-zg040:2023--iso14001:2015 or crosswalk.yaml."
        ),
    )
)
@click.argument("what", metavar="WHAT")
@option(
    "-o", "--output", metavar="OUT", required=True,
    wording=say("A .csv or .xlsx file."),
)  # fmt: skip
def table(what: str, output: str) -> None:
    """Write a catalogue or a crosswalk as a table."""
    source, joint, target = what.partition("--")
    value: Standard | Crosswalk
    if joint and not Path(what).suffix:
        value = shipped_crosswalk(source, target)
    elif Path(what).exists():
        value = load(what, (Standard, Crosswalk))
    else:
        value = load_standard(what)
    save_table(value, output)
    tell(told(value, output))
