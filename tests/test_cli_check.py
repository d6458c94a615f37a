"""The command ``check``: what it prints, what it writes, and its exit codes."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mgmtsys.auditing.check import Check
from mgmtsys.auditing.outcome import Outcome, narrowed
from mgmtsys.cli import cli
from mgmtsys.cli.findings import print_explanation, print_outcome
from mgmtsys.cli.terminal import console
from mgmtsys.files.loading import load_register
from mgmtsys.standard.adoption import NO_EDITIONS
from mgmtsys.system.finding import Failure, Finding, Grade
from mgmtsys.system.report import Report
from mgmtsys.values.exceptions import UnknownCheck
from mgmtsys.values.text import Text

EXAMPLE = str(Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml")
PLANT = """\
format: mgmtsys/1
organisation: {zh: 工厂, en: Works}
period: 2026
parties:
  ann: {kind: person}
  bob: {kind: person}
activities: {run: {kind: review}}
raci:
  run: {ann: R}
standards: [iso14001:2015]
"""
WAIVER = """\
waivers:
  - {check: raci.no_accountable, reason: {zh: 试运行, en: trial run}, approver: ann, expires: 2026-12-31}
"""


@pytest.fixture(autouse=True)
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MGMTSYS_LANG", raising=False)
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT, "utf-8")
    return file


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def check(*arguments: str) -> Result:
    return run("plant.yaml", "--on", "2026-06-30", *arguments)


def names(result: Result) -> list[str]:
    return [one["check"] for one in json.loads(result.stdout)["report"]["findings"]]


def test_the_text_tells_of_each_subject_its_place_faults_remedies_and_clauses() -> None:
    result = check("--select", "raci.no_accountable")
    assert 1 == result.exit_code
    assert (
        "raci.run  plant.yaml:9:3\n"
        "  minor  run: nobody is accountable\n"
        "    → Name one accountable party (A) for the activity.\n"
        "    raci.no_accountable  iso14001:2015/6.2.2.c, iso14001:2015/5.3.p1\n"
        "\n"
        "1 finding: minor 1; 1 check\n"
    ) == result.stdout


def test_the_text_is_told_in_chinese() -> None:
    result = check("--select", "raci.no_accountable", "--lang", "zh")
    assert "  轻微不符合  run：没有最终负责者（A）\n" in result.stdout
    assert "检查结果 1 项：轻微不符合 1；检查 1 项" == result.stdout.splitlines()[-1]


def test_what_is_waived_stands_apart_and_fails_nothing(plant: Path) -> None:
    plant.write_text(PLANT + WAIVER, "utf-8")
    result = check("--select", "raci.no_accountable")
    assert 0 == result.exit_code
    assert result.stdout.startswith("Waived\nraci.run  plant.yaml:9:3\n")
    assert "    trial run (ann, until 2026-12-31)\n" in result.stdout
    assert "no findings; 1 waived; 1 check" == result.stdout.splitlines()[-1]
    result = check("--select", "raci.no_accountable", "--lang", "zh", "--format", "json")
    (waived,) = json.loads(result.stdout)["report"]["findings"]
    assert {"zh": "试运行", "en": "trial run"} == waived["waived"]["reason"]


def test_a_waiver_that_has_expired_is_a_finding(plant: Path) -> None:
    plant.write_text(PLANT + WAIVER, "utf-8")
    result = run("plant.yaml", "--on", "2027-01-01", "--select", "waiver")
    assert 1 == result.exit_code
    assert "waivers.0  plant.yaml:12:5\n  minor  the waiver expired on 2026-12-31" in result.stdout


def test_json_keeps_the_name_of_the_file_as_it_was_given() -> None:
    result = check("--select", "raci.no_accountable", "--format", "json")
    written = json.loads(result.stdout)
    (finding,) = written["report"]["findings"]
    assert [{"path": ["raci", "run"], "file": "plant.yaml", "line": 9, "column": 3}] == (
        written["places"]
    )
    assert ["raci", "run"] == finding["subject"]
    assert result.stdout == check("--select", "raci.no_accountable", "--format", "json").stdout


@pytest.mark.parametrize(
    ("fail_on", "code"), [("major", 0), ("minor", 1), ("observation", 1), ("opportunity", 1)]
)
def test_the_exit_code_says_whether_anything_grave_enough_stands(fail_on: str, code: int) -> None:
    assert code == check("--select", "raci.no_accountable", "--fail-on", fail_on).exit_code


def test_a_system_without_a_finding_passes() -> None:
    result = check("--select", "target", "--fail-on", "opportunity")
    assert (0, "no findings") == (result.exit_code, result.stdout.partition(";")[0])


def test_families_and_single_checks_are_selected_and_ignored() -> None:
    everything = set(names(run(EXAMPLE, "--on", "2026-06-30", "--format", "json")))
    of_raci = set(names(check_example("--select", "raci")))
    assert of_raci == {name for name in everything if name.startswith("raci.")}
    assert of_raci < everything
    both = set(names(check_example("--select", "raci", "--select", "doc.not_approved")))
    assert {*of_raci, "doc.not_approved"} == both
    without = set(names(check_example("--select", "raci", "--ignore", "raci.no_accountable")))
    assert of_raci - {"raci.no_accountable"} == without


def check_example(*arguments: str) -> Result:
    return run(EXAMPLE, "--on", "2026-06-30", "--format", "json", *arguments)


def test_a_check_that_fails_stays_whatever_is_selected() -> None:
    failed = Failure("c.x", Text("broken"))
    other = Finding("b.x", Grade.MAJOR, subject=(), message=Text("odd"))
    report = Report(
        (other, Finding("a.x", Grade.MINOR, subject=(), message=Text("odd"))), failures=(failed,)
    )
    kept = narrowed(report, ["a"])
    assert (["a.x"], (failed,)) == ([one.check for one in kept.findings], kept.failures)
    fewer = narrowed(report, (), ["a", "c"])
    assert (["b.x"], ()) == ([one.check for one in fewer.findings], fewer.failures)


@pytest.mark.parametrize(
    ("option", "name", "near"),
    [
        ("--select", "raci.no_acountable", "raci.no_accountable"),
        ("--ignore", "rcai", "raci"),
        ("--explain", "waivers", "waiver"),
    ],
)
def test_a_name_that_no_check_has_is_an_error_that_names_near_ones(
    option: str, name: str, near: str
) -> None:
    result = check(option, name)
    assert 2 == result.exit_code
    assert result.stderr.startswith(f"there is no check {name!r}: expected one like {near}")
    assert check(option, name, "--lang", "zh").stderr.startswith(f"没有检查 {name!r}：应为 {near}")


def test_a_name_that_is_near_to_none_is_an_error() -> None:
    with pytest.raises(UnknownCheck, match="expected the name of a check or of a family") as caught:
        narrowed(Report(), ["zzz"])
    assert "应为检查或检查类别的名称" in caught.value.read("zh")


def test_explain_tells_what_a_check_looks_for() -> None:
    result = run("--explain", "raci.no_accountable")
    assert 0 == result.exit_code
    assert (
        "raci.no_accountable\n"
        "  Every activity has one accountable party (A).\n"
        "  grade: minor\n"
        "  evidence for: objective.responsible, responsibilities.assigned\n"
        "  remedy: Name one accountable party (A) for the activity.\n"
    ) == result.stdout


def test_explain_names_the_clauses_of_the_standards_of_a_file() -> None:
    result = run(EXAMPLE, "--explain", "raci.no_accountable")
    assert 0 == result.exit_code
    assert (
        "  evidence for: objective.responsible, responsibilities.assigned\n"
        "  clauses: iso14001:2015/6.2.2.c, cts-q-zg040:2023/6.2.2.c, iso14001:2015/5.3.p1, cts-q-zg040:2023/5.3.p1\n"
        "  remedy: Name one accountable party (A) for the activity.\n"
    ) in result.stdout


def test_explain_tells_of_a_family_and_of_the_audit_itself_in_chinese() -> None:
    result = run("--explain", "waiver", "--lang", "zh")
    assert (
        "waiver.expired\n"
        "  每项豁免都在有效期内。\n"
        "  等级：轻微不符合\n"
        "  建议：续批豁免，或消除所覆盖的问题。\n"
    ) in result.stdout
    assert "waiver.unused\n" in result.stdout


def test_explain_leaves_out_what_a_check_does_not_say(capsys: pytest.CaptureFixture[str]) -> None:
    bare = Check("own.bare", Text("It is so."), examine=lambda _, __: ())
    print_explanation(console(), [bare], "own", NO_EDITIONS, "en")
    assert "own.bare\n  It is so.\n  grade: minor\n" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["-o", "out.json"], '{\n  "format": "mgmtsys.findings/1"'),
        (["-o", "out.md"], "# Findings"),
        (["-o", "out.sarif"], "{"),
        (["-o", "out.xml"], "<?xml"),
        (["-o", "out.txt"], "raci.run  plant.yaml:9:3"),
        (["-o", "out.log", "--format", "text"], "raci.run  plant.yaml:9:3"),
        (["-o", "out.json", "--format", "sarif"], '{\n  "$schema"'),
    ],
)
def test_the_suffix_of_a_file_or_the_format_decides_what_is_written(
    arguments: list[str], start: str
) -> None:
    result = check("--select", "raci.no_accountable", *arguments)
    assert (1, "") == (result.exit_code, result.stdout)
    assert Path(arguments[1]).read_text("utf-8").startswith(start)


def test_a_suffix_that_names_no_format_is_refused_before_anything_is_done() -> None:
    result = check("-o", "out.pdf")
    assert 2 == result.exit_code
    assert (
        "unknown format 'pdf': expected one of text, json, md, sarif, junit, oscal" in result.stderr
    )
    assert not Path("out.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["plant.yaml", "--on", "soon"], "soon"),
        ([], "FILE is missing: expected a system file"),
        (["plant.yaml", "--fail-on", "fatal"], "'fatal' is not one of"),
    ],
)
def test_input_that_cannot_be_understood_is_said(arguments: list[str], complaint: str) -> None:
    result = run(*arguments)
    assert 2 == result.exit_code
    assert complaint in result.stderr


def test_a_file_with_problems_is_refused_with_their_places(plant: Path) -> None:
    plant.write_text(PLANT.replace("ann: R", "eve: R"), "utf-8")
    result = check("--lang", "zh")
    assert 2 == result.exit_code
    assert result.stderr.startswith("plant.yaml:9:9: raci.run.eve: 未声明人员或部门 'eve'")


def drawn(outcome: Outcome) -> str:
    stream = io.StringIO()
    print_outcome(console(stream, 120), outcome, "en")
    return stream.getvalue()


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    found = Finding("a.x", Grade.MAJOR, subject=("objectives", "E1"), message=Text("odd"))
    outcome = Outcome(Report((found,)), on=date(2026, 6, 30))
    print_outcome(console(), outcome, "en")
    assert "\x1b[1;31mmajor\x1b[0m" in terminal.getvalue()
    assert "\x1b" not in drawn(outcome)


def test_what_would_steer_a_terminal_is_spelled_out() -> None:
    found = Finding(
        "a.x", Grade.MAJOR, subject=("objectives", "\x1b[2J"), message=Text("odd\x1b[2J\nnews")
    )
    text = drawn(Outcome(Report((found,))))
    assert "objectives.\\x1b[2J\n  major  odd\\x1b[2J news\n" in text


def matrix(*arguments: str) -> str:
    result = CliRunner().invoke(
        cli, ["matrix", EXAMPLE, "--on", "2026-06-30", "--format", "json", *arguments]
    )
    assert 0 == result.exit_code
    return result.stdout


def test_the_matrix_takes_the_findings_in_unless_it_is_told_not_to() -> None:
    checked, bare = json.loads(matrix()), json.loads(matrix("--no-checks"))
    assert ("checks" in checked["columns"], "checks" in bare["columns"]) == (True, False)
    assert any("findings" in row for row in checked["rows"])
    assert not any("findings" in row for row in bare["rows"])


def test_the_checks_of_installed_packages_reach_the_command_and_the_matrix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ours.py").write_text(
        "from mgmtsys.auditing.check import check\n\n"
        '@check("ours.never", clauses=["iso14001:2015/6.2.1.a"])\n'
        "def never(system, on):\n"
        '    """It never is."""\n'
        '    yield system, "it is"\n',
        "utf-8",
    )
    info = tmp_path / "ours-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ours\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mgmtsys.checks]\nours = ours:never\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert ["ours.never"] == names(check("--installed", "--select", "ours", "--format", "json"))
    assert "ours.never" in matrix("--installed")
    assert "ours.never" not in matrix()


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package with a check that fails, and one that yields nonsense."""
    (tmp_path / "theirs.py").write_text(
        "from mgmtsys.auditing.check import check\n\n"
        '@check("theirs.broken", clauses=["iso14001:2015/7.4.1.p2"])\n'
        "def broken(system, on):\n"
        '    """It runs."""\n'
        "    raise RuntimeError('no power')\n\n"
        '@check("theirs.ghost")\n'
        "def ghost(system, on):\n"
        '    """It knows its way."""\n'
        '    yield "objectives.GHOST", "bad"\n',
        "utf-8",
    )
    info = tmp_path / "theirs-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[mgmtsys.checks]\nbroken = theirs:broken\nghost = theirs:ghost\n"
    )
    monkeypatch.syspath_prepend(tmp_path)


