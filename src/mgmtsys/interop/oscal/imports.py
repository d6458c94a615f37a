"""What an OSCAL file holds, as a value of ours."""

from __future__ import annotations

from mgmtsys.clause import Standard
from mgmtsys.crosswalk import Crosswalk
from mgmtsys.interop.oscal import catalogue_reader, mapping_reader
from mgmtsys.interop.oscal.envelope import model_in
from mgmtsys.syntax import Source


def read(
    given: Source,
    id: str | None = None,
    source: Standard | None = None,
    target: Standard | None = None,
    *,
    resolved: bool = True,
) -> Standard | Crosswalk:
    """Return the standard or the crosswalk that an OSCAL file describes.

    ``id`` and ``resolved`` are of a catalogue, the catalogues ``source`` and ``target`` of a mapping
    collection. Raises :class:`InvalidDocument` with every problem placed.
    """
    if model_in(given) == "mapping-collection":
        return mapping_reader.read(given, source, target)
    return catalogue_reader.read(given, id, resolved=resolved)
