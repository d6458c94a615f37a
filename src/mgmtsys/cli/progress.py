"""Progress of long inputs, on the error stream of a terminal and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from mgmtsys.values.text import Text

#: Fewer are done before anybody wonders.
_MANY = 2000


def watching(what: Text, lang: str) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """Return what passes members on and shows how many are done, where there are many to wait for."""

    def watch(members: Sequence[Any]) -> Iterable[Any]:
        if len(members) < _MANY or not sys.stderr.isatty():
            return members
        from rich.console import Console
        from rich.progress import track

        return track(members, what.read(lang), console=Console(stderr=True), transient=True)

    return watch
