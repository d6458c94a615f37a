"""Crosswalks: what is claimed of how the requirements of two editions overlap, and what follows."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

import attrs

from mgmtsys.standard.adoption import asks_the_same
from mgmtsys.standard.clause import Clause, ClauseNumber, Confidence, Force, Standard
from mgmtsys.standard.link import (
    Claim,
    Link,
    Matching,
    Numbers,
    Pair,
    all_of,
    contradiction,
    weakest,
)
from mgmtsys.standard.relation import ANY, EQUAL, Relation
from mgmtsys.standard.union import Side, held_by, holder, index_of, joins, meeting, overlap, side_of
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Contradiction, InvalidCrosswalk
from mgmtsys.values.text import Text, in_a_row, in_short, say


@attrs.frozen(field_transformer=checked)
class Crosswalk:
    """Links from the clauses of one edition to those of another; what is not linked is computed.

    ``~`` is an involution. ``a >> b`` composes: what it says follows from both, each link with its
    path, and ``~(a >> b)`` says what ``~b >> ~a`` does. An identity crosswalk changes nothing that is
    said of single clauses. Composition is associative where no clause has several links on either
    side, and sound everywhere.
    """

    id: str
    #: The edition whose clauses are the sources.
    source: str
    #: The edition whose clauses are the targets.
    target: str
    title: Text
    #: What holds of every link: rules of reading, words that stand for each other.
    remark: Text | None = None
    #: What has to hold for any of its claims to hold, in words that follow *if*.
    assumption: Text | None = None
    #: Where the claims come from.
    provenance: Text | None = None
    links: tuple[Link, ...] = ()

    __repr__ = in_short

    @staticmethod
    def identity(source: Standard, target: Standard | None = None) -> Crosswalk:
        """Return the crosswalk of an edition with itself, or with one that has items of it unchanged."""
        other = target or source
        return Crosswalk(
            id=crosswalk_id(source.id, other.id),
            source=source.id,
            target=other.id,
            title=_identity_title(source, other),
            links=tuple(
                Link(
                    (leave.number,),
                    (leave.number,),
                    relation=EQUAL,
                    matching=Matching.SYNTACTIC,
                    confidence=Confidence.HIGH,
                )
                for leave in _leaves(source)
                if leave.number in other and asks_the_same(leave, other[leave.number])
            ),
        )

    @functools.cached_property
    def claims(self) -> Mapping[Pair, Relation]:
        """What is said of each pair of sets of clauses; raises :class:`Contradiction`."""
        return {pair: link.relation for pair, link in self._merged.items()}

    @property
    def conjoined(self) -> tuple[Link, ...]:
        """The links, those of the same clauses as one; raises :class:`Contradiction`."""
        return tuple(self._merged.values())

    @property
    def _merged(self) -> Mapping[Pair, Link]:
        merged, contradictions = self._conjunction
        if contradictions:
            raise all_of(contradictions)
        return merged

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Every two links of the same clauses that exclude each other."""
        return self._conjunction[1]

    @functools.cached_property
    def _conjunction(self) -> tuple[Mapping[Pair, Link], tuple[Contradiction, ...]]:
        merged: dict[Pair, Link] = {}
        contradictions: list[Contradiction] = []
        for link in self.links:
            before = merged.get(link.pair)
            try:
                merged[link.pair] = link if before is None else self._both(before, link)
            except Contradiction as error:
                contradictions.append(error)
        return merged, tuple(contradictions)

    def numbered(self, *standards: Standard | None) -> Crosswalk:
        """Return the crosswalk by the numbers of clauses, where links go by aliases of the catalogues."""
        known = {standard.id: standard for standard in standards if standard is not None}

        def named(edition: str, numbers: Numbers) -> Numbers:
            standard = known.get(edition)
            return numbers if standard is None else tuple(map(standard.number_or_given, numbers))

        links = tuple(
            attrs.evolve(
                link,
                sources=named(self.source, link.sources),
                targets=named(self.target, link.targets),
            )
            for link in self.links
        )
        return self if links == self.links else attrs.evolve(self, links=links)

    def _both(self, one: Link, other: Link) -> Link:
        """Return one link that says what two of the same clauses say."""
        if one.relation == other.relation:
            if (one.assumption is None) is not (other.assumption is None):
                return one if one.assumption is None else other
            return one if weakest(one.confidence, other.confidence) != one.confidence else other
        if one.relation <= other.relation:
            return one
        if other.relation <= one.relation:
            return other
        paths = (self.path(one), self.path(other))
        try:
            relation = one.relation & other.relation
        except Contradiction:
            raise contradiction(*paths) from None
        return attrs.evolve(
            one,
            relation=relation,
            rationale=None,
            assumption=None,
            confidence=weakest(one.confidence, other.confidence),
            path=tuple(dict.fromkeys(paths[0] + paths[1])),
        )

    def path(self, link: Link) -> tuple[Claim, ...]:
        """Return what a link rests on: the claims it follows from, or the one that it is."""
        return link.path or (
            Claim(
                self.source,
                link.sources,
                relation=link.relation,
                target=self.target,
                targets=link.targets,
                reworded=link.reworded,
                assumptions=tuple(
                    assumption
                    for assumption in (self.assumption, link.assumption)
                    if assumption is not None
                ),
            ),
        )

    def source_gaps(self, standard: Standard) -> tuple[Clause, ...]:
        """Return the requirements of the source edition that no link reaches."""
        _check_edition(standard, self.source)
        links = self.numbered(standard).links
        return _gaps(standard, (link.sources for link in links if link.relation.overlaps))

    def target_gaps(self, standard: Standard) -> tuple[Clause, ...]:
        """Return the requirements of the target edition that no link reaches."""
        _check_edition(standard, self.target)
        links = self.numbered(standard).links
        return _gaps(standard, (link.targets for link in links if link.relation.overlaps))

    def __invert__(self) -> Crosswalk:
        """Return the crosswalk in the other direction."""
        return attrs.evolve(
            self,
            id=crosswalk_id(self.target, self.source),
            source=self.target,
            target=self.source,
            links=tuple(~link for link in self.links),
        )

    def __rshift__(self, other: object) -> Crosswalk:
        """Return what follows from both; raises :class:`InvalidCrosswalk`, :class:`Contradiction` with all."""
        if not isinstance(other, Crosswalk):
            return NotImplemented
        return compose(self, other)


