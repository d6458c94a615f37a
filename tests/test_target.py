"""What satisfies a target, what misses it and by how much, and what no target can be."""

from __future__ import annotations

import datetime as dt
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from mgmtsys.files.shapes import SHAPES
from mgmtsys.system.bound import Bound, Miss, TargetKind
from mgmtsys.system.target import Target
from mgmtsys.values.exceptions import (
    IncompatibleUnits,
    InvalidNumber,
    InvalidTarget,
    NoBaseline,
    NotUnderstood,
)
from mgmtsys.values.units import ONE, Quantity, Unit

_DAY = date(2026, 12, 31)


def _q(text: str) -> Quantity:
    return Quantity.parse(text)


_BASE = _q("1000 kWh")


@pytest.mark.parametrize(
    ("target", "inside", "outside"),
    [
        (Target.at_least("80%"), ["80%", "0.8", "81%"], ["79.9%", "799‰"]),
        (Target.at_most("5 kWh"), ["5 kWh", "5000 Wh", "-1 kWh"], ["5.001 kWh", "5001 Wh"]),
        (Target.above("80%"), ["80.001%"], ["80%", "0.8"]),
        (Target.below("5 kWh"), ["4999 Wh"], ["5 kWh", "5000 Wh"]),
        (Target.exactly("4 time"), ["4 time"], ["3 time", "5 time"]),
        (Target.exactly("7", "1/2"), ["6.5", "7", "7.5"], ["6.4", "7.6"]),
        (Target.exactly("20 °C", "1 K"), ["19 °C", "294.15 K"], ["18.9 °C", "294.16 K"]),
        (Target.exactly("20 °C", "1 °C"), ["19 °C", "21 °C"], ["18 °C", "22 °C"]),
        (Target.between("6", "9"), ["6", "9", "7"], ["5.9", "9.1"]),
        (Target.between("6", "6"), ["6"], ["5", "7"]),
        (Target.zero(), ["0 incident", "0 kWh", "0%"], ["1 incident", "-1 kWh", "0.001%"]),
        (Target.reduce_by("5%", _BASE), ["950 kWh", "0 kWh"], ["951 kWh", "1000 kWh"]),
        (Target.increase_by("5%", _BASE), ["1050 kWh"], ["1049 kWh", "1000 kWh"]),
        (Target.reduce_by("0", _BASE), ["1000 kWh"], ["1001 kWh"]),
        (Target.reduce_by("5%", -_BASE), ["-1050 kWh"], ["-1049 kWh"]),
        (Target.at_least("6") & Target.at_most("9"), ["6", "9"], ["5", "10"]),
        (Target(), ["0", "-5 kWh"], []),
    ],
)
def test_a_target_holds_what_satisfies_it(
    target: Target, inside: list[str], outside: list[str]
) -> None:
    assert [True] * len(inside) == [_q(text) in target for text in inside]
    assert [False] * len(outside) == [_q(text) in target for text in outside]


@pytest.mark.parametrize(
    ("target", "value", "amount", "reference", "change"),
    [
        (Target.at_least("80%"), "76%", "4%", "80%", None),
        (Target.at_most("5 kWh"), "5500 Wh", "500 Wh", "5 kWh", None),
        (Target.above("80%"), "80%", "0%", "80%", None),
        (Target.exactly("4", "1"), "2", "1", "4", None),
        (Target.exactly("4", "1"), "6", "1", "4", None),
        (Target.between("6", "9"), "9.3", "0.3", "9", None),
        (Target.between("6", "9"), "5", "1", "6", None),
        (Target.zero(), "3 incident", "3 incident", "0 incident", None),
        (Target.at_most("-5 °C"), "-4 °C", "1 K", None, None),
        (Target.at_most(_q("50 °C").to("K")), "55 °C", "5 K", None, None),
        (Target.at_most("50 °C"), "328.15 K", "5 K", "323.15 K", None),
        (Target.at_least("323.15 K"), "318.15 K", "5 K", "323.15 K", None),
        (Target.reduce_by("5%", _BASE), "970 kWh", "20 kWh", "950 kWh", "50 kWh"),
        (Target.increase_by("5%", _BASE), "970 kWh", "80 kWh", "1050 kWh", "50 kWh"),
    ],
)
def test_a_miss_says_by_how_much_and_against_what(
    target: Target, value: str, amount: str, reference: str | None, change: str | None
) -> None:
    size, required = (None if one is None else _q(one) for one in (reference, change))
    assert (Miss(_q(amount), size, required_change=required),) == target.misses(_q(value))


def test_each_bound_is_missed_on_its_own() -> None:
    target = Target.at_least("6") & Target.each(Target.below("5")) & Target.at_most("9")
    assert [Fraction(1, 2), Fraction(1, 2)] == [
        miss.amount.magnitude for miss in target.misses(_q("5.5"))
    ]


