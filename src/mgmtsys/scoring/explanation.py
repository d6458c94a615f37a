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
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.number import approximated, percent, plain
from mgmtsys.values.text import Text, in_a_row, say, say_of_many
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
    rounded = approximated(100 * rate, [100 * bound for bound in apart])
    return _spelled(spelled, f"{rounded}%", is_finite=spelled.endswith("%"))


def title(named: Element | AssessmentUnit | Phase | RatingGrade) -> Text:
    """Return the id of something with its name, where it has one that says more."""
    if named.name is None:
        return Text(named.id)
    if isinstance(named, Phase | RatingGrade) or str(named.name) == named.id:
        return named.name
    return say("{id} {name}", id=named.id, name=named.name)


def grade_name(grade: RatingGrade | None) -> Text:
    """Return what a grade is called, or that there is none."""
    return title(grade) if grade else NO_GRADE


def _line(subject: Text | str, what: Text | str) -> Text:
    """Return what something is called, and what is said of it."""
    return say("{subject}: {what}", subject=subject, what=what)


def _below(line: Text | str) -> Text:
    """Return a line that belongs to the one above."""
    return say("  {line}", line=line)


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


def name_of(measured: Measured) -> Text:
    """Return what an indicator is called."""
    return measured.indicator.name or Text(measured.indicator.id)


def _element(scheme: Scheme, scored: ElementScore) -> Iterator[Text]:
    full, head = scored.element.full, title(scored.element)
    if full is not None:
        head = say("{element} ({marks})", element=head, marks=plain(full))
    if scored.rate is None or full is None:
        yield _line(head, STANDINGS[scored.standing])
        return
    yield say("{element}:", element=head)
    scores = []
    for phase, reducers in zip(scheme.phases, scheme.reducers, strict=True):
        kept = full * phase.weight
        factors = [f"{plain(full)} × {percent(phase.weight)}"]
        for place in reducers:
            kept *= 1 - scored.deducted[place]
            factors.append(f"(1 − {percent(scored.deducted[place])})")
        scores.append(plain(kept))
        yield _below(_line(title(phase), f"{' × '.join(factors)} = {spell(kept)}"))
    total = scored.rate * full
    yield _below(f"{' + '.join(scores)} = {spell(total)}")
    yield _below(f"{plain(total)} / {plain(full)} = {spell_rate(scored.rate)}")


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


def _unit(scheme: Scheme, unit: UnitScore) -> Iterator[Text]:
    for element in unit.elements:
        yield from _element(scheme, element)
    head = say("unit {unit}", unit=title(unit.unit))
    yield from _whole(head, unit, unit.assessed, scheme.unit_rate)


def _whole(
    head: Text,
    scored: UnitScore | Score,
    children: tuple[ElementScore, ...] | tuple[UnitScore, ...],
    how: RollUp,
    bounds: Iterable[Fraction] = (),
) -> Iterator[Text]:
    """Spell how a rate was rolled up, or why there is none and what is known."""
    if scored.rate is None:
        yield _line(head, open_because(scored))
        yield from map(_below, wanting(scored))
        head = _below(say("what is known"))
    if scored.known is not None:
        yield _line(head, _rolled(children, how, scored.known, bounds))


def _read_with(scheme: Scheme) -> Iterator[Text]:
    """Spell what assessors hold to, and what they look at in each phase."""
    for principle in scheme.principles:
        yield say("principle: {principle}", principle=principle)
    for phase in scheme.phases:
        if phase.focus is not None:
            yield _line(title(phase), phase.focus)


def _score(assessment: Assessment, score: Score) -> Iterator[Text]:
    scheme = assessment.scheme
    for unit in score.units:
        if unit.elements:
            yield from _unit(scheme, unit)
    bounds = score_bounds(assessment)
    yield from _whole(say("score rate"), score, score.counted, scheme.whole_rate, bounds)


def _value(measured: Measured, bounds: Iterable[Fraction]) -> Text | str:
    """Spell how an indicator's value came about."""
    if measured.reason is not None:
        return measured.reason
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


def _indicator(gates: RatingScheme, graded: IndicatorGrade) -> Iterator[Text]:
    measured = graded.measured
    line = _line(name_of(measured), _value(measured, gates.bounds(measured.indicator.id)))
    yield line if graded.rank is None else _gated(line, gates, graded, graded.rank)
    if measured.indicator.definition is not None:
        yield _below(say("what counts: {what}", what=measured.indicator.definition))


