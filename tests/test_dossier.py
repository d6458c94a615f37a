"""What is known of a system on a day, put together, and how checks and questions are handed it."""

import functools
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from mgmtsys.auditing.check import all_of, check, for_each, only_when
from mgmtsys.auditing.checks import audit
from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.seen import Sighting
from mgmtsys.auditing.status import Status
from mgmtsys.cycle.dossier import dossier
from mgmtsys.files.loading import load, load_register
from mgmtsys.files.readings import load_readings
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.system.capa import Breach, open_action
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.due import DueState
from mgmtsys.system.objective import Objective
from mgmtsys.system.register import Register
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import State
from mgmtsys.values.exceptions import InvalidDocument, InvalidField, NotUnderstood
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

FOLDER = Path(__file__).parents[1] / "examples" / "lithera_2026"
SYSTEM = load(FOLDER / "system.yaml", ManagementSystem)
DAY, MAY, LATER = date(2026, 6, 30), date(2026, 5, 1), date(2027, 1, 10)
RECORD = load_readings([FOLDER / "readings.csv"], SYSTEM, LATER)
REGISTER = load_register(FOLDER / "register.yaml", SYSTEM)
WHOLE = dossier(SYSTEM, DAY, readings=RECORD, register=REGISTER, before=SYSTEM)


def test_a_dossier_holds_what_was_known_on_its_day() -> None:
    assert (RECORD.as_of(DAY), REGISTER.as_of(DAY)) == (WHOLE.readings, WHOLE.register)
    assert WHOLE.evaluation is not None
    assert (DAY, SYSTEM.period) == (WHOLE.evaluation.on, WHOLE.evaluation.period)
    assert WHOLE.due is not None
    assert {DueState.DONE, DueState.AHEAD} <= {one.state for one in WHOLE.due}
    assert WHOLE.responses is not None
    assert len(WHOLE.readings.readings) < len(RECORD.readings)  # type: ignore[union-attr]


def test_what_nobody_handed_in_is_none_and_not_empty() -> None:
    assert Dossier(SYSTEM, DAY) == dossier(SYSTEM, DAY) == Dossier.of(SYSTEM, DAY)
    optional = [field.name for field in attrs.fields(Dossier)[2:]]
    assert [None] * 6 == [getattr(Dossier(SYSTEM, DAY), name) for name in optional]
    assert () == dossier(attrs.evolve(SYSTEM, monitoring=()), DAY, register=Register()).due


def test_readings_are_evaluated_over_the_period_that_is_asked_for() -> None:
    quarter = Period.parse("2026-Q1")
    evaluation = dossier(SYSTEM, DAY, readings=RECORD, period=quarter).evaluation
    assert evaluation is not None
    assert quarter == evaluation.period


@pytest.mark.parametrize("name", ["readings", "register", "evaluation"])
def test_what_is_of_another_day_is_refused(name: str) -> None:
    later = dossier(SYSTEM, LATER, readings=RECORD, register=REGISTER)
    with pytest.raises(
        NotUnderstood, match=r"of 2026-05-01 holds what is of another day"
    ) as caught:
        Dossier(SYSTEM, MAY, **{name: getattr(later, name)})
    assert "当日已知" in caught.value.read("zh")


def test_a_register_that_the_system_cannot_have_is_refused() -> None:
    breach = Breach("GHOST", SYSTEM.period, response="capa")
    action = open_action("C1", Text("Leak"), "KC", DAY, "KC", breach=breach)
    with pytest.raises(InvalidDocument, match="GHOST"):
        dossier(SYSTEM, DAY, register=Register(actions=(action,)))


def test_a_dossier_stands_wherever_a_system_stands_with_its_day() -> None:
    assert audit(SYSTEM, DAY) == audit(Dossier(SYSTEM, DAY)) == audit(Dossier(SYSTEM, DAY), DAY)
    report = audit(SYSTEM, DAY)
    ids = [one.id for one in SYSTEM.standards]
    assert clause_matrix(SYSTEM, ids, on=DAY, report=report) == clause_matrix(
        Dossier(SYSTEM, DAY), ids, report=report
    )
    with pytest.raises(
        NotUnderstood, match="the dossier is of 2026-06-30, and the day is 2026-05-01"
    ):
        audit(Dossier(SYSTEM, DAY), MAY)
    with pytest.raises(InvalidField, match=r"Dossier\.on is None"):
        audit(SYSTEM)  # type: ignore[call-overload]


def test_a_dossier_says_itself_in_short() -> None:
    assert repr(WHOLE).startswith("<Dossier")
    assert WHOLE == attrs.evolve(WHOLE)
    assert hash(WHOLE) == hash(attrs.evolve(WHOLE))


