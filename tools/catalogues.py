"""Bring the catalogues of ``src/mgmtsys/locale`` up to the messages in the code, and compile them.

``python tools/catalogues.py`` adds what is new, drops what is no longer said, and names what a language lacks.
``--new LANGUAGE`` begins the catalogue of another language. Only Babel reads and writes them.
"""

from __future__ import annotations

import argparse
import ast
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "mgmtsys"
LOCALE = SOURCE / "locale"
DOMAIN = "mgmtsys"
#: What heads a catalogue and would differ with each day, or says nothing.
_OF_THE_TOOL = (
    b"# ", b"#\n", b'"Project-', b'"Report-', b'"POT-', b'"PO-', b'"Last-', b'"Language-Team', b'"Generated-'
)  # fmt: skip


def _raised(modules: list[ast.Module]) -> set[str]:
    """Return the names of the exceptions and notices that are built from a template."""
    known = {"NotUnderstood", "Notice"}
    classes = [
        node for module in modules for node in ast.walk(module) if isinstance(node, ast.ClassDef)
    ]
    while True:
        more = {
            node.name
            for node in classes
            if any(isinstance(base, ast.Name) and base.id in known for base in node.bases)
        }
        if more <= known:
            return known
        known |= more


def extracted() -> Catalog:
    """Return every message in the code, with no translation."""
    modules = [ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))]
    saying = {"say", "say_of_many", "Message", *_raised(modules)}
    found = Catalog(domain=DOMAIN, charset="utf-8")
    for call in (node for module in modules for node in ast.walk(module)):
        if not isinstance(call, ast.Call) or not call.args or _name(call.func) not in saying:
            continue
        forms = call.args[:2] if _name(call.func) == "say_of_many" else call.args[:1]
        texts = [form.value for form in forms if isinstance(form, ast.Constant)]
        if len(texts) == len(forms) and all(isinstance(text, str) for text in texts):
            message = tuple(map(str, texts)) if len(texts) > 1 else str(texts[0])
            entry = found.add(message, flags=["python-brace-format"] if "{" in str(message) else ())
            entry.flags.discard("python-format")  # a percent sign is a percent sign
    return found


def _name(function: ast.expr) -> str | None:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", None)


def catalogues() -> Iterator[tuple[str, Path]]:
    """Yield each language with its catalogue."""
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        yield path.parts[-3], path


def compile_all() -> None:
    """Compile every catalogue that was changed; whoever reads one meanwhile reads it whole."""
    for _, path in catalogues():
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime > path.stat().st_mtime:
            continue
        beside = compiled.with_suffix(f".{os.getpid()}")
        with path.open("rb") as authored, beside.open("wb") as file:
            write_mo(file, read_po(authored))
        beside.replace(compiled)


def missing(catalogue: Catalog) -> list[str]:
    """Return the messages that a catalogue leaves in English."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_wordings(message.string)))
    ]


def _wordings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (string or "",)


def update(language: str, path: Path, said: Catalog) -> list[str]:
    """Bring one catalogue up to what is said, and return what it leaves in English."""
    catalogue = Catalog(locale=language, domain=DOMAIN, fuzzy=False, charset="utf-8")
    if path.exists():
        with path.open("rb") as authored:
            catalogue = read_po(authored, locale=language, domain=DOMAIN)
    catalogue.update(said, no_fuzzy_matching=True)
    for message in catalogue:
        message.flags.discard("python-format")
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalogue, width=0, sort_output=True, no_location=True)
    lines = written.getvalue().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if not line.startswith(_OF_THE_TOOL)))
    return missing(catalogue)


def main() -> int:
    """Update and compile the catalogues; 1 where a message is left in English."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--new", metavar="LANGUAGE", help="begin the catalogue of a language")
    parser.add_argument("--compile", action="store_true", help="compile them as they are")
    asked = parser.parse_args()
    if asked.compile:
        compile_all()
        return 0
    languages = dict(catalogues())
    if new := asked.new:
        languages[new] = LOCALE / new / "LC_MESSAGES" / f"{DOMAIN}.po"
    said, left = extracted(), 0
    for language, path in languages.items():
        for message in update(language, path, said):
            left += 1
            print(f"{path.relative_to(ROOT)}: no wording for {message!r}")
    compile_all()
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
