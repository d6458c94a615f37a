"""A plan against the one before: targets that are raised or relaxed, and resources that changed."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from mgmtsys.auditing.checks import audit
from mgmtsys.cli import cli
from mgmtsys.cycle.dossier import dossier
from mgmtsys.files.systems import structure_system
from mgmtsys.system.ambition import Ambition, ambitions, compare, resource_changes
from mgmtsys.system.finding import Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.testing import quantities, targets
from mgmtsys.values.units import Quantity, Unit

KWH = Unit.parse("kWh")
DAY = date(2026, 12, 31)


def plan(**objectives: dict[str, object]) -> ManagementSystem:
    common = {"statement": "O", "measure": {"formula": "last(x)", "unit": "%"}}
    return structure_system(
        {
            "organisation": "Works",
            "period": "2026",
            "series": {"x": {"unit": "%"}, "kwh": {"unit": "kWh"}},
            "objectives": {id: common | body for id, body in objectives.items()},
        }
    )


TWELVE, TWENTY = Target.at_least("12 person"), Target.at_least("20 person")


@pytest.mark.parametrize(
    ("before", "after", "ambition"),
    [
        (Target.at_least("80%"), Target.at_least("90%"), Ambition.TIGHTENED),
        (Target.at_least("80%"), Target.at_least("70%"), Ambition.RELAXED),
        (Target.at_least("80%"), Target.at_least("0.8"), Ambition.UNCHANGED),
        (Target.at_most("10 kWh"), Target.at_most("9 kWh"), Ambition.TIGHTENED),
        (Target.at_most("10 kWh"), Target.at_most("11 kWh"), Ambition.RELAXED),
        (Target.at_most("10 kWh"), Target.at_most("9 person"), Ambition.INCOMPARABLE),
        (Target.above("1"), Target.above("2"), Ambition.TIGHTENED),
        (Target.below("1"), Target.below("2"), Ambition.RELAXED),
        (Target.reduce_by(Fraction(1, 20)), Target.reduce_by(Fraction(1, 10)), Ambition.TIGHTENED),
        (Target.reduce_by(Fraction(1, 10)), Target.reduce_by(Fraction(1, 20)), Ambition.RELAXED),
        (Target.at_most("3"), Target.zero(), Ambition.TIGHTENED),
        (Target.zero(), Target.below("3"), Ambition.RELAXED),
        (Target.zero(), Target.at_least("3"), Ambition.INCOMPARABLE),
        (Target.exactly("3"), Target.exactly("4"), Ambition.INCOMPARABLE),
        (Target(), Target.zero(), Ambition.INCOMPARABLE),
        (Target.zero(), Target.below("0"), Ambition.INCOMPARABLE),
        (Target.at_most("-1"), Target.zero(), Ambition.INCOMPARABLE),
        (Target.zero(), Target.at_most("20 °C"), Ambition.INCOMPARABLE),
        (Target.at_least("3"), Target.above("3"), Ambition.TIGHTENED),
        (Target.below("3"), Target.at_most("3"), Ambition.RELAXED),
        (Target.reduce_by("5%"), Target.at_most("3"), Ambition.INCOMPARABLE),
        (Target.reduce_by("5%", Quantity("100")), Target.at_most("90"), Ambition.TIGHTENED),
        (
            Target.reduce_by("5%", Quantity("100")),
            Target.reduce_by("5%", Quantity("95")),
            Ambition.TIGHTENED,
        ),
        (Target.zero(), Target.zero(), Ambition.UNCHANGED),
    ],
)
def test_only_a_raised_standard_is_an_improvement(
    before: Target, after: Target, ambition: Ambition
) -> None:
    assert ambition is compare(before, after)


def test_objectives_are_compared_by_id() -> None:
    this = plan(met={"target": {"at_least": "80%"}}, missed={"target": {"at_least": "90%"}})
    following = plan(met={"target": {"at_least": "85%"}}, new={"target": {"at_least": "80%"}})
    assert (
        ("met", Ambition.TIGHTENED),
        ("missed", Ambition.DROPPED),
        ("new", Ambition.NEW),
    ) == ambitions(this, following)


_OPPOSITE = {Ambition.TIGHTENED: Ambition.RELAXED, Ambition.RELAXED: Ambition.TIGHTENED}
ENERGY: dict[str, object] = {
    "measure": {"formula": "sum(kwh)", "unit": "kWh"},
    "target": {"reduce_by": "5%"},
}


@pytest.mark.parametrize(
    ("before", "after", "ambition"),
    [
        ({"period": "2025"}, {"period": "2025"}, Ambition.UNCHANGED),
        ({"period": "2025"}, {"period": "2026"}, Ambition.INCOMPARABLE),
        ({"period": "2025"}, {"period": "2025", "value": "100 kWh"}, Ambition.UNCHANGED),
        ({"period": "2025", "value": "100 kWh"}, {"period": "2025"}, Ambition.UNCHANGED),
        ({"period": "2025"}, {"period": "2026", "value": "100 kWh"}, Ambition.INCOMPARABLE),
        (
            {"period": "2025", "value": "100 kWh"},
            {"period": "2026", "value": "99 kWh"},
            Ambition.TIGHTENED,
        ),
        (
            {"period": "2025", "value": "100 kWh"},
            {"period": "2026", "value": "110 kWh"},
            Ambition.RELAXED,
        ),
    ],
)
def test_a_share_of_one_baseline_is_not_that_share_of_another(
    before: dict[str, str], after: dict[str, str], ambition: Ambition
) -> None:
    old, new = (plan(O=ENERGY | {"baseline": one}) for one in (before, after))
    assert (("O", ambition),) == ambitions(old, new)


@st.composite
def limits(draw: st.DrawFn) -> Target:
    """Draw a target of one limit, in a few values so that limits coincide."""
    kind = draw(st.sampled_from((Target.at_least, Target.at_most, Target.above, Target.below)))
    change = draw(st.sampled_from((Target.reduce_by, Target.increase_by)))
    few = st.integers(-3, 3).map(lambda number: Quantity(number, KWH))
    return draw(
        st.one_of(
            few.map(kind),
            st.just(Target.zero()),
            few.map(lambda baseline: change("1/2", baseline)),
            targets(KWH),
        )
    )


@given(limits(), limits(), st.lists(quantities(KWH), min_size=1))
def test_what_satisfies_the_harder_target_satisfies_the_other(
    before: Target, after: Target, values: list[Quantity]
) -> None:
    ambition = compare(before, after)
    if ambition not in _OPPOSITE or before.needs_baseline or after.needs_baseline:
        return
    harder, softer = (after, before) if ambition is Ambition.TIGHTENED else (before, after)
    edges = [bound.goal for one in (before, after) for bound in one.bounds if bound.goal]
    for value in (*values, *edges, Quantity(0, KWH)):
        assert value not in harder or value in softer


@given(limits(), limits())
def test_seen_from_the_other_side_tightened_is_relaxed(before: Target, after: Target) -> None:
    seen = compare(before, after)
    assert _OPPOSITE.get(seen, seen) is compare(after, before)


BEFORE = plan(
    up={"target": {"at_least": "80%"}},
    down={"target": {"at_least": "90%"}},
    same={"target": {"at_least": "70%"}},
    full={"target": {"at_least": "100%"}},
    none={"target": {"zero": "true"}},
    gone={"target": {"at_least": "50%"}},
)
AFTER = plan(
    up={"target": {"at_least": "85%"}},
    down={"target": {"at_least": "60%"}},
    same={"target": {"at_least": "70%"}},
    full={"target": {"at_least": "100%"}},
    none={"target": {"zero": "true"}},
    new={"target": {"at_least": "10%"}},
)


def test_the_check_finds_targets_that_were_relaxed_dropped_or_rolled_over() -> None:
    report = audit(dossier(AFTER, DAY, before=BEFORE))
    found = {
        (one.check, one.subject): (one.grade, one.message.read("en"))
        for one in report.findings
        if one.check.startswith("ambition.")
    }
    assert {
        ("ambition.relaxed", ("objectives", "down")): (
            Grade.OBSERVATION,
            "down is easier to meet than in 2026",
        ),
        ("ambition.dropped", ("objectives",)): (
            Grade.OBSERVATION,
            "gone of 2026 is no longer there",
        ),
        ("ambition.unchanged", ("objectives", "same")): (
            Grade.OPPORTUNITY,
            "same asks for the same as in 2026",
        ),
    } == found


def test_without_the_year_before_there_is_nothing_to_compare_with() -> None:
    said = [one for one in audit(AFTER, DAY).checks if one.name.startswith("ambition.")]
    assert [False] * 3 == [one.applied for one in said]


def test_resources_are_compared_by_objective_and_name() -> None:
    def with_resources(*resources: dict[str, str]) -> ManagementSystem:
        return plan(
            O={"target": {"zero": "true"}, "programme": {"resources": list(resources)}},
            P={"target": {"zero": "true"}},
        )

    before = with_resources(
        {"name": "drill", "amount": "5000 CNY", "every": "quarter"},
        {"name": "same"},
        {"name": "gone", "amount": "1 person"},
        {"name": "priced"},
    )
    after = with_resources(
        {"name": "drill", "amount": "8000 CNY", "every": "quarter"},
        {"name": "same"},
        {"name": "kit"},
        {"name": "trainer", "amount": "1 person"},
        {"name": "priced", "amount": "10 CNY"},
    )
    changes = resource_changes(before, after)
    assert {"O"} == {one.objective for one in changes}
    assert [
        "drill 5000 CNY every 3 months → 8000 CNY every 3 months",
        "no longer gone",
        "priced – → 10 CNY",
        "new kit",
        "new trainer 1 person",
    ] == [one.what.read("en") for one in changes]
    assert "drill 每季度 5000 元 → 每季度 8000 元" == changes[0].what.read("zh")
    assert () == resource_changes(before, before)
    assert Fraction(5000) == before.objectives[0].programme.resources[0].amount.magnitude  # type: ignore[union-attr]


def test_the_command_compares_with_the_year_before() -> None:
    folder = Path(__file__).parents[1] / "examples" / "lithera_2026"
    said = CliRunner().invoke(
        cli,
        ["check", str(folder / "improved.yaml"), "--before", str(folder / "system.yaml"),
         "--select", "ambition", "--on", "2026-12-31"],
    )  # fmt: skip
    assert "E6 asks for the same as in 2026" in said.output
    assert said.exit_code == 0


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (Target.done_by(date(2026, 9, 30)), Target.done_by(date(2026, 6, 30)), Ambition.TIGHTENED),
        (Target.done_by(date(2026, 6, 30)), Target.done_by(date(2026, 9, 30)), Ambition.RELAXED),
        (TWELVE.by(date(2026, 9, 30)), TWELVE.by(date(2026, 6, 30)), Ambition.TIGHTENED),
        (TWELVE.by(date(2026, 6, 30)), TWENTY.by(date(2026, 6, 30)), Ambition.TIGHTENED),
        (TWELVE.by(date(2026, 9, 30)), TWENTY.by(date(2026, 6, 30)), Ambition.TIGHTENED),
        (TWELVE.by(date(2026, 6, 30)), TWENTY.by(date(2026, 9, 30)), Ambition.INCOMPARABLE),
        (TWELVE, TWELVE.by(date(2026, 9, 30)), Ambition.INCOMPARABLE),
        (TWELVE, Target.each(TWELVE), Ambition.INCOMPARABLE),
        (Target.each(TWELVE), Target.each(TWENTY), Ambition.TIGHTENED),
    ],
)
def test_a_sooner_day_is_harder_and_each_reading_is_another_kind(
    before: Target, after: Target, found: Ambition
) -> None:
    assert found is compare(before, after)
