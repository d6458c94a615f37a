"""An OSCAL catalogue as a standard."""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from mgmtsys.clause import Clause, ClauseNumber, Force, Standard
from mgmtsys.exceptions import InvalidDocument, Problem
from mgmtsys.interop.oscal import ids
from mgmtsys.interop.oscal.envelope import (
    Path,
    read_model,
    wrong,
)
from mgmtsys.interop.oscal.fields import clause_fields, standard_fields
from mgmtsys.interop.oscal.prose import Parameters, force_of
from mgmtsys.interop.oscal.reader import Reader
from mgmtsys.syntax import Source
from mgmtsys.text import Text, both

_TOP = ("catalog",)
#: What ends a wording that only introduces the list below it.
_COLONS = (":", "：")
_NOT_SLUG = re.compile(r"[^\w.]+")
#: Where a withdrawn control went, by the relation of the link to it.
_WENT = ("incorporated-into", "moved-to")


@attrs.frozen
class _Said:
    """What the properties of a group, a control or a part say."""

    fields: dict[str, Any] = attrs.field(factory=dict)
    label: str | None = None
    withdrawn: bool = False


_NOTHING = _Said()


@attrs.frozen
class _Reading:
    """One catalogue being read: which identifiers and numbers are taken so far."""

    lang: str
    document: Reader
    parameters: Parameters
    seen: set[str] = attrs.field(factory=set)
    taken: set[ids.Parts] = attrs.field(factory=set)

    def id(self, node: Mapping[str, Any], path: Path, *, needed: bool) -> str | None:
        """Return an identifier, which nothing else in the catalogue has."""
        id = self.document.string(node, "id", path, needed=needed)
        if id is None:
            return None
        if id in self.seen:
            self.document.problems.append(
                Problem(
                    (*path, "id"),
                    f"the id {id!r} is given twice: expected each once",
                    f"标识 {id!r} 重复：每个标识只用一次",
                )
            )
        self.seen.add(id)
        return id

    def wording(self, node: Mapping[str, Any], key: str, path: Path, *, needed: bool) -> str | None:
        """Return prose or a title with its parameters."""
        text = self.document.string(node, key, path, needed=needed)
        return None if text is None else self.parameters.fill(text, (*path, key))

    def said(self, node: Mapping[str, Any], path: Path) -> _Said:
        """Return what the properties say."""
        if "props" not in node:
            return _NOTHING
        own, others = self.document.properties(node, path)
        label, withdrawn = None, False
        for one in others:
            if one["name"] == "label" and (label is None or "class" not in one):
                label = one["value"]
            elif one["name"] == "status":
                withdrawn = one["value"].lower() == "withdrawn"
        fields = clause_fields(own, (*path, "props"), self.document.problems) if own else {}
        return _Said(fields, label, withdrawn)

    def number(
        self, said: _Said, parent: ids.Parts, suggested: Iterable[ids.Parts], path: Path
    ) -> ClauseNumber:
        """Return the number that a property of ours states, else the first suggested that is free."""
        stated: ClauseNumber | None = said.fields.pop("number", None) if said.fields else None
        if stated is not None:
            if stated.parts not in self.taken and ids.extends(stated.parts, parent):
                self.taken.add(stated.parts)
                return stated
            self.document.problems.append(
                Problem(
                    (*path, "props"),
                    f"the number {stated} is taken, or does not extend the one above it",
                    f"编号 {stated} 已被使用，或不是上级编号的下级",
                )
            )
        parts = next(one for one in suggested if one not in self.taken)
        self.taken.add(parts)
        return ClauseNumber(parts)

    def clause(
        self, number: ClauseNumber, said: _Said, id: str | None, wording: str, **fields: Any
    ) -> Clause:
        """Return an item; what properties of ours say goes before what was derived."""
        fields["text"] = Text(((self.lang, wording),))
        if id is not None and id != ids.id_of(number):
            fields["alias"] = id
        if said.fields:
            fields |= said.fields
        return Clause(number, **fields)


def _group(node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: _Reading) -> Clause:
    id = reading.id(node, path, needed=False)
    said = reading.said(node, path)
    number = reading.number(said, parent, ids.of_control(id, parent, "g"), path)
    title = reading.wording(node, "title", path, needed=True)
    return reading.clause(
        number,
        said,
        id,
        title or str(number),
        force=Force.HEADING,
        items=_members(node, path, number.parts, reading),
    )


def _members(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: _Reading
) -> tuple[Clause, ...]:
    """Return the groups and then the controls of a catalogue or a group."""
    groups = [
        _group(one, at, parent, reading)
        for one, at in reading.document.members(node, "groups", path)
    ]
    return (*groups, *_controls(node, path, parent, reading))


def _controls(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: _Reading
) -> Iterator[Clause]:
    for one, at in reading.document.members(node, "controls", path):
        yield _control(one, at, parent, reading)


def _control(node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: _Reading) -> Clause:
    """Return a control as a heading over its statement, or as the requirement that its title states."""
    id = reading.id(node, path, needed=True)
    said = reading.said(node, path)
    number = reading.number(said, parent, ids.of_control(id, parent, "c"), path)
    title = reading.wording(node, "title", path, needed=True) or str(number)
    # Controls inside are numbered first: their identifiers are firmer than the labels of list items.
    controls = tuple(_controls(node, path, number.parts, reading))
    force, remark = Force.HEADING, _withdrawal(node, path, reading) if said.withdrawn else None
    items: list[Clause] = []
    introductions: list[str] = []
    for part, at in reading.document.members(node, "parts", path):
        name = reading.document.string(part, "name", at, needed=True)
        if name == "guidance":
            items.append(_note(part, at, number.parts, reading))
        elif name == "statement" and not said.withdrawn:
            prose = reading.wording(part, "prose", at, needed=False)
            listed = [
                _item(one, where, number.parts, reading)
                for one, where in reading.document.members(part, "parts", at)
            ]
            if prose == title:
                force = force_of(title, reading.lang)
            elif prose is not None and listed and prose.rstrip().endswith(_COLONS):
                introductions.append(prose)
            elif prose is not None:
                listed.insert(0, _paragraph(part, at, number.parts, prose, reading))
            items.extend(listed)
    if introductions:
        remark = Text(((reading.lang, "\n".join(introductions)),))
    return reading.clause(
        number, said, id, title, force=force, remark=remark, items=(*items, *controls)
    )