@pytest.mark.parametrize(
    ("bound", "goal"),
    [
        (Bound(TargetKind.AT_LEAST, limit=_BASE), _BASE),
        (Bound(TargetKind.REDUCE_BY, rate=Fraction(1, 20), baseline=_BASE), _q("950 kWh")),
        (Bound(TargetKind.INCREASE_BY, rate=Fraction(1, 20), baseline=_BASE), _q("1050 kWh")),
        (Bound(TargetKind.ZERO), None),
        (Bound(TargetKind.DONE_BY, day=_DAY), None),
    ],
)
def test_a_bound_has_the_goal_that_it_aims_at(bound: Bound, goal: Quantity | None) -> None:
    assert goal == bound.goal


def test_a_change_waits_for_its_baseline() -> None:
    target = Target.reduce_by("5%") & Target.at_most("990 kWh")
    assert target.needs_baseline
    with pytest.raises(NoBaseline) as refused:
        assert _q("950 kWh") in target
    assert "reduce_by cannot be judged without a baseline" == refused.value.read("en")
    assert "reduce_by 没有基准值，无法判定" == refused.value.read("zh")
    known = target.against(_BASE)
    assert not known.needs_baseline
    assert (True, False) == (_q("950 kWh") in known, _q("951 kWh") in known)
    assert known == known.against(_q("1 kWh"))


@pytest.mark.parametrize("rate", ["5%", 0.05, Fraction(1, 20), "1/20"])
def test_a_rate_is_read_exactly(rate: Any) -> None:
    assert Fraction(1, 20) == Target.reduce_by(rate).bounds[0].rate


def test_a_day_is_done_in_time_or_not() -> None:
    target = Target.done_by(_DAY)
    assert (True, False, False) == (
        date(2026, 12, 31) in target,
        date(2027, 1, 1) in target,
        None in target,
    )


@pytest.mark.parametrize(
    ("target", "value", "en", "zh"),
    [
        (
            Target.done_by(_DAY),
            _q("5 kWh"),
            "done_by 2026-12-31 is satisfied by a day, not by 5 kWh",
            "done_by 2026-12-31 应以日期判断，而不是 5 kWh",
        ),
        (
            Target.zero(),
            _DAY,
            "zero is satisfied by a quantity, not by 2026-12-31",
            "zero 应以量值判断，而不是 2026-12-31",
        ),
        (
            Target.zero(),
            None,
            "zero is satisfied by a quantity, not by None",
            "zero 应以量值判断，而不是 None",
        ),
        (Target(), "5", "'5' is neither a quantity nor a day", "'5' 既不是量值也不是日期"),
        (Target(), 5, "5 is neither a quantity nor a day", "5 既不是量值也不是日期"),
        (
            Target.at_most("5 kWh"),
            _q("5 kg"),
            "kWh and kg measure different things",
            "kWh 与 kg 量纲不同",
        ),
        (
            Target.zero(),
            _q("0 °C"),
            "zero °C is a point on its scale: expected exactly 0 °C",
            "0 °C 只是刻度上的一点：应写 exactly 0 °C",
        ),
    ],
)
def test_what_cannot_be_held_against_a_target_is_refused(
    target: Target, value: object, en: str, zh: str
) -> None:
    with pytest.raises(IncompatibleUnits) as refused:
        assert value in target
    assert (en, zh) == (refused.value.read("en"), refused.value.read("zh"))


@pytest.mark.parametrize(
    ("kind", "fields", "en", "zh"),
    [
        ("at_least", {}, "at_least needs limit", "at_least 缺少 limit"),
        ("between", {"limit": _BASE}, "between needs upper", "between 缺少 upper"),
        ("reduce_by", {}, "reduce_by needs rate", "reduce_by 缺少 rate"),
        ("done_by", {}, "done_by needs day", "done_by 缺少 day"),
        ("zero", {"limit": _BASE}, "zero has no limit", "zero 不应有 limit"),
        (
            "zero",
            {"day": _DAY, "each": True},
            "what holds for each reading is not reached by a day",
            "对每条记录的要求不能同时有完成日期",
        ),
        (
            "at_most",
            {"limit": _BASE, "upper": _BASE},
            "at_most has no upper",
            "at_most 不应有 upper",
        ),
        (
            "at_most",
            {"limit": _BASE, "tolerance": _BASE},
            "at_most has no tolerance",
            "at_most 不应有容差",
        ),
        (
            "exactly",
            {"limit": _BASE, "baseline": _BASE},
            "exactly has no baseline",
            "exactly 不应有基准",
        ),
        (
            "between",
            {"limit": _BASE, "upper": _q("1 kWh")},
            "no value lies between 1000 kWh and 1 kWh",
            "1000 kWh 与 1 kWh 之间没有值",
        ),
        (
            "exactly",
            {"limit": _BASE, "tolerance": _q("-1 Wh")},
            "a tolerance is not negative",
            "容差不能为负",
        ),
        (
            "increase_by",
            {"rate": Fraction(-1, 20)},
            "a change is not negative: reduce_by 5%, or increase_by 5%",
            "变化率不能为负：应写 reduce_by 5% 或 increase_by 5%",
        ),
    ],
)
def test_a_bound_that_contradicts_its_kind_is_refused(
    kind: str, fields: dict[str, Any], en: str, zh: str
) -> None:
    with pytest.raises(InvalidTarget) as refused:
        Bound(TargetKind(kind), **fields)
    assert (en, zh) == (refused.value.read("en"), refused.value.read("zh"))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": TargetKind.BETWEEN, "limit": _BASE, "upper": _q("1 kg")},
        {"kind": TargetKind.EXACTLY, "limit": _BASE, "tolerance": _q("1 kg")},
    ],
)
def test_limits_of_one_bound_measure_the_same_thing(fields: dict[str, Any]) -> None:
    with pytest.raises(IncompatibleUnits):
        Bound(**fields)


