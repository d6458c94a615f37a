"""What the commands share that run checks: which are run, and what becomes of one that fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click

from mgmtsys.auditing.check import Check
from mgmtsys.auditing.checks import STANDARD
from mgmtsys.auditing.questions import QUESTIONS, Question
from mgmtsys.cli.speech import NOT_UNDERSTOOD, language, option
from mgmtsys.system.finding import Failure
from mgmtsys.values.text import say
from mgmtsys.values.visible import one_line

installed = option(
    "--installed", is_flag=True,
    wording=say("Include the checks and questions of installed packages."),
)  # fmt: skip


def stop_at_failures(failures: Iterable[Failure]) -> None:
    """Tell which checks or questions failed by an error of their own, and end with the code for it, if any."""
    told = [failure.message.read(language()) for failure in failures]
    for line in told:
        click.echo(one_line(line), err=True)
    if told:
        raise SystemExit(NOT_UNDERSTOOD)


def checks_to_run(*, installed: bool) -> tuple[Check, ...]:
    """Return the standard checks, and those of installed packages when asked for."""
    if not installed:
        return STANDARD
    from mgmtsys.files.plugins import installed_checks  # looks through the metadata of packages

    return (*STANDARD, *installed_checks())


def questions_to_ask(*, installed: bool) -> Mapping[str, Question]:
    """Return the questions of the library, and those of installed packages when asked for."""
    if not installed:
        return QUESTIONS
    from mgmtsys.files.plugins import installed_questions  # as above

    return {**QUESTIONS, **installed_questions()}
