"""The command ``score``: what an assessment scores, the grade it earns, and what would earn the next."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial

import click

from mgmtsys.auditing.checks import audit
from mgmtsys.cli.checks import stop_at_failures
from mgmtsys.cli.options import on
from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import option
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.files.loading import load
from mgmtsys.scoring.assessment import Assessment, scored
from mgmtsys.scoring.findings import lowered_by
from mgmtsys.show.scores import FORMATS, score_sheet
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import say


def _lowered(assessment: Assessment, system: str, on: date) -> Assessment:
    """Return the assessment with what the checks of a system file find taken off."""
    own = load(system, ManagementSystem)
    report = audit(own, on)
    stop_at_failures(report.failures)
    return lowered_by(assessment, report.findings, own.editions)


@command("score")
@click.argument("file", metavar="FILE")
@option(
    "--explain", is_flag=True,
    wording=say("Print the arithmetic, to be redone by hand; csv has no room for it."),
)  # fmt: skip
@option(
    "--system", metavar="SYSTEM",
    wording=say("A system file: what its checks find is taken off the elements that name the clauses."),
)  # fmt: skip
@on
@result(FORMATS)
def run(file: str, system: str | None, on: date, out: Output, *, explain: bool) -> None:
    """Score an assessment."""
    with _every_digit():
        assessment = load(file, Assessment)
        given = scored(assessment if system is None else _lowered(assessment, system, on))
        writers = {name: partial(write, explain=explain) for name, write in FORMATS.items()}
        sheet = score_sheet(given, explain=explain, outlined=True)
        out.tell(given, writers, lambda screen, _, lang: print_sheet(screen, sheet, lang))


@contextlib.contextmanager
def _every_digit() -> Iterator[None]:
    """Let exact rates over many denominators be printed, which have more digits than Python prints unasked."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)
