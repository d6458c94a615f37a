"""What a person reads in a terminal."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text as Line

from mgmtsys.cli.drawing import STYLES, drawn
from mgmtsys.cli.lines import apart, filled, wrapped
from mgmtsys.values.table import DASH, Fact, Lines, Section, Sheet, Table, spelled
from mgmtsys.values.text import Text, say
from mgmtsys.values.visible import one_line

#: The width of what is printed into no terminal and asked for in no width.
WIDE = 120


def width_elsewhere() -> int:
    """Return the width of what is not printed into a terminal: that of ``COLUMNS``, where it is set."""
    told = os.environ.get("COLUMNS", "")
    return int(told) if told.isascii() and told.isdigit() and int(told) else WIDE


class _Screen(Console):
    """A console that fails where nobody reads it any more, like every other stream."""

    def on_broken_pipe(self) -> None:
        """Raise what was caught."""
        raise BrokenPipeError(errno.EPIPE, "")


def console(stream: IO[str] | None = None, width: int | None = None) -> Console:
    """Return where everything is printed: the standard output, or a stream of a width."""
    if width is None and not sys.stdout.isatty():
        width = width_elsewhere()
    return _Screen(file=stream, width=width, highlight=False, markup=False, emoji=False)


def print_line(screen: Console, text: str, style: str = "", indent: int = 0) -> None:
    """Print text, whose further lines stand further in."""
    for line in wrapped(text, screen.width, indent):
        screen.print(Line(line, style), soft_wrap=True)


def print_apart(screen: Console, texts: Sequence[Line], indent: int = 0) -> None:
    """Print texts apart, in lines of which all but the first stand further in; each in its style."""
    flat = [one_line(text.plain) for text in texts]
    first, *rest = filled(apart(flat), screen.width - indent, 2)
    head, body = texts[0], texts[-1]
    line = Line(" " * indent + first, body.style)
    line.stylize(head.style, indent, indent + len(flat[0]))
    screen.print(line, soft_wrap=True)
    for text in rest:
        screen.print(Line(" " * (indent + 2) + text, body.style), soft_wrap=True)


def print_facts(screen: Console, facts: Iterable[Fact], lang: str) -> None:
    """Print what is said of a whole, a line each."""
    for label, value in facts:
        fact = say("{label}: {value}", label=label, value=spelled(value, lang) or DASH)
        print_line(screen, fact.read(lang), indent=2)


def print_part(screen: Console, part: Table | Text | Lines, lang: str) -> None:
    """Print a part of a sheet: a table without its empty columns, or as blocks where there is no room."""
    if isinstance(part, Table):
        for line in drawn(part, lang, screen.width):
            screen.print(line, soft_wrap=True)
    elif isinstance(part, Lines):
        first = STYLES[part.tone] and f"bold {STYLES[part.tone]}"
        for number, text in enumerate(part.read(lang)):
            print_line(screen, text, "" if number else first, len(text) - len(text.lstrip(" ")))
    else:
        print_line(screen, part.read(lang), indent=2)


def print_section(screen: Console, section: Section, lang: str) -> None:
    """Print a section under its title, in one line where it says but one thing."""
    screen.print()
    title, (first, *rest) = section.title, section.parts
    if title is not None and isinstance(first, Text) and not rest:
        print_line(screen, say("{label}: {value}", label=title, value=first).read(lang), "bold")
        return
    if title is not None:
        print_line(screen, title.read(lang), "bold")
    for part in section.parts:
        print_part(screen, part, lang)


def print_sheet(screen: Console, sheet: Sheet, lang: str) -> None:
    """Print a sheet: its title, its facts, its sections."""
    print_line(screen, sheet.title.read(lang), "bold")
    print_facts(screen, sheet.facts, lang)
    for section in sheet.sections:
        print_section(screen, section, lang)
