"""The clause matrix as Markdown, for people: the table, then what is missing, then the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mgmtsys.auditing.matrix import ClauseMatrix, Row
from mgmtsys.auditing.status import Status
from mgmtsys.show import layout, words
from mgmtsys.values.text import aside, said
from mgmtsys.values.visible import one_line, unbroken

#: What would be markup within a line; first what would not, though it looks so.
_MARKUP = re.compile(
    r"(?<=[^\W_])_+(?=[^\W_])|(?<= )\*(?= )|(?P<sign>[\\`*_<\[|~]|&(?=#?[0-9A-Za-z]+;))"
)
#: What would make a list, a quotation or a heading of a line that starts with it.
_MARK = re.compile(r"^(\d*)([-+>=#]|(?<=\d)[.)])")


def escaped(text: str) -> str:
    r"""Keep text what it is: one line, one cell, no markup, nothing unseen.

    >>> print(escaped("a_b *c* &lt; ~~d~~"))
    a_b \*c\* \&lt; \~\~d\~\~
    """
    return _MARKUP.sub(lambda found: f"\\{found[0]}" if found["sign"] else found[0], one_line(text))


def opening(text: str) -> str:
    r"""Escape text that starts a line, a heading or an entry of a list.

    >>> print(opening("1. a"), opening("- b"))
    1\. a \- b
    """
    marked = _MARK.sub(r"\1\\\2", escaped(text))
    return re.sub(r"(?<= )(#+)$", r"\\\1", marked)


def fact(label: str, value: str, lang: str) -> str:
    """Return an entry of a list that says one thing."""
    return f"- {opening(said(label, value, lang))}"


def _ticks(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def code(text: str) -> str:
    """Return text as code within a line."""
    flat = one_line(text)
    fence, pad = "`" * (_ticks(flat) + 1), " " if "`" in flat else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def block(lines: Iterable[str]) -> str:
    """Return lines as a block of code, which none of them ends."""
    told = [unbroken(line) for line in lines]
    fence = "`" * max([4, *(_ticks(line) + 1 for line in told)])
    return "\n".join((f"{fence}text", *told, fence))


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
    yield from ("", f"## {opening(id)}", "")
    yield from table(
        [
            *(label.read(lang) for label in head),
            *(column.label.read(lang) for column in matrix.columns),
        ],
        (_line(matrix, row, lang) for row in rows),
    )
    yield from ("", f"### {words.WHAT_IS_MISSING.read(lang)}", "")
    gaps = [
        f"- **{escaped(str(row.clause.number))}** "
        f"{said(escaped(what.read(lang)), escaped(layout.heads(matrix, where, lang)), lang)}"
        for row in rows
        for what, where in layout.missing(row)
    ]
    unspoken = [
        f"- **{escaped(str(row.clause.number))}** {words.STATUS[Status.GAP].read(lang)}"
        for row in rows
        if not row.cells
    ]
    yield from gaps + unspoken or [words.NONE.read(lang)]
    declared = [
        f"- **{escaped(str(row.clause.number))}** "
        + aside(
            escaped(one.shows.read(lang) if one.shows else ""),
            escaped(layout.place(matrix, one, lang)),
            lang,
        )
        for row in rows
        for one in row.declared
    ]
    yield from ("", f"### {words.WHAT_IS_DECLARED.read(lang)}", "")
    yield from declared or [words.NONE.read(lang)]


def render(matrix: ClauseMatrix, lang: str) -> str:
    """Return the matrix as Markdown in ``lang``; shares are rounded to a tenth of a percent."""
    lines = [f"# {opening(said(words.TITLE.read(lang), matrix.organisation.read(lang), lang))}", ""]
    lines += [fact(label, value, lang) for label, value in layout.facts(matrix, lang)]
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
    lines += ["", opening(layout.joined(legend, lang))]
    for id in matrix.standards:
        lines += _standard(matrix, id, lang)
    return "\n".join(lines) + "\n"
