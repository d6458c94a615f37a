"""YAML by its events: every scalar as the text that was typed, with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import yaml

from mgmtsys.files.syntax.misread import (
    DEEPEST,
    TOO_DEEP,
    Complaint,
    Misread,
    Path,
    Spot,
    merged,
    twice,
)
from mgmtsys.values.text import Text, say
from mgmtsys.values.visible import escaped_quoted, is_hidden

#: What aliases may add to the nodes that are written out.
MOST_ALIASED = 100_000

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BASE = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
#: In the place of a key: the mapping waits for its next one.
_NO_KEY = object()


def _spot(event: Any) -> Spot:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _stop(event: Any, message: Text) -> Misread:
    return Misread((_spot(event), (), message))


@attrs.define
class _Open:
    """A mapping or list whose end has not come yet."""

    value: Any
    #: The key that waits for its value; ``None`` in a list.
    key: Any
    anchor: str | None
    #: How many nodes stood before it.
    before: int


@attrs.define
class _Fold:
    """One pass over the events of a document."""

    #: Filled when the spots of all paths are wanted.
    spots: dict[Path, Spot] | None = None
    path: list[str] = attrs.field(factory=list)
    complaints: list[Complaint] = attrs.field(factory=list)
    root: Any = None
    open: list[_Open] = attrs.field(factory=list)
    #: Every complete anchored value with how many nodes it holds.
    anchors: dict[str, tuple[Any, int]] = attrs.field(factory=dict)
    nodes: int = 0
    aliased: int = 0
    documents: int = 0

    def run(self, text: str) -> None:
        """Take every event in; raises :class:`Misread` where the text cannot go on."""
        take = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.start_mapping,
            yaml.SequenceStartEvent: self.start_list,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        try:
            for event in iter(LOADER(text).get_event, None):
                if (taken := take.get(type(event))) is not None:
                    taken(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            spot = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            what = say("not YAML: {problem}", problem=error.problem)
            # The scanner runs ahead of the events, and has a bound of its own.
            deep = "nesting depth" in (error.problem or "")
            raise Misread((spot, (), TOO_DEEP if deep else what)) from None
        except yaml.reader.ReaderError as error:
            before = text[: error.position]
            spot = before.count("\n") + 1, len(before) - before.rfind("\n")
            what = say("a character that YAML does not allow: {reason}", reason=error.reason)
            raise Misread((spot, (), what)) from None

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _stop(event, say("a second document: expected one a file"))

    def scalar(self, event: Any) -> None:
        self.nodes += 1
        value = event.value
        if self.open and self.open[-1].key is _NO_KEY:
            self.key(event, value)
            return
        if not value and event.implicit[0]:
            value = None  # nothing was typed
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)
        self.put(event, value)
        self.leave()

    def key(self, event: Any, key: str) -> None:
        holder = self.open[-1]
        if self.spots is not None:
            self.path.append(key)
            self.spots[tuple(self.path)] = _spot(event)
        if key in holder.value:
            self.complaints.append((_spot(event), tuple(self.path), twice(key)))
        holder.key = key

    def put(self, event: Any, value: Any) -> None:
        """Store a value in what is open around it."""
        if not self.open:
            self.root = value
            return
        holder = self.open[-1]
        if holder.key is None:
            if self.spots is not None:
                self.path.append(str(len(holder.value)))
                self.spots.setdefault(tuple(self.path), _spot(event))
            holder.value.append(value)
        else:
            holder.value[holder.key] = value
            holder.key = _NO_KEY

    def leave(self) -> None:
        """Step out of a value that is complete."""
        if self.path:
            self.path.pop()

    def start_mapping(self, event: Any) -> None:
        # A key that is written twice hides nothing of what it held before.
        before = self.open[-1] if self.open else None
        held = before.value.get(before.key) if before and isinstance(before.value, dict) else None
        self.start(event, merged(held, {}), _NO_KEY)

    def start_list(self, event: Any) -> None:
        self.start(event, [], None)

    def start(self, event: Any, value: Any, key: Any) -> None:
        if len(self.open) >= DEEPEST:
            raise _stop(event, TOO_DEEP)
        if self.open and self.open[-1].key is _NO_KEY:
            raise _stop(event, say("found a mapping or a list: expected a key"))
        before = self.nodes + self.aliased
        self.nodes += 1
        self.put(event, value)
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        self.open.append(_Open(value, key, event.anchor, before))

    def end(self, _: Any) -> None:
        closed = self.open.pop()
        if closed.anchor is not None:
            size = self.nodes + self.aliased - closed.before
            self.anchors[closed.anchor] = (closed.value, size)
        self.leave()

    def alias(self, event: Any) -> None:
        name = event.anchor
        if name not in self.anchors:
            if any(node.anchor == name for node in self.open):
                raise _stop(
                    event,
                    say("*{name} is inside what it repeats: expected no cycle", name=name),
                )
            raise _stop(event, say("no anchor &{name} before this", name=name))
        value, size = self.anchors[name]
        self.aliased += size
        if self.aliased > MOST_ALIASED:
            raise _stop(
                event,
                say(
                    "aliases repeat more than {most} nodes: expected them written out",
                    most=MOST_ALIASED,
                ),
            )
        if self.open and self.open[-1].key is _NO_KEY:
            raise _stop(event, say("found an alias: expected a key"))
        self.put(event, value)
        self.leave()


def fold(text: str) -> Any:
    """Return the document's data; raises :class:`Misread` with every duplicate key, and with the data."""
    state = _Fold()
    stopped = _run(state, text)
    if state.complaints:
        state = _Fold({})  # once more, for the paths
        _run(state, text)
    if state.complaints or stopped:
        raise Misread(*state.complaints, *stopped, data=None if stopped else state.root)
    return state.root


def _run(state: _Fold, text: str) -> tuple[Complaint, ...]:
    """Fold a text as far as it goes, and return why it goes no further."""
    try:
        state.run(text)
    except Misread as error:
        return error.complaints
    return ()


def spots(text: str, paths: frozenset[Path]) -> Mapping[Path, Spot]:
    """Return line and column of every key and list item."""
    del paths  # one pass finds them all
    found: dict[Path, Spot] = {}
    _Fold(found).run(text)
    return found


class Dumper(_BASE):  # type: ignore[misc, valid-type]
    """Puts what holds unseen characters into double quotes, where they can be spelled out."""


def _represent(dumper: Any, text: str) -> Any:
    style = '"' if is_hidden(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, _represent)


def dump(data: Any) -> str:
    """Write data as YAML that ``fold`` reads back as the same text."""
    written = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100)
    return escaped_quoted(written)
