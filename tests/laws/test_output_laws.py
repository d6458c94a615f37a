"""The law of what commands print as JSON: it is valid by its schema, and read back it is the same value."""

import json
from datetime import date
from typing import Any

import jsonschema
from hypothesis import given, settings

from mgmtsys.auditing.checks import audit
from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.auditing.outcome import Outcome
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.fieldwork.conclusion import SamplingRecord, conclude
from mgmtsys.fieldwork.drawing import Sample
from mgmtsys.files.codec import structure
from mgmtsys.files.kinds import document, kind_of
from mgmtsys.files.schema import schema_of
from mgmtsys.scoring.assessment import Assessment, scored
from mgmtsys.system.reading import Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.testing import assessments, samples, systems
from mgmtsys.values.text import Text

DAY = date(2026, 6, 30)


def _answered(system: ManagementSystem) -> dict[str, Question]:
    """Return the questions of the library, and of whatever else the standards of a system ask."""
    asked = {name for standard in system.standards for one in standard for name in one.asks}
    own = {
        name: Question(name, Text(name), of_objective=lambda _, one: Answer((one.statement,)))
        for name in asked
    }
    return own | dict(QUESTIONS)


def check(value: Any) -> None:
    data = json.loads(json.dumps(document(value)))
    jsonschema.Draft202012Validator(schema_of(kind_of(type(value)))).validate(data)
    assert data.pop("format") == kind_of(type(value)).format
    assert value == structure(data, type(value))


@settings(max_examples=settings().max_examples // 3)
@given(systems())
def test_what_is_found_in_a_system_and_its_matrix_are_read_back(system: ManagementSystem) -> None:
    report = audit(system, DAY)
    check(Outcome(report, organisation=system.organisation, on=DAY))
    ids = [one.id for one in system.standards if one.requirements()]
    check(clause_matrix(system, ids, on=DAY, report=report, questions=_answered(system)))
    check(evaluate(system, Record(), system.period, DAY))


@settings(max_examples=settings().max_examples // 3)
@given(assessments())
def test_a_score_is_read_back(assessment: Assessment) -> None:
    check(scored(assessment))


@settings(max_examples=settings().max_examples // 3)
@given(samples())
def test_a_sample_and_its_conclusion_are_read_back(sample: Sample) -> None:
    check(SamplingRecord(sample))
    check(SamplingRecord(sample, conclude(sample, ())))
