"""The life of a corrective action: every way that there is, what each asks for, and what is refused."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from mgmtsys.cycle.decision import Move, responses
from mgmtsys.files.systems import structure_system
from mgmtsys.system.capa import (
    TRANSITIONS,
    Breach,
    CapaState,
    CorrectiveAction,
    EffectivenessCheck,
    Step,
    Task,
    advance,
    as_of,
    irregularities,
    open_action,
    reopen,
)
from mgmtsys.system.deviation import Deviation
from mgmtsys.system.verdict import Evaluation, State, Verdict
from mgmtsys.testing import corrective_actions
from mgmtsys.values.exceptions import TransitionRefused
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

JUNE = Period.parse("2026-06")
DAY = date(2026, 7, 1)
SAID = Text({"en": "said", "zh": "已说明"})
BREACH = Breach("O1", JUNE, response="capa")
TASK = Task(Text({"en": "swap", "zh": "更换"}), "ann", due=DAY + timedelta(days=10))
DONE = attrs.evolve(TASK, done=DAY + timedelta(days=5), evidence=SAID)
GOOD = EffectivenessCheck(DAY + timedelta(days=40), "cat", effective=True, result=SAID)
BAD = attrs.evolve(GOOD, effective=False)

#: What each state asks for beyond the state before.
FACTS: dict[CapaState, dict[str, object]] = {
    CapaState.CONTAINED: {"correction": SAID, "consequences": SAID},
    CapaState.ANALYSED: {"causes": (SAID,), "method": SAID, "similar": SAID},
    CapaState.PLANNED: {
        "tasks": (TASK,),
        "criterion": SAID,
        "check_due": DAY + timedelta(days=40),
    },
    CapaState.IMPLEMENTED: {"tasks": (DONE,)},
    CapaState.VERIFIED: {"check": GOOD},
    CapaState.CLOSED: {"system_changes": SAID},
}
PATH = tuple(FACTS)


def opened() -> CorrectiveAction:
    return open_action("C1", Text("spill"), "ann", DAY, "bob", breach=BREACH)


def at(state: CapaState, by: str = "cat") -> CorrectiveAction:
    action = opened()
    if state is CapaState.CANCELLED:
        return advance(action, state, DAY, by, cancelled_because=SAID)
    for number, step in enumerate(PATH[: PATH.index(state) + 1] if state in PATH else ()):
        action = advance(action, step, DAY + timedelta(days=10 * number), by, **FACTS[step])
    return action


def test_the_whole_way_leads_from_open_to_closed_and_keeps_every_step() -> None:
    action = at(CapaState.CLOSED)
    assert (CapaState.OPEN, *PATH) == tuple(step.state for step in action.history)
    assert action.has_ended


@pytest.mark.parametrize(("before", "after"), list(product(CapaState, CapaState)))
def test_no_way_leads_where_the_table_has_none(before: CapaState, after: CapaState) -> None:
    action = at(before)
    if (before, after) not in TRANSITIONS:
        with pytest.raises(TransitionRefused, match="cannot become"):
            advance(action, after, date(2027, 1, 1), "cat")


@pytest.mark.parametrize(
    ("state", "fact"), [(state, fact) for state, facts in FACTS.items() for fact in facts]
)
def test_nothing_that_a_state_asks_for_can_be_left_out(state: CapaState, fact: str) -> None:
    before = PATH[PATH.index(state) - 1] if PATH.index(state) else CapaState.OPEN
    facts = {name: value for name, value in FACTS[state].items() if name != fact}
    with pytest.raises(TransitionRefused, match="without"):
        advance(at(before), state, date(2027, 1, 1), "cat", **facts)


def test_what_is_missing_is_said_in_both_languages() -> None:
    with pytest.raises(TransitionRefused) as caught:
        advance(opened(), CapaState.CONTAINED, DAY, "cat")
    assert "without the correction, how consequences are dealt with" in str(caught.value)
    assert "缺少纠正、后果的处置" in caught.value.read("zh")


def test_containment_is_skipped_only_with_a_reason() -> None:
    facts = FACTS[CapaState.ANALYSED]
    with pytest.raises(TransitionRefused, match="why there is nothing to contain"):
        advance(opened(), CapaState.ANALYSED, DAY, "cat", **facts)
    skipped = advance(opened(), CapaState.ANALYSED, DAY, "cat", nothing_to_contain=SAID, **facts)
    assert CapaState.ANALYSED is skipped.state


def test_a_check_that_fails_leads_back_to_the_causes() -> None:
    action = at(CapaState.IMPLEMENTED)
    later = date(2026, 9, 1)
    with pytest.raises(TransitionRefused, match="effective"):
        advance(action, CapaState.VERIFIED, later, "cat", check=BAD)
    with pytest.raises(TransitionRefused, match="not effective"):
        advance(action, CapaState.ANALYSED, later, "cat", check=GOOD)
    back = advance(action, CapaState.ANALYSED, later, "cat", check=BAD)
    assert (CapaState.ANALYSED, None) == (back.state, back.check)
    again = advance(back, CapaState.PLANNED, later, "cat", criterion=Text("stricter"))
    assert Text("stricter") == again.criterion


def test_a_check_comes_after_implementation() -> None:
    early = attrs.evolve(GOOD, on=DAY)
    with pytest.raises(TransitionRefused, match="after implementation"):
        advance(at(CapaState.IMPLEMENTED), CapaState.VERIFIED, date(2026, 9, 1), "cat", check=early)


def test_a_criterion_that_stands_cannot_change_at_the_check() -> None:
    with pytest.raises(TransitionRefused, match="criterion stood before the effectiveness check"):
        advance(
            at(CapaState.IMPLEMENTED),
            CapaState.VERIFIED,
            date(2026, 9, 1),
            "cat",
            check=GOOD,
            criterion=Text("easier"),
        )


@pytest.mark.parametrize("by", ["ann"])
def test_no_owner_closes_an_action_of_their_own(by: str) -> None:
    with pytest.raises(TransitionRefused, match="somebody other than an owner"):
        advance(at(CapaState.VERIFIED), CapaState.CLOSED, date(2026, 9, 9), by, system_changes=SAID)


def test_time_does_not_run_back() -> None:
    with pytest.raises(TransitionRefused, match="lies before the last step"):
        advance(opened(), CapaState.CANCELLED, date(2026, 6, 1), "cat", cancelled_because=SAID)


def test_a_recurrence_is_a_new_record_that_names_the_old() -> None:
    closed = at(CapaState.CLOSED)
    new = reopen(closed, "C2", date(2027, 1, 1), "bob")
    assert ("C1", CapaState.OPEN, BREACH) == (new.previous, new.state, new.breach)
    assert CapaState.CLOSED is closed.state
    with pytest.raises(TransitionRefused, match="only what is closed can recur"):
        reopen(new, "C3", date(2027, 1, 1), "bob")


def test_what_is_late_is_named() -> None:
    planned = at(CapaState.PLANNED)
    assert () == planned.overdue(TASK.due)
    assert (TASK.title,) == planned.overdue(TASK.due + timedelta(days=1))
    waiting = at(CapaState.IMPLEMENTED)
    assert () == waiting.overdue(DAY + timedelta(days=40))
    assert (SAID,) == waiting.overdue(DAY + timedelta(days=41))
    assert () == at(CapaState.CLOSED).overdue(date(2030, 1, 1))


@given(corrective_actions())
def test_what_was_made_step_by_step_has_no_irregularity(action: CorrectiveAction) -> None:
    assert [] == list(irregularities(action))


def typed(*states: CapaState, **facts: Any) -> list[str]:
    """Return what is wrong with a record whose history was written by hand."""
    history = tuple(Step(state, DAY, by="cat") for state in states)
    action = attrs.evolve(at(CapaState.CLOSED), history=history, **facts)
    return [str(irregularity) for irregularity in irregularities(action)]


def test_a_history_that_was_typed_is_held_against_the_table() -> None:
    opened_, contained, closed = CapaState.OPEN, CapaState.CONTAINED, CapaState.CLOSED
    assert ["its history does not begin with open"] == typed()
    assert ["its history does not begin with open"] == typed(contained)
    assert ["open cannot become closed"] == typed(opened_, closed)
    assert ["contained without the correction"] == typed(opened_, contained, correction=None)
    late = (Step(opened_, DAY, by="a"), Step(contained, DAY - timedelta(days=1), by="a"))
    (said,) = irregularities(attrs.evolve(at(contained), history=late))
    assert ("contained on 2026-06-30 comes before open on 2026-07-01") == str(said)
    assert "早于" in said.read("zh")


def test_an_owner_who_closes_in_a_typed_history_is_found() -> None:
    closed = at(CapaState.CLOSED)
    own = attrs.evolve(closed.history[-1], by="ann")
    (said,) = irregularities(attrs.evolve(closed, history=(*closed.history[:-1], own)))
    assert "closed without somebody other than an owner to close it" == str(said)


SYSTEM = structure_system(
    {
        "organisation": "Works",
        "period": "2026",
        "parties": {"ann": {"kind": "person"}},
        "series": {"x": {"unit": "1"}},
        "responses": {
            "contain": {"rank": "2.5", "opens_action": "true"},
            "stop_work": {"rank": "4", "opens_action": "true"},
        },
        "objectives": {
            id: {
                "statement": id,
                "measure": {"formula": "last(x)"},
                "target": {"at_least": "1"},
                "responsible": ["ann"],
            }
            for id in ("O1", "O2")
        },
    }
)
LATE = Period.parse("2026-09")
#: A day after every step.
AFTER = DAY + timedelta(days=60)


def missed(response: str = "capa", period: Period = JUNE) -> Evaluation:
    verdict = Verdict(
        "O1",
        period,
        on=DAY,
        state=State.MISSED,
        deviation=Deviation(None),
        response=SYSTEM.known_responses[response],
    )
    return Evaluation(period, DAY, verdicts=(verdict,))


def moves(
    evaluation: Evaluation, *actions: CorrectiveAction, on: date = DAY
) -> list[tuple[Move, str | None]]:
    return [(one.move, one.action) for one in responses(evaluation, SYSTEM, actions, on)]


def test_a_breach_opens_one_action_and_no_second() -> None:
    assert [(Move.OPEN, None)] == moves(missed())
    assert [(Move.LEAVE, "C1")] == moves(missed(), opened())


def test_whoever_is_responsible_answers_for_what_is_to_be_opened() -> None:
    (new,) = responses(missed(), SYSTEM)
    assert ("ann",) == new.owners
    (known,) = responses(missed(), SYSTEM, [attrs.evolve(opened(), owner="bob")])
    assert ("bob",) == known.owners


def test_a_graver_miss_escalates_the_open_action() -> None:
    assert [(Move.ESCALATE, "C1")] == moves(missed("stop_work"), opened())
    assert [(Move.LEAVE, "C1")] == moves(missed("contain"), opened())


def test_an_open_action_with_something_late_is_escalated() -> None:
    late = at(CapaState.PLANNED)
    assert [(Move.LEAVE, "C1")] == moves(missed(), late)
    (decision,) = responses(missed(), SYSTEM, [late], date(2027, 1, 1))
    assert Move.ESCALATE is decision.move


def test_what_was_opened_for_a_month_answers_for_the_year_and_the_other_way_round() -> None:
    year = attrs.evolve(BREACH, period=Period.parse("2026"))
    assert [(Move.LEAVE, "C1")] == moves(missed(), attrs.evolve(opened(), breach=year))
    assert [(Move.LEAVE, "C1")] == moves(missed(period=LATE), attrs.evolve(opened(), breach=year))
    closed = attrs.evolve(at(CapaState.CLOSED), breach=year)
    after = date(2027, 1, 1)
    assert [(Move.LEAVE, "C1")] == moves(missed(), closed, on=after)
    assert [(Move.REOPEN, "C1")] == moves(missed(period=LATE), closed, on=after)
    assert [(Move.LEAVE, "C1")] == moves(missed(period=Period.parse("2026")), opened())
    assert [(Move.OPEN, None)] == moves(missed(period=LATE), opened())


def test_a_breach_whose_action_is_closed_is_answered() -> None:
    assert [(Move.LEAVE, "C1")] == moves(missed(), at(CapaState.CLOSED), on=AFTER)


def test_a_later_breach_after_closing_is_a_recurrence() -> None:
    assert [(Move.REOPEN, "C1")] == moves(missed(period=LATE), at(CapaState.CLOSED), on=AFTER)
    assert [(Move.REOPEN, "C1")] == moves(missed("stop_work"), at(CapaState.CLOSED), on=AFTER)


def test_what_is_closed_later_is_under_way_before() -> None:
    assert [(Move.ESCALATE, "C1")] == moves(missed("stop_work"), at(CapaState.CLOSED))
    unopened = attrs.evolve(opened(), history=(Step(CapaState.OPEN, AFTER, by="bob"),))
    assert [(Move.OPEN, None)] == moves(missed(), unopened)


def test_a_record_as_of_a_day_holds_what_was_known_then() -> None:
    action = at(CapaState.VERIFIED)
    first, analysed, implemented = (
        as_of(action, DAY + timedelta(days=days)) for days in (5, 10, 35)
    )
    assert as_of(action, DAY - timedelta(days=1)) is None
    assert action == as_of(action, DAY + timedelta(days=40))
    assert first is not None
    assert analysed is not None
    assert implemented is not None
    assert (CapaState.CONTAINED, (), ()) == (first.state, first.causes, first.tasks)
    assert (CapaState.ANALYSED, (SAID,), ()) == (analysed.state, analysed.causes, analysed.tasks)
    assert (CapaState.IMPLEMENTED, (DONE,), None) == (
        implemented.state,
        implemented.tasks,
        implemented.check,
    )
    planned = attrs.evolve(at(CapaState.PLANNED), tasks=(DONE,))
    earlier = as_of(planned, DAY + timedelta(days=20))
    assert earlier == planned
    late = attrs.evolve(DONE, done=DAY + timedelta(days=30))
    undone = as_of(attrs.evolve(planned, tasks=(late,)), DAY + timedelta(days=20))
    assert undone is not None
    assert (TASK,) == undone.tasks


@given(corrective_actions(), st.dates(date(2025, 12, 1), date(2027, 12, 31)))
def test_what_was_known_of_a_record_is_the_beginning_of_its_history(
    action: CorrectiveAction, on: date
) -> None:
    known = as_of(action, on)
    if known is not None:
        assert known.history == action.history[: len(known.history)]
        assert known == as_of(known, on)


def test_a_cancelled_action_and_one_for_something_else_do_not_count() -> None:
    other = attrs.evolve(opened(), breach=attrs.evolve(BREACH, objective="O2"))
    audit_finding = attrs.evolve(opened(), breach=None)
    assert [(Move.OPEN, None)] == moves(missed(), at(CapaState.CANCELLED), other, audit_finding)


def test_a_milder_response_opens_nothing() -> None:
    assert [] == moves(missed("adjust"))
    met = Verdict("O1", JUNE, on=DAY, state=State.MET)
    assert [] == moves(Evaluation(JUNE, DAY, verdicts=(met,)))
