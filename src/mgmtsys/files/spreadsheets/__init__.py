"""Catalogues and crosswalks as tables that people keep in spreadsheets, in both directions.

A table has rows of facts, whose first cell starts with ``#``, then a head, then an item a row. Every
cell is text; wording has a column a language, such as ``text:zh``.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from mgmtsys.files.shapes import unexpected, unknown_key
from mgmtsys.files.spreadsheets.heads import column_name, head_of, is_slip
from mgmtsys.files.spreadsheets.layouts import NONE, SEPARATOR, is_head, layout_of
from mgmtsys.files.spreadsheets.places import FACT, ByPlace
from mgmtsys.standard.clause import ClauseNumber
from mgmtsys.standard.clause_number import as_number
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidDocument, Notice, Place, Problem
from mgmtsys.values.naming import composed
from mgmtsys.values.text import Text, in_a_row, say, say_of_many

Row = tuple[str, ...]
Path = tuple[str, ...]


#: The line of facts that are handed in, above those of the file.
_HANDED_IN = 0
#: How many columns are named in one line.
_TOLD = 12


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
    #: What has to be known of the workbook, such as the sheets that are left out.
    notices: tuple[Notice, ...] = ()

    def with_facts(self, facts: Mapping[str, str]) -> Table:
        """Return the table with facts that it has no rows for; its own rows win."""
        own = {_fact_name(cells) for _, cells in self.rows if _is_fact(cells)}
        whole = {field for field, language in own if not language}
        rows = tuple((_HANDED_IN, (f"#{name}", value)) for name, value in facts.items())
        added = tuple(
            (line, cells)
            for line, cells in rows
            if (name := _fact_name(cells)) not in own and name[0] not in whole
        )
        return attrs.evolve(self, rows=added + self.rows)

    @functools.cached_property
    def _read(self) -> _Reading:
        return _Reading(self)

    def data(self) -> dict[str, Any]:
        """Return the plain data; raises :class:`InvalidDocument` with every problem placed."""
        reading = self._read
        if reading.problems:
            raise self.placed(InvalidDocument(tuple(reading.problems)))
        for notice in (*self.notices, *reading.notices):
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
            attrs.evolve(problem, place=problem.place or self._read.place_of(problem.path))
            for problem in error.problems
        ]
        problems.sort(
            key=lambda problem: (
                (problem.place.line, problem.place.column) if problem.place else (0, 0)
            )
        )
        return InvalidDocument(tuple(problems))


class _Reading:
    """One pass over the rows of a table: the data, where all of it stands, and what is wrong."""

    def __init__(self, table: Table) -> None:
        self.file = table.file
        self.problems: list[Problem] = []
        self.spots: dict[Path, tuple[int, int]] = {(): (1, 1)}
        self.body: dict[str, Any] = {}
        self.fact_lines: set[int] = set()
        self.notices: list[Notice] = []
        line, cells, rows = self._above(table.rows)
        self.layout = layout_of(cells)
        self.head = self._columns(line, cells)
        self.body["format"] = self.layout.format
        if self._check_needed(line):
            self._check_cells(line, table.odd)
            self._leave_out(cells, rows)
        self._items(rows)

    def _above(
        self, given: Sequence[tuple[int, Row]]
    ) -> tuple[int, Row, Sequence[tuple[int, Row]]]:
        """Read what stands above the head; return the line of that, its cells and the rows below."""
        rows = [(line, cells) for line, cells in given if not _is_blank(cells)]
        others = [at for at, (_, cells) in enumerate(rows) if not _is_fact(cells)]
        heads = (at for at, (_, cells) in enumerate(rows) if is_head(cells))
        # Where no row is a head, the first that could be one is told what it lacks.
        head = next(heads, others[0] if others else None)
        for line, cells in rows[:head]:
            if _is_fact(cells):
                self._fact(line, cells)
        if head is None:
            return 1, (), ()
        titles = [str(rows[at][0]) for at in others if at < head]
        if titles:
            self._notice(
                say(
                    "left out: what stands above the head in line {titles}", titles=in_a_row(titles)
                ),
            )
        return *rows[head], rows[head + 1 :]

    def place_of(self, path: Path) -> Place:
        """Return where a path stands, or its nearest ancestor."""
        nearest = next(path[:end] for end in range(len(path), -1, -1) if path[:end] in self.spots)
        return Place(self.file, *self.spots[nearest])

    def _fact(self, line: int, cells: Row) -> None:
        self.fact_lines.add(line)
        field, language = _fact_name(cells)
        value = cells[1] if len(cells) > 1 else ""
        if not value:
            return  # a remark
        self.spots[(field,)] = (max(line, 1), 2)
        self._set(self.body, (field, language), value, max(line, 1), 1)

    def _set(
        self, data: dict[str, Any], name: tuple[str, str], value: Any, line: int, column: int
    ) -> None:
        """Set a field, or its wording in one language; complain where there is another value of it."""
        field, language = name
        there = data.get(field)
        if language and (there is None or (isinstance(there, dict) and language not in there)):
            data.setdefault(field, {})[language] = value
        elif there is None:
            data[field] = value
        else:
            printed = f"{field}:{language}" if language else field
            self._complain(
                line,
                column,
                Problem(
                    (),
                    say("a second {head}: expected one, or one a language", head=printed),
                ),
            )

    def _columns(self, line: int, cells: Row) -> list[tuple[str, str]]:
        """Return the field and the language of each column."""
        names = [head_of(cell) for cell in cells]
        fields = {field for field, _ in names}
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
            self._complain(
                line,
                1,
                Problem(
                    (),
                    say(
                        "the head has no {missing}: expected a column of that name, {known} being "
                        "the known ones",
                        missing=in_a_row(missing),
                        known=in_a_row(known),
                    ),
                ),
            )
        return not missing

    def _check_cells(self, line: int, odd: Iterable[OddCells]) -> None:
        """Complain of cells without text where something is read: in a known column, or among the facts."""
        read = {column for column, (field, _) in enumerate(self.head, start=1) if field}
        for cells in odd:
            at = cells.problem.place.line if cells.problem.place else line
            among = read if at >= line else {1, 2} if at in self.fact_lines else set()
            if not among.isdisjoint(range(cells.first, cells.last + 1)):
                self.problems.append(cells.problem)

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
            columns = in_a_row(left[:_TOLD])
            if more > 0:
                columns = say("{columns} and {count} more", columns=columns, count=more)
            self._notice(
                say(
                    "left out: the columns {columns}; read are {known}",
                    columns=columns,
                    known=in_a_row(self.layout.columns),
                )
            )

    def _notice(self, message: Text) -> None:
        self.notices.append(Notice("{file}: {message}", file=self.file, message=message))

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
                say_of_many(
                    "{count} row without a number: numbered by place, {first} to {last}",
                    "{count} rows without a number: numbered by place, {first} to {last}",
                    count=count,
                    first=first,
                    last=last,
                )
            )

    def _lets_go_unnumbered(self) -> bool:
        """Whether a fact says that requirements may have no numbers of their own."""
        name, value = FACT
        given = self.body.pop(name, None)
        if given not in (None, value):
            line, column = self.spots[name,]
            complaint = unexpected(given, Text(value))
            self._complain(line, column, Problem((name,), complaint.message))
        return given is not None

    def _item(self, line: int, cells: Row) -> dict[str, Any]:
        item: dict[str, Any] = {}
        if not _is_blank(cells[len(self.head) :]):
            self._complain(
                line,
                len(self.head) + 1,
                Problem(
                    (),
                    say(
                        "{cells} cells under {heads} heads: expected one a column",
                        cells=len(cells),
                        heads=len(self.head),
                    ),
                ),
            )
        for column, (name, cell) in enumerate(zip(self.head, cells, strict=False), start=1):
            field, _ = name
            value: Any = cell if field in self.layout.wording else cell.strip()
            if not field or not value:
                continue
            if field in self.layout.several:
                words = () if value == NONE else value.split(SEPARATOR)
                value = [word.strip() for word in words]
            self._set(item, name, value, line, column)
        return item

    def _place(self, line: int, path: Path) -> None:
        self.spots[path] = (line, 1)
        for column, (field, _) in enumerate(self.head, start=1):
            self.spots.setdefault((*path, field), (line, column))


def _is_blank(cells: Row) -> bool:
    return not any(cell.strip() for cell in cells)


def _is_fact(cells: Row) -> bool:
    return bool(cells) and cells[0].startswith("#")


def _fact_name(cells: Row) -> tuple[str, str]:
    field, _, language = cells[0].removeprefix("#").strip().partition(":")
    return field, language


def _is_below(number: ClauseNumber, other: ClauseNumber) -> bool:
    return number != other and number.is_under(other)


def _number(item: Mapping[str, Any]) -> ClauseNumber | None:
    """Return the number of an item, where it can be understood."""
    return as_number(item.get("number", ""))


def table_rows(rows: Iterable[Sequence[str]]) -> tuple[tuple[int, Row], ...]:
    """Return rows of a grid with the number of each, the first being 1."""
    return tuple((line, tuple(map(composed, cells))) for line, cells in enumerate(rows, start=1))
