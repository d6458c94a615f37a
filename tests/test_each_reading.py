"""A target that every reading of a period has to hold by itself."""

from datetime import date

import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.explanation import explain
from mgmtsys.files.shapes import SHAPES
from mgmtsys.files.systems import structure_system
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import State, Verdict
from mgmtsys.values.exceptions import InvalidDocument, InvalidTarget
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

RANGE = {"each": {"between": ["78", "82"]}}


def system(target: object, formula: str = "last(x)", **more: object) -> ManagementSystem:
    objective = {"statement": "O", "measure": {"formula": formula}, "target": target}
    series = {"x": {"unit": "1"} | more.pop("x", {}), "y": {"unit": "1"}}  # type: ignore[operator]
    return structure_system(
        {
            "organisation": "Works",
            "period": "2026",
            "sites": {"north": {}, "south": {}},
            "series": series,
            "objectives": {"O": objective | more},
            "deviation_policy": {
                "bands": [{"up_to": "1%", "response": "monitor"}, {"response": "capa"}]
            },
        }
    )


def read(period: str, value: object, site: str | None = None, series: str = "x") -> Reading:
    return Reading(series, Period.parse(period), value=Quantity.parse(str(value)), site=site)


def judge(
    one: ManagementSystem, *readings: Reading, period: str = "2026-Q2", on: str = "2026-07-05"
) -> Verdict:
    return evaluate(one, Record(readings), Period.parse(period), date.fromisoformat(on))["O"]


@pytest.mark.parametrize("formula", ["last(x)", "max(x)", "min(x)", "mean(x)", "sum(x)"])
@pytest.mark.parametrize(
    ("values", "state", "worst", "deviation"),
    [
        ((82, 78, 80), State.MET, "2026-04", "0"),
        ((82, 78, "77.9"), State.MISSED, "2026-06", "1/780"),
        ((83, 77, 83), State.MISSED, "2026-05", "1/78"),
        (("82.5", 80, "82.5"), State.MISSED, "2026-04", "1/164"),
    ],
)
def test_the_worst_reading_decides_the_earliest_of_equals(
    formula: str, values: tuple[object, ...], state: State, worst: str, deviation: str
) -> None:
    surveys = [read(f"2026-0{month}", value) for month, value in enumerate(values, 4)]
    found = judge(system(RANGE, formula), *surveys)
    assert (state, deviation) == (found.state, str(found.deviation))
    assert found.worst is not None
    assert (Period.parse(worst), found.worst.value) == (found.worst.period, found.actual)


OWN_UNIT = {
    "basis": "absolute",
    "bands": [{"up_to": "1", "response": "monitor"}, {"response": "capa"}],
}


@pytest.mark.parametrize(
    ("values", "worst", "response", "deviation"),
    [
        # 1 of 78 is the greater share, 1.02 the greater amount.
        (("83.02", 77), "2026-04", "capa", "51/50"),
        ((77, "83.02"), "2026-05", "capa", "51/50"),
        ((83, 77), "2026-04", "monitor", "1"),
        ((77, 83), "2026-04", "monitor", "1"),
    ],
)
def test_the_worst_is_found_on_the_basis_of_the_policy(
    values: tuple[object, ...], worst: str, response: str, deviation: str
) -> None:
    surveys = [read(f"2026-0{month}", value) for month, value in enumerate(values, 4)]
    one = system(RANGE, deviation_policy=OWN_UNIT, replaces_deviation_policy="true")
    found = judge(one, *surveys)
    assert (response, deviation) == (found.response and found.response.id, str(found.deviation))
    assert found.worst is not None
    assert Period.parse(worst) == found.worst.period


def test_each_part_of_a_policy_is_judged_on_the_reading_that_is_worst_for_it() -> None:
    relative = {"bands": [{"below": "1/78", "response": "none"}, {"response": "adjust"}]}
    both = {"stricter": [relative, OWN_UNIT]}
    one = system(RANGE, deviation_policy=both, replaces_deviation_policy="true")
    found = judge(one, read("2026-04", "83.02"), read("2026-05", 77))
    assert ["1/78", "51/50"] == [str(part.deviation) for part in found.answers]
    assert ["adjust", "capa"] == [part.response and part.response.id for part in found.answers]


def test_the_worst_of_several_demands_is_found_on_the_basis_of_the_policy() -> None:
    target = [{"each": {"at_most": "100"}}, {"at_most": "10"}]
    one = system(target, "mean(x)", deviation_policy=OWN_UNIT, replaces_deviation_policy="true")
    found = judge(one, read("2026-04", 103), read("2026-05", -81))
    assert ("capa", "3") == (found.response and found.response.id, str(found.deviation))


def test_the_verdict_names_the_worst_of_several_drills() -> None:
    drills = {"each": {"exactly": "4", "tolerance": "0.5"}}
    found = judge(system(drills), read("2026-04-02", 3), read("2026-05-02", 4))
    assert (State.MISSED, "the worst reading is x@2026-04-02", "1/8") == (
        found.state, str(found.reason), str(found.deviation),
    )  # fmt: skip
    assert found.reason is not None
    assert "最差的记录是 x@2026-04-02" == found.reason.read("zh")


