"""Strategies for classes of fields, from what the annotations of their fields say."""

from __future__ import annotations

import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeVar

import attrs
from hypothesis import strategies as st

from mgmtsys.standard.clause import ClauseNumber, ClauseRef
from mgmtsys.standard.relation import Relation
from mgmtsys.system.target import Target
from mgmtsys.testing.measuring import targets
from mgmtsys.testing.names import ANY, Names
from mgmtsys.testing.values import (
    clause_numbers,
    clause_refs,
    days,
    deadlines,
    durations,
    few,
    fractions,
    frequencies,
    ids,
    maybe,
    periods,
    quantities,
    relations,
    texts,
    units,
    words,
)
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.period import Duration, Frequency, Period
from mgmtsys.values.reference import Noun, noun_of
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity, Unit

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

#: What is drawn for the types whose own fields do not say it.
_VALUES: Mapping[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    date: days(),
    str: ids() | words(),
    Fraction: fractions(),
    Text: texts(),
    Unit: units(),
    Quantity: quantities(),
    Duration: durations(),
    Frequency: frequencies(),
    Period: periods(),
    Deadline: deadlines(),
    ClauseNumber: clause_numbers(),
    ClauseRef: clause_refs(),
    Relation: relations(),
    Target: targets(),
}


def some(given: Sequence[_T], most: int = 2, least: int = 0) -> st.SearchStrategy[tuple[_T, ...]]:
    """Return a strategy for so many different members of ``given``."""
    if not given:
        return st.just(())
    return st.lists(st.sampled_from(given), unique=True, min_size=least, max_size=most).map(tuple)


def any_of(given: Sequence[_T]) -> st.SearchStrategy[_T]:
    """Return a strategy for one member of ``given``, or for nothing at all where there is none."""
    return st.sampled_from(given) if given else st.nothing()


def _of(hint: Any, names: Names) -> st.SearchStrategy[Any]:
    """Return a strategy for what an annotation says."""
    if hint in _VALUES:
        return _VALUES[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (meant,) = (one for one in arguments if one is not types.NoneType)
        return maybe(_of(meant, names))
    if origin is tuple:
        noun = noun_of(hint)
        if noun and noun.under:
            return some(_named(noun, names))
        return few(_of(arguments[0], names), 2 if arguments[0] in _VALUES else 1)
    if noun := noun_of(hint):
        return any_of(_named(noun, names)) if noun.under else _of(arguments[0], names)
    if issubclass(hint, enum.Enum):
        return st.sampled_from(hint)
    return _strategy(hint, names, {})


def _named(noun: Noun, names: Names) -> tuple[str, ...]:
    return tuple(id for field in noun.under for id in getattr(names, field))


@functools.lru_cache(maxsize=1024)
def _field(name: str, hint: Any, names: Names) -> st.SearchStrategy[Any]:
    """Return a strategy for a field; of members whose ids ``names`` lists, there is one for each."""
    if name == "id" and hint is str:
        return ids()
    (member, *_) = typing.get_args(hint) or (hint,)
    if hasattr(names, name) and attrs.has(member):
        return st.tuples(*(_strategy(member, names, {"id": id}) for id in getattr(names, name)))
    return _of(hint, names)


@functools.cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(kind, include_extras=True)
    # What is never compared is computed.
    return {one.name: hints[one.name] for one in attrs.fields(kind) if one.init and one.eq}


def draw_fields(
    draw: st.DrawFn, kind: Callable[..., _T], /, names: Names = ANY, **fields: Any
) -> _T:
    """Draw a value of a class of fields that refers to ``names``, by the types of its fields.

    A field is drawn by what its annotation says: each member of an enumeration, nothing where it may be
    left out, few members where it holds many. ``fields`` are drawn, or are, what is given.
    """
    drawn = {
        name: _field(name, hint, names) for name, hint in _hints(kind).items() if name not in fields
    }
    return kind(
        **{
            name: draw(one) if isinstance(one, st.SearchStrategy) else one
            for name, one in (drawn | fields).items()
        }
    )


@st.composite
def _strategy(
    draw: st.DrawFn, kind: Callable[..., _T], names: Names, fields: Mapping[str, Any]
) -> _T:
    return draw_fields(draw, kind, names, **fields)


class Derived(Protocol[_T_co]):
    """A function that returns a strategy for a class of fields."""

    def __call__(self, names: Names = ANY, **fields: Any) -> st.SearchStrategy[_T_co]:
        """Return a strategy that refers to ``names``; ``fields`` are drawn, or are, what is given."""
        ...


def derived(kind: type[_T], /, **fixed: Any) -> Derived[_T]:
    """Return the function that returns strategies for a class, of which some fields are always ``fixed``."""

    def strategies(names: Names = ANY, **fields: Any) -> st.SearchStrategy[_T]:
        return _strategy(kind, names, fixed | fields)

    strategies.__doc__ = (
        f"Return a strategy for {kind.__name__}, by the types of its fields or as ``fields`` say."
    )
    return strategies
