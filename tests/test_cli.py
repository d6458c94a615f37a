"""The command line: every command and option, its output and its exit codes."""

import contextlib
import importlib.util
import io
import json
import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import attrs
import click
import jsonschema
import pytest
from rich.cells import cell_len

from mgmtsys import cli
from mgmtsys.auditing.checks import STANDARD
from mgmtsys.cli import main
from mgmtsys.cli.overview import SUMMARIES
from mgmtsys.cli.speech import NOT_UNDERSTOOD, Command, complaining
from mgmtsys.files.kinds import KINDS
from mgmtsys.files.loading import save
from mgmtsys.files.schema import schema_of
from mgmtsys.files.standards import SHIPPED
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.system.register import Register
from mgmtsys.values.text import Text
from mgmtsys.values.version import __version__

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
OWN = Standard(
    "own:1",
    Text({"zh": "自有标准", "en": "Own standard"}),
    clauses=(
        Clause(
            ClauseNumber("6.2"),
            Text({"zh": "目标", "en": "Objectives"}),
            asks=("objective.measurable",),
            remark=Text({"zh": "备注", "en": "a remark"}),
        ),
    ),
)


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
    (tmp_path / "system.yaml").write_bytes(EXAMPLE.read_bytes())

    def command(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["mgmtsys", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        assert isinstance(caught.value.code, int)
        assert "Traceback" not in err
        return Done(caught.value.code, out, err)

    return command


def test_the_version_is_printed(run: Run) -> None:
    assert Done(0, f"mgmtsys, version {__version__}\n", "") == run("--version")


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", [(), ("matrix",), ("show",), ("standards",), ("schema",)])
def test_every_command_explains_itself(run: Run, command: tuple[str, ...], option: str) -> None:
    done = run(*command, option)
    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(f"Usage: {' '.join(('mgmtsys', *command))} ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("matrix",),
        ("show",),
        ("matrix", "system.yaml", "--loud"),
        ("check", "--installed=yes", "system.yaml"),
        ("matrix", "system.yaml", "--on"),
        ("standards", "--under"),
    ],
)
def test_a_command_that_is_not_one_exits_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert NOT_UNDERSTOOD == done.code
    assert done.err.startswith("Usage: mgmtsys ")
    assert not re.search("[\u4e00-\u9fff]", done.err)
    chinese = run("--lang", "zh", *arguments).err
    assert chinese.startswith("用法：mgmtsys ")
    assert not re.search("Error|Try|Option |Missing|No such", chinese)


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        (("sing",), "no command 'sing': expected one of check, ", "没有命令 'sing'：应为 check、"),
        (
            ("show", "a.yaml", "b.yaml"),
            "unexpected argument: b.yaml",
            "多余的参数：b.yaml",
        ),
        (
            ("schema", "registry"),
            "no kind of file 'registry': expected one of system, catalogue,",
            "没有文件类型 'registry'：应为 system、catalogue、",
        ),
        (
            ("matrix", "system.yaml", "--format", "pdf"),
            "unknown format 'pdf': expected one of text, md, csv, json, oscal",
            "未知的格式 'pdf'：应为 text、md、csv、json、oscal 之一",
        ),
        (
            ("check", "system.yaml", "--fail-on", "all"),
            "--fail-on: 'all' is not one of opportunity, observation, minor, major",
            "--fail-on：'all' 应为 opportunity、observation、minor、major 之一",
        ),
        (
            ("import", "oscal", "a.json", "-o", "b.yaml", "--mapping", "two"),
            "--mapping: 'two': expected a whole number",
            "--mapping：'two'：应为整数",
        ),
        ((), "Error: a command is missing", "错误：缺少命令"),
        (("due",), "Error: the argument 'FILE' is missing", "错误：缺少参数 'FILE'"),
        (
            ("confirm", "a.yaml"),
            "Error: the option '--by' is missing",
            "错误：缺少选项 '--by'",
        ),
        (
            ("show", "a.yaml", "--formal", "md"),
            "Error: no option --formal: did you mean --",
            "错误：没有选项 --formal：是否指 --",
        ),
        (("show", "a.yaml", "--zzz"), "Error: no option --zzz\n", "错误：没有选项 --zzz\n"),
        (
            ("check", "--installed=yes"),
            "Error: the option --installed takes no value",
            "错误：选项 --installed 不带值",
        ),
        (
            ("show", "a.yaml", "-o"),
            "Error: the option -o needs a value",
            "错误：选项 -o 缺少值",
        ),
    ],
)
def test_misuse_is_told_in_the_language_asked_for(
    run: Run, arguments: tuple[str, ...], en: str, zh: str
) -> None:
    for lang, said in (("en", en), ("zh", zh)):
        for words in (("--lang", lang, *arguments), (*arguments, f"--lang={lang}")):
            if arguments[-1:] != ("-o",) or words[0] == "--lang":
                done = run(*words)
                assert (2, "") == (done.code, done.out)
                assert said in done.err


