"""A short name for a value that changes whenever the value does."""

from __future__ import annotations

import enum
import functools
import hashlib
import operator
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from mgmtsys.values.naming import composed

_PLAIN = (bool, int, enum.Enum, date, Fraction)  # the abstract one last: it is slow to tell


@functools.cache
def _fields(cls: Any) -> tuple[str, Callable[[Any], tuple[Any, ...]]] | None:
    """Return the name of a frozen type, and what takes the fields that count, each as equality sees it."""
    if not attrs.has(cls):
        return None
    fields = [field for field in attrs.fields(cls) if field.eq]
    return f"{cls.__name__}:", _taking([(field.name, field.eq_key) for field in fields])


def _taking(
    fields: Sequence[tuple[str, Callable[[Any], Any] | None]],
) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes named fields of a value, the usual ones in one go."""
    if len(fields) == 1:
        ((name, key),) = fields
        return lambda value: (key(getattr(value, name)) if key else getattr(value, name),)
    if any(key for _, key in fields) or not fields:
        return lambda value: tuple(
            key(getattr(value, name)) if key else getattr(value, name) for name, key in fields
        )
    return operator.attrgetter(*(name for name, _ in fields))


def _spell(values: Iterable[Any], write: Callable[[str], None]) -> None:
    """Write values piece by piece, every piece with its type, so that no two values run together."""
    for value in values:
        cls = type(value)
        if cls is str:
            said = composed(value)  # what is canonically equal says the same
            write(f"str:{len(said)}:{said};")
        elif cls is tuple and not value:
            write("tuple:0:")
        elif cls is tuple:
            write(f"tuple:{len(value)}:")
            _spell(value, write)
        elif value is None:
            write("NoneType:None;")
        elif fields := _fields(cls):  # type: ignore[arg-type]  # a class is hashable
            name, take = fields
            write(name)
            _spell(take(value), write)
        elif cls is int or cls is bool or isinstance(value, _PLAIN):
            write(f"{cls.__name__}:{value};")
        elif cls is frozenset:
            write(f"frozenset:{len(value)}:")
            for spelled in sorted(map(_spelled, value)):
                write(spelled)
        else:
            raise TypeError(f"{cls.__name__} has no fingerprint")


def _spelled(value: Any) -> str:
    pieces: list[str] = []
    _spell((value,), pieces.append)
    return "".join(pieces)


def fingerprint_of(*values: object) -> str:
    """Return 16 hexadecimal digits that equal values of this library's types share.

    Two quantities that are equal in different units differ here, since a reader sees a difference.
    Raises ``TypeError`` for a value that is not one of plain data and frozen types.

    >>> fingerprint_of(("a", 1)) == fingerprint_of(("a", 1)), fingerprint_of("a") == fingerprint_of("b")
    (True, False)
    """
    return hashlib.sha256(_spelled(values).encode(errors="surrogatepass")).hexdigest()[:16]
