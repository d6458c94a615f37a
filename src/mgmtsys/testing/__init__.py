"""Strategies for every public type, to prove laws of one's own: ``@given(systems())``.

Names are loaded when they are first used, so that the pytest plugin next to them costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what a type checker sees of the names below
    from mgmtsys.testing.comparing import (
        World,
        claims,
        crosswalks,
        links,
        relations,
        true_crosswalks,
        worlds,
    )
    from mgmtsys.testing.conforming import FLAWS, conforming_systems, flawed_systems
    from mgmtsys.testing.measuring import (
        bands,
        bounds,
        deviation_policies,
        deviations,
        formulas,
        measures,
        responses,
        series,
        targets,
    )
    from mgmtsys.testing.names import (
        Names,
    )
    from mgmtsys.testing.nouns import (
        actions,
        activities,
        approvals,
        aspects,
        baselines,
        communications,
        cross_references,
        evidence,
        exclusions,
        findings,
        forms,
        indicators,
        milestones,
        monitoring,
        objectives,
        obligations,
        policy_statements,
        procedures,
        programmes,
        raci_matrices,
        resources,
        retentions,
        revisions,
        risks_or_opportunities,
        sections,
        training,
        verifications,
        waivers,
    )
    from mgmtsys.testing.system import (
        systems,
    )
    from mgmtsys.testing.values import (
        clause_numbers,
        clause_refs,
        clauses,
        compatible_units,
        days,
        deadlines,
        durations,
        fractions,
        frequencies,
        parties,
        periods,
        quantities,
        sites,
        standards,
        texts,
        units,
    )

#: Every strategy with the module that defines it.
_HOMES = {
    "comparing": (
        "World",
        "claims",
        "crosswalks",
        "links",
        "relations",
        "true_crosswalks",
        "worlds",
    ),
    "conforming": ("FLAWS", "conforming_systems", "flawed_systems"),
    "measuring": (
        "bands",
        "bounds",
        "deviation_policies",
        "deviations",
        "formulas",
        "measures",
        "responses",
        "series",
        "targets",
    ),
    "names": ("Names",),
    "nouns": (
        "actions",
        "activities",
        "approvals",
        "aspects",
        "baselines",
        "communications",
        "cross_references",
        "evidence",
        "exclusions",
        "findings",
        "forms",
        "indicators",
        "milestones",
        "monitoring",
        "objectives",
        "obligations",
        "policy_statements",
        "procedures",
        "programmes",
        "raci_matrices",
        "resources",
        "retentions",
        "revisions",
        "risks_or_opportunities",
        "sections",
        "training",
        "verifications",
        "waivers",
    ),
    "values": (
        "clause_numbers",
        "clause_refs",
        "clauses",
        "compatible_units",
        "days",
        "deadlines",
        "durations",
        "fractions",
        "frequencies",
        "parties",
        "periods",
        "quantities",
        "sites",
        "standards",
        "texts",
        "units",
    ),
    "system": ("systems",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "FLAWS",
    "Names",
    "World",
    "actions",
    "activities",
    "approvals",
    "aspects",
    "bands",
    "baselines",
    "bounds",
    "claims",
    "clause_numbers",
    "clause_refs",
    "clauses",
    "communications",
    "compatible_units",
    "conforming_systems",
    "cross_references",
    "crosswalks",
    "days",
    "deadlines",
    "deviation_policies",
    "deviations",
    "durations",
    "evidence",
    "exclusions",
    "findings",
    "flawed_systems",
    "forms",
    "formulas",
    "fractions",
    "frequencies",
    "indicators",
    "links",
    "measures",
    "milestones",
    "monitoring",
    "objectives",
    "obligations",
    "parties",
    "periods",
    "policy_statements",
    "procedures",
    "programmes",
    "quantities",
    "raci_matrices",
    "relations",
    "resources",
    "responses",
    "retentions",
    "revisions",
    "risks_or_opportunities",
    "sections",
    "series",
    "sites",
    "standards",
    "systems",
    "targets",
    "texts",
    "training",
    "true_crosswalks",
    "units",
    "verifications",
    "waivers",
    "worlds",
]


def __getattr__(name: str) -> object:
    """Load a strategy from its module."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'mgmtsys.testing' has no attribute {name!r}")
    return getattr(import_module(f"mgmtsys.testing.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    """List the strategies."""
    return __all__