def test_a_language_that_is_none_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "'fr' is not one of en, zh\n"
    assert Done(2, "", f"--lang: {said}") == run("matrix", "system.yaml", "--lang", "fr")
    monkeypatch.setenv("MGMTSYS_LANG", "fr")
    assert Done(2, "", f"MGMTSYS_LANG: {said}") == run("show", "system.yaml")


def test_a_language_that_is_none_is_refused_in_the_one_asked_for_before(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MGMTSYS_LANG", "zh")
    assert "--lang：'fr' 应为 en、zh 之一\n" == run("show", "system.yaml", "--lang=fr").err
    assert "错误：选项 --lang 缺少值\n" in run("show", "system.yaml", "--lang").err


def test_a_choice_between_signs_quotes_them(run: Run) -> None:
    refused = run("due", "system.yaml", "--decimal", "x").err
    assert "--decimal: 'x' is not one of ',', '.'\n" == refused


def test_every_argument_too_many_is_named(run: Run) -> None:
    refused = run("show", "a.yaml", "b.yaml", "c.yaml").err
    assert "unexpected arguments: b.yaml c.yaml\n" == refused


def commands() -> list[tuple[str, ...]]:
    inner = {"import": ("oscal", "table"), "export": ("table",), "crosswalk": ("between", "lint")}
    pairs = [(name, one) for name in inner for one in inner[name]]
    return [(), *((name,) for name in SUMMARIES), *pairs]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_help_comes_in_one_language_and_fits_eighty_columns(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    english = run(*command, "--help").out
    assert english == run("--lang", "en", *command, "-h").out
    assert english.startswith("Usage: mgmtsys ")
    assert not re.search("[\u4e00-\u9fff]", english)
    chinese = run(*command, "--help", "--lang", "zh").out
    assert chinese.startswith("用法：mgmtsys ")
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{2,}", chinese.partition("\n")[2])
    assert not re.search("[\u4e00-\u9fff] [\u4e00-\u9fff]", chinese)
    monkeypatch.setenv("MGMTSYS_LANG", "zh")
    assert chinese == run(*command, "--help").out
    for text in (english, chinese):
        assert 80 >= max(map(cell_len, text.splitlines()))


def test_help_loads_no_command() -> None:
    program = (
        "import sys; from mgmtsys.cli import cli; cli(['--help'], standalone_mode=False); "
        "print(sorted(one for one in sys.modules if one.startswith('mgmtsys.auditing')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert "[]" == done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    "words", [("show",), ("due", "--on", "2026-06-30"), ("matrix", "--on", "2026-06-30")]
)
def test_text_is_a_format_that_may_be_written_to_a_file(run: Run, words: tuple[str, ...]) -> None:
    name, *options = words
    assert Done(0, "", "") == run(name, "system.yaml", *options, "-o", "out.txt")
    printed = run(name, "system.yaml", *options, "--format", "text").out
    assert printed == Path("out.txt").read_text("utf-8")


def test_the_matrix_is_markdown_where_nobody_reads_a_terminal(run: Run) -> None:
    done = run("matrix", "system.yaml", "--under", "6.2", "--on", "2026-06-30")
    assert (0, "") == (done.code, done.err)
    assert done.out.startswith("# Clause matrix: Lithera\n\n- organisation: Lithera\n")
    assert done == run(
        "matrix", "system.yaml", "--under", "6.2", "--on", "2026-06-30", "--format", "md"
    )
    assert ["iso14001:2015", "cts-q-zg040:2023"] == re.findall(
        r"^## (\S+:\d+)$", done.out, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("md", "# 条款矩阵：Lithera\n"),
        ("csv", "标准,条款,要求,状态,E1,E2,E3,E4,E5,E6,E7,"),
        ("json", '{\n  "format": "mgmtsys.matrix/1",\n  "organisation": "Lithera",\n'),
        ("text", "条款矩阵：Lithera\n"),
    ],
)
def test_the_matrix_comes_in_every_format_in_chinese(run: Run, format: str, start: str) -> None:
    done = run("matrix", "system.yaml", "--format", format, "--lang", "zh")
    assert (0, "", start) == (done.code, done.err, done.out[: len(start)])


@pytest.mark.parametrize("name", ["out.md", "out.csv", "out.json", "OUT.JSON"])
def test_the_suffix_of_the_output_names_its_format(run: Run, name: str) -> None:
    format = Path(name).suffix.removeprefix(".").lower()
    options = ("matrix", "system.yaml", "--on", "2026-06-30", "--lang", "zh")
    assert Done(0, "", "") == run(*options, "-o", name)
    printed = run(*options, "--format", format).out
    assert printed.encode() == Path(name).read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert Done(0, "", "") == run(*options, "--output", name, "--format", format)


def test_an_assessment_speaks_for_the_clauses_that_its_elements_name(run: Run) -> None:
    assessment = str(EXAMPLE.parents[1] / "she_assessment" / "assessment.yaml")
    options = ("matrix", "system.yaml", "--standard", "iso14001:2015", "--under", "5.3", "--on", "2026-06-30", "--format", "json", "--no-checks")  # fmt: skip

    def states(*more: str) -> list[str]:
        return [row["status"] for row in json.loads(run(*options, *more).out)["rows"]]

    assert ["gap"] * 3 == states()
    # Of one of them there is an observation, so that it is evidence of nothing.
    assert ["partial"] * 3 == states("--assessment", assessment)
    generous = f"format: mgmtsys.assessment/1\nover: {assessment}\ngrading: [{{lost: 90%, grade: major}}]\n"
    Path("generous.yaml").write_text(generous, "utf-8")
    assert ["evidenced"] * 3 == states("--assessment", "generous.yaml")
    spoilt = "{phase: plan, rate: 100%, reason: no plan}"
    Path("spoilt.yaml").write_text(
        f"format: mgmtsys.assessment/1\nover: {assessment}\n"
        f'markings: {{"2.3": {{deductions: [{spoilt}]}}}}\n',
        "utf-8",
    )
    assert ["gap"] * 3 == states("--assessment", "spoilt.yaml")
    lost = "2.3 Accountability loses 60% of its marks: no plan"
    assert lost in run(*options, "--assessment", "spoilt.yaml").out
    done = run("matrix", "system.yaml", "--assessment", "system.yaml")
    assert done.err.endswith("format: found 'mgmtsys/1': expected format: mgmtsys.assessment/1\n")


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("-o", "out.csv", "--format", "md"), "-o out.csv is csv, and --format says md"),
        (("-o", "out"), "unknown format ''"),
        (("-o", "out.pdf"), "unknown format 'pdf': expected one of text, md, csv, json"),
        (("-o", "none/out.md"), "none/out.md: cannot be written: no such file or folder"),
        (("-o", "folder.md"), "folder.md: cannot be written: this is a folder, not a file"),
    ],
)
def test_an_output_that_cannot_be_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, options: tuple[str, ...], what: str
) -> None:
    (tmp_path / "folder.md").mkdir()
    before = sorted(tmp_path.iterdir())
    done = run("matrix", "system.yaml", *options)
    assert (2, "") == (done.code, done.out)
    assert what in done.err
    assert before == sorted(tmp_path.iterdir())


