"""Clause matrices and findings as files that people and tools read: one module a format."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from mgmtsys.auditing.matrix import ClauseMatrix
from mgmtsys.auditing.outcome import Outcome
from mgmtsys.files.writing import write_text
from mgmtsys.show import csv, json, markdown, matrix
from mgmtsys.system.report import Report
from mgmtsys.values.exceptions import InvalidField, NotUnderstood
from mgmtsys.values.text import in_a_row


def _oscal(computed: ClauseMatrix, lang: str) -> str:
    from mgmtsys.oscal import results  # a room of its own, which no other format needs

    return results.render(computed, lang)


#: What renders a matrix in a language, by format.
FORMATS: Mapping[str, Callable[[ClauseMatrix, str], str]] = {
    "md": lambda computed, lang: markdown.render(matrix.sheet(computed), lang),
    "csv": lambda computed, lang: csv.table(matrix.table(computed), lang),
    "json": json.render,
    "oscal": _oscal,
}
#: The suffixes that name a format otherwise than by its own name.
SUFFIXES = {"xml": "junit"}


def format_of(path: str | os.PathLike[str]) -> str:
    """Return the format that a path's suffix names."""
    suffix = Path(path).suffix.lower().removeprefix(".")
    return SUFFIXES.get(suffix, suffix)


def unknown_format(format: str, known: Collection[str]) -> NotUnderstood:
    """Return the complaint about a format that is none of those known."""
    return NotUnderstood(
        "unknown format {format!r}: expected one of {known}",
        format=format,
        known=in_a_row(known),
    )


def render(value: ClauseMatrix | Outcome | Report, format: str, lang: str = "en") -> str:
    """Return a matrix or findings as text in a format; raises :class:`NotUnderstood` for an unknown one.

    Findings of a bare report stand nowhere; an :class:`Outcome` knows their places. Of anything else
    raises :class:`InvalidField`.
    """
    if not isinstance(value, ClauseMatrix | Outcome | Report):
        kind = type(value).__name__  # type: ignore[unreachable]  # types are only said
        raise InvalidField(
            "{kind} cannot be rendered: expected a ClauseMatrix, a Report or an Outcome; save writes a system",
            kind=kind,
        )
    writers: Mapping[str, Callable[[Any, str], str]] = FORMATS
    if not isinstance(value, ClauseMatrix):
        from mgmtsys.show import findings

        writers = findings.FORMATS
    if format not in writers:
        raise unknown_format(format, writers)
    return writers[format](Outcome(value) if isinstance(value, Report) else value, lang)


def write(
    value: ClauseMatrix | Outcome | Report, path: str | os.PathLike[str], lang: str = "en"
) -> None:
    """Write a matrix or findings in the format that the path's suffix names, whole or not at all.

    CSV starts with a byte-order mark, by which spreadsheets know that it is UTF-8.
    Raises :class:`NotUnderstood`.
    """
    format = format_of(path)
    encoding = "utf-8-sig" if format == "csv" else "utf-8"
    write_text(path, render(value, format, lang), encoding)
