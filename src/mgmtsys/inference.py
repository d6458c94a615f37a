"""What the links of one crosswalk say together: each pair of sets of clauses as narrow as follows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import attrs

from mgmtsys.crosswalk import Crosswalk, overlap
from mgmtsys.exceptions import Contradiction
from mgmtsys.link import Claim, Link, Numbers, contradiction
from mgmtsys.relation import ANY, DISJOINT, Relation, related

#: A network of more sets than this is left as stated: what follows from it grows with the cube.
LARGEST = 64


@attrs.frozen
class Conflict:
    """Two paths of claims that exclude each other: at least one claim is false."""

    one: tuple[Claim, ...]
    other: tuple[Claim, ...]

    @property
    def error(self) -> Contradiction:
        """The complaint, with both paths."""
        return contradiction(self.one, self.other)


@attrs.frozen
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

    Four facts are used until nothing changes: a relation composes with the next; a set of clauses
    that holds another demands all that it does; what is said of every part holds of their union; what
    lies in a union and touches none of some parts lies in the others. Whatever follows is true
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


def _of_members(one: _Node, other: _Node) -> _Known:
    """Return what the members of two sets of clauses say of them, without any claim."""
    return overlap(frozenset(one[1]), frozenset(other[1])), ()


class _Network:
    """The sets that some links are about, with what is known of each pair so far."""

    def __init__(self, crosswalk: Crosswalk, links: tuple[Link, ...]) -> None:
        self.crosswalk = crosswalk
        self.links = links
        stated = dict.fromkeys(node for link in links for node in _ends(link))
        members = {(side, (number,)): None for side, numbers in stated for number in numbers}
        # Of a member that no link names by itself something can follow too.
        nodes = stated | members
        self.nodes: tuple[_Node, ...] = tuple(nodes if len(nodes) <= LARGEST else stated)
        self.known: dict[tuple[_Node, _Node], _Known] = {}
        self.waiting: deque[tuple[_Node, _Node]] = deque()

    @property
    def is_of_one_edition(self) -> bool:
        """Whether both sides are of the same edition, so that a clause there is the one here."""
        return self.crosswalk.source == self.crosswalk.target

    def closed(self) -> Iterator[Link]:
        """Return everything that follows; raises :class:`_Conflicting`."""
        stated: dict[tuple[_Node, _Node], Link] = {}
        for link in self.links:
            stated.setdefault(_ends(link), link)
            self._narrow(*_ends(link), (link.relation, self.crosswalk.path(link)))
            if self.is_of_one_edition:
                self._narrow(*_ends(link), _of_members(*_ends(link)))
        if len(self.nodes) <= LARGEST:
            self._close()
        for (one, other), (relation, path) in self.known.items():
            if other[0] and not one[0]:
                claimed = stated.get((one, other))
                if claimed is not None and claimed.relation == relation:
                    yield claimed
                elif claimed is not None:
                    yield Link(
                        one[1], other[1], relation, path=path or self.crosswalk.path(claimed)
                    )
                elif path:  # else it is what the sets of clauses are themselves
                    yield Link(one[1], other[1], relation, path=path)

    def _close(self) -> None:
        for one in self.nodes:
            for other in self.nodes:
                if one < other and (one[0] is other[0] or self.is_of_one_edition):
                    self._narrow(one, other, _of_members(one, other))
        while self.waiting:
            self._follow(*self.waiting.popleft())

    def _follow(self, one: _Node, other: _Node) -> None:
        """Draw what follows from what is newly known of two sets."""
        for third in self.nodes:
            if third not in (one, other):
                self._narrow(one, third, self._by_way(one, other, third))
                self._narrow(third, other, self._by_way(third, one, other))
        for whole in self.nodes:
            if len(whole[1]) > 1 and whole[0] is one[0] and whole not in (one, other):
                self._narrow(whole, other, self._of_parts(whole, other))
        relation, _ = self.known[one, other]
        for whole in self.nodes if relation == DISJOINT else [other] if relation.is_within else ():
            if len(whole[1]) > 1 and whole[0] is other[0]:
                self._exclude(one, whole)

    def _exclude(self, one: _Node, whole: _Node) -> None:
        """Place a set that lies in a union: in what is left of that without the parts it does not touch."""
        within, path = self.known.get((one, whole), _NOTHING)
        if not within.is_within:
            return
        left = set(whole[1])
        for node in self.nodes:
            relation, further = self.known.get((one, node), _NOTHING)
            if node[0] is whole[0] and relation == DISJOINT and not left.isdisjoint(node[1]):
                left.difference_update(node[1])
                path += further
        for node in self.nodes if 0 < len(left) < len(whole[1]) else ():
            if node not in (one, whole) and node[0] is whole[0] and left.issubset(node[1]):
                self._narrow(one, node, (related(is_within=True), path))

    def _by_way(self, one: _Node, middle: _Node, other: _Node) -> _Known:
        first, path = self.known.get((one, middle), _NOTHING)
        second, further = self.known.get((middle, other), _NOTHING)
        return first >> second, path + further

    def _of_parts(self, whole: _Node, other: _Node) -> _Known:
        """Return what is known of a set of clauses from sets that it is the union of."""
        members = frozenset(whole[1])
        parts = [
            (node, *self.known[node, other])
            for node in self.nodes
            if node != whole
            and node[0] is whole[0]
            and members.issuperset(node[1])
            and (node, other) in self.known
        ]
        for says in (DISJOINT, related(is_within=True)):
            some = [(node, path) for node, relation, path in parts if relation <= says]
            if members == {number for node, _ in some for number in node[1]}:
                return says, tuple(claim for _, path in some for claim in path)
        return _NOTHING

    def _narrow(self, one: _Node, other: _Node, more: _Known) -> None:
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
