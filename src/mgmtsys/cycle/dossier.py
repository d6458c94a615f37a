"""The dossier of a system on a day: what its readings and its register amount to, put together."""

from __future__ import annotations

from datetime import date

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.review import due, responses_due
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.reading import Record
from mgmtsys.system.register import Register, register_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.period import Period


def dossier(
    system: ManagementSystem,
    on: date,
    *,
    readings: Record | None = None,
    register: Register | None = None,
    before: ManagementSystem | None = None,
    period: Period | None = None,
) -> Dossier:
    """Return what is known of a system on a day, for ``audit``, ``clause_matrix`` and any check.

    Readings are evaluated over the ``period``, by default the system's own; a register says what is due.
    What had been recorded, held and done by the day counts. Raises :class:`InvalidDocument` for readings
    or a register that the system cannot have.
    """
    problems = () if register is None else tuple(register_problems(register, system))
    if problems:
        raise InvalidDocument(problems)
    known = None if register is None else register.as_of(on)
    verdicts = None if readings is None else evaluate(system, readings, period or system.period, on)
    return Dossier(
        system,
        on,
        readings=None if readings is None else readings.as_of(on),
        register=known,
        evaluation=verdicts,
        due=None if known is None else due(system, on, known.held),
        responses=None
        if known is None or verdicts is None
        else responses_due(system, verdicts, known.actions),
        before=before,
    )
