"""The shipped crosswalks, as data files, and the ways through them from one edition to another."""

from __future__ import annotations

import functools
import itertools
from importlib.resources import files

from mgmtsys.files.kind import Kind, read
from mgmtsys.files.spreadsheets.layouts import CROSSWALK as LAYOUT
from mgmtsys.files.standards import shipped
from mgmtsys.files.syntax import Source
from mgmtsys.standard.crosswalk import Crosswalk, compose, crosswalk_id
from mgmtsys.values.exceptions import UnknownCrosswalk
from mgmtsys.values.text import in_a_row

#: A crosswalk file.
CROSSWALK = Kind(LAYOUT.format, "mgmtsys.standard.crosswalk.Crosswalk")

#: The shipped crosswalks, each with its file beside this one.
_FILES = {
    ("cts-q-zg040:2023", "iso14001:2015"): "cts-q-zg040-2023--iso14001-2015.yaml",
    ("iso14001:2015", "iso14001:2026"): "iso14001-2015--iso14001-2026.yaml",
}
#: An edition and one that adopts or amends it: what was left unchanged is the same.
_SAME_ITEMS = (
    ("iso14001:2015", "gbt24001:2016"),
    ("iso14001:2015", "iso14001:2015+amd1"),
)


@functools.cache
def _step(source: str, target: str) -> Crosswalk:
    """Return a shipped crosswalk, or one that is shipped the other way round."""
    if (source, target) in _FILES:
        name = _FILES[source, target]
        text = (files("mgmtsys.files.standards") / name).read_text("utf-8")
        stated: Crosswalk = read(Source(name, text), (CROSSWALK,), shipped)
        return stated
    if (source, target) in _SAME_ITEMS or (target, source) in _SAME_ITEMS:
        return Crosswalk.identity(shipped(source), shipped(target))
    return ~_step(target, source)


def shipped_crosswalks() -> tuple[tuple[str, str], ...]:
    """Return the pairs of editions between which a crosswalk is shipped, in the direction it is stated."""
    return (*_FILES, *_SAME_ITEMS)


def _way(source: str, target: str) -> tuple[str, ...]:
    """Return the editions of a shortest way, both ends included; none where there is no way."""
    steps: dict[str, list[str]] = {}
    for here, there in shipped_crosswalks():
        steps.setdefault(here, []).append(there)
        steps.setdefault(there, []).append(here)
    ways: dict[str, tuple[str, ...]] = {source: (source,)}
    waiting = [source]
    for edition in waiting:  # grows while it is walked
        for following in steps.get(edition, ()):
            if following not in ways:
                ways[following] = (*ways[edition], following)
                waiting.append(following)
    return ways.get(target, ())


def shipped_crosswalk(source: str, target: str, *through: str) -> Crosswalk:
    """Return what is shipped between two editions: stated, turned round, or composed.

    A composition takes a shortest way, by way of the editions ``through`` where they are given.
    Raises :class:`UnknownCrosswalk`.
    """
    stops = (source, *through, target)
    editions: tuple[str, ...] = (source,)
    for here, there in itertools.pairwise(stops):
        way = _way(here, there)
        if not way:
            raise UnknownCrosswalk(
                "no crosswalk from {source} to {target} is shipped: expected editions that these join: {shipped}",
                source=here,
                target=there,
                shipped=in_a_row(crosswalk_id(*pair) for pair in shipped_crosswalks()),
            )
        editions += way[1:]
    if len(editions) == 1:
        return Crosswalk.identity(shipped(source))
    steps = (_step(here, there) for here, there in itertools.pairwise(editions))
    return functools.reduce(lambda way, step: compose(way, step, shipped(step.source)), steps)
