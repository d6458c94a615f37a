"""The JSON Schema of each kind of file that people write, generated from the types."""

from __future__ import annotations

import enum
import types
import typing
from typing import Any

import attrs

from mgmtsys.fieldwork.programme import AuditProgramme
from mgmtsys.fieldwork.sampling import SamplingPlan
from mgmtsys.files.codec import is_keyed, member_of, written
from mgmtsys.files.kinds import kind_of
from mgmtsys.files.policy_shapes import ALL_SHAPES
from mgmtsys.files.shapes import SCALAR
from mgmtsys.scoring.assessment import Assessment
from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.register import Register
from mgmtsys.system.system import ManagementSystem
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


def _document(cls: type, *, laid_over: bool = False) -> dict[str, Any]:
    """Return the schema of a file; where files are laid over one another, only lists have to be whole."""
    format, definitions = kind_of(cls).format, _Definitions()
    body = definitions.object(cls)
    if laid_over:
        body["required"] = []
        for name, found in definitions.found.items():
            if name not in definitions.listed and "required" in found:
                found["required"] = []
    body["properties"] = {"format": {"const": format}, **body["properties"]}
    body["required"] = ["format", *body["required"]]
    return {
        "$schema": _DIALECT,
        "title": format,
        "description": _summary(cls),
        **body,
        "$defs": dict(sorted(definitions.found.items())),
    }


def system_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a system file."""
    return _document(ManagementSystem)


def catalogue_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a catalogue file: whole, or changes to what it is based on."""
    schema = _document(Standard)
    clauses = schema["properties"]["clauses"]
    schema["properties"] |= {"changes": clauses}
    schema["required"].remove("clauses")
    schema["oneOf"] = [
        {"required": ["clauses"]},
        {
            "required": ["based_on", "changes"],
            "properties": {"based_on": SCALAR},
        },
    ]
    return schema


def crosswalk_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a crosswalk file."""
    return _document(Crosswalk)


def register_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a register of what was held and done."""
    return _document(Register)


def sampling_plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a sampling plan."""
    return _document(SamplingPlan)


def audit_programme_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an audit programme."""
    return _document(AuditProgramme)


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an assessment, or of a part of one that others are laid over."""
    schema = _document(Assessment, laid_over=True)
    over = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}, {"type": "null"}]}
    schema["properties"] |= {"over": over}
    return schema
