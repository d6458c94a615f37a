"""The command ``score``: what an assessment scores, the grade it earns, and what would earn the next."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from mgmtsys.cli.options import lang, on, output, speaking, stop_at_failures

if TYPE_CHECKING:
    from mgmtsys.scoring.assessment import Assessment


def _lowered(assessment: Assessment, system: str, on: date, lang: str) -> Assessment:
    """Return the assessment with what the checks of a system file find taken off."""
    from mgmtsys.auditing.checks import audit
    from mgmtsys.files.loading import load
    from mgmtsys.scoring.findings import lowered_by
    from mgmtsys.system.system import ManagementSystem

    own = load(system, ManagementSystem)
    report = audit(own, on)
    stop_at_failures(report.failures, lang)
    return lowered_by(assessment, report.findings, own.editions)


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--explain", is_flag=True,
    help="Print the arithmetic, to be redone by hand; csv has no room for it. 打印计算过程，可手工复核（csv 除外）。",
)  # fmt: skip
@click.option(
    "--system", metavar="SYSTEM",
    help="A system file: what its checks find is taken off the elements that name the clauses. "
    "体系文件：其检查结果从涉及该条款的要素扣分。",
)  # fmt: skip
@click.option(
    "--format", type=click.Choice(["text", "md", "csv", "json"]),
    help="text in a terminal, md elsewhere, or as the suffix of -o says. 终端默认 text，其他默认 md。",
)  # fmt: skip
@output
@on
@lang
@speaking
def score(
    file: str,
    system: str | None,
    format: str | None,
    output: str | None,
    on: date,
    lang: str,
    *,
    explain: bool,
) -> None:
    """Score the assessment in FILE and rate it. 计算评估得分和等级。"""
    from mgmtsys.cli.output import chosen_format, put
    from mgmtsys.files.loading import load
    from mgmtsys.scoring.assessment import Assessment
    from mgmtsys.show.scores import FORMATS, scored

    chosen = chosen_format(format, output, FORMATS)
    with _every_digit():
        assessment = load(file, Assessment)
        given = scored(assessment if system is None else _lowered(assessment, system, on, lang))
        if chosen == "text":
            from mgmtsys.cli.scores import print_scores

            print_scores(given, lang, explain=explain)
        else:
            put(FORMATS[chosen](given, lang, explain=explain), output, chosen)


@contextlib.contextmanager
def _every_digit() -> Iterator[None]:
    """Let exact rates over many denominators be printed, which have more digits than Python prints unasked."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)
