"""What the ids in the fields of a system name: each type of id with where it is declared."""

from __future__ import annotations

from typing import Annotated

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.values.reference import Noun
from mgmtsys.values.text import say

STANDARD = Noun(say("standard"), "standards")
PARTY = Noun(say("party"), "parties")
ACTIVITY = Noun(say("activity"), "activities")
SITE = Noun(say("site"), "sites")
SERIES = Noun(say("series"), "series")
OBJECTIVE = Noun(say("objective"), "objectives")
#: A clause of a catalogue that the system answers to.
CLAUSE = Noun(say("clause"))

PartyId = Annotated[str, PARTY]
ActivityId = Annotated[str, ACTIVITY]
ObjectiveId = Annotated[str, OBJECTIVE]
SiteId = Annotated[str, SITE]
PolicyId = Annotated[str, Noun(say("policy statement"), "policy")]
AspectId = Annotated[str, Noun(say("aspect"), "aspects")]
ObligationId = Annotated[str, Noun(say("obligation"), "obligations")]
RiskId = Annotated[str, Noun(say("risk or opportunity"), "risks")]
ResponseId = Annotated[str, Noun(say("response"), "responses")]
MonitoringId = Annotated[str, Noun(say("monitoring"), "monitoring")]
ActionId = Annotated[str, Noun(say("corrective action"), "actions")]
ProcedureId = Annotated[str, Noun(say("procedure"), "procedures")]
FormId = Annotated[str, Noun(say("form"), "forms")]
DocumentId = Annotated[str, Noun(say("document"), "procedures", "forms")]
KnownClause = Annotated[ClauseRef, CLAUSE]
