"""What a value is built from is looked at field by field, for every public type alike."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

import mgmtsys as ms
from mgmtsys.system.bound import TargetKind
from mgmtsys.system.raci import Role
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import (
    InvalidClauseNumber,
    InvalidField,
    InvalidNumber,
    NotUnderstood,
)

Q = ms.Quantity.parse
T = ms.Text


@pytest.mark.parametrize(
    ("build", "en"),
    [
        (
            lambda: ms.Party("pm", "manager"),  # type: ignore[arg-type]
            "Party.kind is 'manager': expected PartyKind, one of person, role, department, body, group",
        ),
        (
            lambda: ms.Aspect("water", T("w"), significant="false"),  # type: ignore[arg-type]
            "Aspect.significant is 'false': expected bool",
        ),
        (
            lambda: ms.Target.at_least(float("nan")),  # type: ignore[arg-type]
            "Bound.limit is nan: expected Quantity, or text that Quantity.parse reads, or None",
        ),
        (
            lambda: ms.Target.exactly("5", 1),  # type: ignore[arg-type]
            "Bound.tolerance is 1: expected Quantity, or text that Quantity.parse reads, or None",
        ),
        (
            lambda: ms.system.Bound("percentile", limit=Q("5")),  # type: ignore[arg-type]
            "Bound.kind is 'percentile': expected TargetKind, one of "
            + ", ".join(kind.value for kind in TargetKind),
        ),
        (lambda: ms.Target((5,)), "Target.stated is (5,): expected a tuple of Bound"),  # type: ignore[arg-type]
        (
            lambda: ms.Series("water", 3),  # type: ignore[arg-type]
            "Series.unit is 3: expected Unit, or text that Unit.parse reads",
        ),
        (
            lambda: ms.Action(T("a"), responsible={"em"}),  # type: ignore[arg-type]
            "Action.responsible is {'em'}: expected a tuple of str",
        ),
        (
            lambda: ms.Action(T("a"), responsible=["em", 1]),  # type: ignore[arg-type]
            "Action.responsible is ['em', 1]: expected a tuple of str",
        ),
        (
            lambda: ms.Action(T("a"), responsible="em"),  # type: ignore[arg-type]
            "Action.responsible is 'em': expected a tuple of str",
        ),
        (
            lambda: ms.Deviation(True),  # type: ignore[arg-type]
            "Deviation.value is True: expected Fraction, or None",
        ),
        (lambda: ms.system.Audited(T("a"), "b", on=datetime(2026, 6, 30, tzinfo=UTC)), None),
        (lambda: ms.system.Approval(signed=datetime(2026, 6, 30, tzinfo=UTC)), None),
        (lambda: ms.values.Unit("kWh"), None),  # type: ignore[arg-type]
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


#: Those that read whatever they are built from by converters of their own, those below the check, the
#: rows of a table that is printed, which is checked whole, and the mark of an annotation.
_THEMSELVES = {
    "Unit", "Quantity", "Text", "Place", "Problem", "Row", "Noun", "Message", "Joined",
}  # fmt: skip


def test_every_public_type_looks_at_its_fields() -> None:
    unlooked = {
        f"{kind.__name__}.{field.name}"
        for kind in _public()
        for field in attrs.fields(kind)
        if kind.__name__ not in _THEMSELVES and field.converter is None
    }
    assert unlooked == set()


#: A place is a file, a line and a column, in the order in which editors write them; a problem stands at
#: one, and a noun is the mark of an annotation.
_IN_ORDER = {"Place", "Problem"}


def test_only_the_first_two_fields_of_a_public_type_are_given_by_their_place() -> None:
    by_place = {
        kind.__name__: [
            name
            for name, parameter in inspect.signature(kind).parameters.items()
            if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
        ]
        for kind in _public()
    }
    assert _IN_ORDER == {name for name, fields in by_place.items() if len(fields) > 2}
    assert ["id", "statement"] == by_place["Objective"]


def test_what_is_given_by_its_place_where_only_its_name_is_known_is_refused() -> None:
    month = ms.Period.parse("2026-01")
    with pytest.raises(TypeError, match="positional"):
        ms.Reading("water", month, Q("5 m3"))
    assert Q("5 m3") == ms.Reading("water", month, value=Q("5 m3")).value


def test_what_is_only_looked_up_is_not_searched_without_end() -> None:
    """Where there is ``[]`` and nothing to iterate, Python asks for 0, 1, 2 and so on."""
    endless = {
        kind.__name__
        for kind in _public()
        if hasattr(kind, "__getitem__") and not hasattr(kind, "__iter__")
    }
    assert endless == set()


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
    unit: ms.values.Unit | None = None
    grade: ms.Grade = ms.Grade.MINOR
    wording: ms.Text | None = None
    clauses: tuple[ms.ClauseRef, ...] = ()
    when: ms.Period | ms.Deadline | None = None
    either: int | str = attrs.field(default=0, validator=_not_seven)


def _longest_first(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(given, key=len, reverse=True))


@attrs.frozen(field_transformer=checked)
class Sorted:
    """A value whose field has a converter of its own, which reads its members."""

    words: tuple[str, ...] = attrs.field(converter=_longest_first)


@pytest.mark.parametrize(
    ("build", "field"),
    [
        (lambda: Sorted((1, 2)), "Sorted.words"),  # type: ignore[arg-type]
        (lambda: ms.Report(checks=("x",)), "Report.checks"),  # type: ignore[arg-type]
        (lambda: ms.Report(findings=(None,)), "Report.findings"),  # type: ignore[arg-type]
    ],
)
def test_what_a_converter_cannot_read_is_refused_with_the_name_of_the_field(
    build: Callable[[], object], field: str
) -> None:
    with pytest.raises(InvalidField, match=rf"^{field} is "):
        build()


def test_a_fault_of_a_converter_is_not_blamed_on_what_it_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: object) -> int:
        raise TypeError("broken")

    @attrs.frozen(field_transformer=checked)
    class Broken:
        count: int = attrs.field(converter=broken)

    monkeypatch.setitem(globals(), "Broken", Broken)
    with pytest.raises(TypeError, match=r"^broken$"):
        Broken(1)


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
        ("share", True, "Fraction"),
        ("share", None, "Fraction"),
        ("day", 20260101, "date, or None"),
        ("pairs", (("a", 1, 2),), "a tuple of a tuple of str"),
        ("pairs", (("a", "b"),), "a tuple of a tuple of str"),
        ("pairs", ["a1"], "a tuple of a tuple of str"),
        ("pairs", {("a", 1)}, "a tuple of a tuple of str"),
        ("pairs", {"a": 1}, "a tuple of a tuple of str"),
        ("kinds", "ab", "a frozenset of str"),
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


@pytest.mark.parametrize(
    ("field", "given", "meant"),
    [
        ("share", "5%", Fraction(1, 20)),
        ("share", 0.1, Fraction(1, 10)),
        ("share", Decimal("0.1"), Fraction(1, 10)),
        ("day", "2026年1月1日", date(2026, 1, 1)),
        ("pairs", [["a", 1], ("b", 2)], (("a", 1), ("b", 2))),
        ("pairs", iter([("a", 1)]), (("a", 1),)),
        ("kinds", {"a"}, frozenset("a")),
        ("kinds", ["a"], frozenset("a")),
        ("unit", "kWh", ms.values.Unit.parse("kWh")),
        ("grade", "major", ms.Grade.MAJOR),
        ("wording", "x", ms.Text("x")),
        ("wording", {"zh": "甲", "en": "x"}, ms.Text({"zh": "甲", "en": "x"})),
        ("clauses", ("iso14001:2015/6.2",), (ms.ClauseRef.parse("iso14001:2015/6.2"),)),
        ("clauses", ["iso14001:2015/6.2"], (ms.ClauseRef.parse("iso14001:2015/6.2"),)),
    ],
)
def test_what_a_field_can_read_is_read(field: str, given: object, meant: object) -> None:
    sample = Sample(**{field: given})  # type: ignore[arg-type]
    assert (meant, type(meant)) == (getattr(sample, field), type(getattr(sample, field)))


def test_a_text_that_two_types_could_read_is_refused() -> None:
    with pytest.raises(InvalidField):
        Sample(when="2026")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "given", "kind", "en"),
    [
        ("day", "someday", ms.NotUnderstood, "Sample.day: 'someday' is not a day: "),
        ("unit", "flurble", ms.NotUnderstood, "Sample.unit: "),
        ("clauses", ["6.2"], InvalidClauseNumber, "Sample.clauses: '6.2' names no edition: "),
        ("share", float("nan"), InvalidNumber, "Sample.share: "),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_name_of_the_field(
    field: str, given: object, kind: type[NotUnderstood], en: str
) -> None:
    with pytest.raises(kind) as refused:
        Sample(**{field: given})  # type: ignore[arg-type]
    assert refused.value.read("en").startswith(en)
    assert refused.value.read("zh").startswith(f"Sample.{field}：")


def test_what_a_field_does_with_a_value_it_does_with_what_it_reads() -> None:
    """A deviation in degrees is one in kelvins, from text as from the unit."""
    degrees = ms.values.Unit.parse("°C")
    degree = ms.Deviation(Fraction(1), ms.system.Basis.ABSOLUTE, unit=degrees)
    assert degree == ms.Deviation("1", "absolute", unit="°C")  # type: ignore[arg-type]


def test_a_system_is_built_from_text() -> None:
    """What stands in a file as text may stand in a constructor as the same text."""
    spilled = ms.Objective(
        "E1",
        {"zh": "化学品零泄漏", "en": "No chemical spills"},  # type: ignore[arg-type]
        measure=ms.Measure("sum(spills)", unit="incident", frequency="monthly"),  # type: ignore[arg-type]
        target=ms.Target.zero(),
        responsible=["KC"],  # type: ignore[arg-type]
        due="2026-12-31",  # type: ignore[arg-type]
    )
    built = ms.ManagementSystem(
        "Plant",  # type: ignore[arg-type]
        "2026",  # type: ignore[arg-type]
        parties=[ms.Party("KC", "person")],  # type: ignore[arg-type]
        series=[ms.Series("spills", unit="incident")],  # type: ignore[arg-type]
        objectives=[spilled],  # type: ignore[arg-type]
    )
    written = {
        "organisation": "Plant",
        "period": "2026",
        "parties": {"KC": {"kind": "person"}},
        "series": {"spills": {"unit": "incident"}},
        "objectives": {
            "E1": {
                "statement": {"zh": "化学品零泄漏", "en": "No chemical spills"},
                "measure": {"formula": "sum(spills)", "unit": "incident", "frequency": "monthly"},
                "target": {"zero": True},
                "responsible": ["KC"],
                "due": "2026-12-31",
            }
        },
    }
    assert ms.structure(written, ms.ManagementSystem) == built


def test_a_check_of_its_own_follows() -> None:
    with pytest.raises(ValueError, match="either") as refused:
        Sample(either=7)
    assert not isinstance(refused.value, NotUnderstood)


@attrs.frozen(field_transformer=checked)
class Assigned:
    roles: frozenset[Role]


def test_a_set_of_words_is_shown_as_what_builds_it() -> None:
    both = Assigned(frozenset({Role.RESPONSIBLE, Role.ACCOUNTABLE}))
    assert "Assigned(roles=frozenset({Role.ACCOUNTABLE, Role.RESPONSIBLE}))" == repr(both)


def test_a_value_of_many_kinds_names_the_first() -> None:
    example = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
    shown = repr(ms.load(example))
    assert shown.startswith("<ManagementSystem Lithera: 2 standards, ")
    assert shown.endswith(" objectives, …>")
