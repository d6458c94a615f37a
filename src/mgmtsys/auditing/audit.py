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
from mgmtsys.values.text import Text, both

_Listed = Callable[[tuple[ClauseRef, ...]], tuple[ClauseRef, ...]]

#: The names of what an audit itself finds of checks and waivers.
UNKNOWN_CLAUSE = "check.unknown_clause"
EXPIRED, UNUSED = "waiver.expired", "waiver.unused"


#: What an audit itself looks for in checks and waivers, by name.
OWN: Mapping[str, Examined] = {
    one.name: one
    for one in (
        Examined(
            UNKNOWN_CLAUSE,
            both(
                "Every check names clauses that the catalogues have.",
                "每个检查引用的条款都在标准目录中。",
            ),
            grade=Grade.OBSERVATION,
            remedy=both("Correct the clause of the check.", "更正检查所引用的条款。"),
        ),
        Examined(
            EXPIRED,
            both("Every waiver still holds.", "每项豁免都在有效期内。"),
            remedy=both(
                "Renew the waiver or resolve what it covers.", "续批豁免，或消除所覆盖的问题。"
            ),
        ),
        Examined(
            UNUSED,
            both("Every waiver covers a finding.", "每项豁免都覆盖某项检查结果。"),
            grade=Grade.OBSERVATION,
            remedy=both("Remove the waiver.", "删除该豁免。"),
        ),
    )
}


def _own(name: str, subject: tuple[str, ...], en: str, zh: str) -> Finding:
    own = OWN[name]
    return Finding(name, own.grade, subject=subject, message=both(en, zh), remedy=own.remedy)


def _waived(
    found: Iterable[Finding], system: ManagementSystem, on: date, names: frozenset[str]
) -> Iterator[Finding]:
    """Yield the findings with the waivers of their checks, and what is wrong with waivers themselves."""
    used: set[int] = set()
    for finding in found:
        covering = [
            index
            for index, one in enumerate(system.waivers)
            if one.check == finding.check and one.concerns(finding.subject)
        ]
        used.update(covering)
        held = [system.waivers[index] for index in covering if system.waivers[index].holds(on)]
        yield attrs.evolve(finding, waived=held[0]) if held else finding
    for index, waiver in enumerate(system.waivers):
        path = ("waivers", str(index))
        if not waiver.holds(on):
            yield _own(
                EXPIRED,
                path,
                f"the waiver expired on {waiver.expires}",
                f"豁免已于 {waiver.expires} 到期",
            )
        elif waiver.check is not None and index not in used:
            known = waiver.check in names
            yield unused(
                index,
                both(
                    f"the waiver of {waiver.check} covers no finding"
                    + ("" if known else ", and no check of that name was run"),
                    f"对 {waiver.check} 的豁免未覆盖任何发现"
                    + ("" if known else "，且没有运行该名称的检查"),
                ),
            )


def unused(index: int, said: Text) -> Finding:
    """Return the finding that a waiver covers nothing."""
    own = OWN[UNUSED]
    return Finding(
        UNUSED, own.grade, subject=("waivers", str(index)), message=said, remedy=own.remedy
    )


def _unknown_clauses(one: Check, system: ManagementSystem) -> Iterator[Finding]:
    catalogues = {standard.id: standard for standard in system.standards}
    for clause in one.clauses:
        if clause.standard in catalogues and clause.number not in catalogues[clause.standard]:
            yield _own(
                UNKNOWN_CLAUSE,
                (),
                f"the check {one.name} names {clause}, which the catalogue does not have",
                f"检查 {one.name} 引用了目录中没有的 {clause}",
            )


def run(dossier: Dossier, checks: Iterable[Check]) -> Report:
    """Run checks on a dossier and add up what they see, of the system's own editions alone.

    A check that fails is told apart and stops no other. What does not apply is not found missing; waivers
    set their findings apart; an expired or unused waiver of a check is a finding. Raises
    :class:`DuplicateCheck` for two checks of one name, and :class:`InvalidCheck` for what is none.
    """
    parts = tuple(part for one in map(known_check, checks) for part in one.parts)
    names = frozenset(one.name for one in parts)
    twice = sorted(name for name, times in Counter(one.name for one in parts).items() if times > 1)
    if twice:
        raise DuplicateCheck(
            f"two checks are named {', '.join(twice)}: expected a name for each",
            f"有两个检查同名：{'、'.join(twice)}；每个检查应有自己的名称",
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
            one if one.audited else attrs.evolve(one, audited=audited)
            for one in _waived(found, system, on, names)
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
