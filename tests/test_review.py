"""What is due, what was attained, what the process counts, and how targets move from year to year."""

from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.review import (
    Attainment,
    attainment,
    due,
    early_warnings,
    periodic_review,
    process_figures,
)
from mgmtsys.files.systems import structure_system
from mgmtsys.system.capa import open_action
from mgmtsys.system.due import DueState
from mgmtsys.system.monitoring import Held
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.register import Register
from mgmtsys.system.target import Target
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity

JUNE = date(2026, 6, 30)
YEAR = Period.parse("2026")


def objective(target: object, formula: str = "last(rate)", unit: str = "%") -> dict[str, object]:
    return {"statement": "O", "measure": {"formula": formula, "unit": unit}, "target": target}


SYSTEM = structure_system(
    {
        "organisation": "Works",
        "period": "2026",
        "series": {
            "rate": {"unit": "%"},
            "other": {"unit": "%"},
            "kwh": {"unit": "kWh", "frequency": "monthly"},
            "spills": {"unit": "incident", "frequency": "monthly"},
        },
        "objectives": {
            "met": objective({"at_least": "80%"}),
            "missed": objective({"at_least": "90%"}),
            "watched": objective({"at_least": "82%"}),
            "adjusted": objective({"at_least": "100%"}),
            "silent": objective({"at_least": "80%"}, "last(other)"),
            "stale": objective({"zero": "true"}, "sum(spills)", "incident"),
        },
        "deviation_policy": {
            "bands": [
                {"up_to": "5%", "response": "monitor"},
                {"up_to": "10%", "response": "adjust", "name": "think again"},
                {"up_to": "15%", "response": "capa"},
                {"response": "adjust"},
            ]
        },
        "monitoring": {
            "m": {"kind": "tracking", "name": "Monthly", "frequency": "monthly"},
            "q": {"kind": "review", "name": "Quarterly", "frequency": "quarterly"},
            "y": {"kind": "evaluation", "name": "Yearly", "due": "12 月"},
            "z": {"kind": "evaluation", "name": "Next", "due": "2027-01-31"},
            "never": {"kind": "review", "name": "Unplanned"},
        },
        "indicators": [
            {"name": name, "target": {"at_least": "50%"}, "figure": name}
            for name in (
                "objectives_met",
                "tracking_done",
                "reviews_done",
                "actions_opened",
                "actions_called_for",
            )
        ]
        + [{"name": "words", "target": {"at_least": "50%"}}],
    }
)
RECORD = Record(
    (
        Reading("rate", Period.parse("2026-Q1"), value=Quantity.parse("80%")),
        Reading("spills", Period.parse("2026-01"), value=Quantity.parse("0 incident")),
    )
)
EVALUATION = evaluate(SYSTEM, RECORD, YEAR, JUNE)
HELD = (
    Held("m", Period.parse("2026-01"), on=date(2026, 2, 2)),
    Held("q", Period.parse("2026-Q1"), on=date(2026, 4, 2)),
    Held("m", Period.parse("2026-02"), on=date(2026, 7, 2)),
)


def test_what_is_due_follows_the_frequencies_and_deadlines() -> None:
    looks = due(SYSTEM, JUNE, HELD)
    states = {
        (one.monitoring.id, str(one.period)): one.state
        for one in looks
        if one.by <= date(2026, 7, 31) or one.monitoring.id in "yz"
    }
    late = dict.fromkeys([("m", f"2026-{month:02}") for month in range(2, 6)], DueState.OVERDUE)
    assert {
        ("m", "2026-01"): DueState.DONE,
        **late,
        ("m", "2026-06"): DueState.DUE,
        ("m", "2026-07"): DueState.AHEAD,
        ("q", "2026-Q1"): DueState.DONE,
        ("q", "2026-Q2"): DueState.DUE,
        ("y", "2026"): DueState.AHEAD,
        ("z", "2026"): DueState.AHEAD,
    } == states
    assert sorted(one.by for one in looks) == [one.by for one in looks]
    assert 12 + 4 + 1 + 1 == len(looks)


