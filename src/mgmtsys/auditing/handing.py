"""How functions are handed the dossier: last, and only where they take it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import attrs

from mgmtsys.values.exceptions import InvalidField

_PLACES = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@attrs.frozen
class _Short:
    """A function that does not take the dossier."""

    function: Callable[..., Any]

    def __call__(self, *given: Any) -> Any:
        """Call it with all but the dossier."""
        return self.function(*given[:-1])


def _signature(function: Callable[..., Any]) -> inspect.Signature | None:
    """Return how a function is called; of some that are not written in Python nobody knows."""
    try:
        return inspect.signature(function)
    except ValueError:
        return None


def _takes(signature: inspect.Signature | None) -> int | None:
    """Return how many values a function takes by place, if that is certain."""
    if signature is None:
        return None
    by_place = [
        parameter for parameter in signature.parameters.values() if parameter.kind in _PLACES
    ]
    certain = all(
        parameter.default is parameter.empty
        if parameter in by_place
        else parameter.default is not parameter.empty
        for parameter in signature.parameters.values()
    )
    return len(by_place) if certain else None


def handed(function: Callable[..., Any], *names: str) -> Callable[..., Any]:
    """Return a function that is handed values of these names and the dossier last, whatever it takes.

    Raises :class:`InvalidField` for one that takes neither the values alone nor the dossier after them.

    >>> handed(lambda system, on: on, "system", "on")("a system", "a day", "a dossier")
    'a day'
    >>> handed(lambda system, on, dossier: dossier, "system", "on")("a system", "a day", "a dossier")
    'a dossier'
    """
    if isinstance(function, _Short):
        return function
    signature = _signature(function)
    takes = _takes(signature)
    if takes == len(names):
        return _Short(function)
    if takes != len(names) + 1:
        name = getattr(function, "__qualname__", type(function).__name__)
        short, long = (f"({', '.join(some)})" for some in (names, (*names, "dossier")))
        raise InvalidField(
            "{name} takes {signature}: expected {short} or {long}, without defaults",
            name=name,
            signature=signature or "(...)",
            short=short,
            long=long,
        )
    return function
