"""What a statement demands: by a property, by its verbs in capitals, by the words of its language."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mgmtsys.clause import Force

#: The verbs of several languages as standards write them in capitals (RFC 2119, RFC 8174, DIN 820-2),
#: the strictest first. What must not be is as strict as what must.
_VERBS: Mapping[Force, tuple[str, ...]] = {
    Force.SHALL: (
        "MUST", "SHALL", "REQUIRED", "MANDATORY", "MAY NOT", "MUSS", "MÜSSEN", "DARF NICHT", "DARF NUR",
        "DÜRFEN NICHT", "DÜRFEN NUR", r"DARF KEIN\w*", r"DÜRFEN KEIN\w*", "DOIT", "DOIVENT", "DEBE", "DEBEN",
        "DEVE", "DEVONO", "DEVEM", "MOET", "MOETEN",
    ),
    Force.SHOULD: (
        "SHOULD", "RECOMMENDED", "SOLLTE", "SOLLTEN", "SOLL", "SOLLEN", "DEVRAIT", "DEVRAIENT", "DEBERÍA",
        "DEBERÍAN", "DOVREBBE", "DOVREBBERO", "DEVERIA", "DEVERIAM", "ZOU MOETEN",
    ),
    Force.MAY: (
        "MAY", "OPTIONAL", "KANN", "KÖNNEN", "DARF", "DÜRFEN", "PEUT", "PEUVENT", "PUEDE", "PUEDEN", "PUÒ",
        "POSSONO", "PODE", "PODEM", "MAG", "MOGEN",
    ),
}  # fmt: skip
_CAPITALS = tuple(
    (force, re.compile(rf"\b(?:{'|'.join(verbs)})\b(?! [0-9])")) for force, verbs in _VERBS.items()
)
_AS_VALUE = tuple((force, re.compile("|".join(verbs))) for force, verbs in _VERBS.items())
#: How publishers call the property that states the verb.
_PROPERTIES = frozenset({"modalverb", "modal", "modality", "requirementlevel", "obligation"})

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
    "fr": (
        re.compile(r"\b(?:doit|doivent)\b"),
        re.compile(r"\b(?:devrait|devraient|convient)\b"),
        re.compile(r"(?:l['’]|les?\b|la\b|une?\b)(?: ?\w+){1,3} (?:peut|peuvent)\b"),
    ),
    "es": (
        re.compile(r"\b(?:debe|deben|deberá|deberán)\b"),
        re.compile(r"\b(?:debería|deberían)\b"),
        re.compile(r"(?:el|la|los|las|una?)\b(?: \w+){0,3} (?:puede|pueden|podrá|podrán)\b"),
    ),
}


def force_of(text: str, lang: str) -> Force:
    """Return what a statement demands; whatever does not say otherwise is a requirement.

    Verbs in capitals decide in any language; else the words of ``lang``, or of every language that is
    known here where ``lang`` is none of them.

    >>> force_of("Review the plan.", "en").value, force_of("Plans should be reviewed.", "en").value
    ('shall', 'should')
    >>> force_of("Werke KANN einen Plan führen.", "und").value
    'may'
    """
    if not text.isupper():
        for force, verbs in _CAPITALS:
            if verbs.search(text):
                return force
    stated = lang.partition("-")[0]
    known = [_MODALS[stated]] if stated in _MODALS else list(_MODALS.values())
    small = text.lower()
    if any(shall.search(small) for shall, _, _ in known):
        return Force.SHALL
    if any(should.search(small) for _, should, _ in known):
        return Force.SHOULD
    return Force.MAY if any(may.match(small) for _, _, may in known) else Force.SHALL


@functools.lru_cache(maxsize=1024)  # a publisher uses few names, thousands of times
def _states_a_verb(name: str) -> bool:
    return re.sub(r"[_\W]", "", name).lower() in _PROPERTIES


def stated_force(properties: Iterable[Mapping[str, Any]]) -> Force | None:
    """Return the force that a property such as ``modal_verb`` states, if one states what is a verb here."""
    for one in properties:
        if _states_a_verb(one["name"]):
            said = " ".join(one["value"].upper().split())
            for force, verbs in _AS_VALUE:
                if verbs.fullmatch(said):
                    return force
    return None
