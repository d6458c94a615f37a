"""What was done in a period beside recording figures: looks held, corrective actions, confirmations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mgmtsys.standard.confirmation import Confirmation
from mgmtsys.system.capa import CorrectiveAction, as_of, irregularities
from mgmtsys.system.monitoring import Held, Monitoring
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.period import Period


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
            tuple(one for one in self.held if one.on <= on),
            tuple(action for action in known if action is not None),
            confirmations=tuple(one for one in self.confirmations if one.on <= on),
        )

    def index_of(self, whole: Register, kind: str, name: str) -> str | None:
        """Return the key by which an entry of a joined register stands in this part of it, if it does."""
        if kind == "held":
            entry = whole.held[int(name)]
            return str(self.held.index(entry)) if entry in self.held else None
        return name if any(one.id == name for one in self.actions) else None


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
    spans = {one.id: spans_of(one, system.period) for one in system.monitoring}
    for index, held in enumerate(register.held):
        path = ("held", str(index))
        if held.monitoring not in spans:
            yield Problem(
                (*path, "monitoring"),
                f"no look {held.monitoring!r} is declared: expected one listed under monitoring",
                f"未声明 {held.monitoring!r}：应列在 monitoring 之下",
            )
        elif held.period not in spans[held.monitoring]:
            example = spans[held.monitoring][:1]
            en = f"one such as {example[0]}" if example else "none, since it has no frequency"
            zh = f"如 {example[0]}" if example else "没有频次，不应有期间"
            yield Problem(
                (*path, "period"),
                f"{held.monitoring} is not held for {held.period}: expected {en}",
                f"{held.monitoring} 没有 {held.period} 这一期：应{zh}",
            )
        if held.on < held.period.start:
            yield Problem(
                (*path, "on"),
                f"{held.on} lies before {held.period}: expected a day after its start",
                f"{held.on} 早于 {held.period}：应在其开始之后",
            )
    objectives = {one.id: one for one in system.objectives}
    ids: set[str] = set()
    known = {one.id for one in register.actions}
    open_for: dict[object, str] = {}
    for action in register.actions:
        path = ("actions", action.id)
        if action.id in ids:
            yield Problem(
                path,
                f"{action.id} stands in the register twice: expected one entry an action",
                f"登记中 {action.id} 出现两次：每项应只有一条",
            )
        ids.add(action.id)
        for en, zh in irregularities(action):
            yield Problem((*path, "history"), f"{action.id}: {en}", f"{action.id}：{zh}")
        if action.previous is not None and action.previous not in known:
            yield Problem(
                (*path, "previous"),
                f"no action {action.previous!r} stands in the register: expected the one before",
                f"登记中没有 {action.previous!r}：应为此前的纠正措施",
            )
        breach = action.breach
        if breach is None:
            continue
        if breach.objective not in objectives:
            yield Problem(
                (*path, "breach", "objective"),
                f"no objective {breach.objective!r} is declared: expected one of the system",
                f"未声明目标 {breach.objective!r}：应为体系中的目标",
            )
        elif breach.site is not None and breach.site not in objectives[breach.objective].sites:
            yield Problem(
                (*path, "breach", "site"),
                f"{breach.objective} is not to be met at {breach.site!r}: expected one of its sites",
                f"{breach.objective} 不在场所 {breach.site!r} 考核：应为其场所之一",
            )
        if breach.response not in system.known_responses:
            yield Problem(
                (*path, "breach", "response"),
                f"no response {breach.response!r} is declared: expected one of "
                f"{', '.join(system.known_responses)}",
                f"未声明应对 {breach.response!r}：应为 {'、'.join(system.known_responses)} 之一",
            )
        if not action.has_ended and breach in open_for:
            yield Problem(
                (*path, "breach"),
                f"{open_for[breach]} is open for the same breach: expected one action a breach",
                f"{open_for[breach]} 已针对同一未达成启动：同一未达成只应有一项",
            )
        if not action.has_ended:
            open_for[breach] = action.id
