"""The command ``crosswalk``: what two editions have to do with each other, and what is wrong with it."""

from __future__ import annotations

import sys

import click

from mgmtsys.auditing.lint import lint as linted
from mgmtsys.auditing.outcome import Outcome
from mgmtsys.cli.catalogues import Catalogues, catalogues
from mgmtsys.cli.findings import print_outcome
from mgmtsys.cli.options import FAILED, register, under
from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import group
from mgmtsys.cli.speech import Group, option
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.files.loading import load, load_register, opened
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.show.crosswalk import FORMATS, Comparison, crosswalk_sheet
from mgmtsys.show.findings import FORMATS as FINDINGS
from mgmtsys.standard.clause import ClauseNumber
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.finding import Grade
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import say

_DEFAULT = "between"


class _Crosswalk(Group):
    """A group in which editions may follow directly, without the name of the command that is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the default command where none is given."""
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say that editions may follow directly."""
        formatter.write_usage(ctx.command_path, "[between] FROM TO [OPTIONS] | lint FILE [OPTIONS]")


@group("crosswalk", cls=_Crosswalk)
def run() -> None:
    """Compare two editions, or check a crosswalk."""


@run.command(
    _DEFAULT,
    wording=(say("Show how the requirements of FROM and TO correspond."),),
)
@click.argument("source", metavar="FROM", required=False)
@click.argument("target", metavar="TO", required=False)
@option(
    "--file", metavar="CROSSWALK",
    wording=say("Your own crosswalk file; FROM and TO may be left out."),
)  # fmt: skip
@option(
    "--through", multiple=True, metavar="EDITION",
    wording=say("Go through this edition (repeatable)."),
)  # fmt: skip
@under
@catalogues
@result(FORMATS)
def between(
    source: str | None,
    target: str | None,
    file: str | None,
    through: tuple[str, ...],
    under: ClauseNumber | None,
    standards: tuple[str, ...],
    out: Output,
) -> None:
    """Show how the requirements of two editions correspond."""
    editions = Catalogues(standards)
    found = _found(source, target, file, through)
    shown = Comparison(
        found, editions.get(found.source), target=editions.get(found.target), under=under
    )
    out.tell(
        shown,
        FORMATS,
        lambda screen, shown, lang: print_sheet(screen, crosswalk_sheet(shown), lang),
    )


def _found(
    source: str | None, target: str | None, file: str | None, through: tuple[str, ...]
) -> Crosswalk:
    if file is not None:
        return _own(file, source, target, through)
    if source is None or target is None:
        raise NotUnderstood("no editions: expected FROM and TO, or --file")
    return shipped_crosswalk(source, target, *through)


def _own(file: str, source: str | None, target: str | None, through: tuple[str, ...]) -> Crosswalk:
    """Return the crosswalk in a file, turned round where that is what FROM and TO say."""
    if through:
        raise NotUnderstood("--file and --through exclude each other")
    own = load(file, Crosswalk)
    asked = (source or own.source, target or own.target)
    if asked == (own.source, own.target):
        return own
    if asked == (own.target, own.source):
        return ~own
    raise NotUnderstood(
        "{file} joins {source} and {target}: expected those, or no editions at all",
        file=file,
        source=own.source,
        target=own.target,
    )


@run.command(
    wording=(
        say("Find what is wrong with the crosswalk in FILE."),
        say("Exit codes: 0 nothing found, 1 something found, 2 input not understood."),
    ),
)
@click.argument("file", metavar="FILE")
@catalogues
@register
@result([format for format in FINDINGS if format != "oscal"], elsewhere="text")
def lint(file: str, standards: tuple[str, ...], register: tuple[str, ...], out: Output) -> None:
    """Find what is wrong with a crosswalk."""
    own = load(file, Crosswalk)
    report = linted(own, Catalogues(standards), load_register(register).confirmations)
    places = opened(file).places(frozenset(finding.subject for finding in report.findings))
    outcome = Outcome(report, places, fail_on=Grade.OPPORTUNITY, organisation=own.title)
    out.tell(outcome, FINDINGS, print_outcome)
    if outcome.failing:
        sys.exit(FAILED)
