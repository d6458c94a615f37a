"""How units are spelled: signs and marks folded into one spelling, and near names for an unknown one."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Mapping

from mgmtsys.values.exceptions import UnknownUnit
from mgmtsys.values.number import folded
from mgmtsys.values.text import Text, say
from mgmtsys.values.unit_definitions import DEFINITIONS

_LONGEST_KIND = 40
_RAISED = {raised: f"**{digit}" for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_LOWERED = {lowered: str(digit) for digit, lowered in enumerate("₀₁₂₃₄₅₆₇₈₉")}
#: Units that one sign spells: ㎡, ㎥, ㎏; its neighbours are hours and days with their numbers.
_SQUARED = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x3371, 0x33E0)}
_MONEY = {"¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP"}
_FOLDED = str.maketrans(_RAISED | _LOWERED | _SQUARED | _MONEY)
#: What people write otherwise than the definitions can, with what it is there.
_SPELLINGS = (
    (re.compile(r"(?<!\w)US\$"), "USD"),
    (re.compile(r"(?<!\w)HK\$"), "HKD"),
    (re.compile(r"(?<!\w)NT\$"), "TWD"),
    (re.compile(r"\$"), "USD"),
    (re.compile(r"dB\s*\(([AC])\)"), r"dB_\1"),
    (re.compile(r"\bNm\*\*3"), "Nm3"),
    # A prefix is raised with its metre: 1 km2 is a square kilometre, and 1 dm3 a litre.
    (re.compile(r"\b([nuµμmcdhk])m([23])\b"), r"\1m**\2"),
    (re.compile(r"\b((?:[kMG]?[gt]))\s+CO2"), r"\1CO2"),
    (re.compile(r"CO2[-_ ]?eq?(?![a-z])"), "CO2e"),
)
#: What a reader calls the units that are words; a sign such as ``kWh`` is the same in every language.
_WORDS: Mapping[str, Text] = {
    "CNY": say("CNY"), "USD": say("USD"), "EUR": say("EUR"), "GBP": say("GBP"), "JPY": say("JPY"),
    "HKD": say("HKD"), "TWD": say("TWD"), "incident": say("incident"), "event": say("event"),
    "person": say("person"), "case": say("case"), "item": say("item"), "time": say("time"),
    "lot": say("lot"), "package": say("package"), "sheet": say("sheet"), "complaint": say("complaint"),
    "penalty": say("penalty"), "vehicle": say("vehicle"), "site": say("site"),
    "product": say("product"), "report": say("report"), "injury": say("injury"),
    "audit": say("audit"), "training": say("training"), "drill": say("drill"),
    "inspection": say("inspection"), "hazard": say("hazard"), "action": say("action"),
}  # fmt: skip
#: How a unit prints whose name in the definitions must do without its parentheses.
PRINTED = {"dB_A": "dB(A)", "dB_C": "dB(C)"}


def spelled(text: str) -> str:
    """Return the text of a unit in the one spelling that the definitions know.

    >>> spelled("m²"), spelled("dB (A)"), spelled("kg CO₂-eq")
    ('m**2', 'dB_A', 'kgCO2e')
    """
    plainly = folded(text.translate(_FOLDED))
    for pattern, spelling in _SPELLINGS:
        plainly = pattern.sub(spelling, plainly)
    return plainly.strip()


#: What somebody counts who finds no unit for it: an item, of the kind that stands in parentheses.
_OF_A_KIND = re.compile(r"(?<!\w)(?:items?|pieces?|[件个项])\s*\(([^()]*)\)")
_KIND = re.compile(r"[^\W\d_]\w*(?:[ -]\w+)*")
#: What stands in the place of a kind while a unit is read; no word of any unit holds it.
STAND_IN = "\ua66e"


def own_unit(name: str) -> str | None:
    """Return the kind of thing that a unit of one's own counts, if it is one.

    >>> own_unit("item(pallet)"), own_unit("item")
    ('pallet', None)
    """
    found = _OF_A_KIND.fullmatch(name)
    return found[1] if found else None


def set_apart(text: str) -> tuple[str, dict[str, str]]:
    """Return the text of a unit with a stand-in for each unit of one's own, and these by their stand-ins.

    >>> text, own = set_apart("kWh/件（托盘）")
    >>> text.replace(STAND_IN, "_"), list(own.values())
    ('kWh/_0', ['item(托盘)'])
    """
    own: dict[str, str] = {}

    def replaced(found: re.Match[str]) -> str:
        kind = " ".join(unicodedata.normalize("NFC", found[1]).split())
        if not _KIND.fullmatch(kind):
            return found[0]
        stand_in = f"{STAND_IN}{len(own)}"
        own[stand_in] = f"item({kind})"
        return stand_in

    return _OF_A_KIND.sub(replaced, folded(text)), own


def in_words(symbol: str) -> Text:
    """Return what a reader calls a unit.

    >>> in_words("person").read("zh"), in_words("item(pallet)").read("zh"), in_words("kWh").read("zh")
    ('人', '件(pallet)', 'kWh')
    """
    kind = own_unit(symbol)
    if kind is not None:
        return say("item({kind})", kind=kind)
    return _WORDS.get(symbol) or Text(symbol)


@functools.cache
def _known() -> tuple[dict[str, str], dict[str, str]]:
    """Return every unit that one word names by its letters without case, and those with a prefix."""
    entries = [
        [part.strip() for part in line.replace(";", "=").split("=")]
        for line in DEFINITIONS.splitlines()
        if "=" in line
    ]
    words = [
        word
        for entry in entries
        for word in (entry[0], *entry[2:])
        if word and word != "_" and not word.startswith("offset:")
    ]
    prefixes = [word.removesuffix("-") for word in words if word.endswith("-")]
    names = [PRINTED.get(word, word) for word in words if not word.endswith("-")]
    grown = [prefix + name for prefix in prefixes for name in names if len(prefix) == 1]
    return (
        {name.casefold(): name for name in reversed(names)},
        {name.casefold(): name for name in reversed(grown)},
    )


@functools.lru_cache(maxsize=4096)
def unknown_unit(text: str) -> UnknownUnit:
    """Return the refusal of a unit that is not defined, with the nearest that is."""
    names, grown = _known()
    plainly = spelled(text[:60]).casefold()
    cased = names.get(plainly) or grown.get(plainly)
    near = (
        [cased]
        if cased
        else [
            names[get_close_match]
            for get_close_match in difflib.get_close_matches(plainly, names, 1, 0.75)
        ]
    )
    if near:
        return UnknownUnit(
            "unknown unit {text!r}: perhaps {near}",
            text=text[:60],
            near=near[0],
        )
    kind = text.strip()
    if _KIND.fullmatch(kind) and len(kind) <= _LONGEST_KIND:
        return UnknownUnit(
            "unknown unit {kind!r}: expected one such as kWh, m3, t, CNY, person or %, or item({kind}) for what you count yourself",
            kind=kind,
        )
    return UnknownUnit(
        "unknown unit {text!r}: expected one such as kWh, m3, t, CNY, person or %",
        text=text[:60],
    )


def two_areas(text: str) -> UnknownUnit:
    """Return the refusal of a prefix before an area or a volume, such as Mm3, that reads in two ways."""
    return UnknownUnit(
        "{text!r} can be so many m2 or m3, or a power of the longer length: expected a number of m2 or m3 without a prefix, or the length raised, such as km**2",
        text=text[:60],
    )


def not_ones_own(kind: str) -> UnknownUnit:
    """Return the refusal of a unit of one's own for what a unit is known for."""
    return UnknownUnit(
        "{kind} is a unit already: expected {kind} instead of item({kind})",
        kind=kind,
    )