def test_the_standards_asked_for_are_the_rows(run: Run) -> None:
    def rows(*options: str) -> list[str]:
        done = run("matrix", "system.yaml", "--format", "json", *options)
        assert (0, "") == (done.code, done.err)
        document = json.loads(done.out)
        clauses = {row["clause"].partition("/")[0] for row in document["rows"]}
        assert clauses == set(document["standards"]) == set(document["coverages"])
        return list(document["standards"])

    assert ["iso14001:2015", "cts-q-zg040:2023"] == rows()
    assert ["cts-q-zg040:2023"] == rows("--standard", "cts-q-zg040:2023")
    assert ["cts-q-zg040:2023", "iso14001:2015"] == rows(
        "--standard", "cts-q-zg040:2023", "--standard", "iso14001:2015"
    )
    assert ["iso14001:2015"] == rows("--standard", "iso14001:2015", "--standard", "iso14001:2015")
    for suffix in (".yaml", ".json", ".toml"):
        save(OWN, f"own{suffix}")
        assert ["own:1"] == rows("--standard", f"own{suffix}")
    assert ["iso14001:2015", "own:1"] == rows(
        "--standard", "iso14001:2015", "--standard", "own.yaml"
    )


def test_only_what_stands_under_a_number_is_shown(run: Run) -> None:
    done = run(
        "matrix",
        "system.yaml",
        "--standard",
        "iso14001:2015",
        "--under",
        "6.2.2 a)",
        "--format",
        "json",
    )
    assert ["iso14001:2015/6.2.2.a"] == [row["clause"] for row in json.loads(done.out)["rows"]]


