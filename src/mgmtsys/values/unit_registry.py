"""What each unit is against the base units; the only importer of pint, and only when a unit is first resolved."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import UnknownUnit
from mgmtsys.values.number import LONGEST
from mgmtsys.values.unit_definitions import DEFINITIONS
from mgmtsys.values.unit_names import (
    PRINTED,
    STAND_IN,
    not_ones_own,
    own_unit,
    set_apart,
    spelled,
    two_areas,
    unknown_unit,
)

if TYPE_CHECKING:
    import pint


@functools.cache
def _registry() -> pint.UnitRegistry[Fraction]:
    """Build the registry of :data:`DEFINITIONS`, in which every factor is a ``Fraction``."""
    import pint

    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(None, non_int_type=Fraction)
    registry.load_definitions(DEFINITIONS.splitlines())
    return registry


#: Symbols or dimensions with their exponents, sorted.
Powers = tuple[tuple[str, int], ...]


@attrs.frozen(field_transformer=checked)
class Atom:
    """One unit of the registry against the base units."""

    symbol: str
    scale: Fraction
    offset: Fraction
    dimension: Powers


@functools.cache
def atom(name: str) -> Atom:
    """Return a unit by the name that :func:`powers_of` gives it."""
    if own_unit(name) is not None:  # a dimension of its own, which it is the unit of
        return Atom(name, Fraction(1), offset=Fraction(0), dimension=((name, 1),))
    registry = _registry()
    zero, one = (
        Fraction(registry.Quantity(Fraction(n), name).to_base_units().magnitude) for n in (0, 1)
    )
    dimension = registry.get_dimensionality(name)
    return Atom(
        symbol=str(registry.get_symbol(name)),
        scale=one - zero,
        offset=zero,
        dimension=merged(tuple((base, _whole(power)) for base, power in dimension.items())),
    )


#: Areas and volumes that are lengths raised, of which a prefix may be raised too.
_RAISED = ("square_metre", "cubic_metre", "square_foot", "cubic_foot")
#: A gas in the normal state is an amount of its own, so that a prefix counts it: 1 kNm3 is 1000 Nm3.
_GAS = "normal_cubic_metre"
#: Names, operators, and exponents of at most two digits: nothing that could cost more to read.
_UNIT = re.compile(
    r"1?(?:[^\W\d]\w*+|[%‰](?![%‰])|(?<=[\w%‰])(?:\*\*|\^)-?\d{1,2}(?!\d|\*\*|\^)"
    r"|[°·*()\s]|/(?!/))*+"
)


def powers_of(text: str) -> Powers:
    """Return the units that text names, with their exponents; raises :class:`UnknownUnit`."""
    if len(text) > LONGEST or STAND_IN in text:
        raise unknown_unit(text)
    rest, own = set_apart(text)
    plainly = spelled(rest)
    if not _UNIT.fullmatch(plainly):
        raise unknown_unit(text)
    try:
        powers = _with_own(plainly, own) if own else _known_powers(plainly)
    except Exception:  # noqa: BLE001 - whatever its tokenizer raises, the text is no unit
        raise unknown_unit(text) from None
    if any(
        name.endswith(_RAISED) and name not in _RAISED and not name.endswith(_GAS)
        for name, _ in powers
    ):
        raise two_areas(text)
    for kind in filter(None, map(own_unit, own.values())):
        if _is_known(kind):
            raise not_ones_own(kind)
    return powers


def _is_known(text: str) -> bool:
    try:
        powers_of(text)
    except UnknownUnit:
        return False
    return True


def _known_powers(text: str) -> Powers:
    powers = _registry().parse_units(text, as_delta=False)._units  # noqa: SLF001 - no public reader
    return tuple((name, _whole(power)) for name, power in powers.items())


def _with_own(text: str, own: Mapping[str, str]) -> Powers:
    """Return the powers of units of which some are one's own, in the place of their stand-ins."""
    from pint.util import ParserHelper

    for prepare in _registry().preprocessors:
        text = prepare(text)
    parts = ParserHelper.from_string(text, Fraction)
    powers: Powers = ()
    for name, power in parts.items():
        each = ((own[name], 1),) if name in own else _known_powers(name)
        powers += tuple((unit, exponent * _whole(power)) for unit, exponent in each)
    return powers


def _whole(power: object) -> int:
    """Return an exponent, which the definitions and the accepted text keep whole."""
    return int(str(power))


def merged(powers: Powers) -> Powers:
    """Return powers with each name once, sorted, and without those that cancel out."""
    total: dict[str, int] = {}
    for name, power in powers:
        total[name] = total.get(name, 0) + power
    return tuple(sorted((name, power) for name, power in total.items() if power))


def printed(powers: Powers, word: Callable[[str], str] = str) -> str:
    """Return a product of units as text, each as its ``word``: ``kWh/person``, ``kg*m/s**2``, ``1``."""
    over, under = (
        [
            word(PRINTED.get(atom(name).symbol, atom(name).symbol))
            + (f"**{abs(power)}" if abs(power) > 1 else "")
            for name, power in powers
            if (power > 0) is above
        ]
        for above in (True, False)
    )
    return "/".join(["*".join(over) or "1", *under])
