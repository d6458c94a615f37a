"""The ids that a value may refer to."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from mgmtsys.system.response import BUILT_IN
from mgmtsys.values.units import Unit


@attrs.frozen(eq=False)
class Names:
    """The ids that a value may refer to, by what they name; by default, those of any system."""

    parties: tuple[str, ...] = ("Ada", "Quality", "Site")
    sites: tuple[str, ...] = ("North", "South")
    activities: tuple[str, ...] = ("Review", "Tracking")
    policy: tuple[str, ...] = ("P1", "P2")
    aspects: tuple[str, ...] = ("A1", "A2")
    obligations: tuple[str, ...] = ("L1", "L2")
    risks: tuple[str, ...] = ("R1", "R2")
    objectives: tuple[str, ...] = ("E1", "E2")
    procedures: tuple[str, ...] = ("SOP-1", "SOP-2")
    forms: tuple[str, ...] = ("F1", "F2")
    monitoring: tuple[str, ...] = ("Weekly", "Yearly")
    #: The responses that bands can call for: those built in, and the system's own.
    responses: tuple[str, ...] = (*(one.id for one in BUILT_IN), "stop", "report")
    #: The numbers of the sections that procedures list, by their ids.
    sections: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    #: The units of the series, by their ids; none where any series will do.
    series: Mapping[str, Unit] | None = None


ANY = Names()
