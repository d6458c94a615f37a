"""Scores and ratings as sheets, and as JSON for other tools."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

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
from mgmtsys.scoring.improvement import NextGrade
from mgmtsys.scoring.indicators import Measured
from mgmtsys.scoring.rating import Rating, RatingScheme, RatingState
from mgmtsys.scoring.score import ElementScore, Score, Standing, UnitScore
from mgmtsys.show import csv, markdown, words
from mgmtsys.show.json import render
from mgmtsys.values.message import languages
from mgmtsys.values.table import (
    Cell,
    CellKind,
    Column,
    Lines,
    Row,
    Section,
    Sheet,
    Shown,
    Table,
    Tone,
    Weight,
)
from mgmtsys.values.text import Text, in_a_row, say

#: How many elements a person is shown for the next grade; all are in the JSON and in the explanation.
SHOWN = 5
_INDICATORS = say("Indicators")
_RATING = say("Rating")
_EXPLANATION = say("Arithmetic")
#: What units, elements and the last line are called.
_UNIT, _ELEMENT = say("assessment unit"), say("element")
_WHOLE, _KNOWN = say("whole"), say("sum of what is known")
#: Said of a unit of which no element is known.
_NO_ELEMENTS = say("elements not known")
#: Said of a unit or a whole of which something is not known or not assessed.
_PART = say("known part only")
_TONES = {
    RatingState.GRADED: Tone.GOOD,
    RatingState.NO_GRADE: Tone.BAD,
    RatingState.UNDETERMINED: Tone.UNKNOWN,
}


def _number(number: Fraction | None) -> Cell:
    return None if number is None else Shown(number, Text(spell(number)))


def _rate(rate: Fraction | None, apart: Iterable[Fraction] = ()) -> Cell:
    return None if rate is None else Shown(rate, Text(spell_rate(rate, apart)))


def _figures(given: Scored) -> tuple[Column, ...]:
    """Return the columns of the figures of elements, units and the whole."""
    taken = (
        Column(
            f"taken.{phase.id}",
            say("− {phase}", phase=title(phase)),
            kind=CellKind.NUMBER,
        )
        for phase in given.assessment.scheme.phases
    )
    return (
        Column("full", say("full marks"), kind=CellKind.NUMBER),
        *taken,
        Column("score", say("score"), kind=CellKind.NUMBER),
        Column("rate", say("score rate"), kind=CellKind.NUMBER),
        Column("note", words.REMARK, kind=CellKind.STATUS),
    )


def _element(given: Scored, scored: ElementScore) -> dict[str, Cell]:
    """Return the figures of an element: full marks, deduction rates, score, rate, and a note."""
    phases, standing = given.assessment.scheme.phases, scored.standing
    note = None if standing is Standing.ASSESSED else Shown(standing, STANDINGS[standing])
    return {
        "full": _number(scored.element.full),
        # What was not assessed has none.
        **{f"taken.{phase.id}": _rate(rate) for phase, rate in zip(phases, scored.deducted)},  # noqa: B905
        "score": _number(scored.score),
        "rate": _rate(scored.rate),
        "note": note,
    }


def _sum(scored: UnitScore | Score, apart: Iterable[Fraction] = ()) -> dict[str, Cell]:
    """Return the figures of a unit, or of the whole, with its rate rounded onto none of ``apart``."""
    empty = isinstance(scored, UnitScore) and not scored.elements
    is_part = scored.rate is None and scored.known is not None
    return {
        "full": _number(scored.full or None),
        "score": _number(None if scored.known is None else scored.known * scored.full),
        "rate": _rate(scored.known, apart),
        "note": _NO_ELEMENTS if empty else _PART if is_part else None,
    }


def _total(given: Scored) -> tuple[Text, dict[str, Cell]]:
    """Return the last line: the whole, or the sum of what is known of it."""
    name = _WHOLE if given.score.is_complete else _KNOWN
    return name, _sum(given.score, score_bounds(given.assessment))


def elements_table(given: Scored) -> Table:
    """Return every element with its deductions and its score, each unit's line below its elements."""
    rows: list[Row] = []
    for unit in given.score.units:
        id = unit.unit.id
        for element in unit.elements:
            start: dict[str, Cell] = {
                "unit": id,
                "element": element.element.id,
                "name": element.element.name,
            }
            rows.append(Row(start | _element(given, element)))
        rows.append(Row({"unit": id, "name": unit.unit.name} | _sum(unit), weight=Weight.STRONG))
    name, sums = _total(given)
    columns = (
        Column("unit", _UNIT, kind=CellKind.IDENTIFIER),
        Column("element", _ELEMENT, kind=CellKind.IDENTIFIER),
        Column("name", say("name")),
        *_figures(given),
    )
    return Table(columns, [*rows, Row({"unit": name} | sums, weight=Weight.STRONG)])


