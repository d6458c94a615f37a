"""What tools are told of catalogues and crosswalks, all or a part: every fact with what follows for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Confidence, Duty, Force
from mgmtsys.standard.link import Link
from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text


@attrs.frozen(field_transformer=checked)
class CatalogueSummary:
    """A catalogue without its items, and how many it has of each kind."""

    id: str
    title: Text
    requirements: int
    headings: int
    notes: int
    name: str | None = None
    source: Text | None = None
    confidence: Confidence | None = None
    provisional: bool = False
    based_on: str | None = None
    hangs_on: str | None = None
    issuer: Text | None = None
    issued: date | None = None
    in_force: date | None = None


@attrs.frozen(field_transformer=checked)
class CatalogueList:
    """The editions that there are catalogues of."""

    editions: tuple[CatalogueSummary, ...]


@attrs.frozen(field_transformer=checked)
class CatalogueItem:
    """An item by itself, with the source and the confidence that hold for it, stated there or above."""

    clause: ClauseRef
    text: Text
    force: Force
    qualified: bool = False
    documented: Duty | None = None
    asks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    remark: Text | None = None
    alias: str | None = None
    hangs_on: tuple[ClauseNumber, ...] | None = None
    source: Text | None = None
    confidence: Confidence | None = None
    #: What other editions call its number, by edition.
    elsewhere: Mapping[str, Text] = attrs.field(factory=dict)


@attrs.frozen(field_transformer=checked)
class CatalogueExcerpt:
    """The items of an edition in their order, all or those under a number."""

    edition: CatalogueSummary
    items: tuple[CatalogueItem, ...]
    under: ClauseNumber | None = None


@attrs.frozen(field_transformer=checked)
class CrosswalkExcerpt:
    """The links of a crosswalk, all or those with a clause under a number, and what no link reaches."""

    crosswalk: str
    source: str
    target: str
    links: tuple[Link, ...]
    under: ClauseNumber | None = None
    assumption: Text | None = None
    #: The requirements of either edition that no link reaches; none where its catalogue is not known.
    source_gaps: tuple[Clause, ...] | None = None
    target_gaps: tuple[Clause, ...] | None = None
