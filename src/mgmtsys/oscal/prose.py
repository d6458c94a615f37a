"""The prose of OSCAL, with the parameters in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from mgmtsys.oscal.envelope import Path
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.text import Text, say

#: Where a parameter stands in prose: ``{{ insert: param, ac-1_prm_1 }}``.
_INSERT = re.compile(r"\{\{\s*insert:\s*param\s*,\s*([^\s{}]+)\s*\}\}")
#: What looks like one: whatever stands between double braces, or after those that nothing closes.
_BRACES = re.compile(r"\{\{(?:(?!\}\}).)*(?:\}\})?", re.DOTALL)
#: What is in double braces, or should be.
_LIKE_INSERT = re.compile(r"\{\{|\binsert:\s*param\b\s*,?[^{}]*\}?\}?", re.IGNORECASE)
#: How long the wording of one parameter may become by the parameters inside it.
_LONGEST = 100_000
#: How many parameters may stand one inside the other.
_DEEPEST = 64


@attrs.frozen(field_transformer=checked)
class Parameters:
    """The parameters of a catalogue by their ids, and what their wording comes to."""

    #: Whether parameters are put into the prose, or left in it as they are.
    resolved: bool
    problems: list[Problem] = attrs.field(factory=list)
    _stated: dict[str, tuple[Mapping[str, Any], Path]] = attrs.field(factory=dict)
    _wordings: dict[str, str] = attrs.field(factory=dict)

    def add(self, id: str, parameter: Mapping[str, Any], path: Path) -> None:
        """Remember a parameter and where it stands."""
        self._stated[id] = (parameter, path)

    def fill(self, text: str, path: Path) -> str:
        """Return text with its parameters put in: their values, else in brackets what they stand for."""
        if not self.resolved or not _LIKE_INSERT.search(text):
            return text
        between = _BRACES.sub("", text)
        for braces in (*_BRACES.findall(text), *_LIKE_INSERT.findall(between)):
            if not _INSERT.fullmatch(braces):
                self._refuse(
                    path,
                    say(
                        "{braces!r} is not a parameter: expected one such as {{{{ insert: param, ac-1_prm_1 }}}}",
                        braces=braces,
                    ),
                )
        return self._fill(text, path, ())

    def _fill(self, text: str, path: Path, through: tuple[str, ...]) -> str:
        return _INSERT.sub(lambda insert: self._wording(insert[1], path, through), text)

    def _wording(self, id: str, path: Path, through: tuple[str, ...]) -> str:
        """Return what stands for a parameter; ``through`` are those whose wording it is part of."""
        if id in self._wordings:
            return self._wordings[id]
        wording = f"[{id}]"
        if id not in self._stated:
            self.problems.append(
                Problem(
                    path,
                    say("no parameter {id!r}: expected one that the catalogue states", id=id),
                )
            )
            return wording
        parameter, own_path = self._stated[id]
        if id in through:
            circle = " → ".join((*through[through.index(id) :], id))
            self._refuse(
                own_path,
                say("a parameter contains itself: {circle}", circle=circle),
            )
        elif len(through) == _DEEPEST:
            self._refuse(
                own_path,
                say("parameters nest more than {deepest} deep", deepest=_DEEPEST),
            )
        else:
            said = self._fill(_said(parameter) or wording, own_path, (*through, id))
            wording = said if len(said) <= _LONGEST else wording
            if wording != said:
                self._refuse(
                    own_path,
                    say(
                        "the wording of a parameter grows beyond {longest} characters",
                        longest=_LONGEST,
                    ),
                )
            self._wordings[id] = wording
        return wording

    def _refuse(self, path: Path, message: Text) -> None:
        self.problems.append(Problem(path, message))


def _said(parameter: Mapping[str, Any]) -> str:
    """Return the values of a parameter, else its choices or its label in brackets."""
    values = parameter.get("values")
    if values:
        return ", ".join(values)
    choices = parameter.get("select", {}).get("choice")
    said = "; ".join(choices) if choices else parameter.get("label")
    return f"[{said}]" if said else ""
