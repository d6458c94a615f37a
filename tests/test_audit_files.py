"""Sampling plans, populations and audit programmes in files: read, or refused with every place."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from mgmtsys.fieldwork.approach import Traversal
from mgmtsys.fieldwork.population import Population, PopulationColumn
from mgmtsys.fieldwork.programme import AuditProgramme
from mgmtsys.fieldwork.sample_size import AttributeMethod, AuditStage, ProportionMethod, SampleSize
from mgmtsys.fieldwork.sampling import SamplingPlan
from mgmtsys.files.codec import unstructure
from mgmtsys.files.fieldwork import (
    draw_sample,
    load_population,
    plan_programme,
)
from mgmtsys.files.loading import load
from mgmtsys.values.exceptions import NotUnderstood

EXAMPLE = Path(__file__).parents[1] / "examples" / "she_assessment"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def complaints(act: Callable[[], object], folder: Path, lang: str = "en") -> list[str]:
    with pytest.raises(NotUnderstood) as caught:
        act()
    return [line.replace(f"{folder}/", "") for line in caught.value.read(lang).splitlines()]


def test_the_example_is_drawn_and_planned() -> None:
    sample, population = draw_sample(EXAMPLE / "sampling_plan.yaml", EXAMPLE / "population.csv", 1)
    assert (120, 27) == (len(population), len(sample.units))
    assert {"锅炉车间": 42, "汽机车间": 33, "电气车间": 17, "化学车间": 8, "行政办公室": 20} == (
        population.counts("部门")
    )
    programme, visits = plan_programme(EXAMPLE / "programme.yaml")
    assert (Traversal.DEPARTMENT, 17) == (programme.approach.traversal, len(visits))
    assert "safety" == visits[0].department
    by_element, again = plan_programme(EXAMPLE / "programme.yaml", Traversal.ELEMENT)
    assert Traversal.ELEMENT is by_element.approach.traversal
    assert ["2.3"] * 4 == [visit.element for visit in again[:4]]
    assert programme == load(EXAMPLE / "programme.yaml", AuditProgramme)


@pytest.mark.parametrize("suffix", ["json", "toml"])
def test_a_plan_may_be_written_in_any_syntax(tmp_path: Path, suffix: str) -> None:
    plan = load(EXAMPLE / "sampling_plan.yaml", SamplingPlan)
    data = {"format": "mgmtsys.sampling-plan/1", **unstructure(plan)}
    if suffix == "json":
        text = json.dumps(data)
    else:
        import tomli_w

        text = tomli_w.dumps(data)
    assert plan == load(write(tmp_path, f"plan.{suffix}", text), SamplingPlan)


HEAD = """\
format: mgmtsys.sampling-plan/1
objective: x
population: y
selection: {kind: simple_random}
"""


@pytest.mark.parametrize(
    ("size", "read"),
    [
        ("{count: 20}", SampleSize(count=20)),
        ("{sites: surveillance}", SampleSize(sites=AuditStage.SURVEILLANCE)),
        ("{attribute: {tolerable: 5%}}", SampleSize(attribute=AttributeMethod(Fraction("1/20")))),
        (
            "{confidence: 99%, proportion: {margin: 0.1, expected: 1/3}}",
            SampleSize(
                Fraction("99/100"), proportion=ProportionMethod(Fraction("1/10"), Fraction("1/3"))
            ),
        ),
        ("{share: 5%}", SampleSize(share=Fraction("1/20"))),
    ],
)
def test_every_method_of_a_size_is_read(tmp_path: Path, size: str, read: SampleSize) -> None:
    plan: SamplingPlan = load(write(tmp_path, "p.yaml", f"{HEAD}size: {size}\n"), SamplingPlan)
    assert read == plan.size


def test_every_problem_of_a_plan_has_its_place(tmp_path: Path) -> None:
    text = f"{HEAD}size: {{count: -3}}\nsources: {{interview: -1}}\nsauces: 1\n"
    assert [
        "p.yaml:5:8: size.count: -3: expected a count of 1 or more",
        "p.yaml:6:11: sources.interview: -1: expected a number that is not negative",
        (
            "p.yaml:7:1: sauces: unknown key 'sauces': expected 'sources' perhaps, or another of objective, "
            "population, selection, clauses, key, sources, size, conduct, record"
        ),
    ] == complaints(lambda: load(write(tmp_path, "p.yaml", text), SamplingPlan), tmp_path)


def test_a_plan_that_does_not_fit_its_population_is_placed(tmp_path: Path) -> None:
    plan = write(tmp_path, "p.yaml", f"{HEAD}size:\n  count: 3\n")
    listed = write(tmp_path, "u.csv", "id\na\nb\n")
    assert ["p.yaml:6:3: size.count: 总体只有 2 个，却要抽 3 个：应不超过 2"] == complaints(
        lambda: draw_sample(plan, listed, 1), tmp_path, "zh"
    )


@pytest.mark.parametrize(
    ("kind", "format"),
    [
        (SamplingPlan, "mgmtsys.sampling-plan/1"),
        (AuditProgramme, "mgmtsys.audit-programme/1"),
    ],
)
def test_another_format_is_refused(tmp_path: Path, kind: type, format: str) -> None:
    other = write(tmp_path, "p.yaml", "format: mgmtsys/1\n")
    assert [f"p.yaml:1:1: format: found 'mgmtsys/1': expected format: {format}"] == complaints(
        lambda: load(other, kind), tmp_path
    )


def test_a_programme_without_a_way_says_where(tmp_path: Path) -> None:
    text = """\
