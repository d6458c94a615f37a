"""The pytest plugin: a system file is a test file, and each check is a test of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

PLANT = """\
format: mgmtsys/1
organisation: Works
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
DAY = ("--mgmtsys-on", "2026-06-30", "-p", "no:cacheprovider")


@pytest.fixture(autouse=True)
def _speaking_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MGMTSYS_LANG", raising=False)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess(*DAY, *arguments)


def test_a_failure_shows_the_finding_its_line_and_its_remedy(pytester: pytest.Pytester) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    result = run(pytester, "plant.yaml::raci.no_accountable")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*raci.no_accountable*",
            "plant.yaml:9:3: minor: raci.run: run: nobody is accountable",
            "    remedy: Name one accountable party (A) for the activity.",
            "    clauses: iso14001:2015/6.2.2.c, iso14001:2015/5.3.p1",
        ]
    )
    assert "Traceback" not in result.stdout.str()


def test_every_check_is_an_item(pytester: pytest.Pytester) -> None:
    from mgmtsys.auditing.checks import STANDARD

    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    outcomes = run(pytester, "plant.yaml").parseoutcomes()
    assert len(STANDARD) == sum(outcomes[word] for word in ("passed", "failed"))


def test_the_finding_is_told_in_chinese(pytester: pytest.Pytester) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    result = run(pytester, "plant.yaml::raci.no_accountable", "--mgmtsys-lang", "zh")
    result.stdout.fnmatch_lines(["plant.yaml:9:3: 轻微不符合: raci.run: run：没有最终负责者（A）"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plant.yml", PLANT),
        ("plant.yaml", PLANT.replace("mgmtsys/1", '"mgmtsys/1"  # the first')),
        ("plant.json", json.dumps({"format": "mgmtsys/1", "organisation": "W", "period": "2026"})),
        ("plant.json", '{"period": "2026",\n "organisation": "W",\n "format": "mgmtsys/1"}'),
        ("plant.json", '{"organisation": "W", "period": "2026", "format": "mgmtsys/1"}'),
        ("plant.toml", 'format = "mgmtsys/1"\norganisation = "W"\nperiod = 2026\n'),
    ],
)
def test_a_system_file_is_collected_in_every_syntax(
    pytester: pytest.Pytester, name: str, text: str
) -> None:
    (pytester.path / name).write_text(text, "utf-8")
    assert 0 < run(pytester, "-k", "raci").parseoutcomes()["passed"]


def test_a_file_that_breaks_its_syntax_is_an_error_with_its_place(
    pytester: pytest.Pytester,
) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT + "raci: [", "utf-8")
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["plant.yaml:1*: not YAML: *"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("other.yaml", "format: other/1\n"),
        ("other.yaml", "formats: [mgmtsys/1]\n"),
        ("other.yaml", "format: mgmtsys/10\n"),
        ("other.yaml", "example:\n  format: mgmtsys/1\n"),
        ("other.yaml", '"format: mgmtsys/1"\n'),
        ("other.json", '{"format": "mgmtsys.catalogue/1"}'),
        ("other.txt", PLANT),
    ],
)
def test_any_other_file_is_left_alone(pytester: pytest.Pytester, name: str, text: str) -> None:
    (pytester.path / name).write_text(text, "utf-8")
    assert pytest.ExitCode.NO_TESTS_COLLECTED == run(pytester).ret


def test_a_link_to_nothing_is_left_alone(pytester: pytest.Pytester) -> None:
    (pytester.path / "gone.yaml").symlink_to(pytester.path / "nowhere")
    from mgmtsys.testing.plugin import _is_system

    assert not _is_system(pytester.path / "gone.yaml")


def test_input_that_cannot_be_understood_is_an_error_with_its_place(
    pytester: pytest.Pytester,
) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT.replace("ann: R", "eve: R"), "utf-8")
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["plant.yaml:9:*: raci.*.eve: no party 'eve' is declared: *"])


def test_a_day_that_is_none_is_an_error(pytester: pytest.Pytester) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    result = run(pytester, "--mgmtsys-on", "soon")
    result.assert_outcomes(errors=1)


