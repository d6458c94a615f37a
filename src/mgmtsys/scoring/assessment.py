"""One assessment: its scheme, what was marked, what happened in the period, and the rating that follows."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from mgmtsys.scoring import score as scoring
from mgmtsys.scoring.completeness import open_because
from mgmtsys.scoring.ids import PhaseId
from mgmtsys.scoring.improvement import NextGrade, next_grade as _next_grade
from mgmtsys.scoring.indicators import (
    AssessmentFigure,
    Event,
    EventKind,
    IndicatorKind,
    Measured,
    RatingIndicator,
    measure,
)
from mgmtsys.scoring.rating import Rating, RatingScheme, rate
from mgmtsys.scoring.references import find_problems
from mgmtsys.scoring.scheme import AssessmentUnit, Scheme
from mgmtsys.scoring.score import Marking, Score, highest_rate
from mgmtsys.system.finding import Grade
from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import refuse
from mgmtsys.values.exceptions import InvalidAssessment
from mgmtsys.values.number import exact, plain
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text


def _check_share(share: Fraction) -> None:
    if not 0 < share <= 1:
        raise InvalidAssessment(
            "{share} is not a share: expected above 0, up to 100%", share=plain(share)
        )


@attrs.frozen(field_transformer=checked)
class Grading:
    """How grave a finding is when an element loses a share of its marks: the line of a table."""

    #: The least share lost that is graded so.
    lost: Fraction = attrs.field(converter=exact)
    grade: Grade

    def __attrs_post_init__(self) -> None:
        """Refuse what is no share."""
        _check_share(self.lost)


@attrs.frozen(field_transformer=checked)
class Lowering:
    """What a finding of a grade takes off the elements that name its clauses: the line of a table."""

    grade: Grade
    phase: PhaseId
    rate: Fraction = attrs.field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no share."""
        _check_share(self.rate)


@attrs.frozen(field_transformer=checked)
class Assessment:
    """A scored audit: the scheme, the units, what was marked, and what the grade depends on."""

    organisation: Text
    #: The assessment period, whose figures and events count.
    period: Period
    scheme: Scheme
    units: tuple[AssessmentUnit, ...] = ()
    #: What was made of each element; one that is left out has not been assessed.
    markings: tuple[Marking, ...] = ()
    figures: tuple[AssessmentFigure, ...] = ()
    event_kinds: tuple[EventKind, ...] = ()
    #: All events of the period; none where nobody has said whether there were any.
    events: tuple[Event, ...] | None = None
    indicators: tuple[RatingIndicator, ...] = ()
    rating: RatingScheme | None = None
    #: The grade that is already held.
    held: str | None = None
    #: Which loss of marks is which finding, and which finding takes off what.
    grading: tuple[Grading, ...] = ()
    lowering: tuple[Lowering, ...] = ()
    source: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse references to nothing, elements in two units, and what does not fit."""
        refuse(
            find_problems({**attrs.asdict(self, recurse=False), "phases": self.scheme.phases}, {})
        )


def score_of(assessment: Assessment) -> Score:
    """Return the exact score of every element and unit, and of the whole."""
    return scoring.score(assessment.scheme, assessment.units, assessment.markings)


def measures_of(assessment: Assessment, score: Score | None = None) -> tuple[Measured, ...]:
    """Return the value of every indicator; ``score`` spares computing it again."""
    scored = score_of(assessment) if score is None else score
    figures = {figure.id: figure.value for figure in assessment.figures}
    why = open_because(scored)
    at_most = highest_rate(assessment.scheme, scored)
    measured = (
        measure(indicator, scored.rate, figures, assessment.events, why)
        for indicator in assessment.indicators
    )
    return tuple(
        attrs.evolve(known, at_most=at_most)
        if known.value is None and known.indicator.kind is IndicatorKind.SCORE
        else known
        for known in measured
    )


def rating_of(assessment: Assessment, score: Score | None = None) -> Rating | None:
    """Return the grade that an assessment earns, with what it follows from; none without gates."""
    if assessment.rating is None:
        return None
    gated: Iterable[Measured] = measures_of(assessment, score)
    return rate(assessment.rating, gated, assessment.events, assessment.held)


def next_grade(
    assessment: Assessment, score: Score | None = None, rating: Rating | None = None
) -> NextGrade | None:
    """Return what keeps an assessment from the next grade, and the least single changes that reach it.

    None for the best grade, without gates, and where the rating is not determined.
    """
    scored = score_of(assessment) if score is None else score
    rated = rating_of(assessment, scored) if rating is None else rating
    if assessment.rating is None or rated is None:
        return None
    return _next_grade(assessment.scheme, scored, assessment.rating, rated)


@attrs.frozen(field_transformer=checked)
class Scored:
    """An assessment with everything computed from it, once."""

    assessment: Assessment
    score: Score
    measured: tuple[Measured, ...]
    rating: Rating | None
    coming: NextGrade | None
    #: The arithmetic, to be redone by hand, where it is asked for.
    explanation: Text | None = None


def scored(assessment: Assessment) -> Scored:
    """Return an assessment with its score, its indicators, its rating and the next grade."""
    score = score_of(assessment)
    rating = rating_of(assessment, score)
    coming = None if rating is None else next_grade(assessment, score, rating)
    return Scored(
        assessment, score, measured=measures_of(assessment, score), rating=rating, coming=coming
    )
