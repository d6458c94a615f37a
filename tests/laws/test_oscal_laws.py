"""The laws of OSCAL: what is written is valid, and reads back as what it was written from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import given, strategies as st
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.mapping import MappingCollection

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.files.syntax import Source
from mgmtsys.oscal import catalogue, catalogue_reader, mapping, mapping_reader, results
from mgmtsys.oscal.envelope import NAMESPACE
from mgmtsys.oscal.imports import read
from mgmtsys.standard.clause import Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.finding import Finding
from mgmtsys.system.report import Report
from mgmtsys.testing import crosswalks, days, findings, standards
from mgmtsys.values.exceptions import InvalidDocument, Problem

LANGUAGES = st.sampled_from(("en", "zh", "de"))


@given(standards(), LANGUAGES, days())
def test_a_catalogue_is_valid_and_reads_back_as_its_standard(
    standard: Standard, lang: str, on: date
) -> None:
    text = catalogue.render(standard, lang, on)
    Catalog.model_validate(json.loads(text)["catalog"])
    assert standard == catalogue_reader.read(Source("catalogue.json", text))


@given(crosswalks().filter(lambda crosswalk: crosswalk.links), LANGUAGES, days())
def test_a_mapping_collection_is_valid_and_reads_back_as_its_crosswalk(
    crosswalk: Crosswalk, lang: str, on: date
) -> None:
    text = mapping.render(crosswalk, lang, on)
    MappingCollection.model_validate(json.loads(text)["mapping-collection"])
    assert crosswalk == mapping_reader.read(Source("mapping.json", text))


@given(st.lists(findings(), max_size=4), LANGUAGES)
def test_findings_are_valid_assessment_results_and_each_is_told(
    given: list[Finding], lang: str
) -> None:
    report = Report(tuple(given))
    text = results.render_outcome(Outcome(report), lang)
    body = json.loads(text)["assessment-results"]
    AssessmentResults.model_validate(body)
    told = {
        one["description"] for result in body["results"] for one in result.get("observations", ())
    }
    assert {one.message.read(lang) for one in report.findings} == told


def _nodes(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a document: what holds it, and its key or index."""
    for key in data if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _nodes(data[key])


_JUNK: st.SearchStrategy[Any] = st.sampled_from(
    (None, True, "", "x", [], {}, [[]], [{}], {"id": []}, "{{ insert: param, x }}", NAMESPACE)
)


@given(
    standards().map(lambda one: catalogue.render(one, "en"))
    | crosswalks().filter(lambda one: one.links).map(lambda one: mapping.render(one, "en")),
    st.data(),
)
def test_a_damaged_document_is_read_or_refused_with_a_place(text: str, data: st.DataObject) -> None:
    document = json.loads(text)
    holder, key = data.draw(st.sampled_from(list(_nodes(document))))
    holder[key] = data.draw(_JUNK)
    problems: tuple[Problem, ...] = ()
    try:
        read(Source("damaged.json", json.dumps(document)))
    except InvalidDocument as refused:
        problems = refused.problems
    assert all(problem.place is not None for problem in problems)
