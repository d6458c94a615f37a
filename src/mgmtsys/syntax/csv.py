"""Tables in CSV: decoded and divided for certain, or refused with their place, never guessed."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO

import attrs

from mgmtsys.checked import checked
from mgmtsys.exceptions import InvalidDocument, Place, Problem
from mgmtsys.naming import composed

_DELIMITERS = (",", ";", "\t")
#: Whether cells are the head of the table that is looked for.
IsHead = Callable[[Sequence[str]], bool]
#: Whether a cell says something that only the right decoding of a file can give.
IsProof = Callable[[str], bool]
#: The first line with which a spreadsheet says what divides the cells.
_SEPARATOR = re.compile(r'"?sep=(?P<delimiter>.)"?', re.IGNORECASE)
#: The ideographs of everyday Chinese, in the order of GB 2312, begin and end so.
_EVERYDAY = (0xB0, 0xD7)
#: Where the Korean syllables of the same bytes end.
_LAST_KOREAN = 0xC8
#: So many different ideographs no accents of another script happen to spell.
_ENOUGH = 3


def _complaint(file: str, line: int, en: str, zh: str) -> InvalidDocument:
    return InvalidDocument((Problem((), en, zh, Place(file, line, 1)),))


@attrs.frozen(field_transformer=checked)
class Table:
    """The head of a table, and the text of its rows."""

    file: str
    heads: tuple[str, ...]
    text: str
    delimiter: str
    #: How many lines stand above the head.
    skipped: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank, with its line; a row may have fewer cells than there are heads.

        Raises :class:`InvalidDocument` for every row that has more once all others are read, and at once
        for what is no row.
        """
        lines = StringIO(self.text, newline="")
        for _ in range(self.skipped):
            next(lines)
        reader = csv.reader(lines, delimiter=self.delimiter)
        next(reader)
        wide, problems = len(self.heads), list[Problem]()
        try:
            for cells in reader:
                line = self.skipped + reader.line_num
                if len(cells) > wide:
                    en = f"{len(cells)} cells under {wide} heads: expected one a column"
                    zh = f"{wide} 列表头下有 {len(cells)} 个单元格：每列应只有一个"
                    problems.append(Problem((), en, zh, Place(self.file, line, 1)))
                    continue
                stripped = [cell.strip() for cell in cells]
                if any(stripped):
                    yield line, stripped
        except csv.Error as error:
            raise _complaint(
                self.file,
                self.skipped + reader.line_num,
                f"no row of a table: {error}",
                f"不是表格的一行：{error}",
            ) from None
        if problems:
            raise InvalidDocument(tuple(problems))


def table(
    file: str, raw: bytes, is_head: IsHead, expected: tuple[str, str], is_proof: IsProof
) -> Table:
    """Return the table in a file, whose head says for certain how it is divided.

    Blank lines, remarks, which start with ``#``, and a first line such as ``sep=;`` may stand above the
    head; further down a line is a row, whatever it starts with. ``expected`` says in English and in
    Chinese which head was; ``is_proof`` knows the cells that prove an encoding. Raises
    :class:`InvalidDocument`.
    """
    text = composed(_decoded(file, raw, is_proof))
    skipped, head = _head_line(text)
    stated = _SEPARATOR.fullmatch(text.partition("\n")[0].strip("\r"))
    delimiter = stated["delimiter"] if stated else _delimiter(head, is_head)
    if delimiter is not None and not is_head(_heads(head, delimiter)):
        delimiter = None
    en, zh = expected
    if delimiter is None:
        raise _complaint(
            file,
            skipped + 1,
            f"found the head {head[:60]!r}: expected {en}",
            f"表头为 {head[:60]!r}：{zh}",
        )
    return Table(file, _heads(head, delimiter), text, delimiter, skipped)


def _head_line(text: str) -> tuple[int, str]:
    """Return the first line that is neither blank nor a remark, and how many stand above it."""
    for skipped, line in enumerate(StringIO(text, newline="")):
        if skipped == 0 and _SEPARATOR.fullmatch(line.strip("\r\n")):
            continue
        if line.strip() and not line.startswith("#"):
            return skipped, line.strip("\r\n ")
    return 0, ""


def _heads(head: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip() for cell in next(csv.reader([head], delimiter=delimiter), []))
    except csv.Error:  # longer than any cell may be
        return ()


def _delimiter(head: str, is_head: IsHead) -> str | None:
    """Return what divides a head into the cells that are looked for; ``None`` when nothing does."""
    fitting = {
        cells: one
        for one in reversed(_DELIMITERS)
        if (cells := _heads(head, one)) and is_head(cells)
    }
    # A single column is the same one however it is divided.
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _decoded(file: str, raw: bytes, is_proof: IsProof) -> str:
    """Return the text of a file, whose encoding its first bytes or its own cells prove."""
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if _is_chinese(raw) or any(map(is_proof, _foreign(text))):
        return text
    raise _complaint(
        file,
        line,
        "neither UTF-8 nor provably GBK: expected a file saved as UTF-8",
        "既不是 UTF-8，也无法确认是 GBK：文件应以 UTF-8 保存",
    )


def _foreign(text: str) -> set[str]:
    """Return the cells that are not ASCII, whatever divides them."""
    cells = re.split(r'[\n\r;,\t"]', text)
    return {cell.strip() for cell in cells if not cell.isascii()}


def _is_chinese(raw: bytes) -> bool:
    """Whether bytes are everyday Chinese in GBK, as no text in another encoding happens to be."""
    try:
        text = raw.decode("gb2312")
    except UnicodeDecodeError:
        return False
    first, last = _EVERYDAY
    leads = {sign: sign.encode("gb2312")[0] for sign in set(text) if not sign.isascii()}
    ideographs = [lead for lead in leads.values() if lead >= first]
    return (
        len(ideographs) >= _ENOUGH
        and max(ideographs) <= last
        and max(ideographs) > _LAST_KOREAN
        and all(lead >= first or lead in (0xA1, 0xA3) for lead in leads.values())
    )
