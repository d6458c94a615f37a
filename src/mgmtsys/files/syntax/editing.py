"""Files changed in one place: the text around it, its comments and its layout stay as they were.

YAML is edited at the positions of its events. JSON, which has no comments, is written anew; so is TOML
without comments, and TOML with comments is only added to, or the change is refused. Whatever was done, the
new text is read again before anybody writes it.
"""

from __future__ import annotations

import contextlib
import copy
import functools
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any

from mgmtsys.files.syntax import Source, syntax_of, toml, yaml_editing
from mgmtsys.files.syntax.misread import Misread, Path
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood


def put(source: Source, path: Path, value: Any) -> str:
    """Return the text with ``value`` at ``path``: in the place of what stands there, or added.

    Keys that are missing are made; the index that a list has no item for yet adds one at its end. Raises
    :class:`NotUnderstood` where no such change can be made, and :class:`InvalidDocument` for a text that
    cannot be read.
    """
    data = _data(source)
    try:
        wanted = changed(data, path, value)
        key, *rest = path or ("",)
        tables = [value] if rest else value
        text = _text(
            source, wanted, lambda: yaml_editing.put(source.text, path, value), key, tables
        )
    except (KeyError, ValueError):
        raise _unfit(source, path) from None
    return _seen(source, path, text, wanted)


def extend(source: Source, path: Path, items: Sequence[Any]) -> str:
    """Return the text with items added at the end of the list at ``path``, which is made where it is missing.

    Raises like :func:`put`.
    """
    data = _data(source)
    there = _at(data, path)
    if not items:
        return source.text
    if not there:
        return put(source, path, list(items))
    if not isinstance(there, list):
        raise _unfit(source, path)
    wanted = changed(data, path, [*there, *items])
    try:
        edit = functools.partial(yaml_editing.extend, source.text, path, items)
        text = _text(source, wanted, edit, path[0], list(items))
    except KeyError:
        raise _unfit(source, path) from None
    return _seen(source, path, text, wanted)


def _data(source: Source) -> Any:
    source.data()  # raises with every problem placed
    if source.faults:
        raise InvalidDocument(source.faults)
    return syntax_of(source.file).fold(source.text)


def _at(data: Any, path: Path) -> Any:
    for key in path:
        if isinstance(data, list):
            data = data[int(key)] if key.isdecimal() and int(key) < len(data) else None
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return data


def _unfit(source: Source, path: Path) -> NotUnderstood:
    where = ".".join(path)
    return NotUnderstood(
        "{file}: {where}: cannot be changed without a change elsewhere: expected mappings and lists written out, without aliases",
        file=source.file,
        where=where,
    )


def _seen(source: Source, path: Path, text: str, wanted: Any) -> str:
    """Return a text that says what was wanted, or refuse the change."""
    with contextlib.suppress(Misread):
        if syntax_of(source.file).fold(text) == wanted:
            return text
    raise _unfit(source, path)


def _text(source: Source, wanted: Any, edited: Callable[[], str], key: str, tables: Any) -> str:
    """Return the text as its syntax allows; ``tables`` are what is added to a list of TOML, ``key``."""
    match PurePath(source.file).suffix.lower():
        case ".yaml" | ".yml":
            return edited()
        case ".toml" if toml.has_comments(source.text):
            return _with_tables(source.text, key, tables)
    return syntax_of(source.file).dump(wanted)


def _with_tables(text: str, key: str, tables: Any) -> str:
    """Add tables at the end of TOML, where they leave its comments alone."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise KeyError(key)
    newline = "\r\n" if "\r\n" in text else "\n"
    end = "" if text.endswith("\n") else newline
    added = "".join(_table(key, table) for table in tables)
    return f"{text}{end}{added.replace(chr(10), newline)}"


def _table(key: str, table: dict[str, Any]) -> str:
    """Return a table of a list in TOML, the tables within it under names of their own."""
    within = {name: value for name, value in table.items() if isinstance(value, dict)}
    plainly = {name: value for name, value in table.items() if name not in within}
    below = f"\n{toml.dump({key: within})}" if within else ""
    return f"\n[[{key}]]\n{toml.dump(plainly)}{below}"


def changed(data: Any, path: Path, value: Any) -> Any:
    """Return plain data with a value at a path; raises ``KeyError`` where there can be none."""
    if not path:
        return value
    key, *rest = path
    if isinstance(data, list):
        index = int(key) if key.isdecimal() else -1
        if not 0 <= index <= len(data):
            raise KeyError(key)
        here = data[index] if index < len(data) else None
        return [*data[:index], changed(here, tuple(rest), value), *data[index + 1 :]]
    if data is not None and not isinstance(data, dict):
        raise KeyError(key)
    whole = copy.copy(data) or {}
    whole[key] = changed(whole.get(key), tuple(rest), value)
    return whole
