"""What is known of how two requirements overlap: the relation algebra of two sets of duties."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Mapping

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Contradiction, InvalidRelation
from mgmtsys.values.text import as_parsed, in_a_row


class BaseRelation(enum.Enum):
    """How two non-empty sets of duties overlap; exactly one of these holds.

    The words are those of the mapping model of OSCAL 1.2, after NIST IR 8477.
    """

    EQUAL = "equal-to"
    SUBSET = "subset-of"
    SUPERSET = "superset-of"
    INTERSECTS = "intersects-with"
    DISJOINT = "no-relationship"


#: Equal in other words; the difference is one of wording, and a link keeps it.
EQUIVALENT = "equivalent-to"
#: Every word for a relation with what it leaves possible.
WORDS: Mapping[str, frozenset[BaseRelation]] = {
    **{base.value: frozenset({base}) for base in BaseRelation},
    EQUIVALENT: frozenset({BaseRelation.EQUAL}),
    # Some common duty is all that is known; nothing at all is known.
    "overlaps": frozenset(BaseRelation) - {BaseRelation.DISJOINT},
    "any": frozenset(BaseRelation),
}
_WORD = {possible: word for word, possible in WORDS.items() if word != EQUIVALENT}
_SIGNS: Mapping[str, BaseRelation] = dict(zip("=⊂⊃∩∅", BaseRelation, strict=True))
_CONVERSE: Mapping[BaseRelation, BaseRelation] = {
    **{base: base for base in BaseRelation},
    BaseRelation.SUBSET: BaseRelation.SUPERSET,
    BaseRelation.SUPERSET: BaseRelation.SUBSET,
}
#: For a row ``x r y`` and a column ``y s z``, what can hold between x and z (RCC-5).
_COMPOSED: Mapping[str, tuple[str, ...]] = {
    #     =     ⊂         ⊃        ∩        ∅
    "=": ("=", "⊂", "⊃", "∩", "∅"),
    "⊂": ("⊂", "⊂", "=⊂⊃∩∅", "⊂∩∅", "∅"),
    "⊃": ("⊃", "=⊂⊃∩", "⊃", "⊃∩", "⊃∩∅"),
    "∩": ("∩", "⊂∩", "⊃∩∅", "=⊂⊃∩∅", "⊃∩∅"),
    "∅": ("∅", "⊂∩∅", "∅", "⊂∩∅", "=⊂⊃∩∅"),
}
_TABLE: Mapping[tuple[BaseRelation, BaseRelation], frozenset[BaseRelation]] = {
    (_SIGNS[row], _SIGNS[column]): frozenset(_SIGNS[sign] for sign in cell)
    for row, cells in _COMPOSED.items()
    for column, cell in zip(_SIGNS, cells, strict=True)
}


def _possible(given: Iterable[BaseRelation]) -> frozenset[BaseRelation]:
    possible = frozenset(given)
    if not possible:
        raise InvalidRelation(
            "no relation is left: two requirements have at least one of the five",
        )
    return possible


@attrs.frozen(field_transformer=checked)
class Relation:
    """The base relations between two non-empty sets of duties that are still possible; never none.

    The 31 relations form a relation algebra: ``~`` is an involution, ``>>`` is associative with
    ``EQUAL`` as its identity, ``~(r >> s) == ~s >> ~r``, and both distribute over ``|``. ``&`` adds
    what two claims say and raises :class:`Contradiction` where they exclude each other; ``<=`` asks
    whether a relation says at least as much as another.

    >>> print(SUBSET >> SUBSET, SUPERSET >> INTERSECTS, SUPERSET >> SUBSET, sep="; ")
    subset-of; superset-of | intersects-with; overlaps
    >>> print(~SUBSET, Relation.parse("subset-of | equal-to") & EQUAL, sep="; ")
    superset-of; equal-to
    """

    possible: frozenset[BaseRelation] = attrs.field(converter=_possible)

    @staticmethod
    def parse(text: str) -> Relation:
        """Read ``subset-of``, ``equal-to | subset-of``, ``overlaps``, ``any``; raises :class:`InvalidRelation`.

        ``equivalent-to`` is equal in other words, and reads as ``equal-to``.
        """
        words = [word.strip() for word in text.split("|")]
        if not all(word in WORDS for word in words):
            raise InvalidRelation(
                "{text!r} is not a relation: expected one of {known}, or several joined with |",
                text=text,
                known=in_a_row(WORDS),
            )
        return Relation(base for word in words for base in WORDS[word])

    @property
    def is_within(self) -> bool:
        """Whether the first set certainly lies within the second: it demands nothing more."""
        return self <= _WITHIN

    @property
    def covers(self) -> bool:
        """Whether the first set certainly holds all of the second: it demands all of that."""
        return self <= _COVERS

    @property
    def overlaps(self) -> bool:
        """Whether the two sets certainly have a duty in common."""
        return BaseRelation.DISJOINT not in self.possible

    def __invert__(self) -> Relation:
        """Return the same seen from the other side."""
        return _turned(self)

    def __rshift__(self, other: object) -> Relation:
        """Return what follows for x and z from ``x self y`` and ``y other z``."""
        if not isinstance(other, Relation):
            return NotImplemented
        return _composed(self, other)

    def __and__(self, other: object) -> Relation:
        """Return what both say together; raises :class:`Contradiction`."""
        if not isinstance(other, Relation):
            return NotImplemented
        both = self.possible & other.possible
        if not both:
            raise Contradiction("{one} and {other} exclude each other", one=self, other=other)
        return Relation(both)

    def __or__(self, other: object) -> Relation:
        """Return what holds when one of the two does, and it is not known which."""
        if not isinstance(other, Relation):
            return NotImplemented
        return Relation(self.possible | other.possible)

    def __le__(self, other: object) -> bool:
        """Whether this says at least as much as ``other``."""
        if not isinstance(other, Relation):
            return NotImplemented
        return self.possible <= other.possible

    def __str__(self) -> str:
        """Return the relation as ``parse`` reads it."""
        return _WORD.get(self.possible) or " | ".join(
            base.value for base in BaseRelation if base in self.possible
        )

    __repr__ = as_parsed


@functools.cache  # at most 31
def _turned(relation: Relation) -> Relation:
    return Relation(_CONVERSE[base] for base in relation.possible)


@functools.cache  # at most 31 by 31
def _composed(first: Relation, second: Relation) -> Relation:
    return Relation(
        base for one in first.possible for other in second.possible for base in _TABLE[one, other]
    )


EQUAL = Relation({BaseRelation.EQUAL})
SUBSET = Relation({BaseRelation.SUBSET})
SUPERSET = Relation({BaseRelation.SUPERSET})
INTERSECTS = Relation({BaseRelation.INTERSECTS})
DISJOINT = Relation({BaseRelation.DISJOINT})
#: Nothing is known.
ANY = Relation(BaseRelation)
_WITHIN = EQUAL | SUBSET
_COVERS = EQUAL | SUPERSET
#: What a common duty leaves possible.
OVERLAPPING = EQUAL | SUBSET | SUPERSET | INTERSECTS


@functools.cache  # at most eight
def related(*, is_within: bool = False, covers: bool = False, overlaps: bool = False) -> Relation:
    """Return the relation that says just this of two sets: it inverts the three questions.

    >>> print(related(is_within=True), related(is_within=True, covers=True), sep="; ")
    equal-to | subset-of; equal-to
    """
    found = ANY
    for says, what in ((is_within, _WITHIN), (covers, _COVERS), (overlaps, OVERLAPPING)):
        found = found & what if says else found
    return found
