# What `mgmtsys.scoring` offers beside what stands at the top.

from mgmtsys.scoring.assessment import (
    Assessment as Assessment,
    Grading as Grading,
    Lowering as Lowering,
    next_grade as next_grade,
    rating_of as rating_of,
    score_of as score_of,
)
from mgmtsys.scoring.explanation import explain_assessment as explain_assessment
from mgmtsys.scoring.findings import (
    assessment_report as assessment_report,
    lowered_by as lowered_by,
)
from mgmtsys.scoring.improvement import NextGrade as NextGrade
from mgmtsys.scoring.indicators import (
    AssessmentFigure as AssessmentFigure,
    Event as Event,
    EventKind as EventKind,
    IndicatorKind as IndicatorKind,
    RatingIndicator as RatingIndicator,
    incidence_rate as incidence_rate,
)
from mgmtsys.scoring.rating import (
    Disqualification as Disqualification,
    Gate as Gate,
    Rating as Rating,
    RatingGrade as RatingGrade,
    RatingScheme as RatingScheme,
    RatingState as RatingState,
    Trigger as Trigger,
)
from mgmtsys.scoring.scheme import (
    AssessmentUnit as AssessmentUnit,
    Element as Element,
    Phase as Phase,
    RollUp as RollUp,
    Scheme as Scheme,
)
from mgmtsys.scoring.score import Deduction as Deduction, Marking as Marking, Score as Score
