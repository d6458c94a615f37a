"""An OSCAL catalogue as a standard."""

from __future__ import annotations

import contextlib
import gc
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from mgmtsys.files.syntax import Source
from mgmtsys.oscal import ids
from mgmtsys.oscal.envelope import (
    Path,
    read_model,
    wrong,
)
from mgmtsys.oscal.fields import standard_fields
from mgmtsys.oscal.prose import Parameters
from mgmtsys.oscal.reader import Reader
from mgmtsys.oscal.reading import Reading
from mgmtsys.standard.clause import Clause, Force, Standard
from mgmtsys.values.exceptions import InvalidDocument, Notice
from mgmtsys.values.text import Text, in_a_row, say

_TOP = ("catalog",)
#: What ends a wording that only introduces the list below it.
_COLONS = (":", "：")
_WORD = re.compile(r"[^\W_]+")
_NOT_SLUG = re.compile(r"[^\w.]+")
#: Where a withdrawn control went, by the relation of the link to it.
_WENT = ("incorporated-into", "incorporated_into", "moved-to", "moved_to")
#: Parts of a control that no requirement is read from, and that are left out; by how their names start.
_ASSESSMENT = ("assess", "objective")
#: Parts inside a statement that demand nothing, by a word of their names: supplemental-guidance.
_ASIDE = frozenset(
    {
        "guidance", "guideline", "overview", "information", "info", "example", "note", "rationale", "footnote",
        "discussion", "commentary", "comment", "context", "background", "explanation", "clarification",
        "remark", "reference", "definition", "intent", "purpose", "tip",
    }
)  # fmt: skip


def _group(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: Reading
) -> tuple[Clause, ...]:
    """Return a group with what is in it; one without a number of its own holds nothing.

    Its number would be its place, and with it the numbers of all in it: these follow it instead.
    """
    id = reading.id(node, path, needed=False)
    said = reading.said(node, path)
    has_number = id is not None or "number" in said.fields
    number = reading.number(said, parent, ids.of_control(id, parent, "g"), path)
    title = reading.wording(node, "title", path, needed=True)
    members = _members(node, path, number.parts if has_number else parent, reading)
    heading = reading.clause(
        number,
        said,
        id,
        title or str(number),
        force=Force.HEADING,
        items=members if has_number else (),
    )
    return (heading,) if has_number else (heading, *members)


def _members(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: Reading
) -> tuple[Clause, ...]:
    """Return the groups and then the controls of a catalogue or a group."""
    groups = [
        clause
        for group, at in reading.document.members(node, "groups", path)
        for clause in _group(group, at, parent, reading)
    ]
    return (*groups, *_controls(node, path, parent, reading))


def _controls(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: Reading
) -> Iterator[Clause]:
    for control, at in reading.document.members(node, "controls", path):
        yield _control(control, at, parent, reading)


def _control(node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: Reading) -> Clause:
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
        name = reading.document.string(part, "name", at, needed=True) or ""
        if name == "statement" and not said.withdrawn:
            stated = _statement(part, at, title, number.parts, said.force, reading)
            force = stated.force or force
            introductions += stated.introduction
            items += stated.items
        elif name != "statement" and not name.startswith(_ASSESSMENT):
            items += _notes(part, at, number.parts, reading)
    if introductions:
        remark = Text(((reading.lang, "\n".join(introductions)),))
    return reading.clause(
        number, said, id, title, force=force, remark=remark, items=(*items, *controls)
    )


@attrs.frozen
class _Stated:
    """What a statement holds: the force of its control where it repeats the title, and its items."""

    force: Force | None
    introduction: tuple[str, ...]
    items: tuple[Clause, ...]


