"""A catalogue or a crosswalk as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mgmtsys.files.spreadsheets.layouts import NONE, SEPARATOR, Layout

Row = tuple[str, ...]


def rows_of(body: Mapping[str, Any], layout: Layout) -> list[Row]:
    """Return the rows of a value's plain data; what has no column is a fact.

    The languages of a field follow each other as in the first item that has them.
    """
    items = list(_flat(body.get(layout.items, ())))
    facts = [
        (f"#{name}", cell)
        for field, value in body.items()
        if field != layout.items
        for name, cell in _spread(field, value)
    ]
    spread = [dict(_cells(item, layout)) for item in items]
    used = dict.fromkeys(name for cells in spread for name in cells)
    filled = {name.partition(":")[0] for name in used}
    used |= dict.fromkeys(name for name in layout.needed if name not in filled)
    order = layout.columns
    head = sorted(used, key=lambda name: order.index(name.partition(":")[0]))
    return [*facts, tuple(head), *(tuple(row.get(name, "") for name in head) for row in spread)]


def _flat(items: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in items:
        yield item
        yield from _flat(item.get("items", ()))


def _spread(field: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield a field as cells: one, or one a language."""
    if isinstance(value, Mapping):
        for language, wording in value.items():
            yield f"{field}:{language}", wording
    elif isinstance(value, bool):
        yield field, "true" if value else "false"
    elif isinstance(value, list | tuple):
        yield field, f"{SEPARATOR} ".join(value) or NONE
    else:
        yield field, str(value)


def _cells(item: Mapping[str, Any], layout: Layout) -> Iterator[tuple[str, str]]:
    for field in layout.columns:
        if field in item:
            yield from _spread(field, item[field])
