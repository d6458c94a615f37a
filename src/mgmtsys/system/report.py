"""What checks saw, added up: a report and its readers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from mgmtsys.standard.clause import ClauseRef, clause_refs
from mgmtsys.system.finding import Audited, Failure, Finding, Grade
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidField
from mgmtsys.values.text import Text, in_short

_T = TypeVar("_T")


@attrs.frozen(field_transformer=checked)
class Examined:
    """A check that has been run: what it says when all is well, of which clauses, how gravely."""

    name: str
    sentence: Text
    clauses: tuple[ClauseRef, ...] = ()
    grade: Grade = Grade.MINOR
    remedy: Text | None = None
    #: Whether there was anything to look at, and it was looked at to the end, with nothing set aside.
    applied: bool = True


def _order(finding: Finding) -> tuple[Any, ...]:
    """Return a key that no two different findings in one place share."""
    return (
        finding.message,
        finding.clauses,
        (finding.remedy,) if finding.remedy else (),
        repr(finding.waived) if finding.waived else "",
        _day(finding.audited),
    )


def _day(audited: Audited | None) -> tuple[Any, ...]:
    return audited.order if audited else ()


def _once(given: Iterable[_T], order: Callable[[_T], tuple[Any, ...]]) -> tuple[_T, ...]:
    """Return values in order, each once: equal ones stand beside each other."""
    ordered = sorted(given, key=order)
    return tuple(
        [entry for entry, before in zip(ordered, (None, *ordered), strict=False) if entry != before]
    )


def _place(finding: Finding) -> tuple[Any, ...]:
    """Return what most findings differ in."""
    return finding.subject, -finding.grade, finding.check


def _sorted(given: Iterable[Finding]) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for _, findings in itertools.groupby(sorted(given, key=_place), _place):
        alike = tuple(findings)
        found += alike if len(alike) == 1 else _once(alike, _order)
    return tuple(found)


def _examined(given: Iterable[Examined]) -> tuple[Examined, ...]:
    return _once(given, _order_of_examined)


def _order_of_examined(examined: Examined) -> tuple[Any, ...]:
    remedy = (examined.remedy,) if examined.remedy else ()
    return (
        examined.name,
        examined.sentence,
        examined.clauses,
        examined.grade,
        remedy,
        examined.applied,
    )


def _failures(given: Iterable[Failure]) -> tuple[Failure, ...]:
    return _once(given, _order_of_failures)


def _order_of_failures(failure: Failure) -> tuple[Any, ...]:
    return failure.name, failure.message, failure.clauses, _day(failure.audited)


def _audited(given: Iterable[Audited]) -> tuple[Audited, ...]:
    return _once(given, _day)


@attrs.frozen(field_transformer=checked)
class Report:
    """What checks saw of which systems on which days; ``+`` puts reports together.

    Reports under ``+`` are a commutative, idempotent monoid with ``Report()`` as identity; ``worst``
    maps it to the maximum of grades. A finding knows its system and day, so that those of several
    systems add up and none is lost for being worded like another.
    """

    #: Sorted by subject, gravest first; waived ones carry their waiver.
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_sorted)
    #: The checks that were run, by name.
    checks: tuple[Examined, ...] = attrs.field(default=(), converter=_examined)
    #: What failed by an error of its own; what it would have seen, nobody knows.
    failures: tuple[Failure, ...] = attrs.field(default=(), converter=_failures)
    #: The systems that were audited, each with its day; none for findings that no audit of one made.
    audited: tuple[Audited, ...] = attrs.field(default=(), converter=_audited)

    __repr__ = in_short

    def __add__(self, other: object) -> Report:
        """Return everything that either report says."""
        if not isinstance(other, Report):
            return NotImplemented
        return Report(
            self.findings + other.findings,
            self.checks + other.checks,
            failures=self.failures + other.failures,
            audited=self.audited + other.audited,
        )

    def __radd__(self, other: int) -> Report:
        """Return the report itself for 0, from which ``sum`` starts."""
        return self if other == 0 else NotImplemented

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings, waived ones too."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Return how many findings there are, waived ones too."""
        return len(self.findings)

    def __bool__(self) -> bool:
        """Whether it says that something was found, or that something failed."""
        return bool(self.findings or self.failures)

    def __contains__(self, finding: object) -> bool:
        """Whether a finding is one of them; raises ``TypeError`` for what is none.

        What it says of a check, of a subject or of a clause stands in ``by_check``, ``about`` and ``under``.
        """
        if not isinstance(finding, Finding):
            raise InvalidField(
                "{found!r} is not a Finding: expected one, or .by_check(), .about(subject), .under(clause)",
                found=finding,
            )
        return finding in self.findings

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that nobody has waived."""
        return tuple(finding for finding in self.findings if finding.waived is None)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that a waiver permits."""
        return tuple(finding for finding in self.findings if finding.waived is not None)

    @property
    def worst(self) -> Grade:
        """The gravest grade that stands; conformity where nothing does."""
        return max((finding.grade for finding in self.standing), default=Grade.CONFORMITY)

    def where(self, holds: Callable[[Finding], bool]) -> Report:
        """Return the report with the findings of which ``holds`` is true."""
        return attrs.evolve(self, findings=tuple(filter(holds, self.findings)))

    def under(self, clause: ClauseRef | str) -> Report:
        """Return what concerns a clause or anything below it."""
        (wanted,) = clause_refs([clause])
        return self.where(
            lambda finding: any(clause.is_under(wanted) for clause in finding.clauses)
        )

    def about(self, subject: str | tuple[str, ...]) -> Report:
        """Return what concerns a subject or any part of it: ``"objectives.E3"``, or its path."""
        path = tuple(subject.split(".")) if isinstance(subject, str) else subject
        return self.where(lambda finding: finding.subject[: len(path)] == path)

    def by_check(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return the findings of every check that was run, an empty tuple for a content one."""
        found: dict[str, list[Finding]] = {check.name: [] for check in self.checks}
        for finding in self.findings:
            found.setdefault(finding.check, []).append(finding)
        return {name: tuple(findings) for name, findings in found.items()}

    def new_since(self, earlier: Report) -> Report:
        """Return what the earlier report did not say of the same organisation, whatever day each is from."""
        known = frozenset(map(_said, earlier.findings))
        return self.where(lambda finding: _said(finding) not in known)


def _said(finding: Finding) -> tuple[object, ...]:
    """Return what a finding says of whom, on whatever day and however the system changed since."""
    organisation = finding.audited.organisation if finding.audited else None
    return finding.check, finding.subject, finding.message, organisation


#: The report of no check at all.
NOTHING_SEEN = Report()
