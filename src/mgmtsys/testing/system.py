"""The strategy for whole management systems: names first, then members that refer to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.measure import Series
from mgmtsys.system.objective import Objective
from mgmtsys.system.references import CHECKS_COLUMN, SYSTEM_COLUMN
from mgmtsys.system.response import BUILT_IN
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.term import Aggregation
from mgmtsys.testing.measuring import RATIOS, deviation_policies, responses, series
from mgmtsys.testing.names import Names
from mgmtsys.testing.nouns import (
    activities,
    aspects,
    evidence,
    exclusions,
    forms,
    indicators,
    monitoring,
    objectives,
    obligations,
    policy_statements,
    procedures,
    raci_matrices,
    risks_or_opportunities,
    section_numbers,
    training,
    waivers,
)
from mgmtsys.testing.values import few, ids, maybe, parties, periods, sites, standards, texts
from mgmtsys.values.units import Unit

_T = TypeVar("_T")


def _names(most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(ids(), unique=True, max_size=most).map(tuple)


#: What an id can name that is a column of the clause matrix.
_COLUMN_KINDS = st.sampled_from(("objective", "procedure", "form"))


def _any_of(given: Sequence[_T]) -> st.SearchStrategy[_T]:
    return st.sampled_from(given) if given else st.nothing()


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
    columns = ids().filter(lambda name: name not in (SYSTEM_COLUMN, CHECKS_COLUMN))
    distinct = draw(st.lists(columns, unique=True, max_size=4))
    kinds = {name: draw(_COLUMN_KINDS) for name in distinct}
    written = Names(procedures=tuple(name for name in distinct if kinds[name] == "procedure"))
    figures = {one.id: _of_amounts(one) for one in draw(few(series(names=written)))}
    said = draw(st.lists(ids(), unique=True, max_size=2))
    names = Names(
        parties=draw(_names(3)),
        sites=draw(_names()),
        activities=draw(_names()),
        policy=draw(_names()),
        aspects=draw(_names()),
        obligations=draw(_names()),
        risks=draw(_names()),
        objectives=tuple(name for name in distinct if kinds[name] == "objective"),
        procedures=written.procedures,
        forms=tuple(name for name in distinct if kinds[name] == "form"),
        responses=(*(one.id for one in BUILT_IN), *said),
        sections={id: draw(few(section_numbers())) for id in written.procedures},
        series={id: one.unit for id, one in figures.items()},
    )
    catalogues = tuple(
        draw(standards(id)) for id in draw(st.sets(st.sampled_from(("iso14001:2015", "own:1"))))
    )
    items = [(ClauseRef(one.id, item.number), item) for one in catalogues for item in one]
    clauses = _any_of([reference for reference, _ in items])
    required = _any_of([reference for reference, item in items if item.is_requirement])

    def each(
        given: Sequence[str], member: Callable[[str], st.SearchStrategy[_T]]
    ) -> tuple[_T, ...]:
        return tuple(draw(member(id)) for id in given)

    documents = (*names.procedures, *names.forms)
    stated = each(names.objectives, lambda name: objectives(name, names))
    return ManagementSystem(
        organisation=draw(texts()),
        period=draw(periods()),
        standards=catalogues,
        scope=draw(maybe(texts())),
        parties=tuple(
            # Whoever stands later may belong to those before, so that nobody belongs to himself.
            draw(parties(id, names.parties[:index]))
            for index, id in enumerate(names.parties)
        ),
        sites=each(names.sites, sites),
        activities=each(names.activities, activities),
        raci=draw(raci_matrices(names)),
        policy=each(names.policy, policy_statements),
        aspects=each(names.aspects, aspects),
        obligations=each(names.obligations, obligations),
        risks=each(names.risks, risks_or_opportunities),
        series=tuple(_divided(one, stated) for one in figures.values()),
        objectives=stated,
        responses=tuple(draw(responses(id, rank, names)) for rank, id in enumerate(said, start=4)),
        deviation_policy=draw(maybe(deviation_policies(RATIOS, names=names))),
        indicators=draw(few(indicators(names), 1)),
        monitoring=each(draw(_names(1)), lambda name: monitoring(name, names)),
        procedures=each(names.procedures, lambda name: procedures(name, names)),
        forms=each(names.forms, forms),
        training=draw(few(training(names), 1)),
        evidence=draw(few(evidence(names, required))) if documents else (),
        waivers=draw(few(waivers(names, clauses), 1)) if names.parties else (),
        exclusions=draw(few(exclusions(names, clauses), 1)),
    )
