"""What the links of one crosswalk say together: each pair of sets of clauses as narrow as follows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import combinations

import attrs

from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.link import Claim, Link, Numbers, contradiction
from mgmtsys.standard.relation import ANY, DISJOINT, OVERLAPPING, Relation, related
from mgmtsys.standard.union import overlap
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Contradiction

#: A network of more sets than this is left as stated: what follows from it grows with the cube.
LARGEST = 64
#: The first set demands something that the second does not.
_NOT_WITHIN = Relation.parse("superset-of | intersects-with | no-relationship")


@attrs.frozen(field_transformer=checked)
class Conflict:
    """Two paths of claims that exclude each other: at least one claim is false."""

    one: tuple[Claim, ...]
    other: tuple[Claim, ...]

    @property
    def error(self) -> Contradiction:
        """The complaint, with both paths."""
        return contradiction(self.one, self.other)


@attrs.frozen(field_transformer=checked)
class Inference:
    """What follows from the links of a crosswalk, and where they exclude each other."""

    #: One link for each pair of sets of which something is known; a narrowed one has its path.
    links: tuple[Link, ...]
    #: Every one: those of a network that cannot be true, whose links are left as stated.
    conflicts: tuple[Conflict, ...]


class _Conflicting(Exception):
    """Carries the conflict that ends the inference of one network."""


def infer(crosswalk: Crosswalk) -> Inference:
    """Return what the links of a crosswalk say together.

    Five facts are used until nothing changes: a relation composes with the next; a set of clauses
    that holds another demands all that it does; what is said of every part holds of their union; what
    lies in a union and touches none of some parts lies in the others, and what lies in it and not in
    some parts touches the others. Whatever follows is true
    wherever the links are, which is not to say that all that is true follows.
    """
    links: list[Link] = []
    conflicts: list[Conflict] = []
    for part in _parts(crosswalk.links):
        try:
            links.extend(_Network(crosswalk, part).closed())
        except _Conflicting as found:
            conflicts.extend(found.args)
            conflicts.extend(_further(crosswalk, part, *found.args))
            links.extend(part)
    return Inference(tuple(links), tuple(conflicts))


def _further(
    crosswalk: Crosswalk, links: tuple[Link, ...], conflict: Conflict
) -> Iterator[Conflict]:
    """Yield the conflicts that remain once the last link of each one before is taken away."""
    left = list(links)
    while True:
        claims = frozenset(conflict.one + conflict.other)
        left.remove([link for link in left if claims.intersection(crosswalk.path(link))][-1])
        try:
            deque(_Network(crosswalk, tuple(left)).closed(), maxlen=0)
        except _Conflicting as found:
            (conflict,) = found.args
            yield conflict
        else:
            return


#: A set of clauses of the source edition (``False``) or of the target edition (``True``).
_Node = tuple[bool, Numbers]


def _ends(link: Link) -> tuple[_Node, _Node]:
    return (False, link.sources), (True, link.targets)


def _parts(links: Iterable[Link]) -> Iterator[tuple[Link, ...]]:
    """Yield the links network by network: those that share a clause, directly or by way of others."""
    listed = tuple(links)
    at: dict[object, list[int]] = {}
    for index, link in enumerate(listed):
        for is_target, numbers in _ends(link):
            for number in numbers:
                at.setdefault((is_target, number), []).append(index)
    seen: set[int] = set()
    for start in range(len(listed)):
        if start in seen:
            continue
        seen.add(start)
        waiting, part = deque([start]), [start]
        while waiting:
            for is_target, numbers in _ends(listed[waiting.popleft()]):
                for number in numbers:
                    for index in at.pop((is_target, number), ()):
                        if index not in seen:
                            seen.add(index)
                            waiting.append(index)
                            part.append(index)
        yield tuple(listed[index] for index in sorted(part))


_Known = tuple[Relation, tuple[Claim, ...]]
_NOTHING: _Known = (ANY, ())


class _Network:
    """The sets that some links are about, with what is known of each pair so far.

    A set goes by its place among them, since hashing its clauses anew for each look would be dear.
    """

    def __init__(self, crosswalk: Crosswalk, links: tuple[Link, ...]) -> None:
        self.crosswalk = crosswalk
        self.links = links
        stated = dict.fromkeys(node for link in links for node in _ends(link))
        members = {(side, (number,)): None for side, numbers in stated for number in numbers}
        # Of a member that no link names by itself something can follow too.
        nodes = stated | members
        self.nodes: tuple[_Node, ...] = tuple(nodes if len(nodes) <= LARGEST else stated)
        self.places = range(len(self.nodes))
        self.members = [frozenset(numbers) for _, numbers in self.nodes]
        sides = ([n for n in self.places if self.nodes[n][0] is side] for side in (False, True))
        #: The sets of either side, source and target, and those of them that are unions.
        self.beside = tuple(sides)
        self.unions = tuple([n for n in side if len(self.members[n]) > 1] for side in self.beside)
        #: Where both sides are of one edition, a clause there is the one here.
        self.is_of_one_edition = crosswalk.source == crosswalk.target
        self.known: dict[tuple[int, int], _Known] = {}
        self.waiting: deque[tuple[int, int]] = deque()

    def closed(self) -> Iterator[Link]:
        """Return everything that follows; raises :class:`_Conflicting`."""
        place = {node: n for n, node in enumerate(self.nodes)}
        stated: dict[tuple[int, int], Link] = {}
        for link in self.links:
            source, target = (place[end] for end in _ends(link))
            stated.setdefault((source, target), link)
            self._narrow(source, target, (link.relation, self.crosswalk.path(link)))
            if self.is_of_one_edition:
                self._narrow(source, target, self._of_members(source, target))
        if len(self.nodes) <= LARGEST:
            self._close()
        for (one, other), (relation, path) in self.known.items():
            (is_target, sources), (to_target, targets) = self.nodes[one], self.nodes[other]
            if to_target and not is_target:
                claimed = stated.get((one, other))
                if claimed is not None and claimed.relation == relation:
                    yield claimed
                elif claimed is not None:
                    rests_on = path or self.crosswalk.path(claimed)
                    yield Link(sources, targets, relation=relation, path=rests_on)
                elif path:  # else it is what the sets of clauses are themselves
                    yield Link(sources, targets, relation=relation, path=path)

    def _close(self) -> None:
        for alike in (self.places,) if self.is_of_one_edition else self.beside:
            for one, other in combinations(alike, 2):
                self._narrow(one, other, self._of_members(one, other))
        while self.waiting:
            self._follow(*self.waiting.popleft())

    def _of_members(self, one: int, other: int) -> _Known:
        """Return what the members of two sets of clauses say of them, without any claim."""
        return overlap(self.members[one], self.members[other]), ()

    def _side(self, node: int) -> int:
        return self.nodes[node][0]

    def _follow(self, one: int, other: int) -> None:
        """Draw what follows from what is newly known of two sets."""
        for third in self.places:
            if third not in (one, other):
                self._narrow(one, third, self._by_way(one, other, third))
                self._narrow(third, other, self._by_way(third, one, other))
        for whole in self.unions[self._side(one)]:
            if whole not in (one, other):
                self._narrow(whole, other, self._of_parts(whole, other))
        relation, _ = self.known[one, other]
        if relation <= _NOT_WITHIN:
            for whole in self.unions[self._side(other)]:
                self._exclude(one, whole)
                self._reach(one, whole, other)
        elif relation.is_within and len(self.members[other]) > 1:
            self._exclude(one, other)
            for part in self.beside[self._side(other)]:
                self._reach(one, other, part)

    def _exclude(self, one: int, whole: int) -> None:
        """Place a set that lies in a union: in what is left of that without the parts it does not touch."""
        within, path = self.known.get((one, whole), _NOTHING)
        if not within.is_within:
            return
        beside, left = self.beside[self._side(whole)], set(self.members[whole])
        for node in beside:
            relation, further = self.known.get((one, node), _NOTHING)
            if relation == DISJOINT and not left.isdisjoint(self.members[node]):
                left -= self.members[node]
                path += further
        for node in beside if 0 < len(left) < len(self.members[whole]) else ():
            if node not in (one, whole) and left <= self.members[node]:
                self._narrow(one, node, (related(is_within=True), path))

    def _reach(self, one: int, whole: int, part: int) -> None:
        """Let a set that lies in a union, and not in one part of it, touch what is left of the union."""
        within, path = self.known.get((one, whole), _NOTHING)
        beyond, further = self.known.get((one, part), _NOTHING)
        left = self.members[whole] - self.members[part]
        if not (within.is_within and beyond <= _NOT_WITHIN):
            return
        if not 0 < len(left) < len(self.members[whole]):
            return
        for node in self.beside[self._side(whole)]:
            if node != one and left <= self.members[node]:
                self._narrow(one, node, (OVERLAPPING, path + further))

    def _by_way(self, one: int, middle: int, other: int) -> _Known:
        first, path = self.known.get((one, middle), _NOTHING)
        second, further = self.known.get((middle, other), _NOTHING)
        return first >> second, path + further

    def _of_parts(self, whole: int, other: int) -> _Known:
        """Return what is known of a set of clauses from sets that it is the union of."""
        members = self.members[whole]
        parts = [
            (node, *self.known[node, other])
            for node in self.beside[self._side(whole)]
            if node != whole and (node, other) in self.known and self.members[node] <= members
        ]
        for says in (DISJOINT, related(is_within=True)):
            some = [(node, path) for node, relation, path in parts if relation <= says]
            if members == {number for node, _ in some for number in self.members[node]}:
                return says, tuple(claim for _, path in some for claim in path)
        return _NOTHING

    def _narrow(self, one: int, other: int, more: _Known) -> None:
        """Add what is known of two sets, in both directions; raises :class:`_Conflicting`."""
        relation, path = more
        before, its_path = self.known.get((one, other), _NOTHING)
        if before <= relation:
            return
        try:
            narrowed = before & relation
        except Contradiction:
            conflict = Conflict(tuple(dict.fromkeys(its_path)), tuple(dict.fromkeys(path)))
            raise _Conflicting(conflict) from None
        claims = tuple(dict.fromkeys(path if relation == narrowed else its_path + path))
        self.known[one, other] = (narrowed, claims)
        self.known[other, one] = (~narrowed, claims)
        self.waiting += ((one, other), (other, one))
