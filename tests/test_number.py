"""How exact numbers are read and printed."""

from __future__ import annotations

import enum
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from mgmtsys.values.exceptions import InvalidNumber
from mgmtsys.values.number import DecimalMark, decimal, exact, plain
from mgmtsys.values.units import Quantity


class _Count(enum.IntEnum):
    TWO = 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", Fraction(12)),
        ("-12", Fraction(-12)),
        ("+12", Fraction(12)),
        ("−12", Fraction(-12)),
        ("–12", Fraction(-12)),
        ("0.80", Fraction(4, 5)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("1/20", Fraction(1, 20)),
        ("1 / 20", Fraction(1, 20)),
        ("0.5/3", Fraction(1, 6)),
        ("5%", Fraction(1, 20)),
        ("5 %", Fraction(1, 20)),
        ("５％", Fraction(1, 20)),
        ("1/2%", Fraction(1, 200)),
        ("5,000", Fraction(5000)),
        ("5，000", Fraction(5000)),
        ("1,234,567.5", Fraction(2469135, 2)),
        ("٣", Fraction(3)),
        ("1e3", Fraction(1000)),
        ("1E-3", Fraction(1, 1000)),
        ("1e99", Fraction(10**99)),
        (" 12\n", Fraction(12)),
        ("9" * 100, Fraction(10**100 - 1)),
    ],
)
def test_a_number_is_read_exactly(text: str, number: Fraction) -> None:
    assert number == exact(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "%", "5%%", "5‰", "nan", "inf", "-inf", "1e100", "1/0", "1,00", "5,0000", "0,5",
        "1_000", "0x10", "1 000", "--5", "1.2.3", "½", "1½", "5²", "5¹", "/2", ".", "e5", "12a",
        "9" * 101, "\ud800", "五", "9000①", "5①%", "1⒈", "①", "1²", "1₂", "⑴", "0,042", "000,357",
        "0,035,000", "00,354", "-0,500", "1,2,3", "12,34", "<0.01",
    ],
)  # fmt: skip
def test_what_is_no_exact_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidNumber):
        exact(text)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (0.1, Fraction(1, 10)),
        (-0.0, Fraction(0)),
        (1e308, Fraction(10**308)),
        (7, Fraction(7)),
        (_Count.TWO, Fraction(2)),
        (Fraction(1, 3), Fraction(1, 3)),
        (Decimal("0.10"), Fraction(1, 10)),
    ],
)
def test_a_number_of_python_is_read_exactly(
    given: float | Decimal | Fraction, number: Fraction
) -> None:
    assert number == exact(given)


@pytest.mark.parametrize(
    "given", [True, None, float("nan"), float("inf"), Decimal("nan"), 1j, b"5", [5]]
)
def test_what_is_no_number_of_python_is_refused(given: object) -> None:
    with pytest.raises(InvalidNumber):
        exact(given)  # type: ignore[arg-type]


@pytest.mark.parametrize("parse", [exact, Quantity.parse])
@pytest.mark.parametrize(
    ("text", "mark", "meant"),
    [
        ("1 234,5", " ", "1234,5"),
        ("1\u00a0234", " ", "1234"),
        ("12\u202f345\u2009678.5", " ", "12345678.5"),
        ("1'234.5", "'", "1234.5"),
        ("1’234’567", "’", "1234567"),
        ("-1_234", "_", "-1234"),
    ],
)
def test_what_sets_thousands_apart_but_a_comma_is_named(
    parse: Callable[[str], object], text: str, mark: str, meant: str
) -> None:
    with pytest.raises(InvalidNumber) as refused:
        parse(text)
    assert (
        f"{text!r} separates thousands by {mark!r}: expected digits without, such as {meant}"
        == refused.value.read("en")
    )
    assert f"{text!r} 以 {mark!r} 作千位分隔：应连写，如 {meant}" == refused.value.read("zh")


def test_thousands_with_a_unit_are_named_too() -> None:
    with pytest.raises(InvalidNumber, match="such as 12345 kWh"):
        Quantity.parse("12 345 kWh")
    with pytest.raises(InvalidNumber, match="is not an exact number"):
        Quantity.parse("1 2345 kWh")


def test_a_refused_number_is_named_in_both_languages() -> None:
    with pytest.raises(InvalidNumber) as refused:
        exact("about 5")
    assert "'about 5' is not an exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%" == (
        refused.value.read("en")
    )
    assert "'about 5' 不是精确的数：应如 12、0.80、1/20、5,000 或 5%" == refused.value.read("zh")


@pytest.mark.parametrize(
    ("number", "places", "printed"),
    [
        (Fraction(1, 19), 4, "0.0526"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(12), 1, "12.0"),
    ],
)
def test_decimals_round_halves_away_from_zero(number: Fraction, places: int, printed: str) -> None:
    assert printed == decimal(number, places)


@pytest.mark.parametrize(
    ("number", "spelled"),
    [
        (Fraction(4, 5), "0.8"),
        (Fraction(2, 95), "2/95"),
        (Fraction(5000), "5000"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 2**10), "0.0009765625"),
        (Fraction(0), "0"),
    ],
)
def test_a_number_is_spelled_without_loss(number: Fraction, spelled: str) -> None:
    assert spelled == plain(number)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0,042", "0.042"),
        ("000,357", "000.357"),
        ("00,354", "00.354"),
        ("-0,500", "-0.500"),
        ("12,5", "12.5"),
        ("1,00", "1.00"),
        ("5,0000", "5.0000"),
        ("0,5%", "0.5%"),
    ],
)
def test_a_comma_that_may_be_a_decimal_one_is_refused_with_the_point(text: str, meant: str) -> None:
    with pytest.raises(InvalidNumber) as refused:
        exact(text)
    assert (
        f"{text!r} has a comma that does not separate thousands: write a decimal point, {meant}"
        == (refused.value.read("en"))
    )
    assert f"{text!r} 中的逗号不是千位分隔符：小数点应写作“.”，如 {meant}" == refused.value.read(
        "zh"
    )


@pytest.mark.parametrize("text", ["0,035,000", "1,000,00", "1,5.0"])
def test_a_comma_that_is_neither_mark_is_refused_as_such(text: str) -> None:
    with pytest.raises(InvalidNumber) as refused:
        exact(text)
    assert refused.value.read("en").startswith(
        f"{text!r} has a comma that does not separate thousands: "
    )
    assert refused.value.read("zh").startswith(f"{text!r} 中的逗号不是千位分隔符：应为")


@pytest.mark.parametrize("sign", ["<", "≤", "＜", ">", "~", "±"])
def test_a_result_below_a_limit_of_detection_is_no_number(sign: str) -> None:
    with pytest.raises(InvalidNumber) as refused:
        exact(f"{sign}0.01")
    assert "is a limit, not an amount" in refused.value.read("en")
    assert "检出限" in refused.value.read("zh")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0,035", Fraction(35, 1000)),
        ("12,5", Fraction(25, 2)),
        ("1.234,5", Fraction(12345, 10)),
        ("5.000", Fraction(5000)),
        ("7", Fraction(7)),
        ("５，５", Fraction(11, 2)),
    ],
)
def test_a_number_is_read_with_a_decimal_comma_where_one_is_stated(
    text: str, number: Fraction
) -> None:
    assert number == exact(text, DecimalMark.COMMA)


@pytest.mark.parametrize("text", ["0.035", "1.5", "1,5,5"])
def test_with_a_decimal_comma_a_point_sets_thousands_apart(text: str) -> None:
    with pytest.raises(InvalidNumber):
        exact(text, DecimalMark.COMMA)
