"""What a check is; how checks are run, waived and added up."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from mgmtsys.audit_report import Examined, Report
from mgmtsys.checked import checked
from mgmtsys.clause import ClauseRef, clause_refs
from mgmtsys.context import Aspect, Obligation, PolicyStatement, RiskOrOpportunity
from mgmtsys.document import Form, Procedure
from mgmtsys.exceptions import DuplicateCheck
from mgmtsys.finding import Finding, Grade, Waiver
from mgmtsys.measure import Series
from mgmtsys.monitoring import Monitoring
from mgmtsys.objective import Objective
from mgmtsys.party import Party, Site
from mgmtsys.raci import Activity
from mgmtsys.references import SINGLE
from mgmtsys.system import ManagementSystem
from mgmtsys.text import Text, both

#: From a system and a day to what was seen: a subject, a message, and where they differ from the
#: check's own a remedy and a grade; or whole findings.
Examine = Callable[[ManagementSystem, date], Iterable[Any]]

#: The names of what an audit itself finds of checks and waivers.
FAILED, NONSENSE, UNKNOWN_CLAUSE = "check.failed", "check.nonsense", "check.unknown_clause"
EXPIRED, UNUSED = "waiver.expired", "waiver.unused"


#: Where the values that have an id stand in a system, and the fields of those that have none.
_KEYED: Mapping[type, str] = {
    Party: "parties",
    Site: "sites",
    Activity: "activities",
    PolicyStatement: "policy",
    Aspect: "aspects",
    Obligation: "obligations",
    RiskOrOpportunity: "risks",
    Series: "series",
    Objective: "objectives",
    Monitoring: "monitoring",
    Procedure: "procedures",
    Form: "forms",
}
_LISTED = ("indicators", "training", "evidence", "waivers", "exclusions")


class _NoSubject(Exception):
    """What was seen names nothing that the system holds."""


def path_of(system: ManagementSystem, subject: object) -> tuple[str, ...]:
    """Return where a subject stands in a system: a path, a path as text, or a value that it holds.

    Raises ``LookupError`` for anything else.
    """
    if subject is system:
        return ()
    path = tuple(subject.split(".")) if isinstance(subject, str) else subject
    if isinstance(path, tuple) and all(isinstance(step, str) for step in path):
        return path
    field = _KEYED.get(type(subject))
    if field is not None:
        return (field, str(getattr(subject, "id", "")))
    for field in SINGLE:
        if getattr(system, field) is subject:
            return (field,)
    for field in _LISTED:
        for index, member in enumerate(getattr(system, field)):
            if member is subject:
                return (field, str(index))
    raise LookupError(repr(subject)[:80])


def _finding(check: Check, system: ManagementSystem, seen: object) -> Finding:
    if isinstance(seen, Finding):
        return seen
    if not isinstance(seen, tuple) or len(seen) < 2:
        raise _NoSubject(repr(seen)[:80])
    subject, message, *rest = seen
    grades = [one for one in rest if isinstance(one, Grade)]
    remedies = [one for one in rest if not isinstance(one, Grade)]
    try:
        return Finding(
            check=check.name,
            grade=grades[0] if grades else check.grade,
            subject=path_of(system, subject),
            message=_text(message),
            clauses=check.clauses,
            remedy=_text(remedies[0]) if remedies else check.remedy,
        )
    except (LookupError, ValueError):
        raise _NoSubject(repr(seen)[:80]) from None


def _anywhere(_: ManagementSystem) -> bool:
    return True


def _text(given: Text | str) -> Text:
    return given if isinstance(given, Text) else Text(given)


@attrs.frozen(field_transformer=checked)
class Check:
    """A named function from a system and a day to findings, with the clauses that it evidences.

    Equal checks have equal names, clauses, grades and sentences; the function does not count.
    """

    name: str
    #: The sentence that is true when all is well.
    sentence: Text
    examine: Examine = attrs.field(eq=False, repr=False)
    clauses: tuple[ClauseRef, ...] = ()
    grade: Grade = Grade.MINOR
    #: What would make its findings go away.
    remedy: Text | None = None
    #: Whether a system has anything to look at; where it has not, silence is no evidence.
    applies: Callable[[ManagementSystem], bool] = attrs.field(
        default=_anywhere, eq=False, repr=False
    )
    #: The checks that it is made of, where its findings go by their names.
    parts: tuple[Check, ...] = attrs.field(default=(), eq=False, repr=False)

    def __call__(self, system: ManagementSystem, on: date) -> tuple[Finding, ...]:
        """Return what the check sees; what it raises, or yields by mistake, is a finding too."""
        found: list[Finding] = []
        try:
            self.applies(system)  # where it fails, it fails here and not in the audit
            found.extend(_finding(self, system, seen) for seen in self.examine(system, on))
        except _NoSubject as error:
            found.append(
                self._broken(
                    NONSENSE,
                    f"yields {error}: expected a subject of the system and a message",
                    f"产生了 {error}：应为体系中的对象和说明",
                )
            )
        except Exception as error:  # noqa: BLE001 - the other checks still run
            what = f"{type(error).__name__}: {error}"
            found.append(self._broken(FAILED, f"raises {what}", f"引发 {what}"))
        return tuple(found)

    def _broken(self, kind: str, en: str, zh: str) -> Finding:
        return _own(kind, (), f"the check {self.name} {en}", f"检查 {self.name} {zh}")


def check(
    name: str,
    *,
    clauses: Iterable[str | ClauseRef] = (),
    grade: Grade = Grade.MINOR,
    sentence: Text | str | None = None,
    remedy: Text | str | None = None,
    applies: Callable[[ManagementSystem], bool] = _anywhere,
) -> Callable[[Examine], Check]:
    """Make a check of a generator function; its docstring's first line is the sentence, if none is given.

    ``applies`` says whether a system has anything to look at; where it has not, a check that sees
    nothing is evidence of nothing.

    >>> @check("scope.stated", grade=Grade.OBSERVATION)
    ... def the_scope_is_stated(system, on):
    ...     '''The system states its scope.'''
    ...     if system.scope is None:
    ...         yield system, "no scope is stated"
    >>> the_scope_is_stated.name, str(the_scope_is_stated.sentence)
    ('scope.stated', 'The system states its scope.')
    """

    def make(examine: Examine) -> Check:
        said = sentence or (inspect.getdoc(examine) or name).partition("\n")[0]
        return Check(
            name=name,
            sentence=_text(said),
            examine=examine,
            clauses=clause_refs(clauses),
            grade=grade,
            remedy=None if remedy is None else _text(remedy),
            applies=applies,
        )

    return make


def graded(one: Check, grade: Grade) -> Check:
    """Return the check with another grade."""
    return attrs.evolve(one, grade=grade)


def also_evidences(one: Check, clauses: Iterable[str | ClauseRef]) -> Check:
    """Return the check with more clauses."""
    return attrs.evolve(one, clauses=tuple(dict.fromkeys(one.clauses + clause_refs(clauses))))


def only_when(one: Check, condition: Callable[[ManagementSystem], bool]) -> Check:
    """Return the check for the systems that satisfy a condition; of the others it says nothing."""

    def applies(system: ManagementSystem) -> bool:
        return condition(system) and one.applies(system)

    def examine(system: ManagementSystem, on: date) -> Iterable[Any]:
        return one.examine(system, on) if condition(system) else ()

    return attrs.evolve(one, examine=examine, applies=applies)


def for_each(
    select: Callable[[ManagementSystem], Iterable[Any]],
    look: Callable[[Any], str | Text | None],
) -> Examine:
    """Return the function that looks at every selected subject and tells what is wrong with it, if anything."""

    def examine(system: ManagementSystem, on: date) -> Iterator[Any]:
        del on
        for subject in select(system):
            message = look(subject)
            if message is not None:
                yield subject, message

    return examine


def all_of(name: str, sentence: Text | str, *checks: Check) -> Check:
    """Return the check that sees whatever any of ``checks`` sees, under their own names."""
    return Check(
        name=name,
        sentence=_text(sentence),
        examine=lambda system, on: [seen for one in checks for seen in one(system, on)],
        clauses=tuple(dict.fromkeys(clause for one in checks for clause in one.clauses)),
        grade=max((one.grade for one in checks), default=Grade.CONFORMITY),
        applies=lambda system: any(one.applies(system) for one in checks),
        parts=checks,
    )


def any_of(name: str, sentence: Text | str, *checks: Check) -> Check:
    """Return the check that is content when one of ``checks`` is, and else sees what all of them see.

    What it sees goes by its own name, since none of the others had to be content.
    """

    def examine(system: ManagementSystem, on: date) -> list[Finding]:
        seen = [one(system, on) for one in checks]
        found = [finding for each in seen for finding in each] if all(seen) else []
        return [one if one.check in OWN else attrs.evolve(one, check=name) for one in found]

    return attrs.evolve(all_of(name, sentence, *checks), examine=examine, parts=())


def examined(one: Check, system: ManagementSystem | None = None) -> tuple[Examined, ...]:
    """Return what a check, or every check that it is made of, says of itself, or of a system."""
    if one.parts:
        return tuple(said for part in one.parts for said in examined(part, system))
    try:
        applied = system is None or one.applies(system)
    except Exception:  # noqa: BLE001 - the check itself says so when it is run
        applied = False
    return (Examined(one.name, one.sentence, one.clauses, one.grade, one.remedy, applied),)


#: What an audit itself looks for in checks and waivers, by name.
OWN: Mapping[str, Examined] = {
    one.name: one
    for one in (
        Examined(
            FAILED,
            both("Every check runs to its end.", "每个检查都能运行完毕。"),
            grade=Grade.MAJOR,
            remedy=both("Mend the check.", "修正该检查。"),
        ),
        Examined(
            NONSENSE,
            both("Every check yields a subject and a message.", "每个检查都给出对象和说明。"),
            grade=Grade.MAJOR,
            remedy=both("Mend the check.", "修正该检查。"),
        ),
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
    return Finding(name, own.grade, subject, both(en, zh), remedy=own.remedy)


def _covers(waiver: Waiver, finding: Finding) -> bool:
    about = waiver.subject in (None, ".".join(finding.subject), *finding.subject[1:2])
    return waiver.check == finding.check and about


def _waived(
    found: list[Finding], system: ManagementSystem, on: date, names: frozenset[str]
) -> Iterator[Finding]:
    """Yield the findings with their waivers, and what is wrong with the waivers themselves."""
    waivers = [(index, one) for index, one in enumerate(system.waivers) if one.check is not None]
    used: set[int] = set()
    for finding in found:
        covering = [index for index, one in waivers if _covers(one, finding)]
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
            yield _own(
                UNUSED,
                path,
                f"the waiver of {waiver.check} covers no finding"
                + ("" if known else ", and no check of that name was run"),
                f"对 {waiver.check} 的豁免未覆盖任何检查结果"
                + ("" if known else "，且没有运行该名称的检查"),
            )


def _unknown_clauses(one: Examined, system: ManagementSystem) -> Iterator[Finding]:
    catalogues = {standard.id: standard for standard in system.standards}
    for clause in one.clauses:
        if clause.standard in catalogues and clause.number not in catalogues[clause.standard]:
            yield _own(
                UNKNOWN_CLAUSE,
                (),
                f"the check {one.name} names {clause}, which the catalogue does not have",
                f"检查 {one.name} 引用了目录中没有的 {clause}",
            )


def run(system: ManagementSystem, on: date, checks: Iterable[Check]) -> Report:
    """Run checks on a system as of a day and add up what they see.

    A check that fails is a finding and stops no other. Waivers set their findings apart; an expired
    or unused waiver is a finding. Raises :class:`DuplicateCheck` for two checks of one name.
    """
    run = tuple(checks)
    said = tuple(
        attrs.evolve(one, clauses=system.numbered(one.clauses))
        for each in run
        for one in examined(each, system)
    )
    names = frozenset(one.name for one in said)
    twice = sorted(name for name, times in Counter(one.name for one in said).items() if times > 1)
    if twice:
        raise DuplicateCheck(
            f"two checks are named {', '.join(twice)}: expected a name for each",
            f"有两个检查同名：{'、'.join(twice)}；每个检查应有自己的名称",
        )
    found = [
        attrs.evolve(finding, clauses=system.numbered(finding.clauses))
        for one in run
        for finding in one(system, on)
    ]
    found += [finding for one in said for finding in _unknown_clauses(one, system)]
    return Report(tuple(_waived(found, system, on, names)), said)
