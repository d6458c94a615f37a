"""How numbers, units and quantities are read, converted and printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import pytest

from mgmtsys.values.exceptions import IncompatibleUnits, InvalidNumber, UnknownUnit
from mgmtsys.values.number import DecimalMark
from mgmtsys.values.unit_definitions import DEFINITIONS
from mgmtsys.values.units import ONE, Quantity, Unit, marks


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("kWh", "kWh"),
        ("千瓦时", "kWh"),
        ("kWh/人", "kWh/person"),
        ("元/吨", "CNY/t"),
        ("RMB", "CNY"),
        ("￥", "CNY"),
        ("kg*m/s**2", "kg*m/s**2"),
        ("kg·m", "kg*m"),
        ("kg m", "kg*m"),
        ("m^2", "m**2"),
        ("km2", "km**2"),
        ("kWh/cm2", "kWh/cm**2"),
        ("kNm3", "kNm3"),
        ("m²", "m**2"),
        ("m⁴", "m**4"),
        ("㎡", "m2"),
        ("km/h/h", "km/h**2"),
        ("(m)", "m"),
        ("1/kWh", "1/kWh"),
        ("m**-1", "1/m"),
        ("%", "%"),
        ("‰**2", "‰**2"),
        ("℃", "°C"),
        ("kWh/°C", "kWh/°C"),
        ("tCO₂e", "tCO2e"),
        ("um", "µm"),
        ("µm", "µm"),
        ("μm", "µm"),
        ("", "1"),
        ("1", "1"),
        (" kWh ", "kWh"),
        ("dB(A)", "dB(A)"),
        ("dB (A)", "dB(A)"),
        ("dBA", "dB(A)"),
        ("dB_A", "dB(A)"),
        ("dB(C)/h", "dB(C)/h"),
        ("dB", "dB"),
        ("kg CO2e", "kgCO2e"),
        ("t CO₂-eq", "tCO2e"),
        ("Nm³", "Nm3"),
        ("$", "USD"),
        ("US$", "USD"),
        ("€/t", "EUR/t"),
        ("℉", "°F"),
        ("ft²", "ft**2"),
        ("lbs", "lb"),
    ],
)
def test_a_unit_is_read_and_printed(text: str, printed: str) -> None:
    assert printed == str(Unit.parse(text))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1 km2", "1000000 m2"), ("1 cm2", "1/10000 m2"), ("1 mm2", "1/1000000 m2"),
        ("1 dm3", "1 L"), ("1 cm3", "1 mL"), ("1 mm3", "1/1000000000 m3"), ("1 µm2", "1 um**2"),
    ],
)  # fmt: skip
def test_a_prefix_is_raised_with_its_metre(text: str, same: str) -> None:
    assert Quantity.parse(same) == Quantity.parse(text)


@pytest.mark.parametrize("text", ["Mm3", "Gm2", "kft2", "Mft3", "kWh/Mm3", "Mm3/item(pallet)"])
def test_a_prefix_that_may_be_raised_or_count_is_refused(text: str) -> None:
    with pytest.raises(UnknownUnit, match=r"expected a number of m2 or m3"):
        Unit.parse(text)


def _defined() -> list[str]:
    """Return every name and symbol of the definitions, prefixes aside."""
    names = []
    for line in DEFINITIONS.splitlines():
        head, *others = (part.partition(";")[0].strip() for part in line.split("="))
        if head and not head.endswith("-"):
            symbols = [part.split("=")[0].strip() for part in line.split(";")[-1].split("=")[1:]]
            names += [head, *(symbols if ";" in line else others[1:])]
    return [name for name in names if name != "_"]


def test_the_names_of_the_definitions_are_found() -> None:
    assert {"kelvin", "K", "摄氏度", "tce", "吨标准煤", "‰", "incident"} <= set(_defined())


@pytest.mark.parametrize("name", _defined())
@pytest.mark.parametrize("power", [1, -1, 2, -2])
def test_every_unit_that_is_defined_is_read_back(name: str, power: int) -> None:
    unit = Unit(tuple((base, power * own) for base, own in Unit.parse(name).powers))
    quantity = Quantity(Fraction(7, 3), unit)
    again = Quantity.parse(str(quantity))
    assert (unit, quantity) == (Unit.parse(str(unit)), again)
    assert unit == again.unit


@pytest.mark.parametrize(
    "text",
    [
        "furlong", "kWh!", "a" * 28 + "!", "a" * 101, "m**9**9**9", "m**99**99**99", "m**100",
        "m**2.5", "m**m", "m**", "**2", "m/", "/m", "m//m", "%%", "%‰", "°", "(", ")", "(m", "1/2",
        "11", "None", "lambda", "__import__('os')", "'a'", "Δ", "m;n", "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_unit_is_refused(text: str) -> None:
    with pytest.raises(UnknownUnit):
        Unit.parse(text)


def test_a_refused_unit_is_named_in_both_languages() -> None:
    with pytest.raises(UnknownUnit) as refused:
        Unit.parse("furlong")
    assert (
        "unknown unit 'furlong': expected one such as kWh, m3, t, CNY, person or %, or item(furlong) for "
        "what you count yourself" == refused.value.read("en")
    )
    assert (
        "未知单位 'furlong'：应如 kWh、m3、t、CNY、人或 %；自行计数的对象写作 件(furlong)"
        == refused.value.read("zh")
    )


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("5000 CNY", Fraction(5000), "CNY"),
        ("RMB 5,000", Fraction(5000), "CNY"),
        ("¥5,000", Fraction(5000), "CNY"),
        ("5万元", Fraction(5), "万元"),
        ("80%", Fraction(80), "%"),
        ("80 ％", Fraction(80), "%"),
        ("12", Fraction(12), "1"),
        ("1/2 kWh", Fraction(1, 2), "kWh"),
        ("-5 °C", Fraction(-5), "°C"),
        ("5 m2", Fraction(5), "m2"),
        ("5 m²", Fraction(5), "m**2"),
        ("5 1/kWh", Fraction(5), "1/kWh"),
        ("7/3 1/%", Fraction(7, 3), "1/%"),
        ("1e3 J", Fraction(1000), "J"),
        (" 5 kWh/person ", Fraction(5), "kWh/person"),
        ("0 起", Fraction(0), "incident"),
        ("4 min 45 s", Fraction(285), "s"),
        ("1 h 30 min", Fraction(90), "min"),
        ("1小时30分钟", Fraction(90), "min"),
        ("1 h 30 min 1.5 s", Fraction(10803, 2), "s"),
        ("5e3J", Fraction(5000), "J"),
        ("$5,000", Fraction(5000), "USD"),
        ("HK$ 3", Fraction(3), "HKD"),
    ],
)
def test_a_quantity_is_read(text: str, number: Fraction, unit: str) -> None:
    quantity = Quantity.parse(text)
    assert (number, Unit.parse(unit)) == (quantity.magnitude, quantity.unit)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", InvalidNumber),
        ("kWh", InvalidNumber),
        ("about 5 kWh", InvalidNumber),
        ("kWh 5 kWh", InvalidNumber),
        ("5 5", InvalidNumber),
        ("5 1/2", InvalidNumber),
        ("5.5.5 kWh", InvalidNumber),
        ("5e100 kWh", InvalidNumber),
        ("1,0000 kWh", InvalidNumber),
        ("½ kWh", InvalidNumber),
        ("5① kWh", UnknownUnit),
        ("5 kWh①", UnknownUnit),
        ("0,042 kWh", InvalidNumber),
        ("12,5 furlong", InvalidNumber),
        ("< 5 kWh", InvalidNumber),
        ("<0.01", InvalidNumber),
        ("45 s 4 min", InvalidNumber),
        ("4.5 min 30 s", InvalidNumber),
        ("4 min 4 min", InvalidNumber),
        ("4 min 5 kg", InvalidNumber),
        ("5 摄氏度 3 K", InvalidNumber),
        ("5 pH 3 pH", InvalidNumber),
        ("4 min 45 furlong", UnknownUnit),
        ("-4 min 45 s", UnknownUnit),
        ("1/0 kWh", InvalidNumber),
        ("9" * 101, InvalidNumber),
        ("5 furlong", UnknownUnit),
        ("5-3", UnknownUnit),
        ("5/kWh", UnknownUnit),
        ("≥ 80%", InvalidNumber),
    ],
)
def test_what_is_no_quantity_is_refused(text: str, error: type[ValueError]) -> None:
    with pytest.raises(error):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("text", "unit", "converted"),
    [
        ("1 tce", "kWh", "8141 kWh"),
        ("1 kWh", "J", "3600000 J"),
        ("25 °C", "K", "298.15 K"),
        ("0 K", "°C", "-273.15 °C"),
        ("50%", "1", "0.5"),
        ("5 ‰", "%", "0.5%"),
        ("3 万元", "CNY", "30000 CNY"),
        ("36 km/h", "m/s", "10 m/s"),
        ("1 1/kWh", "1/J", "1/3600000 1/J"),
    ],
)
def test_a_quantity_is_converted_exactly(text: str, unit: str, converted: str) -> None:
    assert converted == str(Quantity.parse(text).to(unit))


@pytest.mark.parametrize("unit", ["kg", "1", "kWh/person", "CNY"])
def test_a_quantity_is_not_converted_into_another_thing(unit: str) -> None:
    with pytest.raises(IncompatibleUnits) as refused:
        Quantity.parse("1 kWh").to(unit)
    assert f"kWh and {unit} measure different things" == refused.value.read("en")
    assert refused.value.read("zh").startswith("kWh 与")


@pytest.mark.parametrize("name", _defined())
def test_a_unit_in_the_words_of_a_reader_is_read_back(name: str) -> None:
    unit = Unit.parse("kWh") / Unit.parse(name)
    assert unit == Unit.parse(unit.read("zh"))
    assert str(unit) == unit.read("en")


def test_what_is_counted_is_said_in_the_words_of_a_reader() -> None:
    assert ["0 起", "3.2 kWh/人", "5000 元", "2 件(托盘)", "80%", "7"] == [
        Quantity.parse(text).read("zh")
        for text in ("0 incident", "3.2 kWh/person", "5000 CNY", "2 item(托盘)", "80%", "7")
    ]


def test_persons_do_not_add_to_incidents_nor_yuan_to_dollars() -> None:
    for one, other in (("1 person", "1 incident"), ("1 CNY", "1 USD"), ("1 item", "1")):
        with pytest.raises(IncompatibleUnits):
            Quantity.parse(one) + Quantity.parse(other)


def test_incompatible_units_are_a_type_error_as_well() -> None:
    with pytest.raises(TypeError):
        sorted([Quantity.parse("1 kg"), Quantity.parse("1 m")])


def test_quantities_are_ordered_as_amounts_of_one_thing() -> None:
    assert Quantity.parse("999 kg") <= Quantity.parse("1 t") <= Quantity.parse("1000 kg")
    assert not Quantity.parse("1 t") <= Quantity.parse("999 kg")
    with pytest.raises(IncompatibleUnits):
        _ = Quantity.parse("1 t") <= Quantity.parse("1 m3")
    assert 1 == len({Quantity.parse("1 t"), Quantity.parse("1000 kg")})


def test_a_sum_is_in_the_unit_of_its_first_term() -> None:
    assert "1.5 kWh" == str(Quantity.parse("1 kWh") + Quantity.parse("500 Wh"))
    assert "0.5 kWh" == str(Quantity.parse("1 kWh") - Quantity.parse("500 Wh"))


def test_the_second_term_of_a_sum_is_a_difference() -> None:
    assert "21 °C" == str(Quantity.parse("20 °C") + Quantity.parse("1 K"))
    assert "19 °C" == str(Quantity.parse("20 °C") - Quantity.parse("1 K"))
    assert "21 °C" == str(Quantity.parse("1 K") + Quantity.parse("20 °C"))


def test_points_of_a_scale_differ_by_an_amount() -> None:
    assert "5 K" == str(Quantity.parse("25 °C") - Quantity.parse("20 °C"))
    assert "5 K" == str(Quantity.parse("25 °C") - Quantity.parse("68 °F"))
    assert "-9 °R" == str(Quantity.parse("68 °F") - Quantity.parse("25 °C"))


@pytest.mark.parametrize(
    "operation",
    [
        lambda point: point + point,
        lambda point: Quantity(1, "K") - point,
        lambda point: point * 2,
        lambda point: 2 * point,
        lambda point: point / 2,
        lambda point: point * Quantity(1, "kWh"),
        lambda point: Quantity(1, "kWh") * point,
        lambda point: Quantity(1, "kWh") / point,
        lambda point: -point,
        abs,
    ],
)
def test_a_point_of_a_scale_has_no_sum_no_multiple_and_no_sign(
    operation: Callable[[Quantity], Quantity],
) -> None:
    with pytest.raises(IncompatibleUnits) as refused:
        operation(Quantity(20, "°C"))
    assert refused.value.read("en").startswith("20 °C is a point on its scale, for which ")
    assert refused.value.read("en").endswith(" has no meaning: expected K")
    assert refused.value.read("zh").startswith("20 °C 只是刻度上的一点，")


def test_only_points_become_amounts_as_differences() -> None:
    assert ("5 K", "5 kWh") == (
        str(Quantity(5, "°C").as_difference),
        str(Quantity(5, "kWh").as_difference),
    )


@pytest.mark.parametrize(
    ("unit", "point", "level", "interval"),
    [
        ("°C", True, False, "K"),
        ("°F", True, False, "°R"),
        ("K", False, False, "K"),
        ("kWh/°C", False, False, "kWh/°C"),
        ("dB(A)", False, True, "dB(A)"),
        ("pH", False, True, "pH"),
        ("dB(A)/h", False, False, "dB(A)/h"),
        ("kWh", False, False, "kWh"),
        ("1", False, False, "1"),
    ],
)
def test_a_unit_knows_what_its_amounts_are(
    unit: str, interval: str, *, point: bool, level: bool
) -> None:
    found = Unit.parse(unit)
    assert (point, level, Unit.parse(interval)) == (found.is_point, found.is_level, found.interval)


def test_the_distance_of_temperatures_does_not_depend_on_their_scales() -> None:
    near, far = Quantity.parse("293.15 K"), Quantity.parse("25 °C")
    assert ("5 K", "5 K") == (str(far.distance(near)), str(near.distance(far)))
    assert "9 °R" == str(Quantity.parse("41 °F").distance(Quantity.parse("32 °F")))


def test_products_and_quotients_join_the_units() -> None:
    energy, people = Quantity.parse("100 kWh"), Quantity.parse("8 person")
    assert "12.5 kWh/person" == str(energy / people)
    assert "800 kWh*person" == str(energy * people)
    assert ("200 kWh", "50 kWh") == (str(energy * 2), str(energy / Fraction(2)))


def test_a_temperature_in_a_product_is_a_difference() -> None:
    assert Unit.parse("kWh/K").scale == Unit.parse("kWh/°C").scale
    assert 0 == Unit.parse("kWh/°C").offset


def test_a_quantity_is_not_divided_by_zero() -> None:
    for zero in (0, Quantity.parse("0 person")):
        with pytest.raises(ZeroDivisionError):
            Quantity.parse("1 kWh") / zero


def test_signs_turn() -> None:
    assert ("-5 kWh", "5 kWh") == (str(-Quantity(5, "kWh")), str(abs(Quantity(-5, "kWh"))))


@pytest.mark.parametrize(
    "operation",
    ["__eq__", "__lt__", "__le__", "__add__", "__sub__", "__mul__", "__truediv__"],
)
def test_a_quantity_leaves_foreign_operands_to_them(operation: str) -> None:
    assert NotImplemented is getattr(Quantity(1), operation)(dt.date(2026, 1, 1))
    assert NotImplemented is getattr(Quantity(1), operation)("1")


def test_a_quantity_does_not_multiply_with_a_float() -> None:
    assert NotImplemented is Quantity(1).__mul__(0.5)


def test_a_unit_multiplies_with_units_alone() -> None:
    assert (NotImplemented, NotImplemented) == (ONE.__mul__(2), ONE.__truediv__("kWh"))


def test_quantities_add_up_from_nothing() -> None:
    kilowatt_hours = [Quantity.parse("1 kWh"), Quantity.parse("1 MWh")]
    assert Quantity.parse("1001 kWh") == sum(kilowatt_hours)
    assert Quantity.parse("3 kWh") == 3 * Quantity.parse("1 kWh")
    with pytest.raises(IncompatibleUnits):
        sum([Quantity.parse("20 °C")])
    with pytest.raises(TypeError):
        sum(kilowatt_hours, 1)


@pytest.mark.parametrize(
    ("text", "spec", "shown"),
    [
        ("1/3 kWh", ".2f", "0.33 kWh"),
        ("-0.25 kWh", ".1f", "-0.3 kWh"),
        ("99.95%", ".1f", "100.0%"),
        ("1234.5", ".0f", "1235"),
        ("1/3 kWh", "", "1/3 kWh"),
    ],
)
def test_a_quantity_is_rounded_for_print_alone(text: str, spec: str, shown: str) -> None:
    quantity = Quantity.parse(text)
    assert shown == format(quantity, spec)
    assert Quantity.parse(text) == quantity


def test_a_format_that_no_quantity_has_is_refused() -> None:
    with pytest.raises(InvalidNumber, match="not a format of a quantity"):
        format(Quantity.parse("5 kWh"), "x")


def test_a_quantity_shows_its_text() -> None:
    assert "Quantity.parse('5 kWh')" == repr(Quantity.parse("5 kWh"))
    assert ("80%", "12", "5 %/person") == (
        str(Quantity.parse("80 %")),
        str(Quantity(12)),
        str(Quantity(5, "%/person")),
    )


def test_a_quantity_is_built_from_what_reads_as_a_number() -> None:
    assert Quantity(Fraction(4, 5), Unit.parse("kWh")) == Quantity("0.80", "kWh")
    assert Quantity(Fraction(1, 10)) == Quantity(0.1)


@pytest.mark.parametrize(
    ("unit", "ratio"), [("%", True), ("1", True), ("kWh/tce", True), ("kWh", False)]
)
def test_what_has_no_dimension_is_a_ratio(unit: str, ratio: bool) -> None:
    assert ratio is Unit.parse(unit).is_ratio


@pytest.mark.parametrize(
    ("unit", "counted"),
    [
        ("incident", True),
        ("person", True),
        ("kWh", False),
        ("incident/person", False),
        ("1", False),
    ],
)
def test_some_units_count_things(unit: str, counted: bool) -> None:
    assert counted is Unit.parse(unit).is_counted


def test_units_are_compatible_by_name_as_well() -> None:
    assert Unit.parse("tce").is_compatible_with("kWh")
    assert not Unit.parse("tce").is_compatible_with("kg")


@pytest.mark.parametrize(
    ("text", "near"),
    [("kwh", "kWh"), ("KWH", "kWh"), ("MWH", "MWh"), ("incidnt", "incident"), ("°f", "°F")],
)
def test_a_unit_that_is_nearly_one_is_refused_with_the_near_one(text: str, near: str) -> None:
    with pytest.raises(UnknownUnit) as refused:
        Unit.parse(text)
    assert f"unknown unit {text!r}: perhaps {near}" == refused.value.read("en")
    assert f"未知单位 {text!r}：是否为 {near}？" == refused.value.read("zh")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 lb", "0.45359237 kg"),
        ("1 ft2", "0.09290304 m2"),
        ("1 gal", "3.785411784 L"),
        ("1 therm", "100000 Btu"),
        ("1 MMBtu", "1055055852.62 J"),
        ("1 tCO2", "1000 kgCO2e"),
        ("1 mile", "1760 yd"),
        ("212 °F", "100 °C"),
        ("9 °R", "5 K"),
    ],
)
def test_customary_units_are_exact(one: str, other: str) -> None:
    assert Quantity.parse(one) == Quantity.parse(other)


def test_a_normal_cubic_metre_adds_to_no_cubic_metre() -> None:
    assert not Unit.parse("Nm3").is_compatible_with("m3")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0,035 mg/m3", ","),
        ("12,345", ",."),
        ("12.345 kg", ",."),
        ("12.5", "."),
        ("12", ",."),
        ("about 12", ""),
        ("1,5 furlong", ""),
    ],
)
def test_the_decimal_marks_of_a_text_are_those_with_which_it_reads(text: str, found: str) -> None:
    assert {DecimalMark(mark) for mark in found} == marks(text)


def test_a_decimal_comma_is_read_where_it_is_stated() -> None:
    assert "12.345 kg" == str(Quantity.parse("12,345 kg", DecimalMark.COMMA))


@pytest.mark.parametrize("given", [5, None, Fraction(1)])
def test_only_text_is_parsed(given: object) -> None:
    with pytest.raises(InvalidNumber):
        Quantity.parse(given)  # type: ignore[arg-type]
    with pytest.raises(UnknownUnit):
        Unit.parse(given)  # type: ignore[arg-type]


def test_a_quantity_from_text_with_a_unit_says_how_it_is_read() -> None:
    with pytest.raises(InvalidNumber) as refused:
        Quantity("5 kWh")
    assert "'5 kWh' has a unit of its own: read it by Quantity.parse" == refused.value.read("en")
    with pytest.raises(InvalidNumber):
        Quantity("five kWh")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("item(pallet)", "item(pallet)"),
        ("件（托盘）", "item(托盘)"),
        ("pieces ( bed  day )", "item(bed day)"),
        ("度/件(瓶)", "kWh/item(瓶)"),
        ("item(pallet)**2/d", "item(pallet)**2/d"),
        ("%/item(lost-time injury)", "%/item(lost-time injury)"),
        ("1/item(type 2)", "1/item(type 2)"),
        ("item(a)*item(b)/item(a)", "item(b)"),
        ("item(e\u0301)", "item(\u00e9)"),
    ],
)
def test_what_somebody_counts_is_an_item_of_a_kind(text: str, unit: str) -> None:
    assert unit == str(Unit.parse(text))
    assert Unit.parse(unit) == Unit.parse(text)
    assert Quantity.parse(f"12 {text}") == Quantity(12, unit)


def test_what_is_counted_adds_to_nothing_else() -> None:
    pallets = Quantity.parse("3 item(pallet)")
    assert Quantity.parse("5 item(pallet)") == pallets + Quantity.parse("2 item(pallet)")
    for other in ("3 item", "3 item(bottle)", "3 item(Pallet)", "3"):
        assert pallets != Quantity.parse(other)
        with pytest.raises(IncompatibleUnits):
            pallets + Quantity.parse(other)
    assert Unit.parse("item(pallet)").is_counted
    assert not Unit.parse("kWh/item(pallet)").is_counted
    # The kind that a dimension is named for is no dimension of what is measured.
    assert not Unit.parse("item(length)").is_compatible_with("m")


@pytest.mark.parametrize(
    "text",
    ["item()", "item(1)", "item(a;b)", "item((a))", "kitem(a)", "item(a)2", "item(a", "\ua66e0*item(a)",
     "item(a\u202eb)", "item(a).item(b)", "item(a)//item(b)", "case(a)"],
)  # fmt: skip
def test_what_is_no_kind_is_refused(text: str) -> None:
    with pytest.raises(UnknownUnit):
        Unit.parse(text)


def test_a_kind_that_is_a_unit_is_refused_and_a_word_that_is_none_is_told_how_to_be_written() -> (
    None
):
    with pytest.raises(UnknownUnit) as refused:
        Unit.parse("t/item(drum)")
    assert "drum is a unit already: expected drum instead of item(drum)" == str(refused.value)
    assert "drum 已是单位：应直接写 drum，而不是 件(drum)" == refused.value.read("zh")
    for unknown in ("pallet", "托盘", "bed day"):
        with pytest.raises(UnknownUnit) as refused:
            Unit.parse(unknown)
        assert f"or item({unknown}) for what you count yourself" in refused.value.read("en")
        assert f"件({unknown})" in refused.value.read("zh")
