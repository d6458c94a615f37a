"""Links: what is claimed of some clauses of one edition and some of another, and on what it rests."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

import attrs

from mgmtsys.standard.clause import ClauseNumber, Confidence
from mgmtsys.standard.relation import EQUAL, EQUIVALENT, BaseRelation, Relation
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import Contradiction, InvalidCrosswalk
from mgmtsys.values.message import SEMICOLON, Message
from mgmtsys.values.text import Text, in_a_row, say

#: A set of clauses; it stands for the union of what they demand.
Numbers = tuple[ClauseNumber, ...]
Pair = tuple[Numbers, Numbers]


def numbers_of(given: Iterable[str | ClauseNumber]) -> Numbers:
    """Return clauses as a set, in order and each once; raises :class:`InvalidCrosswalk` for none."""
    numbers = tuple(
        [number if isinstance(number, ClauseNumber) else ClauseNumber(number) for number in given]
    )
    if not numbers:
        raise InvalidCrosswalk(
            "a link joins clauses: expected at least one on each side",
        )
    return numbers if len(numbers) == 1 else tuple(sorted(set(numbers)))


class Matching(enum.Enum):
    """On what a link rests: the words, their meaning, or what they bring about (OSCAL 1.2)."""

    SYNTACTIC = "syntactic"
    SEMANTIC = "semantic"
    FUNCTIONAL = "functional"


@attrs.frozen(field_transformer=checked)
class Claim:
    """One relation between clauses of two editions, as it stands in the path of what follows from it."""

    source: str
    sources: Numbers = attrs.field(converter=numbers_of)
    relation: Relation
    target: str
    targets: Numbers = attrs.field(converter=numbers_of)
    reworded: bool = False
    #: What has to hold for it to hold.
    assumptions: tuple[Text, ...] = ()

    def __invert__(self) -> Claim:
        """Return the same claim from the other side."""
        return Claim(
            self.target, self.targets, relation=~self.relation, target=self.source, targets=self.sources, reworded=self.reworded,
            assumptions=self.assumptions,
        )  # fmt: skip

    def __str__(self) -> str:
        """Return the claim on one line, such as ``a:1/6.2 subset-of b:2/6.2, 6.3``."""
        return str(_claim_words(self))


@attrs.frozen(field_transformer=checked)
class Link:
    """What is claimed of some clauses of one edition and some of another, and why.

    Several clauses stand for the union of what they demand; nothing is said of any one of them.
    ``~`` is an involution. A clause number stands for its own item, not for what is listed below it.
    """

    sources: Numbers = attrs.field(converter=numbers_of)
    targets: Numbers = attrs.field(converter=numbers_of)
    relation: Relation
    #: Whether equal duties are worded differently: ``equivalent-to``.
    reworded: bool = False
    rationale: Text | None = None
    #: What has to hold for it to hold, in words that follow *if*.
    assumption: Text | None = None
    matching: Matching = Matching.SEMANTIC
    confidence: Confidence | None = None
    #: Where the claim comes from, when it is not where the whole crosswalk does.
    provenance: Text | None = None
    author: str | None = None
    #: The claims that it follows from; empty for one that somebody made.
    path: tuple[Claim, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a difference of wording alone where more may differ."""
        if self.reworded and self.relation != EQUAL:
            raise InvalidCrosswalk(
                "{relation} is more than a difference of wording: expected equivalent-to",
                relation=self.relation,
            )

    @property
    def pair(self) -> Pair:
        """What the link is about."""
        return self.sources, self.targets

    def __invert__(self) -> Link:
        """Return the same link from the other side."""
        return attrs.evolve(
            self,
            sources=self.targets,
            targets=self.sources,
            relation=~self.relation,
            path=tuple(~claim for claim in reversed(self.path)),
        )


def spelled(link: Link | Claim) -> str:
    """Return a relation in the words of OSCAL, ``equivalent-to`` among them."""
    return "equivalent-to" if link.reworded else str(link.relation)


#: What a reader calls each relation; in English the words of OSCAL.
RELATION: Mapping[str, Text] = {
    BaseRelation.EQUAL.value: say("equal-to"),
    EQUIVALENT: say("equivalent-to"),
    BaseRelation.SUBSET.value: say("subset-of"),
    BaseRelation.SUPERSET.value: say("superset-of"),
    BaseRelation.INTERSECTS.value: say("intersects-with"),
    BaseRelation.DISJOINT.value: say("no-relationship"),
    "overlaps": say("overlaps"),
    "any": say("any"),
}


#: Between relations of which one holds, and nobody says which.
_EITHER = Message("{first} | {next}")


def relation_words(link: Link | Claim) -> Text:
    """Return the relation of a link as a reader calls it."""
    return in_a_row((RELATION[word] for word in spelled(link).split(" | ")), _EITHER)


def path_words(claims: tuple[Claim, ...]) -> Text | None:
    """Return claims as a reader reads them, one after the other; nothing of none."""
    if not claims:
        return None
    return in_a_row((_claim_words(claim) for claim in claims), SEMICOLON)


def _claim_words(claim: Claim) -> Text:
    return say(
        "{source}/{sources} {relation} {target}/{targets}",
        source=claim.source,
        sources=in_a_row(claim.sources),
        relation=relation_words(claim),
        target=claim.target,
        targets=in_a_row(claim.targets),
    )


def assumption_of(claims: Iterable[Claim]) -> Text | None:
    """Return what has to hold for all of some claims to hold; nothing where they just do."""
    assumed = dict.fromkeys(text for claim in claims for text in claim.assumptions)
    if not assumed:
        return None
    return in_a_row(assumed, Message("{first}, and {next}"))


def contradiction(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> Contradiction:
    """Return the complaint that two paths exclude each other, with both.

    A path without claims is what the sets of clauses say themselves: one holds the other.
    """
    first, second = (
        say("[{path}]", path=path_words(path)) if path else say("the sets of clauses")
        for path in (one, other)
    )
    return Contradiction(
        "these exclude each other: {first} and {second}", first=first, second=second
    )


def all_of(contradictions: Iterable[Contradiction]) -> Contradiction:
    """Return one complaint with all of several."""
    return Contradiction(
        in_a_row(dict.fromkeys(error.message for error in contradictions), SEMICOLON)
    )


_CERTAINTY = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


def weakest(*confidences: Confidence | None) -> Confidence | None:
    """Return how sure one is of a chain: as sure as of its weakest part, if that is known of all."""
    known = [confidence for confidence in confidences if confidence is not None]
    return max(known, key=_CERTAINTY.index) if len(known) == len(confidences) else None