def _statement(
    node: Mapping[str, Any],
    path: Path,
    title: str,
    parent: ids.Parts,
    above: Force | None,
    reading: Reading,
) -> _Stated:
    """Return what a statement holds; ``above`` is the force that a property of its control states."""
    said = reading.said(node, path)
    wordings = _wordings(node, path, reading)
    if wordings[:1] == (title,) and (len(wordings) > 1 or not node.get("prose")):
        wordings = wordings[1:]  # the title of the control once more
    prose, remark = wordings[-1] if wordings else None, _remark(wordings, reading)
    stated = said.force or above
    force = stated or reading.force(said, prose or "")
    listed = _list(node, path, parent, force if stated or _introduces(prose) else None, reading)
    if prose is None:
        return _Stated(None, (), listed)
    if prose == title:
        return _Stated(force, (), listed)
    lists = any(item.force is not Force.NOTE for item in listed)
    if lists and (_introduces(prose) or not node.get("prose")):
        return _Stated(None, wordings, listed)
    number = reading.number(said, parent, ids.counted(parent, "p"), path)
    id = reading.part_id(node, path)
    paragraph = reading.clause(number, said, id, prose, force=force, remark=remark)
    return _Stated(None, (), (paragraph, *listed))


def _wordings(node: Mapping[str, Any], path: Path, reading: Reading) -> tuple[str, ...]:
    """Return the title and the prose of a part, as far as there are, the same once."""
    given = (reading.wording(node, key, path, needed=False) for key in ("title", "prose"))
    return tuple(dict.fromkeys(wording for wording in given if wording is not None))


def _remark(wordings: tuple[str, ...], reading: Reading) -> Text | None:
    """Return the title of a part that has prose too."""
    return Text(((reading.lang, wordings[0]),)) if len(wordings) > 1 else None


def _introduces(prose: str | None) -> bool:
    return prose is not None and prose.rstrip().endswith(_COLONS)


def _list(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, above: Force | None, reading: Reading
) -> tuple[Clause, ...]:
    """Return what a statement lists, of the force ``above`` where it does not say its own."""
    return tuple(
        clause
        for part, where in reading.document.members(node, "parts", path)
        for clause in _listed(part, where, parent, above, reading)
    )


def _listed(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, above: Force | None, reading: Reading
) -> tuple[Clause, ...]:
    """Return a part inside a statement: a member of its list, a note, or nothing of an assessment."""
    name = reading.document.string(node, "name", path, needed=False) or ""
    if name.startswith(_ASSESSMENT):
        return ()
    if not _ASIDE.isdisjoint(word.removesuffix("s") for word in _WORD.findall(name.lower())):
        return _notes(node, path, parent, reading)
    return (_item(node, path, parent, above, reading),)


def _item(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, above: Force | None, reading: Reading
) -> Clause:
    """Return a member of a statement's list; one that only introduces others is a heading."""
    id = reading.part_id(node, path)
    said = reading.said(node, path)
    number = reading.number(said, parent, ids.of_part(id, said.label, parent, "u"), path)
    prose = reading.wording(node, "prose", path, needed=False)
    wordings = _wordings(node, path, reading)
    wording = wordings[-1] if wordings else said.label or str(number)
    force = reading.force(said, wording, above or Force.SHALL)
    handed_on = force if said.force or _introduces(prose) else above
    items = _list(node, path, number.parts, handed_on, reading)
    lists = any(item.force is not Force.NOTE for item in items)
    only_above = (items and prose is None) or (lists and _introduces(prose))
    return reading.clause(
        number,
        said,
        id,
        wording,
        force=Force.HEADING if only_above else force,
        remark=_remark(wordings, reading),
        items=items,
    )


def _notes(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: Reading
) -> tuple[Clause, ...]:
    """Return guidance and what else demands nothing as a note, or as those in it where it says nothing."""
    wordings = _wordings(node, path, reading)
    if not wordings:
        return _members_of_note(node, path, parent, reading)
    id = reading.part_id(node, path)
    said = reading.said(node, path)
    number = reading.number(said, parent, ids.of_part(id, None, parent, "n"), path)
    items = _members_of_note(node, path, number.parts, reading)
    return (
        reading.clause(
            number,
            said,
            id,
            wordings[-1],
            force=Force.NOTE,
            remark=_remark(wordings, reading),
            items=items,
        ),
    )


