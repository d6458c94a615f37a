"""What a system takes out of its requirements: waivers and exclusions of a clause, with all below it."""

from __future__ import annotations

from datetime import date

import attrs

from mgmtsys.standard.adoption import NO_EDITIONS, Editions
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.finding import Exclusion, Finding, Waiver
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked


@attrs.frozen(field_transformer=checked)
class Permissions:
    """The exclusions of a system, and the waivers of clauses that hold on a day.

    Each covers the clause that it names, under any name that the clause has in the editions of the
    system, with all below it, for the system or for one subject with all its parts.
    """

    editions: Editions
    exclusions: tuple[Exclusion, ...]
    waivers: tuple[Waiver, ...]

    @staticmethod
    def none() -> Permissions:
        """Return what permits nothing."""
        return Permissions(NO_EDITIONS, (), waivers=())

    @staticmethod
    def of(system: ManagementSystem, on: date) -> Permissions:
        """Return what a system permits on a day."""
        waivers = (
            waiver for waiver in system.waivers if waiver.clause is not None and waiver.holds(on)
        )
        return Permissions(system.editions, system.exclusions, waivers=tuple(waivers))

    def exclusion(self, clause: ClauseRef, path: tuple[str, ...] = ()) -> Exclusion | None:
        """Return why a clause does not apply to a subject, if it does not."""
        for exclusion in self.exclusions:
            if exclusion.concerns(path) and self.editions.covers(exclusion.clause, clause):
                return exclusion
        return None

    def waiver(self, clause: ClauseRef, path: tuple[str, ...] = ()) -> Waiver | None:
        """Return what permits that a clause is not met for a subject; the nearest one, if several do."""
        found: Waiver | None = None
        for waiver in self.waivers:
            covers = waiver.clause is not None and self.editions.covers(waiver.clause, clause)
            if (
                covers
                and waiver.concerns(path)
                and (found is None or _nearness(waiver) > _nearness(found))
            ):
                found = waiver
        return found

    def applied(self, finding: Finding) -> tuple[Finding, ...]:
        """Return a finding for the clauses that apply to its subject, those of each waiver apart.

        Nothing is left of one whose clauses do not apply, all of them.
        """
        if not finding.clauses or not (self.exclusions or self.waivers):
            return (finding,)
        by_waiver: dict[Waiver | None, list[ClauseRef]] = {}
        for clause in finding.clauses:
            if self.exclusion(clause, finding.subject) is None:
                waiver = self.waiver(clause, finding.subject)
                by_waiver.setdefault(waiver, []).append(clause)
        return tuple(
            attrs.evolve(finding, clauses=tuple(clauses), waived=waiver or finding.waived)
            for waiver, clauses in by_waiver.items()
        )


def _nearness(waiver: Waiver) -> tuple[int, bool]:
    depth = len(waiver.clause.number.parts) if waiver.clause else 0
    return depth, waiver.subject is not None
