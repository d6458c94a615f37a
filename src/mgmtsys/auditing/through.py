"""The clause matrix of one edition, seen from another by way of a crosswalk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from mgmtsys.auditing.inquiry import requirements_of
from mgmtsys.auditing.matrix import ClauseMatrix
from mgmtsys.auditing.row import Cell, Column, ColumnKind, Row
from mgmtsys.auditing.status import Status
from mgmtsys.standard.clause import ClauseNumber, ClauseRef, Standard
from mgmtsys.standard.crosswalk import Crosswalk, check_clauses
from mgmtsys.standard.link import assumption_of, path_words, relation_words
from mgmtsys.standard.transfer import (
    MET,
    NOT_MET,
    NOTHING_KNOWN,
    PARTLY_MET,
    Conclusion,
    Fulfilment,
    Ground,
    Knowledge,
    transfer,
)
from mgmtsys.system.finding import Waiver
from mgmtsys.system.permission import Permissions
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidCrosswalk
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.message import OR
from mgmtsys.values.text import Text, in_a_row, say

#: What a row says of its duties, where a duty counts as met when there is evidence of it. A waiver
#: permits what is missing and makes it no evidence; it holds under its own standard alone. What does
#: not apply there, or cannot be told, says nothing here.
KNOWN: Mapping[Status, Knowledge] = {
    Status.EVIDENCED: MET,
    Status.PARTIAL: PARTLY_MET,
    Status.GAP: NOT_MET,
    Status.WAIVED: NOT_MET,
    Status.NOT_APPLICABLE: NOTHING_KNOWN,
    Status.UNDETERMINED: NOTHING_KNOWN,
}
#: The row that a conclusion makes; what is unknown or contradictory is not to be told.
STATUS: Mapping[Fulfilment, Status] = {
    Fulfilment.SATISFIED: Status.EVIDENCED,
    Fulfilment.IN_PART: Status.PARTIAL,
    Fulfilment.NOT_SATISFIED: Status.GAP,
    Fulfilment.UNKNOWN: Status.UNDETERMINED,
    Fulfilment.CONTRADICTORY: Status.UNDETERMINED,
}
FULFILMENT: Mapping[Fulfilment, Text] = {
    Fulfilment.SATISFIED: say("satisfied"),
    Fulfilment.IN_PART: say("satisfied in part"),
    Fulfilment.NOT_SATISFIED: say("not satisfied"),
    Fulfilment.UNKNOWN: say("unknown"),
    Fulfilment.CONTRADICTORY: say("contradictory"),
}
_UNREACHED = say("nothing about it follows from the crosswalk")
_CONTRADICTORY = say("what follows from the crosswalk is contradictory")


def known_of(matrix: ClauseMatrix, standard: str) -> dict[ClauseNumber, Knowledge]:
    """Return what the rows of one standard say of its requirements."""
    return {
        row.clause.number: KNOWN[row.status]
        for row in matrix.rows
        if row.clause.standard == standard
    }


def matrix_through(
    matrix: ClauseMatrix,
    crosswalk: Crosswalk,
    target: Standard,
    under: ClauseNumber | str | None = None,
    source: Standard | None = None,
    system: ManagementSystem | None = None,
) -> ClauseMatrix:
    """Return the requirements of ``target`` as the rows of ``matrix`` show them through a crosswalk.

    Each row says what follows and nothing more: each ground with its path, under what is found where
    it speaks for the requirement and under what is missing where it speaks against it. A requirement of
    which nothing is known is undetermined. ``matrix`` should hold every requirement of the source; one
    that it does not hold is unknown. With the catalogue of the ``source``, aliases of its clauses count; with
    the ``system``, what it excludes and waives of the target on the day of the matrix.
    Raises :class:`InvalidCrosswalk`, also for links to clauses that a catalogue does not have,
    :class:`UnknownStandard` for an edition that lists headings alone, and :class:`UnknownClause` for an
    ``under`` below which it asks nothing.
    """
    if crosswalk.source not in matrix.standards:
        raise InvalidCrosswalk(
            "{crosswalk} starts at {source}: expected {standards}",
            crosswalk=crosswalk.id,
            source=crosswalk.source,
            standards=in_a_row(matrix.standards, OR),
        )
    asked = requirements_of(target, ClauseNumber(under) if isinstance(under, str) else under)
    if source is not None:
        crosswalk = crosswalk.numbered(source)
        check_clauses(crosswalk, source)
    permissions = Permissions.none() if system is None else Permissions.of(system, matrix.on)
    excluded = {
        clause.number: exclusion.reason
        for clause in asked
        if (exclusion := permissions.exclusion(ClauseRef(target.id, clause.number))) is not None
    }
    found = transfer(crosswalk, known_of(matrix, crosswalk.source), target, under, excluded)
    label = say("through {source}", source=crosswalk.source)
    column = Column(f"through {crosswalk.source}", ColumnKind.CROSSWALK, label=label)
    rows = []
    for clause in asked:
        ref = ClauseRef(target.id, clause.number)
        if clause.number in excluded:
            cell = Cell(column.id, Status.NOT_APPLICABLE, found=(excluded[clause.number],))
        else:
            concluded = _cell(found[clause.number], crosswalk, column.id)
            cell = _permitted(concluded, permissions.waiver(ref))
        rows.append(Row(ref, clause.text, status=cell.status, cells=(cell,), alias=clause.alias))
    return attrs.evolve(
        matrix,
        standards=(target.id,),
        columns=(column,),
        rows=tuple(rows),
        bounds=found.bounds,
        fingerprint=fingerprint_of(
            matrix.fingerprint,
            crosswalk,
            target.id,
            None if under is None else str(under),
            permissions.exclusions,
            permissions.waivers,
        ),
    )


def _permitted(cell: Cell, waiver: Waiver | None) -> Cell:
    """Return a cell as a waiver of its requirement leaves it; what is evidenced needs none."""
    if waiver is None or cell.status is Status.EVIDENCED:
        return cell
    return attrs.evolve(cell, status=Status.WAIVED, found=(*cell.found, waiver.reason))


def _cell(conclusion: Conclusion, crosswalk: Crosswalk, column: str) -> Cell:
    status = STATUS[conclusion.fulfilment]
    against: list[Text] = []
    if conclusion.fulfilment is Fulfilment.UNKNOWN:
        against.append(_UNREACHED)
    if conclusion.fulfilment is Fulfilment.CONTRADICTORY:
        against.append(_CONTRADICTORY)
    speaking = [ground for ground in conclusion.grounds if ground.carried.some_met]
    refuting = [ground for ground in conclusion.grounds if ground.carried.all_met is False]
    against += _paths(refuting, crosswalk)
    return Cell(column, status, found=tuple(_paths(speaking, crosswalk)), missing=tuple(against))


def _paths(grounds: Iterable[Ground], crosswalk: Crosswalk) -> Iterator[Text]:
    """Yield each ground: what is known of the sources, the link, its path, and what that assumes."""
    for ground in grounds:
        link = ground.link
        said = say(
            "{fulfilment}: {source}/{numbers} {relation} {targets}",
            fulfilment=FULFILMENT[ground.given.fulfilment],
            source=crosswalk.source,
            numbers=in_a_row(link.sources),
            relation=relation_words(link),
            targets=in_a_row(link.targets),
        )
        if path := path_words(link.path):
            said = say("{ground} [{path}]", ground=said, path=path)
        if assumed := assumption_of(crosswalk.path(link)):
            said = say("{ground}, if {assumption}", ground=said, assumption=assumed)
        yield said
