"""The command ``confirm``: keeps what a person confirmed, with what it rested on."""

from __future__ import annotations

from datetime import date

import click

from mgmtsys.auditing.checks.confirmations import also_called, confirmable_evidence
from mgmtsys.auditing.lint import confirmable_links
from mgmtsys.cli.catalogues import Catalogues, catalogues
from mgmtsys.cli.options import on
from mgmtsys.cli.output import tell
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import option
from mgmtsys.files.loading import add_confirmations, load
from mgmtsys.standard.confirmation import confirm
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import say


@command(
    "confirm",
    say(
        "When an end of it changes later, `check --register` or `crosswalk lint --register` says so."
    ),
)
@click.argument("file", metavar="FILE")
@option("--by", required=True, metavar="NAME", wording=say("The person who confirms."))
@option(
    "--only", metavar="TEXT",
    wording=say("Only what contains this, such as a clause or a document."),
)  # fmt: skip
@option(
    "-o", "--output", required=True, metavar="OUT",
    wording=say("The register to write; what it holds already is kept."),
)  # fmt: skip
@catalogues
@on
def run(
    file: str, by: str, only: str | None, standards: tuple[str, ...], output: str, on: date
) -> None:
    """Add to a register what a person confirms."""
    value: ManagementSystem | Crosswalk = load(file, (ManagementSystem, Crosswalk))
    system: ManagementSystem | None = None
    if isinstance(value, Crosswalk):
        found = confirmable_links(value, Catalogues(standards))
        called: dict[str, tuple[str, ...]] = {what: (what,) for what in found}
    else:
        system = value
        found = confirmable_evidence(system)
        called = {what: also_called(what, system) for what in found}
    chosen = {
        what: ends
        for what, ends in found.items()
        if only is None or any(only in name for name in called[what])
    }
    if not chosen and only is None:
        raise NotUnderstood("nothing is there to confirm: expected evidence or links")
    if not chosen:
        raise NotUnderstood(
            "nothing with {text!r} is there to confirm: expected a clause or a document", text=only
        )
    new = confirm(chosen, by, on)
    add_confirmations(output, new, system)
    tell(say("{count} confirmed by {by} on {on}", count=len(new), by=by, on=on))