def _gated(line: Text, gates: RatingScheme, graded: IndicatorGrade, rank: int) -> Text:
    """Add to a line the grade that an indicator alone would give, and the gate that it misses."""
    measured = graded.measured
    gate = graded.grade.gate(measured.indicator.id) if graded.grade else None
    if gate:
        line = say("{line} {gate}", line=line, gate=gate_of(Gap(measured, gate)))
    line = say("{line} → {grade}", line=line, grade=grade_name(graded.grade))
    above = gates.graded(rank + 1) if rank < gates.top else None
    missed = above.gate(measured.indicator.id) if above else None
    if missed is None:
        return line
    bound = gate_of(Gap(measured, missed))
    return say("{line}; not {gate} of {grade}", line=line, gate=bound, grade=grade_name(above))


def verdict(rating: Rating, gates: RatingScheme) -> Iterator[Text]:
    """Yield what a rating amounts to, and why it is no better, a line each."""
    if rating.at_best is not None:
        yield say("grade: undetermined, at best {grade}", grade=grade_name(rating.at_best))
    else:
        yield say("grade: {grade}", grade=grade_name(rating.grade))
    for reason in rating.reasons:
        yield _below(say("because: {reason}", reason=reason))
    if rating.held_back_by:
        names = {
            graded.measured.indicator.id: name_of(graded.measured) for graded in rating.indicators
        }
        held = in_a_row(names[id] for id in rating.held_back_by)
        yield _below(say("held back by: {indicators}", indicators=held))
    for tier in rating.disqualified_by:
        best = grade_name(gates.graded(gates.rank(tier.highest)))
        yield _below(
            say(
                "disqualified by: {events} (at best {grade})",
                events=tier.name or tier.id,
                grade=best,
            )
        )
    if rating.withdrawn is not None:
        yield _below(_withdrawn(rating, rating.withdrawn))


def _withdrawn(rating: Rating, grade: RatingGrade) -> Text:
    line = say("withdrawn: {grade}", grade=grade_name(grade))
    if rating.review_within:
        line = say("{line}, to be reviewed within {length}", line=line, length=rating.review_within)
    return say("{line}, by {day}", line=line, day=rating.review_by) if rating.review_by else line


def _change(change: ElementChange) -> Text:
    moved = f"{plain(change.score)} → {spell(change.needed)}, +{spell(change.gain)}"
    line = _line(change.element, moved)
    if not change.phases:
        return line
    phases = in_a_row(
        (
            f"{phase.phase} {percent(phase.deducted)} → {spell_rate(phase.needed)}"
            for phase in change.phases
        ),
        SEMICOLON,
    )
    return say("{line} (deduction: {phases})", line=line, phases=phases)


def _gap(gap: Gap, most: int | None) -> Iterator[Text]:
    yield say(
        "{indicator}: {value}, required {gate}",
        indicator=name_of(gap.measured),
        value=spell_value(gap.measured, [gap.gate.bound]),
        gate=gate_of(gap),
    )
    for change in gap.figures:
        yield _below(_line(change.figure, f"{plain(change.value)} → {spell(change.needed)}"))
    ordered = sorted(gap.elements, key=lambda change: change.gain)
    shown = ordered[:most]
    yield from (_below(_change(change)) for change in shown)
    if rest := len(ordered) - len(shown):
        yield _below(
            say_of_many("and {count} more element", "and {count} more elements", count=rest)
        )
    if not gap.closable:
        yield _below(say("no single change reaches it"))


def outlook(coming: NextGrade, most: int | None = None) -> Iterator[Text]:
    """Yield why the next grade is not earned and what single change reaches each of its gates.

    Of the elements, only the ``most`` that need the fewest points, where that is given.
    """
    yield say("next grade: {grade}", grade=grade_name(coming.grade))
    for tier in coming.barred_by:
        yield _below(say("barred by {events}", events=tier.name or tier.id))
    for gap in coming.gaps:
        yield from map(_below, _gap(gap, most))
    if len(coming.gaps) > 1:
        yield _below(
            say(
                "these {count} have to be reached together: no single change is enough",
                count=len(coming.gaps),
            )
        )


def explain_assessment(assessment: Assessment, lang: str = "en") -> str:
    """Return the arithmetic of every element, unit and indicator, of the grade and of the next one.

    Numbers are exact; what is rounded stands behind ``≈``.
    """
    score = score_of(assessment)
    lines = [*_read_with(assessment.scheme), *_score(assessment, score)]
    rating = rating_of(assessment, score)
    if rating is not None and assessment.rating is not None:
        for indicator in rating.indicators:
            lines += _indicator(assessment.rating, indicator)
        lines += verdict(rating, assessment.rating)
        coming = next_grade(assessment, score, rating)
        if coming is not None:
            lines += outlook(coming)
    return "\n".join(unbroken(line.read(lang)) for line in lines) + "\n"
