"""Sheets and tables as Markdown, for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mgmtsys.values.table import DASH, Fact, Lines, Sheet, Table, spelled
from mgmtsys.values.text import Text, say
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


def table(given: Table, lang: str) -> Iterator[str]:
    """Yield a table line by line, a status in its sign where the column has room for no more."""
    titles = given.headings(lang)
    yield f"| {' | '.join(map(escaped, titles))} |"
    yield f"|{'---|' * len(titles)}"
    for row in given.lines(lang, signs=True):
        yield f"| {' | '.join(map(escaped, row))} |"


def facts(given: Iterable[Fact], lang: str) -> Iterator[str]:
    """Yield an entry of a list for each fact."""
    for label, value in given:
        said = say("{label}: {value}", label=label, value=spelled(value, lang) or DASH)
        yield f"- {opening(said.read(lang))}"


def _part(part: Table | Text | Lines, lang: str) -> Iterator[str]:
    yield ""
    if isinstance(part, Table):
        yield from table(part, lang)
    elif isinstance(part, Lines):
        yield block(part.read(lang))
    else:
        yield opening(part.read(lang))


def render(sheet: Sheet, lang: str) -> str:
    """Return a sheet as Markdown in ``lang``: its title, its facts, then section by section."""
    lines = [f"# {opening(sheet.title.read(lang))}"]
    lines += ["", *facts(sheet.facts, lang)] if sheet.facts else []
    for section in sheet.sections:
        if section.title is not None:
            lines += ["", f"{'#' * section.depth} {opening(section.title.read(lang))}"]
        for part in section.parts:
            lines += _part(part, lang)
    return "\n".join(lines) + "\n"
