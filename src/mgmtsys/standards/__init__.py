"""The shipped catalogues of standards, as data files, and their reader."""

from __future__ import annotations

import functools
from importlib.resources import files

from mgmtsys.clause import Standard
from mgmtsys.codec import structure
from mgmtsys.exceptions import InvalidDocument, Problem, UnknownStandard
from mgmtsys.shapes import found
from mgmtsys.syntax import Source

#: The format of a catalogue file.
FORMAT = "mgmtsys.catalogue/1"

#: The shipped editions, each with its file beside this one.
SHIPPED = {
    "iso14001:2015": "iso14001-2015.yaml",
    "cts-q-zg040:2023": "cts-q-zg040-2023.yaml",
}


def body_of(source: Source, format: str) -> dict[str, object]:
    """Return a file's data without its format line.

    Raises :class:`InvalidDocument` when the file is of another format or version.
    """
    data = source.data()
    stated = data.get("format") if isinstance(data, dict) else None
    if stated == format:
        return {key: value for key, value in data.items() if key != "format"}
    en, zh = found(stated)
    problem = Problem(
        ("format",), f"found {en}: expected format: {format}", f"此处为{zh}：应为 format: {format}"
    )
    raise source.placed(InvalidDocument((problem,)))


def read_standard(source: Source) -> Standard:
    """Return the catalogue that a file describes; raises :class:`InvalidDocument`."""
    body = body_of(source, FORMAT)
    try:
        return structure(body, Standard)
    except InvalidDocument as error:
        raise source.placed(error) from None


@functools.cache
def shipped(id: str) -> Standard:
    """Return a shipped catalogue by its edition; raises :class:`UnknownStandard`."""
    if id not in SHIPPED:
        raise UnknownStandard(
            f"no shipped standard {id!r}: expected one of {', '.join(SHIPPED)}, or the path of a "
            "catalogue file",
            f"没有内置标准 {id!r}：应为 {'、'.join(SHIPPED)} 之一，或标准目录文件的路径",
        )
    resource = files(__name__) / SHIPPED[id]
    return read_standard(Source(SHIPPED[id], resource.read_text("utf-8")))


def all_shipped() -> tuple[Standard, ...]:
    """Return every shipped catalogue."""
    return tuple(shipped(id) for id in SHIPPED)
