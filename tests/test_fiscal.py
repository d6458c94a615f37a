"""The names of fiscal years and quarters."""

from datetime import date

import attrs
import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.explanation import explain
from mgmtsys.cycle.forms import verdict_sheet
from mgmtsys.files.loading import load
from mgmtsys.files.systems import structure_system
from mgmtsys.system.reading import Reading, Record
from mgmtsys.values.exceptions import InvalidPeriod
from mgmtsys.values.fiscal import name_span, parse_span
from mgmtsys.values.period import Period
from mgmtsys.values.table import spelled
from mgmtsys.values.units import Quantity

APRIL = Period.parse("2027-04-01..2028-03-31")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("FY2027", "2027-04-01..2028-03-31"),
        ("fy 2027", "2027-04-01..2028-03-31"),
        ("FY2027/28", "2027-04-01..2028-03-31"),
        ("FY2027-2028", "2027-04-01..2028-03-31"),
        ("FY2099/00", "2099-04-01..2100-03-31"),
        ("2027财年", "2027-04-01..2028-03-31"),
        ("FY2026", "2026-04-01..2027-03-31"),
        ("FY2027-Q1", "2027-04-01..2027-06-30"),
        ("FY2027 Q4", "2028-01-01..2028-03-31"),
        ("FY2027/28-Q4", "2028-01-01..2028-03-31"),
        ("2027 财年第四季度", "2028-01-01..2028-03-31"),
        ("2027-Q4", "2027-10-01..2027-12-31"),
        ("2027", "2027-01-01..2027-12-31"),
    ],
)
def test_a_fiscal_name_is_read_beside_the_systems_year(text: str, span: str) -> None:
    assert Period.parse(span) == parse_span(text, APRIL)


@pytest.mark.parametrize("text", ["FY2027/29", "FY2027/27", "FY2027-Q5", "FY27"])
def test_what_is_no_fiscal_year_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod):
        parse_span(text, APRIL)


@pytest.mark.parametrize("year", ["2027-Q1", "2027-04-15..2028-04-14", "2027-04-01..2028-04-02"])
def test_a_system_without_a_fiscal_year_has_no_fiscal_names(year: str) -> None:
    with pytest.raises(InvalidPeriod, match=r"and .* is not one"):
        parse_span("FY2027", Period.parse(year))
    assert "2027-Q2" == name_span(Period.parse("2027-Q2"), Period.parse(year))


@pytest.mark.parametrize(
    ("span", "named"),
    [
        ("2027-04-01..2028-03-31", "FY2027/28 (2027-04-01..2028-03-31)"),
        ("2027-04-01..2027-06-30", "FY2027/28-Q1 (2027-04-01..2027-06-30)"),
        ("2028-Q1", "FY2027/28-Q4 (2028-01-01..2028-03-31)"),
        ("2027", "2027-01-01..2027-12-31"),
        ("2027-05-01..2027-07-31", "2027-05-01..2027-07-31"),
        ("2027-04-05..2027-07-04", "2027-04-05..2027-07-04"),
        ("2027-06", "2027-06"),
        ("2027-06-30", "2027-06-30"),
    ],
)
def test_a_quarter_of_a_fiscal_year_is_printed_by_its_own_name(span: str, named: str) -> None:
    period = Period.parse(span)
    assert named == name_span(period, APRIL)
    assert str(period) == name_span(period, Period.parse("2027"))
    if named.startswith("FY"):
        assert period == parse_span(named.partition(" (")[0], APRIL)


def test_a_period_beside_that_of_the_system_is_said() -> None:
    lithera = load("examples/lithera_2026/system.yaml")
    fiscal = attrs.evolve(lithera, period=APRIL, objectives=(), evidence=(), waivers=())

    def facts(text: str) -> dict[str, str]:
        evaluation = evaluate(fiscal, Record(), parse_span(text, APRIL), date(2028, 5, 1))
        return {
            label.read("en"): spelled(said, "en")
            for label, said in verdict_sheet(fiscal, evaluation).facts
        }

    assert "FY2027/28-Q1 (2027-04-01..2027-06-30)" == facts("2027-Q2")["period"]
    assert "remark" not in facts("2027-Q2")
    assert (
        "2027-01-01..2027-12-31 is outside the system's period, FY2027/28 (2027-04-01..2028-03-31)"
        == facts("2027")["remark"]
    )


def test_what_a_verdict_says_names_the_quarters_of_a_fiscal_year() -> None:
    system = structure_system(
        {
            "organisation": "Works",
            "period": "2027-04-01..2028-03-31",
            "series": {"a": {"unit": "%"}, "b": {"unit": "%", "frequency": "half-yearly"}},
            "objectives": {
                id: {
                    "statement": id,
                    "measure": {"formula": f"last({id})", "unit": "%", "frequency": "quarterly"},
                    "target": {"at_least": "90%"},
                }
                for id in ("a", "b")
            },
            "deviation_policy": {"misses": 2, "bands": [{"response": "adjust"}]},
        }
    )
    record = Record(
        Reading("a", Period.parse(span), value=Quantity.parse(value))
        for span, value in (("2027-Q2", "95%"), ("2027-Q3", "80%"), ("2027-Q4", "85%"))
    )

    def told(name: str, id: str) -> str:
        span = parse_span(name, system.period)
        return explain(evaluate(system, record, span, date(2028, 5, 1))[id], system)

    first = "FY2027/28-Q1 (2027-04-01..2027-06-30)"
    second, third = "FY2027/28-Q2 (2027-07-01..2027-09-30)", "FY2027/28-Q3 (2027-10-01..2027-12-31)"
    assert told("FY2027-Q3", "a").startswith(f"a, {third}, as of 2028-05-01")
    assert f"missed in a row: {second}, {third}" in told("FY2027-Q3", "a")
    assert f"not missed in {first}" in told("FY2027-Q2", "a")
    assert f"b: nothing falls due in {third}" in told("FY2027-Q3", "b")
