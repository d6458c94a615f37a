"""Tables and sheets: what every format draws. Cells hold values, which are put into words when they are drawn."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import InvalidField
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.text import Text, in_a_row

#: What stands where there is nothing to say.
DASH = "–"


class CellKind(enum.Enum):
    """What the cells of a column are."""

    WORDING = "wording"
    #: What something is called by the organisation, a standard or a file.
    IDENTIFIER = "identifier"
    #: A quantity in its unit.
    AMOUNT = "amount"
    #: A bare number: a count, marks, a share.
    NUMBER = "number"
    DAY = "day"
    STATUS = "status"
    #: A status in one sign, where there is little room.
    SIGN = "sign"
    #: Clauses, documents, records that are pointed to.
    REFERENCE = "reference"


class Tone(enum.Enum):
    """How good what is said is, which a format may show by a colour and never by that alone."""

    GOOD = "good"
    PARTLY = "partly"
    BAD = "bad"
    EXCUSED = "excused"
    ASIDE = "aside"
    UNKNOWN = "unknown"


class Weight(enum.Enum):
    """How much a row stands out: a heading or a sum, any other, or one that does not count."""

    STRONG = "strong"
    PLAIN = "plain"
    FAINT = "faint"


@attrs.frozen(field_transformer=checked)
class Shown:
    """A value beside the words that people read for it: a status, or an exact figure and its rounding."""

    value: Any
    text: Text
    tone: Tone | None = None
    #: What stands for it where there is little room.
    sign: str | None = None

    def read(self, lang: str) -> str:
        """Return the words in ``lang``."""
        return self.text.read(lang)


#: What may stand in a cell: several things, one thing, or nothing.
Single = Text | Shown | Deadline | date | int | str
Cell = Single | tuple[Single, ...] | None
Cells = tuple[tuple[str, Cell], ...]
#: What something is called, and what is said of it.
Fact = tuple[Text, Cell]


def spelled(cell: Cell, lang: str) -> str:
    """Return what a cell says in a language; ``""`` where it says nothing.

    >>> spelled((Text({"zh": "甲", "en": "A"}), date(2026, 1, 31), 3), "zh")
    '甲；2026-01-31；3'
    """
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return in_a_row(cell, SEMICOLON).read(lang)
    return cell.read(lang) if isinstance(cell, Text | Shown | Deadline) else str(cell)


@attrs.frozen(field_transformer=checked)
class Column:
    """A column of a table: its name in code, what heads it, and what its cells are."""

    id: str
    heading: Text
    kind: CellKind = CellKind.WORDING
    #: Whether it says, with the first column, what a row is about.
    leads: bool = False


def _cells(given: Mapping[str, Cell] | Cells) -> Cells:
    return tuple(given.items()) if isinstance(given, Mapping) else given


@attrs.frozen
class Row:
    """The cells of one row by the ids of their columns; what is left out says nothing."""

    cells: Cells = attrs.field(converter=_cells)
    #: How many rows it stands below, as an item below its heading.
    depth: int = attrs.field(default=0, kw_only=True)
    weight: Weight = attrs.field(default=Weight.PLAIN, kw_only=True)

    @functools.cached_property
    def _by_column(self) -> Mapping[str, Cell]:
        return dict(self.cells)

    __iter__ = None  # Python would ask for 0, 1, 2 and so on, without end

    def __getitem__(self, column: str) -> Cell:
        """Return the cell of a column, or ``None`` where it says nothing."""
        return self._by_column.get(column)


def _rows(given: Iterable[Row | Mapping[str, Cell]]) -> tuple[Row, ...]:
    return tuple(row if isinstance(row, Row) else Row(row) for row in given)


@attrs.frozen(field_transformer=checked)
class Table:
    """Rows under named columns; every format draws it.

    Raises :class:`InvalidField` for two columns of one name, and for a cell of a column that there is not.

    >>> table = Table((Column("id", Text("#")), Column("due", Text("due"))), [{"id": "E1"}])
    >>> table.rows[0]["id"], table.rows[0]["due"]
    ('E1', None)
    """

    columns: tuple[Column, ...]
    #: Built from rows, or from mappings of the ids of columns to cells.
    rows: tuple[Row, ...] = attrs.field(converter=_rows)
    #: What stands where there is nothing to say.
    nothing: str = DASH

    def __attrs_post_init__(self) -> None:
        """Refuse columns that cannot be told apart, and cells that would not be drawn."""
        ids = [column.id for column in self.columns]
        known = set(ids)
        strays = [id for row in self.rows for id, _ in row.cells if id not in known]
        wrong = [id for id in known if ids.count(id) > 1] + strays
        if wrong:
            raise InvalidField(
                "Table: column {column!r} is repeated or unknown: expected each once",
                column=wrong[0],
            )

    def without(self, *columns: str) -> Table:
        """Return the table without some of its columns."""
        rows = [
            attrs.evolve(row, cells=tuple(cell for cell in row.cells if cell[0] not in columns))
            for row in self.rows
        ]
        kept = tuple(column for column in self.columns if column.id not in columns)
        return attrs.evolve(self, columns=kept, rows=rows)

    def headings(self, lang: str) -> list[str]:
        """Return what heads the columns, in a language."""
        return [column.heading.read(lang) for column in self.columns]

    def lines(self, lang: str, *, signs: bool = False) -> Iterator[list[str]]:
        """Yield what every row says in a language, column by column; ``signs`` stand for what has one."""
        for row in self.rows:
            yield [self.said(row, column, lang, signs=signs) for column in self.columns]

    def said(self, row: Row, column: Column, lang: str, *, signs: bool = False) -> str:
        """Return what a row says in one column, in a language."""
        cell = row[column.id]
        if signs and column.kind is CellKind.SIGN and isinstance(cell, Shown) and cell.sign:
            return cell.sign
        return spelled(cell, lang) or self.nothing


@attrs.frozen(field_transformer=checked)
class Lines:
    """Lines that are kept as they are, such as arithmetic to be redone by hand."""

    #: Returns them in a language.
    read: Callable[[str], Iterable[str]]
    #: How good the first of them is.
    tone: Tone | None = None


@attrs.frozen(field_transformer=checked)
class Section:
    """A part of a sheet under a heading of a depth: tables, paragraphs and lines in their order."""

    title: Text | None
    parts: tuple[Table | Text | Lines, ...]
    depth: int = 2


@attrs.frozen(field_transformer=checked)
class Sheet:
    """What is printed of something: a title, the facts of the whole, and its sections."""

    title: Text
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]

    @staticmethod
    def of(title: Text, facts: Iterable[Fact], table: Table) -> Sheet:
        """Return a sheet of one table."""
        return Sheet(title, tuple(facts), sections=(Section(None, (table,)),))

    @property
    def table(self) -> Table:
        """The table that the sheet is about, its first: what a format of one table draws."""
        return next(
            part for section in self.sections for part in section.parts if isinstance(part, Table)
        )