@pytest.mark.parametrize("text", ["", "five", "5 furlong"])
def test_a_limit_that_is_no_quantity_is_refused(text: str) -> None:
    for build in (Target.at_least, Target.below, Target.exactly):
        with pytest.raises(NotUnderstood):
            build(text)


@pytest.mark.parametrize(
    ("target", "unit", "fits"),
    [
        (Target.at_least("80%"), "1", True),
        (Target.at_least("80%"), "kWh", False),
        (Target.exactly("5 kWh", "1 Wh"), "tce", True),
        (Target.reduce_by("5%", _BASE), "kg", False),
        (Target.reduce_by("5%"), "kg", True),
        (Target.reduce_by("5%"), "°C", False),
        (Target.at_most("20 °C"), "K", True),
        (Target.zero(), "kg", True),
        (Target.zero(), "K", True),
        (Target.zero(), "°C", False),
        (Target.zero(), "kWh/°C", True),
        (Target.done_by(_DAY), "kg", True),
        (Target(), "kg", True),
    ],
)
def test_a_target_fits_a_unit_or_does_not(target: Target, unit: str, fits: bool) -> None:
    assert fits is target.fits(Unit.parse(unit))


def test_equal_bounds_are_one_and_their_order_does_not_count() -> None:
    one = Target.at_least("1 kWh")
    two = Target.at_least("1000 Wh") & Target.at_most("1.2 kWh")
    assert one & two == two & one
    assert (2, 2) == (len((one & two).bounds), len((two & one).bounds))


def test_a_target_meets_with_targets_alone() -> None:
    assert NotImplemented is Target().__and__(Target.zero().bounds[0])  # type: ignore[operator]


def test_a_tolerance_in_degrees_is_one_in_kelvin() -> None:
    degree, kelvin, far = (Target.exactly("20 °C", near) for near in ("1 °C", "1 K", "274.15 K"))
    assert degree == kelvin != far
    assert (True, False) == (_q("21 °C") in degree, _q("21.1 °C") in kelvin)


def test_a_change_is_no_share_of_a_point_of_a_scale() -> None:
    with pytest.raises(InvalidTarget) as refused:
        Target.reduce_by("10%", _q("20 °C"))
    assert (
        "20 °C is a point on its scale and has no percentage: expected a baseline in K, or a limit such as "
        "at_most"
    ) == refused.value.read("en")
    with pytest.raises(InvalidTarget):
        Target.increase_by("10%").against(_q("20 °F"))
    assert _q("263.835 K") in Target.reduce_by("10%", _q("293.15 K"))


def test_a_target_is_read_as_differences_where_it_is_one() -> None:
    stated = Target.between("2 °C", "6 °C") & Target.at_least("1 kWh")
    assert Target.between("2 K", "6 K") & Target.at_least("1 kWh") == stated.as_differences


def test_a_bound_holds_days_given_as_moments_of_no_day() -> None:
    """A moment has no order with days, and says so itself."""
    with pytest.raises(TypeError):
        assert dt.datetime(2026, 1, 1, tzinfo=dt.UTC) in Target.done_by(_DAY)


def test_a_value_without_a_unit_is_a_plain_number() -> None:
    assert Quantity(Fraction(7)) in Target.between("6", "9")
    assert ONE == Quantity(7).unit


@pytest.mark.parametrize("text", ["5", "150", 2, 1.5])
def test_a_change_by_a_bare_number_above_one_reads_in_two_ways(text: str | float) -> None:
    with pytest.raises(InvalidNumber) as refused:
        Target.increase_by(text)  # type: ignore[arg-type]
    number = Fraction(text) if isinstance(text, str) else Fraction(repr(text))
    assert f"{text} can be {text}% or {float(100 * number):g}%: expected the sign" == (
        refused.value.read("en")
    )
    assert Target.increase_by(number) == Target.increase_by(f"{100 * number}%")


@pytest.mark.parametrize("rate", ["150%", "700/3%", "5%", "1"])
def test_a_rate_of_change_is_written_so_that_it_reads_in_one_way(rate: str) -> None:
    target = Target.increase_by(rate)
    assert target == SHAPES[Target].read(SHAPES[Target].write(target))
