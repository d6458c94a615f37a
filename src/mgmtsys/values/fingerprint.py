"""A short name for a value that changes whenever the value does."""

from __future__ import annotations

import enum
import functools
import hashlib
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from mgmtsys.values.naming import composed

_PLAIN = (bool, int, enum.Enum, date, Fraction)  # the abstract one last: it is slow to tell


@functools.cache
def _fields(cls: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...] | None:
    """Return the fields of a frozen type that count, each with what equality makes of it."""
    if not attrs.has(cls):
        return None
    return tuple((field.name, field.eq_key) for field in attrs.fields(cls) if field.eq)


def _spell(value: Any, write: Callable[[str], None]) -> None:
    """Write a value piece by piece, every piece with its type, so that no two values run together."""
    cls = type(value)
    if cls is str:
        said = composed(value)  # what is canonically equal says the same
        write(f"str:{len(said)}:{said};")
    elif cls is tuple:
        write(f"tuple:{len(value)}:")
        for one in value:
            _spell(one, write)
    elif fields := _fields(cls):  # type: ignore[arg-type]  # a class is hashable
        write(f"{cls.__name__}:")
        for name, key in fields:
            field = getattr(value, name)
            _spell(key(field) if key else field, write)
    elif value is None or isinstance(value, _PLAIN):
        write(f"{cls.__name__}:{value};")
    elif cls is frozenset:
        write(f"frozenset:{len(value)}:")
        for spelled in sorted(map(_spelled, value)):
            write(spelled)
    else:
        raise TypeError(f"{cls.__name__} has no fingerprint")


def _spelled(value: Any) -> str:
    pieces: list[str] = []
    _spell(value, pieces.append)
    return "".join(pieces)


def fingerprint_of(*values: object) -> str:
    """Return 16 hexadecimal digits that equal values of this library's types share.

    Two quantities that are equal in different units differ here, since a reader sees a difference.
    Raises ``TypeError`` for a value that is not one of plain data and frozen types.

    >>> fingerprint_of(("a", 1)) == fingerprint_of(("a", 1)), fingerprint_of("a") == fingerprint_of("b")
    (True, False)
    """
    return hashlib.sha256(_spelled(values).encode(errors="surrogatepass")).hexdigest()[:16]
