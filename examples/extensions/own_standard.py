"""A standard and a crosswalk of one's own: saved with the system, loaded again, and seen through."""

from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

import mgmtsys as ms

HERE = Path(__file__).parent


def with_house_rules(system: ms.ManagementSystem) -> ms.ManagementSystem:
    """Return a system that follows the rules of the house too."""
    rules = ms.load(HERE / "house_rules.yaml", ms.Standard)
    return attrs.evolve(system, standards=(*system.standards, rules))


if __name__ == "__main__":
    system = with_house_rules(
        ms.load(HERE.parent / "lithera_2026" / "system.yaml", ms.ManagementSystem)
    )
    crosswalk = ms.load(HERE / "house_rules_to_iso.yaml", ms.Crosswalk)
    with TemporaryDirectory() as folder:
        ms.save(system, Path(folder, "system.yaml"))
        ms.save(crosswalk, Path(folder, "crosswalk.yaml"))
        again = ms.load(Path(folder, "system.yaml"), ms.ManagementSystem)
        print(again == system, ms.load(Path(folder, "crosswalk.yaml")) == crosswalk)
    matrix = ms.clause_matrix(again, "house-rules:2026")
    iso = again.standard("iso14001:2015")
    through = ms.auditing.matrix_through(matrix, crosswalk, iso, under="6.2.2")
    for row in (*matrix, *through):
        print(row.clause, "-", row.status.value)
