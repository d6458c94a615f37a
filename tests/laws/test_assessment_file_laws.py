"""Whatever a file of an assessment says, it is an assessment or not understood, and nothing else escapes."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from mgmtsys.files.assessments import structure_assessment
from mgmtsys.files.codec import unstructure
from mgmtsys.files.kinds import ASSESSMENT
from mgmtsys.files.loading import load
from mgmtsys.files.syntax import yaml
from mgmtsys.scoring.assessment import Assessment, scored
from mgmtsys.show.scores import FORMATS
from mgmtsys.testing import assessments
from mgmtsys.values.exceptions import NotUnderstood

EXAMPLE = Path(__file__).parents[2] / "examples" / "she_assessment"
_FILES = ("assessment.yaml", "scheme.yaml")
_DATA = {name: yaml.fold((EXAMPLE / name).read_text("utf-8")) for name in _FILES}
#: What some field would not take, or would take for something else.
_AWKWARD: tuple[Any, ...] = (
    None, "", " ", "-1", "0", "1", "nan", "1e99", "9" * 120, "1/0", "x", "%", "½", "120%", "5%", "2026",
    "2025-06-01", "plan", "five", "score", "1.1", "iso14001:2015/6.2", "\x00", "scheme.yaml", "a.txt",
    True, [], {}, ["a"], [None], [{}], {"a": "b"}, {"id": "x"}, {"phase": "plan", "rate": "1"},
)  # fmt: skip
_KEYS = (
    "id", "over", "rate", "points", "phase", "deleted", "full", "weight", "elements", "levels", "kind",
    "per", "base", "of", "held", "events", "reduced_by", "1.1", "x",
)  # fmt: skip


def _paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(data, dict | list):
        for step, one in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _paths(one, (*path, step))


_PATHS = [(name, path) for name, data in _DATA.items() for path in _paths(data)]


@st.composite
def _spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the example with a few parts deleted, replaced, renamed or inserted."""
    files = copy.deepcopy(_DATA)
    for name, path in draw(st.lists(st.sampled_from(_PATHS), min_size=1, max_size=3)):
        holder = files[name]
        for step in path[:-1]:
            inside = isinstance(holder, dict) and step in holder
            if not inside and not (isinstance(holder, list) and step in range(len(holder))):
                break
            holder = holder[step]
        value = copy.deepcopy(draw(st.sampled_from(_AWKWARD)))
        if isinstance(holder, dict):
            match draw(st.sampled_from(("delete", "replace", "rename", "insert"))):
                case "delete":
                    holder.pop(path[-1], None)
                case "replace":
                    holder[path[-1]] = value
                case "rename":
                    holder[draw(st.sampled_from(_KEYS))] = holder.pop(path[-1], None)
                case "insert":
                    holder[draw(st.sampled_from(_KEYS))] = value
        elif isinstance(holder, list):
            holder.append(value)
    return files


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(_spoilt())
def test_whatever_a_file_says_it_is_an_assessment_or_not_understood(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, Any]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name, data in files.items():
        (folder / name).write_text(yaml.dump(data), "utf-8")
    try:
        assessment = load(folder / "assessment.yaml", Assessment)
    except NotUnderstood as error:
        for lang in ("en", "zh"):
            lines = error.read(lang).splitlines()
            assert lines
            assert [] == [line for line in lines if not line.startswith(str(folder))]
    else:
        for render in FORMATS.values():
            assert render(scored(assessment), "zh", explain=True)


@given(assessments())
def test_an_assessment_is_read_back_from_its_file(
    tmp_path_factory: pytest.TempPathFactory, assessment: Assessment
) -> None:
    file = tmp_path_factory.getbasetemp() / "written.yaml"
    file.write_text(yaml.dump({"format": ASSESSMENT.format, **unstructure(assessment)}), "utf-8")
    assert assessment == load(file, Assessment)
    assert assessment == structure_assessment(unstructure(assessment))


@given(assessments(), assessments())
def test_what_is_laid_over_another_keeps_what_it_says_itself(
    tmp_path_factory: pytest.TempPathFactory, lower: Assessment, upper: Assessment
) -> None:
    folder = tmp_path_factory.getbasetemp()
    says = {"organisation": unstructure(upper.organisation)}
    below = unstructure(lower)
    below["organisation"] = "below"
    (folder / "below.yaml").write_text(yaml.dump({"format": ASSESSMENT.format, **below}), "utf-8")
    (folder / "above.yaml").write_text(
        yaml.dump({"format": ASSESSMENT.format, "over": "below.yaml", **says}), "utf-8"
    )
    found = load(folder / "above.yaml", Assessment)
    assert upper.organisation == found.organisation
    assert (lower.units, lower.markings, lower.rating) == (
        found.units,
        found.markings,
        found.rating,
    )