TOLD = (
    "the check theirs.broken raises RuntimeError: no power\n"
    "the check theirs.ghost names objectives.GHOST, which is not in the system\n"
)


@pytest.mark.usefixtures("broken")
def test_a_check_that_fails_is_told_apart_and_ends_the_command_with_2() -> None:
    result = check("--installed", "--select", "theirs")
    assert (2, TOLD) == (result.exit_code, result.stderr)
    assert (
        "Checks that failed by an error of their own\n"
        "  the check theirs.broken raises RuntimeError: no power\n"
        "  the check theirs.ghost names objectives.GHOST, which is not in the system\n"
        "\n"
        "no findings; 2 checks; 2 failed by an error of their own\n"
    ) == result.stdout
    chinese = check("--installed", "--select", "theirs", "--lang", "zh")
    assert "检查 theirs.broken 引发 RuntimeError: no power" in chinese.stderr
    assert "自身出错的检查\n" in chinese.stdout
    ignored = check("--installed", "--select", "target", "--ignore", "theirs")
    assert (0, "") == (ignored.exit_code, ignored.stderr)


@pytest.mark.usefixtures("broken")
def test_no_file_hides_that_a_check_failed() -> None:
    for name in ("out.json", "out.sarif", "out.xml", "out.md", "out.txt"):
        assert 2 == check("--installed", "-o", name).exit_code
        assert "theirs.broken raises RuntimeError" in Path(name).read_text("utf-8")
    failed = json.loads(Path("out.json").read_text("utf-8"))["report"]["failures"]
    assert ["theirs.broken", "theirs.ghost"] == [one["name"] for one in failed]


