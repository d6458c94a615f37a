"""The example after its findings were dealt with: nothing left to object to, and a year that shows it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mgmtsys.auditing.checks import audit
from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.auditing.status import Status
from mgmtsys.cycle.decision import Move, responses
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.review import process_figures
from mgmtsys.files.loading import load
from mgmtsys.files.readings import load_readings
from mgmtsys.system.objective import ProcessFigure
from mgmtsys.system.party import PartyKind
from mgmtsys.system.raci import Role
from mgmtsys.system.report import Report
from mgmtsys.system.response import Colour
from mgmtsys.system.verdict import Evaluation, State
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "examples" / "lithera_2026"
PAGES = [ROOT / "docs" / "improved.md", ROOT / "docs" / "zh" / "improved.md"]
MID_YEAR, AFTER = date(2026, 6, 30), date(2027, 1, 10)
EDITIONS = ["iso14001:2015", "cts-q-zg040:2023"]
ORIGINAL, IMPROVED = load(FOLDER / "system.yaml"), load(FOLDER / "improved.yaml")
OBJECTED = audit(ORIGINAL, MID_YEAR).by_check()
REPORT = audit(IMPROVED, MID_YEAR)
RECORD = load_readings([str(FOLDER / "improved_readings.csv")], IMPROVED, AFTER)


def evaluated(period: str, on: date = AFTER) -> Evaluation:
    return evaluate(IMPROVED, RECORD, Period.parse(period), on)


def states(period: str, on: date = AFTER) -> list[str]:
    return [verdict.state.value for verdict in evaluated(period, on).verdicts]


def text_of(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


@pytest.mark.parametrize("on", [MID_YEAR, AFTER])
def test_no_check_finds_anything(on: date) -> None:
    assert audit(IMPROVED, on).findings == ()


def test_nothing_is_waived_or_excluded() -> None:
    assert (IMPROVED.waivers, IMPROVED.exclusions) == ((), ())


@pytest.mark.parametrize("name", [name for name, found in OBJECTED.items() if found])
def test_what_was_found_in_the_procedure_is_gone(name: str) -> None:
    assert REPORT.by_check()[name] == ()


def test_every_check_that_found_something_has_something_to_look_at_but_where_that_is_gone() -> None:
    applying = {one.name for one in REPORT.checks if one.applied}
    # No objective is ongoing any more, and no indicator counts actions of all misses.
    gone = {"measure.frequency_missing", "kpi.zero_denominator", "policy.contradiction"}
    assert {name for name, found in OBJECTED.items() if found} - applying == gone


@pytest.mark.parametrize("id", EDITIONS)
@pytest.mark.parametrize("checked", [True, False], ids=["with checks", "questions alone"])
def test_every_requirement_of_clause_6_2_is_evidenced(id: str, *, checked: bool) -> None:
    report = REPORT if checked else Report()
    matrix = clause_matrix(IMPROVED, [id], under="6.2", on=MID_YEAR, report=report)
    assert {row.status for row in matrix.rows} == {Status.EVIDENCED}
    assert {cell.status for row in matrix.rows for cell in row.cells} == {Status.EVIDENCED}
    before = clause_matrix(ORIGINAL, [id], under="6.2", on=MID_YEAR)
    assert [row.clause for row in matrix.rows] == [row.clause for row in before.rows]


def test_it_is_the_same_company_with_the_same_objectives_and_people() -> None:
    assert [one.id for one in IMPROVED.objectives] == [one.id for one in ORIGINAL.objectives]
    persons = (
        {one.id for one in system.parties if one.kind is PartyKind.PERSON}
        for system in (ORIGINAL, IMPROVED)
    )
    assert next(persons) == next(persons)


def test_each_role_is_filled_by_one_person() -> None:
    filled = [
        role for one in IMPROVED.parties if one.kind is PartyKind.PERSON for role in one.member_of
    ]
    assert sorted(filled) == sorted(
        one.id for one in IMPROVED.parties if one.kind is PartyKind.ROLE
    )


def test_nobody_reviews_evaluates_or_closes_what_they_own() -> None:
    owners = {who for one in IMPROVED.objectives for who in one.responsible}
    looks = {one.id: set(one.responsible) for one in IMPROVED.monitoring}
    assert owners.isdisjoint(looks["quarterly_review"] | looks["annual_evaluation"])
    for activity in ("季度评审", "年度评估", "未达成应对"):
        assert owners.isdisjoint(IMPROVED.raci.who(activity, Role.ACCOUNTABLE))


def test_the_year_shows_what_is_met_and_each_way_of_missing() -> None:
    year = evaluated("2026")
    assert ["E5", "E6"] == [one.objective for one in year.verdicts if one.state is State.MET]
    missed = {one.objective: one for one in year.verdicts if one.state is State.MISSED}
    called = {id: one.response.id for id, one in missed.items() if one.response}
    assert called == {"E1": "capa", "E2": "capa", "E3": "adjust", "E4": "capa", "E7": "capa"}


def test_the_bands_are_each_reached_in_the_course_of_the_year() -> None:
    seen = {
        verdict.response.id
        for period in ("2026-01", "2026-Q1", "2026")
        for verdict in evaluated(period).verdicts
        if verdict.response
    }
    assert seen == {"monitor", "adjust", "capa"}


def test_a_legal_objective_missed_by_one_percent_calls_for_a_corrective_action() -> None:
    verdict = evaluated("2026")["E2"]
    assert verdict.deviation is not None
    assert verdict.deviation.value == Fraction(15, 1500)
    assert verdict.response is not None
    assert verdict.response.id == "capa"
    assert ("SOP-08", Colour.RED) == (verdict.response.procedure, verdict.colour)


def test_one_spill_is_counted_in_its_own_unit() -> None:
    verdict = evaluated("2026-09")["E1"]
    assert verdict.deviation is not None
    assert Quantity.parse("1 incident") == Quantity(
        verdict.deviation.value or 0, verdict.deviation.unit
    )
    assert verdict.response is not None
    assert verdict.response.id == "capa"


def test_the_reduction_is_held_against_the_change_that_was_asked_for() -> None:
    verdict = evaluated("2026")["E3"]
    per_person = Fraction(13460, 1) / Fraction(500, 12)
    assert verdict.actual == Quantity.parse("336 kWh/person") * (per_person / 336)
    assert verdict.deviation is not None
    assert verdict.deviation.value == (per_person - Fraction(95, 100) * 336) / (
        Fraction(5, 100) * 336
    )


def test_a_year_of_rates_is_a_ratio_of_sums() -> None:
    year = evaluated("2026")
    expected = {"E2": (1485, 1500), "E4": (92, 100), "E6": (689, 845), "E7": (31, 46)}
    found = {id: year[id].actual for id in expected}
    assert {id: one.base for id, one in found.items() if one} == {
        id: Fraction(*parts) for id, parts in expected.items()
    }


def test_the_states_that_are_no_verdict_are_told_apart() -> None:
    assert states("2026-01") == [
        "met", "met", "missed", "not_due", "met", "missed", "not_applicable",
    ]  # fmt: skip
    assert states("2026-06", date(2026, 6, 15)) == ["not_due"] * 7
    assert states("2026-05", date(2026, 6, 1))[3] == "not_due"
    assert states("2026-06", date(2026, 7, 1)) == ["no_data"] * 7
    assert states("2026-Q2", date(2026, 7, 1)) == [
        "stale", "stale", "stale", "no_data", "stale", "stale", "stale",
    ]  # fmt: skip


def test_no_quarter_leaves_a_verdict_undetermined_once_its_figures_are_in() -> None:
    decided = {State.MET, State.MISSED, State.NOT_DUE}
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026"):
        assert {one.state for one in evaluated(quarter).verdicts} <= decided


def test_each_miss_that_calls_for_one_opens_one_corrective_action() -> None:
    opened = [(one.move, one.breach.objective) for one in responses(evaluated("2026"), IMPROVED)]
    assert opened == [(Move.OPEN, id) for id in ("E1", "E2", "E4", "E7")]


def test_two_of_seven_objectives_are_met_which_the_indicator_no_longer_forgives() -> None:
    figures = {one.indicator.figure: one for one in process_figures(IMPROVED, evaluated("2026"))}
    met = figures[ProcessFigure.OBJECTIVES_MET]
    assert (met.numerator, met.denominator, met.met) == (2, 7, False)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    lines = (line for line in text_of(name).splitlines() if not line.startswith("#"))
    return csv.DictReader(lines)


def values(name: str) -> dict[tuple[str, str], Fraction]:
    """The last figure of each series and span."""
    return {(row["series"], row["period"]): Fraction(row["value"]) for row in rows_of(name)}


OLD, NEW = values("readings.csv"), values("improved_readings.csv")


@pytest.mark.parametrize("series", ["spills", "office_electricity", "headcount", "penalties"])
def test_a_series_of_both_files_has_the_same_figures(series: str) -> None:
    old, new = (
        {period: value for (id, period), value in each.items() if id == series}
        for each in (OLD, NEW)
    )
    assert old == new
    assert len(old) == 12


@pytest.mark.parametrize(
    ("rate", "part", "whole"),
    [
        ("hazardous_waste_rate", "waste_compliant", "waste_disposed"),
        ("packaging_recovery_rate", "packaging_returned", "packaging_emptied"),
        ("audit_pass_rate", "audit_items_passed", "audit_items"),
    ],
)
def test_numerator_over_denominator_is_the_rate_that_was_recorded(
    rate: str, part: str, whole: str
) -> None:
    periods = [period for id, period in OLD if id == rate]
    assert periods
    for period in periods:
        assert 100 * NEW[part, period] / NEW[whole, period] == OLD[rate, period]


def test_cases_add_up_to_the_completion_rate_that_was_recorded() -> None:
    completed = due = Fraction(0)
    for quarter in range(1, 5):
        for month in range(3 * quarter - 2, 3 * quarter + 1):
            completed += NEW["cases_completed", f"2026-{month:02}"]
            due += NEW["cases_due", f"2026-{month:02}"]
        recorded = OLD["improvement_completion_rate", f"2026-Q{quarter}"]
        assert abs(100 * completed / due - recorded) <= Fraction(5, 100)


def test_no_recorder_is_somebody_whom_the_procedure_does_not_name() -> None:
    recorders = {row["recorder"] for row in rows_of("improved_readings.csv")}
    assert recorders <= {one.id for one in ORIGINAL.parties}


@pytest.mark.parametrize("name", ["improved.yaml", "improved_readings.csv"])
def test_the_first_line_says_in_both_languages_that_figures_are_illustrations(name: str) -> None:
    first = text_of(name).partition("\n")[0]
    assert first.startswith("# ")
    assert "illustrations" in first
    assert "仅为示例" in first


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_walk_through_names_every_check_that_found_something(page: Path) -> None:
    named = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", page.read_text("utf-8")))
    found = {name for name, each in OBJECTED.items() if each}
    assert {name for name in found if not name.startswith("requirement.")} <= named


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_walk_through_quotes_the_file_as_it_is(page: Path) -> None:
    listings = re.findall(
        r"^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    quoted = {line for listing in listings for line in listing.splitlines()}
    assert quoted
    assert quoted - set(text_of("improved.yaml").splitlines()) == set()
