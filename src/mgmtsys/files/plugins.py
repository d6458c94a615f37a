"""Checks of installed packages, found through their entry points, and only when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from mgmtsys.auditing.check import Check, examined
from mgmtsys.auditing.checks import STANDARD
from mgmtsys.values.exceptions import BrokenEntryPoint, DuplicateCheck, spelled

#: The entry-point group: each entry point loads to a check or to many.
GROUP = "mgmtsys.checks"


def _where(entry: EntryPoint) -> str:
    """Return an entry point as its distribution states it."""
    return f"{entry.dist.name if entry.dist else '?'} [{GROUP}] {entry.name} = {entry.value}"


def _nonsense(entry: EntryPoint, loaded: object) -> BrokenEntryPoint:
    seen = repr(loaded)[:80]
    return BrokenEntryPoint(
        f"{_where(entry)}: loads {seen}: expected a check, or several",
        f"{_where(entry)}：加载得到 {seen}：应为一个或多个检查",
    )


def _checks(entry: EntryPoint) -> tuple[Check, ...]:
    """Return what an entry point offers; raises :class:`BrokenEntryPoint`."""
    try:
        loaded = entry.load()
        many = isinstance(loaded, Iterable) and not isinstance(loaded, str)
        offered = tuple(loaded) if many else (loaded,)
    except (Exception, SystemExit) as error:  # a package may fail in any way
        why = spelled(error)
        raise BrokenEntryPoint(
            f"{_where(entry)}: cannot be loaded: {why}", f"{_where(entry)}：无法加载：{why}"
        ) from error
    for one in offered:
        if not isinstance(one, Check):
            raise _nonsense(entry, one)
    return offered


def installed_checks() -> tuple[Check, ...]:
    """Return the checks of every installed package, in the order of their entry points.

    Raises :class:`BrokenEntryPoint` for an entry point that fails or offers no checks, and
    :class:`DuplicateCheck` for a name that another package or the library already uses.
    """
    home = {one.name: "mgmtsys" for each in STANDARD for one in examined(each)}
    found: list[Check] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        offered = _checks(entry)
        for one in (said for each in offered for said in examined(each)):
            if one.name in home:
                raise DuplicateCheck(
                    f"{_where(entry)}: the check {one.name} is already in use "
                    f"({home[one.name]}): expected a name of its own",
                    f"{_where(entry)}：检查 {one.name} 已被使用（{home[one.name]}）：应另取名称",
                )
            home[one.name] = _where(entry)
        found += offered
    return tuple(found)
