"""A register of what was held and done: read from files, held against its system, written back."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from mgmtsys.cycle.review import due
from mgmtsys.files.loading import load_register, save
from mgmtsys.files.systems import structure_system
from mgmtsys.system.due import DueState
from mgmtsys.system.monitoring import Held, Monitoring, MonitoringKind
from mgmtsys.system.register import Register, spans_of
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.period import Duration, Frequency, Period
from mgmtsys.values.text import Text

SYSTEM = structure_system(
    {
        "organisation": "Works",
        "period": "2026",
        "sites": {"north": {}},
        "series": {"x": {"unit": "1"}},
        "objectives": {
            "O": {"statement": "O", "measure": {"formula": "last(x)"}, "target": {"zero": "true"}},
        },
        "monitoring": {
            "m": {
                "kind": "tracking",
                "name": "Monthly",
                "frequency": "monthly",
                "within": "10 days",
            },
            "y": {"kind": "evaluation", "name": "Yearly", "due": "12 月"},
            "never": {"kind": "review", "name": "Unplanned"},
        },
    }
)
GOOD = """\
format: mgmtsys.register/1
held:
  - {monitoring: m, period: 2026-01, on: 2026-02-05}
  - {monitoring: y, period: 2026, on: 2026-12-20}
actions:
  C1:
    description: spill
    owner: ann
    breach: {objective: O, period: 2026-01, response: capa}
    history: [{state: open, on: 2026-02-05, by: bob}]
"""
BAD = """\
format: mgmtsys.register/1
held:
  - {monitoring: mm, period: 2026-01, on: 2026-02-05}
  - {monitoring: m, period: 2026-Q1, on: 2026-04-05}
  - {monitoring: never, period: 2026, on: 2026-04-05}
  - {monitoring: m, period: 2026-05, on: 2026-04-05}
actions:
  C1:
    description: spill
    owner: ann
    breach: {objective: P, period: 2026-01, response: capa}
    history: [{state: closed, on: 2026-02-05, by: bob}]
  C2:
    description: spill
    owner: ann
    previous: C0
    breach: {objective: O, period: 2026-01, response: capa, site: north}
    history: [{state: open, on: 2026-02-05, by: bob}]
  C3:
    description: spill
    owner: ann
    breach: {objective: O, period: 2026-01, response: capa, site: north}
    history: [{state: open, on: 2026-02-05, by: bob}]
"""


def test_a_register_is_read_with_its_looks_and_actions(tmp_path: Path) -> None:
    file = tmp_path / "register.yaml"
    file.write_text(GOOD, "utf-8")
    register = load_register(file, SYSTEM)
    assert Held("m", Period.parse("2026-01"), on=date(2026, 2, 5)) == register.held[0]
    assert ["C1"] == [one.id for one in register.actions]


def test_everything_wrong_with_a_register_is_said_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "register.yaml"
    file.write_text(BAD, "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        load_register(file, SYSTEM)
    said = [
        f"{one.place.line}:{one.place.column}: {one.message!s}"
        for one in caught.value.problems
        if one.place
    ]
    assert [
        "3:6: no monitoring 'mm' is declared: expected one listed under monitoring",
        "4:21: m is not held for 2026-Q1: expected one such as 2026-01",
        "5:25: never is not held for 2026: expected none, since it has no frequency",
        "6:38: 2026-04-05 lies before 2026-05: expected a day after its start",
        "11:14: no objective 'P' is declared: expected one listed under objectives",
        "12:5: C1: its history does not begin with open",
        "16:5: no corrective action 'C0' is declared: expected one listed under actions",
        "17:61: O is not to be met at 'north': expected one of its sites",
        "22:5: C2 is open for the same breach: expected one action a breach",
        "22:61: O is not to be met at 'north': expected one of its sites",
    ] == said
    assert all(one.message.read("zh") for one in caught.value.problems)


def test_a_register_that_is_no_mapping_of_known_keys_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "register.yaml"
    file.write_text("format: mgmtsys.register/1\nhelt: []\n", "utf-8")
    with pytest.raises(InvalidDocument, match=r"register\.yaml:2:1: helt: unknown key 'helt'"):
        load_register(file, SYSTEM)


@pytest.mark.parametrize("response", ["two", "[]"])
def test_a_breach_names_a_response_of_the_system(tmp_path: Path, response: str) -> None:
    file = tmp_path / "register.yaml"
    file.write_text(GOOD.replace("response: capa", f"response: {response}"), "utf-8")
    with pytest.raises(InvalidDocument, match=r"register\.yaml:9:45: actions.C1.breach.response"):
        load_register(file, SYSTEM)


def test_a_register_is_written_and_read_back(tmp_path: Path) -> None:
    file, copy = tmp_path / "register.yaml", tmp_path / "copy.json"
    file.write_text(GOOD, "utf-8")
    register = load_register(file, SYSTEM)
    save(register, copy)
    assert register == load_register(copy, SYSTEM)


def test_a_look_is_held_each_span_or_once_for_its_deadline() -> None:
    monthly, yearly, never = SYSTEM.monitoring
    assert Period.parse("2026").months == spans_of(monthly, SYSTEM.period)
    assert (SYSTEM.period,) == spans_of(yearly, SYSTEM.period)
    assert () == spans_of(never, SYSTEM.period)


def test_a_look_may_be_held_some_time_after_its_span() -> None:
    states = {on: due(SYSTEM, on)[0] for on in (date(2026, 2, 10), date(2026, 2, 11))}
    assert [DueState.DUE, DueState.OVERDUE] == [one.state for one in states.values()]
    assert date(2026, 2, 10) == states[date(2026, 2, 10)].by


def test_month_ends_follow_the_calendar() -> None:
    look = Monitoring(
        "z",
        MonitoringKind.TRACKING,
        name=Text("z"),
        frequency=Frequency.parse("monthly"),
        within=Duration.parse("1 month"),
    )
    system = attrs.evolve(SYSTEM, monitoring=(look,))
    assert [
        "2026-02-28", "2026-03-28", "2026-04-30", "2026-05-30", "2026-06-30", "2026-07-30",
        "2026-08-31", "2026-09-30", "2026-10-30", "2026-11-30", "2026-12-30", "2027-01-31",
    ] == [str(one.by) for one in due(system, date(2026, 1, 1))]  # fmt: skip


def test_an_action_stands_in_one_register_only(tmp_path: Path) -> None:
    files = [tmp_path / "one.yaml", tmp_path / "other.yaml"]
    for file, what in zip(files, ("spill", "leak"), strict=True):
        file.write_text(GOOD.replace("spill", what), "utf-8")
    with pytest.raises(InvalidDocument, match="'C1' is already in use"):
        load_register(files, SYSTEM)
    files[1].write_text(GOOD, "utf-8")
    assert load_register(files[0], SYSTEM) == load_register(files, SYSTEM)


def test_registers_are_joined_with_registers() -> None:
    with pytest.raises(TypeError):
        Register() | 1


def test_an_action_need_not_answer_an_objective(tmp_path: Path) -> None:
    file = tmp_path / "register.yaml"
    breach = "    breach: {objective: O, period: 2026-01, response: capa}\n"
    assert breach in GOOD
    file.write_text(GOOD.replace(breach, "    source: internal audit\n"), "utf-8")
    (action,) = load_register(file, SYSTEM).actions
    assert (None, Text("internal audit")) == (action.breach, action.source)
