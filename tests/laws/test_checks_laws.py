"""The standard checks on systems that conform, and on those with one flaw."""

from datetime import date

from hypothesis import given

from mgmtsys.auditing.checks import STANDARD, audit
from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.auditing.status import Status
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.finding import Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.testing.conforming import conforming_systems, flawed_systems

DAY = date(2026, 6, 30)


@given(conforming_systems())
def test_a_conforming_system_has_no_nonconformity(system: ManagementSystem) -> None:
    report = audit(system, DAY, STANDARD)
    grave = [one for one in report.findings if one.grade >= Grade.MINOR]
    assert [] == grave


@given(conforming_systems())
def test_a_conforming_system_evidences_every_requirement_that_asks_it_something(
    system: ManagementSystem,
) -> None:
    report = audit(system, DAY, STANDARD)
    ids = [standard.id for standard in system.standards if standard.requirements()]
    asking = {
        ClauseRef(standard.id, clause.number)
        for standard in system.standards
        for clause in standard.requirements()
        if clause.asks
    }
    rows = [row for row in clause_matrix(system, ids, report=report).rows if row.clause in asking]
    assert len(asking) == len(rows)
    assert {} == {str(row.clause): row for row in rows if row.status is not Status.EVIDENCED}


@given(flawed_systems())
def test_a_flaw_is_seen_by_its_check(flawed: tuple[str, ManagementSystem]) -> None:
    name, system = flawed
    report = audit(system, DAY, STANDARD)
    assert any(one.grade >= Grade.MINOR for one in report.by_check()[name])
