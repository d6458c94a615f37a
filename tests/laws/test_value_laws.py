"""What every public value does: it pickles, hashes and compares, and its ``repr`` builds it again."""

import copy
import datetime as dt
import importlib
import pickle
import pkgutil
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import mgmtsys as ms
import mgmtsys.testing

#: What draws no value of its own, or needs to be told of what.
_OTHERS = {
    "FLAWS",
    "Names",
    "World",
    "compatible_units",
    "flawed_systems",
    "true_crosswalks",
    "worlds",
}
_STRATEGIES = sorted(set(dir(mgmtsys.testing)) - _OTHERS)
#: Every type of the library by its name, what a wing offers before all else of that name, with those of
#: Python that stand in fields.
_NAMES: dict[str, Any] = {
    name: found
    for module in pkgutil.walk_packages(ms.__path__, "mgmtsys.")
    if not module.name.startswith("mgmtsys.cli")
    for name, found in vars(importlib.import_module(module.name)).items()
    if isinstance(found, type) and found.__module__ == module.name
}
_NAMES |= {
    name: getattr(wing, name)
    for wing in (
        ms.values,
        ms.standard,
        ms.system,
        ms.auditing,
        ms.cycle,
        ms.fieldwork,
        ms.scoring,
        ms,
    )
    for name in dir(wing)
    if isinstance(getattr(wing, name), type)
}
_NAMES |= {"Fraction": Fraction, "datetime": dt}
#: Longer than this, nobody reads it in a console.
_SHORT = 200


@pytest.mark.parametrize("name", _STRATEGIES)
@settings(max_examples=settings().max_examples // 6, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_public_value_pickles_hashes_and_shows_itself(name: str, data: st.DataObject) -> None:
    value = data.draw(getattr(mgmtsys.testing, name)())
    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - its own
        assert (value, hash(value)) == (other, hash(other))
    shown = repr(value)
    if shown.startswith("<"):
        assert len(shown) < _SHORT + len(str(getattr(value, "organisation", "")))
    else:
        assert value == eval(shown, dict(_NAMES))  # noqa: S307 - its own too


def test_large_values_say_what_they_hold() -> None:
    standard = ms.shipped("iso14001:2015")
    assert repr(standard).startswith("<Standard iso14001:2015: ")
    assert "<Report: empty>" == repr(ms.Report())
    system = ms.ManagementSystem(ms.Text("Plant"), ms.Period.parse("2026"), standards=(standard,))
    assert "<ManagementSystem Plant: 1 standards>" == repr(system)
