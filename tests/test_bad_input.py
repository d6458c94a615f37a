"""Input that cannot be understood, at the real command line: its place, both languages, nothing written."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mgmtsys.cli import main
from mgmtsys.files.codec import structure
from mgmtsys.standard.clause import ClauseNumber, Standard
from mgmtsys.values.exceptions import InvalidClauseNumber, InvalidDocument

EXAMPLE = (Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml").read_text(
    "utf-8"
)
Refused = Callable[..., list[str]]


@pytest.fixture
def refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Refused:
    """Run ``mgmtsys matrix`` on a file in an empty folder and return what it complains of, line by line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MGMTSYS_LANG", raising=False)

    def run(file: str = "system.yaml", *options: str) -> list[str]:
        before = sorted(tmp_path.iterdir())
        arguments = ["mgmtsys", "matrix", file, "--under", "6.2", "-o", "out.md", *options]
        monkeypatch.setattr(sys, "argv", arguments)
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        assert (2, "") == (caught.value.code, out)
        assert "Traceback" not in err
        assert before == sorted(tmp_path.iterdir())
        return err.splitlines()

    return run


def spoilt(old: str, new: str) -> tuple[str, str]:
    """Return the example with one place changed, and the line and column where the change starts."""
    assert old in EXAMPLE
    before = EXAMPLE[: EXAMPLE.index(old)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return EXAMPLE.replace(old, new, 1), f"system.yaml:{line}:{column}"


def within(old: str, part: str) -> str:
    """Return the line and column of a part of what is changed."""
    before = EXAMPLE[: EXAMPLE.index(old) + old.index(part)]
    return f"system.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.mark.parametrize(
    ("old", "new", "path", "en", "zh"),
    [
        (
            "unit: incident\n    name",
            "unit: furlong\n    name",
            "series.spills.unit",
            ("unknown unit 'furlong': expected one such as kWh, m3, t, CNY, person or %, or item(furlong) for "
            "what you count yourself"),
            "未知单位 'furlong'：应如 kWh、m3、t、CNY、人或 %；自行计数的对象写作 件(furlong)",
        ),
        (
            "unit: kWh/person",
            "unit: kWh**99999999",
            "objectives.E3.measure.unit",
            "unknown unit 'kWh**99999999': expected one such as kWh, m3, t, CNY, person or %",
            "未知单位 'kWh**99999999'：应如 kWh、m3、t、CNY、人或 %",
        ),
        (
            "formula: sum(office_electricity) / mean(headcount)",
            "formula: sum(office_electricity) + mean(headcount)",
            "objectives.E3.measure.formula",
            ("sum(office_electricity) + mean(headcount) joins kWh and person, which measure "
            "different things"),
            "sum(office_electricity) + mean(headcount) 把量纲不同的 kWh 与人相加减",
        ),
        (
            "formula: mean(hazardous_waste_rate)",
            "formula: mean(headcount)",
            "objectives.E2.measure.formula",
            "mean(headcount) gives person: expected %",
            "mean(headcount) 的单位是人：应为 %",
        ),
        (
            "target: {at_least: 80%}\n    responsible",
            "target: {at_least: 80 kWh}\n    responsible",
            "objectives.E6.target",
            "the target does not fit a measure in %: expected bounds in that unit",
            "目标值与以 % 计的测量不符：应使用该单位",
        ),
        (
            "baseline: {period: 2025}",
            "baseline: {period: 2025, value: 3 kWh}",
            "objectives.E3.baseline.value",
            "3 kWh does not fit a measure in kWh/person: expected that unit",
            "3 kWh 与以 kWh/人计的测量不符：应使用该单位",
        ),
        (
            "target: {at_least: 80%}\n    responsible",
            "target: {at_least: nan}\n    responsible",
            "objectives.E6.target",
            "'nan' is not an exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%",
            "'nan' 不是精确的数：应如 12、0.80、1/20、5,000 或 5%",
        ),
        (
            "up_to: 25%",
            "up_to: nan",
            "deviation_policy.bands.1",
            "'nan' is not an exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%",
            "'nan' 不是精确的数：应如 12、0.80、1/20、5,000 或 5%",
        ),
        (
            "KC: A+R",
            "KC: X",
            "raci.季度评审.KC",
            ("'X' is not a responsibility cell: expected letters of R, A, S, C, I, such as R or A+R, or - "
            "for none"),
            "'X' 不是职责单元格：应为 R、A、S、C、I 的字母，如 R、A+R，无职责写 -",
        ),
        (
            "deviation_policy:\n  bands:\n    - {up_to: 5%,",
            "deviation_policy:\n  bands:\n    - {up_to: 35%,",
            "deviation_policy",
            "bands overlap: an edge at 0.25 follows one at 0.35",
            "各档重叠：0.35 之后出现边界 0.25",
        ),
        (
            "up_to: 25%\n",
            "from: 3%\n      up_to: 25%\n",
            "deviation_policy.bands.1",
            "bands overlap at 3%: expected each value in one band",
            "各档在 3% 处重叠：每个值应属于且仅属于一档",
        ),
        (
            "responsible: [KC]\n    due",
            "responsible: [Nobody]\n    due",
            "objectives.E5.responsible.0",
            "no party 'Nobody' is declared: expected one listed under parties",
            "未声明人员或部门 'Nobody'：应为 parties 之下所列之一",
        ),
        (
            "E5:\n    statement: {zh: 环保行政处罚 = 0 件, en: Environmental administrative penalties = 0}\n    measure:",
            "E5:\n    statement: {zh: 环保行政处罚 = 0 件, en: Environmental administrative penalties = 0}\n    mesure:",
            "objectives.E5",
            "no measure: expected one",
            "缺少 measure",
        ),
        (
            "KC: {kind: person}",
            "KC: {kind: person, member_of: [王婧, KC]}",
            "parties.KC.member_of",
            "a party belongs to itself: KC → KC; expected no cycle",
            "隶属关系成环：KC → KC；不应隶属于自身",
        ),
        (
            "document: QEF-24-02",
            "document: QEF-24-99",
            "evidence.6.document",
            "no document 'QEF-24-99' is declared: expected one listed under procedures or forms",
            "未声明文件 'QEF-24-99'：应为 procedures 或 forms 之下所列之一",
        ),
        (
            "formula: sum(spills)",
            "formula: sum(spilz)",
            "objectives.E1.measure.formula",
            "no series 'spilz' is declared: expected one listed under series",
            "未声明数据序列 'spilz'：应为 series 之下所列之一",
        ),
        (
            "clauses: [iso14001:2015/6.2.1.p1, ",
            "clauses: [iso14001:2015/6.2.9, ",
            "evidence.0.clauses.0",
            "iso14001:2015 has no 6.2.9: expected one such as 6.2.1, 6.2.2",
            "iso14001:2015 没有 6.2.9：应为如 6.2.1、6.2.2 的编号",
        ),
        (
            "period: 2026",
            "period: 2026-13",
            "period",
            ("'2026-13' is not a period: expected one such as 2026, 2026-Q1, 2026-06, 2026-06-30 or "
            "2026-04-01..2027-03-31"),
            "'2026-13' 不是期间：应如 2026、2026-Q1、2026-06、2026-06-30 或 2026-04-01..2027-03-31",
        ),
        (
            "name: {zh: 环境保护法, en: Environmental Protection Law}",
            "name: {zh: 环境保护法, en: ' '}",
            "obligations.环境保护法.name",
            "the en wording is blank",
            "en 的文字为空",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_in_both_languages(
    refused: Refused, old: str, new: str, path: str, en: str, zh: str
) -> None:
    text, _ = spoilt(old, new)
    Path("system.yaml").write_text(text, "utf-8")
    english, chinese = refused(), refused("system.yaml", "--lang", "zh")
    assert english[0].endswith(f": {path}: {en}")
    assert chinese[0].endswith(f": {path}: {zh}")
    assert english[0].partition(": ")[0] == chinese[0].partition(": ")[0]
    assert [True] == list({line.startswith("system.yaml:") for line in english + chinese})


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("unit: kWh/person", "unit: furlong", "unit"),
        ("KC: A+R", "KC: X", "KC"),
        ("responsible: [KC]\n    due", "responsible: [Nobody]\n    due", "KC"),
        ("- up_to: 25%", "- up_to: nan", "up_to"),
        ("- document: QEF-24-02", "- document: QEF-24-99", "document"),
        ("retention: 永久", "retention: 一直", "retention"),
    ],
)
def test_the_place_is_the_key_whose_value_is_wrong(
    refused: Refused, old: str, new: str, part: str
) -> None:
    text, _ = spoilt(old, new)
    Path("system.yaml").write_text(text, "utf-8")
    (line,) = refused()
    assert within(old, part) == line.partition(": ")[0]


def test_every_problem_is_said_at_once(refused: Refused) -> None:
    text = (
        EXAMPLE.replace("KC: A+R", "KC: X")
        .replace("unit: kWh/person", "unit: furlong")
        .replace("responsible: [KC]\n    due", "responsible: [Nobody]\n    due")
        .replace("retention: 永久", "retention: 一直")
    )
    Path("system.yaml").write_text(text, "utf-8")
    assert [
        "raci.季度评审.KC",
        "objectives.E3.measure.unit",
        "objectives.E5.responsible.0",
        "forms.QEF-24-03.retention",
    ] == [line.split(": ")[1] for line in refused()]


def test_a_dangling_procedure_is_placed(refused: Refused) -> None:
    text, _ = spoilt("  SOP-08: {number: SOP-08}\n", "")
    Path("system.yaml").write_text(text, "utf-8")
    lines = refused()
    assert [
        "series.improvement_completion_rate.procedure",
        "deviation_policy.bands.2.procedure",
        "procedures.环境目标程序.refers_to.0.procedure",
    ] == [line.split(": ")[1] for line in lines]


def test_a_clause_number_that_became_a_number_elsewhere_is_refused() -> None:
    catalogue = {"id": "own:1", "title": "x", "clauses": [{"number": 6.1, "text": "x"}]}
    with pytest.raises(InvalidDocument) as caught:
        structure(catalogue, Standard)
    assert (
        "clauses.0.number: 6.1 is not text, and the number 6.10 would read as 6.1: write a clause "
        "number as text"
    ) == str(caught.value)
    with pytest.raises(InvalidClauseNumber):
        ClauseNumber(6.1)
    assert "6.10" == str(structure("6.10", ClauseNumber))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("own.yaml", "format: mgmtsys.catalogue/1\nid: own:1\ntitle: x\nclauses: [{number: 6.2, text: }]"),
        ("own.json", '{"format": "mgmtsys.catalogue/1", "id": "own:1", "title": "x", "clauses": [{"number": 6.2}]}'),
        ("own.toml", 'format = "mgmtsys.catalogue/1"\nid = "own:1"\ntitle = "x"\n[[clauses]]\nnumber = 6.2\n'),
    ],
)  # fmt: skip
def test_a_catalogue_that_is_wrong_is_placed_in_its_own_file(
    refused: Refused, file: str, text: str
) -> None:
    Path("system.yaml").write_text(EXAMPLE, "utf-8")
    Path(file).write_text(text, "utf-8")
    (line,) = refused("system.yaml", "--standard", file)
    assert line.startswith(f"{file}:")
    assert "clauses.0" in line


