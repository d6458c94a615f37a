"""How far an actual lies outside its target, and which response that calls for."""

from __future__ import annotations

import enum
import functools
import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from mgmtsys.checked import checked
from mgmtsys.exceptions import IncompatibleUnits, InvalidPolicy, NoBaseline
from mgmtsys.number import plain
from mgmtsys.target import CHANGES, Miss, Target
from mgmtsys.text import Text
from mgmtsys.units import ONE, Quantity, Unit


class Basis(enum.Enum):
    """What a miss is held against; stored with every verdict."""

    RELATIVE_TO_TARGET = "relative_to_target"
    RELATIVE_TO_REQUIRED_CHANGE = "relative_to_required_change"
    PERCENTAGE_POINTS = "percentage_points"
    ABSOLUTE = "absolute"


def default_basis(target: Target, unit: Unit = ONE) -> Basis:
    """Return what misses of values in ``unit`` are held against where nothing is said.

    That is nothing for points of a scale, such as °C, the required change for a target that asks for a
    change, and the target for any other.
    """
    if unit.is_point:
        return Basis.ABSOLUTE
    if any(bound.kind in CHANGES for bound in target.bounds):
        return Basis.RELATIVE_TO_REQUIRED_CHANGE
    return Basis.RELATIVE_TO_TARGET


def _interval(unit: Any) -> Any:
    return unit.interval if isinstance(unit, Unit) else unit


@functools.total_ordering
@attrs.frozen(eq=False, field_transformer=checked)
class Deviation:
    """An exact non-negative number, or unbounded, which lies above every number.

    Zero when the target is met; it never falls when the miss grows. Two deviations compare when
    they are on the same basis and in compatible units; equal ones are equal in any unit.
    """

    #: ``None`` is unbounded: a miss held against zero.
    value: Fraction | None
    basis: Basis = Basis.RELATIVE_TO_TARGET
    #: The unit of an absolute deviation, that of a difference; a plain number on any other basis.
    unit: Unit = attrs.field(default=ONE, converter=_interval)

    def __attrs_post_init__(self) -> None:
        """Refuse a negative number."""
        if self.value is not None and self.value < 0:
            raise InvalidPolicy("a deviation is not negative", "偏离不能为负")

    @property
    def is_unbounded(self) -> bool:
        """Whether the miss was held against zero."""
        return self.value is None

    @property
    def size(self) -> Fraction | None:
        """The number in base units, ``None`` when unbounded."""
        return None if self.value is None else self.value * self.unit.scale

    def __eq__(self, other: object) -> bool:
        """Whether both are as far outside, on the same basis."""
        if not isinstance(other, Deviation):
            return NotImplemented
        return (self.size, self.basis) == (
            other.size,
            other.basis,
        ) and self.unit.is_compatible_with(other.unit)

    def __hash__(self) -> int:
        """Hash what equality compares."""
        return hash((self.size, self.basis, self.unit.dimension))

    def __lt__(self, other: object) -> bool:
        """Whether this is less; raises :class:`IncompatibleUnits` across bases."""
        if not isinstance(other, Deviation):
            return NotImplemented
        if self.basis is not other.basis or not self.unit.is_compatible_with(other.unit):
            raise IncompatibleUnits(
                f"a deviation {self.basis.value} in {self.unit} does not compare with one "
                f"{other.basis.value} in {other.unit}",
                f"{self.basis.value}（{self.unit}）的偏离不能与 {other.basis.value}（{other.unit}）相比",
            )
        if self.size is None or other.size is None:
            return self.size is not None
        return self.size < other.size

    def __str__(self) -> str:
        """Return the exact number as a fraction, or ``unbounded``."""
        return "unbounded" if self.value is None else str(self.value)


class Reason(enum.Enum):
    """Why a deviation cannot be computed; none of these is a deviation."""

    NO_DATA = "no_data"
    NO_BASELINE = "no_baseline"
    NOT_A_RATIO = "not_a_ratio"
    #: A point of a scale, such as 20 °C, is no amount that a miss can be a share of.
    NOT_AN_AMOUNT = "not_an_amount"


def _ratio(amount: Quantity, reference: Quantity) -> Fraction | None:
    """Return the quotient of two sizes; unbounded over zero, unless nothing is missed."""
    if not reference.magnitude:
        return None if amount.magnitude else Fraction(0)
    return (amount.magnitude * amount.unit.scale) / (reference.magnitude * reference.unit.scale)


def _to_target(miss: Miss) -> Deviation | Reason:
    if miss.reference is None:
        return Reason.NOT_AN_AMOUNT
    return Deviation(_ratio(miss.amount, miss.reference), Basis.RELATIVE_TO_TARGET)


