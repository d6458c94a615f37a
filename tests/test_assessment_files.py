"""Assessments in files: laid over one another, and refused with every problem in the file it stands in."""

from fractions import Fraction
from pathlib import Path

import pytest

from mgmtsys.files.assessments import structure_assessment
from mgmtsys.files.codec import unstructure
from mgmtsys.files.loading import load
from mgmtsys.files.syntax import json, toml
from mgmtsys.scoring.assessment import Assessment, rating_of, score_of
from mgmtsys.values.exceptions import InvalidDocument

EXAMPLES = Path(__file__).parents[1] / "examples" / "she_assessment"
HEAD = "format: mgmtsys.assessment/1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with the example's files."""
    for file in EXAMPLES.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def complaints(folder: Path, text: str, file: str = "a.yaml", lang: str = "en") -> list[str]:
    (folder / file).write_text(HEAD + text, "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        load(file, Assessment)
    return caught.value.read(lang).splitlines()


@pytest.mark.parametrize(("suffix", "syntax"), [(".json", json), (".toml", toml)])
def test_every_syntax_says_the_same(folder: Path, suffix: str, syntax: object) -> None:
    whole = load("assessment.yaml", Assessment)
    dump = syntax.dump  # type: ignore[attr-defined]
    data = {"format": "mgmtsys.assessment/1", **unstructure(whole)}
    (folder / f"a{suffix}").write_text(dump(data), "utf-8")
    assert whole == load(f"a{suffix}", Assessment)
    assert whole == structure_assessment(unstructure(whole))


def test_marks_that_become_known_are_laid_over(folder: Path) -> None:
    (folder / "ours.yaml").write_text(
        HEAD + "over: [assessment.yaml]\n"
        "units:\n"
        '  "2": {full: 540, elements: {"2.5": {full: 100}}}\n'
        '  "3": {name: Risk, elements: {"3.1": {full: 40}}}\n'
        "markings:\n"
        '  "2.5": {}\n'
        '  "3.1":\n    deleted: not here\n',
        "utf-8",
    )
    found = score_of(load("ours.yaml", Assessment))
    assert (Fraction(157, 190), Fraction(760)) == (found.known, found.full)
    assert ["1", "2", "3"] == [one.id for one in load("ours.yaml", Assessment).units][:3]
    assert "文件与数据控制" == str(found.elements[6].element.name)


def test_a_gate_for_a_score_rate_lies_anywhere_from_nothing_to_all(folder: Path) -> None:
    grades = "{five: {gates: {process_score: {at_least: 100%}}}, one: {gates: {process_score: {at_least: 0%}}}}"
    (folder / "ours.yaml").write_text(
        HEAD + f"over: assessment.yaml\nrating: {{grades: {grades}}}\n", "utf-8"
    )
    rating = load("ours.yaml", Assessment).rating
    assert rating is not None
    gates = [str(one.gate("process_score")) for one in rating.grades]
    assert ("≥ 1", "≥ 0") == (gates[0], gates[-1])


def test_a_list_that_is_laid_over_replaces_and_nothing_says_nothing(folder: Path) -> None:
    (folder / "ours.yaml").write_text(
        HEAD + "over: assessment.yaml\nevents: [{kind: death}]\nfigures:\nperiod:\n", "utf-8"
    )
    rating = rating_of(load("ours.yaml", Assessment))
    assert rating is not None
    assert ["tier_2"] == [one.id for one in rating.disqualified_by]
    assert 3 == len(rating.indicators)


def test_a_file_that_two_others_are_laid_over_is_laid_once_and_lowest(folder: Path) -> None:
    for name, count in (("one", 1), ("two", 2)):
        text = f"over: assessment.yaml\nfigures: {{injured_persons: {{value: {count}}}}}\n"
        (folder / f"{name}.yaml").write_text(HEAD + text, "utf-8")
    (folder / "both.yaml").write_text(HEAD + "over: [one.yaml, two.yaml]\n", "utf-8")
    figures = {one.id: one.value for one in load("both.yaml", Assessment).figures}
    assert 2 == figures["injured_persons"]


def test_everything_that_is_wrong_is_said_at_once_and_placed(folder: Path) -> None:
    text = """over: assessment.yaml
period: 2025-Q1
scheme: {phases: {plan: {weight: 20%}, check: {weight: x}}}
units:
  "3":
    elements:
      "1.1": {full: 10}
      "3.1": {full: -5}
markings:
  "1.1": {deductions: [{phase: plan, rate: 120%}, {phase: do, points: 4}]}
  "1.2": {deductions: [{phase: do, points: 40}, {phase: doo, points: 4}, {phase: check, rate: 1}]}
  "2.5": {}
  "3.1": {}
  "9.9": {}
figures:
  injured_persons: {value: -3}
  hours_worked: {value: 0}
  hours: {value: 3}
events:
  - {kind: environmental, level: genral, on: 2025-06-01}
  - {kind: environmental}
  - {kind: fire}
  - {kind: death, count: -1}
held: six
lowering:
  - {grade: minor, phase: act, rate: 5%}
"""
    assert [
        "a.yaml:3:1: period: 2025-Q1 is not 1 year long: expected one assessment period",
        (
            "a.yaml:4:48: scheme.phases.check.weight: 'x' is not an exact number: expected one such as 12, "
            "0.80, 1/20, 5,000 or 5%"
        ),
        (
            "a.yaml:8:7: units.3.elements.1.1: the element 1.1 is in the unit 1 as well: expected one "
            "unit"
        ),
        "a.yaml:9:7: units.3.elements.3.1: full marks of -5: expected more than 0",
        "a.yaml:11:24: markings.1.1.deductions.0: a deduction of 120% from plan: expected 0 to 100%",
        (
            "a.yaml:12:11: markings.1.2.deductions: deductions of 40 points from do, which has 34: "
            "expected at most 100%"
        ),
        (
            "a.yaml:12:50: markings.1.2.deductions.1.phase: no phase 'doo' is declared: expected one of "
            "plan, do, compliance, achievement, check"
        ),
        (
            "a.yaml:13:3: markings.2.5: the full marks of 2.5 are not known: expected full under its unit, "
            "or no marking"
        ),
        "a.yaml:15:3: markings.9.9: no element '9.9' is declared: expected one listed under units",
        "a.yaml:17:3: figures.injured_persons: -3 is negative: expected 0 or more",
        (
            "a.yaml:18:18: figures.hours_worked.value: hours_worked is 0, and a rate needs an exposure: "
            "expected more than 0"
        ),
        (
            "a.yaml:19:3: figures.hours: no indicator uses 'hours': expected one of hours_worked, "
            "injured_persons"
        ),
        (
            "a.yaml:21:27: events.0.level: no level of environmental 'genral' is declared: expected one of "
            "particularly_major, major, larger, general"
        ),
        "a.yaml:21:42: events.0.on: 2025-06-01 lies outside 2025-Q1: expected an event of the period",
        "a.yaml:22:5: events.1: an event of the kind environmental has a level: expected it under level",
        (
            "a.yaml:23:6: events.2.kind: no kind of event 'fire' is declared: expected one of "
            "environmental, equipment, power_safety, other, serious_injury, death, reservoir_failure, "
            "ash_dam_failure, flooded_plant"
        ),
        "a.yaml:24:5: events.3: the number of events is -1: expected a whole number, 0 or more",
        "a.yaml:25:1: held: no grade 'six' is declared: expected one of five, four, three, two, one",
        (
            "a.yaml:27:20: lowering.0.phase: no phase 'act' is declared: expected one of plan, do, "
            "compliance, achievement, check"
        ),
    ] == complaints(folder, text)
    assert (
        "a.yaml:3:1: period: 2025-Q1 的长度不是 1 年：应为一个评估期间"
        == (complaints(folder, text, lang="zh")[0])
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "over: assessment.yaml\nfigures: {injured_persons: {value: 1.5}}\n",
            ("a.yaml:3:29: figures.injured_persons.value: the number of injured_persons is 1.5: expected a whole number, "
            "0 or more"),
        ),
        (
            "over: assessment.yaml\nscheme: {phases: {plan: {weight: 20%}}}\n",
            "a.yaml:3:10: scheme.phases: the weights add up to 110%: expected 100%",
        ),
        (
            "over: assessment.yaml\nrating: {grades: {five: {gates: {process_score: {at_least: 70%}}}}}\n",
            ("a.yaml:3:26: rating.grades.five.gates: five asks less of process_score than four, which "
            "asks ≥ 0.8: expected at least as much, the best grade first"),
        ),
        (
            "over: assessment.yaml\nrating: {grades: {five: {gates: {process_score: {at_least: 120%}}}}}\n",
            ("a.yaml:3:34: rating.grades.five.gates.process_score: ≥ 1.2 for a score rate: expected "
            "at_least, up to 100%"),
        ),
        (
            "over: assessment.yaml\nrating: {grades: {five: {gates: {drills: {at_least: 1}}}}}\n",
            ("a.yaml:3:34: rating.grades.five.gates.drills: no indicator 'drills' is declared: expected "
            "one of process_score, injury_rate, environmental_events"),
        ),
        (
            "over: assessment.yaml\nrating: {disqualifications: {tier_1: {highest: six}}}\n",
            ("a.yaml:3:39: rating.disqualifications.tier_1.highest: no grade 'six' is declared: expected "
            "one of five, four, three, two, one"),
        ),
        (
            "over: assessment.yaml\nrating: {disqualifications: {tier_1: {triggers: [{kind: fire}]}}}\n",
            ("a.yaml:3:51: rating.disqualifications.tier_1.triggers.0.kind: no kind of event 'fire' is "
            "declared: expected one of environmental, equipment, power_safety, other, serious_injury, "
            "death, reservoir_failure, ash_dam_failure, flooded_plant"),
        ),
        (
            "over: assessment.yaml\nindicators: {environmental_events: {of: [fire]}}\n",
            ("a.yaml:3:42: indicators.environmental_events.of.0: no kind of event 'fire' is declared: "
            "expected one of environmental, equipment, power_safety, other, serious_injury, death, "
            "reservoir_failure, ash_dam_failure, flooded_plant"),
        ),
        (
            "over: assessment.yaml\nindicators: {environmental_events: {levels: [big]}}\n",
            ("a.yaml:3:37: indicators.environmental_events.levels: no level of environmental 'big' is "
            "declared: expected one of particularly_major, major, larger, general"),
        ),
        (
            "over: a.yaml\n",
            "a.yaml:2:1: over: a.yaml is laid over itself: expected another file",
        ),
        (
            "over: nowhere.yaml\n",
            "a.yaml:2:1: over: nowhere.yaml: cannot be read: no such file or folder",
        ),
        (
            "over: {a: b}\n",
            "a.yaml:2:1: over: found a mapping: expected a file, or a list of files",
        ),
        (
            'over: "a\\0b.yaml"\n',
            "a.yaml:2:1: over: 'a\\x00b.yaml' is not a file: its name or text holds what no file can",
        ),
        (
            "organisation: X\nperiod: 2025\nscheme: {phases: {all: {weight: 1}}}\nheld: one\n",
            "a.yaml:5:1: held: no grade 'one' is declared: expected one listed under rating.grades",
        ),
        (
            "organisation: X\nperiod: 2025\nscheme: {phases: {all: {weight: 1}}}\nfigures: {a: {value: 1}}\n",
            "a.yaml:5:11: figures.a: no indicator uses 'a': expected no figure",
        ),
    ],
)  # fmt: skip
def test_each_problem_says_what_was_expected(folder: Path, text: str, said: str) -> None:
    assert [said] == complaints(folder, text)


