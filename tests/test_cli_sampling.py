"""The commands ``sample`` and ``programme``: their output, their files, and their exit codes."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from mgmtsys.cli import main
from mgmtsys.fieldwork.sampling import SamplingPlan
from mgmtsys.files.codec import structure
from mgmtsys.files.loading import load

EXAMPLE = Path(__file__).parents[1] / "examples" / "she_assessment"
SAMPLE = ("sample", "sampling_plan.yaml", "--population", "population.csv", "--seed", "20260511")


@attrs.frozen
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder that holds the example."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MGMTSYS_LANG", raising=False)
    for name in ("sampling_plan.yaml", "population.csv", "programme.yaml"):
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())

    def command(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["mgmtsys", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        assert isinstance(caught.value.code, int)
        assert "Traceback" not in err
        return Done(caught.value.code, out, err)

    return command


def changed(name: str, before: str, after: str) -> None:
    file = Path(name)
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_a_chinese_record_has_chinese_marks(run: Run) -> None:
    said = [line[2:] for line in run(*SAMPLE, "--lang", "zh").out.splitlines() if line[:2] == "- "]
    assert 8 == len(said)
    assert [] == [line for line in said if any(mark in line for mark in (": ", ", ", "; ", " ("))]


def test_a_sample_says_its_seven_steps_and_its_units(run: Run) -> None:
    done = run(*SAMPLE)
    assert (0, "") == (done.code, done.err)
    facts = [line.partition(":")[0] for line in done.out.splitlines() if line.startswith("- ")]
    assert [
        "- 1 objective", "- 2 population", "- 3 sources", "- 4 selection", "- 5 size", "- 6 conduct",
        "- 7 record", "- seed",
    ] == facts  # fmt: skip
    assert "120, fingerprint 6d707455a5109d1d" in done.out
    assert "20260511 (mgmtsys-sample/1)" in done.out
    rows = [line for line in done.out.splitlines() if line.startswith("| ")]
    assert 1 + 27 == len(rows)
    assert done == run(*SAMPLE, "--format", "md")


def test_another_seed_gives_another_sample(run: Run) -> None:
    other = run(*SAMPLE[:-1], "7")
    assert 0 == other.code
    assert other.out != run(*SAMPLE).out


def test_a_sample_comes_in_every_format_and_language(run: Run) -> None:
    rows = list(csv.reader(run(*SAMPLE, "--format", "csv", "--lang", "zh").out.splitlines()))
    assert ["#", "编号", "名单序号", "部门", "信息来源", "位置", "型号"] == rows[0]
    assert "抽样记录\n" == run(*SAMPLE, "--format", "text", "--lang", "zh").out[:5]
    document = json.loads(run(*SAMPLE, "--format", "json").out)
    sample = document["sample"]
    assert {"format", "sample"} == document.keys()
    assert (120, "6d707455a5109d1d", 20260511) == tuple(
        sample[key] for key in ("size", "fingerprint", "seed")
    )
    assert load("sampling_plan.yaml", SamplingPlan) == structure(sample["plan"], SamplingPlan)
    assert [row[1] for row in rows[1:]] == list(sample["units"])
    assert {"name": "锅炉车间", "size": 42, "taken": 9, "quota": "9.375"} == sample["parts"][0]
    assert (5, "3/14") == (len(sample["probabilities"]), sample["probabilities"][0])


def test_a_sample_is_written_whole(run: Run) -> None:
    for name in ("out.md", "out.csv", "out.json"):
        assert Done(0, "", "") == run(*SAMPLE, "-o", name)
        printed = run(*SAMPLE, "--format", name.partition(".")[2]).out
        assert printed.encode() == Path(name).read_bytes().removeprefix(b"\xef\xbb\xbf")


def test_a_result_becomes_a_statement_about_the_population(run: Run) -> None:
    done = run(*SAMPLE, "--none-deviating")
    assert (
        "- conclusion: 0 of 27 units deviate; from 0 to 11 of 120 do (0% to ≈ 9.17%), confidence 95%"
        in done.out
    )
    assert "- tolerable rate: 10% is ruled out\n" in done.out
    assert "- ground: rests on the random selection alone" in done.out
    document = json.loads(run(*SAMPLE, "--deviating", "MH-004", "--format", "json").out)
    conclusion = document["conclusion"]
    assert ("0.95", "upper", "selection") == tuple(
        conclusion[key] for key in ("confidence", "side", "ground")
    )
    assert (None, 120, 27, 1) == tuple(
        conclusion["total"][key] for key in ("name", "size", "taken", "found")
    )
    assert [1, 0, 0, 0, 0] == [one["found"] for one in conclusion["strata"]]
    zh = run(*SAMPLE, "--deviating", "MH-004", "--lang", "zh").out
    assert "- 可容忍的不符合率：10% 不能排除\n" in zh
    assert "- 结论：27 个中 1 个不符合；120 个中不符合的有 1 至" in zh


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (
            "{kind: batch, by: 部门}",
            [
                "random by batch, by 部门",
                "2 of 5 batches (each with probability 2/5)",
                "0 of 2 batches deviate",
            ],
        ),
        (
            "{kind: interval}",
            [
                "at an interval, from a random start",
                "2 of 120",
                "the list should have no period, such as shifts",
            ],
        ),
        ("{kind: simple_random}", ["4 selection: simple random", "0 of 2 units deviate"]),
    ],
)
def test_every_kind_of_sample_is_described(run: Run, selection: str, said: list[str]) -> None:
    changed("sampling_plan.yaml", "  attribute: {tolerable: 10%, accept: 0}", "  count: 2")
    changed(
        "sampling_plan.yaml",
        "{kind: stratified, by: 部门, allocation: proportional, at_least: 2}",
        selection,
    )
    changed("sampling_plan.yaml", "sources: {interview: 20%, observation: 50%, records: 30%}", "")
    changed("sampling_plan.yaml", "clauses: [iso14001:2015/8.2]", "")
    text = Path("sampling_plan.yaml").read_text("utf-8")
    before, rest = text.split("conduct:\n")
    Path("sampling_plan.yaml").write_text(
        f"{before}conduct: {{}}\n{rest[rest.index('record:') :]}", "utf-8"
    )
    done = run(*SAMPLE, "--none-deviating")
    assert (0, "") == (done.code, done.err)
    facts = ["3 sources: –", "6 conduct: –"]
    assert [] == [one for one in [*facts, *said] if one not in done.out]


def test_units_of_judgement_come_with_their_reason(run: Run) -> None:
    Path("own.yaml").write_text(
        "format: mgmtsys.sampling-plan/1\nobjective: x\npopulation: y\nkey: 编号\n"
        "selection: {kind: judgement, units: {MH-001: {because: next to the door}}}\n",
        "utf-8",
    )
    done = run("sample", "own.yaml", *SAMPLE[2:], "--none-deviating")
    assert "| 1 | MH-001 | 1 | – | 锅炉车间 | 零米层 | 干粉 8 kg | next to the door |" in done.out
    assert "from 0 to 119 of 120 do (0% to ≈ 99.17%), for certain" in done.out
    assert "seed" not in done.out
    assert "5 size: 1; as the selection names or counts them; 1 of 120\n" in done.out
    document = json.loads(run("sample", "own.yaml", *SAMPLE[2:], "--format", "json").out)
    assert "size" not in document["sample"]["plan"]
    assert [] == document["sample"]["probabilities"]


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("count: 9", "as stated; confidence 95%"),
        ("share: 10%", "10% of the population; confidence 95%"),
        (
            "proportion: {margin: 20%}",
            "a proportion near 50% within 20%, by the normal approximation; confidence 95%",
        ),
        ("sites: recertification", "square root of the number of sites, recertification"),
    ],
)
def test_every_method_of_a_size_is_described(run: Run, size: str, said: str) -> None:
    changed("sampling_plan.yaml", "attribute: {tolerable: 10%, accept: 0}", size)
    changed("sampling_plan.yaml", ", at_least: 2", "")
    assert f"; {said}" in run(*SAMPLE).out


@pytest.mark.parametrize(
    ("options", "en", "zh"),
    [
        (("--seed", "-1"), "--seed: '-1': expected a whole number from 0", "--seed：'-1'：应为不小于 0"),
        (("--seed", "½"), "--seed: '½': expected a whole number from 0", "--seed：'½'：应为不小于 0"),
        (("--seed", "9" * 101), "--seed: '999", "--seed：'999"),
        (
            ("--seed", "1", "--deviating", "MH-999"),
            "deviating.MH-999: 'MH-999' is not in the sample", "deviating.MH-999: 样本中没有 'MH-999'",
        ),
        (
            ("--seed", "1", "--deviating", "a", "--none-deviating"),
            "--deviating and --none-deviating: expected one", "--deviating 与 --none-deviating 只能用其一",
        ),
        (
            ("--seed", "1", "-o", "population.csv"),
            "-o population.csv is the input itself", "-o population.csv 就是输入文件",
        ),
        (
            ("--seed", "1", "-o", "sampling_plan.yaml"),
            "-o sampling_plan.yaml is the input itself", "-o sampling_plan.yaml 就是输入文件",
        ),
        (("--seed", "1", "-o", "out.pdf"), "unknown format 'pdf'", "未知的格式 'pdf'"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_exits_with_two_in_both_languages(
    run: Run, options: tuple[str, ...], en: str, zh: str
) -> None:
    for lang, said in (("en", en), ("zh", zh)):
        done = run(*SAMPLE[:4], *options, "--lang", lang)
        assert (2, "") == (done.code, done.out)
        assert done.err.startswith(said)
    assert not list(Path().glob("out*"))


def test_bad_input_is_placed_in_its_own_file(run: Run) -> None:
    changed("population.csv", "MH-002,", "MH-001,")
    done = run(*SAMPLE)
    assert (2, "") == (done.code, done.out)
    assert (
        "population.csv:4:1: the id 'MH-001' is already that of unit 1: expected each id once\n"
        == (done.err)
    )
    changed("population.csv", "MH-001,", "MH-000,")
    changed("sampling_plan.yaml", "attribute: {tolerable: 10%, accept: 0}", "count: 200")
    Path("population.csv").write_bytes((EXAMPLE / "population.csv").read_bytes())
    assert (
        "sampling_plan.yaml:20:3: size.count: 200 units of a population of 120: expected at most 120\n"
        == run(*SAMPLE).err
    )


def test_a_programme_lists_its_visits_in_either_order(run: Run) -> None:
    own = run("programme", "programme.yaml")
    assert (0, "") == (own.code, own.err)
    assert own == run("programme", "programme.yaml", "--by", "department")
    assert "| 1 | safety Safety and environment | 2.3 Accountability | " in own.out
    element = run("programme", "programme.yaml", "--by", "element", "--lang", "zh").out
    assert "| 1 | 2.3 责任制 | safety 安全环保部 | " in element
    assert "- 评估方式：按要素：" in element
    assert "- A 评估员甲：5 场\n- B 评估员乙：6 场\n- C 评估员丙：6 场\n" in element


def test_a_programme_comes_in_every_format(run: Run) -> None:
    document = json.loads(run("programme", "programme.yaml", "--format", "json").out)
    assert {"A": 4, "B": 7, "C": 6} == document["loads"]
    assert {
        "department": "safety", "element": "2.3", "assessor": "B", "day": "2026-05-11", "slot": 1,
    } == document["visits"][0]  # fmt: skip
    assert {
        "department": "safety",
        "element": "2.3",
        "text": {"zh": "责任制文件齐全", "en": "Responsibilities are fully documented"},
        "grade": "conformity",
    } == document["programme"]["results"][1]
    rows = list(csv.reader(run("programme", "programme.yaml", "--format", "csv").out.splitlines()))
    assert 1 + 17 == len(rows)
    assert run("programme", "programme.yaml", "--format", "text").out.startswith("Audit plan")
    assert Done(0, "", "") == run("programme", "programme.yaml", "-o", "out.md")


def test_a_plan_says_what_the_audit_is_for_and_what_it_does_not_say(run: Run) -> None:
    zh = run("programme", "programme.yaml", "--lang", "zh").out
    assert zh.startswith("# 审核计划\n")
    assert (
        "- 审核范围：全厂三个车间和安全环保部\n- 审核组长：A 评估员甲\n- 首次会议：2026-05-11 08:00 厂部会议室\n"
        in zh
    )
    assert "| # | 部门 | 要素 | 评估员 | 日期 | 当日第几场 |" in zh
    assert run("programme", "programme.yaml", "--results", "--lang", "zh").out.startswith(
        "# 审核结果\n"
    )
    document = json.loads(run("programme", "programme.yaml", "--format", "json").out)["programme"]
    assert ("A", "2026-05-11 08:00, plant meeting room", 2) == (
        document["leader"], document["opening_meeting"]["en"], len(document["criteria"]),
    )  # fmt: skip
    changed("programme.yaml", "leader: A\n", "")
    changed("programme.yaml", "closing_meeting:", "# closing_meeting:")
    text = Path("programme.yaml").read_text("utf-8")
    before, rest = text.split("criteria:\n")
    Path("programme.yaml").write_text(before + rest[rest.index("scope:") :], "utf-8")
    out = run("programme", "programme.yaml").out
    for said in ("criteria", "team leader", "closing meeting"):
        assert f"- {said}: not stated\n" in out
    written = json.loads(run("programme", "programme.yaml", "--format", "json").out)
    assert "closing_meeting" not in written["programme"]


def test_the_plan_of_the_example_visits_each_department_once_the_central_one_first(
    run: Run,
) -> None:
    rows = json.loads(run("programme", "programme.yaml", "--format", "json").out)["visits"]
    times = [(row["day"], row["slot"]) for row in rows]
    assert sorted(times) == times
    assert ["safety"] * 6 == [row["department"] for row in rows[:6]]
    assert {("safety", "2026-05-11")} | {
        (shop, "2026-05-12") for shop in ("boiler", "turbine", "electrical")
    } == {(row["department"], row["day"]) for row in rows}
    for shop, elements in (("boiler", 4), ("turbine", 4), ("electrical", 3)):
        slots = [row["slot"] for row in rows if row["department"] == shop]
        assert list(range(slots[0], slots[0] + elements)) == slots


def test_results_are_sorted_as_asked(run: Run) -> None:
    changed("programme.yaml", "    grade: minor\n", "")
    out = run("programme", "programme.yaml", "--by", "element", "--results").out
    rows = [line for line in out.splitlines() if line.startswith("| ")][1:]
    assert 17 == len(rows)
    assert "| 2.3 Accountability | boiler Boiler shop | – | Responsibilities of two posts are out of date |" == rows[1]  # fmt: skip
    assert rows[4].endswith("| – | no result yet |")


def test_elements_that_nobody_is_visited_for_and_visits_without_days_are_shown(run: Run) -> None:
    changed("programme.yaml", '"2.1", "2.2", "2.3"', '"2.2", "2.3"')
    changed("programme.yaml", "days: [2026-05-11, 2026-05-12]\n", "")
    changed("programme.yaml", "  C: {name: {zh: 评估员丙, en: Assessor C}, ", "  C: {")
    out = run("programme", "programme.yaml").out
    assert "- elements not visited: 2.1\n" in out
    assert "without an element" not in out
    assert "- C: 5 visits\n" in out
    assert "| – | – |" in out
    document = json.loads(run("programme", "programme.yaml", "--format", "json").out)
    assert ["2.1"] == document["unvisited"]
    assert {"day", "slot"}.isdisjoint(document["visits"][0])
    changed("programme.yaml", "    grade: conformity\n", "")
    document = json.loads(run("programme", "programme.yaml", "--format", "json").out)
    assert "grade" not in document["programme"]["results"][1]


def test_a_programme_without_a_way_exits_with_two(run: Run) -> None:
    changed("programme.yaml", "departments: [safety]}", "departments: [safety, boiler]}")
    done = run("programme", "programme.yaml", "--lang", "zh")
    assert (2, "") == (done.code, done.out)
    assert (
        "programme.yaml:29:3: departments.boiler: 没有人能独立评估 boiler 的 2.4："
        "应有 A、B、C 以外不评估自身工作的评估员\n" == done.err
    )
    for option in ("-h", "--help"):
        for command in ("sample", "programme"):
            assert run(command, option).out.startswith(f"Usage: mgmtsys {command} ")


def test_words_of_sampling_are_those_of_the_standards(run: Run) -> None:
    out = run(*SAMPLE, "--lang", "zh").out
    assert "- 3 信息来源配比：访谈 20%；观察 50%；查阅记录 30%\n" in out
    assert "- 4 抽样方法：分层随机抽样，按部门；按比例分配\n" in out
    assert "- 5 样本大小：27；样本中无不符合时，可断定总体的不符合率低于 10%；置信水平 95%；" in out
    changed("sampling_plan.yaml", "accept: 0", "accept: 2")
    assert "if at most 2 deviate, fewer than 10% of all do; " in run(*SAMPLE).out
    assert "样本中不符合不超过 2 个时，可断定" in run(*SAMPLE, "--lang", "zh").out


def test_no_rate_is_rounded_onto_the_tolerable_one_nor_onto_zero(run: Run) -> None:
    """By two decimals, 75 of 3001 units would read 2.50%, and the lower bound of one of 30011 0.00%."""
    Path("many.yaml").write_text(
        "format: mgmtsys.sampling-plan/1\nobjective: x\npopulation: y\n"
        "selection: {kind: simple_random}\nsize: {attribute: {tolerable: 2.5%}}\n",
        "utf-8",
    )
    command = ("sample", "many.yaml", "--population", "many.csv", "--seed", "3")
    said = []
    for count in (3001, 30011):
        units = "\n".join(f"U{number}" for number in range(count))
        Path("many.csv").write_text(f"id\n{units}\n", "utf-8")
        said.append(run(*command, "--none-deviating").out)
        drawn = json.loads(run(*command, "--format", "json").out)["sample"]["units"]
        said.append(run(*command, "--deviating", next(iter(drawn))).out)
    assert "from 0 to 75 of 3001 do (0% to ≈ 2.499%)" in said[0]
    assert "of 30011 do (≈ 0.00333% to " in said[3]
    assert ["is ruled out", "is not ruled out"] * 2 == [
        one.partition("tolerable rate: 2.5% ")[2].splitlines()[0] for one in said
    ]


def test_of_batches_batches_are_spoken_of_and_of_a_census_certainty(run: Run) -> None:
    changed(
        "sampling_plan.yaml",
        "{kind: stratified, by: 部门, allocation: proportional, at_least: 2}",
        "{kind: batch, by: 部门}",
    )
    changed("sampling_plan.yaml", "tolerable: 10%, accept: 0", "tolerable: 40%, accept: 1")
    out = run(*SAMPLE, "--none-deviating").out
    assert (
        "- 5 size: 120; if at most 1 batch deviates, fewer than 40% of batches do; confidence 95%; 5 of 5 batches (each with probability 1)\n"
        in out
    )
    assert (
        "- conclusion: 0 of 5 batches deviate; from 0 to 0 of 5 do (0% to 0%), for certain\n" in out
    )
    zh = run(*SAMPLE, "--none-deviating", "--lang", "zh").out
    assert (
        "样本中不符合不超过 1 批时，可断定各批的不符合率低于 40%；置信水平 95%；5 批中抽 5 批（概率 1）\n"
        in zh
    )
    assert "- 结论：5 批中 0 批不符合；5 批中不符合的有 0 至 0 批（0% 至 0%），确定\n" in zh
    changed("sampling_plan.yaml", "tolerable: 40%, accept: 1", "tolerable: 40%, accept: 0")
    assert "if no batch deviates, fewer than 40% of batches do" in run(*SAMPLE).out


def test_a_department_that_is_visited_for_nothing_is_named(run: Run) -> None:
    changed("programme.yaml", 'elements: ["1.2", "2.3", "2.4"]}', "elements: []}")
    assert (
        "- 不涉及要素的部门：electrical\n" in run("programme", "programme.yaml", "--lang", "zh").out
    )
    document = json.loads(run("programme", "programme.yaml", "--format", "json").out)
    assert ["electrical"] == document["idle"]
