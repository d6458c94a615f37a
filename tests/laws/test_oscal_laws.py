"""The laws of OSCAL: what is written is valid, and reads back as what it was written from."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.mapping import MappingCollection

from mgmtsys.audit_report import Report
from mgmtsys.clause import Standard
from mgmtsys.crosswalk import Crosswalk
from mgmtsys.finding import Finding
from mgmtsys.interop.oscal import catalogue, catalogue_reader, mapping, mapping_reader, results
from mgmtsys.outcome import Outcome
from mgmtsys.syntax import Source
from mgmtsys.testing import crosswalks, days, findings, standards

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
    told = {one["description"] for one in body["results"][0].get("observations", ())}
    assert {one.message.read(lang) for one in report.findings} == told
