# What `mgmtsys.oscal` offers beside what stands at the top.

from mgmtsys.oscal import (
    catalogue as catalogue,
    catalogue_reader as catalogue_reader,
    imports as imports,
    mapping as mapping,
    mapping_reader as mapping_reader,
    results as results,
)
