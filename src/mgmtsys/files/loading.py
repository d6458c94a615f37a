"""Any kind of file of ours: read with every problem placed, written whole or not at all."""

from __future__ import annotations

import functools
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, overload

import attrs

from mgmtsys.files.access import read_source
from mgmtsys.files.codec import unstructure
from mgmtsys.files.kind import Kind, Resolve, body_of, format_of, read
from mgmtsys.files.kinds import ASSESSMENT, FILES, KINDS, REGISTER, WORDING, document, kind_of
from mgmtsys.files.layers import laid
from mgmtsys.files.shapes import each, unexpected, unknown_key
from mgmtsys.files.spreadsheets import layouts
from mgmtsys.files.spreadsheets.guard import csv_text
from mgmtsys.files.spreadsheets.layouts import SUFFIXES as TABLES
from mgmtsys.files.spreadsheets.rows import rows_of
from mgmtsys.files.standards import CATALOGUE, SHIPPED, shipped
from mgmtsys.files.standards.crosswalks import CROSSWALK
from mgmtsys.files.syntax import SYNTAXES, Readable, Source, placing, syntax_of
from mgmtsys.files.syntax.editing import extend
from mgmtsys.files.writing import rewrite, unwritable, write_bytes, write_text
from mgmtsys.standard.clause import ClauseNumber, Standard
from mgmtsys.standard.confirmation import Confirmation
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.register import Register, register_problems
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Problem
from mgmtsys.values.text import Text, in_a_row, say
from mgmtsys.values.visible import STEERING, printable

_T = TypeVar("_T")
_Path = str | os.PathLike[str]
_Kinds = tuple[type[Any], ...] | None


@overload
def load(path: _Path, kind: type[_T], *, resolve: Resolve | None = None) -> _T: ...
@overload
def load(path: _Path, kind: _Kinds = None, *, resolve: Resolve | None = None) -> Any: ...
def load(
    path: _Path,
    kind: type[Any] | _Kinds = None,
    *,
    resolve: Resolve | None = None,
) -> Any:
    """Return the value in a file of ours, which its ``format`` line names; YAML, JSON or TOML.

    That is a management system, a catalogue, a crosswalk, a register, an assessment with the files that it
    is laid ``over``, a sampling plan or an audit programme; catalogues and crosswalks are read from CSV and
    XLSX too, and so is what a command has printed as JSON. ``kind`` is the type that is expected, or several, as for ``isinstance``:
    another is refused. ``resolve``
    finds the catalogues that the file names: without it, the shipped ones and files beside it.
    Raises :class:`InvalidDocument` with every problem as ``file:line:column``.
    """
    return _load(path, kind, resolve, ())


@overload
def loads(
    text: str,
    kind: type[_T],
    *,
    file: str = "text.yaml",
    resolve: Resolve | None = None,
) -> _T: ...
@overload
def loads(
    text: str, kind: _Kinds = None, *, file: str = "text.yaml", resolve: Resolve | None = None
) -> Any: ...
def loads(
    text: str,
    kind: type[Any] | _Kinds = None,
    *,
    file: str = "text.yaml",
    resolve: Resolve | None = None,
) -> Any:
    """Return the value in text that comes from no file, from a database for one, as :func:`load` does.

    ``file`` is what messages call it, and its suffix says which syntax it has; ``resolve`` finds the
    catalogues that it names: without it, the shipped ones.
    """
    return read(Source(file, text), _expected(kind), resolve or shipped)


def load_standard(reference: str, beside: _Path = ".") -> Standard:
    """Return a shipped edition by its id, or the catalogue in a file; a relative path starts ``beside``.

    A file may be based on a shipped edition or on another file. Raises :class:`UnknownStandard` or
    :class:`InvalidDocument`.
    """
    return _found(Path(beside), ())(reference)


def _expected(kind: type[Any] | _Kinds) -> tuple[Kind, ...]:
    if kind is None:
        return KINDS
    return tuple(map(kind_of, kind if isinstance(kind, tuple) else (kind,)))


def _load(
    path: _Path,
    kind: type[Any] | _Kinds,
    resolve: Resolve | None,
    trail: tuple[str, ...],
) -> Any:
    """Return the value in a file, which the files of the ``trail`` are based on in turn."""
    kinds = _expected(kind)
    file = os.path.abspath(path)  # noqa: PTH100 - a name that no file may have is refused below
    source = opened(path, kinds)
    return read(source, kinds, resolve or _found(Path(path).parent, (*trail, file)))


def opened(path: _Path, kinds: Collection[Kind] = KINDS) -> Readable:
    """Return a file of one of the kinds, with those below it where it is laid over others."""
    if Path(path).suffix.lower() in TABLES and (CATALOGUE in kinds or CROSSWALK in kinds):
        # Workbooks and their XML take their time to import, and few files are tables.
        from mgmtsys.files.spreadsheets.grids import read_table

        return read_table(os.fspath(path))
    source = read_source(path)
    if ASSESSMENT in kinds and format_of(source.data()) == ASSESSMENT.format:
        return laid(source, ASSESSMENT.format)
    return source


