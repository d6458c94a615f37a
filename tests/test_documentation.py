"""The pages say what the library is: they build, their links lead somewhere, their tables agree."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import typing
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import mgmtsys as ms
from mgmtsys.files.kinds import FILES as WRITTEN
from mgmtsys.files.policy_shapes import ALL_SHAPES
from mgmtsys.files.schema import schema_of
from mgmtsys.system import raci
from mgmtsys.values.unit_definitions import DEFINITIONS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *(ROOT / f"examples/{name}/README.md" for name in ("lithera_2026", "she_assessment")),
    *sorted(DOCS.rglob("*.md")),
]
FORMATS = [DOCS / "file-format.md", DOCS / "zh/file-format.md"]
DESIGNS = [DOCS / "design.md", DOCS / "zh/design.md"]
GLOSSARIES = [DOCS / "glossary.md", DOCS / "zh/glossary.md"]
EXAMPLE = ROOT / "examples/lithera_2026"

#: Every public name as it is written after ``ms.``; strategies, formats and OSCAL are no words of the glossary.
PUBLIC = {
    name if face is ms else f"{face.__name__.partition('.')[2]}.{name}": getattr(face, name)
    for face in (
        ms, ms.values, ms.standard, ms.system, ms.auditing, ms.cycle, ms.scoring, ms.fieldwork, ms.files,
    )
    for name in dir(face)
}  # fmt: skip

Table = tuple[list[str], list[list[str]]]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def tables(path: Path) -> Iterator[Table]:
    """Yield every table of a page: its heading row and its rows."""
    for block in re.findall(r"(?:^\|.*\|\n)+", text_of(path), re.MULTILINE):
        head, _, *rows = (
            [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in block.splitlines()
        )
        yield head, rows


def without_listings(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", without_listings(text))


def test_the_pages_build_without_a_warning(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html",
         "-d", str(tmp_path / "doctrees"), str(DOCS), str(tmp_path / "html")],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert built.stderr == ""
    assert built.returncode == 0
    assert (tmp_path / "html/index.html").exists()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_link_between_files_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", without_listings(text_of(page)))
    assert [one for one in targets if not (page.parent / one).exists()] == []


def test_every_page_in_chinese_has_one_in_english() -> None:
    chinese = {page.name for page in (DOCS / "zh").glob("*.md")}
    assert chinese <= {page.name for page in DOCS.glob("*.md")}


def test_both_readmes_run_the_same_examples() -> None:
    blocks = (
        re.findall(r"^```(\w+)$", text_of(ROOT / name), re.MULTILINE)
        for name in ("README.md", "README.zh.md")
    )
    english, chinese = blocks
    assert english == chinese


def classes_of_files(*roots: Any) -> dict[str, Any]:
    """The types that people write as a mapping of their fields, by name."""
    found: dict[str, Any] = {}
    kinds = (
        ms.ManagementSystem, ms.Standard, ms.Crosswalk, ms.Register, ms.scoring.Assessment,
        ms.fieldwork.SamplingPlan, ms.fieldwork.AuditProgramme,
    )  # fmt: skip
    waiting = list(roots or kinds)
    while waiting:
        kind = waiting.pop()
        waiting.extend(one for one in typing.get_args(kind) if one is not type(None))
        if attrs.has(kind) and kind not in ALL_SHAPES and kind.__name__ not in found:
            found[kind.__name__] = kind
            hints = typing.get_type_hints(kind)
            waiting.extend(hints[field.name] for field in attrs.fields(kind) if field.eq)
    return found


@pytest.mark.parametrize("page", FORMATS, ids=name_of)
def test_the_file_format_names_every_field(page: Path) -> None:
    documented = {}
    for head, rows in tables(page):
        name = quoted(head[0])[0] if quoted(head[0]) else ""
        if name in classes_of_files():
            documented[name] = {
                field: cell.endswith("*") for cell, *_ in rows for field in quoted(cell)
            }
    expected = {
        name: {
            field.name: field.default is attrs.NOTHING
            for field in attrs.fields(cls)
            if field.eq and (field.name != "id" or name in ("Standard", "Crosswalk"))
        }
        for name, cls in classes_of_files().items()
    }
    assert documented == expected


def words_in(schema: object) -> Iterator[str]:
    """Yield every word that a field of a file may hold, truth values aside."""
    if isinstance(schema, dict):
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str))
        for one in schema.values():
            yield from words_in(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from words_in(one)


@pytest.mark.parametrize("page", FORMATS, ids=name_of)
def test_the_file_format_names_every_word(page: Path) -> None:
    written = {word for kind in WRITTEN if kind.type for word in words_in(schema_of(kind))}
    part, *joined = (
        one["properties"]
        for one in schema_of(ms.ManagementSystem)["$defs"]["DeviationPolicy"]["anyOf"]
    )
    written |= {
        *part,
        *part["bands"]["items"]["properties"],
        *(key for one in joined for key in one),
    }
    assert written - set(quoted(text_of(page))) == set()


@pytest.mark.parametrize("page", FORMATS, ids=name_of)
def test_the_file_format_names_every_unit(page: Path) -> None:
    words = set(quoted(text_of(page)))
    for line in DEFINITIONS.splitlines():
        name, _, rest = line.partition("=")
        if line and not name.strip().endswith("-"):
            spellings = {name.strip(), *(one.strip() for one in rest.split("="))}
            assert words & spellings, line


@pytest.mark.parametrize("page", FORMATS, ids=name_of)
def test_the_file_format_names_every_kind_of_target(page: Path) -> None:
    rows = next(rows for head, rows in tables(page) if "at_least" in rows[0][0])
    named = {word.partition(":")[0] for row in rows for word in quoted(row[0])}
    kinds = {kind.value for kind in ms.system.TargetKind} - {"own"}  # which stands in no file
    assert named - {"tolerance", "by", "each"} == kinds


@pytest.mark.parametrize("page", FORMATS, ids=name_of)
def test_what_is_written_is_read_as_the_file_format_says(page: Path) -> None:
    readers: dict[str, Callable[[str], object]] = {
        "ClauseNumber": ms.ClauseNumber,
        "cell": lambda text: raci.letters(raci.cell(text)),
    }
    types = {name.rpartition(".")[2]: value for name, value in PUBLIC.items()}
    checked = set()
    for head, rows in tables(page):
        names = quoted(head[0])
        if len(head) != 2 or not names or names[0] in classes_of_files():
            continue
        read = readers.get(names[0]) or types[names[0]].parse
        checked.add(names[0])
        for written, meant in rows:
            assert [str(read(one)) for one in quoted(written)] == quoted(meant) * len(
                quoted(written)
            )
    assert checked == {
        "Quantity", "Unit", "Period", "Deadline", "Duration", "Frequency", "Retention",
        "ClauseNumber", "cell", "Formula",
    }  # fmt: skip


@pytest.mark.parametrize("page", FORMATS, ids=name_of)
def test_the_file_format_names_every_question(page: Path) -> None:
    named = [quoted(row[0])[0] for _, rows in tables(page) for row in rows if "." in row[0]]
    assert [one for one in named if one.split(".")[0] in ("objective", "system")] == list(
        ms.auditing.QUESTIONS
    )


@pytest.mark.parametrize("page", GLOSSARIES, ids=name_of)
def test_the_glossary_names_every_public_type(page: Path) -> None:
    table, _ = tables(page)
    named = {name for row in table[1] for name in quoted(row[2])}
    types = {name for name, value in PUBLIC.items() if isinstance(value, type)}
    assert types - named == set()
    assert {name for name in named if re.sub(r"\.[A-Z_]+$", "", name) not in PUBLIC} == set()


def test_both_glossaries_hold_the_same_words() -> None:
    english, chinese = (
        sorted(tuple(row[:3]) for _, rows in tables(page) for row in rows) for page in GLOSSARIES
    )
    assert english == chinese


def rooms() -> list[str]:
    """The rooms of the import contract, from the ground."""
    contracts = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    return [
        room for floor in reversed(contracts[0]["layers"]) for room in re.split(" [|:] ", floor)
    ]


@pytest.mark.parametrize("page", DESIGNS, ids=name_of)
def test_the_tree_of_the_house_is_the_contract_and_the_folders(page: Path) -> None:
    tree = re.findall(r"^```text\n(.*?)^```$", text_of(page), re.DOTALL | re.MULTILINE)[0]
    folders = [one.parent.name for one in (ROOT / "src" / "mgmtsys").glob("*/__init__.py")]
    assert rooms() == re.findall(r"^  (\w+)/", tree, re.MULTILINE)
    assert sorted(rooms()) == sorted(folders)


@pytest.mark.parametrize("page", DESIGNS, ids=name_of)
def test_the_design_page_says_of_every_room_what_it_may_import(page: Path) -> None:
    said = next(rows for head, rows in tables(page) if head[0] in ("room", "分室"))
    assert rooms() == [name for row in said for name in quoted(row[0])]


def test_the_api_pages_name_every_module_below_the_edges() -> None:
    modules = {
        f"{room}.{one.stem if one.suffix else one.name}"
        for room in rooms()[: rooms().index("files")]
        for one in (ROOT / "src" / "mgmtsys" / room).glob("[a-z]*")
    }
    named = {
        module
        for page in (DOCS / "api").glob("*.md")
        for module in re.findall(r"automodule:: mgmtsys\.([\w.]+)$", text_of(page), re.MULTILINE)
    }
    assert modules - named == {"values.unit_definitions"}
    assert {module.partition(".")[0] for module in named} == set(rooms()) - {"cli"}


def matrix_of_the_example() -> ms.ClauseMatrix:
    system = ms.load(EXAMPLE / "system.yaml")
    return ms.clause_matrix(
        system, [one.id for one in system.standards], under="6.2", on=date(2026, 6, 30)
    )


def test_the_comparison_with_the_auditor_shows_the_matrix_as_it_is() -> None:
    matrix = matrix_of_the_example()
    signs = {
        ms.Status.EVIDENCED: "●", ms.Status.PARTIAL: "◐", ms.Status.GAP: "○",
    }  # fmt: skip
    objectives = [column.id for column in matrix.columns if column.kind.value == "objective"]
    shown = {}
    compared = (one for one in tables(DOCS / "lithera-matrix.md") if one[0][0] == "clause")
    for standard, (_, rows) in zip(matrix.standards, compared, strict=True):
        for clause, _, cell, *_ in rows:
            shown[f"{standard}/{clause}"] = cell
    computed = {}
    for row in matrix.rows:
        cells = [row[id] for id in objectives]
        drawn = "".join(signs[cell.status] for cell in cells if cell is not None)
        computed[str(row.clause)] = f"{row.status.value} {drawn}".strip()
    assert shown == computed


def test_the_example_runs_as_a_tool_would(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(EXAMPLE / "run.py"), str(tmp_path)],
        capture_output=True, encoding="utf-8", check=False, env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert ran.stderr == ""
    assert "iso14001:2015" in ran.stdout
    assert "6.2.1.d" in ran.stdout
    matrix = matrix_of_the_example()
    for format in ("json", "csv", "md"):
        written = (tmp_path / f"clause-matrix.{format}").read_bytes().decode("utf-8-sig")
        assert written == ms.render(matrix, format)


def test_the_changelog_is_made_of_its_fragments() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "towncrier", "build", "--draft", "--version", ms.__version__],
        capture_output=True, encoding="utf-8", check=False, cwd=ROOT,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    fragments = [path for path in (ROOT / "changelog.d").glob("*.md") if path.name != "README.md"]
    for fragment in fragments:
        first = text_of(fragment).strip().partition("\n")[0]
        assert first in made.stdout
