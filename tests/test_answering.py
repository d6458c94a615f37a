"""What a miss calls for: every part of the policy in force judged by itself, the strictest counting."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from mgmtsys.auditing.checks import STANDARD
from mgmtsys.cycle.decision import responses
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.explanation import explain
from mgmtsys.cycle.forms import verdict_sheet
from mgmtsys.cycle.review import responses_due
from mgmtsys.files.loading import save
from mgmtsys.files.systems import structure_system
from mgmtsys.system.capa import open_action
from mgmtsys.system.due import DueState
from mgmtsys.system.policy import TimeBasis
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import State, Verdict
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.period import Period
from mgmtsys.values.table import spelled
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity

YEAR = Period.parse("2027")
END = date(2027, 12, 31)
USUAL = {
    "bands": [
        {"up_to": "5%", "response": "monitor"},
        {"up_to": "25%", "response": "adjust"},
        {"response": "capa"},
    ]
}
POINTS = {
    "basis": "percentage_points",
    "bands": [{"up_to": "5", "response": "monitor"}, {"response": "adjust"}],
}
ANY = {"bands": [{"response": "adjust"}]}
THREE = {"misses": "3", "bands": [{"response": "adjust"}]}


def system(
    policy: Any = None, own: Any = None, target: Any = None, **more: Any
) -> ManagementSystem:
    objective = {
        "statement": "better",
        "measure": {"formula": "last(x)"},
        "target": target or {"at_least": "90%"},
        **({"deviation_policy": own} if own else {}),
        **more.pop("objective", {}),
    }
    return structure_system(
        {
            "organisation": "Works",
            "period": "2027",
            "parties": {"board": {"kind": "body", "name": {"en": "board", "zh": "董事会"}}},
            "series": {"x": {"unit": "1"}, "n": {"unit": "incident"}, "h": {"unit": "h"}},
            "objectives": {"O": objective},
            **({"deviation_policy": policy} if policy else {}),
            **more,
        }
    )


def figure(period: str, value: str, series: str = "x", **more: Any) -> Reading:
    return Reading(series, Period.parse(period), value=Quantity.parse(value), **more)


def months(*values: str, series: str = "x") -> list[Reading]:
    return [figure(f"2027-{at:02}", value, series) for at, value in enumerate(values, 1)]


def judged(
    one: ManagementSystem, *readings: Reading, period: str = "2027", on: date = END
) -> Verdict:
    return evaluate(one, Record(readings), Period.parse(period), on)["O"]


def called(verdict: Verdict) -> str | None:
    return verdict.response.id if verdict.response else None


# Every part on its own basis.


def test_the_systems_percentages_are_not_read_as_points() -> None:
    found = judged(system(USUAL, POINTS), figure("2027", "88%"))
    assert [("1/45", 1, "monitor"), ("2", 1, "monitor")] == [
        (str(one.deviation), one.band, one.response and one.response.id) for one in found.answers
    ]
    assert ("monitor", "1/45") == (called(found), str(found.deviation))
    near = judged(system(USUAL, POINTS), figure("2027", "89.9%"))
    assert "monitor" == called(near)


@pytest.mark.parametrize(
    ("actual", "response", "deviation"),
    [("85%", "adjust", "1/18"), ("84.9%", "adjust", "17/300"), ("60%", "capa", "1/3")],
)
def test_the_strictest_part_decides_and_gives_the_deviation(
    actual: str, response: str, deviation: str
) -> None:
    found = judged(system(USUAL, POINTS), figure("2027", actual))
    assert (response, deviation) == (called(found), str(found.deviation))


def test_an_absolute_policy_of_an_objective_stands_beside_the_systems_percentages() -> None:
    absolute = {
        "basis": "absolute",
        "bands": [{"up_to": "15 s", "response": "monitor"}, {"response": "capa"}],
    }
    minutes = {"x": {"unit": "min"}}
    drill = {"objective": {"measure": {"formula": "max(x)", "unit": "min"}}, "series": minutes}
    shared = {"bands": [{"up_to": "30%", "response": "monitor"}, {"response": "capa"}]}
    one = system(shared, absolute, {"at_most": "4.5 min"}, **drill)
    assert "monitor" == called(judged(one, figure("2027", "4.75 min")))
    assert "capa" == called(judged(one, figure("2027", "286 s")))


def test_a_part_that_cannot_be_judged_is_named_and_the_others_decide() -> None:
    energy = {"objective": {"measure": {"formula": "last(x)", "unit": "kWh"}}, "series": {"x": {"unit": "kWh"}}}  # fmt: skip
    mass = {"basis": "absolute", "bands": [{"up_to": "1 kg", "response": "monitor"}, {"response": "capa"}]}  # fmt: skip
    required = {"basis": "relative_to_required_change", "bands": [{"response": "capa"}]}
    one = system(
        {"stricter": [POINTS, USUAL, mass, required]}, target={"at_most": "100 kWh"}, **energy
    )
    found = judged(one, figure("2027", "103 kWh"))
    assert [False, True, False, False] == [answer.judged for answer in found.answers]
    assert (State.MISSED, "monitor", "3/100") == (found.state, called(found), str(found.deviation))
    assert found.reason is not None
    assert (
        "not judged in percentage points: percentage points need a ratio; "
        "not judged in the measure's own unit: the edges of its bands are in another kind of unit; "
        "not judged of the required change: the baseline has no value"
    ) == found.reason.read("en")
    assert "未判定（百分点）：百分点只适用于比率" in found.reason.read("zh")
    assert "    not judged: percentage points need a ratio" in explain(found, one).splitlines()
    assert (State.MET, None) == ((met := judged(one, figure("2027", "9 kWh"))).state, met.reason)


@pytest.mark.parametrize(
    ("baseline", "readings"),
    [
        ({"period": "2026", "value": "70%"}, []),
        ({"period": "2026"}, [figure("2026", "70%")]),
    ],
)
def test_what_a_limit_requires_is_counted_from_the_baseline_of_its_objective(
    baseline: dict[str, str], readings: list[Reading]
) -> None:
    required = {"basis": "relative_to_required_change", "bands": [{"response": "capa"}]}
    one = system({"stricter": [USUAL, required]}, objective={"baseline": baseline})
    found = judged(one, *readings, figure("2027", "85%"))
    # 5 of the 20 points that lie between 70 % and 90 %, and 5 of 90.
    assert ["1/18", "1/4"] == [str(answer.deviation) for answer in found.answers]


def test_where_no_part_can_be_judged_the_verdict_is_undetermined() -> None:
    energy = {"objective": {"measure": {"formula": "last(x)", "unit": "kWh"}}, "series": {"x": {"unit": "kWh"}}}  # fmt: skip
    one = system(POINTS, target={"at_most": "100 kWh"}, **energy)
    found = judged(one, figure("2027", "103 kWh"))
    assert (State.UNDETERMINED, None, None) == (found.state, found.response, found.deviation)
    assert "percentage points need a ratio" in str(found.reason)


def test_a_clash_in_one_objective_leaves_the_others_their_verdicts() -> None:
    one = system(USUAL, POINTS)
    (first,) = one.objectives
    two = attrs.evolve(one, objectives=(first, attrs.evolve(first, id="P", deviation_policy=None)))
    found = evaluate(two, Record([figure("2027", "88%")]), YEAR, END)
    assert ["monitor", "monitor"] == [called(verdict) for verdict in found.verdicts]


def test_the_laxer_of_a_meet_counts() -> None:
    lenient = {"laxer": [USUAL, POINTS]}
    assert "monitor" == called(judged(system(lenient), figure("2027", "85%")))
    assert "adjust" == called(judged(system(lenient), figure("2027", "60%")))


@given(st.integers(0, 100), st.integers(0, 100), st.permutations([USUAL, POINTS, ANY]))
def test_the_order_of_joining_changes_no_response(
    actual: int, target: int, parts: list[Any]
) -> None:
    one = system({"stricter": parts}, target={"at_least": f"{target}%"})
    straight = system({"stricter": [USUAL, POINTS, ANY]}, target={"at_least": f"{target}%"})
    reading = figure("2027", f"{actual}%")
    assert called(judged(one, reading)) == called(judged(straight, reading))


# The policy in force.


def test_an_objectives_own_policy_replaces_the_systems_where_it_says_so() -> None:
    lax = {"bands": [{"up_to": "50%", "response": "monitor"}, {"response": "adjust"}]}
    joined, alone = (
        system(USUAL, lax, objective={"replaces_deviation_policy": said})
        for said in ("false", "true")
    )
    reading = figure("2027", "72%")
    assert ("adjust", "monitor") == (
        called(judged(joined, reading)), called(judged(alone, reading)),
    )  # fmt: skip
    told = explain(judged(joined, reading), joined)
    assert "  policy of the system: ≤ 5%: monitor" in told
    assert "  policy of the objective: ≤ 50%: monitor; beyond: adjust" in told
    assert "    calls for: monitor" in told
    replaced = explain(judged(alone, reading), alone, "zh")
    assert "  目标的处置规则（替代体系规则）：≤ 50%：监控；超出：调整" in replaced


def test_an_own_policy_without_a_time_basis_takes_that_of_the_system() -> None:
    to_date = USUAL | {"time_basis": "to_date"}
    one = system(to_date, {"stricter": [ANY, THREE]})
    policy = one.policy_of(one.objectives[0])
    assert policy is not None
    assert {TimeBasis.TO_DATE} == {part.time_basis for part in policy.parts}
    ended = system(USUAL | {"time_basis": "end"}, {"stricter": [ANY, THREE]})
    policy = ended.policy_of(ended.objectives[0])
    assert policy is not None
    assert [TimeBasis.END, TimeBasis.END, None] == [part.time_basis for part in policy.parts]
    mixed = system({"stricter": [to_date, USUAL]}, ANY)
    policy = mixed.policy_of(mixed.objectives[0])
    assert policy is not None
    assert policy.parts[-1].time_basis is None
    alone = system(to_date, ANY, objective={"replaces_deviation_policy": "true"})
    policy = alone.policy_of(alone.objectives[0])
    assert policy is not None
    assert [None] == [part.time_basis for part in policy.parts]


def test_a_policy_that_replaces_has_to_be_there() -> None:
    with pytest.raises(InvalidDocument, match="nothing replaces the system's policy"):
        system(USUAL, objective={"replaces_deviation_policy": "true"})


def sees(name: str, one: ManagementSystem) -> list[str]:
    (check,) = (found for found in STANDARD if found.name == name)
    return [".".join(finding.subject) for finding in check(one, END)]


def test_the_checks_see_the_policies_of_the_objectives() -> None:
    assert [""] == sees("policy.missing", system())
    assert [] == sees("policy.missing", system(own=USUAL))
    one = system(own=USUAL)
    bare = attrs.evolve(one.objectives[0], id="P", deviation_policy=None)
    two = attrs.evolve(one, objectives=(*one.objectives, bare))
    assert ["objectives.P"] == sees("policy.missing", two)
    twice = {"bands": [{"up_to": "5%", "printed": "0-5%", "response": "none"}, {"printed": "5-9%", "response": "capa"}]}  # fmt: skip
    assert ["objectives.O"] == sees("policy.band_overlap", system(own=twice))
    assert ["deviation_policy"] == sees("policy.band_overlap", system(twice, twice))
    assert ["objectives.O"] == sees("policy.no_met_state", system(own=twice))


def test_a_zero_target_is_decided_by_any_part_that_counts() -> None:
    strict = {"bands": [{"response": "capa"}]}
    zero: dict[str, Any] = {"target": {"zero": "true"}}
    assert ["objectives.O"] == sees("policy.zero_target_undefined", system(USUAL, **zero))
    assert [] == sees("policy.zero_target_undefined", system(USUAL, strict, **zero))
    assert [] == sees("policy.zero_target_undefined", system(strict, USUAL, **zero))
    assert ["objectives.O"] == sees("policy.tolerance_on_legal", system(USUAL, **zero))
    assert [] == sees("policy.tolerance_on_legal", system(strict, USUAL, **zero))


# Zero targets, and what is only done or not.


def test_what_percentages_do_not_say_of_zero_is_said() -> None:
    one = system(USUAL, target={"zero": "true"})
    found = judged(one, figure("2027", "1"))
    assert ("capa", "unbounded") == (called(found), str(found.deviation))
    told, zh = (explain(found, one, lang) for lang in ("en", "zh"))
    assert "zero has no percentage, so no band applies; treated as beyond every band" in told
    assert "不适用（目标值为零，不能按百分比）" in zh
    assert "零没有百分比，各档均不适用；按超出各档处理" in zh
    strict = system({"bands": [{"response": "capa"}]}, target={"zero": "true"})
    assert judged(strict, figure("2027", "1")).reason is None


def test_what_is_not_done_by_its_day_has_a_response() -> None:
    one = system(USUAL, target={"done_by": "2027-06-30"})
    found = judged(one, on=date(2027, 7, 1))
    assert (State.MISSED, "capa") == (found.state, called(found))
    assert "  response: capa" in explain(found, one)
    undone = judged(one, figure("2027-05-04", "0"), on=date(2027, 7, 1))
    assert "  response: capa" in explain(undone, one)


# The figures of a part.

INJURIES = {
    "objective": {"measure": {"formula": "sum(n) * 200000 / sum(h)", "unit": "incident/h"}},
    "target": {"below": "1 incident/h"},
}
WORKED = [
    *(figure(f"2027-{at:02}", f"{n} incident", "n") for at, n in ((1, 0), (2, 25), (3, 2))),
    *(figure(f"2027-{at:02}", f"{h} h", "h") for at, h in ((1, 5_000_000), (2, 1_000_000), (3, 1_000_000))),
]  # fmt: skip
FEBRUARY: dict[str, Any] = {"period": "2027-02", "on": date(2027, 3, 5)}


@pytest.mark.parametrize("place", ["policy", "own"])
@pytest.mark.parametrize(
    ("time", "state", "actual"),
    [
        (None, State.MISSED, "5 incident/h"),
        ("period", State.MISSED, "5 incident/h"),
        ("to_date", State.MET, "5/6 incident/h"),
        ("end", State.NOT_DUE, "5/6 incident/h"),
    ],
)
def test_a_rate_is_held_against_the_figures_that_the_time_basis_names(
    place: str, time: str | None, state: State, actual: str
) -> None:
    policy = USUAL | ({"time_basis": time} if time else {})
    found = judged(system(**{place: policy}, **INJURIES), *WORKED, **FEBRUARY)
    assert (state, actual) == (found.state, str(found.actual))
    over = "2027-01-01..2027-02-28" if time in ("to_date", "end") else "None"
    assert ("2027-02", over) == (str(found.period), str(found.over))


@pytest.mark.parametrize("place", ["policy", "own"])
def test_at_the_end_the_whole_period_decides(place: str) -> None:
    hours = [figure(f"2027-{at:02}", "1000000 h", "h") for at in range(1, 13)]
    cases = [figure(f"2027-{at:02}", "6 incident", "n") for at in range(1, 13)]
    one = system(**{place: USUAL | {"time_basis": "end"}}, **INJURIES)
    early = judged(one, *hours, *cases, period="2027-11", on=date(2027, 12, 5))
    late = judged(one, *hours, *cases, period="2027-12", on=date(2028, 1, 5))
    assert (State.NOT_DUE, State.MISSED) == (early.state, late.state)
    assert ("1/5", "adjust") == (str(late.deviation), called(late))


@pytest.mark.parametrize("place", ["policy", "own"])
def test_before_the_end_only_what_is_lost_is_judged(place: str) -> None:
    summed = {"objective": {"measure": {"formula": "sum(x)"}}, "target": {"at_most": "10"}}
    one = system(**{place: USUAL | {"time_basis": "end"}}, **summed)
    open_, lost = (
        judged(one, *months("4", second), period="2027-02", on=date(2027, 3, 5))
        for second in ("4", "7")
    )
    assert (State.NOT_DUE, State.MISSED) == (open_.state, lost.state)
    assert ("1/10", "adjust") == (str(lost.deviation), called(lost))
    level = system(**{place: USUAL | {"time_basis": "end"}})
    assert State.NOT_DUE is judged(level, figure("2027-02", "1%"), **FEBRUARY).state


def test_parts_that_look_at_different_figures_are_each_held_against_their_own() -> None:
    shared = USUAL | {"time_basis": "to_date"}
    one = system(shared, ANY | {"time_basis": "period"}, **INJURIES)
    found = judged(one, *WORKED, **FEBRUARY)
    assert (State.MISSED, "adjust", "4") == (found.state, called(found), str(found.deviation))
    told = explain(found, one).splitlines()
    assert "  policy of the system, to date: ≤ 5%: monitor; ≤ 25%: adjust; beyond: capa" in told
    assert "    calls for: no response; its figures meet the target" in told
    assert any(
        line.startswith("  figures of 2027-01-01..2027-02-28: 5/6 incident/h") for line in told
    )
    january = [one for one in WORKED if one.period == Period.parse("2027-01")]
    met = judged(one, *january, period="2027-01", on=date(2027, 2, 5))
    assert State.MET is met.state
    assert "0" == str(met.deviation)


def test_what_waits_for_the_end_leaves_the_others_to_decide() -> None:
    one = system(USUAL | {"time_basis": "end"}, ANY | {"time_basis": "period"}, **INJURIES)
    found = judged(one, *WORKED, **FEBRUARY)
    assert (State.MISSED, "adjust") == (found.state, called(found))
    assert "only the end decides" in str(found.reason)


def test_a_period_outside_of_the_systems_has_its_own_figures() -> None:
    one = system(USUAL | {"time_basis": "to_date"})
    found = judged(one, figure("2028-01", "80%"), period="2028-01", on=date(2028, 2, 5))
    assert (State.MISSED, None) == (found.state, found.over)
    readings = [*months(*["80%"] * 12), figure("2028-01", "80%")]
    run = judged(watched(), *readings, period="2028-01", on=date(2028, 2, 5))
    assert "monitor" == called(run)


def test_where_a_mild_part_is_missed_and_a_meet_calls_for_nothing_it_is_missed_still() -> None:
    lax = {"laxer": [USUAL | {"time_basis": "to_date"}, ANY | {"time_basis": "period"}]}
    found = judged(system(lax, **INJURIES), *WORKED, **FEBRUARY)
    assert (State.MISSED, None) == (found.state, found.response)


# Runs of misses.


def watched(own: Any = None) -> ManagementSystem:
    mild = {"bands": [{"up_to": "50%", "response": "monitor"}, {"response": "capa"}]}
    return system(
        {"stricter": [mild, own or THREE]},
        objective={"measure": {"formula": "last(x)", "frequency": "monthly"}},
    )


@pytest.mark.parametrize(
    ("values", "response"),
    [
        (("80%", "80%"), "monitor"),
        (("80%", "80%", "80%"), "adjust"),
        (("80%", "95%", "80%"), "monitor"),
        (("95%", "80%", "80%", "80%"), "adjust"),
        (("80%", "80%", "80%", "95%"), None),
    ],
)
def test_three_misses_in_a_row_raise_the_response(
    values: tuple[str, ...], response: str | None
) -> None:
    at = len(values)
    found = judged(watched(), *months(*values), period=f"2027-{at:02}", on=date(2027, at + 1, 5))
    assert response == called(found)


def test_a_run_that_is_not_there_does_not_make_a_target_missed() -> None:
    shared = {"stricter": [USUAL | {"time_basis": "to_date"}, THREE | {"time_basis": "period"}]}
    one = system(shared, ANY, **INJURIES)
    found = judged(one, *WORKED, **FEBRUARY)
    assert (State.MET, None) == (found.state, found.response)
    policy = one.policy_of(one.objectives[0])
    assert policy is not None
    assert policy.parts[-1].time_basis is TimeBasis.TO_DATE
    always = [
        *(figure(f"2027-{at:02}", "1 incident", "n") for at in (1, 2, 3)),
        *(figure(f"2027-{at:02}", "100000 h", "h") for at in (1, 2, 3)),
    ]
    third = judged(one, *always, period="2027-03", on=date(2027, 4, 5))
    assert (State.MISSED, "capa") == (third.state, called(third))
    mild = system({"stricter": [{"bands": [{"response": "monitor"}]}, THREE]})
    months_ = months("80%", "80%", "80%")
    assert "monitor" == called(judged(mild, *months_, period="2027-Q1", on=date(2027, 4, 5)))
    alone = judged(system(THREE), figure("2027", "80%"))
    assert (State.MISSED, None) == (alone.state, called(alone))


def test_an_explanation_names_the_run() -> None:
    one = watched()
    found = judged(one, *months("80%", "70%", "81%"), period="2027-03", on=date(2027, 4, 5))
    told = explain(found, one).splitlines()
    assert "    missed in a row: 2027-01, 2027-02, 2027-03" in told
    assert "  policy, 3 misses in a row: any miss: adjust" in told
    assert "  least deviation of the run, of the target: 1/10 = 10%" in told
    assert "    calls for: adjust, which decides" in told
    assert "    calls for: monitor" in told
    assert "  response: adjust" in told
    short = judged(one, *months("80%", "70%"), period="2027-02", on=date(2027, 3, 5))
    assert "only 2 of 3 spans in a row" in explain(short, one)
    broken = judged(one, *months("80%", "95%", "80%"), period="2027-03", on=date(2027, 4, 5))
    assert "not missed in 2027-02" in explain(broken, one)


def test_the_least_deviation_of_a_run_counts() -> None:
    steep = {"misses": "2", "bands": [{"up_to": "5%", "response": "none"}, {"response": "capa"}]}
    one = watched(steep)
    on: dict[str, Any] = {"period": "2027-02", "on": date(2027, 3, 5)}
    assert "monitor" == called(judged(one, *months("60%", "88%"), **on))
    assert "capa" == called(judged(one, *months("60%", "80%"), **on))


def test_a_span_without_a_verdict_is_no_miss_and_is_named() -> None:
    readings = [one for one in months("80%", "80%", "80%") if one.period != Period.parse("2027-02")]
    found = judged(watched(), *readings, period="2027-03", on=date(2027, 4, 5))
    assert "monitor" == called(found)
    assert found.reason is not None
    assert "2027-02: x: no reading" in found.reason.read("en")


def test_a_run_is_of_the_spans_that_figures_are_recorded_of() -> None:
    year = judged(watched(), *months(*["95%"] * 9, "80%", "80%", "80%"), on=date(2028, 1, 5))
    assert ("adjust", "2027-10, 2027-11, 2027-12") == (
        called(year), ", ".join(map(str, year.answers[1].run)),
    )  # fmt: skip
    bare = system({"misses": "2", "bands": [{"response": "adjust"}]})
    quarters = [figure(f"2027-Q{at}", "80%") for at in (1, 2)]
    second = judged(bare, *quarters, period="2027-Q2", on=date(2027, 7, 5))
    assert ("2027-Q1", "2027-Q2") == tuple(map(str, second.answers[0].run))
    first = judged(bare, *quarters, period="2027-Q1", on=date(2027, 7, 5))
    assert (State.MISSED, None) == (first.state, first.response)
    days = [figure(f"2027-01-0{at}", "80%") for at in (1, 2)]
    daily = judged(bare, *days, period="2027-01-02", on=date(2027, 1, 2))
    assert ("2027-01-01", "2027-01-02") == tuple(map(str, daily.answers[0].run))


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.integers(1, 4))
def test_a_run_is_what_counting_backwards_finds(missed: list[bool], most: int) -> None:
    own = {"misses": str(most), "bands": [{"response": "capa"}]}
    at = len(missed)
    values = ("80%" if one else "95%" for one in missed)
    found = judged(watched(own), *months(*values), period=f"2027-{at:02}", on=date(2028, 1, 5))
    run = len([*itertools.takewhile(bool, reversed(missed))])
    assert ("capa" if run >= most else "monitor" if run else None) == called(found)


# Responses of one's own.

STOP = {
    "rank": "4",
    "name": {"en": "stop work", "zh": "停工"},
    "within": "24 h",
    "tell": ["board"],
    "opens_action": "true",
}
STOPPING = {
    "bands": [{"up_to": "5%", "response": "monitor"}, {"up_to": "25%", "response": "capa"}, {"response": "stop_work"}]
}  # fmt: skip


def test_a_response_of_ones_own_is_named_due_and_told() -> None:
    one = system(STOPPING, responses={"stop_work": STOP})
    found = judged(one, figure("2027", "10%", recorded=date(2028, 1, 3)), on=date(2028, 1, 10))
    assert ("stop_work", date(2028, 1, 3), date(2028, 1, 4)) == (
        called(found), found.known_on, found.respond_by,
    )  # fmt: skip
    assert "  response: stop work, by 2028-01-04, tell board" in explain(found, one)
    assert "  应对：停工，不晚于 2028-01-04，告知董事会" in explain(found, one, "zh")
    sheet = verdict_sheet(one, evaluate(one, Record([figure("2027", "10%")]), YEAR, END))
    assert "停工" in spelled(sheet.table.rows[0]["response"], "zh")
    (decision,) = responses(evaluate(one, Record([figure("2027", "10%")]), YEAR, END), one)
    assert "stop_work" == decision.breach.response


def test_the_day_for_a_response_does_not_move_with_the_day_of_print() -> None:
    one = system(STOPPING, responses={"stop_work": STOP})
    reading = figure("2027-Q1", "10%", recorded=date(2027, 4, 3))
    days = {judged(one, reading, period="2027-Q1", on=date(2027, month, 9)).respond_by for month in (5, 6, 9)}  # fmt: skip
    assert {date(2027, 4, 4)} == days


def test_the_responses_that_are_due_are_listed_by_day() -> None:
    watch = {"monitor": {"within": "7 days"}, "stop_work": STOP}
    one = system(STOPPING, responses=watch)
    figures = evaluate(one, Record([figure("2027", "10%")]), YEAR, END)
    (found,) = responses_due(one, figures)
    assert (date(2028, 1, 1), DueState.DUE) == (found.by, found.state)
    late = attrs.evolve(figures, on=date(2028, 1, 2))
    assert [DueState.OVERDUE] == [each.state for each in responses_due(one, late)]
    breach = responses(figures, one)[0].breach
    action = open_action("C1", Text("stopped"), "board", END, "board", breach=breach)
    assert [DueState.DONE] == [each.state for each in responses_due(one, figures, [action])]
    mild = evaluate(one, Record([figure("2027", "89%")]), YEAR, END)
    assert [None] == [each.state for each in responses_due(one, mild)]
    plain = evaluate(system(USUAL), Record([figure("2027", "10%")]), YEAR, END)
    assert () == responses_due(system(USUAL), plain)


def test_a_response_without_a_corrective_action_opens_none() -> None:
    one = system(STOPPING, responses={"stop_work": STOP | {"opens_action": "false"}})
    assert () == responses(evaluate(one, Record([figure("2027", "10%")]), YEAR, END), one)
    limited = system(STOPPING, responses={"stop_work": STOP, "capa": {"within": "14 days"}})
    found = judged(limited, figure("2027", "80%"))
    assert ("capa", date(2028, 1, 14)) == (called(found), found.respond_by)


@pytest.mark.parametrize(
    ("own", "place", "said"),
    [
        ({"a": {"rank": "4"}, "b": {"rank": "4"}}, "responses.b.rank", "a has the rank 4"),
        ({"a": {"rank": "3"}}, "responses.a.rank", "capa has the rank 3"),
        ({"capa": {"rank": "5"}}, "responses.capa.rank", "the rank of capa is 3"),
        ({"a": {"rank": "4", "tell": ["KC"]}}, "responses.a.tell.0", "no party 'KC' is declared"),
        ({"a": {"rank": "4", "procedure": "P"}}, "responses.a.procedure", "no procedure 'P'"),
        ({"a": {}}, "responses.a", "has no rank"),
    ],
)
def test_responses_are_refused_at_their_place(own: Any, place: str, said: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        system(USUAL, responses=own)
    (problem,) = refused.value.problems
    assert place == ".".join(problem.path)
    assert said in problem.read("en")


@pytest.mark.parametrize(
    ("policy", "place", "said"),
    [
        ({"bands": [{"response": "stop"}]}, "deviation_policy.bands.0.response", "no response 'stop'"),
        ({"bands": [{"response": "capa", "tell": ["KC"]}]}, "deviation_policy.bands.0.tell.0", "no party"),
        (
            {"stricter": [USUAL, {"bands": [{"response": "capa", "procedure": "P"}]}]},
            "deviation_policy.stricter.1.bands.0.procedure",
            "no procedure 'P'",
        ),
    ],
)  # fmt: skip
def test_what_a_band_refers_to_has_to_be_there(policy: Any, place: str, said: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        system(policy)
    (problem,) = refused.value.problems
    assert place == ".".join(problem.path)
    assert said in problem.read("en")


def test_absolute_edges_of_an_objectives_own_measure_what_it_measures() -> None:
    own = {"basis": "absolute", "bands": [{"up_to": "1 kg", "response": "none"}, {"response": "capa"}]}  # fmt: skip
    with pytest.raises(InvalidDocument, match="the edge 1 kg does not fit a measure in 1"):
        system(own=own)
    assert system(own={"basis": "absolute", "bands": [{"response": "capa"}]}).objectives


def test_a_miss_without_a_policy_has_its_deviation_and_no_response() -> None:
    one = system()
    found = judged(one, figure("2027", "88%"))
    assert (State.MISSED, "1/45", None, ()) == (
        found.state, str(found.deviation), found.response, found.answers,
    )  # fmt: skip
    assert "deviation of the target: 2% / 90%" in explain(found, one)


def test_the_command_lists_the_responses_that_are_due(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mgmtsys.cli import main

    file, readings = tmp_path / "system.yaml", tmp_path / "readings.csv"
    save(system(STOPPING, responses={"stop_work": STOP}), file)
    readings.write_text("series,period,value\nx,2027,10%\n", "utf-8")
    words = ["due", str(file), "--readings", str(readings), "--on", "2027-12-31"]
    monkeypatch.setattr("sys.argv", ["mgmtsys", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert not stopped.value.code
    said = " ".join(capsys.readouterr().out.split())
    assert "2028-01-01 2027 O stop work, by 2028-01-01, tell board due" in said
    monkeypatch.setattr("sys.argv", ["mgmtsys", *words[:2], "--on", "2027-12-31"])
    with pytest.raises(SystemExit):
        main()
    assert "stop work" not in capsys.readouterr().out
