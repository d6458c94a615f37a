"""How formulas are read, printed, joined and computed."""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from mgmtsys.system.measure import Formula, Measure
from mgmtsys.system.term import Aggregate, Aggregation, Constant, Operation, Operator, Term
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidFormula
from mgmtsys.values.units import ONE, Quantity, Unit

_UNITS = {
    "electricity": Unit.parse("kWh"),
    "gas": Unit.parse("tce"),
    "headcount": Unit.parse("person"),
    "spills": Unit.parse("incident"),
}
_READINGS: Mapping[str, Sequence[Quantity]] = {
    "electricity": [Quantity(100, "kWh"), Quantity(300, "kWh"), Quantity(200, "kWh")],
    "gas": [Quantity(1, "tce")],
    "headcount": [Quantity(10, "person"), Quantity(20, "person")],
    "spills": [Quantity(0, "incident")] * 3,
    "nothing": [],
}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("sum(a)", "sum(a)"),
        (" sum( a ) ", "sum(a)"),
        ("sum(a)+sum(b)", "sum(a) + sum(b)"),
        ("(sum(a)+sum(b))/mean(n)", "(sum(a) + sum(b)) / mean(n)"),
        ("sum(a)+(sum(b)+sum(c))", "sum(a) + (sum(b) + sum(c))"),
        ("(sum(a)+sum(b))+sum(c)", "sum(a) + sum(b) + sum(c)"),
        ("sum(a)/(sum(b)/sum(c))", "sum(a) / (sum(b) / sum(c))"),
        ("(sum(a)/sum(b))/sum(c)", "sum(a) / sum(b) / sum(c)"),
        ("sum(a)-(sum(b)-sum(c))", "sum(a) - (sum(b) - sum(c))"),
        ("100*count(spills)", "100 * count(spills)"),
        ("1 - last(a) / max(b)", "1 - last(a) / max(b)"),
        ("-0.5*min(a)", "-0.5 * min(a)"),
        ("sum(a) - -3", "sum(a) - -3"),
        ("0.1", "0.1"),
        ("1e3", "1000"),
        ("sum(电)", "sum(电)"),
        ("(((sum(a))))", "sum(a)"),
        ("sum(\na)", "sum(a)"),
    ],
)
def test_a_formula_is_read_and_printed(text: str, printed: str) -> None:
    assert printed == str(Formula.parse(text))


def test_an_id_in_quotes_stands_beside_any_word() -> None:
    formula = Formula.parse('sum("my gas") + sum(q) + sum(q0) + sum(qq1) + sum("q")')
    assert ("my gas", "q", "q0", "qq1") == formula.series


def test_a_constant_keeps_every_digit_of_its_text() -> None:
    digits = "0.12345678901234567890123456789"
    assert Formula(Constant(Fraction(digits))) == Formula.parse(digits)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "sum", "sum()", "sum(a, b)", "sum(a=b)", "sum(*a)", "sum(sum(a))",
        "total(a)", "a", "a.b", "sum(a) ** 2", "sum(a) // 2", "sum(a) % 2", "-sum(a)", "+1", "--1",
        "not 1", "1 if 1 else 2", "sum(a) < 2", "True", "None", "'a'", "1j", "1e999", "1_000",
        "0x10", "0777", "lambda: 1", "[1]", "sum(a);", "sum(a)\nsum(b)", "sum(class)", "1 +", ")",
        "\0", "\ud800", "__import__('os').system('true')", "(x := 1)", "f'{1}'", "-'a'", "- - 1",
        "-True", "5%",
    ],
)  # fmt: skip
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(InvalidFormula) as refused:
        Formula.parse(text)
    assert refused.value.read("en").startswith(f"{text!r} is not a formula: expected sum, mean,")
    assert refused.value.read("zh").startswith(f"{text!r} 不是公式：应由 sum、mean、")


@pytest.mark.parametrize(
    "text",
    [
        "1+" * 400 + "1",
        "-" * 499 + "1",
        "(" * 250 + "1" + ")" * 250,
        "(" * 199 + "1" + ")" * 199,
        "1+" * 51 + "1",
        "1+" * 200 + "1",
    ],
)
def test_a_formula_too_long_or_too_deep_is_refused_or_read(text: str) -> None:
    """Where the parser of the language stops is its own affair; it never crashes."""
    try:
        formula = Formula.parse(text)
    except InvalidFormula:
        return
    assert "1" == str(formula)


