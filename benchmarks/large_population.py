"""A population of as many units as wanted, each in one of some departments, as a CSV file would list it."""

from __future__ import annotations

_DEPARTMENTS = 40


def large_population(units: int) -> str:
    """Return the text of a population with so many units; the same number gives the same text."""
    # Departments of different sizes: every unit goes where a quadratic walk leads it.
    rows = (
        f"U{number:07d},D{number * number % _DEPARTMENTS},{number % 365 + 1}\n"
        for number in range(units)
    )
    return "id,department,day\n" + "".join(rows)