@pytest.mark.parametrize(
    ("options", "en", "zh"),
    [
        (
            ("--under", "6.3"),
            "iso14001:2015 has no 6.3; iso14001:2026 has 6.3, Planning of changes",
            "iso14001:2015 没有 6.3；iso14001:2026 有 6.3“变更的策划”",
        ),
        (
            ("--under", "!"),
            "--under: '!' is not a clause number: expected one such as 6.2.1, 6.2.1.a or 9.3.d.1",
            "--under：'!' 不是条款号：应如 6.2.1、6.2.1.a 或 9.3.d.1",
        ),
        (
            ("--standard", "iso1:1"),
            (f"no shipped standard 'iso1:1': expected one of {', '.join(SHIPPED)}, or the path of a "
            "catalogue file"),
            f"没有内置标准 'iso1:1'：应为 {'、'.join(SHIPPED)} 之一，或标准目录文件的路径",
        ),
        (
            ("--standard", "none.yaml"),
            "none.yaml: cannot be read: no such file or folder",
            "none.yaml：无法读取：文件或文件夹不存在",
        ),
        (
            ("--standard", "system.yaml"),
            "system.yaml:8:1: format: found 'mgmtsys/1': expected format: mgmtsys.catalogue/1",
            "system.yaml:8:1: format: 此处为 'mgmtsys/1'：应为 format: mgmtsys.catalogue/1",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_in_the_language_asked_for(
    run: Run, options: tuple[str, ...], en: str, zh: str
) -> None:
    assert Done(2, "", f"{en}\n") == run("matrix", "system.yaml", *options)
    assert Done(2, "", f"{zh}\n") == run("matrix", "system.yaml", "--lang", "zh", *options)


def test_a_catalogue_that_asks_what_nobody_answers_is_refused(run: Run) -> None:
    asking = attrs.evolve(OWN, clauses=(attrs.evolve(OWN.clauses[0], asks=("own.thing",)),))
    save(asking, "own.yaml")
    done = run("matrix", "system.yaml", "--standard", "own.yaml")
    assert (2, "") == (done.code, done.out)
    assert "own:1/6.2 asks 'own.thing', which is not defined" in done.err


def test_the_day_is_the_one_asked_for_or_today(run: Run) -> None:
    def day(*options: str) -> str:
        done = run("matrix", "system.yaml", "--format", "json", *options)
        return str(json.loads(done.out)["on"])

    assert "2026-06-30" == day("--on", "2026-06-30") == day("--on", "2026年6月30日")
    before = datetime.now(UTC).astimezone().date()
    assert day() in {before.isoformat(), datetime.now(UTC).astimezone().date().isoformat()}


@pytest.mark.parametrize(
    "order", [("--lang", "zh", "--on", "30.6."), ("--on", "30.6.", "--lang", "zh")]
)
def test_a_day_that_is_none_is_refused_in_the_language_asked_for(
    run: Run, order: tuple[str, ...]
) -> None:
    done = run("matrix", "system.yaml", *order)
    assert (2, "") == (done.code, done.out)
    assert "'30.6.' 不是日期：应如 2026-06-30" in done.err
    assert "'30.6.' is not a day: expected one such as 2026-06-30" in (
        run("matrix", "system.yaml", "--on", "30.6.").err
    )


def test_the_checks_may_be_left_out_or_more_be_run(run: Run) -> None:
    def findings(*options: str) -> set[str]:
        done = run("matrix", "system.yaml", "--format", "json", *options)
        assert (0, "") == (done.code, done.err)
        return {
            one["check"] for row in json.loads(done.out)["rows"] for one in row.get("findings", ())
        }

    assert set() == findings("--no-checks")
    assert findings() <= findings("--installed")
    assert STANDARD


def test_the_language_may_come_from_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MGMTSYS_LANG", "zh")
    assert run("show", "system.yaml").out.startswith("Lithera，2026\n\n目标")
    assert run("show", "system.yaml", "--lang", "en").out.startswith("Lithera, 2026\n\nObjectives")


def lines(out: str) -> list[str]:
    return [" ".join(line.split()) for line in out.splitlines() if line.strip(" ─")]


def test_a_system_is_shown_with_its_objectives_grid_and_forms(run: Run) -> None:
    done = run("show", "system.yaml")
    shown = lines(done.out)
    assert (0, "") == (done.code, done.err)
    assert "Lithera, 2026" == shown[0]
    assert "E1 Chemical spills = 0 accident records Robert ongoing ✓ ✓ ✓ ? ✗ ✗" in shown
    assert "Quarterly review C A+R C" in shown
    assert "QEF-24-03 Annual evaluation report permanent" in shown
    shown = lines(run("show", "system.yaml", "--lang", "zh").out)
    assert "E1 化学品泄漏事故 = 0 件 事故记录 Robert 持续 ✓ ✓ ✓ ? ✗ ✗" in shown
    assert "季度评审 C A+R C" in shown
    assert "QEF-24-03 年度评估报告 永久" in shown


def test_a_system_with_next_to_nothing_is_shown(run: Run) -> None:
    Path("small.yaml").write_text(
        "format: mgmtsys/1\norganisation: 'a :bomb: [b]'\nperiod: 2026\nforms: {F: {title: x}}\n"
        "series: {w: {unit: t}}\nobjectives:\n  E:\n    statement: x\n"
        "    measure: {formula: sum(w), unit: t}\n    target: {zero: true}\n",
        "utf-8",
    )
    shown = lines(run("show", "small.yaml").out)
    assert "a :bomb: [b], 2026" == shown[0]
    assert "E x sum(w) [t] ✗ ✓ ✗ ✗ ✗ ✗" in shown
    assert "F x" in shown
    assert [] == [line for line in shown if "RACI" in line]
    Path("small.yaml").write_text("format: mgmtsys/1\norganisation: a\nperiod: 2026\n", "utf-8")
    shown = lines(run("show", "small.yaml").out)
    assert ["a, 2026", "Objectives"] == shown[:2]
    assert "# objective measure responsible due programme S M A R T" == shown[2]
    assert 3 == len(shown)


def test_a_system_that_answers_to_no_standard_has_an_empty_matrix(run: Run) -> None:
    Path("small.yaml").write_text("format: mgmtsys/1\norganisation: a\nperiod: 2026\n", "utf-8")
    done = run("matrix", "small.yaml", "--format", "json")
    document = json.loads(done.out)
    assert (0, [], [], {}) == (
        done.code,
        document["standards"],
        document["rows"],
        document["coverages"],
    )


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("show", "none.yaml"), "none.yaml: cannot be read"),
    ],
)
def test_what_is_not_there_cannot_be_listed(
    run: Run, arguments: tuple[str, ...], what: str
) -> None:
    done = run(*arguments)
    assert (2, "") == (done.code, done.out)
    assert done.err.startswith(what)


