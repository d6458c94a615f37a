"""Values to plain data and back; the only importer of cattrs."""

from __future__ import annotations

import enum
import functools
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.errors import AttributeValidationNote, BaseValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from mgmtsys.files.derived import derived
from mgmtsys.files.policy_shapes import ALL_SHAPES
from mgmtsys.files.shapes import Shape, Unexpected, one_of, unexpected, unknown_key
from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.link import Claim, Link
from mgmtsys.standard.relation import EQUIVALENT
from mgmtsys.values.checked import words
from mgmtsys.values.exceptions import (
    InvalidDocument,
    NotUnderstood,
    Problem,
    problems_of,
)
from mgmtsys.values.naming import alike, fault_of, likeness
from mgmtsys.values.text import in_a_row, say

T = TypeVar("T")
_Hook = Callable[[Any, Any], Any]
#: What leads from a whole to a part of it.
PATH = tuple[str, ...]
#: What stands in a file of its own, its id among its fields.
DOCUMENTS = (Standard, Crosswalk)


def is_keyed(cls: Any) -> bool:
    """Whether many of a type are written as a mapping by their ids, which none of them lacks."""
    if not attrs.has(cls) or cls in DOCUMENTS:
        return False
    id = attrs.fields_dict(cls).get("id")
    return id is not None and id.default is attrs.NOTHING


def written(cls: Any) -> list[Any]:
    """Return the fields that stand in the body of a class: the id of a keyed one stands above it.

    What is no part of the value, since equality leaves it out, stands in no file.
    """
    return [
        field
        for field in attrs.fields(cls)
        if field.eq and (field.name != "id" or not is_keyed(cls))
    ]


def _unwritten(cls: Any) -> dict[str, Any]:
    return {field.name: override(omit=True) for field in attrs.fields(cls) if not field.eq}


def member_of(kind: Any) -> Any:
    """Return ``X`` of ``tuple[X, ...]``, else ``None``."""
    arguments = typing.get_args(kind)
    is_many = typing.get_origin(kind) is tuple and arguments[1:] == (Ellipsis,)
    return arguments[0] if is_many else None


