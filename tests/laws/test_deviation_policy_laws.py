"""The laws of ``DeviationPolicy``: bands tile, and policies are a distributive lattice.

Equality of policies here is "the same response at every deviation". It is compared on, just below
and just above every edge, at zero, far out and at unbounded. The oracle counts the edges that lie
below a deviation, in whole fortieths.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

from mgmtsys.deviation import Band, Basis, Deviation, DeviationPolicy, Response, ResponseKind
from mgmtsys.exceptions import IncompatibleUnits
from mgmtsys.testing import deviation_policies, deviations, responses
from mgmtsys.text import Text
from mgmtsys.units import ONE, Quantity, Unit

_KWH = Unit.parse("kWh")
_Join = Callable[[DeviationPolicy, DeviationPolicy], DeviationPolicy]
_BOTH: tuple[tuple[_Join, _Join], ...] = (
    (DeviationPolicy.__or__, DeviationPolicy.__and__),
    (DeviationPolicy.__and__, DeviationPolicy.__or__),
)
_POLICIES = deviation_policies([None])
_THREE = st.tuples(_POLICIES, _POLICIES, _POLICIES)


def _probes(basis: Basis = Basis.RELATIVE_TO_TARGET, unit: Unit = ONE) -> list[Deviation]:
    """Return every twentieth up to beyond the last edge, with a little less and a little more."""
    little = Fraction(1, 10**12)
    near = [
        Fraction(n, 20) + away for n in range(14) for away in (-little, 0, little) if n or away >= 0
    ]
    return [Deviation(value, basis, unit) for value in (*near, Fraction(10**9), None)]


def _answers(policy: DeviationPolicy) -> list[Response]:
    return [policy.response(probe) for probe in _probes()]


def _band_by_counting(policy: DeviationPolicy, fortieths: int) -> Band:
    """Return the band after as many edges as lie below ``fortieths`` of one."""
    below = 0
    for band in policy.bands[:-1]:
        assert band.up_to is not None
        edge = band.up_to.magnitude * 40
        assert edge.denominator == 1
        below += fortieths > edge.numerator or (fortieths == edge.numerator and not band.closed)
    return policy.bands[below]


@given(_POLICIES, st.integers(0, 60))
def test_every_deviation_lies_in_the_band_that_counting_finds(
    policy: DeviationPolicy, fortieths: int
) -> None:
    found = policy.band(Deviation(Fraction(fortieths, 40)))
    assert _band_by_counting(policy, fortieths) is found


@given(_POLICIES)
def test_bands_follow_each_other_and_none_is_left_out(policy: DeviationPolicy) -> None:
    met = [policy.bands.index(policy.band(probe)) for probe in _probes()]
    assert sorted(met) == met
    assert set(range(len(policy.bands))) == set(met)


@given(_POLICIES)
def test_unbounded_lies_in_the_last_band(policy: DeviationPolicy) -> None:
    assert policy.bands[-1] is policy.band(Deviation(None))


@given(_POLICIES, _POLICIES)
def test_the_stricter_and_the_laxer_are_taken_deviation_by_deviation(
    one: DeviationPolicy, two: DeviationPolicy
) -> None:
    pairs = list(zip(_answers(one), _answers(two), strict=True))
    assert [max(pair) for pair in pairs] == _answers(one | two)
    assert [min(pair) for pair in pairs] == _answers(one & two)


@pytest.mark.parametrize(("join", "meet"), _BOTH)
@given(_THREE)
def test_both_operations_are_associative(
    join: _Join, meet: _Join, three: tuple[DeviationPolicy, DeviationPolicy, DeviationPolicy]
) -> None:
    one, two, last = three
    assert _answers(join(join(one, two), last)) == _answers(join(one, join(two, last)))
    assert _answers(meet(meet(one, two), last)) == _answers(meet(one, meet(two, last)))


@pytest.mark.parametrize(("join", "meet"), _BOTH)
@given(_POLICIES, _POLICIES)
def test_both_operations_are_commutative_and_absorb_each_other(
    join: _Join, meet: _Join, one: DeviationPolicy, two: DeviationPolicy
) -> None:
    assert _answers(join(one, two)) == _answers(join(two, one))
    assert _answers(one) == _answers(join(one, meet(one, two)))


@pytest.mark.parametrize(("join", "meet"), _BOTH)
@given(_THREE)
def test_each_operation_distributes_over_the_other(
    join: _Join, meet: _Join, three: tuple[DeviationPolicy, DeviationPolicy, DeviationPolicy]
) -> None:
    one, two, last = three
    assert _answers(join(one, meet(two, last))) == _answers(meet(join(one, two), join(one, last)))


@given(_POLICIES)
def test_both_operations_are_idempotent(policy: DeviationPolicy) -> None:
    assert _answers(policy) == _answers(policy | policy) == _answers(policy & policy)


@given(_POLICIES, responses())
def test_one_band_bounds_every_policy_by_its_response(
    policy: DeviationPolicy, response: Response
) -> None:
    bound = DeviationPolicy.zero_tolerance(response)
    assert [max(one, response) for one in _answers(policy)] == _answers(policy | bound)
    assert [min(one, response) for one in _answers(policy)] == _answers(bound & policy)


def test_edges_of_one_number_owned_by_different_sides_combine_into_a_band_of_that_number() -> None:
    monitor, adjust, capa = (Response(kind) for kind in list(ResponseKind)[1:])
    edge = Quantity.parse("5%")
    below = DeviationPolicy((Band(monitor, edge, closed=False), Band(adjust)))
    up_to = DeviationPolicy((Band(monitor, edge), Band(capa)))
    around = [Deviation(Fraction(n, 100)) for n in (4, 5, 6)]
    assert [monitor, adjust, capa] == [(below | up_to).response(one) for one in around]
    assert [monitor, monitor, adjust] == [(below & up_to).response(one) for one in around]


def test_what_is_printed_is_not_idempotent() -> None:
    response = Response(ResponseKind.MONITOR)
    policy = DeviationPolicy((Band(response, printed="0 - 5 %"),))
    assert policy != policy | policy


def test_what_else_a_policy_says_is_not_commutative() -> None:
    response = Response(ResponseKind.CAPA)
    one = DeviationPolicy((Band(response),))
    two = attrs.evolve(one, beaten=Text("not counted"))
    assert one | two != two | one


@given(
    deviation_policies([Basis.ABSOLUTE], _KWH),
    deviation_policies([Basis.ABSOLUTE], Unit.parse("Wh")),
)
def test_absolute_policies_combine_in_any_unit_of_one_kind(
    one: DeviationPolicy, two: DeviationPolicy
) -> None:
    for probe in _probes(Basis.ABSOLUTE, _KWH) + _probes(Basis.ABSOLUTE, Unit.parse("Wh")):
        assert max(one.response(probe), two.response(probe)) == (one | two).response(probe)


@given(
    deviation_policies([Basis.ABSOLUTE], _KWH), st.fractions(0, 2), st.sampled_from(("Wh", "tce"))
)
def test_a_change_of_unit_never_changes_a_response(
    policy: DeviationPolicy, value: Fraction, name: str
) -> None:
    unit = Unit.parse(name)
    restated = Deviation(value * _KWH.scale / unit.scale, Basis.ABSOLUTE, unit)
    assert policy.band(Deviation(value, Basis.ABSOLUTE, _KWH)) is policy.band(restated)


@given(deviation_policies([Basis.RELATIVE_TO_TARGET]), deviations())
def test_a_policy_answers_for_its_own_basis_only(
    policy: DeviationPolicy, deviation: Deviation
) -> None:
    if deviation.basis is policy.basis:
        assert policy.band(deviation) in policy.bands
    else:
        with pytest.raises(IncompatibleUnits):
            policy.band(deviation)


@given(responses(), responses())
def test_responses_are_totally_ordered_by_their_severity(one: Response, two: Response) -> None:
    assert 1 == [one < two, one == two, one > two].count(True)
    assert one.kind <= two.kind or two < one
