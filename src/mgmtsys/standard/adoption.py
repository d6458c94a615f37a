"""Which items of several editions are one requirement, because one edition adopts another's unchanged."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping

import attrs

from mgmtsys.standard.clause import Clause, ClauseRef, Standard
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import NotUnderstood


def asks_the_same(one: Clause, other: Clause) -> bool:
    """Whether two items say the same with the same force, whatever stands below them."""
    return (one.text, one.force, one.qualified, one.documented) == (
        other.text,
        other.force,
        other.qualified,
        other.documented,
    )


def adopting(standard: Standard, base: Standard) -> Standard:
    """Return an edition that knows which items of ``base``, and of what that adopts, it has unchanged."""
    kept = {
        clause.number
        for clause in standard
        if clause.number in base and asks_the_same(clause, base[clause.number])
    }
    adopted = {ClauseRef(base.id, number) for number in kept}
    adopted |= {
        reference
        for reference in base.adopted
        if reference.number in kept and reference.standard != standard.id
    }
    return attrs.evolve(standard, adopted=frozenset(adopted))


def related(standard: Standard, resolve: Callable[[str], Standard]) -> Standard:
    """Return a whole catalogue with what it adopts of the edition that it names, where that is known."""
    if standard.based_on is None:
        return standard
    try:
        return adopting(standard, resolve(standard.based_on))
    except (
        NotUnderstood,
        LookupError,
    ):  # a name of an edition that nobody has is a name all the same
        return standard


def adopted_as(standard: Standard, *editions: str) -> Standard:
    """Return an edition that knows itself to be adopted identically as others."""
    names = {ClauseRef(id, clause.number) for id in editions for clause in standard}
    return attrs.evolve(standard, adopted=standard.adopted | names)


@attrs.frozen(field_transformer=checked)
class Editions:
    """Catalogues side by side, in which an item goes by the name of every edition that has it unchanged.

    To be one requirement is an equivalence: ``b in names(a)`` exactly when ``a in names(b)``.
    """

    standards: tuple[Standard, ...] = ()

    def names(self, clause: ClauseRef) -> frozenset[ClauseRef]:
        """Return every name of an item, the given one among them; an alias stands for its number."""
        own = self._numbered(clause)
        known = frozenset((own,))
        groups = [
            standard.names[own.number]
            for standard in self.standards
            if own.number in standard.names
        ]
        while True:
            more = known.union(*(group for group in groups if not known.isdisjoint(group)))
            if more == known:
                return known
            known = more

    def _numbered(self, clause: ClauseRef) -> ClauseRef:
        for standard in self.standards:
            if standard.id == clause.standard:
                return standard.numbered(clause)
        return clause

    def listed(self, clauses: Iterable[ClauseRef]) -> tuple[ClauseRef, ...]:
        """Return clauses as the listed editions name them; those of other editions are left out."""
        found: dict[ClauseRef, None] = {}
        for clause in clauses:
            names = {name.standard: name for name in self.names(clause)}
            for standard in self.standards:
                own = names.get(standard.id)
                if own is not None and standard.reaches(own.number):
                    found[own] = None
        return tuple(found)

    def reach(self, clause: ClauseRef) -> bool:
        """Whether the listed editions have a clause, or something whose number it is the beginning of."""
        return bool(self.listed((clause,))) or any(
            adopted.is_under(clause) for standard in self.standards for adopted in standard.adopted
        )

    def asking(self, names: Iterable[str]) -> tuple[ClauseRef, ...]:
        """Return the requirements that ask a question or are of a kind, name by name; each once."""
        return tuple(dict.fromkeys(asked for name in names for asked in self._asking.get(name, ())))

    @functools.cached_property
    def _asking(self) -> Mapping[str, tuple[ClauseRef, ...]]:
        found: dict[str, list[ClauseRef]] = {}
        for standard in self.standards:
            for clause in standard.requirements():
                for name in (*clause.asks, *clause.kinds):
                    found.setdefault(name, []).append(ClauseRef(standard.id, clause.number))
        return {name: tuple(clauses) for name, clauses in found.items()}

    def covers(self, above: ClauseRef, clause: ClauseRef) -> bool:
        """Whether an item, under one of its names, is the given clause or stands below it.

        What an amendment adds stands below nothing of the edition that it amends; what a catalogue lists
        under the headings of an edition of which only these are known stands below them.
        """
        over = [
            name
            for name in self.names(above)
            if above.standard in self._headings.get(name.standard, ())
        ]
        return any(
            name.is_under(heading) for name in self.names(clause) for heading in (above, *over)
        )

    @functools.cached_property
    def _headings(self) -> Mapping[str, frozenset[str]]:
        """The editions of which each listed one has headings, and no requirement."""
        found: dict[str, frozenset[str]] = {}
        for standard in self.standards:
            named = {name.standard for name in standard.adopted}
            asking = {
                name.standard for name in standard.adopted if standard[name.number].is_requirement
            }
            found[standard.id] = frozenset(named - asking)
        return found


#: No catalogue at all, by which every item has its own name alone.
NO_EDITIONS = Editions()
