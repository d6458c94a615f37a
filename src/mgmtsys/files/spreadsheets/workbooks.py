"""Workbooks looked at before their cells are read: whole, of bounded size, and with nothing that reads as empty."""

from __future__ import annotations

import functools
import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import attrs

from mgmtsys.files.spreadsheets.heads import column_name
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import Text, say

#: How many bytes the parts of a workbook may unpack to.
MOST_BYTES = 64 * 2**20
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
#: What a damaged or foreign archive raises when it is opened or unpacked.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError,
    ValueError, LookupError, ET.ParseError,
)  # fmt: skip
_NAME = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
#: A cell that holds an error, and one that holds a formula, with its value where it has one.
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(?:[^<]|<(?!/?(?:\w+:)?[cv]\b))*<(?:\w+:)?v\b[^>]*>([^<]*)<'
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\b[^>]*(?<!/)>([^<]*)<)?"
)

#: A row, and columns, that are hidden.
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_ROW = re.compile(rb'\br="([0-9]{1,7})"')
_ENDS = re.compile(rb'\b(min|max)="([0-9]{1,5})"')


@attrs.frozen(field_transformer=checked)
class Sheet:
    """The first sheet of a workbook that people see."""

    name: str
    #: The part of the workbook that holds its cells.
    part: bytes = attrs.field(repr=False)
    #: The cells that would read as empty and are not: row and column from 0, and what they hold.
    unread: tuple[tuple[int, int, Text], ...]
    #: The sheets that are left out, and those of them that are hidden.
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    #: The rows from 1, and the columns by their letters, that are hidden and read all the same.
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()


def first_sheet(path: str, raw: bytes) -> Sheet:
    """Return the first sheet that is not hidden.

    Raises :class:`NotUnderstood` for what is no workbook, is damaged, or unpacks to more than a bound.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            size = sum(part.file_size for part in parts.infolist())
            if size > MOST_BYTES:
                raise _too_large(path, size)
            if (bad := parts.testzip()) is not None:
                raise zipfile.BadZipFile(bad)
            sheets = tuple(_sheets(parts))
            seen = next((sheet for sheet in sheets if not sheet[2]), None)
            cells = b"" if seen is None else parts.read(seen[1])
    except _DAMAGE as error:
        if isinstance(error, NotUnderstood):
            raise
        raise NotUnderstood(
            "{path}: not a workbook, or a damaged one: expected a file saved as .xlsx",
            path=path,
        ) from None
    if seen is None:
        raise NotUnderstood(
            "{path}: every sheet is hidden: expected one that can be seen",
            path=path,
        )
    return Sheet(
        seen[0],
        cells,
        unread=tuple(sorted(_unread(cells))),
        others=tuple(sheet[0] for sheet in sheets if sheet is not seen),
        hidden=tuple(name for name, _, is_hidden in sheets if is_hidden),
        hidden_rows=tuple(
            int(number[1]) for row in _HIDDEN_ROW.findall(cells) if (number := _ROW.search(row))
        ),
        hidden_columns=tuple(_hidden_columns(cells)),
    )


def _too_large(path: str, size: int) -> NotUnderstood:
    most = MOST_BYTES // 2**20
    return NotUnderstood(
        "{path}: a workbook that unpacks to {size} MiB: expected at most {most} MiB",
        path=path,
        size=size // 2**20,
        most=most,
    )


def _hidden_columns(cells: bytes) -> Iterator[str]:
    for column in _HIDDEN_COLUMN.findall(cells):
        ends = dict(_ENDS.findall(column))
        if len(ends) == len((b"min", b"max")):
            first, last = int(ends[b"min"]), int(ends[b"max"])
            # A run of hidden columns may reach to the end of the sheet, where nothing is.
            yield column_name(first - 1) + (f":{column_name(last - 1)}" if last > first else "")


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str, bool]]:
    """Yield the sheets of cells, each with the name of its part and whether it is hidden."""
    links = {
        link.get("Id"): link.get("Target", "")
        for link in ET.fromstring(parts.read(_LINKS))  # noqa: S314 - of bounded size
    }
    for element in ET.fromstring(parts.read(_BOOK)).iter():  # noqa: S314 - of bounded size
        if element.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in element.items() if key.endswith("}id")), None)
            target = posixpath.normpath(posixpath.join("/xl", links[link]))
            if "worksheets" in target:
                is_hidden = "idden" in element.get("state", "")
                yield element.get("name", ""), target.removeprefix("/"), is_hidden


def _unread(cells: bytes) -> Iterator[tuple[int, int, Text]]:
    for match in _ERROR.finditer(cells):
        what = match[2].decode(errors="replace")
        yield (*_at(match[1]), say("the error {error}", error=what))
    for match in _FORMULA.finditer(cells):
        # The text that a formula gives may be empty; a formula that was never calculated has no type.
        if not match[2] and b't="str"' not in match[1]:
            yield (
                *_at(match[1]),
                say("a formula that was never calculated, save it in a spreadsheet first"),
            )


def _at(attributes: bytes) -> tuple[int, int]:
    """Return the row and the column of a cell from 0."""
    name = _NAME.search(attributes)
    return (int(name[2]) - 1, column_of(name[1]) - 1) if name else (0, 0)


def column_of(letters: bytes) -> int:
    """Return the number of a column, the first being 1."""
    return functools.reduce(lambda column, letter: 26 * column + letter - ord("A") + 1, letters, 0)
