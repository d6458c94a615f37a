"""The fields of ours that OSCAL has no words for, as properties: reader and writer side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from mgmtsys.files.shapes import one_of
from mgmtsys.oscal.envelope import Path, prop, text_of_props, text_props, value_of
from mgmtsys.oscal.ids import id_of, says
from mgmtsys.standard.clause import Clause, ClauseNumber, Confidence, Duty, Force, Standard
from mgmtsys.values.checked import words
from mgmtsys.values.exceptions import NotUnderstood, Problem, problems_of
from mgmtsys.values.spelling import day

Given = list[Mapping[str, Any]]


def _first(given: Given) -> str:
    return value_of(given[0])


def _confidence(given: Given) -> Confidence:
    return one_of(_first(given), words(Confidence))


def _headings(given: Given) -> tuple[ClauseNumber, ...]:
    said = _first(given)
    return () if said == _NOTHING else tuple(map(ClauseNumber, said.split(", ")))


#: What an item says that hangs on no heading.
_NOTHING = "nothing"


def _true(given: Given) -> bool:
    return _first(given) == "true"


def _day(given: Given) -> date:
    return day(_first(given))


_OF_CLAUSE: Mapping[str, Callable[[Given], Any]] = {
    "number": lambda given: ClauseNumber(_first(given)),
    "alias": _first,
    "text": text_of_props,
    "force": lambda given: one_of(_first(given), words(Force)),
    "qualified": _true,
    "documented": lambda given: one_of(_first(given), words(Duty)),
    "asks": lambda given: tuple(map(value_of, given)),
    "kinds": lambda given: tuple(map(value_of, given)),
    "remark": text_of_props,
    "source": text_of_props,
    "confidence": _confidence,
    "hangs_on": _headings,
}
_OF_STANDARD: Mapping[str, Callable[[Given], Any]] = {
    "id": _first,
    "title": text_of_props,
    "name": _first,
    "source": text_of_props,
    "confidence": _confidence,
    "provisional": _true,
    "based_on": _first,
    "hangs_on": _first,
    "issuer": text_of_props,
    "issued": _day,
    "in_force": _day,
}


def clause_props(clause: Clause, id: str, lang: str, shown: str) -> Iterator[dict[str, str]]:
    """Yield what an item with identifier ``id`` says beside the wording that is ``shown`` in ``lang``."""
    yield {"name": "label", "value": str(clause.number)}
    if not says(id, clause.number):
        yield prop("number", str(clause.number))
    if id == id_of(clause.number) and clause.alias is not None:
        yield prop("alias", clause.alias)
    yield from text_props("text", clause.text, lang, shown)
    yield prop("force", clause.force.value)
    if clause.qualified:
        yield prop("qualified", "true")
    if clause.documented is not None:
        yield prop("documented", clause.documented.value)
    for asked in clause.asks:
        yield prop("asks", asked)
    for kind in clause.kinds:
        yield prop("kinds", kind)
    yield from text_props("remark", clause.remark)
    yield from text_props("source", clause.source)
    if clause.confidence is not None:
        yield prop("confidence", clause.confidence.value)
    if clause.hangs_on is not None:
        yield prop("hangs_on", ", ".join(map(str, clause.hangs_on)) or _NOTHING)


def standard_props(standard: Standard, lang: str, shown: str) -> Iterator[dict[str, str]]:
    """Yield what an edition says beside the title that is ``shown`` in ``lang``."""
    yield prop("id", standard.id)
    yield from text_props("title", standard.title, lang, shown)
    if standard.name is not None:
        yield prop("name", standard.name)
    yield from text_props("source", standard.source)
    if standard.confidence is not None:
        yield prop("confidence", standard.confidence.value)
    if standard.provisional:
        yield prop("provisional", "true")
    if standard.based_on is not None:
        yield prop("based_on", standard.based_on)
    if standard.hangs_on is not None:
        yield prop("hangs_on", standard.hangs_on)
    yield from text_props("issuer", standard.issuer)
    for name, on in (("issued", standard.issued), ("in_force", standard.in_force)):
        if on is not None:
            yield prop(name, on.isoformat())


def _read(
    own: Mapping[str, Given],
    readers: Mapping[str, Callable[[Given], Any]],
    path: Path,
    problems: list[Problem],
) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, given in own.items():
        if name in readers:
            try:
                read[name] = readers[name](given)
            except NotUnderstood as error:
                problems.extend(problems_of(error, path))
    return read


def clause_fields(own: Mapping[str, Given], path: Path, problems: list[Problem]) -> dict[str, Any]:
    """Return the fields of an item that properties of ours hold, and add what is wrong with them."""
    return _read(own, _OF_CLAUSE, path, problems)


def standard_fields(
    own: Mapping[str, Given], path: Path, problems: list[Problem]
) -> dict[str, Any]:
    """Return the fields of an edition that properties of ours hold, and add what is wrong with them."""
    return _read(own, _OF_STANDARD, path, problems)
