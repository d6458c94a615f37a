"""The laws of ``DeviationPolicy``: bands tile, and policies are a distributive lattice by ``==``.

One oracle counts the edges that lie below a deviation. The other lets every part of two policies
answer in every way there is: a join calls for the stricter of what both call for, a meet for the
milder, and two policies are equal exactly when they call for the same whatever their parts say.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from mgmtsys.system.deviation import Basis, Deviation
from mgmtsys.system.policy import Band, DeviationPolicy, PolicyPart
from mgmtsys.system.response import ADJUST, CAPA, Response
from mgmtsys.testing import deviation_policies, deviations, policy_parts, responses
from mgmtsys.values.exceptions import IncompatibleUnits
from mgmtsys.values.units import Unit

_KWH = Unit.parse("kWh")
_Join = Callable[[DeviationPolicy, DeviationPolicy], DeviationPolicy]
_BOTH: tuple[tuple[_Join, _Join], ...] = (
    (DeviationPolicy.__or__, DeviationPolicy.__and__),
    (DeviationPolicy.__and__, DeviationPolicy.__or__),
)
#: Few parts, so that two policies often share some.
_SHARED = st.shared(st.lists(policy_parts(), min_size=3, max_size=3, unique=True), key="parts")


@st.composite
def _of_shared(draw: st.DrawFn) -> DeviationPolicy:
    parts = draw(_SHARED)
    terms = draw(st.lists(st.lists(st.sampled_from(parts), min_size=1), min_size=1, max_size=3))
    return DeviationPolicy(terms=terms)


_POLICIES = deviation_policies() | _of_shared()


def _answers(*policies: DeviationPolicy) -> Iterator[Mapping[PolicyPart, Response | None]]:
    """Yield every way in which the parts of some policies can call for nothing, little or much."""
    parts = list(dict.fromkeys(part for policy in policies for part in policy.parts))
    for said in itertools.product((None, ADJUST, CAPA), repeat=len(parts)):
        yield dict(zip(parts, said, strict=True))


def _rank(response: Response | None) -> int:
    return -1 if response is None else int(response.rank)


def _band_by_counting(part: PolicyPart, fortieths: int) -> Band:
    """Return the band after as many edges as lie below ``fortieths`` of one."""
    below = 0
    for band in part.bands[:-1]:
        assert band.up_to is not None
        edge = band.up_to.base * 40
        assert edge.denominator == 1
        below += fortieths > edge.numerator or (fortieths == edge.numerator and not band.closed)
    return part.bands[below]


_PARTS = policy_parts([None, Basis.RELATIVE_TO_TARGET])


@given(_PARTS, st.integers(0, 60))
def test_every_deviation_lies_in_the_band_that_counting_finds(
    part: PolicyPart, fortieths: int
) -> None:
    found = part.band(Deviation(Fraction(fortieths, 40)))
    assert _band_by_counting(part, fortieths) is found


@given(policy_parts([Basis.PERCENTAGE_POINTS]), st.integers(0, 60))
def test_points_lie_in_the_band_that_counting_their_percent_finds(
    part: PolicyPart, fortieths: int
) -> None:
    found = part.band(Deviation(Fraction(fortieths * 100, 40), Basis.PERCENTAGE_POINTS))
    assert _band_by_counting(part, fortieths) is found


@given(_PARTS)
def test_bands_follow_each_other_and_none_is_left_out(part: PolicyPart) -> None:
    little = Fraction(1, 10**12)
    near = [Fraction(n, 20) + away for n in range(14) for away in (-little, 0, little)]
    probes = [Deviation(one) for one in (*near, Fraction(10**9)) if one >= 0]
    met = [part.bands.index(part.band(probe)) for probe in (*probes, Deviation(None))]
    assert sorted(met) == met
    assert set(range(len(part.bands))) == set(met)


@given(_PARTS)
def test_unbounded_lies_in_the_last_band(part: PolicyPart) -> None:
    assert part.bands[-1] is part.band(Deviation(None))


@given(_of_shared(), _of_shared())
def test_the_stricter_and_the_laxer_are_taken_whatever_the_parts_say(
    one: DeviationPolicy, two: DeviationPolicy
) -> None:
    for said in _answers(one, two):
        ranks = sorted(_rank(policy.strictest(said)) for policy in (one, two))
        assert ranks == [_rank((one & two).strictest(said)), _rank((one | two).strictest(said))]


@given(_of_shared(), _of_shared())
def test_policies_are_equal_exactly_when_they_always_call_for_the_same(
    one: DeviationPolicy, two: DeviationPolicy
) -> None:
    alike = all(one.strictest(said) == two.strictest(said) for said in _answers(one, two))
    assert (one == two) is alike
    assert one != two or hash(one) == hash(two)


@pytest.mark.parametrize(("join", "meet"), _BOTH)
@given(_POLICIES, _POLICIES, _POLICIES)
def test_both_operations_are_associative_and_distribute_over_each_other(
    join: _Join, meet: _Join, one: DeviationPolicy, two: DeviationPolicy, last: DeviationPolicy
) -> None:
    assert join(join(one, two), last) == join(one, join(two, last))
    assert join(one, meet(two, last)) == meet(join(one, two), join(one, last))


@pytest.mark.parametrize(("join", "meet"), _BOTH)
@given(_POLICIES, _POLICIES)
def test_both_operations_are_idempotent_commutative_and_absorb_each_other(
    join: _Join, meet: _Join, one: DeviationPolicy, two: DeviationPolicy
) -> None:
    assert one == join(one, one)
    assert join(one, two) == join(two, one)
    assert hash(join(one, two)) == hash(join(two, one))
    assert one == join(one, meet(one, two))


@given(policy_parts([Basis.ABSOLUTE], _KWH), st.fractions(0, 2), st.sampled_from(("Wh", "tce")))
def test_a_change_of_unit_never_changes_a_response(
    part: PolicyPart, value: Fraction, name: str
) -> None:
    unit = Unit.parse(name)
    restated = Deviation(value * _KWH.scale / unit.scale, Basis.ABSOLUTE, unit=unit)
    assert part.band(Deviation(value, Basis.ABSOLUTE, unit=_KWH)) is part.band(restated)


@given(policy_parts([Basis.RELATIVE_TO_TARGET]), deviations())
def test_a_part_answers_for_its_own_basis_only(part: PolicyPart, deviation: Deviation) -> None:
    assert part.fits(deviation) is (deviation.basis is part.basis)
    if part.fits(deviation):
        assert part.band(deviation) in part.bands
    else:
        with pytest.raises(IncompatibleUnits):
            part.band(deviation)


@given(responses(), responses())
def test_responses_are_totally_ordered_by_their_ranks(one: Response, two: Response) -> None:
    assert 1 == [one < two, one == two, one > two].count(True)
    assert one.rank <= two.rank or two < one
