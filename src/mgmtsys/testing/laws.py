"""The laws that a check obeys, to be tried on any check and any system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from mgmtsys.auditing.check import Check
from mgmtsys.files.codec import unstructure
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Finding
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import CheckFailed
from mgmtsys.values.fingerprint import fingerprint_of


def _step(value: Any, step: str) -> Any:
    """Return what stands one step below a value; raises ``LookupError``."""
    if attrs.has(type(value)) and step in attrs.fields_dict(type(value)):
        return getattr(value, step)
    if isinstance(value, tuple):
        for member in value:
            if getattr(member, "id", None) == step:
                return member
        return value[_index(step, value)]
    if isinstance(value, list):
        return value[_index(step, value)]
    if isinstance(value, Mapping):
        return value[step]
    raise LookupError(step)


def _index(step: str, members: Any) -> int:
    if not step.isdecimal() or int(step) >= len(members):
        raise LookupError(step)
    return int(step)


def stands_in(system: ManagementSystem, path: tuple[str, ...]) -> bool:
    """Whether a path leads to something that a system holds, or to a field that it leaves empty.

    The empty path leads to the system itself.
    """
    value: Any = system
    for step in path:
        try:
            value = _step(value, step)
        except LookupError:
            try:
                # Not a field: perhaps a part of the value as it is written.
                value = _step(unstructure(value), step)
            except LookupError:
                return False
    return True


def _seen(findings: tuple[Finding, ...]) -> Counter[tuple[Any, ...]]:
    """Return what findings amount to whatever their order, wording aside."""
    return Counter((one.check, one.grade, one.subject, one.clauses) for one in findings)


def _one(check: Check, dossier: Dossier) -> None:
    system = dossier.system
    before = fingerprint_of(dossier)
    try:
        findings = check(dossier)
    except CheckFailed as error:
        raise AssertionError(str(error)) from None
    assert fingerprint_of(dossier) == before, f"{check.name} changes the system"
    assert check(dossier) == findings, f"{check.name} sees something else the second time"
    for finding in findings:
        assert stands_in(system, finding.subject), (
            f"{check.name} names {'.'.join(finding.subject)}, which is not in the system"
        )
    turned = attrs.evolve(system, objectives=system.objectives[::-1], parties=system.parties[::-1])
    assert _seen(check(attrs.evolve(dossier, system=turned))) == _seen(findings), (
        f"{check.name} depends on the order of objectives or parties"
    )


def check_is_lawful(
    check: Check, of: ManagementSystem | Dossier | None = None, on: date | None = None
) -> None:
    """Assert that a check is a function of the system and the day, or of the dossier, and of nothing else.

    It neither fails nor yields nonsense; it leaves the system as it is; it sees the same twice; it
    sees the same, wording aside, whatever the order of objectives and parties; and its subjects
    exist. Tried on a dossier, or on a system as of ``on``, by default the last day of its period;
    without either on many dossiers that hypothesis generates. Raises ``AssertionError``.
    """
    if of is not None:
        _one(check, of if isinstance(of, Dossier) else Dossier(of, on or of.period.last))
        return
    from hypothesis import HealthCheck, given, settings, strategies as st

    from mgmtsys.testing import dossiers, systems

    drawn = dossiers() if on is None else st.builds(Dossier, systems(), st.just(on))

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(drawn)
    def law(dossier: Dossier) -> None:
        _one(check, dossier)

    law()
