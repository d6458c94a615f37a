"""The arithmetic of an assessment line by line, so that an assessor can redo it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from mgmtsys.scoring.assessment import Assessment, next_grade, rating_of, score_of
from mgmtsys.scoring.completeness import open_because, wanting
from mgmtsys.scoring.improvement import ElementChange, Gap, NextGrade
from mgmtsys.scoring.indicators import IndicatorKind, Measured
from mgmtsys.scoring.rating import IndicatorGrade, Rating, RatingGrade, RatingScheme
from mgmtsys.scoring.scheme import AssessmentUnit, Element, Phase, RollUp, Scheme
from mgmtsys.scoring.score import ElementScore, Score, Standing, UnitScore, parts
from mgmtsys.values.number import approximated, percent, plain
from mgmtsys.values.text import Text, both, said, say
from mgmtsys.values.visible import unbroken

NO_GRADE = say("no grade")
STANDINGS = {
    Standing.ASSESSED: say("assessed"),
    Standing.DELETED: say("deleted"),
    Standing.NOT_ASSESSED: say("not assessed"),
    Standing.NO_MARKS: say("marks not known"),
}


#: What is longer is told rounded only: nobody reads a fraction of hundreds of digits.
_LONGEST = 30


def _spelled(exactly: str, rounded: str, *, is_finite: bool) -> str:
    if len(exactly) > _LONGEST:
        return f"≈ {rounded}"
    return exactly if is_finite else f"{exactly} ≈ {rounded}"


def spell(number: Fraction, apart: Iterable[Fraction] = ()) -> str:
    """Spell a number exactly, and rounded to two decimals beside it where it is no finite decimal.

    What is too long to be read is spelled rounded only. Nothing is rounded onto any of ``apart``.

    >>> spell(Fraction(404, 5)), spell(Fraction(533, 6)), spell(Fraction(1, 3) + Fraction(1, 3**40))
    ('80.8', '533/6 ≈ 88.83', '≈ 0.333')
    """
    spelled = plain(number)
    return _spelled(spelled, approximated(number, apart), is_finite="/" not in spelled)


def spell_rate(rate: Fraction, apart: Iterable[Fraction] = ()) -> str:
    """Spell a rate in percent, rounded to two decimals beside it where that is no finite decimal.

    Nothing is rounded onto any of ``apart``, which are rates.

    >>> spell_rate(Fraction(4, 5)), spell_rate(Fraction(41, 60))
    ('80%', '41/60 ≈ 68.33%')
    """
    spelled = percent(rate)
    rounded = approximated(100 * rate, [100 * one for one in apart])
    return _spelled(spelled, f"{rounded}%", is_finite=spelled.endswith("%"))


def title(one: Element | AssessmentUnit | Phase | RatingGrade, lang: str) -> str:
    """Return the id of something with its name, where it has one that says more."""
    name = one.name.read(lang) if one.name else one.id
    return name if isinstance(one, Phase | RatingGrade) or name == one.id else f"{one.id} {name}"


def grade_name(grade: RatingGrade | None, lang: str) -> str:
    """Return what a grade is called, or that there is none."""
    return title(grade, lang) if grade else NO_GRADE.read(lang)


def spell_value(measured: Measured, bounds: Iterable[Fraction] = ()) -> str:
    """Spell the value of an indicator, a score rate in percent, rounded onto no bound; ``–`` for none."""
    if measured.value is None:
        return "–"
    is_score = measured.indicator.kind is IndicatorKind.SCORE
    return (spell_rate if is_score else spell)(measured.value, bounds)


def score_bounds(assessment: Assessment) -> tuple[Fraction, ...]:
    """Return the score rates on which a grade turns."""
    gates = assessment.rating
    scores = (
        indicator.id for indicator in assessment.indicators if indicator.kind is IndicatorKind.SCORE
    )
    return () if gates is None else tuple(bound for id in scores for bound in gates.bounds(id))


def gate_of(gap: Gap) -> str:
    """Spell the bound of a gate like the values that it is held against."""
    is_score = gap.measured.indicator.kind is IndicatorKind.SCORE
    sign = "≥" if gap.gate.rising else "≤"
    return f"{sign} {percent(gap.gate.bound)}" if is_score else str(gap.gate)


def name_of(measured: Measured, lang: str) -> str:
    """Return what an indicator is called."""
    indicator = measured.indicator
    return indicator.name.read(lang) if indicator.name else indicator.id


def _element(scheme: Scheme, one: ElementScore, lang: str) -> Iterator[str]:
    full = one.element.full
    if one.rate is None or full is None:
        marks = "" if full is None else f" ({plain(full)})"
        yield said(title(one.element, lang) + marks, STANDINGS[one.standing].read(lang), lang)
        return
    yield said(f"{title(one.element, lang)} ({plain(full)})", "", lang).rstrip()
    scores = []
    for phase, reducers in zip(scheme.phases, scheme.reducers, strict=True):
        kept = full * phase.weight
        factors = [f"{plain(full)} × {percent(phase.weight)}"]
        for place in reducers:
            kept *= 1 - one.deducted[place]
            factors.append(f"(1 − {percent(one.deducted[place])})")
        scores.append(plain(kept))
        yield said(f"  {title(phase, lang)}", f"{' × '.join(factors)} = {spell(kept)}", lang)
    total = one.rate * full
    yield f"  {' + '.join(scores)} = {spell(total)}"
    yield f"  {plain(total)} / {plain(full)} = {spell_rate(one.rate)}"


def _rolled(
    children: tuple[ElementScore, ...] | tuple[UnitScore, ...],
    how: RollUp,
    rate: Fraction,
    bounds: Iterable[Fraction],
) -> str:
    """Spell how rates were rolled up."""
    given, spelled = parts(children, how), spell_rate(rate, bounds)
    if how is RollUp.WORST_CHILD:
        return f"min({', '.join(percent(part.rate) for part in given)}) = {spelled}"
    weights = " + ".join(plain(part.weight) for part in given)
    if how is RollUp.RATIO_OF_SUMS:
        over = " + ".join(plain(part.rate * part.weight) for part in given)
    else:
        over = " + ".join(f"{percent(part.rate)} × {plain(part.weight)}" for part in given)
    weight = sum((part.weight for part in given), Fraction(0))
    sums = f"{plain(rate * weight)} / {plain(weight)}"
    return f"({over}) / ({weights}) = {sums} = {spelled}"


def _unit(scheme: Scheme, unit: UnitScore, lang: str) -> Iterator[str]:
    for element in unit.elements:
        yield from _element(scheme, element, lang)
    head = f"{both('unit', '单元').read(lang)} {title(unit.unit, lang)}"
    yield from _whole(head, unit, unit.assessed, scheme.unit_rate, lang)


def _whole(
    head: str,
    one: UnitScore | Score,
    children: tuple[ElementScore, ...] | tuple[UnitScore, ...],
    how: RollUp,
    lang: str,
    bounds: Iterable[Fraction] = (),
) -> Iterator[str]:
    """Spell how a rate was rolled up, or why there is none and what is known."""
    if one.rate is None:
        yield said(head, open_because(one).read(lang), lang)
        for lack in wanting(one):
            yield f"  {lack.read(lang)}"
    if one.known is not None:
        known = say("  what is known").read(lang) if one.rate is None else head
        yield said(known, _rolled(children, how, one.known, bounds), lang)


def _read_with(scheme: Scheme, lang: str) -> Iterator[str]:
    """Spell what assessors hold to, and what they look at in each phase."""
    for principle in scheme.principles:
        yield said(say("principle").read(lang), principle.read(lang), lang)
    for phase in scheme.phases:
        if phase.focus is not None:
            yield said(title(phase, lang), phase.focus.read(lang), lang)


def _score(assessment: Assessment, score: Score, lang: str) -> Iterator[str]:
    scheme = assessment.scheme
    for unit in score.units:
        if unit.elements:
            yield from _unit(scheme, unit, lang)
    head = say("score rate").read(lang)
    bounds = score_bounds(assessment)
    yield from _whole(head, score, score.counted, scheme.whole_rate, lang, bounds)


def _value(measured: Measured, bounds: Iterable[Fraction], lang: str) -> str:
    """Spell how an indicator's value came about."""
    if measured.reason is not None:
        return measured.reason.read(lang)
    if measured.value is None or measured.indicator.kind is IndicatorKind.SCORE:
        return spell_value(measured, bounds)
    summed = " + ".join(plain(value) for _, value in measured.counted)
    if measured.exposure is None or measured.indicator.base is None:
        return (
            summed if len(measured.counted) == 1 else f"{summed} = {spell(measured.value, bounds)}"
        )
    inner = summed if len(measured.counted) == 1 else f"({summed})"
    base, hours = plain(measured.indicator.base), plain(measured.exposure)
    return f"{inner} × {base} / {hours} = {spell(measured.value, bounds)}"