def _to_required_change(miss: Miss) -> Deviation | Reason:
    if miss.required_change is None:
        return Reason.NO_BASELINE
    return Deviation(_ratio(miss.amount, miss.required_change), Basis.RELATIVE_TO_REQUIRED_CHANGE)


def _points(miss: Miss) -> Deviation | Reason:
    if not miss.amount.unit.is_ratio:
        return Reason.NOT_A_RATIO
    return Deviation(100 * miss.amount.magnitude * miss.amount.unit.scale, Basis.PERCENTAGE_POINTS)


def _absolute(miss: Miss) -> Deviation | Reason:
    return Deviation(miss.amount.magnitude, Basis.ABSOLUTE, miss.amount.unit)


_MEASURED: Mapping[Basis, Callable[[Miss], Deviation | Reason]] = {
    Basis.RELATIVE_TO_TARGET: _to_target,
    Basis.RELATIVE_TO_REQUIRED_CHANGE: _to_required_change,
    Basis.PERCENTAGE_POINTS: _points,
    Basis.ABSOLUTE: _absolute,
}


def deviation_of(
    target: Target, actual: Quantity | None, basis: Basis | None = None
) -> Deviation | Reason:
    """Return how far ``actual`` lies outside ``target``, the worst bound deciding, or why not.

    Only the adverse side deviates: a target met or beaten deviates by zero on any basis. A miss
    over a zero reference is unbounded. Without ``basis``, :func:`default_basis` decides. Equal targets
    give equal deviations, whatever units they are written in.

    >>> str(deviation_of(Target.at_least("80%"), Quantity.parse("59%")))
    '21/80'
    >>> str(deviation_of(Target.zero(), Quantity.parse("1 incident")))
    'unbounded'
    """
    if actual is None:
        return Reason.NO_DATA
    held = basis or default_basis(target, actual.unit)
    try:
        misses = target.misses(actual)
    except NoBaseline:
        return Reason.NO_BASELINE
    found = [_MEASURED[held](miss) for miss in misses]
    reasons = [one for one in found if isinstance(one, Reason)]
    if reasons:
        return reasons[0]
    zero = Deviation(Fraction(0), held, actual.unit.interval if held is Basis.ABSOLUTE else ONE)
    return max([zero, *(one for one in found if isinstance(one, Deviation))])


class TimeBasis(enum.Enum):
    """Which figures a deviation is taken of."""

    #: Those of one recording period, such as a month.
    PERIOD = "period"
    TO_DATE = "to_date"
    #: Those of the whole period, at its end.
    END = "end"


class ResponseKind(enum.IntEnum):
    """What a miss calls for, mildest first."""

    NONE = 0
    MONITOR = 1
    ADJUST = 2
    CAPA = 3


class Colour(enum.Enum):
    """The colour that tracking shows."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@functools.total_ordering
@attrs.frozen(order=False, field_transformer=checked)
class Response:
    """What to do about a miss; responses are totally ordered, the more severe above."""

    kind: ResponseKind
    #: The procedure that the response follows.
    procedure: str | None = None
    #: What the document calls it.
    name: Text | None = None
    #: The colour of tracking, where the owner of the policy has decided one.
    colour: Colour | None = None

    def _rank(self) -> tuple[int, bool, str, str, str]:
        named = self.procedure is not None
        return (self.kind, named, self.procedure or "", repr(self.name), repr(self.colour))

    def __lt__(self, other: object) -> bool:
        """Whether this is milder; ties of kind are broken by what else is said, for a total order."""
        if not isinstance(other, Response):
            return NotImplemented
        return self._rank() < other._rank()


@attrs.frozen(field_transformer=checked)
class Band:
    """The deviations from the band before up to an edge, and the response they call for."""

    response: Response
    #: The upper edge; ``None`` for the last band, which is unbounded. A quantity with a unit only
    #: where the policy's basis is absolute.
    up_to: Quantity | None = None
    #: Whether the edge itself belongs to this band.
    closed: bool = True
    #: The range as the document prints it, where that reads differently.
    printed: str | None = None


def _merged(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Leave out a band that the next one continues with the same response."""
    return tuple(
        band
        for band, following in zip(bands, (*bands[1:], None), strict=True)
        if following is None or band.response != following.response
    )


#: An edge as a cut between two bands: the number, and whether the cut lies just above it.
_Cut = tuple[Fraction, bool]


