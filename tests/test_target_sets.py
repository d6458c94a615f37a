"""Targets as sets: which are equal, which hold the same, which hold more, and what lies outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.files.shapes import SHAPES
from mgmtsys.files.systems import structure_system
from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.deviation import Basis, default_basis, deviation_of
from mgmtsys.system.figures import spell_target
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.region import EVERYTHING, Region
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import State
from mgmtsys.values.exceptions import IncompatibleUnits, InvalidDocument, InvalidTarget
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

JUNE, DECEMBER = date(2026, 6, 30), date(2026, 12, 31)


def _q(text: str) -> Quantity:
    return Quantity.parse(text)


@attrs.frozen
class Even:
    """A target of one's own: an even number."""

    unit: str = "1"

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Quantity) and value.to(self.unit).magnitude % 2 == 0

    def distance(self, value: Quantity) -> Quantity:
        over = value.to(self.unit).magnitude % 2
        return Quantity(min(over, 2 - over), self.unit)

    def __str__(self) -> str:
        return "even"


AT_LEAST, AT_MOST, BETWEEN = Target.at_least, Target.at_most, Target.between


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (AT_LEAST("6") & AT_LEAST("0"), AT_LEAST("6")),
        (AT_LEAST("6") & Target.above("6"), Target.above("6")),
        (AT_MOST("6 kWh") & Target.below("5000 Wh"), Target.below("5 kWh")),
        (AT_LEAST("6") & AT_MOST("8"), BETWEEN("6", "8")),
        (BETWEEN("6", "8") & AT_LEAST("7"), BETWEEN("7", "8")),
        (BETWEEN("6", "8") & AT_MOST("7"), BETWEEN("6", "7")),
        (BETWEEN("6", "8") & BETWEEN("7", "9"), BETWEEN("7", "8")),
        (BETWEEN("6", "8") & BETWEEN("0", "9"), BETWEEN("6", "8")),
        (BETWEEN("6", "8") & AT_LEAST("6"), BETWEEN("6", "8")),
        (Target.exactly("7", "1") & AT_LEAST("0"), Target.exactly("7", "1")),
        (Target.exactly("7", "0"), Target.exactly("7")),
        (Target.reduce_by("5%") & Target.reduce_by("10%"), Target.reduce_by("10%")),
        (Target.done_by(DECEMBER) & Target.done_by(JUNE), Target.done_by(JUNE)),
    ],
)
def test_what_others_imply_does_not_count(one: Target, two: Target) -> None:
    assert (two, hash(two)) == (one, hash(one))
    assert one.same_set(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Target.exactly("7", "1"), BETWEEN("6", "8")),
        (Target.reduce_by("5%", _q("100")), AT_MOST("95")),
        (AT_LEAST("6"), AT_LEAST("6").against(_q("3"))),
        (AT_LEAST("6"), Target.each(AT_LEAST("6"))),
        (AT_LEAST("6"), AT_LEAST("6").by(JUNE)),
        (AT_LEAST("6").by(JUNE), AT_LEAST("6").by(DECEMBER)),
        (Target.zero(), Target.exactly("0 kWh")),
    ],
)
def test_targets_that_hold_the_same_and_ask_it_otherwise_are_not_equal(
    one: Target, two: Target
) -> None:
    assert one != two
    assert one.same_set(two)


def test_what_is_redundant_is_kept_as_it_was_stated() -> None:
    target = AT_LEAST("6") & AT_LEAST("0")
    assert (1, 2) == (len(target.bounds), len(target.stated))
    assert [{"at_least": "0"}, {"at_least": "6"}] == SHAPES[Target].write(target)


@pytest.mark.parametrize(
    ("build", "en", "zh"),
    [
        (
            lambda: AT_LEAST("9") & AT_MOST("6"),
            "no value satisfies at_least 9 and at_most 6",
            "没有值能同时满足 at_least 9 和 at_most 6",
        ),
        (
            lambda: Target.zero() & BETWEEN("5 kWh", "6 kWh"),
            "no value satisfies between 5 kWh, 6 kWh and zero",
            "没有值能同时满足 between 5 kWh, 6 kWh 和 zero",
        ),
        (
            lambda: (Target.reduce_by("5%") & AT_LEAST("100")).against(_q("100")),
            "no value satisfies at_least 100 and reduce_by 5% of 100",
            "没有值能同时满足 at_least 100 和 reduce_by 5% of 100",
        ),
        (
            lambda: Target.reduce_by("5%") & Target.increase_by("5%"),
            "no value satisfies increase_by 5% and reduce_by 5%",
            "没有值能同时满足 increase_by 5% 和 reduce_by 5%",
        ),
        (
            lambda: Target.exactly("7", "1") & Target.above("8"),
            "no value satisfies above 8 and exactly 7 ± 1",
            "没有值能同时满足 above 8 和 exactly 7 ± 1",
        ),
    ],
)
def test_what_no_value_satisfies_is_refused(build: Any, en: str, zh: str) -> None:
    with pytest.raises(InvalidTarget) as refused:
        build()
    assert (en, zh) == (refused.value.read("en"), refused.value.read("zh"))


