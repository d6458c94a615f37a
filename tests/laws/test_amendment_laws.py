"""The laws of ``amended``: everything of the changes, and everything of the base that they leave."""

from __future__ import annotations

from hypothesis import given

from mgmtsys.standard.amendment import amended
from mgmtsys.standard.clause import Clause, Standard
from mgmtsys.testing import standards


def bare(clause: Clause) -> tuple[object, ...]:
    """An item without what stands below it, and without what it inherits."""
    return (
        clause.number, clause.text, clause.force, clause.qualified, clause.documented, clause.asks,
        clause.remark, clause.hangs_on,
    )  # fmt: skip


@given(standards(), standards())
def test_an_amended_edition_holds_the_changes_and_whatever_they_leave(
    base: Standard, changes: Standard
) -> None:
    edition = amended(base, changes)
    expected = {one.number: bare(one) for one in base} | {one.number: bare(one) for one in changes}
    assert expected == {one.number: bare(one) for one in edition}
    assert len(expected) == len(list(edition))


@given(standards(), standards())
def test_what_is_kept_keeps_its_order(base: Standard, changes: Standard) -> None:
    """Under each number of the base, what was there stands as it stood, unless a new item comes between."""
    edition = amended(base, changes)
    for clause in base:
        before = [one.number for one in clause.items]
        after = [one.number for one in edition[clause.number].items if one.number in before]
        assert [one for one in before if one in after] == after


@given(standards(), standards())
def test_without_changes_nothing_changes(base: Standard, other: Standard) -> None:
    untouched = amended(base, Standard(other.id, other.title, clauses=()))
    assert list(map(bare, base)) == list(map(bare, untouched))
    for clause in base:
        assert base.source_of(clause.number) == untouched.source_of(clause.number)
        assert base.confidence_of(clause.number) is untouched.confidence_of(clause.number)


@given(standards(), standards())
def test_laying_the_same_over_twice_is_laying_it_once(base: Standard, changes: Standard) -> None:
    once = amended(base, changes)
    assert list(map(bare, once)) == list(map(bare, amended(once, changes)))