def check_clauses(crosswalk: Crosswalk, standard: Standard) -> None:
    """Refuse links to clauses that the catalogue of an edition does not have, naming all of them.

    Raises :class:`InvalidCrosswalk`.
    """
    sides = ((crosswalk.source, "sources"), (crosswalk.target, "targets"))
    unknown = dict.fromkeys(
        number
        for edition, field in sides
        if edition == standard.id
        for link in crosswalk.links
        for number in getattr(link, field)
        if not standard.reaches(number)
    )
    if unknown:
        raise InvalidCrosswalk(
            "{crosswalk} links clauses that {edition} does not have: {missing}",
            crosswalk=crosswalk.id,
            edition=standard.id,
            missing=in_a_row(unknown),
        )


def _identity_title(source: Standard, target: Standard) -> Text:
    one, other = source.name or source.id, target.name or target.id
    is_based = source.based_on == target.id or target.based_on == source.id
    same = [(item.number, item.force, item.text) for item in source] == [
        (item.number, item.force, item.text) for item in target
    ]
    if is_based and same:
        return say("{source} and {target} (identical adoption)", source=one, target=other)
    return say("{source} and {target}", source=one, target=other)


def crosswalk_id(source: str, target: str) -> str:
    """Return the id that a crosswalk between two editions goes by."""
    return f"{source}--{target}"


