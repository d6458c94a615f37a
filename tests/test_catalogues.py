"""What the code says stands whole in the catalogue of every language, and another language is one catalogue more."""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import shlex
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from mgmtsys.files.kinds import KINDS
from mgmtsys.standard.clause import Confidence, Duty, Force

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import catalogues  # noqa: E402 - a tool of the house, which is no package

LANGUAGES = dict(catalogues.catalogues())


def catalogue(language: str) -> Catalog:
    with LANGUAGES[language].open("rb") as authored:
        return read_po(authored, locale=language)


def placeholders(template: str) -> set[tuple[str, str | None]]:
    """Return the names in a template, each with how it is printed."""
    return {
        (name, conversion)
        for _, name, _, conversion in string.Formatter().parse(template)
        if name is not None
    }


def forms(message: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message or ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_code_stands_in_every_catalogue_and_no_other(language: str) -> None:
    said = {message.id for message in catalogues.extracted() if message.id}
    known = catalogue(language)
    assert said == {message.id for message in known if message.id}
    assert [] == catalogues.missing(known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_arguments_of_its_message(language: str) -> None:
    differing = [
        message.id
        for message in catalogue(language)
        if message.id
        and "python-brace-format" in message.flags
        and any(
            placeholders(translated) != placeholders(forms(message.id)[-1])
            for translated in forms(message.string)
        )
    ]
    assert [] == differing


def test_a_message_is_a_literal() -> None:
    """A template that is computed would stand in no catalogue."""
    computed = [
        f"{path.name}:{call.lineno}"
        for path in sorted(catalogues.SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"say", "say_of_many"}
        and call.args
        and not isinstance(call.args[0], ast.Constant)
    ]
    assert [] == computed


def pseudo(template: str) -> str:
    """Return a template in a language of signs that no other text has: every letter in brackets."""
    pieces = string.Formatter().parse(template)
    said = ""
    for literal, name, _, conversion in pieces:
        said += "".join(f"⟦{sign}⟧" if sign.isalpha() else sign for sign in literal)
        if name is not None:
            said += "{" + name + (f"!{conversion}" if conversion else "") + "}"
    return said.replace("{{", "{").replace("}}", "}") if "{" not in template else said


@pytest.fixture(scope="module")
def with_a_third_language(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the library to which one catalogue was added, and nothing else."""
    folder = tmp_path_factory.mktemp("third")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    third = Catalog(locale="de", domain="mgmtsys")
    for message in catalogues.extracted():
        if message.id:
            said = tuple(map(pseudo, forms(message.id)))
            third.add(message.id, said if len(said) > 1 else said[0])
    compiled = folder / "src/mgmtsys/locale/de/LC_MESSAGES/mgmtsys.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, third)
    return folder / "src"


def test_another_language_is_one_catalogue_more(with_a_third_language: Path) -> None:
    program = "import mgmtsys as ms; print(ms.Period.parse('soon'))"
    read = "from mgmtsys.values.exceptions import NotUnderstood\ntry:\n    {}\nexcept NotUnderstood as error:\n    print(error.read('de-at'))"
    told = subprocess.run(
        [sys.executable, "-c", read.format(program)],
        env={**os.environ, "PYTHONPATH": str(with_a_third_language), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.startswith("'soon' ⟦i⟧⟦s⟧ ⟦n⟧⟦o⟧⟦t⟧ ⟦a⟧ ")


WORD = re.compile("[A-Za-z]{2,}")
IMPROVED, SYSTEM = "lithera_2026/improved.yaml", "lithera_2026/system.yaml"
READ = "--readings lithera_2026/improved_readings.csv --on 2026-10-10"
REGISTER = "--register lithera_2026/register.yaml"
ASSESSMENT, PROGRAMME = "she_assessment/assessment.yaml", "she_assessment/programme.yaml"
SAMPLE = "she_assessment/sampling_plan.yaml --population she_assessment/population.csv --seed 7"
RULES = "extensions/house_rules_to_iso.yaml"
#: What is computed of the examples, as text and as Markdown.
COMPUTED = (
    f"check {SYSTEM} --on 2026-10-10",
    f"check {IMPROVED} {READ} --period 2026-Q3 {REGISTER} --before {SYSTEM}",
    f"crosswalk house-rules:2026 iso14001:2015 --file {RULES}",
    "crosswalk gbt24001:2016 iso14001:2015",
    f"crosswalk lint {RULES} --standard extensions/house_rules.yaml",
    f"evaluate {IMPROVED} {READ} --period 2026-Q3 {REGISTER}",
    "evaluate lithera_2026/system.yaml --readings lithera_2026/readings.csv --on 2026-10-10",
    *(f"form QEF-24-0{n} {IMPROVED} {READ} --period 2026-Q3 {REGISTER}" for n in range(1, 6)),
    f"matrix {IMPROVED} {READ} {REGISTER}",
    f"matrix {SYSTEM} --standard iso14001:2015 --through {RULES} --on 2026-10-10",
    f"matrix {SYSTEM} --assessment {ASSESSMENT} --on 2026-10-10",
    f"programme {PROGRAMME}",
    f"programme {PROGRAMME} --results --by element",
    f"sample {SAMPLE} --none-deviating",
    f"score {ASSESSMENT} --explain",
    f"score {ASSESSMENT} --system {SYSTEM} --on 2026-10-10",
    "standards",
    "standards iso14001:2015",
    "standards iso14001:2026 --under 6.2",
)
#: What is said as text alone.
SAID = (
    *(f"evaluate {IMPROVED} {READ} --explain E{n}" for n in range(1, 8)),
    *(f"check --explain {family}" for family in ("raci", "smart", "policy", "ambition", "waiver")),
    f"due {IMPROVED} {READ} {REGISTER}",
    f"show {IMPROVED}",
    f"show {SYSTEM}",
)
#: What is asked for wrongly or is explained, in no format.
ASKED = (
    f"confirm {IMPROVED} --by An -o register.yaml --on 2026-10-10",
    "export table iso14001:2015 -o items.csv",
    "import table items.csv -o items.yaml",
    "",
    "check",
    "check --zz",
    "check --formal x",
    "check --installed=yes",
    f"check {SYSTEM} --fail-on none",
    f"check {SYSTEM} --on soon",
    f"check {SYSTEM} -o",
    "confirm x",
    "crosswalk",
    f"evaluate {SYSTEM} --explain E9",
    f"form QEF-24-06 {IMPROVED} --on 2026-10-10",
    f"matrix {SYSTEM} --format pdf",
    f"matrix {SYSTEM} --under x",
    "schema unknown",
    "show nowhere.yaml",
    "show she_assessment/population.csv",
    "show x y",
    "sing",
    "--version",
)
HELPED = (
    "",
    *("check", "confirm", "crosswalk", "crosswalk between", "crosswalk lint", "due", "evaluate"),
    *("export", "export table", "form", "import", "import oscal", "import table", "matrix"),
    *("programme", "sample", "schema", "score", "show", "standards"),
)
#: Names of formats, suffixes, and what sections of files and ways to draw a sample are called in code.
NAMES = {"text", "md", "csv", "json", "yaml", "mgmtsys", "sample", "parties", "raci"}
#: Names that stand in help and where another name was expected: of commands, formats, kinds of file, grades.
EXPECTED = {
    *WORD.findall(" ".join((*HELPED, *(kind.name for kind in KINDS)))),
    *("oscal", "yml", "toml", "opportunity", "observation", "minor", "major"),
}
DRIVER = """
import contextlib, io, json, shlex, sys
from mgmtsys.cli import cli
told = {}
for command in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        with contextlib.suppress(SystemExit):
            cli([*shlex.split(command), "--lang", "de"], prog_name="mgmtsys")
    told[command] = out.getvalue()
json.dump(told, sys.stdout)
"""


@pytest.fixture(scope="module")
def told(with_a_third_language: Path) -> dict[str, str]:
    """Return what each command says in the third language, on the examples."""
    examples = with_a_third_language.parent / "examples"
    shutil.copytree(ROOT / "examples", examples)
    commands = [f"{command} --format {format}" for command in COMPUTED for format in ("text", "md")]
    commands += [f"{command} --format text" for command in SAID]
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=json.dumps([*commands, *ASKED, *(f"{command} --help" for command in HELPED)]),
        env={
            **os.environ,
            "PYTHONPATH": str(with_a_third_language),
            "PYTHONUTF8": "1",
            "COLUMNS": "200",
        },
        cwd=examples,
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, str] = json.loads(done.stdout)
    return said


#: A language among the keys of a mapping makes it a wording, of which a reader of another reads the first.
LANGUAGE = {"zh", "en"}


def words_in(value: object, *, key: bool = False) -> Iterator[str]:
    """Yield the words of a file that a reader of neither Chinese nor English is shown."""
    if isinstance(value, dict):
        is_wording = LANGUAGE & set(value)
        for name, inner in list(value.items())[: 1 if is_wording else None]:
            if key:
                yield from WORD.findall(str(name))
            yield from words_in(inner, key=not key and isinstance(inner, dict))
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner)
    else:
        yield from WORD.findall(str(value))


def words_of(path: Path) -> set[str]:
    text = path.read_text("utf-8-sig")
    if path.suffix == ".csv":
        return {
            word for row in csv.reader(text.splitlines()) for word in WORD.findall(" ".join(row))
        }
    return set(words_in(yaml.safe_load(text)))


#: What is marked; and paths, clauses, names in code, options, fingerprints, what stands for an argument.
NO_WORDS = re.compile(
    r"⟦.⟧|--?[a-z][\w-]*|\[[^\]]*\|[^\]]*\]|\b[0-9a-f]{16}\b|\b[A-Z]+\b|[\w-]*\w[._/:@=]\w[^\s,;|]*"
)


def test_every_command_speaks_a_language_that_is_one_catalogue_more(told: dict[str, str]) -> None:
    """No English stands between its words but what comes from the files and the command itself."""
    folder = catalogues.SOURCE / "files" / "standards"
    shipped = set().union(
        *(words_of(path) for path in folder.glob("*.yaml") if "--" not in path.name)
    )
    kinds = (str(member.value) for kind in (Confidence, Duty, Force) for member in kind)
    shipped -= set(WORD.findall(" ".join(kinds)))
    left: dict[str, set[str]] = {}
    for command, said in told.items():
        known = NAMES | (shipped if command.startswith("standards") else set())
        if command in ASKED or command.endswith("--help"):
            known |= EXPECTED | set(WORD.findall(f"{command} --lang de"))
        given = shlex.split(command)
        for path in (ROOT / "examples" / name for name in given):
            known |= words_of(path) if path.suffix in {".yaml", ".csv"} and path.exists() else set()
        words = set(WORD.findall(NO_WORDS.sub(" ", said))) - known
        if words:
            left[command] = words
    assert {} == left
