"""The pytest plugin: ``pytest system.yaml`` collects each check of a management system as a test.

It imports nothing of the library before a system file is collected.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mgmtsys.auditing.outcome import Outcome
    from mgmtsys.system.finding import Finding

_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".toml"})
#: What stands somewhere in every system file; nothing else is looked at more closely.
_FORMAT = re.compile(rb"""format["']?\s*[:=]\s*["']?mgmtsys/1\b""")
_GRADES = ("opportunity", "observation", "minor", "major")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the command ``mgmtsys check`` that a test run needs."""
    group = parser.getgroup("mgmtsys", "management systems")
    group.addoption(
        "--mgmtsys-on",
        metavar="DATE",
        help="The day to judge management systems on; today if left out.",
    )
    group.addoption(
        "--mgmtsys-fail-on",
        choices=_GRADES,
        default="minor",
        help="The mildest grade of a finding that fails a test.",
    )
    group.addoption(
        "--mgmtsys-installed",
        action="store_true",
        help="Run the checks of installed packages too.",
    )
    group.addoption(
        "--mgmtsys-lang",
        metavar="LANGUAGE",
        default=os.environ.get("MGMTSYS_LANG", "en"),
        help="The language of the findings, such as en or zh.",
    )


def _is_system(file: Path) -> bool:
    """Whether a file states the format of a system, or cannot be understood and might have."""
    try:
        if not _FORMAT.search(file.read_bytes()):
            return False
    except OSError:
        return False
    from mgmtsys.files.access import read_source
    from mgmtsys.files.kind import format_of
    from mgmtsys.files.kinds import SYSTEM
    from mgmtsys.values.exceptions import NotUnderstood

    try:
        return format_of(read_source(file).data()) == SYSTEM.format
    except NotUnderstood:
        return True  # collecting it says why


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SystemFile | None:
    """Collect the files that say ``format: mgmtsys/1``."""
    if file_path.suffix.lower() in _SUFFIXES and _is_system(file_path):
        return SystemFile.from_parent(parent, path=file_path)
    return None


def _audited(file: str, config: pytest.Config) -> Outcome:
    """Return what the checks see in a file; raises ``NotUnderstood``."""
    from datetime import date

    from mgmtsys.auditing.checks import STANDARD, audit
    from mgmtsys.auditing.outcome import Outcome
    from mgmtsys.files.access import read_source
    from mgmtsys.files.loading import load
    from mgmtsys.files.plugins import installed_checks
    from mgmtsys.system.finding import Grade
    from mgmtsys.system.system import ManagementSystem
    from mgmtsys.values.spelling import day

    stated = config.getoption("--mgmtsys-on")
    on = day(stated) if stated else date.today()  # noqa: DTZ011 - the user's own day
    more = installed_checks() if config.getoption("--mgmtsys-installed") else ()
    system = load(file, ManagementSystem)
    report = audit(system, on, (*STANDARD, *more))
    subjects = frozenset(finding.subject for finding in report.findings)
    return Outcome(
        report,
        read_source(file).places(subjects),
        fail_on=Grade[config.getoption("--mgmtsys-fail-on").upper()],
        organisation=system.organisation,
        on=on,
    )


class SystemFile(pytest.File):
    """A management system, of which each check is a test."""

    def collect(self) -> Iterator[CheckItem]:
        """Run the checks and yield one item each; input that cannot be understood is an error."""
        from mgmtsys.values.exceptions import NotUnderstood

        lang = self.config.getoption("--mgmtsys-lang")
        try:
            outcome = _audited(
                os.path.relpath(self.path, self.config.invocation_params.dir), self.config
            )
        except NotUnderstood as error:
            raise self.CollectError(error.read(lang)) from None
        by_check = dict(outcome.report.by_check())
        for failure in outcome.report.failures:
            by_check.setdefault(failure.name, ())
        for name, findings in sorted(by_check.items()):
            yield CheckItem.from_parent(
                self, name=name, outcome=outcome, findings=findings, lang=lang
            )


class _Found(Exception):
    """What a check saw that fails it."""


class _Failed(Exception):
    """What kept a check from its end."""


class CheckItem(pytest.Item):
    """One check of one management system."""

    def __init__(
        self, *, outcome: Outcome, findings: tuple[Finding, ...], lang: str, **fields: Any
    ) -> None:
        """Keep what the check saw."""
        super().__init__(**fields)
        self.outcome = outcome
        self.failing = tuple(filter(outcome.fails, findings))
        self.others = tuple(one for one in findings if one not in self.failing)
        self.lang = lang

    def _told(self, findings: tuple[Finding, ...]) -> str:
        from mgmtsys.show.findings.plain import lines

        return "\n".join(line for one in findings for line in lines(one, self.outcome, self.lang))

    def runtest(self) -> None:
        """Fail with the findings that stand; skip where a waiver permits them."""
        if self.others:
            self.add_report_section("call", "mgmtsys", self._told(self.others))
        failed = [
            one.message.read(self.lang)
            for one in self.outcome.report.failures
            if one.name == self.name
        ]
        if failed:
            raise _Failed("\n".join(failed))
        if self.failing:
            raise _Found
        waived = [one.waived for one in self.others if one.waived]
        if waived:
            pytest.skip("; ".join(dict.fromkeys(one.reason.read(self.lang) for one in waived)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the findings with their places and remedies, and no traceback."""
        if isinstance(excinfo.value, _Found):
            return self._told(self.failing)
        if isinstance(excinfo.value, _Failed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return the file, the line of the first finding that fails, and the check."""
        places = [place for one in self.failing if (place := self.outcome.place(one))]
        line = min((place.line for place in places), default=1)
        return self.path, line - 1, self.name
