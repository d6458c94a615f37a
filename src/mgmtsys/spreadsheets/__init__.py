"""Catalogues and crosswalks as tables that people keep in spreadsheets, in both directions.

A table has rows of facts, whose first cell starts with ``#``, then a head, then an item a row. Every
cell is text; wording has a column a language, such as ``text:zh``.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from mgmtsys.checked import checked
from mgmtsys.clause import ClauseNumber
from mgmtsys.clause_number import as_number
from mgmtsys.exceptions import InvalidDocument, Notice, Place, Problem
from mgmtsys.naming import composed
from mgmtsys.shapes import unexpected, unknown_key
from mgmtsys.spreadsheets.heads import column_name, head_of, is_slip
from mgmtsys.spreadsheets.places import FACT, ByPlace

Row = tuple[str, ...]
Path = tuple[str, ...]
_SEPARATOR = ","


@attrs.frozen(field_transformer=checked)
class Layout:
    """How one kind of value is laid out: its format, where its items are, and their columns."""

    format: str
    #: The field that holds the items.
    items: str
    #: Columns of one word, of several, and of what is kept as it is typed, in one language or more.
    single: tuple[str, ...]
    several: tuple[str, ...]
    wording: tuple[str, ...]
    #: The columns that there must be.
    needed: tuple[str, ...]
    #: Whether an item stands below the one before whose number it extends.
    nested: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column by its field."""
        return self.single + self.several + self.wording


CATALOGUE = Layout(
    "mgmtsys.catalogue/1",
    "clauses",
    ("number", "force", "qualified", "documented", "confidence"),
    ("asks", "hangs_on"),
    ("alias", "text", "remark", "source"),
    ("number", "text"),
    nested=True,
)
CROSSWALK = Layout(
    "mgmtsys.crosswalk/1",
    "links",
    ("relation", "confidence", "matching"),
    ("sources", "targets"),
    ("rationale", "assumption", "provenance", "author"),
    ("sources", "relation", "targets"),
)
_LAYOUTS = (CATALOGUE, CROSSWALK)
#: What says that there is something and that it is nothing: an item that hangs on no heading.
_NONE = "-"
#: How many columns are named in one line.
_TOLD = 12


# -- values to rows


def rows_of(body: Mapping[str, Any], layout: Layout) -> list[Row]:
    """Return the rows of a value's plain data; what has no column is a fact.

    The languages of a field follow each other as in the first item that has them.
    """
    items = list(_flat(body.get(layout.items, ())))
    facts = [
        (f"#{name}", cell)
        for field, value in body.items()
        if field != layout.items
        for name, cell in _spread(field, value)
    ]
    spread = [dict(_cells(item, layout)) for item in items]
    used = dict.fromkeys(name for cells in spread for name in cells)
    filled = {name.partition(":")[0] for name in used}
    used |= dict.fromkeys(name for name in layout.needed if name not in filled)
    order = layout.columns
    head = sorted(used, key=lambda name: order.index(name.partition(":")[0]))
    return [*facts, tuple(head), *(tuple(one.get(name, "") for name in head) for one in spread)]


