"""Whether what somebody confirmed is still what it was, by the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.seen import Sighting
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.standard.confirmation import Confirmable, Confirmation, End, clause_end, suspects
from mgmtsys.system.document import Evidence
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidClauseNumber
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.text import in_a_row, say

#: What stands between a clause and the place that speaks for it.
_ARROW = " ← "


def _pointed_at(evidence: Evidence, system: ManagementSystem) -> object:
    """Return the section or the form that evidence points at."""
    procedure = next((each for each in system.procedures if each.id == evidence.document), None)
    if procedure is None:
        return next(form for form in system.forms if form.id == evidence.document)
    sections = {section.number: section for section in procedure.sections}
    return sections.get(evidence.section or "", attrs.evolve(procedure, sections=()))


def confirmable_evidence(system: ManagementSystem) -> Confirmable:
    """Return each clause with each place that speaks for it, and the ends: both of them, the objectives.

    A clause goes by the name that the first of the system's editions has for it.
    """
    editions = {standard.id: standard for standard in system.standards}
    objectives = {objective.id: objective for objective in system.objectives}
    pieces: dict[tuple[ClauseRef, str], list[Evidence]] = {}
    for evidence in system.evidence:
        for clause in (_named(clause, system) for clause in evidence.clauses):
            pieces.setdefault((clause, evidence.place), []).append(evidence)
    found: dict[str, tuple[End, ...]] = {}
    for (clause, place), pointing in pieces.items():
        shown = tuple(evidence.shows for evidence in pointing)
        named = dict.fromkeys(id for evidence in pointing for id in evidence.objectives)
        found[f"{clause}{_ARROW}{place}"] = (
            clause_end(clause.standard, clause.number, editions.get(clause.standard)),
            End(place, fingerprint_of(shown, _pointed_at(pointing[0], system))),
            *(End(id, fingerprint_of(objectives[id])) for id in named),
        )
    return found


def _named(clause: ClauseRef, system: ManagementSystem) -> ClauseRef:
    return next(iter(system.editions.listed((clause,))), clause)


def also_called(what: str, system: ManagementSystem) -> tuple[str, ...]:
    """Return what confirmable evidence is called where its clause goes by any of its names."""
    clause, arrow, place = what.partition(_ARROW)
    names = system.editions.names(ClauseRef.parse(clause))
    return tuple(f"{name}{arrow}{place}" for name in sorted(names))


def _as_now(confirmation: Confirmation, system: ManagementSystem) -> Confirmation:
    """Return a confirmation with its clause as the system names it now."""
    clause, arrow, place = confirmation.what.partition(_ARROW)
    try:
        named = str(_named(ClauseRef.parse(clause), system))
    except InvalidClauseNumber:  # a register may hold anything
        return confirmation
    ends = tuple(
        attrs.evolve(end, id=named) if end.id == clause else end for end in confirmation.ends
    )
    return attrs.evolve(confirmation, what=f"{named}{arrow}{place}", ends=ends)


def _known(system: ManagementSystem, dossier: Dossier) -> tuple[Confirmation, ...]:
    """Return what somebody confirmed of evidence."""
    confirmed = dossier.register.confirmations if dossier.register else ()
    return tuple(
        _as_now(confirmation, system) for confirmation in confirmed if _ARROW in confirmation.what
    )


@check(
    "evidence.suspect",
    applies=has(_known),
    grade=Grade.OBSERVATION,
    sentence=say("What was confirmed has not changed since."),
    remedy=say("Review it and confirm it again."),
)
def confirmed_evidence_is_what_it_was(
    system: ManagementSystem, on: date, dossier: Dossier
) -> Iterator[Sighting]:
    for suspect in suspects(_known(system, dossier), confirmable_evidence(system)):
        by, day, what = suspect.confirmation.by, suspect.confirmation.on, suspect.confirmation.what
        if suspect.changed:
            said = say(
                "{what}: changed since {by} confirmed it on {day}: {ends}",
                what=what,
                by=by,
                day=day,
                ends=in_a_row(suspect.changed),
            )
        else:
            said = say(
                "{what}: confirmed by {by} on {day}, but no longer there", what=what, by=by, day=day
            )
        yield ("evidence",), said


CONFIRMATIONS = (confirmed_evidence_is_what_it_was,)
