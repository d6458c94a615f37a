"""What is said of a catalogue or crosswalk that was written."""

from __future__ import annotations

from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.values.text import Text, both


def told(value: Standard | Crosswalk, output: str) -> Text:
    """Return the file, what is in it, and how much."""
    counted = _counted(value)
    start = f"{output}: {value.id}, "
    return both(start + counted.read("en"), start + counted.read("zh"))


def _counted(value: Standard | Crosswalk) -> Text:
    if isinstance(value, Standard):
        count = len(value.requirements())
        return both(f"{count} requirement{'s' * (count != 1)}", f"{count} 项要求")
    count = len(value.links)
    return both(f"{count} link{'s' * (count != 1)}", f"{count} 条对应关系")
