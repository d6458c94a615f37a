"""Management systems and catalogues in files: read with every problem placed, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

from mgmtsys.clause import Standard
from mgmtsys.codec import structure_system, unstructure
from mgmtsys.exceptions import InvalidDocument, NotUnderstood, Place, Problem
from mgmtsys.standards import FORMAT as CATALOGUE_FORMAT
from mgmtsys.standards import SHIPPED, body_of, read_standard, shipped
from mgmtsys.syntax import SYNTAXES, Source, syntax_of
from mgmtsys.system import ManagementSystem

#: The format of a system file.
FORMAT = "mgmtsys/1"


def read_raw(file: str) -> bytes:
    """Return what a file holds; raises :class:`NotUnderstood` when it cannot be read."""
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:  # a name can hold what no file name may
        why = _why(error)
        raise NotUnderstood(f"{file}: cannot be read: {why}", f"{file}：无法读取：{why}") from None


def read_source(path: str | os.PathLike[str]) -> Source:
    """Return a file's text; raises :class:`NotUnderstood` when it cannot be read as UTF-8 text."""
    file = os.fspath(path)
    syntax_of(file)
    raw = read_raw(file)
    try:
        return Source(file, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before, wrong = error.object[: error.start].decode(), error.object[error.start]
        spot = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise InvalidDocument(
            (
                Problem(
                    (),
                    f"byte 0x{wrong:02x} is not UTF-8: expected a file saved as UTF-8",
                    f"字节 0x{wrong:02x} 不是 UTF-8：文件应以 UTF-8 保存",
                    spot,
                ),
            )
        ) from None


def load_standard(reference: str, beside: str | os.PathLike[str] = ".") -> Standard:
    """Return a shipped edition by its id, or the catalogue in a file; a relative path starts ``beside``.

    Raises :class:`UnknownStandard` or :class:`InvalidDocument`.
    """
    if reference not in SHIPPED and Path(reference).suffix.lower() in SYNTAXES:
        return read_standard(read_source(Path(beside) / reference))
    return shipped(reference)


def load(path: str | os.PathLike[str]) -> ManagementSystem:
    """Return the management system in a YAML, JSON or TOML file.

    Raises :class:`InvalidDocument` with every problem as ``file:line:column``.
    """
    source = read_source(path)
    body = body_of(source, FORMAT)
    folder = Path(source.file).parent
    try:
        return structure_system(body, lambda reference: load_standard(reference, folder))
    except InvalidDocument as error:
        raise source.placed(error) from None


def save(value: ManagementSystem | Standard, path: str | os.PathLike[str]) -> None:
    """Write a system or a catalogue as YAML, JSON or TOML, by the path's suffix.

    A system's catalogues are written as their ids. Raises :class:`NotUnderstood`.
    """
    format = CATALOGUE_FORMAT if isinstance(value, Standard) else FORMAT
    data: dict[str, Any] = {"format": format, **unstructure(value)}
    dump = syntax_of(os.fspath(path)).dump
    try:
        text = dump(data)
    except UnicodeEncodeError as error:
        raise _unwritable(path, error) from None
    write_text(path, text)


def write_text(path: str | os.PathLike[str], text: str, encoding: str = "utf-8") -> None:
    """Write a file whole or not at all: under a temporary name beside it, then moved.

    Raises :class:`NotUnderstood` when the file cannot be written.
    """
    target = Path(path)
    temporary = target.parent / f".mgmtsys-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("x", encoding=encoding, newline="") as stream:
            stream.write(text)
        temporary.replace(target)
    except (OSError, ValueError) as error:  # a name, or a text, can hold what no file may
        raise _unwritable(path, error) from None
    finally:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink()  # only there when it could not be moved


def _why(error: OSError | ValueError) -> str:
    """Return the system's own word for what went wrong, without the name of the file."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _unwritable(path: str | os.PathLike[str], error: OSError | ValueError) -> NotUnderstood:
    why = _why(error)
    return NotUnderstood(f"{path}: cannot be written: {why}", f"{path}：无法写入：{why}")
