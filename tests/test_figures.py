"""How figures, targets and deviations read to people."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from mgmtsys.system.deviation import Basis, Deviation
from mgmtsys.system.figures import (
    limits,
    spell_deviation,
    spell_quantity,
    spell_target,
    work_out,
    work_out_deviation,
)
from mgmtsys.system.target import Target
from mgmtsys.testing import fractions
from mgmtsys.values.number import approximated, near
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity, Unit


def _q(text: str) -> Quantity:
    return Quantity.parse(text)


@pytest.mark.parametrize(
    ("text", "apart", "spelled"),
    [
        ("29999/300 %", ["100%"], "≈ 99.997%"),
        ("29999/300 %", [], "≈ 99.997%"),
        ("29999/30000", [], "≈ 0.99997"),
        ("300001/3000 kWh", ["100 kWh"], "≈ 100.0003 kWh"),
        ("300001/3000 kWh", [], "≈ 100.0003 kWh"),
        ("300001/30000 kWh", [], "≈ 10.00003 kWh"),
        ("1001/300 kWh", [], "≈ 3.34 kWh"),
        ("300001/3000 kWh", ["100000 Wh", "5 kg"], "≈ 100.0003 kWh"),
        ("49329/1220000 mg/m3", [], "≈ 0.0404 mg/m3"),
        ("1/30000 mg/m3", [], "≈ 0.0000333 mg/m3"),
        ("0.0357 mg/m3", [], "0.0357 mg/m3"),
        ("-1/300 kWh", [], "≈ -0.00333 kWh"),
        ("0%", [], "0%"),
        ("22/7", [], "≈ 3.14"),
        ("61/3 °C", ["20.33 °C"], "≈ 20.333 °C"),
        ("0.1234567890123 kg", [], "≈ 0.123 kg"),
    ],
)
def test_what_is_rounded_never_meets_what_it_is_held_against(
    text: str, apart: list[str], spelled: str
) -> None:
    assert spelled == str(spell_quantity(_q(text), map(_q, apart)))


@given(fractions(), st.lists(fractions(), max_size=3), st.integers(0, 3))
def test_an_approximation_equals_nothing_that_its_number_does_not(
    number: Fraction, apart: list[Fraction], places: int
) -> None:
    printed = Fraction(approximated(number, apart, places))
    assert (printed == 0) is (number == 0)
    assert all((printed == one) <= (number == one) for one in apart)
    assert 2 * abs(printed - number) * 10**places <= 1
    assert not number or 200 * abs(printed - number) <= abs(number)


@given(fractions())
def test_what_is_spelled_without_a_sign_of_rounding_is_exact(number: Fraction) -> None:
    spelled = near(number)
    assert spelled.startswith("≈ ") or Fraction(spelled) == number


@pytest.mark.parametrize(
    ("text", "worked"),
    [("22/7 kWh", "22/7 kWh ≈ 3.14 kWh"), ("0.25 min", "0.25 min"), ("7/3%", "7/3% ≈ 2.33%")],
)
def test_a_quantity_is_worked_out(text: str, worked: str) -> None:
    assert worked == str(work_out(_q(text)))


@pytest.mark.parametrize(
    ("value", "basis", "unit", "en", "zh", "worked"),
    [
        (Fraction(1, 30000), Basis.RELATIVE_TO_TARGET, "1", "≈ 0.00333%", "≈ 0.00333%", "1/30000 ≈ 0.00333%"),
        (Fraction(1, 40), Basis.RELATIVE_TO_TARGET, "1", "2.5%", "2.5%", "1/40 = 2.5%"),
        (Fraction(0), Basis.RELATIVE_TO_TARGET, "1", "0", "0", "0"),
        (Fraction(3), Basis.RELATIVE_TO_REQUIRED_CHANGE, "1", "300%", "300%", "3 = 300%"),
        (Fraction(1, 4), Basis.ABSOLUTE, "min", "0.25 min", "0.25 min", "0.25 min"),
        (Fraction(15), Basis.ABSOLUTE, "s", "15 s", "15 s", "15 s"),
        (Fraction(1, 3), Basis.ABSOLUTE, "°C", "≈ 0.333 K", "≈ 0.333 K", "1/3 K ≈ 0.333 K"),
        (Fraction(2), Basis.PERCENTAGE_POINTS, "1", "2 points", "2 个百分点", "2 points"),
        (Fraction(7, 3), Basis.PERCENTAGE_POINTS, "1", "≈ 2.33 points", "≈ 2.33 个百分点", "7/3 ≈ 2.33 points"),
    ],
)  # fmt: skip
def test_a_deviation_is_spelled_on_its_basis(
    value: Fraction, basis: Basis, unit: str, en: str, zh: str, worked: str
) -> None:
    deviation = Deviation(value, basis, unit=Unit.parse(unit))
    spelled = spell_deviation(deviation)
    assert (en, zh) == (spelled.read("en"), spelled.read("zh"))
    assert worked == work_out_deviation(deviation).read("en")


def test_a_miss_over_nothing_has_no_percent() -> None:
    for spelled in (spell_deviation(Deviation(None)), work_out_deviation(Deviation(None))):
        assert ("unbounded", "不适用（目标值为零，不能按百分比）") == (
            spelled.read("en"),
            spelled.read("zh"),
        )


def test_a_deviation_is_not_rounded_onto_an_edge() -> None:
    just_over = Deviation(Fraction(50001, 999999))
    assert "≈ 5.0001%" == spell_deviation(just_over, [_q("5%")]).read("en")
    edge = [_q("5.25%")]
    assert "≈ 5.25%" == spell_deviation(Deviation(Fraction(525001, 9999999))).read("en")
    assert "≈ 5.25001%" == spell_deviation(Deviation(Fraction(525001, 9999999)), edge).read("en")
    absolute = Deviation(Fraction(30001, 3000), Basis.ABSOLUTE, unit=Unit.parse("s"))
    assert "≈ 10.0003 s" == spell_deviation(absolute, [_q("10 s")]).read("en")


@pytest.mark.parametrize(
    ("target", "since", "en", "zh"),
    [
        (Target.reduce_by("5%"), "2025", "5% below 2025", "较 2025 年减少 5%"),
        (Target.increase_by("30%"), "2025-Q4", "30% above 2025-Q4", "较 2025-Q4 增加 30%"),
        (Target.reduce_by("1/3"), None, "≈ 33.33% below the baseline", "较基准减少 ≈ 33.33%"),
        (Target.reduce_by("5%", _q("100 kWh")), "2025", "≤ 95 kWh", "≤ 95 kWh"),
        (Target.at_least("80%") & Target.below("100%"), None, "≥ 80%, < 100%", "≥ 80%、< 100%"),
        (Target.between("6", "9"), None, "6 … 9", "6 … 9"),
        (Target.exactly("4 min", "30 s"), None, "= 4 min ± 30 s", "= 4 min ± 30 s"),
        (Target.zero(), None, "= 0", "= 0"),
        (Target.done_by(date(2026, 9, 30)), None, "≤ 2026-09-30", "≤ 2026-09-30"),
        (
            Target.at_least("12 person").by(date(2027, 9, 30)),
            None,
            "≥ 12 person by 2027-09-30",
            "≥ 12 人（不晚于 2027-09-30）",
        ),
        (
            Target.each(Target.at_most("82 dBA")),
            None,
            "each reading ≤ 82 dB(A)",
            "每条记录 ≤ 82 dB(A)",
        ),
        (Target(), None, "–", "–"),
    ],
)
def test_a_target_is_spelled_as_people_say_it(
    target: Target, since: str | None, en: str, zh: str
) -> None:
    spelled = spell_target(target, Period.parse(since) if since else None)
    assert (en, zh) == (spelled.read("en"), spelled.read("zh"))


def test_a_target_is_not_rounded_onto_the_figure_beside_it() -> None:
    target = Target.at_most("238741/3000 kWh")
    assert "≤ ≈ 79.5803 kWh" == spell_target(
        target, spell=lambda one: spell_quantity(one, [_q("79.58 kWh")])
    ).read("en")


def test_the_limits_of_a_target_are_what_it_turns_on() -> None:
    target = Target.between("-6 m", "9 m") & Target.reduce_by("5%") & Target.zero()
    assert (_q("-6 m"), _q("9 m")) == limits(target)
    assert (_q("95 m"),) == limits(Target.reduce_by("5%", _q("100 m")))