def test_the_schemas_are_printed(run: Run) -> None:
    printed = run("schema")
    for kind in (one for one in KINDS if one.type):
        done = run("schema", kind.name)
        assert (0, "") == (done.code, done.err)
        assert schema_of(kind) == json.loads(done.out)
        jsonschema.Draft202012Validator.check_schema(json.loads(done.out))
        if kind.name == "system":
            assert printed == done
            assert done == run("schema", "--format", "text")


def test_a_schema_is_written_to_a_file(run: Run) -> None:
    assert (0, "") == attrs.astuple(run("schema", "register", "-o", "register.json"))[:2]
    written = json.loads(Path("register.json").read_text("utf-8"))
    assert schema_of(Register) == written


InTerminal = Callable[..., tuple[Done, bool]]


@pytest.fixture
def in_terminal(monkeypatch: pytest.MonkeyPatch) -> InTerminal:
    """Run a command in a terminal of so many columns: what stands there, and whether in colours."""

    def command(columns: int, *arguments: str) -> tuple[Done, bool]:
        master, slave = pty.openpty()
        raw = bytearray()

        def keep() -> None:
            with contextlib.suppress(OSError):  # once the other end is closed
                while True:
                    raw.extend(os.read(master, 65536))

        reader = threading.Thread(target=keep, daemon=True)
        reader.start()
        with os.fdopen(slave, "w", encoding="utf-8") as stream, monkeypatch.context() as patch:
            patch.setenv("COLUMNS", str(columns))
            patch.setenv("TERM", "xterm-256color")
            patch.delenv("NO_COLOR", raising=False)
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "argv", ["mgmtsys", *arguments])
            with pytest.raises(SystemExit) as caught:
                main()
        reader.join()
        os.close(master)
        assert isinstance(caught.value.code, int)
        plain = re.sub(r"\x1b\[[\d;]*m", "", raw.decode()).replace("\r\n", "\n")
        return Done(caught.value.code, plain, ""), b"\x1b[" in raw

    return command


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_a_terminal_the_matrix_is_a_table_of_its_width(
    in_terminal: InTerminal, columns: int, lang: str
) -> None:
    done, coloured = in_terminal(
        columns, "matrix", str(EXAMPLE), "--under", "6.2.2", "--lang", lang
    )
    assert (0, True) == (done.code, coloured)
    heading = {"en": "Clause matrix: Lithera\n", "zh": "条款矩阵：Lithera\n"}[lang]
    assert done.out.startswith(heading)
    assert columns >= max(len(line) for line in done.out.splitlines())