def test_what_is_asked_of_each_reading_and_of_all_is_not_asked_of_the_same() -> None:
    """Readings of at most 5 can come to 9; twelve by December can follow on ten in June."""
    both = Target.each(AT_MOST("5")) & AT_LEAST("9")
    assert 2 == len(both.bounds)
    steps = AT_MOST("10").by(JUNE) & AT_LEAST("12").by(DECEMBER)
    assert 2 == len(steps.bounds)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (AT_LEAST("7"), AT_LEAST("6")),
        (Target.above("6"), AT_LEAST("6")),
        (AT_LEAST("6"), Target()),
        (Target.zero(), AT_MOST("3 kWh")),
        (Target.done_by(JUNE), Target.done_by(DECEMBER)),
        (Target.reduce_by("10%"), Target.reduce_by("5%")),
        # On every positive baseline what has risen lies above nothing.
        (Target.increase_by("5%"), Target.above("0 kWh")),
        (AT_MOST("0"), Target.reduce_by("50%")),
        (Target.reduce_by("5%") & AT_MOST("5 °C"), AT_MOST("6 °C")),
    ],
)
def test_fewer_values_lie_within_more(less: Target, more: Target) -> None:
    assert less < more
    assert (True, False) == (less <= more, more <= less)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (AT_LEAST("6"), AT_MOST("8")),
        (Target.reduce_by("5%"), AT_MOST("5")),
        (AT_MOST("5"), Target.reduce_by("5%")),
        (Target.increase_by("5%"), AT_LEAST("1")),
    ],
)
def test_what_holds_for_some_values_or_some_baselines_alone_does_not_hold(
    one: Target, two: Target
) -> None:
    assert (False, False) == (one <= two, one < two)


def test_targets_of_different_things_are_not_compared() -> None:
    with pytest.raises(IncompatibleUnits):
        _ = AT_LEAST("6 kWh") <= AT_LEAST("6 kg")
    with pytest.raises(IncompatibleUnits):
        _ = Target.done_by(JUNE) <= AT_LEAST("6 kg")
    with pytest.raises(IncompatibleUnits):
        _ = Target.zero() <= AT_MOST("20 °C")
    with pytest.raises(TypeError):
        _ = AT_LEAST("6") <= 7  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = AT_LEAST("6") < 7  # type: ignore[operator]


def test_a_complement_holds_what_the_target_does_not() -> None:
    outside = ~BETWEEN("6", "9")
    assert [True, False, False, True] == [_q(text) in outside for text in ("5", "6", "9", "9.1")]
    assert outside == Target.below("6") | Target.above("9") == ~~outside
    assert BETWEEN("6", "9").region == ~outside
    assert outside & AT_LEAST("7") == AT_LEAST("7") & outside == Target.above("9").region
    assert outside | AT_LEAST("6") == AT_LEAST("6") | outside
    assert (True, False) == ((outside & BETWEEN("6", "9")).is_empty, outside.is_empty)
    assert AT_LEAST("7").region < AT_LEAST("6").region
    late = ~Target.done_by(JUNE)
    assert (True, False) == (DECEMBER in late, JUNE in late)


def test_a_complement_of_everything_holds_neither_quantity_nor_day() -> None:
    assert (False, False) == (_q("5 kWh") in ~Target(), JUNE in ~Target())
    assert EVERYTHING == Target().region == ~~EVERYTHING


@pytest.mark.parametrize(
    ("target", "en", "zh"),
    [
        (Target.each(AT_LEAST("6")), "what each reading has to hold", "对每条记录的要求"),
        (AT_LEAST("6").by(JUNE), "what is to be reached by a day", "须在某日前达到的要求"),
        (Target.reduce_by("5%"), "a change that waits for its baseline", "尚无基准的变化要求"),
        (Target.of(Even()), "a target of your own", "自定义的目标值"),
    ],
)
def test_what_has_no_complement_says_so(target: Target, en: str, zh: str) -> None:
    builds: tuple[Callable[[], Region], ...] = (
        lambda: ~target,
        lambda: target | Target.zero(),
        lambda: Target() | target,
    )
    for build in builds:
        with pytest.raises(InvalidTarget) as refused:
            build()
        assert refused.value.read("en") == (
            f"{en} is not a set of values by itself, and has neither a complement nor a union"
        )
        assert refused.value.read("zh") == f"{zh}本身不是数值的集合，没有补集，也没有并集"


