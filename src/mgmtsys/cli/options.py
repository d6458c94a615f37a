"""The options that several commands share, and what they stand for."""

from __future__ import annotations

from datetime import date

import click

from mgmtsys.cli.speech import Parsed, option
from mgmtsys.standard.clause import ClauseNumber
from mgmtsys.values.spelling import day
from mgmtsys.values.text import say

#: The command ran, and something stands that fails it.
FAILED = 1


def _today(_: click.Context, __: click.Parameter, given: date | None) -> date:
    return given or date.today()  # noqa: DTZ011 - the user's own day


on = option(
    "--on", type=Parsed(day), callback=_today, metavar="DATE",
    wording=say("The day to judge on; today if left out."),
)  # fmt: skip
register = option(
    "--register", multiple=True, metavar="FILE",
    wording=say("Register of reviews held, actions and confirmations (repeatable)."),
)  # fmt: skip
under = option(
    "--under", type=Parsed(ClauseNumber), metavar="NUMBER",
    wording=say("Only this clause and those below it."),
)  # fmt: skip