def _check_edition(standard: Standard, edition: str) -> None:
    if standard.id != edition:
        raise InvalidCrosswalk(
            "{id} is another edition: expected the catalogue of {edition}",
            id=standard.id,
            edition=edition,
        )


def _leaves(standard: Standard) -> Iterator[Clause]:
    """Yield what can be reached: the requirements, and headings of which nothing below is known."""
    for clause in standard:
        if clause.is_requirement or (clause.force is Force.HEADING and not clause.items):
            yield clause


def _gaps(standard: Standard, linked: Iterable[Numbers]) -> tuple[Clause, ...]:
    reached = {number for numbers in linked for number in numbers}
    reached |= {held for number in tuple(reached) for held in held_by(standard, number)}
    return tuple(leave for leave in _leaves(standard) if leave.number not in reached)


def compose(first: Crosswalk, second: Crosswalk, between: Standard | None = None) -> Crosswalk:
    """Return what two crosswalks that meet in one edition say of the outer two.

    Sets of clauses in the middle are compared by their members: a subset demands no more, a common
    member is a common duty. Where a link speaks of several clauses and the other crosswalk of parts of
    them, the parts are joined first. With the catalogue of the edition ``between``, a heading holds
    what stands below it. Raises :class:`Contradiction` with every one that the two hold, and
    :class:`InvalidCrosswalk` where they do not meet.
    """
    if first.target != second.source:
        raise InvalidCrosswalk(
            "{crosswalk} ends at {target}, and {next} starts at {source}: expected one edition",
            crosswalk=first.id,
            target=first.target,
            next=second.id,
            source=second.source,
        )
    if first.contradictions + second.contradictions:
        raise all_of(first.contradictions + second.contradictions)
    if between is not None:
        _check_edition(between, first.target)
        first, second = first.numbered(between), second.numbered(between)
    whole = holder(between)
    left = [side_of(link, whole) for link in first.conjoined]
    right = [side_of(~link, whole) for link in second.conjoined]
    by_left, by_right = index_of(left), index_of(right)

    def derived(one: Side, other: Side) -> Iterator[Link]:
        relation = one.relation >> overlap(one.inner, other.inner) >> ~other.relation
        if relation == ANY:
            return
        before, after = one.links, tuple(~link for link in other.links)
        path = [claim for link in before for claim in first.path(link)]
        path += [claim for link in after for claim in second.path(link)]
        yield Link(
            one.outer,
            other.outer,
            relation=relation,
            reworded=relation == EQUAL and (one.reworded or other.reworded),
            matching=_common(link.matching for link in before + after),
            confidence=weakest(*(link.confidence for link in before + after)),
            path=tuple(dict.fromkeys(path)),
        )

    found: list[Link] = []
    for one in left:
        for other in meeting(one, by_right):
            found.extend(derived(one, other))
        for joined in joins(one, by_right):
            found.extend(derived(one, joined))
    for other in right:
        for joined in joins(other, by_left):
            found.extend(derived(joined, other))
    composed = Crosswalk(
        id=crosswalk_id(first.source, second.target),
        source=first.source,
        target=second.target,
        title=say(
            "From {source} to {target} by way of {between}",
            source=first.source,
            target=second.target,
            between=first.target,
        ),
        links=tuple(found),
    )
    return attrs.evolve(
        composed, links=tuple(sorted(composed.conjoined, key=lambda link: link.pair))
    )


def _common(matchings: Iterable[Matching]) -> Matching:
    """Return what all links rest on, or their meaning where that differs."""
    found = frozenset(matchings)
    return next(iter(found)) if len(found) == 1 else Matching.SEMANTIC


def tops_of(under: ClauseNumber | None, *standards: Standard | None) -> frozenset[ClauseNumber]:
    """Return a number that is asked for and those that it is an alias of; none where none is asked for."""
    if under is None:
        return frozenset()
    return frozenset(
        (
            under,
            *(standard.number_or_given(under) for standard in standards if standard is not None),
        )
    )
