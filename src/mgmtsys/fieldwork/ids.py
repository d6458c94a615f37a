"""What the ids in the fields of an audit programme name."""

from __future__ import annotations

from typing import Annotated

from mgmtsys.values.reference import Noun
from mgmtsys.values.text import say

ElementId = Annotated[str, Noun(say("element"), "elements")]
DepartmentId = Annotated[str, Noun(say("department"), "departments")]
AssessorId = Annotated[str, Noun(say("assessor"), "assessors")]
