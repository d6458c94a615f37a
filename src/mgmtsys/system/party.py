"""Persons, roles, departments and bodies: whoever can bear a responsibility."""

from __future__ import annotations

import enum

import attrs

from mgmtsys.system.ids import PartyId
from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text


class PartyKind(enum.Enum):
    """What a party is; only a person or a role can be a single owner."""

    PERSON = "person"
    ROLE = "role"
    DEPARTMENT = "department"
    #: A committee, an authority, a supplier: an organised whole that is no department.
    BODY = "body"
    #: Several departments or persons under one word.
    GROUP = "group"


@attrs.frozen(field_transformer=checked)
class Site:
    """A place whose figures are recorded apart."""

    id: str
    name: Text | None = None


@attrs.frozen(field_transformer=checked)
class Party:
    """Whoever can be responsible, accountable, consulted or informed (ISO 14001:2015, 5.3)."""

    id: str
    kind: PartyKind
    name: Text | None = None
    #: The parties that this one belongs to, or acts for.
    member_of: tuple[PartyId, ...] = ()

    @property
    def is_single(self) -> bool:
        """Whether the party answers as one: a person or a role."""
        return self.kind in (PartyKind.PERSON, PartyKind.ROLE)
