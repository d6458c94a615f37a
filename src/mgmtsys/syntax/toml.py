"""TOML with every number and day as text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from mgmtsys.exceptions import NotUnderstood
from mgmtsys.syntax.misread import TOO_DEEP, Misread, Path, Spot, check_depth

_AT = re.compile(
    r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)"
)


def _as_text(value: Any) -> Any:
    match value:
        case dict():
            return {key: _as_text(one) for key, one in value.items()}
        case list():
            return [_as_text(one) for one in value]
        case str() | bool():
            return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def fold(text: str) -> Any:
    """Return the data; raises :class:`Misread` at the first thing that TOML does not allow."""
    try:
        data = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        match = _AT.fullmatch(str(error).partition("\n")[0])
        what = match["what"] if match else str(error)
        line, column = (match["line"], match["column"]) if match else (None, None)
        spot = (int(line or text.count("\n") + 1), int(column or 1))
        raise Misread((spot, (), f"no TOML: {what}", f"不是合法的 TOML：{what}")) from None
    except RecursionError:
        raise Misread(((1, 1), (), *TOO_DEEP)) from None
    check_depth(data)
    return _as_text(data)


def _holds(data: Any, path: Path) -> bool:
    for step in path:
        if isinstance(data, list):
            if int(step) >= len(data):
                return False
            data = data[int(step)]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return False
    return True


def spots(text: str, paths: frozenset[Path]) -> Mapping[Path, Spot]:
    """Return the line, and the column where it can be told, of each path that is there.

    A path stands on the line that completes the shortest beginning of the text that holds it.
    """
    lines = text.splitlines(keepends=True)
    waiting = {path for path in paths if path}
    found: dict[Path, Spot] = {}
    start = 0
    for end in range(1, len(lines) + 1):
        try:
            data = tomllib.loads("".join(lines[:end]), parse_float=str)
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value
        for path in [path for path in waiting if _holds(data, path)]:
            waiting.remove(path)
            found[path] = (start + 1, max(lines[start].find(path[-1]), 0) + 1)
        start = end
        if not waiting:
            break
    return found


def dump(data: Any) -> str:
    """Write data as TOML; raises :class:`NotUnderstood` where the extra ``toml`` is not installed."""
    try:
        import tomli_w
    except ImportError:
        raise NotUnderstood(
            "writing TOML needs the extra toml: pip install 'mgmtsys[toml]'",
            "写 TOML 需要附加组件：pip install 'mgmtsys[toml]'",
        ) from None
    return tomli_w.dumps(data)
