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

from mgmtsys.values.version import __version__

if TYPE_CHECKING:  # what a type checker sees of the names below
    from mgmtsys.auditing.check import (
        Check as Check,
        all_of as all_of,
        also_evidences as also_evidences,
        any_of as any_of,
        check as check,
        for_each as for_each,
        graded as graded,
        only_when as only_when,
    )
    from mgmtsys.auditing.checks import STANDARD as STANDARD, audit as audit
    from mgmtsys.auditing.checks.ambition import continual_improvement as continual_improvement
    from mgmtsys.auditing.checks.confirmations import (
        confirmable_evidence as confirmable_evidence,
        confirmed_evidence_is_what_it_was as confirmed_evidence_is_what_it_was,
    )
    from mgmtsys.auditing.checks.smart import (
        Letter as Letter,
        Mark as Mark,
        smart as smart,
    )
    from mgmtsys.auditing.lint import lint as lint
    from mgmtsys.auditing.matrix import (
        ClauseMatrix as ClauseMatrix,
        Coverage as Coverage,
        clause_matrix as clause_matrix,
    )
    from mgmtsys.auditing.outcome import Outcome as Outcome, narrowed as narrowed
    from mgmtsys.auditing.questions import (
        QUESTIONS as QUESTIONS,
        Answer as Answer,
        Question as Question,
    )
    from mgmtsys.auditing.status import Status as Status, row_status as row_status
    from mgmtsys.auditing.through import matrix_through as matrix_through
    from mgmtsys.cycle.decision import Decision as Decision, Move as Move, responses as responses
    from mgmtsys.cycle.evaluation import evaluate as evaluate
    from mgmtsys.cycle.explanation import explain as explain
    from mgmtsys.cycle.forms import Sheet as Sheet, fill as fill
    from mgmtsys.cycle.management_review import review_inputs as review_inputs
    from mgmtsys.cycle.review import (
        due as due,
        periodic_review as periodic_review,
        process_figures as process_figures,
        responses_due as responses_due,
    )
    from mgmtsys.fieldwork.allocation import allocate as allocate
    from mgmtsys.fieldwork.approach import (
        Approach as Approach,
        Flow as Flow,
        Traversal as Traversal,
        Vertical as Vertical,
    )
    from mgmtsys.fieldwork.conclusion import (
        ConclusionGround as ConclusionGround,
        PartBounds as PartBounds,
        RiskSide as RiskSide,
        SampleConclusion as SampleConclusion,
        conclude as conclude,
    )
    from mgmtsys.fieldwork.drawing import (
        Sample as Sample,
        SampledUnit as SampledUnit,
        draw as draw,
    )
    from mgmtsys.fieldwork.population import Population as Population
    from mgmtsys.fieldwork.programme import (
        Assessor as Assessor,
        AuditedDepartment as AuditedDepartment,
        AuditedElement as AuditedElement,
        AuditProgramme as AuditProgramme,
        VisitResult as VisitResult,
        regrouped as regrouped,
    )
    from mgmtsys.fieldwork.sample_size import (
        AttributeMethod as AttributeMethod,
        AuditStage as AuditStage,
        ProportionMethod as ProportionMethod,
        SampleSize as SampleSize,
        attribute_size as attribute_size,
        proportion_size as proportion_size,
        sites_size as sites_size,
    )
    from mgmtsys.fieldwork.sampling import (
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
    from mgmtsys.fieldwork.strata import SampledPart as SampledPart
    from mgmtsys.fieldwork.visits import Visit as Visit, plan_visits as plan_visits
    from mgmtsys.files.assessments import load_assessment as load_assessment
    from mgmtsys.files.codec import (
        structure as structure,
        structure_system as structure_system,
        unstructure as unstructure,
    )
    from mgmtsys.files.fieldwork import (
        draw_sample as draw_sample,
        load_audit_programme as load_audit_programme,
        load_population as load_population,
        load_sampling_plan as load_sampling_plan,
        plan_programme as plan_programme,
    )
    from mgmtsys.files.loading import (
        load as load,
        load_crosswalk as load_crosswalk,
        load_register as load_register,
        load_standard as load_standard,
        load_wording as load_wording,
        loads as loads,
        save as save,
    )
    from mgmtsys.files.plugins import installed_checks as installed_checks
    from mgmtsys.files.readings import load_readings as load_readings
    from mgmtsys.files.schema import (
        assessment_schema as assessment_schema,
        audit_programme_schema as audit_programme_schema,
        catalogue_schema as catalogue_schema,
        crosswalk_schema as crosswalk_schema,
        register_schema as register_schema,
        sampling_plan_schema as sampling_plan_schema,
        system_schema as system_schema,
    )
    from mgmtsys.files.standards import all_shipped as all_shipped, shipped as shipped
    from mgmtsys.files.standards.crosswalks import (
        shipped_crosswalk as shipped_crosswalk,
        shipped_crosswalks as shipped_crosswalks,
    )
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
    from mgmtsys.scoring.score import (
        Deduction as Deduction,
        Marking as Marking,
        Score as Score,
    )
    from mgmtsys.show import render as render, write as write
    from mgmtsys.standard.amendment import amended as amended
    from mgmtsys.standard.clause import (
        Clause as Clause,
        ClauseNumber as ClauseNumber,
        ClauseRef as ClauseRef,
        Duty as Duty,
        Force as Force,
        Standard as Standard,
    )
    from mgmtsys.standard.confirmation import (
        Confirmation as Confirmation,
        confirm as confirm,
        suspects as suspects,
    )
    from mgmtsys.standard.crosswalk import Crosswalk as Crosswalk, compose as compose
    from mgmtsys.standard.inference import (
        Conflict as Conflict,
        Inference as Inference,
        infer as infer,
    )
    from mgmtsys.standard.link import Claim as Claim, Link as Link, Matching as Matching
    from mgmtsys.standard.relation import BaseRelation as BaseRelation, Relation as Relation
    from mgmtsys.standard.transfer import (
        Bounds as Bounds,
        Conclusion as Conclusion,
        Fulfilment as Fulfilment,
        Ground as Ground,
        Knowledge as Knowledge,
        Transfer as Transfer,
        transfer as transfer,
    )
    from mgmtsys.system.ambition import (
        Ambition as Ambition,
        ambitions as ambitions,
        resource_changes as resource_changes,
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
    from mgmtsys.system.context import (
        Aspect as Aspect,
        Obligation as Obligation,
        Outlook as Outlook,
        PolicyStatement as PolicyStatement,
        RiskOrOpportunity as RiskOrOpportunity,
    )
    from mgmtsys.system.deviation import (
        Basis as Basis,
        Deviation as Deviation,
        Reason as Reason,
        deviation_of as deviation_of,
    )
    from mgmtsys.system.document import (
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
    from mgmtsys.system.finding import (
        Audited as Audited,
        Exclusion as Exclusion,
        Failure as Failure,
        Finding as Finding,
        Grade as Grade,
        Waiver as Waiver,
    )
    from mgmtsys.system.measure import (
        Division as Division,
        Formula as Formula,
        Measure as Measure,
        Series as Series,
    )
    from mgmtsys.system.monitoring import (
        Held as Held,
        Monitoring as Monitoring,
        MonitoringKind as MonitoringKind,
    )
    from mgmtsys.system.objective import (
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
    from mgmtsys.system.party import (
        Party as Party,
        PartyKind as PartyKind,
        Site as Site,
    )
    from mgmtsys.system.policy import (
        Band as Band,
        DeviationPolicy as DeviationPolicy,
        PolicyPart as PolicyPart,
        TimeBasis as TimeBasis,
    )
    from mgmtsys.system.raci import (
        Activity as Activity,
        ActivityKind as ActivityKind,
        RaciMatrix as RaciMatrix,
        Role as Role,
    )
    from mgmtsys.system.reading import Reading as Reading, Record as Record
    from mgmtsys.system.register import Register as Register
    from mgmtsys.system.report import Report as Report
    from mgmtsys.system.response import Colour as Colour, Response as Response
    from mgmtsys.system.system import ManagementSystem as ManagementSystem
    from mgmtsys.system.target import (
        Bound as Bound,
        Target as Target,
        TargetKind as TargetKind,
    )
    from mgmtsys.system.verdict import (
        Evaluation as Evaluation,
        PolicyAnswer as PolicyAnswer,
        State as State,
        Verdict as Verdict,
    )
    from mgmtsys.values.deadline import Deadline as Deadline
    from mgmtsys.values.exceptions import (
        InvalidDocument as InvalidDocument,
        Notice as Notice,
        NotUnderstood as NotUnderstood,
        Problem as Problem,
    )
    from mgmtsys.values.fingerprint import fingerprint_of as fingerprint_of
    from mgmtsys.values.fiscal import (
        name_span as name_span,
        parse_span as parse_span,
    )
    from mgmtsys.values.number import (
        DecimalMark as DecimalMark,
        exact as exact,
    )
    from mgmtsys.values.period import (
        Duration as Duration,
        Frequency as Frequency,
        Period as Period,
    )
    from mgmtsys.values.text import Text as Text
    from mgmtsys.values.units import (
        Quantity as Quantity,
        Unit as Unit,
    )

#: Every public name with the module that defines it.
_HOMES = {
    "values.text": ("Text",),
    "values.units": ("Quantity", "Unit"),
    "values.period": ("Duration", "Frequency", "Period"),
    "values.fiscal": ("name_span", "parse_span"),
    "standard.clause": ("Clause", "ClauseNumber", "ClauseRef", "Duty", "Force", "Standard"),
    "system.party": ("Party", "PartyKind", "Site"),
    "standard.relation": ("BaseRelation", "Relation"),
    "standard.link": ("Claim", "Link", "Matching"),
    "standard.crosswalk": ("Crosswalk", "compose"),
    "system.raci": ("Activity", "ActivityKind", "RaciMatrix", "Role"),
    "system.context": (
        "Aspect",
        "Obligation",
        "Outlook",
        "PolicyStatement",
        "RiskOrOpportunity",
    ),
    "system.measure": ("Division", "Formula", "Measure", "Series"),
    "system.target": ("Bound", "Target", "TargetKind"),
    "system.deviation": ("Basis", "Deviation", "Reason", "deviation_of"),
    "system.response": ("Colour", "Response"),
    "system.policy": ("Band", "DeviationPolicy", "PolicyPart", "TimeBasis"),
    "system.document": (
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
    "system.finding": ("Audited", "Exclusion", "Failure", "Finding", "Grade", "Waiver"),
    "system.objective": (
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
    "system.monitoring": ("Held", "Monitoring", "MonitoringKind"),
    "values.number": ("DecimalMark", "exact"),
    "system.system": ("ManagementSystem",),
    "system.report": ("Report",),
    "auditing.check": (
        "Check",
        "all_of",
        "also_evidences",
        "any_of",
        "check",
        "for_each",
        "graded",
        "only_when",
    ),
    "auditing.checks": ("STANDARD", "audit"),
    "auditing.checks.ambition": ("continual_improvement",),
    "auditing.questions": ("QUESTIONS", "Answer", "Question"),
    "auditing.outcome": ("Outcome", "narrowed"),
    "standard.inference": ("Conflict", "Inference", "infer"),
    "standard.transfer": (
        "Bounds",
        "Conclusion",
        "Fulfilment",
        "Ground",
        "Knowledge",
        "Transfer",
        "transfer",
    ),
    "auditing.lint": ("lint",),
    "auditing.through": ("matrix_through",),
    "auditing.matrix": ("ClauseMatrix", "Coverage", "clause_matrix"),
    "auditing.status": ("Status", "row_status"),
    "values.fingerprint": ("fingerprint_of",),
    "files.codec": ("structure", "structure_system", "unstructure"),
    "files.standards": ("all_shipped", "shipped"),
    "files.standards.crosswalks": ("shipped_crosswalk", "shipped_crosswalks"),
    "files.loading": (
        "load",
        "load_crosswalk",
        "load_register",
        "load_standard",
        "load_wording",
        "loads",
        "save",
    ),
    "standard.amendment": ("amended",),
    "files.plugins": ("installed_checks",),
    "show": ("render", "write"),
    "files.schema": (
        "assessment_schema",
        "audit_programme_schema",
        "catalogue_schema",
        "crosswalk_schema",
        "register_schema",
        "sampling_plan_schema",
        "system_schema",
    ),
    "values.exceptions": ("InvalidDocument", "NotUnderstood", "Notice", "Problem"),
    "system.reading": ("Reading", "Record"),
    "system.capa": (
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
    "cycle.evaluation": ("evaluate",),
    "cycle.explanation": ("explain",),
    "files.readings": ("load_readings",),
    "cycle.decision": ("Decision", "Move", "responses"),
    "system.ambition": ("Ambition", "ambitions", "resource_changes"),
    "system.register": ("Register",),
    "cycle.review": ("due", "periodic_review", "process_figures", "responses_due"),
    "cycle.management_review": ("review_inputs",),
    "cycle.forms": ("Sheet", "fill"),
    "values.deadline": ("Deadline",),
    "standard.confirmation": ("Confirmation", "confirm", "suspects"),
    "auditing.checks.confirmations": ("confirmable_evidence", "confirmed_evidence_is_what_it_was"),
    "system.verdict": ("Evaluation", "PolicyAnswer", "State", "Verdict"),
    "auditing.checks.smart": ("Letter", "Mark", "smart"),
    "fieldwork.allocation": ("allocate",),
    "fieldwork.approach": ("Approach", "Flow", "Traversal", "Vertical"),
    "fieldwork.drawing": ("Sample", "SampledUnit", "draw"),
    "fieldwork.conclusion": (
        "ConclusionGround",
        "PartBounds",
        "RiskSide",
        "SampleConclusion",
        "conclude",
    ),
    "fieldwork.population": ("Population",),
    "fieldwork.programme": (
        "Assessor",
        "AuditProgramme",
        "AuditedDepartment",
        "AuditedElement",
        "VisitResult",
        "regrouped",
    ),
    "fieldwork.sample_size": (
        "AttributeMethod",
        "AuditStage",
        "ProportionMethod",
        "SampleSize",
        "attribute_size",
        "proportion_size",
        "sites_size",
    ),
    "fieldwork.sampling": (
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
    "fieldwork.strata": ("SampledPart",),
    "fieldwork.visits": ("Visit", "plan_visits"),
    "files.fieldwork": (
        "draw_sample",
        "load_audit_programme",
        "load_population",
        "load_sampling_plan",
        "plan_programme",
    ),
    "scoring.scheme": ("AssessmentUnit", "Element", "Phase", "RollUp", "Scheme"),
    "scoring.score": ("Deduction", "Marking", "Score"),
    "scoring.indicators": (
        "Event",
        "EventKind",
        "AssessmentFigure",
        "IndicatorKind",
        "RatingIndicator",
        "incidence_rate",
    ),
    "scoring.rating": (
        "Disqualification",
        "Gate",
        "Rating",
        "RatingGrade",
        "RatingScheme",
        "RatingState",
        "Trigger",
    ),
    "scoring.improvement": ("NextGrade",),
    "scoring.assessment": (
        "Assessment",
        "Grading",
        "Lowering",
        "next_grade",
        "rating_of",
        "score_of",
    ),
    "scoring.findings": ("assessment_report", "lowered_by"),
    "scoring.explanation": ("explain_assessment",),
    "files.assessments": ("load_assessment",),
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
