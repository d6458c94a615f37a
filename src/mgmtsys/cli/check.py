"""The command ``check``: what a careful auditor would find in a system file."""

from __future__ import annotations

import sys

import click

from mgmtsys.auditing.checks import audit
from mgmtsys.auditing.outcome import Outcome, narrowed
from mgmtsys.cli.checks import checks_to_run, installed, stop_at_failures
from mgmtsys.cli.dossier import Known, of_dossier
from mgmtsys.cli.findings import print_explanation, print_outcome
from mgmtsys.cli.options import FAILED
from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import one_of, option
from mgmtsys.files.access import read_source
from mgmtsys.files.loading import load
from mgmtsys.show.findings import FORMATS
from mgmtsys.standard.adoption import NO_EDITIONS
from mgmtsys.system.finding import Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import say

_GRADES = ("opportunity", "observation", "minor", "major")


@command(
    "check",
    say(
        "Exit codes: 0 no failing finding, 1 at least one, 2 input not understood, or a check that failed by an error of its own."
    ),
)
@click.argument("file", metavar="FILE", required=False)
@option(
    "--fail-on", default="minor", **one_of(_GRADES),
    wording=say("The mildest grade that fails the command; minor if left out."),
)  # fmt: skip
@option(
    "--select", multiple=True, metavar="NAME",
    wording=say("Only this check or family, such as raci (repeatable)."),
)  # fmt: skip
@option(
    "--ignore", multiple=True, metavar="NAME",
    wording=say("Without this check or family (repeatable)."),
)  # fmt: skip
@option(
    "--explain", metavar="NAME",
    wording=say("Explain what a check or family looks for, and stop."),
)  # fmt: skip
@of_dossier
@installed
@result(FORMATS, elsewhere="text")
def run(
    file: str | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    explain: str | None,
    known: Known,
    out: Output,
    *,
    installed: bool,
) -> None:
    """Tell what the checks find, and fail at what is grave enough."""
    checks = checks_to_run(installed=installed)
    if explain is not None:
        editions = load(file, ManagementSystem).editions if file else NO_EDITIONS
        out.draw(lambda screen: print_explanation(screen, checks, explain, editions, out.lang))
        return
    if file is None:
        raise NotUnderstood("FILE is missing: expected a system file")
    system = load(file, ManagementSystem)
    report = narrowed(audit(known.of(system), checks=checks), select, ignore)
    subjects = dict.fromkeys(finding.subject for finding in report.findings)
    found = read_source(file).places(frozenset(subjects))
    outcome = Outcome(
        report,
        {subject: found[subject] for subject in subjects if subject in found},
        fail_on=Grade[fail_on.upper()],
        organisation=system.organisation,
        on=known.on,
    )
    out.tell(outcome, FORMATS, print_outcome)
    stop_at_failures(report.failures)
    if outcome.failing:
        sys.exit(FAILED)
