"""Who is responsible, accountable, consulted and informed for each activity."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Iterator, Mapping

import attrs

from mgmtsys.system.ids import ACTIVITY, PARTY
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidRaci
from mgmtsys.values.reference import Reference
from mgmtsys.values.text import Text, fold


class Role(enum.Enum):
    """One letter of a responsibility cell, in the order in which a cell prints them."""

    ACCOUNTABLE = "A"
    RESPONSIBLE = "R"
    SUPPORT = "S"
    CONSULTED = "C"
    INFORMED = "I"


#: Small letters are as good, and what stands between letters says nothing.
_FOLDED = str.maketrans("rasci", "RASCI", "+/,、;；&· \t\r\n\u3000")
_EMPTY = frozenset({"", "-", "–", "—", "―", "无"})


def cell(text: str) -> frozenset[Role]:
    """Read one cell: ``R``, ``A+R``, ``A/R``, ``RA``, ``Ｒ``; ``-`` or nothing is no role.

    Raises :class:`InvalidRaci`.

    >>> cell("A/R") == cell("RA") == cell("Ａ＋Ｒ")
    True
    """
    folded = fold(text)
    if folded in _EMPTY:
        return frozenset()
    try:
        return frozenset(Role(letter) for letter in folded.translate(_FOLDED))
    except ValueError:
        raise InvalidRaci(
            "{text!r} is not a responsibility cell: expected letters of R, A, S, C, I, such as R or A+R, or - for none",
            text=text,
        ) from None


def letters(roles: frozenset[Role]) -> str:
    """Print a cell: the letters joined by ``+``, accountable first; nothing for no role.

    >>> letters(cell("RA"))
    'A+R'
    """
    return "+".join(role.value for role in Role if role in roles)


class ActivityKind(enum.Enum):
    """Which part of the work on objectives an activity is."""

    OBJECTIVES = "objectives"
    PROGRAMMES = "programmes"
    TRACKING = "tracking"
    REVIEW = "review"
    EVALUATION = "evaluation"
    RESPONSE = "response"
    APPROVAL = "approval"
    TRAINING = "training"
    RECORDS = "records"


@attrs.frozen(field_transformer=checked)
class Activity:
    """Something that a responsibility matrix assigns."""

    id: str
    name: Text | None = None
    kind: ActivityKind | None = None


#: The roles of one party in one activity.
Assignment = tuple[tuple[str, str], frozenset[Role]]


def _cells(given: Iterable[Assignment]) -> tuple[Assignment, ...]:
    return tuple(sorted((where, roles) for where, roles in dict(given).items() if roles))


def _ids(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(given))


@attrs.frozen(field_transformer=checked)
class RaciMatrix:
    """Roles by activity and party (ISO 14001:2015, 5.3).

    ``|`` joins two matrices cell by cell; it is associative, commutative and idempotent, with the
    empty matrix as identity. ``restrict`` distributes over it. The order of activities and parties
    is kept for print and does not count in equality.
    """

    activities: tuple[str, ...] = attrs.field(default=(), converter=_ids, eq=frozenset)
    parties: tuple[str, ...] = attrs.field(default=(), converter=_ids, eq=frozenset)
    #: The filled cells, sorted by activity and party.
    cells: tuple[Assignment, ...] = attrs.field(default=(), converter=_cells)

    def __attrs_post_init__(self) -> None:
        """Refuse a cell outside the grid."""
        activities, parties = frozenset(self.activities), frozenset(self.parties)
        for (activity, party), _ in self.cells:
            if activity not in activities or party not in parties:
                raise InvalidRaci(
                    "the cell {activity} × {party} lies outside the matrix",
                    activity=activity,
                    party=party,
                )

    @staticmethod
    def of(rows: Mapping[str, Mapping[str, str]]) -> RaciMatrix:
        """Build a matrix from rows of cells as people write them; raises :class:`InvalidRaci`.

        >>> RaciMatrix.of({"review": {"KC": "A+R", "all": "C"}})["review", "KC"] == cell("AR")
        True
        """
        return RaciMatrix(
            activities=tuple(rows),
            parties=tuple(party for row in rows.values() for party in row),
            cells=tuple(
                ((activity, party), cell(text))
                for activity, row in rows.items()
                for party, text in row.items()
            ),
        )

    @functools.cached_property
    def _roles(self) -> dict[tuple[str, str], frozenset[Role]]:
        return dict(self.cells)

    @functools.cached_property
    def members(self) -> frozenset[str]:
        """The parties that have a column."""
        return frozenset(self.parties)

    __iter__ = None  # Python would ask for 0, 1, 2 and so on, without end

    def __getitem__(self, where: tuple[str, str]) -> frozenset[Role]:
        """Return the roles of a party in an activity; none outside the matrix."""
        return self._roles.get(where, frozenset())

    def who(self, activity: str, role: Role) -> tuple[str, ...]:
        """Return the parties with a role in an activity, in the order of the columns."""
        return tuple(party for party in self.parties if role in self[activity, party])

    def references(self) -> Iterator[Reference]:
        """Yield the activity of each row, and each party at its first cell; an empty one is in the first row."""
        for activity in self.activities:
            yield Reference((activity,), ACTIVITY, activity)
        first = {where[1]: where for where, _ in reversed(self.cells)}
        for party in self.parties:
            yield Reference(first.get(party, (*self.activities[:1], party)), PARTY, party)

    def __or__(self, other: object) -> RaciMatrix:
        """Return every role that either matrix assigns."""
        if not isinstance(other, RaciMatrix):
            return NotImplemented
        joined = dict(self.cells)
        for where, roles in other.cells:
            joined[where] = joined.get(where, frozenset()) | roles
        return RaciMatrix(
            self.activities + other.activities,
            self.parties + other.parties,
            cells=tuple(joined.items()),
        )

    def restrict(
        self, activities: Iterable[str] | None = None, parties: Iterable[str] | None = None
    ) -> RaciMatrix:
        """Return the part of the matrix that concerns the given activities and parties."""
        rows = frozenset(self.activities if activities is None else activities)
        columns = frozenset(self.parties if parties is None else parties)
        return RaciMatrix(
            tuple(activity for activity in self.activities if activity in rows),
            tuple(party for party in self.parties if party in columns),
            cells=tuple(
                ((activity, party), roles)
                for (activity, party), roles in self.cells
                if activity in rows and party in columns
            ),
        )

    def grid(self) -> tuple[tuple[str, ...], ...]:
        """Lay the matrix out: a heading row of parties, then a row of cells for each activity."""
        heading = ("", *self.parties)
        return (
            heading,
            *(
                (activity, *(letters(self[activity, party]) for party in self.parties))
                for activity in self.activities
            ),
        )
