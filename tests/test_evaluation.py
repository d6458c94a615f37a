"""Readings against targets, the worked cases by hand, and the states that are not verdicts."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.files.systems import structure_system
from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.deviation import Basis
from mgmtsys.system.measure import Formula
from mgmtsys.system.policy import DeviationPolicy, TimeBasis
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.response import Colour
from mgmtsys.system.screening import reading_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import Evaluation, State, Verdict
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

YEAR = Period.parse("2026")
END = date(2026, 12, 31)


def system(target: object, **objective: object) -> ManagementSystem:
    """Return a system of one objective ``O`` that measures the last reading of ``x``."""
    return structure_system(
        {
            "organisation": "Works",
            "period": "2026",
            "sites": {"north": {}, "south": {}},
            "series": {
                "x": {"unit": "1"},
                "kwh": {"unit": "kWh", "frequency": "monthly"},
                "spills": {"unit": "incident", "frequency": "monthly"},
                "done": {"unit": "item"},
                "due": {"unit": "item"},
            },
            "objectives": {
                "O": {
                    "statement": "O",
                    "measure": {"formula": "last(x)"},
                    "target": target,
                }
                | objective
            },
            "deviation_policy": {
                "bands": [
                    {"up_to": "5%", "response": "monitor", "colour": "green"},
                    {"up_to": "25%", "response": "adjust", "colour": "yellow"},
                    {"response": "capa", "colour": "red"},
                ]
            },
        }
    )


def on_basis(one: ManagementSystem, basis: Basis) -> ManagementSystem:
    policy = one.deviation_policy
    assert policy is not None
    part = attrs.evolve(policy.parts[0], basis=basis)
    return attrs.evolve(one, deviation_policy=DeviationPolicy(terms=((part,),)))


def read(series: str, period: str, value: str, **more: str) -> Reading:
    return Reading(series, Period.parse(period), value=Quantity.parse(value), **more)  # type: ignore[arg-type]


def judge(
    one: ManagementSystem, *readings: Reading, period: Period = YEAR, on: date = END
) -> Verdict:
    return evaluate(one, Record(readings), period, on)["O"]


RATE, CHANGE = Basis.RELATIVE_TO_TARGET, Basis.RELATIVE_TO_REQUIRED_CHANGE
POINTS = Basis.PERCENTAGE_POINTS
BASED = {"baseline": {"period": "2025", "value": "1000"}}


@pytest.mark.parametrize(
    ("target", "actual", "more", "basis", "deviation", "band"),
    [
        ({"at_least": "80%"}, "76%", {}, RATE, "1/20", 1),
        ({"at_least": "80%"}, "60%", {}, RATE, "1/4", 2),
        ({"at_least": "80%"}, "59%", {}, RATE, "21/80", 3),
        ({"at_least": "80%"}, "59%", {}, POINTS, "21", 2),
        ({"at_least": "90%"}, "85%", {}, RATE, "1/18", 2),
        ({"at_least": "90%"}, "85%", {}, POINTS, "5", 1),
        ({"at_least": "100%"}, "97%", {}, RATE, "3/100", 1),
        ({"at_least": "100%"}, "57/60", {}, RATE, "1/20", 1),
        ({"reduce_by": "5%"}, "970", BASED, RATE, "2/95", 1),
        ({"reduce_by": "5%"}, "970", BASED, CHANGE, "2/5", 3),
        ({"reduce_by": "5%"}, "1000", BASED, RATE, "1/19", 2),
        ({"reduce_by": "5%"}, "1000", BASED, CHANGE, "1", 3),
        ({"reduce_by": "5%"}, "1187.5", BASED, RATE, "1/4", 2),
        ({"reduce_by": "5%"}, "1187.5", BASED, CHANGE, "19/4", 3),
        ({"reduce_by": "5%"}, "962.5", BASED, RATE, "1/76", 1),
        ({"reduce_by": "5%"}, "962.5", BASED, CHANGE, "1/4", 2),
        ({"zero": "true"}, "1", {}, RATE, "unbounded", 3),
        ({"between": ["6", "9"]}, "9.3", {}, RATE, "1/30", 1),
        ({"exactly": "4"}, "3", {}, RATE, "1/4", 2),
        ({"at_least": "80%"}, "5/7", {}, RATE, "3/28", 2),
    ],
)
def test_the_worked_cases_come_out_of_evaluate(
    target: object, actual: str, more: dict[str, object], basis: Basis, deviation: str, band: int
) -> None:
    found = judge(on_basis(system(target, **more), basis), read("x", "2026", actual))
    assert (State.MISSED, deviation, basis) == (found.state, str(found.deviation), found.basis)
    assert [band] == [one.band for one in found.answers]


def test_six_of_seven_meet_four_fifths() -> None:
    found = judge(system({"at_least": "80%"}), read("x", "2026", "6/7"))
    assert (State.MET, "0", ()) == (found.state, str(found.deviation), found.answers)
    assert Colour.GREEN is found.colour


def test_a_change_is_held_against_itself_unless_the_policy_says_otherwise() -> None:
    found = judge(system({"reduce_by": "5%"}, **BASED), read("x", "2026", "1000"))
    assert (CHANGE, "1") == (found.basis, str(found.deviation))
    assert Colour.RED is found.colour


def test_a_change_without_a_baseline_is_undetermined() -> None:
    found = judge(system({"reduce_by": "5%"}), read("x", "2026", "1000"))
    assert (State.UNDETERMINED, "the baseline has no value") == (
        found.state,
        found.reason and found.reason.read("en"),
    )
    assert found.colour is None


def test_points_of_what_is_no_ratio_are_undetermined() -> None:
    one = on_basis(
        system({"at_most": "1 kWh"}, measure={"formula": "last(kwh)", "unit": "kWh"}), POINTS
    )
    months = [read("kwh", f"2026-{month:02}", "5 kWh") for month in range(1, 13)]
    found = judge(one, *months)
    assert State.UNDETERMINED is found.state


def monthly(series: str, unit: str, *values: object) -> list[Reading]:
    return [
        read(series, f"2026-{month:02}", f"{value} {unit}")
        for month, value in enumerate(values, 1)
        if value is not None
    ]


SPILLS = {"measure": {"formula": "sum(spills)", "unit": "incident"}}


def test_no_reading_is_not_zero() -> None:
    assert State.NO_DATA is judge(system({"zero": "true"}, **SPILLS)).state


def test_a_formula_of_numbers_waits_for_no_reading() -> None:
    one = system({"at_least": "3"}, measure={"formula": "2 + 2"})
    assert (State.MET, Quantity(4)) == (judge(one).state, judge(one).actual)


def test_before_the_first_figure_falls_due_nothing_is_missing() -> None:
    early = judge(system({"zero": "true"}, **SPILLS), on=date(2026, 1, 31))
    assert State.NOT_DUE is early.state
    late = judge(system({"zero": "true"}, **SPILLS), on=date(2026, 2, 1))
    assert State.NO_DATA is late.state


def test_a_period_that_has_not_begun_is_not_due() -> None:
    found = judge(system({"zero": "true"}), period=Period.parse("2026-07"), on=date(2026, 6, 30))
    assert State.NOT_DUE is found.state


def test_a_series_whose_last_figure_is_missing_is_stale() -> None:
    readings = monthly("spills", "incident", 0, 0)
    found = judge(system({"zero": "true"}, **SPILLS), *readings, on=date(2026, 4, 1))
    assert State.STALE is found.state
    fresh = judge(system({"zero": "true"}, **SPILLS), *readings, on=date(2026, 3, 31))
    assert State.MET is fresh.state


def test_a_level_that_is_stale_is_not_lost() -> None:
    more = {"measure": {"formula": "last(kwh)", "unit": "kWh"}}
    readings = monthly("kwh", "kWh", 900)
    found = judge(system({"at_most": "1 kWh"}, **more), *readings, on=date(2026, 3, 31))
    assert State.STALE is found.state


def test_a_hole_in_the_middle_is_undetermined() -> None:
    readings = monthly("spills", "incident", 0, None, 0)
    found = judge(system({"zero": "true"}, **SPILLS), *readings, on=date(2026, 3, 31))
    assert State.UNDETERMINED is found.state


def test_what_is_already_lost_is_missed_whatever_is_missing() -> None:
    readings = monthly("spills", "incident", 1, None, 0)
    found = judge(system({"zero": "true"}, **SPILLS), *readings, on=date(2026, 6, 30))
    assert found.response is not None
    assert (State.MISSED, "capa") == (found.state, found.response.id)


RECOVERY = {"measure": {"formula": "sum(done) / sum(due)", "unit": "%"}}


def test_a_ratio_of_sums_is_no_mean_of_ratios() -> None:
    readings = [
        read("done", "2026-01", "1 item"),
        read("due", "2026-01", "1 item"),
        read("done", "2026-02", "50 item"),
        read("due", "2026-02", "99 item"),
    ]
    found = judge(system({"at_least": "80%"}, **RECOVERY), *readings)
    assert Quantity.parse("51%") == found.actual


@pytest.mark.parametrize(
    ("done", "due", "state"),
    [("0", "0", State.NOT_APPLICABLE), ("1", "0", State.UNDETERMINED), ("0", "1", State.MISSED)],
)
def test_nothing_of_nothing_does_not_apply(done: str, due: str, state: State) -> None:
    readings = [read("done", "2026", f"{done} item"), read("due", "2026", f"{due} item")]
    assert state is judge(system({"at_least": "80%"}, **RECOVERY), *readings).state


def test_nothing_of_nothing_so_far_is_stale_where_figures_are_late() -> None:
    more = {"measure": {"formula": "sum(done) / sum(due)", "unit": "%", "frequency": "monthly"}}
    readings = [read("done", "2026-01", "0 item"), read("due", "2026-01", "0 item")]
    late = judge(system({"at_least": "80%"}, **more), *readings, on=date(2026, 3, 31))
    assert State.STALE is late.state
    fresh = judge(system({"at_least": "80%"}, **more), *readings, on=date(2026, 2, 27))
    assert State.NOT_APPLICABLE is fresh.state


@pytest.mark.parametrize(
    ("formula", "done", "state"),
    [
        ("100 * sum(done) / sum(due)", 0, State.NOT_APPLICABLE),
        ("100 * (sum(done) / sum(due))", 0, State.NOT_APPLICABLE),
        ("sum(done) / sum(due) * 100", 0, State.NOT_APPLICABLE),
        ("1 + sum(done) / sum(due)", 0, State.NOT_APPLICABLE),
        ("sum(done) / sum(due) / count(due)", 0, State.NOT_APPLICABLE),
        ("sum(done) / sum(due) / count(due) + sum(done) / sum(due)", 0, State.NOT_APPLICABLE),
        ("100 * (sum(done) / sum(due))", 1, State.UNDETERMINED),
        ("sum(due) / sum(done) + sum(done) / sum(due)", 1, State.UNDETERMINED),
        ("sum(due) / sum(due) + sum(done) / sum(due)", 1, State.UNDETERMINED),
        ("sum(due) / sum(due) + sum(done) / count(due)", 1, State.NOT_APPLICABLE),
    ],
)
def test_a_quotient_is_nothing_of_nothing_wherever_it_stands(
    formula: str, done: int, state: State
) -> None:
    unit = "item" if formula.endswith("sum(done) / count(due)") else "1"
    if unit == "item":
        formula = formula.replace("sum(due) / sum(due)", "sum(due) * sum(due) / sum(due)")
    more = {"measure": {"formula": formula, "unit": unit}}
    readings = [read("done", "2026", f"{done} item"), read("due", "2026", "0 item")]
    one = system({"at_least": "1" if unit == "1" else f"1 {unit}"}, **more)
    assert state is judge(one, *readings).state


ENERGY = {"measure": {"formula": "sum(kwh)", "unit": "kWh"}}


def test_a_sum_is_held_against_its_part_of_the_target() -> None:
    half = monthly("kwh", "kWh", *[100] * 6)
    found = judge(system({"at_most": "1200 kWh"}, **ENERGY), *half, on=date(2026, 6, 30))
    share = Fraction(181, 365)
    assert share == found.share
    assert Target.at_most(Quantity(1200 * share, "kWh")) == found.target
    assert (State.MISSED, Fraction(600) / (1200 * share) - 1) == (
        found.state,
        found.deviation and found.deviation.value,
    )
    assert found.projection is not None
    assert Quantity(Fraction(600 * 365, 181), "kWh") == found.projection.end
    assert Quantity(Fraction(600, 184), "kWh") == found.projection.needed


def test_a_month_is_held_against_its_own_days() -> None:
    june = monthly("kwh", "kWh", *[100] * 6)
    found = judge(
        system({"at_most": "1200 kWh"}, **ENERGY),
        *june,
        period=Period.parse("2026-06"),
        on=date(2026, 7, 1),
    )
    assert (Fraction(30, 365), State.MISSED) == (found.share, found.state)
    assert found.projection is None


def test_at_the_years_end_the_whole_target_counts() -> None:
    found = judge(system({"at_most": "1200 kWh"}, **ENERGY), *monthly("kwh", "kWh", *[100] * 12))
    assert (State.MET, Fraction(1)) == (found.state, found.share)
    assert found.projection is not None
    assert found.projection.needed is None


def test_a_change_of_level_is_held_against_the_part_of_the_change() -> None:
    one = system({"reduce_by": "10%"}, **BASED)
    found = judge(one, read("x", "2026-Q1", "980"), on=date(2026, 3, 31))
    assert Fraction(90, 365) == found.share
    bound = found.target.bounds[0]
    assert Quantity(1000 - 100 * Fraction(90, 365)) == bound.goal


def at_end(one: ManagementSystem) -> ManagementSystem:
    policy = one.deviation_policy
    assert policy is not None
    part = attrs.evolve(policy.parts[0], time_basis=TimeBasis.END)
    return attrs.evolve(one, deviation_policy=DeviationPolicy(terms=((part,),)))


@pytest.mark.parametrize("target", [{"at_most": "1200 kWh"}, {"at_least": "1200 kWh"}])
def test_a_policy_that_looks_at_the_end_decides_nothing_before_it(target: object) -> None:
    one = at_end(system(target, **ENERGY))
    half = judge(one, *monthly("kwh", "kWh", *[100] * 6), on=date(2026, 6, 30))
    assert (State.NOT_DUE, None, None) == (half.state, half.share, half.response)
    assert half.projection is not None
    assert half.colour is None
    whole = judge(one, *monthly("kwh", "kWh", *[100] * 12))
    assert (State.MET, Fraction(1)) == (whole.state, whole.share)


def test_what_is_lost_before_the_end_is_missed_at_once() -> None:
    one = at_end(system({"at_most": "1200 kWh"}, **ENERGY))
    found = judge(one, *monthly("kwh", "kWh", *[300] * 5), on=date(2026, 5, 31))
    assert (State.MISSED, "1/4") == (found.state, str(found.deviation))


def test_a_level_is_judged_whenever_the_policy_looks() -> None:
    found = judge(at_end(system({"at_least": "80%"})), read("x", "2026-Q1", "81%"))
    assert State.MET is found.state


@pytest.mark.parametrize(
    ("drills", "on", "state"),
    [
        (0, date(2026, 3, 31), State.NOT_DUE),
        (4, date(2026, 6, 30), State.NOT_DUE),
        (5, date(2026, 6, 30), State.MISSED),
        (4, END, State.MET),
        (3, END, State.MISSED),
    ],
)
def test_a_sum_to_be_hit_exactly_is_judged_at_the_end_or_once_it_is_exceeded(
    drills: int, on: date, state: State
) -> None:
    one = system({"exactly": "4 item"}, measure={"formula": "sum(done)", "unit": "item"})
    assert state is judge(one, read("done", "2026-01", f"{drills} item"), on=on).state


def test_what_can_still_fall_is_not_lost() -> None:
    rate = {"measure": {"formula": "sum(kwh) / last(x)", "unit": "kWh"}}
    one = system({"at_most": "100 kWh"}, **rate)
    holed = monthly("kwh", "kWh", 300, None, 0)
    found = judge(one, *holed, read("x", "2026-03", "1"), on=date(2026, 3, 31))
    assert State.UNDETERMINED is found.state
    net = judge(
        system({"at_most": "100 kWh"}, **ENERGY),
        *monthly("kwh", "kWh", 300, None, -100),
        on=date(2026, 3, 31),
    )
    assert State.UNDETERMINED is net.state


@pytest.mark.parametrize(
    ("target", "state"),
    [
        ({"between": ["100 kWh", "200 kWh"]}, State.MISSED),
        ({"between": ["100 kWh", "400 kWh"]}, State.UNDETERMINED),
        ({"at_least": "100 kWh"}, State.UNDETERMINED),
    ],
)
def test_a_range_is_lost_above_it_only(target: object, state: State) -> None:
    holed = monthly("kwh", "kWh", 300, None, 0)
    assert state is judge(system(target, **ENERGY), *holed, on=date(2026, 3, 31)).state


STEPS = [
    {"title": "start", "due": "2026-03-31", "planned": "300 kWh"},
    {"title": "later", "due": "2026-09-30", "planned": "900 kWh"},
    {"title": "words only", "due": "2026-05-31"},
    {"title": "no date"},
]


@pytest.mark.parametrize(
    ("months", "on", "planned"),
    [
        (1, date(2026, 1, 31), 300 * Fraction(31, 90)),
        (3, date(2026, 3, 31), Fraction(300)),
        (6, date(2026, 6, 30), 300 + 600 * Fraction(91, 183)),
        (10, date(2026, 10, 31), 900 + 300 * Fraction(31, 92)),
        (12, END, Fraction(1200)),
    ],
)
def test_milestones_with_figures_are_the_path_from_nothing_to_the_target(
    months: int, on: date, planned: Fraction
) -> None:
    for kind in ("at_most", "at_least", "below", "above"):
        one = system({kind: "1200 kWh"}, **ENERGY, programme={"milestones": STEPS})
        found = judge(one, *monthly("kwh", "kWh", *[100] * months), on=on)
        limit = Quantity(planned, "kWh")
        assert Target((Bound(TargetKind(kind), limit=limit),)) == found.target


@pytest.mark.parametrize(
    ("period", "planned"),
    [
        ("2026-01", 300 * Fraction(31, 90)),
        ("2026-02", 300 * Fraction(28, 90)),
        ("2026-Q2", 600 * Fraction(91, 183)),
        ("2026-Q3", 600 * Fraction(92, 183)),
        ("2026-Q4", Fraction(300)),
        ("2026-03-02..2026-04-01", 300 * Fraction(30, 90) + 600 * Fraction(1, 183)),
    ],
)
def test_a_span_within_the_year_is_held_against_its_part_of_the_path(
    period: str, planned: Fraction
) -> None:
    span = Period.parse(period)
    one = system({"at_most": "1200 kWh"}, **ENERGY, programme={"milestones": STEPS})
    limit = Quantity(planned, "kWh")
    found = judge(one, Reading("kwh", span, value=limit), period=span, on=date(2027, 1, 5))
    assert (State.MET, Target.at_most(limit)) == (found.state, found.target)


def test_a_span_that_is_not_within_the_year_knows_no_path() -> None:
    span = Period.parse("2026-01-01..2027-06-30")
    one = system({"at_most": "1200 kWh"}, **ENERGY, programme={"milestones": STEPS})
    found = judge(one, read("kwh", "2026-01", "1 kWh"), period=span, on=date(2026, 2, 1))
    assert Target.at_most(Quantity(1200 * Fraction(31, 365), "kWh")) == found.target


def test_the_path_ends_at_the_target_whatever_is_planned_for_the_last_day() -> None:
    steps = [{"title": "m", "due": "2026-12-31", "planned": "80%"}]
    one = system({"at_least": "90%"}, programme={"milestones": steps})
    found = judge(
        one, Reading("x", Period.parse("2026-07-02"), value=Quantity("1")), on=date(2026, 7, 2)
    )
    assert Target.at_least(Quantity(Fraction(9, 10) * Fraction(183, 365))) == found.target


LEVEL_STEPS = [
    {"title": "half", "due": "2026-06-30", "planned": "80%"},
    {"title": "more", "due": "2026-09-30", "planned": "84%"},
]


@pytest.mark.parametrize("formula", ["last(x)", "mean(x)"])
@pytest.mark.parametrize(
    ("period", "on", "planned"),
    [
        ("2026", date(2026, 6, 30), Fraction("0.8")),
        ("2026-06", date(2026, 7, 5), Fraction("0.8")),
        ("2026-Q2", date(2026, 6, 30), Fraction("0.8")),
        ("2026-03", date(2026, 4, 5), Fraction("0.8") * 90 / 181),
        ("2026-07", date(2026, 8, 5), Fraction("0.8") + Fraction("0.04") * 31 / 92),
        ("2026-12", date(2027, 1, 5), Fraction("0.9")),
    ],
)
def test_milestones_are_the_path_of_a_level_too(
    formula: str, period: str, on: date, planned: Fraction
) -> None:
    one = system(
        {"at_least": "90%"},
        measure={"formula": formula},
        programme={"milestones": LEVEL_STEPS},
    )
    span = Period.parse(period)
    day = min(on, span.last).isoformat()
    found = judge(one, Reading("x", Period.parse(day), value=Quantity(planned)), period=span, on=on)
    assert (State.MET, Target.at_least(Quantity(planned))) == (found.state, found.target)
    below = Quantity(planned - Fraction(1, 1000))
    missed = judge(one, Reading("x", Period.parse(day), value=below), period=span, on=on)
    assert State.MISSED is missed.state


@pytest.mark.parametrize(
    ("on", "more", "planned"),
    [
        (date(2026, 3, 31), {}, Fraction(8)),
        (date(2026, 6, 30), {}, Fraction(8)),
        (date(2026, 12, 31), {}, Fraction(5)),
        (
            date(2026, 3, 31),
            {"baseline": {"period": "2025", "value": "10"}},
            10 - 2 * Fraction(90, 181),
        ),
    ],
)
def test_a_level_that_is_to_fall_starts_at_its_baseline_or_at_the_first_figure(
    on: date, more: dict[str, object], planned: Fraction
) -> None:
    steps = [{"title": "half", "due": "2026-06-30", "planned": "8"}]
    one = system({"at_most": "5"}, programme={"milestones": steps}, **more)
    found = judge(one, Reading("x", Period.parse(on.isoformat()), value=Quantity(planned)), on=on)
    assert (State.MET, Quantity(planned)) == (found.state, found.target.bounds[0].limit)


def test_the_path_of_a_change_starts_at_its_baseline() -> None:
    steps = [{"title": "start", "due": "2026-03-31", "planned": "980"}]
    one = system({"reduce_by": "10%"}, **BASED, programme={"milestones": steps})
    found = judge(one, read("x", "2026-01", "990"), on=date(2026, 1, 31))
    (bound,) = found.target.bounds
    assert Quantity(1000 - 20 * Fraction(31, 90)) == bound.goal
    end = judge(one, read("x", "2026-12", "980"))
    assert (State.MISSED, "4/5") == (end.state, str(end.deviation))


def test_a_sum_that_is_to_fall_keeps_its_part_of_the_baseline_on_the_path() -> None:
    one = system(
        {"reduce_by": "25%"},
        **ENERGY,
        baseline={"period": "2025", "value": "1600 kWh"},
        programme={"milestones": STEPS},
    )
    found = judge(one, *monthly("kwh", "kWh", 100, 100, 100), on=date(2026, 3, 31))
    (bound,) = found.target.bounds
    assert Quantity(300, "kWh") == bound.limit
    assert Quantity(1600 * Fraction(90, 365), "kWh") == bound.baseline


@pytest.mark.parametrize(
    "target",
    [
        {"zero": "true"},
        {"between": ["100 kWh", "1200 kWh"]},
        [{"at_least": "100 kWh"}, {"at_most": "1200 kWh"}],
    ],
)
def test_milestones_do_not_replace_a_target_that_has_no_one_limit(target: object) -> None:
    one = system(target, **ENERGY, programme={"milestones": STEPS})
    found = judge(one, *monthly("kwh", "kWh", 1, 0, 0), on=date(2026, 3, 31))
    assert State.MISSED is found.state
    plain = judge(system(target, **ENERGY), *monthly("kwh", "kWh", 1, 0, 0), on=date(2026, 3, 31))
    assert plain.target == found.target


def test_a_month_outside_the_year_is_never_held_against_the_whole_of_it() -> None:
    found = judge(
        system({"at_most": "1200 kWh"}, **ENERGY),
        read("kwh", "2027-01", "1000 kWh"),
        period=Period.parse("2027-01"),
        on=date(2027, 2, 5),
    )
    assert (State.MISSED, Fraction(31, 365)) == (found.state, found.share)
    changed = judge(
        system({"reduce_by": "10%"}, **BASED),
        read("x", "2027-01", "950"),
        period=Period.parse("2027-01"),
        on=date(2027, 2, 5),
    )
    assert (State.MISSED, None) == (changed.state, changed.share)


@pytest.mark.parametrize(
    ("target", "needed"),
    [
        ({"at_most": "300 kWh"}, None),
        ({"at_least": "300 kWh"}, None),
        ({"between": ["300 kWh", "2000 kWh"]}, None),
        ({"at_least": "1000 kWh"}, Fraction(400, 184)),
    ],
)
def test_what_is_passed_needs_nothing_more(target: object, needed: Fraction | None) -> None:
    half = monthly("kwh", "kWh", *[100] * 6)
    found = judge(system(target, **ENERGY), *half, on=date(2026, 6, 30))
    assert found.projection is not None
    expected = None if needed is None else Quantity(needed, "kWh")
    assert expected == found.projection.needed


def test_a_year_that_starts_in_april_has_its_own_quarters() -> None:
    one = attrs.evolve(
        system({"at_most": "1200 kWh"}, **ENERGY), period=Period.parse("2026-04-01..2027-03-31")
    )
    spring = [read("kwh", f"2026-{month:02}", "100 kWh") for month in (4, 5, 6)]
    found = judge(one, *spring, period=Period.parse("2026-Q2"), on=date(2026, 7, 5))
    assert (Fraction(91, 365), State.MISSED) == (found.share, found.state)
    assert found.projection is not None
    assert Quantity(300 * Fraction(365, 91), "kWh") == found.projection.end


def test_a_baseline_can_be_the_same_formula_over_its_own_readings() -> None:
    one = system({"reduce_by": "5%"}, **ENERGY, baseline={"period": "2025"})
    old = [read("kwh", f"2025-{month:02}", "100 kWh") for month in range(1, 13)]
    new = monthly("kwh", "kWh", *[95] * 12)
    found = judge(one, *old, *new)
    assert (State.MET, Quantity.parse("1200 kWh")) == (found.state, found.baseline)
    holed = judge(one, *old[1:], *new)
    assert (State.UNDETERMINED, None) == (holed.state, holed.baseline)
    none = judge(one, *new)
    assert (State.UNDETERMINED, None) == (none.state, none.baseline)


def test_a_baseline_whose_own_formula_divides_by_nothing_has_no_value() -> None:
    one = system({"reduce_by": "5%"}, **RECOVERY, baseline={"period": "2025"})
    found = judge(
        one,
        read("done", "2025", "0 item"),
        read("due", "2025", "0 item"),
        read("done", "2026", "1 item"),
        read("due", "2026", "1 item"),
    )
    assert (State.UNDETERMINED, None) == (found.state, found.baseline)


def test_the_sum_of_a_quarter_is_no_baseline_for_a_year() -> None:
    one = system({"reduce_by": "5%"}, **ENERGY, baseline={"period": "2025-Q4"})
    old = [read("kwh", f"2025-{month}", "100 kWh") for month in (10, 11, 12)]
    found = judge(one, *old, *monthly("kwh", "kWh", *[95] * 12))
    assert (
        State.UNDETERMINED,
        "the sum of 2025-Q4 is not a baseline for 2026: expected a period of the same length",
    ) == (
        found.state,
        found.reason and found.reason.read("en"),
    )


@pytest.mark.parametrize(
    ("year", "before", "fits"),
    [
        ("2026-01-01..2026-01-20", "2025-12-01..2025-12-05", False),
        ("2026-01-01..2026-01-20", "2025-12-01..2025-12-20", True),
        ("2026-01-01..2026-02-10", "2025-01-01..2025-02-14", False),
        ("2028", "2027", True),
        ("2026-03", "2026-02", True),
        ("2026-04-01..2027-03-31", "2025-04-01..2026-03-31", True),
    ],
)
def test_a_sum_is_a_baseline_for_as_many_months_and_days(
    year: str, before: str, *, fits: bool
) -> None:
    now, then = Period.parse(year), Period.parse(before)
    one = system({"reduce_by": "5%"}, measure={"formula": "sum(x)"}, baseline={"period": before})
    one = attrs.evolve(one, period=now)
    found = judge(one, read("x", before, "100"), read("x", year, "95"), period=now, on=now.last)
    if fits:
        assert (State.MET, Quantity(100)) == (found.state, found.baseline)
    else:
        assert (State.UNDETERMINED, f"the sum of {then} is not a baseline for {now}: expected a period of the same length") == (
            found.state, str(found.reason),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "fits"),
    [
        ("1000 / sum(x)", False),
        ("sum(x) + mean(x)", False),
        ("sum(x) * count(x)", False),
        ("count(x) * 2", False),
        ("1 - sum(x) / count(x)", True),
        ("100 * sum(x) / count(x)", True),
        ("max(x) - min(x)", True),
        ("mean(x)", True),
    ],
)
def test_whatever_depends_on_the_length_of_a_period_has_a_baseline_of_that_length(
    formula: str, *, fits: bool
) -> None:
    assert fits is not Formula.parse(formula).depends_on_length
    one = system(
        {"increase_by": "5%"}, measure={"formula": formula}, baseline={"period": "2025-12"}
    )
    found = judge(one, read("x", "2025-12", "100"), read("x", "2026", "95"))
    assert fits is (found.baseline is not None)


def test_every_site_is_judged_by_its_own_readings_and_the_whole_by_all() -> None:
    readings = [
        read("x", "2026-Q1", "90%", site="north"),
        read("x", "2026-Q2", "70%", site="south"),
    ]
    apart = evaluate(
        system({"at_least": "80%"}, sites=["north", "south"]), Record(readings), YEAR, END
    )
    assert [State.MET, State.MISSED] == [apart["O", "north"].state, apart["O", "south"].state]
    with pytest.raises(KeyError):
        apart["O"]
    total = [
        read("kwh", "2026-01", f"{value} kWh", site=site)
        for site, value in (("north", 60), ("south", 40))
    ]
    january = {"period": Period.parse("2026-01"), "on": date(2026, 2, 5)}
    whole = judge(system({"at_most": "1200 kWh"}, **ENERGY), *total, **january)  # type: ignore[arg-type]
    assert Quantity.parse("100 kWh") == whole.actual


@pytest.mark.parametrize("formula", ["mean(x)", "last(x)"])
def test_figures_of_several_sites_have_no_mean_and_no_last_one(formula: str) -> None:
    one = system({"at_least": "80%"}, measure={"formula": formula})
    north, south = (read("x", "2026-01", "90%", site=site) for site in ("north", "south"))
    assert State.MET is judge(one, north).state
    assert State.UNDETERMINED is judge(one, north, south).state


@pytest.mark.parametrize(
    ("north", "south", "state", "said"),
    [
        ([60, 60, 60], [40, 40, 40], State.MET, ""),
        ([60, 60, 60], [40, 40, None], State.STALE, "kwh (south): the last reading is of 2026-02"),
        ([60, 60, 60], [40, None, 40], State.UNDETERMINED, "kwh (south): no reading for the span"),
    ],
)
def test_the_whole_lacks_what_a_site_lacks(
    north: list[object], south: list[object], state: State, said: str
) -> None:
    one = system({"at_most": "1300 kWh"}, **ENERGY)
    figures = [
        attrs.evolve(reading, site=site)
        for site, values in (("north", north), ("south", south))
        for reading in monthly("kwh", "kWh", *values)
    ]
    quarter = Period.parse("2026-Q1")
    found = judge(one, *figures, period=quarter, on=date(2026, 4, 5))
    assert state is found.state
    assert said in (found.reason.read("en") if found.reason else "")


def test_a_site_that_reports_nothing_in_a_period_leaves_the_whole_undetermined() -> None:
    one = system({"at_most": "1200 kWh"}, **ENERGY)
    figures = [
        read("kwh", "2026-01", "1 kWh", site="north"),
        read("kwh", "2026-01", "1 kWh", site="south"),
        read("kwh", "2026-02", "1 kWh", site="north"),
    ]
    found = judge(one, *figures, period=Period.parse("2026-02"), on=date(2026, 3, 5))
    assert (State.UNDETERMINED, "kwh (south): no reading") == (
        found.state,
        found.reason and found.reason.read("en"),
    )


def test_a_figure_of_one_day_stands_for_the_month_that_it_lies_in() -> None:
    days = [read("kwh", f"2026-0{month}-15", "10 kWh") for month in (1, 2, 3)]
    one = system({"at_most": "1200 kWh"}, **ENERGY)
    found = judge(one, *days, period=Period.parse("2026-Q1"), on=date(2026, 4, 5))
    assert (State.MET, Fraction(90, 365)) == (found.state, found.share)
    early = judge(one, *days, period=Period.parse("2026-Q1"), on=date(2026, 3, 20))
    assert Fraction(74, 365) == early.share


def test_what_never_falls_due_in_a_period_that_is_over_is_told_so() -> None:
    one = system(
        {"zero": "true"},
        measure={"formula": "sum(done)", "unit": "item", "frequency": "quarterly"},
    )
    found = judge(one, period=Period.parse("2026-02"), on=date(2026, 7, 1))
    assert (State.NOT_DUE, "done: nothing falls due in 2026-02") == (
        found.state,
        found.reason and found.reason.read("en"),
    )


def test_the_stricter_policy_holds() -> None:
    one = system({"at_least": "80%"})
    strict = DeviationPolicy.zero_tolerance("capa")
    (objective,) = one.objectives
    own = attrs.evolve(one, objectives=(attrs.evolve(objective, deviation_policy=strict),))
    found = judge(own, read("x", "2026", "79%"))
    assert found.response is not None
    assert "capa" == found.response.id
    based = DeviationPolicy.zero_tolerance("capa", POINTS)
    own = attrs.evolve(one, objectives=(attrs.evolve(objective, deviation_policy=based),))
    assert POINTS is judge(own, read("x", "2026", "79%")).basis


def test_without_a_policy_a_miss_has_no_band() -> None:
    one = attrs.evolve(system({"at_least": "80%"}), deviation_policy=None)
    found = judge(one, read("x", "2026", "79%"))
    assert (State.MISSED, (), None, None) == (
        found.state,
        found.answers,
        found.response,
        found.colour,
    )


def test_what_was_recorded_later_does_not_count_earlier() -> None:
    first = read("x", "2026-Q1", "70%")
    first = attrs.evolve(first, recorded=date(2026, 4, 5))
    corrected = attrs.evolve(
        first,
        value=Quantity.parse("85%"),
        recorded=date(2026, 5, 5),
        id="correction",
        supersedes=first.name,
    )
    one = system({"at_least": "80%"})
    record = Record((first, corrected))
    assert State.MISSED is evaluate(one, record, YEAR, date(2026, 5, 1))["O"].state
    assert State.MET is evaluate(one, record, YEAR, date(2026, 5, 5))["O"].state
    assert (corrected, first) == record.history(corrected)


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (read("y", "2026-01", "1"), "no series 'y'"),
        (read("x", "2026-01", "1 kWh"), "does not fit x"),
        (read("spills", "2026-01", "-1 incident"), "negative count"),
        (read("x", "2026-01", "1", site="east"), "no site 'east'"),
        (read("x", "2027-01", "1"), "lies after"),
        (read("x", "2025-12", "1"), "lies before 2026-01-01"),
        (
            attrs.evolve(read("x", "2026-06", "1"), recorded=date(2026, 1, 1)),
            "lies after 2026-01-01",
        ),
    ],
)
def test_a_reading_that_the_system_cannot_have_is_refused(reading: Reading, said: str) -> None:
    with pytest.raises(InvalidDocument, match=said):
        judge(system({"zero": "true"}), reading)


@pytest.mark.parametrize(
    ("whole", "site", "refused"),
    [
        ("2026-01", "2026-01", True),
        ("2026-Q1", "2026-02", True),
        ("2026-02", "2026-Q1", True),
        ("2026-01", "2026-02", False),
        ("2026-03", "2026-02", False),
    ],
)
def test_no_day_is_counted_for_the_whole_and_for_a_site(
    whole: str, site: str, *, refused: bool
) -> None:
    one = system({"at_most": "1200 kWh"}, **ENERGY)
    record = Record([read("kwh", whole, "100 kWh"), read("kwh", site, "60 kWh", site="north")])
    problems = list(reading_problems(one, record.readings, END))
    assert refused is bool(problems)
    if refused:
        assert ("1", "site") == problems[0].path
        with pytest.raises(InvalidDocument, match="each day counted once"):
            evaluate(one, record, YEAR, END)


def test_an_evaluation_lists_every_objective() -> None:
    found = evaluate(system({"zero": "true"}), Record(), YEAR, END)
    assert Evaluation(YEAR, END, verdicts=found.verdicts) == found
    assert ["O"] == [verdict.objective for verdict in found.verdicts]


def test_an_evaluation_holds_its_verdicts() -> None:
    whole = evaluate(system({"at_least": "80%"}), Record(), YEAR, END)
    assert list(whole.verdicts) == list(whole)
    assert 1 == len(whole)
    assert all(verdict in whole for verdict in whole)
    assert ("O" in whole, ("O", None) in whole, "X" in whole, 0 in whole) == (
        True,
        True,
        False,
        False,
    )
    assert whole["O"] == whole.verdicts[0]
    with pytest.raises(KeyError, match="X"):
        whole["X"]
    at_sites = evaluate(system({"at_least": "80%"}, sites=["north", "south"]), Record(), YEAR, END)
    assert ("O" in at_sites, ("O", "south") in at_sites) == (False, True)
    assert "south" == at_sites["O", "south"].site
    with pytest.raises(KeyError, match=r"O is judged at each site: expected \('O', 'north'\)"):
        at_sites["O"]
