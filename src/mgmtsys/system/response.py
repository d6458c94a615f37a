"""What a miss calls for: the response, its rank, its limit of time, and who is told."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs

from mgmtsys.system.ids import PartyId, ProcedureId
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidPolicy
from mgmtsys.values.number import exact
from mgmtsys.values.period import Duration
from mgmtsys.values.text import Text, say


class Colour(enum.Enum):
    """The colour that tracking shows."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


#: The responses that every system has, mildest first: rank, name, whether a corrective action is opened.
_BUILT_IN: Mapping[str, tuple[int, Text, bool]] = {
    "none": (0, say("none"), False),
    "monitor": (1, say("monitor"), False),
    "adjust": (2, say("adjust"), False),
    "capa": (3, say("capa"), True),
}


#: What stands for a rank that is not stated.
_NO_RANK = Fraction(-1)


def _rank(response: Response) -> Fraction:
    return Fraction(_BUILT_IN[response.id][0]) if response.id in _BUILT_IN else _NO_RANK


def _opens(response: Response) -> bool:
    return response.id in _BUILT_IN and _BUILT_IN[response.id][2]


@functools.total_ordering
@attrs.frozen(order=False, field_transformer=checked)
class Response:
    """What to do about a miss; responses are totally ordered by their ranks, the more severe above.

    Of one rank, the sooner is more severe, then what more parties are told of; what else is said
    only makes the order total. What is left out of a built-in one, ``none``, ``monitor``,
    ``adjust`` or ``capa``, is as built in. Raises :class:`InvalidPolicy` for another without a rank.

    >>> Response("monitor") < Response("capa") < Response("stop_work", rank=4)
    True
    """

    id: str
    #: How severe it is: 0 to 3 for the built-in ones. In one system, no two responses share a rank.
    rank: Fraction = attrs.field(default=attrs.Factory(_rank, takes_self=True), converter=exact)
    name: Text | None = None
    #: How long it may take, from the day on which the miss was known.
    within: Duration | None = None
    #: The parties that are told.
    tell: tuple[PartyId, ...] = ()
    #: Whether a corrective action is opened.
    opens_action: bool = attrs.field(default=attrs.Factory(_opens, takes_self=True))
    #: The procedure that it follows.
    procedure: ProcedureId | None = None
    #: The colour of tracking, where the owner of the policy has decided one.
    colour: Colour | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a response without a rank."""
        if self.rank < 0:
            raise InvalidPolicy(
                "the response {id!r} has no rank: expected a number from 0, above 3 where it is more severe than capa",
                id=self.id,
            )

    def due(self, known: date) -> date | None:
        """Return the last day for it, where it has a limit; ``known`` is the day the miss was known."""
        return self.within.after(known) if self.within else None

    def _order(self) -> tuple[object, ...]:
        # The sooner, the more severe; without a limit, mildest.
        soon = (self.within is not None, -self.within.mean_days if self.within else 0)
        rest = attrs.astuple(self, recurse=False)
        return (self.rank, *soon, len(self.tell), self.procedure is not None, repr(rest))

    def __lt__(self, other: object) -> bool:
        """Whether this is milder."""
        if not isinstance(other, Response):
            return NotImplemented
        return self._order() < other._order()


#: The responses that every system has, mildest first.
BUILT_IN: tuple[Response, ...] = tuple(map(Response, _BUILT_IN))
NOTHING, MONITOR, ADJUST, CAPA = BUILT_IN


def known_responses(own: Iterable[Response] = ()) -> Mapping[str, Response]:
    """Return the built-in responses and a system's own by id; one's own stands for the built-in."""
    return {response.id: response for response in (*BUILT_IN, *own)}


def named(response: Response) -> Text:
    """Return what a response is called: its name, the word of a built-in one, or its id."""
    built_in = _BUILT_IN.get(response.id)
    return response.name or (built_in[1] if built_in else Text(response.id))
