"""A number that a standard prints over its items can be named wherever a clause can."""

from __future__ import annotations

from datetime import date

import pytest

import mgmtsys as ms
from mgmtsys.auditing.status import Status

SYSTEM = """
format: mgmtsys/1
organisation: Works
period: 2026
standards: [iso14001:2015, cts-q-zg040:2023]
parties: {manager: {kind: role}}
"""
DAY = date(2026, 6, 30)


def statuses(more: str, under: str, edition: str = "iso14001:2015") -> dict[str, Status]:
    system = ms.loads(SYSTEM + more)
    rows = ms.clause_matrix(system, [edition], under=under, on=DAY).rows
    return {str(row.clause.number): row.status for row in rows}


@pytest.mark.parametrize(
    ("edition", "under", "rows"),
    [
        ("iso14001:2015", "9.2.1.a", ["9.2.1.a.1", "9.2.1.a.2"]),
        ("iso14001:2015", "9.2.1 a)", ["9.2.1.a.1", "9.2.1.a.2"]),
        ("iso14001:2015", "9.3.d", ["9.3.d.1", "9.3.d.2", "9.3.d.3", "9.3.d.4"]),
        ("cts-q-zg040:2023", "6.2.1.b", ["6.2.1.b.1", "6.2.1.b.2"]),
        ("cts-q-zg040:2023", "9.3.1", ["9.3.1.p1"]),
    ],
)
def test_it_has_the_rows_below_it(edition: str, under: str, rows: list[str]) -> None:
    assert rows == list(statuses("", under, edition))


def test_a_waiver_and_an_exclusion_of_it_cover_what_is_below_it() -> None:
    waived = """
waivers:
  - {clause: iso14001:2015/9.2.1.a, reason: moved, approver: manager, expires: 2026-12-31}
"""
    assert {Status.WAIVED} == set(statuses(waived, "9.2.1.a").values())
    excluded = "exclusions:\n  - {clause: cts-q-zg040:2023/10.2.b, reason: none yet}\n"
    assert {Status.NOT_APPLICABLE} == set(statuses(excluded, "10.2.b", "cts-q-zg040:2023").values())


def test_one_that_is_not_there_is_refused() -> None:
    with pytest.raises(ms.NotUnderstood, match=r"has no 9\.2\.1\.z"):
        statuses("", "9.2.1.z")
