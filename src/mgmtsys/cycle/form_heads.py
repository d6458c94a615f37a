"""What stands above the table of a form: whose it is, of when, how long it is kept, how the process does."""

from __future__ import annotations

from collections.abc import Iterator

from mgmtsys.cycle.management_review import spell_figure
from mgmtsys.cycle.review import NOTHING_DONE, process_figures
from mgmtsys.system.document import Form, Retention
from mgmtsys.system.figures import spell_target
from mgmtsys.system.objective import ProcessFigure
from mgmtsys.system.register import Register
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Evaluation
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.period import Period
from mgmtsys.values.table import Cell, Fact
from mgmtsys.values.text import both


def facts_of(system: ManagementSystem, form: Form, evaluation: Evaluation | None) -> Iterator[Fact]:
    """Yield the facts of a form with how long its record is kept."""
    yield both("form", "表单"), form.id
    yield from about(system, evaluation)
    if form.retention is not None:
        yield both("kept", "保存"), both(form.retention.read("en"), form.retention.read("zh"))
        if not form.retention.is_permanent:
            period = evaluation.period if evaluation is not None else system.period
            free = _disposable(form, form.retention, period, system.period)
            yield both("may be disposed of from", "可处置日期"), free


def about(system: ManagementSystem, evaluation: Evaluation | None) -> Iterator[Fact]:
    """Yield whose form it is, of which period as of which day, and whether that is beside the system's."""
    year = system.period
    period = evaluation.period if evaluation is not None else year
    named, whole = name_span(period, year), name_span(year, year)
    yield both("organisation", "组织"), system.organisation
    yield both("period", "期间"), named
    if period not in year:
        beside = both(
            f"{named} does not lie in the system's period, {whole}",
            f"{named} 不在体系期间 {whole} 之内",
        )
        yield both("note", "说明"), beside
    if evaluation is not None:
        yield both("as of", "截至"), evaluation.on


def _disposable(form: Form, retention: Retention, period: Period, year: Period) -> Cell:
    """Return from when a record may be disposed of, which does not move with the day of printing."""
    start = form.counted(period, year)
    if start is not None:
        return retention.disposable_from(start)
    said = form.retained_from
    if said is None:
        return both("not determinable: start not stated", "无法确定：未写明起算点")
    return both(
        f"not determinable by calculation: {said.read('en')}", f"无法推算：{said.read('zh')}"
    )


def process(system: ManagementSystem, evaluation: Evaluation, register: Register) -> Iterator[Fact]:
    """Yield how the handling of the objectives itself does, indicator by indicator."""
    found = {
        process_figure.indicator: process_figure
        for process_figure in process_figures(system, evaluation, register)
    }
    for indicator in system.indicators:
        target = spell_target(indicator.target)
        if indicator not in found:
            said = both("nothing computes it", "无法计算")
        elif register == NOTHING_DONE and indicator.figure is not ProcessFigure.OBJECTIVES_MET:
            said = both("not determinable without a register", "没有登记，无法确定")
        else:
            said = spell_figure(found[indicator])
        yield (
            indicator.name,
            both(
                f"{said.read('en')} ({target.read('en')})",
                f"{said.read('zh')}（{target.read('zh')}）",
            ),
        )
