"""Print how far the procedure covers clause 6.2 of both standards, list its gaps, write the matrix."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import mgmtsys as ms

STANDARDS = ("iso14001:2015", "cts-q-zg040:2023")


def main(folder: Path) -> None:
    """Write ``clause-matrix.json``, ``.csv`` and ``.md`` into ``folder``."""
    system = ms.load(Path(__file__).with_name("system.yaml"))
    matrix = ms.clause_matrix(system, STANDARDS, under="6.2", on=date(2026, 6, 30))

    for id in STANDARDS:
        coverage = matrix.coverage(id)
        evidenced, applicable = coverage[ms.Status.EVIDENCED], coverage.denominator
        print(f"{id}: {evidenced} of {applicable} requirements evidenced")
        print(f"{id}：适用要求 {applicable} 项，其中有证据 {evidenced} 项")

    for row in matrix.rows:
        if row.status is ms.Status.GAP:
            print(f"gap / 缺口: {row.clause} {row.heading.read('en')} / {row.heading.read('zh')}")

    folder.mkdir(parents=True, exist_ok=True)
    for format in ("json", "csv", "md"):
        ms.write(matrix, folder / f"clause-matrix.{format}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
