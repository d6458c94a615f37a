"""A short name for a value, the same everywhere and always."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from mgmtsys.files.loading import load
from mgmtsys.system.finding import Grade
from mgmtsys.system.raci import RaciMatrix
from mgmtsys.system.target import Target
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.text import Text

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"


def test_a_fingerprint_is_sixteen_hexadecimal_digits_that_never_change() -> None:
    assert "afce7301d5b4b4bf" == fingerprint_of("a", ("b", 1, None), Fraction(1, 3))


def test_values_that_look_alike_differ() -> None:
    alike: list[Any] = [
        1, True, "1", Fraction(1), ("1",), (1,), frozenset({1}), frozenset({"1"}), None, "None", "",
        (), frozenset(), ((),), date(2026, 1, 1), "2026-01-01", Grade.MINOR, "minor", Text("1"),
        Text({"en": "1"}), Target.zero(), Target(), "\ud800", "\\ud800",
    ]  # fmt: skip
    assert len(alike) == len({fingerprint_of(one) for one in alike})


def test_what_equality_leaves_out_does_not_count() -> None:
    one, other = (RaciMatrix(order, ("x",)) for order in (("a", "b"), ("b", "a")))
    assert one == other
    assert fingerprint_of(one) == fingerprint_of(other)


@attrs.frozen
class Noted:
    """A value with a field that is no part of it."""

    name: str
    note: Any = attrs.field(default=None, eq=False)


def test_a_field_that_is_no_part_of_equality_may_hold_anything() -> None:
    assert fingerprint_of(Noted("a")) == fingerprint_of(Noted("a", note=[1.5]))


@pytest.mark.parametrize("value", [1.5, [], {}, b"a", Decimal(1), object(), len, Noted(name=0.5)])  # type: ignore[arg-type]
def test_what_is_no_plain_or_frozen_value_has_no_fingerprint(value: Any) -> None:
    with pytest.raises(TypeError, match="has no fingerprint"):
        fingerprint_of(("a", value))


def test_a_system_has_the_same_fingerprint_in_every_process() -> None:
    program = (
        "import sys; from mgmtsys.files.loading import load; from mgmtsys.values.fingerprint import fingerprint_of;"
        "print(fingerprint_of(load(sys.argv[1])))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, str(EXAMPLE)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert {f"{fingerprint_of(load(EXAMPLE))}\n"} == printed
