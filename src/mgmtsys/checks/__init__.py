"""The standard checks, one file per noun examined; ``STANDARD`` lists all of them."""

from __future__ import annotations

from mgmtsys.auditing import Check
from mgmtsys.checks.documents import DOCUMENTS
from mgmtsys.checks.objectives import OBJECTIVES
from mgmtsys.checks.policies import POLICIES
from mgmtsys.checks.programmes import PROGRAMMES
from mgmtsys.checks.raci import RACI
from mgmtsys.checks.requirements import REQUIREMENTS
from mgmtsys.checks.traceability import TRACEABILITY
from mgmtsys.checks.tracking import TRACKING

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
