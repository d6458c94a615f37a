"""Assessments as plain data: what is wrong with a part hides nothing that is wrong with another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mgmtsys.files.codec import partly, structure
from mgmtsys.scoring.assessment import Assessment
from mgmtsys.scoring.references import find_problems
from mgmtsys.scoring.scheme import AssessmentUnit, Scheme
from mgmtsys.values.exceptions import InvalidDocument


def _partly(data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
    """Return what can be understood of an assessment, its phases, and the elements of its units."""
    parts, lost = partly(data, Assessment)
    scheme: Any = data.get("scheme")
    units: Any = data.get("units")
    parts["phases"] = None
    if isinstance(scheme, Mapping) and isinstance(scheme.get("phases"), Mapping):
        read, gone = partly(scheme, Scheme)
        parts["phases"] = tuple(filter(None, read["phases"]))
        lost["phases"] = gone.get("phases", ())
    for id in lost.get("units", ()):
        read, gone = partly(units[id] if isinstance(units[id], Mapping) else {}, AssessmentUnit)
        unit = AssessmentUnit(id, elements=tuple(filter(None, read["elements"])))
        # In its place, since the second unit of an element is the wrong one.
        place = list(units).index(id)
        parts["units"] = (*parts["units"][:place], unit, *parts["units"][place + 1 :])
        lost["elements"] = (*lost.get("elements", ()), *gone.get("elements", ()))
    return parts, lost


def structure_assessment(data: Mapping[str, Any]) -> Assessment:
    """Return the assessment that plain data describes.

    Raises :class:`InvalidDocument` with every problem and its path, references to nothing included even
    where other parts cannot be understood.
    """
    try:
        return structure(dict(data), Assessment)
    except InvalidDocument as error:
        problems = (*error.problems, *find_problems(*_partly(data)))
    raise InvalidDocument(tuple(dict.fromkeys(problems)))
