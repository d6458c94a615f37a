"""The prose of OSCAL: parameters in it, and what it demands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from mgmtsys.clause import Force
from mgmtsys.exceptions import Problem
from mgmtsys.interop.oscal.envelope import Path

#: Where a parameter stands in prose: ``{{ insert: param, ac-1_prm_1 }}``.
_INSERT = re.compile(r"\{\{\s*insert:\s*param\s*,\s*([^\s{}]+)\s*\}\}")
#: How long the wording of one parameter may become by the parameters inside it.
_LONGEST = 100_000
#: How many parameters may stand one inside the other.
_DEEPEST = 64

#: What a requirement says in its text, by language: shall, should, may; all in small letters. What none
#: of them finds demands as much as what the first finds, since imperatives do. "May" counts only of
#: whoever it permits something: "data that may be lost" permits nothing.
_MODALS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = {
    "en": (
        re.compile(r"\b(?:shall|must)\b"),
        re.compile(r"should\b"),
        re.compile(
            r"(?:the|an?|each|any|organi[sz]ations?)\b(?: (?!that\b|which\b|who\b)\w+){0,3} may\b"
        ),
    ),
    "zh": (
        re.compile(r"(?<![相适供响对反效])应(?![用急])|须|不得"),
        re.compile(r"(?<![适便事])宜"),
        re.compile(r"(?:组织|企业|机构|最高管理者)[^，。；]{0,6}可(?![能靠行用])"),
    ),
    "de": (
        re.compile(r"\b(?:muss|müssen|darf|dürfen)\b"),
        re.compile(r"sollten?\b"),
        re.compile(r"(?:der|die|das|eine?)\b(?: \w+){0,3} (?:kann|können)\b"),
    ),
}


def force_of(text: str, lang: str) -> Force:
    """Return what a statement demands; whatever does not say otherwise is a requirement.

    >>> force_of("Review the plan.", "en").value, force_of("Plans should be reviewed.", "en").value
    ('shall', 'should')
    """
    shall, should, may = _MODALS.get(lang.partition("-")[0], _MODALS["en"])
    small = text.lower()
    milder = Force.SHOULD if should.search(small) else Force.MAY if may.match(small) else None
    return Force.SHALL if milder is None or shall.search(small) else milder


@attrs.frozen
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
        if "{{" not in text or not self.resolved:
            return text
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
                    f"no parameter {id!r}: expected one that the catalogue states",
                    f"没有参数 {id!r}：应为目录中列出的参数",
                )
            )
            return wording
        parameter, own_path = self._stated[id]
        if id in through:
            circle = " → ".join((*through[through.index(id) :], id))
            self._refuse(
                own_path,
                f"a parameter stands inside itself: {circle}",
                f"参数自我引用：{circle}",
            )
        elif len(through) == _DEEPEST:
            self._refuse(
                own_path,
                f"parameters stand inside each other more than {_DEEPEST} deep",
                f"参数互相嵌套超过 {_DEEPEST} 层",
            )
        else:
            said = self._fill(_said(parameter) or wording, own_path, (*through, id))
            wording = said if len(said) <= _LONGEST else wording
            if wording != said:
                self._refuse(
                    own_path,
                    f"the wording of a parameter grows beyond {_LONGEST} characters",
                    f"参数的文字超过 {_LONGEST} 个字符",
                )
            self._wordings[id] = wording
        return wording

    def _refuse(self, path: Path, en: str, zh: str) -> None:
        self.problems.append(Problem(path, en, zh))


def _said(parameter: Mapping[str, Any]) -> str:
    """Return the values of a parameter, else its choices or its label in brackets."""
    values = parameter.get("values")
    if values:
        return ", ".join(values)
    choices = parameter.get("select", {}).get("choice")
    said = "; ".join(choices) if choices else parameter.get("label")
    return f"[{said}]" if said else ""
