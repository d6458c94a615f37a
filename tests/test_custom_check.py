"""The example of a company's own package is installed, and does what its page says."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[1] / "examples" / "custom_check"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def steps(page: str) -> list[tuple[str, str]]:
    """Return every command of a page with what it is said to print."""
    blocks = re.findall(r"^```console\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return [
        (command, printed)
        for block in blocks
        for step in f"\n{block}".split("\n$ ")[1:]
        for command, _, printed in [step.partition("\n")]
    ]


def run(command: str, folder: Path, site: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    scripts = sysconfig.get_path("scripts")
    found = sys.executable if program == "python" else shutil.which(program, path=scripts)
    assert found is not None
    environment = {name: one for name, one in os.environ.items() if name != "MGMTSYS_LANG"}
    return subprocess.run(
        [found, *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(site), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_the_package_is_installed_and_does_what_its_page_says(tmp_path: Path) -> None:
    folder, site = tmp_path / "custom_check", tmp_path / "site"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    done = run(
        "python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation"
        f" --target {shlex.quote(str(site))} .",
        folder,
        site,
    )
    assert 0 == done.returncode, done.stdout
    shutil.rmtree(folder / "src")  # what runs is what was installed
    code, told = 0, steps((EXAMPLE / "README.md").read_text("utf-8"))
    assert 8 == len(told)
    for command, wanted in told:
        if command == "echo $?":
            assert str(code) == wanted.strip()
            continue
        done = run(command, folder, site)
        code = done.returncode
        assert doctest.OutputChecker().check_output(wanted, done.stdout, FLAGS), (
            f"$ {command}\n{done.stdout}"
        )
    assert 0 == code
    assert "3 passed" in done.stdout


def test_installed_checks_do_not_run_unless_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "plant_checks-1.0.0.dist-info").mkdir()
    (tmp_path / "plant_checks-1.0.0.dist-info" / "METADATA").write_text("Name: plant-checks\n")
    (tmp_path / "plant_checks-1.0.0.dist-info" / "entry_points.txt").write_text(
        "[mgmtsys.checks]\nplant = nowhere:CHECKS\n"
    )
    done = run("mgmtsys check plant.yaml --on 2026-06-30", EXAMPLE, tmp_path)
    assert 1 == done.returncode
    done = run("mgmtsys check plant.yaml --on 2026-06-30 --installed --lang zh", EXAMPLE, tmp_path)
    assert (2, "plant-checks [mgmtsys.checks] plant = nowhere:CHECKS：无法加载：") == (
        done.returncode,
        done.stdout.partition("ModuleNotFoundError")[0],
    )
