"""What is to be done by a day: by how much of it is done, on which day, and how late."""

from datetime import date

import attrs
import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.explanation import explain
from mgmtsys.files.shapes import SHAPES
from mgmtsys.files.systems import structure_system
from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.deviation import Basis
from mgmtsys.system.measure import Division, Series
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import State, Verdict
from mgmtsys.values.exceptions import InvalidDocument, InvalidTarget
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity, Unit

MET, MISSED, NOT_DUE, OPEN = State.MET, State.MISSED, State.NOT_DUE, State.UNDETERMINED
TRAINED = "sum(x)"


def system(target: object, formula: str = TRAINED, **objective: object) -> ManagementSystem:
    """Return a system of 2026 with one objective ``O``."""
    return structure_system(
        {
            "organisation": "Works",
            "period": "2026",
            "sites": {"north": {}, "south": {}},
            "series": {"x": {"unit": "person"}, "all": {"unit": "person"}},
            "objectives": {
                "O": {
                    "statement": "Drivers are certified",
                    "measure": {"formula": formula, "unit": "%" if "/" in formula else "person"},
                    "target": target,
                }
                | objective
            },
            "deviation_policy": {
                "bands": [
                    {"up_to": "5%", "response": "monitor"},
                    {"up_to": "25%", "response": "adjust"},
                    {"response": "capa"},
                ]
            },
        }
    )


def read(period: str, persons: int, series: str = "x", site: str | None = None) -> Reading:
    return Reading(series, Period.parse(period), value=Quantity(persons, "person"), site=site)


def judge(one: ManagementSystem, *readings: Reading, on: str, period: str = "2026") -> Verdict:
    return evaluate(one, Record(readings), Period.parse(period), date.fromisoformat(on))["O"]


@pytest.mark.parametrize(
    ("readings", "on", "state", "why"),
    [
        ([], "2026-05-31", NOT_DUE, "its deadline has not passed"),
        ([], "2026-06-30", NOT_DUE, "its deadline has not passed"),
        ([], "2026-07-01", MISSED, "not done by 2026-07-01, 1 day late"),
        ([("2026-05-04", 1)], "2026-05-31", MET, "done on 2026-05-04"),
        ([("2026-05-04", 0)], "2026-07-31", MISSED, "not done by 2026-07-31, 31 days late"),
        ([("2026-05-04", 0), ("2026-06-30", 1)], "2026-12-31", MET, "done on 2026-06-30"),
        (
            [("2026-07-02", 1), ("2026-08-01", 1)],
            "2026-12-31",
            MISSED,
            "done on 2026-07-02, 2 days late",
        ),
    ],
)
def test_what_is_to_be_done_by_a_day_is_done_when_its_value_is_above_zero(
    readings: list[tuple[str, int]], on: str, state: State, why: str
) -> None:
    found = judge(system({"done_by": "2026-06-30"}), *(read(*one) for one in readings), on=on)
    assert (state, why) == (found.state, str(found.reason))


def band_of(verdict: Verdict) -> int | None:
    return verdict.answers[0].band if verdict.answers else None


def test_what_was_not_done_at_all_calls_for_the_severest_response() -> None:
    found = judge(system({"done_by": "2026-06-30"}), read("2026-05-04", 0), on="2026-07-31")
    assert ("unbounded", 3, 31) == (str(found.deviation), band_of(found), found.days_late)
    assert found.response is not None
    assert "capa" == found.response.id
    nothing = judge(system({"done_by": "2026-06-30"}), on="2026-07-31")
    assert ("unbounded", 3, None) == (str(nothing.deviation), band_of(nothing), nothing.actual)


def test_it_is_the_value_of_the_formula_that_is_above_zero() -> None:
    one = system({"done_by": "2026-09-30"}, "last(x) / last(all)")
    none = [read("2026-05-10", 0), read("2026-05-10", 12, "all")]
    assert NOT_DUE is judge(one, *none, on="2026-06-30").state
    assert MISSED is judge(one, *none, on="2026-10-01").state
    assert MET is judge(one, *none, read("2026-05-11", 1), on="2026-10-01").state


ALL_TWELVE = {"at_least": "12 person", "by": "2026-09-30"}


@pytest.mark.parametrize(
    ("readings", "on", "state", "deviation", "band", "late"),
    [
        ([("2026-05", 10)], "2026-09-30", NOT_DUE, None, None, None),
        ([("2026-05", 10)], "2026-10-01", MISSED, "1/6", 2, 1),
        ([("2026-05", 10), ("2026-09-30", 2)], "2026-10-01", MET, None, None, None),
        ([("2026-05", 10), ("2026-10-20", 2)], "2026-12-01", MISSED, "0", 1, 20),
        ([("2026-05", 10), ("2026-10-20", 1)], "2026-12-01", MISSED, "1/12", 2, 62),
        ([], "2026-10-01", MISSED, "unbounded", 3, 1),
    ],
)
def test_what_is_asked_for_is_reached_by_the_day_or_missed_by_the_rest(
    readings: list[tuple[str, int]],
    on: str,
    state: State,
    deviation: str | None,
    band: int | None,
    late: int | None,
) -> None:
    found = judge(system(ALL_TWELVE), *(read(*one) for one in readings), on=on)
    size = None if found.deviation is None else str(found.deviation)
    assert (state, deviation, band, late) == (found.state, size, band_of(found), found.days_late)