def _paragraph(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, prose: str, reading: _Reading
) -> Clause:
    """Return the prose of a statement as an unlettered paragraph."""
    said = reading.said(node, path)
    number = reading.number(said, parent, ids.counted(parent, "p"), path)
    return reading.clause(
        number, said, reading.id(node, path, needed=False), prose,
        force=force_of(prose, reading.lang),
    )  # fmt: skip


def _item(node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: _Reading) -> Clause:
    """Return a member of a statement's list; one that only introduces others is a heading."""
    id = reading.id(node, path, needed=False)
    said = reading.said(node, path)
    number = reading.number(said, parent, ids.of_part(id, said.label, parent, "u"), path)
    prose = reading.wording(node, "prose", path, needed=False)
    title = reading.wording(node, "title", path, needed=False)
    items = tuple(
        _item(one, at, number.parts, reading)
        for one, at in reading.document.members(node, "parts", path)
    )
    only_above = items and (prose is None or prose.rstrip().endswith(_COLONS))
    wording = prose or title or said.label or str(number)
    return reading.clause(
        number,
        said,
        id,
        wording,
        force=Force.HEADING if only_above else force_of(wording, reading.lang),
        items=items,
    )


def _note(node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: _Reading) -> Clause:
    """Return guidance as a note."""
    id = reading.id(node, path, needed=False)
    said = reading.said(node, path)
    number = reading.number(said, parent, ids.of_part(id, None, parent, "n"), path)
    prose = reading.wording(node, "prose", path, needed=False) or str(number)
    items = tuple(
        _note(one, at, number.parts, reading)
        for one, at in reading.document.members(node, "parts", path)
    )
    return reading.clause(number, said, id, prose, force=Force.NOTE, items=items)


def _withdrawal(node: Mapping[str, Any], path: Path, reading: _Reading) -> Text:
    """Return the remark that a control is withdrawn, and what it went into."""
    went = [
        link["href"].removeprefix("#")
        for link, _ in reading.document.members(node, "links", path)
        if link.get("rel") in _WENT and isinstance(link.get("href"), str)
    ]
    en, zh = ("; see " + ", ".join(went), "，见 " + "、".join(went)) if went else ("", "")
    return both(f"Withdrawn{en}", f"已撤销{zh}")


def _parameters(node: Mapping[str, Any], path: Path, reading: _Reading) -> None:
    """Remember the parameters of a catalogue, a group or a control, and of all below it."""
    for one, at in reading.document.members(node, "params", path):
        id = reading.id(one, at, needed=True)
        reading.document.string(one, "label", at, needed=False)
        select = one.get("select", {})
        if not isinstance(select, dict):
            reading.document.problems.append(wrong((*at, "select"), select, "a mapping", "映射"))
            continue
        sound = all(
            [
                _strings(one.get("values"), (*at, "values"), reading),
                _strings(select.get("choice"), (*at, "select", "choice"), reading),
            ]
        )
        if id is not None and sound:
            reading.parameters.add(id, one, at)
    for key in ("groups", "controls"):
        # What is wrong with the lists themselves is said when they are read.
        below = node.get(key)
        for index, one in enumerate(below if type(below) is list else ()):
            if type(one) is dict:
                _parameters(one, (*path, key, str(index)), reading)


def _strings(given: Any, path: Path, reading: _Reading) -> bool:
    """Whether something is a list of text, or nothing; complain where it is neither."""
    if given is None or (type(given) is list and all(type(one) is str for one in given)):
        return True
    reading.document.problems.append(wrong(path, given, "a list of text", "文本列表"))
    return False


def _edition(about: Mapping[str, Any]) -> str:
    """Return an id for a catalogue that states none of ours: its title and its version."""
    title = _NOT_SLUG.sub("-", about["title"].lower()).strip("-") or "catalogue"
    return f"{title}:{_NOT_SLUG.sub('-', about['version'])}"


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Pause the search for garbage: of a catalogue being read nothing is, and to find that takes long."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_nothing_collected()
def read(source: Source, id: str | None = None, *, resolved: bool = True) -> Standard:
    """Return the standard that an OSCAL catalogue describes.

    Groups and controls are headings, what the statement of a control says is below it, guidance is
    notes. ``id`` is the edition, else it is made of title and version. Parameters are put into the
    prose unless ``resolved`` is false. Raises :class:`InvalidDocument` with every problem placed.
    """
    body = read_model(source, "catalog")
    about, path = body["metadata"], (*_TOP, "metadata")
    document = Reader()
    document.problems.extend(source.faults)
    own, _ = document.properties(about, path)
    lang = document.language(about, own, path)
    reading = _Reading(lang, document, Parameters(resolved, document.problems))
    _parameters(body, _TOP, reading)
    fields = standard_fields(own, (*path, "props"), document.problems)
    clauses = _members(body, _TOP, (), reading)
    if document.problems:
        raise source.placed(InvalidDocument(tuple(dict.fromkeys(document.problems))))
    title = Text(((lang, about["title"]),))
    fields = {"id": _edition(about), "title": title, **fields}
    if id is not None:
        fields["id"] = id
    return Standard(clauses=clauses, **fields)
