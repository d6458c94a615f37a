"""Populations in files, and what plans and programmes in files give, with every problem placed."""

from __future__ import annotations

import os
from collections.abc import Sequence

import attrs

from mgmtsys.fieldwork.approach import Traversal
from mgmtsys.fieldwork.drawing import Sample, draw
from mgmtsys.fieldwork.population import Population
from mgmtsys.fieldwork.programme import AuditProgramme
from mgmtsys.fieldwork.sampling import SamplingPlan
from mgmtsys.fieldwork.visits import Visit, plan_visits
from mgmtsys.files.access import read_raw, read_source
from mgmtsys.files.kind import read
from mgmtsys.files.kinds import AUDIT_PROGRAMME, SAMPLING_PLAN
from mgmtsys.files.spreadsheets.csv import table
from mgmtsys.files.standards import shipped
from mgmtsys.files.syntax import placing
from mgmtsys.values.exceptions import InvalidDocument, Place
from mgmtsys.values.message import AND
from mgmtsys.values.text import in_a_row, say

_Path = str | os.PathLike[str]


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
        say("different heads with {heads} among them", heads=in_a_row(map(repr, wanted), AND)),
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
                attrs.evolve(problem, path=(), place=Place(file, line_of(problem.path), 1))
                for problem in error.problems
            )
        ) from None


def draw_sample(plan: _Path, population: _Path, seed: int) -> tuple[Sample, Population]:
    """Return the sample that the plan in a file draws from the population in a CSV file, and that.

    Raises :class:`InvalidDocument` with the place of every problem in either file.
    """
    source = read_source(plan)
    read_plan: SamplingPlan = read(source, (SAMPLING_PLAN,), shipped)
    listed = load_population(population, read_plan.key, read_plan.selection.by)
    with placing(source):
        return draw(read_plan, listed, seed), listed


def plan_programme(
    path: _Path, by: Traversal | None = None
) -> tuple[AuditProgramme, tuple[Visit, ...]]:
    """Return the audit programme in a file and its visits; ``by`` takes the place of its traversal.

    Raises :class:`InvalidDocument` with the place of every problem, an unsatisfiable one included.
    """
    source = read_source(path)
    programme: AuditProgramme = read(source, (AUDIT_PROGRAMME,), shipped)
    if by is not None:
        approach = attrs.evolve(programme.approach, traversal=by)
        programme = attrs.evolve(programme, approach=approach)
    with placing(source):
        return programme, plan_visits(programme)