def _indicator(gates: RatingScheme, one: IndicatorGrade, lang: str) -> Iterator[str]:
    bounds = gates.bounds(one.measured.indicator.id)
    line = said(name_of(one.measured, lang), _value(one.measured, bounds, lang), lang)
    yield line if one.rank is None else line + _gated(gates, one, one.rank, lang)
    if one.measured.indicator.definition is not None:
        counts = one.measured.indicator.definition.read(lang)
        yield said(say("  what counts").read(lang), counts, lang)


def _gated(gates: RatingScheme, one: IndicatorGrade, rank: int, lang: str) -> str:
    """Spell the grade that an indicator alone would give, and the gate that it misses."""
    measured = one.measured
    gate = one.grade.gate(measured.indicator.id) if one.grade else None
    held = f" {gate_of(Gap(measured, gate))}" if gate else ""
    above = gates.graded(rank + 1) if rank < gates.top else None
    missed = above.gate(measured.indicator.id) if above else None
    beyond = ""
    if above is not None and missed is not None:
        bound = gate_of(Gap(measured, missed))
        beyond = both(
            f"; not {bound} of {grade_name(above, 'en')}",
            f"；未达到{grade_name(above, 'zh')}的 {bound}",
        ).read(lang)
    return f"{held} → {grade_name(one.grade, lang)}{beyond}"


