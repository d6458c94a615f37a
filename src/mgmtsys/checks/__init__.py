"""The standard checks, one file per noun examined, and the audit that runs them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mgmtsys.audit_report import Report
from mgmtsys.auditing import Check, run
from mgmtsys.checks.documents import DOCUMENTS
from mgmtsys.checks.objectives import OBJECTIVES
from mgmtsys.checks.policies import POLICIES
from mgmtsys.checks.programmes import PROGRAMMES
from mgmtsys.checks.raci import RACI
from mgmtsys.checks.requirements import REQUIREMENTS
from mgmtsys.checks.traceability import TRACEABILITY
from mgmtsys.checks.tracking import TRACKING
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

    A check that fails is a finding and stops no other. Waivers set their findings apart; an expired
    or unused waiver is a finding. Raises :class:`DuplicateCheck` for two checks of one name.
    """
    return run(system, on, checks)