def _flat(items: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in items:
        yield item
        yield from _flat(item.get("items", ()))


def _spread(field: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield a field as cells: one, or one a language."""
    if isinstance(value, Mapping):
        for language, wording in value.items():
            yield f"{field}:{language}", wording
    elif isinstance(value, bool):
        yield field, "true" if value else "false"
    elif isinstance(value, list | tuple):
        yield field, f"{_SEPARATOR} ".join(value) or _NONE
    else:
        yield field, str(value)


def _cells(item: Mapping[str, Any], layout: Layout) -> Iterator[tuple[str, str]]:
    for field in layout.columns:
        if field in item:
            yield from _spread(field, item[field])


def is_head(cells: Sequence[str]) -> bool:
    """Whether cells are the head of a catalogue or a crosswalk, with every column that there must be."""
    fields = {field for field, _ in map(head_of, cells)}
    return any(fields.issuperset(one.needed) for one in _LAYOUTS)


def is_partly_head(cells: Sequence[str]) -> bool:
    """Whether any cell heads a column of a catalogue or a crosswalk."""
    fields = {field for field, _ in map(head_of, cells)}
    return any(not fields.isdisjoint(one.columns) for one in _LAYOUTS)


# -- rows to values


@attrs.frozen(field_transformer=checked)
class OddCells:
    """A cell that holds no text, or several that are merged: what is wrong, and the columns it spans."""

    problem: Problem
    first: int
    last: int


@attrs.frozen(field_transformer=checked)
class Table:
    """The rows of one file, read as the plain data of a catalogue or a crosswalk."""

    file: str
    #: The line that each row starts on, and its cells.
    rows: tuple[tuple[int, Row], ...]
    #: What is wrong with cells of a workbook; only what stands in a column that is read counts.
    odd: tuple[OddCells, ...] = ()

    def with_facts(self, facts: Mapping[str, str]) -> Table:
        """Return the table with facts that it has no rows for; its own rows win."""
        rows = tuple((1, (f"#{name}", value)) for name, value in facts.items())
        return attrs.evolve(self, rows=rows + self.rows)

    @property
    def is_crosswalk(self) -> bool:
        """Whether its head is one of links."""
        return self._read.layout is CROSSWALK

    @functools.cached_property
    def _read(self) -> _Reading:
        return _Reading(self)

    def data(self) -> dict[str, Any]:
        """Return the plain data; raises :class:`InvalidDocument` with every problem placed."""
        reading = self._read
        if reading.problems:
            raise self.placed(InvalidDocument(tuple(reading.problems)))
        for notice in reading.notices:
            warnings.warn(notice, stacklevel=2)
        return reading.body

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Nothing: a table that could not be read has no data."""
        return ()

    def places(self, paths: frozenset[Path]) -> Mapping[Path, Place]:
        """Return the row and the column of paths, or of their nearest ancestors."""
        return {path: self._read.place_of(path) for path in paths}

    def placed(self, error: InvalidDocument) -> InvalidDocument:
        """Return the complaint with the row and the column of every problem."""
        problems = [
            attrs.evolve(one, place=one.place or self._read.place_of(one.path))
            for one in error.problems
        ]
        problems.sort(key=lambda one: (one.place.line, one.place.column) if one.place else (0, 0))
        return InvalidDocument(tuple(problems))


class _Reading:
    """One pass over the rows of a table: the data, where all of it stands, and what is wrong."""

    def __init__(self, table: Table) -> None:
        self.file = table.file
        self.problems: list[Problem] = []
        self.spots: dict[Path, tuple[int, int]] = {(): (1, 1)}
        self.body: dict[str, Any] = {}
        self.layout = CATALOGUE
        self.notices: list[Notice] = []
        rows = list(table.rows)
        while rows and (_is_blank(rows[0][1]) or rows[0][1][0].startswith("#")):
            line, cells = rows.pop(0)
            if not _is_blank(cells):
                self._fact(line, cells)
        line, cells = rows.pop(0) if rows else (1, ())
        self.head = self._columns(line, cells)
        self.body["format"] = self.layout.format
        if self._check_needed(line):
            self._check_cells(line, table.odd)
            self._leave_out(cells, rows)
        self._items(rows)

    def place_of(self, path: Path) -> Place:
        """Return where a path stands, or its nearest ancestor."""
        nearest = next(path[:end] for end in range(len(path), -1, -1) if path[:end] in self.spots)
        return Place(self.file, *self.spots[nearest])

    def _fact(self, line: int, cells: Row) -> None:
        field, _, language = cells[0].removeprefix("#").strip().partition(":")
        value = cells[1] if len(cells) > 1 else ""
        if not value:
            return  # a remark
        self.spots[(field,)] = (line, 2)
        if language:
            self.body.setdefault(field, {})[language] = value
        else:
            self.body[field] = value

    def _columns(self, line: int, cells: Row) -> list[tuple[str, str]]:
        """Return the field and the language of each column, and see what kind of table it is."""
        names = [head_of(cell) for cell in cells]
        fields = {field for field, _ in names}
        self.layout = CROSSWALK if {"sources", "targets"} & fields else CATALOGUE
        known = self.layout.columns
        read: list[tuple[str, str]] = []
        for column, (field, language) in enumerate(names, start=1):
            is_read = field in known and (not language or field in self.layout.wording)
            read.append((field, language) if is_read else ("", ""))
            if not is_read and (field in known or is_slip(field, known, fields)):
                self._complain(line, column, unknown_key((cells[column - 1].strip(),), known))
        return read

    def _check_needed(self, line: int) -> bool:
        """Return whether there is every column that there must be, and complain of those missing."""
        fields = {field for field, _ in self.head}
        missing = [field for field in self.layout.needed if field not in fields]
        if missing:
            known = self.layout.columns
            listed_en, listed_zh = ", ".join(missing), "、".join(missing)
            self._complain(
                line,
                1,
                Problem(
                    (),
                    f"the head has no {listed_en}: expected a column of that name, "
                    f"{', '.join(known)} being the known ones",
                    f"表头缺少 {listed_zh}：应有该列；可用的列为 {'、'.join(known)}",
                ),
            )
        return not missing

    def _check_cells(self, line: int, odd: Iterable[OddCells]) -> None:
        """Complain of cells without text where something is read: in a known column, or among the facts."""
        read = {column for column, (field, _) in enumerate(self.head, start=1) if field}
        for one in odd:
            among = {1, 2} if one.problem.place and one.problem.place.line < line else read
            if not among.isdisjoint(range(one.first, one.last + 1)):
                self.problems.append(one.problem)

    def _leave_out(self, heads: Row, rows: Iterable[tuple[int, Row]]) -> None:
        """Say which columns are left out: those with a head of their own, or with cells under none."""
        filled = {column for _, cells in rows for column, cell in enumerate(cells) if cell.strip()}
        left = [
            heads[column].strip() or column_name(column)
            for column, (field, _) in enumerate(self.head)
            if not field and (heads[column].strip() or column in filled)
        ]
        if left:
            more = len(left) - _TOLD
            known = self.layout.columns
            self._notice(
                f"left out: the columns {', '.join(left[:_TOLD])}"
                + (f" and {more} more" if more > 0 else "")
                + f"; read are {', '.join(known)}",
                f"未读取的列：{'、'.join(left[:_TOLD])}"
                + (f"，另有 {more} 列" if more > 0 else "")
                + f"；可读取的列为 {'、'.join(known)}",
            )

    def _notice(self, en: str, zh: str) -> None:
        self.notices.append(Notice(f"{self.file}: {en}", f"{self.file}：{zh}"))

    def _complain(self, line: int, column: int, problem: Problem) -> None:
        self.problems.append(attrs.evolve(problem, place=Place(self.file, line, column)))

    def _items(self, rows: Sequence[tuple[int, Row]]) -> None:
        top: list[dict[str, Any]] = []
        self.body[self.layout.items] = top
        # The items that the next one may stand below: each with its number, its data and its path.
        above: list[tuple[ClauseNumber, dict[str, Any], Path]] = []
        typed = {cell.strip() for _, cells in rows for cell in cells}
        by_place = ByPlace(typed, requirements=self._lets_go_unnumbered())
        for line, cells in rows:
            if _is_blank(cells):
                continue
            item = self._item(line, cells)
            number = None
            if self.layout.nested:
                placed = by_place.number(item)
                item |= {} if placed is None else {"number": placed}
                number = _number(item)
            while above and not (number and _is_below(number, above[-1][0])):
                above.pop()
            siblings: list[dict[str, Any]] = top
            path: Path = (self.layout.items,)
            if above:
                _, parent, path = above[-1]
                siblings, path = parent.setdefault("items", []), (*path, "items")
            path = (*path, str(len(siblings)))
            siblings.append(item)
            self._place(line, path)
            if number is not None:
                above.append((number, item, path))
        if by_place.given:
            first, last, count = by_place.given[0], by_place.given[-1], len(by_place.given)
            self._notice(
                f"{count} row{'s' * (count != 1)} without a number: numbered by place, {first} to {last}",
                f"{count} 行没有编号：按位置编为 {first} 至 {last}",
            )

    def _lets_go_unnumbered(self) -> bool:
        """Whether a fact says that requirements may have no numbers of their own."""
        name, value = FACT
        given = self.body.pop(name, None)
        if given not in (None, value):
            line, column = self.spots[name,]
            complaint = unexpected(given, value, value)
            self._complain(
                line, column, Problem((name,), complaint.read("en"), complaint.read("zh"))
            )
        return given is not None

    def _item(self, line: int, cells: Row) -> dict[str, Any]:
        item: dict[str, Any] = {}
        if not _is_blank(cells[len(self.head) :]):
            self._complain(
                line,
                len(self.head) + 1,
                Problem(
                    (),
                    f"{len(cells)} cells under {len(self.head)} heads: expected one a column",
                    f"{len(self.head)} 列表头下有 {len(cells)} 个单元格：每列应只有一个",
                ),
            )
        for (field, language), cell in zip(self.head, cells, strict=False):
            value = cell if field in self.layout.wording else cell.strip()
            if not field or not value:
                continue
            if field in self.layout.several:
                words = () if value == _NONE else value.split(_SEPARATOR)
                item[field] = [word.strip() for word in words]
            elif language:
                item.setdefault(field, {})[language] = value
            else:
                item[field] = value
        return item

    def _place(self, line: int, path: Path) -> None:
        self.spots[path] = (line, 1)
        for column, (field, _) in enumerate(self.head, start=1):
            self.spots.setdefault((*path, field), (line, column))


def _is_blank(cells: Row) -> bool:
    return not any(cell.strip() for cell in cells)


def _is_below(number: ClauseNumber, other: ClauseNumber) -> bool:
    return number != other and number.is_under(other)


def _number(item: Mapping[str, Any]) -> ClauseNumber | None:
    """Return the number of an item, where it can be understood."""
    return as_number(item.get("number", ""))


def table_rows(rows: Iterable[Sequence[str]]) -> tuple[tuple[int, Row], ...]:
    """Return rows of a grid with the number of each, the first being 1."""
    return tuple((line, tuple(map(composed, cells))) for line, cells in enumerate(rows, start=1))