def verdict(rating: Rating, gates: RatingScheme) -> Iterator[Text]:
    """Yield what a rating amounts to, and why it is no better, a line each."""
    if rating.at_best is not None:
        yield both(
            f"grade: undetermined, at best {grade_name(rating.at_best, 'en')}",
            f"等级：无法确定，最高为{grade_name(rating.at_best, 'zh')}",
        )
    else:
        yield both(
            f"grade: {grade_name(rating.grade, 'en')}", f"等级：{grade_name(rating.grade, 'zh')}"
        )
    for reason in rating.reasons:
        yield say("  because: {reason}", reason=reason)
    if rating.held_back_by:
        names = {
            indicator.measured.indicator.id: indicator.measured for indicator in rating.indicators
        }
        held = [names[id] for id in rating.held_back_by]
        yield both(
            f"  held back by: {', '.join(name_of(one, 'en') for one in held)}",
            f"  制约因素：{'、'.join(name_of(one, 'zh') for one in held)}",
        )
    for tier in rating.disqualified_by:
        en, zh = ((tier.name.read(lang) if tier.name else tier.id) for lang in ("en", "zh"))
        best = gates.graded(gates.rank(tier.highest))
        yield both(
            f"  disqualified by: {en} (at best {grade_name(best, 'en')})",
            f"  取消资格：{zh}（最高为{grade_name(best, 'zh')}）",
        )
    if rating.withdrawn is not None:
        yield _withdrawn(rating, rating.withdrawn)


def _withdrawn(rating: Rating, grade: RatingGrade) -> Text:
    within, by = rating.review_within, rating.review_by
    en = f", to be reviewed within {within}" if within else ""
    zh = f"，应在 {within.read('zh')}内重新评审" if within else ""
    return both(
        f"  withdrawn: {grade_name(grade, 'en')}{en}" + (f", by {by}" if by else ""),
        f"  取消已有等级：{grade_name(grade, 'zh')}{zh}" + (f"，截止 {by}" if by else ""),
    )


def _change(change: ElementChange, lang: str) -> str:
    by = "; ".join(
        f"{phase.phase} {percent(phase.deducted)} → {spell_rate(phase.needed)}"
        for phase in change.phases
    )
    tail = f" ({said(both('deduction', '扣分率').read(lang), by, lang)})" if by else ""
    moved = f"{plain(change.score)} → {spell(change.needed)}, +{spell(change.gain)}"
    return said(change.element, moved + tail, lang)


def _gap(gap: Gap, lang: str, most: int | None) -> Iterator[str]:
    wanted = say(", wanted {gate_of}", gate_of=gate_of(gap)).read(lang)
    value = spell_value(gap.measured, [gap.gate.bound])
    yield "  " + said(name_of(gap.measured, lang), value + wanted, lang)
    for one in gap.figures:
        yield "    " + said(one.figure, f"{plain(one.value)} → {spell(one.needed)}", lang)
    ordered = sorted(gap.elements, key=lambda one: one.gain)
    shown = ordered[:most]
    for element in shown:
        yield f"    {_change(element, lang)}"
    rest = len(ordered) - len(shown)
    if rest:
        yield say("    and {rest} more elements", rest=rest).read(lang)
    if not gap.closable:
        yield say("    no single change reaches it").read(lang)


def outlook(coming: NextGrade, lang: str, most: int | None = None) -> Iterator[str]:
    """Yield why the next grade is not earned and what single change reaches each of its gates.

    Of the elements, only the ``most`` that need the fewest points, where that is given.
    """
    yield said(say("next grade").read(lang), grade_name(coming.grade, lang), lang)
    for tier in coming.barred_by:
        name = tier.name.read(lang) if tier.name else tier.id
        yield say("  barred by {name}", name=name).read(lang)
    for gap in coming.gaps:
        yield from _gap(gap, lang, most)
    if len(coming.gaps) > 1:
        yield say(
            "  these {count} have to be reached together: no single change is enough",
            count=len(coming.gaps),
        ).read(lang)


def explain_assessment(assessment: Assessment, lang: str = "en") -> str:
    """Return the arithmetic of every element, unit and indicator, of the grade and of the next one.

    Numbers are exact; what is rounded stands behind ``≈``.
    """
    score = score_of(assessment)
    lines = [*_read_with(assessment.scheme, lang), *_score(assessment, score, lang)]
    rating = rating_of(assessment, score)
    if rating is not None and assessment.rating is not None:
        for indicator in rating.indicators:
            lines += _indicator(assessment.rating, indicator, lang)
        lines += [line.read(lang) for line in verdict(rating, assessment.rating)]
        coming = next_grade(assessment, score, rating)
        if coming is not None:
            lines += outlook(coming, lang)
    return "\n".join(map(unbroken, lines)) + "\n"
