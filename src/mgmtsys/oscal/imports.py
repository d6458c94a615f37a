"""What an OSCAL file holds, as a value of ours."""

from __future__ import annotations

from mgmtsys.files.syntax import Source
from mgmtsys.oscal import catalogue_reader, mapping_reader
from mgmtsys.oscal.envelope import model_in
from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.values.exceptions import NotUnderstood


def read(
    given: Source,
    id: str | None = None,
    source: Standard | str | None = None,
    target: Standard | str | None = None,
    *,
    resolved: bool = True,
    language: str | None = None,
    mapping: int | None = None,
    lenient: bool = False,
) -> Standard | Crosswalk:
    """Return the standard or the crosswalk that an OSCAL file describes.

    ``id`` and ``resolved`` are of a catalogue; the catalogues ``source`` and ``target``, the number of
    one ``mapping``, and whether to be ``lenient`` with unknown identifiers, of a mapping collection;
    ``language`` is that of the text of either. Raises :class:`InvalidDocument` with every problem placed, and :class:`NotUnderstood`
    for what is of the other model.
    """
    if model_in(given) == "mapping-collection":
        if id is not None or not resolved:
            raise NotUnderstood(
                "{file} is a mapping collection: an edition and parameters belong to a catalogue",
                file=given.file,
            )
        return mapping_reader.read(
            given, source, target, mapping=mapping, lenient=lenient, language=language
        )
    if source is not None or target is not None or mapping is not None or lenient:
        raise NotUnderstood(
            "{file} is not a mapping collection: source, target and the choice of a mapping belong to one",
            file=given.file,
        )
    return catalogue_reader.read(given, id, resolved=resolved, language=language)
