"""What a value is built from is looked at field by field, for every public type alike."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import attrs
import pytest

import mgmtsys as ms
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidField, NotUnderstood

Q = ms.Quantity.parse
T = ms.Text


@pytest.mark.parametrize(
    ("build", "en"),
    [
        (
            lambda: ms.Party("pm", "role"),  # type: ignore[arg-type]
            "Party.kind is 'role': expected PartyKind, such as PartyKind.PERSON",
        ),
        (
            lambda: ms.Aspect("water", T("w"), significant="false"),  # type: ignore[arg-type]
            "Aspect.significant is 'false': expected bool",
        ),
        (
            lambda: ms.Target.at_least(float("nan")),  # type: ignore[arg-type]
            "Bound.limit is nan: expected Quantity, as Quantity.parse reads it, or None",
        ),
        (
            lambda: ms.Target.exactly("5", 1),  # type: ignore[arg-type]
            "Bound.tolerance is 1: expected Quantity, as Quantity.parse reads it, or None",
        ),
        (
            lambda: ms.Bound("percentile", limit=Q("5")),  # type: ignore[arg-type]
            "Bound.kind is 'percentile': expected TargetKind, such as TargetKind.AT_LEAST",
        ),
        (lambda: ms.Target((5,)), "Target.bounds is (5,): expected a tuple of Bound"),  # type: ignore[arg-type]
        (
            lambda: ms.Series("water", "m3"),  # type: ignore[arg-type]
            "Series.unit is 'm3': expected Unit, as Unit.parse reads it",
        ),
        (
            lambda: ms.Training(T("t"), audience=["em"]),  # type: ignore[arg-type]
            None,
        ),
        (
            lambda: ms.Action(T("a"), responsible=["em"]),  # type: ignore[arg-type]
            "Action.responsible is ['em']: expected a tuple of str",
        ),
        (
            lambda: ms.Action(T("a"), responsible="em"),  # type: ignore[arg-type]
            "Action.responsible is 'em': expected a tuple of str",
        ),
        (
            lambda: ms.Deviation(True),  # type: ignore[arg-type]
            "Deviation.value is True: expected Fraction, or None",
        ),
        (lambda: ms.Audited(T("a"), "b", datetime(2026, 6, 30, tzinfo=UTC)), None),
        (lambda: ms.Approval(signed=datetime(2026, 6, 30, tzinfo=UTC)), None),
        (lambda: ms.Unit("kWh"), None),  # type: ignore[arg-type]
        (lambda: ms.Deviation(Fraction(1), ms.Basis.ABSOLUTE, "K"), None),
    ],
)
def test_a_field_says_what_it_was_given_and_what_it_holds(
    build: Callable[[], object], en: str | None
) -> None:
    with pytest.raises(TypeError) as refused:
        build()
    if en is not None:
        assert isinstance(refused.value, InvalidField)
        assert en == refused.value.read("en")
        assert "：应为 " in refused.value.read("zh")


def test_what_is_long_is_shown_in_part() -> None:
    with pytest.raises(InvalidField) as refused:
        ms.Party("pm", "x" * 10_000)  # type: ignore[arg-type]
    assert len(refused.value.read("en")) < 150


def test_a_whole_number_is_an_exact_one() -> None:
    assert ms.Deviation(Fraction(2)) == ms.Deviation(2)  # type: ignore[arg-type]


def _public() -> Iterator[type]:
    for module in pkgutil.walk_packages(ms.__path__, "mgmtsys."):
        if ".testing" in module.name or ".cli" in module.name:
            continue
        for name, found in vars(importlib.import_module(module.name)).items():
            if isinstance(found, type) and attrs.has(found) and found.__module__ == module.name:
                frozen = found.__setattr__ is not object.__setattr__
                if frozen and not name.startswith("_"):
                    yield found


#: Those that read whatever they are built from by converters of their own, and those below the check.
_THEMSELVES = {"Unit", "Quantity", "Place", "Problem"}


def test_every_public_type_looks_at_its_fields() -> None:
    unlooked = {
        f"{kind.__name__}.{field.name}"
        for kind in _public()
        for field in attrs.fields(kind)
        if kind.__name__ not in _THEMSELVES and field.validator is None
    }
    assert unlooked == set()


def _not_seven(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value == 7:
        raise ValueError(attribute.name)


@attrs.frozen(field_transformer=checked)
class Sample:
    """A value with a field of each shape."""

    count: int = 0
    share: Fraction = Fraction(0)
    day: date | None = None
    pairs: tuple[tuple[str, int], ...] = ()
    kinds: frozenset[str] = frozenset()
    table: Mapping[str, int] = attrs.field(factory=dict)
    ask: Callable[[int], int] | None = None
    anything: Any = None
    either: int | str = attrs.field(default=0, validator=_not_seven)


@pytest.mark.parametrize(
    "fields",
    [
        {"count": 3, "share": 2, "day": date(2026, 1, 1), "pairs": (("a", 1),)},
        {"kinds": frozenset("ab"), "table": {"a": 1}, "ask": abs, "anything": object()},
        {"either": "x"},
    ],
)
def test_what_a_field_holds_is_taken(fields: dict[str, Any]) -> None:
    sample = Sample(**fields)
    assert fields == {name: getattr(sample, name) for name in fields}


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ("count", True, "int"),
        ("count", 1.0, "int"),
        ("share", 0.5, "Fraction"),
        ("day", "2026-01-01", "date, or None"),
        ("pairs", (("a", 1, 2),), "a tuple of a tuple of str"),
        ("pairs", (("a", "b"),), "a tuple of a tuple of str"),
        ("pairs", [("a", 1)], "a tuple of a tuple of str"),
        ("kinds", {"a"}, "a frozenset of str"),
        ("kinds", frozenset({1}), "a frozenset of str"),
        ("table", [("a", 1)], "Mapping"),
        ("ask", 5, "Callable, or None"),
        ("either", 1.5, "int, or str"),
    ],
)
def test_what_a_field_does_not_hold_is_refused(field: str, given: object, expected: str) -> None:
    with pytest.raises(InvalidField) as refused:
        Sample(**{field: given})  # type: ignore[arg-type]
    assert f"Sample.{field} is {given!r}: expected {expected}" == refused.value.read("en")


def test_a_check_of_its_own_follows() -> None:
    with pytest.raises(ValueError, match="either") as refused:
        Sample(either=7)
    assert not isinstance(refused.value, NotUnderstood)
