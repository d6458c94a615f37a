"""Rows as CSV in which no cell runs as a formula: what would is quoted on the way out and back again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

#: What runs as a formula in a spreadsheet, blanks before it and quotes of ours aside.
_FORMULA = re.compile(r"'*[\s\ufeff\u200b]*[=+\-@＝＋－＠]|'*[\t\r\n]")
#: What is wholly one number, which a spreadsheet may read as one.
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][+-]?\d+)?%?", re.ASCII)


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula; a number stays a number.

    >>> guarded("=1+1"), guarded(" =1"), guarded("-5.2"), guarded("-5 kWh")
    ("'=1+1", "' =1", '-5.2', "'-5 kWh")
    """
    runs = _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if runs else cell


def unguarded(cell: str) -> str:
    """Return what a cell was before it was guarded.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV, every cell guarded."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(map(guarded, row) for row in rows)
    return stream.getvalue()
