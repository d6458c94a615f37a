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
- edges: ``load``, ``loads``, ``save``, ``load_standard``, ``load_crosswalk``, ``write``, ``render``, ``structure``, ``unstructure``

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
    from mgmtsys.ambition import (
        Ambition as Ambition,
        ambitions as ambitions,
        resource_changes as resource_changes,
    )
    from mgmtsys.amendment import amended as amended
    from mgmtsys.assessment.allocation import allocate as allocate
    from mgmtsys.assessment.approach import (
        Approach as Approach,
        Flow as Flow,
        Traversal as Traversal,
        Vertical as Vertical,
    )
    from mgmtsys.assessment.assessment import (
        Assessment as Assessment,
        Grading as Grading,
        Lowering as Lowering,
        next_grade as next_grade,
        rating_of as rating_of,
        score_of as score_of,
    )
    from mgmtsys.assessment.drawing import (
        Sample as Sample,
        SampledUnit as SampledUnit,
        draw as draw,
    )
    from mgmtsys.assessment.explanation import explain_assessment as explain_assessment
    from mgmtsys.assessment.findings import (
        assessment_report as assessment_report,
        lowered_by as lowered_by,
    )
    from mgmtsys.assessment.improvement import NextGrade as NextGrade
    from mgmtsys.assessment.indicators import (
        AssessmentFigure as AssessmentFigure,
        Event as Event,
        EventKind as EventKind,
        IndicatorKind as IndicatorKind,
        RatingIndicator as RatingIndicator,
        incidence_rate as incidence_rate,
    )
    from mgmtsys.assessment.inference import (
        ConclusionGround as ConclusionGround,
        PartBounds as PartBounds,
        RiskSide as RiskSide,
        SampleConclusion as SampleConclusion,
        conclude as conclude,
    )
    from mgmtsys.assessment.population import Population as Population
    from mgmtsys.assessment.programme import (
        Assessor as Assessor,
        AuditedDepartment as AuditedDepartment,
        AuditedElement as AuditedElement,
        AuditProgramme as AuditProgramme,
        VisitResult as VisitResult,
        regrouped as regrouped,
    )
    from mgmtsys.assessment.rating import (
        Disqualification as Disqualification,
        Gate as Gate,
        Rating as Rating,
        RatingGrade as RatingGrade,
        RatingScheme as RatingScheme,
        RatingState as RatingState,
        Trigger as Trigger,
    )
    from mgmtsys.assessment.sample_size import (
        AttributeMethod as AttributeMethod,
        AuditStage as AuditStage,
        ProportionMethod as ProportionMethod,
        SampleSize as SampleSize,
        attribute_size as attribute_size,
        proportion_size as proportion_size,
        sites_size as sites_size,
    )
    from mgmtsys.assessment.sampling import (
        Allocation as Allocation,
        ChosenUnit as ChosenUnit,
        Conduct as Conduct,
        InformationSource as InformationSource,
        SamplingPlan as SamplingPlan,
        Selection as Selection,
        SelectionKind as SelectionKind,
        SourceMix as SourceMix,
        Stratum as Stratum,
    )
    from mgmtsys.assessment.scheme import (
        AssessmentUnit as AssessmentUnit,
        Element as Element,
        Phase as Phase,
        RollUp as RollUp,
        Scheme as Scheme,
    )
    from mgmtsys.assessment.scoring import (
        Deduction as Deduction,
        Marking as Marking,
        Score as Score,
    )
    from mgmtsys.assessment.strata import SampledPart as SampledPart
    from mgmtsys.assessment.visits import Visit as Visit, plan_visits as plan_visits
    from mgmtsys.assessment_files import load_assessment as load_assessment
    from mgmtsys.audit_files import (
        draw_sample as draw_sample,
        load_audit_programme as load_audit_programme,
        load_population as load_population,
        load_sampling_plan as load_sampling_plan,
        plan_programme as plan_programme,
    )
    from mgmtsys.audit_report import Report as Report
    from mgmtsys.capa import (
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
    from mgmtsys.checking import (
        Check as Check,
        all_of as all_of,
        also_evidences as also_evidences,
        any_of as any_of,
        check as check,
        for_each as for_each,
        graded as graded,
        only_when as only_when,
    )
    from mgmtsys.checks import STANDARD as STANDARD, audit as audit
    from mgmtsys.checks.ambition import continual_improvement as continual_improvement
    from mgmtsys.checks.confirmations import (
        confirmable_evidence as confirmable_evidence,
        confirmed_evidence_is_what_it_was as confirmed_evidence_is_what_it_was,
    )
    from mgmtsys.checks.smart import (
        Letter as Letter,
        Mark as Mark,
        smart as smart,
    )
    from mgmtsys.clause import (
        Clause as Clause,
        ClauseNumber as ClauseNumber,
        ClauseRef as ClauseRef,
        Duty as Duty,
        Force as Force,
        Standard as Standard,
    )
    from mgmtsys.codec import (
        structure as structure,
        structure_system as structure_system,
        unstructure as unstructure,
    )
    from mgmtsys.confirmation import (
        Confirmation as Confirmation,
        confirm as confirm,
        suspects as suspects,
    )
    from mgmtsys.context import (
        Aspect as Aspect,
        Obligation as Obligation,
        Outlook as Outlook,
        PolicyStatement as PolicyStatement,
        RiskOrOpportunity as RiskOrOpportunity,
    )
    from mgmtsys.crosswalk import Crosswalk as Crosswalk, compose as compose
    from mgmtsys.deadline import Deadline as Deadline
    from mgmtsys.decision import Decision as Decision, Move as Move, responses as responses
    from mgmtsys.deviation import (
        Basis as Basis,
        Deviation as Deviation,
        Reason as Reason,
        deviation_of as deviation_of,
    )
    from mgmtsys.document import (
        Approval as Approval,
        CrossReference as CrossReference,
        Evidence as Evidence,
        Form as Form,
        FormKind as FormKind,
        Procedure as Procedure,
        Retention as Retention,
        RetentionStart as RetentionStart,
        Revision as Revision,
        Section as Section,
        Training as Training,
    )
    from mgmtsys.evaluation import evaluate as evaluate
    from mgmtsys.exceptions import (
        InvalidDocument as InvalidDocument,
        Notice as Notice,
        NotUnderstood as NotUnderstood,
        Problem as Problem,
    )
    from mgmtsys.explanation import explain as explain
    from mgmtsys.files import (
        load as load,
        load_crosswalk as load_crosswalk,
        load_register as load_register,
        load_standard as load_standard,
        load_wording as load_wording,
        loads as loads,
        save as save,
    )
    from mgmtsys.finding import (
        Audited as Audited,
        Exclusion as Exclusion,
        Failure as Failure,
        Finding as Finding,
        Grade as Grade,
        Waiver as Waiver,
    )
    from mgmtsys.fingerprint import fingerprint_of as fingerprint_of
    from mgmtsys.fiscal import (
        name_span as name_span,
        parse_span as parse_span,
    )
    from mgmtsys.inference import Conflict as Conflict, Inference as Inference, infer as infer
    from mgmtsys.link import Claim as Claim, Link as Link, Matching as Matching
    from mgmtsys.linting import lint as lint
    from mgmtsys.management_review import review_inputs as review_inputs
    from mgmtsys.matrix import (
        ClauseMatrix as ClauseMatrix,
        Coverage as Coverage,
        clause_matrix as clause_matrix,
        row_status as row_status,
    )
    from mgmtsys.measure import (
        Division as Division,
        Formula as Formula,
        Measure as Measure,
        Series as Series,
    )
    from mgmtsys.monitoring import (
        Held as Held,
        Monitoring as Monitoring,
        MonitoringKind as MonitoringKind,
    )
    from mgmtsys.number import (
        DecimalMark as DecimalMark,
        exact as exact,
    )
    from mgmtsys.objective import (
        Action as Action,
        Baseline as Baseline,
        Communication as Communication,
        Indicator as Indicator,
        Milestone as Milestone,
        Objective as Objective,
        ProcessFigure as ProcessFigure,
        Programme as Programme,
        Resource as Resource,
        Verification as Verification,
    )
    from mgmtsys.outcome import Outcome as Outcome, narrowed as narrowed
    from mgmtsys.party import (
        Party as Party,
        PartyKind as PartyKind,
        Site as Site,
    )
    from mgmtsys.period import (
        Duration as Duration,
        Frequency as Frequency,
        Period as Period,
    )
    from mgmtsys.plugins import installed_checks as installed_checks
    from mgmtsys.policy import (
        Band as Band,
        DeviationPolicy as DeviationPolicy,
        PolicyPart as PolicyPart,
        TimeBasis as TimeBasis,
    )
    from mgmtsys.questions import (
        QUESTIONS as QUESTIONS,
        Answer as Answer,
        Question as Question,
        Status as Status,
    )
    from mgmtsys.raci import (
        Activity as Activity,
        ActivityKind as ActivityKind,
        RaciMatrix as RaciMatrix,
        Role as Role,
    )
    from mgmtsys.reading import Reading as Reading, Record as Record
    from mgmtsys.records import load_readings as load_readings
    from mgmtsys.register import Register as Register
    from mgmtsys.relation import BaseRelation as BaseRelation, Relation as Relation
    from mgmtsys.reports import render as render, write as write
    from mgmtsys.response import Colour as Colour, Response as Response
    from mgmtsys.review import (
        due as due,
        periodic_review as periodic_review,
        process_figures as process_figures,
        responses_due as responses_due,
    )
    from mgmtsys.schema import (
        assessment_schema as assessment_schema,
        audit_programme_schema as audit_programme_schema,
        catalogue_schema as catalogue_schema,
        crosswalk_schema as crosswalk_schema,
        register_schema as register_schema,
        sampling_plan_schema as sampling_plan_schema,
        system_schema as system_schema,
    )
    from mgmtsys.sheets import Sheet as Sheet, fill as fill
    from mgmtsys.standards import all_shipped as all_shipped, shipped as shipped
    from mgmtsys.standards.crosswalks import (
        shipped_crosswalk as shipped_crosswalk,
        shipped_crosswalks as shipped_crosswalks,
    )
    from mgmtsys.system import ManagementSystem as ManagementSystem
    from mgmtsys.target import (
        Bound as Bound,
        Target as Target,
        TargetKind as TargetKind,
    )
    from mgmtsys.text import Text as Text
    from mgmtsys.through import matrix_through as matrix_through
    from mgmtsys.transferring import (
        Bounds as Bounds,
        Conclusion as Conclusion,
        Fulfilment as Fulfilment,
        Ground as Ground,
        Knowledge as Knowledge,
        Transfer as Transfer,
        transfer as transfer,
    )
    from mgmtsys.units import (
        Quantity as Quantity,
        Unit as Unit,
    )
    from mgmtsys.verdict import (
        Evaluation as Evaluation,
        PolicyAnswer as PolicyAnswer,
        State as State,
        Verdict as Verdict,
    )

#: Every public name with the module that defines it.
_HOMES = {
    "text": ("Text",),
    "units": ("Quantity", "Unit"),
    "period": ("Duration", "Frequency", "Period"),
    "fiscal": ("name_span", "parse_span"),
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
    "measure": ("Division", "Formula", "Measure", "Series"),
    "target": ("Bound", "Target", "TargetKind"),
    "deviation": ("Basis", "Deviation", "Reason", "deviation_of"),
    "response": ("Colour", "Response"),
    "policy": ("Band", "DeviationPolicy", "PolicyPart", "TimeBasis"),
    "document": (
        "Approval",
        "Evidence",
        "Form",
        "FormKind",
        "Procedure",
        "CrossReference",
        "Retention",
        "RetentionStart",
        "Revision",
        "Section",
        "Training",
    ),
    "finding": ("Audited", "Exclusion", "Failure", "Finding", "Grade", "Waiver"),
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
    "number": ("DecimalMark", "exact"),
    "system": ("ManagementSystem",),
    "audit_report": ("Report",),
    "checking": (
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
    "files": (
        "load",
        "load_crosswalk",
        "load_register",
        "load_standard",
        "load_wording",
        "loads",
        "save",
    ),
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
    "exceptions": ("InvalidDocument", "NotUnderstood", "Notice", "Problem"),
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
    "review": ("due", "periodic_review", "process_figures", "responses_due"),
    "management_review": ("review_inputs",),
    "sheets": ("Sheet", "fill"),
    "deadline": ("Deadline",),
    "confirmation": ("Confirmation", "confirm", "suspects"),
    "checks.confirmations": ("confirmable_evidence", "confirmed_evidence_is_what_it_was"),
    "verdict": ("Evaluation", "PolicyAnswer", "State", "Verdict"),
    "checks.smart": ("Letter", "Mark", "smart"),
    "assessment.allocation": ("allocate",),
    "assessment.approach": ("Approach", "Flow", "Traversal", "Vertical"),
    "assessment.drawing": ("Sample", "SampledUnit", "draw"),
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
    "assessment.strata": ("SampledPart",),
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
