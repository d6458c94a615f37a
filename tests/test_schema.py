"""The JSON Schemas against an independent validator."""

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mgmtsys.fieldwork.programme import AuditProgramme
from mgmtsys.fieldwork.sampling import SamplingPlan
from mgmtsys.files.kinds import KINDS
from mgmtsys.files.loading import load, save
from mgmtsys.files.schema import schema_of
from mgmtsys.files.standards import SHIPPED
from mgmtsys.scoring.assessment import Assessment
from mgmtsys.standard.clause import Standard
from mgmtsys.system.system import ManagementSystem

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
SYSTEM = jsonschema.Draft202012Validator(schema_of(ManagementSystem))
CATALOGUE = jsonschema.Draft202012Validator(schema_of(Standard))
ALL = [schema_of(kind) for kind in KINDS if kind.type]


def typed() -> Any:
    """Return the example as an editor sees it: numbers are numbers, and days text."""
    loaded = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    return json.loads(json.dumps(loaded, default=str))


def untyped(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but text


def faults(validator: jsonschema.Draft202012Validator, data: Any) -> list[str]:
    return sorted(".".join(map(str, error.absolute_path)) for error in validator.iter_errors(data))


@pytest.mark.parametrize("schema", ALL)
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
    assert schema == json.loads(json.dumps(schema))


def test_every_reference_of_the_schemas_leads_to_a_definition_and_each_is_used() -> None:
    for schema in ALL:
        written = json.dumps(schema)
        assert [] == [name for name in schema["$defs"] if f'"#/$defs/{name}"' not in written]
        assert written.count('"$ref"') == sum(
            written.count(f'"$ref": "#/$defs/{name}"') for name in schema["$defs"]
        )


def test_every_definition_says_what_it_is() -> None:
    for schema in ALL:
        assert schema["description"]
        assert [] == [name for name, body in schema["$defs"].items() if not body["description"]]


def test_the_example_validates_with_text_and_with_typed_scalars() -> None:
    assert [] == faults(SYSTEM, untyped(EXAMPLE.read_text("utf-8")))
    assert [] == faults(SYSTEM, typed())


@pytest.mark.parametrize(
    ("name", "schema"),
    [("sampling_plan", schema_of(SamplingPlan)), ("programme", schema_of(AuditProgramme))],
)
def test_a_plan_and_a_programme_validate_and_what_is_strange_in_them_does_not(
    name: str, schema: dict[str, Any]
) -> None:
    folder = EXAMPLE.parents[1] / "she_assessment"
    data = untyped((folder / f"{name}.yaml").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert [] == faults(validator, data)
    assert [""] == faults(validator, {**data, "strange": 1})


@pytest.mark.parametrize("name", ["scheme", "assessment", "elements"])
def test_an_assessment_validates_and_so_does_what_it_is_laid_over(name: str) -> None:
    text = (EXAMPLE.parents[1] / "she_assessment" / f"{name}.yaml").read_text("utf-8")
    validator = jsonschema.Draft202012Validator(schema_of(Assessment))
    for data in (untyped(text), json.loads(json.dumps(yaml.safe_load(text)))):
        assert [] == faults(validator, data)
        assert [""] == faults(validator, {**data, "strange": 1})


def test_of_an_assessment_only_what_stands_in_a_list_has_to_be_whole() -> None:
    validator = jsonschema.Draft202012Validator(schema_of(Assessment))
    part = {"format": "mgmtsys.assessment/1", "over": ["a.yaml", "b.yaml"], "scheme": {"phases": {"plan": {}}}}  # fmt: skip
    assert [] == faults(validator, part)
    assert ["markings"] == faults(
        validator, {**part, "markings": {"a": {"deductions": [{"rate": "5%"}]}}}
    )
    assert ["over"] == faults(validator, {**part, "over": {"a.yaml": "b.yaml"}})


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_the_example_validates_as_it_is_written(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"s{suffix}"
    save(load(EXAMPLE), file)
    assert [] == faults(SYSTEM, yaml.safe_load(file.read_text("utf-8")))


@pytest.mark.parametrize("file", SHIPPED.values())
def test_the_shipped_catalogues_validate(file: str) -> None:
    written = (files("mgmtsys.files.standards") / file).read_text("utf-8")
    assert [] == faults(CATALOGUE, untyped(written))
    assert [] == faults(CATALOGUE, json.loads(json.dumps(yaml.safe_load(written), default=str)))


def put(path: str, value: Any) -> Callable[[Any], None]:
    def spoil(data: Any) -> None:
        *steps, last = path.split(".")
        for step in steps:
            data = data[int(step) if isinstance(data, list) else step]
        data[last] = value

    return spoil


def drop(path: str) -> Callable[[Any], None]:
    def spoil(data: Any) -> None:
        *steps, last = path.split(".")
        for step in steps:
            data = data[int(step) if isinstance(data, list) else step]
        del data[last]

    return spoil


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (drop("format"), ""),
        (drop("organisation"), ""),
        (drop("objectives.E1.measure"), "objectives"),
        (put("format", "mgmtsys/2"), "format"),
        (put("colour", "red"), ""),
        (put("period", []), "period"),
        (put("parties", []), "parties"),
        (put("parties.KC.kind", "human"), "parties"),
        (put("parties.KC.nick", "K"), "parties"),
        (put("standards", "iso14001:2015"), "standards"),
        (put("raci.月度追踪.KC", 1), "raci"),
        (put("raci.月度追踪", "R"), "raci"),
        (put("objectives.E1", None), "objectives"),
        (put("objectives.E1.id", "E1"), "objectives"),
        (put("objectives.E1.target", "0"), "objectives"),
        (put("objectives.E1.target", {}), "objectives"),
        (put("objectives.E1.target", {"at_leest": "1"}), "objectives"),
        (put("objectives.E1.target", {"at_least": "1", "at_most": "2"}), "objectives"),
        (put("objectives.E1.target", {"between": ["1"]}), "objectives"),
        (put("objectives.E1.responsible", "KC"), "objectives"),
        (put("objectives.E1.new", "yes"), "objectives"),
        (put("objectives.E1.programme.milestones", {}), "objectives"),
        (put("deviation_policy.bands", []), "deviation_policy"),
        (put("deviation_policy.bands.0.respond", "wait"), "deviation_policy"),
        (put("responses", {"stop": {"rank": "4", "opens": "true"}}), "responses"),
        (put("deviation_policy.basis", "guess"), "deviation_policy"),
        (put("forms.QEF-24-01.kind", "sheet"), "forms"),
        (put("evidence.0.clauses", ["6.2.1", 6.2]), "evidence.0.clauses.1"),
    ],
)  # fmt: skip
def test_a_bad_variant_fails_where_it_is_bad(spoil: Callable[[Any], None], where: str) -> None:
    data = copy.deepcopy(typed())
    spoil(data)
    assert [] != faults(SYSTEM, data)
    assert {where.partition(".")[0]} == {path.partition(".")[0] for path in faults(SYSTEM, data)}


@pytest.mark.parametrize(
    "spoil",
    [
        drop("clauses.0.number"),
        put("clauses", {}),
        put("clauses.0.force", "must"),
        put("clauses.0.documented", "keep"),
        put("clauses.0.rank", "1"),
        put("provisional", "perhaps"),
        put("format", "mgmtsys/1"),
    ],
)
def test_a_bad_catalogue_fails(spoil: Callable[[Any], None]) -> None:
    written = (files("mgmtsys.files.standards") / SHIPPED["iso14001:2015"]).read_text("utf-8")
    data = untyped(written)
    spoil(data)
    assert [] != faults(CATALOGUE, data)
