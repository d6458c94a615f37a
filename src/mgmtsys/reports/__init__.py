"""Clause matrices as files that people and tools read: one module a format."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from mgmtsys.exceptions import NotUnderstood
from mgmtsys.files import write_text
from mgmtsys.matrix import ClauseMatrix
from mgmtsys.reports import csv, json, markdown

#: What renders a matrix in a language, by format.
FORMATS: Mapping[str, Callable[[ClauseMatrix, str], str]] = {
    "md": markdown.render,
    "csv": csv.render,
    "json": json.render,
}


def render(matrix: ClauseMatrix, format: str, lang: str = "en") -> str:
    """Return a matrix as text in a format; raises :class:`NotUnderstood` for an unknown one."""
    if format not in FORMATS:
        raise NotUnderstood(
            f"unknown format {format!r}: expected one of {', '.join(FORMATS)}",
            f"未知的格式 {format!r}：应为 {'、'.join(FORMATS)} 之一",
        )
    return FORMATS[format](matrix, lang)


def write(matrix: ClauseMatrix, path: str | os.PathLike[str], lang: str = "en") -> None:
    """Write a matrix in the format that the path's suffix names, whole or not at all.

    CSV starts with a byte-order mark, by which spreadsheets know that it is UTF-8.
    Raises :class:`NotUnderstood`.
    """
    format = Path(path).suffix.lower().removeprefix(".")
    encoding = "utf-8-sig" if format == "csv" else "utf-8"
    write_text(path, render(matrix, format, lang), encoding)
