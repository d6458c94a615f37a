"""Every public type has a strategy, and the strategy leaves no field at its default for ever."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, settings, strategies as st

from mgmtsys import testing
from mgmtsys.fieldwork.sampling import Allocation, SelectionKind
from mgmtsys.system.bound import CHANGES, Bound, TargetKind
from mgmtsys.system.context import Aspect
from mgmtsys.testing import (
    Names,
    aspects,
    bounds,
    compatible_units,
    formulas,
    programmes,
    samples,
    selections,
)
from mgmtsys.values.text import Text
from mgmtsys.values.units import Unit

#: Values and nouns, in the order of the floors.
_MODULES = (
    "values.text", "values.units", "values.period", "values.deadline", "standard.clause",
    "standard.relation", "standard.crosswalk", "system.party", "system.raci", "system.context",
    "system.measure", "system.bound", "system.region", "system.target", "system.deviation", "system.document", "system.finding",
    "system.objective", "system.monitoring", "system.reading", "system.capa",
    "standard.confirmation", "system.system", "system.register", "system.dossier", "fieldwork.population",
    "fieldwork.sample_size", "fieldwork.sampling", "fieldwork.approach", "fieldwork.programme",
    "scoring.scheme", "scoring.score", "scoring.indicators", "scoring.rating", "scoring.assessment",
)  # fmt: skip
#: What is built by its own type's strategy and never alone.
_INSIDE = {"Constant", "Aggregate", "Operation", "Miss", "Suspect", "Group"}
#: What is computed and never written down.
_COMPUTED = {
    "ElementScore", "UnitScore", "Score", "Part", "Measured", "IndicatorGrade", "Rating", "Scored",
}  # fmt: skip
#: Strategies that are not named for the plural of what they draw.
_NAMED = {
    "auditeds": "audited",
    "evidence": "evidence",
    "helds": "held",
    "monitoring": "monitoring",
    "series": "series",
    "stratums": "strata",
    "training": "training",
    "management_systems": "systems",
    "raci_matrixes": "raci_matrices",
    "risk_or_opportunities": "risks_or_opportunities",
}


def _plural(name: str) -> str:
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]
    if words in _NAMED:
        return words
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("x", "s", "ch")) else "s")


def _public() -> list[type]:
    found = []
    for name in _MODULES:
        module = importlib.import_module(f"mgmtsys.{name}")
        found += [
            kind
            for kind in vars(module).values()
            if isinstance(kind, type)
            and attrs.has(kind)
            and kind.__module__ == module.__name__
            and not kind.__name__.startswith("_")
            and kind.__name__ not in _INSIDE | _COMPUTED
        ]
    return found


def _strategy(kind: type) -> st.SearchStrategy[Any]:
    plural = _plural(kind.__name__)
    told = {"kinds": frozenset(TargetKind)} if kind is Bound else {}
    strategy: st.SearchStrategy[Any] = getattr(testing, _NAMED.get(plural, plural))(**told)
    return strategy


_QUICK = settings(database=None, max_examples=2000, phases=[Phase.generate], deadline=None)


@pytest.mark.parametrize("kind", _public())
def test_every_public_type_has_a_strategy_that_fills_every_field(kind: type) -> None:
    optional = {
        field.name: field.default
        for field in attrs.fields(kind)
        if field.default is not attrs.NOTHING and field.eq
    }
    filled: set[str] = set()

    def all_filled(value: object) -> bool:
        assert type(value) is kind
        filled.update(name for name, default in optional.items() if getattr(value, name) != default)
        return optional.keys() == filled

    find(_strategy(kind), all_filled, settings=_QUICK)
    assert optional.keys() == filled


def test_what_a_field_holds_can_be_given_as_a_value_or_as_a_strategy() -> None:
    strategy = aspects(id="A1", name=st.just(Text("Dust")), significant=True)
    assert Aspect("A1", Text("Dust"), significant=True) == find(
        strategy, lambda _: True, settings=_QUICK
    )


def test_ids_are_drawn_from_the_names_of_what_their_fields_say_that_they_name() -> None:
    names = Names(parties=("Zoe",), forms=())
    drawn = find(
        programmes(names),
        lambda one: bool(one.departments and one.verifications),
        settings=_QUICK,
    )
    (verification,) = drawn.verifications
    assert (("Zoe",), None) == (drawn.departments, verification.form)


@pytest.mark.parametrize("kind", TargetKind)
def test_bounds_of_every_kind_are_drawn(kind: TargetKind) -> None:
    drawn = find(bounds(Unit.parse("kWh"), frozenset({kind})), lambda _: True, settings=_QUICK)
    assert (kind, kind in CHANGES) == (drawn.kind, drawn.rate is not None)


@pytest.mark.parametrize("allocation", Allocation)
def test_selections_of_every_allocation_are_drawn(allocation: Allocation) -> None:
    drawn = find(selections(), lambda one: one.allocation is allocation, settings=_QUICK)
    stated = allocation in (Allocation.NEYMAN, Allocation.STATED)
    assert stated is bool(drawn.strata)


@pytest.mark.parametrize("kind", SelectionKind)
def test_samples_of_every_kind_are_drawn(kind: SelectionKind) -> None:
    drawn = find(samples(frozenset({kind})), lambda _: True, settings=_QUICK)
    assert kind is drawn.plan.selection.kind


def test_a_temperature_has_no_bound_at_zero() -> None:
    with_zero = frozenset({TargetKind.ZERO, TargetKind.AT_MOST})
    drawn = find(bounds(Unit.parse("°C"), with_zero), lambda _: True, settings=_QUICK)
    assert TargetKind.AT_MOST is drawn.kind


def test_temperatures_are_restated_on_both_scales() -> None:
    for name in ("K", "°C"):
        found = find(
            compatible_units(Unit.parse("°C")),
            lambda unit, name=name: str(unit) == name,  # type: ignore[misc]
            settings=_QUICK,
        )
        assert name == str(found)


def test_the_package_alone_loads_no_hypothesis() -> None:
    """The plugin stands in it, and is imported wherever pytest runs."""
    code = "import sys, mgmtsys.testing; sys.exit('hypothesis' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


@pytest.mark.parametrize("name", ["°C", "dB(A)", "kWh"])
def test_formulas_over_every_scale_are_drawn_and_take_only_what_it_has(name: str) -> None:
    known = {"a": Unit.parse(name)}
    drawn = find(formulas(known), lambda one: one.is_quotient or "a" in one.series, settings=_QUICK)
    joined = find(
        formulas(known), lambda one: " - " in str(one) and "a" in one.series, settings=_QUICK
    )
    for formula in (drawn, joined):
        formula.unit(known)  # refuses what the scale does not have
