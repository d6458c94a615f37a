"""An OSCAL catalogue of the size and the proportions of the largest that are published, made up.

The same file every time: no chance is drawn, and no wording is anybody's.
"""

from __future__ import annotations

import itertools
import json
import uuid
from pathlib import Path
from typing import Any

GROUPS = 20
CONTROLS = 324
#: Enhancements beside the controls: with them, some 1,200 controls.
ENHANCEMENTS = 876
_WORDS = (
    "record", "review", "approve", "retain", "monitor", "the", "of", "and", "access",
    "supplier", "waste", "energy", "change", "audit", "event", "system", "for", "each",
    "process", "before", "after", "release", "plan", "emergency", "training", "result", "schedule",
    "authorised", "person", "location", "equipment", "material", "procedure", "document", "information", "within",
)  # fmt: skip
_SPACE = uuid.UUID("6f1c43a2-7a50-5f6e-9d0c-0c5f0f6a8d11")


def _said(seed: int, length: int) -> str:
    """Return a sentence of ``length`` words that ``seed`` fixes."""
    words = (_WORDS[(seed * 31 + n * n + n * 7) % len(_WORDS)] for n in range(length))
    return " ".join(words).capitalize()


def _uuid(name: str) -> str:
    return str(uuid.uuid5(_SPACE, name))


def _param(control: str, n: int) -> dict[str, Any]:
    id = f"{control}_odp.{n:02}"
    if n == 3:
        return {
            "id": id,
            "props": [{"name": "label", "value": id.upper(), "class": "assessment"}],
            "select": {
                "how-many": "one-or-more",
                "choice": [f"{{{{ insert: param, {control}_odp.01 }}}}", _said(n, 3), _said(n, 4)],
            },
        }
    return {
        "id": id,
        "props": [
            {"name": "alt-identifier", "value": f"{control}_prm_{n}", "class": "assessment"},
            {"name": "label", "value": id.upper(), "class": "assessment"},
        ],
        "label": _said(n, 4).lower(),
        "guidelines": [{"prose": f"{_said(n + 5, 8)}."}],
    }


def _objective(id: str, n: int, levels: int) -> dict[str, Any]:
    part: dict[str, Any] = {
        "id": f"{id}-{n}",
        "name": "assessment-objective",
        "props": [{"name": "label", "value": f"{id}[{n:02}]", "class": "assessment"}],
        "prose": f"{_said(n + levels, 14)};",
        "links": [{"href": f"#{id}", "rel": "assessment-for"}],
    }
    if levels:
        part["parts"] = [_objective(f"{id}-{n}", m, levels - 1) for m in range(1, 3)]
    return part


def _item(id: str, letter: str, control: str, n: int) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": f"{id}.{letter}",
        "name": "item",
        "props": [{"name": "label", "value": f"{letter}."}],
        "prose": f"{_said(n, 14)} {{{{ insert: param, {control}_odp.{1 + n % 3:02} }}}};",
    }
    if n == 1:
        item["prose"] = f"{_said(n, 6)}:"
        item["parts"] = [_item(f"{id}.{letter}", str(m), control, m + 1) for m in range(1, 3)]
    return item


def _method(control: str, method: str) -> dict[str, Any]:
    return {
        "id": f"{control}_asm-{method.lower()}",
        "name": "assessment-method",
        "props": [{"name": "method", "value": method}, {"name": "label", "value": control}],
        "parts": [
            {"name": "assessment-objects", "prose": "\n\n".join(_said(n, 5) for n in range(3))}
        ],
    }


def _control(id: str, n: int) -> dict[str, Any]:
    statement: dict[str, Any] = {"id": f"{id}_smt", "name": "statement"}
    if n % 3:
        statement["prose"] = f"{_said(n, 18)} {{{{ insert: param, {id}_odp.02 }}}}."
    else:
        statement["prose"] = f"{_said(n, 4)}:"
        statement["parts"] = [
            _item(f"{id}_smt", letter, id, m) for m, letter in enumerate("abcde"[: 2 + n % 4])
        ]
    return {
        "id": id,
        "class": "control",
        "title": _said(n, 4),
        "params": [_param(id, m) for m in range(1, 4)],
        "props": [
            {"name": "label", "value": id.upper()},
            {"name": "label", "value": id.upper(), "class": "assessment"},
            {"name": "sort-id", "value": id},
        ],
        "links": [{"href": f"#{_uuid(f'{id}-{m}')}", "rel": "related"} for m in range(1 + n % 3)],
        "parts": [
            statement,
            {
                "id": f"{id}_gdn",
                "name": "guidance",
                "prose": f"{_said(n, 36)}. {_said(n + 1, 30)}.",
            },
            _objective(f"{id}_obj", 1, 1 if n % 3 == 0 else 0),
            *(_method(id, method) for method in ("EXAMINE", "INTERVIEW", "TEST")),
        ],
    }


def large_catalogue() -> dict[str, Any]:
    """Return the catalogue as plain data."""
    groups: list[dict[str, Any]] = [
        {
            "id": f"{chr(97 + g)}c",
            "class": "family",
            "title": _said(g, 3),
            "controls": [],
        }
        for g in range(GROUPS)
    ]
    each = itertools.cycle(groups)
    controls = []
    for n in range(CONTROLS):
        group = next(each)
        control = _control(f"{group['id']}-{len(group['controls']) + 1}", n)
        group["controls"].append(control)
        controls.append(control)
    for n, control in zip(range(ENHANCEMENTS), itertools.cycle(controls), strict=False):
        below = control.setdefault("controls", [])
        below.append(_control(f"{control['id']}.{len(below) + 1}", CONTROLS + n))
    return {
        "catalog": {
            "uuid": _uuid("catalogue"),
            "metadata": {
                "title": "A made-up catalogue of controls",
                "last-modified": "2026-01-01T00:00:00Z",
                "version": "1",
                "oscal-version": "1.2.0",
            },
            "groups": groups,
        }
    }


def write(path: Path) -> None:
    """Write the catalogue as published ones are: indented by two."""
    path.write_text(json.dumps(large_catalogue(), indent=2), encoding="utf-8")
