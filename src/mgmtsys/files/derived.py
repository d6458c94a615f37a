"""What follows from a value and is written beside its fields, for tools that do not compute it again."""

from __future__ import annotations

import functools
import typing
from collections.abc import Mapping
from typing import Any

#: The properties that are written, by the type that has them. They are not read back, since they follow.
_DERIVED: Mapping[str, tuple[str, ...]] = {
    "mgmtsys.auditing.matrix.ClauseMatrix": ("coverages",),
    "mgmtsys.system.report.Report": ("worst",),
    "mgmtsys.system.verdict.Verdict": ("respond_by", "opens_action", "colour"),
    "mgmtsys.scoring.score.ElementScore": ("score",),
    "mgmtsys.scoring.score.UnitScore": ("score", "rate"),
    "mgmtsys.scoring.score.Score": ("score", "rate"),
    "mgmtsys.scoring.improvement.ElementChange": ("gain",),
    "mgmtsys.scoring.improvement.NextGrade": ("by_one_change",),
    "mgmtsys.fieldwork.drawing.Sample": ("probabilities",),
    "mgmtsys.fieldwork.visits.AuditPlan": ("loads", "unvisited", "idle"),
}


@functools.cache
def derived(cls: Any) -> Mapping[str, Any]:
    """Return the derived properties of a type that are written, each with its own type."""
    names = _DERIVED.get(f"{cls.__module__}.{cls.__qualname__}", ())
    return {name: typing.get_type_hints(getattr(cls, name).fget)["return"] for name in names}