def test_without_a_day_today_decides(pytester: pytest.Pytester) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    pytester.runpytest_inprocess("plant.yaml::raci.no_accountable").assert_outcomes(failed=1)


def test_a_waived_finding_skips_its_test_with_the_reason(pytester: pytest.Pytester) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT + WAIVER, "utf-8")
    result = run(pytester, "plant.yaml::raci.no_accountable", "-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*trial run"])


def test_a_waiver_that_has_expired_is_a_test_of_its_own(pytester: pytest.Pytester) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT + WAIVER, "utf-8")
    result = run(pytester, "--mgmtsys-on", "2027-01-01", "plant.yaml::waiver.expired")
    result.assert_outcomes(failed=1)


@pytest.mark.parametrize(("grade", "outcome"), [("major", "passed"), ("minor", "failed")])
def test_the_grade_that_fails_can_be_stated(
    pytester: pytest.Pytester, grade: str, outcome: str
) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    result = run(pytester, "plant.yaml::raci.no_accountable", "--mgmtsys-fail-on", grade, "-rP")
    result.assert_outcomes(**{outcome: 1})
    result.stdout.fnmatch_lines(["plant.yaml:9:3: minor: *nobody is accountable"])


def test_the_checks_of_installed_packages_run_when_they_are_asked_for(
    pytester: pytest.Pytester,
) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    (pytester.path / "ours2.py").write_text(
        "from mgmtsys.auditing.check import check\n\n"
        '@check("ours2.never")\n'
        "def never(system, on):\n"
        '    """It never is."""\n'
        '    yield system, "it is"\n',
        "utf-8",
    )
    info = pytester.path / "ours2-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ours2\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mgmtsys.checks]\nours2 = ours2:never\n")
    pytester.syspathinsert()
    result = run(pytester, "--mgmtsys-installed", "plant.yaml::ours2.never")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["plant.yaml:1:1: minor: the system as a whole: it is"])


def test_a_check_that_fails_by_an_error_of_its_own_says_so(pytester: pytest.Pytester) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    (pytester.path / "ours3.py").write_text(
        "from mgmtsys.auditing.check import any_of, check\n\n"
        '@check("ours3.broken")\n'
        "def broken(system, on):\n"
        '    """It runs."""\n'
        '    raise RuntimeError("no power")\n\n'
        'either = any_of("ours3.any", "Either.", broken)\n',
        "utf-8",
    )
    info = pytester.path / "ours3-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ours3\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mgmtsys.checks]\nours3 = ours3:either\n")
    pytester.syspathinsert()
    result = run(pytester, "--mgmtsys-installed", "plant.yaml::ours3.broken")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["the check ours3.broken raises RuntimeError: no power"])
    assert "Traceback" not in result.stdout.str()


def test_a_failure_of_another_kind_is_shown_as_pytest_does(pytester: pytest.Pytester) -> None:
    (pytester.path / "plant.yaml").write_text(PLANT, "utf-8")
    pytester.makeconftest(
        """
        def pytest_runtest_call(item):
            raise RuntimeError("no power")
        """
    )
    result = run(pytester, "plant.yaml::raci.no_accountable")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*RuntimeError: no power*"])


def test_the_plugin_loads_nothing_of_the_library_before_a_system_file_is_collected() -> None:
    names = "sorted(name for name in sys.modules if name.startswith('mgmtsys'))"
    loaded = subprocess.run(
        [sys.executable, "-c", f"import mgmtsys.testing.plugin, sys; print(*{names})"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()
    assert [
        "mgmtsys",
        "mgmtsys.testing",
        "mgmtsys.testing.plugin",
        "mgmtsys.values",
        "mgmtsys.values.faces",
    ] == loaded


def test_the_shipped_example_is_collected(pytester: pytest.Pytester) -> None:
    example = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
    (pytester.path / "system.yaml").write_bytes(example.read_bytes())
    result = run(pytester, "-k", "raci")
    result.stdout.fnmatch_lines(["system.yaml:36:3: minor: raci.方案展开: *"])
