"""The bytes and the text of a file."""

from __future__ import annotations

import os
from pathlib import Path

from mgmtsys.files.denial import denial
from mgmtsys.files.syntax import Source, syntax_of
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Place, Problem
from mgmtsys.values.text import say


def read_raw(file: str) -> bytes:
    """Return what a file holds; raises :class:`NotUnderstood` when it cannot be read."""
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:  # a name can hold what no file name may
        why = denial(error)
        raise NotUnderstood("{file}: cannot be read: {why}", file=file, why=why) from None


def read_source(path: str | os.PathLike[str]) -> Source:
    """Return a file's text; raises :class:`NotUnderstood` when it cannot be read as UTF-8 text."""
    file = os.fspath(path)
    syntax_of(file)
    raw = read_raw(file)
    try:
        return Source(file, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before, wrong = error.object[: error.start].decode(), error.object[error.start]
        spot = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise InvalidDocument(
            (
                Problem(
                    (),
                    say(
                        "byte {byte} is not UTF-8: expected a file saved as UTF-8",
                        byte=f"0x{wrong:02x}",
                    ),
                    spot,
                ),
            )
        ) from None
