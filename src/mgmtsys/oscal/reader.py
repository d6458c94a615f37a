"""What is read of any OSCAL model: lists, text and properties, with everything wrong remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from mgmtsys.oscal.envelope import NAMESPACE, Path, missing, value_of, wrong
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import NotUnderstood, Problem, problems_of
from mgmtsys.values.text import UNDETERMINED, Text, say

#: The properties of ours by name.
Own = Mapping[str, list[Mapping[str, Any]]]


@attrs.frozen(field_transformer=checked)
class Reader:
    """A document being read, and what is wrong with it so far."""

    problems: list[Problem] = attrs.field(factory=list)

    def members(self, node: Mapping[str, Any], key: str, path: Path) -> Iterator[tuple[Any, Path]]:
        """Yield the mappings of a list with their paths."""
        given = node.get(key)
        if given is None:
            return
        if type(given) is not list:
            self.problems.append(wrong((*path, key), given, say("a list")))
            return
        for index, member in enumerate(given):
            where = (*path, key, str(index))
            if type(member) is dict:
                yield member, where
            else:
                self.problems.append(wrong(where, member, say("a mapping")))

    def string(self, node: Mapping[str, Any], key: str, path: Path, *, needed: bool) -> str | None:
        """Return text that says something, or ``None``; complain of what is no text, or needed."""
        given = node.get(key)
        if type(given) is str and given and not given.isspace():
            return given
        if given is not None and (needed or type(given) is not str):
            self.problems.append(wrong((*path, key), given, say("text")))
        elif needed:
            self.problems.append(missing(path, key))
        return None

    def properties(
        self, node: Mapping[str, Any], path: Path
    ) -> tuple[dict[str, list[Mapping[str, Any]]], list[Mapping[str, Any]]]:
        """Return the properties of ours by name, and those of others."""
        own: dict[str, list[Mapping[str, Any]]] = {}
        others: list[Mapping[str, Any]] = []
        for prop, where in self.members(node, "props", path) if "props" in node else ():
            name, value = prop.get("name"), prop.get("value")
            if type(name) is not str or type(value) is not str:
                self.string(prop, "name", where, needed=True)
                self.string(prop, "value", where, needed=True)
            elif prop.get("ns") == NAMESPACE:
                odd = [key for key in ("class", "remarks") if type(prop.get(key, "")) is not str]
                self.problems.extend(wrong((*where, key), prop[key], say("text")) for key in odd)
                if not odd:
                    own.setdefault(name, []).append(prop)
            else:
                others.append(prop)
        return own, others

    def language(
        self, about: Mapping[str, Any], own: Own, path: Path, given: str | None = None
    ) -> str:
        """Return the language that is given, or that metadata state in a property of ours or of their own.

        Raises :class:`InvalidText` for one given that is none.
        """
        if given is not None:
            return Text(((given, "–"),)).wordings[0][0]
        stated = value_of(own["language"][0]) if "language" in own else about.get("language")
        if stated is None:
            return UNDETERMINED
        try:
            return Text(((stated, "–"),)).wordings[0][0]
        except NotUnderstood as error:
            self.problems.extend(problems_of(error, (*path, "language")))
            return UNDETERMINED