def test_a_look_that_was_held_late_is_done_and_its_days_are_told() -> None:
    january = Period.parse("2026-01")
    held = [Held("m", january, on=date(2026, 2, 9)), Held("m", january, on=date(2026, 2, 5))]
    (look,) = (
        one for one in due(SYSTEM, JUNE, held) if (one.monitoring.id, one.period) == ("m", january)
    )
    assert (DueState.DONE, (date(2026, 2, 5) - look.by).days) == (look.state, look.days_late)
    undone = {
        str(one.period): one.days_late for one in due(SYSTEM, JUNE) if one.monitoring.id == "m"
    }
    assert ((JUNE - date(2026, 5, 31)).days, None) == (undone["2026-05"], undone["2026-06"])


def test_attainment_counts_what_could_be_judged() -> None:
    found = attainment(EVALUATION)
    assert (1, 4, Fraction(1, 4)) == (found.met, found.judged, found.share)
    assert {"no_data": 1, "stale": 1} == {state.value: times for state, times in found.others}
    assert Attainment(0, 0, others=()).share is None


def test_tracking_warns_of_what_should_not_wait() -> None:
    told = {one.verdict.objective: str(one.what) for one in early_warnings(EVALUATION)}
    assert {
        "missed": "capa",
        "adjusted": "adjust",
        "stale": "spills: the last reading is of 2026-01, due was 2026-06-30",
    } | told == told
    assert {"missed", "adjusted", "stale"} == told.keys()


def test_a_named_response_warns_by_its_name() -> None:
    one = attrs.evolve(
        SYSTEM, objectives=(attrs.evolve(SYSTEM.objectives[0], target=Target.at_least("87%")),)
    )
    (warning,) = early_warnings(evaluate(one, RECORD, YEAR, JUNE))
    assert "think again" == str(warning.what)


def test_a_target_that_is_met_and_will_not_be_is_told() -> None:
    energy = structure_system(
        {
            "organisation": "W",
            "period": "2026",
            "series": {"kwh": {"unit": "kWh"}},
            "objectives": {
                "O": objective({"at_most": "1000 kWh"}, "sum(kwh)", "kWh")
                | {
                    "programme": {
                        "milestones": [
                            {"title": "a", "due": "2026-01-31", "planned": "600 kWh"},
                        ]
                    }
                }
            },
        }
    )
    record = Record((Reading("kwh", Period.parse("2026-01"), value=Quantity.parse("550 kWh")),))
    (warning,) = early_warnings(evaluate(energy, record, YEAR, date(2026, 6, 30)))
    assert "will be missed at the end, at the present rate" == str(warning.what)


def test_process_figures_have_their_own_denominators() -> None:
    figures = process_figures(SYSTEM, EVALUATION, Register(HELD))
    counted = {str(one.indicator.name): (one.numerator, one.denominator) for one in figures}
    assert {
        "objectives_met": (1, 6),
        "tracking_done": (1, 6),
        "reviews_done": (1, 2),
        "actions_opened": (0, 3),
        "actions_called_for": (0, 1),
    } == counted
    assert [False, False, True, False, False] == [one.met for one in figures]


def test_an_action_that_is_there_counts_as_opened() -> None:
    breach = periodic_review(SYSTEM, EVALUATION).decisions[0].breach
    action = open_action("C1", Text("c"), "ann", JUNE, "bob", breach=breach)
    (figure,) = [
        one
        for one in process_figures(SYSTEM, EVALUATION, Register((), (action,)))
        if str(one.indicator.name) == "actions_opened"
    ]
    assert (1, 3) == (figure.numerator, figure.denominator)


def test_nothing_of_nothing_is_not_applicable() -> None:
    empty = evaluate(attrs.evolve(SYSTEM, objectives=()), Record(), YEAR, JUNE)
    figure = process_figures(attrs.evolve(SYSTEM, objectives=()), empty)[0]
    assert (None, None) == (figure.value, figure.met)


def test_a_review_gathers_its_inputs() -> None:
    found = periodic_review(SYSTEM, EVALUATION, Register(HELD))
    assert ["missed", "watched", "adjusted", "silent", "stale"] == [
        one.objective for one in found.obstacles
    ]
    assert ["missed"] == [one.breach.objective for one in found.decisions]
    assert {"m"} == {one.monitoring.id for one in found.overdue}
    assert () == found.late_actions
