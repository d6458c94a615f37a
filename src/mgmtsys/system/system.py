"""The management system: the one value that holds all the others, for one organisation and period."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from mgmtsys.standard.adoption import Editions
from mgmtsys.standard.clause import ClauseRef, Standard
from mgmtsys.system.context import Aspect, Obligation, PolicyStatement, RiskOrOpportunity
from mgmtsys.system.document import Evidence, Form, Procedure, Training
from mgmtsys.system.finding import Exclusion, Waiver
from mgmtsys.system.measure import Series
from mgmtsys.system.monitoring import Monitoring
from mgmtsys.system.objective import Indicator, Objective
from mgmtsys.system.party import Party, Site
from mgmtsys.system.policy import DeviationPolicy
from mgmtsys.system.raci import Activity, RaciMatrix
from mgmtsys.system.references import find_problems
from mgmtsys.system.response import Response, known_responses
from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import refuse
from mgmtsys.values.exceptions import UnknownStandard
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, in_a_row, in_short


def by_name(values: tuple[Any, ...]) -> Mapping[str, Any]:
    """Return values by their ids and by their places in a tuple: the first that goes by a name."""
    found: dict[str, Any] = {}
    for index, value in enumerate(values):
        for name in (getattr(value, "id", str(index)), str(index)):
            found.setdefault(name, value)
    return found


@attrs.frozen(field_transformer=checked)
class ManagementSystem:
    """One organisation's management system for one period, as a value.

    Every reference in it leads to something that it holds, and every formula's unit fits its
    measure and target; otherwise :class:`InvalidDocument` is raised with all that is wrong.
    """

    organisation: Text
    period: Period
    #: The catalogues of the standards that it answers to.
    standards: tuple[Standard, ...] = ()
    scope: Text | None = None
    parties: tuple[Party, ...] = ()
    sites: tuple[Site, ...] = ()
    activities: tuple[Activity, ...] = ()
    raci: RaciMatrix = RaciMatrix()
    policy: tuple[PolicyStatement, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    risks: tuple[RiskOrOpportunity, ...] = ()
    series: tuple[Series, ...] = ()
    objectives: tuple[Objective, ...] = ()
    #: Its own responses, and what it says of the built-in ones.
    responses: tuple[Response, ...] = ()
    deviation_policy: DeviationPolicy | None = None
    #: How the handling of the objectives itself is watched.
    indicators: tuple[Indicator, ...] = ()
    monitoring: tuple[Monitoring, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    forms: tuple[Form, ...] = ()
    training: tuple[Training, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()

    __repr__ = in_short

    def __attrs_post_init__(self) -> None:
        """Refuse references to nothing and units that do not fit; give aliases of clauses their numbers."""
        for name in ("evidence", "waivers", "exclusions"):
            object.__setattr__(self, name, tuple(map(self._numbered, getattr(self, name))))
        refuse(find_problems(attrs.asdict(self, recurse=False)))

    def _numbered(self, part: Any) -> Any:
        """Return evidence, a waiver or an exclusion with the numbers of its clauses."""
        if isinstance(part, Evidence):
            clauses = self.numbered(part.clauses)
            return part if clauses == part.clauses else attrs.evolve(part, clauses=clauses)
        if part.clause is None:
            return part
        (clause,) = self.numbered((part.clause,))
        return part if clause == part.clause else attrs.evolve(part, clause=clause)

    def numbered(self, clauses: Iterable[ClauseRef]) -> tuple[ClauseRef, ...]:
        """Return clauses by their numbers, where some go by an alias of the system's catalogues."""
        catalogues = {standard.id: standard for standard in self.standards}
        return tuple(
            catalogues[clause.standard].numbered(clause)
            if clause.standard in catalogues
            else clause
            for clause in clauses
        )

    def standard(self, id: str) -> Standard:
        """Return the catalogue of one edition; raises :class:`UnknownStandard`."""
        for standard in self.standards:
            if standard.id == id:
                return standard
        shown = repr(id)[:60]
        if not self.standards:
            raise UnknownStandard(
                "the system does not answer to {id}: it names no standard", id=shown
            )
        raise UnknownStandard(
            "the system does not answer to {id}: it names {known}",
            id=shown,
            known=in_a_row(standard.id for standard in self.standards),
        )

    @functools.cached_property
    def editions(self) -> Editions:
        """The catalogues side by side, in which an item has the name of every edition that adopts it."""
        return Editions(self.standards)

    @functools.cached_property
    def fingerprint(self) -> str:
        """A short name for the system as it is, which changes with anything in it."""
        return fingerprint_of(self)

    @functools.cached_property
    def members(self) -> Mapping[str, Mapping[str, Any]]:
        """What each field of many values holds, by id and by place."""
        fields = attrs.asdict(self, recurse=False).items()
        return {name: by_name(value) for name, value in fields if isinstance(value, tuple)}

    @functools.cached_property
    def _series(self) -> dict[str, Series]:
        return {series.id: series for series in self.series}

    def series_of(self, id: str) -> Series:
        """Return a series by its id; raises ``KeyError``."""
        return self._series[id]

    @functools.cached_property
    def known_responses(self) -> Mapping[str, Response]:
        """The responses that bands can call for, by id."""
        return known_responses(self.responses)

    def policy_of(self, objective: Objective) -> DeviationPolicy | None:
        """Return the policy in force: the system's joined with the objective's own, or its own alone."""
        return objective.policy_under(self.deviation_policy)

    @functools.cached_property
    def _names(self) -> dict[str, Text]:
        return {party.id: party.name or Text(party.id) for party in self.parties}

    def names(self, parties: Iterable[str]) -> Text:
        """Return the names of parties in a row; raises ``KeyError``."""
        return in_a_row(self._names[id] for id in parties)

    @functools.cached_property
    def _single(self) -> frozenset[str]:
        return frozenset(party.id for party in self.parties if party.is_single)

    def answers_alone(self, parties: Iterable[str]) -> bool:
        """Whether they are one party, and that a person or a role: no group, department or body."""
        named = tuple(parties)
        return len(named) == 1 and named[0] in self._single

    @functools.cached_property
    def _activities(self) -> dict[str, Text]:
        return {activity.id: activity.name or Text(activity.id) for activity in self.activities}

    def activity_name(self, id: str) -> Text:
        """Return the name of an activity; raises ``KeyError``."""
        return self._activities[id]

    @functools.cached_property
    def significant_aspects(self) -> frozenset[str]:
        """The ids of the aspects that are significant."""
        return frozenset(aspect.id for aspect in self.aspects if aspect.significant)
