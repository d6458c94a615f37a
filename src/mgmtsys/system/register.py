"""What was done in a period beside recording figures: looks held, corrective actions, confirmations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from mgmtsys.standard.confirmation import Confirmation
from mgmtsys.system.capa import Breach, CorrectiveAction, as_of, irregularities
from mgmtsys.system.monitoring import Held, Monitoring
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.period import Period
from mgmtsys.values.reference import dangling, id_problems, ids_in, references
from mgmtsys.values.text import say


@attrs.frozen(field_transformer=checked)
class Register:
    """The looks that were held, every corrective action, and what somebody confirmed.

    ``|`` joins two registers; it is associative, and a register joined with itself is itself.
    """

    held: tuple[Held, ...] = ()
    actions: tuple[CorrectiveAction, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()

    def __or__(self, other: object) -> Register:
        """Return the entries of both, each once."""
        if not isinstance(other, Register):
            return NotImplemented
        return Register(
            tuple(dict.fromkeys(self.held + other.held)),
            tuple(dict.fromkeys(self.actions + other.actions)),
            confirmations=tuple(dict.fromkeys(self.confirmations + other.confirmations)),
        )

    def as_of(self, on: date) -> Register:
        """Return what had been held, done and confirmed by the end of a day."""
        known = (as_of(action, on) for action in self.actions)
        return Register(
            tuple(held for held in self.held if held.on <= on),
            tuple(action for action in known if action is not None),
            confirmations=tuple(
                confirmation for confirmation in self.confirmations if confirmation.on <= on
            ),
        )

    def index_of(self, whole: Register, kind: str, name: str) -> str | None:
        """Return the key by which an entry of a joined register stands in this part of it, if it does."""
        if kind == "held":
            entry = whole.held[int(name)]
            return str(self.held.index(entry)) if entry in self.held else None
        return name if any(action.id == name for action in self.actions) else None


def spans_of(look: Monitoring, year: Period) -> tuple[Period, ...]:
    """Return the spans that a look at the objectives is held for, in the order of time.

    A look with a deadline of its own is held once, for the whole period.
    """
    if look.due is not None and look.due.within(year) is not None:
        return (year,)
    return year.split(look.frequency.every) if look.frequency else ()


def register_problems(register: Register, system: ManagementSystem) -> Iterator[Problem]:
    """Yield what is wrong with a register of a system, each with its path.

    That is looks and spans that the system does not have, actions for objectives and sites that it
    does not have, two of one id or one breach, and histories that no corrective action can have.
    """
    declared = ids_in(attrs.asdict(system, recurse=False) | attrs.asdict(register, recurse=False))
    yield from id_problems("actions", declared["actions"])
    known: Mapping[str, Iterable[str]] = declared | {"responses": system.known_responses}
    for path, noun, id in dangling(references(register), known):
        yield noun.undeclared(path, id)
    spans = {monitoring.id: spans_of(monitoring, system.period) for monitoring in system.monitoring}
    for index, held in enumerate(register.held):
        yield from _held(("held", str(index)), held, spans)
    sites = {objective.id: objective.sites for objective in system.objectives}
    open_for: dict[Breach, str] = {}
    for action in register.actions:
        path = ("actions", action.id)
        for irregularity in irregularities(action):
            yield Problem(
                (*path, "history"),
                say("{action}: {irregularity}", action=action.id, irregularity=irregularity),
            )
        breach = action.breach
        if breach is None:
            continue
        at = sites.get(breach.objective)
        if at is not None and breach.site is not None and breach.site not in at:
            yield Problem(
                (*path, "breach", "site"),
                say(
                    "{objective} is not to be met at {site!r}: expected one of its sites",
                    objective=breach.objective,
                    site=breach.site,
                ),
            )
        if not action.has_ended and breach in open_for:
            yield Problem(
                (*path, "breach"),
                say(
                    "{action} is open for the same breach: expected one action a breach",
                    action=open_for[breach],
                ),
            )
        if not action.has_ended:
            open_for[breach] = action.id


def _held(
    path: tuple[str, ...], held: Held, spans: Mapping[str, tuple[Period, ...]]
) -> Iterator[Problem]:
    """Yield that a look was held for no span of its own, or before its span."""
    own = spans.get(held.monitoring)
    if own is not None and held.period not in own:
        yield Problem(
            (*path, "period"),
            say(
                "{monitoring} is not held for {period}: expected {expected}",
                monitoring=held.monitoring,
                period=held.period,
                expected=say("one such as {span}", span=own[0])
                if own
                else say("none, since it has no frequency"),
            ),
        )
    if held.on < held.period.start:
        yield Problem(
            (*path, "on"),
            say(
                "{on} lies before {period}: expected a day after its start",
                on=held.on,
                period=held.period,
            ),
        )
