"""Whether everything that a system's parts refer to is there, and whether their units fit."""

from __future__ import annotations

import functools
import graphlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from mgmtsys.standard.adoption import Editions
from mgmtsys.standard.clause import ClauseRef, Standard
from mgmtsys.system.deviation import Basis
from mgmtsys.system.document import Evidence, Procedure
from mgmtsys.system.ids import CLAUSE, OBJECTIVE, STANDARD
from mgmtsys.system.measure import Formula, Series
from mgmtsys.system.measuring import measuring_problems
from mgmtsys.system.objective import Objective
from mgmtsys.system.policy import DeviationPolicy
from mgmtsys.system.response import BUILT_IN, Response
from mgmtsys.system.term import Aggregation
from mgmtsys.values.exceptions import Problem, problems_of
from mgmtsys.values.number import plain
from mgmtsys.values.reference import Reference, dangling, id_problems, ids_in, references_in
from mgmtsys.values.text import say
from mgmtsys.values.units import Unit

#: Ids that name a column of the clause matrix must differ from each other.
_COLUMNS = ("objectives", "procedures", "forms")
#: The columns that the clause matrix keeps for the system as a whole, and for the checks.
SYSTEM_COLUMN, CHECKS_COLUMN = "system", "checks"

_Path = tuple[str, ...]


@attrs.frozen
class _Known:
    """What is declared."""

    #: The ids by the field that declares them.
    ids: Mapping[str, frozenset[str]]
    standards: Mapping[str, Standard]
    #: Whether some catalogue could not be read, so that nobody knows which edition it is of.
    unread: bool
    sections: Mapping[str, frozenset[str]]

    @functools.cached_property
    def editions(self) -> Editions:
        """The catalogues side by side."""
        return Editions(tuple(self.standards.values()))

    def no_clause(self, path: _Path, clause: ClauseRef) -> Iterator[Problem]:
        if self.editions.reach(clause):
            return
        if clause.standard not in self.ids.get("standards", ()):
            if not self.unread:
                yield STANDARD.undeclared(path, clause.standard)
        elif clause.standard in self.standards:
            yield from problems_of(self.standards[clause.standard].unknown(clause.number), path)

    def no_section(self, path: _Path, document: str, section: str | None) -> Iterator[Problem]:
        """Yield a section that a procedure does not list; one that lists none is not held to it."""
        listed = self.sections.get(document)
        if listed and section is not None and section not in listed:
            yield Problem(
                (*path, "section"),
                say(
                    "{document} has no section {section!r}: expected one that it lists",
                    document=document,
                    section=section,
                ),
            )

    def no_requirement(self, path: _Path, clause: ClauseRef) -> Iterator[Problem]:
        for requirement in self.editions.listed((clause,))[:1]:
            standard = self.standards[requirement.standard]
            if not any(item.is_requirement for item in standard):
                yield Problem(
                    path,
                    say(
                        "{edition} lists headings alone, for which no evidence speaks: expected an item of "
                        "a catalogue of your own, based_on: {edition}, whose changes list what it asks",
                        edition=standard.id,
                    ),
                )
                return
            # A number that is printed over items stands for no item of its own.
            if (
                requirement.number not in standard
                or not standard[requirement.number].is_requirement
            ):
                yield Problem(
                    path,
                    say(
                        "{clause} is not a requirement itself: expected the items that are answered",
                        clause=clause,
                    ),
                )


