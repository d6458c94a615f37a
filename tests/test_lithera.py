"""The shipped example: the numbers of the document, and the matrix that an auditor expects."""

from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mgmtsys.checks import STANDARD, audit
from mgmtsys.files import load
from mgmtsys.matrix import ClauseMatrix, clause_matrix
from mgmtsys.raci import Role
from mgmtsys.target import TargetKind
from mgmtsys.units import Quantity

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
SYSTEM = load(EXAMPLE)
OBJECTIVES = {objective.id: objective for objective in SYSTEM.objectives}
EDITIONS = ["iso14001:2015", "cts-q-zg040:2023"]
MATRIX = clause_matrix(SYSTEM, EDITIONS, "6.2")
CHECKED = clause_matrix(SYSTEM, EDITIONS, "6.2", report=audit(SYSTEM, date(2026, 6, 30), STANDARD))


def test_there_are_seven_objectives_of_the_documents_kinds() -> None:
    kinds = Counter(bound.kind for one in OBJECTIVES.values() for bound in one.target.bounds)
    assert {TargetKind.ZERO: 2, TargetKind.AT_LEAST: 4, TargetKind.REDUCE_BY: 1} == kinds
    assert Fraction(1, 20) == OBJECTIVES["E3"].target.bounds[0].rate


def test_four_objectives_are_ongoing_and_three_lack_the_year() -> None:
    dues = {id: one.due for id, one in OBJECTIVES.items() if one.due}
    assert ["E1", "E2", "E4", "E5"] == [id for id, due in dues.items() if due.is_ongoing]
    assert ["E3", "E6", "E7"] == [id for id, due in dues.items() if due.months == (12, 1)]


def test_four_persons_own_the_objectives_and_one_objective_has_two() -> None:
    owners = {id: one.responsible for id, one in OBJECTIVES.items()}
    assert {"Robert", "王婧", "KC", "盛转红"} == {who for each in owners.values() for who in each}
    assert ["E2"] == [id for id, who in owners.items() if len(who) > 1]


def test_only_the_first_objective_has_a_programme_and_it_costs_20000_a_year() -> None:
    assert ["E1"] == [id for id, one in OBJECTIVES.items() if one.programme]
    programme = OBJECTIVES["E1"].programme
    assert programme is not None
    drill = programme.resources[1]
    assert drill.amount is not None
    assert drill.every is not None
    times = len(SYSTEM.period.due(drill.every))
    assert Quantity.parse("CNY 20,000") == drill.amount * times
    assert [None, None] == [one.amount for one in programme.resources if one is not drill]


def test_three_of_five_activities_have_nobody_accountable() -> None:
    raci = SYSTEM.raci
    assert 5 == len(raci.activities)
    without = [one for one in raci.activities if not raci.who(one, Role.ACCOUNTABLE)]
    assert ["方案展开", "月度追踪", "未达成应对"] == without
    assert all(raci.who(one, Role.RESPONSIBLE) for one in raci.activities)


def test_the_bands_and_the_kpis_are_the_documents() -> None:
    policy = SYSTEM.deviation_policy
    assert policy is not None
    edges = [band.up_to.base if band.up_to else None for band in policy.parts[0].bands]
    assert [Fraction(1, 20), Fraction(1, 4), None] == edges
    assert 4 == len(SYSTEM.indicators)


def test_forms_links_training_and_approvals_are_the_documents() -> None:
    retention = [form.retention.is_permanent for form in SYSTEM.forms if form.retention]
    assert [False, False, True] == retention
    own = SYSTEM.procedures[0]
    linked = {one.procedure for one in own.related}
    assert 6 == len(linked)
    assert {"SOP-08"} == {one.procedure for one in own.refers_to} - linked
    hours = [course.duration for course in SYSTEM.training if course.duration]
    assert Quantity.parse("8 h") == hours[0] + hours[1]
    approvers = {who for line in own.approvals for who in line.parties}
    assert {"Miku", "Robert", "KC", "Charles"} == approvers
    assert [None, None] == [line.signed for line in own.approvals]
    assert (None, None, None) == (own.number, own.version, own.effective)


#: What an experienced auditor reads out of the procedure: the row, then one sign an objective.
#: E evidenced, P partial, G gap; - where the row asks nothing of each objective.
AUDITOR = """
iso14001:2015/6.2.1.p1     partial   PPPPPPP
iso14001:2015/6.2.1.p2     partial   GGGGGGG
iso14001:2015/6.2.1.p3     partial   GGGGGGG
iso14001:2015/6.2.1.a      partial   GGGGGGG
iso14001:2015/6.2.1.b      partial   EPPPEPP
iso14001:2015/6.2.1.c      evidenced EEEEEEE
iso14001:2015/6.2.1.d      gap       GGGGGGG
iso14001:2015/6.2.1.e      partial   GGGGGGG
iso14001:2015/6.2.1.p4     evidenced -
iso14001:2015/6.2.2.a      partial   EGGGGGG
iso14001:2015/6.2.2.b      partial   EGGGGGG
iso14001:2015/6.2.2.c      partial   PPPEEPE
iso14001:2015/6.2.2.d      partial   GGPGGPP
iso14001:2015/6.2.2.e      partial   EPPPPPP
iso14001:2015/6.2.2.p1     partial   GGGGGGG
cts-q-zg040:2023/6.2.1.p1  partial   PPPPPPP
cts-q-zg040:2023/6.2.1.p2  partial   GGGGGGG
cts-q-zg040:2023/6.2.1.p3  partial   GGGGGGG
cts-q-zg040:2023/6.2.1.a   gap       GGGGGGG
cts-q-zg040:2023/6.2.1.b.1 partial   EPPPEPP
cts-q-zg040:2023/6.2.1.b.2 evidenced EEEEEEE
cts-q-zg040:2023/6.2.1.c   gap       GGGGGGG
cts-q-zg040:2023/6.2.1.d   partial   GGGGGGG
cts-q-zg040:2023/6.2.1.p4  evidenced -
cts-q-zg040:2023/6.2.2.p1  partial   GGGGGGG
cts-q-zg040:2023/6.2.2.a   partial   EGGGGGG
cts-q-zg040:2023/6.2.2.b   partial   EGGGGGG
cts-q-zg040:2023/6.2.2.c   partial   PPPEEPE
cts-q-zg040:2023/6.2.2.d   partial   EGPGGPP
cts-q-zg040:2023/6.2.2.e   partial   EPPPPPP
""".strip().splitlines()


@pytest.mark.parametrize("matrix", [MATRIX, CHECKED], ids=["questions", "and checks"])
@pytest.mark.parametrize("line", AUDITOR)
def test_the_matrix_agrees_with_the_auditor(line: str, matrix: ClauseMatrix) -> None:
    clause, status, signs = line.split()
    row = matrix[clause]
    cells = {cell.column: cell.status.value[0].upper() for cell in row.cells}
    assert (status, signs) == (
        row.status.value,
        "".join(cells[id] for id in OBJECTIVES if id in cells) or "-",
    )


def test_the_matrix_has_no_other_rows() -> None:
    assert [line.split()[0] for line in AUDITOR] == [str(row.clause) for row in MATRIX.rows]