@attrs.frozen(field_transformer=checked)
class DeviationPolicy:
    """Ordered bands that tile everything from zero to unbounded, each edge owned by one side.

    ``|`` is the stricter and ``&`` the laxer of two policies, deviation by deviation; on one basis
    they form a distributive lattice, and a policy of one band is its own bound.

    Raises :class:`InvalidPolicy` for bands that overlap, leave a gap, or do not end unbounded.
    """

    bands: tuple[Band, ...]
    #: What misses are held against; ``None`` leaves it to each target's kind.
    basis: Basis | None = None
    #: Which figures it is applied to, where the document says.
    time_basis: TimeBasis | None = None
    #: What the document says of a target that is beaten, which this library never counts.
    beaten: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse bands that do not tile."""
        if not self.bands or self.bands[-1].up_to is not None:
            raise InvalidPolicy(
                "the last band must be unbounded: leave out its edge",
                "最后一个区间必须没有上限：不写 up_to",
            )
        cuts = [self._cut(band) for band in self.bands[:-1]]
        if any(not self._edges_fit(edge.unit) for edge in self._edges):
            raise InvalidPolicy("edges measure different things", "各边界的量纲不同")
        for before, after in itertools.pairwise(cuts):
            if after <= before:
                raise InvalidPolicy(
                    f"bands overlap: an edge at {plain(after[0])} follows one at {plain(before[0])}",
                    f"区间重叠：{plain(before[0])} 之后出现边界 {plain(after[0])}",
                )
        if cuts and cuts[0] < (Fraction(0), True):
            raise InvalidPolicy("the first band is empty", "第一个区间为空")

    @property
    def _edges(self) -> tuple[Quantity, ...]:
        return tuple(band.up_to for band in self.bands if band.up_to is not None)

    def _edges_fit(self, unit: Unit) -> bool:
        return all(edge.unit.is_compatible_with(unit) for edge in self._edges)

    def _cut(self, band: Band) -> _Cut:
        edge = band.up_to
        if edge is None:
            raise InvalidPolicy("only the last band is unbounded", "只有最后一个区间可以没有上限")
        if self.basis is not Basis.ABSOLUTE and not edge.unit.is_ratio:
            raise InvalidPolicy(
                f"the edge {edge} is no ratio: only an absolute basis has edges with units",
                f"边界 {edge} 不是比率：只有 absolute 基准的边界才带单位",
            )
        # An edge is a difference, as a deviation is: 5 °C of it are 5 K.
        return edge.magnitude * edge.unit.scale, band.closed

    def band(self, deviation: Deviation) -> Band:
        """Return the band that holds ``deviation``.

        Raises :class:`IncompatibleUnits` for one on another basis or in another kind of unit.
        """
        if self.basis not in (None, deviation.basis) or not self._edges_fit(deviation.unit):
            raise IncompatibleUnits(
                f"a deviation {deviation.basis.value} in {deviation.unit} does not fit these bands",
                f"{deviation.basis.value}（{deviation.unit}）的偏离不适用于这些区间",
            )
        if deviation.size is not None:
            for band in self.bands[:-1]:
                if (deviation.size, False) < self._cut(band):
                    return band
        return self.bands[-1]

    def response(self, deviation: Deviation) -> Response:
        """Return what a missed target calls for at ``deviation``."""
        return self.band(deviation).response

    def _combined(
        self, other: DeviationPolicy, choose: Callable[[Response, Response], Response]
    ) -> DeviationPolicy:
        if self.basis is not other.basis or not all(
            self._edges_fit(edge.unit) for edge in other._edges
        ):
            raise IncompatibleUnits(
                "policies on different bases, or with edges in different kinds of units, do not "
                "combine",
                "基准不同或边界量纲不同的政策不能合并",
            )
        bands = []
        mine, theirs = list(self.bands), list(other.bands)
        while mine and theirs:
            left, right = mine[0], theirs[0]
            ends = [(self._cut(band), band) for band in (left, right) if band.up_to is not None]
            first = min(ends, key=lambda end: end[0]) if ends else None
            bands.append(
                Band(
                    choose(left.response, right.response),
                    up_to=first[1].up_to if first else None,
                    closed=first[1].closed if first else True,
                )
            )
            for side in (mine, theirs):
                if first is None or (side[0].up_to is not None and self._cut(side[0]) == first[0]):
                    side.pop(0)
        return attrs.evolve(self, bands=_merged(tuple(bands)))

    def __or__(self, other: object) -> DeviationPolicy:
        """Return the stricter of both at every deviation; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, DeviationPolicy):
            return NotImplemented
        return self._combined(other, max)

    def __and__(self, other: object) -> DeviationPolicy:
        """Return the laxer of both at every deviation; raises :class:`IncompatibleUnits`."""
        if not isinstance(other, DeviationPolicy):
            return NotImplemented
        return self._combined(other, min)

    @staticmethod
    def zero_tolerance(response: Response, basis: Basis | None = None) -> DeviationPolicy:
        """Return the policy by which any miss calls for ``response``, however small."""
        return DeviationPolicy((Band(response),), basis)
