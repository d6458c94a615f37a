"""Every example of the pages and of the docstrings is run, in a folder of its own."""

from __future__ import annotations

import functools
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import typing
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

from mgmtsys.files.codec import structure
from mgmtsys.files.syntax import Source
from mgmtsys.standard.clause import Standard
from mgmtsys.system.system import ManagementSystem

ROOT = Path(__file__).parent
for _told in ("COLUMNS", "MGMTSYS_LANG"):  # of the shell; the examples say their own
    os.environ.pop(_told, None)
#: What the first line of a listing of a file says: the file's name, or where the lines are added.
_NEW, _ADDED = "# ", ("# added to ", "# 追加到 ")

sys.path.insert(0, str(ROOT / "tools"))

import catalogues  # noqa: E402 - a tool of the house, which is no package

catalogues.compile_all()


def _enter(namespace: dict[str, Any]) -> None:
    """Start a page in an empty folder with a copy of the examples, which pages may write into."""
    folder = TemporaryDirectory(prefix="mgmtsys-")
    shutil.copytree(ROOT / "examples", Path(folder.name) / "examples")
    namespace["folder"], namespace["before"] = folder, Path.cwd()
    os.chdir(folder.name)


def _leave(namespace: dict[str, Any]) -> None:
    os.chdir(namespace["before"])
    namespace["folder"].cleanup()


def _run(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the library's own, or Python, as a reader would in a shell."""
    program, *arguments = shlex.split(command)
    found = {"python": sys.executable}.get(program) or shutil.which(
        program, path=sysconfig.get_path("scripts")
    )
    if program not in ("mgmtsys", "python") or found is None:
        raise ValueError(f"a page may run mgmtsys and python, not {program}")
    return subprocess.run(  # noqa: S603 - the pages are the project's own
        [found, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(os.environ),  # a library of the terminal's may have set more
        encoding="utf-8",
        check=False,
    )


def _console(example: Example) -> str | None:
    """Run each ``$`` line and compare what it prints; ``...`` stands for what is left out."""
    code = 0
    for step in f"\n{example.parsed}".split("\n$ ")[1:]:
        command, _, wanted = step.partition("\n")
        if command == "echo $?":
            printed = str(code)
        else:
            done = _run(command)
            code, printed = done.returncode, done.stdout
        got, want = (
            "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"
            for text in (printed, wanted)
        )
        if not OutputChecker().check_output(want, got, ELLIPSIS):
            return f"$ {command}\nexpected:\n{want}\nprinted:\n{got}"
    return None


def _listing(suffix: str, example: Example) -> None:
    """Write a listing that is named to its file; read a fragment section by section."""
    text = str(example.parsed)
    first = text.partition("\n")[0]
    for added in _ADDED:
        if first.startswith(added):
            with Path(first.removeprefix(added)).open("a", encoding="utf-8") as file:
                file.write(text)
            return
    if first.startswith(_NEW) and first.endswith(suffix):
        Path(first.removeprefix(_NEW)).write_text(text, encoding="utf-8")
        return
    kinds = typing.get_type_hints(Standard) | typing.get_type_hints(ManagementSystem)
    for section, body in Source(f"fragment{suffix}", text).data().items():
        if section not in ("format", "standards"):
            structure(body, kinds[section])


_PAGES = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser("console", _console),
        CodeBlockParser("yaml", functools.partial(_listing, ".yaml")),
        CodeBlockParser("toml", functools.partial(_listing, ".toml")),
    ],
    patterns=["*.md"],
    excludes=["CHANGELOG.md", "changelog.d/*"],
    setup=_enter,
    teardown=_leave,
)
_DOCSTRINGS = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS)],
    path="src/mgmtsys",
    pattern="*.py",
    exclude="cli/*.py",
)

pytest_collect_file = (_PAGES + _DOCSTRINGS).pytest()
