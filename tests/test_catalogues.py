"""What the code says stands whole in the catalogue of every language, and another language is one catalogue more."""

from __future__ import annotations

import ast
import os
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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
