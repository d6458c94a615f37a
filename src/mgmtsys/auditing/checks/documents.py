"""Whether documented information is identified, approved, kept, taught and cross-referenced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.checks.completeness import incomplete
from mgmtsys.auditing.seen import Sighting
from mgmtsys.standard.clause import ClauseRef, Force
from mgmtsys.system.document import Approval, Procedure
from mgmtsys.system.finding import Grade
from mgmtsys.system.party import PartyKind
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import Text, in_a_row, say

_DOCUMENTED = "system.objectives_documented"


def _describes_procedures(system: ManagementSystem) -> bool:
    return bool(any(True for _ in _own(system)))


def _has_forms(system: ManagementSystem) -> bool:
    return bool(system.forms)


def _has_training(system: ManagementSystem) -> bool:
    return bool(system.training)


_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _own(system: ManagementSystem) -> Iterator[Procedure]:
    """Yield the procedures that the system describes, and does not merely refer to."""
    return (
        procedure for procedure in system.procedures if procedure.sections or procedure.approvals
    )


@check(
    "doc.identification_missing",
    applies=_describes_procedures,
    evidences="documents.identified",
    grade=Grade.OBSERVATION,
    sentence=say("Every procedure states its number, title, version and effective date."),
    remedy=say("Add what is missing."),
)
def every_procedure_identifies_itself(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for procedure in _own(system):
        yield from incomplete(
            procedure,
            say("the document"),
            {
                say("number"): procedure.number,
                say("title"): procedure.title,
                say("version"): procedure.version,
                say("effective date"): procedure.effective,
            },
        )


def _approvals(system: ManagementSystem) -> Iterator[tuple[str, int, Approval]]:
    for procedure in _own(system):
        for index, approval in enumerate(procedure.approvals):
            yield procedure.id, index, approval


@check(
    "doc.not_approved",
    applies=has(_approvals),
    evidences="documents.approved",
    sentence=say(
        "Every approval is signed and dated, and states whether it is for preparation, review or approval."
    ),
    remedy=say("Have it signed, dated and marked as preparation, review or approval."),
)
def every_approval_is_signed(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for procedure, index, approval in _approvals(system):
        yield from incomplete(
            ("procedures", procedure, "approvals", str(index)),
            system.names(approval.parties),
            {
                say("role in the approval"): approval.role,
                say("dated signature"): approval.signed,
            },
        )


def _describes_what_is_new(system: ManagementSystem) -> bool:
    return _describes_procedures(system) and any(objective.new for objective in system.objectives)


@check(
    "doc.no_revision_history",
    applies=_describes_what_is_new,
    evidences="documents.changes",
    grade=Grade.OPPORTUNITY,
    sentence=say("Everything new can be traced to a revision."),
    remedy=say("Keep a revision history."),
)
def what_is_new_can_be_traced_to_a_revision(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    new = [objective.id for objective in system.objectives if objective.new]
    for procedure in _own(system):
        if new and not procedure.revisions:
            yield (
                procedure,
                say("new, and no revision says why: {objectives}", objectives=in_a_row(new)),
            )


@check(
    "doc.volatile_content",
    applies=_describes_procedures,
    grade=Grade.OPPORTUNITY,
    sentence=say("No section of a procedure applies to one year only."),
    remedy=say("Move what changes every year into a form."),
)
def no_section_is_bound_to_one_year(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for procedure in _own(system):
        for index, section in enumerate(procedure.sections):
            if any(_A_YEAR.search(wording) for _, wording in section.title.wordings):
                yield (
                    ("procedures", procedure.id, "sections", str(index)),
                    say("§{number} applies to one year only", number=section.number),
                )


def _bearing(system: ManagementSystem) -> frozenset[str]:
    """Return the parties that the matrix or an objective gives a responsibility to."""
    owners = (party for objective in system.objectives for party in objective.responsible)
    return frozenset(system.raci.parties).union(owners)


@check(
    "doc.person_not_role",
    applies=has(_bearing),
    evidences="responsibilities.assigned",
    grade=Grade.OPPORTUNITY,
    sentence=say("Responsibilities are assigned to roles, not to named persons."),
    remedy=say("Name roles, and record separately who fills them."),
)
def responsibilities_are_given_to_roles(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    bearing = _bearing(system)
    persons = [
        party.id
        for party in system.parties
        if party.kind is PartyKind.PERSON and party.id in bearing
    ]
    if persons:
        yield (
            ("parties",),
            say(
                "persons are named, so every change of staff invalidates the document: {persons}",
                persons=system.names(persons),
            ),
        )


@check(
    "record.retention_incomplete",
    applies=_has_forms,
    evidences=("records.stored", "records.retained"),
    grade=Grade.OBSERVATION,
    sentence=say("Every form states how long, from when and where its records are kept."),
    remedy=say("Add what is missing."),
)
def every_form_says_how_its_records_are_kept(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for form in system.forms:
        kept_for_ever = form.retention is not None and form.retention.is_permanent
        counted_from = form.retained_from or form.counted_from or kept_for_ever
        yield from incomplete(
            form,
            form.id,
            {
                say("retention time"): form.retention,
                say("start of retention"): counted_from,
                say("place of storage"): form.storage,
            },
        )


@check(
    "training.incomplete",
    applies=_has_training,
    evidences="competence.effectiveness",
    grade=Grade.OBSERVATION,
    sentence=say(
        "Every course states its audience, its frequency and how its effectiveness is evaluated."
    ),
    remedy=say("Add what is missing."),
)
def every_course_is_complete(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for index, course in enumerate(system.training):
        yield from incomplete(
            ("training", str(index)),
            course.title,
            {
                say("audience"): course.audience,
                say("frequency"): course.frequency,
                say("evaluation of effectiveness"): course.effectiveness,
            },
        )


@check(
    "xref.unlisted",
    applies=_describes_procedures,
    sentence=say("Every procedure that the text refers to is listed as related."),
    remedy=say("Add it to the list of related procedures."),
)
def every_procedure_referred_to_is_listed(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for procedure in _own(system):
        listed = {relation.procedure for relation in procedure.related}
        for id in dict.fromkeys(relation.procedure for relation in procedure.refers_to):
            if id not in listed:
                yield (
                    procedure,
                    say("{id} is referred to but not listed as related", id=id),
                )


@check(
    "xref.unused",
    applies=_describes_procedures,
    grade=Grade.OPPORTUNITY,
    sentence=say("Every procedure listed as related is referred to in the text."),
    remedy=say("Refer to it, or remove it from the list."),
)
def every_procedure_listed_is_used(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for procedure in _own(system):
        used = {relation.procedure for relation in procedure.refers_to}
        for id in dict.fromkeys(relation.procedure for relation in procedure.related):
            if id not in used:
                yield (
                    procedure,
                    say("{id} is listed as related but not referred to", id=id),
                )


def _headings(system: ManagementSystem) -> Iterator[tuple[str, str, str]]:
    """Yield the edition, the number and every wording of each heading, once where several share it."""
    seen: set[ClauseRef] = set()
    for standard in system.standards:
        for clause in standard:
            if clause.force is not Force.HEADING:
                continue
            names = system.editions.names(ClauseRef(standard.id, clause.number))
            if seen.isdisjoint(names):
                seen |= names
                for _, wording in clause.text.wordings:
                    yield standard.id, str(clause.number), wording


def _same(left: Text, right: str) -> bool:
    return any(wording.casefold() == right.casefold() for _, wording in left.wordings)


def _cited(system: ManagementSystem) -> Iterator[tuple[tuple[str, ...], str, Text]]:
    """Yield where a section is cited by number and title, with both."""
    for procedure in _own(system):
        for index, relation in enumerate(procedure.related):
            if relation.title is not None and relation.section is not None:
                path = ("procedures", procedure.id, "related", str(index))
                yield path, relation.section, relation.title


@check(
    "xref.clause_suspect",
    applies=has(_cited),
    evidences=_DOCUMENTED,
    grade=Grade.OBSERVATION,
    sentence=say("No section is cited by the number of another clause of the standard."),
    remedy=say("Check whether the number or the title is meant."),
)
def no_section_is_cited_by_another_clauses_number(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    headings = tuple(_headings(system))
    for path, section, title in _cited(system):
        titled = {(id, number) for id, number, wording in headings if _same(title, wording)}
        numbered = {id for id, number, _ in headings if number == section}
        for id, number in sorted(titled):
            if id in numbered and number != section:
                yield (
                    path,
                    say(
                        "§{section} has the title that {standard} gives to {number}",
                        section=section,
                        standard=id,
                        number=number,
                    ),
                )


DOCUMENTS = (
    every_procedure_identifies_itself,
    every_approval_is_signed,
    what_is_new_can_be_traced_to_a_revision,
    no_section_is_bound_to_one_year,
    responsibilities_are_given_to_roles,
    every_form_says_how_its_records_are_kept,
    every_course_is_complete,
    every_procedure_referred_to_is_listed,
    every_procedure_listed_is_used,
    no_section_is_cited_by_another_clauses_number,
)
