"""Management-system compliance as values: a system is a value, a check is a function, an audit a sum.

A tour, floor by floor:

- values: ``Text``, ``Quantity``, ``Unit``, ``Period``, ``Duration``, ``Frequency``, ``Deadline``,
  ``ClauseNumber``, ``Clause``, ``Standard``, ``Party``, ``Relation``
- nouns: ``RaciMatrix``, ``Measure``, ``Formula``, ``Target``, ``Deviation``, ``DeviationPolicy``,
  ``Objective``, ``Programme``, ``Procedure``, ``Form``, ``Evidence``, ``Finding``, ``Waiver``,
  ``Link``, ``Crosswalk``, ``ManagementSystem``
- judgement: ``Question``, ``Answer``, ``clause_matrix``, ``ClauseMatrix``,
  ``transfer``, ``matrix_through``
- assessment: ``SamplingPlan``, ``draw``, ``conclude``, ``AuditProgramme``, ``plan_visits``
- edges: ``load``, ``save``, ``load_standard``, ``load_crosswalk``, ``write``, ``render``, ``structure``, ``unstructure``

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
    from mgmtsys.ambition import Ambition as Ambition
    from mgmtsys.ambition import ambitions as ambitions
    from mgmtsys.ambition import resource_changes as resource_changes
    from mgmtsys.amendment import amended as amended
    from mgmtsys.assessment.allocation import allocate as allocate
    from mgmtsys.assessment.approach import Approach as Approach
    from mgmtsys.assessment.approach import Flow as Flow
    from mgmtsys.assessment.approach import Traversal as Traversal
    from mgmtsys.assessment.approach import Vertical as Vertical
    from mgmtsys.assessment.assessment import Assessment as Assessment
    from mgmtsys.assessment.assessment import Grading as Grading
    from mgmtsys.assessment.assessment import Lowering as Lowering
    from mgmtsys.assessment.assessment import next_grade as next_grade
    from mgmtsys.assessment.assessment import rating_of as rating_of
    from mgmtsys.assessment.assessment import score_of as score_of
    from mgmtsys.assessment.drawing import Sample as Sample
    from mgmtsys.assessment.drawing import SampledPart as SampledPart
    from mgmtsys.assessment.drawing import SampledUnit as SampledUnit
    from mgmtsys.assessment.drawing import draw as draw
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
    from mgmtsys.assessment.inference import ConclusionGround as ConclusionGround
    from mgmtsys.assessment.inference import PartBounds as PartBounds
    from mgmtsys.assessment.inference import RiskSide as RiskSide
    from mgmtsys.assessment.inference import SampleConclusion as SampleConclusion
    from mgmtsys.assessment.inference import conclude as conclude
    from mgmtsys.assessment.population import Population as Population
    from mgmtsys.assessment.programme import Assessor as Assessor
    from mgmtsys.assessment.programme import AuditedDepartment as AuditedDepartment
    from mgmtsys.assessment.programme import AuditedElement as AuditedElement
    from mgmtsys.assessment.programme import AuditProgramme as AuditProgramme
    from mgmtsys.assessment.programme import VisitResult as VisitResult
    from mgmtsys.assessment.programme import regrouped as regrouped
    from mgmtsys.assessment.rating import Disqualification as Disqualification
    from mgmtsys.assessment.rating import Gate as Gate
    from mgmtsys.assessment.rating import Rating as Rating
    from mgmtsys.assessment.rating import RatingGrade as RatingGrade
    from mgmtsys.assessment.rating import RatingScheme as RatingScheme
    from mgmtsys.assessment.rating import RatingState as RatingState
    from mgmtsys.assessment.rating import Trigger as Trigger
    from mgmtsys.assessment.sample_size import AttributeMethod as AttributeMethod
    from mgmtsys.assessment.sample_size import AuditStage as AuditStage
    from mgmtsys.assessment.sample_size import ProportionMethod as ProportionMethod
    from mgmtsys.assessment.sample_size import SampleSize as SampleSize
    from mgmtsys.assessment.sample_size import attribute_size as attribute_size
    from mgmtsys.assessment.sample_size import proportion_size as proportion_size
    from mgmtsys.assessment.sample_size import sites_size as sites_size
    from mgmtsys.assessment.sampling import Allocation as Allocation
    from mgmtsys.assessment.sampling import ChosenUnit as ChosenUnit
    from mgmtsys.assessment.sampling import Conduct as Conduct
    from mgmtsys.assessment.sampling import InformationSource as InformationSource
    from mgmtsys.assessment.sampling import SamplingPlan as SamplingPlan
    from mgmtsys.assessment.sampling import Selection as Selection
    from mgmtsys.assessment.sampling import SelectionKind as SelectionKind
    from mgmtsys.assessment.sampling import SourceMix as SourceMix
    from mgmtsys.assessment.sampling import Stratum as Stratum
    from mgmtsys.assessment.scheme import AssessmentUnit as AssessmentUnit
    from mgmtsys.assessment.scheme import Element as Element
    from mgmtsys.assessment.scheme import Phase as Phase
    from mgmtsys.assessment.scheme import RollUp as RollUp
    from mgmtsys.assessment.scheme import Scheme as Scheme
    from mgmtsys.assessment.scoring import Deduction as Deduction
    from mgmtsys.assessment.scoring import Marking as Marking
    from mgmtsys.assessment.scoring import Score as Score
    from mgmtsys.assessment.visits import Visit as Visit
    from mgmtsys.assessment.visits import plan_visits as plan_visits
    from mgmtsys.assessment_files import load_assessment as load_assessment
    from mgmtsys.audit_files import draw_sample as draw_sample
    from mgmtsys.audit_files import load_audit_programme as load_audit_programme
    from mgmtsys.audit_files import load_population as load_population
    from mgmtsys.audit_files import load_sampling_plan as load_sampling_plan
    from mgmtsys.audit_files import plan_programme as plan_programme
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
        Step as Step,
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
    from mgmtsys.checks.ambition import continual_improvement as continual_improvement
    from mgmtsys.checks.confirmations import confirmable_evidence as confirmable_evidence
    from mgmtsys.checks.confirmations import (
        confirmed_evidence_is_what_it_was as confirmed_evidence_is_what_it_was,
    )
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
    from mgmtsys.confirmation import Confirmation as Confirmation
    from mgmtsys.confirmation import confirm as confirm
    from mgmtsys.confirmation import suspects as suspects
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
    from mgmtsys.crosswalk import Crosswalk as Crosswalk
    from mgmtsys.crosswalk import compose as compose
    from mgmtsys.deadline import Deadline as Deadline
    from mgmtsys.decision import Decision as Decision
    from mgmtsys.decision import Move as Move
    from mgmtsys.decision import responses as responses
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
        CrossReference as CrossReference,
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
    from mgmtsys.files import load_crosswalk as load_crosswalk
    from mgmtsys.files import (
        load_register as load_register,
    )
    from mgmtsys.files import (
        load_standard as load_standard,
    )
    from mgmtsys.files import (
        load_wording as load_wording,
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
    from mgmtsys.inference import Conflict as Conflict
    from mgmtsys.inference import Inference as Inference
    from mgmtsys.inference import infer as infer
    from mgmtsys.link import Claim as Claim
    from mgmtsys.link import Link as Link
    from mgmtsys.link import Matching as Matching
    from mgmtsys.linting import lint as lint
    from mgmtsys.management_review import review_inputs as review_inputs
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
    from mgmtsys.monitoring import Held as Held
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
    from mgmtsys.register import Register as Register
    from mgmtsys.relation import BaseRelation as BaseRelation
    from mgmtsys.relation import Relation as Relation
    from mgmtsys.reports import render as render
    from mgmtsys.reports import write as write
    from mgmtsys.review import due as due
    from mgmtsys.review import periodic_review as periodic_review
    from mgmtsys.review import process_figures as process_figures
    from mgmtsys.schema import assessment_schema as assessment_schema
    from mgmtsys.schema import audit_programme_schema as audit_programme_schema
    from mgmtsys.schema import catalogue_schema as catalogue_schema
    from mgmtsys.schema import crosswalk_schema as crosswalk_schema
    from mgmtsys.schema import register_schema as register_schema
    from mgmtsys.schema import sampling_plan_schema as sampling_plan_schema
    from mgmtsys.schema import system_schema as system_schema
    from mgmtsys.sheets import Sheet as Sheet
    from mgmtsys.sheets import fill as fill
    from mgmtsys.standards import all_shipped as all_shipped
    from mgmtsys.standards import shipped as shipped
    from mgmtsys.standards.crosswalks import shipped_crosswalk as shipped_crosswalk
    from mgmtsys.standards.crosswalks import shipped_crosswalks as shipped_crosswalks
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
    from mgmtsys.through import matrix_through as matrix_through
    from mgmtsys.transferring import Bounds as Bounds
    from mgmtsys.transferring import Conclusion as Conclusion
    from mgmtsys.transferring import Fulfilment as Fulfilment
    from mgmtsys.transferring import Ground as Ground
    from mgmtsys.transferring import Knowledge as Knowledge
    from mgmtsys.transferring import Transfer as Transfer
    from mgmtsys.transferring import transfer as transfer
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
    "relation": ("BaseRelation", "Relation"),
    "link": ("Claim", "Link", "Matching"),
    "crosswalk": ("Crosswalk", "compose"),
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
        "CrossReference",
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
    "monitoring": ("Held", "Monitoring", "MonitoringKind"),
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
    "checks.ambition": ("continual_improvement",),
    "questions": ("QUESTIONS", "Answer", "Question", "Status"),
    "outcome": ("Outcome", "narrowed"),
    "inference": ("Conflict", "Inference", "infer"),
    "transferring": (
        "Bounds",
        "Conclusion",
        "Fulfilment",
        "Ground",
        "Knowledge",
        "Transfer",
        "transfer",
    ),
    "linting": ("lint",),
    "through": ("matrix_through",),
    "matrix": ("ClauseMatrix", "Coverage", "clause_matrix", "row_status"),
    "fingerprint": ("fingerprint_of",),
    "codec": ("structure", "structure_system", "unstructure"),
    "standards": ("all_shipped", "shipped"),
    "standards.crosswalks": ("shipped_crosswalk", "shipped_crosswalks"),
    "files": ("load", "load_crosswalk", "load_register", "load_standard", "load_wording", "save"),
    "amendment": ("amended",),
    "plugins": ("installed_checks",),
    "reports": ("render", "write"),
    "schema": (
        "assessment_schema",
        "audit_programme_schema",
        "catalogue_schema",
        "crosswalk_schema",
        "register_schema",
        "sampling_plan_schema",
        "system_schema",
    ),
    "exceptions": ("InvalidDocument", "NotUnderstood", "Problem"),
    "reading": ("Reading", "Record"),
    "capa": (
        "Breach",
        "CapaState",
        "CorrectiveAction",
        "EffectivenessCheck",
        "Step",
        "Task",
        "advance",
        "open_action",
        "reopen",
    ),
    "evaluation": ("evaluate",),
    "explanation": ("explain",),
    "records": ("load_readings",),
    "decision": ("Decision", "Move", "responses"),
    "ambition": ("Ambition", "ambitions", "resource_changes"),
    "register": ("Register",),
    "review": ("due", "periodic_review", "process_figures"),
    "management_review": ("review_inputs",),
    "sheets": ("Sheet", "fill"),
    "deadline": ("Deadline",),
    "confirmation": ("Confirmation", "confirm", "suspects"),
    "checks.confirmations": ("confirmable_evidence", "confirmed_evidence_is_what_it_was"),
    "verdict": ("Evaluation", "State", "Verdict"),
    "checks.smart": ("Letter", "Mark", "smart"),
    "assessment.allocation": ("allocate",),
    "assessment.approach": ("Approach", "Flow", "Traversal", "Vertical"),
    "assessment.drawing": ("Sample", "SampledPart", "SampledUnit", "draw"),
    "assessment.inference": (
        "ConclusionGround",
        "PartBounds",
        "RiskSide",
        "SampleConclusion",
        "conclude",
    ),
    "assessment.population": ("Population",),
    "assessment.programme": (
        "Assessor",
        "AuditProgramme",
        "AuditedDepartment",
        "AuditedElement",
        "VisitResult",
        "regrouped",
    ),
    "assessment.sample_size": (
        "AttributeMethod",
        "AuditStage",
        "ProportionMethod",
        "SampleSize",
        "attribute_size",
        "proportion_size",
        "sites_size",
    ),
    "assessment.sampling": (
        "Allocation",
        "ChosenUnit",
        "Conduct",
        "InformationSource",
        "SamplingPlan",
        "Selection",
        "SelectionKind",
        "SourceMix",
        "Stratum",
    ),
    "assessment.visits": ("Visit", "plan_visits"),
    "audit_files": (
        "draw_sample",
        "load_audit_programme",
        "load_population",
        "load_sampling_plan",
        "plan_programme",
    ),
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
