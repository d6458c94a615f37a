"""Management systems, catalogues and crosswalks in files: read with every problem placed, written whole or not at all."""

from __future__ import annotations

import functools
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from mgmtsys.files.access import read_raw
from mgmtsys.files.codec import structure, structure_system, unstructure
from mgmtsys.files.shapes import each, unexpected, unknown_key
from mgmtsys.files.spreadsheets.grids import SUFFIXES as TABLES, read_table, workbook
from mgmtsys.files.spreadsheets.guard import csv_text
from mgmtsys.files.spreadsheets.layouts import CATALOGUE, CROSSWALK
from mgmtsys.files.spreadsheets.rows import rows_of
from mgmtsys.files.standards import (
    FORMAT as CATALOGUE_FORMAT,
    SHIPPED,
    body_of,
    read_standard,
    shipped,
)
from mgmtsys.files.standards.crosswalks import FORMAT as CROSSWALK_FORMAT, read_crosswalk
from mgmtsys.files.syntax import SYNTAXES, Readable, Source, placing, syntax_of
from mgmtsys.files.syntax.editing import extend
from mgmtsys.files.writing import rewrite, unwritable, write_bytes, write_text
from mgmtsys.standard.clause import ClauseNumber, Standard
from mgmtsys.standard.confirmation import Confirmation
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.register import Register, register_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Place, Problem
from mgmtsys.values.text import Text
from mgmtsys.values.visible import STEERING, printable

#: The format of a system file.
FORMAT = "mgmtsys/1"
#: The format of a file with wording of one's own for a catalogue.
WORDING_FORMAT = "mgmtsys.wording/1"
#: The format of a register of what was held and of corrective actions.
REGISTER_FORMAT = "mgmtsys.register/1"


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


def open_readable(path: str | os.PathLike[str]) -> Readable:
    """Return the file of a catalogue or a crosswalk: text, or a table in CSV or XLSX."""
    if _is_table(path):
        return read_table(os.fspath(path))
    return read_source(path)


def _is_table(path: str | os.PathLike[str]) -> bool:
    return Path(path).suffix.lower() in TABLES


def load_standard(reference: str, beside: str | os.PathLike[str] = ".") -> Standard:
    """Return a shipped edition by its id, or the catalogue in a file; a relative path starts ``beside``.

    A file may be based on a shipped edition or on another file. Raises :class:`UnknownStandard` or
    :class:`InvalidDocument`.
    """
    return _standard(reference, Path(beside), ())


def _standard(reference: str, beside: Path, trail: tuple[str, ...]) -> Standard:
    """Return a catalogue, which the files of the ``trail`` are based on in turn."""
    if reference in SHIPPED or Path(reference).suffix.lower() not in (*SYNTAXES, *TABLES):
        return shipped(reference)
    path = beside / reference
    file = os.path.abspath(path)  # noqa: PTH100 - a name that no file may have is refused below
    if file in trail:
        raise NotUnderstood(
            f"{reference} would be based on itself: expected no cycle",
            f"{reference} 会以其自身为基础：不能成环",
        )
    return read_standard(
        open_readable(path), lambda base: _standard(base, path.parent, (*trail, file))
    )


def load_wording(path: str | os.PathLike[str], standard: Standard) -> Standard:
    """Return a catalogue with the wording of a file laid over, such as text that a licence allows.

    The file is for the edition itself or for the one that it is based on. Raises
    :class:`InvalidDocument`.
    """
    source = read_source(path)
    with placing(source):
        return _worded(body_of(source, WORDING_FORMAT), standard)


