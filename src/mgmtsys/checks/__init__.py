"""The standard checks, one file per noun examined, and the audit that runs them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from mgmtsys.audit_report import Report
from mgmtsys.auditing import run
from mgmtsys.checking import Check
from mgmtsys.checks.documents import DOCUMENTS
from mgmtsys.checks.objectives import OBJECTIVES
from mgmtsys.checks.policies import POLICIES
from mgmtsys.checks.programmes import PROGRAMMES
from mgmtsys.checks.raci import RACI
from mgmtsys.checks.requirements import REQUIREMENTS
from mgmtsys.checks.traceability import TRACEABILITY
from mgmtsys.checks.tracking import TRACKING
from mgmtsys.checks.waivers import unused_waivers
from mgmtsys.system import ManagementSystem

#: Every standard check, in the order of the families.
STANDARD: tuple[Check, ...] = (
    *RACI,
    *OBJECTIVES,
    *TRACEABILITY,
    *PROGRAMMES,
    *POLICIES,
    *TRACKING,
    *DOCUMENTS,
    *REQUIREMENTS,
)


def audit(system: ManagementSystem, on: date, checks: Iterable[Check] = STANDARD) -> Report:
    """Return what ``checks`` see in a system as of a day; every finding, none raised.

    Findings name clauses of the system's own editions alone. A check that fails by an error of its own
    is told apart, among the failures, and stops no other. Exclusions and waivers cover a clause with all
    below it; an expired or unused waiver is a finding. Raises :class:`DuplicateCheck` for two checks of
    one name, and :class:`InvalidCheck` for what is none.
    """
    report = run(system, on, checks)
    found = tuple(unused_waivers(system, on, report))
    return attrs.evolve(report, findings=report.findings + found) if found else report
