"""The JSON Schema of each kind of file, generated from the types."""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Collection
from typing import Any

import attrs

from mgmtsys.files.codec import is_keyed, member_of, written
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

    def of(self, kind: Any) -> dict[str, Any]:
        """Return the schema of a field's type, by reference where it has a name."""
        if typing.get_origin(kind) in (typing.Union, types.UnionType):
            (inner,) = (one for one in typing.get_args(kind) if one is not type(None))
            return self.of(inner)
        member = member_of(kind)
        if member is Standard:
            return {"type": "array", "items": {"anyOf": [SCALAR, self.of(Standard)]}}
        if member is not None and is_keyed(member):
            return {"type": "object", "additionalProperties": self.of(member)}
        if member is not None:
            self.listed.add(member.__name__)
            return {"type": "array", "items": self.of(member)}
        name = kind.__name__
        if name not in self.found:
            self.found[name] = {}  # stands while the type is being described, which may hold itself
            self.found[name] = {"description": _summary(kind), **self._body(kind)}
        return {"$ref": f"#/$defs/{name}"}

    def _body(self, kind: Any) -> dict[str, Any]:
        if kind in ALL_SHAPES:
            return dict(ALL_SHAPES[kind].schema)
        if issubclass(kind, enum.Enum):
            return {"enum": list(words(kind))}
        return self.object(kind)

    def object(self, cls: Any) -> dict[str, Any]:
        """Return the schema of a class: its fields, those without a default required."""
        hints = typing.get_type_hints(cls)
        fields = written(cls)
        properties = {}
        for field in fields:
            schema = self.of(hints[field.name])
            if field.default is not attrs.NOTHING:
                schema = {"anyOf": [schema, {"type": "null"}]}
            properties[field.name] = schema
        return {
            "type": "object",
            "properties": properties,
            "required": [field.name for field in fields if field.default is attrs.NOTHING],
            "additionalProperties": False,
        }


def _laid_over(schema: dict[str, Any], listed: Collection[str]) -> dict[str, Any]:
    """Return the schema of files that are laid over one another: only what stands in a list has to be whole."""
    parts = {name: one for name, one in schema["$defs"].items() if name not in listed}
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
