"""The strategy for whole management systems: names first, then members that refer to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.measure import Series
from mgmtsys.system.objective import Objective
from mgmtsys.system.references import CHECKS_COLUMN, SYSTEM_COLUMN
from mgmtsys.system.response import BUILT_IN
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.term import Aggregation
from mgmtsys.testing.deriving import any_of, draw_fields, some
from mgmtsys.testing.names import Names
from mgmtsys.testing.nouns import (
    evidence,
    exclusions,
    objectives,
    parties,
    procedures,
    raci_matrices,
    section_numbers,
    waivers,
)
from mgmtsys.testing.policies import RATIOS, deviation_policies, responses, series
from mgmtsys.testing.standard import standards
from mgmtsys.testing.values import few, ids, maybe
from mgmtsys.values.units import Unit

#: What an id can name that is a column of the clause matrix.
_COLUMN_KINDS = ("objectives", "procedures", "forms")
_COLUMNS = ids().filter(lambda name: name not in (SYSTEM_COLUMN, CHECKS_COLUMN))


def _names(most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(ids(), unique=True, max_size=most).map(tuple)


def _divided(series: Series, objectives: Iterable[Objective]) -> Series:
    """Leave a series divided only where every formula sums it, and no reading of it stands alone."""
    for objective in objectives:
        each = any(bound.each for bound in objective.target.bounds)
        for one in objective.measure.formula.aggregates:
            if one.series == series.id and (each or one.aggregation is not Aggregation.SUM):
                return attrs.evolve(series, divide=None)
    return series


def _of_amounts(series: Series) -> Series:
    """Give a series of temperatures another unit: any policy then fits what is measured."""
    temperatures = series.unit.is_compatible_with("K")
    return attrs.evolve(series, unit=Unit.parse("kWh")) if temperatures else series


@st.composite
def systems(draw: st.DrawFn) -> ManagementSystem:
    """Draw a valid management system of a few members, whose references resolve and units fit."""
    columns: dict[str, Any] = dict.fromkeys(_COLUMN_KINDS, ())
    for name in draw(st.lists(_COLUMNS, unique=True, max_size=4)):
        columns[draw(st.sampled_from(_COLUMN_KINDS))] += (name,)
    said = draw(_names())
    written = Names(procedures=columns["procedures"])
    streams = st.lists(series(written), unique_by=lambda one: one.id, max_size=2)
    figures = [_of_amounts(one) for one in draw(streams)]
    names = Names(
        parties=draw(_names(3)),
        sites=draw(_names()),
        activities=draw(_names()),
        policy=draw(_names()),
        aspects=draw(_names()),
        obligations=draw(_names()),
        risks=draw(_names()),
        monitoring=draw(_names(1)),
        responses=(*(one.id for one in BUILT_IN), *said),
        sections={id: draw(few(section_numbers)) for id in written.procedures},
        series={one.id: one.unit for one in figures},
        **columns,
    )
    catalogues = [draw(standards(id=id)) for id in draw(some(("iso14001:2015", "own:1")))]
    items = [(ClauseRef(one.id, item.number), item) for one in catalogues for item in one]
    clauses = any_of([reference for reference, _ in items])
    required = any_of([reference for reference, item in items if item.is_requirement])
    documents = (*names.procedures, *names.forms)
    stated = [draw(objectives(names, id=id)) for id in names.objectives]
    return draw_fields(
        draw,
        ManagementSystem,
        names,
        standards=catalogues,
        # Whoever stands later may belong to those before, so that nobody belongs to himself.
        parties=[
            draw(parties(id=id, member_of=some(names.parties[:index])))
            for index, id in enumerate(names.parties)
        ],
        raci=raci_matrices(names),
        series=[_divided(one, stated) for one in figures],
        objectives=stated,
        responses=[draw(responses(names, id, rank)) for rank, id in enumerate(said, start=4)],
        deviation_policy=maybe(deviation_policies(RATIOS, names=names)),
        procedures=[draw(procedures(names, id=id)) for id in names.procedures],
        evidence=few(evidence(names, required)) if documents else (),
        waivers=few(waivers(names, clauses), 1) if names.parties else (),
        exclusions=few(exclusions(names, clause=clauses), 1) if items else (),
    )
