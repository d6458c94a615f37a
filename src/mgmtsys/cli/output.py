"""Where results go: to the terminal or into a file, in the format that is asked for."""

from __future__ import annotations

import functools
import io
import os
import stat
import sys
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import click

from mgmtsys.cli.speech import language, option
from mgmtsys.files.writing import write_text
from mgmtsys.show import format_of, unknown_format
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import Text, say
from mgmtsys.values.visible import printable

if TYPE_CHECKING:
    from rich.console import Console

#: What a person reads in a terminal; the one format that every command has.
_TEXT = "text"
#: The formats that are written in the syntax of another, whose suffix their files may have.
_WRITTEN_AS = {"oscal": "json", "sarif": "json"}


def tell(what: str | Text) -> None:
    """Print one line that says what was done."""
    click.echo(printable(what if isinstance(what, str) else what.read(language())))


def put(text: str, output: str | None, format: str | None = None) -> None:
    """Print a text, or write it whole; a file of CSV starts with a byte-order mark, a pipe does not."""
    if output is None:
        click.echo(f"\ufeff{text}" if format == "csv" and _is_new_file() else text, nl=False)
    else:
        write_text(output, text, "utf-8-sig" if format == "csv" else "utf-8")


def _is_new_file() -> bool:
    """Whether the standard output was redirected into a file that is empty."""
    try:
        there = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # no stream of the operating system
        return False
    return stat.S_ISREG(there.st_mode) and not there.st_size


@attrs.frozen
class Output:
    """Where one result goes, in which format and language."""

    format: str
    path: str | None
    lang: str

    def tell(
        self,
        value: Any,
        writers: Mapping[str, Callable[[Any, str], str]],
        draw: Callable[[Console, Any, str], None],
    ) -> None:
        """Print or write a value, drawn as text for a person or in the format that was asked for."""
        if self.format == _TEXT:
            self.draw(lambda screen: draw(screen, value, self.lang))
        else:
            put(writers[self.format](value, self.lang), self.path, self.format)

    def draw(self, draw: Callable[[Console], None]) -> None:
        """Let text be drawn in the terminal, or without colour in a file."""
        from mgmtsys.cli.terminal import WIDE, console  # rich, which no other format needs

        if self.path is None:
            draw(console())
        else:
            stream = io.StringIO()
            draw(console(stream, WIDE))
            put(stream.getvalue(), self.path)


def _chosen(format: str | None, output: str | None, known: Collection[str], elsewhere: str) -> str:
    """Return the format asked for, else that of the file's suffix, else what fits where it is printed."""
    chosen = format or (_TEXT if sys.stdout.isatty() else elsewhere)
    if output is not None:
        named = format_of(output).replace("txt", _TEXT)
        chosen = format or named
        # A name that says nothing of a format, such as that of a device, leaves it to be said.
        if named in known and named not in (chosen, _WRITTEN_AS.get(chosen)):
            raise NotUnderstood(
                "-o {output} is {named}, and --format says {format}",
                output=output,
                named=named,
                format=format,
            )
    if chosen not in known:
        raise unknown_format(chosen, known)
    return chosen


def result(
    formats: Collection[str] = (), elsewhere: str = "md"
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command ``--format`` and ``-o``, and hand it the :class:`Output` that they make.

    ``formats`` it has beside text; ``elsewhere`` is what is printed where nobody reads a terminal.
    """
    known = (_TEXT, *formats)
    wording = say("text, or as the suffix of -o says.")
    if elsewhere != _TEXT:
        wording = say(
            "text in a terminal, {elsewhere} elsewhere, or as the suffix of -o says.",
            elsewhere=elsewhere,
        )

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        @option("--format", metavar=f"[{'|'.join(known)}]", wording=wording)
        @option(
            "-o", "--output", metavar="OUT",
            wording=say("Write to a file, whole or not at all."),
        )  # fmt: skip
        @functools.wraps(command)
        def run(*args: Any, format: str | None, output: str | None, **rest: Any) -> None:
            chosen = _chosen(format, output, known, elsewhere)
            command(*args, out=Output(chosen, output, language()), **rest)

        return run

    return decorated
