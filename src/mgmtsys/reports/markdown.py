"""The clause matrix as Markdown, for people: the table, then what is missing, then the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mgmtsys.matrix import ClauseMatrix, Row
from mgmtsys.questions import Status
from mgmtsys.reports import layout, words


def escaped(cell: str) -> str:
    """Keep a cell one cell: no bar, no line break, no markup."""
    flat = " ".join(cell.split())
    for sign in "\\|<*_`[":
        flat = flat.replace(sign, f"\\{sign}")
    return flat


def table(head: Iterable[str], body: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a table line by line."""
    titles = list(head)
    yield f"| {' | '.join(map(escaped, titles))} |"
    yield f"|{'---|' * len(titles)}"
    for row in body:
        yield f"| {' | '.join(map(escaped, row))} |"


def _line(matrix: ClauseMatrix, row: Row, lang: str) -> list[str]:
    signs = {cell.column: words.SIGN[cell.status] for cell in row.cells}
    return [
        str(row.clause.number),
        row.heading.read(lang),
        words.STATUS[row.status].read(lang),
        *(signs.get(column.id, "") for column in matrix.columns),
    ]


def _standard(matrix: ClauseMatrix, id: str, lang: str) -> Iterator[str]:
    rows = [row for row in matrix.rows if row.clause.standard == id]
    head = (words.CLAUSE, words.REQUIREMENT, words.STATE)
    yield from ("", f"## {escaped(id)}", "")
    yield from table(
        [
            *(label.read(lang) for label in head),
            *(column.label.read(lang) for column in matrix.columns),
        ],
        (_line(matrix, row, lang) for row in rows),
    )
    yield from ("", f"### {words.WHAT_IS_MISSING.read(lang)}", "")
    gaps = [
        f"- **{row.clause.number}** {escaped(what.read(lang))}: {escaped(layout.heads(matrix, where, lang))}"
        for row in rows
        for what, where in layout.missing(row)
    ]
    unspoken = [
        f"- **{row.clause.number}** {words.STATUS[Status.GAP].read(lang)}"
        for row in rows
        if not row.cells
    ]
    yield from gaps + unspoken or [words.NONE.read(lang)]
    declared = [
        f"- **{row.clause.number}** {escaped(one.shows.read(lang) if one.shows else '')} "
        f"({escaped(layout.place(matrix, one, lang))})"
        for row in rows
        for one in row.declared
    ]
    yield from ("", f"### {words.WHAT_IS_DECLARED.read(lang)}", "")
    yield from declared or [words.NONE.read(lang)]


def render(matrix: ClauseMatrix, lang: str) -> str:
    """Return the matrix as Markdown in ``lang``; shares are rounded to a tenth of a percent."""
    lines = [f"# {words.TITLE.read(lang)}: {escaped(matrix.organisation.read(lang))}", ""]
    lines += [f"- {label}: {escaped(value)}" for label, value in layout.facts(matrix, lang)]
    lines += ["", f"## {words.COVERAGE.read(lang)}", ""]
    counts = [(id, matrix.coverage(id)) for id in matrix.standards]
    lines += table(
        [
            words.STANDARD.read(lang),
            *(words.STATUS[status].read(lang) for status in Status),
            words.APPLICABLE.read(lang),
            words.SHARE.read(lang),
        ],
        (
            [
                id,
                *(str(coverage[status]) for status in Status),
                str(coverage.denominator),
                words.share(coverage),
            ]
            for id, coverage in counts
        ),
    )
    legend = (f"{words.SIGN[status]} {words.STATUS[status].read(lang)}" for status in Status)
    lines += ["", layout.joined(legend, lang)]
    for id in matrix.standards:
        lines += _standard(matrix, id, lang)
    return "\n".join(lines) + "\n"