def _worded(body: Mapping[str, Any], standard: Standard) -> Standard:
    def edition(given: object) -> None:
        if given is None or given not in (standard.id, standard.based_on):
            raise unexpected(given, f"the edition, {standard.id}", f"标准版本 {standard.id}")

    def origin(given: object) -> Text | None:
        return None if given is None else Text(given)  # type: ignore[arg-type]  # which refuses the rest

    def texts(given: object) -> dict[ClauseNumber, Text]:
        if not isinstance(given, Mapping):
            raise unexpected(given, "wording by clause number", "按条款号排列的文本")
        entries = (((number,), (number, wording)) for number, wording in given.items())
        return dict(each(entries, lambda entry: (standard[entry[0]].number, Text(entry[1]))))

    readers: Mapping[str, Callable[[Any], Any]] = {
        "standard": edition,
        "source": origin,
        "wording": texts,
    }
    problems = [unknown_key((key,), tuple(readers)) for key in body if key not in readers]
    try:
        _, source, wording = each(
            (((key,), (read, body.get(key))) for key, read in readers.items()),
            lambda entry: entry[0](entry[1]),
        )
    except InvalidDocument as error:
        problems.extend(error.problems)
    if problems:
        raise InvalidDocument(tuple(problems))
    return standard.with_wording(wording, source)


#: Finds the catalogue that a system names.
Resolve = Callable[[str], Standard]


def load(path: str | os.PathLike[str], resolve: Resolve | None = None) -> ManagementSystem:
    """Return the management system in a YAML, JSON or TOML file.

    ``resolve`` finds the catalogues that it names: without it, the shipped ones and files beside it.
    Raises :class:`InvalidDocument` with every problem as ``file:line:column``.
    """
    source = read_source(path)
    folder = Path(source.file).parent
    return _system(source, resolve or (lambda reference: load_standard(reference, folder)))


def loads(text: str, file: str = "system.yaml", resolve: Resolve | None = None) -> ManagementSystem:
    """Return the management system in text that comes from no file, from a database for one.

    ``file`` is what messages call it, and its suffix says which syntax it has; ``resolve`` finds the
    catalogues that it names: without it, the shipped ones. Raises :class:`InvalidDocument` as
    :func:`load` does.
    """
    return _system(Source(file, text), resolve or shipped)


def _system(source: Source, resolve: Resolve) -> ManagementSystem:
    with placing(source):
        return structure_system(body_of(source, FORMAT), resolve)


def load_register(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    system: ManagementSystem | None = None,
) -> Register:
    """Return what YAML, JSON or TOML files say was held, done and confirmed, in a system if one is given.

    Raises :class:`InvalidDocument` with every problem as ``file:line:column``.
    """
    parts: list[tuple[Source, Register]] = []
    problems: list[Problem] = []
    for path in [paths] if isinstance(paths, str | os.PathLike) else paths:
        source = read_source(path)
        try:
            with placing(source):
                parts.append((source, structure(body_of(source, REGISTER_FORMAT), Register)))
        except InvalidDocument as error:
            problems.extend(error.problems)
    whole = functools.reduce(Register.__or__, (part for _, part in parts), Register())
    wrong = () if system is None else tuple(register_problems(whole, system))
    for source, part in parts:
        here = [
            attrs.evolve(problem, path=(problem.path[0], found, *problem.path[2:]))
            for problem in wrong
            if (found := part.index_of(whole, *problem.path[:2])) is not None
        ]
        if here:
            problems.extend(source.placed(InvalidDocument(tuple(here))).problems)
    if problems:
        raise InvalidDocument(tuple(problems))
    return whole


def add_confirmations(
    path: str | os.PathLike[str],
    confirmations: Iterable[Confirmation],
    system: ManagementSystem | None = None,
) -> None:
    """Add to a register, which is made where there is none, what was confirmed and stands not in it yet.

    Everything else of the file stays as it is, its comments too. Nothing is written where the register
    cannot be read, or holds what no register of the system can: raises :class:`InvalidDocument`.
    """

    def change(raw: bytes | None) -> bytes:
        if raw is None:
            held, text = Register(), syntax_of(file).dump({"format": REGISTER_FORMAT})
            source = Source(file, text)
        else:
            held, source = load_register(file, system), read_source(file)
        new = (one for one in dict.fromkeys(confirmations) if one not in held.confirmations)
        items = unstructure(Register(confirmations=tuple(new))).get("confirmations", ())
        text = extend(source, ("confirmations",), items)
        return text.encode("utf-8-sig" if raw and raw.startswith(BOM_UTF8) else "utf-8")

    file = os.fspath(path)
    rewrite(file, change)


