"""Progress of long inputs, on the error stream of a terminal and nowhere else."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from mgmtsys.values.text import Text

#: Fewer are done before anybody wonders.
_MANY = 2000
_T = TypeVar("_T")


def counted(members: Iterable[_T], what: Text, lang: str) -> Iterator[_T]:
    """Yield members, and show how many there were so far, where there are many to wait for."""
    waiting = iter(members)
    if not sys.stderr.isatty():
        yield from waiting
        return
    few = list(itertools.islice(waiting, _MANY))
    yield from few
    if len(few) == _MANY:
        yield from _shown(waiting, what.read(lang))


def _shown(members: Iterator[_T], what: str) -> Iterator[_T]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,.0f}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None, completed=_MANY)
        for member in members:
            yield member
            progress.advance(task)
