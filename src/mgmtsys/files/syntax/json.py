"""JSON with every number as the text that was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from mgmtsys.files.syntax.misread import TOO_DEEP, Misread, Path, Spot, check_depth, merged, twice
from mgmtsys.values.text import say
from mgmtsys.values.visible import escaped_json

#: An escape of half a character, which is a whole one only beside its other half.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
#: The tokens of text that is known to be JSON.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def fold(text: str) -> Any:
    """Return the data; raises :class:`Misread` with every duplicate key at once, and with the data."""
    repeats = False

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        repeats, found = True, {}
        for key, value in pairs:
            found[key] = merged(found.get(key), value)
        return found

    try:
        data = json.loads(
            text, object_pairs_hook=object_of, parse_float=str, parse_int=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        _, repeated = _walk(text[: error.pos])
        raise Misread(
            *((spot, path, twice(path[-1])) for spot, path in repeated),
            (
                (error.lineno, error.colno),
                (),
                say("not JSON: {problem}", problem=error.msg),
            ),
        ) from None
    except RecursionError:
        raise Misread(((1, 1), (), TOO_DEEP)) from None
    check_depth(data)
    if _HALF.search(text):
        _refuse_halves(text)
    if repeats:
        _, repeated = _walk(text)
        raise Misread(*((spot, path, twice(path[-1])) for spot, path in repeated), data=data)
    return data


def _refuse_halves(text: str) -> None:
    """Raise :class:`Misread` for text that holds half a character, which no file could keep."""
    for token in _TOKEN.finditer(text):
        if token[0].startswith('"') and any(
            "\ud800" <= sign <= "\udfff" for sign in json.loads(token[0])
        ):
            at = token.start()
            spot = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            raise Misread(
                (
                    spot,
                    (),
                    say("half a character: expected both its halves"),
                )
            )


def _walk(text: str) -> tuple[dict[Path, Spot], list[tuple[Spot, Path]]]:
    """Return the spot of every key and item of JSON, valid as far as it goes, and those of keys that stand twice."""
    found: dict[Path, Spot] = {}
    repeated: list[tuple[Spot, Path]] = []
    path: list[str] = []
    #: For each open object or array: how long the path is around it, and an array's next index.
    around: list[int] = []
    index: list[int | None] = []
    line, line_start, before = 1, 0, 0
    waits = False
    for token in _TOKEN.finditer(text):
        line += text.count("\n", before, token.start())
        line_start = max(line_start, text.rfind("\n", before, token.start()) + 1)
        before, word = token.start(), token[0]
        spot = (line, token.start() - line_start + 1)
        if word in "]},":
            if not around:
                break  # within text that was never closed
            del path[around[-1] :]
            if word != ",":
                around.pop()
                index.pop()
            waits = word == ","
            continue
        if waits:
            item = index[-1]
            if item is None and not word.startswith('"'):
                break  # within a key that is none
            if item is None:
                path.append(json.loads(word))
                if tuple(path) in found:
                    repeated.append((spot, tuple(path)))
            else:
                path.append(str(item))
                index[-1] = item + 1
            found[tuple(path)] = spot
        waits = word in "{["
        if waits:
            around.append(len(path))
            index.append(None if word == "{" else 0)
    return found, repeated


def spots(text: str, paths: frozenset[Path]) -> Mapping[Path, Spot]:
    """Return line and column of every key and array item."""
    del paths  # one pass finds them all
    return _walk(text)[0]


def dump(data: Any) -> str:
    """Write data as JSON."""
    return escaped_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
