"""The commands of the review cycle: ``evaluate``, ``due`` and ``form``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from mgmtsys.cli.options import lang, on, output, register, speaking
from mgmtsys.cli.output import as_format, chosen_format, put, show

if TYPE_CHECKING:
    from mgmtsys.system.system import ManagementSystem
    from mgmtsys.system.verdict import Evaluation

_readings = click.option(
    "--readings", multiple=True, metavar="FILE",
    help="Readings in CSV, JSON or YAML; repeat for several. 记录值文件，可重复。",
)  # fmt: skip
_decimal = click.option(
    "--decimal", type=click.Choice([",", "."]),
    help="What stands before the decimals in CSV readings, where a file does not prove it. "
    "CSV 记录值的小数点，文件本身不能判定时写明。",
)  # fmt: skip
_period = click.option(
    "--period", metavar="PERIOD",
    help="2026-06, 2026-Q2, FY2026-Q1; the system's own if left out. 期间，默认为体系期间。",
)  # fmt: skip


def _evaluation(
    system: ManagementSystem,
    readings: tuple[str, ...],
    decimal: str | None,
    period: str | None,
    on: date,
    lang: str,
) -> Evaluation:
    from mgmtsys.cli.progress import watching
    from mgmtsys.cycle.evaluation import evaluate
    from mgmtsys.files.readings import load_readings
    from mgmtsys.values.fiscal import parse_span
    from mgmtsys.values.text import both

    span = system.period if period is None else parse_span(period, system.period)
    rows = watching(both("readings", "记录值"), lang)
    record = load_readings(readings, system, on, rows, decimal)
    return evaluate(system, record, span, on, watching(both("objectives", "目标"), lang))


@click.command()
@click.argument("file", metavar="FILE")
@_readings
@_decimal
@_period
@as_format
@click.option(
    "--explain",
    metavar="ID",
    help="The arithmetic of one objective's verdict. 某一目标的计算过程。",
)
@register
@output
@on
@lang
@speaking
def evaluate(
    file: str,
    readings: tuple[str, ...],
    decimal: str | None,
    period: str | None,
    register: tuple[str, ...],
    format: str | None,
    explain: str | None,
    output: str | None,
    on: date,
    lang: str,
) -> None:
    """Evaluate the objectives of FILE from readings. 依据记录值评价目标。"""
    from mgmtsys.cycle.explanation import explain as told
    from mgmtsys.cycle.forms import verdict_sheet
    from mgmtsys.files.loading import load, load_register
    from mgmtsys.show.sheets import verdicts
    from mgmtsys.system.system import ManagementSystem
    from mgmtsys.values.exceptions import NotUnderstood
    from mgmtsys.values.naming import composed

    system = load(file, ManagementSystem)
    evaluation = _evaluation(system, readings, decimal, period, on, lang)
    if explain is not None:
        chosen = [one for one in evaluation.verdicts if one.objective == composed(explain)]
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
        done = load_register(register, system).as_of(on) if register else None
        sheet = verdict_sheet(system, evaluation, done)
        show(sheet, chosen_format(format, output), output, lang)


@click.command()
@click.argument("file", metavar="FILE")
@_readings
@_decimal
@_period
@register
@on
@lang
@speaking
def due(
    file: str,
    readings: tuple[str, ...],
    decimal: str | None,
    period: str | None,
    register: tuple[str, ...],
    on: date,
    lang: str,
) -> None:
    """List the trackings, reviews and evaluations of FILE with their days. 列出追踪、评审和评估的时间。

    With readings, the responses to misses that have a limit of time too. 有记录值时，还列出有时限的应对。
    """
    from mgmtsys.cli.sheets import print_due, print_responses
    from mgmtsys.cycle.review import due as looks, responses_due
    from mgmtsys.files.loading import load, load_register
    from mgmtsys.system.system import ManagementSystem

    system = load(file, ManagementSystem)
    known = load_register(register, system).as_of(on)
    print_due(system, looks(system, on, known.held), lang)
    if readings:
        evaluation = _evaluation(system, readings, decimal, period, on, lang)
        print_responses(system, responses_due(system, evaluation, known.actions), lang)


@click.command()
@click.argument("id", metavar="FORM")
@click.argument("file", metavar="FILE")
@_readings
@_decimal
@_period
@register
@click.option(
    "--before", metavar="FILE",
    help="The plan at the last look: what changed of its resources. 上次的方案，用于比较资源变化。",
)  # fmt: skip
@click.option(
    "--next", "following", metavar="FILE",
    help="Next year's plan: whether its targets are raised. 次年的方案，用于比较目标值。",
)  # fmt: skip
@click.option(
    "--action", metavar="ID",
    help="The one corrective action that a report is about. 报告所涉及的某一纠正措施。",
)  # fmt: skip
@as_format
@output
@on
@lang
@speaking
def form(
    id: str,
    file: str,
    readings: tuple[str, ...],
    decimal: str | None,
    period: str | None,
    register: tuple[str, ...],
    before: str | None,
    following: str | None,
    action: str | None,
    format: str | None,
    output: str | None,
    on: date,
    lang: str,
) -> None:
    """Fill FORM, one of the forms of FILE. 填写体系文件中的表单。"""
    from mgmtsys.cycle.forms import fill
    from mgmtsys.files.loading import load, load_register
    from mgmtsys.system.system import ManagementSystem
    from mgmtsys.values.naming import composed

    system = load(file, ManagementSystem)
    evaluation = _evaluation(system, readings, decimal, period, on, lang) if readings else None
    sheet = fill(
        system,
        composed(id),
        evaluation,
        load_register(register, system).as_of(on),
        before=load(before, ManagementSystem) if before else None,
        following=load(following, ManagementSystem) if following else None,
        action=action,
    )
    show(sheet, chosen_format(format, output), output, lang)
