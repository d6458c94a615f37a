"""From which side an assessment is approached: four attributes that combine freely."""

from __future__ import annotations

import enum
from collections.abc import Mapping

import attrs

from mgmtsys.fieldwork.ids import ElementId
from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text, say


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
        found = tuple(REMARKS[choice] for choice in chosen if choice is not None)
        return (*found, RISK_THREAD) if self.risk_thread else found


REMARKS: Mapping[Traversal | Vertical | Flow, Text] = {
    Traversal.DEPARTMENT: say(
        "by department: each is visited once, results are sorted by element afterwards; for large and dispersed organisations"
    ),
    Traversal.ELEMENT: say("by element: shows conformity best, departments are visited repeatedly"),
    Vertical.TOP_DOWN: say(
        "top-down: sampled where the overview is held, checked where the samples are used"
    ),
    Vertical.BOTTOM_UP: say(
        "bottom-up: sampled in many departments, checked where their records come together"
    ),
    Flow.FORWARD: say("forward: systematic and shows interfaces, but slow"),
    Flow.REVERSE: say("reverse: starts from results, concrete, but hard on complex objects"),
}
RISK_THREAD = say(
    "risk thread: targeted and systematic, but needs careful planning and division of labour"
)
