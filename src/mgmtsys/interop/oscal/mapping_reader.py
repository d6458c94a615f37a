"""An OSCAL mapping collection as a crosswalk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import attrs

from mgmtsys.clause import ClauseNumber, Confidence, Standard
from mgmtsys.codec import structure
from mgmtsys.crosswalk import Crosswalk, crosswalk_id
from mgmtsys.exceptions import (
    InvalidCrosswalk,
    InvalidDocument,
    NotUnderstood,
    Problem,
    problems_of,
)
from mgmtsys.interop.oscal import ids
from mgmtsys.interop.oscal.envelope import (
    NAMESPACE,
    Path,
    missing,
    read_model,
    text_of_props,
    value_of,
    wrong,
)
from mgmtsys.interop.oscal.mapping import OR
from mgmtsys.interop.oscal.reader import Own, Reader
from mgmtsys.link import Claim, Link, Matching
from mgmtsys.relation import EQUIVALENT, WORDS, Relation
from mgmtsys.shapes import one_of, words
from mgmtsys.syntax import Source
from mgmtsys.text import Text

_TOP = ("mapping-collection",)
#: The wording of a crosswalk.
_TEXTS = ("title", "remark", "provenance")


@attrs.frozen
class _Side:
    """One side of a mapping: its edition, and the clauses of its catalogue by identifier, if it is given."""

    name: str
    edition: str
    clauses: Mapping[str, ClauseNumber] | None


@attrs.frozen
class _Reading:
    """One collection being read."""

    lang: str
    document: Reader
    #: What maps rest on where they do not say.
    matching: Any

    def refuse(self, path: Path, error: NotUnderstood) -> None:
        """Remember what is wrong."""
        self.document.problems.extend(problems_of(error, path))

    def text(self, own: Own, name: str, path: Path) -> Text | None:
        """Return the wording that properties of ours hold; nothing where it cannot be understood."""
        try:
            return text_of_props(own.get(name, ()))
        except NotUnderstood as error:
            self.refuse(path, error)
            return None


def _edition(given: Any, path: Path, standard: Standard | None, document: Reader) -> str | None:
    """Return the edition that a reference to a resource means: that of the catalogue handed in, else its own."""
    if not isinstance(given, dict):
        document.problems.append(
            missing(path[:-1], path[-1])
            if given is None
            else wrong(path, given, "a mapping", "映射")
        )
        return None
    own, _ = document.properties(given, path)
    href = document.string(given, "href", path, needed=True)
    if standard is not None:
        return standard.id
    if "edition" in own:
        return value_of(own["edition"][0])
    return None if href is None else PurePosixPath(href.removeprefix("#")).stem or href


def _number(item: Any, path: Path, side: _Side, reading: _Reading) -> ClauseNumber | None:
    """Return the clause that a member of a map names."""
    id = reading.document.string(item, "id-ref", path, needed=True)
    own, _ = reading.document.properties(item, path)
    if id is None:
        return None
    if side.clauses is not None:
        if id in side.clauses:
            return side.clauses[id]
        reading.document.problems.append(
            Problem(
                (*path, "id-ref"),
                f"{side.edition} has no {id!r}: expected an identifier of its catalogue",
                f"{side.edition} 没有 {id!r}：应为其目录中的标识",
            )
        )
        return None
    try:
        if "number" in own:
            return ClauseNumber(value_of(own["number"][0]))
        # The statement of a control goes by the control's identifier with this ending.
        return ClauseNumber(next(ids.of_control(id.replace(ids.STATEMENT, "", 1), (), "c")))
    except NotUnderstood as error:
        reading.refuse(path, error)
        return None


def _relation(given: Mapping[str, Any], path: Path, reading: _Reading) -> tuple[Relation, bool]:
    """Return a relation, and whether it is one of wording alone."""
    word = reading.document.string(given, "relationship", path, needed=True)
    if word is None:
        return Relation.parse("any"), False
    known = [one for one in WORDS if len(WORDS[one]) == 1]
    try:
        if given.get("ns") == NAMESPACE:
            return Relation.parse(word.replace(OR, " | ")), word == EQUIVALENT
        if word in known:
            return Relation.parse(word), word == EQUIVALENT
    except NotUnderstood as error:
        reading.refuse((*path, "relationship"), error)
        return Relation.parse("any"), False
    reading.document.problems.append(
        Problem(
            (*path, "relationship"),
            f"{word!r} is no relation: expected one of {', '.join(known)}",
            f"{word!r} 不是对应关系：应为 {'、'.join(known)} 之一",
        )
    )
    return Relation.parse("any"), False


def _claims(own: Own) -> Iterator[Claim]:
    for one in own.get("claim", ()):
        try:
            data = json.loads(value_of(one))
        except (ValueError, RecursionError):
            raise NotUnderstood(
                "no JSON in a claim of ours: expected what was written there",
                "自有属性 claim 不是合法的 JSON：应保持写出时的内容",
            ) from None
        yield structure(data, Claim)


def _confidence(given: Mapping[str, Any]) -> Confidence | None:
    """Return how sure a map is; of what is no such word nothing is known."""
    score = given.get("confidence-score")
    category = score.get("category") if isinstance(score, dict) else None
    return words(Confidence).get(category) if isinstance(category, str) else None


def _numbers(
    given: Mapping[str, Any], path: Path, side: _Side, reading: _Reading
) -> tuple[ClauseNumber, ...]:
    """Return the clauses of one side of a map."""
    members = list(reading.document.members(given, side.name, path))
    if not members:
        reading.document.problems.append(missing(path, side.name))
    numbers = (_number(item, at, side, reading) for item, at in members)
    return tuple(number for number in numbers if number is not None)


def _link(
    given: Mapping[str, Any],
    path: Path,
    matching: Any,
    sides: tuple[_Side, _Side],
    reading: _Reading,
) -> Link | None:
    """Return what a map claims; nothing where it cannot be understood."""
    own, _ = reading.document.properties(given, path)
    sources, targets = (_numbers(given, path, side, reading) for side in sides)
    relation, reworded = _relation(given, path, reading)
    remarks = reading.document.string(given, "remarks", path, needed=False)
    rationale = Text(((reading.lang, remarks),)) if remarks else None
    try:
        matched = one_of(given.get("matching-rationale", matching), words(Matching))
        return Link(
            sources,
            targets,
            relation,
            reworded,
            rationale=text_of_props(own.get("rationale", ())) or rationale,
            matching=matched,
            confidence=_confidence(given),
            provenance=text_of_props(own.get("provenance", ())),
            author=value_of(own["author"][0]) if "author" in own else None,
            path=tuple(_claims(own)),
        )
    except InvalidCrosswalk:  # of no clauses, which has been said
        return None
    except NotUnderstood as error:
        reading.refuse(path, error)
        return None


def _mappings(body: Mapping[str, Any], document: Reader) -> list[tuple[Any, Path]]:
    """Return the mappings of a collection, which may hold one without a list around it."""
    if isinstance(body.get("mappings"), dict):
        return [(body["mappings"], (*_TOP, "mappings"))]
    found = list(document.members(body, "mappings", _TOP))
    if not found and not document.problems:
        document.problems.append(missing(_TOP, "mappings"))
    return found


def read(
    source: Source, source_standard: Standard | None = None, target_standard: Standard | None = None
) -> Crosswalk:
    """Return the crosswalk that an OSCAL mapping collection describes.

    With the catalogues of the editions, identifiers are looked up in these, and one that is not there
    is refused; else numbers are read out of the identifiers. Raises :class:`InvalidDocument` with every
    problem placed, also for a collection that maps more than one pair of resources.
    """
    body = read_model(source, _TOP[0])
    about, at = body["metadata"], (*_TOP, "metadata")
    document = Reader()
    document.problems.extend(source.faults)
    own, _ = document.properties(about, at)
    lang = document.language(about, own, at)
    provenance = body.get("provenance")
    usual = provenance.get("matching-rationale") if isinstance(provenance, dict) else None
    reading = _Reading(lang, document, usual or Matching.SEMANTIC.value)
    editions: list[tuple[str | None, str | None]] = []
    links: list[Link | None] = []
    for mapping, path in _mappings(body, document):
        pair = tuple(
            _edition(mapping.get(key), (*path, key), standard, document)
            for key, standard in (
                ("source-resource", source_standard),
                ("target-resource", target_standard),
            )
        )
        editions.append((pair[0], pair[1]))
        if editions[-1] != editions[0]:
            document.problems.append(
                Problem(
                    path,
                    "this maps other resources than the first mapping: expected one pair of editions",
                    "此映射与第一个映射的资源不同：应只有一对标准版本",
                )
            )
        sides = (
            _Side("sources", pair[0] or "", _clauses(source_standard)),
            _Side("targets", pair[1] or "", _clauses(target_standard)),
        )
        matching = mapping.get("matching-rationale", reading.matching)
        links += [
            _link(one, where, matching, sides, reading)
            for one, where in document.members(mapping, "maps", path)
        ]
    said = {name: reading.text(own, name, (*at, "props")) for name in _TEXTS}
    if document.problems:
        raise source.placed(InvalidDocument(tuple(dict.fromkeys(document.problems))))
    first, second = (edition or "" for edition in editions[0])
    named = own.get("id")
    return Crosswalk(
        id=value_of(named[0]) if named else crosswalk_id(first, second),
        source=first,
        target=second,
        title=said["title"] or Text(((lang, about["title"]),)),
        remark=said["remark"],
        provenance=said["provenance"],
        links=tuple(link for link in links if link is not None),
    )


def _clauses(standard: Standard | None) -> Mapping[str, ClauseNumber] | None:
    return None if standard is None else {id: number for number, id in ids.ids_of(standard).items()}