def _outline(given: Scored) -> Iterator[Table | Text]:
    """Yield every element below its unit, and the units of which nothing is known in one line."""
    rows: list[Row] = []
    for unit in given.score.units:
        if unit.elements:
            rows.append(Row({"element": title(unit.unit)} | _sum(unit), weight=Weight.STRONG))
        for element in unit.elements:
            weight = Weight.PLAIN if element.standing is Standing.ASSESSED else Weight.FAINT
            cells = {"element": title(element.element)} | _element(given, element)
            rows.append(Row(cells, depth=1, weight=weight))
    name, sums = _total(given)
    rows.append(Row({"element": name} | sums, weight=Weight.STRONG))
    yield Table((Column("element", _ELEMENT), *_figures(given)), rows)
    unknown = [unit.unit.id for unit in given.score.units if not unit.elements]
    if unknown:
        yield say("unit {units}: elements not known", units=in_a_row(unknown))


def bounds_of(given: Scored, measured: Measured) -> tuple[Fraction, ...]:
    """Return the bounds of the gates of an indicator, none where nothing is rated."""
    gates = given.assessment.rating
    return () if gates is None else gates.bounds(measured.indicator.id)


def _indicators(given: Scored) -> Table:
    """Return every indicator with its value and the grade that it alone would give."""
    ranked = (
        {indicator.measured.indicator.id: indicator for indicator in given.rating.indicators}
        if given.rating
        else {}
    )
    rows: list[dict[str, Cell]] = []
    for measured in given.measured:
        ranking = ranked.get(measured.indicator.id)
        grade = None
        if ranking is not None and ranking.rank is not None:
            grade = grade_name(ranking.grade)
        value = Text(spell_value(measured, bounds_of(given, measured)))
        rows.append(
            {
                "indicator": name_of(measured),
                "value": Shown(measured.value, value),
                "alone": grade,
                "note": measured.reason,
            }
        )
    columns = (
        Column("indicator", say("indicator")),
        Column("value", say("value"), kind=CellKind.AMOUNT),
        Column("alone", say("grade alone"), kind=CellKind.STATUS),
        Column("note", words.REMARK),
    )
    return Table(columns, rows)


def _rating(
    rating: Rating, gates: RatingScheme, coming: NextGrade | None, lang: str
) -> Iterator[str]:
    """Yield the rating, why it is no better, and what would earn the next grade, a line each."""
    ahead = () if coming is None else outlook(coming, SHOWN)
    yield from (line.read(lang) for line in (*verdict(rating, gates), *ahead))


def score_sheet(given: Scored, *, explain: bool = False, outlined: bool = False) -> Sheet:
    """Return an assessment as a sheet: elements, indicators, the rating, and the arithmetic if asked for.

    Its elements stand ``outlined`` below their units, or each with its unit and the unit's sum after them.
    """
    sections = [Section(None, tuple(_outline(given)) if outlined else (elements_table(given),))]
    if given.measured:
        sections.append(Section(_INDICATORS, (_indicators(given),)))
    rating, gates = given.rating, given.assessment.rating
    if rating is not None and gates is not None:
        told = Lines(functools.partial(_rating, rating, gates, given.coming), _TONES[rating.state])
        sections.append(Section(_RATING, (told,)))
    if explain:
        arithmetic = Lines(lambda lang: explain_assessment(given.assessment, lang).splitlines())
        sections.append(Section(_EXPLANATION, (arithmetic,)))
    return Sheet(
        say("Assessment: {organisation}", organisation=given.assessment.organisation),
        ((words.PERIOD, str(given.assessment.period)),),
        sections=tuple(sections),
    )


def _markdown(given: Scored, lang: str, *, explain: bool) -> str:
    return markdown.render(score_sheet(given, explain=explain), lang)


def _csv(given: Scored, lang: str, *, explain: bool) -> str:
    del explain  # a line an element
    return csv.table(elements_table(given), lang)


def _json(given: Scored, lang: str, *, explain: bool) -> str:
    del lang  # it holds all
    if explain:
        told = {lang: explain_assessment(given.assessment, lang) for lang in languages()}
        given = attrs.evolve(given, explanation=Text(told))
    return render(given)


#: What renders a scored assessment in a language, with the arithmetic or without, by format.
FORMATS: Mapping[str, Callable[..., str]] = {"md": _markdown, "csv": _csv, "json": _json}
