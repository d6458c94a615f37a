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
from mgmtsys.values.text import both

_GRADES = ("opportunity", "observation", "minor", "major")


@command(
    "check",
    both(
        "Exit codes: 0 nothing stands that fails it, 1 something does, 2 input that cannot be understood, "
        "or a check that failed by an error of its own.",
        "退出码：0 通过，1 有检查结果，2 输入无法理解，或检查自身出错。",
    ),
)
@click.argument("file", metavar="FILE", required=False)
@option(
    "--fail-on", default="minor", **one_of(_GRADES),
    en="The mildest grade that fails the command; minor if left out.",
    zh="达到该等级的检查结果使命令失败，默认 minor。",
)  # fmt: skip
@option(
    "--select", multiple=True, metavar="NAME",
    en="Only this check or family, such as raci (repeatable).", zh="只看该检查或类别，可重复。",
)  # fmt: skip
@option(
    "--ignore", multiple=True, metavar="NAME",
    en="Without this check or family (repeatable).", zh="不看该检查或类别，可重复。",
)  # fmt: skip
@option(
    "--explain", metavar="NAME",
    en="Say what a check or family looks for, and do nothing else.", zh="说明检查的内容。",
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
        raise NotUnderstood("no FILE: expected a system file", "缺少 FILE：应为体系文件")
    system = load(file, ManagementSystem)
    report = narrowed(audit(known.of(system), checks=checks), select, ignore)
    subjects = frozenset(finding.subject for finding in report.findings)
    places = read_source(file).places(subjects)
    outcome = Outcome(
        report,
        places,
        fail_on=Grade[fail_on.upper()],
        organisation=system.organisation,
        on=known.on,
    )
    out.tell(outcome, FORMATS, print_outcome)
    stop_at_failures(report.failures)
    if outcome.failing:
        sys.exit(FAILED)