def test_a_formula_of_fifty_operations_in_each_other_is_read() -> None:
    text = " + ".join("1" * 51)
    assert text == str(Formula.parse(text))
    assert "-1" + " - -1" * 50 == str(Formula.parse("-1" + " - -1" * 50))


def test_a_long_text_is_not_repeated_in_full() -> None:
    with pytest.raises(InvalidFormula) as refused:
        Formula.parse("1 +" * 1000)
    assert len(refused.value.read("en")) < 300


def _deep(levels: int) -> Term:
    term: Term = Constant(Fraction(1))
    for _ in range(levels):
        term = Operation(Operator.ADD, term, right=Constant(Fraction(1)))
    return term


@pytest.mark.parametrize("levels", [51, 100_000])
def test_a_term_too_deep_to_be_read_back_is_no_formula(levels: int) -> None:
    with pytest.raises(InvalidFormula) as refused:
        Formula(_deep(levels))
    assert "a formula has at most 500 characters and 50 operations in each other" == (
        refused.value.read("en")
    )
    assert "公式最多 500 个字符，运算嵌套最多 50 层" == refused.value.read("zh")


def test_formulas_join_no_further_than_they_can_be_read_back() -> None:
    one = Formula.parse("sum(electricity)")
    with pytest.raises(InvalidFormula):
        functools.reduce(operator.add, [one] * 60)
    with pytest.raises(InvalidFormula):
        functools.reduce(lambda joined, _: joined * joined, range(10), one)


def test_formulas_join_by_the_four_operations() -> None:
    a, b = Formula.parse("sum(a)"), Formula.parse("sum(b) - 1")
    assert (
        "sum(a) + (sum(b) - 1)",
        "sum(a) - (sum(b) - 1)",
        "sum(a) * (sum(b) - 1)",
        "sum(a) / (sum(b) - 1)",
    ) == (str(a + b), str(a - b), str(a * b), str(a / b))


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__mul__", "__truediv__"])
def test_a_formula_joins_with_formulas_alone(operation: str) -> None:
    assert NotImplemented is getattr(Formula.parse("1"), operation)(1)


def test_a_formula_knows_its_series_in_the_order_of_the_text() -> None:
    assert ("b", "a") == Formula.parse("sum(b) / max(a) + mean(b)").series
    assert () == Formula.parse("1").series


