"""JSON for other tools: the data of a value as a file of ours says it; the same value gives the same bytes."""

from __future__ import annotations

from mgmtsys.files.kinds import document
from mgmtsys.files.syntax.json import dump


def render(value: object, lang: str = "") -> str:
    """Return a value as JSON, in which every wording stands in each of its languages."""
    del lang  # it holds all
    return dump(document(value))
