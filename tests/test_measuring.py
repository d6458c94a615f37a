"""Which formulas, targets and policies a measure on a scale of points or levels allows, and its verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.files.systems import structure_system
from mgmtsys.system.measure import Formula
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import State, Verdict
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidDocument, Problem
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity, Unit

UNITS = {
    "a": Unit.parse("°C"),
    "b": Unit.parse("°C"),
    "f": Unit.parse("°F"),
    "k": Unit.parse("K"),
    "n": Unit.parse("dB(A)"),
    "p": Unit.parse("pH"),
    "e": Unit.parse("kWh"),
}
ABSOLUTE = {
    "basis": "absolute",
    "bands": [{"up_to": "2 °C", "response": "monitor"}, {"response": "capa"}],
}


@pytest.mark.parametrize(
    ("text", "unit", "difference"),
    [
        ("mean(a)", "°C", False),
        ("last(a)", "°C", False),
        ("count(a)", "1", False),
        ("max(a) - min(a)", "K", True),
        ("last(a) - last(f)", "K", True),
        ("last(f) - last(a)", "°R", True),
        ("last(b) + (max(a) - min(a))", "°C", False),
        ("(max(a) - min(a)) + last(b)", "°C", False),
        ("last(b) - (max(a) - min(a))", "°C", False),
        ("(max(a) - min(a)) * 2", "K", True),
        ("2 * (max(a) - min(a)) / 3", "K", True),
        ("(max(a) - min(a)) + (max(b) - min(b))", "K", True),
        ("(max(a) - min(a)) / (max(b) - min(b))", "K/K", False),
        ("sum(e) / (max(a) - min(a))", "kWh/K", False),
        ("sum(k)", "K", False),
        ("last(k) + (max(a) - min(a))", "K", False),
        ("max(n)", "dB(A)", False),
        ("max(n) - min(n)", "dB(A)", True),
        ("last(n) - (max(n) - min(n)) / 2", "dB(A)", False),
        ("min(p)", "pH", False),
        ("count(n) / 2", "1", False),
    ],
)
def test_points_and_levels_have_differences(text: str, unit: str, *, difference: bool) -> None:
    figure = Formula.parse(text).figure(UNITS)
    assert (Unit.parse(unit), difference) == (figure.unit, figure.is_difference)


@pytest.mark.parametrize(
    "text",
    [
        "sum(a)", "last(a) + last(b)", "(mean(a) + mean(b)) / 2", "mean(a) * 2", "2 * mean(a)",
        "mean(a) / 2", "mean(a) / mean(b)", "sum(e) / mean(a)", "100 * (last(a) - last(b)) / last(b)",
        "(max(a) - min(a)) - last(b)", "last(a) - last(b) - last(a)", "last(a) + last(k)",
        "last(k) - last(a)", "sum(n)", "mean(n)", "mean(p)", "sum(p)", "last(n) + last(n)",
        "max(n) * 2", "max(n) / min(n)", "(max(n) - min(n)) - max(n)", "count(n) * max(n)",
        "last(a) + 1", "last(n) + last(p)",
    ],
)  # fmt: skip
def test_points_and_levels_have_no_sum_no_multiple_and_no_quotient(text: str) -> None:
    with pytest.raises(IncompatibleUnits) as refused:
        Formula.parse(text).figure(UNITS)
    assert "expected" in refused.value.read("en") or "measure different" in refused.value.read("en")


def test_the_remedy_is_named_in_both_languages() -> None:
    with pytest.raises(IncompatibleUnits) as refused:
        Formula.parse("mean(a) * 2").figure(UNITS)
    assert (
        "mean(a) * 2 takes the multiple of points on a scale (°C), which have differences and means "
        "only: expected series in K"
    ) == refused.value.read("en")
    assert (
        "mean(a) * 2 对刻度上的点（°C）求倍数，而点只有差值和平均值：序列应以 K 计"
        == refused.value.read("zh")
    )
    with pytest.raises(IncompatibleUnits) as refused:
        Formula.parse("mean(n)").figure(UNITS)
    assert (
        "mean(n) takes the plain mean of levels on a logarithmic scale (dB(A)), which have differences "
        "only: expected max, min or last, or a series of the level computed beforehand"
    ) == refused.value.read("en")


def test_a_formula_over_figures_refuses_what_its_units_do_not_have() -> None:
    for text in ("sum(t)", "mean(t) + mean(t)", "mean(t) * 2"):
        with pytest.raises(IncompatibleUnits):
            Formula.parse(text).over({"t": [Quantity(20, "°C"), Quantity(25, "°C")]})
    with pytest.raises(IncompatibleUnits):
        Formula.parse("mean(n)").over({"n": [Quantity(80, "dB(A)")]})
    with pytest.raises(IncompatibleUnits):
        Formula.parse("sum(t) * sum(x)").over(
            {"t": [Quantity(20, "°C")], "x": [Quantity(1, "kWh")]}
        )
    assert Quantity(0) == Formula.parse("count(n)").over({"n": []})


def system(
    formula: str,
    unit: str,
    target: Mapping[str, Any],
    policy: Mapping[str, Any] | None = None,
    **objective: Any,
) -> ManagementSystem:
    """Return a system of one objective over two series in °C, one in K and one in dB(A)."""
    return structure_system(
        {
            "organisation": "Works",
            "period": "2026",
            "series": {
                "a": {"unit": "°C"},
                "b": {"unit": "°C"},
                "k": {"unit": "K"},
                "n": {"unit": "dB(A)"},
            },
            "objectives": {
                "O": {
                    "statement": "O",
                    "measure": {"formula": formula, "unit": unit},
                    "target": target,
                }
                | objective
            },
        }
        | ({"deviation_policy": policy} if policy else {})
    )


def problems(*given: Any, **more: Any) -> list[Problem]:
    with pytest.raises(InvalidDocument) as refused:
        system(*given, **more)
    return list(refused.value.problems)


def judged(one: ManagementSystem, **figures: str) -> Verdict:
    """Return the verdict over figures that are written as ``first, second``."""
    readings = (
        Reading(series, Period.parse(f"2026-{month:02}"), value=Quantity.parse(value))
        for series, values in figures.items()
        for month, value in enumerate(values.split(", "), 1)
    )
    return evaluate(one, Record(readings), Period.parse("2026"), date(2027, 1, 1))["O"]


@pytest.mark.parametrize("figures", ["20 °C, 25 °C", "293.15 K, 298.15 K", "68 °F, 298.15 K"])
@pytest.mark.parametrize("unit", ["K", "°C"])
@pytest.mark.parametrize(
    ("limit", "state"), [("6 K", State.MET), ("6 °C", State.MET), ("4 °C", State.MISSED)]
)
def test_a_spread_of_temperatures_is_a_difference_in_any_unit(
    figures: str, unit: str, limit: str, state: State
) -> None:
    verdict = judged(system("max(a) - min(a)", unit, {"at_most": limit}), a=figures)
    assert (Quantity(5, "K"), state) == (verdict.actual, verdict.state)
    assert verdict.actual is not None
    assert "5 K" == str(verdict.actual)


def test_the_figures_of_a_difference_are_differences_throughout() -> None:
    one = system(
        "max(a) - min(a)",
        "°C",
        {"reduce_by": "50%"},
        baseline={"period": "2025", "value": "10 °C"},
        programme={"milestones": [{"title": "M", "due": "2026-06-30", "planned": "8 °C"}]},
    )
    verdict = judged(one, a="20 °C, 26 °C")
    assert (Quantity(6, "K"), Quantity(10, "K"), State.MISSED) == (
        verdict.actual,
        verdict.baseline,
        verdict.state,
    )
    assert verdict.deviation is not None
    assert Fraction(1, 5) == verdict.deviation.value


@pytest.mark.parametrize("figures", ["22.5 °C", "295.65 K"])
@pytest.mark.parametrize("limit", ["20 °C", "293.15 K"])
def test_the_same_temperatures_give_the_same_verdict(figures: str, limit: str) -> None:
    verdict = judged(system("mean(a)", "°C", {"at_most": limit}, ABSOLUTE), a=figures)
    assert "22.5 °C" == str(verdict.actual)
    assert verdict.deviation is not None
    assert (State.MISSED, 2, Fraction(5, 2)) == (
        verdict.state,
        verdict.answers[0].band,
        verdict.deviation.size,
    )


def test_a_series_in_kelvin_is_an_ordinary_amount() -> None:
    verdict = judged(system("mean(k) * 2", "K", {"at_most": "500 K"}), k="20 °C, 25 °C")
    assert "591.3 K" == str(verdict.actual)
    verdict = judged(system("mean(k)", "°C", {"at_most": "20 °C"}), k="295.65 K")
    assert "22.5 °C" == str(verdict.actual)


@pytest.mark.parametrize(
    "formula", ["(mean(a) + mean(b)) / 2", "mean(a) * 2", "sum(a)", "sum(n)", "mean(n)"]
)
def test_a_formula_without_meaning_is_refused_when_the_system_is_built(formula: str) -> None:
    unit = "dB(A)" if "(n)" in formula else "°C"
    (problem,) = problems(formula, unit, {"at_most": f"20 {unit}"})
    assert ("objectives", "O", "measure", "formula") == problem.path
    assert ": expected " in str(problem.message)


def test_all_that_does_not_fit_is_named_at_once() -> None:
    found = problems(
        "mean(a) * 2", "°C", {"reduce_by": "5%"}, baseline={"period": "2025", "value": "3 kWh"}
    )
    assert [
        ("objectives", "O", "measure", "formula"),
        ("objectives", "O", "target"),
        ("objectives", "O", "baseline", "value"),
    ] == [problem.path for problem in found]


@pytest.mark.parametrize(
    ("formula", "unit", "target", "baseline"),
    [
        ("mean(a)", "°C", {"reduce_by": "5%"}, "20 °C"),
        ("mean(a)", "°C", {"increase_by": "5%"}, None),
        ("mean(a)", "K", {"reduce_by": "5%"}, "20 °C"),
        ("mean(a)", "°C", {"zero": "true"}, None),
    ],
)
def test_a_point_of_a_scale_has_no_zero_and_no_share(
    formula: str, unit: str, target: Mapping[str, str], baseline: str | None
) -> None:
    stated = {"baseline": {"period": "2025", "value": baseline}} if baseline else {}
    (problem,) = problems(formula, unit, target, **stated)
    assert ("objectives", "O", "target") == problem.path
    assert "point on" in str(problem.message)
    assert "刻度上的" in problem.message.read("zh")


@pytest.mark.parametrize("kind", ["reduce_by", "increase_by"])
@pytest.mark.parametrize("formula", ["max(n)", "last(n)", "max(n) + (max(n) - min(n))"])
def test_a_level_on_a_logarithmic_scale_changes_by_no_share(formula: str, kind: str) -> None:
    for value in ("80 dB(A)", None):
        since = {"period": "2025", "value": value} if value else {"period": "2025"}
        (problem,) = problems(formula, "dB(A)", {kind: "5%"}, baseline=since)
        assert ("objectives", "O", "target") == problem.path
        assert "expected a limit such as at_most, in dB(A)" in str(problem.message)
        assert "对数刻度上的级" in problem.message.read("zh")
    # The spread of levels is an amount, and so is how many there are.
    system("max(n) - min(n)", "dB(A)", {kind: "5%"})
    system("count(n)", "1", {kind: "5%"})
    system(formula, "dB(A)", {"at_most": "80 dB(A)"})


@pytest.mark.parametrize(
    ("unit", "target"), [("°C", {"at_most": "6 K"}), ("K", {"at_most": "6 °C"})]
)
def test_degrees_beside_an_amount_in_kelvin_are_not_guessed(
    unit: str, target: Mapping[str, str]
) -> None:
    (problem,) = problems("max(k) - min(k)", unit, target)
    assert ("objectives", "O", "measure", "formula") == problem.path
    assert "may be a temperature or a difference" in str(problem.message)


def test_degrees_of_a_milestone_beside_an_amount_in_kelvin_are_not_guessed() -> None:
    programme = {"milestones": [{"title": "M", "due": "2026-06-30", "planned": "8 °C"}]}
    (problem,) = problems("max(k) - min(k)", "K", {"at_most": "6 K"}, programme=programme)
    assert ("objectives", "O", "measure", "formula") == problem.path


RELATIVE = {"bands": [{"up_to": "5%", "response": "monitor"}, {"response": "capa"}]}


@pytest.mark.parametrize(
    "policy",
    [
        RELATIVE,
        RELATIVE | {"basis": "relative_to_target"},
        {"basis": "percentage_points", "bands": [{"response": "capa"}]},
    ],
)
def test_a_relative_policy_over_points_is_refused_with_the_objective(
    policy: Mapping[str, Any],
) -> None:
    for (problem,) in (
        problems("mean(a)", "°C", {"at_most": "20 °C"}, policy),
        problems("mean(a)", "°C", {"at_most": "20 °C"}, deviation_policy=policy),
    ):
        assert ("objectives", "O", "deviation_policy") == problem.path
        assert "absolute basis" in str(problem.message)
        assert "absolute" in problem.message.read("zh")


def test_a_relative_policy_over_kelvin_levels_and_differences_stands() -> None:
    verdict = judged(system("mean(k)", "K", {"at_most": "20 °C"}, RELATIVE), k="295.15 K")
    assert verdict.deviation is not None
    assert (Fraction(40, 5863), 1) == (verdict.deviation.value, verdict.answers[0].band)
    verdict = judged(system("max(a) - min(a)", "K", {"at_most": "4 K"}, RELATIVE), a="20 °C, 25 °C")
    assert verdict.deviation is not None
    assert (Fraction(1, 4), 2) == (verdict.deviation.value, verdict.answers[0].band)
    verdict = judged(system("max(n)", "dB(A)", {"at_most": "80 dBA"}, RELATIVE), n="84 dB(A)")
    assert verdict.deviation is not None
    assert (Fraction(1, 20), 1) == (verdict.deviation.value, verdict.answers[0].band)


def test_any_response_to_any_miss_needs_no_share() -> None:
    policy = {"bands": [{"response": "capa"}]}
    verdict = judged(system("mean(a)", "°C", {"at_most": "20 °C"}, policy), a="21 °C")
    assert verdict.deviation is not None
    assert (1, Fraction(1)) == (verdict.answers[0].band, verdict.deviation.size)


@pytest.mark.parametrize("unit", ["°C", "K", "°F"])
def test_the_path_of_a_temperature_runs_straight_between_points(unit: str) -> None:
    planned = Quantity(22, "°C").to(unit)
    one = system(
        "last(a)",
        "°C",
        {"at_most": "18 °C"},
        ABSOLUTE,
        programme={"milestones": [{"title": "M", "due": "2026-07-02", "planned": str(planned)}]},
    )
    readings = (Reading("a", Period.parse("2026-10-01"), value=Quantity.parse("21 °C")),)
    verdict = evaluate(one, Record(readings), Period.parse("2026"), date(2026, 10, 1))["O"]
    assert (State.MISSED, "°C") == (verdict.state, str(verdict.actual and verdict.actual.unit))
    assert verdict.target.bounds[0].limit == Quantity(20, "°C")


@pytest.mark.parametrize("reading", ["21 °C", "294.15 K"])
def test_each_temperature_is_read_on_the_scale_of_its_series(reading: str) -> None:
    one = system("last(a)", "°C", {"each": {"between": ["18 °C", "20 °C"]}}, ABSOLUTE)
    verdict = judged(one, a=f"19 °C, {reading}")
    assert (State.MISSED, "21 °C") == (verdict.state, str(verdict.actual))
    assert verdict.deviation is not None
    assert Fraction(1) == verdict.deviation.size


@pytest.mark.parametrize(
    ("formula", "target", "said"),
    [
        ("last(a) - last(b)", {"each": {"at_most": "5 K"}}, "expected a formula of one series"),
        (
            "sum(k)",
            {"at_most": "5 K", "by": "2026-06-30"},
            "expected at_least, above or increase_by",
        ),
    ],
)
def test_what_no_reading_and_no_day_can_answer_is_refused(
    formula: str, target: Mapping[str, Any], said: str
) -> None:
    (problem,) = problems(formula, "K", target)
    assert ("objectives", "O", "target") == problem.path
    assert str(problem.message).endswith(said)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"at_least": "80"}, "80 beside a measure in % can be 80% or 8000%: expected one of them"),
        ({"at_most": "0.5"}, "0.5 beside a measure in % can be 0.5% or 50%: expected one of them"),
        ({"exactly": "80%", "tolerance": "5"}, "5 beside a measure in % can be 5% or 500%: expected one of them"),
    ],
)  # fmt: skip
def test_a_bare_number_beside_a_measure_in_percent_is_refused_with_both_readings(
    target: dict[str, str], said: str
) -> None:
    with pytest.raises(InvalidDocument) as refused:
        _rate(target)
    (problem,) = refused.value.problems
    assert (("objectives", "O", "target"), said) == (problem.path, str(problem.message))


def test_every_bare_number_beside_a_measure_in_percent_has_its_place() -> None:
    with pytest.raises(InvalidDocument) as refused:
        _rate(
            {"between": ["70", "80"]},
            baseline={"period": "2025", "value": "60"},
            programme={"milestones": [{"title": "M", "due": "2026-06-30", "planned": "75"}]},
        )
    assert [
        ("objectives", "O", "target"),
        ("objectives", "O", "target"),
        ("objectives", "O", "baseline", "value"),
        ("objectives", "O", "programme", "milestones", "0", "planned"),
    ] == [problem.path for problem in refused.value.problems]


@pytest.mark.parametrize(
    "target",
    [{"at_least": "80%"}, {"at_least": "0.8 ratio"}, {"at_most": "800‰"}, {"at_most": "0"}, {"zero": "true"}],
)  # fmt: skip
def test_a_number_with_its_sign_stands_beside_a_measure_in_percent(target: dict[str, str]) -> None:
    assert 1 == len(_rate(target).objectives)


def _rate(target: object, **more: object) -> ManagementSystem:
    objective = {"statement": "O", "measure": {"formula": "mean(r)", "unit": "%"}, "target": target}
    return structure_system(
        {
            "organisation": "W",
            "period": "2026",
            "series": {"r": {"unit": "%"}},
            "objectives": {"O": objective | more},
        }
    )
