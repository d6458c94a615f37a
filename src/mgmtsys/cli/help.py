"""The layout of help: lines of the terminal's width, in which Chinese takes the room that it needs."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.cells import cell_len

from mgmtsys.cli.lines import filled, pieces, wrapped
from mgmtsys.values.text import say

#: How click heads the parts of a help page.
_HEADINGS = {"Options": say("Options:"), "Commands": say("Commands:")}
#: The width to which the names of options may push their help.
_NAMES = 24


class Formatter(click.HelpFormatter):
    """Writes help in one language."""

    def __init__(self, lang: str, width: int | None, most: int | None) -> None:
        """Write in ``lang``, in lines of a width, or of the terminal's up to ``most``."""
        super().__init__(width=width, max_width=most)
        self._lang = lang

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(
            prog, args, prefix or say("Usage: {command}", command="").read(self._lang)
        )

    def write_heading(self, heading: str) -> None:
        """Write what heads a part."""
        self.write(f"{_HEADINGS[heading].read(self._lang)}\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        for line in wrapped(text, self.width, self.current_indent, 0):
            self.write(f"{line}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _NAMES, col_spacing: int = 2
    ) -> None:
        """Write names, each with its help beside or below."""
        rows = list(rows)
        room = min(max(cell_len(name) for name, _ in rows), col_max) + col_spacing
        margin, start = " " * self.current_indent, " " * (self.current_indent + room)
        for name, text in rows:
            lines = filled(pieces(text), self.width - len(start))
            if cell_len(name) <= room - col_spacing:
                self.write(
                    f"{margin}{name}{' ' * (room - cell_len(name))}{lines[0]}".rstrip() + "\n"
                )
                lines = lines[1:]
            else:
                self.write(f"{margin}{name}\n")
            self.write("".join(f"{start}{line}\n" for line in lines))