@check("own.answered")
def every_miss_is_answered(
    system: ManagementSystem, on: date, dossier: Dossier
) -> Iterator[Sighting]:
    """Every miss has a corrective action."""
    register, evaluation = dossier.register, dossier.evaluation
    answered = {one.breach.objective for one in register.actions if one.breach} if register else ()
    for verdict in evaluation or ():
        if verdict.state is State.MISSED and verdict.objective not in answered:
            yield ("objectives", verdict.objective), "it is missed, and nothing was opened"


def test_a_check_of_one_value_more_sees_the_dossier() -> None:
    missed = {one.objective for one in WHOLE.evaluation or () if one.state is State.MISSED}
    assert missed
    bare = attrs.evolve(WHOLE, register=None)
    for one in (every_miss_is_answered, all_of("own.all", "All.", every_miss_is_answered)):
        seen = {finding.subject for finding in one(bare)}
        assert {("objectives", id) for id in missed} == seen
        assert seen == {finding.subject for finding in audit(bare, checks=[one]).findings}
        assert () == one(SYSTEM, DAY)


def test_conditions_and_selections_of_one_value_more_see_the_dossier() -> None:
    def judged(system: ManagementSystem, dossier: Dossier) -> bool:
        return dossier.evaluation is not None

    def missed(system: ManagementSystem, dossier: Dossier) -> list[Objective]:
        found = {one.objective for one in dossier.evaluation or () if one.state is State.MISSED}
        return [one for one in system.objectives if one.id in found]

    conditional = only_when(every_miss_is_answered, judged)
    each = check("own.each", applies=judged, sentence="None is missed.")(
        for_each(missed, lambda one: f"{one.id} is missed")
    )
    for known, applied in ((WHOLE, True), (Dossier(SYSTEM, DAY), False)):
        report = audit(known, checks=[conditional, each])
        assert [applied] * 2 == [one.applied for one in report.checks]
    assert len(missed(SYSTEM, WHOLE)) == len(each(WHOLE)) > 0


def test_a_question_of_one_value_more_sees_the_dossier() -> None:
    def met(system: ManagementSystem, objective: Objective, dossier: Dossier) -> Answer:
        verdict = next(one for one in dossier.evaluation or () if one.objective == objective.id)
        said = (Text(verdict.state.value),)
        return Answer(said) if verdict.state is State.MET else Answer(missing=said)

    def held(system: ManagementSystem, dossier: Dossier) -> Answer:
        late = [one for one in dossier.due or () if one.state is DueState.OVERDUE]
        return Answer(missing=(Text("late"),)) if late else Answer((Text("in time"),))

    asked = ("mine.met", "mine.held")
    clause = Clause(ClauseNumber("1"), Text("Met"), asks=asked)
    system = attrs.evolve(
        SYSTEM, standards=(Standard("mine:1", Text("Mine"), clauses=(clause,)),), evidence=()
    )
    own = {
        "mine.met": Question("mine.met", Text("It is met."), of_objective=met),
        "mine.held": Question("mine.held", Text("All is held."), of_system=held),
    }
    known = attrs.evolve(WHOLE, system=system)
    (row,) = clause_matrix(known, "mine:1", questions=QUESTIONS | own)
    wanted = {one.objective: one.state is State.MET for one in WHOLE.evaluation or ()}
    assert wanted == {
        cell.column: cell.status is Status.EVIDENCED
        for cell in row.cells
        if cell.column != "system"
    }
    assert Status.EVIDENCED is row["system"].status  # type: ignore[union-attr]


def _three(system: Any, on: Any, dossier: Any, more: Any) -> tuple[()]:
    return ()


@pytest.mark.parametrize(
    ("function", "shape"),
    [
        (lambda: (), "()"),
        (_three, "_three takes (system"),
        (lambda system, on, dossier=None: (), "dossier=None"),
        (lambda *given: (), "(*given)"),
        (lambda system, on, *, limit: (), "*, limit"),
        (functools.partial(_three, on=DAY), "partial takes"),
        (dict, "dict takes (...)"),
    ],
)
def test_a_function_of_another_shape_is_named_with_what_is_expected(
    function: Callable[..., Any], shape: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        check("own.odd")(function)
    assert shape in caught.value.read("en")
    assert "expected (system, on) or (system, on, dossier), without defaults" in str(caught.value)
    assert "应为 (system, on) 或 (system, on, dossier)" in caught.value.read("zh")


def test_parameters_by_name_are_no_part_of_the_shape() -> None:
    def at_most(system: ManagementSystem, on: date, *, limit: Fraction = Fraction(1)) -> Any:
        if len(system.objectives) > limit:
            yield system, f"more than {limit} objectives"

    assert "more than 1 objectives" == str(check("own.few")(at_most)(SYSTEM, DAY)[0].message)
    three = functools.partial(at_most, limit=Fraction(3))
    assert "more than 3 objectives" == str(check("own.few")(three)(SYSTEM, DAY)[0].message)
