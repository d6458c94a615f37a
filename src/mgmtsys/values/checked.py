"""Fields that hold what their annotation says: looked at whenever a value is built."""

from __future__ import annotations

import enum
import functools
import inspect
import operator
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import attrs

from mgmtsys.values.exceptions import InvalidField

_Test = Callable[[Any], bool]
_Validator = Callable[[object, "attrs.Attribute[Any]", object], None]
#: How much of a value a message shows.
_SHOWN = 60


def _anything(_: object) -> bool:
    return True


def _plain(kind: type) -> _Test:
    """Return whether a value is of a class; a truth value is no number, a moment no day, a whole number exact."""
    if kind is int:
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    if kind is Fraction:
        return lambda value: isinstance(value, int | Fraction) and not isinstance(value, bool)
    if kind is date:
        return lambda value: isinstance(value, date) and not isinstance(value, datetime)
    return lambda value: isinstance(value, kind)


def _members(kind: Any, arguments: tuple[Any, ...]) -> _Test:
    """Return whether a value is a tuple or a set of what its annotation says."""
    if kind is tuple and arguments[-1] is not Ellipsis:
        each = [_test(one) for one in arguments]
        return lambda value: (
            isinstance(value, tuple)
            and len(value) == len(each)
            and (tuple(map(type, value)) == arguments or all(map(operator.call, each, value)))
        )
    fitting, member = _fitting(arguments[0]), _test(arguments[0])
    return lambda value: (
        isinstance(value, kind)
        and (fitting.issuperset(map(type, value)) or all(map(member, value)))
    )


def _either(arguments: tuple[Any, ...]) -> _Test:
    """Return whether a value is one of several things."""
    if all(inspect.isclass(one) and one not in (int, Fraction, date) for one in arguments):
        return lambda value: isinstance(value, arguments)
    tests = [_test(one) for one in arguments]
    return lambda value: any(test(value) for test in tests)


def _test(annotation: Any) -> _Test:
    """Return whether a value is what an annotation says, as far as looking at it can tell."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is Any:
        return _anything
    if annotation is types.NoneType:
        return lambda value: value is None
    if origin in (typing.Union, types.UnionType):
        return _either(arguments)
    if origin in (tuple, frozenset):
        return _members(origin, arguments)
    if origin is not None and inspect.isclass(origin) and issubclass(origin, Mapping | Callable):
        return _plain(origin)
    return _plain(annotation) if inspect.isclass(annotation) else _anything


def _fitting(annotation: Any) -> frozenset[type]:
    """Return the classes of which any value is what an annotation says: nothing else is looked at."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return frozenset[type]().union(*map(_fitting, typing.get_args(annotation)))
    if annotation is Fraction:
        return frozenset({int, Fraction})
    return frozenset({annotation} if inspect.isclass(annotation) else ())


def _named(annotation: Any) -> tuple[str, str]:
    """Return what an annotation asks for, in English and in Chinese."""
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        parts = [_named(one) for one in arguments]
        return ", or ".join(one for one, _ in parts), "，或 ".join(one for _, one in parts)
    if typing.get_origin(annotation) in (tuple, frozenset):
        kind = typing.get_origin(annotation).__name__
        en, zh = _named(arguments[0])
        return f"a {kind} of {en}", f"{zh} 的 {kind}"
    if annotation is types.NoneType:
        return "None", "None"
    name = getattr(annotation, "__name__", str(annotation))
    if inspect.isclass(annotation) and issubclass(annotation, enum.Enum):
        first = f"{name}.{next(iter(annotation)).name}"
        return f"{name}, such as {first}", f"{name}，如 {first}"
    if hasattr(annotation, "parse"):
        return f"{name}, as {name}.parse reads it", f"{name}，由 {name}.parse 读取"
    return name, name


def _refused(field: str, value: object, annotation: Any) -> InvalidField:
    (en, zh), shown = _named(annotation), repr(value)
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return InvalidField(f"{field} is {shown}: expected {en}", f"{field} 为 {shown}：应为 {zh}")


@functools.cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _check(kind: type) -> _Validator:
    """Return the validator of a field, which reads its annotation when the first value is built."""
    fitting: frozenset[type] = frozenset()
    test: _Test | None = None

    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        nonlocal fitting, test
        if type(value) in fitting:
            return
        if test is None:
            hint = _hints(kind)[attribute.name]
            fitting, test = _fitting(hint), _test(hint)
        if not test(value):
            hint = _hints(kind)[attribute.name]
            raise _refused(f"{kind.__name__}.{attribute.name}", value, hint)

    return check


def checked(kind: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Return the fields of a class, each looked at when a value of it is built.

    A transformer of fields: ``@attrs.frozen(field_transformer=checked)``.
    """
    return [
        one.evolve(
            validator=attrs.validators.and_(_check(kind), one.validator)
            if one.validator
            else _check(kind)
        )
        for one in fields
    ]