def bomb() -> str:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x]", *levels, "b:", "- *a1\n" * 1_700_000])


def test_a_bomb_of_ten_megabytes_is_refused_at_once(refused: Refused) -> None:
    text = f"format: mgmtsys/1\n{bomb()}"
    assert len(text) >= 10_000_000
    Path("system.yaml").write_text(text, "utf-8")
    start = time.perf_counter()
    (line,) = refused()
    assert time.perf_counter() - start < 2
    assert line.startswith("system.yaml:7:")
    assert line.endswith(": aliases repeat more than 100000 nodes: expected them written out")
    (line,) = refused("system.yaml", "--lang", "zh")
    assert line.endswith(": 别名展开超过 100000 个节点：应直接写出")


def test_a_cycle_of_aliases_is_refused(refused: Refused) -> None:
    Path("system.yaml").write_text("format: mgmtsys/1\nparties: &p\n  A: *p\n", "utf-8")
    assert ["system.yaml:3:6: *p is inside what it repeats: expected no cycle"] == refused()


def test_a_file_that_is_not_utf8_is_refused_at_its_byte(refused: Refused) -> None:
    Path("system.yaml").write_bytes(EXAMPLE.encode("gbk", "replace"))
    (line,) = refused()
    assert line.startswith("system.yaml:")
    assert line.endswith(" is not UTF-8: expected a file saved as UTF-8")
    (line,) = refused("system.yaml", "--lang", "zh")
    assert line.endswith(" 不是 UTF-8：文件应以 UTF-8 保存")