@pytest.mark.parametrize(
    ("text", "quotient"),
    [
        ("sum(a) / sum(b)", True),
        ("1 + 2 * (sum(a) / 3)", True),
        ("2 * (sum(a) / 3) - 1", True),
        ("sum(a) * 2", False),
    ],
)
def test_a_formula_knows_whether_it_divides(text: str, quotient: bool) -> None:
    assert quotient is Formula.parse(text).is_quotient


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("sum(a)", True),
        ("count(a)", True),
        ("100 * sum(a)", True),
        ("sum(a) + count(b)", True),
        ("sum(a) / mean(b)", True),
        ("sum(a) * sum(b) / sum(c)", True),
        ("mean(a)", False),
        ("last(a)", False),
        ("1", False),
        ("sum(a) / sum(b)", False),
        ("sum(a) * sum(b)", False),
        ("sum(a) + mean(b)", False),
        ("2 * (sum(a) - 1)", False),
        ("(sum(a) - 1) / 2", False),
    ],
)
def test_a_formula_knows_whether_it_grows_with_the_period(text: str, cumulative: bool) -> None:
    assert cumulative is Formula.parse(text).is_cumulative


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sum(electricity)", "600 kWh"),
        ("mean(electricity)", "200 kWh"),
        ("last(electricity)", "200 kWh"),
        ("max(electricity)", "300 kWh"),
        ("min(electricity)", "100 kWh"),
        ("count(electricity)", "3"),
        ("count(nothing)", "0"),
        ("sum(electricity) / mean(headcount)", "40 kWh/person"),
        ("sum(electricity) + sum(gas)", "8741 kWh"),
        ("sum(gas) - sum(electricity)", "7541/8141 tce"),
        ("1 - sum(spills) / count(spills) * 0", "1"),
        ("2 * last(headcount)", "40 person"),
        ("0.1 + 0.2", "0.3"),
    ],
)
def test_a_formula_is_computed_exactly(text: str, value: str) -> None:
    readings = {**_READINGS, "spills": [Quantity(0)] * 3}
    assert value == str(Formula.parse(text).over(readings))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("sum(electricity)", "kWh"),
        ("count(electricity)", "1"),
        ("1", "1"),
        ("sum(electricity) / mean(headcount)", "kWh/person"),
        ("sum(electricity) * max(headcount)", "kWh*person"),
        ("sum(electricity) + sum(gas)", "kWh"),
        ("sum(gas) - sum(electricity)", "tce"),
        ("count(spills) / count(gas)", "1"),
    ],
)
def test_the_unit_of_a_formula_is_derived(text: str, unit: str) -> None:
    assert Unit.parse(unit) == Formula.parse(text).unit(_UNITS)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("sum(electricity) + sum(headcount)", "kWh", "person"),
        ("1 - sum(spills)", "1", "incident"),
        ("sum(electricity) * 2 + count(gas)", "kWh", "1"),
    ],
)
def test_what_measures_different_things_is_not_added(text: str, left: str, right: str) -> None:
    formula = Formula.parse(text)
    with pytest.raises(IncompatibleUnits) as refused:
        formula.unit(_UNITS)
    assert f"{formula} joins {left} and {right}, which measure different things" == (
        refused.value.read("en")
    )
    assert refused.value.read("zh").startswith(f"{formula} 把量纲不同的 {left} 与")


@pytest.mark.parametrize("word", ["sum", "mean", "last", "max", "min"])
def test_nothing_recorded_has_no_figure(word: str) -> None:
    for series in ("nothing", "unknown"):
        with pytest.raises(KeyError) as missing:
            Formula.parse(f"{word}({series})").over(_READINGS)
        assert (series,) == missing.value.args


def test_a_series_without_a_unit_is_named() -> None:
    with pytest.raises(KeyError) as missing:
        Formula.parse("sum(unknown)").unit(_UNITS)
    assert ("unknown",) == missing.value.args


def test_a_zero_denominator_is_no_value() -> None:
    with pytest.raises(ZeroDivisionError):
        Formula.parse("sum(electricity) / sum(spills)").over(_READINGS)


def test_temperatures_are_averaged_on_the_scale_of_the_first() -> None:
    readings = [Quantity(20, "°C"), Quantity("298.15", "K")]
    assert "22.5 °C" == str(Formula.parse("mean(t)").over({"t": readings}))
    assert "295.65 K" == str(Formula.parse("mean(t)").over({"t": readings[::-1]}))


def test_readings_of_different_things_do_not_add() -> None:
    with pytest.raises(IncompatibleUnits):
        Formula.parse("sum(a)").over({"a": [Quantity(1, "kg"), Quantity(1, "kWh")]})


def test_a_measure_is_a_plain_number_unless_it_says_otherwise() -> None:
    measure = Measure(Formula(Aggregate(Aggregation.COUNT, "spills")))
    assert (ONE, None, None) == (measure.unit, measure.frequency, measure.method)


@pytest.mark.parametrize(
    ("text", "never", "levels"),
    [
        ("sum(a) + 2 * count(b)", True, frozenset()),
        ("max(a) / 3", True, frozenset()),
        ("sum(a) - sum(b)", False, frozenset()),
        ("sum(a) / sum(b)", False, frozenset()),
        ("sum(a) / 0", False, frozenset()),
        ("-1 * sum(a)", False, frozenset()),
        ("sum(a) * last(b)", False, frozenset({"b"})),
        ("mean(a) + min(b)", False, frozenset({"a"})),
    ],
)
def test_what_never_falls_only_adds_and_what_is_a_level_does_not(
    text: str, levels: frozenset[str], *, never: bool
) -> None:
    formula = Formula.parse(text)
    assert (never, levels) == (formula.never_falls, formula.levels)
