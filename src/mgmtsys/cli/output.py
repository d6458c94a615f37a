"""Where results go: to the terminal or into a file, in the format that is asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mgmtsys.sheets import Sheet

as_format = click.option("--format", type=click.Choice(["text", "md", "csv", "json"]))


def put(text: str, output: str | None) -> None:
    """Print a text, or write it whole; CSV starts with a byte-order mark."""
    if output is None:
        click.echo(text, nl=False)
        return
    from mgmtsys.files import write_text

    write_text(output, text, "utf-8-sig" if output.lower().endswith(".csv") else "utf-8")


def chosen_format(format: str | None, output: str | None) -> str:
    """Return the format asked for, else that of the file's suffix, else what fits where it is printed."""
    from mgmtsys.reports import format_of

    if output is not None and format is None:
        return format_of(output)
    return format or ("text" if sys.stdout.isatty() else "md")


def show(sheet: Sheet, format: str, output: str | None, lang: str) -> None:
    """Print or write a sheet; raises :class:`NotUnderstood` for a format that it has not."""
    from mgmtsys.exceptions import NotUnderstood
    from mgmtsys.reports.sheets import FORMATS

    if format == "text" and output is None:
        from mgmtsys.cli.sheets import print_sheet

        print_sheet(sheet, lang)
    elif format in FORMATS:
        put(FORMATS[format](sheet, lang), output)
    else:
        known = ", ".join(FORMATS)
        raise NotUnderstood(
            f"unknown format {format!r}: expected one of {known}",
            f"未知的格式 {format!r}：应为 {known} 之一",
        )
