"""Checks put together see and evidence what their parts do, by an interpreter written otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
from hypothesis import given, strategies as st

from mgmtsys.auditing.audit import run
from mgmtsys.auditing.check import (
    Check,
    all_of,
    also_evidences,
    any_of,
    check,
    graded,
    only_when,
)
from mgmtsys.auditing.seen import Seen
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Standard
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

DAY = date(2026, 6, 30)
HOUSE = Standard(
    "house:1", Text("House"), clauses=tuple(Clause(ClauseNumber(one), Text(one)) for one in "123")
)
SYSTEM = ManagementSystem(Text("Works"), Period.parse("2026"), standards=(HOUSE,))
CLAUSES = tuple(ClauseRef("house:1", ClauseNumber(one)) for one in "123")


@attrs.frozen
class Leaf:
    """A check of which everything is stated: what it sees, and whether it applies or breaks."""

    name: str
    clauses: frozenset[ClauseRef]
    grade: Grade
    #: The grade of each fault it sees; ``None`` for the check's own.
    seen: tuple[Grade | None, ...]
    applies: bool
    breaks: bool


@attrs.frozen
class Node:
    """A combination: its kind, what it is given, and the parts."""

    kind: str
    name: str
    parts: tuple[Any, ...]
    given: Any = None


def leaves(names: Iterator[int]) -> st.SearchStrategy[Leaf]:
    return st.builds(
        lambda *fields: Leaf(f"leaf.{next(names)}", *fields),
        st.frozensets(st.sampled_from(CLAUSES), max_size=2),
        st.sampled_from(Grade),
        st.lists(st.none() | st.sampled_from(Grade), max_size=2).map(tuple),
        st.booleans(),
        st.integers(0, 7).map(lambda drawn: drawn == 0),
    )


@st.composite
def trees(draw: st.DrawFn) -> Leaf | Node:
    names = iter(range(1000))

    def grown(below: st.SearchStrategy[Any]) -> st.SearchStrategy[Node]:
        one = st.tuples(below)
        many = st.lists(below, max_size=3).map(tuple)

        def node(kind: str, parts: st.SearchStrategy[Any], given: Any) -> st.SearchStrategy[Node]:
            return st.builds(
                lambda drawn, what: Node(kind, f"node.{next(names)}", drawn, what), parts, given
            )

        return st.one_of(
            node("all", many, st.none()),
            node("any", many, st.none()),
            node("graded", one, st.sampled_from(Grade)),
            node("also", one, st.frozensets(st.sampled_from(CLAUSES), min_size=1, max_size=2)),
            node("when", one, st.booleans()),
        )

    drawn: Leaf | Node = draw(st.recursive(leaves(names), grown, max_leaves=6))
    return drawn


def made(tree: Leaf | Node) -> Check:
    """Return the check of the library."""
    if isinstance(tree, Leaf):
        return _made_leaf(tree)
    parts = [made(part) for part in tree.parts]
    match tree.kind:
        case "all":
            return all_of(tree.name, "All.", *parts)
        case "any":
            return any_of(tree.name, "Any.", *parts)
        case "graded":
            return graded(parts[0], tree.given)
        case "also":
            return also_evidences(parts[0], sorted(tree.given))
        case _:
            return only_when(parts[0], lambda _: tree.given)


def _made_leaf(leaf: Leaf) -> Check:
    @check(
        leaf.name, clauses=sorted(leaf.clauses), grade=leaf.grade, applies=lambda _: leaf.applies
    )
    def examine(system: ManagementSystem, on: date) -> Iterator[Any]:
        for index, grade in enumerate(leaf.seen):
            yield Seen(system, Text(f"{leaf.name}.{index}"), grade=grade)
        if leaf.breaks:
            raise RuntimeError(leaf.name)

    return examine


#: What a check reports: its name, its clauses, its findings as (message, grade, clauses), whether there
#: was anything to look at, and who failed.
_Said = dict[str, Any]


def told(tree: Leaf | Node) -> list[_Said]:
    """Return what each reporting check of a tree says; an interpreter of its own."""
    if isinstance(tree, Leaf):
        own = [
            (f"{tree.name}.{index}", tree.grade if grade is None else grade, tree.clauses)
            for index, grade in enumerate(tree.seen)
        ]
        return [
            {
                "name": tree.name,
                "clauses": tree.clauses,
                "findings": own,
                "looked": tree.applies,
                "failed": [tree.name] if tree.breaks else [],
            }
        ]
    below = [told(part) for part in tree.parts]
    if tree.kind == "any":
        return [_either(tree.name, below)]
    saying = [said for part in below for said in part]
    for said in saying:
        match tree.kind:
            case "graded":
                said["findings"] = [
                    (message, grade if grade is Grade.CONFORMITY else tree.given, clauses)
                    for message, grade, clauses in said["findings"]
                ]
            case "also":
                said["clauses"] |= tree.given
                said["findings"] = [
                    (message, grade, clauses | tree.given)
                    for message, grade, clauses in said["findings"]
                ]
            case "when" if not tree.given:
                said |= {"findings": [], "looked": False, "failed": []}
    return saying


def _content(part: list[_Said]) -> bool:
    faults = [one for said in part for one in said["findings"] if one[1] is not Grade.CONFORMITY]
    failed = [one for said in part for one in said["failed"]]
    return not faults and not failed and any(said["looked"] for said in part)


def _either(name: str, below: list[list[_Said]]) -> _Said:
    saying = [said for part in below for said in part]
    content = any(map(_content, below))
    return {
        "name": name,
        "clauses": frozenset().union(*(said["clauses"] for said in saying)),
        "findings": [] if content else [one for said in saying for one in said["findings"]],
        "looked": any(said["looked"] for said in saying),
        "failed": [one for said in saying for one in said["failed"]],
    }


@given(trees())
def test_a_tree_of_checks_says_what_its_parts_say(tree: Leaf | Node) -> None:
    report = run(Dossier(SYSTEM, DAY), [made(tree)])
    expected = told(tree)
    assert sorted(
        (said["name"], said["looked"] and not said["failed"], sorted(said["clauses"]))
        for said in expected
    ) == sorted((one.name, one.applied, sorted(one.clauses)) for one in report.checks)
    assert {
        (said["name"], message, grade, clauses)
        for said in expected
        for message, grade, clauses in said["findings"]
    } == {
        (one.check, str(one.message), one.grade, frozenset(one.clauses)) for one in report.findings
    }
    assert {one for said in expected for one in said["failed"]} == {
        one.name for one in report.failures
    }


@given(st.lists(trees(), max_size=3), st.booleans(), st.sampled_from(Grade))
def test_what_is_done_to_all_of_is_done_to_each(
    drawn: list[Leaf | Node], condition: bool, grade: Grade
) -> None:
    checks = [made(_renamed(tree, f"t{index}")) for index, tree in enumerate(drawn)]
    whole = all_of("whole", "All.", *checks)

    def when(one: Check) -> Check:
        return only_when(one, lambda _: condition)

    def raised(one: Check) -> Check:
        return graded(one, grade)

    def more(one: Check) -> Check:
        return also_evidences(one, CLAUSES[:1])

    for change in (when, raised, more):
        together = run(Dossier(SYSTEM, DAY), [change(whole)])
        assert (
            run(Dossier(SYSTEM, DAY), [all_of("whole", "All.", *map(change, checks))]) == together
        )
        assert run(Dossier(SYSTEM, DAY), map(change, checks)) == together


def _renamed(tree: Leaf | Node, before: str) -> Leaf | Node:
    """Return a tree whose names start otherwise, so that several stand beside each other."""
    if isinstance(tree, Leaf):
        return attrs.evolve(tree, name=f"{before}.{tree.name}")
    parts = tuple(_renamed(part, before) for part in tree.parts)
    return attrs.evolve(tree, name=f"{before}.{tree.name}", parts=parts)
