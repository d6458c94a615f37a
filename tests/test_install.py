"""The wheel, and what an empty environment can do with it: everything but the extras."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "lithera_2026" / "system.yaml"
PROGRAM = """
import json, sys
from importlib.metadata import distributions
import mgmtsys as ms

system = ms.load(sys.argv[1])
matrix = ms.clause_matrix(system, [one.id for one in system.standards], under="6.2")
ms.write(matrix, "matrix.md", "zh")
ms.save(system, "again.json")
print(json.dumps({
    "home": ms.__file__,
    "rows": len(matrix.rows),
    "same": ms.load("again.json") == system,
    "matrix": json.loads(ms.render(matrix, "json"))["coverages"],
    "installed": sorted(one.name.lower() for one in distributions()),
}))
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of a new environment with the wheel and its dependencies alone."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    found = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([found, "-m", "pip", "install", "--quiet", wheel], check=True)
    return found


def test_the_wheel_holds_the_library_its_types_and_its_catalogues(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    source = ROOT / "src"
    wanted = {
        file.relative_to(source).as_posix()
        for file in (source / "mgmtsys").rglob("*")
        if file.suffix in (".py", ".pyi", ".yaml", ".typed", ".po", ".mo")
    }
    assert {
        "mgmtsys/py.typed",
        "mgmtsys/files/standards/iso14001-2015.yaml",
        "mgmtsys/locale/zh/LC_MESSAGES/mgmtsys.mo",
    } <= wanted
    assert wanted == {name for name in held if not name.partition("/")[0].endswith(".dist-info")}


def test_without_extras_the_example_is_loaded_and_its_matrix_built(
    python: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [python, "-I", "-X", "utf8", "-W", "error", "-c", PROGRAM, str(EXAMPLE)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told = json.loads(done.stdout)
    assert str(python.parents[1]) in told["home"]
    assert (30, True) == (told["rows"], told["same"])
    assert [15, 15] == [counts["denominator"] for counts in told["matrix"].values()]
    assert (tmp_path / "matrix.md").read_text("utf-8").startswith("# 条款矩阵：Lithera\n")
    extras = {"click", "rich", "tomli-w", "tomli_w", "jinja2", "narwhals", "hypothesis", "pytest"}
    assert set() == set(told["installed"]) & extras
    assert {"attrs", "cattrs", "pint", "python-dateutil", "pyyaml", "mgmtsys"} <= set(
        told["installed"]
    )


def test_without_its_extra_the_command_says_what_to_install(python: Path) -> None:
    done = subprocess.run(
        [python.with_name("mgmtsys"), "--version"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("mgmtsys: the command line needs the extra cli: pip install")


def test_without_its_extra_toml_is_read_and_not_written(python: Path, tmp_path: Path) -> None:
    program = (
        "import mgmtsys as ms; s = ms.load('s.toml')\n"
        "try: ms.save(s, 'out.toml')\n"
        "except ms.NotUnderstood as error: print(error)"
    )
    (tmp_path / "s.toml").write_text(
        'format = "mgmtsys/1"\norganisation = "Works"\nperiod = 2026\n', "utf-8"
    )
    done = subprocess.run(
        [python, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "writing TOML needs the extra toml: pip install 'mgmtsys[toml]'\n" == done.stdout
    assert [tmp_path / "s.toml"] == list(tmp_path.iterdir())