def test_a_missing_file_is_refused(refused: Refused) -> None:
    assert ["none.yaml: cannot be read: no such file or folder"] == refused("none.yaml")
    assert ["none.yaml：无法读取：文件或文件夹不存在"] == refused("none.yaml", "--lang", "zh")


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("s.yaml", "format: mgmtsys/1\nparties: {A: {kind: person}\nperiod: 2026\n", "s.yaml:3:"),
        (
            "s.yaml",
            "format: mgmtsys/1\norganisation: x\nperiod: 2026\nperiod: 2027\n",
            "s.yaml:4:1: period: ",
        ),
        ("s.yaml", "format: mgmtsys/1\n---\nformat: mgmtsys/1\n", "s.yaml:2:1: "),
        ("s.yaml", "format: mgmtsys/1\norganisation: a\x07b\n", "s.yaml:2:16: "),
        ("s.yaml", "", "s.yaml:1:1: format: found nothing"),
        ("s.yaml", "format: mgmtsys/9\n", "s.yaml:1:1: format: found 'mgmtsys/9'"),
        ("s.json", '{"format": "mgmtsys/1",\n "period": }', "s.json:2:12: "),
        ("s.json", '{"format": "mgmtsys/1", "organisation": "\\ud800"}', "s.json:1:41: "),
        ("s.toml", 'format = "mgmtsys/1"\nperiod = 20x6\n', "s.toml:2:"),
        ("s.toml", 'format = "mgmtsys/1"\nperiod = ' + "9" * 5000, "s.toml:2:10: "),
        ("s.txt", "", "s.txt: unknown kind of file '.txt'"),
    ],
)
def test_a_text_that_its_syntax_does_not_allow_is_refused_at_its_place(
    refused: Refused, file: str, text: str, place: str
) -> None:
    Path(file).write_text(text, "utf-8")
    (line,) = refused(file)
    assert line.startswith(place)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("s.yaml", "[" * 65),
        ("s.yaml", "[" * 100_000),
        ("s.yaml", "{a: " * 100_000),
        ("s.yaml", "- " * 100_000),
        ("s.json", "[" * 1_000_000),
        ("s.json", '{"a":' * 65 + "1" + "}" * 65),
        ("s.toml", "a" + ".a" * 100_000 + " = 1"),
        ("s.toml", "a = " + "[" * 100_000),
    ],
)
def test_what_nests_too_deep_is_refused_with_its_line_and_the_reason(
    refused: Refused, file: str, text: str
) -> None:
    Path(file).write_text(text, "utf-8")
    (line,) = refused(file)
    assert line.startswith(f"{file}:1:")
    assert line.endswith(": mappings and lists nest deeper than 64: expected a flatter document")