@pytest.mark.parametrize("period", ["2026-09", "2026-Q3", "2026-04-01..2026-09-30", "2026-Q4"])
@pytest.mark.parametrize("zero", [[], [("2026-05", 0)]])
def test_the_span_that_ends_on_the_day_is_missed_once_it_is_over(
    period: str, zero: list[tuple[str, int]]
) -> None:
    for target in ({"done_by": "2026-09-30"}, ALL_TWELVE):
        found = judge(system(target), *(read(*one) for one in zero), on="2028-01-10", period=period)
        assert MISSED is found.state


def test_a_span_that_ends_before_the_day_is_not_due_whenever_it_is_asked_for() -> None:
    one = system({"done_by": "2026-06-30"})
    done = read("2026-05-04", 1)
    found = [judge(one, done, on="2026-12-31", period=f"2026-Q{n}").state for n in (1, 2, 3, 4)]
    assert [NOT_DUE, MET, MET, MET] == found
    assert NOT_DUE is judge(one, on="2026-12-31", period="2026-05").state


def test_of_two_days_the_first_that_passes_undone_is_missed() -> None:
    target = [{"done_by": "2026-03-31"}, {"done_by": "2026-09-30"}]
    assert MISSED is judge(system(target), on="2026-06-30").state
    for few, many in ((6, 12), (12, 6)):
        two = [
            {"at_least": f"{few} person", "by": "2026-03-31"},
            {"at_least": f"{many} person", "by": "2026-09-30"},
        ]
        assert 275 == judge(system(two), read("2026-03-01", 5), on="2026-12-31").days_late
    late = judge(system(target), read("2026-04-30", 1), on="2026-12-31")
    assert (MISSED, 30) == (late.state, late.days_late)
    steps = [{"at_least": "6 person", "by": "2026-03-31"}, ALL_TWELVE]
    found = judge(system(steps), read("2026-03-01", 5), on="2026-06-30")
    assert (MISSED, "1/6") == (found.state, str(found.deviation))
    assert Target((Bound(TargetKind.AT_LEAST, Quantity(6, "person"), day=date(2026, 3, 31)),)) == (
        found.target
    )


def test_a_level_is_done_where_it_is_still_what_was_asked_for_on_the_day() -> None:
    one = system({"at_least": "100%", "by": "2026-09-30"}, "last(x) / last(all)")
    twelve = read("2026-05-01", 12, "all")
    up_and_down = [twelve, read("2026-05-10", 12), read("2026-08-01", 11)]
    found = judge(one, *up_and_down, on="2026-10-01")
    assert (MISSED, "1/12") == (found.state, str(found.deviation))
    again = judge(one, *up_and_down, read("2026-09-15", 12), on="2026-10-01")
    assert (MET, "done on 2026-09-15") == (again.state, str(again.reason))
    empty = judge(one, read("2026-05-01", 0, "all"), read("2026-05-10", 0), on="2026-10-01")
    assert MISSED is empty.state


def test_a_level_falls_to_its_limit_by_a_day() -> None:
    one = system({"at_most": "5 person", "by": "2026-06-30"}, "last(x)")
    assert MET is judge(one, read("2026-06-30", 5), on="2026-07-01").state
    assert "1/5" == str(judge(one, read("2026-06-30", 6), on="2026-07-01").deviation)
    with pytest.raises(InvalidDocument, match="never falls"):
        system({"at_most": "5 person", "by": "2026-06-30"})


def test_a_rise_by_a_day_needs_its_baseline() -> None:
    rise = {"increase_by": "20%", "by": "2026-06-30"}
    open_ = judge(system(rise), read("2026-06-30", 12), on="2026-07-01")
    assert OPEN is open_.state
    based = system(rise, baseline={"period": "2025", "value": "10 person"})
    assert MET is judge(based, read("2026-06-30", 12), on="2026-07-01").state
    assert MISSED is judge(based, read("2026-06-30", 11), on="2026-07-01").state


def test_what_reaches_over_the_day_leaves_it_open_unless_it_is_done_without_it() -> None:
    over = read("2026-06-20..2026-07-10", 12)
    assert OPEN is judge(system({"done_by": "2026-06-30"}), over, on="2026-08-01").state
    done = judge(system({"done_by": "2026-06-30"}), read("2026-01", 1), over, on="2026-08-01")
    assert MET is done.state
    level = system({"done_by": "2026-06-30"}, "last(x)")
    assert OPEN is judge(level, read("2026-01", 1), over, on="2026-08-01").state
    early = read("2025-12-20..2026-01-10", 12)
    for by in ("2026-06-30", "2026-01-01"):
        assert OPEN is judge(system({"done_by": by}), early, on="2026-08-01").state


