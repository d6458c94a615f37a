"""Which response a deviation calls for: ordered bands, and policies that are joins of such parts."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from mgmtsys.system.deviation import Basis, Deviation
from mgmtsys.system.ids import PartyId, ProcedureId, ResponseId
from mgmtsys.system.response import Colour, Response
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidPolicy
from mgmtsys.values.number import plain
from mgmtsys.values.period import Duration
from mgmtsys.values.reference import Reference, references
from mgmtsys.values.text import Text
from mgmtsys.values.units import ONE, Quantity


class TimeBasis(enum.Enum):
    """Which figures a deviation is taken of."""

    #: Those of the period that is evaluated, such as a month.
    PERIOD = "period"
    #: Those from the start of the system's period to the end of the one that is evaluated.
    TO_DATE = "to_date"
    #: Those of the system's whole period; before its end, only what is lost already is judged.
    END = "end"


@attrs.frozen(field_transformer=checked)
class Band:
    """The deviations from the band before up to an edge, and the response they call for.

    What a band says of its response beside the id holds in the place of what is declared of it.
    """

    #: The id of the response: a built-in one, or one of the system's own.
    response: ResponseId
    #: The upper edge; ``None`` for the last band, which is unbounded. A quantity with a unit only
    #: where the policy's basis is absolute.
    up_to: Quantity | None = None
    #: Whether the edge itself belongs to this band.
    closed: bool = True
    #: The range as the document prints it, where that reads differently.
    printed: str | None = None
    procedure: ProcedureId | None = None
    name: Text | None = None
    colour: Colour | None = None
    within: Duration | None = None
    tell: tuple[PartyId, ...] = ()

    def called_for(self, known: Mapping[str, Response]) -> Response:
        """Return the response that is declared, with what the band itself says; raises ``KeyError``."""
        own = {
            name: value
            for name in ("procedure", "name", "colour", "within", "tell")
            if (value := getattr(self, name))
        }
        return attrs.evolve(known[self.response], **own)


#: An edge as a cut between two bands: the number, and whether the cut lies just above it.
_Cut = tuple[Fraction, bool]
_POINTS = Fraction(100)


def _bare_points(edge: Quantity) -> Fraction:
    """Return the points of an edge: ``5%`` is five of them, and so is a bare 5."""
    if edge.unit.scale != 1:
        return _POINTS * edge.magnitude * edge.unit.scale
    if 0 < edge.magnitude <= 1:
        raise InvalidPolicy(
            "the edge {edge} can be {edge} of a point or {points} points: expected one such as {share}% or {points}%",
            edge=edge,
            points=plain(100 * edge.magnitude),
            share=plain(edge.magnitude),
        )
    return edge.magnitude


def _ratio(edge: Quantity) -> Fraction:
    if edge.unit.scale == 1 and edge.magnitude > 1:
        number = plain(edge.magnitude)
        raise InvalidPolicy(
            "the edge {number} can be {number}% or {times}%: expected the sign",
            number=number,
            times=plain(100 * edge.magnitude),
        )
    return edge.magnitude * edge.unit.scale


@attrs.frozen(field_transformer=checked)
class PolicyPart:
    """Ordered bands that tile everything from zero to unbounded, each edge owned by one side.

    Raises :class:`InvalidPolicy` for bands that overlap, leave a gap, or do not end unbounded, and
    for an edge that reads in two ways.
    """

    bands: tuple[Band, ...]
    #: What misses are held against; ``None`` leaves it to each target's kind.
    basis: Basis | None = None
    #: Which figures it is applied to, where the document says; else those of the period evaluated.
    time_basis: TimeBasis | None = None
    #: What the document says of a target that is beaten, which this library never counts.
    beaten: Text | None = None
    #: How many spans in a row must be missed for it to call for anything; the least deviation counts.
    misses: int = 1

    def __attrs_post_init__(self) -> None:
        """Refuse bands that do not tile."""
        if not self.bands or self.bands[-1].up_to is not None:
            raise InvalidPolicy(
                "the last band must be unbounded: leave out its edge",
            )
        cuts = [self._cut(band) for band in self.bands[:-1]]
        edges = [band.up_to for band in self.bands if band.up_to is not None]
        if any(not edge.unit.is_compatible_with(edges[0].unit) for edge in edges):
            raise InvalidPolicy("edges measure different things")
        for before, after in itertools.pairwise(cuts):
            if after <= before:
                raise InvalidPolicy(
                    "bands overlap: an edge at {after} follows one at {before}",
                    after=plain(after[0]),
                    before=plain(before[0]),
                )
        if cuts and cuts[0] < (Fraction(0), True):
            raise InvalidPolicy("the first band is empty")
        self._check_run()

    def _check_run(self) -> None:
        if self.misses < 1:
            raise InvalidPolicy(
                "{misses} misses in a row: expected 1 or more",
                misses=self.misses,
            )
        if self.misses > 1 and self.time_basis is TimeBasis.END:
            raise InvalidPolicy(
                "the end is a single figure, without misses in a row: expected period or to_date",
            )

    def _cut(self, band: Band) -> _Cut:
        edge = band.up_to
        if edge is None:
            raise InvalidPolicy("only the last band is unbounded")
        if self.basis is Basis.ABSOLUTE:
            # An edge is a difference, as a deviation is: 5 °C of it are 5 K.
            return edge.magnitude * edge.unit.scale, band.closed
        if not edge.unit.is_ratio:
            raise InvalidPolicy(
                "the edge {edge} is not a ratio: only an absolute basis has edges with units",
                edge=edge,
            )
        read = _bare_points if self.basis is Basis.PERCENTAGE_POINTS else _ratio
        return read(edge), band.closed

    def fits(self, deviation: Deviation) -> bool:
        """Whether a deviation is on the part's own basis, and in its own kind of unit."""
        if self.basis not in (None, deviation.basis):
            return False
        edge = self.bands[0].up_to
        unit = edge.unit if edge is not None and self.basis is Basis.ABSOLUTE else ONE
        return edge is None or deviation.unit.is_compatible_with(unit)

    def band(self, deviation: Deviation) -> Band:
        """Return the band that holds ``deviation``.

        Raises :class:`IncompatibleUnits` for one on another basis or in another kind of unit.
        """
        if not self.fits(deviation):
            raise IncompatibleUnits(
                "a deviation {basis} in {unit} does not fit these bands",
                basis=deviation.basis.value,
                unit=deviation.unit,
            )
        if deviation.size is not None:
            for band in self.bands[:-1]:
                if (deviation.size, False) < self._cut(band):
                    return band
        return self.bands[-1]


