"""How checks are run on a system, waived and added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import attrs

from mgmtsys.auditing.check import Check, Look, known_check, looked
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Audited, Finding, Grade
from mgmtsys.system.permission import Permissions
from mgmtsys.system.report import Examined, Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import DuplicateCheck
from mgmtsys.values.text import Text, in_a_row, say

_Listed = Callable[[tuple[ClauseRef, ...]], tuple[ClauseRef, ...]]

#: The names of what an audit itself finds of checks and waivers.
UNKNOWN_CLAUSE = "check.unknown_clause"
EXPIRED, UNUSED = "waiver.expired", "waiver.unused"


#: What an audit itself looks for in checks and waivers, by name.
OWN: Mapping[str, Examined] = {
    rule.name: rule
    for rule in (
        Examined(
            UNKNOWN_CLAUSE,
            say("Every check names clauses that exist in the catalogues."),
            grade=Grade.OBSERVATION,
            remedy=say("Correct the clause of the check."),
        ),
        Examined(
            EXPIRED,
            say("No waiver has expired."),
            remedy=say("Renew the waiver or resolve what it covers."),
        ),
        Examined(
            UNUSED,
            say("Every waiver covers a finding."),
            grade=Grade.OBSERVATION,
            remedy=say("Remove the waiver."),
        ),
    )
}


def own(name: str, message: Text, *subject: str) -> Finding:
    """Return what an audit itself finds, by its name."""
    rule = OWN[name]
    return Finding(name, rule.grade, subject=subject, message=message, remedy=rule.remedy)


def _waived(
    found: Iterable[Finding], system: ManagementSystem, on: date, names: frozenset[str]
) -> Iterator[Finding]:
    """Yield the findings with the waivers of their checks, and what is wrong with waivers themselves."""
    used: set[int] = set()
    named = frozenset(waiver.check for waiver in system.waivers)
    for finding in found:
        if finding.check not in named:
            yield finding
            continue
        covering = [
            index
            for index, waiver in enumerate(system.waivers)
            if waiver.check == finding.check and waiver.concerns(finding.subject)
        ]
        used.update(covering)
        held = [system.waivers[index] for index in covering if system.waivers[index].holds(on)]
        yield attrs.evolve(finding, waived=held[0]) if held else finding
    for index, waiver in enumerate(system.waivers):
        path = ("waivers", str(index))
        if not waiver.holds(on):
            message = say("the waiver expired on {last_day}", last_day=waiver.expires)
            yield own(EXPIRED, message, *path)
        elif waiver.check in names and index not in used:
            message = say("the waiver of {check} covers no finding", check=waiver.check)
            yield own(UNUSED, message, *path)
        elif waiver.check is not None and index not in used:
            message = say(
                "the waiver of {check} covers no finding: no such check was run", check=waiver.check
            )
            yield own(UNUSED, message, *path)


def _unknown_clauses(check: Check, system: ManagementSystem) -> Iterator[Finding]:
    catalogues = {standard.id: standard for standard in system.standards}
    for clause in check.clauses:
        if clause.standard in catalogues and clause.number not in catalogues[clause.standard]:
            message = say(
                "the check {check} names {clause}, which the catalogue does not have",
                check=check.name,
                clause=clause,
            )
            yield own(UNKNOWN_CLAUSE, message)


def run(dossier: Dossier, checks: Iterable[Check]) -> Report:
    """Run checks on a dossier and add up what they see, of the system's own editions alone.

    A check that fails is told apart and stops no other. What does not apply is not found missing; waivers
    set their findings apart; an expired or unused waiver of a check is a finding. Raises
    :class:`DuplicateCheck` for two checks of one name, and :class:`InvalidCheck` for what is none.
    """
    parts = tuple(part for check in map(known_check, checks) for part in check.parts)
    names = frozenset(part.name for part in parts)
    twice = sorted(
        name for name, times in Counter(part.name for part in parts).items() if times > 1
    )
    if twice:
        raise DuplicateCheck(
            "two checks are named {names}: expected a different name for each",
            names=in_a_row(twice),
        )
    system, on = dossier.system, dossier.on
    audited = Audited(system.organisation, system.fingerprint, on=on)
    permissions = Permissions.of(system, on)
    listed = permissions.editions.listed
    seen = [
        _applying(looked(part, dossier, audited), permissions, listed, audited) for part in parts
    ]
    found = [finding for look in seen for finding in look.findings]
    found += [unknown_clause for part in parts for unknown_clause in _unknown_clauses(part, system)]
    return Report(
        tuple(
            finding if finding.audited else attrs.evolve(finding, audited=audited)
            for finding in _waived(found, system, on, names)
        ),
        tuple(look.said for look in seen),
        failures=tuple(failure for look in seen for failure in look.failures),
        audited=(audited,),
    )


def _listing(seen: Finding, audited: Audited, clauses: tuple[ClauseRef, ...]) -> Finding:
    """Return a finding as an audit lists it; spelled field by field, since there are many."""
    if seen.audited is audited and seen.clauses == clauses:
        return seen
    return Finding(
        seen.check,
        seen.grade,
        subject=seen.subject,
        message=seen.message,
        clauses=clauses,
        remedy=seen.remedy,
        waived=seen.waived,
        audited=audited,
    )


def _applying(look: Look, permissions: Permissions, listed: _Listed, audited: Audited) -> Look:
    """Return what one check sees in an audit, of the clauses that the editions have and that apply.

    Where all that it objects to does not apply, its sentence is not true of the whole, and no evidence.
    """
    found: list[Finding] = []
    whole = True
    named: tuple[ClauseRef, ...] = ()
    clauses: tuple[ClauseRef, ...] = ()
    for seen in look.findings:
        if seen.clauses is not named:  # those of one check mostly name the same clauses
            named, clauses = seen.clauses, listed(seen.clauses)
        left = permissions.applied(_listing(seen, audited, clauses))
        whole = whole and (bool(left) or not seen.objects)
        found.extend(left)
    return Look(
        tuple(found),
        attrs.evolve(
            look.said, clauses=listed(look.said.clauses), applied=look.said.applied and whole
        ),
        failures=tuple(
            attrs.evolve(failure, clauses=listed(failure.clauses), audited=audited)
            for failure in look.failures
        ),
    )
