"""Tables for a terminal of any width: nothing is cut; what does not fit becomes blocks."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
from rich.text import Text as Line

from mgmtsys.cli.lines import Piece, apart, filled, pieces, width_of, wrapped
from mgmtsys.values.checked import checked
from mgmtsys.values.table import CellKind, Shown, Table, Tone, Weight
from mgmtsys.values.text import said
from mgmtsys.values.visible import one_line

#: What stands between two columns, and how far in a line stands that goes on with the one before.
_GAP, _HANG = 2, 4
#: The least width of a column that has more to say: in less, a table is not worth reading.
_LEAST = 12
#: What a cell holds that has nothing to say.
_EMPTY = ("", "–")
#: What heads a column of numbers or short names, and stands before each of them in a block.
_COUNT = "#"


@attrs.frozen(field_transformer=checked)
class Column:
    """What heads a column, and how it stands in a table and in a block."""

    label: str = attrs.field(converter=one_line)
    justify: str = "left"
    #: Whether it stands in the first line of a block, without its label.
    leads: bool = False
    #: Whether it shares a line of a block with its neighbours.
    brief: bool = False


@attrs.frozen(field_transformer=checked)
class Cell:
    """One line of text, its style, and how far in it stands."""

    text: str = attrs.field(converter=one_line)
    style: str = ""
    indent: int = 0


def _cells(given: Iterable[Cell | str]) -> tuple[Cell, ...]:
    return tuple(one if isinstance(one, Cell) else Cell(one) for one in given)


@attrs.frozen(field_transformer=checked)
class Row:
    """The cells of one row, and the style of those that have none of their own."""

    cells: tuple[Cell, ...] = attrs.field(converter=_cells)
    style: str = ""


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
_JUSTIFIED = {CellKind.NUMBER: "right", CellKind.SIGN: "center"}
#: What shares a line of a block with its neighbours.
_BRIEF = (CellKind.NUMBER, CellKind.SIGN, CellKind.STATUS)


def _columns(given: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(given)


def _rows(given: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(given)


@attrs.frozen(field_transformer=checked)
class Grid:
    """A table: its columns and its rows; a column in which nothing is said is left out."""

    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[Row, ...] = attrs.field(converter=_rows)
    lang: str = "en"

    @functools.cached_property
    def filled(self) -> Grid:
        """The table without its empty columns; the first one stays."""
        kept = [
            index
            for index in range(len(self.columns))
            if not index
            or not self.rows
            or any(row.cells[index].text not in _EMPTY for row in self.rows)
        ]
        return Grid(
            (self.columns[index] for index in kept),
            (Row((row.cells[index] for index in kept), row.style) for row in self.rows),
            lang=self.lang,
        )


def grid(table: Table, lang: str) -> Grid:
    """Return a table as a terminal lays it out, in a language."""
    columns = (
        Column(
            column.heading.read(lang),
            _JUSTIFIED.get(column.kind, "left"),
            leads=column.leads,
            brief=column.kind in _BRIEF,
        )
        for column in table.columns
    )
    texts = table.lines(lang, signs=True)
    rows = (
        Row(
            (
                Cell(text, _style(row[column.id]), indent=0 if number else 2 * row.depth)
                for number, (column, text) in enumerate(zip(table.columns, said, strict=True))
            ),
            _WEIGHTS[row.weight],
        )
        for row, said in zip(table.rows, texts, strict=True)
    )
    return Grid(columns, rows, lang=lang)


def _style(cell: object) -> str:
    return STYLES[cell.tone] if isinstance(cell, Shown) else ""


def _natural(cell: Cell) -> int:
    return cell.indent + width_of(cell.text)


def _longest(cell: Cell) -> int:
    return cell.indent + max(width_of(part) for _, part in pieces(cell.text))


def _widths(grid: Grid, width: int) -> list[int] | None:
    """Return the width of each column, each as wide as the others where all cannot be as wide as they like."""
    columns = [
        [Cell(column.label), *(row.cells[index] for row in grid.rows)]
        for index, column in enumerate(grid.columns)
    ]
    natural = [max(map(_natural, cells)) for cells in columns]
    room = width - _GAP * (len(columns) - 1)
    if sum(natural) <= room:
        return natural
    least = [
        max(min(wide, _LEAST), *map(_longest, cells))
        for wide, cells in zip(natural, columns, strict=True)
    ]
    if sum(least) > room:
        return None
    level = max(
        (one for one in range(width + 1) if sum(_levelled(natural, least, one)) <= room), default=0
    )
    return _levelled(natural, least, level)


def _levelled(natural: Sequence[int], least: Sequence[int], level: int) -> list[int]:
    return [min(wide, max(low, level)) for wide, low in zip(natural, least, strict=True)]


def _lines_of(cell: Cell, width: int) -> list[str]:
    room = width - cell.indent
    return [" " * cell.indent + line for line in filled(pieces(cell.text), room)]


def _padded(text: str, room: int, justify: str) -> tuple[str, int]:
    """Return text with the blanks before it, and how many stand after it."""
    before = {"left": 0, "center": room // 2, "right": room}[justify]
    return " " * before + text, room - before


def _beside(cells: Sequence[Cell], grid: Grid, widths: Sequence[int], style: str) -> Iterator[Line]:
    """Yield the lines of one row, without blanks at their ends."""
    columns = [_lines_of(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in itertools.zip_longest(*columns, fillvalue=""):
        line, blank = Line(), 0
        for part, cell, column, width in zip(parts, cells, grid.columns, widths, strict=True):
            if part:
                text, after = _padded(part, width - width_of(part), column.justify)
                line.append(" " * blank)
                line.append(text, cell.style or style)
                blank = after + _GAP
            else:
                blank += width + _GAP
        yield line


def _table(grid: Grid, widths: Sequence[int]) -> Iterator[Line]:
    yield from _beside([Cell(column.label) for column in grid.columns], grid, widths, "bold")
    yield Line("─" * (sum(widths) + _GAP * (len(widths) - 1)))
    for row in grid.rows:
        yield from _beside(row.cells, grid, widths, row.style)


def _titles(grid: Grid) -> list[int]:
    """Return which columns stand in the first line of a block."""
    return [number for number, column in enumerate(grid.columns) if column.leads or not number]


def _title(grid: Grid, row: Row, width: int, *, counted: bool) -> Iterator[Line]:
    """Yield what a block is about."""
    cells = [row.cells[number] for number in _titles(grid)]
    texts = [cell.text for cell in cells if cell.text not in _EMPTY]
    indent = cells[0].indent
    parts = ([("", _COUNT)] if counted else []) + apart(texts)
    if counted and texts:
        parts[1] = (" ", parts[1][1])
    first, *rest = filled(parts, width - indent, _HANG)
    style = f"bold {row.style}".strip()
    yield Line(" " * indent + first, style)
    for line in rest:
        yield Line(" " * (indent + _HANG) + line, style)


def _block(grid: Grid, row: Row, width: int) -> Iterator[Line]:
    """Yield the cells of a row below its title, each with its label."""
    titles = _titles(grid)
    others = [
        (column, cell)
        for number, (column, cell) in enumerate(zip(grid.columns, row.cells, strict=True))
        if number not in titles and cell.text not in _EMPTY
    ]
    for is_brief, group in itertools.groupby(others, lambda one: one[0].brief):
        if is_brief:
            lines = filled(_brief(group, width - 2), width - 2)
            yield from (Line(f"  {line}") for line in lines)
            continue
        for column, cell in group:
            for line in wrapped(said(column.label, cell.text, grid.lang), width, 2):
                yield Line(line, cell.style)


def _brief(group: Iterable[tuple[Column, Cell]], width: int) -> Iterator[Piece]:
    """Yield what shares lines of a block: each cell behind its label, whole where a line has room for both."""
    for number, (column, cell) in enumerate(group):
        whole = f"{column.label} {cell.text}"
        parts = pieces(whole) if width_of(whole) > width else (("", whole),)
        for inner, (blank, part) in enumerate(parts):
            yield (blank if inner else "  " if number else ""), part


def _blocks(grid: Grid, width: int) -> Iterator[Line]:
    """Yield what heads the titles of the blocks, then each row as a block."""
    labels = [grid.columns[number].label for number in _titles(grid)]
    counted = labels == [_COUNT]
    if not counted:
        for line in filled(apart(labels), width, _HANG):
            yield Line(line, "dim")
    for number, row in enumerate(grid.rows):
        if number or not counted:
            yield Line()
        yield from _title(grid, row, width, counted=counted)
        yield from _block(grid, row, width)


def drawn(grid: Grid, width: int) -> list[Line]:
    """Return a table in lines of a width: side by side, or as blocks where that takes far fewer lines.

    Only what cannot be broken is longer than the width; then it stands in a block.
    """
    grid = grid.filled
    widths = _widths(grid, width)
    if widths is None and not grid.rows:
        return [Line(column.label, "bold") for column in grid.columns]
    if widths is None:
        return list(_blocks(grid, width))
    table = list(_table(grid, widths))
    if len(table) <= len(grid.rows) + 2:
        return table
    blocks = list(_blocks(grid, width))
    return table if 2 * len(table) <= 3 * len(blocks) else blocks
