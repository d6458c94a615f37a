"""Tables for a terminal of any width: nothing is cut; what does not fit becomes blocks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
from rich.text import Text as Line

from mgmtsys.cli.lines import Piece, apart, filled, pieces, width_of, wrapped
from mgmtsys.values.table import CellKind, Column, Row, Shown, Table, Tone, Weight
from mgmtsys.values.text import say
from mgmtsys.values.visible import one_line

#: What stands between two columns, and how far in a line stands that goes on with the one before.
_GAP, _HANG = 2, 4
#: The least width of a column that has more to say: in less, a table is not worth reading.
_LEAST = 12
#: What a cell holds that has nothing to say.
_EMPTY = ("", "–")
#: What heads a column of numbers or short names, and stands before each of them in a block.
_COUNT = "#"
#: How a tone looks.
STYLES: Mapping[Tone | None, str] = {
    None: "",
    Tone.GOOD: "green",
    Tone.PARTLY: "yellow",
    Tone.BAD: "red",
    Tone.EXCUSED: "cyan",
    Tone.ASIDE: "dim",
    Tone.UNKNOWN: "magenta",
}
_WEIGHTS = {Weight.STRONG: "bold", Weight.PLAIN: "", Weight.FAINT: "dim"}
#: Which part of the room that is left stands before the text; elsewhere none does.
_BEFORE = {CellKind.NUMBER: 1, CellKind.SIGN: 2}
#: What shares a line of a block with its neighbours.
_BRIEF = (CellKind.NUMBER, CellKind.SIGN, CellKind.STATUS)


@attrs.frozen
class _Said:
    """What a table says in a language, without the columns in which it says nothing."""

    lang: str
    columns: list[Column]
    heads: list[str]
    rows: tuple[Row, ...]
    #: What each row says, column by column.
    lines: list[list[str]]

    @property
    def titles(self) -> list[int]:
        """Which columns stand in the first line of a block."""
        return [number for number, column in enumerate(self.columns) if column.leads or not number]


def _said(table: Table, lang: str) -> _Said:
    """Return what a table says; its first column stays, and so do all where it has no rows."""
    lines = [[one_line(text) for text in line] for line in table.lines(lang, signs=True)]
    kept = [
        number
        for number in range(len(table.columns))
        if not number or not lines or any(line[number] not in _EMPTY for line in lines)
    ]
    heads = table.headings(lang)
    return _Said(
        lang,
        columns=[table.columns[number] for number in kept],
        heads=[one_line(heads[number]) for number in kept],
        rows=table.rows,
        lines=[[line[number] for number in kept] for line in lines],
    )


def _tone(row: Row, column: Column) -> str:
    cell = row[column.id]
    return STYLES[cell.tone] if isinstance(cell, Shown) else ""


def _indent(row: Row, number: int) -> int:
    """Return how far in the cell of a column stands: the first as far as its row."""
    return 0 if number else 2 * row.depth


def _longest(text: str) -> int:
    return max(width_of(part) for _, part in pieces(text))


def _widths(said: _Said, width: int) -> list[int] | None:
    """Return the width of each column, each as wide as the others where all cannot be as wide as they like."""
    columns = [
        [
            (0, head),
            *(
                (_indent(row, number), line[number])
                for row, line in zip(said.rows, said.lines, strict=True)
            ),
        ]
        for number, head in enumerate(said.heads)
    ]
    natural = [max(indent + width_of(text) for indent, text in cells) for cells in columns]
    room = width - _GAP * (len(columns) - 1)
    if sum(natural) <= room:
        return natural
    least = [
        max(min(wide, _LEAST), *(indent + _longest(text) for indent, text in cells))
        for wide, cells in zip(natural, columns, strict=True)
    ]
    if sum(least) > room:
        return None
    fitting = (level for level in range(width + 1) if sum(_levelled(natural, least, level)) <= room)
    return _levelled(natural, least, max(fitting, default=0))


def _levelled(natural: Sequence[int], least: Sequence[int], level: int) -> list[int]:
    return [min(wide, max(low, level)) for wide, low in zip(natural, least, strict=True)]


def _lines_of(text: str, indent: int, width: int) -> list[str]:
    return [" " * indent + line for line in filled(pieces(text), width - indent)]


def _beside(
    columns: Sequence[Sequence[str]], said: _Said, widths: Sequence[int], styles: Sequence[str]
) -> Iterator[Line]:
    """Yield the lines of one row, given column by column, without blanks at their ends."""
    for parts in itertools.zip_longest(*columns, fillvalue=""):
        line, blank = Line(), 0
        for part, style, column, width in zip(parts, styles, said.columns, widths, strict=True):
            if not part:
                blank += width + _GAP
                continue
            room = width - width_of(part)
            before = room // _BEFORE[column.kind] if column.kind in _BEFORE else 0
            line.append(" " * blank)
            line.append(" " * before + part, style)
            blank = room - before + _GAP
        yield line


def _table(said: _Said, widths: Sequence[int]) -> Iterator[Line]:
    heads = [_lines_of(head, 0, width) for head, width in zip(said.heads, widths, strict=True)]
    yield from _beside(heads, said, widths, ["bold"] * len(heads))
    yield Line("─" * (sum(widths) + _GAP * (len(widths) - 1)))
    for row, line in zip(said.rows, said.lines, strict=True):
        cells = [
            _lines_of(text, _indent(row, number), width)
            for number, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        styles = [_tone(row, column) or _WEIGHTS[row.weight] for column in said.columns]
        yield from _beside(cells, said, widths, styles)


def _title(
    said: _Said, row: Row, line: Sequence[str], width: int, *, counted: bool
) -> Iterator[Line]:
    """Yield what a block is about."""
    texts = [line[number] for number in said.titles if line[number] not in _EMPTY]
    indent = _indent(row, 0)
    parts = ([("", _COUNT)] if counted else []) + apart(texts)
    if counted and texts:
        parts[1] = (" ", parts[1][1])
    first, *rest = filled(parts, width - indent, _HANG)
    style = f"bold {_WEIGHTS[row.weight]}".strip()
    yield Line((" " * indent + first).rstrip(), style)
    for text in rest:
        yield Line(" " * (indent + _HANG) + text, style)


def _block(said: _Said, row: Row, line: Sequence[str], width: int) -> Iterator[Line]:
    """Yield the cells of a row below its title, each with its label."""
    others = [
        (column, head, text)
        for number, (column, head, text) in enumerate(
            zip(said.columns, said.heads, line, strict=True)
        )
        if number not in said.titles and text not in _EMPTY
    ]
    for is_brief, group in itertools.groupby(others, lambda other: other[0].kind in _BRIEF):
        if is_brief:
            labelled = [f"{head} {text}" for _, head, text in group]
            lines = filled(_brief(labelled, width - 2), width - 2)
            yield from (Line(f"  {brief}") for brief in lines)
            continue
        for column, head, text in group:
            whole = say("{label}: {value}", label=head, value=text).read(said.lang)
            for part in wrapped(whole, width, 2):
                yield Line(part, _tone(row, column))


def _brief(labelled: Iterable[str], width: int) -> Iterator[Piece]:
    """Yield what shares lines of a block: each cell behind its label, whole where a line has room for both."""
    for number, whole in enumerate(labelled):
        parts = pieces(whole) if width_of(whole) > width else (("", whole),)
        for inner, (blank, part) in enumerate(parts):
            yield (blank if inner else "  " if number else ""), part


def _blocks(said: _Said, width: int) -> Iterator[Line]:
    """Yield what heads the titles of the blocks, then each row as a block."""
    labels = [said.heads[number] for number in said.titles]
    counted = labels == [_COUNT]
    if not counted:
        for text in filled(apart(labels), width, _HANG):
            yield Line(text, "dim")
    for number, (row, line) in enumerate(zip(said.rows, said.lines, strict=True)):
        if number or not counted:
            yield Line()
        yield from _title(said, row, line, width, counted=counted)
        yield from _block(said, row, line, width)


def drawn(table: Table, lang: str, width: int) -> list[Line]:
    """Return a table in lines of a width: side by side, or as blocks where that takes far fewer lines.

    Only what cannot be broken is longer than the width; then it stands in a block.
    """
    said = _said(table, lang)
    widths = _widths(said, width)
    if widths is None and not said.rows:
        return [Line(head, "bold") for head in said.heads]
    if widths is None:
        return list(_blocks(said, width))
    beside = list(_table(said, widths))
    if len(beside) <= len(said.rows) + 2:
        return beside
    blocks = list(_blocks(said, width))
    return beside if 2 * len(beside) <= 3 * len(blocks) else blocks
