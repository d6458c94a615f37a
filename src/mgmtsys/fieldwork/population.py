"""A population: the list of units that a sample is drawn from, and its fingerprint."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import refuse
from mgmtsys.values.exceptions import NotUnderstood, Problem
from mgmtsys.values.text import in_a_row, say, say_of_many

#: A wrong column of ids makes as many complaints as it has rows; so many are spelled out.
_SPELLED = 20


@attrs.frozen(field_transformer=checked)
class PopulationColumn:
    """What is known of every unit under one head, in the order of the units."""

    head: str
    values: tuple[str, ...]


def _ids(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _columns(
    given: Iterable[PopulationColumn] | Mapping[str, Iterable[str]],
) -> tuple[PopulationColumn, ...]:
    if isinstance(given, Mapping):
        return tuple(PopulationColumn(head, tuple(values)) for head, values in given.items())
    return tuple(given)


@attrs.frozen(field_transformer=checked)
class Population:
    """Units by their ids, in the order of their list, with columns of what is known of them.

    >>> Population(["P1", "P2", "P3"], {"shop": ["boiler", "turbine", "boiler"]}).counts("shop")
    {'boiler': 2, 'turbine': 1}

    Refused with every problem where it is empty, where an id is blank or stands twice, and where a
    column has not one value for each unit.
    """

    ids: tuple[str, ...] = attrs.field(converter=_ids)
    #: Built from columns, or from values by their head.
    columns: tuple[PopulationColumn, ...] = attrs.field(default=(), converter=_columns)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no list of different units."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        if not self.ids:
            yield Problem((), say("the population is empty: expected at least one unit"))
        if len(set(self.ids)) < len(self.ids) or "" in self.ids:
            yield from self._wrong_ids()
        for column in self.columns:
            if len(column.values) != len(self.ids):
                yield Problem(
                    (column.head,),
                    say_of_many(
                        "{count} value for {units} units: expected one for each unit",
                        "{count} values for {units} units: expected one for each unit",
                        count=len(column.values),
                        units=len(self.ids),
                    ),
                )

    def _wrong_ids(self) -> Iterator[Problem]:
        first: dict[str, int] = {}
        wrong = 0
        for index, id in enumerate(self.ids):
            before = first.setdefault(id, index)
            if id and before == index:
                continue
            wrong += 1
            if wrong > _SPELLED:
                continue
            yield (
                Problem(
                    ("ids", str(index)),
                    say(
                        "the id {id!r} is already that of unit {unit}: expected each id once",
                        id=id,
                        unit=before + 1,
                    ),
                )
                if id
                else Problem(("ids", str(index)), say("the unit has no id: expected one"))
            )
        if wrong > _SPELLED:
            more = wrong - _SPELLED
            yield Problem(
                ("ids",),
                say_of_many(
                    "{count} more id is missing or stands twice: expected each id once",
                    "{count} more ids are missing or stand twice: expected each id once",
                    count=more,
                ),
            )

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.ids)

    def column(self, head: str) -> tuple[str, ...]:
        """Return the values under a head; raises :class:`NotUnderstood` where there is none."""
        values = {column.head: column.values for column in self.columns}
        if head in values:
            return values[head]
        raise NotUnderstood(
            "the population has no column {head!r}: expected {expected}",
            head=head,
            expected=say("one of {known}", known=in_a_row(values))
            if values
            else say("none, since it has ids only"),
        )

    def counts(self, head: str) -> dict[str, int]:
        """Return how many units have each value under a head, in the order of first appearance."""
        return dict(Counter(self.column(head)))

    @property
    def fingerprint(self) -> str:
        """The first 16 hexadecimal digits of SHA-256 of the list, as compact JSON in UTF-8.

        The list is ``[ids, [[head, values], ...]]``: equal populations share it, and a unit that is
        changed, moved, added or removed changes it.
        """
        listed = [self.ids, [[column.head, column.values] for column in self.columns]]
        spelled = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
        return sha256(spelled.encode(errors="surrogatepass")).hexdigest()[:16]
