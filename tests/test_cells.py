"""What stands in the cells of evaluations and forms."""

from __future__ import annotations

from datetime import date

from mgmtsys.cycle.cells import deviation_cell
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.files.loading import loads
from mgmtsys.system.reading import Record
from mgmtsys.values.period import Period
from mgmtsys.values.table import spelled


def test_what_was_never_done_has_no_deviation_but_is_called_so() -> None:
    system = loads(
        "format: mgmtsys/1\norganisation: Own\nperiod: 2026\nparties: {x: {kind: person}}\n"
        "series: {doors: {unit: item}}\n"
        "objectives:\n  D: {statement: Doors, measure: {formula: sum(doors), unit: item},"
        " target: {done_by: 2026-03-31}, responsible: [x], due: 2026-03-31}\n"
    )
    (verdict,) = evaluate(system, Record(), Period.parse("2026"), date(2026, 6, 30)).verdicts
    assert ("not done", "未完成") == tuple(
        spelled(deviation_cell(verdict), lang) for lang in ("en", "zh")
    )
