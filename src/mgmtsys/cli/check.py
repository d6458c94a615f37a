"""The command ``check``: what a careful auditor would find in a system file."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from mgmtsys.cli.options import (
    checks_to_run,
    installed,
    lang,
    on,
    output,
    register,
    speaking,
    stop_at_failures,
)
from mgmtsys.cli.output import put

if TYPE_CHECKING:
    from mgmtsys.auditing.check import Check
    from mgmtsys.auditing.outcome import Outcome

#: The command ran, and something stands that fails it.
FAILED = 1
_GRADES = ("opportunity", "observation", "minor", "major")


def _outcome(
    file: str,
    on: date,
    checks: tuple[Check, ...],
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> Outcome:
    from mgmtsys.auditing.checks import audit
    from mgmtsys.auditing.outcome import Outcome, narrowed
    from mgmtsys.files.access import read_source
    from mgmtsys.files.loading import load
    from mgmtsys.system.finding import Grade
    from mgmtsys.system.system import ManagementSystem

    system = load(file, ManagementSystem)
    report = narrowed(audit(system, on, checks), select, ignore)
    subjects = frozenset(finding.subject for finding in report.findings)
    places = read_source(file).places(subjects)
    return Outcome(report, places, Grade[fail_on.upper()], system.organisation, on)


@click.command()
@click.argument("file", metavar="FILE", required=False)
@click.option(
    "--format", type=click.Choice(["text", "json", "sarif", "junit", "md", "oscal"]),
    help="text, or as the suffix of -o says: .json .sarif .xml .md. 默认 text，或按 -o 的后缀。",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(_GRADES), default="minor", show_default=True, metavar="GRADE",
    help="The mildest grade that fails the command: opportunity, observation, minor, major. "
    "达到该等级的检查结果使命令失败。",
)  # fmt: skip
@click.option(
    "--select", multiple=True, metavar="NAME",
    help="Only this check or family, such as raci; repeat for several. 只看该检查或类别，可重复。",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, metavar="NAME",
    help="Without this check or family; repeat for several. 不看该检查或类别，可重复。",
)  # fmt: skip
@click.option(
    "--explain", metavar="NAME",
    help="Say what a check or family looks for, and do nothing else. 说明检查的内容。",
)  # fmt: skip
@click.option(
    "--before", metavar="FILE",
    help="The plan of the year before: whether targets are raised. 上一年的方案，检查目标值是否提高。",
)  # fmt: skip
@register
@output
@installed
@on
@lang
@speaking
def check(
    file: str | None,
    before: str | None,
    register: tuple[str, ...],
    format: str | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    explain: str | None,
    output: str | None,
    on: date,
    lang: str,
    *,
    installed: bool,
) -> None:
    """Find what is wrong in FILE. 检查体系文件。

    Exit codes: 0 nothing stands that fails it, 1 something does, 2 input that cannot be understood, or a
    check that failed by an error of its own.
    退出码：0 通过，1 有检查结果，2 输入无法理解，或检查自身出错。
    """
    checks = checks_to_run(installed=installed)
    if explain is not None:
        from mgmtsys.cli.findings import print_explanation
        from mgmtsys.files.loading import load
        from mgmtsys.standard.adoption import NO_EDITIONS
        from mgmtsys.system.system import ManagementSystem

        editions = load(file, ManagementSystem).editions if file else NO_EDITIONS
        print_explanation(checks, explain, editions, lang)
        return
    if file is None:
        raise click.UsageError("Missing argument 'FILE'. 缺少 FILE。")
    check_output(format, output)
    if before is not None:
        from mgmtsys.auditing.checks.ambition import continual_improvement
        from mgmtsys.files.loading import load
        from mgmtsys.system.system import ManagementSystem

        checks = (*checks, *continual_improvement(load(before, ManagementSystem)))
    if register:
        from mgmtsys.auditing.checks.confirmations import confirmed_evidence_is_what_it_was
        from mgmtsys.files.loading import load, load_register
        from mgmtsys.system.system import ManagementSystem

        known = load_register(register, load(file, ManagementSystem)).as_of(on).confirmations
        checks = (*checks, confirmed_evidence_is_what_it_was(known))
    outcome = _outcome(file, on, checks, fail_on, select, ignore)
    tell(outcome, format, output, lang)
    stop_at_failures(outcome.report.failures, lang)
    if outcome.failing:
        sys.exit(FAILED)


def check_output(format: str | None, output: str | None) -> None:
    """Refuse an output whose format nobody states, before any work is done."""
    if output is None or format is not None:
        return
    from mgmtsys.show import SUFFIXES, format_of
    from mgmtsys.show.findings import FORMATS

    if format_of(output) not in (*FORMATS, "txt"):
        known = ", ".join(f".{one}" for one in ("json", "md", "sarif", *SUFFIXES, "txt"))
        raise click.UsageError(
            f"-o {output}: expected a suffix of {known}, or --format. 应为其中一种后缀，或用 --format。"
        )


def tell(outcome: Outcome, format: str | None, output: str | None, lang: str) -> None:
    """Print findings, or write them to a file, in the format that was asked for."""
    from mgmtsys.show import format_of, render

    if output is None:
        chosen = format or "text"
    else:
        chosen = format or format_of(output).replace("txt", "text")
    if chosen == "text":
        from mgmtsys.cli.findings import print_outcome, written

        if output is None:
            print_outcome(outcome, lang)
        else:
            put(written(outcome, lang), output)
    else:
        put(render(outcome, chosen, lang), output)
