"""What counts in a span: readings over its edge, figures before their span is over, rhythms and their grace."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.explanation import explain
from mgmtsys.files.systems import structure_system
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import State, Verdict
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

ALL_OF_IT = {"divide": "by_days"}
YEAR = Period.parse("2026")


def water(target: object = None, formula: str = "sum(w)", **more: object) -> ManagementSystem:
    """Return a system that draws at most one cubic metre a day of 2026."""
    objective = {
        "statement": "O",
        "measure": {"formula": formula, "unit": "m3"},
        "target": target or {"at_most": "365 m3"},
    }
    series = {"w": {"unit": "m3"} | more.pop("w", {}), "v": {"unit": "m3"}}  # type: ignore[operator]
    return structure_system(
        {
            "organisation": "Works",
            "period": "2026",
            "sites": {"north": {}, "south": {}},
            "series": series,
            "objectives": {"O": objective | more.pop("objective", {})},  # type: ignore[operator]
        }
        | more
    )


def read(period: str, cubes: object, series: str = "w", site: str | None = None) -> Reading:
    return Reading(series, Period.parse(period), value=Quantity.parse(f"{cubes} m3"), site=site)


def judge(
    system: ManagementSystem, *readings: Reading, period: str = "2026", on: str = "2026-12-31"
) -> Verdict:
    return evaluate(system, Record(readings), Period.parse(period), date.fromisoformat(on))["O"]


def weeks(count: int) -> list[Reading]:
    first = date(2026, 1, 5)
    starts = [first + timedelta(days=7 * week) for week in range(count)]
    return [read(f"{start}..{start + timedelta(days=6)}", "9.1") for start in starts]


WHY = "{} extends beyond {}, and how w is to be divided is not stated"


def test_a_reading_over_the_edge_is_named_and_never_green() -> None:
    over = read("2026-01-31..2026-02-01", 500)
    found = judge(water(), read("2026-01-05", 1), over, period="2026-01", on="2026-03-01")
    assert (State.UNDETERMINED, WHY.format(over.name, "2026-01")) == (
        found.state, str(found.reason),
    )  # fmt: skip
    next_month = judge(water(), over, period="2026-02", on="2026-03-01")
    assert (State.UNDETERMINED, None) == (next_month.state, next_month.actual)
    assert State.MISSED is judge(water(), over, period="2026-Q1", on="2026-04-01").state


@pytest.mark.parametrize("period", ["2026-01", "2026-02", "2026-Q1"])
@pytest.mark.parametrize("frequency", [{}, {"frequency": "weekly"}])
def test_weeks_that_do_not_fill_a_month_decide_nothing(
    period: str, frequency: dict[str, str]
) -> None:
    found = judge(water(w=frequency), *weeks(13), period=period, on="2026-04-10")
    assert State.UNDETERMINED is found.state


@pytest.mark.parametrize(
    ("period", "actual"),
    [
        ("2026-01", 3 * Fraction("9.1") + Fraction("9.1") * 6 / 7),
        ("2026-02", Fraction("1.3") * 28),
        ("2026-Q1", Fraction("1.3") * (90 - 4)),
    ],
)
def test_a_series_divided_by_days_counts_the_days_inside(period: str, actual: Fraction) -> None:
    found = judge(water(w=ALL_OF_IT), *weeks(14), period=period, on="2026-04-10")
    assert Quantity(actual, "m3") == found.actual
    days = Period.parse(period).days
    assert Target.at_most(Quantity(days, "m3")) == found.target


def test_the_explanation_shows_the_division() -> None:
    system = water(w=ALL_OF_IT)
    over = read("2026-01-31..2026-02-02", 6)
    found = judge(system, read("2026-01-05", 1), over, period="2026-01", on="2026-03-01")
    told = explain(found, system)
    assert "sum(w) = sum(1 m3, 6 m3 × 1/3) = 3 m3" in told
    assert "w@2026-01-31..2026-02-02 = 6 m3, of which 1 of 3 days" in told
    assert "其中 3 天中的 1 天" in explain(found, system, "zh")


def test_a_year_may_begin_within_a_week() -> None:
    over = read("2025-12-29..2026-01-04", 7)
    first = judge(water(), over, period="2026-01", on="2026-02-01")
    assert State.UNDETERMINED is first.state
    divided = judge(water(w=ALL_OF_IT), over, period="2026-01", on="2026-02-01")
    assert Quantity(4, "m3") == divided.actual


def test_what_is_lost_without_the_reading_over_the_edge_is_missed() -> None:
    over = read("2026-12-31..2027-01-01", 1)
    found = judge(water(), read("2026-06", 400), over, on="2027-01-05")
    assert State.MISSED is found.state
    back = judge(
        water(), read("2026-06", 400), read("2026-12-31..2027-01-01", -50), on="2027-01-05"
    )
    assert State.UNDETERMINED is back.state


def test_a_level_over_the_edge_is_no_level_of_the_period() -> None:
    one = water({"at_most": "5 m3"}, "last(w)")
    found = judge(one, read("2026-01-05", 1), read("2026-01-31..2026-02-06", 9), period="2026-01")
    assert State.UNDETERMINED is found.state


def test_a_baseline_counts_by_the_same_rule() -> None:
    def based(w: object) -> Verdict:
        change = {"target": {"reduce_by": "10%"}, "baseline": {"period": "2025-12"}}
        return judge(
            water(w=w, objective=change, period="2026-01"),
            read("2025-12-01..2025-12-30", 300),
            read("2025-12-31..2026-01-01", 20),
            read("2026-01-02..2026-01-31", 200),
            period="2026-01",
            on="2026-02-05",
        )

    found = based({})
    assert (State.UNDETERMINED, None) == (found.state, found.baseline)
    divided = based(ALL_OF_IT)
    assert (Quantity(310, "m3"), Quantity(210, "m3")) == (divided.baseline, divided.actual)


@pytest.mark.parametrize(
    "formula", ["mean(w)", "last(w)", "max(w)", "sum(w) + min(w)", "sum(v) * count(w)"]
)
def test_only_what_is_summed_is_divided(formula: str) -> None:
    with pytest.raises(InvalidDocument) as raised:
        water(formula=formula, w=ALL_OF_IT)
    (problem,) = raised.value.problems
    assert ("series", "w", "divide") == problem.path
    assert "expected a series that is summed" in str(problem.message)


def test_a_figure_for_a_whole_month_recorded_on_the_tenth_stands_for_the_month() -> None:
    for period in ("2026-01", "2026"):
        for more in ({}, {"frequency": "monthly"}):
            found = judge(water(w=more), read("2026-01", 31), period=period, on="2026-01-10")
            assert (State.MET, Fraction(31, 365)) == (found.state, found.share)


def test_figures_of_different_ends_do_not_add_up_before_the_later_is_over() -> None:
    both = water({"at_most": "730 m3"}, "sum(w) + sum(v)")
    month, days = read("2026-01", 31), read("2026-01-01..2026-01-10", 10, "v")
    early = judge(both, month, days, period="2026-01", on="2026-01-10")
    assert (State.UNDETERMINED, "w@2026-01 covers days after 2026-01-10, which other figures do not") == (
        early.state, str(early.reason),
    )  # fmt: skip
    assert State.MET is judge(both, month, days, period="2026-01", on="2026-02-01").state
    north, south = (
        read("2026-01", 31, site="north"),
        read("2026-01-01..2026-01-10", 1, site="south"),
    )
    apart = judge(water(), north, south, period="2026-01", on="2026-01-10")
    assert State.UNDETERMINED is apart.state


MONTHLY = {"frequency": "monthly"}
IN_TIME = MONTHLY | {"within": "10 days"}
#: Half a cubic metre a day of each of two series, the one a month ahead of the other.
AHEAD = (read("2026-01", "15.5"), read("2026-02", 14), read("2026-01", "15.5", "v"))


def two_series(
    target: object, formula: str, w: object = IN_TIME, v: object = IN_TIME
) -> ManagementSystem:
    unit = "1" if "/" in formula else "m3"
    series = {"w": {"unit": "m3"} | w, "v": {"unit": "m3"} | v}  # type: ignore[operator]
    measure = {"formula": formula, "unit": unit}
    return water(target, objective={"measure": measure}, series=series)


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("sum(w) + sum(v)", {"at_most": "365 m3"}),
        ("sum(w) / sum(v)", {"at_most": "1"}),
        ("sum(w) / sum(v)", {"at_least": "1.5"}),
        ("100 * sum(w) / count(v)", {"at_most": "1 m3"}),
    ],
)
def test_sums_of_different_days_decide_nothing_while_one_of_them_is_still_to_come(
    formula: str, target: object
) -> None:
    one = two_series(target, formula) if "count" not in formula else water(
        target, formula, series={"w": {"unit": "m3"} | IN_TIME, "v": {"unit": "m3"} | IN_TIME}
    )  # fmt: skip
    found = judge(one, *AHEAD, period="2026-Q1", on="2026-03-05")
    assert (
        State.UNDETERMINED, "w@2026-02 covers days after 2026-01-31, which other figures do not",
    ) == (found.state, str(found.reason))  # fmt: skip


def test_sums_of_the_same_days_are_judged_again() -> None:
    both = (*AHEAD, read("2026-02", 14, "v"))
    for formula, target in (("sum(w) + sum(v)", "365 m3"), ("sum(w) / sum(v)", "1")):
        one = two_series({"at_most": target}, formula)
        assert State.MET is judge(one, *both, period="2026-Q1", on="2026-03-05").state


def test_a_quarter_that_is_not_over_stands_beside_no_months_of_it() -> None:
    one = two_series({"at_most": "365 m3"}, "sum(w) + sum(v)", MONTHLY, {"frequency": "quarterly"})
    months = [read(f"2026-0{month}", 15) for month in range(1, 6)]
    quarter = read("2026-Q1", 45, "v")
    early = judge(one, *months, quarter, period="2026-H1", on="2026-06-10")
    assert State.UNDETERMINED is early.state
    known = judge(one, *months[:3], quarter, period="2026-H1", on="2026-04-10")
    assert (State.MET, Quantity(90, "m3")) == (known.state, known.actual)


def test_a_level_beside_a_sum_need_not_reach_as_far() -> None:
    one = two_series({"at_most": "20"}, "sum(w) / mean(v)")
    found = judge(one, *AHEAD, period="2026-Q1", on="2026-03-05")
    assert (State.MET, Quantity(Fraction(59, 31))) == (found.state, found.actual)
    product = water({"at_most": "365 m3"}, "sum(w) * mean(k)", series={
        "w": {"unit": "m3"} | IN_TIME, "k": {"unit": "1"} | IN_TIME,
    })  # fmt: skip
    price = Reading("k", Period.parse("2026-01"), value=Quantity(2))
    doubled = judge(product, *AHEAD[:2], price, period="2026-Q1", on="2026-03-05")
    assert (State.MET, Fraction(59, 365)) == (doubled.state, doubled.share)


def test_what_comes_at_no_frequency_counts_up_to_the_day_and_no_further_than_the_others() -> None:
    one = two_series({"at_most": "1"}, "sum(v) / sum(w)", IN_TIME, {})
    hours = (read("2026-01", 10), read("2026-02", 10))
    before, after = read("2026-02-10", 1, "v"), read("2026-03-02", 1, "v")
    assert State.MET is judge(one, *hours, before, period="2026-Q1", on="2026-03-05").state
    found = judge(one, *hours, before, after, period="2026-Q1", on="2026-03-05")
    assert (State.UNDETERMINED, "v@2026-03-02 covers days after 2026-02-28, which other figures do not") == (
        found.state, str(found.reason),
    )  # fmt: skip


@pytest.mark.parametrize("formula", ["sum(w)", "max(w)", "mean(w)"])
@pytest.mark.parametrize("on", ["2026-03-05", "2026-03-11"])
def test_the_whole_is_not_green_while_a_site_has_no_figure_yet(formula: str, on: str) -> None:
    one = water(formula=formula, w=IN_TIME)
    readings = [
        read("2026-01", 14, site="north"), read("2026-01", 14, site="south"), read("2026-02", 14, site="north"),
    ]  # fmt: skip
    month = judge(one, *readings, period="2026-02", on=on)
    assert (State.UNDETERMINED, "w (south): no reading") == (month.state, str(month.reason))
    if formula == "sum(w)" and on == "2026-03-05":
        quarter = judge(one, *readings, period="2026-Q1", on=on)
        assert "w/north@2026-02 covers days after 2026-01-31, which other figures do not" == str(
            quarter.reason
        )


def test_a_figure_behind_a_hole_that_may_still_be_filled_decides_nothing() -> None:
    late = water(w=MONTHLY | {"within": "2 months"})
    found = judge(late, read("2026-01", 31), read("2026-03", 31), period="2026-Q1", on="2026-04-01")
    assert (State.UNDETERMINED, "w@2026-03 covers days after 2026-01-31, which other figures do not") == (
        found.state, str(found.reason),
    )  # fmt: skip


def test_weeks_that_end_before_the_quarter_lack_nothing_that_falls_due() -> None:
    one = two_series({"at_most": "730 m3"}, "sum(w) + sum(v)", MONTHLY, {"frequency": "weekly"})
    months = [read(f"2026-0{month}", 1) for month in (1, 2, 3)]
    mondays = [date(2026, 1, 5) + timedelta(days=7 * week) for week in range(12)]
    single = [read(str(day), 1, "v") for day in mondays]
    assert State.MET is judge(one, *months, *single, period="2026-Q1", on="2026-04-05").state


@pytest.mark.parametrize(
    ("w", "on", "state"),
    [
        (MONTHLY, "2026-02-28", State.MET),
        (MONTHLY, "2026-03-01", State.STALE),
        (MONTHLY | {"within": "10 days"}, "2026-03-10", State.MET),
        (MONTHLY | {"within": "10 days"}, "2026-03-11", State.STALE),
    ],
)
def test_a_figure_is_late_from_the_day_after_it_was_due(
    w: dict[str, str], on: str, state: State
) -> None:
    assert state is judge(water(w=w), read("2026-01", 30), on=on).state


LEAP = water({"at_most": "366 m3"}, period="2027-04-01..2028-03-31", w={"frequency": "half-yearly"})
FISCAL = water(period="2027-04-01..2028-03-31", w={"frequency": "half-yearly"})


@pytest.mark.parametrize(
    ("period", "on", "state"),
    [
        ("2027-08", "2028-05-01", State.NOT_DUE),
        ("2027-09", "2027-09-30", State.NOT_DUE),
        ("2027-09", "2027-10-01", State.NO_DATA),
        ("2028-03", "2028-04-01", State.NO_DATA),
        ("2028-02", "2028-04-01", State.NOT_DUE),
    ],
)
def test_the_month_in_which_a_longer_span_ends_asks_for_its_figure(
    period: str, on: str, state: State
) -> None:
    assert state is judge(FISCAL, period=period, on=on).state


@pytest.mark.parametrize(
    ("readings", "state", "share"),
    [
        ([("2027-04-01..2027-09-30", 183)], State.MET, Fraction(1, 2)),
        ([("2027-04-01..2027-09-30", 184)], State.MISSED, Fraction(1, 2)),
        ([("2027-05-04", 1)], State.MET, Fraction(1, 2)),
        ([("2027-04-02", 1), ("2027-09-04", 200)], State.MISSED, Fraction(1, 2)),
        ([("2027-09-04..2027-10-01", 1)], State.UNDETERMINED, None),
    ],
)
def test_the_month_in_which_a_longer_span_ends_shows_its_figure(
    readings: list[tuple[str, int]], state: State, share: Fraction | None
) -> None:
    figures = [read(*one) for one in readings]
    found = judge(
        LEAP,
        *figures,
        period="2027-09",
        on="2027-10-05",
    )
    assert (state, share, Period.parse("2027-09")) == (found.state, found.share, found.period)
    assert Period.parse("2027-04-01..2027-09-30") == found.over


def test_a_level_of_a_quarter_is_shown_in_the_month_in_which_the_quarter_ends() -> None:
    one = water({"at_least": "80 m3"}, "last(w)", w={"frequency": "quarterly"})
    quarter = read("2026-Q1", 70)
    found = [judge(one, quarter, period=f"2026-0{month}", on="2026-04-10") for month in (1, 2, 3)]
    assert [State.NOT_DUE, State.NOT_DUE, State.MISSED] == [each.state for each in found]
    assert "figures of 2026-Q1" in explain(found[2], one)


def test_where_two_longer_spans_end_in_a_month_the_longest_is_shown() -> None:
    series = {
        "w": {"unit": "m3", "frequency": "half-yearly"},
        "v": {"unit": "m3", "frequency": "quarterly"},
    }
    one = water({"at_most": "730 m3"}, "sum(w) + sum(v)", series=series)
    figures = [read("2026-01-01..2026-06-30", 5), read("2026-Q1", 2, "v"), read("2026-Q2", 3, "v")]
    found = judge(one, *figures, period="2026-06", on="2026-07-10")
    assert (Quantity(10, "m3"), Period.parse("2026-01-01..2026-06-30")) == (
        found.actual,
        found.over,
    )


def test_a_level_of_a_longer_span_is_not_ahead_of_what_is_summed() -> None:
    one = water({"at_most": "365 m3"}, "sum(w) + last(v)")
    days, month = read("2026-01-01..2026-01-10", 5), read("2026-01", 1, "v")
    found = judge(one, days, month, period="2026-01", on="2026-01-10")
    assert (State.MET, Quantity(6, "m3")) == (found.state, found.actual)
