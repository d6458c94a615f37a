"""What a statement demands: by a property, by its verbs in capitals, by the words of its language."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mgmtsys.standard.clause import Force

#: What says each force, the strictest first: the first that is found decides.
_Patterns = tuple[tuple[Force, re.Pattern[str]], ...]

#: The verbs of several languages as standards write them in capitals (RFC 2119, RFC 8174, DIN 820-2).
#: What must not be is as strict as what must, and what may not, or only so, is no permission.
_VERBS: Mapping[Force, tuple[str, ...]] = {
    Force.SHALL: (
        "MUST", "SHALL", "REQUIRED", "MANDATORY", "(?:MAY|CAN) (?:NOT|ONLY)", "CANNOT", "MUSS", "MÜSSEN",
        r"(?:DARF|DÜRFEN)\b[^.,;]*\b(?:NICHT|NUR|KEIN(?:E[MNRS]?)?)", "(?:KANN|KÖNNEN) NICHT",
        r"NUR\b[^.,;]*\b(?:DARF|DÜRFEN)", "DOIT", "DOIVENT", "NE (?:PEUT|PEUVENT)", "DEBE", "DEBEN",
        "NO PUEDEN?", "DEVE", "DEVONO", "NON (?:PUÒ|POSSONO)", "DEVEM", "NÃO PODEM?", "MOET", "MOETEN",
        "(?:MAG|MOGEN) (?:NIET|GEEN)",
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
#: The same in Chinese, which has no capitals: only where they are all that is said.
_SAID_ALONE: Mapping[Force, str] = {
    Force.SHALL: "应|应当|须|必须|不应|不得|不可|禁止",
    Force.SHOULD: "宜|不宜|建议|推荐",
    Force.MAY: "可|可以|不必|无需|无须",
}
_CAPITALS: _Patterns = tuple(
    (force, re.compile(rf"\b(?:{'|'.join(verbs)})\b(?! [0-9])")) for force, verbs in _VERBS.items()
)
_AS_VALUE: _Patterns = tuple(
    (
        force,
        re.compile(
            rf"\A(?:(?:(?:NE|NO|NON|NÃO) )?(?:{'|'.join(verbs)})(?: (?:NOT|NICHT|PAS|NIET))?|{_SAID_ALONE[force]})\Z"
        ),
    )
    for force, verbs in _VERBS.items()
)
#: How publishers call the property that states the verb.
_PROPERTIES = frozenset({"modalverb", "modal", "modality", "requirementlevel", "obligation"})

#: Who is permitted something, in English, German and Chinese: "data that may be lost" permits nothing.
_WHO_EN = (
    r"\A(?:(?:where|when|if|as|in|for|at|on|with|unless|subject)\b[^,;:.]*, )?(?:the|an?|each|any|all|you|"
    "organi[sz]ations?|compan(?:y|ies)|employe[er]s?|workers?|personnel|staff|users?|operators?|owners?|"
    r"suppliers?|contractors?|entit(?:y|ies)|auditors?|management)\b"
)
_WHO_DE = (
    r"\A(?:der|die|das|eine?|man|organisationen|unternehmen|betriebe|institutionen|behörden|mitarbeite\w+|"
    r"beschäftigte|nutzer|personen|werke)\b"
)
_WHO_ZH = r"\A[^，。；]{0,8}(?:组织|企业|机构|单位|公司|部门|人员|员工|用户|供应商|最高管理者)[^，。；]{0,6}?"

#: What a requirement says in its text, by language; all in small letters. What none of them finds
#: demands as much as what the first finds, since imperatives do.
_WORDS: Mapping[str, Mapping[Force, str]] = {
    "en": {
        Force.SHALL: r"\b(?:shall|must)\b",
        Force.SHOULD: (
            r"should\b|(?<!that )(?<!which )\b(?:is|are) (?:not |strongly |highly )?recommended\b(?! by\b)"
        ),
        Force.MAY: (
            rf"{_WHO_EN}(?: (?!that\b|which\b|who\b|only\b)[\w'’-]+){{0,3}},? "
            r"(?:may|need not|(?:is|are) (?:permitted|allowed) to)\b(?! (?:not|only)\b)"
        ),
    },
    "zh": {
        Force.SHALL: r"(?<![相适供响对反效])应(?![用急])|(?<!无)须|不得",
        Force.SHOULD: r"(?<![适便事])宜|(?:\A|[，。；：])(?:建议|推荐)",
        Force.MAY: rf"{_WHO_ZH}(?:(?<![不许认的只仅])可(?![能靠行用持视见追再回接燃])|不必|无需|无须)",
    },
    "de": {
        Force.SHALL: r"\b(?:muss|müssen)\b|\b(?:darf|dürfen)\b[^.,;]*\b(?:nicht|nur|kein(?:e[mnrs]?)?)\b",
        Force.SHOULD: r"\bsoll(?:en|te|ten)?\b(?!-)|\b(?:wird|werden)\b[^.;]*\bempfohlen\b",
        Force.MAY: (
            rf"{_WHO_DE}(?: \w+){{0,3}} (?:kann|können|darf|dürfen)\b"
            r"(?![^.,;]*\b(?:nicht|nur|kein(?:e[mnrs]?)?)\b)"
        ),
    },
    "fr": {
        Force.SHALL: r"\b(?:doit|doivent)\b",
        Force.SHOULD: r"\b(?:devrait|devraient|convient)\b|\best recommandé",
        Force.MAY: (
            r"\A(?:l['’]|les?\b|la\b|une?\b)(?: ?(?!ne\b)\w+){1,3} (?:peut|peuvent)\b"
            r"(?! (?:pas|seulement|uniquement)\b)"
        ),
    },
    "es": {
        Force.SHALL: r"\b(?:debe|deben|deberá|deberán)\b",
        Force.SHOULD: r"\b(?:debería|deberían)\b|\bse recomienda\b",
        Force.MAY: (
            r"\A(?:el|la|los|las|una?)\b(?: (?!no\b|s[oó]lo\b)\w+){0,3} "
            r"(?:puede|pueden|podrá|podrán)\b(?! s[oó]lo\b)"
        ),
    },
}
_BY_LANGUAGE: Mapping[str, _Patterns] = {
    lang: tuple((force, re.compile(words)) for force, words in said.items())
    for lang, said in _WORDS.items()
}
_OF_ANY: _Patterns = tuple(
    (force, re.compile("|".join(said[force] for said in _WORDS.values()))) for force in _VERBS
)


def _first(patterns: _Patterns, text: str) -> Force | None:
    return next((force for force, pattern in patterns if pattern.search(text)), None)


def force_of(text: str, lang: str, otherwise: Force = Force.SHALL) -> Force:
    """Return what a statement demands; whatever says nothing of it is a requirement, or ``otherwise``.

    Verbs in capitals decide in any language; else the words of ``lang``, or of every language that is
    known here where ``lang`` is none of them.

    >>> force_of("Review the plan.", "en").value, force_of("Plans should be reviewed.", "en").value
    ('shall', 'should')
    >>> force_of("Werke KANN einen Plan führen.", "und").value
    'may'
    """
    in_capitals = None if text.isupper() else _first(_CAPITALS, text)
    words = _BY_LANGUAGE.get(lang.partition("-")[0], _OF_ANY)
    return in_capitals or _first(words, text.lower()) or otherwise


@functools.lru_cache(maxsize=1024)  # a publisher uses few names, thousands of times
def _states_a_verb(name: str) -> bool:
    return re.sub(r"[_\W]", "", name).lower() in _PROPERTIES


def stated_force(properties: Iterable[Mapping[str, Any]]) -> Force | None:
    """Return the force that a property such as ``modal_verb`` states, if one states what is a verb here."""
    said = (
        " ".join(prop["value"].upper().split())
        for prop in properties
        if _states_a_verb(prop["name"])
    )
    return next((force for value in said if (force := _first(_AS_VALUE, value))), None)
