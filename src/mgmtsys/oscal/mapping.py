"""A crosswalk as an OSCAL mapping collection, which reads back as the same crosswalk (OSCAL 1.2)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from mgmtsys.files.codec import unstructure
from mgmtsys.oscal.catalogue import kinds_of
from mgmtsys.oscal.envelope import (
    NAMESPACE,
    NO_DAY,
    identified,
    line_of,
    metadata,
    prop,
    rendered,
    text_props,
    uuid_of,
)
from mgmtsys.oscal.ids import id_of, ids_of, says
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.standard.crosswalk import Crosswalk, tops_of
from mgmtsys.standard.link import Link, Matching, spelled
from mgmtsys.values.exceptions import InvalidCrosswalk
from mgmtsys.values.fingerprint import fingerprint_of

#: What stands between the words of a relation of which several are possible; such a one is ours.
OR = "-or-"


@attrs.frozen
class _Side:
    """One edition of a crosswalk: how its clauses are called, and what each is in its catalogue."""

    edition: str
    ids: Mapping[ClauseNumber, str]
    kinds: Mapping[ClauseNumber, str]

    @property
    def uuid(self) -> str:
        """The UUID of the resource that stands for the edition."""
        return uuid_of("edition", self.edition)

    def reference(self) -> dict[str, Any]:
        """Return the reference to the edition."""
        return {
            "type": "catalog",
            "href": f"#{self.uuid}",
            "props": [prop("edition", self.edition)],
        }

    def resource(self) -> dict[str, Any]:
        """Return what the reference points to."""
        return {"uuid": self.uuid, "title": line_of(self.edition)}

    def id(self, number: ClauseNumber) -> str:
        """Return how a clause is called."""
        return self.ids.get(number) or id_of(number)

    def item(self, number: ClauseNumber) -> dict[str, Any]:
        """Return a clause as a member of a map."""
        id = self.id(number)
        return {
            "type": self.kinds.get(number, "control"),
            "id-ref": id,
            "props": [] if says(id, number) else [prop("number", str(number))],
        }

    def gaps(self, name: str, clauses: Iterable[Clause]) -> dict[str, Any] | None:
        """Return the summary of what no link reaches."""
        ids = [self.id(clause.number) for clause in clauses]
        if not ids:
            return None
        return {
            "uuid": uuid_of(name, self.edition, *ids),
            "unmapped-controls": [{"with-ids": ids}],
        }


def _side(edition: str, standard: Standard | None) -> _Side:
    if standard is None:
        return _Side(edition, {}, {})
    return _Side(edition, ids_of(standard), kinds_of(standard))


def _relationship(link: Link) -> dict[str, str]:
    """Return a relation; one of which OSCAL has no word is marked as ours."""
    word = spelled(link)
    known = len(link.relation.possible) == 1
    return (
        {"relationship": word}
        if known
        else {"ns": NAMESPACE, "relationship": word.replace(" | ", OR)}
    )


def _map(index: int, link: Link, source: _Side, target: _Side, lang: str) -> dict[str, Any]:
    rationale = link.rationale.read(lang) if link.rationale else None
    said = {
        **_relationship(link),
        "matching-rationale": link.matching.value,
        "sources": [source.item(number) for number in link.sources],
        "targets": [target.item(number) for number in link.targets],
        "confidence-score": {"category": link.confidence.value} if link.confidence else None,
        "props": [
            *text_props("rationale", link.rationale, lang, rationale or ""),
            *text_props("assumption", link.assumption),
            *text_props("provenance", link.provenance),
            *([] if link.author is None else [prop("author", link.author)]),
            *(
                prop("claim", json.dumps(unstructure(claim), ensure_ascii=False))
                for claim in link.path
            ),
        ],
        "remarks": rationale,
    }
    return identified("map", said, str(index))


def render(
    crosswalk: Crosswalk,
    lang: str,
    on: date = NO_DAY,
    source: Standard | None = None,
    target: Standard | None = None,
    under: ClauseNumber | None = None,
) -> str:
    """Return a crosswalk as an OSCAL mapping collection as of a day; the same one gives the same bytes.

    With the catalogues of both editions, clauses go by the identifiers of these, and the requirements
    that no link reaches are summed up as gaps. ``under`` a number, it is what concerns clauses below
    it on either side. Raises :class:`InvalidCrosswalk` for one without links,
    of which OSCAL has none.
    """
    tops = tops_of(under, source, target)

    def is_shown(number: ClauseNumber) -> bool:
        return under is None or any(map(number.is_under, tops))

    crosswalk = crosswalk.numbered(source, target)
    links = [link for link in crosswalk.links if any(map(is_shown, (*link.sources, *link.targets)))]
    if not links:
        raise InvalidCrosswalk(
            "{crosswalk} has no link to show: expected one, since OSCAL has no mapping without",
            crosswalk=crosswalk.id,
        )
    gaps = {
        "source": crosswalk.source_gaps(source) if source else (),
        "target": crosswalk.target_gaps(target) if target else (),
    }
    one, other = _side(crosswalk.source, source), _side(crosswalk.target, target)
    title = crosswalk.title.read(lang)
    props = [
        prop("id", crosswalk.id),
        *text_props("title", crosswalk.title, lang, line_of(title)),
        *text_props("remark", crosswalk.remark),
        *text_props("assumption", crosswalk.assumption),
        *text_props("provenance", crosswalk.provenance),
    ]
    mapping = {
        "uuid": uuid_of("mapping", crosswalk.id),
        "source-resource": one.reference(),
        "target-resource": other.reference(),
        "maps": [_map(index, link, one, other, lang) for index, link in enumerate(links)],
        **{
            f"{name}-gap-summary": side.gaps(
                name, (gap for gap in gaps[name] if is_shown(gap.number))
            )
            for name, side in (("source", one), ("target", other))
        },
    }
    resources = {side.uuid: side.resource() for side in (one, other)}
    body = {
        "metadata": metadata(title, fingerprint_of(crosswalk), on, lang, *props),
        "provenance": {
            "method": "human",
            "matching-rationale": Matching.SEMANTIC.value,
            "status": "not-complete",
            "mapping-description": (crosswalk.remark or crosswalk.title).read(lang),
        },
        "mappings": [mapping],
        "back-matter": {"resources": list(resources.values())},
    }
    return rendered("mapping-collection", body)
