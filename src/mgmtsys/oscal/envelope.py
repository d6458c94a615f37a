"""What the OSCAL models share: the file around them, their metadata, and properties of our own."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mgmtsys.files.syntax import Source
from mgmtsys.files.syntax.json import dump
from mgmtsys.values.exceptions import InvalidDocument, Problem, found
from mgmtsys.values.text import Text, say

#: The version that is written; of its major version every one is read.
VERSION = "1.2.0"
#: The namespace of the properties that OSCAL has no words for.
NAMESPACE = "urn:mgmtsys:oscal"
#: Every model of OSCAL 1.2, to tell a file of another from one that is none.
MODELS = frozenset(
    {
        "catalog", "profile", "mapping-collection", "component-definition", "system-security-plan",
        "assessment-plan", "assessment-results", "plan-of-action-and-milestones",
    }
)  # fmt: skip
#: The day of what nobody dates: a document has to have one, and the same value gives the same bytes.
NO_DAY = date(1970, 1, 1)
_METADATA = ("title", "last-modified", "version", "oscal-version")
#: Some publishers write v1.2.2.
_MAJOR = re.compile(r"v?([0-9]+)\.[0-9]+(\.[0-9]+)?([-+].*)?")
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)

Path = tuple[str, ...]


def uuid_of(*names: str) -> str:
    """Return the UUID that names make; the same names make the same."""
    return str(uuid.uuid5(_SPACE, json.dumps(names)))


def line_of(text: str) -> str:
    """Return text on one line, as titles and values have it."""
    return " ".join(text.split()) or "–"


def prop(name: str, value: str, **more: str) -> dict[str, str]:
    """Return a property of ours; what does not fit one line stands in its remarks."""
    line = line_of(value)
    said = {"name": name, "ns": NAMESPACE, "value": line, **more}
    return said if line == value else said | {"remarks": value}


def text_props(
    name: str, text: Text | None, lang: str = "", shown: str = ""
) -> list[dict[str, str]]:
    """Return a wording language by language; nothing where ``shown`` in ``lang`` already says it all."""
    if text is None or text.wordings == ((lang, shown),):
        return []
    return [prop(name, wording, **{"class": tag}) for tag, wording in text.wordings]


def value_of(given: Mapping[str, Any]) -> str:
    """Return what a property of ours says."""
    return str(given.get("remarks", given["value"]))


def text_of_props(given: Iterable[Mapping[str, Any]]) -> Text | None:
    """Return the wording that properties of ours hold, if there are any."""
    wordings = {entry.get("class", "und"): value_of(entry) for entry in given}
    return Text(wordings) if wordings else None


def metadata(title: str, version: str, on: date, lang: str, *props: Any) -> dict[str, Any]:
    """Return the metadata of a document in ``lang`` as of a day.

    OSCAL has no place for the language of a document.
    """
    return {
        "title": line_of(title),
        "last-modified": at(on),
        "version": version,
        "oscal-version": VERSION,
        "props": [prop("language", lang), *props],
    }


def at(on: date) -> str:
    """Return the first moment of a day, in UTC."""
    return f"{on.isoformat()}T00:00:00Z"


def identified(kind: str, said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return a part of a document under a UUID that is derived from what it says, and of what."""
    stated = uuid_of(kind, *names, json.dumps(said, ensure_ascii=False))
    return {"uuid": stated, **said}


def rendered(model: str, body: Mapping[str, Any]) -> str:
    """Return a document whose UUID is derived from what it says, without what is empty."""
    said = pruned(body)
    document = {model: identified(model, said)}
    return dump(document)


def pruned(data: Any) -> Any:
    """Return data without empty lists and without what is not there, which OSCAL does not allow."""
    if isinstance(data, Mapping):
        return {
            key: pruned(value) for key, value in data.items() if value is not None and value != []
        }
    return [pruned(value) for value in data] if isinstance(data, list) else data


def missing(path: Path, key: str) -> Problem:
    """Say that something is not there."""
    return Problem(path, say("no {key}: expected one", key=key))


def wrong(path: Path, given: object, expected: Text) -> Problem:
    """Say that something is not what its place asks for."""
    return Problem(
        path, say("found {found}: expected {expected}", found=found(given), expected=expected)
    )


def read_model(source: Source, model: str) -> dict[str, Any]:
    """Return the body of the one model that a file holds.

    Raises :class:`InvalidDocument` where it is another model, a newer major version, or lacks what
    every OSCAL document has.
    """
    data = source.data()
    problem = _not_the_model(data, model)
    problems = _metadata_problems(data[model], model) if problem is None else (problem,)
    if problems:
        raise source.placed(InvalidDocument((*source.faults, *problems)))
    body: dict[str, Any] = data[model]
    return body


def model_in(source: Source) -> str | None:
    """Return the OSCAL model that a file says it holds, if it names one."""
    data = source.data()
    return next((key for key in data if key in MODELS), None) if isinstance(data, dict) else None


def _not_the_model(data: Any, model: str) -> Problem | None:
    if not isinstance(data, dict):
        return wrong((), data, say("an OSCAL document with {model}", model=model))
    if isinstance(data.get(model), dict):
        return None
    if model in data:
        return wrong((model,), data[model], say("a mapping: the {model}", model=model))
    other = next((key for key in data if key in MODELS), None)
    if other is not None:
        return Problem(
            (other,),
            say(
                "this is OSCAL of another model, {other}: expected {model}",
                other=other,
                model=model,
            ),
        )
    return Problem(
        (),
        say("not OSCAL: expected {model} at the top of the document", model=model),
    )


def _metadata_problems(body: dict[str, Any], model: str) -> tuple[Problem, ...]:
    problems = [] if body.get("uuid") else [missing((model,), "uuid")]
    given = body.get("metadata")
    path = (model, "metadata")
    if given is None:
        return (*problems, missing((model,), "metadata"))
    if not isinstance(given, dict):
        return (*problems, wrong(path, given, say("a mapping")))
    for key in _METADATA:
        value = given.get(key)
        if value is None:
            problems.append(missing(path, key))
        elif not isinstance(value, str) or not value.strip():
            problems.append(wrong((*path, key), value, say("text")))
        elif key == "oscal-version" and not _is_readable(value):
            problems.append(
                Problem(
                    (*path, key),
                    say(
                        "found OSCAL {found}: expected version 1, such as 1.1.3 or {version}",
                        found=value,
                        version=VERSION,
                    ),
                )
            )
    return tuple(problems)


def _is_readable(version: str) -> bool:
    stated = _MAJOR.fullmatch(version)
    return stated is not None and stated[1] == "1"