def test_a_level_of_several_sites_is_nobodys() -> None:
    north, south = read("2026-01", 1, site="north"), read("2026-01", 1, site="south")
    assert (
        OPEN
        is judge(system({"done_by": "2026-06-30"}, "last(x)"), north, south, on="2026-07-01").state
    )
    assert MET is judge(system({"done_by": "2026-06-30"}), north, south, on="2026-07-01").state


def test_a_day_before_the_period_has_passed() -> None:
    found = judge(system({"done_by": "2025-12-01"}), on="2026-01-05")
    assert (MISSED, 35) == (found.state, found.days_late)


def test_a_day_and_a_figure_are_judged_each_by_itself() -> None:
    target = [{"done_by": "2026-06-30"}, {"at_most": "730 person"}]
    done = read("2026-01-05", 1)
    assert MET is judge(system(target), done, on="2026-12-31").state
    assert MISSED is judge(system(target), done, read("2026-02-05", 900), on="2026-12-31").state
    late = judge(system(target), read("2026-07-05", 1), on="2026-12-31")
    assert (MISSED, 5) == (late.state, late.days_late)
    assert 2 == len(late.final.bounds)


def test_a_figure_beside_a_change_that_waits_for_its_day_is_held_against_the_target() -> None:
    target = [{"at_most": "10 person"}, {"reduce_by": "10%", "by": "2026-12-31"}]
    one = system(target, "last(x)", baseline={"period": "2025", "value": "20 person"})
    found = judge(one, read("2026-05-01", 12), on="2026-06-30")
    assert (MISSED, "1/5", Basis.RELATIVE_TO_TARGET) == (
        found.state, str(found.deviation), found.basis,
    )  # fmt: skip


def test_of_a_day_and_a_figure_that_are_both_missed_the_worse_on_the_basis_of_the_policy_counts() -> (
    None
):
    target = [{"at_most": "20 person"}, {"at_least": "10 person", "by": "2026-06-30"}]
    bands = [{"up_to": "7 person", "response": "monitor"}, {"response": "capa"}]
    own = {"basis": "absolute", "bands": bands}
    one = system(target, "last(x)", deviation_policy=own, replaces_deviation_policy="true")
    found = judge(one, read("2026-06-01", 4), read("2026-12-01", 30), on="2026-12-31")
    assert found.response is not None
    assert (MISSED, "10", "capa") == (found.state, str(found.deviation), found.response.id)


def test_the_explanation_counts_from_the_start_of_the_year() -> None:
    one = system(ALL_TWELVE)
    told = explain(judge(one, read("2026-05", 10), on="2026-12-31", period="2026-Q4"), one)
    assert "actual: sum(x) = sum(10 person) = 10 person" in told
    assert "deviation of the target: 2 person / 12 person = 1/6" in told
    assert "verdict: missed, not done by 2026-12-31, 92 days late" in told


def test_what_was_not_done_is_explained_without_a_division() -> None:
    one = system({"done_by": "2026-06-30"})
    for figures in ([], [read("2026-05-04", 0)]):
        told = explain(judge(one, *figures, on="2026-07-01"), one)
        assert "verdict: missed, not done by 2026-07-01, 1 day late" in told
        assert " / " not in told


def test_the_day_is_written_beside_what_is_asked_for() -> None:
    shape = SHAPES[Target]
    for given in (ALL_TWELVE, {"done_by": "2026-09-30"}):
        target = shape.read(given)
        assert given == shape.write(target)
        assert date(2026, 9, 30) == target.bounds[0].day
    assert Target.at_least("12 person").by(date(2026, 9, 30)) == shape.read(ALL_TWELVE)
    with pytest.raises(InvalidTarget):
        shape.read({"done_by": "2026-09-30", "by": "2026-09-30"})


@pytest.mark.parametrize(
    ("persons", "state", "why"),
    [
        (10, MET, "done on 2026-09-30"),
        (9, MET, "done on 2026-09-29"),
        (15, MISSED, "done on 2026-10-05, 5 days late"),
        (21, MISSED, "not done by 2026-10-31, 31 days late"),
    ],
)
@pytest.mark.parametrize("period", ["2026-10", "2026"])
def test_a_figure_that_is_divided_reaches_what_is_asked_on_one_of_its_days(
    persons: int, state: State, why: str, period: str
) -> None:
    one = attrs.evolve(
        system({"at_least": f"{persons} person", "by": "2026-09-30"}),
        series=(Series("x", Unit.parse("person"), divide=Division.BY_DAYS),),
    )
    found = judge(one, read("2026-09-21..2026-10-10", 20), on="2026-10-31", period=period)
    assert (state, why) == (found.state, str(found.reason))
    if state is MET:
        alone = judge(one, read("2026-09-21..2026-10-10", 20), on="2026-10-31", period="2026-09")
        assert MET is alone.state
