"""Scores and ratings as Markdown, CSV and JSON, and as sheets for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from mgmtsys.cycle.forms import Sheet
from mgmtsys.scoring.assessment import Scored
from mgmtsys.scoring.explanation import (
    STANDINGS,
    explain_assessment,
    grade_name,
    name_of,
    outlook,
    score_bounds,
    spell,
    spell_rate,
    spell_value,
    title,
    verdict,
)
from mgmtsys.scoring.indicators import Measured
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase
from mgmtsys.scoring.score import ElementScore, Score, Standing, UnitScore
from mgmtsys.show import words
from mgmtsys.show.json import render
from mgmtsys.show.markdown import block
from mgmtsys.show.sheets import FORMATS as SHEET_FORMATS
from mgmtsys.values.text import Text, both
from mgmtsys.values.visible import unbroken

#: How many elements a person is shown for the next grade; all are in the JSON and in the explanation.
SHOWN = 5
_NOTHING = Text("–")
_INDICATORS = both("Indicators", "指标")
_RATING = both("Rating", "评级")
_EXPLANATION = both("Arithmetic", "计算过程")
#: What units, elements and the last line are called.
UNIT, ELEMENT = both("unit", "单元"), both("element", "要素")
WHOLE, KNOWN = both("whole", "合计"), both("sum of what is known", "已知部分合计")
_SCORE_RATE = both("score rate", "得分率")
#: Said of a unit of which no element is known.
NO_ELEMENTS = both("elements not known", "要素未知")
#: Said of a unit or a whole of which something is not known or not assessed.
PART = both("known part only", "仅已知部分")


def _name(one: Element | AssessmentUnit | Phase) -> Text:
    return one.name or _NOTHING


def _number(number: Fraction | None) -> Text:
    return _NOTHING if number is None else Text(spell(number))


def _rate(rate: Fraction | None, apart: Iterable[Fraction] = ()) -> Text:
    return _NOTHING if rate is None else Text(spell_rate(rate, apart))


def element_cells(one: ElementScore, phases: int) -> tuple[Text, ...]:
    """Return the figures of an element: full marks, deduction rates, score, rate, and a note."""
    taken = [_rate(rate) for rate in one.deducted] or [_NOTHING] * phases
    note = _NOTHING if one.standing is Standing.ASSESSED else STANDINGS[one.standing]
    return (_number(one.element.full), *taken, _number(one.score), _rate(one.rate), note)


def sum_cells(
    one: UnitScore | Score, phases: int, apart: Iterable[Fraction] = ()
) -> tuple[Text, ...]:
    """Return the figures of a unit, or of the whole, with its rate rounded onto none of ``apart``."""
    empty = isinstance(one, UnitScore) and not one.elements
    is_part = one.rate is None and one.known is not None
    return (
        _number(one.full or None),
        *(_NOTHING,) * phases,
        _number(None if one.known is None else one.known * one.full),
        _rate(one.known, apart),
        NO_ELEMENTS if empty else PART if is_part else _NOTHING,
    )


def whole(score: Score) -> Text:
    """Return what the last line is called: the whole, or the sum of what is known of it."""
    return WHOLE if score.is_complete else KNOWN


def figure_head(given: Scored) -> tuple[Text, ...]:
    """Return what heads the figures of elements, units and the whole."""
    phases = given.assessment.scheme.phases
    taken = (both(f"− {title(one, 'en')}", f"− {title(one, 'zh')}") for one in phases)
    return (both("full", "满分"), *taken, both("score", "得分"), _SCORE_RATE, both("note", "备注"))


def heading(given: Scored) -> Text:
    """Return what the whole is called."""
    who = given.assessment.organisation
    return both(f"Assessment: {who.read('en')}", f"评估：{who.read('zh')}")


def elements_sheet(given: Scored) -> Sheet:
    """Return every element with its deductions and its score, each unit's line below its elements."""
    phases = len(given.assessment.scheme.phases)
    rows: list[tuple[Text, ...]] = []
    for unit in given.score.units:
        id = Text(unit.unit.id)
        rows += [
            (id, Text(one.element.id), _name(one.element), *element_cells(one, phases))
            for one in unit.elements
        ]
        rows.append((id, _NOTHING, _name(unit.unit), *sum_cells(unit, phases)))
    sums = sum_cells(given.score, phases, score_bounds(given.assessment))
    rows.append((whole(given.score), _NOTHING, _NOTHING, *sums))
    return Sheet(
        heading(given),
        ((words.PERIOD, Text(str(given.assessment.period))),),
        head=(UNIT, ELEMENT, both("name", "名称"), *figure_head(given)),
        rows=tuple(rows),
    )


def bounds_of(given: Scored, measured: Measured) -> tuple[Fraction, ...]:
    """Return the bounds of the gates of an indicator, none where nothing is rated."""
    gates = given.assessment.rating
    return () if gates is None else gates.bounds(measured.indicator.id)


def indicators_sheet(given: Scored) -> Sheet:
    """Return every indicator with its value and the grade that it alone would give."""
    ranked = (
        {one.measured.indicator.id: one for one in given.rating.indicators} if given.rating else {}
    )
    rows = []
    for measured in given.measured:
        one = ranked.get(measured.indicator.id)
        grade = _NOTHING
        if one is not None and one.rank is not None:
            grade = both(grade_name(one.grade, "en"), grade_name(one.grade, "zh"))
        rows.append(
            (
                both(name_of(measured, "en"), name_of(measured, "zh")),
                Text(spell_value(measured, bounds_of(given, measured))),
                grade,
                measured.reason or _NOTHING,
            )
        )
    head = (
        both("indicator", "指标"),
        both("value", "数值"),
        both("alone", "单项等级"),
        both("note", "备注"),
    )
    return Sheet(_INDICATORS, (), head=head, rows=tuple(rows))


def lines(given: Scored, lang: str) -> Iterator[str]:
    """Yield the rating, why it is no better, and what would earn the next grade, a line each."""
    gates = given.assessment.rating
    if given.rating is None or gates is None:
        return
    for line in verdict(given.rating, gates):
        yield unbroken(line.read(lang))
    if given.coming is not None:
        yield from map(unbroken, outlook(given.coming, lang, SHOWN))


def _markdown(given: Scored, lang: str, *, explain: bool) -> str:
    render = SHEET_FORMATS["md"]
    text = render(elements_sheet(given), lang)
    if given.measured:
        text += "\n#" + render(indicators_sheet(given), lang)
    for head, told in (
        (_RATING, list(lines(given, lang))),
        (_EXPLANATION, explain_assessment(given.assessment, lang).splitlines() if explain else []),
    ):
        if told:
            text += f"\n## {head.read(lang)}\n\n{block(told)}\n"
    return text


def _csv(given: Scored, lang: str, *, explain: bool) -> str:
    del explain  # a line an element
    return SHEET_FORMATS["csv"](elements_sheet(given), lang)


def _json(given: Scored, lang: str, *, explain: bool) -> str:
    del lang  # it holds both
    if explain:
        told = both(*(explain_assessment(given.assessment, lang) for lang in ("en", "zh")))
        given = attrs.evolve(given, explanation=told)
    return render(given)


#: What renders a scored assessment in a language, with the arithmetic or without, by format.
FORMATS: Mapping[str, Callable[..., str]] = {"md": _markdown, "csv": _csv, "json": _json}
