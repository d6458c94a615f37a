"""What the commands that run checks are told beside the system: readings, a register, the year before."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

from mgmtsys.cli.options import register
from mgmtsys.cli.readings import of_readings, recorded, span_of
from mgmtsys.cli.speech import language, option
from mgmtsys.files.loading import load, load_register
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import say


@attrs.frozen
class Known:
    """The files that hold what is known beside a system, and the day."""

    readings: tuple[str, ...]
    decimal: str | None
    period: str | None
    register: tuple[str, ...]
    before: str | None
    on: date

    def of(self, system: ManagementSystem) -> Dossier:
        """Return the dossier of a system; raises :class:`InvalidDocument`."""
        span = span_of(system, self.period)
        if not (self.readings or self.register or self.before):
            return Dossier(system, self.on)
        # The wing of the cycle takes its time to import, and is not asked where nothing else is known.
        from mgmtsys.cycle.dossier import dossier

        record = recorded(system, self.readings, self.decimal, self.on, language())
        return dossier(
            system,
            self.on,
            readings=record if self.readings else None,
            register=load_register(self.register, system) if self.register else None,
            before=None if self.before is None else load(self.before, ManagementSystem),
            period=span,
        )


def of_dossier(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say what else is known, and hand it the :class:`Known`."""

    @of_readings
    @register
    @option(
        "--before", metavar="FILE",
        wording=say("Last year's plan, to see whether targets are raised."),
    )  # fmt: skip
    @functools.wraps(command)
    def run(*args: Any, **rest: Any) -> None:
        told = {field.name: rest.pop(field.name) for field in attrs.fields(Known)}
        command(*args, known=Known(**told), **rest)

    return run
