"""What is known of one edition's requirements, given what is known of another's and a crosswalk."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from mgmtsys.standard.bounds import Bounds
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.standard.crosswalk import Crosswalk, check_clauses
from mgmtsys.standard.inference import Conflict, infer
from mgmtsys.standard.link import Link, Numbers
from mgmtsys.standard.relation import Relation
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Contradiction, InvalidCrosswalk


class Fulfilment(enum.Enum):
    """What can be said of a requirement, read as a set of duties."""

    #: Every duty is met.
    SATISFIED = "satisfied"
    #: Some duty is met, and it is not known that all are.
    IN_PART = "satisfied_in_part"
    #: Not every duty is met, and of none it is known that it is.
    NOT_SATISFIED = "not_satisfied"
    UNKNOWN = "unknown"
    #: Links or evidence exclude each other.
    CONTRADICTORY = "contradictory"


@attrs.frozen(field_transformer=checked)
class Knowledge:
    """What is known of the duties of a requirement: whether all are met, and whether any is.

    ``None`` is not known. Where all are met some are, and where none is not all are; both follow by
    themselves. ``&`` adds two pieces of knowledge; it is associative and commutative, with
    ``Knowledge()`` as identity, and raises :class:`Contradiction` where they exclude each other.
    """

    all_met: bool | None = None
    some_met: bool | None = None

    def __attrs_post_init__(self) -> None:
        """Draw what follows; refuse that all duties are met and none is."""
        if self.all_met and self.some_met is False:
            raise Contradiction(
                "all duties are met and none is: expected one of the two",
            )
        if self.all_met:
            object.__setattr__(self, "some_met", True)
        if self.some_met is False:
            object.__setattr__(self, "all_met", False)

    @property
    def fulfilment(self) -> Fulfilment:
        """What this amounts to for a reader."""
        if self.all_met:
            return Fulfilment.SATISFIED
        if self.some_met:
            return Fulfilment.IN_PART
        return Fulfilment.UNKNOWN if self.all_met is None else Fulfilment.NOT_SATISFIED

    @property
    def facts(self) -> frozenset[tuple[str, bool]]:
        """What is known, one by one."""
        stated = (("all", self.all_met), ("some", self.some_met))
        return frozenset((name, value) for name, value in stated if value is not None)

    def __and__(self, other: object) -> Knowledge:
        """Return what both say together; raises :class:`Contradiction`."""
        if not isinstance(other, Knowledge):
            return NotImplemented
        both = self.facts | other.facts
        if any((name, not value) in both for name, value in both):
            raise Contradiction(
                "{one} and {other} exclude each other",
                one=self.fulfilment.value,
                other=other.fulfilment.value,
            )
        known = dict(both)
        return Knowledge(known.get("all"), known.get("some"))


#: Every duty is met; some are and not all are; not all are.
MET, PARTLY_MET, NOT_MET = Knowledge(True), Knowledge(False, True), Knowledge(False)
NOTHING_KNOWN = Knowledge()


@attrs.frozen(field_transformer=checked)
class Ground:
    """Why something is known of a requirement: a link, and what it carries over."""

    link: Link
    #: What is known of its sources together.
    given: Knowledge
    #: What follows for the requirement.
    carried: Knowledge


@attrs.frozen(field_transformer=checked)
class Conclusion:
    """What is known of one requirement by way of a crosswalk, with every ground that adds to it."""

    clause: Clause
    grounds: tuple[Ground, ...] = ()

    @property
    def fulfilment(self) -> Fulfilment:
        """What the grounds amount to."""
        known = NOTHING_KNOWN
        try:
            for ground in self.grounds:
                known &= ground.carried
        except Contradiction:
            return Fulfilment.CONTRADICTORY
        return known.fulfilment

    @property
    def may_be_satisfied(self) -> bool:
        """Whether it is not ruled out that every duty is met."""
        return all(ground.carried.all_met is not False for ground in self.grounds)


@attrs.frozen(field_transformer=checked)
class Transfer:
    """What evidence for one edition says of another, requirement by requirement."""

    source: str
    target: str
    conclusions: tuple[Conclusion, ...]
    #: Where links of the crosswalk exclude each other.
    conflicts: tuple[Conflict, ...] = ()
    #: The sets of requirements of which it is known that not all are satisfied.
    not_all: tuple[Numbers, ...] = ()

    @property
    def bounds(self) -> Bounds:
        """How much of the target edition is covered; what is contradictory is not certain."""
        certain = {
            conclusion.clause.number
            for conclusion in self.conclusions
            if conclusion.fulfilment is Fulfilment.SATISFIED
        }
        ruled_out = {
            conclusion.clause.number
            for conclusion in self.conclusions
            if not conclusion.may_be_satisfied
        }
        lacking = _apart([frozenset(numbers) - certain for numbers in self.not_all], ruled_out)
        possible = len(self.conclusions) - len(ruled_out) - lacking
        return Bounds(len(certain), possible, denominator=len(self.conclusions))

    __iter__ = None  # Python would ask for 0, 1, 2 and so on, without end

    def __getitem__(self, number: ClauseNumber | str) -> Conclusion:
        """Return what is known of one requirement; raises ``KeyError``."""
        wanted = ClauseNumber(number) if isinstance(number, str) else number
        for conclusion in self.conclusions:
            if conclusion.clause.number == wanted:
                return conclusion
        for conclusion in self.conclusions:
            if conclusion.clause.alias == str(number):
                return conclusion
        raise KeyError(str(wanted))


def _apart(lacking: Iterable[frozenset[ClauseNumber]], ruled_out: Collection[ClauseNumber]) -> int:
    """Return how many requirements besides those ruled out are at least not satisfied.

    One of each set is not. Sets that share none lack one each; the smallest are taken first. The
    fewest that could lack in all would be a hitting set, which no search of polynomial length finds.
    """
    taken, count = set(ruled_out), 0
    for numbers in sorted(set(lacking), key=lambda numbers: (len(numbers), sorted(numbers))):
        if numbers and taken.isdisjoint(numbers):
            taken.update(numbers)
            count += 1
    return count


def transfer(
    crosswalk: Crosswalk,
    known: Mapping[ClauseNumber, Knowledge],
    target: Standard,
    under: ClauseNumber | str | None = None,
    not_applicable: Collection[ClauseNumber] = (),
) -> Transfer:
    """Return what is known of the requirements of ``target``, given what is ``known`` of the source's.

    Evidence goes along a link only where every relation that is still possible allows it. What is
    ``not_applicable`` is left out, and counts in no denominator. Raises :class:`InvalidCrosswalk` for
    a catalogue of another edition, and for links to clauses that the catalogue does not have.
    """
    if target.id != crosswalk.target:
        raise InvalidCrosswalk(
            "{crosswalk} does not lead to {edition}: expected the catalogue of {target}",
            crosswalk=crosswalk.id,
            edition=target.id,
            target=crosswalk.target,
        )
    crosswalk = crosswalk.numbered(target)
    check_clauses(crosswalk, target)
    inferred = infer(crosswalk)
    reaching: dict[ClauseNumber, list[Ground]] = {}
    not_all: list[Numbers] = []
    for link in sorted(inferred.links, key=lambda link: (len(link.path), link.pair)):
        given = together(link.sources, known)
        of_all = carried(given, link.relation)
        of_each = of_all if len(link.targets) == 1 else of_a_member(of_all)
        for number in link.targets:
            if of_each != NOTHING_KNOWN:
                reaching.setdefault(number, []).append(Ground(link, given, carried=of_each))
        if of_all.all_met is False:
            not_all.append(link.targets)
    left_out = frozenset(not_applicable)
    counted = [
        requirement
        for requirement in target.requirements(under)
        if requirement.number not in left_out
    ]
    return Transfer(
        crosswalk.source,
        crosswalk.target,
        conclusions=tuple(
            Conclusion(clause, tuple(_telling(reaching.get(clause.number, []))))
            for clause in counted
        ),
        conflicts=inferred.conflicts,
        # Where one is left out, it may be the one that is not satisfied.
        not_all=tuple(
            numbers
            for numbers in not_all
            if {clause.number for clause in counted}.issuperset(numbers)
        ),
    )


def _telling(grounds: list[Ground]) -> Iterator[Ground]:
    """Yield the grounds that add a fact to those before them."""
    told: frozenset[tuple[str, bool]] = frozenset()
    for ground in grounds:
        if not ground.carried.facts <= told:
            told |= ground.carried.facts
            yield ground


def together(numbers: Numbers, known: Mapping[ClauseNumber, Knowledge]) -> Knowledge:
    """Return what is known of the union of several requirements.

    >>> one, other = ClauseNumber("6.1"), ClauseNumber("6.2")
    >>> together((one, other), {one: MET}).fulfilment.name
    'IN_PART'
    """
    each = [known.get(number, NOTHING_KNOWN) for number in numbers]
    return Knowledge(
        _every([piece.all_met for piece in each]), _any([piece.some_met for piece in each])
    )


def _every(facts: list[bool | None]) -> bool | None:
    return False if False in facts else None if None in facts else True


def _any(facts: list[bool | None]) -> bool | None:
    return True if True in facts else None if None in facts else False


def carried(given: Knowledge, relation: Relation) -> Knowledge:
    """Return what follows for a set of duties from what is known of one that relates to it so.

    >>> from mgmtsys.standard.relation import EQUAL, SUBSET, SUPERSET
    >>> [carried(MET, one).fulfilment.name for one in (EQUAL, SUPERSET, SUBSET)]
    ['SATISFIED', 'SATISFIED', 'IN_PART']
    >>> [carried(NOT_MET, one).fulfilment.name for one in (EQUAL, SUPERSET, SUBSET)]
    ['NOT_SATISFIED', 'UNKNOWN', 'NOT_SATISFIED']
    """
    missing, nothing = given.all_met is False, given.some_met is False
    everything, something = given.all_met is True, given.some_met is True
    met = everything and relation.covers
    unmet = (missing and relation.is_within) or (nothing and relation.overlaps)
    touched = (something and relation.is_within) or (everything and relation.overlaps)
    untouched = nothing and relation.covers
    return Knowledge(_fact(met, unmet), _fact(touched, untouched))


def _fact(holds: bool, fails: bool) -> bool | None:
    return True if holds else False if fails else None


def of_a_member(whole: Knowledge) -> Knowledge:
    """Return what is known of each of several requirements from what is known of their union."""
    return Knowledge(
        all_met=whole.all_met or None, some_met=None if whole.some_met else whole.some_met
    )