format: mgmtsys.audit-programme/1
organisation: Works
elements: {a: {}, b: {}}
departments:
  one: {elements: [a]}
  two: {elements: [a, b]}
assessors: {Ada: {departments: [one]}, Ben: {departments: [one], elements: [b]}}
"""
    file = write(tmp_path, "p.yaml", text)
    assert [
        (
            "p.yaml:5:3: departments.one: nobody is independent of one for a: expected an assessor besides "
            "Ada, Ben whose own work it is not"
        )
    ] == complaints(lambda: plan_programme(file), tmp_path)


PLAIN = Population(
    ("u1", "u2"), (PopulationColumn("shop", ("a", "")), PopulationColumn("floor", ("1", "")))
)


@pytest.mark.parametrize(
    "content",
    [
        "id,shop,floor\nu1,a,1\nu2\n",
        "# remark\n# another\nid;shop;floor\nu1; a ;1\n\nu2;;\n",
        "id\tshop\tfloor\r\nu1\ta\t1\r\nu2\t\t\r\n",
        "\ufeffid,shop,floor\nu1,a,1\nu2,,\n",
        "id,shop,floor\nu1,a,1\nu2,,\n".encode("utf-16"),
        "shop,id,floor\na,u1,1\n,u2,\n",
    ],
)
def test_a_population_is_read_however_its_table_is_written(
    tmp_path: Path, content: str | bytes
) -> None:
    assert PLAIN == load_population(write(tmp_path, "u.csv", content))


def test_a_chinese_table_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, "u.csv", "编号,部门\n甲,锅炉\n".encode("gb18030"))
    read = load_population(file, "编号", "部门")
    assert (("甲",), ("锅炉",)) == (read.ids, read.column("部门"))


def test_a_cell_may_hold_a_line_break_and_lines_are_still_counted(tmp_path: Path) -> None:
    file = write(tmp_path, "u.csv", 'id,note\na,"two\nlines"\na,x\n')
    assert ["u.csv:4:1: the id 'a' is already that of unit 1: expected each id once"] == complaints(
        lambda: load_population(file), tmp_path
    )


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (
            "",
            [
                "u.csv:1:1: found the head '': expected different heads with 'id' and 'shop' among them"
            ],
        ),
        (
            "id,floor\na,1\n",
            ["u.csv:1:1: found the head 'id,floor': expected different heads with 'id'"],
        ),
        (
            "id,shop,shop\na,b,c\n",
            ["u.csv:1:1: found the head 'id,shop,shop': expected different heads"],
        ),
        ("id,shop\n", ["u.csv:1:1: the population is empty: expected at least one unit"]),
        ("# r\nid,shop\n,x\n", ["u.csv:3:1: the unit has no id: expected one"]),
        ("id,shop\na,b,c\n", ["u.csv:2:1: 3 cells under 2 heads: expected one a column"]),
        (
            "id,shop\na,b\nc,d\na,e\nc,f\n",
            [
                "u.csv:4:1: the id 'a' is already that of unit 1: expected each id once",
                "u.csv:5:1: the id 'c' is already that of unit 2: expected each id once",
            ],
        ),
        (
            b"id,shop\na,\xff\xfe\n",
            ["u.csv:2:1: neither UTF-8 nor provably GBK: expected a file saved"],
        ),
        (
            f"id,shop\na,{'x' * 200_000}\n",
            ["u.csv:2:1: the row that starts here is not a row of a table: expected"],
        ),
        (f"{'x' * 200_000},shop\na,b\n", ["u.csv:1:1: the row that starts here is not a row"]),
    ],
)
def test_a_population_that_is_none_is_refused(
    tmp_path: Path, content: str | bytes, problems: list[str]
) -> None:
    file = write(tmp_path, "u.csv", content)
    said = complaints(lambda: load_population(file, "id", "shop"), tmp_path)
    assert len(problems) == len(said)
    assert all(one.startswith(start) for one, start in zip(said, problems, strict=True))
    assert said != complaints(lambda: load_population(file, "id", "shop"), tmp_path, "zh")


def test_a_population_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert ["no.csv: cannot be read: no such file or folder"] == complaints(
        lambda: load_population(tmp_path / "no.csv"), tmp_path
    )
