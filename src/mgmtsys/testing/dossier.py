"""The strategy for what is known of a system on a day."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from mgmtsys.cycle.dossier import dossier
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.monitoring import Held
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.register import Register, spans_of
from mgmtsys.testing.system import systems
from mgmtsys.testing.values import fractions, maybe
from mgmtsys.values.units import Quantity


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Draw a system on a day around its period, perhaps with readings, a register and the year before."""
    system = draw(systems())
    year = system.period
    on = year.start + timedelta(draw(st.integers(-1, 400)))
    recorded = tuple(
        Reading(one.id, year, value=Quantity(draw(fractions(0)), one.unit))
        for one in (system.series if year.start <= on else ())
    )
    looks = [(look, span) for look in system.monitoring for span in spans_of(look, year)[:12]]
    held = tuple(
        Held(look.id, span, on=max(on, span.start)) for look, span in looks if draw(st.booleans())
    )
    return dossier(
        system,
        on,
        readings=draw(maybe(st.just(Record(recorded)))),
        register=draw(maybe(st.just(Register(held)))),
        before=draw(maybe(systems())),
    )
