"""What is known of how two requirements overlap, worked by hand on a few relations."""

from __future__ import annotations

import pytest

from mgmtsys.standard.relation import Relation
from mgmtsys.values.exceptions import Contradiction, InvalidRelation

_SUBSET = Relation.parse("subset-of")
_DISJOINT = Relation.parse("no-relationship")


def test_at_least_one_relation_is_possible() -> None:
    with pytest.raises(InvalidRelation) as refused:
        Relation(())
    assert "at least one of the five" in refused.value.read("en")
    assert "至少成立五种关系之一" in refused.value.read("zh")


def test_a_part_of_what_is_apart_is_apart() -> None:
    assert _DISJOINT == _SUBSET >> _DISJOINT


def test_what_excludes_each_other_is_no_relation() -> None:
    assert _SUBSET == _SUBSET & (_SUBSET | _DISJOINT)
    with pytest.raises(Contradiction) as refused:
        _ = _SUBSET & _DISJOINT
    assert "exclude each other" in refused.value.read("en")
    assert "互相排斥" in refused.value.read("zh")


def test_less_known_is_more_possible() -> None:
    assert _SUBSET <= (_SUBSET | _DISJOINT)
    assert not (_SUBSET | _DISJOINT) <= _SUBSET


@pytest.mark.parametrize("operation", ["__rshift__", "__and__", "__or__", "__le__"])
def test_a_relation_combines_with_relations_alone(operation: str) -> None:
    assert NotImplemented is getattr(_SUBSET, operation)("subset-of")
