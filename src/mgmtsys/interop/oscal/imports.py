"""What an OSCAL file holds, as a value of ours."""

from __future__ import annotations

from mgmtsys.clause import Standard
from mgmtsys.crosswalk import Crosswalk
from mgmtsys.exceptions import NotUnderstood
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
    collection. Raises :class:`InvalidDocument` with every problem placed, and :class:`NotUnderstood`
    for what is of the other model.
    """
    if model_in(given) == "mapping-collection":
        if id is not None or not resolved:
            raise NotUnderstood(
                f"{given.file} is a mapping collection: an edition and parameters are of a catalogue",
                f"{given.file} 是映射集：标准版本和参数只用于目录",
            )
        return mapping_reader.read(given, source, target)
    if source is not None or target is not None:
        raise NotUnderstood(
            f"{given.file} is no mapping collection: a source and a target are of one",
            f"{given.file} 不是映射集：源标准和目标标准只用于映射集",
        )
    return catalogue_reader.read(given, id, resolved=resolved)
