"""The columns of a clause matrix: what heads them, in which a finding stands, what a document shows in its own."""

from __future__ import annotations

from mgmtsys.auditing.questions import Answer
from mgmtsys.auditing.row import Column, ColumnKind, Row
from mgmtsys.system.document import Evidence
from mgmtsys.system.finding import Finding
from mgmtsys.system.references import CHECKS_COLUMN, SYSTEM_COLUMN
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import Text, in_a_row, say


def objective_of(finding: Finding) -> str | None:
    """Return the id of the objective that a finding concerns, if it concerns one."""
    match finding.subject:
        case ("objectives", id, *_):
            return id
    return None


def shown_by(document: str, declared: tuple[Evidence, ...], system: ManagementSystem) -> Answer:
    """Return what a document shows; evidence for some objectives leaves the others to be shown."""
    pointers = [evidence for evidence in declared if evidence.document == document]
    shown = tuple(map(_shown, pointers))
    if any(not evidence.objectives for evidence in pointers):
        return Answer(shown)
    named = {id for pointer in pointers for id in pointer.objectives}
    rest = [objective.id for objective in system.objectives if objective.id not in named]
    lacking = say("evidence for {objectives}", objectives=in_a_row(rest))
    return Answer(shown, (lacking,) if rest else ())


def _shown(evidence: Evidence) -> Text:
    return evidence.shows or Text(evidence.place)


_SYSTEM = Column(SYSTEM_COLUMN, ColumnKind.SYSTEM, label=say("system"))
_CHECKS = Column(CHECKS_COLUMN, ColumnKind.CHECKS, label=say("checks"))


def columns_of(system: ManagementSystem, rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """Return every objective, and whatever else has a cell.

    A document goes by its number; one that states none goes by its title.
    """
    filled = {cell.column for row in rows for cell in row.cells}
    labels = {
        procedure.id: Text(procedure.number) if procedure.number else procedure.title
        for procedure in system.procedures
    }
    labels |= {form.id: None for form in system.forms}
    documents = [
        Column(id, ColumnKind.DOCUMENT, label=label or Text(id))
        for id, label in labels.items()
        if id in filled
    ]
    objectives = [
        Column(objective.id, ColumnKind.OBJECTIVE, label=Text(objective.id))
        for objective in system.objectives
    ]
    whole = [_SYSTEM] if _SYSTEM.id in filled else []
    checks = [_CHECKS] if _CHECKS.id in filled else []
    return (*objectives, *whole, *documents, *checks)
