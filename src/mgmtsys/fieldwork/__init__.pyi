# What `mgmtsys.fieldwork` offers beside what stands at the top.

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
from mgmtsys.fieldwork.drawing import Sample as Sample, SampledUnit as SampledUnit, draw as draw
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