@pytest.mark.parametrize("columns", [60, 200])
def test_in_a_terminal_a_system_fits_its_width(in_terminal: InTerminal, columns: int) -> None:
    done, coloured = in_terminal(columns, "show", str(EXAMPLE))
    assert (0, True) == (done.code, coloured)
    assert columns >= max(len(line) for line in done.out.splitlines())


def test_elsewhere_a_line_has_a_hundred_and_twenty_columns(run: Run) -> None:
    out = run("matrix", "system.yaml", "--format", "text").out
    assert 120 >= max(len(line) for line in out.splitlines())
    assert "\x1b" not in out


def test_the_text_shows_the_coverage_with_its_denominator(run: Run) -> None:
    shown = lines(
        run("matrix", "system.yaml", "--under", "6.2.2", "--format", "text", "--no-checks").out
    )
    assert "iso14001:2015: partial 6; evidenced of applicable 0/6 = 0.0%" in shown
    assert "6.2.2.a what will be done E2, E3, E4, E5, E6, E7" in shown


PROGRAM = Path(sys.executable).with_name("mgmtsys")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "gbk"])
def test_the_output_is_utf8_wherever_it_goes(encoding: str) -> None:
    done = subprocess.run(
        [PROGRAM, "standards", "cts-q-zg040:2023", "--lang", "zh"],
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert "要做什么" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_is_no_error() -> None:
    pipe = f"'{PROGRAM}' matrix '{EXAMPLE}' | head -1"
    done = subprocess.run(["sh", "-c", pipe], capture_output=True, check=True)
    assert (b"# Clause matrix: Lithera\n", b"") == (done.stdout, done.stderr)


def test_without_its_extra_the_command_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "click", None)
    spec = importlib.util.spec_from_file_location("cli_without_click", cli.__file__)
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(SystemExit) as caught:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    assert [
        "mgmtsys: the command line needs the extra cli: pip install 'mgmtsys[cli]'",
        "mgmtsys：命令行需要附加组件：pip install 'mgmtsys[cli]'",
    ] == str(caught.value.code).splitlines()


