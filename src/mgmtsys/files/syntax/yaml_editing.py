"""YAML text edited at the positions of its events, so that comments and layout stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import yaml

from mgmtsys.files.syntax.misread import Path
from mgmtsys.files.syntax.yaml import LOADER, Dumper
from mgmtsys.values.visible import escaped_quoted, is_hidden

#: What stands before the content of a node: an anchor, a tag, blanks and comments.
_BEFORE = re.compile(r"(?:[&!]\S*|\s+|#[^\n\r]*)*")
#: A comment, outside of every scalar.
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n\r]*", re.MULTILINE)
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


#: More columns than any line has.
_ENDLESS = 2**30


class _OneLine(Dumper):
    """Writes every scalar on one line."""


def _scalar(dumper: Any, text: str) -> Any:
    style = '"' if _BREAK.search(text) or is_hidden(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_OneLine.add_representer(str, _scalar)


@attrs.define
class _Node:
    """A scalar, an alias, a list or a mapping, and from where to where it stands."""

    start: int
    end: int
    #: What it says: nothing typed is ``None``.
    is_empty: bool = False
    is_list: bool = False
    is_mapping: bool = False
    in_flow: bool = False
    #: Of a mapping, each key with its value; of a list, each item beside nothing.
    entries: list[tuple[str, _Node | None, _Node]] = attrs.field(factory=list)
    #: Where its content begins, after an anchor or a tag.
    begin: int = 0
    #: The spans of all its scalars, in which ``#`` is no comment.
    spans: list[tuple[int, int]] = attrs.field(factory=list)


def _tree(text: str) -> _Node | None:
    events: Iterator[Any] = iter(LOADER(text).get_event, None)
    nodes: Iterator[Any] = (event for event in events if isinstance(event, yaml.NodeEvent))
    first = next(nodes, None)
    return None if first is None else _node(text, first, events)


def _node(text: str, event: Any, events: Iterator[Any]) -> _Node:
    start, end = event.start_mark.index, event.end_mark.index
    begin = start
    if getattr(event, "anchor", None) or getattr(event, "tag", None):
        match = _BEFORE.match(text, start)
        begin = match.end() if match else start
    if isinstance(event, yaml.AliasEvent):
        return _Node(start, end, spans=[(start, end)], begin=begin)
    if isinstance(event, yaml.ScalarEvent):
        is_block = event.style in ("|", ">")
        first = _BREAK.search(text, begin, end) if is_block else None
        spans = [(first.end() if first else begin, end)]
        return _Node(start, end, not event.value and event.implicit[0], spans=spans, begin=begin)
    node = _Node(start, end, in_flow=bool(event.flow_style), begin=begin)
    node.is_list = isinstance(event, yaml.SequenceStartEvent)
    node.is_mapping = not node.is_list
    ends = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
    while not isinstance(inner := next(events), ends):
        key = None
        if node.is_mapping:
            key = _node(text, inner, events)
            node.spans += key.spans
            name = getattr(inner, "value", "")
            inner = next(events)
        else:
            name = str(len(node.entries))
        value = _node(text, inner, events)
        node.spans += value.spans
        node.entries.append((name, key, value))
    closing: Any = inner
    node.end = closing.end_mark.index if node.in_flow else _last(node)
    return node


def _last(node: _Node) -> int:
    _, key, value = node.entries[-1]
    return max(value.end, key.end if key else 0)


def _column(text: str, at: int) -> int:
    return at - max((found.end() for found in _BREAK.finditer(text, 0, at)), default=0)


def _newline(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _block(data: Any, column: int, text: str) -> str:
    """Return data as block lines that stand in a column."""
    written = yaml.dump(
        data, Dumper=_OneLine, allow_unicode=True, sort_keys=False, width=_ENDLESS,
        default_flow_style=False,
    )  # fmt: skip
    lines = escaped_quoted(written).splitlines()
    return _newline(text).join(" " * column + line for line in lines)


def _flow(data: Any) -> str:
    """Return data on one line, without the brackets around it."""
    written = yaml.dump(
        data, Dumper=_OneLine, allow_unicode=True, sort_keys=False, width=_ENDLESS,
        default_flow_style=True,
    )  # fmt: skip
    return escaped_quoted(written).strip()[1:-1]


def put(text: str, path: Path, value: Any) -> str:
    """Return the text with a value at a path; the caller sees that it says what was wanted."""
    root = _tree(text)
    if root is None or (root.is_empty and root.start == root.end):
        nested = _nested(path, value)
        return f"{_ended(text)}{_block(nested, 0, text)}{_newline(text)}"
    node, parent, rest = root, None, path
    while rest:
        found = next((value for name, _, value in node.entries if name == rest[0]), None)
        if found is None or found.is_empty:
            break
        node, parent, rest = found, node, rest[1:]
    if not rest:
        return _replaced(text, node, parent, value)
    found = next((value for name, _, value in node.entries if name == rest[0]), None)
    if found is not None:
        return _replaced(text, found, node, _nested(rest[1:], value))
    if not (node.is_list or node.is_mapping):
        raise KeyError(rest[0])
    added = _nested(rest[1:], value)
    return _added(text, node, [added] if node.is_list else {rest[0]: added})


def extend(text: str, path: Path, items: Sequence[Any]) -> str:
    """Return the text with items after the last one of the list at a path, in which there is one."""
    node = _tree(text)
    for key in path:
        node = (
            next((value for name, _, value in node.entries if name == key), None) if node else None
        )
    if node is None or not node.is_list:
        raise KeyError(path[-1])
    return _added(text, node, list(items))


def _nested(path: Path, value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def _ended(text: str) -> str:
    """Return text whose last line is complete."""
    last = next((found.end() for found in reversed(list(_BREAK.finditer(text)))), 0)
    return text if last == len(text) else text + _newline(text)


def _added(text: str, node: _Node, entry: Any) -> str:
    """Add entries after the last one of a mapping or a list."""
    if node.in_flow:
        at = _last(node) if node.entries else node.begin + 1
        gap = " " if text[at - 1] == ":" else ""
        comma = f"{gap}, " if node.entries else ""
        return f"{text[:at]}{comma}{_flow(entry)}{text[at:]}"
    at = _last(node)
    first = node.entries[0][1] or node
    column = _column(text, node.begin if node.is_list else first.start)
    if not (at and _BREAK.match(text, at - 1)):
        after = _BREAK.search(text, at)
        at = after.end() if after else len(text)
    before = _ended(text[:at])
    return f"{before}{_block(entry, column, text)}{_newline(text)}{text[at:]}"


def _comments(text: str, node: _Node) -> list[str]:
    """Return the comments that stand within a node."""
    found, start = list[str](), node.begin
    for low, high in (*node.spans, (node.end, node.end)):
        found += [match[0].rstrip() for match in _COMMENT.finditer(text, start, low)]
        start = max(start, high)
    return found


def _replaced(text: str, node: _Node, parent: _Node | None, value: Any) -> str:
    """Put a value where a node stands; the comments within it stand before the value."""
    if parent is None:
        above = "".join(f"{line}{_newline(text)}" for line in _comments(text, node))
        dumped = yaml.dump(
            value, Dumper=_OneLine, allow_unicode=True, sort_keys=False, width=_ENDLESS
        )
        return f"{text[: node.start]}{above}{escaped_quoted(dumped)}{text[node.end :].lstrip()}"
    comments = _comments(text, node)
    start = node.start
    line = start - _column(text, start)
    is_inline = parent.in_flow or not (isinstance(value, dict | list) and value)
    is_apart = not text[line:start].strip()
    if is_inline and not comments and (parent.in_flow or not is_apart):
        gap = "" if text[start - 1 : start].isspace() or text[start - 1] in "[{" else " "
        new = f"{gap}{_flow([value])}"
    else:
        column = _column(text, parent.begin if parent.is_list else _key_start(parent)) + 2
        ending = _newline(text)
        if is_apart:
            start, lead = line, ""
        else:
            lead = ending
        told = "".join(f"{' ' * column}{comment}{ending}" for comment in comments)
        body = " " * column + _flow([value]) if is_inline else _block(value, column, text)
        new = f"{lead}{told}{body}"
    tail = text[node.end :]
    if node.end > node.start and _BREAK.match(text, node.end - 1):
        new += _newline(text)  # a block of text ended its line
    return f"{text[:start]}{new}{tail}"


def _key_start(mapping: _Node) -> int:
    _, key, value = mapping.entries[0]
    return (key or value).start
