"""The words that reports print."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from mgmtsys.auditing.row import Coverage
from mgmtsys.auditing.status import Status
from mgmtsys.standard.clause import Confidence, Duty, Force
from mgmtsys.values.number import approximated
from mgmtsys.values.table import Cell, Shown, Tone
from mgmtsys.values.text import Text, say

if TYPE_CHECKING:
    from mgmtsys.standard.bounds import Bounds

STATUS: Mapping[Status, Text] = {
    Status.EVIDENCED: say("evidenced"),
    Status.PARTIAL: say("partial"),
    Status.GAP: say("gap"),
    Status.WAIVED: say("waived"),
    Status.NOT_APPLICABLE: say("not applicable"),
    Status.UNDETERMINED: say("undetermined"),
}
#: One sign a status, for narrow cells; the word stands in the row's own status.
SIGN: Mapping[Status, str] = {
    Status.EVIDENCED: "●",
    Status.PARTIAL: "◐",
    Status.GAP: "○",
    Status.WAIVED: "△",
    Status.NOT_APPLICABLE: "–",
    Status.UNDETERMINED: "?",
}
TONE: Mapping[Status, Tone] = {
    Status.EVIDENCED: Tone.GOOD,
    Status.PARTIAL: Tone.PARTLY,
    Status.GAP: Tone.BAD,
    Status.WAIVED: Tone.EXCUSED,
    Status.NOT_APPLICABLE: Tone.ASIDE,
    Status.UNDETERMINED: Tone.UNKNOWN,
}
FORCE: Mapping[Force, Text] = {
    Force.HEADING: say("heading"),
    Force.SHALL: say("shall"),
    Force.CONSIDER: say("shall consider"),
    Force.TAKE_INTO_ACCOUNT: say("shall take into account"),
    Force.SHOULD: say("should"),
    Force.MAY: say("may"),
    Force.NOTE: say("informative note"),
}
DUTY: Mapping[Duty, Text] = {
    Duty.MAINTAIN: say("maintain"),
    Duty.RETAIN: say("retain"),
}
CONFIDENCE: Mapping[Confidence, Text] = {
    Confidence.HIGH: say("high"),
    Confidence.MEDIUM: say("medium"),
    Confidence.LOW: say("low"),
}

ORGANISATION = say("organisation")
PERIOD = say("period")
ON = say("as of")
VERSION = say("version")
FINGERPRINT = say("fingerprint of the input")
STANDARD = say("standard")
CLAUSE = say("clause")
REQUIREMENT = say("requirement")
STATE = say("status")
EVIDENCE = say("evidence")
DOCUMENT = say("document")
MISSING = say("missing")
WHAT_IS_MISSING = say("What is missing")
WHAT_IS_DECLARED = say("Declared evidence")
COVERAGE = say("Coverage")
APPLICABLE = say("applicable")
SHARE = say("evidenced of applicable")
OBJECTIVES = say("Objectives")
STATEMENT = say("objective")
MEASURE = say("measure")
RESPONSIBLE = say("responsible")
DUE = say("due")
PROGRAMME = say("programme")
RACI = say("Responsibilities (RACI)")
ACTIVITY = say("activity")
FORMS = say("Forms")
FORM = say("form")
TITLE_OF = say("title")
KIND = say("kind")
RETENTION = say("retention")
ITEMS = say("requirements")
CONCERNS = say("concerns")
NONE = say("none found")
LINKS = say("links")
REMARK = say("remark")
ASSUMPTION = say("assumption")
SURE = say("confidence")
PROVENANCE = say("provenance")
BOUNDS = say("certainly and possibly evidenced")


def status(of: Status) -> Shown:
    """Return a status in words and as a sign."""
    return Shown(of, STATUS[of], tone=TONE[of], sign=SIGN[of])


def sure(confidence: Confidence | None) -> Cell:
    """Return how sure something is, in words."""
    return None if confidence is None else Shown(confidence, CONFIDENCE[confidence])


def share(coverage: Coverage) -> str:
    """Print the evidenced share of what applies, rounded to a tenth of a percent or finer; ``–`` of nothing."""
    if not coverage.denominator:
        return "–"
    share = Fraction(100 * coverage[Status.EVIDENCED], coverage.denominator)
    return f"{approximated(share, places=1)}%"


def bounds(of: Bounds) -> Text:
    """Print how many requirements certainly and how many possibly are, of those that apply."""
    return say(
        "{certain} to {possible} of {denominator} applicable",
        certain=of.certain,
        possible=of.possible,
        denominator=of.denominator,
    )
