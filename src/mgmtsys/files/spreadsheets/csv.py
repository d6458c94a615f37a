"""Tables in CSV: decoded and divided for certain, or refused with their place, never guessed."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

import attrs

from mgmtsys.files.spreadsheets.guard import unguarded
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import InvalidDocument, Place, Problem
from mgmtsys.values.naming import composed
from mgmtsys.values.text import Text, say

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


def _complaint(file: str, line: int, message: Text) -> InvalidDocument:
    return InvalidDocument((Problem((), message, Place(file, line, 1)),))


#: The cells of a row.
Cells = tuple[str, ...]


@attrs.frozen(field_transformer=checked)
class Table:
    """What stands above the head of a table, the head, and the text of its rows."""

    file: str
    #: The facts and the titles above the head, each with its line.
    facts: tuple[tuple[int, Cells], ...]
    #: The line of the head, and its cells without the blanks around them.
    line: int
    heads: Cells
    text: str = attrs.field(repr=False)
    #: What divides the cells; ``None`` where no head proves it, and then there are no rows.
    delimiter: str | None
    #: How many lines stand up to the end of the head.
    skipped: int

    def cells(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row as it stands, with the line that it starts in.

        Raises :class:`InvalidDocument` at once for what is no row: a quote that nothing closes would
        swallow the rows after it.
        """
        if self.delimiter is None:
            return
        lines = StringIO(self.text, newline="")
        for _ in range(self.skipped):
            next(lines)
        for line, cells, _ in _rows(self.file, lines, self.delimiter, self.skipped + 1):
            yield line, cells

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank, without blanks around its cells; it may have fewer than the head.

        Raises :class:`InvalidDocument` for every row that has more once all others are read.
        """
        wide, problems = len(self.heads), list[Problem]()
        for line, cells in self.cells():
            stripped = [cell.strip() for cell in cells]
            if any(stripped[wide:]):
                message = say(
                    "{cells} cells under {heads} heads: expected one a column",
                    cells=len(cells),
                    heads=wide,
                )
                problems.append(Problem((), message, Place(self.file, line, 1)))
            elif any(stripped):
                yield line, stripped[:wide]
        if problems:
            raise InvalidDocument(tuple(problems))


def table(
    file: str,
    raw: bytes,
    is_heads: Sequence[IsHead],
    is_proof: IsProof,
    expected: Text | None = None,
    *,
    has_facts: bool = False,
) -> Table:
    """Return the table in a file, whose head says for certain how it is divided.

    The first of ``is_heads`` that exactly one way to divide the head satisfies decides. Blank lines,
    lines that start with ``#`` and a first line such as ``sep=;`` may stand above the head; what starts
    with ``#`` is a remark, or a fact of several cells where the table ``has_facts``, and then titles may
    stand there too. Further down a line
    is a row, whatever it starts with. ``is_proof`` knows the cells that prove an encoding. ``expected``
    says which head was. Raises :class:`InvalidDocument`; without ``expected``
    a head that nothing divides is one cell.
    """
    text = _decoded(file, raw, is_proof)
    if "\0" in text:
        raise _complaint(
            file,
            text.partition("\0")[0].count("\n") + 1,
            say("not text, since it holds a zero byte: expected CSV saved as UTF-8"),
        )
    first = next(StringIO(text, newline=None), "").rstrip("\n")
    stated = _SEPARATOR.fullmatch(first)
    found, errors = list[Table](), list[InvalidDocument]()
    for delimiter in (stated["delimiter"],) if stated else _DELIMITERS:
        try:
            wanted = is_heads[0] if has_facts else None
            found.append(_headed(file, text, delimiter, wanted, stated=bool(stated)))
        except InvalidDocument as error:
            errors.append(error)
    for is_head in is_heads:
        # A single column is the same one however it is divided.
        fitting = {sheet.heads: sheet for sheet in found if is_head(sheet.heads)}
        if fitting:
            break
    if len(fitting) == 1:
        return next(iter(fitting.values()))
    if not found:
        raise errors[0]
    line, head = found[0].line, _line(text, found[0].line)
    if expected is None:
        return Table(file, (), line=line, heads=(head,), text=text, delimiter=None, skipped=line)
    raise _complaint(
        file,
        line,
        say("found the head {head!r}: expected {expected}", head=head[:60], expected=expected),
    )


def _line(text: str, number: int) -> str:
    lines = StringIO(text, newline=None)
    return next(islice(lines, number - 1, None), "").strip()


def _headed(file: str, text: str, delimiter: str, wanted: IsHead | None, *, stated: bool) -> Table:
    """Return the table as a delimiter divides it, up to its head.

    That is the first row with cells that is no fact. Where there are facts, there may be titles too:
    a row further down that is the head ``wanted`` is the head.
    """
    above: list[tuple[int, Cells]] = []
    first: Table | None = None
    lines = _lines(text, has_facts=wanted is not None, stated=stated)
    try:
        for line, cells, end in _rows(file, lines, delimiter, 1):
            heads = tuple(cell.strip() for cell in cells)
            if not any(heads):
                continue
            if first is None and not heads[0].startswith("#"):
                first = Table(
                    file,
                    tuple(above),
                    line=line,
                    heads=heads,
                    text=text,
                    delimiter=delimiter,
                    skipped=end,
                )
            if first is not None and wanted is None:
                return first
            if wanted is not None and wanted(heads):
                return Table(
                    file,
                    tuple(above),
                    line=line,
                    heads=heads,
                    text=text,
                    delimiter=delimiter,
                    skipped=end,
                )
            above.append((line, tuple(cells)))
    except InvalidDocument:
        if first is None:
            raise
    return first or Table(
        file, tuple(above), line=1, heads=(), text=text, delimiter=delimiter, skipped=0
    )


def _lines(text: str, *, has_facts: bool, stated: bool) -> Iterator[str]:
    """Yield the lines of a text, blank where one says what divides the cells or is a remark above the head."""
    lines = StringIO(text, newline="")
    for number, line in enumerate(lines):
        if (number == 0 and stated) or (line.startswith("#") and not has_facts):
            yield "\n"
            continue
        yield line
        if line.strip():
            break
    yield from lines


def _cell(cell: str) -> str:
    """Return what a cell says, in composed form; the Greek question mark divides none, though it becomes one that does."""
    return cell if cell.isascii() and cell[:1] != "'" else composed(unguarded(cell))


def _rows(
    file: str, lines: Iterable[str], delimiter: str, line: int
) -> Iterator[tuple[int, list[str], int]]:
    """Yield each row with the line that it starts in and how many lines there are up to its end."""
    before = line - 1
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            end = before + reader.line_num
            yield line, list(map(_cell, cells)), end
            line = end + 1
    except csv.Error:
        most = csv.field_size_limit()
        raise _complaint(
            file,
            line,
            say(
                "the row that starts here is not a row of a table: expected each cell that begins with a quote to end with one, with those inside it doubled, and no cell of more than {most} characters",
                most=most,
            ),
        ) from None


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
        say("neither UTF-8 nor provably GBK: expected a file saved as UTF-8"),
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
