"""Management-system compliance as values: a system is a value, a check is a function, an audit a sum.

A tour, floor by floor:

- values: ``Text``, ``Quantity``, ``Unit``, ``Period``, ``Duration``, ``Frequency``, ``Deadline``,
  ``ClauseNumber``, ``Clause``, ``Standard``, ``Party``
- nouns: ``RaciMatrix``, ``Measure``, ``Formula``, ``Target``, ``Deviation``, ``DeviationPolicy``,
  ``Objective``, ``Programme``, ``Procedure``, ``Form``, ``Evidence``, ``Finding``, ``Waiver``,
  ``ManagementSystem``
- judgement: ``Question``, ``Answer``, ``clause_matrix``, ``ClauseMatrix``
- edges: ``load``, ``save``, ``load_standard``, ``write``, ``render``, ``structure``, ``unstructure``

Names are loaded when they are first used, so that importing the library costs next to nothing.

>>> import mgmtsys as ms
>>> ms.Quantity.parse("76%") in ms.Target.at_least("80%")
False
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from mgmtsys.version import __version__

if TYPE_CHECKING:  # what a type checker sees of the names below
    from mgmtsys.assessment.assessment import Assessment as Assessment
    from mgmtsys.assessment.assessment import Grading as Grading
    from mgmtsys.assessment.assessment import Lowering as Lowering
    from mgmtsys.assessment.assessment import next_grade as next_grade
    from mgmtsys.assessment.assessment import rating_of as rating_of
    from mgmtsys.assessment.assessment import score_of as score_of
    from mgmtsys.assessment.explanation import explain_assessment as explain_assessment
    from mgmtsys.assessment.findings import assessment_report as assessment_report
    from mgmtsys.assessment.findings import lowered_by as lowered_by
    from mgmtsys.assessment.improvement import NextGrade as NextGrade
    from mgmtsys.assessment.indicators import AssessmentFigure as AssessmentFigure
    from mgmtsys.assessment.indicators import Event as Event
    from mgmtsys.assessment.indicators import EventKind as EventKind
    from mgmtsys.assessment.indicators import IndicatorKind as IndicatorKind
    from mgmtsys.assessment.indicators import RatingIndicator as RatingIndicator
    from mgmtsys.assessment.indicators import incidence_rate as incidence_rate
    from mgmtsys.assessment.rating import Disqualification as Disqualification
    from mgmtsys.assessment.rating import Gate as Gate
    from mgmtsys.assessment.rating import Rating as Rating
    from mgmtsys.assessment.rating import RatingGrade as RatingGrade
    from mgmtsys.assessment.rating import RatingScheme as RatingScheme
    from mgmtsys.assessment.rating import RatingState as RatingState
    from mgmtsys.assessment.rating import Trigger as Trigger
    from mgmtsys.assessment.scheme import AssessmentUnit as AssessmentUnit
    from mgmtsys.assessment.scheme import Element as Element
    from mgmtsys.assessment.scheme import Phase as Phase
    from mgmtsys.assessment.scheme import RollUp as RollUp
    from mgmtsys.assessment.scheme import Scheme as Scheme
    from mgmtsys.assessment.scoring import Deduction as Deduction
    from mgmtsys.assessment.scoring import Marking as Marking
    from mgmtsys.assessment.scoring import Score as Score
    from mgmtsys.assessment_files import load_assessment as load_assessment
    from mgmtsys.audit_report import Report as Report
    from mgmtsys.auditing import (
        Check as Check,
    )
    from mgmtsys.auditing import (
        all_of as all_of,
    )
    from mgmtsys.auditing import (
        also_evidences as also_evidences,
    )
    from mgmtsys.auditing import (
        any_of as any_of,
    )
    from mgmtsys.auditing import (
        check as check,
    )
    from mgmtsys.auditing import (
        for_each as for_each,
    )
    from mgmtsys.auditing import (
        graded as graded,
    )
    from mgmtsys.auditing import (
        only_when as only_when,
    )
    from mgmtsys.capa import (
        Breach as Breach,
    )
    from mgmtsys.capa import (
        CapaState as CapaState,
    )
    from mgmtsys.capa import (
        CorrectiveAction as CorrectiveAction,
    )
    from mgmtsys.capa import (
        EffectivenessCheck as EffectivenessCheck,
    )
    from mgmtsys.capa import (
        Task as Task,
    )
    from mgmtsys.capa import (
        advance as advance,
    )
    from mgmtsys.capa import (
        open_action as open_action,
    )
    from mgmtsys.capa import (
        reopen as reopen,
    )
    from mgmtsys.checks import STANDARD as STANDARD
    from mgmtsys.checks import audit as audit
    from mgmtsys.checks.smart import (
        Letter as Letter,
    )
    from mgmtsys.checks.smart import (
        Mark as Mark,
    )
    from mgmtsys.checks.smart import (
        smart as smart,
    )
    from mgmtsys.clause import (
        Clause as Clause,
    )
    from mgmtsys.clause import (
        ClauseNumber as ClauseNumber,
    )
    from mgmtsys.clause import (
        ClauseRef as ClauseRef,
    )
    from mgmtsys.clause import (
        Duty as Duty,
    )
    from mgmtsys.clause import (
        Force as Force,
    )
    from mgmtsys.clause import (
        Standard as Standard,
    )
    from mgmtsys.codec import (
        structure as structure,
    )
    from mgmtsys.codec import (
        structure_system as structure_system,
    )
    from mgmtsys.codec import (
        unstructure as unstructure,
    )
    from mgmtsys.context import (
        Aspect as Aspect,
    )
    from mgmtsys.context import (
        Obligation as Obligation,
    )
    from mgmtsys.context import (
        Outlook as Outlook,
    )
    from mgmtsys.context import (
        PolicyStatement as PolicyStatement,
    )
    from mgmtsys.context import (
        RiskOrOpportunity as RiskOrOpportunity,
    )
    from mgmtsys.deadline import Deadline as Deadline
    from mgmtsys.deviation import (
        Band as Band,
    )
    from mgmtsys.deviation import (
        Basis as Basis,
    )
    from mgmtsys.deviation import (
        Colour as Colour,
    )
    from mgmtsys.deviation import (
        Deviation as Deviation,
    )
    from mgmtsys.deviation import (
        DeviationPolicy as DeviationPolicy,
    )
    from mgmtsys.deviation import (
        Reason as Reason,
    )
    from mgmtsys.deviation import (
        Response as Response,
    )
    from mgmtsys.deviation import (
        ResponseKind as ResponseKind,
    )
    from mgmtsys.deviation import (
        TimeBasis as TimeBasis,
    )
    from mgmtsys.deviation import (
        deviation_of as deviation_of,
    )
    from mgmtsys.document import (
        Approval as Approval,
    )
    from mgmtsys.document import (
        Evidence as Evidence,
    )
    from mgmtsys.document import (
        Form as Form,
    )
    from mgmtsys.document import (
        FormKind as FormKind,
    )
    from mgmtsys.document import (
        Procedure as Procedure,
    )
    from mgmtsys.document import (
        Relation as Relation,
    )
    from mgmtsys.document import (
        Retention as Retention,
    )
    from mgmtsys.document import (
        Revision as Revision,
    )
    from mgmtsys.document import (
        Section as Section,
    )
    from mgmtsys.document import (
        Training as Training,
    )
    from mgmtsys.evaluation import evaluate as evaluate
    from mgmtsys.exceptions import (
        InvalidDocument as InvalidDocument,
    )
    from mgmtsys.exceptions import (
        NotUnderstood as NotUnderstood,
    )
    from mgmtsys.exceptions import (
        Problem as Problem,
    )
    from mgmtsys.explanation import explain as explain
    from mgmtsys.files import (
        load as load,
    )
    from mgmtsys.files import (
        load_standard as load_standard,
    )
    from mgmtsys.files import (
        save as save,
    )
    from mgmtsys.finding import (
        Exclusion as Exclusion,
    )
    from mgmtsys.finding import (
        Finding as Finding,
    )
    from mgmtsys.finding import (
        Grade as Grade,
    )
    from mgmtsys.finding import (
        Waiver as Waiver,
    )
    from mgmtsys.fingerprint import fingerprint_of as fingerprint_of
    from mgmtsys.matrix import (
        ClauseMatrix as ClauseMatrix,
    )
    from mgmtsys.matrix import (
        Coverage as Coverage,
    )
    from mgmtsys.matrix import (
        clause_matrix as clause_matrix,
    )
    from mgmtsys.matrix import (
        row_status as row_status,
    )
    from mgmtsys.measure import (
        Formula as Formula,
    )
    from mgmtsys.measure import (
        Measure as Measure,
    )
    from mgmtsys.measure import (
        Series as Series,
    )
    from mgmtsys.monitoring import Monitoring as Monitoring
    from mgmtsys.monitoring import MonitoringKind as MonitoringKind
    from mgmtsys.objective import (
        Action as Action,
    )
    from mgmtsys.objective import (
        Baseline as Baseline,
    )
    from mgmtsys.objective import (
        Communication as Communication,
    )
    from mgmtsys.objective import (
        Indicator as Indicator,
    )
    from mgmtsys.objective import (
        Milestone as Milestone,
    )
    from mgmtsys.objective import (
        Objective as Objective,
    )
    from mgmtsys.objective import (
        ProcessFigure as ProcessFigure,
    )
    from mgmtsys.objective import (
        Programme as Programme,
    )
    from mgmtsys.objective import (
        Resource as Resource,
    )
    from mgmtsys.objective import (
        Verification as Verification,
    )
    from mgmtsys.outcome import Outcome as Outcome
    from mgmtsys.outcome import narrowed as narrowed
    from mgmtsys.party import (
        Party as Party,
    )
    from mgmtsys.party import (
        PartyKind as PartyKind,
    )
    from mgmtsys.party import (
        Site as Site,
    )
    from mgmtsys.period import (
        Duration as Duration,
    )
    from mgmtsys.period import (
        Frequency as Frequency,
    )
    from mgmtsys.period import (
        Period as Period,
    )
    from mgmtsys.plugins import installed_checks as installed_checks
    from mgmtsys.questions import (
        QUESTIONS as QUESTIONS,
    )
    from mgmtsys.questions import (
        Answer as Answer,
    )
    from mgmtsys.questions import (
        Question as Question,
    )
    from mgmtsys.questions import (
        Status as Status,
    )
    from mgmtsys.raci import (
        Activity as Activity,
    )
    from mgmtsys.raci import (
        ActivityKind as ActivityKind,
    )
    from mgmtsys.raci import (
        RaciMatrix as RaciMatrix,
    )
    from mgmtsys.raci import (
        Role as Role,
    )
    from mgmtsys.reading import Reading as Reading
    from mgmtsys.reading import Record as Record
    from mgmtsys.records import load_readings as load_readings
    from mgmtsys.reports import render as render
    from mgmtsys.reports import write as write
    from mgmtsys.responses import Decision as Decision
    from mgmtsys.responses import Move as Move
    from mgmtsys.schema import catalogue_schema as catalogue_schema
    from mgmtsys.schema import system_schema as system_schema
    from mgmtsys.standards import all_shipped as all_shipped
    from mgmtsys.standards import shipped as shipped
    from mgmtsys.system import ManagementSystem as ManagementSystem
    from mgmtsys.target import (
        Bound as Bound,
    )
    from mgmtsys.target import (
        Target as Target,
    )
    from mgmtsys.target import (
        TargetKind as TargetKind,
    )
    from mgmtsys.text import Text as Text
    from mgmtsys.units import (
        Quantity as Quantity,
    )
    from mgmtsys.units import (
        Unit as Unit,
    )
    from mgmtsys.units import (
        exact as exact,
    )
    from mgmtsys.verdict import (
        Evaluation as Evaluation,
    )
    from mgmtsys.verdict import (
        State as State,
    )
    from mgmtsys.verdict import (
        Verdict as Verdict,
    )

#: Every public name with the module that defines it.
_HOMES = {
    "text": ("Text",),
    "units": ("Quantity", "Unit", "exact"),
    "period": ("Duration", "Frequency", "Period"),
    "clause": ("Clause", "ClauseNumber", "ClauseRef", "Duty", "Force", "Standard"),
    "party": ("Party", "PartyKind", "Site"),
    "raci": ("Activity", "ActivityKind", "RaciMatrix", "Role"),
    "context": (
        "Aspect",
        "Obligation",
        "Outlook",
        "PolicyStatement",
        "RiskOrOpportunity",
    ),
    "measure": ("Formula", "Measure", "Series"),
    "target": ("Bound", "Target", "TargetKind"),
    "deviation": (
        "Band",
        "Basis",
        "Colour",
        "Deviation",
        "DeviationPolicy",
        "Reason",
        "Response",
        "ResponseKind",
        "TimeBasis",
        "deviation_of",
    ),
    "document": (
        "Approval",
        "Evidence",
        "Form",
        "FormKind",
        "Procedure",
        "Relation",
        "Retention",
        "Revision",
        "Section",
        "Training",
    ),
    "finding": ("Exclusion", "Finding", "Grade", "Waiver"),
    "objective": (
        "Action",
        "Baseline",
        "Communication",
        "Indicator",
        "Milestone",
        "Objective",
        "ProcessFigure",
        "Programme",
        "Resource",
        "Verification",
    ),
    "monitoring": ("Monitoring", "MonitoringKind"),
    "system": ("ManagementSystem",),
    "audit_report": ("Report",),
    "auditing": (
        "Check",
        "all_of",
        "also_evidences",
        "any_of",
        "check",
        "for_each",
        "graded",
        "only_when",
    ),
    "checks": ("STANDARD", "audit"),
    "questions": ("QUESTIONS", "Answer", "Question", "Status"),
    "outcome": ("Outcome", "narrowed"),
    "matrix": ("ClauseMatrix", "Coverage", "clause_matrix", "row_status"),
    "fingerprint": ("fingerprint_of",),
    "codec": ("structure", "structure_system", "unstructure"),
    "standards": ("all_shipped", "shipped"),
    "files": ("load", "load_standard", "save"),
    "plugins": ("installed_checks",),
    "reports": ("render", "write"),
    "schema": ("catalogue_schema", "system_schema"),
    "exceptions": ("InvalidDocument", "NotUnderstood", "Problem"),
    "reading": ("Reading", "Record"),
    "capa": (
        "Breach",
        "CapaState",
        "CorrectiveAction",
        "EffectivenessCheck",
        "Task",
        "advance",
        "open_action",
        "reopen",
    ),
    "evaluation": ("evaluate",),
    "explanation": ("explain",),
    "records": ("load_readings",),
    "responses": ("Decision", "Move"),
    "deadline": ("Deadline",),
    "verdict": ("Evaluation", "State", "Verdict"),
    "checks.smart": ("Letter", "Mark", "smart"),
    "assessment.scheme": ("AssessmentUnit", "Element", "Phase", "RollUp", "Scheme"),
    "assessment.scoring": ("Deduction", "Marking", "Score"),
    "assessment.indicators": (
        "Event",
        "EventKind",
        "AssessmentFigure",
        "IndicatorKind",
        "RatingIndicator",
        "incidence_rate",
    ),
    "assessment.rating": (
        "Disqualification",
        "Gate",
        "Rating",
        "RatingGrade",
        "RatingScheme",
        "RatingState",
        "Trigger",
    ),
    "assessment.improvement": ("NextGrade",),
    "assessment.assessment": (
        "Assessment",
        "Grading",
        "Lowering",
        "next_grade",
        "rating_of",
        "score_of",
    ),
    "assessment.findings": ("assessment_report", "lowered_by"),
    "assessment.explanation": ("explain_assessment",),
    "assessment_files": ("load_assessment",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOME_OF)]  # noqa: PLE0604 - the names of the table


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'mgmtsys' has no attribute {name!r}")
    return getattr(import_module(f"mgmtsys.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