def test_the_explanation_shows_the_worst_reading_alone() -> None:
    one = system(RANGE, "2 * last(x)")
    found = judge(one, read("2026-04", 40), read("2026-05", 38))
    assert "actual: 2 * last(x) = (2 * last(38)) = 76" in explain(found, one)


def test_a_reading_on_a_strict_bound_is_the_worst_of_those_that_hold() -> None:
    found = judge(system({"each": {"below": "9"}}), read("2026-04", 1), read("2026-05", 9))
    assert (State.MISSED, "0") == (found.state, str(found.deviation))
    assert found.worst is not None
    assert Period.parse("2026-05") == found.worst.period


def test_what_is_missing_is_missing_as_for_any_other_target() -> None:
    one = system(RANGE, x={"frequency": "monthly"})
    good, bad = read("2026-04", 80), read("2026-04", 90)
    assert State.NO_DATA is judge(one).state
    assert State.STALE is judge(one, good).state
    assert State.UNDETERMINED is judge(one, good, read("2026-06", 80)).state
    assert State.MISSED is judge(one, bad).state
    over = judge(one, *(read(f"2026-0{n}", 80) for n in (4, 5)), read("2026-06-01..2026-07-01", 80))
    assert State.UNDETERMINED is over.state


def test_sites_are_held_reading_by_reading_and_each_by_itself_where_named() -> None:
    readings = [read("2026-04", 80, "north"), read("2026-04", 83, "south")]
    whole = judge(system(RANGE), *readings)
    assert (State.MISSED, "the worst reading is x/south@2026-04") == (
        whole.state,
        str(whole.reason),
    )
    apart = evaluate(
        system(RANGE, sites=["north", "south"]),
        Record(readings), Period.parse("2026-Q2"), date(2026, 7, 5),
    )  # fmt: skip
    assert [State.MET, State.MISSED] == [apart["O", "north"].state, apart["O", "south"].state]


def test_each_reading_can_have_to_lie_below_the_baseline() -> None:
    fall = {"each": {"reduce_by": "10%"}}
    assert State.UNDETERMINED is judge(system(fall), read("2026-04", 80)).state
    based = system(fall, baseline={"period": "2025", "value": "100"})
    assert State.MET is judge(based, read("2026-04", 80), read("2026-05", 90)).state
    found = judge(based, read("2026-04", 80), read("2026-05", 95))
    assert (State.MISSED, "1/2") == (found.state, str(found.deviation))


def test_a_target_of_each_reading_stands_beside_one_of_all() -> None:
    target = [RANGE, {"at_most": "80"}]
    assert (
        State.MET
        is judge(system(target, "mean(x)"), read("2026-04", 79), read("2026-05", 81)).state
    )
    above = judge(system(target, "mean(x)"), read("2026-04", 81), read("2026-05", 82))
    assert (State.MISSED, "3/160") == (above.state, str(above.deviation))
    outside = judge(system(target, "mean(x)"), read("2026-04", 70), read("2026-05", 82))
    assert (State.MISSED, "4/39") == (outside.state, str(outside.deviation))
    assert 2 == len(outside.final.bounds)


def test_a_bound_without_a_baseline_is_compared_by_its_own_size() -> None:
    target = [{"each": {"reduce_by": "10%"}}, {"each": {"at_least": "10"}}]
    based = system(target, baseline={"period": "2025", "value": "100"})
    found = judge(based, read("2026-04", 20), read("2026-05", 5), read("2026-06", 8))
    assert found.worst is not None
    assert Quantity(5) == found.worst.value


def test_a_quotient_over_zero_is_named() -> None:
    found = judge(system({"each": {"at_most": "9"}}, "1 / last(x)"), read("2026-04", 0))
    assert (State.UNDETERMINED, "x@2026-04: the denominator is zero") == (
        found.state, str(found.reason),
    )  # fmt: skip


def test_only_one_series_has_readings_to_be_held_one_by_one() -> None:
    with pytest.raises(InvalidDocument) as raised:
        system(RANGE, "sum(x) / sum(y)")
    assert ("objectives", "O", "target") == raised.value.problems[0].path
    with pytest.raises(InvalidDocument) as raised:
        system(RANGE, "sum(x)", x={"divide": "by_days"})
    assert ("series", "x", "divide") == raised.value.problems[0].path


def test_each_is_written_around_its_target() -> None:
    shape = SHAPES[Target]
    assert Target.each(Target.between("78", "82")) == shape.read(RANGE)
    assert RANGE == shape.write(shape.read(RANGE))
    assert Target.between("78", "82") != shape.read(RANGE)
    mixed = shape.read([RANGE, {"at_most": "80"}])
    assert Target.each(Target.between("78", "82")) & Target.at_most("80") == mixed
    for wrong in ({"each": RANGE}, {"each": {"at_least": "1", "by": "2026-06-30"}}, {"each": "9"}):
        with pytest.raises((InvalidTarget, InvalidDocument)):
            shape.read(wrong)
    with pytest.raises((InvalidTarget, InvalidDocument)):
        shape.read(RANGE | {"at_most": "80"})
