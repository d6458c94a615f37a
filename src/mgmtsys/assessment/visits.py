"""The visits of an audit programme: nobody audits their own work, loads are even, days suffice.

Three exact steps, each of which finds a way whenever there is one:

1. Visits with the same independent assessors are alike. One after another they are given to the
   assessor with the fewest visits who can be reached by handing visits on (an optimal semi-matching:
   Harvey, Ladner, Lovász and Tamir, 2006). No other way of sharing out has a lower highest load.
2. What is alike is handed out in runs, so that an assessor stays in a department.
3. Each visit takes the first time at which its assessor and its department are free. Where there is
   none, two times are exchanged along a chain of visits. Kőnig's theorem: all visits fit exactly when
   no assessor and no department has more of them than there are times.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from mgmtsys.assessment.complaints import refuse
from mgmtsys.assessment.programme import AuditProgramme, Cell, in_order
from mgmtsys.checked import checked
from mgmtsys.exceptions import Problem


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


def plan_visits(programme: AuditProgramme) -> tuple[Visit, ...]:
    """Return every visit of a programme once, in the order of its approach.

    Nobody audits their own work, no two loads differ by more than independence makes them, and no
    assessor and no department has two visits at one time. Raises :class:`InvalidDocument`, with
    paths in the programme, where nobody is independent and where the days do not suffice.
    """
    cells = in_order(programme)
    independent = {cell: _independent(programme, cell) for cell in cells}
    refuse(_without_anybody(programme, independent))
    shared = _shared_out(Counter(independent.values()), len(programme.assessors))
    if programme.days:
        refuse(_without_time(programme, independent, shared))
    assessors = _handed_out(cells, independent, shared)
    times = _times(cells, assessors, programme.slots) if programme.days else None
    visits = []
    for index, (department, element) in enumerate(cells):
        visit = Visit(department, element, programme.assessors[assessors[index]].id)
        if times is not None:
            day, slot = divmod(times[index], programme.visits_a_day)
            visit = attrs.evolve(visit, day=programme.days[day], slot=slot + 1)
        visits.append(visit)
    return tuple(visits)


def loads(programme: AuditProgramme, visits: Sequence[Visit]) -> dict[str, int]:
    """Return how many visits each assessor makes."""
    counted = Counter(visit.assessor for visit in visits)
    return {one.id: counted[one.id] for one in programme.assessors}


def _independent(programme: AuditProgramme, cell: Cell) -> _Independent:
    return tuple(
        index for index, one in enumerate(programme.assessors) if one.is_independent_of(*cell)
    )


def _without_anybody(
    programme: AuditProgramme, independent: Mapping[Cell, _Independent]
) -> Iterator[Problem]:
    for department in programme.departments:
        elements = [
            element for element in department.elements if not independent[department.id, element]
        ]
        if elements:
            tried = ", ".join(one.id for one in programme.assessors)
            besides, except_ = (f" besides {tried}", f"除 {tried} 外，") if tried else ("", "")
            yield Problem(
                ("departments", department.id),
                f"nobody is independent of {department.id} for {', '.join(elements)}: expected an "
                f"assessor{besides} whose own work it is not",
                f"没有人能独立评估 {department.id} 的 {'、'.join(elements)}："
                f"{except_}应有不评估自身工作的评估员",
            )


#: How many visits of each kind each assessor makes.
_Shared = dict[_Independent, list[int]]
#: The assessors to whom a visit can be handed on: from whom, and of which kind.
_Handed = dict[int, tuple[int, _Independent] | None]


def _reachable(starts: _Independent, shared: _Shared) -> _Handed:
    """Return every assessor whom a visit reaches by being handed on, the nearest first."""
    came: _Handed = dict.fromkeys(starts)
    waiting = deque(starts)
    while waiting:
        giver = waiting.popleft()
        for kind, held in shared.items():
            if held[giver]:
                for taker in kind:
                    if taker not in came:
                        came[taker] = giver, kind
                        waiting.append(taker)
    return came


def _shared_out(kinds: Mapping[_Independent, int], assessors: int) -> _Shared:
    """Share out the visits of each kind, so that loads are as even as independence allows."""
    shared: _Shared = {kind: [0] * assessors for kind in kinds}
    load = [0] * assessors
    for kind in (kind for kind, count in kinds.items() for _ in range(count)):
        came = _reachable(kind, shared)
        taker = min(came, key=load.__getitem__)
        load[taker] += 1
        while (handed := came[taker]) is not None:
            giver, through = handed
            shared[through][giver] -= 1
            shared[through][taker] += 1
            taker = giver
        shared[kind][taker] += 1
    return shared


def _without_time(
    programme: AuditProgramme, independent: Mapping[Cell, _Independent], shared: _Shared
) -> Iterator[Problem]:
    slots = programme.slots
    for department in programme.departments:
        if len(department.elements) > slots:
            yield Problem(
                ("departments", department.id),
                f"{len(department.elements)} visits to {department.id}, and the days have time for "
                f"{slots}: expected more days, or more visits a day",
                f"{department.id} 需要 {len(department.elements)} 次走访，而日程只容 {slots} 次："
                "应增加天数或每日走访次数",
            )
    told: set[int] = set()
    for busiest in range(len(programme.assessors)):
        if sum(held[busiest] for held in shared.values()) <= slots or busiest in told:
            continue
        # Nobody among these can hand a visit to anybody else, and none of them has time left.
        circle = set(_reachable((busiest,), shared))
        told |= circle
        theirs = [cell for cell, able in independent.items() if circle.issuperset(able)]
        where = ", ".join(dict.fromkeys(department for department, _ in theirs))
        who = ", ".join(programme.assessors[one].id for one in sorted(circle))
        yield Problem(
            ("days",),
            f"{len(theirs)} visits to {where} can be made by {who} only, who have time for "
            f"{len(circle)} × {slots}: expected more days, more visits a day, or more assessors",
            f"{where} 的 {len(theirs)} 次走访只能由 {who} 进行，而其时间只够 {len(circle)} × {slots} 次："
            "应增加天数、每日走访次数或评估员",
        )


def _handed_out(
    cells: Sequence[Cell], independent: Mapping[Cell, _Independent], shared: _Shared
) -> list[int]:
    """Return the assessor of each visit, in runs as long as the shares are."""
    runs = {
        kind: iter([one for one, count in enumerate(held) for _ in range(count)])
        for kind, held in shared.items()
    }
    return [next(runs[independent[cell]]) for cell in cells]


#: The visit that an assessor or a department has at each time.
_Diary = dict[int, int]


def _times(cells: Sequence[Cell], assessors: Sequence[int], slots: int) -> list[int]:
    """Return a time from 0 to ``slots`` - 1 for each visit; nobody has more visits than there are times."""
    guests: list[_Diary] = [{} for _ in range(max(assessors) + 1)]
    hosts: dict[str, _Diary] = {department: {} for department, _ in cells}
    diaries = [
        (guests[assessor], hosts[department])
        for assessor, (department, _) in zip(assessors, cells, strict=True)
    ]
    times = [0] * len(cells)
    for visit, (guest, host) in enumerate(diaries):
        for_guest = [time for time in range(slots) if time not in guest]
        for_host = [time for time in range(slots) if time not in host]
        time = next((time for time in for_guest if time not in host), for_guest[0])
        if time in host:
            exchanged = {time: for_host[0], for_host[0]: time}
            chain = _chain(diaries, host, time, exchanged)
            for one in chain:
                for diary in diaries[one]:
                    del diary[times[one]]
            for one in chain:
                times[one] = exchanged[times[one]]
                for diary in diaries[one]:
                    diary[times[one]] = one
        times[visit] = time
        guest[time] = host[time] = visit
    return times


def _chain(
    diaries: Sequence[tuple[_Diary, _Diary]], host: _Diary, time: int, exchanged: Mapping[int, int]
) -> list[int]:
    """Return the visits at two times, each sharing a diary with the one before, from a host onwards."""
    chain = []
    diary = host
    while time in diary:
        visit = diary[time]
        chain.append(visit)
        guest, host = diaries[visit]
        diary = guest if diary is host else host
        time = exchanged[time]
    return chain
