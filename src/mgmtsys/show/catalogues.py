"""Catalogues of standards as Markdown, CSV, JSON and OSCAL: the editions there are, and the items of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from mgmtsys.files.standards import headed_otherwise
from mgmtsys.oscal import catalogue as oscal
from mgmtsys.show import json, layout, words
from mgmtsys.show.csv import written
from mgmtsys.show.markdown import fact, opening, table
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Confidence, Force, Standard
from mgmtsys.standard.excerpt import (
    CatalogueExcerpt,
    CatalogueItem,
    CatalogueList,
    CatalogueSummary,
)
from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text, both

_NUMBER = both("number", "编号")
_TEXT = both("text", "文字")
_FORCE = both("force", "约束程度")
_DOCUMENTED = both("documented", "文件化信息")
_NAME = both("name", "名称")
_HEADINGS = both("headings", "标题数")
_NOTES = both("notes", "注数")
_PROVISIONAL = both("provisional", "暂定")
_BASED_ON = both("based on", "基于")
_SOURCE = both("source", "来源")
_HANGS_ON = both("hangs on", "挂接于")
_ISSUER = both("issued by", "发布单位")
_ISSUED = both("issued on", "发布日期")
_IN_FORCE = both("in force since", "实施日期")
_YES = both("yes", "是")


@attrs.frozen(field_transformer=checked)
class Excerpt:
    """What is shown of a catalogue: all of it, or what stands under one number."""

    standard: Standard
    under: ClauseNumber | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a number that the edition does not have."""
        if self.under is not None:
            self.standard.below(self.under)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The items shown, in the order of the standard."""
        return tuple(self.standard) if self.under is None else self.standard.below(self.under)


def counts(standard: Standard) -> tuple[int, int, int]:
    """Return how many requirements, headings and notes a catalogue has."""
    forces = [clause.force for clause in standard]
    return (
        len(standard.requirements()),
        forces.count(Force.HEADING),
        forces.count(Force.NOTE),
    )


def force(clause: Clause, lang: str) -> str:
    """Return what an item demands, and whether the text limits that; nothing of a heading."""
    if clause.force is Force.HEADING:
        return ""
    said = words.FORCE[clause.force].read(lang)
    if not clause.qualified:
        return said
    joint = "" if lang.startswith("zh") else ", "
    return f"{said}{joint}{words.QUALIFIED.read(lang)}"


def documented(clause: Clause, lang: str) -> str:
    """Return what an item asks of documented information."""
    return words.DUTY[clause.documented].read(lang) if clause.documented else ""


def remark(clause: Clause, otherwise: Collection[tuple[str, Text]], lang: str) -> str:
    """Return what is remarked of an item, and what other editions call its number."""
    said = [clause.remark.read(lang)] if clause.remark else []
    called = both("{0}: {1}", "{0}：{1}").read(lang)
    said += [called.format(edition, text.read(lang)) for edition, text in otherwise]
    return layout.joined(said, lang)


def sure(confidence: Confidence | None, lang: str) -> str:
    """Return how sure something is, in words."""
    return words.CONFIDENCE[confidence].read(lang) if confidence else ""


def head(lang: str) -> list[str]:
    """Return the titles of the columns of a catalogue."""
    titles = (_NUMBER, _TEXT, _FORCE, _DOCUMENTED, words.SURE, words.REMARK)
    return [title.read(lang) for title in titles]


def rows(excerpt: Excerpt, lang: str) -> list[list[str]]:
    """Return the items shown, one row each."""
    standard, otherwise = excerpt.standard, headed_otherwise(excerpt.standard)
    return [
        [
            str(clause.number),
            clause.text.read(lang),
            force(clause, lang),
            documented(clause, lang),
            sure(standard.confidence_of(clause.number), lang),
            remark(clause, otherwise.get(clause.number, ()), lang),
        ]
        for clause in excerpt.clauses
    ]


def editions_head(lang: str) -> list[str]:
    """Return the titles of the columns of a list of editions."""
    titles = (
        words.STANDARD, _NAME, words.TITLE_OF, words.ITEMS, _HEADINGS, _NOTES, words.SURE, _PROVISIONAL,
        _BASED_ON,
    )  # fmt: skip
    return [title.read(lang) for title in titles]


def editions_rows(standards: Iterable[Standard], lang: str) -> list[list[str]]:
    """Return editions, one row each."""
    return [
        [
            one.id,
            one.name or "",
            one.title.read(lang),
            *map(str, counts(one)),
            sure(one.confidence, lang),
            _YES.read(lang) if one.provisional else "",
            one.based_on or "",
        ]
        for one in standards
    ]


def facts(standard: Standard, lang: str) -> list[tuple[str, str]]:
    """Return what is said of a catalogue as a whole: issuer and dates, source, what it is based on."""
    return [
        (label.read(lang), value)
        for label, value in (
            (_ISSUER, standard.issuer.read(lang) if standard.issuer else ""),
            (_ISSUED, _day(standard.issued) or ""),
            (_IN_FORCE, _day(standard.in_force) or ""),
            (_SOURCE, standard.source.read(lang) if standard.source else ""),
            (words.SURE, sure(standard.confidence, lang)),
            (_PROVISIONAL, _YES.read(lang) if standard.provisional else ""),
            (_BASED_ON, standard.based_on or ""),
            (_HANGS_ON, standard.hangs_on or ""),
        )
        if value
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _markdown(excerpt: Excerpt, lang: str) -> str:
    standard = excerpt.standard
    title = f"{standard.name or standard.id} {standard.title.read(lang)}"
    lines = [f"# {opening(title)}", ""]
    lines += [fact(label, value, lang) for label, value in facts(standard, lang)]
    lines += ["", *table(head(lang), rows(excerpt, lang))]
    return "\n".join(lines) + "\n"


def _csv(excerpt: Excerpt, lang: str) -> str:
    return written([head(lang), *rows(excerpt, lang)])


_COUNTED = ("requirements", "headings", "notes")


def _summary(standard: Standard) -> CatalogueSummary:
    facts: dict[str, Any] = {
        field.name: getattr(standard, field.name)
        for field in attrs.fields(CatalogueSummary)
        if field.name not in _COUNTED
    }
    facts |= zip(_COUNTED, counts(standard), strict=True)
    return CatalogueSummary(**facts)


def _item(
    standard: Standard, clause: Clause, elsewhere: Iterable[tuple[str, Text]]
) -> CatalogueItem:
    return CatalogueItem(
        ClauseRef(standard.id, clause.number),
        clause.text,
        force=clause.force,
        qualified=clause.qualified,
        documented=clause.documented,
        asks=clause.asks,
        kinds=clause.kinds,
        remark=clause.remark,
        alias=clause.alias,
        hangs_on=clause.hangs_on,
        source=standard.source_of(clause.number),
        confidence=standard.confidence_of(clause.number),
        elsewhere=dict(elsewhere),
    )


def _json(excerpt: Excerpt, lang: str) -> str:
    standard, otherwise = excerpt.standard, headed_otherwise(excerpt.standard)
    items = (
        _item(standard, clause, otherwise.get(clause.number, ())) for clause in excerpt.clauses
    )
    return json.render(
        CatalogueExcerpt(_summary(standard), tuple(items), under=excerpt.under), lang
    )


def _oscal(excerpt: Excerpt, lang: str) -> str:
    standard, top = excerpt.standard, excerpt.under
    if top is not None:
        tops = (standard[top],) if top in standard else excerpt.clauses
        standard = attrs.evolve(standard, clauses=tops)
    return oscal.render(standard, lang)


#: What renders an excerpt of a catalogue in a language, by format.
FORMATS: Mapping[str, Callable[[Excerpt, str], str]] = {
    "md": _markdown,
    "csv": _csv,
    "json": _json,
    "oscal": _oscal,
}


def _editions_markdown(standards: Iterable[Standard], lang: str) -> str:
    return "\n".join(table(editions_head(lang), editions_rows(standards, lang))) + "\n"


def _editions_csv(standards: Iterable[Standard], lang: str) -> str:
    return written([editions_head(lang), *editions_rows(standards, lang)])


def _editions_json(standards: Iterable[Standard], lang: str) -> str:
    return json.render(CatalogueList(tuple(map(_summary, standards))), lang)


#: What renders a list of editions in a language, by format.
EDITIONS: Mapping[str, Callable[[Iterable[Standard], str], str]] = {
    "md": _editions_markdown,
    "csv": _editions_csv,
    "json": _editions_json,
}