def _found(folder: Path, trail: tuple[str, ...]) -> Resolve:
    """Return what finds the shipped editions, and the catalogues in files of a folder."""

    def resolve(reference: str) -> Standard:
        if reference in SHIPPED or Path(reference).suffix.lower() not in (*SYNTAXES, *TABLES):
            return shipped(reference)
        if os.path.abspath(folder / reference) in trail:  # noqa: PTH100 - as above
            raise NotUnderstood(
                "{reference} would be based on itself: expected no cycle",
                reference=reference,
            )
        standard: Standard = _load(folder / reference, Standard, None, trail)
        return standard

    return resolve


def load_wording(path: _Path, standard: Standard) -> Standard:
    """Return a catalogue with the wording of a file laid over, such as text that a licence allows.

    The file is for the edition itself or for the one that it is based on. Raises
    :class:`InvalidDocument`.
    """
    source = read_source(path)
    with placing(source):
        return _worded(body_of(source, WORDING.format)[1], standard)


def _worded(body: Mapping[str, Any], standard: Standard) -> Standard:
    def edition(given: object) -> None:
        if given is None or given not in (standard.id, standard.based_on):
            raise unexpected(given, say("the edition, {id}", id=standard.id))

    def origin(given: object) -> Text | None:
        return None if given is None else Text(given)

    def texts(given: object) -> dict[ClauseNumber, Text]:
        if not isinstance(given, Mapping):
            raise unexpected(given, say("wording by clause number"))
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


def load_register(
    paths: _Path | Iterable[_Path],
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
            parts.append((source, read(source, (REGISTER,), shipped)))
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
    path: _Path,
    confirmations: Iterable[Confirmation],
    system: ManagementSystem | None = None,
) -> None:
    """Add to a register, which is made where there is none, what was confirmed and stands not in it yet.

    Everything else of the file stays as it is, its comments too. Nothing is written where the register
    cannot be read, or holds what no register of the system can: raises :class:`InvalidDocument`.
    """

    def change(raw: bytes | None) -> bytes:
        if raw is None:
            held, text = Register(), syntax_of(file).dump({"format": REGISTER.format})
            source = Source(file, text)
        else:
            held, source = load_register(file, system), read_source(file)
        new = (
            fromkey for fromkey in dict.fromkeys(confirmations) if fromkey not in held.confirmations
        )
        items = unstructure(Register(confirmations=tuple(new))).get("confirmations", ())
        text = extend(source, ("confirmations",), items)
        return text.encode("utf-8-sig" if raw and raw.startswith(BOM_UTF8) else "utf-8")

    file = os.fspath(path)
    rewrite(file, change)


def save(value: object, path: _Path) -> None:
    """Write a value that a file of ours holds as YAML, JSON or TOML, by the path's suffix; :func:`load` reads it.

    A catalogue and a crosswalk can be written as CSV and XLSX too. Shipped catalogues of a system are
    written as their ids, others whole, so that what is saved loads again. Raises :class:`NotUnderstood`.
    """
    if isinstance(value, Standard | Crosswalk) and Path(path).suffix.lower() in TABLES:
        save_table(value, path)
        return
    dump = syntax_of(os.fspath(path)).dump
    try:
        text = dump(saved(value))
    except UnicodeEncodeError as error:
        raise unwritable(path, error) from None
    write_text(path, text)


def saved(value: object) -> dict[str, Any]:
    """Return what the file of a value says; raises :class:`NotUnderstood` for what no file of ours holds."""
    data = document(value, FILES)
    return data | (_named(value, data) if isinstance(value, ManagementSystem) else {})


def _named(system: ManagementSystem, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the standards of a system, by their ids where these are shipped just so."""
    bodies = zip(system.standards, data.get("standards", ()), strict=True)
    named = [
        standard.id if standard.id in SHIPPED and shipped(standard.id) == standard else body
        for standard, body in bodies
    ]
    return {"standards": named} if named else {}


def save_table(value: Standard | Crosswalk, path: _Path) -> None:
    """Write a catalogue or a crosswalk as CSV or XLSX; raises :class:`NotUnderstood`."""
    suffix = Path(path).suffix.lower()
    if suffix not in TABLES:
        raise NotUnderstood(
            "{path}: unknown kind of table {suffix!r}: expected one of {known}",
            path=path,
            suffix=suffix,
            known=in_a_row(TABLES),
        )
    layout = layouts.CATALOGUE if isinstance(value, Standard) else layouts.CROSSWALK
    if isinstance(value, Crosswalk) and any(link.path for link in value.links):
        raise NotUnderstood(
            "{path}: links that were derived have a path, which no cell holds: expected YAML or JSON",
            path=path,
        )
    rows = rows_of(unstructure(value), layout)
    _check_cells(path, rows)
    if suffix == ".xlsx":
        from mgmtsys.files.spreadsheets.grids import workbook

        write_bytes(path, workbook(rows))
    else:
        write_text(path, csv_text(rows), "utf-8-sig")


def _check_cells(path: _Path, rows: Iterable[Iterable[str]]) -> None:
    """Refuse cells that would steer the terminal, or turn round the text, in which a table is looked at."""
    found = {sign for row in rows for cell in row for sign in STEERING.findall(cell)}
    if found:
        raise NotUnderstood(
            "{path}: a table holds no control characters such as {signs}: expected YAML, JSON or TOML",
            path=path,
            signs=in_a_row(map(printable, sorted(found))),
        )
