"""Readings in CSV, JSON and YAML files: understood for certain or refused with their place, never guessed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from mgmtsys.access import read_raw
from mgmtsys.exceptions import InvalidDocument, NotUnderstood, Place, Problem, problems_of
from mgmtsys.files import read_source
from mgmtsys.period import Period, day
from mgmtsys.reading import Reading, Record
from mgmtsys.screening import reading_problems
from mgmtsys.shapes import found, text_of, unknown_key
from mgmtsys.standards import body_of
from mgmtsys.syntax.csv import table
from mgmtsys.system import ManagementSystem
from mgmtsys.units import Quantity, Unit

#: The format of a file of readings in YAML or JSON.
FORMAT = "mgmtsys.readings/1"

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
_REQUIRED = ("series", "period", "value")
_COLUMN_OF = {head: column for column, heads in COLUMNS.items() for head in heads}


@attrs.frozen
class _Row:
    """One reading as it stands in a file, and where it stands."""

    cells: Mapping[str, Any]
    place: Callable[[str], Place]


def _always(place: Place) -> Callable[[str], Place]:
    return lambda _: place


def _key_of(places: Mapping[SpotPath, Place], where: SpotPath) -> Callable[[str], Place]:
    return lambda key: places.get((*where, key), places[where])


def _is_head(cells: Sequence[str]) -> bool:
    """Whether every cell heads a column, none of them twice, and nothing that is needed is missing."""
    columns = {_COLUMN_OF[cell] for cell in cells if cell in _COLUMN_OF}
    return len(columns) == len(cells) and columns >= set(_REQUIRED)


def _csv_rows(file: str) -> Iterator[_Row]:
    found = table(
        file,
        read_raw(file),
        _is_head,
        f"columns of {', '.join(COLUMNS)}, each once, with series, period and value among them",
        f"列名应取自 {'、'.join(heads[-1] for heads in COLUMNS.values())}，不得重复，且至少有序列、期间、数值",
    )
    columns = [_COLUMN_OF[head] for head in found.heads]
    for line, cells in found.rows():
        given = zip(columns, cells, strict=False)
        yield _Row({name: cell for name, cell in given if cell}, _always(Place(file, line, 1)))


def _document_rows(file: str) -> Iterator[_Row]:
    source = read_source(file)
    listed = body_of(source, FORMAT).get("readings")
    if not isinstance(listed, list):
        en, zh = found(listed)
        wrong = Problem(
            ("readings",),
            f"found {en}: expected a list of readings",
            f"此处为{zh}：应为记录列表",
        )
        raise source.placed(InvalidDocument((*source.faults, wrong)))
    paths = frozenset(
        ("readings", str(index), key)
        for index, one in enumerate(listed)
        for key in (one if isinstance(one, dict) else ())
    ) | frozenset(("readings", str(index)) for index in range(len(listed)))
    places = source.places(paths)
    problems: list[Problem] = [*source.faults]
    for index, one in enumerate(listed):
        where = ("readings", str(index))
        if not isinstance(one, dict):
            problems.append(_no_reading(where, found(one), places[where]))
            continue
        unknown = [key for key in one if key not in COLUMNS]
        problems.extend(
            attrs.evolve(unknown_key((*where, key), tuple(COLUMNS)), place=places[*where, key])
            for key in unknown
        )
        if not unknown:
            known = {key: value for key, value in one.items() if value is not None}
            yield _Row(known, _key_of(places, where))
    if problems:
        raise InvalidDocument(tuple(problems))


def _no_reading(where: SpotPath, what: tuple[str, str], place: Place) -> Problem:
    return Problem(
        where,
        f"found {what[0]}: expected a mapping with keys of {', '.join(COLUMNS)}",
        f"此处为{what[1]}：应为含 {'、'.join(COLUMNS)} 等键的映射",
        place,
    )


def _reading(row: _Row, units: Mapping[str, Unit]) -> tuple[Reading | None, list[Problem]]:
    """Return what a row says, or everything that cannot be understood of it."""
    problems: list[Problem] = []

    def read(name: str, parse: Callable[[str], Any]) -> Any:
        if name not in row.cells:
            if name in _REQUIRED:
                problems.append(
                    Problem((name,), f"no {name}: expected one", f"缺少 {name}", row.place(name))
                )
            return None
        try:
            return parse(text_of(row.cells[name]))
        except NotUnderstood as error:
            problems.extend(
                attrs.evolve(one, place=row.place(name)) for one in problems_of(error, (name,))
            )
            return None

    series = read("series", str)
    period = read("period", Period.parse)
    value = read("value", Quantity.parse)
    unit = read("unit", Unit.parse)
    known = {
        name: read(name, parse)
        for name, parse in (
            ("site", str),
            ("recorder", str),
            ("recorded", day),
            ("evidence", str),
            ("id", str),
            ("supersedes", str),
        )
    }
    if problems or value is None:
        return None, problems
    if not value.unit.powers:
        # A bare number is in the unit that its row names, else in that of its series.
        value = Quantity(value.magnitude, unit or units.get(series, value.unit))
    elif unit is not None and unit != value.unit:
        problems.append(
            Problem(
                ("unit",),
                f"{value} is not in {unit}: expected one unit",
                f"{value} 与单位 {unit} 不一致",
                row.place("unit"),
            )
        )
    return Reading(series, period, value, **known), problems


def load_readings(
    paths: Iterable[str | os.PathLike[str]],
    system: ManagementSystem,
    on: date,
    watch: Callable[[Sequence[Any]], Iterable[Any]] = iter,
) -> Record:
    """Return the readings of CSV, JSON and YAML files, in the series' own terms.

    A CSV file has a head of :data:`COLUMNS`, separated by comma, semicolon or tab; lines that start
    with ``#`` are remarks. ``watch`` passes the rows on as they are read, and may count them. Raises
    :class:`InvalidDocument` with every problem as ``file:line:column``.
    """
    units = {one.id: one.unit for one in system.series}
    rows: list[_Row] = []
    problems: list[Problem] = []
    for path in paths:
        file = os.fspath(path)
        try:
            rows.extend(
                _csv_rows(file) if Path(file).suffix.lower() == ".csv" else _document_rows(file)
            )
        except InvalidDocument as error:
            problems.extend(error.problems)
    readings: list[Reading] = []
    origins: list[_Row] = []
    for row in watch(rows):
        reading, wrong = _reading(row, units)
        problems.extend(wrong)
        if reading is not None:
            readings.append(reading)
            origins.append(row)
    problems.extend(_whole(readings, origins, system, on))
    if problems:
        raise InvalidDocument(tuple(dict.fromkeys(problems)))
    return Record(readings)


def _whole(
    readings: list[Reading], origins: list[_Row], system: ManagementSystem, on: date
) -> Iterator[Problem]:
    """Yield what is wrong with readings beside each other and with the system, each at its row."""

    def placed(problems: Iterable[Problem]) -> Iterator[Problem]:
        for problem in problems:
            index, *field = problem.path
            place = origins[int(index)].place(field[0] if field else "series")
            yield attrs.evolve(problem, path=tuple(field), place=place)

    try:
        Record(readings)
    except InvalidDocument as error:
        yield from placed(error.problems)
    yield from placed(reading_problems(system, readings, on))
