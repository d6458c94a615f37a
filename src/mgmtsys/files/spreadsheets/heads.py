"""The heads of a table: what column each names, and what a spreadsheet calls the column itself."""

from __future__ import annotations

import difflib
from collections.abc import Container, Sequence

#: How alike a head is to a known column when it is taken for a slip of typing.
_NEARLY = 0.8


def head_of(cell: str) -> tuple[str, str]:
    """Return the field and the language that a head names, in whatever case its field is typed."""
    field, _, language = cell.strip().partition(":")
    return field.strip().lower(), language.strip()


def is_slip(field: str, known: Sequence[str], fields: Container[str]) -> bool:
    """Whether a head is nearly that of a known column which is nowhere else in the table."""
    near = difflib.get_close_matches(field, known, 1, _NEARLY)
    return bool(near) and near[0] not in fields


def column_name(column: int) -> str:
    """Return what a spreadsheet calls a column, the first being 0.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
