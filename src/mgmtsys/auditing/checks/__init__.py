"""The standard checks, one file per noun examined, and the audit that runs them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import overload

import attrs

from mgmtsys.auditing.audit import run
from mgmtsys.auditing.check import Check
from mgmtsys.auditing.checks.ambition import AMBITION
from mgmtsys.auditing.checks.confirmations import CONFIRMATIONS
from mgmtsys.auditing.checks.documents import DOCUMENTS
from mgmtsys.auditing.checks.objectives import OBJECTIVES
from mgmtsys.auditing.checks.policies import POLICIES
from mgmtsys.auditing.checks.programmes import PROGRAMMES
from mgmtsys.auditing.checks.raci import RACI
from mgmtsys.auditing.checks.requirements import REQUIREMENTS
from mgmtsys.auditing.checks.traceability import TRACEABILITY
from mgmtsys.auditing.checks.tracking import TRACKING
from mgmtsys.auditing.checks.waivers import unused_waivers
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.report import Report
from mgmtsys.system.system import ManagementSystem

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
    *AMBITION,
    *CONFIRMATIONS,
)


@overload
def audit(of: ManagementSystem, on: date, checks: Iterable[Check] = STANDARD) -> Report: ...
@overload
def audit(of: Dossier, on: date | None = None, checks: Iterable[Check] = STANDARD) -> Report: ...
def audit(
    of: ManagementSystem | Dossier, on: date | None = None, checks: Iterable[Check] = STANDARD
) -> Report:
    """Return what ``checks`` see in a system as of a day, or in a dossier; every finding, none raised.

    Findings name clauses of the system's own editions alone. A check that fails by an error of its own
    is told apart, among the failures, and stops no other. Exclusions and waivers cover a clause with all
    below it; an expired or unused waiver is a finding. Raises :class:`DuplicateCheck` for two checks of
    one name, and :class:`InvalidCheck` for what is none.
    """
    dossier = Dossier.of(of, on)
    report = run(dossier, checks)
    found = tuple(unused_waivers(dossier, report))
    return attrs.evolve(report, findings=report.findings + found) if found else report
