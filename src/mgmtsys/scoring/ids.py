"""What the ids in the fields of an assessment name."""

from __future__ import annotations

from typing import Annotated

from mgmtsys.values.reference import Noun

PHASE = Noun("phase", "环节", "scheme.phases")
GRADE = Noun("grade", "等级", "rating.grades")
FIGURE = Noun("figure", "数据", "indicators")
EVENT_KIND = Noun("kind of event", "事件类别", "event_kinds")

PhaseId = Annotated[str, PHASE]
ElementId = Annotated[str, Noun("element", "要素", "units")]
EventKindId = Annotated[str, EVENT_KIND]
IndicatorId = Annotated[str, Noun("indicator", "指标", "indicators")]
