"""How much of an edition is satisfied, from what is certain to what is possible."""

from __future__ import annotations

import attrs

from mgmtsys.values.checked import checked


@attrs.frozen(field_transformer=checked)
class Bounds:
    """How many requirements are certainly satisfied, and how many may be, of those that apply."""

    certain: int
    possible: int
    #: The requirements that apply.
    denominator: int
