"""Laws of what counts in a span."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.files.systems import structure_system
from mgmtsys.system.reading import Reading, Record
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

YEAR = Period.parse("2026")
SYSTEM = structure_system(
    {
        "organisation": "Works",
        "period": "2026",
        "series": {"w": {"unit": "m3", "divide": "by_days"}},
        "objectives": {
            "O": {
                "statement": "O",
                "measure": {"formula": "sum(w)", "unit": "m3"},
                "target": {"at_most": "1 m3"},
            }
        },
    }
)


def cut(days: list[int]) -> list[Period]:
    """Return the spans between cuts of the year, all of it."""
    edges = sorted({0, *days, YEAR.days})
    return [
        Period(YEAR.start + timedelta(first), YEAR.start + timedelta(last))
        for first, last in pairwise(edges)
    ]


_CUTS = st.lists(st.integers(0, 365), max_size=8).map(cut)


@given(_CUTS, _CUTS, st.data())
def test_the_parts_of_divided_figures_over_spans_that_tile_add_up_to_the_whole(
    recorded: list[Period], asked: list[Period], data: st.DataObject
) -> None:
    cubes = [data.draw(st.fractions(0, 100, max_denominator=9)) for _ in recorded]
    record = Record(
        Reading("w", span, value=Quantity(value, "m3"))
        for span, value in zip(recorded, cubes, strict=True)
    )
    found = [evaluate(SYSTEM, record, span, date(2027, 1, 5))["O"].actual for span in asked]
    assert sum(cubes) == sum(one.magnitude for one in found if one is not None)
