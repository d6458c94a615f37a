"""The options that several commands share, and what they stand for."""

from __future__ import annotations

from datetime import date

import click

from mgmtsys.cli.speech import Parsed, option
from mgmtsys.standard.clause import ClauseNumber
from mgmtsys.values.spelling import day

#: The command ran, and something stands that fails it.
FAILED = 1


def _today(_: click.Context, __: click.Parameter, given: date | None) -> date:
    return given or date.today()  # noqa: DTZ011 - the user's own day


on = option(
    "--on", type=Parsed(day), callback=_today, metavar="DATE",
    en="The day to judge on; today if left out.", zh="判断日期，默认今天。",
)  # fmt: skip
register = option(
    "--register", multiple=True, metavar="FILE",
    en="Register of reviews held, actions and confirmations (repeatable).",
    zh="登记文件：已开展的评审、措施和确认，可重复。",
)  # fmt: skip
under = option(
    "--under", type=Parsed(ClauseNumber), metavar="NUMBER",
    en="Only this clause and those below it.", zh="只含该条款及其下级。",
)  # fmt: skip
