"""YAML by its events: every scalar as the text that was typed, with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from mgmtsys.syntax.misread import DEEPEST, TOO_DEEP, Complaint, Misread, Path, Spot, twice

#: What aliases may add to the nodes that are written out.
MOST_ALIASED = 100_000

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NO_KEY = object()


class _Fold:
    """The state of one pass over the events of a document."""

    def __init__(self, spots: dict[Path, Spot] | None) -> None:
        self.spots = spots
        self.path: list[str] = []
        self.complaints: list[Complaint] = []
        self.root: Any = None
        #: The open mappings and lists; for each mapping the key that waits for its value.
        self.open: list[Any] = []
        self.keys: list[Any] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        #: The anchors that are still open, with the count at their start.
        self.anchoring: list[tuple[str, int] | None] = []
        self.nodes = 0
        self.aliased = 0
        self.documents = 0


def _spot(event: Any) -> Spot:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _stop(event: Any, words: tuple[str, str]) -> Misread:
    return Misread((_spot(event), (), *words))


def _events(text: str) -> Any:
    """Yield the events; a syntax error is raised where it stands."""
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Misread(
            (
                (mark.line + 1, mark.column + 1) if mark else (1, 1),
                (),
                f"no YAML: {error.problem}",
                f"不是合法的 YAML：{error.problem}",
            )
        ) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        raise Misread(
            (
                (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1),
                (),
                f"a character that YAML does not allow: {error.reason}",
                f"YAML 不允许的字符：{error.reason}",
            )
        ) from None


def _run(text: str, state: _Fold) -> None:
    scalar, alias = yaml.ScalarEvent, yaml.AliasEvent
    mapping, sequence = yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    opened, keys = state.open, state.keys
    for event in _events(text):
        kind = type(event)
        if kind is scalar:
            state.nodes += 1
            value: Any = event.value
            if opened and keys[-1] is _NO_KEY:
                _key(state, event, value)
                continue
            if not value and event.implicit[0]:
                value = None
            if event.anchor is not None:
                state.anchors[event.anchor] = (value, 1)
        elif kind is mapping or kind is sequence:
            state.nodes += 1
            value = {} if kind is mapping else []
            if len(opened) >= DEEPEST:
                raise _stop(event, TOO_DEEP)
            if opened and keys[-1] is _NO_KEY:
                raise _stop(event, ("a key is text: expected one", "键应为文本"))
        elif kind is alias:
            value, size = _aliased(state, event)
            state.aliased += size
            if state.aliased > MOST_ALIASED:
                raise _stop(
                    event,
                    (
                        f"aliases repeat more than {MOST_ALIASED} nodes: expected them written out",
                        f"别名展开超过 {MOST_ALIASED} 个节点：应直接写出",
                    ),
                )
        elif kind in ends:
            closed = opened.pop()
            keys.pop()
            anchoring = state.anchoring.pop()
            if anchoring is not None:
                name, start = anchoring
                state.anchors[name] = (closed, state.nodes + state.aliased - start)
            if state.spots is not None:
                _left(state)
            continue
        elif kind is yaml.DocumentStartEvent:
            state.documents += 1
            if state.documents > 1:
                raise _stop(event, ("a second document: expected one a file", "一个文件只能有一个文档"))
            continue
        else:
            continue

        if not opened:
            state.root = value
        elif keys[-1] is None:
            if state.spots is not None:
                state.path.append(str(len(opened[-1])))
                state.spots.setdefault(tuple(state.path), _spot(event))
            opened[-1].append(value)
        else:
            opened[-1][keys[-1]] = value
            keys[-1] = _NO_KEY
        if kind is mapping or kind is sequence:
            opened.append(value)
            keys.append(_NO_KEY if kind is mapping else None)
            state.anchoring.append(
                None if event.anchor is None else (event.anchor, state.nodes + state.aliased - 1)
            )
            if event.anchor is not None:
                state.anchors.pop(event.anchor, None)
        elif state.spots is not None and opened:
            _left(state)


def _key(state: _Fold, event: Any, key: str) -> None:
    if key in state.open[-1]:
        state.complaints.append((_spot(event), (key,), *twice(key)))
    if state.spots is not None:
        state.path.append(key)
        state.spots.setdefault(tuple(state.path), _spot(event))
    state.keys[-1] = key


def _left(state: _Fold) -> None:
    """Step out of the value that is complete."""
    if state.path:
        state.path.pop()


def _aliased(state: _Fold, event: Any) -> tuple[Any, int]:
    if event.anchor in state.anchors:
        return state.anchors[event.anchor]
    if any(one is not None and one[0] == event.anchor for one in state.anchoring):
        raise _stop(
            event,
            (
                f"*{event.anchor} stands inside what it repeats: expected no cycle",
                f"*{event.anchor} 位于其自身之内：引用不能成环",
            ),
        )
    raise _stop(
        event, (f"no anchor &{event.anchor} stands before this", f"此前没有锚点 &{event.anchor}")
    )


def fold(text: str) -> Any:
    """Return the document's data; raises :class:`Misread` with every duplicate key at once."""
    state = _Fold(None)
    _run(text, state)
    if state.complaints:
        raise Misread(*state.complaints)
    return state.root


def spots(text: str, paths: frozenset[Path]) -> Mapping[Path, Spot]:
    """Return line and column of every key and list item."""
    del paths  # one pass finds them all
    found: dict[Path, Spot] = {}
    _run(text, _Fold(found))
    return found


def dump(data: Any) -> str:
    """Write data as YAML that ``fold`` reads back as the same text."""
    written = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
    return str(written)