def _complaints(error: Exception, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield everything that a failed reading complains of, each with its path."""
    match error:
        case BaseValidationError():
            for exception in error.exceptions:
                names = [
                    note.name
                    for note in getattr(exception, "__notes__", ())
                    if isinstance(note, AttributeValidationNote)
                ]
                yield from _complaints(exception, (*path, *names[:1]))
        case NotUnderstood():
            yield from problems_of(error, path)
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                yield unknown_key((*path, key), [field.name for field in written(error.cl)])
        case KeyError():
            name = error.args[0]
            yield Problem(path[:-1], say("no {name}: expected one", name=name))
        case _:
            raise error


def _read_members(kind: Any, converter: cattrs.Converter) -> _Hook:
    """Return the reader of ``tuple[X, ...]``: a list, or a mapping by id where ``X`` has one."""
    member = member_of(kind)
    keyed = is_keyed(member)

    @functools.cache  # found at first use, since a type may hold itself
    def read() -> _Hook:
        return converter.get_structure_hook(member)

    def read_keyed(id: Any, body: Any) -> Any:
        if not isinstance(body, Mapping):
            return read()(body, member)
        if "id" in body or not id:
            raise Unexpected(
                "the key above is the id: expected it filled and written once",
            )
        return read()({"id": id, **body}, member)

    def structure(given: Any, _: Any) -> Any:
        values: list[Any] = []
        problems: list[Problem] = []
        entries: Iterable[tuple[Any, Any]]
        if keyed and isinstance(given, dict):
            entries = given.items()
        elif keyed:
            raise unexpected(given, say("a mapping by id"))
        elif isinstance(given, list | tuple):
            entries = enumerate(given)
        else:
            raise unexpected(given, say("a list"))
        if keyed:
            problems.extend(_wrong_ids(given))
        for name, body in entries:
            try:
                values.append(read_keyed(name, body) if keyed else read()(body, member))
            except (NotUnderstood, BaseValidationError) as error:
                problems.extend(_complaints(error, (str(name),)))
        if problems:
            raise InvalidDocument(tuple(problems))
        return tuple(values)

    return structure


def _wrong_ids(ids: Iterable[Any]) -> Iterator[Problem]:
    """Yield the ids that are none, and those that look like another."""
    named = [id for id in ids if isinstance(id, str) and id]
    for id in named:
        if fault := fault_of(id):
            yield Problem((id,), fault)
    for id, other in alike(named):
        yield Problem((id,), likeness(id, other))


def _read_class(cls: Any, converter: cattrs.Converter) -> _Hook:
    """Return the reader of a class: a mapping of its fields, and nothing else."""
    read = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **_unwritten(cls))
    empty, follows = _may_be_left_empty(cls), derived(cls)

    def structure(given: Any, kind: Any) -> Any:
        if isinstance(given, cls):
            return given
        if not isinstance(given, dict):
            names = in_a_row(field.name for field in written(cls))
            raise unexpected(given, say("a mapping with {names}", names=names))
        # A field that is left empty says nothing, as one that is not there.
        said = (key for key in given if key not in follows)
        return read(
            {key: given[key] for key in said if given[key] is not None or key not in empty}, kind
        )

    return structure


def _write_class(cls: Any, converter: cattrs.Converter) -> Callable[[Any], Any]:
    """Return the writer of a class: its fields but for those at their defaults, and what follows from them."""
    write = make_dict_unstructure_fn(
        cls, converter, _cattrs_omit_if_default=True, **_unwritten(cls)
    )
    follows = derived(cls)
    if not follows:
        return write

    def unstructure(value: Any) -> Any:
        found = ((name, getattr(value, name), kind) for name, kind in follows.items())
        return write(value) | {
            name: converter.unstructure(part, kind)
            for name, part, kind in found
            if part is not None
        }

    return unstructure


def _is_by_path(kind: Any) -> bool:
    return typing.get_origin(kind) is Mapping and typing.get_args(kind)[0] == PATH


def _read_by_path(kind: Any, converter: cattrs.Converter) -> _Hook:
    """Return the reader of a mapping by paths: a list, in which each value tells its path."""
    member = typing.get_args(kind)[1]

    def structure(given: Any, _: Any) -> Any:
        bodies = converter.structure(given, tuple[dict[str, Any], ...])
        return {tuple(body.pop("path", ())): converter.structure(body, member) for body in bodies}

    return structure


def _write_by_path(kind: Any, converter: cattrs.Converter) -> Callable[[Any], Any]:
    member = typing.get_args(kind)[1]
    return lambda given: [
        {"path": list(path), **converter.unstructure(value, member)}
        for path, value in given.items()
    ]


def _may_be_left_empty(cls: Any) -> frozenset[str]:
    """Return the fields of which nothing is no value, or the one that they have anyway."""
    return frozenset(
        field.name
        for field in attrs.fields(attrs.resolve_types(cls))
        if field.default is not attrs.NOTHING or type(None) not in typing.get_args(field.type)
    )


def _read_claim(cls: Any, converter: cattrs.Converter) -> _Hook:
    """Return the reader of a class with a relation, in which one word says that only words differ."""
    read = _read_class(cls, converter)

    def structure(given: Any, kind: Any) -> Any:
        if isinstance(given, dict) and given.get("relation") == EQUIVALENT:
            return read({**given, "reworded": True}, kind)
        return read(given, kind)

    return structure


def _write_claim(cls: Any, converter: cattrs.Converter) -> Callable[[Any], Any]:
    write = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)

    def unstructure(value: Any) -> Any:
        data = write(value)
        return {**data, "relation": EQUIVALENT} if data.pop("reworded", False) else data

    return unstructure


def _write_members(kind: Any, converter: cattrs.Converter) -> Callable[[Any], Any]:
    member = member_of(kind)

    def write_keyed(members: Any) -> Any:
        bodies = ((value.id, converter.unstructure(value)) for value in members)
        return {id: {k: v for k, v in body.items() if k != "id"} for id, body in bodies}

    if is_keyed(member):
        return write_keyed
    return lambda members: [converter.unstructure(value) for value in members]


def _read_shape(kind: type, shape: Shape) -> _Hook:
    """Return the reader of a shape, which leaves a value that is already there as it is."""
    read = shape.read
    return lambda given, _: given if type(given) is kind else read(given)


def _read_word(given: object, kind: type[enum.Enum]) -> enum.Enum:
    return one_of(given, words(kind))


def _write_word(member: enum.Enum) -> str:
    return next(word for word, known in words(type(member)).items() if known is member)


@functools.cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=True)
    converter.register_structure_hook_factory(attrs.has)(_read_class)
    converter.register_unstructure_hook_factory(attrs.has)(_write_class)
    for is_kind, reader, writer in (
        (member_of, _read_members, _write_members),
        ((Link, Claim).__contains__, _read_claim, _write_claim),
        (_is_by_path, _read_by_path, _write_by_path),
    ):
        converter.register_structure_hook_factory(is_kind)(reader)
        converter.register_unstructure_hook_factory(is_kind)(writer)
    # An IntEnum is a whole number too, whose own hook would come first.
    for words_of in (enum.Enum, enum.IntEnum):
        converter.register_structure_hook(words_of, _read_word)
        converter.register_unstructure_hook(words_of, _write_word)
    for kind, shape in ALL_SHAPES.items():
        converter.register_structure_hook(kind, _read_shape(kind, shape))
        converter.register_unstructure_hook(kind, shape.write)
    return converter


def unstructure(value: Any) -> Any:
    """Return a value as mappings, lists, text, whole numbers and truth values; what has its default is left out.

    Exact numbers that are not whole are text. What follows from the fields of a matrix, a verdict or a score
    stands beside them, and is not read back.

    ``structure(unstructure(value), type(value)) == value`` for every public type.
    """
    return _converter().unstructure(value)


def structure(data: Any, kind: type[T]) -> T:
    """Return the value of type ``kind`` that plain data describes.

    Raises :class:`InvalidDocument` with every problem and its path.
    """
    try:
        return _converter().structure(data, kind)
    except (NotUnderstood, BaseValidationError) as error:
        raise InvalidDocument(tuple(_complaints(error, ()))) from None


def partly(data: Mapping[str, Any], kind: Any) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
    """Return what can be understood of the fields of a type, and the ids of what cannot, by field.

    ``None`` stands in the place of a field, and of a member of one, that cannot be understood or is
    not there; a field of which all is understood has no entry among the ids.
    """
    parts: dict[str, Any] = {}
    lost: dict[str, tuple[str, ...]] = {}
    for name, hint in typing.get_type_hints(kind).items():
        given = data.get(name)
        pieces: dict[str, Any] = {}
        if isinstance(given, Mapping):
            pieces = {id: {id: body} for id, body in given.items()}
        elif isinstance(given, list | tuple):
            pieces = {str(index): [piece] for index, piece in enumerate(given)}
        if many := next(filter(member_of, (hint, *typing.get_args(hint))), None):
            read = {id: _readable(piece, many) for id, piece in pieces.items()}
            parts[name] = tuple(whole and whole[0] for whole in read.values())
            gone = [id for id, whole in read.items() if not whole]
            is_whole = not gone and isinstance(given, Mapping | list | tuple | None)
        else:
            parts[name], gone = None if given is None else _readable(given, hint), []
            is_whole = given is None or parts[name] is not None
        if not is_whole:
            lost[name] = tuple(gone) if isinstance(given, Mapping) else ()
    return parts, lost


def _readable(given: Any, kind: Any) -> Any:
    """Return what data describes, or ``None`` where it cannot be understood."""
    try:
        return structure(given, kind)
    except InvalidDocument:
        return None
