"""How a catalogue and a crosswalk are laid out as tables: their columns, and how a head is known."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from mgmtsys.files.spreadsheets.heads import head_of
from mgmtsys.values.checked import checked

#: The suffixes of the files that are read and written as tables.
SUFFIXES = (".csv", ".xlsx")
#: What sets several words in one cell apart.
SEPARATOR = ","
#: What says that there is something and that it is nothing: an item that hangs on no heading.
NONE = "-"


@attrs.frozen(field_transformer=checked)
class Layout:
    """How one kind of value is laid out: its format, where its items are, and their columns."""

    format: str
    #: The field that holds the items.
    items: str
    #: Columns of one word, of several, and of what is kept as it is typed, in one language or more.
    single: tuple[str, ...]
    several: tuple[str, ...]
    wording: tuple[str, ...]
    #: The columns that there must be.
    needed: tuple[str, ...]
    #: Whether an item stands below the one before whose number it extends.
    nested: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column by its field."""
        return self.single + self.several + self.wording


CATALOGUE = Layout(
    "mgmtsys.catalogue/1",
    "clauses",
    single=("number", "force", "qualified", "documented", "confidence"),
    several=("asks", "kinds", "hangs_on"),
    wording=("alias", "text", "remark", "source"),
    needed=("number", "text"),
    nested=True,
)
CROSSWALK = Layout(
    "mgmtsys.crosswalk/1",
    "links",
    single=("relation", "confidence", "matching"),
    several=("sources", "targets"),
    wording=("rationale", "assumption", "provenance", "author"),
    needed=("sources", "relation", "targets"),
)


def layout_of(cells: Sequence[str]) -> Layout:
    """Return the layout of which a head has more of the columns that there must be."""
    fields = {field for field, _ in map(head_of, cells)}
    return max((CATALOGUE, CROSSWALK), key=lambda layout: len(fields.intersection(layout.needed)))


def is_head(cells: Sequence[str]) -> bool:
    """Whether cells are the head of a catalogue or a crosswalk, with every column that there must be."""
    fields = {field for field, _ in map(head_of, cells)}
    return fields.issuperset(layout_of(cells).needed)


def is_partly_head(cells: Sequence[str]) -> bool:
    """Whether any cell heads a column of a catalogue or a crosswalk."""
    fields = {field for field, _ in map(head_of, cells)}
    return any(not fields.isdisjoint(layout.columns) for layout in (CATALOGUE, CROSSWALK))
