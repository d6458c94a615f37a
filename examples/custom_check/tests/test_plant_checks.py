"""The rules of the plant, tried on its own system and on systems that nobody wrote."""

from datetime import date
from pathlib import Path

import pytest
from plant_checks import CHECKS

import mgmtsys as ms
from mgmtsys.testing.laws import check_is_lawful

PLANT = ms.load(Path(__file__).parents[1] / "plant.yaml")
DAY = date(2026, 6, 30)


def test_each_check_finds_its_fault_in_the_plant() -> None:
    report = ms.audit(PLANT, DAY, CHECKS)
    found = [(one.check, ".".join(one.subject)) for one in report.findings]
    assert [
        ("plant.energy_baseline", "objectives.W1"),
        ("plant.amount_in_yuan", "objectives.W1.programme.resources.0"),
    ] == found


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.name)
def test_a_check_is_lawful(check: ms.Check) -> None:
    check_is_lawful(check)
