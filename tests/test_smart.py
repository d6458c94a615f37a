"""The five letters of the example, and of objectives built for the purpose."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from mgmtsys.auditing.checks.smart import Mark, smart
from mgmtsys.files.loading import load
from mgmtsys.system.objective import Objective, Programme, Resource
from mgmtsys.system.target import Target
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.period import Frequency
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity

SYSTEM = load(Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml")
OBJECTIVES = {one.id: one for one in SYSTEM.objectives}
SIGNS = {Mark.PASS: "+", Mark.FAIL: "-", Mark.NOT_CHECKABLE: "?"}


def marks(objective: Objective) -> str:
    return "".join(SIGNS[letter.mark] for letter in smart(SYSTEM, objective))


def why(objective: Objective, letter: str) -> str:
    return next(str(one.why) for one in smart(SYSTEM, objective) if one.letter == letter)


@pytest.mark.parametrize(
    ("id", "signs"),
    [
        ("E1", "++?--"),
        ("E2", "-----"),
        ("E3", "--?--"),
        ("E4", "--?--"),
        ("E5", "++?--"),
        ("E6", "+-?--"),
        ("E7", "+-?--"),
    ],
)
def test_the_letters_of_the_example(id: str, signs: str) -> None:
    assert signs == marks(OBJECTIVES[id])


def test_every_letter_says_why_in_both_languages() -> None:
    for objective in SYSTEM.objectives:
        for letter in smart(SYSTEM, objective):
            assert {"en", "zh"} == {tag for tag, _ in letter.why.wordings}


def test_an_objective_can_pass_every_letter() -> None:
    good = attrs.evolve(
        OBJECTIVES["E5"],
        programme=Programme(resources=(Resource(Text("money"), Quantity.parse("1 CNY")),)),
        obligations=("环境保护法",),
        due=Deadline.parse(str(date(2026, 12, 31))),
    )
    assert "+++++" == marks(good)
    assert "addresses 环境保护法" == why(good, "R")


def test_an_ongoing_objective_with_a_rhythm_is_bound_in_time() -> None:
    one = OBJECTIVES["E5"]
    rhythm = attrs.evolve(one.measure, frequency=Frequency.parse("monthly"))
    assert "ongoing, measured every month" == why(attrs.evolve(one, measure=rhythm), "T")
    assert "no deadline, and no frequency of measurement" == why(attrs.evolve(one, due=None), "T")
    assert "the deadline has no year" == why(OBJECTIVES["E6"], "T")


def test_what_is_vague_or_has_no_target_is_not_specific() -> None:
    vague = attrs.evolve(OBJECTIVES["E5"], statement=Text("improve things"))
    assert "the statement says 'improve' and names no amount" == why(vague, "S")
    assert "there is no target" == why(attrs.evolve(OBJECTIVES["E5"], target=Target()), "S")


def test_what_lies_beyond_the_whole_cannot_be_achieved() -> None:
    beyond = attrs.evolve(OBJECTIVES["E3"], target=Target.reduce_by(Fraction(2)))
    assert "the target exceeds 100%" == why(beyond, "A")
    assert "not all resources have an amount" == why(OBJECTIVES["E1"], "A")
    assert "no single owner" == why(OBJECTIVES["E2"], "A")
