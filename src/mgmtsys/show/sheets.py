"""Filled forms and verdicts as Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mgmtsys.cycle.filled_form import FilledForm, FormFact
from mgmtsys.show import csv, json, markdown
from mgmtsys.values.message import SOURCE, languages
from mgmtsys.values.table import DASH, Cell, Sheet, spelled
from mgmtsys.values.text import Text


def _text(cell: Cell) -> Text:
    """Return what a cell says, in its own languages where it is wording."""
    if isinstance(cell, Text):
        return cell
    wordings = {lang: spelled(cell, lang) or DASH for lang in languages()}
    return Text(wordings if len(set(wordings.values())) > 1 else wordings[SOURCE])


def _json(sheet: Sheet, lang: str) -> str:
    table = sheet.table
    filled = FilledForm(
        sheet.title,
        tuple(FormFact(label, _text(value)) for label, value in sheet.facts),
        head=tuple(column.heading for column in table.columns),
        rows=tuple(tuple(_text(row[column.id]) for column in table.columns) for row in table.rows),
    )
    return json.render(filled, lang)


#: What renders a sheet in a language, by format.
FORMATS: Mapping[str, Callable[[Sheet, str], str]] = {
    "md": markdown.render,
    "csv": csv.render,
    "json": _json,
}