def find_problems(
    parts: Mapping[str, Any], also: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> Iterator[Problem]:
    """Yield every reference to nothing and every unit that does not fit.

    ``parts`` are the fields of a system, ``None`` in the place of what could not be understood;
    ``also`` are the ids of that, by field, which count as declared, so that one mistake is not
    reported twice.
    """

    def understood(field: str) -> list[Any]:
        return [part for part in parts.get(field, ()) if part is not None]

    declared = ids_in(parts)
    ids = {field: frozenset((*own, *also.get(field, ()))) for field, own in declared.items()}
    ids["responses"] = ids.get("responses", frozenset()) | {response.id for response in BUILT_IN}
    known = _Known(
        ids,
        standards={standard.id: standard for standard in understood("standards")},
        unread=None in parts.get("standards", ()),
        sections={
            procedure.id: frozenset(section.number for section in procedure.sections)
            for procedure in understood("procedures")
        },
    )
    yield from _ids(declared)
    yield from _divided(understood("series"), understood("objectives"))
    yield from _ranks(understood("responses"))
    yield from _cycles({party.id: party.member_of for party in understood("parties")})
    for path, noun, id in dangling(_references(parts), ids):
        if noun is CLAUSE:
            yield from known.no_clause(path, id)
        else:
            yield noun.undeclared(path, id)
    units = {series.id: series.unit for series in understood("series")}
    for objective in understood("objectives"):
        yield from _objective(objective, units, parts.get("deviation_policy"))
    for procedure in understood("procedures"):
        yield from _procedure(procedure, known)
    for index, evidence in enumerate(parts.get("evidence", ())):
        if evidence is not None:
            yield from _evidence(("evidence", str(index)), evidence, known)


def _references(parts: Mapping[str, Any]) -> Iterator[Reference]:
    """Yield every reference; a waiver from a clause has an objective for its subject."""
    yield from references_in(parts)
    for index, waiver in enumerate(parts.get("waivers", ())):
        if waiver is not None and waiver.clause and waiver.subject:
            subject = waiver.subject.removeprefix("objectives.")
            yield Reference(("waivers", str(index), "subject"), OBJECTIVE, subject)


def _ids(declared: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Yield what is wrong with ids; those of the columns of the clause matrix differ from each other."""
    columns = dict.fromkeys((SYSTEM_COLUMN, CHECKS_COLUMN), "clause matrix")
    for field, ids in declared.items():
        is_column = field in _COLUMNS
        yield from id_problems(field, ids, columns if is_column else {})
        if is_column:
            columns = dict.fromkeys(ids, field) | columns


def _divided(every_series: Iterable[Series], objectives: Iterable[Objective]) -> Iterator[Problem]:
    """Yield the series that are divided by days and of which anything but the sum is taken."""
    divided = {series.id for series in every_series if series.divide}
    for objective in objectives:
        each = any(bound.each for bound in objective.target.bounds)
        for fromkey in dict.fromkeys(objective.measure.formula.aggregates):
            if fromkey.series in divided and (each or fromkey.aggregation is not Aggregation.SUM):
                taken = f"each {fromkey.series}" if each else str(Formula(fromkey))
                yield Problem(
                    ("series", fromkey.series, "divide"),
                    say(
                        "{series} takes {taken}: expected a series that is summed, since no other figure has parts",
                        series=objective.id,
                        taken=taken,
                    ),
                )


def _cycles(members: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Yield the first party found that belongs to itself by way of others."""
    try:
        graphlib.TopologicalSorter(members).prepare()
    except graphlib.CycleError as error:
        chain = " → ".join(reversed(error.args[1]))
        yield Problem(
            ("parties", error.args[1][0], "member_of"),
            say("a party belongs to itself: {chain}; expected no cycle", chain=chain),
        )


def _objective(
    objective: Objective, units: Mapping[str, Unit], shared: DeviationPolicy | None
) -> Iterator[Problem]:
    path = ("objectives", objective.id)
    yield from measuring_problems(path, objective, units, objective.policy_under(shared))
    if objective.deviation_policy is not None:
        yield from _edges((*path, "deviation_policy"), objective.deviation_policy, objective)
    elif objective.replaces_deviation_policy:
        yield Problem(
            (*path, "replaces_deviation_policy"),
            say("nothing replaces the system's policy: expected a deviation_policy of its own"),
        )


def _edges(path: _Path, policy: DeviationPolicy, objective: Objective) -> Iterator[Problem]:
    """Yield the absolute edges of an objective's own policy that measure something else than it does."""
    unit = objective.measure.unit
    for where, part in policy.placed():
        edge = part.bands[0].up_to
        if edge is None or part.basis is not Basis.ABSOLUTE:
            continue
        if not edge.unit.is_compatible_with(unit):
            yield Problem(
                (*path, *where, "bands"),
                say(
                    "the edge {edge} does not fit a measure in {unit}: expected that unit",
                    edge=edge,
                    unit=unit,
                ),
            )


def _ranks(own: Iterable[Response]) -> Iterator[Problem]:
    """Yield two responses of one rank, and a built-in one of another rank than its own."""
    built_in = {response.id: response.rank for response in BUILT_IN}
    holders = {response.rank: response.id for response in BUILT_IN}
    for response in own:
        if response.id in built_in and response.rank != built_in[response.id]:
            yield Problem(
                ("responses", response.id, "rank"),
                say(
                    "the rank of {response} is {built_in}: expected that, or none",
                    response=response.id,
                    built_in=built_in[response.id],
                ),
            )
        elif holders.setdefault(response.rank, response.id) != response.id:
            yield Problem(
                ("responses", response.id, "rank"),
                say(
                    "{holder} has the rank {rank}: expected one of its own",
                    holder=holders[response.rank],
                    rank=plain(response.rank),
                ),
            )


def _procedure(procedure: Procedure, known: _Known) -> Iterator[Problem]:
    for name in ("related", "refers_to"):
        for index, other in enumerate(getattr(procedure, name)):
            path = ("procedures", procedure.id, name, str(index))
            yield from known.no_section(path, other.procedure, other.section)


def _evidence(path: _Path, evidence: Evidence, known: _Known) -> Iterator[Problem]:
    for index, clause in enumerate(evidence.clauses):
        yield from known.no_requirement((*path, "clauses", str(index)), clause)
    yield from known.no_section(path, evidence.document, evidence.section)
