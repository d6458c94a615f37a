"""Readings in CSV, JSON and YAML files: understood for certain or refused with their place, never guessed."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from mgmtsys.files.reading_rows import REQUIRED, GivenRow, rows_in
from mgmtsys.files.shapes import text_of
from mgmtsys.files.syntax.dialect import decimal_mark, figure
from mgmtsys.system.ids import SERIES, SITE
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.screening import reading_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import (
    InvalidDocument,
    Notice,
    NotUnderstood,
    Problem,
    problems_of,
)
from mgmtsys.values.fiscal import parse_span
from mgmtsys.values.number import DecimalMark
from mgmtsys.values.period import Period
from mgmtsys.values.spelling import day
from mgmtsys.values.text import say
from mgmtsys.values.units import Quantity, Unit

_Files = Iterable[str | os.PathLike[str]]


def _reading(
    row: GivenRow, units: Mapping[str, Unit], sites: Collection[str], year: Period
) -> tuple[Reading | None, list[Problem]]:
    """Return what a row says, or everything that cannot be understood of it."""
    problems: list[Problem] = []

    def read(name: str, parse: Callable[[str], Any]) -> Any:
        if name not in row.cells:
            if name in REQUIRED:
                problems.append(
                    Problem((name,), say("no {name}: expected one", name=name), row.place(name))
                )
            return None
        try:
            return parse(text_of(row.cells[name]))
        except NotUnderstood as error:
            problems.extend(
                attrs.evolve(problem, place=row.place(name))
                for problem in problems_of(error, (name,))
            )
            return None

    series = read("series", str)
    period = read("period", lambda text: parse_span(text, year))
    value = read("value", lambda text: figure(text, row.mark))
    unit = read("unit", Unit.parse)
    texts = {
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
        # What cannot be understood hides no name that nobody declared.
        for name, id, known, noun in (
            ("series", series, units, SERIES),
            ("site", texts["site"], sites, SITE),
        ):
            if id is not None and id not in known:
                problems.append(attrs.evolve(noun.undeclared((name,), id), place=row.place(name)))
        return None, problems
    if not value.unit.powers:
        # A bare number is in the unit that its row names, else in that of its series.
        value = Quantity(value.magnitude, unit or units.get(series, value.unit))
    elif unit is not None and unit != value.unit:
        problems.append(
            Problem(
                ("unit",),
                say("{value} is not in {unit}: expected one unit", value=value, unit=unit),
                row.place("unit"),
            )
        )
    return Reading(series, period, value=value, **texts), problems


def readings_in(
    paths: _Files, system: ManagementSystem, on: date, decimal: str | DecimalMark | None = None
) -> Iterator[Reading]:
    """Yield the readings of :func:`load_readings` one by one, and raise its problems after the last."""
    mark = None if decimal is None else decimal_mark(decimal)
    units = {series.id: series.unit for series in system.series}
    names = {
        declared.id for part in (system.series, system.sites, system.parties) for declared in part
    }
    sites = {site.id for site in system.sites}
    rows: list[GivenRow] = []
    problems: list[Problem] = []
    remarks: list[Notice] = []
    for path in paths:
        try:
            found = rows_in(os.fspath(path), names, mark)
        except InvalidDocument as error:
            problems.extend(error.problems)
        else:
            rows.extend(found.rows)
            problems.extend(found.problems)
            remarks.extend(found.remarks)
    readings: list[Reading] = []
    origins: list[GivenRow] = []
    for row in rows:
        reading, wrong = _reading(row, units, sites, system.period)
        problems.extend(wrong)
        if reading is not None:
            readings.append(reading)
            origins.append(row)
            yield reading
    problems.extend(_whole(readings, origins, system, on))
    if problems:
        raise InvalidDocument(tuple(dict.fromkeys(problems)))
    for remark in remarks:
        warnings.warn(remark, stacklevel=2)


def load_readings(
    paths: _Files, system: ManagementSystem, on: date, decimal: str | DecimalMark | None = None
) -> Record:
    """Return the readings of CSV, JSON and YAML files, in the series' own terms.

    A CSV file has a head of :data:`~mgmtsys.files.reading_rows.COLUMNS`, separated by comma, semicolon or tab; lines that start
    with ``#`` are remarks. ``decimal`` is the decimal mark of the CSV files, ``","`` or ``"."``; without
    it each file has to prove its own. A column of one's own is left out with a :class:`Notice`. Raises
    :class:`InvalidDocument` with every problem as ``file:line:column``.
    """
    return Record(readings_in(paths, system, on, decimal))


def _whole(
    readings: list[Reading], origins: list[GivenRow], system: ManagementSystem, on: date
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
