"""The commands of the review cycle: ``evaluate``, ``due`` and ``form``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from mgmtsys.cli.options import lang, on, output, speaking
from mgmtsys.cli.output import as_format, chosen_format, put, show

if TYPE_CHECKING:
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


@click.command()
@click.argument("file", metavar="FILE")
@_readings
@_period
@as_format
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
    elif chosen_format(format, output) == "json":
        put(verdicts(evaluation), output)
    else:
        show(verdict_sheet(system, evaluation), chosen_format(format, output), output, lang)


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
@as_format
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
    show(fill(system, id, evaluation), chosen_format(format, output), output, lang)
