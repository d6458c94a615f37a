"""The forms of the example, filled; and the commands of the review cycle."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from mgmtsys.cycle.decision import responses
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.cycle.forms import fill, verdict_sheet
from mgmtsys.cycle.management_review import review_inputs
from mgmtsys.cycle.review import Review, periodic_review
from mgmtsys.files.loading import load, load_register, save
from mgmtsys.files.readings import load_readings
from mgmtsys.show import json as as_json
from mgmtsys.show.sheets import FORMATS
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.system.capa import EffectivenessCheck, Task, open_action
from mgmtsys.system.deviation import Basis
from mgmtsys.system.document import Form, FormKind, Retention, RetentionStart
from mgmtsys.system.objective import Indicator
from mgmtsys.system.policy import Band, DeviationPolicy
from mgmtsys.system.reading import Record
from mgmtsys.system.register import Register
from mgmtsys.system.response import Colour
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import Evaluation
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.period import Duration, Period
from mgmtsys.values.table import Sheet, spelled
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity

FOLDER = Path(__file__).parents[1] / "examples" / "lithera_2026"
FILE, READINGS = FOLDER / "system.yaml", FOLDER / "readings.csv"
SYSTEM = load(FILE, ManagementSystem)
DAY = date(2027, 1, 10)
RECORD = load_readings([READINGS], SYSTEM, DAY)
EVALUATION = evaluate(SYSTEM, RECORD, SYSTEM.period, DAY)


def column(sheet: Sheet, head: str, lang: str = "en") -> dict[str, str]:
    index = sheet.table.headings("en").index(head)
    return {row[0]: row[index] for row in sheet.table.lines(lang)}


def cells(sheet: Sheet, lang: str = "en") -> list[list[str]]:
    return list(sheet.table.lines(lang))


def test_the_readings_of_the_example_say_that_they_are_illustrations() -> None:
    first = READINGS.read_text("utf-8").splitlines()[0]
    assert "illustrations" in first
    assert "示例" in first


def test_the_plan_lists_every_objective_with_its_programme() -> None:
    sheet = fill(SYSTEM, "QEF-24-01")
    assert [f"E{number}" for number in range(1, 8)] == list(column(sheet, "#"))
    assert "Q2：第一次桌上演练" in column(sheet, "actions and milestones", "zh")["E1"]
    assert (
        "Budget for the quarterly drill (5000 CNY every 3 months)"
        in column(sheet, "resources")["E1"]
    )
    assert "–" == column(sheet, "actions and milestones")["E2"]
    assert "Wang Jing" == column(sheet, "responsible")["E3"]
    assert "10 years" == facts(sheet)["retention"]


def test_the_tracking_sheet_shows_each_objective_of_its_month() -> None:
    march = evaluate(SYSTEM, RECORD, Period.parse("2026-03"), DAY)
    sheet = fill(SYSTEM, "QEF-24-02", march)
    assert "3.75%" == column(sheet, "deviation")["E6"]
    assert "≈ 26.59 kWh/person" == column(sheet, "actual")["E3"]
    assert "undetermined" == column(sheet, "status")["E7"]
    assert "2026-Q1 extends beyond 2026-03" in column(sheet, "reason")["E7"]


def test_the_annual_report_says_what_misses_call_for() -> None:
    sheet = fill(SYSTEM, "QEF-24-03", EVALUATION)
    assert "open a corrective action" == column(sheet, "corrective action")["E7"]
    assert "–" == column(sheet, "corrective action")["E4"]
    assert "≈ 82.17%" == column(sheet, "actual")["E6"]
    assert "unbounded" == column(sheet, "deviation")["E1"]
    opened = [
        open_action(f"C{index}", Text("c"), "Robert", DAY, "KC", breach=one.breach)
        for index, one in enumerate(responses(EVALUATION, SYSTEM))
    ]
    assert (
        "under way (C0)"
        == column(
            fill(SYSTEM, "QEF-24-03", EVALUATION, Register((), tuple(opened))), "corrective action"
        )["E1"]
    )


def facts(sheet: Sheet, lang: str = "en") -> dict[str, str]:
    return {label.read(lang): spelled(said, lang) for label, said in sheet.facts}


def test_the_plan_names_the_method_beside_the_formula() -> None:
    sheet = fill(SYSTEM, "QEF-24-01")
    assert "accident records: sum(spills) [incident]" == column(sheet, "measure")["E1"]
    assert "事故记录：sum(spills) [起]" == column(sheet, "measure", "zh")["E1"]
    (one, *rest) = SYSTEM.objectives
    bare = attrs.evolve(one, measure=attrs.evolve(one.measure, method=None))
    plan = fill(attrs.evolve(SYSTEM, objectives=(bare, *rest)), "QEF-24-01")
    assert "sum(spills) [incident]" == column(plan, "measure")["E1"]


def test_what_only_people_know_has_its_column_to_be_filled() -> None:
    assert {"…"} == set(
        column(fill(SYSTEM, "QEF-24-02", EVALUATION), "changes in resources").values()
    )
    assert {"…"} == set(column(fill(SYSTEM, "QEF-24-03", EVALUATION), "next year").values())


REGISTER = load_register(FOLDER / "register.yaml", SYSTEM)


def test_the_annual_report_counts_the_indicators_of_the_process() -> None:
    with_register = facts(fill(SYSTEM, "QEF-24-03", EVALUATION, REGISTER))
    assert "2/7 ≈ 28.57%, missed (≥ 80%)" == with_register["objectives achieved"]
    assert "11/12 ≈ 91.67%, missed (≥ 100%)" == with_register["monthly tracking completed"]
    assert "3/4 = 75%, missed (≥ 100%)" == with_register["included in the quarterly review"]
    without = facts(fill(SYSTEM, "QEF-24-03", EVALUATION))
    assert "2/7 ≈ 28.57%, missed (≥ 80%)" == without["objectives achieved"]
    assert (
        "cannot be determined without a register (≥ 100%)" == without["monthly tracking completed"]
    )
    other = Indicator(Text("audits"), Target.at_least("90%"))
    own = attrs.evolve(SYSTEM, indicators=(other,))
    assert "不由程序计算（≥ 90%）" == facts(fill(own, "QEF-24-03", EVALUATION), "zh")["audits"]
    assert "objectives achieved" not in facts(verdict_sheet(SYSTEM, EVALUATION))
    assert "objectives achieved" in facts(verdict_sheet(SYSTEM, EVALUATION, REGISTER))


def verdicts(evaluation: Evaluation) -> dict[str, Any]:
    written = json.loads(as_json.render(evaluation))
    return {one["objective"]: one for one in written["verdicts"]}


def test_verdicts_for_other_tools_say_the_unit_of_an_absolute_deviation() -> None:
    policy = DeviationPolicy((Band("monitor", Quantity.parse("5%")), Band("capa")), Basis.ABSOLUTE)
    one = attrs.evolve(SYSTEM, deviation_policy=policy)
    january = verdicts(evaluate(one, RECORD, Period.parse("2026-01"), DAY))
    assert {"value": "2", "basis": "absolute", "unit": "%"} == january["E6"]["deviation"]


def test_the_report_of_a_month_shows_the_target_of_the_year_and_that_of_the_month() -> None:
    (one, *rest) = SYSTEM.objectives
    summed = attrs.evolve(one, target=Target.at_most("365 incident"))
    system = attrs.evolve(SYSTEM, objectives=(summed, *rest))
    sheet = fill(system, "QEF-24-03", evaluate(system, RECORD, Period.parse("2026-01"), DAY))
    assert "≤ 365 incident; for this period ≤ 31 incident" == column(sheet, "target")["E1"]
    assert "≤ 365 起；本期 ≤ 31 起" == column(sheet, "target", "zh")["E1"]
    year = fill(system, "QEF-24-03", evaluate(system, RECORD, SYSTEM.period, DAY))
    assert "≤ 365 incident" == column(year, "target")["E1"]


def test_a_corrective_action_is_reported_from_the_register() -> None:
    report = attrs.evolve(
        SYSTEM, forms=(*SYSTEM.forms, Form("R", Text("R"), kind=FormKind.RESPONSE))
    )
    sheet = fill(report, "R", register=REGISTER)
    items = [(item, content) for _, item, content in cells(sheet)]
    assert ("nonconformity", "One chemical spill in September") in items
    assert ("missed objective", "E1, 2026-09") in items
    assert ("state", "implemented") in items
    assert (
        "corrective action",
        "Revise the check list: Sheng Zhuanhong, due 2026-10-31, done on 2026-10-20 (Check list, second issue)",
    ) in items
    assert ("open since", "2026-10-05, Robert") in items
    assert ("effectiveness check", "…") in items
    assert ("signature", "…") in items
    (action,) = REGISTER.actions
    assert action.breach is not None
    bare = open_action("C2", Text("c"), "nobody", DAY, "KC")
    checked = attrs.evolve(
        action,
        id="C3",
        breach=attrs.evolve(action.breach, site="north"),
        check=EffectivenessCheck(DAY, "KC", effective=False, result=Text("again")),
        tasks=(Task(Text("t"), "Robert", due=DAY),),
        cancelled_because=Text("moved"),
        previous="C1",
    )
    several = Register((), (action, bare, checked))
    one = fill(report, "R", register=several, action="C3")
    said = {item: content for _, item, content in cells(one, "zh")}
    assert {"C3"} == {record for record, *_ in cells(one)}
    assert "无效，2027-01-10，KC：again" == said["有效性评审"]
    assert ("E1 @ north，2026-09", "C1", "moved") == (
        said["未达成的目标"],
        said["前次记录"],
        said["取消原因"],
    )
    assert "t：Robert，期限 2027-01-10，未完成" == said["纠正措施"]
    found = fill(report, "R", register=several)
    assert ["CA-2026-01", "C2", "C3"] == list(dict.fromkeys(record for record, *_ in cells(found)))
    worked = EffectivenessCheck(DAY, "KC", effective=True, result=Text("gone"))
    works = fill(report, "R", register=Register((), (attrs.evolve(action, check=worked),)))
    assert "effective, 2027-01-10, KC: gone" in {content for *_, content in cells(works)}
    with pytest.raises(
        NotUnderstood, match="the register has no corrective action 'C9': it has CA"
    ):
        fill(report, "R", register=several, action="C9")
    with pytest.raises(
        NotUnderstood, match="the register has no corrective action: expected at least one"
    ):
        fill(report, "R")


def test_what_is_not_recorded_of_a_corrective_action_is_left_blank() -> None:
    report = attrs.evolve(SYSTEM, forms=(Form("R", Text("R"), kind=FormKind.RESPONSE),), evidence=(), monitoring=())  # fmt: skip
    bare = open_action("C2", Text("c"), "nobody", DAY, "KC")
    sheet = fill(report, "R", register=Register((), (bare,)))
    filled = {
        "state": "open",
        "nonconformity": "c",
        "owner": "nobody",
        "open since": "2027-01-10, KC",
    }
    assert {item: filled.get(item, "…") for _, item, _ in cells(sheet)} == {
        item: content for _, item, content in cells(sheet)
    }
    assert [
        "state", "source", "responsible department", "nonconformity", "requirement not met", "missed objective",
        "recurrence of", "owner", "correction", "consequences", "method of analysis", "cause",
        "similar cases", "corrective action", "effectiveness criterion", "effectiveness to be checked on",
        "effectiveness check", "changes to the system", "open since",
        "confirmed by the department", "signature",
    ] == [item for _, item, _ in cells(sheet)]  # fmt: skip


def test_a_form_that_cannot_be_filled_is_said() -> None:
    with pytest.raises(NotUnderstood, match="no form 'F'"):
        fill(SYSTEM, "F")
    with pytest.raises(NotUnderstood, match="expected readings"):
        fill(SYSTEM, "QEF-24-02")
    other = attrs.evolve(SYSTEM, forms=(*SYSTEM.forms, Form("X", Text("X"))))
    with pytest.raises(NotUnderstood, match="of the kind other"):
        fill(other, "X", EVALUATION)
    with pytest.raises(NotUnderstood, match="it has none at all"):
        fill(attrs.evolve(SYSTEM, forms=(), evidence=(), monitoring=()), "X")


def with_colours(system: ManagementSystem) -> ManagementSystem:
    policy = system.deviation_policy
    assert policy is not None
    bands = tuple(
        attrs.evolve(band, colour=colour, name=None)
        for band, colour in zip(policy.parts[0].bands, Colour, strict=True)
    )
    return attrs.evolve(system, deviation_policy=DeviationPolicy(bands))


def test_colours_and_plain_responses_are_printed() -> None:
    coloured = with_colours(SYSTEM)
    sheet = verdict_sheet(coloured, evaluate(coloured, RECORD, SYSTEM.period, DAY))
    assert {"E1": "red", "E2": "green", "E4": "yellow"}.items() <= column(sheet, "colour").items()
    assert "capa (SOP-08)" == column(sheet, "response")["E1"]


def reviewed() -> ManagementSystem:
    forms = (attrs.evolve(SYSTEM.forms[1], kind=FormKind.REVIEW, retention=None), *SYSTEM.forms[2:])
    return attrs.evolve(SYSTEM, forms=forms, evidence=(), monitoring=SYSTEM.monitoring)


def test_a_review_says_which_action_answers_a_miss_and_by_when() -> None:
    policy = SYSTEM.deviation_policy
    assert policy is not None
    week = Duration.parse("7 days")
    bands = tuple(attrs.evolve(band, within=week) for band in policy.parts[0].bands)
    hurried = attrs.evolve(reviewed(), deviation_policy=DeviationPolicy(bands))
    evaluation = evaluate(hurried, RECORD, SYSTEM.period, DAY)
    (first, *_) = responses(evaluation, hurried)
    action = open_action("C1", Text("c"), "Robert", DAY, "KC", breach=first.breach)
    for lang, told in (("en", "under way (C1), by "), ("zh", "处理中（C1），")):
        sheet = fill(hurried, "QEF-24-02", evaluation, Register((), (action,)))
        assert any(said.startswith(told) for *_, said in cells(sheet, lang))


def test_a_review_of_a_system_without_a_policy_tells_a_miss_by_its_state_alone() -> None:
    lenient = attrs.evolve(reviewed(), deviation_policy=None)
    evaluation = evaluate(lenient, RECORD, SYSTEM.period, DAY)
    said = {subject: told for *_, subject, told in cells(fill(lenient, "QEF-24-02", evaluation))}
    assert "missed" == said["E4"]


def test_a_form_of_a_review_lists_what_management_review_asks_for() -> None:
    late = open_action("C1", Text("c"), "Robert", DAY, "KC")
    done = Task(Text("t"), "Robert", due=date(2026, 2, 1))
    register = Register((), (late, attrs.evolve(late, id="C2", tasks=(done,))))
    sheet = fill(reviewed(), "QEF-24-02", EVALUATION, register, before=SYSTEM)
    said = {(asked, subject): told for asked, _, subject, told in cells(sheet)}
    assert (
        "2 of 6 judged objectives met; 1 undetermined"
        == said["extent to which objectives have been achieved", "all objectives"]
    )
    assert (
        "undetermined: the baseline has no value"
        == said["extent to which objectives have been achieved", "E3"]
    )
    assert "open" == said["status of actions from previous reviews", "C1"]
    assert "open, late" == said["status of actions from previous reviews", "C2"]
    assert "open a corrective action" == said["nonconformities and corrective actions", "E7"]
    assert (
        "2/7 ≈ 28.57%, missed" == said["monitoring and measurement results", "objectives achieved"]
    )
    assert "to be brought to the review" == said["audit results", "–"]
    assert (
        "2026-Q1 was due by 2026-03-31"
        == said["monitoring and measurement results", "Quarterly review"]
        or ("monitoring and measurement results", "Quarterly review") in said
    )
    assert {"iso14001:2015/9.3.c, cts-q-zg040:2023/9.3.2.c.2"} == {
        clauses for asked, clauses, *_ in cells(sheet, "zh") if asked == "目标的实现程度"
    }
    assert "retention" not in facts(sheet)


def test_a_review_knows_nothing_of_what_came_after_it() -> None:
    later = open_action("C1", Text("c"), "Robert", DAY + timedelta(days=1), "KC")
    sheet = fill(reviewed(), "QEF-24-02", EVALUATION, Register((), (later,)))
    assert "C1" not in [subject for _, _, subject, _ in cells(sheet)]


def test_a_figure_of_nothing_is_not_applicable_in_a_review() -> None:
    nothing = attrs.evolve(reviewed(), objectives=())
    review = periodic_review(nothing, evaluate(nothing, Record(), SYSTEM.period, DAY))
    said = {one.subject.read("en"): one.said for one in review_inputs(review, nothing)}
    share = said["objectives achieved"]
    assert share is not None
    assert ("not applicable: 0 of 0", "不适用：0/0") == (share.read("en"), share.read("zh"))


def test_tracking_tells_what_changed_of_the_resources() -> None:
    (first, *rest) = SYSTEM.objectives
    assert first.programme is not None
    poorer = attrs.evolve(first, programme=attrs.evolve(first.programme, resources=()))
    before = attrs.evolve(SYSTEM, objectives=(poorer, *rest))
    sheet = fill(SYSTEM, "QEF-24-02", EVALUATION, before=before)
    assert (
        "new Budget for the quarterly drill 5000 CNY every 3 months"
        in (column(sheet, "changes in resources")["E1"])
    )
    assert "–" == column(sheet, "changes in resources")["E2"]
    review = fill(reviewed(), "QEF-24-02", EVALUATION, before=before)
    assert "adequacy of resources" in {
        asked for asked, _, subject, _ in cells(review) if subject == "E1"
    }


def test_the_annual_report_tells_how_next_year_compares_and_what_the_causes_were() -> None:
    six = SYSTEM.objectives[5]
    more = attrs.evolve(six, target=Target.at_least("85%"))
    new = attrs.evolve(six, id="E8")
    following = attrs.evolve(SYSTEM, objectives=(*SYSTEM.objectives[:5], more, new))
    (breach, *_) = (one.breach for one in responses(EVALUATION, SYSTEM))
    action = attrs.evolve(
        open_action("C1", Text("c"), "Robert", DAY, "KC", breach=breach),
        causes=(Text("worn seal"),),
    )
    sheet = fill(SYSTEM, "QEF-24-03", EVALUATION, Register((), (action,)), following=following)
    said = column(sheet, "next year")
    assert ("unchanged: = 0", "tightened: ≥ 85%", "dropped: –", "new: ≥ 80%") == (
        said["E1"], said["E6"], said["E7"], said["E8"],
    )  # fmt: skip
    assert "收紧：≥ 85%" == column(sheet, "next year", "zh")["E6"]
    assert "worn seal" == column(sheet, "causes")["E1"]


@pytest.mark.parametrize(
    ("form", "disposed"),
    [
        ({}, "cannot be determined: the start is not stated"),
        (
            {"retained_from": Text("the end of the fiscal year")},
            "cannot be calculated: the end of the fiscal year",
        ),
        ({"retained_from": Text("2028-03-31")}, "2033-04-01"),
        ({"counted_from": RetentionStart.YEAR}, "2033-04-01"),
        ({"counted_from": RetentionStart.PERIOD}, "2033-03-01"),
    ],
)
@pytest.mark.parametrize("on", [date(2028, 2, 29), date(2028, 6, 3)])
def test_a_record_may_be_disposed_of_from_a_day_that_does_not_move_with_printing(
    form: dict[str, object], disposed: str, on: date
) -> None:
    fiscal = attrs.evolve(
        SYSTEM,
        period=Period.parse("2027-04-01..2028-03-31"),
        forms=(
            Form(
                "F",
                Text("F"),
                kind=FormKind.TRACKING,
                retention=Retention.parse("5 years"),
                **form,  # type: ignore[arg-type]
            ),
        ),
        monitoring=(),
        evidence=(),
        objectives=(),
    )
    evaluation = evaluate(fiscal, Record(), Period.parse("2028-02"), on)
    filled = fill(fiscal, "F", evaluation)
    assert disposed == facts(filled)["may be disposed of from"]


def test_a_record_that_is_kept_for_ever_is_not_disposed_of() -> None:
    kept = {label.read("en") for label, _ in fill(SYSTEM, "QEF-24-03", EVALUATION).facts}
    assert "may be disposed of from" not in kept


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_holds_every_cell(lang: str) -> None:
    sheet = fill(SYSTEM, "QEF-24-03", EVALUATION)
    drawn = [sheet.table.headings(lang), *cells(sheet, lang)]
    read = list(csv.reader(io.StringIO(FORMATS["csv"](sheet, lang))))
    assert drawn == [[cell.removeprefix("'") for cell in row] for row in read]
    document = json.loads(FORMATS["json"](sheet, lang))
    assert drawn == [
        [cell if isinstance(cell, str) else cell[lang] for cell in row]
        for row in (document["head"], *document["rows"])
    ]
    assert len(sheet.table.rows) + 1 == sum(
        line.count("|") == len(sheet.table.columns) + 1 and "---" not in line
        for line in FORMATS["md"](sheet, lang).splitlines()
    )


def test_verdicts_for_other_tools_are_exact() -> None:
    found = verdicts(EVALUATION)
    seven = found["E7"]
    assert {"bands", "misses"} >= seven["answers"][0].pop("part").keys()
    assert ("capa", True) == (seven["response"]["id"], seven.pop("opens_action"))
    assert {
        "objective": "E7",
        "period": "2026",
        "on": str(DAY),
        "state": "missed",
        "actual": "67.4%",
        "target": {"at_least": "90%"},
        "final": {"at_least": "90%"},
        "deviation": {"value": "113/450"},
        "basis": "relative_to_target",
        "answers": [
            {
                "actual": "67.4%",
                "target": {"at_least": "90%"},
                "deviation": {"value": "113/450"},
                "band": 3,
                "response": seven["response"],
            }
        ],
    } == {
        key: seven[key]
        for key in seven
        if key not in ("response", "readings", "projection", "share")
    }
    assert None is found["E1"]["deviation"]["value"]
    assert "green" == found["E5"]["colour"]
    assert "the baseline has no value" == found["E3"]["reason"]["en"]
    silent = verdicts(evaluate(SYSTEM, Record(), SYSTEM.period, DAY))
    assert {"no_data"} == {one["state"] for one in silent.values()}


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    from mgmtsys.cli import main

    monkeypatch.setattr("sys.argv", ["mgmtsys", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


ON = ("--on", str(DAY))
GIVEN = (str(FILE), "--readings", str(READINGS), *ON)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("evaluate", *GIVEN), "| E7 | – | missed |"),
        (("evaluate", *GIVEN, "--format", "text", "--lang", "zh"), "未达成"),
        (("evaluate", *GIVEN, "--format", "json"), '"value": "113/450"'),
        (("evaluate", *GIVEN, "--format", "csv", "--period", "2026-03"), "3.75%"),
        (("evaluate", *GIVEN, "--explain", "E6"), "verdict: met"),
        (
            ("evaluate", *GIVEN, "--register", str(FOLDER / "register.yaml")),
            "11/12 ≈ 91.67%, missed",
        ),
        (("due", str(FILE), *ON), "Monthly tracking"),
        (
            (
                "form",
                "QEF-24-05",
                str(FOLDER / "improved.yaml"),
                *ON,
                "--register",
                str(FOLDER / "register.yaml"),
                "--action",
                "CA-2026-01",
            ),
            "| CA-2026-01 | nonconformity | One chemical spill in September |",
        ),
        (("due", str(FILE), *ON, "--lang", "zh"), "逾期"),
        (("form", "QEF-24-01", str(FILE), *ON), "# Objectives and programmes"),
        (("form", "QEF-24-03", *GIVEN, "--format", "text"), "Annual evaluation report"),
    ],
)
def test_the_commands_print(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    assert 0 == run(monkeypatch, *words)
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("evaluate", *GIVEN, "--explain", "E9"), "no objective 'E9'"),
        (("evaluate", *GIVEN, "--period", "soon"), "'soon' is not a period"),
        (("evaluate", *GIVEN, "-o", "x.pdf"), "unknown format 'pdf'"),
        (("form", "QEF-24-02", str(FILE), *ON), "expected readings"),
    ],
)
def test_the_commands_refuse_what_cannot_be_understood(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    assert 2 == run(monkeypatch, *words)
    assert said in capsys.readouterr().err


def test_no_result_is_written_over_its_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "system.json"
    save(SYSTEM, file)
    before = file.read_bytes()
    for command in (("matrix",), ("check",), ("form", "QEF-24-01")):
        assert 2 == run(monkeypatch, *command, str(file), "-o", str(tmp_path / "." / "system.json"))
        assert "is the input itself" in capsys.readouterr().err
    assert before == file.read_bytes()


def test_a_form_is_written_by_the_suffix(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("form.csv", "form.md", "form.json"):
        assert 0 == run(monkeypatch, "form", "QEF-24-03", *GIVEN, "-o", str(tmp_path / name))
    assert (tmp_path / "form.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_look_without_anybody_is_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    save(SYSTEM, tmp_path / "system.yaml")
    assert 0 == run(monkeypatch, "due", str(tmp_path / "system.yaml"), "--on", "2026-06-30")
    out = capsys.readouterr().out
    assert "2026-12-31" in out
    assert "ahead" in out


def test_a_step_without_a_day_is_listed_by_its_title() -> None:
    (first, *_) = SYSTEM.objectives
    assert first.programme is not None
    steps = tuple(attrs.evolve(step, due=None) for step in first.programme.milestones)
    undated = attrs.evolve(first, programme=attrs.evolve(first.programme, milestones=steps))
    sheet = fill(attrs.evolve(SYSTEM, objectives=(undated,)), "QEF-24-01")
    assert column(sheet, "actions and milestones")["E1"].startswith("Warehouse emergency")


def test_an_input_names_the_requirements_of_the_systems_own_standards() -> None:
    sole = attrs.evolve(SYSTEM, standards=SYSTEM.standards[1:], evidence=())
    asking = {one.asked.read("en"): one.clauses for one in review_inputs(_review(sole), sole)}
    assert ["cts-q-zg040:2023/9.3.2.a"] == [
        str(clause) for clause in asking["status of actions from previous reviews"]
    ]
    assert () == asking["changes in significant aspects"]


def test_an_input_that_only_a_catalogue_names_is_listed_in_its_words() -> None:
    ours = Standard(
        "ours:1",
        Text("Ours"),
        clauses=(
            Clause(ClauseNumber("1"), Text("What workers say"), kinds=("review_input.workers",)),
            Clause(ClauseNumber("2"), Text("Audits"), kinds=("review_input.audits", "own.kind")),
        ),
    )
    system = attrs.evolve(SYSTEM, standards=(*SYSTEM.standards, ours))
    inputs = review_inputs(_review(system), system)
    assert ("What workers say", "ours:1/1") == (str(inputs[-1].asked), str(inputs[-1].clauses[0]))
    (audits,) = (one for one in inputs if one.asked.read("en") == "audit results")
    assert "ours:1/2" == str(audits.clauses[-1])
    assert len(review_inputs(_review(SYSTEM), SYSTEM)) + 1 == len(inputs)


def _review(system: ManagementSystem) -> Review:
    return periodic_review(system, evaluate(system, RECORD, SYSTEM.period, DAY))