def test_a_process_without_the_extra_exits_with_one_and_no_traceback() -> None:
    program = "import sys; sys.modules['click'] = None; import mgmtsys.cli"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("mgmtsys: the command line needs the extra cli: pip install")
    assert 2 == len(done.stderr.splitlines())


def test_a_stream_that_cannot_change_its_encoding_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "argv", ["mgmtsys", "--version"])
    with pytest.raises(SystemExit):
        main()
    assert f"mgmtsys, version {__version__}\n" == stream.getvalue()
    assert ("", "") == capsys.readouterr()


def test_a_number_that_one_of_several_standards_lacks_fails_nothing_but_itself(run: Run) -> None:
    done = run("matrix", "system.yaml", "--under", "7.4.2", "--format", "json")
    assert (0, ["iso14001:2015"]) == (done.code, json.loads(done.out)["standards"])
    assert done.err.startswith("cts-q-zg040:2023 has no 7.4.2")
    none = run("matrix", "system.yaml", "--under", "99")
    assert (2, "") == (none.code, none.out)
    assert none.err.startswith("iso14001:2015 has no 99")


def test_an_edition_that_lists_headings_alone_is_refused_or_left_out_with_a_word(run: Run) -> None:
    for more in (("--standard", "iso45001:2018"), ("--through", "iso14001:2015..iso14001:2026")):
        done = run("matrix", "system.yaml", *more)
        assert (2, "") == (done.code, done.out)
        assert "lists only headings, so no matrix can say what is missing" in done.err
    text = Path("system.yaml").read_text("utf-8")
    listed = text.replace("standards: [", "standards: [iso45001:2018, ", 1)
    assert listed != text
    Path("more.yaml").write_text(listed, "utf-8")
    done = run("matrix", "more.yaml", "--under", "6.2", "--format", "json", "--lang", "zh")
    assert (0, ["iso14001:2015", "cts-q-zg040:2023"]) == (
        done.code, json.loads(done.out)["standards"]
    )  # fmt: skip
    assert "iso45001:2018 只列标题" in done.err
    assert 2 == run("matrix", "more.yaml", "--standard", "iso45001:2018").code


def test_what_was_done_late_is_told_with_its_days(run: Run) -> None:
    held = ("--register", str(EXAMPLE.with_name("register.yaml")), "--on", "2026-07-10")
    readings = ("--readings", str(EXAMPLE.with_name("readings.csv")), "--period", "2026-06")
    done = run("due", "system.yaml", *held, *readings)
    assert 0 == done.code
    assert "done, 5 days late" in done.out
    assert "已完成，逾期 5 天" in run("due", "system.yaml", *held, "--lang", "zh").out
    # No response of the plan has a limit of time.
    assert "response" not in done.out


def test_where_nothing_is_missing_it_is_said_in_one_line(run: Run) -> None:
    shown = ("--standard", "iso14001:2015", "--under", "6.2.2.b", "--format", "text")
    Path("own.yaml").write_text(
        "format: mgmtsys/1\norganisation: Own\nperiod: 2026\nstandards: [iso14001:2015]\n"
        "evidence: [{clauses: [iso14001:2015/6.2.2.b], document: P, section: '1'}]\n"
        "procedures: {P: {title: Plan}}\n",
        "utf-8",
    )
    done = run("matrix", "own.yaml", *shown, "--no-checks", "--on", "2026-06-30")
    assert (0, "") == (done.code, done.err)
    assert "What is missing: none" in done.out


def test_misuse_of_a_plain_command_is_told_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended, complaining([]):
        raise click.UsageError("strange")
    assert (2, "strange\n") == (ended.value.code, capsys.readouterr().err)


def test_who_interrupts_a_command_is_told_and_gets_no_code_of_a_finding(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended, complaining(["--lang", "zh"]):
        raise KeyboardInterrupt
    assert (130, "已中断\n") == (ended.value.code, capsys.readouterr().err)


def test_a_command_without_help_has_no_option_for_it() -> None:
    silent = Command("silent", wording=[Text("Silent.")], add_help_option=False)
    assert None is silent.get_help_option(click.Context(silent))
