"""The standard checks on systems that conform, and on those with one flaw."""

from datetime import date

from hypothesis import given

from mgmtsys.checks import STANDARD, audit
from mgmtsys.finding import Grade
from mgmtsys.matrix import clause_matrix
from mgmtsys.questions import Status
from mgmtsys.system import ManagementSystem
from mgmtsys.testing.conforming import conforming_systems, flawed_systems

DAY = date(2026, 6, 30)


@given(conforming_systems())
def test_a_conforming_system_has_no_nonconformity(system: ManagementSystem) -> None:
    report = audit(system, DAY, STANDARD)
    grave = [one for one in report.findings if one.grade >= Grade.MINOR]
    assert [] == grave


@given(conforming_systems())
def test_a_conforming_system_evidences_every_requirement_of_its_standards(
    system: ManagementSystem,
) -> None:
    report = audit(system, DAY, STANDARD)
    ids = [standard.id for standard in system.standards]
    rows = clause_matrix(system, ids, report=report).rows
    assert {} == {str(row.clause): row for row in rows if row.status is not Status.EVIDENCED}


@given(flawed_systems())
def test_a_flaw_is_seen_by_its_check(flawed: tuple[str, ManagementSystem]) -> None:
    name, system = flawed
    report = audit(system, DAY, STANDARD)
    assert any(one.grade >= Grade.MINOR for one in report.by_check()[name])
