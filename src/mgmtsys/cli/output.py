"""Where results go: to the terminal or into a file, in the format that is asked for."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from mgmtsys.values.visible import printable

if TYPE_CHECKING:
    from mgmtsys.cycle.forms import Sheet
    from mgmtsys.values.exceptions import NotUnderstood

as_format = click.option("--format", type=click.Choice(["text", "md", "csv", "json"]))


def say(line: str) -> None:
    """Print one line that says what was done."""
    click.echo(printable(line))


def put(text: str, output: str | None, format: str | None = None) -> None:
    """Print a text, or write it whole; a file of CSV starts with a byte-order mark, a pipe does not."""
    if output is None:
        click.echo(f"\ufeff{text}" if format == "csv" and _is_new_file() else text, nl=False)
        return
    from mgmtsys.files.writing import write_text

    write_text(output, text, "utf-8-sig" if format == "csv" else "utf-8")


def _is_new_file() -> bool:
    """Whether the standard output was redirected into a file that is empty."""
    try:
        there = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # no stream of the operating system
        return False
    return stat.S_ISREG(there.st_mode) and not there.st_size


def chosen_format(
    format: str | None, output: str | None, known: Collection[str] | None = None
) -> str:
    """Return the format asked for, else that of the file's suffix, else what fits where it is printed.

    Raises :class:`NotUnderstood` where it is none of the ``known`` ones, nor text for a terminal.
    """
    from mgmtsys.show import format_of

    if output is not None and format is None:
        chosen = format_of(output)
    else:
        chosen = format or ("text" if sys.stdout.isatty() else "md")
    if known is not None and chosen not in known and (chosen != "text" or output is not None):
        raise _unknown(chosen, known)
    return chosen


def _unknown(format: str, known: Collection[str]) -> NotUnderstood:
    from mgmtsys.values.exceptions import NotUnderstood

    return NotUnderstood(
        f"unknown format {format!r}: expected one of {', '.join(known)}",
        f"未知的格式 {format!r}：应为 {'、'.join(known)} 之一",
    )


def show(sheet: Sheet, format: str, output: str | None, lang: str) -> None:
    """Print or write a sheet; raises :class:`NotUnderstood` for a format that it has not."""
    from mgmtsys.show.sheets import FORMATS

    if format == "text" and output is None:
        from mgmtsys.cli.sheets import print_sheet

        print_sheet(sheet, lang)
    elif format in FORMATS:
        put(FORMATS[format](sheet, lang), output, format)
    else:
        raise _unknown(format, FORMATS)
