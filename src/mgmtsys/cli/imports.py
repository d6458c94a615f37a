"""The command ``import``: files of other tools and tables of spreadsheets, read into files that people edit."""

from __future__ import annotations

import click

from mgmtsys.cli.catalogues import Catalogues, catalogues
from mgmtsys.cli.output import tell
from mgmtsys.cli.overview import group
from mgmtsys.cli.speech import Parsed, option
from mgmtsys.cli.written import told
from mgmtsys.files.access import read_source
from mgmtsys.files.kind import read as read_kind
from mgmtsys.files.loading import load_standard, save
from mgmtsys.files.spreadsheets.grids import read_table
from mgmtsys.files.standards import CATALOGUE
from mgmtsys.files.standards.crosswalks import CROSSWALK
from mgmtsys.oscal.imports import read
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import say

_output = option(
    "-o", "--output", metavar="OUT", required=True,
    wording=say("The catalogue or crosswalk file to write: YAML, JSON or TOML."),
)  # fmt: skip


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise NotUnderstood("{text!r}: expected a whole number", text=text)
    return int(text)


@group("import")
def run() -> None:
    """Read files of other tools."""


@run.command(
    wording=(say("Convert FILE, an OSCAL catalogue or mapping collection, to a mgmtsys file."),)
)
@click.argument("file", metavar="FILE")
@_output
@option("--id", metavar="ID", wording=say("The edition, such as house:1."))
@option(
    "--keep-parameters", is_flag=True,
    wording=say("Leave parameters in the prose."),
)  # fmt: skip
@option(
    "--language",
    metavar="TAG",
    wording=say("The language of the text, such as de."),
)
@option(
    "--source", metavar="ID",
    wording=say("For a mapping collection: the edition or catalogue file it maps from."),
)  # fmt: skip
@option(
    "--target", metavar="ID",
    wording=say("For a mapping collection: the edition or catalogue file it maps to."),
)  # fmt: skip
@catalogues
@option(
    "--mapping", type=Parsed(_whole_number), metavar="N",
    wording=say("For a collection with several pairs of editions: which mapping, from 1."),
)  # fmt: skip
@option(
    "--leave-out-unknown", "lenient", is_flag=True,
    wording=say("Leave out maps whose identifiers the catalogue does not have, and say so."),
)  # fmt: skip
def oscal(
    file: str,
    output: str,
    id: str | None,
    language: str | None,
    source: str | None,
    target: str | None,
    standards: tuple[str, ...],
    mapping: int | None,
    *,
    keep_parameters: bool,
    lenient: bool,
) -> None:
    """Convert an OSCAL catalogue or mapping collection."""
    editions = Catalogues(standards)
    value = read(
        read_source(file),
        id,
        editions.named(source) if source else None,
        editions.named(target) if target else None,
        resolved=not keep_parameters,
        language=language,
        mapping=mapping,
        lenient=lenient,
    )
    save(value, output)
    tell(told(value, output))


@run.command(
    wording=(say("Convert FILE, a catalogue or crosswalk in CSV or XLSX, to a mgmtsys file."),)
)
@click.argument("file", metavar="FILE")
@_output
@option(
    "--fact", "facts", multiple=True, metavar="NAME=VALUE",
    wording=say("A fact for which the table has no # row, such as id=house:1, title:en=House rules, source=…, target=…."),
)  # fmt: skip
def table(file: str, output: str, facts: tuple[str, ...]) -> None:
    """Convert a table."""
    given = dict(fact.partition("=")[::2] for fact in facts)
    found = read_table(file).with_facts(given)
    value = read_kind(found, (CATALOGUE, CROSSWALK), load_standard)
    save(value, output)
    tell(told(value, output))
