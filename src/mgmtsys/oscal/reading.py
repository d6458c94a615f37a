"""One OSCAL catalogue being read: which identifiers and numbers are taken, and what its parts say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from mgmtsys.oscal import ids
from mgmtsys.oscal.envelope import Path
from mgmtsys.oscal.fields import clause_fields
from mgmtsys.oscal.modality import force_of, stated_force
from mgmtsys.oscal.prose import Parameters
from mgmtsys.oscal.reader import Reader
from mgmtsys.standard.clause import Clause, ClauseNumber, Force
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.text import Text, say


@attrs.frozen(field_transformer=checked)
class Said:
    """What the properties of a group, a control or a part say."""

    fields: dict[str, Any] = attrs.field(factory=dict)
    label: str | None = None
    withdrawn: bool = False
    #: The force that the file states in a property of its own.
    force: Force | None = None


_NOTHING = Said()


@attrs.frozen(field_transformer=checked)
class Reading:
    """One catalogue being read: which identifiers and numbers are taken so far."""

    lang: str
    document: Reader
    parameters: Parameters
    seen: set[str] = attrs.field(factory=set)
    #: The identifiers of parts, which nothing goes by but their aliases.
    parts: set[str] = attrs.field(factory=set)
    #: What has to be known of the reading and is no fault.
    notices: list[Text] = attrs.field(factory=list)
    taken: set[ids.Parts] = attrs.field(factory=set)

    def id(self, node: Mapping[str, Any], path: Path, *, needed: bool) -> str | None:
        """Return an identifier, which nothing else in the catalogue has."""
        id = self.document.string(node, "id", path, needed=needed)
        if id is None:
            return None
        if id in self.seen:
            self.document.problems.append(
                Problem(
                    (*path, "id"),
                    say("the id {id!r} is given twice: expected each once", id=id),
                )
            )
        self.seen.add(id)
        return id

    def part_id(self, node: Mapping[str, Any], path: Path) -> str | None:
        """Return the identifier of a part; one that another has is no alias, which is said."""
        id = self.document.string(node, "id", path, needed=False)
        if id is not None and (id in self.parts or id in self.seen):
            where = ".".join((*path, "id"))
            self.notices.append(
                say(
                    "{where}: the id {id!r} is given twice: left out, since it would name two parts",
                    where=where,
                    id=id,
                )
            )
            return None
        if id is not None:
            self.parts.add(id)
        return id

    def wording(self, node: Mapping[str, Any], key: str, path: Path, *, needed: bool) -> str | None:
        """Return prose or a title with its parameters."""
        text = self.document.string(node, key, path, needed=needed)
        return None if text is None else self.parameters.fill(text, (*path, key))

    def said(self, node: Mapping[str, Any], path: Path) -> Said:
        """Return what the properties say."""
        if "props" not in node:
            return _NOTHING
        own, others = self.document.properties(node, path)
        label, withdrawn = None, False
        for prop in others:
            if prop["name"] == "label" and (label is None or "class" not in prop):
                label = prop["value"]
            elif prop["name"] == "status":
                withdrawn = prop["value"].lower() == "withdrawn"
        fields = clause_fields(own, (*path, "props"), self.document.problems) if own else {}
        return Said(fields, label, withdrawn=withdrawn, force=stated_force(others))

    def force(self, said: Said, wording: str, otherwise: Force = Force.SHALL) -> Force:
        """Return what a statement demands: as the file states it, as its words say, or as what is above it."""
        return said.force or force_of(wording, self.lang, otherwise)

    def number(
        self, said: Said, parent: ids.Parts, suggested: Iterable[ids.Parts], path: Path
    ) -> ClauseNumber:
        """Return the number that a property of ours states, else the first suggested that is free."""
        stated: ClauseNumber | None = said.fields.pop("number", None) if said.fields else None
        if stated is not None:
            if stated.parts not in self.taken and ids.extends(stated.parts, parent):
                self.taken.add(stated.parts)
                return stated
            self.document.problems.append(
                Problem(
                    (*path, "props"),
                    say(
                        "the number {stated} is taken, or does not extend the one above it",
                        stated=stated,
                    ),
                )
            )
        parts = next(candidate for candidate in suggested if candidate not in self.taken)
        self.taken.add(parts)
        return ClauseNumber(parts)

    def clause(
        self, number: ClauseNumber, said: Said, id: str | None, wording: str, **fields: Any
    ) -> Clause:
        """Return an item; what properties of ours say goes before what was derived."""
        fields["text"] = Text(((self.lang, wording),))
        if id is not None and id != ids.id_of(number):
            fields["alias"] = id
        if said.fields:
            fields |= said.fields
        return Clause(number, **fields)
