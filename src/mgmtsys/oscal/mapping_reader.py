"""An OSCAL mapping collection as a crosswalk."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from mgmtsys.files.codec import structure
from mgmtsys.files.shapes import one_of
from mgmtsys.files.syntax import Source
from mgmtsys.oscal import ids
from mgmtsys.oscal.envelope import (
    NAMESPACE,
    Path,
    missing,
    read_model,
    text_of_props,
    value_of,
)
from mgmtsys.oscal.mapping import OR
from mgmtsys.oscal.reader import Own, Reader
from mgmtsys.oscal.resources import edition_of, resources_of
from mgmtsys.standard.clause import ClauseNumber, Confidence, Standard
from mgmtsys.standard.clause_number import as_number
from mgmtsys.standard.crosswalk import Crosswalk, crosswalk_id
from mgmtsys.standard.link import Claim, Link, Matching
from mgmtsys.standard.relation import EQUIVALENT, WORDS, Relation
from mgmtsys.values.checked import words
from mgmtsys.values.exceptions import (
    InvalidCrosswalk,
    InvalidDocument,
    Notice,
    NotUnderstood,
    Problem,
    problems_of,
)
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.text import Text, in_a_row, say

_TOP = ("mapping-collection",)
#: The wording of a crosswalk.
_TEXTS = ("title", "remark", "assumption", "provenance")


@attrs.frozen
class _Side:
    """One side of a mapping: its edition, and the clauses of its catalogue by identifier, if it is given."""

    name: str
    edition: str
    clauses: Mapping[str, ClauseNumber] | None
    #: Whether somebody says what edition it is, so that its name is not that of a file.
    is_stated: bool = False


@attrs.frozen
class _Reading:
    """One collection being read."""

    lang: str
    document: Reader
    #: What maps rest on where they do not say.
    matching: Any
    #: Whether maps with an identifier that a catalogue does not have are left out, and said to be.
    lenient: bool = False
    notices: list[Text] = attrs.field(factory=list)

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


def _number(item: Any, path: Path, side: _Side, reading: _Reading) -> ClauseNumber | None:
    """Return the clause that a member of a map names."""
    id = reading.document.string(item, "id-ref", path, needed=True)
    own, _ = reading.document.properties(item, path)
    if id is None:
        return None
    if side.clauses is not None:
        if id in side.clauses:
            return side.clauses[id]
        if reading.lenient:
            where = ".".join((*path, "id-ref"))
            reading.notices.append(
                say(
                    "{where}: {edition} has no {id!r}: the map is left out",
                    where=where,
                    edition=side.edition,
                    id=id,
                )
            )
            return None
        reading.document.problems.append(
            Problem(
                (*path, "id-ref"),
                say(
                    "{edition} has no {id!r}: expected an identifier of its catalogue",
                    edition=side.edition,
                    id=id,
                ),
            )
        )
        return None
    try:
        if "number" in own:
            return ClauseNumber(value_of(own["number"][0]))
        # The statement of a control goes by the control's identifier with this ending.
        held = as_number(id.replace(ids.STATEMENT, "", 1).removeprefix("_"))
        return held or ClauseNumber(id)
    except NotUnderstood as error:
        reading.refuse(path, error)
        return None


def _relation(given: Mapping[str, Any], path: Path, reading: _Reading) -> tuple[Relation, bool]:
    """Return a relation, and whether it is one of wording alone."""
    word = reading.document.string(given, "relationship", path, needed=True)
    if word is None:
        return Relation.parse("any"), False
    known = [name for name in WORDS if len(WORDS[name]) == 1]
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
            say(
                "{word!r} is not a relation: expected one of {known}",
                word=word,
                known=in_a_row(known),
            ),
        )
    )
    return Relation.parse("any"), False


def _claims(own: Own) -> Iterator[Claim]:
    for claim in own.get("claim", ()):
        try:
            data = json.loads(value_of(claim))
        except (ValueError, RecursionError):
            raise NotUnderstood(
                "a claim written by mgmtsys is not JSON: expected it as it was written",
            ) from None
        yield structure(data, Claim)


def _confidence(given: Mapping[str, Any]) -> Confidence | None:
    """Return how sure a map is; of what is no such word nothing is known."""
    score = given.get("confidence-score")
    category = score.get("category") if isinstance(score, dict) else None
    return words(Confidence).get(category) if isinstance(category, str) else None


def _numbers(
    given: Mapping[str, Any], path: Path, side: _Side, reading: _Reading
) -> tuple[ClauseNumber, ...] | None:
    """Return the clauses of one side of a map; nothing where one of them is left out, and so the map."""
    members = list(reading.document.members(given, side.name, path))
    if not members:
        reading.document.problems.append(missing(path, side.name))
    told = len(reading.notices)
    numbers = [_number(item, at, side, reading) for item, at in members]
    if len(reading.notices) > told:
        return None
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
    if sources is None or targets is None:
        return None
    relation, reworded = _relation(given, path, reading)
    remarks = reading.document.string(given, "remarks", path, needed=False)
    rationale = Text(((reading.lang, remarks),)) if remarks else None
    try:
        matched = one_of(given.get("matching-rationale", matching), words(Matching))
        return Link(
            sources,
            targets,
            relation=relation,
            reworded=reworded,
            rationale=text_of_props(own.get("rationale", ())) or rationale,
            assumption=text_of_props(own.get("assumption", ())),
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
    source: Source,
    source_standard: Standard | str | None = None,
    target_standard: Standard | str | None = None,
    *,
    mapping: int | None = None,
    lenient: bool = False,
    language: str | None = None,
) -> Crosswalk:
    """Return the crosswalk that an OSCAL mapping collection describes.

    The editions may be named, or their catalogues handed in: identifiers are then looked up in these,
    and one that is not there is refused, or where ``lenient`` its map left out with a :class:`Notice`;
    else numbers are read out of the identifiers. Of a collection with several pairs of editions
    ``mapping`` chooses one, the first being 1. Raises :class:`InvalidDocument` with every problem placed.
    """
    body = read_model(source, _TOP[0])
    about, at = body["metadata"], (*_TOP, "metadata")
    document = Reader()
    own, _ = document.properties(about, at)
    lang = document.language(about, own, at, language)
    provenance = body.get("provenance")
    usual = provenance.get("matching-rationale") if isinstance(provenance, dict) else None
    reading = _Reading(lang, document, usual or Matching.SEMANTIC.value, lenient)
    stated = source_standard, target_standard
    resources = resources_of(body, (*_TOP,), document)
    chosen = _chosen(_mappings(body, document), mapping, stated, resources, document)
    links = [
        link for mapping, path, sides in chosen for link in _links(mapping, path, sides, reading)
    ]
    said = {name: reading.text(own, name, (*at, "props")) for name in _TEXTS}
    if document.problems:
        raise source.placed(InvalidDocument(tuple(dict.fromkeys(document.problems))))
    for message in reading.notices:
        warnings.warn(Notice("{file}: {message}", file=source.file, message=message), stacklevel=2)
    first, second = (side.edition for side in chosen[0][2])
    named = own.get("id")
    return Crosswalk(
        id=value_of(named[0]) if named else crosswalk_id(first, second),
        source=first,
        target=second,
        title=said["title"] or Text(((lang, about["title"]),)),
        remark=said["remark"],
        assumption=said["assumption"],
        provenance=said["provenance"],
        links=tuple(links),
    )


def _links(
    given: Mapping[str, Any], path: Path, sides: tuple[_Side, _Side], reading: _Reading
) -> Iterator[Link]:
    matching = given.get("matching-rationale", reading.matching)
    for entry, where in reading.document.members(given, "maps", path):
        link = _link(entry, where, matching, sides, reading)
        if link is not None:
            yield link


_Chosen = tuple[Any, Path, tuple[_Side, _Side]]


def _chosen(
    mappings: list[tuple[Any, Path]],
    wanted: int | None,
    stated: tuple[Standard | str | None, Standard | str | None],
    resources: Mapping[str, str],
    document: Reader,
) -> list[_Chosen]:
    """Return the mappings that are read with their sides: the one wanted, or all of one pair of editions."""
    if wanted is not None:
        if not 1 <= wanted <= len(mappings):
            document.problems.append(
                Problem(
                    (*_TOP, "mappings"),
                    say(
                        "no mapping {wanted}: expected one from 1 to {count}",
                        wanted=wanted,
                        count=len(mappings),
                    ),
                )
            )
        mappings = mappings[wanted - 1 : wanted]
    found = [
        (mapping, path, _sides(mapping, path, stated, resources, document))
        for mapping, path in mappings
    ]
    pairs = [tuple(side.edition for side in sides) for _, _, sides in found]
    choices = in_a_row(
        (f"{n}: {one} → {other}" for n, (one, other) in enumerate(pairs, start=1)), SEMICOLON
    )
    for (_, path, sides), pair in zip(found, pairs, strict=True):
        if pair != pairs[0]:
            document.problems.append(
                Problem(
                    path,
                    say(
                        "this maps other resources than the first mapping: expected one pair of "
                        "editions, or the choice of one mapping out of {choices}",
                        choices=choices,
                    ),
                )
            )
        elif pair[0] and pair[0] == pair[1] and not any(side.is_stated for side in sides):
            document.problems.append(
                Problem(
                    path,
                    say(
                        "both resources are called {pair}: expected two editions; state the source and the target",
                        pair=pair[0],
                    ),
                )
            )
    return found


def _sides(
    given: Mapping[str, Any],
    path: Path,
    stated: tuple[Standard | str | None, Standard | str | None],
    resources: Mapping[str, str],
    document: Reader,
) -> tuple[_Side, _Side]:
    source, target = (
        _side(name, standard, *edition_of(given.get(key), (*path, key), resources, document))
        for name, key, standard in (
            ("sources", "source-resource", stated[0]),
            ("targets", "target-resource", stated[1]),
        )
    )
    return source, target


def _side(name: str, stated: Standard | str | None, named: str | None, is_ours: bool) -> _Side:
    """Return one side: the edition handed in, else the one that the file names."""
    if isinstance(stated, Standard):
        return _Side(name, stated.id, _clauses(stated), is_stated=True)
    return _Side(name, stated or named or "", None, is_stated=stated is not None or is_ours)


def _clauses(standard: Standard) -> Mapping[str, ClauseNumber]:
    """Return the numbers of a catalogue by what files may call them, the spelling of an alias first."""
    by_number = {str(clause.number): clause.number for clause in standard}
    by_id = {id: number for number, id in ids.ids_of(standard).items()}
    named = Counter(clause.alias for clause in standard)
    aliases = {
        clause.alias: clause.number
        for clause in standard
        if clause.alias is not None and named[clause.alias] == 1
    }
    return by_number | by_id | aliases
