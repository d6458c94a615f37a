"""What an audit amounts to: its report, where the subjects stand, and what fails it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from mgmtsys.auditing.audit import OWN
from mgmtsys.system.finding import Finding, Grade
from mgmtsys.system.report import Report
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Place, UnknownCheck
from mgmtsys.values.text import Text, in_a_row, say


@attrs.frozen(field_transformer=checked)
class Outcome:
    """A report with where its subjects stand, and the grade from which a standing finding fails it."""

    report: Report
    #: Where each subject stands in its file; empty when the system came from none.
    places: Mapping[tuple[str, ...], Place] = attrs.field(factory=dict)
    fail_on: Grade = Grade.MINOR
    organisation: Text | None = None
    on: date | None = None

    def fails(self, finding: Finding) -> bool:
        """Whether a finding stands at or above the grade that fails."""
        return finding.waived is None and finding.grade >= self.fail_on

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that fail the audit; none of them means that it passes."""
        return tuple(filter(self.fails, self.report.findings))

    def place(self, finding: Finding) -> Place | None:
        """Return where a finding's subject stands, if that is known."""
        return self.places.get(finding.subject)

    def whose(self, finding: Finding, lang: str) -> str:
        """Return whose finding it is, where a report is of several systems; nothing where it is of one."""
        if finding.audited is None or len(self.report.audited) < 2:
            return ""
        return finding.audited.organisation.read(lang)

    def by_subject(
        self, findings: Iterable[Finding]
    ) -> Iterator[tuple[tuple[str, ...], tuple[Finding, ...]]]:
        """Yield findings subject by subject: in the order of the file, else by path; each system's apart."""
        order = {audited: index for index, audited in enumerate(self.report.audited)}
        groups: dict[tuple[int, tuple[str, ...]], list[Finding]] = {}
        for finding in findings:
            whose = order.get(finding.audited, -1) if finding.audited else -1
            groups.setdefault((whose, finding.subject), []).append(finding)

        def stands(
            group: tuple[int, tuple[str, ...]],
        ) -> tuple[int, int, int, tuple[str, ...]]:
            whose, subject = group
            place = self.places.get(subject)
            line, column = (place.line, place.column) if place else (0, 0)
            return (whose if len(order) > 1 else 0, line, column, subject)

        for group in sorted(groups, key=stands):
            yield group[1], tuple(groups[group])


def is_of(name: str, family: str) -> bool:
    """Whether a check goes by a name, or belongs to the family of that name: ``raci.x`` to ``raci``."""
    return name == family or name.startswith(f"{family}.")


def check_known(names: Iterable[str], families: Iterable[str]) -> None:
    """Raise :class:`UnknownCheck` where a family has no member among names; it tells the nearest."""
    known = frozenset(names) | frozenset(OWN)
    parts = frozenset(
        ".".join(name.split(".")[:end]) for name in known for end in range(1, name.count(".") + 2)
    )
    for family in families:
        if family not in parts:
            near = difflib.get_close_matches(family, sorted(parts), 3, 0.5)
            raise UnknownCheck(
                "there is no check {name!r}: expected {names}",
                name=family,
                names=say("one like {near}", near=in_a_row(near))
                if near
                else say("the name of a check or of a family"),
            )


def narrowed(report: Report, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Report:
    """Return what a report says of the selected families and not of the ignored ones.

    No selection means all. What failed by an error of its own stays unless it is ignored, since nobody
    knows what it would have seen. Raises :class:`UnknownCheck`.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    failed = (failure.name for failure in report.failures)
    check_known((*report.by_check(), *failed), (*wanted, *unwanted))

    def stays(name: str) -> bool:
        return not_ignored(name) and (not wanted or any(is_of(name, family) for family in wanted))

    def not_ignored(name: str) -> bool:
        return not any(is_of(name, family) for family in unwanted)

    return attrs.evolve(
        report,
        findings=tuple(finding for finding in report.findings if stays(finding.check)),
        checks=tuple(check for check in report.checks if stays(check.name)),
        failures=tuple(failure for failure in report.failures if not_ignored(failure.name)),
    )
