# What `mgmtsys.files` offers beside what stands at the top.

from mgmtsys.files.codec import structure_system as structure_system
from mgmtsys.files.fieldwork import (
    draw_sample as draw_sample,
    load_population as load_population,
    plan_programme as plan_programme,
)
from mgmtsys.files.loading import (
    load_register as load_register,
    load_standard as load_standard,
    load_wording as load_wording,
)
from mgmtsys.files.plugins import installed_checks as installed_checks
from mgmtsys.files.schema import (
    assessment_schema as assessment_schema,
    audit_programme_schema as audit_programme_schema,
    catalogue_schema as catalogue_schema,
    crosswalk_schema as crosswalk_schema,
    register_schema as register_schema,
    sampling_plan_schema as sampling_plan_schema,
    system_schema as system_schema,
)
from mgmtsys.files.standards import all_shipped as all_shipped
from mgmtsys.files.standards.crosswalks import (
    shipped_crosswalk as shipped_crosswalk,
    shipped_crosswalks as shipped_crosswalks,
)
