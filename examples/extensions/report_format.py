"""A report format of one's own: a function of the matrix, which holds all that it was computed from."""

from datetime import date
from html import escape
from pathlib import Path

import mgmtsys as ms


def as_html(matrix: ms.ClauseMatrix, lang: str = "en") -> str:
    """Return what a matrix says of each clause, as rows of an HTML table."""
    return "".join(
        f"<tr><td>{row.clause.number}</td><td>{escape(row.heading.read(lang))}</td>"
        f"<td>{row.status.value}</td></tr>\n"
        for row in matrix
    )


if __name__ == "__main__":
    system = ms.load(
        Path(__file__).parents[1] / "lithera_2026" / "system.yaml", ms.ManagementSystem
    )
    matrix = ms.clause_matrix(system, "iso14001:2015", under="6.2.2", on=date(2026, 6, 30))
    print(as_html(matrix), end="")
