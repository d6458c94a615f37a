"""Clauses, and editions of standards as trees."""

from __future__ import annotations

import enum
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from mgmtsys.standard.clause_number import (  # a clause goes by its number, so both come from here
    ClauseNumber as ClauseNumber,  # noqa: PLC0414
    ClauseRef as ClauseRef,  # noqa: PLC0414
    as_number,
    clause_refs as clause_refs,  # noqa: PLC0414
)
from mgmtsys.standard.outline import Outline, extends, outline_problems
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import (
    InvalidDocument,
    InvalidStandard,
    NotUnderstood,
    Problem,
    UnknownClause,
    UnknownStandard,
)
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.text import Text, in_a_row, in_short, say


class Force(enum.Enum):
    """What an item demands (ISO/IEC Directives Part 2; ISO 14001:2015, A.3; GB/T 1.1)."""

    HEADING = "heading"
    SHALL = "shall"
    #: Must be thought about, and may then be excluded: 考虑.
    CONSIDER = "consider"
    #: Must be thought about, and may not be excluded: 必须考虑.
    TAKE_INTO_ACCOUNT = "take_into_account"
    #: A recommendation: 宜.
    SHOULD = "should"
    MAY = "may"
    NOTE = "note"


#: The forces that a requirement can have; headings, permissions and notes ask for nothing.
REQUIRING = frozenset({Force.SHALL, Force.CONSIDER, Force.TAKE_INTO_ACCOUNT, Force.SHOULD})


class Duty(enum.Enum):
    """What an item asks of documented information: keep it current, or keep it as evidence."""

    MAINTAIN = "maintain"
    RETAIN = "retain"


class Confidence(enum.Enum):
    """How sure a datum is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def _outline(clauses: Iterable[Clause]) -> Outline:
    return tuple((clause.number, _outline(clause.items)) for clause in clauses)


def _nested(items: Any) -> Any:
    """Return items with each that extends the number of the one before it below that.

    A list of all items in a row and a tree of them are so the same value.
    """
    if not isinstance(items, tuple) or not all(isinstance(item, Clause) for item in items):
        return items  # which is refused, and so is a number that is there twice
    if not any(extends(item.number, before.number) for before, item in itertools.pairwise(items)):
        return items
    numbers = [inner.number for item in items for inner in item.walk()]
    if len(set(numbers)) < len(numbers):
        return items
    found: list[tuple[Clause, list[Clause]]] = []
    for item in items:
        if found and extends(item.number, found[-1][0].number):
            found[-1][1].append(item)
        else:
            found.append((item, []))
    return tuple(
        attrs.evolve(top, items=(*top.items, *below)) if below else top for top, below in found
    )


@attrs.frozen(field_transformer=checked)
class Clause:
    """One item of a standard: a heading, a requirement or a note, and what stands below it."""

    number: ClauseNumber
    #: The heading as a fact, or the requirement in words of the catalogue's own.
    text: Text
    force: Force = Force.SHALL
    #: Whether the force is limited in the text: "as appropriate", "if practicable".
    qualified: bool = False
    #: What the item asks of documented information.
    documented: Duty | None = None
    #: The names of the questions whose answers show whether the item is met.
    asks: tuple[str, ...] = ()
    #: The kinds of requirement that it is of, by name, for the checks and the reviews that go by them.
    kinds: tuple[str, ...] = ()
    remark: Text | None = None
    #: What the files of others call the item, where that is not its number.
    alias: str | None = None
    #: Where this item's facts come from, and how sure they are, where that differs from what stands above.
    source: Text | None = None
    confidence: Confidence | None = None
    #: The headings of the shared structure that it hangs on, where they are not the one of its number.
    hangs_on: tuple[ClauseNumber, ...] | None = None
    items: tuple[Clause, ...] = attrs.field(default=(), converter=_nested)

    def __attrs_post_init__(self) -> None:
        """Refuse a child whose number does not extend this one's."""
        if not all(extends(item.number, self.number) for item in self.items):
            raise InvalidStandard(
                tuple(outline_problems(_outline(self.items), ("items",), self.number))
            )

    @property
    def is_requirement(self) -> bool:
        """Whether the item asks for something; only these are rows of a clause matrix."""
        return self.force in REQUIRING

    def walk(self) -> Iterator[Clause]:
        """Yield this item and all below it, in the order of the standard."""
        yield self
        for item in self.items:
            yield from item.walk()