def _members_of_note(
    node: Mapping[str, Any], path: Path, parent: ids.Parts, reading: Reading
) -> tuple[Clause, ...]:
    return tuple(
        clause
        for part, at in reading.document.members(node, "parts", path)
        for clause in _notes(part, at, parent, reading)
    )


def _withdrawal(node: Mapping[str, Any], path: Path, reading: Reading) -> Text:
    """Return the remark that a control is withdrawn, and what it went into."""
    went = [
        link["href"].removeprefix("#")
        for link, _ in reading.document.members(node, "links", path)
        if link.get("rel") in _WENT and isinstance(link.get("href"), str)
    ]
    went = list(dict.fromkeys(went))
    return say("Withdrawn; see {others}", others=in_a_row(went)) if went else say("Withdrawn")


def _parameters(node: Mapping[str, Any], path: Path, reading: Reading) -> None:
    """Remember the parameters of a catalogue, a group or a control, and of all below it."""
    for parameter, at in reading.document.members(node, "params", path):
        id = reading.id(parameter, at, needed=True)
        reading.document.string(parameter, "label", at, needed=False)
        select = parameter.get("select", {})
        if not isinstance(select, dict):
            reading.document.problems.append(wrong((*at, "select"), select, say("a mapping")))
            continue
        sound = all(
            [
                _strings(parameter.get("values"), (*at, "values"), reading),
                _strings(select.get("choice"), (*at, "select", "choice"), reading),
            ]
        )
        if id is not None and sound:
            reading.parameters.add(id, parameter, at)
    for key in ("groups", "controls"):
        # What is wrong with the lists themselves is said when they are read.
        below = node.get(key)
        for index, member in enumerate(below if type(below) is list else ()):
            if type(member) is dict:
                _parameters(member, (*path, key, str(index)), reading)


def _strings(given: Any, path: Path, reading: Reading) -> bool:
    """Whether something is a list of text, or nothing; complain where it is neither."""
    if given is None or (type(given) is list and all(type(text) is str for text in given)):
        return True
    reading.document.problems.append(wrong(path, given, say("a list of text")))
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
def read(
    source: Source, id: str | None = None, *, resolved: bool = True, language: str | None = None
) -> Standard:
    """Return the standard that an OSCAL catalogue describes.

    Groups and controls are headings, what the statement of a control says is below it, guidance is
    notes. ``id`` is the edition, else it is made of title and version. Parameters are put into the
    prose unless ``resolved`` is false. ``language`` is that of the text, which OSCAL has no place for,
    else the one that the file states in a way of its own. Raises :class:`InvalidDocument` with every
    problem placed; warns of what is left out with a :class:`Notice`.
    """
    body = read_model(source, "catalog")
    about, path = body["metadata"], (*_TOP, "metadata")
    document = Reader()
    document.problems.extend(source.faults)
    own, _ = document.properties(about, path)
    lang = document.language(about, own, path, language)
    # A catalogue of ours states no parameters: what looks like one is wording.
    parameters = Parameters(resolved and "id" not in own, document.problems)
    reading = Reading(lang, document, parameters=parameters)
    _parameters(body, _TOP, reading)
    fields = standard_fields(own, (*path, "props"), document.problems)
    clauses = _members(body, _TOP, (), reading)
    if document.problems:
        raise source.placed(InvalidDocument(tuple(dict.fromkeys(document.problems))))
    for message in reading.notices:
        warnings.warn(Notice("{file}: {message}", file=source.file, message=message), stacklevel=2)
    title = Text(((lang, about["title"]),))
    fields = {"id": _edition(about), "title": title, **fields}
    if id is not None:
        fields["id"] = id
    return Standard(clauses=clauses, **fields)
