"""Fields that hold what their annotation says: text is read, sequences become tuples, all else is refused."""

from __future__ import annotations

import enum
import functools
import inspect
import operator
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

import attrs

from mgmtsys.values.exceptions import InvalidField, NotUnderstood
from mgmtsys.values.message import Message
from mgmtsys.values.number import exact
from mgmtsys.values.spelling import day
from mgmtsys.values.text import Text, in_a_row, say

_E = TypeVar("_E", bound=enum.Enum)
_Test = Callable[[Any], bool]
#: Returns what a value means, or the value itself where it means nothing.
_Reader = Callable[[Any], Any]
#: How much of a value a message shows.
_SHOWN = 60
#: How many fields of a type are given by their place; the others have names only.
_BY_PLACE = 2
#: What a field is read from when it holds something else, beside the classes with a ``parse`` of
#: their own and the enumerations: from values of the types named, by the function.
_READ: Mapping[type, tuple[tuple[type, ...], _Reader]] = {
    Text: ((str, Mapping), Text),
    Fraction: ((str, int, float, Decimal), exact),
    date: ((str,), day),
}


def words(kind: type[_E]) -> dict[str, _E]:
    """Return the words that stand for the members of an enumeration."""
    return {
        member.name.lower() if isinstance(member.value, int) else str(member.value): member
        for member in kind
    }


def _anything(_: object) -> bool:
    return True


def _plain(kind: type) -> _Test:
    """Return whether a value is of a class; a truth value is no number, and a moment no day."""
    if kind is int:
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    if kind is date:
        return lambda value: isinstance(value, date) and not isinstance(value, datetime)
    return lambda value: isinstance(value, kind)


def _members(kind: Any, arguments: tuple[Any, ...]) -> _Test:
    """Return whether a value is a tuple or a set of what its annotation says."""
    if kind is tuple and arguments[-1] is not Ellipsis:
        each = [_test(argument) for argument in arguments]
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
    if all(inspect.isclass(argument) and argument not in (int, date) for argument in arguments):
        return lambda value: isinstance(value, arguments)
    tests = [_test(argument) for argument in arguments]
    return lambda value: any(test(value) for test in tests)


def _is_union(annotation: Any) -> bool:
    return typing.get_origin(annotation) in (typing.Union, types.UnionType)


def _test(annotation: Any) -> _Test:
    """Return whether a value is what an annotation says, as far as looking at it can tell."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is Any:
        return _anything
    if annotation is types.NoneType:
        return lambda value: value is None
    if _is_union(annotation):
        return _either(arguments)
    if origin in (tuple, frozenset):
        return _members(origin, arguments)
    if origin is not None and inspect.isclass(origin) and issubclass(origin, Mapping | Callable):
        return _plain(origin)
    return _plain(annotation) if inspect.isclass(annotation) else _anything


def _itself(value: Any) -> Any:
    return value


def _only(kinds: tuple[type, ...], read: _Reader) -> _Reader:
    """Return the reader of some types alone; a truth value is a whole number to Python and to nobody else."""
    return lambda value: (
        read(value) if isinstance(value, kinds) and not isinstance(value, bool) else value
    )


def _reader(annotation: Any) -> _Reader:
    """Return how what an annotation asks for is read from text, and tuples and sets from sequences."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if _is_union(annotation):
        # Of two that could read a text, neither does.
        readers = [read for read in map(_reader, arguments) if read is not _itself]
        return readers[0] if len(readers) == 1 else _itself
    if origin in (tuple, frozenset):
        return _sequence(origin, arguments)
    if annotation in _READ:
        return _only(*_READ[annotation])
    if hasattr(annotation, "parse"):
        return _only((str,), annotation.parse)
    if inspect.isclass(annotation) and issubclass(annotation, enum.Enum):
        by_word = words(annotation)
        return lambda value: by_word.get(value, value) if isinstance(value, str) else value
    return _itself


def _member(annotation: Any) -> _Reader:
    test, read = _test(annotation), _reader(annotation)
    return lambda value: value if test(value) else read(value)


def _sequence(kind: Any, arguments: tuple[Any, ...]) -> _Reader:
    """Return how a tuple is read from members in an order, and a set from members in any."""
    not_these = (str, bytes, Mapping) if kind is frozenset else (str, bytes, Mapping, AbstractSet)
    if kind is tuple and arguments[-1] is not Ellipsis:
        each = [_member(argument) for argument in arguments]

        def pair(value: Any) -> Any:
            fits = isinstance(value, list | tuple) and len(value) == len(each)
            return tuple(map(operator.call, each, value)) if fits else value

        return pair
    member = _member(arguments[0])

    def many(value: Any) -> Any:
        if not isinstance(value, Iterable) or isinstance(value, not_these):
            return value
        return kind(map(member, value))

    return many


def _fitting(annotation: Any) -> frozenset[type]:
    """Return the classes of which any value is what an annotation says: nothing else is looked at."""
    if _is_union(annotation):
        return frozenset[type]().union(*map(_fitting, typing.get_args(annotation)))
    return frozenset({annotation} if inspect.isclass(annotation) else ())


