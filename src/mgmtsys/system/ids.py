"""What the ids in the fields of a system name: each type of id with where it is declared."""

from __future__ import annotations

from typing import Annotated

from mgmtsys.standard.clause import ClauseRef
from mgmtsys.values.reference import Noun

STANDARD = Noun("standard", "标准", "standards")
PARTY = Noun("party", "人员或部门", "parties")
ACTIVITY = Noun("activity", "活动", "activities")
SITE = Noun("site", "场所", "sites")
SERIES = Noun("series", "数据序列", "series")
OBJECTIVE = Noun("objective", "目标", "objectives")
#: A clause of a catalogue that the system answers to.
CLAUSE = Noun("clause")

PartyId = Annotated[str, PARTY]
ActivityId = Annotated[str, ACTIVITY]
ObjectiveId = Annotated[str, OBJECTIVE]
SiteId = Annotated[str, SITE]
PolicyId = Annotated[str, Noun("policy statement", "方针条目", "policy")]
AspectId = Annotated[str, Noun("aspect", "环境因素", "aspects")]
ObligationId = Annotated[str, Noun("obligation", "合规义务", "obligations")]
RiskId = Annotated[str, Noun("risk or opportunity", "风险或机遇", "risks")]
ResponseId = Annotated[str, Noun("response", "应对", "responses")]
MonitoringId = Annotated[str, Noun("look", "监视", "monitoring")]
ActionId = Annotated[str, Noun("corrective action", "纠正措施", "actions")]
ProcedureId = Annotated[str, Noun("procedure", "程序", "procedures")]
FormId = Annotated[str, Noun("form", "表单", "forms")]
DocumentId = Annotated[str, Noun("document", "文件", "procedures", "forms")]
KnownClause = Annotated[ClauseRef, CLAUSE]
