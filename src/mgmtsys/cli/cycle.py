"""The commands of the review cycle: ``evaluate``, ``due`` and ``form``."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from mgmtsys.cli.options import lang, on, output, speaking

if TYPE_CHECKING:
    from mgmtsys.sheets import Sheet
    from mgmtsys.system import ManagementSystem
    from mgmtsys.verdict import Evaluation

_readings = click.option(
    "--readings", multiple=True, metavar="FILE",
    help="Readings in CSV, JSON or YAML; repeat for several. 记录值文件，可重复。",
)  # fmt: skip
_period = click.option(
    "--period", metavar="PERIOD",
    help="2026-06, 2026-Q2 or 2026; the system's own if left out. 期间，默认为体系期间。",
)  # fmt: skip


def _evaluation(
    system: ManagementSystem, readings: tuple[str, ...], period: str | None, on: date
) -> Evaluation:
    from mgmtsys.evaluation import evaluate
    from mgmtsys.period import Period
    from mgmtsys.records import load_readings

    span = system.period if period is None else Period.parse(period)
    return evaluate(system, load_readings(readings, system, on), span, on)


def put(text: str, output: str | None) -> None:
    """Print text, or write it to a file; a spreadsheet knows by its first mark that CSV is UTF-8."""
    if output is None:
        click.echo(text, nl=False)
        return
    from mgmtsys.files import write_text

    write_text(output, text, "utf-8-sig" if output.lower().endswith(".csv") else "utf-8")


def format_for(format: str | None, output: str | None) -> str:
    """Return the format asked for, or that of the file's suffix, or what suits where it is printed."""
    from mgmtsys.reports import format_of

    if output is not None and format is None:
        return format_of(output)
    return format or ("text" if sys.stdout.isatty() else "md")


def _show(sheet: Sheet, format: str, output: str | None, lang: str) -> None:
    from mgmtsys.exceptions import NotUnderstood
    from mgmtsys.reports.sheets import FORMATS

    if format == "text" and output is None:
        from mgmtsys.cli.sheets import print_sheet

        print_sheet(sheet, lang)
    elif format in FORMATS:
        put(FORMATS[format](sheet, lang), output)
    else:
        known = ", ".join(FORMATS)
        raise NotUnderstood(
            f"unknown format {format!r}: expected one of {known}",
            f"未知的格式 {format!r}：应为 {known} 之一",
        )


@click.command()
@click.argument("file", metavar="FILE")
@_readings
@_period
@click.option("--format", type=click.Choice(["text", "md", "csv", "json"]))
@click.option(
    "--explain",
    metavar="ID",
    help="The arithmetic of one objective's verdict. 某一目标的计算过程。",
)
@output
@on
@lang
@speaking
def evaluate(
    file: str,
    readings: tuple[str, ...],
    period: str | None,
    format: str | None,
    explain: str | None,
    output: str | None,
    on: date,
    lang: str,
) -> None:
    """Evaluate the objectives of FILE from readings. 依据记录值评价目标。"""
    from mgmtsys.exceptions import NotUnderstood
    from mgmtsys.explanation import explain as told
    from mgmtsys.files import load
    from mgmtsys.reports.sheets import verdicts
    from mgmtsys.sheets import verdict_sheet

    system = load(file)
    evaluation = _evaluation(system, readings, period, on)
    if explain is not None:
        chosen = [one for one in evaluation.verdicts if one.objective == explain]
        if not chosen:
            known = ", ".join(one.id for one in system.objectives)
            raise NotUnderstood(
                f"no objective {explain!r}: expected one of {known}",
                f"没有目标 {explain!r}：应为 {known} 之一",
            )
        put("\n".join(told(one, system, lang) for one in chosen), output)
    elif format_for(format, output) == "json":
        put(verdicts(evaluation), output)
    else:
        _show(verdict_sheet(system, evaluation), format_for(format, output), output, lang)


@click.command()
@click.argument("file", metavar="FILE")
@on
@lang
@speaking
def due(file: str, on: date, lang: str) -> None:
    """List the trackings, reviews and evaluations of FILE with their days. 列出追踪、评审和评估的时间。"""
    from mgmtsys.cli.sheets import print_due
    from mgmtsys.files import load
    from mgmtsys.review import due as looks

    system = load(file)
    print_due(system, looks(system, on), lang)


@click.command()
@click.argument("id", metavar="FORM")
@click.argument("file", metavar="FILE")
@_readings
@_period
@click.option("--format", type=click.Choice(["text", "md", "csv", "json"]))
@output
@on
@lang
@speaking
def form(
    id: str,
    file: str,
    readings: tuple[str, ...],
    period: str | None,
    format: str | None,
    output: str | None,
    on: date,
    lang: str,
) -> None:
    """Fill FORM, one of the forms of FILE. 填写体系文件中的表单。"""
    from mgmtsys.files import load
    from mgmtsys.sheets import fill

    system = load(file)
    evaluation = _evaluation(system, readings, period, on) if readings else None
    _show(fill(system, id, evaluation), format_for(format, output), output, lang)
