"""Editions that amend or adopt another: what they add or replace, laid over what they are based on."""

from __future__ import annotations

import attrs

from mgmtsys.standard.adoption import adopting
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard


def amended(base: Standard, changes: Standard) -> Standard:
    """Return the edition that is ``base`` but for the items of ``changes``, at whatever level they stand.

    An item of a number that ``base`` has replaces that item and keeps what stands below it; another is
    added below the nearest item that its number extends, behind the items of its kind that come
    before it: ``4.1.p3`` behind ``4.1.p2``. Items that are not touched keep their source and
    confidence. Law: without changes the items are those of ``base``, and the edition is known to have
    adopted each of them.
    """
    clauses = tuple(
        attrs.evolve(
            clause,
            source=clause.source or base.source,
            confidence=clause.confidence or base.confidence,
        )
        for clause in base.clauses
    )
    for change in changes.clauses:
        clauses = _laid_over(clauses, change)
    whole = attrs.evolve(
        changes,
        clauses=clauses,
        provisional=changes.provisional or base.provisional,
        based_on=base.id,
        hangs_on=changes.hangs_on or base.hangs_on,
    )
    return adopting(whole, base)


def _laid_over(tree: tuple[Clause, ...], change: Clause) -> tuple[Clause, ...]:
    numbers = {clause.number for top in tree for clause in top.walk()}
    if change.number in numbers:
        tree = _replaced(tree, change)
    elif not any(number.is_under(change.number) for number in numbers):
        return _added(tree, change)
    else:
        tree = _added(tree, attrs.evolve(change, items=()))
    for item in change.items:
        tree = _laid_over(tree, item)
    return tree


def _replaced(tree: tuple[Clause, ...], change: Clause) -> tuple[Clause, ...]:
    return tuple(
        attrs.evolve(change, items=clause.items)
        if clause.number == change.number
        else attrs.evolve(clause, items=_replaced(clause.items, change))
        if change.number.is_under(clause.number)
        else clause
        for clause in tree
    )


def _added(tree: tuple[Clause, ...], change: Clause) -> tuple[Clause, ...]:
    """Add an item that is not there; what extends its number beside it goes below it."""
    for index, clause in enumerate(tree):
        if change.number.is_under(clause.number):
            deeper = attrs.evolve(clause, items=_added(clause.items, change))
            return (*tree[:index], deeper, *tree[index + 1 :])
    below = tuple(clause for clause in tree if clause.number.is_under(change.number))
    beside = tuple(clause for clause in tree if clause not in below)
    place = tree.index(below[0]) if below else _place(tree, change.number)
    added = attrs.evolve(change, items=change.items + below)
    return (*beside[:place], added, *beside[place:])


def _kind(number: ClauseNumber) -> str:
    """Return what counters an item has: digits, list letters, or the letters before its digits."""
    last = number.parts[-1]
    return "letter" if last.isalpha() else last.rstrip("0123456789")


def _place(items: tuple[Clause, ...], number: ClauseNumber) -> int:
    before = [index for index, clause in enumerate(items) if clause.number < number]
    alike = [index for index in before if _kind(items[index].number) == _kind(number)]
    return (alike or before or [-1])[-1] + 1
