"""Damaged files of every kind are read as what they say or refused with a reason: no crash, no hang.

A mutant that is read is compared with what another reader of its format makes of it, and what is saved
of it loads again. ``HYPOTHESIS_PROFILE=long`` tries 2,000 mutants of each kind.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import signal
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
import yaml

import mgmtsys as ms
from mgmtsys.files.loading import load_standard, save, save_table
from mgmtsys.files.readings import load_readings
from mgmtsys.files.standards import shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.files.syntax import Source
from mgmtsys.oscal import catalogue, imports, mapping
from mgmtsys.values.exceptions import NotUnderstood

MUTANTS = 2000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 40
#: What a reader left out or numbered itself is said by a notice.
pytestmark = pytest.mark.filterwarnings("ignore::mgmtsys.values.exceptions.Notice")
EXAMPLE = Path("examples/lithera_2026").resolve()
ON = dt.date(2027, 1, 10)
#: No file of this size takes a second to read.
PATIENCE = 60

#: What has meaning to one of the formats, to Python, or to a reader of names and numbers.
PIECES: tuple[str, ...] = (
    *"\0\t\n\r \"'#%&*+,-./0159:;<=>?@[\\]^`{|}~éß（）：，年月％０①²½",
    "\ufeff", "\u200b", "\u202e", "\ufffe", "\x1b[31m", "\x85", "\u2028", "\U0001f600",
    "null", "true", "~", "1e999", "1,234", "0,5", ".inf", "nan", "---\n", "...\n", "<<: *a", "&a ",
    "!!python/object:os.system ", "{{", "}}", '""', "'''", "[" * 40, "{" * 40, "2026-13", "2026-02-30",
    "9" * 40, "6.2.1.a", "é",
)  # fmt: skip


@contextmanager
def patience() -> Iterator[None]:
    """End what hangs."""

    def give_up(number: int, frame: object) -> None:
        del number, frame
        raise TimeoutError("a reader hangs")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _span(text: str, random: Random) -> tuple[int, int]:
    first = random.randint(0, len(text))
    return first, min(len(text), first + random.choice((1, 1, 2, 8, 60)))


def cut(text: str, random: Random) -> str:
    first, last = _span(text, random)
    return text[:first] + text[last:]


def inserted(text: str, random: Random) -> str:
    first, _ = _span(text, random)
    return text[:first] + random.choice(PIECES) + text[first:]


def replaced(text: str, random: Random) -> str:
    first, last = _span(text, random)
    return text[:first] + random.choice(PIECES) + text[last:]


def doubled(text: str, random: Random) -> str:
    first, last = _span(text, random)
    return text[:last] + text[first:last] + text[last:]


def without_a_line(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        del lines[random.randrange(len(lines))]
    return "".join(lines)


def with_a_line_twice(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    lines.insert(random.randrange(len(lines)), random.choice(lines))
    return "".join(lines)


def broken_off(text: str, random: Random) -> str:
    return text[: random.randint(0, len(text))]


DAMAGES = (cut, inserted, replaced, doubled, without_a_line, with_a_line_twice, broken_off)


def mutant(text: str, random: Random) -> str:
    """Return a text with one to four small damages."""
    for _ in range(random.randint(1, 4)):
        text = random.choice(DAMAGES)(text, random)
    return text


def read_or_refused(read: Callable[[], Any]) -> Any:
    """Return what is read, or ``None`` where it is refused with a reason in both languages."""
    try:
        with patience():
            return read()
    except NotUnderstood as error:
        reasons = error.read("en").strip(), error.read("zh").strip()
    assert all(reasons)
    return None


def spelled(data: Any) -> Any:
    """Return plain data with every scalar as a text reader sees it: numbers and days are text."""
    if isinstance(data, dict):
        return {str(key): spelled(value) for key, value in data.items()}
    if isinstance(data, list):
        return [spelled(one) for one in data]
    if isinstance(data, dt.datetime | dt.date | dt.time):
        return data.isoformat()
    if isinstance(data, int | float) and not isinstance(data, bool):
        return str(data)
    return data


def by_yaml(text: str) -> Any:
    loader: Any = yaml.CBaseLoader  # the one in Python refuses a tab within a scalar
    return yaml.load(text, loader)  # noqa: S506 - the base loader builds text alone


def by_json(text: str) -> Any:
    return json.loads(text, parse_float=str, parse_int=str)


def by_toml(text: str) -> Any:
    return tomllib.loads(text, parse_float=str)


def is_blank(data: Any) -> Any:
    """Return data in which nothing and an empty text are one: the base loader of YAML reads both so."""
    if isinstance(data, dict):
        return {key: is_blank(value) for key, value in data.items()}
    if isinstance(data, list):
        return [is_blank(one) for one in data]
    return "" if data is None else data


SYSTEMS = ("system", "register", "crosswalk")


def seed_of(kind: str, suffix: str, folder: Path) -> str:
    """Return a file of one kind in one syntax."""
    file = folder / f"seed{suffix}"
    match kind:
        case "system":
            save(ms.load(EXAMPLE / "system.yaml"), file)
        case "register":
            save(ms.files.load_register(EXAMPLE / "register.yaml"), file)
        case _:
            save(shipped_crosswalk("iso14001:2015", "iso14001:2026"), file)
    return file.read_text("utf-8")


LOADERS: dict[str, Callable[[Path], Any]] = {
    "system": ms.load,
    "register": ms.files.load_register,
    "crosswalk": lambda path: ms.load(path, ms.Crosswalk),
}


@pytest.mark.parametrize("kind", SYSTEMS)
@pytest.mark.parametrize(
    ("suffix", "independent"), [(".yaml", by_yaml), (".json", by_json), (".toml", by_toml)]
)
def test_a_damaged_file_is_read_as_it_says_or_refused(
    kind: str, suffix: str, independent: Callable[[str], Any], tmp_path: Path
) -> None:
    seed, file, again = (
        seed_of(kind, suffix, tmp_path),
        tmp_path / f"m{suffix}",
        tmp_path / "a.yaml",
    )
    for number in range(MUTANTS):
        text = mutant(seed, Random(f"{kind}{suffix}{number}"))
        file.write_text(text, "utf-8", newline="")
        value = read_or_refused(partial(LOADERS[kind], file))
        if value is None:
            continue
        source = Source(os.fspath(file), file.read_bytes().decode("utf-8-sig"))
        assert is_blank(spelled(independent(source.text))) == is_blank(spelled(source.data()))
        save(value, again)
        assert value == LOADERS[kind](again)


def test_damaged_readings_are_read_as_they_say_or_refused(tmp_path: Path) -> None:
    system = ms.load(EXAMPLE / "system.yaml")
    seed, file = (EXAMPLE / "readings.csv").read_text("utf-8"), tmp_path / "m.csv"
    for number in range(MUTANTS):
        file.write_text(mutant(seed, Random(f"readings{number}")), "utf-8", newline="")
        record = read_or_refused(partial(load_readings, [file], system, ON))
        if record is None:
            continue
        text = file.read_text("utf-8-sig")
        lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
        delimiter = max(",;\t", key=lines[0].count)
        rows = [
            row for row in csv.reader(io.StringIO("".join(lines)), delimiter=delimiter) if any(row)
        ]
        assert len(rows) - 1 == len(record.readings)
        place = [cell.strip().lower() for cell in rows[0]].index("series")
        assert [row[place].strip() for row in rows[1:]] == [
            reading.series for reading in record.readings
        ]


def damaged_workbook(raw: bytes, random: Random) -> bytes:
    """Return a workbook with damaged bytes, or with a part whose text is damaged and packed anew."""
    if random.random() < 0.5:
        damaged = bytearray(raw)
        for _ in range(random.randint(1, 6)):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        return bytes(
            damaged[: random.choice((len(damaged), len(damaged), random.randrange(len(damaged))))]
        )
    packed, out = zipfile.ZipFile(io.BytesIO(raw)), io.BytesIO()
    chosen = random.choice([name for name in packed.namelist() if name.endswith(".xml")])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as mended:
        for name in packed.namelist():
            part = packed.read(name)
            if name == chosen:
                part = mutant(part.decode("utf-8"), random).encode("utf-8")
            mended.writestr(name, part)
    return out.getvalue()


def cells_of(file: Path) -> set[str]:
    """Return the texts of the first sheet that is shown, none where the other reader gives up."""
    try:
        book = openpyxl.load_workbook(file)
    except Exception:  # noqa: BLE001 - it repairs less than the reader does
        return set()
    sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
    return {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}


def test_a_damaged_workbook_is_read_as_it_says_or_refused(tmp_path: Path) -> None:
    seed, file = tmp_path / "seed.xlsx", tmp_path / "m.xlsx"
    save_table(shipped("iso9001:2015"), seed)
    whole, raw = load_standard(os.fspath(seed)), seed.read_bytes()
    for number in range(MUTANTS):
        file.write_bytes(damaged_workbook(raw, Random(f"workbook{number}")))
        standard = read_or_refused(partial(load_standard, os.fspath(file)))
        if standard is None or standard == whole:
            continue
        cells = cells_of(file)
        for clause in standard if cells else ():
            assert {wording for _, wording in clause.text.wordings} <= cells
        again = tmp_path / "again.yaml"
        save(standard, again)
        assert standard == load_standard(os.fspath(again))


def oscal_seed(kind: str) -> str:
    if kind == "catalogue":
        return catalogue.render(shipped("cts-q-zg040:2023"), "zh")
    source, target = shipped("iso14001:2015"), shipped("iso14001:2026")
    walk = shipped_crosswalk(source.id, target.id)
    return mapping.render(walk, "en", source=source, target=target)


@pytest.mark.parametrize("kind", ["catalogue", "mapping"])
def test_a_damaged_oscal_file_is_read_as_it_says_or_refused(kind: str, tmp_path: Path) -> None:
    seed, again = oscal_seed(kind), tmp_path / "again.yaml"
    for number in range(MUTANTS):
        text = mutant(seed, Random(f"{kind}{number}"))
        value = read_or_refused(partial(imports.read, Source("m.json", text)))
        if value is None:
            continue
        save(value, again)
        loaded = (
            ms.load(again, ms.Crosswalk) if kind == "mapping" else load_standard(os.fspath(again))
        )
        assert value == loaded
