"""The rows of a file of readings as they stand: what is understood as a head, and what is left out."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from mgmtsys.files.access import read_raw, read_source
from mgmtsys.files.kind import body_of
from mgmtsys.files.kinds import READINGS
from mgmtsys.files.shapes import unknown_key
from mgmtsys.files.spreadsheets.csv import Table, table
from mgmtsys.files.syntax import SYNTAXES
from mgmtsys.files.syntax.dialect import mark_of
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import (
    InvalidDocument,
    Notice,
    NotUnderstood,
    Place,
    Problem,
    found,
)
from mgmtsys.values.number import DecimalMark
from mgmtsys.values.period import Period
from mgmtsys.values.text import fold, in_a_row, say, say_of_many
from mgmtsys.values.units import Quantity, Unit

#: The columns of a file of readings, with the heads that stand for each.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "series": ("series", "序列", "数据序列"),
    "period": ("period", "期间", "日期"),
    "value": ("value", "数值", "记录值"),
    "unit": ("unit", "单位"),
    "site": ("site", "场所"),
    "recorder": ("recorder", "记录人"),
    "recorded": ("recorded", "记录日期"),
    "evidence": ("evidence", "证据"),
    "id": ("id", "编号"),
    "supersedes": ("supersedes", "替代", "更正"),
}
#: Keys and indices from the top of a document.
SpotPath = tuple[str, ...]
#: The columns without which nothing is a reading.
REQUIRED = ("series", "period", "value")
_COLUMN_OF = {head: column for column, heads in COLUMNS.items() for head in heads}
#: What a complaint calls each column.
_TITLES = {
    "series": say("series"), "period": say("period"), "value": say("value"), "unit": say("unit"),
    "site": say("site"), "recorder": say("recorder"), "recorded": say("recorded"),
    "evidence": say("evidence"), "id": say("id"), "supersedes": say("supersedes"),
}  # fmt: skip
#: How many columns of one's own are named in one line, and how many of ours make of a line a head.
_TOLD, _A_HEAD = 12, 2


@attrs.frozen(field_transformer=checked)
class GivenRow:
    """One reading as it stands in a file, and where it stands."""

    cells: Mapping[str, Any]
    place: Callable[[str], Place]
    #: What stands before the decimals.
    mark: DecimalMark = DecimalMark.POINT


def _always(place: Place) -> Callable[[str], Place]:
    return lambda _: place


def _key_of(places: Mapping[SpotPath, Place], where: SpotPath) -> Callable[[str], Place]:
    return lambda key: places.get((*where, key), places[where])


def _column(head: str) -> str | None:
    """Return the column that a head names, in whatever case."""
    return _COLUMN_OF.get(fold(head).casefold())


def _is_head(cells: Sequence[str]) -> bool:
    return len({_column(cell) for cell in cells} - {None}) >= _A_HEAD


def _is_understood(cell: str) -> bool:
    """Whether a cell that is not ASCII says something to us, as only the right decoding lets it."""
    for parse in (Period.parse, Quantity.parse, Unit.parse):
        with contextlib.suppress(NotUnderstood):
            parse(cell)
            return True
    return _column(cell) is not None


@attrs.frozen(field_transformer=checked)
class GivenRows:
    """The readings of one file as they stand, what is wrong with it, and what was left out of it."""

    rows: tuple[GivenRow, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Notice, ...] = ()


def _csv_rows(file: str, names: Collection[str], mark: DecimalMark | None) -> GivenRows:
    found = table(
        file,
        read_raw(file),
        (_is_head,),
        lambda cell: cell in names or _is_understood(cell),
        say(
            "columns of {columns}, each once, with {required} among them",
            columns=in_a_row(_TITLES.values()),
            required=in_a_row(_TITLES[name] for name in REQUIRED),
        ),
    )
    columns = [_column(head) for head in found.heads]
    problems, remarks = _heads(found, columns)
    if not set(REQUIRED) <= set(columns):
        return GivenRows((), tuple(problems), remarks=tuple(remarks))
    rows: list[GivenRow] = []
    try:
        for line, cells in found.rows():
            given = [pair for pair in zip(columns, cells, strict=False) if pair[1]]
            place = Place(file, line, 1)
            problems.extend(_under_no_head(found.heads, cells, place))
            known = {name: cell for name, cell in given if name is not None}
            if known:
                rows.append(GivenRow(known, _always(place)))
    except InvalidDocument as error:
        problems.extend(error.problems)
    if mark is None:
        figures = ((row.cells["value"], row.place("")) for row in rows if "value" in row.cells)
        try:
            mark = mark_of(figures, found.delimiter)
        except InvalidDocument as error:
            problems.extend(error.problems)
            mark = DecimalMark.POINT
    return GivenRows(
        tuple(attrs.evolve(row, mark=mark) for row in rows),
        tuple(problems),
        remarks=tuple(remarks),
    )


def _under_no_head(heads: Sequence[str], cells: Sequence[str], place: Place) -> Iterator[Problem]:
    for number, (head, cell) in enumerate(zip(heads, cells, strict=False), start=1):
        if cell and not head:
            yield Problem(
                (),
                say(
                    "{cell!r} stands in column {number}, which has no head: expected one",
                    cell=cell[:60],
                    number=number,
                ),
                place,
            )


def _heads(found: Table, columns: Sequence[str | None]) -> tuple[list[Problem], list[Notice]]:
    """Return what is wrong with the head of a table, and the columns of one's own that are left out."""
    place = Place(found.file, found.line, 1)
    problems: list[Problem] = []
    own: list[str] = []
    for number, (head, column) in enumerate(zip(found.heads, columns, strict=True)):
        first = columns.index(column)
        if column is not None and first < number:
            problems.append(
                Problem(
                    (),
                    say(
                        "the columns {first!r} and {head!r} are both {column}: expected one",
                        first=found.heads[first],
                        head=head,
                        column=_TITLES[column],
                    ),
                    place,
                )
            )
        near = difflib.get_close_matches(fold(head).casefold(), _COLUMN_OF, 1, 0.75)
        if column is None and near:
            problems.append(
                Problem(
                    (),
                    say(
                        "unknown column {head!r}: expected {near!r} perhaps, or another name for a column of one's own",
                        head=head,
                        near=near[0],
                    ),
                    place,
                )
            )
        elif column is None and head:
            own.append(repr(head))
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        problems.append(
            Problem(
                (),
                say(
                    "the head has no {missing}: expected a column of that name",
                    missing=in_a_row(_TITLES[name] for name in missing),
                ),
                place,
            )
        )
    return problems, [_left_out(place, own)] if own else []


