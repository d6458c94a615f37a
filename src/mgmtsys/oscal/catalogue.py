"""A standard as an OSCAL catalogue, which reads back as the same standard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from mgmtsys.oscal.envelope import NO_DAY, line_of, metadata, rendered
from mgmtsys.oscal.fields import clause_props, standard_props
from mgmtsys.oscal.ids import ids_of
from mgmtsys.standard.clause import Clause, ClauseNumber, Force, Standard
from mgmtsys.values.fingerprint import fingerprint_of


@attrs.frozen
class _Writing:
    """The identifiers of a standard's items, and the language that is shown."""

    ids: Mapping[ClauseNumber, str]
    lang: str

    def head(self, clause: Clause) -> dict[str, Any]:
        """Return what groups and controls share."""
        id, title = self.ids[clause.number], line_of(clause.text.read(self.lang))
        props = list(clause_props(clause, id, self.lang, title))
        return {"id": id, "title": title, "props": props}

    def part(self, clause: Clause, name: str) -> dict[str, Any]:
        """Return an item of a list, or a note, with what stands below it."""
        id, prose = self.ids[clause.number], clause.text.read(self.lang)
        return {
            "id": id,
            "name": name,
            "props": list(clause_props(clause, id, self.lang, prose)),
            "prose": prose,
            "parts": [self.part(item, "item") for item in clause.items],
        }

    def control(self, clause: Clause) -> dict[str, Any]:
        """Return a control: its list items as parts of its statement, headings as controls in it."""
        head = self.head(clause)
        items, notes, headings = _split(clause.items)
        statement: dict[str, Any] = {"name": "statement"}
        if clause.force is not Force.HEADING:
            statement["prose"] = head["title"]
        if items:
            statement["parts"] = [self.part(item, "item") for item in items]
        return {
            **head,
            "parts": [
                *([statement] if len(statement) > 1 else []),
                *(self.part(note, "guidance") for note in notes),
            ],
            "controls": [self.control(heading) for heading in headings],
        }

    def members(self, clauses: tuple[Clause, ...]) -> dict[str, Any]:
        """Return groups, or controls: no group may hold both."""
        if not clauses:
            return {}
        if _kind(clauses) == "group":
            return {
                "groups": [self.head(clause) | self.members(clause.items) for clause in clauses]
            }
        return {"controls": [self.control(clause) for clause in clauses]}


def _is_heading(clause: Clause) -> bool:
    return clause.force is Force.HEADING


def _kind(clauses: tuple[Clause, ...]) -> str:
    """Return what clauses side by side are: groups where all are headings over headings."""
    over = (_is_heading(clause) and any(map(_is_heading, clause.items)) for clause in clauses)
    return "group" if all(over) else "control"


def _split(items: tuple[Clause, ...]) -> tuple[tuple[Clause, ...], ...]:
    """Return list items, closing notes and closing headings, whose order OSCAL keeps only in that order."""
    first = len(items)
    while first and _is_heading(items[first - 1]):
        first -= 1
    noted = first
    while noted and items[noted - 1].force is Force.NOTE:
        noted -= 1
    return items[:noted], items[noted:first], items[first:]


def kinds_of(standard: Standard) -> dict[ClauseNumber, str]:
    """Return what each item is in OSCAL: a group, a control, or part of a statement."""
    found: dict[ClauseNumber, str] = {}

    def place(clauses: tuple[Clause, ...], kind: str) -> None:
        for clause in clauses:
            found[clause.number] = kind
            if kind == "group":
                place(clause.items, _kind(clause.items))
            elif kind == "control":
                items, notes, headings = _split(clause.items)
                place((*items, *notes), "statement")
                place(headings, "control")
            else:
                place(clause.items, kind)

    place(standard.clauses, _kind(standard.clauses))
    return found


def render(standard: Standard, lang: str, on: date = NO_DAY) -> str:
    """Return a standard as an OSCAL catalogue as of a day; the same standard gives the same bytes.

    Headings that hold headings are groups, the others controls, what stands below these parts. What is
    shown is in ``lang``; all languages and all fields of ours stand in properties, by which
    ``read(render(standard)) == standard``.
    """
    title = line_of(standard.title.read(lang))
    props = standard_props(standard, lang, title)
    about = metadata(title, fingerprint_of(standard), on, lang, *props)
    body = {"metadata": about, **_Writing(ids_of(standard), lang).members(standard.clauses)}
    return rendered("catalog", body)
