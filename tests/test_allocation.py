"""Whole numbers from exact quotas, by largest remainder."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mgmtsys.fieldwork.allocation import allocate, largest_remainder, quotas
from mgmtsys.values.exceptions import NotUnderstood


def weights(*given: int | str) -> list[Fraction]:
    return [Fraction(one) for one in given]


def test_what_is_left_goes_to_the_largest_remainders() -> None:
    assert (8, 7, 3, 2) == allocate(20, weights(42, 33, 17, 8))
    assert (9, 14, 11) == allocate(34, weights(20, 30, 25))


def test_of_equal_remainders_the_earlier_wins() -> None:
    assert (2, 1, 1) == allocate(4, weights(1, 1, 1))
    assert (1, 1, 0, 0) == allocate(2, weights(1, 1, 1, 1))


def test_a_quota_is_exact() -> None:
    assert tuple(weights("42/5", "33/5", "17/5", "8/5")) == quotas(
        20, weights(42, 33, 17, 8), [0] * 4, [20] * 4
    )


def test_a_least_number_is_taken_from_the_others_in_proportion() -> None:
    assert (9, 9, 2) == allocate(20, weights(49, 49, 2), least=[2, 2, 2])


def test_what_is_over_a_limit_goes_to_the_others_in_proportion() -> None:
    assert (5, 10, 20) == allocate(35, weights(100, 10, 20), most=[5, 99, 99])
    assert (5, 10, 7) == allocate(22, weights(100, 10, 1), least=[0, 0, 7], most=[5, 10, 99])


def test_what_has_no_weight_takes_its_least() -> None:
    assert (1, 4) == allocate(5, weights(0, 3), least=[1, 0])
    with pytest.raises(NotUnderstood, match="what has the weight 0 takes no more than its least"):
        allocate(5, weights(0, 3), most=[9, 4])
    with pytest.raises(NotUnderstood) as caught:
        allocate(1, weights(0, 0))
    assert "无法分配 1 个，因为权重为 0 的只取其最小值：权重应大于 0" == caught.value.read("zh")


@pytest.mark.parametrize("total", [1, 8])
def test_limits_that_leave_no_way_are_refused(total: int) -> None:
    with pytest.raises(NotUnderstood, match=f"{total} cannot be allocated: expected 2 to 7"):
        allocate(total, weights(1, 1), least=[1, 1], most=[3, 4])


def test_shares_that_are_whole_stay() -> None:
    assert (3, 0, 4) == largest_remainder(weights(3, 0, 4))