@pytest.mark.parametrize(
    ("region", "value", "en"),
    [
        (~AT_LEAST("6 kWh"), _q("5 kg"), "kg and kWh measure different things"),
        (~AT_LEAST("6 kWh"), JUNE, f"{JUNE} is not a quantity"),
        (~Target.done_by(JUNE), _q("5 kg"), "5 kg is not a day"),
        (
            ~Target.done_by(JUNE),
            dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            "2026-01-01 00:00:00+00:00 is not a day",
        ),
        (~Target.zero(), _q("5 °C"), "zero °C is a point on its scale: expected exactly 0 °C"),
    ],
)
def test_a_region_is_asked_only_what_it_can_say(region: Region, value: object, en: str) -> None:
    with pytest.raises(IncompatibleUnits) as refused:
        assert value in region
    assert en == refused.value.read("en")


def test_a_region_meets_with_regions_alone() -> None:
    region = AT_LEAST("6").region
    for operation in ("__and__", "__or__", "__le__", "__lt__"):
        assert NotImplemented is getattr(region, operation)(7)
    assert NotImplemented is Target().__or__(7)
    assert _q("0 kWh") not in ~Target.zero()


def test_a_target_of_ones_own_takes_part_by_membership_and_distance() -> None:
    target = Even() & AT_LEAST("6") & Even()
    assert target == AT_LEAST("6") & Target.of(Even())
    assert [False, True, False] == [_q(text) in target for text in ("4", "8", "7")]
    assert Basis.ABSOLUTE is default_basis(target)
    assert ("1", "2") == (str(deviation_of(target, _q("7"))), str(deviation_of(target, _q("4"))))
    assert "≥ 6, even" == spell_target(target).read("en")
    assert 2 == len(target.by(JUNE).bounds)
    assert target <= Target.of(Even())
    with pytest.raises(InvalidTarget) as refused:
        _ = target <= AT_LEAST("7")
    assert "even only tells which values satisfy it, and cannot be compared" == (
        refused.value.read("en")
    )
    with pytest.raises(InvalidTarget) as refused:
        SHAPES[Target].write(target)
    assert refused.value.read("en").startswith(
        "even is a target of your own, and cannot be written to a file"
    )


SYSTEM: dict[str, Any] = {
    "organisation": "Works",
    "period": "2026",
    "series": {"x": {"unit": "kWh"}, "t": {"unit": "°C"}},
}


def _with(formula: str, target: object, **more: object) -> Any:
    objective = {"statement": "O", "measure": {"formula": formula}, "target": target} | more
    return structure_system(SYSTEM | {"objectives": {"O": objective}})


def test_a_target_that_its_stated_baseline_empties_is_a_problem_of_the_file() -> None:
    target = [{"at_least": "100 kWh"}, {"reduce_by": "5%"}]
    for formula, unit, unfit, baseline in (
        ("sum(x)", "kWh", target, {"period": "2025", "value": "100 kWh"}),
        ("max(t) - min(t)", "K", [{"at_least": "68 °F"}, {"at_most": "20 °C"}], None),
    ):
        with pytest.raises(InvalidDocument) as raised:
            _with(formula, unfit, measure={"formula": formula, "unit": unit}, baseline=baseline)
        assert ("objectives", "O", "target") == raised.value.problems[0].path
        assert str(raised.value.problems[0].message).startswith("no value satisfies at_least")


def test_a_target_that_a_measured_baseline_empties_is_undetermined() -> None:
    target = [{"at_least": "100 kWh"}, {"reduce_by": "5%"}]
    measure = {"formula": "sum(x)", "unit": "kWh"}
    system = _with("sum(x)", target, measure=measure, baseline={"period": "2025"})
    readings = tuple(
        Reading("x", Period.parse(year), value=_q("100 kWh"), site=None)
        for year in ("2025", "2026")
    )
    found = evaluate(system, Record(readings), Period.parse("2026"), date(2027, 1, 5))["O"]
    assert State.UNDETERMINED is found.state
    assert "no value satisfies at_least 100 kWh and reduce_by 5% of 100 kWh" == (
        found.reason and found.reason.read("en")
    )


def test_a_sum_that_has_to_be_of_ones_own_kind_waits_for_the_end() -> None:
    measure = {"formula": "sum(x)", "unit": "kWh"}
    system = _with("sum(x)", {"at_least": "0 kWh"}, measure=measure)
    own = attrs.evolve(system.objectives[0], target=Target.of(Even("kWh")))
    system = attrs.evolve(system, objectives=(own,))
    record = Record((Reading("x", Period.parse("2026-H1"), value=_q("3 kWh"), site=None),))
    half = evaluate(system, record, Period.parse("2026-H1"), date(2026, 7, 5))["O"]
    assert State.NOT_DUE is half.state


def test_a_bound_of_ones_own_needs_it() -> None:
    with pytest.raises(InvalidTarget) as refused:
        Bound(TargetKind.OWN)
    assert "own needs own" == refused.value.read("en")
