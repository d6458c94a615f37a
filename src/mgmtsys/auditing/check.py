"""What a check is, and how checks are put together."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, SupportsIndex, TypeAlias

import attrs

from mgmtsys.auditing.handing import handed
from mgmtsys.auditing.seen import Examine, Nonsense, ShortExamine, Sighting, finding_of
from mgmtsys.standard.adoption import NO_EDITIONS, Editions
from mgmtsys.standard.clause import ClauseRef, clause_refs
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Audited, Failure, Finding, Grade
from mgmtsys.system.report import Examined
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import CheckFailed, InvalidCheck, spelled
from mgmtsys.values.text import Text, in_short, say

#: What is true of some systems, whatever else the dossier holds.
Condition: TypeAlias = (
    Callable[[ManagementSystem], bool] | Callable[[ManagementSystem, Dossier], bool]
)
_Select: TypeAlias = (
    Callable[[ManagementSystem], Iterable[Any]]
    | Callable[[ManagementSystem, Dossier], Iterable[Any]]
)


def _anywhere(_: ManagementSystem, __: Dossier) -> bool:
    return True


def _examine(given: Examine | ShortExamine) -> Examine:
    return handed(given, "system", "on")


def _of_system(given: Callable[..., Any]) -> Callable[[ManagementSystem, Dossier], Any]:
    return handed(given, "system")


def _text(given: Text | str) -> Text:
    return given if isinstance(given, Text) else Text(given)


@attrs.frozen(field_transformer=checked)
class Check:
    """A named function from a system and a day to findings, with the requirements that it evidences.

    A function that takes one value more is handed the :class:`Dossier`, whatever else is known. Equal checks
    have equal names, sentences, grades and remedies, and evidence the same; the functions do not count.
    """

    name: str
    #: The sentence that is true when all is well.
    sentence: Text
    examine: Examine = attrs.field(eq=False, repr=False, converter=_examine)
    #: The clauses that it evidences, by number.
    clauses: tuple[ClauseRef, ...] = ()
    grade: Grade = Grade.MINOR
    #: What would make its findings go away.
    remedy: Text | None = None
    #: Whether a system has anything to look at; where it has not, silence is no evidence.
    applies: Callable[[ManagementSystem, Dossier], bool] = attrs.field(
        default=_anywhere, eq=False, repr=False, converter=_of_system
    )
    #: The questions and the kinds of requirement that it evidences, by name: it speaks of whatever
    #: requirements of the system's standards ask them or are of them.
    evidences: tuple[str, ...] = ()

    __repr__ = in_short

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """Pickle what :func:`check` made of a function of a module by the name of both, with what was changed since."""
        function = getattr(self.examine, "function", self.examine)
        place = getattr(function, "__module__", ""), getattr(function, "__qualname__", "")
        made = getattr(sys.modules.get(place[0]), place[1], None)
        if not isinstance(made, Check) or made.examine != self.examine:
            return object.__reduce_ex__(self, protocol)
        fields = {field.name: getattr(self, field.name) for field in attrs.fields(Check)}
        changed = {name: value for name, value in fields.items() if value != getattr(made, name)}
        return _of_module, (*place, changed)

    @property
    def parts(self) -> tuple[Check, ...]:
        """The checks that report under their own names: itself, or those that it is made of."""
        if isinstance(self.examine, _Together):
            return tuple(part for check in self.examine.checks for part in check.parts)
        return (self,)

    def __call__(
        self, of: ManagementSystem | Dossier, on: date | None = None
    ) -> tuple[Finding, ...]:
        """Return what the check sees in a system on a day, or in a dossier.

        Raises :class:`CheckFailed` for an error of its own.
        """
        dossier = Dossier.of(of, on)
        return tuple(finding for part in self.parts for finding in _found(part, dossier))


def _of_module(module: str, name: str, changed: dict[str, Any]) -> Check:
    """Return a check of a module, with some of its fields changed."""
    made: Check = getattr(importlib.import_module(module), name)
    return attrs.evolve(made, **changed)


def has(select: _Select) -> Callable[[ManagementSystem, Dossier], bool]:
    """Return whether a system has any of what is selected."""
    selected = _of_system(select)
    return lambda system, dossier: any(True for _ in selected(system, dossier))


@attrs.frozen
class _Together:
    """What several checks see, each under its own name."""

    checks: tuple[Check, ...]

    def __call__(self, system: ManagementSystem, on: date, dossier: Dossier) -> Iterator[Finding]:
        for check in self.checks:
            yield from check(dossier)

    def applies(self, system: ManagementSystem, dossier: Dossier) -> bool:
        """Whether any of them has anything to look at."""
        return any(check.applies(system, dossier) for check in self.checks)


def _found(part: Check, dossier: Dossier, audited: Audited | None = None) -> Iterator[Finding]:
    """Yield what one part sees; raises :class:`CheckFailed` for what goes wrong in it, and names it."""
    system = dossier.system
    said = _said(part, system.editions)
    try:
        for seen in part.examine(system, dossier.on, dossier):
            yield finding_of(seen, said, system, audited)
    except CheckFailed:
        raise  # it names who failed
    except (Exception, SystemExit) as error:
        raise _failed(part, error) from error


def _failed(part: Check, error: BaseException) -> CheckFailed:
    if isinstance(error, Nonsense):
        failed = say("the check {check} {did}", check=part.name, did=error.message)
    else:
        failed = say("the check {check} raises {error}", check=part.name, error=spelled(error))
    return CheckFailed(((part.name, failed),))


@attrs.frozen(field_transformer=checked)
class Look:
    """What one check sees and says of itself; nothing is put in order before all is seen."""

    findings: tuple[Finding, ...]
    said: Examined
    failures: tuple[Failure, ...]


def looked(part: Check, dossier: Dossier, audited: Audited | None = None) -> Look:
    """Return what one part sees and says of itself; where it fails, what it saw before stays."""
    found: list[Finding] = []
    failures: tuple[Failure, ...] = ()
    applied = False
    said = _said(part, dossier.system.editions)
    try:
        applies = _applies(part, dossier)
        found.extend(_found(part, dossier, audited))
        applied = applies
    except CheckFailed as error:
        failures = tuple(
            Failure(name, Text(did), clauses=said.clauses) for name, did in error.failed
        )
    return Look(tuple(found), attrs.evolve(said, applied=applied), failures=failures)


def _applies(part: Check, dossier: Dossier) -> bool:
    try:
        return bool(part.applies(dossier.system, dossier))
    except (Exception, SystemExit) as error:
        raise _failed(part, error) from error


def _said(part: Check, editions: Editions) -> Examined:
    """Return what a part says of itself, of the requirements that it evidences in some editions."""
    asked = editions.asking(part.evidences)
    clauses = tuple(dict.fromkeys(asked + part.clauses)) if asked else part.clauses
    return Examined(part.name, part.sentence, clauses=clauses, grade=part.grade, remedy=part.remedy)


def examined(check: Check, editions: Editions = NO_EDITIONS) -> tuple[Examined, ...]:
    """Return what a check, or every check that it is made of, says of itself, in some editions."""
    return tuple(_said(part, editions) for part in check.parts)


def check(
    name: str,
    *,
    clauses: Iterable[str | ClauseRef] = (),
    evidences: Iterable[str] | str = (),
    grade: Grade = Grade.MINOR,
    sentence: Text | str | None = None,
    remedy: Text | str | None = None,
    applies: Condition = _anywhere,
) -> Callable[[Examine | ShortExamine], Check]:
    """Make a check of a generator function; its docstring's first line is the sentence, if none is given.

    It is evidence for ``clauses`` by number, and for the requirements of whatever standard that ask a
    question or are of a kind which ``evidences`` names. ``applies`` says whether a system has anything to
    look at; where it has not, a check that sees nothing is evidence of nothing. What :func:`for_each`
    returns knows that by itself. Either function is handed the dossier too if it takes one value more.

    >>> @check("scope.stated", grade=Grade.OBSERVATION)
    ... def the_scope_is_stated(system, on):
    ...     '''The system states its scope.'''
    ...     if system.scope is None:
    ...         yield system, "no scope is stated"
    >>> the_scope_is_stated.name, str(the_scope_is_stated.sentence)
    ('scope.stated', 'The system states its scope.')

    Raises :class:`InvalidCheck` without a name, and :class:`InvalidField` for a function of another shape.
    """
    # Without parentheses it is the function that is handed in.
    if not isinstance(name, str) or not name.strip():  # type: ignore[redundant-expr]
        raise InvalidCheck(
            'a check has no name: expected @check("family.name") above the function',
        )

    def make(examine: Examine | ShortExamine) -> Check:
        told = inspect.getdoc(examine) if inspect.isroutine(examine) else None
        said = sentence or (told or name).partition("\n")[0]
        return Check(
            name=name,
            sentence=_text(said),
            examine=examine,
            clauses=clause_refs(clauses),
            grade=grade,
            remedy=None if remedy is None else _text(remedy),
            applies=_both(applies, has(examine.select))
            if isinstance(examine, _ForEach)
            else applies,
            evidences=(evidences,) if isinstance(evidences, str) else tuple(evidences),
        )

    return make


def _both(
    first: Condition, then: Callable[[ManagementSystem, Dossier], bool]
) -> Callable[[ManagementSystem, Dossier], bool]:
    holds = _of_system(first)
    return lambda system, dossier: bool(holds(system, dossier)) and then(system, dossier)


def known_check(given: object) -> Check:
    """Return what is a check as it is; raises :class:`InvalidCheck` for anything else."""
    if not isinstance(given, Check):
        raise InvalidCheck(
            '{given} is not a check: expected one made by @check("family.name")',
            given=repr(given)[:80],
        )
    return given


def _each(check: Check, change: Callable[[Check], Check]) -> Check:
    """Return a check with a change made to all that it is made of."""
    known_check(check)
    if isinstance(check.examine, _Together):
        parts = (_each(part, change) for part in check.examine.checks)
        return all_of(check.name, check.sentence, *parts)
    return change(check)


def _altered(check: Check, alter: Callable[[Finding], Finding], **fields: Any) -> Check:
    """Return a check of which every finding is altered."""
    return attrs.evolve(
        check, examine=lambda system, on, dossier: map(alter, _found(check, dossier)), **fields
    )


def graded(check: Check, grade: Grade) -> Check:
    """Return the check with another grade for whatever it objects to, whoever graded it before.

    Law: ``graded(all_of(n, s, a, b), g)`` sees what ``all_of(n, s, graded(a, g), graded(b, g))`` sees.
    """

    def alter(finding: Finding) -> Finding:
        return attrs.evolve(finding, grade=grade) if finding.objects else finding

    return _each(check, lambda part: _altered(part, alter, grade=grade))


def also_evidences(check: Check, clauses: Iterable[str | ClauseRef]) -> Check:
    """Return the check, and all that it is made of, with more clauses."""
    more = clause_refs(clauses)

    def joined(given: tuple[ClauseRef, ...]) -> tuple[ClauseRef, ...]:
        return tuple(dict.fromkeys(given + more))

    def alter(finding: Finding) -> Finding:
        return attrs.evolve(finding, clauses=joined(finding.clauses))

    return _each(check, lambda part: _altered(part, alter, clauses=joined(part.clauses)))


def only_when(check: Check, condition: Condition) -> Check:
    """Return the check for the systems that satisfy a condition; of the others it says nothing.

    Law: ``only_when(all_of(n, s, a, b), c)`` sees what ``all_of(n, s, only_when(a, c),
    only_when(b, c))`` sees, and evidences the same.
    """
    holds = _of_system(condition)

    def conditional(part: Check) -> Check:
        return attrs.evolve(
            part,
            examine=lambda system, on, dossier: (
                _found(part, dossier) if holds(system, dossier) else ()
            ),
            applies=_both(condition, part.applies),
        )

    return _each(check, conditional)


@attrs.frozen
class _ForEach:
    """What is wrong with each of what is selected, if anything."""

    select: Callable[[ManagementSystem, Dossier], Iterable[Any]] = attrs.field(converter=_of_system)
    look: Callable[[Any], str | Text | None]

    def __call__(self, system: ManagementSystem, on: date, dossier: Dossier) -> Iterator[Sighting]:
        for subject in self.select(system, dossier):
            message = self.look(subject)
            if message is not None:
                yield subject, message


def for_each(
    select: _Select,
    look: Callable[[Any], str | Text | None],
) -> Examine:
    """Return the function that looks at every selected subject and tells what is wrong with it, if anything.

    A check of it has nothing to look at where nothing is selected.
    """
    return _ForEach(select, look)


def all_of(name: str, sentence: Text | str, *checks: Check) -> Check:
    """Return the check that sees whatever any of ``checks`` sees, under their own names.

    Raises :class:`InvalidCheck` for what is none.
    """
    for check in checks:
        known_check(check)
    return Check(
        name=name,
        sentence=_text(sentence),
        examine=_Together(checks),
        clauses=tuple(dict.fromkeys(clause for check in checks for clause in check.clauses)),
        grade=max((check.grade for check in checks), default=Grade.CONFORMITY),
        applies=_Together(checks).applies,
        evidences=tuple(dict.fromkeys(name for check in checks for name in check.evidences)),
    )


def any_of(name: str, sentence: Text | str, *checks: Check) -> Check:
    """Return the check that is content when one of ``checks`` is, and else sees what all of them see.

    What has nothing to look at is not content. What it sees goes by its own name, since none of the
    others had to be content. Where one of them fails, it fails. Whichever is content speaks for the
    clauses of all: those that are put together so are different ways to meet one requirement.
    """

    def examine(system: ManagementSystem, on: date, dossier: Dossier) -> Iterator[Finding]:
        ways = [[looked(part, dossier) for part in check.parts] for check in checks]
        looks = [look for way in ways for look in way]
        if not any(map(_are_content, ways)):
            for finding in (finding for look in looks for finding in look.findings):
                yield attrs.evolve(finding, check=name)
        failed = [failure for look in looks for failure in look.failures]
        if failed:
            raise CheckFailed(tuple((failure.name, failure.message) for failure in failed))

    return attrs.evolve(all_of(name, sentence, *checks), examine=examine)


def _are_content(looks: list[Look]) -> bool:
    """Whether checks looked at something, to the end, and object to nothing."""
    faulty = any(
        look.failures or any(finding.objects for finding in look.findings) for look in looks
    )
    return any(look.said.applied for look in looks) and not faulty