def test_a_problem_of_the_file_below_stands_there(folder: Path) -> None:
    below = (folder / "scheme.yaml").read_text("utf-8").replace("full: 150", "full: many")
    (folder / "scheme.yaml").write_text(below, "utf-8")
    (line,) = complaints(folder, "over: [assessment.yaml]\n")
    assert line.startswith(
        "scheme.yaml:48:15: units.1.elements.1.1.full: 'many' is not an exact number"
    )
    (folder / "scheme.yaml").write_text("format: 1\n", "utf-8")
    assert ["scheme.yaml:1:1: format: found '1': expected format: mgmtsys.assessment/1"] == (
        complaints(folder, "over: [assessment.yaml]\n")
    )


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("over: assessment.yaml\nunits: [a]\n", ["units"]),
        ("over: assessment.yaml\nfigures: 3\n", ["figures"]),
        ("over: assessment.yaml\nindicators: {injury_rate: {base: 0}}\n", ["indicators.injury_rate"]),
        ("over: assessment.yaml\nevents: 3\nlowering: 3\n", ["events", "lowering"]),
        ("over: assessment.yaml\nrating: 3\nheld: five\n", ["rating"]),
        ("over: assessment.yaml\nevent_kinds: {environmental: {levels: 3}}\n", ["event_kinds.environmental.levels"]),
        ("over: assessment.yaml\nscheme: 3\n", ["scheme"]),
        ("over: assessment.yaml\nunits: {'1': 3}\n", ["units.1"]),
        ("over: assessment.yaml\nunits: {'1': {elements: 3}}\n", ["units.1.elements"]),
    ],
)  # fmt: skip
def test_one_part_that_cannot_be_understood_is_not_complained_of_twice(
    folder: Path, text: str, paths: list[str]
) -> None:
    lines = complaints(folder, text)
    assert paths == [
        line.split(": ")[1] for line in lines if not line.split(": ")[1].startswith("markings")
    ]


def test_a_key_written_twice_is_refused_where_all_else_is_right(folder: Path) -> None:
    assert ["a.yaml:3:1: over: 'over' is written twice: expected each key once"] == complaints(
        folder, "over: assessment.yaml\nover: assessment.yaml\n"
    )
