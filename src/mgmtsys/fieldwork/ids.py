"""What the ids in the fields of an audit programme name."""

from __future__ import annotations

from typing import Annotated

from mgmtsys.values.reference import Noun

ElementId = Annotated[str, Noun("element", "要素", "elements")]
DepartmentId = Annotated[str, Noun("department", "部门", "departments")]
AssessorId = Annotated[str, Noun("assessor", "评估员", "assessors")]
