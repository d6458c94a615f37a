"""What a score is at most while part of it is open: no way to close it gives more, and one gives as much."""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import given, strategies as st

from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, RollUp, Scheme
from mgmtsys.scoring.score import Deduction, Marking, highest_rate, score
from mgmtsys.values.text import Text

FULLS = st.sampled_from([Fraction(1), Fraction(10), Fraction(1000)])
RATES = st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(9, 10), Fraction(1)])
ROLLS = st.sampled_from(RollUp)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    return Scheme((Phase("all", Fraction(1)),), unit_rate=draw(ROLLS), whole_rate=draw(ROLLS))


@st.composite
def units(draw: st.DrawFn) -> tuple[AssessmentUnit, ...]:
    """Draw units of which some have no element, and some elements no marks."""
    return tuple(
        AssessmentUnit(
            f"u{unit}",
            elements=tuple(
                Element(f"e{unit}{number}", draw(st.none() | FULLS), weight=draw(FULLS))
                for number in range(draw(st.integers(0, 2)))
            ),
            weight=draw(FULLS),
        )
        for unit in range(draw(st.integers(1, 3)))
    )


def marking(data: st.DataObject, id: str) -> Marking:
    if data.draw(st.booleans()):
        return Marking(id, deleted=Text("does not apply"))
    return Marking(id, (Deduction("all", rate=data.draw(RATES)),))


@given(schemes(), units(), st.data())
def test_no_way_to_close_a_score_gives_more_than_is_said(
    scheme: Scheme, open_units: tuple[AssessmentUnit, ...], data: st.DataObject
) -> None:
    elements = [one for unit in open_units for one in unit.elements]
    told = {
        one.id: marking(data, one.id)
        for one in elements
        if one.full is not None and data.draw(st.booleans())
    }
    highest = highest_rate(scheme, score(scheme, open_units, told.values()))
    closed = tuple(
        attrs.evolve(
            unit,
            elements=tuple(
                attrs.evolve(one, full=one.full or data.draw(FULLS)) for one in unit.elements
            )
            or (Element(f"{unit.id}-new", data.draw(FULLS)),),
        )
        for unit in open_units
    )
    markings = [
        told.get(one.id) or marking(data, one.id) for unit in closed for one in unit.elements
    ]
    rate = score(scheme, closed, markings).rate
    assert rate is None or (highest is not None and rate <= highest)


@given(ROLLS, units(), st.data())
def test_full_marks_for_all_that_is_not_assessed_reach_it(
    whole: RollUp, open_units: tuple[AssessmentUnit, ...], data: st.DataObject
) -> None:
    scheme = Scheme((Phase("all", Fraction(1)),), whole_rate=whole)
    known = tuple(
        attrs.evolve(
            unit,
            elements=tuple(
                attrs.evolve(one, full=one.full or Fraction(7)) for one in unit.elements
            ),
        )
        for unit in open_units
        if unit.elements
    )
    elements = [one for unit in known for one in unit.elements]
    told = {one.id: marking(data, one.id) for one in elements if data.draw(st.booleans())}
    highest = highest_rate(scheme, score(scheme, known, told.values()))
    best = [told.get(one.id) or Marking(one.id) for one in elements]
    assert score(scheme, known, best).rate == highest
