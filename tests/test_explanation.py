"""The explanation adds up, in both languages."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.explanation import explain
from mgmtsys.files.loading import load
from mgmtsys.files.readings import load_readings
from mgmtsys.files.systems import structure_system
from mgmtsys.system.deviation import Basis
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

YEAR = Period.parse("2026")
DAY = date(2026, 12, 31)


def system(
    target: object, basis: str = "relative_to_target", **objective: object
) -> ManagementSystem:
    return structure_system(
        {
            "organisation": "Works",
            "period": "2026",
            "sites": {"north": {}},
            "procedures": {"P-8": {}},
            "series": {"kwh": {"unit": "kWh"}, "heads": {"unit": "person"}, "rate": {"unit": "%"}},
            "objectives": {
                "O": {
                    "statement": {"zh": "目标", "en": "Use less"},
                    "measure": {"formula": "2 * sum(kwh) / mean(heads)", "unit": "kWh/person"},
                    "target": target,
                }
                | objective
            },
            "deviation_policy": {
                "basis": basis,
                "bands": [{"response": "capa", "procedure": "P-8"}],
            },
        }
    )


READINGS = (
    Reading("kwh", Period.parse("2026-Q1"), value=Quantity.parse("300 kWh"), evidence="bill 1"),
    Reading("kwh", Period.parse("2026-Q2"), value=Quantity.parse("200 kWh")),
    Reading("heads", YEAR, value=Quantity.parse("10 person")),
)


def told(one: ManagementSystem, *readings: Reading, on: date = DAY, lang: str = "en") -> str:
    verdict = evaluate(one, Record(readings), YEAR, on).verdicts[0]
    return explain(verdict, one, lang)


def test_every_step_stands_on_a_line() -> None:
    assert [
        "O, 2026, as of 2026-12-31: Use less",
        "  reading kwh@2026-Q1 = 300 kWh (bill 1)",
        "  reading kwh@2026-Q2 = 200 kWh",
        "  reading heads@2026 = 10 person",
        (
            "  actual: 2 * sum(kwh) / mean(heads) = "
            "((2 * sum(300 kWh, 200 kWh)) / mean(10 person)) = 100 kWh/person"
        ),
        "  target: ≤ 80 kWh/person",
        "  deviation of the target: 20 kWh/person / 80 kWh/person = 1/4 = 25%",
        "  policy: any miss: capa",
        "  response: capa (P-8)",
        "  verdict: missed",
        "  at the present rate, the end value is 100 kWh/person",
    ] == told(system({"at_most": "80 kWh/person"}), *READINGS).splitlines()


def test_chinese_says_the_same() -> None:
    lines = told(system({"at_most": "80 kWh/person"}), *READINGS, lang="zh").splitlines()
    assert "O，2026，截至 2026-12-31：目标" == lines[0]
    assert "  偏离（相对目标值）：20 kWh/人 / 80 kWh/人 = 1/4 = 25%" == lines[6]
    assert "  处置规则：任何未达成：纠正措施" == lines[7]
    assert "  判定：未达成" == lines[9]


@pytest.mark.parametrize("value", ["59%", "71/100", "1/3", "79.99%"])
def test_the_division_on_the_line_is_the_deviation(value: str) -> None:
    one = system({"at_least": "80%"}, measure={"formula": "last(rate)", "unit": "%"})
    reading = Reading("rate", YEAR, value=Quantity(Quantity.parse(value).base * 100, "%"))
    text = told(one, reading)
    division = re.search(r"target: (\S+)% / (\S+)% = (\S+) [≈=]", text)
    assert division is not None
    miss, reference, deviation = (Fraction(part) for part in division.groups())
    assert deviation == miss / reference


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.ABSOLUTE, "deviation in the measure's own unit: 20 kWh/person\n"),
        (Basis.RELATIVE_TO_REQUIRED_CHANGE, "deviation of the required change: "),
    ],
)
def test_every_basis_is_named(basis: Basis, said: str) -> None:
    changed = {"baseline": {"period": "2025", "value": "160 kWh/person"}}
    text = told(system({"reduce_by": "50%"}, basis.value, **changed), *READINGS)
    assert said in text
    assert "baseline: 160 kWh/person" in text


def test_a_computed_baseline_shows_its_own_arithmetic() -> None:
    changed = {
        "measure": {"formula": "sum(kwh)", "unit": "kWh"},
        "baseline": {"period": "2025"},
    }
    one = system({"reduce_by": "10%"}, "relative_to_required_change", **changed)
    old = Reading("kwh", Period.parse("2025"), value=Quantity.parse("600 kWh"), evidence="bill 0")
    lines = told(one, old, *READINGS[:2]).splitlines()
    assert "  reading of the baseline kwh@2025 = 600 kWh (bill 0)" in lines
    assert "  baseline: sum(kwh) = sum(600 kWh) = 600 kWh" in lines


def test_each_bound_that_is_missed_has_a_division_of_its_own() -> None:
    measure = {"formula": "last(rate)", "unit": "%"}
    reading = Reading("rate", YEAR, value=Quantity.parse("72%"))
    near = {"exactly": "90%", "tolerance": "10%"}
    both = told(system([near, {"at_least": "80%"}], measure=measure), reading)
    assert "deviation of the target: 8% / 80% = 1/10 = 10%" in both
    assert "deviation of the target: 8% / 90% = " in both
    implied = told(system([{"at_least": "80%"}, {"at_least": "90%"}], measure=measure), reading)
    assert "deviation of the target: 18% / 90% = 1/5 = 20%" in implied
    assert "/ 80%" not in implied


def test_a_bound_that_holds_beside_one_that_is_missed_has_no_division() -> None:
    measure = {"formula": "last(rate)", "unit": "%"}
    text = told(
        system([{"at_least": "60%"}, {"at_most": "80%"}], measure=measure),
        Reading("rate", YEAR, value=Quantity.parse("90%")),
    )
    assert "deviation of the target: 10% / 80% = " in text
    assert "/ 60%" not in text


def test_the_bands_and_the_clauses_are_told() -> None:
    folder = Path(__file__).parents[1] / "examples" / "lithera_2026"
    one = load(folder / "system.yaml")
    day = date(2026, 4, 30)
    record = load_readings([folder / "readings.csv"], one, day)
    verdict = evaluate(one, record, Period.parse("2026-Q1"), day)["E6"]
    english, chinese = (explain(verdict, one, lang) for lang in ("en", "zh"))
    assert "clauses: iso14001:2015/6.2.1.c, iso14001:2015/6.2.2.e, cts-q-zg040:2023/6.2.1.b.2" in (
        english
    )
    assert "≤ 5%: keep monitoring; ≤ 25% [5-25%]: evaluate" in english
    assert "beyond [> 25%]: open a CAPA" in english
    assert "超出 [> 25%]：触发 CAPA" in chinese
    assert ", supersedes packaging_recovery_rate@2026-03" in english


def test_points_are_points() -> None:
    one = system(
        {"at_least": "80%"}, "percentage_points", measure={"formula": "last(rate)", "unit": "%"}
    )
    reading = Reading("rate", YEAR, value=Quantity.parse("76%"))
    assert "deviation in percentage points: 4% = 4" in told(one, reading)


def test_a_miss_of_zero_is_unbounded() -> None:
    text = told(system({"zero": "true"}), *READINGS)
    assert "100 kWh/person / 0 kWh/person = unbounded" in text


def test_during_the_year_the_path_and_the_outlook_are_told() -> None:
    one = system({"at_most": "80 kWh/person"})
    half = attrs.evolve(READINGS[2], period=Period.parse("2026-Q1"))
    text = told(one, READINGS[0], half, on=date(2026, 6, 30))
    assert "for 181/365 of 2026: ≤ 2896/73 kWh/person" in text
    assert "still allowed: ≈ 0.109 kWh/person per day" in text
    rising = told(system({"at_least": "80 kWh/person"}), READINGS[0], half, on=date(2026, 6, 30))
    assert "still needed: ≈ 0.109 kWh/person per day" in rising


def test_a_verdict_without_a_value_says_why() -> None:
    lines = told(system({"zero": "true"}, sites=["north"])).splitlines()
    assert [
        "O @ north, 2026, as of 2026-12-31: Use less",
        "  target: = 0",
        "  verdict: no data, kwh: no reading",
    ] == lines


_NUMBER = re.compile(
    r"(?<![A-Za-z@])(-?[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?)\s?(%|[A-Za-z]+(?:/[A-Za-z]+)?)?(?=[\s,)]|$)"
)
_MEANING = {
    "sum": lambda *values: sum(values),
    "mean": lambda *values: sum(values) / len(values),
    "last": lambda *values: values[-1],
    "Fraction": Fraction,
}


def worked_out(arithmetic: str) -> Fraction:
    """Return what a printed calculation comes to; % is a hundredth, other units are left out."""

    def number(match: re.Match[str]) -> str:
        return f'(Fraction("{match[1]}") / {100 if match[2] == "%" else 1})'

    spelled = _NUMBER.sub(number, arithmetic)
    return eval(spelled, {"__builtins__": {}}, _MEANING)  # type: ignore[no-any-return]  # noqa: S307


@pytest.mark.parametrize("name", ["system", "improved"])
def test_every_explanation_of_the_years_of_the_example_adds_up(name: str) -> None:
    folder = Path(__file__).parents[1] / "examples" / "lithera_2026"
    one = load(folder / f"{name}.yaml")
    readings = folder / ("readings.csv" if name == "system" else "improved_readings.csv")
    day = date(2027, 1, 10)
    record = load_readings([readings], one, day)
    redone = 0
    for period in (*one.period.months, *one.period.quarters, one.period):
        for verdict in evaluate(one, record, period, day).verdicts:
            for line in explain(verdict, one).splitlines():
                head, _, rest = line.strip().partition(": ")
                if head == "actual":
                    _, arithmetic, result = rest.split(" ≈ ")[0].rsplit(" = ", 2)
                elif head.startswith("deviation of") and "unbounded" not in rest:
                    arithmetic, result = rest.split(" ≈ ")[0].split(" = ")[:2]
                else:
                    continue
                assert worked_out(arithmetic) == worked_out(result), line
                redone += 1
    assert redone > 100
