"""How fast an OSCAL catalogue becomes a standard, beside the tool of the field and beside JSON alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.large_catalogue import CONTROLS, ENHANCEMENTS, write
from benchmarks.test_speed import side_by_side, told
from trestle.oscal.catalog import Catalog

from mgmtsys.files.access import read_source
from mgmtsys.oscal.catalogue_reader import read
from mgmtsys.standard.clause import Standard


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("oscal") / "catalogue.json"
    write(path)
    size = path.stat().st_size / 1e6
    print(f"\n{CONTROLS + ENHANCEMENTS} controls in {size:.1f} MB", end="")
    assert 9.5 <= size <= 10.5
    return path


def standard(path: Path) -> Standard:
    return read(read_source(path))


def test_a_catalogue_of_ten_megabytes_is_read_twice_as_fast_as_by_compliance_trestle(
    benchmark: Any, file: Path
) -> None:
    subject, beside = side_by_side(
        benchmark, lambda: standard(file), lambda: Catalog.oscal_read(file), rounds=9
    )
    assert told("OSCAL catalogue / Catalog.oscal_read", subject, beside, 0.5) <= 0.5


def load(path: Path) -> None:
    with path.open(encoding="utf-8") as stream:
        json.load(stream)


def test_a_catalogue_of_ten_megabytes_is_read_within_four_times_of_its_json(
    benchmark: Any, file: Path
) -> None:
    subject, beside = side_by_side(benchmark, lambda: standard(file), lambda: load(file), rounds=9)
    assert told("OSCAL catalogue / json.load", subject, beside, 4) <= 4
