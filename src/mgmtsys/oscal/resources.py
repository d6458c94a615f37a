"""What the resources that an OSCAL document refers to are called."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from mgmtsys.oscal.envelope import Path, missing, value_of, wrong
from mgmtsys.oscal.reader import Reader
from mgmtsys.values.text import say

#: The names of files that say nothing of what catalogue is in them.
_ANY_CATALOGUE = frozenset({"catalog", "catalogue"})


def edition_of(
    given: Any, path: Path, resources: Mapping[str, str], document: Reader
) -> tuple[str | None, bool]:
    """Return the edition that a reference to a resource means, and whether a property of ours says so."""
    if not isinstance(given, dict):
        document.problems.append(
            missing(path[:-1], path[-1]) if given is None else wrong(path, given, say("a mapping"))
        )
        return None, False
    own, _ = document.properties(given, path)
    href = document.string(given, "href", path, needed=True)
    if "edition" in own:
        return value_of(own["edition"][0]), True
    file = None if href is None else resources.get(href, href).removeprefix("#").replace("\\", "/")
    return file and (_named_by(PurePosixPath(file)) or file), False


def resources_of(body: Mapping[str, Any], top: Path, document: Reader) -> Mapping[str, str]:
    """Return the files that the resources at the end of a collection stand for, by how they are referred to."""
    matter = body.get("back-matter")
    found: dict[str, str] = {}
    if isinstance(matter, dict):
        for resource, path in document.members(matter, "resources", (*top, "back-matter")):
            for link, _ in document.members(resource, "rlinks", path):
                if isinstance(link.get("href"), str):
                    found.setdefault(f"#{resource.get('uuid')}", link["href"])
    return found


def _named_by(path: PurePosixPath) -> str:
    """Return the name of a file, or of its folder where every catalogue is ``catalog.json`` in its own."""
    folder = path.parent.name
    return folder if path.stem.lower() in _ANY_CATALOGUE and folder.strip(".") else path.stem
