"""Whether each waiver of a clause covers anything."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mgmtsys.auditing.audit import UNUSED, own
from mgmtsys.auditing.cells import rows_of
from mgmtsys.auditing.inquiry import Inquiry
from mgmtsys.auditing.questions import QUESTIONS
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Finding, Waiver
from mgmtsys.system.report import Report
from mgmtsys.values.exceptions import UnknownQuestion
from mgmtsys.values.text import say


def unused_waivers(dossier: Dossier, report: Report) -> Iterator[Finding]:
    """Yield the waivers of clauses that waive no finding, and without which every row would be the same."""
    used = frozenset(finding.waived for finding in report.waived)
    for index, waiver in enumerate(dossier.system.waivers):
        idle = waiver.clause is not None and waiver.holds(dossier.on) and waiver not in used
        if idle and not _counts(waiver, dossier, report):
            said = say(
                "the waiver of {clause} covers nothing that is missing", clause=waiver.clause
            )
            found = own(UNUSED, said, "waivers", str(index))
            yield attrs.evolve(found, audited=report.audited[0])


def _counts(waiver: Waiver, dossier: Dossier, report: Report) -> bool:
    """Whether the clause matrix would be another one without a waiver, as far as anybody can know."""
    system = dossier.system
    named = waiver.clause and system.editions.listed((waiver.clause,))
    if not any(system.standard(clause.standard).requirements() for clause in named or ()):
        return True  # of headings alone nobody knows what they ask
    others = tuple(other for other in system.waivers if other is not waiver)
    ids = tuple(standard.id for standard in system.standards if standard.requirements())
    without = attrs.evolve(dossier, system=attrs.evolve(system, waivers=others))
    try:
        rows = [
            rows_of(Inquiry(given, report, questions=QUESTIONS), ids)
            for given in (dossier, without)
        ]
    except UnknownQuestion:  # who defines it knows what the waiver covers
        return True
    return rows[0] != rows[1]
