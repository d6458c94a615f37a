"""How far an actual lies outside its target, worked by hand, and which response that calls for.

The procedure's bands are up to 5 %, up to 25 %, and above. The expected fractions were worked with
pencil; none is taken from the library.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.deviation import Basis, Deviation, Reason, default_basis, deviation_of
from mgmtsys.system.policy import Band, PolicyPart
from mgmtsys.system.target import Target
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidPolicy
from mgmtsys.values.units import ONE, Quantity, Unit

_MONITOR, _ADJUST, _CAPA = "monitor", "adjust", "capa"
_TARGET, _CHANGE, _POINTS, _ABSOLUTE = Basis


def _q(text: str) -> Quantity:
    return Quantity.parse(text)


def _bands(*edges: str, basis: Basis | None = None) -> PolicyPart:
    responses = (_MONITOR, _ADJUST, _CAPA)
    return PolicyPart(
        (
            *(Band(one, _q(edge)) for one, edge in zip(responses, edges, strict=False)),
            Band(responses[len(edges)]),
        ),
        basis,
    )


_PROCEDURE = _bands("5%", "25%")
_IN_POINTS = _bands("5%", "25%", basis=_POINTS)
_ENERGY = Target.reduce_by("5%", _q("1000 kWh"))
_RATE = Target.at_least("4/5")

#: Target, actual, and what each basis gives: a fraction and a response, or why there is none.
_WORKED = [
    (_RATE, "19/25", _TARGET, "1/20", _MONITOR),
    (_RATE, "19/25", _POINTS, "4", _MONITOR),
    (_RATE, "19/25", _CHANGE, Reason.NO_BASELINE, None),
    (_RATE, "3/5", _TARGET, "1/4", _ADJUST),
    (_RATE, "3/5", _POINTS, "20", _ADJUST),
    (_RATE, "59/100", _TARGET, "21/80", _CAPA),
    (_RATE, "59/100", _POINTS, "21", _ADJUST),
    (Target.at_least("9/10"), "17/20", _TARGET, "1/18", _ADJUST),
    (Target.at_least("9/10"), "17/20", _POINTS, "5", _MONITOR),
    (Target.at_least("1"), "97/100", _TARGET, "3/100", _MONITOR),
    (Target.at_least("1"), "97/100", _POINTS, "3", _MONITOR),
    (Target.at_least("1"), "57/60", _TARGET, "1/20", _MONITOR),
    (Target.at_least("1"), "57/60", _POINTS, "5", _MONITOR),
    (_ENERGY, "970 kWh", _TARGET, "2/95", _MONITOR),
    (_ENERGY, "970 kWh", _CHANGE, "2/5", _CAPA),
    (_ENERGY, "970 kWh", _POINTS, Reason.NOT_A_RATIO, None),
    (_ENERGY, "1000 kWh", _TARGET, "1/19", _ADJUST),
    (_ENERGY, "1000 kWh", _CHANGE, "1", _CAPA),
    (_ENERGY, "1187.5 kWh", _TARGET, "1/4", _ADJUST),
    (_ENERGY, "1187.5 kWh", _CHANGE, "19/4", _CAPA),
    (_ENERGY, "962.5 kWh", _TARGET, "1/76", _MONITOR),
    (_ENERGY, "962.5 kWh", _CHANGE, "1/4", _ADJUST),
    (Target.zero(), "1 incident", _TARGET, "unbounded", _CAPA),
    (Target.zero(), "1 incident", _CHANGE, Reason.NO_BASELINE, None),
    (Target.between("6", "9"), "9.3", _TARGET, "1/30", _MONITOR),
    (Target.exactly("4 time"), "3 time", _TARGET, "1/4", _ADJUST),
    (_RATE, "6/7", _TARGET, "0", _MONITOR),
    (_RATE, "5/7", _TARGET, "3/28", _ADJUST),
    (_RATE, "5/7", _POINTS, "60/7", _ADJUST),
]


@pytest.mark.parametrize(("target", "actual", "basis", "worked", "response"), _WORKED)
def test_the_worked_table_comes_out_row_by_row(
    target: Target, actual: str, basis: Basis, worked: str | Reason, response: str | None
) -> None:
    found = deviation_of(target, _q(actual), basis)
    if isinstance(found, Reason):
        assert (worked, response) == (found, None)
        return
    policy = _IN_POINTS if basis is _POINTS else _PROCEDURE
    assert (worked, response) == (str(found), policy.band(found).response)


def test_rates_carried_as_counts_come_out_alike() -> None:
    """57 of 60 items passed: the share that failed is exactly on the first edge."""
    found = deviation_of(Target.at_least("100%"), _q("57 item") / _q("60 item"))
    assert Deviation(Fraction(1, 20)) == found


def _float_band(target: float, actual: float) -> str:
    """Do what a spreadsheet would: divide in binary floating point and compare."""
    share = (target - actual) / target
    if share <= 0.05:
        return _MONITOR
    return _ADJUST if share <= 0.25 else _CAPA


_TRAPS = [
    ("0.80", "0.76", "1/20", _MONITOR, _ADJUST),
    ("0.60", "0.57", "1/20", _MONITOR, _ADJUST),
    ("0.90", "0.855", "1/20", _MONITOR, _ADJUST),
    ("1.00", "0.95", "1/20", _MONITOR, _ADJUST),
    ("0.55", "0.5225", "1/20", _MONITOR, _ADJUST),
    ("0.80", "0.60", "1/4", _ADJUST, _CAPA),
    ("0.60", "0.45", "1/4", _ADJUST, _ADJUST),
    ("0.70", "0.665", "1/20", _MONITOR, _MONITOR),
]


@pytest.mark.parametrize(("target", "actual", "exact", "response", "by_float"), _TRAPS)
def test_on_the_edge_floats_go_wrong_and_fractions_do_not(
    target: str, actual: str, exact: str, response: str, by_float: str
) -> None:
    found = deviation_of(Target.at_least(target), _q(actual))
    assert isinstance(found, Deviation)
    assert (exact, response) == (str(found), _PROCEDURE.band(found).response)
    assert by_float == _float_band(float(target), float(actual))


@pytest.mark.parametrize(("target", "actual", "exact", "response", "by_float"), _TRAPS)
def test_floats_that_come_in_are_read_as_they_are_spelled(
    target: str, actual: str, exact: str, response: str, by_float: str
) -> None:
    found = deviation_of(Target.at_least(Quantity(float(target))), Quantity(float(actual)))
    assert isinstance(found, Deviation)
    assert (exact, response) == (str(found), _PROCEDURE.band(found).response)
    assert by_float != "none"


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        (Target.at_least("80%"), "80%", Fraction(0)),
        (Target.at_least("80%"), "100%", Fraction(0)),
        (Target.above("80%"), "80%", Fraction(0)),
        (Target.above("0"), "0", Fraction(0)),
        (Target.above("0"), "-1", None),
        (Target.zero(), "0 incident", Fraction(0)),
        (Target.at_most("0 kWh"), "1 kWh", None),
        (Target.at_most("-5 kWh"), "-4 kWh", Fraction(1, 5)),
        (Target.exactly("20 °C", "1 K"), "313.15 K", Fraction(19, 293) * Fraction(29300, 29315)),
        (Target(), "5 kWh", Fraction(0)),
    ],
)
def test_only_the_adverse_side_deviates(
    target: Target, actual: str, value: Fraction | None
) -> None:
    assert Deviation(value) == deviation_of(target, _q(actual))


def test_a_value_on_a_strict_limit_is_missed_in_the_first_band() -> None:
    target, actual = Target.above("80%"), _q("80%")
    found = deviation_of(target, actual)
    assert actual not in target
    assert isinstance(found, Deviation)
    assert _MONITOR == _PROCEDURE.band(found).response


def test_a_change_of_nothing_that_is_missed_is_unbounded() -> None:
    target = Target.reduce_by("0%", _q("100 kWh"))
    assert Deviation(None, _CHANGE) == deviation_of(target, _q("101 kWh"))


@pytest.mark.parametrize(
    ("target", "actual", "basis", "reason"),
    [
        (Target.at_least("80%"), None, None, Reason.NO_DATA),
        (Target.done_by(date(2026, 1, 1)), None, None, Reason.NO_DATA),
        (Target.reduce_by("5%"), _q("1 kWh"), None, Reason.NO_BASELINE),
        (Target.reduce_by("5%"), None, None, Reason.NO_DATA),
        (Target.at_least("80%"), _q("1%"), _CHANGE, Reason.NO_BASELINE),
        (Target.at_least("5 kWh"), _q("1 kWh"), _POINTS, Reason.NOT_A_RATIO),
    ],
)
def test_what_cannot_be_computed_is_a_reason_and_no_deviation(
    target: Target, actual: Quantity | None, basis: Basis | None, reason: Reason
) -> None:
    assert reason is deviation_of(target, actual, basis)


@pytest.mark.parametrize("basis", Basis)
def test_a_target_that_is_met_deviates_by_zero_where_a_miss_could_not_be_computed(
    basis: Basis,
) -> None:
    found = deviation_of(Target.at_least("5 kWh"), _q("6 kWh"), basis)
    assert isinstance(found, Deviation)
    assert Fraction(0) == found.value


def test_the_basis_follows_the_kind_of_target() -> None:
    assert (_CHANGE, _TARGET, _CHANGE) == (
        default_basis(_ENERGY),
        default_basis(_RATE),
        default_basis(_ENERGY & Target.at_most("990 kWh")),
    )


def test_an_absolute_deviation_keeps_its_unit() -> None:
    found = deviation_of(Target.at_most("5 kWh"), _q("5500 Wh"), _ABSOLUTE)
    assert Deviation(Fraction(500), _ABSOLUTE, unit=Unit.parse("Wh")) == found
    assert Deviation(Fraction(1, 2), _ABSOLUTE, unit=Unit.parse("kWh")) == found
    assert Deviation(Fraction(1, 2), _ABSOLUTE, unit=Unit.parse("kg")) != found


def test_a_deviation_is_not_negative() -> None:
    with pytest.raises(InvalidPolicy) as refused:
        Deviation(Fraction(-1))
    assert ("a deviation is not negative", "偏离不能为负") == (
        refused.value.read("en"),
        refused.value.read("zh"),
    )


def test_deviations_compare_on_one_basis_and_in_compatible_units() -> None:
    relative, points = Deviation(Fraction(1)), Deviation(Fraction(1), _POINTS)
    with pytest.raises(IncompatibleUnits) as refused:
        min(relative, points)
    assert (
        "a deviation percentage_points in 1 cannot be compared with one relative_to_target in 1"
        == refused.value.read("en")
    )
    assert "percentage_points（1）的偏离不能与 relative_to_target（1）相比" == refused.value.read(
        "zh"
    )
    with pytest.raises(IncompatibleUnits):
        max(
            Deviation(Fraction(1), _ABSOLUTE, unit=Unit.parse("kg")),
            Deviation(Fraction(1), _ABSOLUTE, unit=Unit.parse("kWh")),
        )


def test_equal_deviations_are_one_deviation() -> None:
    both = {
        Deviation(Fraction(1), Basis.ABSOLUTE, unit=Unit.parse("t")),
        Deviation(Fraction(1000), Basis.ABSOLUTE, unit=Unit.parse("kg")),
    }
    assert 1 == len(both)


def test_of_equal_deviations_none_is_less_in_any_unit() -> None:
    tonne, kilograms = (
        Deviation(Fraction(amount), _ABSOLUTE, unit=Unit.parse(unit))
        for amount, unit in ((1, "t"), (1000, "kg"))
    )
    assert (False, False, True) == (tonne < kilograms, kilograms < tonne, tonne <= kilograms)


def test_foreign_operands_are_left_to_themselves() -> None:
    assert NotImplemented is Deviation(None).__eq__(Fraction(1))
    assert NotImplemented is Deviation(None).__lt__(Fraction(1))


def test_a_deviation_is_relative_to_the_target_unless_it_says_otherwise() -> None:
    assert (_TARGET, ONE) == (Deviation(None).basis, Deviation(None).unit)


@pytest.mark.parametrize("limit", ["20 °C", "293.15 K", "68 °F"])
def test_equal_targets_deviate_alike_on_the_scale_of_the_value(limit: str) -> None:
    target = Target.at_most(limit)
    assert Target.at_most("20 °C") == target
    kelvin = _q("295.15 K")
    assert Deviation(Fraction(40, 5863)) == deviation_of(target, kelvin)
    assert Deviation(Fraction(2), _ABSOLUTE, unit=Unit.parse("K")) == deviation_of(
        target, _q("22 °C")
    )
    assert Reason.NOT_AN_AMOUNT is deviation_of(target, _q("22 °C"), Basis.RELATIVE_TO_TARGET)
    assert Deviation(Fraction(0), _ABSOLUTE, unit=Unit.parse("K")) == deviation_of(
        target, _q("10 °C")
    )


def test_an_absolute_deviation_in_degrees_is_one_in_kelvin() -> None:
    celsius, kelvin = (
        Deviation(Fraction(2), _ABSOLUTE, unit=Unit.parse(unit)) for unit in ("°C", "K")
    )
    assert celsius == kelvin


def test_points_deviate_from_a_required_change_between_points() -> None:
    target = Target((Bound(TargetKind.AT_MOST, limit=_q("20 °C"), baseline=_q("30 °C")),))
    assert Deviation(Fraction(1, 5), _CHANGE) == deviation_of(target, _q("22 °C"), _CHANGE)
