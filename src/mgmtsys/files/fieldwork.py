"""Sampling plans, populations and audit programmes in files, with every problem placed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

import attrs

from mgmtsys.fieldwork.approach import Traversal
from mgmtsys.fieldwork.drawing import Sample, draw
from mgmtsys.fieldwork.population import Population
from mgmtsys.fieldwork.programme import AuditProgramme
from mgmtsys.fieldwork.sampling import SamplingPlan
from mgmtsys.fieldwork.visits import Visit, plan_visits
from mgmtsys.files.access import read_raw
from mgmtsys.files.codec import structure
from mgmtsys.files.loading import read_source
from mgmtsys.files.spreadsheets.csv import table
from mgmtsys.files.standards import body_of
from mgmtsys.files.syntax import Source, placing
from mgmtsys.values.exceptions import InvalidDocument, Place

#: The format of a sampling plan and that of an audit programme.
PLAN_FORMAT = "mgmtsys.sampling-plan/1"
PROGRAMME_FORMAT = "mgmtsys.audit-programme/1"

_T = TypeVar("_T")
_Path = str | os.PathLike[str]


def _read(source: Source, format: str, kind: type[_T]) -> _T:
    with placing(source):
        return structure(body_of(source, format), kind)


def load_sampling_plan(path: _Path) -> SamplingPlan:
    """Return the sampling plan in a YAML, JSON or TOML file; raises :class:`InvalidDocument`."""
    return _read(read_source(path), PLAN_FORMAT, SamplingPlan)


def load_audit_programme(path: _Path) -> AuditProgramme:
    """Return the audit programme in a YAML, JSON or TOML file; raises :class:`InvalidDocument`."""
    return _read(read_source(path), PROGRAMME_FORMAT, AuditProgramme)


def load_population(path: _Path, key: str = "id", by: str | None = None) -> Population:
    """Return the population in a CSV file: one unit a row, its id under the head ``key``.

    The head names each column once, with ``key`` and ``by`` among them, separated by comma,
    semicolon or tab. Raises :class:`InvalidDocument` with the line of every problem.
    """
    file = os.fspath(path)
    wanted = [head for head in (key, by) if head is not None]

    def is_head(cells: Sequence[str]) -> bool:
        return len(set(cells)) == len(cells) and all(head in cells for head in wanted)

    found = table(
        file,
        read_raw(file),
        (is_head,),
        wanted.__contains__,
        (
            f"different heads with {' and '.join(map(repr, wanted))} among them",
            f"列名应各不相同，且含 {'、'.join(map(repr, wanted))}",
        ),
    )
    # Column by column, since a million lists that live on would each be looked at again and again.
    columns: dict[str, list[str]] = {head: [] for head in found.heads}
    lines: list[int] = []
    for line, cells in found.rows():
        lines.append(line)
        blank = [""] * (len(columns) - len(cells))
        for column, cell in zip(columns.values(), cells + blank, strict=True):
            column.append(cell)
    try:
        return Population(columns.pop(key), columns)
    except InvalidDocument as error:
        head = found.line

        def line_of(path: tuple[str, ...]) -> int:
            return lines[int(path[1])] if path[1:] else head

        raise InvalidDocument(
            tuple(
                attrs.evolve(one, path=(), place=Place(file, line_of(one.path), 1))
                for one in error.problems
            )
        ) from None


def draw_sample(plan: _Path, population: _Path, seed: int) -> tuple[Sample, Population]:
    """Return the sample that the plan in a file draws from the population in a CSV file, and that.

    Raises :class:`InvalidDocument` with the place of every problem in either file.
    """
    source = read_source(plan)
    read = _read(source, PLAN_FORMAT, SamplingPlan)
    listed = load_population(population, read.key, read.selection.by)
    with placing(source):
        return draw(read, listed, seed), listed


def plan_programme(
    path: _Path, by: Traversal | None = None
) -> tuple[AuditProgramme, tuple[Visit, ...]]:
    """Return the audit programme in a file and its visits; ``by`` takes the place of its traversal.

    Raises :class:`InvalidDocument` with the place of every problem, an unsatisfiable one included.
    """
    source = read_source(path)
    programme = _read(source, PROGRAMME_FORMAT, AuditProgramme)
    if by is not None:
        approach = attrs.evolve(programme.approach, traversal=by)
        programme = attrs.evolve(programme, approach=approach)
    with placing(source):
        return programme, plan_visits(programme)