def test_what_was_written_before_stays_whole(refused: Refused) -> None:
    Path("out.md").write_text("of yesterday", "utf-8")
    text, _ = spoilt("KC: A+R", "KC: X")
    Path("system.yaml").write_text(text, "utf-8")
    refused()
    assert "of yesterday" == Path("out.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["none.yaml", b"caf\xe9.yaml"])
def test_the_command_itself_exits_with_two_and_no_traceback(
    tmp_path: Path, name: str | bytes
) -> None:
    command = Path(sys.executable).with_name("mgmtsys")
    done = subprocess.run(
        [command, "matrix", name, "-o", "out.json"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (2, b"") == (done.returncode, done.stdout)
    assert done.stderr.endswith(b": cannot be read: no such file or folder\n")
    assert b"Traceback" not in done.stderr
    assert [] == list(tmp_path.iterdir())


def test_the_command_itself_says_where_a_cell_is_wrong(tmp_path: Path) -> None:
    text, _ = spoilt("KC: A+R", "KC: X")
    (tmp_path / "system.yaml").write_text(text, "utf-8")
    command = Path(sys.executable).with_name("mgmtsys")
    done = subprocess.run(
        [command, "show", "system.yaml", "--lang", "zh"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (2, "") == (done.returncode, done.stdout)
    assert f"{within('KC: A+R', 'KC')}: raci.季度评审.KC: 'X' 不是职责单元格" in done.stderr


def test_a_thousand_problems_of_one_kind_are_told_once_with_their_count(refused: Refused) -> None:
    head = "format: mgmtsys/1\norganisation: x\nperiod: 2026\ncolour: red\nparties:\n"
    Path("system.yaml").write_text(
        head + "".join(f"  P{n}: {{kind: robot{n}}}\n" for n in range(1000)), "utf-8"
    )
    unknown, *lines = refused()
    assert unknown.startswith("system.yaml:4:1: colour: unknown key 'colour'")
    assert [
        *(
            f"system.yaml:{n + 6}:8: parties.P{n}.kind: found 'robot{n}': expected one of person, role, "
            "department, body, group"
            for n in range(3)
        ),
        "... and 997 more of this kind, the last at system.yaml:1005:10; --all lists every one",
    ] == lines
    assert (
        "……另有 997 处同类问题，最后一处在 system.yaml:1005:10；--all 可逐条列出"
        == (refused("system.yaml", "--lang", "zh")[-1])
    )
    assert 1001 == len(refused("system.yaml", "--all"))


def test_ten_problems_of_one_kind_are_told_each(refused: Refused) -> None:
    head = "format: mgmtsys/1\norganisation: x\nperiod: 2026\nparties:\n"
    text = head + "".join(f"  P{n}: {{kind: robot}}\n" for n in range(10))
    Path("system.yaml").write_text(text, "utf-8")
    assert 10 == len(refused())
    Path("system.yaml").write_text(text + "  P10: {kind: robot}\n", "utf-8")
    assert 4 == len(refused())
