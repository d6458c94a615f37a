"""What the ids in the fields of an assessment name."""

from __future__ import annotations

from typing import Annotated

from mgmtsys.values.reference import Noun
from mgmtsys.values.text import say

PHASE = Noun(say("phase"), "scheme.phases")
GRADE = Noun(say("grade"), "rating.grades")
FIGURE = Noun(say("figure"), "indicators")
EVENT_KIND = Noun(say("kind of event"), "event_kinds")

PhaseId = Annotated[str, PHASE]
ElementId = Annotated[str, Noun(say("element"), "units")]
EventKindId = Annotated[str, EVENT_KIND]
IndicatorId = Annotated[str, Noun(say("indicator"), "indicators")]
