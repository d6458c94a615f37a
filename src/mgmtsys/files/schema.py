"""The JSON Schema of each kind of file, generated from the types."""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Collection, Mapping
from typing import Any

import attrs

from mgmtsys.files.codec import PATH, is_keyed, member_of, written
from mgmtsys.files.derived import derived
from mgmtsys.files.kind import Kind
from mgmtsys.files.kinds import ASSESSMENT, kind_of
from mgmtsys.files.policy_shapes import ALL_SHAPES
from mgmtsys.files.shapes import SCALAR
from mgmtsys.files.standards import CATALOGUE
from mgmtsys.standard.clause import Standard
from mgmtsys.values.checked import words

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _summary(cls: type) -> str:
    return (cls.__doc__ or "").partition("\n")[0]


class _Definitions:
    """The definitions that a schema needs, each made once."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}
        #: The types of which lists are made.
        self.listed: set[str] = set()

    def of(self, kind: Any, *, keyed: bool = False) -> dict[str, Any]:
        """Return the schema of a field's type, by reference where it has a name; ``keyed`` has its id above it."""
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            (inner,) = (argument for argument in arguments if argument is not type(None))
            return self.of(inner)
        if origin is Mapping:
            key, value = arguments
            if key == PATH:
                return {"type": "array", "items": self.object(value, {"path": self.of(PATH)})}
            return {"type": "object", "additionalProperties": self.of(value)}
        member = member_of(kind)
        if member is not None:
            return self._many(member)
        if origin is tuple:
            return {"type": "array", "prefixItems": list(map(self.of, arguments)), "items": False}
        name = kind.__name__ if keyed or not is_keyed(kind) else f"{kind.__name__}.id"
        if name not in self.found:
            self.found[name] = {}  # stands while the type is being described, which may hold itself
            self.found[name] = {"description": _summary(kind), **self._body(kind, keyed=keyed)}
        return {"$ref": f"#/$defs/{name}"}

    def _many(self, member: Any) -> dict[str, Any]:
        if member is Standard:
            return {"type": "array", "items": {"anyOf": [SCALAR, self.of(Standard)]}}
        if is_keyed(member):
            return {"type": "object", "additionalProperties": self.of(member, keyed=True)}
        self.listed.add(getattr(member, "__name__", ""))
        return {"type": "array", "items": self.of(member)}

    def _body(self, kind: Any, *, keyed: bool) -> dict[str, Any]:
        if kind in ALL_SHAPES:
            return dict(ALL_SHAPES[kind].schema)
        if issubclass(kind, enum.Enum):
            return {"enum": list(words(kind))}
        return self.object(kind, {} if keyed or not is_keyed(kind) else {"id": self.of(str)})

    def object(self, cls: Any, above: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the schema of a class: what stands ``above`` its fields, they, and what follows from them.

        What has no default is required.
        """
        hints, fields, follows = typing.get_type_hints(cls), written(cls), derived(cls)
        properties = dict(above or {})
        required = list(properties)
        for field in fields:
            has_default = field.default is not attrs.NOTHING
            schema = self.of(hints[field.name])
            if has_default or _may_be_none(hints[field.name]):
                schema = {"anyOf": [schema, {"type": "null"}]}
            properties[field.name] = schema
            required += [] if has_default else [field.name]
        properties |= {name: self.of(kind) for name, kind in follows.items()}
        required += [name for name, kind in follows.items() if not _may_be_none(kind)]
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }


def _may_be_none(kind: Any) -> bool:
    return type(None) in typing.get_args(kind)


def _laid_over(schema: dict[str, Any], listed: Collection[str]) -> dict[str, Any]:
    """Return the schema of files that are laid over one another: only what stands in a list has to be whole."""
    parts = {name: shape for name, shape in schema["$defs"].items() if name not in listed}
    for part in (*parts.values(), schema):
        if "required" in part:
            part["required"] = ["format"] if part is schema else []
    over = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}, {"type": "null"}]}
    schema["properties"] |= {"over": over}
    return schema


def _with_changes(schema: dict[str, Any], _: Collection[str]) -> dict[str, Any]:
    """Return the schema of a catalogue: whole, or changes to what it is based on."""
    schema["properties"] |= {"changes": schema["properties"]["clauses"]}
    schema["required"].remove("clauses")
    schema["oneOf"] = [
        {"required": ["clauses"]},
        {"required": ["based_on", "changes"], "properties": {"based_on": SCALAR}},
    ]
    return schema


#: What a file may say otherwise than by the fields of its type.
_OTHERWISE = {CATALOGUE: _with_changes, ASSESSMENT: _laid_over}


def schema_of(kind: Kind | type) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a kind of file, or of the one that holds values of a type.

    Raises :class:`NotUnderstood` for a type that no file holds.
    """
    kind = kind if isinstance(kind, Kind) else kind_of(kind)
    cls, definitions = kind.cls, _Definitions()
    body = definitions.object(cls)
    body["properties"] = {"format": {"const": kind.format}, **body["properties"]}
    body["required"] = ["format", *body["required"]]
    made = {
        "$schema": _DIALECT,
        "title": kind.format,
        "description": _summary(cls),
        **body,
        "$defs": dict(sorted(definitions.found.items())),
    }
    otherwise = _OTHERWISE.get(kind)
    return made if otherwise is None else otherwise(made, definitions.listed)