#: What is called for by every part of at least one of these terms.
_Terms = tuple[tuple[PolicyPart, ...], ...]


def _as_sets(terms: _Terms) -> frozenset[frozenset[PolicyPart]]:
    return frozenset(map(frozenset, terms))


def _minimal(terms: Iterable[Iterable[PolicyPart]]) -> _Terms:
    """Leave out what is said twice, and each term that asks for more than another does."""
    whole: dict[frozenset[PolicyPart], tuple[PolicyPart, ...]] = {}
    for term in map(tuple, terms):
        whole.setdefault(frozenset(term), tuple(dict.fromkeys(term)))
    return tuple(
        term for members, term in whole.items() if not any(other < members for other in whole)
    )


@attrs.frozen(init=False, field_transformer=checked)
class DeviationPolicy:
    """Parts, each judged on its own basis, unit and figures, joined by the responses they call for.

    ``|`` is the stricter and ``&`` the laxer of two policies. A policy is kept as the least set of
    terms of which the strictest counts, each of them parts of which the mildest counts: the free
    distributive lattice over parts, so that both operations are idempotent, commutative,
    associative, absorb each other and distribute over each other, by ``==``. A part that cannot be
    judged is left out, and the others decide.

    >>> usual = DeviationPolicy((Band("monitor", Quantity.parse("5%")), Band("capa")))
    >>> points = DeviationPolicy((Band("adjust"),), Basis.PERCENTAGE_POINTS)
    >>> usual | points == points | usual, usual & (usual | points) == usual
    (True, True)
    """

    #: The order is that of writing; it does not count in equality.
    terms: _Terms = attrs.field(eq=_as_sets)

    def __init__(
        self,
        bands: Iterable[Band] = (),
        basis: Basis | None = None,
        *,
        time_basis: TimeBasis | None = None,
        beaten: Text | None = None,
        misses: int = 1,
        terms: Iterable[Iterable[PolicyPart]] = (),
    ) -> None:
        """Make a policy of one part of ``bands``, or of ``terms``; raises :class:`InvalidPolicy`."""
        part = (tuple(bands), basis, time_basis, beaten, misses)
        given = tuple(terms)
        if given and part != ((), None, None, None, 1):
            raise InvalidPolicy(
                "a policy is made of bands or of terms, not of both: change the part that is meant",
            )
        given = given or (
            (PolicyPart(*part[:2], time_basis=time_basis, beaten=beaten, misses=misses),),
        )
        self.__attrs_init__(_minimal(given))

    @property
    def parts(self) -> tuple[PolicyPart, ...]:
        """Every part, once, in the order of writing."""
        return tuple(dict.fromkeys(itertools.chain.from_iterable(self.terms)))

    def at(self, time_basis: TimeBasis | None) -> DeviationPolicy:
        """Return the policy with a time basis where its parts state none; a run is not of the end."""

        def timed(part: PolicyPart) -> PolicyPart:
            run = part.misses > 1 and time_basis is TimeBasis.END
            return part if part.time_basis or run else attrs.evolve(part, time_basis=time_basis)

        return DeviationPolicy(terms=(map(timed, term) for term in self.terms))

    def placed(self) -> Iterator[tuple[tuple[str, ...], PolicyPart]]:
        """Yield every part with its path in a file."""
        many = len(self.terms) > 1
        for index, term in enumerate(self.terms):
            above = ("stricter", str(index)) if many else ()
            for number, part in enumerate(term):
                yield (*above, "laxer", str(number)) if len(term) > 1 else above, part

    def references(self) -> Iterator[Reference]:
        """Yield what the bands of every part refer to."""
        for where, part in self.placed():
            yield from references(part, where)

    def strictest(self, said: Mapping[PolicyPart, Response | None]) -> Response | None:
        """Return what is called for, given what each part says; ``None`` calls for nothing.

        A part that is not in ``said`` cannot be judged, and is left out.
        """
        found = [
            min(answers, key=_severity)
            for term in self.terms
            if (answers := [said[part] for part in term if part in said])
        ]
        return max(found, key=_severity, default=None)

    def __or__(self, other: object) -> DeviationPolicy:
        """Return the stricter of both, whatever is missed by how much."""
        if not isinstance(other, DeviationPolicy):
            return NotImplemented
        return DeviationPolicy(terms=(*self.terms, *other.terms))

    def __and__(self, other: object) -> DeviationPolicy:
        """Return the laxer of both, whatever is missed by how much."""
        if not isinstance(other, DeviationPolicy):
            return NotImplemented
        return DeviationPolicy(
            terms=((*one, *two) for one, two in itertools.product(self.terms, other.terms))
        )

    @staticmethod
    def zero_tolerance(response: str, basis: Basis | None = None) -> DeviationPolicy:
        """Return the policy by which any miss calls for ``response``, however small."""
        return DeviationPolicy((Band(response),), basis)


def _severity(response: Response | None) -> tuple[bool, Response | None]:
    """Sort what calls for nothing below every response."""
    return response is not None, response