@pytest.mark.usefixtures("broken")
def test_a_matrix_says_which_checks_failed_and_leaves_their_clauses_undetermined() -> None:
    result = CliRunner().invoke(
        cli, ["matrix", EXAMPLE, "--on", "2026-06-30", "--format", "json", "--installed"]
    )
    assert (2, TOLD) == (result.exit_code, result.stderr)
    written = json.loads(result.stdout)
    assert ["theirs.broken", "theirs.ghost"] == [one["name"] for one in written["failures"]]
    (row,) = (one for one in written["rows"] if one["clause"] == "iso14001:2015/7.4.1.p2")
    (cell,) = row["cells"]
    assert ("undetermined", "checks", "undetermined") == (
        row["status"], cell["column"], cell["status"]
    )  # fmt: skip


SEES_ALL = """
from mgmtsys.auditing.check import check

@check("{name}.all")
def all_is_known(system, on, dossier):
    \'\'\'All is known.\'\'\'
    known = dossier.readings.readings, dossier.register.held, dossier.evaluation, dossier.before
    yield system, " ".join(str(len(each)) for each in known[:2]) + f" {{known[2].period}}"
"""


def test_an_installed_check_sees_what_is_known_beside_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(EXAMPLE).parent
    (tmp_path / "seeing.py").write_text(SEES_ALL.format(name="seeing"), "utf-8")
    info = tmp_path / "seeing-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: seeing\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mgmtsys.checks]\na = seeing:all_is_known\n")
    monkeypatch.syspath_prepend(tmp_path)
    known = (
        "--readings",
        str(folder / "readings.csv"),
        "--register",
        str(folder / "register.yaml"),
    )
    told = ("--before", EXAMPLE, "--period", "2026-Q1", "--on", "2027-01-10", "--select", "seeing")
    result = run(EXAMPLE, "--installed", *known, *told)
    held = len(load_register(folder / "register.yaml").held)
    lines = (folder / "readings.csv").read_text("utf-8").splitlines()
    read = sum("," in line and not line.startswith("#") for line in lines) - 1
    assert f"{read} {held} 2026-Q1" in result.stdout
    failed = run(EXAMPLE, "--installed", "--on", "2027-01-10", "--select", "seeing")
    assert (2, True) == (failed.exit_code, "seeing.all raises AttributeError" in failed.stderr)


def test_places_are_written_in_the_order_of_the_findings(plant: Path) -> None:
    written = json.loads(run(str(plant), "--on", "2026-06-30", "--format", "json").stdout)
    named = dict.fromkeys(tuple(finding["subject"]) for finding in written["report"]["findings"])
    assert list(named) == [tuple(place["path"]) for place in written["places"]]