@attrs.frozen(field_transformer=checked)
class Standard:
    """One edition of one standard as a tree; numbers are unique in it.

    ``standard["6.2.1.a"]`` finds an item, by its alias too, as ``in`` does; iterating yields all in the
    order of the standard.
    """

    #: The edition, such as ``iso14001:2015``.
    id: str
    title: Text
    clauses: tuple[Clause, ...] = attrs.field(converter=_nested)
    #: What people call it in print, such as ``ISO 14001:2015``.
    name: str | None = None
    #: Where the catalogue's facts come from, and how sure they are, unless an item says otherwise.
    source: Text | None = None
    confidence: Confidence | None = None
    #: Whether the catalogue may still change with its source.
    provisional: bool = False
    #: The edition that this one amends or adopts.
    based_on: str | None = None
    #: The structure of headings that this edition shares with others, such as ``harmonized:2021``.
    hangs_on: str | None = None
    #: Who issued it, when, and since when it is in force, as its front page says.
    issuer: Text | None = None
    issued: date | None = None
    in_force: date | None = None
    #: The items of other editions that stand here unchanged, under the same number: what follows from
    #: ``based_on`` and the catalogue of that edition, and so no part of the value.
    adopted: frozenset[ClauseRef] = attrs.field(default=frozenset(), eq=False, repr=False)
    #: Where an unknown number is looked for, to say which edition has it; no part of the value.
    editions: Callable[[], Iterable[Standard]] | None = attrs.field(
        default=None, eq=False, repr=False
    )

    __repr__ = in_short

    def __attrs_post_init__(self) -> None:
        """Refuse two items of one number."""
        if len(self._by_number) != sum(1 for _ in self._walk()):
            raise InvalidStandard(tuple(outline_problems(_outline(self.clauses), ("clauses",))))

    def _walk(self) -> Iterator[Clause]:
        return itertools.chain.from_iterable(map(Clause.walk, self.clauses))

    def __iter__(self) -> Iterator[Clause]:
        """Yield every item in the order of the standard."""
        return iter(self._by_number.values())

    @functools.cached_property
    def _by_number(self) -> dict[ClauseNumber, Clause]:
        """The items by number, in the order of the standard."""
        return {clause.number: clause for clause in self._walk()}

    @functools.cached_property
    def names(self) -> Mapping[ClauseNumber, frozenset[ClauseRef]]:
        """The names, its own among them, of each item that other editions have unchanged."""
        found: dict[ClauseNumber, set[ClauseRef]] = {}
        for name in self.adopted:
            found.setdefault(name.number, {ClauseRef(self.id, name.number)}).add(name)
        return {number: frozenset(names) for number, names in found.items()}

    @functools.cached_property
    def _by_alias(self) -> Mapping[str, ClauseNumber | None]:
        """What each alias stands for, as it is spelled and as a number reads it; nothing where two have it."""
        found: dict[str, ClauseNumber | None] = {}
        for spell in (_as_read, str.strip):
            meant: dict[str, ClauseNumber | None] = {}
            for clause in self:
                name = spell(clause.alias) if clause.alias else None
                if name is not None:
                    meant[name] = None if name in meant else clause.number
            found |= meant
        return found

    def number_of(self, given: ClauseNumber | str) -> ClauseNumber | None:
        """Return the number that a number or an alias means in this edition; ``None`` for what is neither.

        A number goes before an alias that is spelled alike; an alias of two items means neither.
        """
        if isinstance(given, ClauseNumber):
            return given if given in self._by_number else self._by_alias.get(str(given))
        number = as_number(given)
        known = number if number in self._by_number else self._by_alias.get(given.strip())
        return known or (None if number is None else self._by_alias.get(str(number)))

    def number_or_given(self, given: ClauseNumber) -> ClauseNumber:
        """Return the number that a number or an alias means here, or else what was given."""
        return self.number_of(given) or given

    def numbered(self, clause: ClauseRef) -> ClauseRef:
        """Return a reference by the number of its item, where it goes by an alias of this edition."""
        number = self.number_or_given(clause.number)
        return clause if number == clause.number else ClauseRef(clause.standard, number)

    def __len__(self) -> int:
        """Return how many items there are, headings too."""
        return len(self._by_number)

    def __contains__(self, item: object) -> bool:
        """Whether the edition has an item, or one of a number or an alias; a reference is of an edition."""
        if isinstance(item, Clause):
            return self._by_number.get(item.number) == item
        if isinstance(item, ClauseRef):
            return item.standard == self.id and item.number in self
        return isinstance(item, ClauseNumber | str) and self.number_of(item) is not None

    def __getitem__(self, number: ClauseNumber | str) -> Clause:
        """Return the item of a number or an alias; raises :class:`UnknownClause`, which says who has it."""
        known = self.number_of(number)
        if known is None:
            raise self.unknown(ClauseNumber(number) if isinstance(number, str) else number)
        return self._by_number[known]

    def unknown(self, number: ClauseNumber) -> UnknownClause:
        """Return the complaint that there is no such number: who has it, or what stands there instead."""
        said = [say("{edition} has no {number}", edition=self.id, number=number)]
        for other in self.editions() if self.editions else ():
            if number in other:
                clause = other[number]
                has = {"edition": other.id, "number": number}
                said.append(
                    say("{edition} has {number}, {title}", title=clause.text, **has)
                    if clause.force is Force.HEADING
                    else say("{edition} has {number}", **has)
                )
        such = in_a_row(clause.number for clause in self._beside(number)[:3])
        if str(such) and len(said) == 1:
            return UnknownClause(
                "{unknown}: expected one such as {such}", unknown=said[0], such=such
            )
        return UnknownClause(in_a_row(said, SEMICOLON))

    def _beside(self, number: ClauseNumber) -> tuple[Clause, ...]:
        """Return what is listed where a number would stand, or else above that."""
        above = number.parent
        while above is not None:
            if above in self and self[above].items:
                return self[above].items
            above = above.parent
        return self.clauses

    def below(self, number: ClauseNumber | str) -> tuple[Clause, ...]:
        """Return the item of a number with all below it, in the order of the standard.

        A number that is only the beginning of others, such as a letter over numbered items, stands for
        those. Raises :class:`UnknownClause` where there is nothing of either.
        """
        key = self.number_of(number) or (
            ClauseNumber(number) if isinstance(number, str) else number
        )
        if not self.reaches(key):
            raise self.unknown(key)
        return tuple(clause for clause in self if clause.number.is_under(key))

    def reaches(self, number: ClauseNumber) -> bool:
        """Whether there is an item of a number or an alias, or one whose number it is the beginning of."""
        return number in self or number.parts in self._beginnings

    @functools.cached_property
    def _beginnings(self) -> frozenset[tuple[str, ...]]:
        whole = [number.parts for number in self._by_number]
        return frozenset(parts[:end] for parts in whole for end in range(1, len(parts)))

    def requirements(self, under: ClauseNumber | str | None = None) -> tuple[Clause, ...]:
        """Return the items that ask for something, all or those under one number."""
        found = tuple(clause for clause in self if clause.is_requirement)
        if under is None:
            return found
        number = self.number_or_given(ClauseNumber(under) if isinstance(under, str) else under)
        return tuple(clause for clause in found if clause.number.is_under(number))

    def source_of(self, number: ClauseNumber | str) -> Text | None:
        """Return where an item's facts come from: as it says, or what stands above it, or the edition.

        Raises :class:`UnknownClause`.
        """
        found: Text | None = self._stated(number, "source")
        return found

    def confidence_of(self, number: ClauseNumber | str) -> Confidence | None:
        """Return how sure an item's facts are: as it says, or what stands above it, or the edition.

        Raises :class:`UnknownClause`.
        """
        found: Confidence | None = self._stated(number, "confidence")
        return found

    def _stated(self, number: ClauseNumber | str, name: str) -> Any:
        key: ClauseNumber | None = self[number].number
        while key is not None:
            stated = getattr(self._by_number.get(key), name, None)
            if stated is not None:
                return stated
            key = key.parent
        return getattr(self, name)

    def hung_on(self, structure: Standard) -> tuple[tuple[ClauseRef, ClauseRef], ...]:
        """Return each item with the heading of the shared structure that it hangs on.

        That is the heading of its own number, unless the item names others or none. Raises
        :class:`UnknownStandard` for a structure that this edition does not name, and
        :class:`UnknownClause` for a heading that the structure does not have.
        """
        if structure.id != self.hangs_on:
            raise UnknownStandard(
                "{edition} hangs on {structure}: expected that, not {given}",
                edition=self.id,
                structure=self.hangs_on or say("no structure"),
                given=structure.id,
            )
        return tuple(
            (ClauseRef(self.id, clause.number), ClauseRef(structure.id, structure[heading].number))
            for clause in self
            for heading in _headings_of(clause, structure)
        )

    def with_wording(
        self, wording: Mapping[ClauseNumber | str, Text], source: Text | None = None
    ) -> Standard:
        """Return the edition with wording of one's own laid over, language by language.

        ``source`` says where the wording is from, licensed text for one. Raises
        :class:`InvalidDocument` with every number that the edition does not have.
        """
        found: dict[ClauseNumber, Text] = {}
        problems: list[Problem] = []
        for number, text in wording.items():
            try:
                found[self[number].number] = text
            except NotUnderstood as error:
                problems.append(Problem((str(number),), error.message))
        if problems:
            raise InvalidDocument(tuple(problems))
        return attrs.evolve(
            self, clauses=tuple(self._worded(clause, found, source) for clause in self.clauses)
        )

    def _worded(
        self, clause: Clause, wording: Mapping[ClauseNumber, Text], source: Text | None
    ) -> Clause:
        changes: dict[str, Any] = {
            "items": tuple(self._worded(item, wording, source) for item in clause.items)
        }
        if clause.number in wording:
            changes["text"] = clause.text | wording[clause.number]
            changes["source"] = source or clause.source
        elif source is not None and any(clause.number.is_under(number) for number in wording):
            # What stands below new wording is still from where it was.
            changes["source"] = self.source_of(clause.number)
        return attrs.evolve(clause, **changes)


def _as_read(alias: str) -> str | None:
    number = as_number(alias)
    return None if number is None else str(number)


def _headings_of(clause: Clause, structure: Standard) -> tuple[ClauseNumber, ...]:
    own = (clause.number,) if clause.number in structure else ()
    return own if clause.hangs_on is None else clause.hangs_on
