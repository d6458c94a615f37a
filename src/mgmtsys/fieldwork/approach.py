"""From which side an assessment is approached: four attributes that combine freely."""

from __future__ import annotations

import enum
from collections.abc import Mapping

import attrs

from mgmtsys.fieldwork.ids import ElementId
from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text, both


class Vertical(enum.Enum):
    """Whether it goes from the department that holds the overview to the others, or back."""

    TOP_DOWN = "top_down"
    BOTTOM_UP = "bottom_up"


class Flow(enum.Enum):
    """Whether it follows the order in which the system runs, or goes back from results."""

    FORWARD = "forward"
    REVERSE = "reverse"


class Traversal(enum.Enum):
    """Whether all elements of one department are visited together, or one element in all departments."""

    DEPARTMENT = "department"
    ELEMENT = "element"


@attrs.frozen(field_transformer=checked)
class Approach:
    """How an assessment is approached; every attribute is chosen by itself."""

    traversal: Traversal = Traversal.DEPARTMENT
    #: Left out: departments stand as they are listed.
    vertical: Vertical | None = None
    flow: Flow = Flow.FORWARD
    #: The elements through which identified risks are followed, in this order, before all others.
    risk_thread: tuple[ElementId, ...] = ()

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What is known of the strengths and weaknesses of what was chosen."""
        chosen = (self.traversal, self.vertical, self.flow)
        found = tuple(REMARKS[one] for one in chosen if one is not None)
        return (*found, RISK_THREAD) if self.risk_thread else found


REMARKS: Mapping[Traversal | Vertical | Flow, Text] = {
    Traversal.DEPARTMENT: both(
        "by department: each is visited once, results are sorted by element afterwards; for large and "
        "dispersed organisations",
        "按部门：每个部门一次评估清楚，最后按要素整理结果；适于规模大、场所分散的组织",
    ),
    Traversal.ELEMENT: both(
        "by element: shows conformity best, departments are visited repeatedly",
        "按要素：目标集中，更易发现符合性，但要反复到各部门",
    ),
    Vertical.TOP_DOWN: both(
        "top-down: sampled where the overview is held, checked where the samples are used",
        "自上而下：在信息集中的部门抽样，到使用部门查证",
    ),
    Vertical.BOTTOM_UP: both(
        "bottom-up: sampled in many departments, checked where their records come together",
        "自下而上：在各部门抽样，到集中管理的部门查证",
    ),
    Flow.FORWARD: both(
        "forward: systematic and shows interfaces, but slow",
        "正向：系统了解全过程和接口，但耗时较长",
    ),
    Flow.REVERSE: both(
        "reverse: starts from results, concrete, but hard on complex objects",
        "逆向：从结果查起，针对性强，但对象复杂时不易达到目的",
    ),
}
RISK_THREAD = both(
    "risk thread: targeted and systematic, but needs careful planning and division of labour",
    "以风险为主线：针对性与系统性强，但需要充分策划、合理分工",
)
