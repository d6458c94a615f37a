"""The ids that a value may refer to, and strategies for references to them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import attrs
from hypothesis import strategies as st

from mgmtsys.system.response import BUILT_IN
from mgmtsys.testing.values import ids, maybe, words
from mgmtsys.values.units import Unit


@attrs.frozen
class Names:
    """The ids that a value may refer to, by what they name; by default, those of any system."""

    parties: tuple[str, ...] = ("Ada", "Quality", "Site")
    sites: tuple[str, ...] = ("North", "South")
    activities: tuple[str, ...] = ("Review", "Tracking")
    policy: tuple[str, ...] = ("P1", "P2")
    aspects: tuple[str, ...] = ("A1", "A2")
    obligations: tuple[str, ...] = ("L1", "L2")
    risks: tuple[str, ...] = ("R1", "R2")
    objectives: tuple[str, ...] = ("E1", "E2")
    procedures: tuple[str, ...] = ("SOP-1", "SOP-2")
    forms: tuple[str, ...] = ("F1", "F2")
    #: The responses that bands can call for: those built in, and the system's own.
    responses: tuple[str, ...] = (*(one.id for one in BUILT_IN), "stop", "report")
    #: The numbers of the sections that procedures list, by their ids.
    sections: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    #: The units of the series, by their ids; none where any series will do.
    series: Mapping[str, Unit] | None = None


ANY = Names()


def own(id: str | None) -> st.SearchStrategy[str]:
    """Return a strategy for ``id``, or for any id where none is given."""
    return ids() if id is None else st.just(id)


@functools.lru_cache(maxsize=256)
def _some(given: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    if not given:
        return st.just(())
    return st.lists(st.sampled_from(given), unique=True, max_size=2).map(tuple)


@functools.lru_cache(maxsize=256)
def _one(given: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return maybe(st.sampled_from(given)) if given else st.none()


def some(given: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Return a strategy for up to two different members of ``given``."""
    return _some(tuple(given))


def one(given: Sequence[str]) -> st.SearchStrategy[str | None]:
    """Return a strategy for one member of ``given``, or for nothing."""
    return _one(tuple(given))


@st.composite
def places(draw: st.DrawFn, documents: Sequence[str], names: Names) -> tuple[str, str | None]:
    """Draw one of the ``documents``, and perhaps a section that it has."""
    document = draw(st.sampled_from(documents))
    listed = names.sections.get(document, ())
    return document, draw(one(listed) if listed else maybe(words()))
