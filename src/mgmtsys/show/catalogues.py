"""Catalogues of standards as Markdown, CSV, JSON and OSCAL: the editions there are, and the items of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import attrs

from mgmtsys.files.standards import headed_otherwise
from mgmtsys.oscal import catalogue as oscal
from mgmtsys.show import csv, json, markdown, words
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard
from mgmtsys.standard.excerpt import (
    CatalogueExcerpt,
    CatalogueItem,
    CatalogueList,
    CatalogueSummary,
)
from mgmtsys.values.checked import checked
from mgmtsys.values.table import Cell, CellKind, Column, Fact, Row, Sheet, Shown, Table, Weight
from mgmtsys.values.text import Text, say

_PROVISIONAL = say("provisional")
_BASED_ON = say("based on")
_SOURCE = say("source")
_HANGS_ON = say("attached to")
_ISSUER = say("issued by")
_ISSUED = say("issued on")
_IN_FORCE = say("in force since")
_YES = say("yes")


@attrs.frozen(field_transformer=checked)
class Excerpt:
    """What is shown of a catalogue: all of it, or what stands under one number."""

    standard: Standard
    under: ClauseNumber | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a number that the edition does not have."""
        if self.under is not None:
            self.standard.below(self.under)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The items shown, in the order of the standard."""
        return tuple(self.standard) if self.under is None else self.standard.below(self.under)


def counts(standard: Standard) -> tuple[int, int, int]:
    """Return how many requirements, headings and notes a catalogue has."""
    forces = [clause.force for clause in standard]
    return (
        len(standard.requirements()),
        forces.count(Force.HEADING),
        forces.count(Force.NOTE),
    )


def _force(clause: Clause) -> Cell:
    """Return what an item demands, and whether the text limits that; nothing of a heading."""
    if clause.force is Force.HEADING:
        return None
    force = words.FORCE[clause.force]
    return Shown(
        clause.force, say("{force}, qualified", force=force) if clause.qualified else force
    )


def _remark(clause: Clause, otherwise: Collection[tuple[str, Text]]) -> tuple[Text, ...]:
    """Return what is remarked of an item, and what other editions call its number."""
    called = (say("{label}: {value}", label=edition, value=text) for edition, text in otherwise)
    return (*([clause.remark] if clause.remark else []), *called)


_ITEMS = (
    Column("number", say("number"), kind=CellKind.REFERENCE),
    Column("text", say("text"), leads=True),
    Column("force", say("force"), kind=CellKind.STATUS),
    Column("documented", say("documented"), kind=CellKind.STATUS),
    Column("confidence", words.SURE, kind=CellKind.STATUS),
    Column("remark", words.REMARK),
)


def items_sheet(excerpt: Excerpt) -> Sheet:
    """Return the items shown, each as far in as its number is long, below what is said of the catalogue."""
    standard, otherwise = excerpt.standard, headed_otherwise(excerpt.standard)
    top = min((len(clause.number.parts) for clause in excerpt.clauses), default=0)
    rows = [
        Row(
            {
                "number": str(clause.number),
                "text": clause.text,
                "force": _force(clause),
                "documented": words.DUTY[clause.documented] if clause.documented else None,
                "confidence": words.sure(standard.confidence_of(clause.number)),
                "remark": _remark(clause, otherwise.get(clause.number, ())),
            },
            depth=len(clause.number.parts) - top,
            weight=Weight.STRONG if clause.force is Force.HEADING else Weight.PLAIN,
        )
        for clause in excerpt.clauses
    ]
    title = say("{id} {title}", id=standard.name or standard.id, title=standard.title)
    return Sheet.of(title, facts(standard), Table(_ITEMS, rows, nothing=""))


_EDITIONS = (
    Column("id", words.STANDARD, kind=CellKind.IDENTIFIER),
    Column("name", say("name"), kind=CellKind.IDENTIFIER),
    Column("title", words.TITLE_OF, leads=True),
    Column("requirements", words.ITEMS, kind=CellKind.NUMBER),
    Column("headings", say("headings"), kind=CellKind.NUMBER),
    Column("notes", say("notes"), kind=CellKind.NUMBER),
    Column("confidence", words.SURE, kind=CellKind.STATUS),
    Column("provisional", _PROVISIONAL, kind=CellKind.STATUS),
    Column("based_on", _BASED_ON, kind=CellKind.STATUS),
)


def _listed(standard: Standard) -> dict[str, Cell]:
    requirements, headings, notes = counts(standard)
    return {
        "id": standard.id,
        "name": standard.name,
        "title": standard.title,
        "requirements": requirements,
        "headings": headings,
        "notes": notes,
        "confidence": words.sure(standard.confidence),
        "provisional": _YES if standard.provisional else None,
        "based_on": standard.based_on,
    }


def editions(standards: Iterable[Standard]) -> Table:
    """Return editions, one row each."""
    return Table(_EDITIONS, map(_listed, standards), nothing="")


def facts(standard: Standard) -> list[Fact]:
    """Return what is said of a catalogue as a whole: issuer and dates, source, what it is based on."""
    known = (
        (_ISSUER, standard.issuer),
        (_ISSUED, standard.issued),
        (_IN_FORCE, standard.in_force),
        (_SOURCE, standard.source),
        (words.SURE, words.sure(standard.confidence)),
        (_PROVISIONAL, _YES if standard.provisional else None),
        (_BASED_ON, standard.based_on),
        (_HANGS_ON, standard.hangs_on),
    )
    return [(label, value) for label, value in known if value]


_COUNTED = ("requirements", "headings", "notes")


def _summary(standard: Standard) -> CatalogueSummary:
    facts: dict[str, Any] = {
        field.name: getattr(standard, field.name)
        for field in attrs.fields(CatalogueSummary)
        if field.name not in _COUNTED
    }
    facts |= zip(_COUNTED, counts(standard), strict=True)
    return CatalogueSummary(**facts)


def _item(
    standard: Standard, clause: Clause, elsewhere: Iterable[tuple[str, Text]]
) -> CatalogueItem:
    return CatalogueItem(
        ClauseRef(standard.id, clause.number),
        clause.text,
        force=clause.force,
        qualified=clause.qualified,
        documented=clause.documented,
        asks=clause.asks,
        kinds=clause.kinds,
        remark=clause.remark,
        alias=clause.alias,
        hangs_on=clause.hangs_on,
        source=standard.source_of(clause.number),
        confidence=standard.confidence_of(clause.number),
        elsewhere=dict(elsewhere),
    )


def _json(excerpt: Excerpt, lang: str) -> str:
    standard, otherwise = excerpt.standard, headed_otherwise(excerpt.standard)
    items = (
        _item(standard, clause, otherwise.get(clause.number, ())) for clause in excerpt.clauses
    )
    return json.render(
        CatalogueExcerpt(_summary(standard), tuple(items), under=excerpt.under), lang
    )


def _oscal(excerpt: Excerpt, lang: str) -> str:
    standard, top = excerpt.standard, excerpt.under
    if top is not None:
        tops = (standard[top],) if top in standard else excerpt.clauses
        standard = attrs.evolve(standard, clauses=tops)
    return oscal.render(standard, lang)


#: What renders an excerpt of a catalogue in a language, by format.
FORMATS: Mapping[str, Callable[[Excerpt, str], str]] = {
    "md": lambda excerpt, lang: markdown.render(items_sheet(excerpt), lang),
    "csv": lambda excerpt, lang: csv.render(items_sheet(excerpt), lang),
    "json": _json,
    "oscal": _oscal,
}


def _editions_json(standards: Iterable[Standard], lang: str) -> str:
    return json.render(CatalogueList(tuple(map(_summary, standards))), lang)


#: What renders a list of editions in a language, by format.
EDITIONS: Mapping[str, Callable[[Iterable[Standard], str], str]] = {
    "md": lambda given, lang: "\n".join(markdown.table(editions(given), lang)) + "\n",
    "csv": lambda given, lang: csv.table(editions(given), lang),
    "json": _editions_json,
}
