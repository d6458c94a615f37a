"""Filled forms and verdicts as Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mgmtsys.cycle.filled_form import FilledForm, FormFact
from mgmtsys.cycle.forms import Sheet
from mgmtsys.show import json
from mgmtsys.show.csv import written
from mgmtsys.show.markdown import fact, opening, table
from mgmtsys.values.text import Text


def _markdown(sheet: Sheet, lang: str) -> str:
    lines = [f"# {opening(sheet.title.read(lang))}", ""]
    lines += [fact(label.read(lang), value.read(lang), lang) for label, value in sheet.facts]
    lines += [""] if sheet.facts else []
    lines += table(_read(sheet.head, lang), (_read(row, lang) for row in sheet.rows))
    return "\n".join(lines) + "\n"


def _read(texts: tuple[Text, ...], lang: str) -> list[str]:
    return [text.read(lang) for text in texts]


def _csv(sheet: Sheet, lang: str) -> str:
    return written(_read(row, lang) for row in (sheet.head, *sheet.rows))


def _json(sheet: Sheet, lang: str) -> str:
    facts = tuple(FormFact(*fact) for fact in sheet.facts)
    return json.render(FilledForm(sheet.title, facts, head=sheet.head, rows=sheet.rows), lang)


#: What renders a sheet in a language, by format.
FORMATS: Mapping[str, Callable[[Sheet, str], str]] = {"md": _markdown, "csv": _csv, "json": _json}
