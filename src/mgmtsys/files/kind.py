"""A kind of file: the format line that it states, and how the data below becomes a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

import attrs

from mgmtsys.files.codec import structure
from mgmtsys.files.syntax import Readable, placing
from mgmtsys.standard.clause import Standard
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidDocument, Problem, found
from mgmtsys.values.text import in_a_row, say

#: Finds the catalogue that a file names.
Resolve = Callable[[str], Standard]
_Reader = Callable[[Mapping[str, Any], Resolve], Any]


@attrs.frozen(field_transformer=checked)
class Kind:
    """One kind of file of ours."""

    format: str
    #: The module and the name of its type, which is loaded when a file of it is read.
    type: str = ""
    #: Data and what finds catalogues to a value; without it the fields of the type say all.
    reader: _Reader | None = None

    def read(self, body: Mapping[str, Any], resolve: Resolve) -> Any:
        """Return the value that data describes; raises :class:`InvalidDocument`."""
        if self.reader is not None:
            return self.reader(body, resolve)
        return structure(body, self.cls)

    @property
    def cls(self) -> Any:
        """The type of its values."""
        module, _, name = self.type.rpartition(".")
        return getattr(import_module(module), name)

    @property
    def name(self) -> str:
        """What a person calls it: its format without the house and the version, ``system`` where nothing is left."""
        return self.format.partition("/")[0].removeprefix("mgmtsys").removeprefix(".") or "system"


def format_of(data: object) -> object:
    """Return what the data of a file states as its format."""
    return data.get("format") if isinstance(data, dict) else None


def body_of(source: Readable, *formats: str) -> tuple[str, dict[str, Any]]:
    """Return which of the formats a file states, and its data without that line.

    Raises :class:`InvalidDocument` when the file is of another format or version.
    """
    data = source.data()  # once, since a table gives notice of what it leaves out
    stated = format_of(data)
    if isinstance(stated, str) and stated in formats:
        return stated, {key: value for key, value in data.items() if key != "format"}
    many = say("one of {formats}", formats=in_a_row(formats))
    expected = formats[0] if len(formats) == 1 else many
    problem = Problem(
        ("format",),
        say("found {found}: expected format: {expected}", found=found(stated), expected=expected),
    )
    raise source.placed(InvalidDocument((problem,)))


def read(source: Readable, kinds: Iterable[Kind], resolve: Resolve) -> Any:
    """Return the value of a file of one of the kinds; raises :class:`InvalidDocument`, every problem placed."""
    by_format = {kind.format: kind for kind in kinds}
    with placing(source):
        format, body = body_of(source, *by_format)
        return by_format[format].read(body, resolve)
