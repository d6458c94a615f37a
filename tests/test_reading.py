"""Records keep their history and count no day twice."""

from datetime import date

import attrs
import pytest

from mgmtsys.system.reading import Reading, Record
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity


def read(period: str, value: str = "1", **more: str) -> Reading:
    return Reading("x", Period.parse(period), value=Quantity.parse(value), **more)  # type: ignore[arg-type]


JANUARY = read("2026-01")
CORRECTION = attrs.evolve(JANUARY, value=Quantity.parse("2"), id="b", supersedes=JANUARY.name)
AGAIN = attrs.evolve(CORRECTION, value=Quantity.parse("3"), id="c", supersedes="b")


def test_a_reading_is_named_by_what_it_is_a_figure_of() -> None:
    assert "x@2026-01" == JANUARY.name
    assert "x/north@2026-01" == attrs.evolve(JANUARY, site="north").name
    assert "b" == CORRECTION.name


def test_a_correction_supersedes_and_nothing_is_lost() -> None:
    record = Record((JANUARY, CORRECTION, AGAIN))
    assert (AGAIN,) == record.current
    assert (AGAIN, CORRECTION, JANUARY) == record.history(AGAIN)


def test_readings_come_in_the_order_of_time() -> None:
    february = read("2026-02")
    assert (JANUARY, february) == Record((february, JANUARY)).current


def test_a_record_as_of_a_day_holds_what_was_known_then() -> None:
    late = attrs.evolve(CORRECTION, recorded=date(2026, 3, 1))
    record = Record((JANUARY, late))
    assert (JANUARY,) == record.as_of(date(2026, 2, 28)).current
    assert (late,) == record.as_of(date(2026, 3, 1)).current


def test_records_join_and_each_reading_counts_once() -> None:
    february = Record((read("2026-02"),))
    january = Record((JANUARY,))
    joined = january | february
    assert joined.current == (february | january).current
    assert joined == joined | joined
    with pytest.raises(TypeError):
        january | 1


@pytest.mark.parametrize(
    ("readings", "said", "zh"),
    [
        ((JANUARY, JANUARY), "recorded twice", "重复记录"),
        ((JANUARY, attrs.evolve(JANUARY, id="b")), "not superseded", "未被替代"),
        ((CORRECTION,), "no earlier reading 'x@2026-01'", "此前没有记录"),
        (
            (JANUARY, attrs.evolve(read("2026-02"), id="b", supersedes=JANUARY.name)),
            "a figure of something else",
            "不是同一序列",
        ),
        (
            (JANUARY, CORRECTION, attrs.evolve(CORRECTION, id="c")),
            "corrected twice",
            "被更正两次",
        ),
        ((JANUARY, read("2026-Q1")), "overlaps", "重叠"),
        ((JANUARY, read("2026-01-15")), "overlaps", "重叠"),
    ],
)
def test_a_figure_that_would_count_twice_or_correct_nothing_is_refused(
    readings: tuple[Reading, ...], said: str, zh: str
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        Record(readings)
    assert said in str(caught.value)
    assert zh in caught.value.read("zh")
