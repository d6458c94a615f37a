"""Strategies for series, responses, and policies of deviation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from mgmtsys.system.deviation import Basis
from mgmtsys.system.measure import Series
from mgmtsys.system.policy import Band, DeviationPolicy, PolicyPart, TimeBasis
from mgmtsys.system.response import BUILT_IN, Response
from mgmtsys.testing.deriving import derived, draw_fields
from mgmtsys.testing.measuring import SERIES
from mgmtsys.testing.names import ANY, Names
from mgmtsys.testing.values import maybe, quantities
from mgmtsys.values.units import ONE, Quantity, Unit

#: With an id that a formula can name.
series = derived(Series, id=st.sampled_from(SERIES))


@st.composite
def responses(
    draw: st.DrawFn, names: Names = ANY, id: str | None = None, rank: int | None = None
) -> Response:
    """Draw what a miss calls for: a built-in response, or one of a system's own with its rank."""
    drawn = draw(st.sampled_from(names.responses)) if id is None else id
    ranks: dict[str, Any] = {one.id: one.rank for one in BUILT_IN}
    own = st.integers(4, 9) if rank is None else rank
    return draw_fields(draw, Response, names, id=drawn, rank=ranks.get(drawn, own))


@st.composite
def bands(draw: st.DrawFn, /, names: Names = ANY, **fields: Any) -> Band:
    """Draw one band, unbounded or with an edge."""
    up_to = draw(maybe(quantities(ONE, 0, 1)))
    fitting = {"up_to": up_to, "closed": up_to is None or st.booleans()}
    return draw_fields(draw, Band, names, **{**fitting, **fields})


#: Edges at twentieths, some of them in the band below and some not.
_CUTS = st.sets(st.tuples(st.integers(0, 12), st.booleans()), max_size=3)
_PERCENT = Unit.parse("%")
_WAYS = (DeviationPolicy.__or__, DeviationPolicy.__and__)
#: What a policy of any objective can hold misses against, whatever the objective measures.
RATIOS = (None, Basis.RELATIVE_TO_TARGET, Basis.RELATIVE_TO_REQUIRED_CHANGE)


@st.composite
def policy_parts(
    draw: st.DrawFn,
    bases: Sequence[Basis | None] = (None, *Basis),
    unit: Unit = ONE,
    names: Names = ANY,
) -> PolicyPart:
    """Draw bands that tile on one of the ``bases``; where that is absolute, edges are in ``unit``."""
    basis = draw(st.sampled_from(bases))
    scale, size = (unit, 1) if basis is Basis.ABSOLUTE else (_PERCENT, 100)
    edges: list[dict[str, Any]] = [
        {"up_to": Quantity(Fraction(twentieths * size, 20), scale), "closed": closed}
        for twentieths, closed in sorted(draw(_CUTS) - {(0, False)})
    ]
    last = {"up_to": None, "closed": True}
    time_basis = draw(maybe(st.sampled_from(TimeBasis)))
    return draw_fields(
        draw,
        PolicyPart,
        names,
        bands=tuple(draw_fields(draw, Band, names, **edge) for edge in (*edges, last)),
        basis=basis,
        time_basis=time_basis,
        misses=1 if time_basis is TimeBasis.END else st.sampled_from((1, 1, 2, 3)),
    )


@st.composite
def deviation_policies(
    draw: st.DrawFn,
    bases: Sequence[Basis | None] = (None, *Basis),
    unit: Unit = ONE,
    names: Names = ANY,
) -> DeviationPolicy:
    """Draw a policy of one part, or several joined by the stricter or the laxer of them."""
    parts = draw(st.lists(policy_parts(bases, unit, names), min_size=1, max_size=3))
    first, *others = (DeviationPolicy(terms=((part,),)) for part in parts)
    for policy in others:
        first = draw(st.sampled_from(_WAYS))(first, policy)
    return first
