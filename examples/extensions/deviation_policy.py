"""A deviation policy of one's own, with a response of one's own, joined to that of the system."""

from datetime import date
from pathlib import Path

import attrs

import mgmtsys as ms

STOP = ms.system.Response("stop_the_line", 9, name=ms.Text("Stop the line"), opens_action=True)
#: Whatever misses by more than a tenth stops the line; what the system's policy says still counts.
STRICT = ms.DeviationPolicy(
    (ms.Band("monitor", up_to=ms.Quantity.parse("10%")), ms.Band("stop_the_line"))
)


def strictly(system: ms.ManagementSystem) -> ms.ManagementSystem:
    """Return a system under the stricter of its own policy and ours."""
    own = system.deviation_policy
    return attrs.evolve(
        system,
        responses=(*system.responses, STOP),
        deviation_policy=STRICT if own is None else own | STRICT,
    )


if __name__ == "__main__":
    folder, end = Path(__file__).parents[1] / "lithera_2026", date(2027, 1, 10)
    system = ms.load(folder / "system.yaml", ms.ManagementSystem)
    record = ms.load_readings([folder / "readings.csv"], system, end)
    for one in (system, strictly(system)):
        verdict = ms.evaluate(one, record, one.period, end)["E7"]
        print(verdict.state.value, "-", verdict.response.id if verdict.response else "nothing")
