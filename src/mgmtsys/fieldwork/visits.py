"""The visits of an audit programme: nobody audits their own work, the approach is kept, loads are even.

1. Blocks are placed in the order of the approach, each at the first time at which its department is
   free, and at which the visits of every time can be given to different assessors. By department a block
   is the department: it is visited once, without a gap, and on as few days as can be. By element a visit
   never comes before one of an earlier element. What holds the overview is done before the others begin
   (top-down) or begins when they are done (bottom-up), by element for each element.
2. Each visit is given to the assessor with the fewest visits who can be reached by handing visits on
   (an optimal semi-matching: Harvey, Ladner, Lovász and Tamir, 2006; here with one visit at a time). At
   these times, no other way of giving visits to assessors has more even loads.
3. Assessors exchange visits wherever fewer of them then come and go in a department.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count, groupby, pairwise

import attrs

from mgmtsys.fieldwork.approach import Traversal
from mgmtsys.fieldwork.programme import AuditProgramme, Cell, in_order
from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import refuse
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.text import in_a_row, say


@attrs.frozen(field_transformer=checked)
class Visit:
    """One visit: where, for what, by whom, and when where days are known."""

    department: str
    element: str
    assessor: str
    day: date | None = None
    #: Which of the day's visits it is, from 1.
    slot: int | None = None


#: The indices of the assessors who are independent of a visit.
_Independent = tuple[int, ...]
#: What each assessor who is independent of anything visits at each time, counted from 0.
_Diaries = dict[int, dict[int, Cell]]


@attrs.frozen(field_transformer=checked)
class AuditPlan:
    """An audit programme with the visits that follow from it (ISO 19011:2018, 3.6)."""

    programme: AuditProgramme
    visits: tuple[Visit, ...]

    @property
    def loads(self) -> Mapping[str, int]:
        """How many visits each assessor makes."""
        return loads(self.programme, self.visits)

    @property
    def unvisited(self) -> tuple[str, ...]:
        """The elements that no department is visited for."""
        return self.programme.unvisited

    @property
    def idle(self) -> tuple[str, ...]:
        """The departments that are visited for no element."""
        return self.programme.idle


def plan_visits(programme: AuditProgramme) -> tuple[Visit, ...]:
    """Return every visit of a programme once, in the order of time, and at one time in that of its approach.

    Nobody audits their own work, no assessor and no department has two visits at one time, loads are as
    even as that allows, and the approach is kept: by department each is visited once. Without days
    visits come one after another. Raises :class:`InvalidDocument`, with paths in the programme, where
    nobody is independent and where the days do not suffice.
    """
    cells = in_order(programme)
    independent = {cell: _independent(programme, cell) for cell in cells}
    refuse(_without_anybody(programme, independent))
    diaries, times = _placed(programme, independent)
    refuse(_without_time(programme, 1 + max(times.values())))
    _settle(programme, independent, diaries, times)
    who = {cell: assessor for assessor, diary in diaries.items() for cell in diary.values()}
    days = sorted(programme.days)
    visits = []
    for cell in sorted(cells, key=times.__getitem__):
        visit = Visit(*cell, assessor=programme.assessors[who[cell]].id)
        if days:
            day, slot = divmod(times[cell], programme.visits_a_day)
            visit = attrs.evolve(visit, day=days[day], slot=slot + 1)
        visits.append(visit)
    return tuple(visits)


def loads(programme: AuditProgramme, visits: Sequence[Visit]) -> dict[str, int]:
    """Return how many visits each assessor makes."""
    counted = Counter(visit.assessor for visit in visits)
    return {assessor.id: counted[assessor.id] for assessor in programme.assessors}


def _independent(programme: AuditProgramme, cell: Cell) -> _Independent:
    return tuple(
        index
        for index, assessor in enumerate(programme.assessors)
        if assessor.is_independent_of(*cell)
    )


def _without_anybody(
    programme: AuditProgramme, independent: Mapping[Cell, _Independent]
) -> Iterator[Problem]:
    for department in programme.departments:
        elements = [
            element for element in department.elements if not independent[department.id, element]
        ]
        if elements:
            tried = in_a_row(assessor.id for assessor in programme.assessors)
            yield Problem(
                ("departments", department.id),
                say(
                    "nobody is independent of {department} for {elements}: expected {expected}",
                    department=department.id,
                    elements=in_a_row(elements),
                    expected=say(
                        "an assessor besides {tried} whose own work it is not", tried=tried
                    )
                    if programme.assessors
                    else say("an assessor whose own work it is not"),
                ),
            )


def _without_time(programme: AuditProgramme, needed: int) -> Iterator[Problem]:
    a_day, given = programme.visits_a_day, len(programme.days)
    days = -(-needed // a_day)
    if given and days > given:
        yield Problem(
            ("days",),
            say(
                "in the order of the approach the visits take {days} days at {a_day} a day at most, and there are {given}: expected {days} days, more visits a day, or more assessors",
                days=days,
                a_day=a_day,
                given=given,
            ),
        )


def _blocks(programme: AuditProgramme) -> Iterator[tuple[Cell, ...]]:
    """Yield what is visited in one piece: a department with its elements, or a single visit."""
    cells = in_order(programme)
    if programme.approach.traversal is Traversal.ELEMENT:
        yield from ((cell,) for cell in cells)
    else:
        yield from (tuple(block) for _, block in groupby(cells, lambda cell: cell[0]))


def _waits(programme: AuditProgramme, before: Cell, cell: Cell) -> bool:
    """Whether a visit begins when all before it are over: between the overview and where it is used."""
    approach = programme.approach
    if approach.vertical is None or (
        approach.traversal is Traversal.ELEMENT and before[1] != cell[1]
    ):
        return False
    central = {department.id for department in programme.departments if department.central}
    return (before[0] in central) is not (cell[0] in central)


def _placed(
    programme: AuditProgramme, independent: Mapping[Cell, _Independent]
) -> tuple[_Diaries, dict[Cell, int]]:
    """Place block after block, as if days had no end; return who visits what when, and when each visit is."""
    diaries: _Diaries = {who: {} for able in independent.values() for who in able}
    times: dict[Cell, int] = {}
    busy: set[tuple[str, int]] = set()  # departments
    a_day = programme.visits_a_day

    def fits(block: Sequence[Cell], start: int) -> bool:
        is_short = _days_of(start, len(block), a_day) == _days_of(0, len(block), a_day)
        return is_short and all(
            (cell[0], time) not in busy and _way(cell, time, diaries, independent)
            for time, cell in enumerate(block, start)
        )

    earliest = latest = 0
    before: Cell | None = None
    for block in _blocks(programme):
        if before is not None and (not programme.days or _waits(programme, before, block[0])):
            earliest = latest + 1
        start = next(time for time in count(earliest) if fits(block, time))
        for time, cell in enumerate(block, start):
            _hand_on(cell, _way(cell, time, diaries, independent), diaries)
            times[cell] = time
            busy.add((cell[0], time))
        latest = max(latest, start + len(block) - 1)
        if programme.approach.traversal is Traversal.ELEMENT:
            earliest = start
        before = block[0]
    return diaries, times


def _days_of(start: int, visits: int, a_day: int) -> int:
    """Return on how many days so many visits lie, one after another from a time on."""
    return (start + visits - 1) // a_day - start // a_day + 1


#: A place in the diary of an assessor: whose, and the time.
_Entry = tuple[int, int]


def _way(
    cell: Cell, time: int, diaries: _Diaries, independent: Mapping[Cell, _Independent]
) -> list[_Entry]:
    """Return the entries through which visits are handed on so that another has room; none where it has not.

    The last is free, and of all that can be reached it is that of an assessor with the fewest visits.
    """
    fewest = min(map(len, diaries.values()))
    able = sorted(independent[cell], key=lambda who: len(diaries[who]))
    came: dict[_Entry, _Entry | None] = {(who, time): None for who in able}
    waiting = deque(came)
    ends: list[_Entry] = []
    handing: set[int] = set()
    while waiting:
        who, at = entry = waiting.popleft()
        diary = diaries[who]
        handed = {at: diary[at]} if at in diary else diary
        if at not in diary:
            ends.append(entry)
            if len(diary) == fewest:
                break
            if who in handing:
                continue
            handing.add(who)
        for then, visited in handed.items():
            for taker in independent[visited]:
                if (taker, then) not in came:
                    came[taker, then] = entry
                    is_best = len(diaries[taker]) == fewest and then not in diaries[taker]
                    (waiting.appendleft if is_best else waiting.append)((taker, then))
    way: list[_Entry] = []
    last = min(ends, key=lambda entry: len(diaries[entry[0]]), default=None)
    while last is not None:
        way.insert(0, last)
        last = came[last]
    return way


def _hand_on(cell: Cell, way: Sequence[_Entry], diaries: _Diaries) -> None:
    """Hand visits on along a way, so that a visit has its first entry."""
    for (giver, _), (taker, time) in reversed(list(pairwise(way))):
        diaries[taker][time] = diaries[giver].pop(time)
    who, time = way[0]
    diaries[who][time] = cell


def _settle(
    programme: AuditProgramme,
    independent: Mapping[Cell, _Independent],
    diaries: _Diaries,
    times: Mapping[Cell, int],
) -> None:
    """Let two assessors exchange visits as long as that makes fewer of them follow one another in a department."""
    who = {cell: assessor for assessor, diary in diaries.items() for cell in diary.values()}
    beside: dict[Cell, list[Cell]] = {cell: [] for cell in times}
    for block in _blocks(programme):
        for cell, following in pairwise(block):
            beside[cell].append(following)
            beside[following].append(cell)

    def is_possible(cell: Cell, other: Cell) -> bool:
        giver, taker = who[cell], who[other]
        is_free = times[cell] not in diaries[taker] and times[other] not in diaries[giver]
        return giver in independent[other] and (is_free or times[cell] == times[other])

    def changes(*cells: Cell) -> int:
        return sum(who[other] != who[cell] for cell in cells for other in beside[cell])

    def exchange(first: Cell, second: Cell) -> None:
        for cell in (first, second):
            del diaries[who[cell]][times[cell]]
        who[first], who[second] = who[second], who[first]
        for cell in (first, second):
            diaries[who[cell]][times[cell]] = cell

    def is_settled(cell: Cell) -> bool:
        """Whether no exchange brings a visit to the assessor of one beside it."""
        takers = {who[near] for near in beside[cell]} & set(independent[cell]) - {who[cell]}
        for taker in sorted(takers):
            for other in tuple(diaries[taker].values()):
                if is_possible(cell, other):
                    before = changes(cell, other)
                    exchange(cell, other)
                    if changes(cell, other) < before:
                        return False
                    exchange(cell, other)
        return True

    while sum(is_settled(cell) for cell in times) < len(times):
        pass
