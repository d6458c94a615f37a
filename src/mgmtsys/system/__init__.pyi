# What `mgmtsys.system` offers beside what stands at the top.

from mgmtsys.system.ambition import (
    Ambition as Ambition,
    ambitions as ambitions,
    resource_changes as resource_changes,
)
from mgmtsys.system.bound import (
    Bound as Bound,
    OwnTarget as OwnTarget,
    TargetKind as TargetKind,
)
from mgmtsys.system.capa import (
    Breach as Breach,
    CapaState as CapaState,
    CorrectiveAction as CorrectiveAction,
    EffectivenessCheck as EffectivenessCheck,
    Step as Step,
    Task as Task,
    advance as advance,
    open_action as open_action,
    reopen as reopen,
)
from mgmtsys.system.context import Outlook as Outlook
from mgmtsys.system.deviation import Basis as Basis, Reason as Reason
from mgmtsys.system.document import (
    Approval as Approval,
    CrossReference as CrossReference,
    FormKind as FormKind,
    Retention as Retention,
    RetentionStart as RetentionStart,
    Revision as Revision,
    Section as Section,
    Training as Training,
)
from mgmtsys.system.dossier import Dossier as Dossier
from mgmtsys.system.due import Due as Due, DueResponse as DueResponse, DueState as DueState
from mgmtsys.system.finding import Audited as Audited, Exclusion as Exclusion, Failure as Failure
from mgmtsys.system.measure import Division as Division, Formula as Formula
from mgmtsys.system.monitoring import Held as Held, MonitoringKind as MonitoringKind
from mgmtsys.system.objective import (
    Communication as Communication,
    Indicator as Indicator,
    Milestone as Milestone,
    ProcessFigure as ProcessFigure,
    Resource as Resource,
    Verification as Verification,
)
from mgmtsys.system.party import PartyKind as PartyKind, Site as Site
from mgmtsys.system.policy import PolicyPart as PolicyPart, TimeBasis as TimeBasis
from mgmtsys.system.raci import Activity as Activity, ActivityKind as ActivityKind, Role as Role
from mgmtsys.system.region import Region as Region
from mgmtsys.system.response import Colour as Colour, Response as Response
from mgmtsys.system.verdict import PolicyAnswer as PolicyAnswer
