"""What is said of a catalogue or crosswalk that was written."""

from __future__ import annotations

from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.values.text import Text, say, say_of_many


def told(value: Standard | Crosswalk, output: str) -> Text:
    """Return the file, what is in it, and how much."""
    if isinstance(value, Standard):
        count = say_of_many(
            "{count} requirement", "{count} requirements", count=len(value.requirements())
        )
    else:
        count = say_of_many("{count} link", "{count} links", count=len(value.links))
    return say("{file}: {id}, {count}", file=output, id=value.id, count=count)
