# What `mgmtsys.files` offers beside what stands at the top.

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
from mgmtsys.files.plugins import (
    installed_checks as installed_checks,
    installed_questions as installed_questions,
)
from mgmtsys.files.schema import schema_of as schema_of
from mgmtsys.files.standards import all_shipped as all_shipped
from mgmtsys.files.standards.crosswalks import (
    shipped_crosswalk as shipped_crosswalk,
    shipped_crosswalks as shipped_crosswalks,
)
from mgmtsys.files.systems import structure_system as structure_system