def load_crosswalk(path: str | os.PathLike[str]) -> Crosswalk:
    """Return the crosswalk in a YAML, JSON, TOML, CSV or XLSX file.

    Raises :class:`InvalidDocument` with every problem as ``file:line:column``.
    """
    return read_crosswalk(open_readable(path))


#: The format of each kind of file.
_FORMATS: Mapping[type, str] = {
    ManagementSystem: FORMAT,
    Standard: CATALOGUE_FORMAT,
    Crosswalk: CROSSWALK_FORMAT,
    Register: REGISTER_FORMAT,
}


def save(
    value: ManagementSystem | Standard | Crosswalk | Register, path: str | os.PathLike[str]
) -> None:
    """Write a system, a catalogue, a crosswalk or a register as YAML, JSON or TOML, by the path's suffix.

    A catalogue and a crosswalk can be written as CSV and XLSX too. Shipped catalogues of a system are
    written as their ids, others whole, so that what is saved loads again. Raises :class:`NotUnderstood`.
    """
    if isinstance(value, Standard | Crosswalk) and _is_table(path):
        save_table(value, path)
        return
    data: dict[str, Any] = {"format": _FORMATS[type(value)], **unstructure(value)}
    if isinstance(value, ManagementSystem):
        data |= _named(value, data)
    dump = syntax_of(os.fspath(path)).dump
    try:
        text = dump(data)
    except UnicodeEncodeError as error:
        raise unwritable(path, error) from None
    write_text(path, text)


def _named(system: ManagementSystem, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the standards of a system, by their ids where these are shipped just so."""
    bodies = zip(system.standards, data.get("standards", ()), strict=True)
    named = [
        one.id if one.id in SHIPPED and shipped(one.id) == one else body for one, body in bodies
    ]
    return {"standards": named} if named else {}


def save_table(value: Standard | Crosswalk, path: str | os.PathLike[str]) -> None:
    """Write a catalogue or a crosswalk as CSV or XLSX; raises :class:`NotUnderstood`."""
    suffix = Path(path).suffix.lower()
    if suffix not in TABLES:
        raise NotUnderstood(
            f"{path}: unknown kind of table {suffix!r}: expected one of {', '.join(TABLES)}",
            f"{path}：未知的表格类型 {suffix!r}：应为 {'、'.join(TABLES)} 之一",
        )
    layout = CATALOGUE if isinstance(value, Standard) else CROSSWALK
    if isinstance(value, Crosswalk) and any(link.path for link in value.links):
        raise NotUnderstood(
            f"{path}: links that were derived have a path, which no cell holds: expected YAML or JSON",
            f"{path}：推导出的对应关系含有路径，无法写入单元格：应写为 YAML 或 JSON",
        )
    rows = rows_of(unstructure(value), layout)
    _check_cells(path, rows)
    if suffix == ".xlsx":
        write_bytes(path, workbook(rows))
    else:
        write_text(path, csv_text(rows), "utf-8-sig")


def _check_cells(path: str | os.PathLike[str], rows: Iterable[Iterable[str]]) -> None:
    """Refuse cells that would steer the terminal, or turn round the text, in which a table is looked at."""
    found = {sign for row in rows for cell in row for sign in STEERING.findall(cell)}
    if found:
        signs = ", ".join(printable(sign) for sign in sorted(found))
        raise NotUnderstood(
            f"{path}: a table holds no control characters such as {signs}: expected YAML, JSON or TOML",
            f"{path}：表格不能含有 {signs} 等控制字符：应写为 YAML、JSON 或 TOML",
        )
