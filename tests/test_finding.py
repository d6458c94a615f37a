"""What a waiver names, and how long it holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.finding import Grade, Waiver
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.values.exceptions import InvalidText
from mgmtsys.values.text import Text

_CLAUSE = ClauseRef.parse("iso14001:2015/6.2.1.a")


def _waiver(**named: Any) -> Waiver:
    return Waiver(Text("permit pending"), "Ada", expires=date(2026, 6, 30), **named)


@pytest.mark.parametrize("named", [{}, {"check": "raci.one_accountable", "clause": _CLAUSE}])
def test_a_waiver_names_a_check_or_a_clause(named: dict[str, Any]) -> None:
    with pytest.raises(InvalidText) as refused:
        _waiver(**named)
    assert "a waiver names either a check or a clause" == refused.value.read("en")
    assert "豁免须写明检查或条款，且只写其一" == refused.value.read("zh")


@pytest.mark.parametrize("named", [{"check": "raci.one_accountable"}, {"clause": _CLAUSE}])
def test_a_waiver_holds_up_to_its_last_day(named: dict[str, Any]) -> None:
    waiver = _waiver(**named)
    assert (True, False) == (waiver.holds(date(2026, 6, 30)), waiver.holds(date(2026, 7, 1)))


def test_grades_are_ordered_from_the_mildest() -> None:
    assert ["CONFORMITY", "OPPORTUNITY", "OBSERVATION", "MINOR", "MAJOR"] == [
        grade.name for grade in sorted(Grade)
    ]


@pytest.mark.parametrize("kind", PartyKind)
def test_only_a_person_or_a_role_answers_as_one(kind: PartyKind) -> None:
    assert (kind.name in {"PERSON", "ROLE"}) is Party("Ada", kind).is_single
