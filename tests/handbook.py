"""The example of the handbook, and a company assessed on what is known of it as if that were all."""

from __future__ import annotations

from pathlib import Path

import attrs

from mgmtsys.files.loading import load
from mgmtsys.scoring.assessment import Assessment

EXAMPLES = Path(__file__).parents[1] / "examples" / "she_assessment"
#: On the handbook with its gaps: undetermined.
WORKED = load(EXAMPLES / "assessment.yaml", Assessment)


def known_part(assessment: Assessment) -> Assessment:
    """Return the assessment on the elements whose marks are known alone."""
    units = (
        attrs.evolve(unit, elements=tuple(one for one in unit.elements if one.full is not None))
        for unit in assessment.units
    )
    return attrs.evolve(assessment, units=tuple(unit for unit in units if unit.elements))


#: Four diamonds, exactly at the bound.
COMPANY = known_part(WORKED)