def _left_out(place: Place, own: Sequence[str]) -> Notice:
    """Say which columns of one's own are left out."""
    columns, more = in_a_row(own[:_TOLD]), len(own) - _TOLD
    if more > 0:
        columns = say("{columns} and {count} more", columns=columns, count=more)
    return Notice(
        say_of_many(
            "{place}: the column {columns} is not one of a reading's, and is left out",
            "{place}: the columns {columns} are not among a reading's, and are left out",
            place=place,
            columns=columns,
            count=len(own),
        )
    )


def _document_rows(file: str) -> GivenRows:
    source = read_source(file)
    listed = body_of(source, READINGS.format)[1].get("readings")
    if not isinstance(listed, list):
        wrong = Problem(
            ("readings",),
            say("found {found}: expected a list of readings", found=found(listed)),
        )
        raise source.placed(InvalidDocument((*source.faults, wrong)))
    paths = frozenset(
        ("readings", str(index), key)
        for index, body in enumerate(listed)
        for key in (body if isinstance(body, dict) else ())
    ) | frozenset(("readings", str(index)) for index in range(len(listed)))
    places = source.places(paths)
    problems: list[Problem] = [*source.faults]
    rows: list[GivenRow] = []
    for index, body in enumerate(listed):
        where = ("readings", str(index))
        if not isinstance(body, dict):
            problems.append(_no_reading(where, body, places[where]))
            continue
        unknown = [key for key in body if key not in COLUMNS]
        problems.extend(
            attrs.evolve(unknown_key((*where, key), tuple(COLUMNS)), place=places[*where, key])
            for key in unknown
        )
        if not unknown:
            known = {key: value for key, value in body.items() if value is not None}
            rows.append(GivenRow(known, _key_of(places, where)))
    return GivenRows(tuple(rows), tuple(problems))


def _no_reading(where: SpotPath, given: object, place: Place) -> Problem:
    keys = in_a_row(COLUMNS)
    expected = say(
        "found {found}: expected a mapping with keys of {keys}", found=found(given), keys=keys
    )
    return Problem(where, expected, place)


def rows_in(file: str, names: Collection[str], mark: DecimalMark | None) -> GivenRows:
    """Return the rows of a file, which is read as its suffix says; ``names`` are those that the system declares."""
    suffix = Path(file).suffix.lower()
    if suffix == ".csv":
        return _csv_rows(file, names, mark)
    if suffix not in SYNTAXES:
        known = (".csv", *SYNTAXES)
        raise NotUnderstood(
            "{file}: unknown kind of file {suffix!r}: expected one of {known}; of a workbook, the sheet saved as CSV",
            file=file,
            suffix=suffix,
            known=in_a_row(known),
        )
    return _document_rows(file)
