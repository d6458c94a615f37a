"""A crosswalk as Markdown, CSV, JSON and OSCAL: every link with its reason, then what no link reaches."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import attrs

from mgmtsys.oscal import mapping as oscal
from mgmtsys.show import csv, json, markdown, words
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.standard.crosswalk import Crosswalk, tops_of
from mgmtsys.standard.excerpt import CrosswalkExcerpt
from mgmtsys.standard.link import Link, Numbers, assumption_of, path_words, relation_words
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import UnknownClause
from mgmtsys.values.table import Cell, CellKind, Column, Fact, Sheet, Table
from mgmtsys.values.text import Text, in_a_row, say

_UNREACHED = say("no counterpart")
#: Of a crosswalk that is composed: that nothing follows is not that there is nothing.
_UNKNOWN = say("nothing follows")


@attrs.frozen(field_transformer=checked)
class Comparison:
    """A crosswalk beside the catalogues of its editions, as far as those are known, all or under a number."""

    crosswalk: Crosswalk
    source: Standard | None = None
    target: Standard | None = None
    under: ClauseNumber | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a number under which neither an edition nor a link has anything."""
        known = [edition for edition in (self.source, self.target) if edition is not None]
        object.__setattr__(self, "crosswalk", self.crosswalk.numbered(*known))
        items = [clause.number for edition in known for clause in edition]
        if known and not self.links and not any(map(self._is_shown, items)):
            raise UnknownClause(
                "no {clause} in {editions}: expected a clause of one of them",
                clause=self.under,
                editions=in_a_row(edition.id for edition in known),
            )

    def _is_shown(self, number: ClauseNumber) -> bool:
        return self.under is None or any(map(number.is_under, self._tops))

    @functools.cached_property
    def _tops(self) -> frozenset[ClauseNumber]:
        return tops_of(self.under, self.source, self.target)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links with a clause that is shown, on either side."""
        return tuple(
            link
            for link in self.crosswalk.links
            if any(map(self._is_shown, link.sources + link.targets))
        )

    @property
    def unreached(self) -> Text:
        """What is said of a requirement that no link reaches: only who states links can leave it out."""
        is_stated = any(not link.path for link in self.crosswalk.links)
        return _UNREACHED if is_stated else _UNKNOWN

    @property
    def source_gaps(self) -> tuple[Clause, ...]:
        """The requirements of the source edition that no link reaches."""
        gaps = () if self.source is None else self.crosswalk.source_gaps(self.source)
        return tuple(gap for gap in gaps if self._is_shown(gap.number))

    @property
    def target_gaps(self) -> tuple[Clause, ...]:
        """The requirements of the target edition that no link reaches."""
        gaps = () if self.target is None else self.crosswalk.target_gaps(self.target)
        return tuple(gap for gap in gaps if self._is_shown(gap.number))


def _side(id: str, numbers: Numbers, standard: Standard | None) -> dict[str, Cell]:
    """Return the cells of one side of a link: its clauses, and what they are headed."""
    texts = [standard[number].text for number in numbers if standard and number in standard]
    return {id: ", ".join(map(str, numbers)), f"{id}.heading": tuple(texts)}


def _reason(link: Link) -> tuple[Text, ...]:
    """Return why a link is claimed or what it follows from, and what it assumes."""
    why = link.rationale or path_words(link.path)
    assumed = assumption_of(link.path) if link.path else link.assumption
    said = [] if why is None else [why]
    if assumed is not None:
        said.append(say("if {assumption}", assumption=assumed))
    return tuple(said)


def _rows(shown: Comparison) -> Iterator[dict[str, Cell]]:
    """Yield the links in their order, then the gaps of the target and of the source."""
    for link in shown.links:
        yield {
            **_side("source", link.sources, shown.source),
            "relation": relation_words(link),
            **_side("target", link.targets, shown.target),
            "confidence": words.sure(link.confidence),
            "reason": _reason(link),
        }
    for side, gaps in (("target", shown.target_gaps), ("source", shown.source_gaps)):
        for clause in gaps:
            yield {
                side: str(clause.number),
                f"{side}.heading": clause.text,
                "relation": shown.unreached,
            }


def crosswalk_sheet(shown: Comparison) -> Sheet:
    """Return a crosswalk as a table: links in their order, then the gaps of the target and of the source."""
    crosswalk, unreached = shown.crosswalk, shown.unreached
    tally = Counter(relation_words(link) for link in shown.links)
    facts: list[Fact] = [(words.LINKS, _counted(tally))]
    for edition, standard, gaps in (
        (crosswalk.target, shown.target, shown.target_gaps),
        (crosswalk.source, shown.source, shown.source_gaps),
    ):
        if standard is not None:
            label = say("{edition}, {unreached}", edition=edition, unreached=unreached)
            facts.append((label, len(gaps)))
    facts += [
        (label, text)
        for label, text in (
            (words.ASSUMPTION, crosswalk.assumption),
            (words.REMARK, crosswalk.remark),
            (words.PROVENANCE, crosswalk.provenance),
        )
        if text is not None
    ]
    start = say("from {source}", source=crosswalk.source)
    end = say("to {target}", target=crosswalk.target)
    columns = (
        Column("source", start, kind=CellKind.REFERENCE),
        Column("source.heading", words.REQUIREMENT),
        Column("relation", say("relation"), kind=CellKind.STATUS),
        Column("target", end, kind=CellKind.REFERENCE),
        Column("target.heading", words.REQUIREMENT),
        Column("confidence", words.SURE, kind=CellKind.STATUS),
        Column("reason", say("rationale")),
    )
    return Sheet.of(crosswalk.title, facts, Table(columns, _rows(shown)))


def _counted(tally: Mapping[Text, int]) -> Text:
    total = sum(tally.values())
    counts = in_a_row(
        say("{count} {relation}", count=count, relation=relation)
        for relation, count in tally.items()
    )
    return say("{what} ({aside})", what=total, aside=counts) if total else Text("0")


def _json(shown: Comparison, lang: str) -> str:
    crosswalk = shown.crosswalk
    excerpt = CrosswalkExcerpt(
        crosswalk.id,
        crosswalk.source,
        target=crosswalk.target,
        links=shown.links,
        under=shown.under,
        assumption=crosswalk.assumption,
        source_gaps=None if shown.source is None else shown.source_gaps,
        target_gaps=None if shown.target is None else shown.target_gaps,
    )
    return json.render(excerpt, lang)


#: What renders a crosswalk in a language, by format.
FORMATS: Mapping[str, Callable[[Comparison, str], str]] = {
    "md": lambda shown, lang: markdown.render(crosswalk_sheet(shown), lang),
    "csv": lambda shown, lang: csv.render(crosswalk_sheet(shown), lang),
    "json": _json,
    "oscal": lambda shown, lang: oscal.render(
        shown.crosswalk, lang, source=shown.source, target=shown.target, under=shown.under
    ),
}