def _fitting_members(annotation: Any) -> frozenset[type]:
    """Return the classes of which a tuple of any length is what an annotation says."""
    arguments = typing.get_args(annotation)
    is_any_length = typing.get_origin(annotation) is tuple and arguments[-1] is Ellipsis
    return _fitting(arguments[0]) if is_any_length else frozenset()


def _named(annotation: Any) -> Text:
    """Return what an annotation asks for."""
    arguments = typing.get_args(annotation)
    if _is_union(annotation):
        return in_a_row(map(_named, arguments), Message("{first}, or {next}"))
    if typing.get_origin(annotation) in (tuple, frozenset):
        kind = typing.get_origin(annotation).__name__
        return say("a {kind} of {members}", kind=kind, members=_named(arguments[0]))
    if annotation is types.NoneType:
        return Text("None")
    name = getattr(annotation, "__name__", str(annotation))
    if inspect.isclass(annotation) and issubclass(annotation, enum.Enum):
        return say("{name}, one of {known}", name=name, known=in_a_row(words(annotation)))
    if hasattr(annotation, "parse"):
        return say("{name}, or text that {parse} reads", name=name, parse=f"{name}.parse")
    return Text(name)


def _refused(field: str, value: object, annotation: Any) -> InvalidField:
    shown = repr(value)
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return InvalidField(
        "{field} is {shown}: expected {kind}", field=field, shown=shown, kind=_named(annotation)
    )


@functools.cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


class _Field:
    """What the annotation of a field asks for: how it is looked at, and how it is read."""

    def __init__(self, kind: type, name: str) -> None:
        """Read the annotation; the names in it are known once the first value is built."""
        self.name = f"{kind.__name__}.{name}"
        self.hint = _hints(kind)[name]
        self.fitting, self.fits, self._read = (
            _fitting(self.hint), _test(self.hint), _reader(self.hint),
        )  # fmt: skip
        self.members = _fitting_members(self.hint)

    def read(self, value: Any) -> Any:
        """Return what a value means; raises what its type says of text, with the field's name before."""
        if self.fits(value):
            return value
        if isinstance(value, Iterator):  # what fails while it is drawn is no fault of this field
            value = tuple(value)
        try:
            return self._read(value)
        except NotUnderstood as error:
            raise type(error)(
                say("{field}: {problem}", field=self.name, problem=error.message)
            ) from None

    def understand(self, value: Any) -> Any:
        """Return what the field is to hold; raises :class:`InvalidField` for all else."""
        if self.fits(value):
            return value
        meant = self.read(value)
        if not self.fits(meant):
            raise _refused(self.name, value, self.hint)
        return meant


@functools.cache
def _field(kind: Any, name: str) -> _Field:
    return _Field(kind, name)


_SIGNATURE = inspect.signature(_itself)


def _signed(convert: _Reader) -> _Reader:
    """Say what a converter takes, which attrs asks of each and would else find out for each."""
    convert.__signature__ = _SIGNATURE  # type: ignore[attr-defined]  # as inspect reads it
    return convert


def _after(kind: type, name: str, own: Any) -> _Reader:
    """Return the converter of a field, in which one of its own follows what is read for it."""

    def convert(value: Any) -> Any:
        field = _field(kind, name)
        meant = field.read(value)
        try:
            # A number that was written without a sign is no longer told from one that was computed.
            made = own(value if isinstance(meant, Fraction) else meant)
        except NotUnderstood:
            raise
        except (AttributeError, TypeError):
            if field.fits(meant):  # the fault is the converter's own
                raise
            raise _refused(field.name, value, field.hint) from None
        return field.understand(made)

    return _signed(convert)


def _converter(kind: type, name: str) -> _Reader:
    """Return the converter of a field, which reads its annotation when the first value is built."""
    fitting: frozenset[type] = frozenset()
    members: frozenset[type] = frozenset()
    fits: _Test | None = None

    def convert(value: Any) -> Any:
        nonlocal fitting, members, fits
        cls = type(value)
        if cls in fitting:
            return value
        if cls is tuple and members:
            for member in value:
                if type(member) not in members:
                    break
            else:
                return value
        if fits is None:
            field = _field(kind, name)
            fitting, members, fits = field.fitting, field.members, field.fits
        return value if fits(value) else _field(kind, name).understand(value)

    return _signed(convert)


def _shown(value: Any) -> str:
    """Return the ``repr`` of a field as an expression: a member of an enumeration by its name."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if type(value) is tuple:
        return f"({', '.join(map(_shown, value))}{',' if len(value) == 1 else ''})"
    if type(value) is frozenset and value:
        return f"frozenset({{{', '.join(sorted(map(_shown, value)))}}})"
    return repr(value)


def checked(kind: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Return the fields of a class, each of which reads or refuses what a value is built from.

    What has a spelling is read from text, by its ``parse``, an enumeration by its word; an exact
    number from any number, a tuple from a sequence, wording also from a mapping by language. All else
    that is not what the annotation says is refused with the field's name.

    Fields after the first two are given by their names, so that one more in their middle moves none.

    A transformer of fields: ``@attrs.frozen(field_transformer=checked)``.
    """
    return [
        field.evolve(
            kw_only=place >= _BY_PLACE,
            repr=field.repr and _shown,
            converter=_after(kind, field.name, field.converter)
            if field.converter
            else _converter(kind, field.name),
        )
        for place, field in enumerate(fields)
    ]
